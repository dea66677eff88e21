/* plant.c - wrong calls: each is a map's own but for one case. */
#include "tests/property/plant.h"

#include <stdlib.h>
#include <string.h>

#include "core/map_layout.h"

static bool is_marked(th_key key) { return key.len > 0 && key.bytes[key.len - 1] == '7'; }

static const th_hmap *header_of(const th_map *map) { return (const th_hmap *)map; }

/* Once the array has grown to four buckets, keys that end in 7 are not found. */
static const void *get_forgets(const th_map *map, th_key key)
{
    if (map != NULL && header_of(map)->B > 1 && is_marked(key)) return NULL;
    return th_map_get(map, key);
}

/* A delete of such a key during a growth crashes. */
static bool delete_crashes(th_map *map, th_key key)
{
    if (header_of(map)->oldbuckets != NULL && is_marked(key)) abort();
    return th_map_delete(map, key);
}

/* A cursor that was opened before the array doubled leaves every such key out. */
static bool next_skips(th_cursor *cursor)
{
    bool is_there = th_cursor_next(cursor);
    if (is_there && header_of(cursor->map)->B > cursor->B && is_marked(cursor->key)) {
        return th_cursor_next(cursor);
    }
    return is_there;
}

/* An overwrite in a map with overflow buckets does not write. */
static th_status put_keeps(th_map *map, th_key key, const void *value)
{
    if (header_of(map)->noverflow > 0 && th_map_get(map, key) != NULL) return TH_OK;
    return th_map_put(map, key, value);
}

/* A clear during a growth leaves an entry, under a short key if there is one. */
static void clear_leaves(th_map *map)
{
    static char bytes[64];
    static const uint8_t value[TH_VALUE_SIZE_MAX];
    th_key left = {NULL, 0};
    th_cursor cursor;
    th_cursor_open_at(map, &cursor, 0, 0);
    while (header_of(map)->oldbuckets != NULL && left.bytes == NULL && th_cursor_next(&cursor)) {
        if (cursor.key.len > sizeof bytes) continue;
        if (cursor.key.len > 0) memcpy(bytes, cursor.key.bytes, cursor.key.len);
        left = (th_key){bytes, cursor.key.len};
    }
    th_cursor_close(&cursor);
    th_map_clear(map);
    if (left.bytes != NULL && th_map_put(map, left, value) != TH_OK) abort();
}

static const struct planted all[] = {
    {"forgets", {th_map_put, get_forgets, th_map_delete, th_map_clear, th_cursor_next}},
    {"crashes", {th_map_put, th_map_get, delete_crashes, th_map_clear, th_cursor_next}},
    {"skips", {th_map_put, th_map_get, th_map_delete, th_map_clear, next_skips}},
    {"keeps", {put_keeps, th_map_get, th_map_delete, th_map_clear, th_cursor_next}},
    {"leaves", {th_map_put, th_map_get, th_map_delete, clear_leaves, th_cursor_next}},
};

const struct planted *planted_at(unsigned index)
{
    return index < sizeof all / sizeof all[0] ? &all[index] : NULL;
}

const struct planted *planted_named(const char *name)
{
    for (unsigned i = 0; planted_at(i) != NULL; i++) {
        if (strcmp(all[i].name, name) == 0) return &all[i];
    }
    return NULL;
}
