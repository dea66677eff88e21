/* access_words.h - what a worker's next move will touch, in words: "reads flags", "writes slot 0 of
 * bucket 1", "takes lock mu". */
#ifndef VIZ_SCREEN_ACCESS_WORDS_H
#define VIZ_SCREEN_ACCESS_WORDS_H

#include "viz/player/view.h"
#include "viz/screen/text.h"

/* Adds the words, in the view's language. Writes come first: where the end is cut, they stay. What
 * is written is not named among what is read. Arrays are called what they are at view's position:
 * "old bucket 0" is one of oldbuckets, "dropped bucket 0" one of an array that the map has let go.
 * lock is its name; of access no pointer is followed. */
void access_words_add(struct text *text, const struct view *view, const th_access *access,
                      const char *lock);

#endif
