/* map_floor.c - no map: the least that a get of a map in memory can cost, to print beside the maps.
 *
 * Each entry's place is known. A get hashes its key, looks at the one cache line of that place, and
 * compares the key's bytes; a miss meets another key's line there, and no bytes. */
#define CONTENDER_IS_STATIC
#include "tests/bench/rivals/contender.h"

/* Two to a cache line, and none in two. */
struct place {
    const char *bytes;
    uint32_t len;
    uint32_t hash; /* its top half */
    uint64_t value;
    uint64_t unused;
};

struct map {
    uint64_t count;
    struct place *places;
};

static const char *map_about(void) { return "hash, one cache line, key bytes; place known"; }

static struct map *map_make(uint64_t hint)
{
    struct map *map = malloc(sizeof *map);
    bench_must(map != NULL, "memory");
    map->count = hint;
    map->places = aligned_alloc(64, (hint + 1) / 2 * 64);
    bench_must(map->places != NULL, "memory");
    return map;
}

static inline void map_put(struct map *map, struct text key, uint64_t value)
{
    uint32_t hash = (uint32_t)(text_hash(key) >> 32);
    map->places[key.number] = (struct place){key.bytes, key.len, hash, value, 0};
}

static inline bool map_get(const struct map *map, struct text key, uint64_t *value)
{
    uint64_t number = key.number < map->count ? key.number : key.number - map->count;
    const struct place *place = &map->places[number];
    uint32_t hash = (uint32_t)(text_hash(key) >> 32);
    struct text there = {place->bytes, place->len, 0};
    if (place->hash != hash || !text_is_equal(there, key)) return false;
    *value = place->value;
    return true;
}
