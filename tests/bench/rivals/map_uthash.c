/* map_uthash.c - uthash, as a contender: a malloc an entry, as its user's structures are. */
#define CONTENDER_HAS_NO_HINT
#include "tests/bench/rivals/contender.h"

#define HASH_FUNCTION(bytes, len, hash)                                                            \
    (hash) = (unsigned)XXH3_64bits_withSeed((bytes), (len), text_hash_seed)
#include <uthash.h>

struct entry {
    const char *bytes;
    uint64_t value;
    UT_hash_handle hh; /* has the key's length */
};

struct map {
    struct entry *entries;
};

#define TEXT_OF(x) #x
#define TEXT(x) TEXT_OF(x)

static const char *map_about(void) { return "uthash " TEXT(UTHASH_VERSION); }

static struct map *map_make(uint64_t hint)
{
    struct map *map = calloc(1, sizeof *map);
    (void)hint;
    bench_must(map != NULL, "memory");
    return map;
}

static void map_free(struct map *map)
{
    struct entry *entry, *next;
    HASH_ITER(hh, map->entries, entry, next)
    {
        HASH_DEL(map->entries, entry);
        free(entry);
    }
    free(map);
}

static inline void map_put(struct map *map, struct text key, uint64_t value)
{
    struct entry *entry;
    unsigned hash;
    HASH_VALUE(key.bytes, key.len, hash);
    HASH_FIND_BYHASHVALUE(hh, map->entries, key.bytes, key.len, hash, entry);
    if (entry == NULL) {
        entry = malloc(sizeof *entry);
        bench_must(entry != NULL, "memory");
        entry->bytes = key.bytes;
        HASH_ADD_KEYPTR_BYHASHVALUE(hh, map->entries, entry->bytes, key.len, hash, entry);
    }
    entry->value = value;
}

static inline bool map_get(const struct map *map, struct text key, uint64_t *value)
{
    struct entry *entry;
    HASH_FIND(hh, map->entries, key.bytes, key.len, entry);
    if (entry == NULL) return false;
    *value = entry->value;
    return true;
}

static inline bool map_delete(struct map *map, struct text key)
{
    struct entry *entry;
    HASH_FIND(hh, map->entries, key.bytes, key.len, entry);
    if (entry == NULL) return false;
    HASH_DEL(map->entries, entry);
    free(entry);
    return true;
}

static uint64_t map_len(const struct map *map) { return HASH_COUNT(map->entries); }

static uint64_t map_sum(struct map *map)
{
    uint64_t sum = 0;
    for (struct entry *entry = map->entries; entry != NULL; entry = entry->hh.next)
        sum += entry->value;
    return sum;
}
