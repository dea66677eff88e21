/* history_callers.c - each does what its name says, once. */
#include "tests/unit/core/history_callers.h"

#include <stddef.h>
#include <stdint.h>

void caller_of_put(th_map *map, th_key key)
{
    uint64_t value = 1;
    (void)!th_map_put(map, key, &value);
    STAY();
}

void caller_of_get(th_map *map, th_key key)
{
    (void)th_map_get(map, key);
    STAY();
}

void caller_of_delete(th_map *map, th_key key)
{
    (void)th_map_delete(map, key);
    STAY();
}

void caller_of_put_many(th_map *map, const th_key *keys, size_t count)
{
    uint64_t values[8] = {0};
    (void)!th_map_put_many(map, keys, values, count, NULL);
    STAY();
}

void caller_of_get_many(th_map *map, const th_key *keys, size_t count)
{
    const void *values[8];
    (void)th_map_get_many(map, keys, values, count);
    STAY();
}

void caller_of_clear(th_map *map)
{
    th_map_clear(map);
    STAY();
}

void caller_of_cursor(th_map *map)
{
    th_cursor cursor;
    th_cursor_open(map, &cursor);
    (void)th_cursor_next(&cursor);
    th_cursor_close(&cursor);
    th_cursor_open_at(map, &cursor, 0, 0);
    th_cursor_close(&cursor);
    STAY();
}
