/* arena.h - memory that is taken piece by piece and given back all at once. A lesson lives in
 * one. */
#ifndef VIZ_LESSON_ARENA_H
#define VIZ_LESSON_ARENA_H

#include <stdbool.h>
#include <stddef.h>

#include "core/memory.h"

/* An empty arena. memory is copied.
 *   Errors   NULL when there is no memory. */
struct arena *arena_make(const th_memory *memory);

/* size_bytes zeroed bytes, aligned as malloc aligns; 0 bytes are a pointer too.
 *   Owner    the arena's, until arena_free.
 *   Errors   NULL when there is no memory; the arena remembers it (arena_has_failed). */
void *arena_take(struct arena *arena, size_t size_bytes);

/* count elements in a row; NULL also where count times element_bytes overflows. */
void *arena_take_array(struct arena *arena, size_t count, size_t element_bytes);

/* A copy of len bytes with a NUL behind it. */
char *arena_copy(struct arena *arena, const char *bytes, size_t len);

/* Some request has failed since the arena was made. */
bool arena_has_failed(const struct arena *arena);

/* Gives everything back. NULL is fine. */
void arena_free(struct arena *arena);

#endif
