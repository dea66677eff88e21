/* lesson_text.h - what YAML's folding does to Chinese, undone. */
#ifndef VIZ_LESSON_LESSON_TEXT_H
#define VIZ_LESSON_LESSON_TEXT_H

#include "viz/lesson/arena.h"

/* The text without the spaces that stand between two wide characters, or beside wide punctuation: a
 * folded line break becomes a space, which English wants between words and Chinese in neither
 * place. Spaces between a narrow character and a wide letter stay.
 *   Owner    arena's.
 *   Errors   NULL when there is no memory. */
const char *lesson_text_unfold(struct arena *arena, const char *text);

#endif
