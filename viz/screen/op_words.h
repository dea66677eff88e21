/* op_words.h - an operation of the history in words, part by part: "put "k12" = 12", "under way",
 * "23 moves", "starts growth 4 → 8". */
#ifndef VIZ_SCREEN_OP_WORDS_H
#define VIZ_SCREEN_OP_WORDS_H

#include "viz/player/view.h"
#include "viz/screen/text.h"
#include "viz/timeline/op_line.h"

/* Who did it: a race's worker, or the map that it was done to. */
enum { OP_WORDS_WHO_MOST = 6 };
void op_words_add_who(struct text *text, const struct view *view, const struct op_line *line);

/* What was asked for. */
void op_words_add_call(struct text *text, const struct view *view, const struct op_line *line);

/* What came of it by now.
 *   Returns  whether it went wrong. */
bool op_words_add_result(struct text *text, const struct view *view, const struct op_line *line);

void op_words_add_moves(struct text *text, const struct view *view, uint64_t count);

/* The growth that it started; nothing where it started none. */
void op_words_add_growth(struct text *text, const struct view *view, const struct op_line *line);

#endif
