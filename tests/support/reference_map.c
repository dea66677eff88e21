/* reference_map.c - a list of entries. Nothing here is clever. */
#include "tests/support/reference_map.h"

#include <stdlib.h>
#include <string.h>

/* A copy of len bytes; never NULL. */
static void *copy_of(const void *bytes, size_t len)
{
    void *copy = malloc(len + 1);
    if (copy == NULL) abort();
    if (len > 0) memcpy(copy, bytes, len);
    return copy;
}

void reference_map_set_up(struct reference_map *map, size_t value_size)
{
    *map = (struct reference_map){.value_size = value_size};
}

static void free_entry(struct reference_entry *entry)
{
    free((char *)(uintptr_t)entry->key.bytes);
    free(entry->value);
}

void reference_map_clear(struct reference_map *map)
{
    for (size_t i = 0; i < map->count; i++)
        free_entry(&map->entries[i]);
    map->count = 0;
}

void reference_map_free(struct reference_map *map)
{
    reference_map_clear(map);
    free(map->entries);
    *map = (struct reference_map){.count = 0};
}

struct reference_entry *reference_map_find(const struct reference_map *map, th_key key)
{
    for (size_t i = 0; i < map->count; i++) {
        const th_key *its = &map->entries[i].key;
        if (its->len != key.len) continue;
        if (key.len == 0 || memcmp(its->bytes, key.bytes, key.len) == 0) return &map->entries[i];
    }
    return NULL;
}

static void make_room(struct reference_map *map)
{
    if (map->count < map->cap) return;
    map->cap = map->cap == 0 ? 16 : 2 * map->cap;
    map->entries = realloc(map->entries, map->cap * sizeof *map->entries);
    if (map->entries == NULL) abort();
}

bool reference_map_put(struct reference_map *map, th_key key, const void *value)
{
    struct reference_entry *found = reference_map_find(map, key);
    if (found != NULL) {
        if (map->value_size > 0) memcpy(found->value, value, map->value_size);
        return false;
    }
    make_room(map);
    map->entries[map->count++] = (struct reference_entry){
        .serial = map->next_serial++,
        .key = {copy_of(key.bytes, key.len), key.len},
        .value = copy_of(value, map->value_size),
    };
    return true;
}

bool reference_map_delete(struct reference_map *map, th_key key)
{
    struct reference_entry *found = reference_map_find(map, key);
    if (found == NULL) return false;
    free_entry(found);
    *found = map->entries[--map->count];
    return true;
}
