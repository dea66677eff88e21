/* history_callers.h - functions that call a map, by whose names the tests of its history know them.
 *
 * They are exported, and in a file of their own, so that no compiler inlines or clones them; nor is
 * a call the last thing that they do, so none is made a jump. */
#ifndef TESTS_UNIT_CORE_HISTORY_CALLERS_H
#define TESTS_UNIT_CORE_HISTORY_CALLERS_H

#include "core/map.h"

void caller_of_put(th_map *map,
                   th_key key); /* an 8-byte value; what comes of it is not looked at */
void caller_of_get(th_map *map, th_key key);
void caller_of_delete(th_map *map, th_key key);
void caller_of_put_many(th_map *map, const th_key *keys, size_t count); /* at most 8, of zeros */
void caller_of_get_many(th_map *map, const th_key *keys, size_t count);
void caller_of_clear(th_map *map);
void caller_of_cursor(th_map *map); /* open, next, close, open_at, close */

/* Behind a call: something more to do. */
#define STAY() __asm__ volatile("")

#endif
