/* reference_map.h - a map so simple that it is right: a list of entries, searched from its start.
 *
 * What a real map says is compared with it. Each entry has a *serial*: how many entries were put
 * before it. A key that is deleted and put again is another entry, and has another serial. */
#ifndef TESTS_SUPPORT_REFERENCE_MAP_H
#define TESTS_SUPPORT_REFERENCE_MAP_H

#include <stdbool.h>

#include "core/map.h"

struct reference_entry {
    uint64_t serial;
    th_key key;     /* a copy */
    uint8_t *value; /* value_size bytes */
};

struct reference_map {
    size_t value_size;
    size_t count;
    size_t cap;
    struct reference_entry *entries; /* in no order */
    uint64_t next_serial;
};

void reference_map_set_up(struct reference_map *map, size_t value_size);
void reference_map_free(struct reference_map *map);

/* The entry of key, or NULL. Valid until the map changes. Cost: O(entries). */
struct reference_entry *reference_map_find(const struct reference_map *map, th_key key);

/* Says whether the entry is new. */
bool reference_map_put(struct reference_map *map, th_key key, const void *value);

/* Says whether there was one. */
bool reference_map_delete(struct reference_map *map, th_key key);

void reference_map_clear(struct reference_map *map);

#endif
