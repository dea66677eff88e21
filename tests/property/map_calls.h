/* map_calls.h - the calls of a map, as a table: a test can put a wrong one in. */
#ifndef TESTS_PROPERTY_MAP_CALLS_H
#define TESTS_PROPERTY_MAP_CALLS_H

#include "core/map.h"

struct map_calls {
    th_status (*put)(th_map *map, th_key key, const void *value);
    const void *(*get)(const th_map *map, th_key key);
    bool (*delete_key)(th_map *map, th_key key);
    void (*clear)(th_map *map);
    bool (*next)(th_cursor *cursor);
};

/* The map's own. */
static const struct map_calls map_calls_real = {
    th_map_put, th_map_get, th_map_delete, th_map_clear, th_cursor_next,
};

#endif
