/* map_bucket8.c - Go's bucket, read with a word of arithmetic: eight tophash bytes are matched at
 * once. Static: made for its number of entries, filled, asked. It shows how far the bucket carries
 * when nothing can change meanwhile. */
#define CONTENDER_IS_STATIC
#include "tests/bench/rivals/contender.h"

enum { SLOTS = 8 };

#define EACH_BYTE 0x0101010101010101u

struct bucket {
    uint64_t tophashes; /* a byte a slot, 0: free */
    struct text keys[SLOTS];
    uint64_t values[SLOTS];
    struct bucket *overflow;
};

struct map {
    uint64_t mask;
    struct bucket *buckets;
};

static const char *map_about(void) { return "static chains of 8-slot buckets, word-wide match"; }

static struct map *map_make(uint64_t hint)
{
    struct map *map = malloc(sizeof *map);
    uint64_t bucket_count = 1;
    while (2 * hint > 13 * bucket_count) /* Go's 6.5 entries a bucket at most */
        bucket_count *= 2;
    bench_must(map != NULL, "memory");
    map->mask = bucket_count - 1;
    map->buckets = calloc(bucket_count, sizeof *map->buckets);
    bench_must(map->buckets != NULL, "memory");
    return map;
}

static inline uint64_t tophash_of(uint64_t hash) { return hash >> 56 ? hash >> 56 : 1; }

/* The top bit of each byte of tophashes that is tophash; now and then of one above it, too. */
static inline uint64_t matches(uint64_t tophashes, uint64_t tophash)
{
    uint64_t differences = tophashes ^ (EACH_BYTE * tophash);
    return (differences - EACH_BYTE) & ~differences & (EACH_BYTE << 7);
}

/* Keys are put once. */
static inline void map_put(struct map *map, struct text key, uint64_t value)
{
    uint64_t hash = text_hash(key);
    struct bucket *bucket = &map->buckets[hash & map->mask];
    while (bucket->overflow != NULL)
        bucket = bucket->overflow;
    if (bucket->tophashes >> 56 != 0) {
        bucket->overflow = calloc(1, sizeof *bucket);
        bench_must(bucket->overflow != NULL, "memory");
        bucket = bucket->overflow;
    }
    unsigned slot = 0;
    while (bucket->tophashes >> (8 * slot) & 0xff)
        slot++;
    bucket->tophashes |= tophash_of(hash) << (8 * slot);
    bucket->keys[slot] = key;
    bucket->values[slot] = value;
}

static inline bool map_get(const struct map *map, struct text key, uint64_t *value)
{
    uint64_t hash = text_hash(key), tophash = tophash_of(hash);
    const struct bucket *bucket = &map->buckets[hash & map->mask];
    for (; bucket != NULL; bucket = bucket->overflow) {
        uint64_t left = matches(bucket->tophashes, tophash);
        for (; left != 0; left &= left - 1) {
            unsigned slot = (unsigned)__builtin_ctzll(left) / 8;
            if (!text_is_equal(bucket->keys[slot], key)) continue;
            *value = bucket->values[slot];
            return true;
        }
    }
    return false;
}
