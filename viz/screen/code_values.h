/* code_values.h - what a line of pseudo-code has come to in this operation, in values:
 *
 *     hash := H(key, hash0)                      0x9c00000000000105
 *     bucket := low B bits of hash               …01 → bucket 1
 *     for each slot of the chain, up to rest:    slot 3: 9c = 9c
 *       if tophash is equal: compare the keys    "a" = "b"? no */
#ifndef VIZ_SCREEN_CODE_VALUES_H
#define VIZ_SCREEN_CODE_VALUES_H

#include "viz/player/view.h"
#include "viz/screen/text.h"

/* The procedure that the view's operation is in; TH_CODE_NONE: nothing runs. */
th_code code_values_procedure(const struct view *view);

/* Adds the check of a count of entries against both limits, and what came of it, a th_growth:
 * "9 > 8, 9 > 6.5 × 2^0 = 6.5: double". */
void code_values_add_check(struct text *text, const struct view *view, uint64_t count,
                           unsigned growth);

/* Adds the values of a line of the view's operation, as short as `columns` ask for, though they may
 * be wider.
 *   Returns  false, and adds nothing: the line has no move in this operation, or what the move made
 *            is no longer so, or the move has no values. */
bool code_values_add(struct text *text, const struct view *view, th_line line, int columns);

#endif
