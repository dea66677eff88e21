/* map_tophash.c - this repository's map, as a contender. */
#include "core/map.h"
#include "tests/bench/rivals/contender.h"

/* Once core takes keys by the batch: define CONTENDER_HAS_MANY above, and what it asks for here. */

struct map; /* a th_map */

static inline th_key key_of(struct text key) { return (th_key){key.bytes, key.len}; }

static const char *map_about(void) { return "this repository's map"; }

static struct map *map_make(uint64_t hint)
{
    th_map *map;
    th_map_options options = {.hint = (int64_t)hint,
                              .value_size = sizeof(uint64_t),
                              .is_seeded = true,
                              .seed = text_hash_seed};
    bench_must(th_map_make(&options, &map) == TH_OK, "making a map");
    return (struct map *)map;
}

static void map_free(struct map *map) { th_map_free((th_map *)map); }

static inline void map_put(struct map *map, struct text key, uint64_t value)
{
    bench_must(th_map_put((th_map *)map, key_of(key), &value) == TH_OK, "a put");
}

static inline bool map_get(const struct map *map, struct text key, uint64_t *value)
{
    const uint64_t *found = th_map_get((const th_map *)map, key_of(key));
    if (found != NULL) *value = *found;
    return found != NULL;
}

static inline bool map_delete(struct map *map, struct text key)
{
    return th_map_delete((th_map *)map, key_of(key));
}

static uint64_t map_len(const struct map *map) { return th_map_len((const th_map *)map); }

static uint64_t map_sum(struct map *map)
{
    th_cursor cursor;
    uint64_t sum = 0;
    th_cursor_open((th_map *)map, &cursor);
    while (th_cursor_next(&cursor))
        sum += *(const uint64_t *)cursor.value;
    th_cursor_close(&cursor);
    return sum;
}
