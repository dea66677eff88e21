/* words.h - keys, values, flags and tophash bytes as lessons write them, for messages. */
#ifndef VIZ_PLAYER_WORDS_H
#define VIZ_PLAYER_WORDS_H

#include <stdio.h>

#include "viz/lesson/lesson.h"

/* In quotes; control characters, quotes and backslashes as \\xNN. Other bytes as they are. */
void words_put_key(FILE *out, th_key key);

/* A value of one of the map's; NULL is "nothing". */
void words_put_value(FILE *out, const struct lesson_map *map, const void *value);

/* "[iterator, writing]" */
void words_put_flags(FILE *out, uint64_t flags);

/* A mark's name, "0x9c", or "any" for LESSON_TOPHASH_ANY. */
void words_put_tophash(FILE *out, int tophash);

#endif
