/* map_tophash.c - this repository's map, as a contender. */
#define CONTENDER_HAS_MANY
#include "core/map.h"

#define CONTENDER_MAPS
#include "tests/bench/rivals/contender.h"
#include "tests/bench/rivals/kept_pages.h"

struct map; /* a th_map */

static inline th_key key_of(struct text key) { return (th_key){key.bytes, key.len}; }

static const char *map_about(void) { return "this repository's map"; }

static struct map *map_make(uint64_t hint)
{
    th_map *map;
    th_map_options options = {.hint = (int64_t)hint,
                              .value_size = sizeof(uint64_t),
                              .is_seeded = true,
                              .seed = text_hash_seed,
                              .memory = kept_pages_use(heap_is_kept)};
    bench_must(th_map_make(&options, &map) == TH_OK, "making a map");
    return (struct map *)map;
}

static uint64_t map_mapped_bytes(void) { return kept_pages.held; }

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

/* The keys as core takes them. */
static inline void keys_of(th_key *to, const struct text *keys, uint64_t count)
{
    for (uint64_t i = 0; i < count; i++)
        to[i] = key_of(keys[i]);
}

static void map_put_many(struct map *map, const struct text *keys, const uint64_t *values,
                         uint64_t count)
{
    th_key put[BATCH];
    size_t stored;
    keys_of(put, keys, count);
    bench_must(th_map_put_many((th_map *)map, put, values, count, &stored) == TH_OK, "puts");
}

static uint64_t map_get_many(const struct map *map, const struct text *keys, uint64_t *values,
                             uint64_t count)
{
    th_key asked[BATCH];
    const void *found[BATCH];
    keys_of(asked, keys, count);
    size_t found_count = th_map_get_many((const th_map *)map, asked, found, count);
    for (uint64_t i = 0; i < count; i++)
        values[i] = found[i] != NULL ? *(const uint64_t *)found[i] : 0;
    return found_count;
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
