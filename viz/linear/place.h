/* place.h - a bucket or a slot, as a learner types it: "bucket 1 slot 3", "slot 3 of old bucket 0",
 * "bucket 1 overflow 2 slot 5", and as viz/lesson/answer.h has it: "old 3+1.5". */
#ifndef VIZ_LINEAR_PLACE_H
#define VIZ_LINEAR_PLACE_H

#include "viz/player/view.h"

/* Longer than any place that is written. */
enum { PLACE_BYTES_MAX = 64 };

/* Writes it as an answer; other text is copied, as much as fits. */
void place_to_answer(const char *text, char answer[PLACE_BYTES_MAX]);

/* The place on the view's picture; of a bucket the slot is REGISTERS_WHOLE. False: it is no place,
 * or not there. */
bool place_read(const char *text, const struct view *view, th_place *place);

#endif
