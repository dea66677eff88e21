/* map_many.c - many keys at once: what they wait for, they wait for together.
 *
 * A lookup in a large map waits for memory three times, and each time it must have one answer to
 * know what to ask next. Keys do not depend on each other, so a group of them asks together:
 *
 *   one by one   hash tops..... key..... bytes..... hash tops..... key..... bytes..... hash tops...
 *
 *   a group      hash hash hash hash    each asks for its bucket's tophashes: no waiting
 *                tops tops tops tops    asks for key and value of the slot that is likely
 *                key  key  key  key     asks for the stored key's bytes
 *                find find find find    the ordinary operation, which finds all that near
 *
 *   N1  asking ahead changes nothing and decides nothing: the operations themselves come after it,
 *       one by one, in order. So a guess may be wrong, and a put may make it so: it costs time.
 *   N2  a group looks at buckets before its first put, never after: a put may give them back.
 *   N3  a key is hashed once. No put changes the seed.
 *   N4  who watches a map is told of single operations: such a map gets nothing else.
 *   N5  the writing flag stands from a batch's first put to its last. */
#include "core/map_ahead.h"
#include "core/map_hash.h"
#include "core/map_probe.h"
#include "core/map_single.h"
#include "core/map_watch.h"
#include "core/rules.h"

/* GROUP: lookups among 1e6 keys in groups of 8, 16 and 32 took 73, 62 and 63 ns.
 * AHEAD_FROM_BYTES, of buckets: asking ahead in a map that the caches hold costs more than it
 * gains; from some 2^18 bytes (1e4 keys of 8-byte values) on it is even or better. Both by the
 * loops of tests/bench/rivals, gcc 12.2 -O2, on an AMD EPYC (Zen 3). */
enum { GROUP = 16, AHEAD_FROM_BYTES = 1 << 18 };
static_assert(TH_BUCKET_VALUES + TH_BUCKET_SLOTS * (TH_VALUE_SIZE_MAX + 1) < AHEAD_FROM_BYTES,
              "maps without buckets, and those of one (map_access.c, A3), go one by one");

static const th_lines get_lines = {
    .bucket = TH_LINE_GET_BUCKET, .probe = TH_LINE_GET_PROBE, .compare = TH_LINE_GET_COMPARE};

/* What is known of one key of a group. */
typedef struct asked {
    uint64_t hash;
    th_chain chain;   /* that it is in now, if it is there */
    th_slots matches; /* of its first bucket */
} asked;

TH_INLINE bool is_worth_asking(const th_map *map)
{
    return map->bucket_size << map->h.B >= AHEAD_FROM_BYTES;
}

/* ---- Asking ahead ---- */

TH_INLINE void ask_for_slot(const th_map *map, const th_bucket *bucket, unsigned slot)
{
    th_ask_for(&th_keys(bucket)[slot]);
    th_ask_for(th_value(map, bucket, slot));
}

TH_INLINE th_bucket *old_bucket_of(const th_map *map, uint64_t hash)
{
    return th_bucket_at(map, map->h.oldbuckets, hash & (th_old_count(map) - 1));
}

TH_INLINE void ask_for_tops(const th_map *map, uint64_t hash)
{
    th_ask_for(th_bucket_at(map, map->h.buckets, hash & th_bucket_mask(map->h.B)));
    if (th_is_growing(map)) th_ask_for(old_bucket_of(map, hash));
}

/* Apart: then the loop below needs no registers for it, and tests/house can read what is called. */
static TH_NOINLINE uint64_t hash_untold(const th_map *map, th_key key)
{
    return map->hash.hash(map->hash.context, map->seed, key);
}

TH_INLINE uint64_t hash_of(const th_map *map, th_key key)
{
    return th_has_short_hash(map, key) ? th_short_hash_of(map, key) : hash_untold(map, key);
}

/* Each first line is on its way while the next key is hashed. */
TH_INLINE void hash_group(const th_map *map, const th_key *keys, asked *group, size_t count,
                          bool is_asking)
{
    for (size_t i = 0; i < count; i++) {
        group[i].hash = hash_of(map, keys[i]);
        if (is_asking) ask_for_tops(map, group[i].hash);
    }
}

/* is_put: a key that is not there will get the first empty slot. */
TH_INLINE void ask_for_slots(const th_map *map, asked *group, size_t count, bool is_put)
{
    for (size_t i = 0; i < count; i++) {
        asked *key = &group[i];
        key->chain = th_choose_chain(map, key->hash, get_lines.bucket, NULL);
        uint64_t tops = th_tops_word(key->chain.first);
        key->matches = th_slots_of(tops, th_tophash(key->hash));
        th_slots likely = key->matches;
        if (likely == 0 && is_put) likely = th_empty_slots(tops);
        if (likely != 0) {
            ask_for_slot(map, key->chain.first, th_first_slot(likely));
        } else if (!th_ends_chain(tops)) {
            th_ask_for(th_next(map, key->chain.first));
        }
    }
}

TH_INLINE void ask_for_bytes(const asked *group, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (group[i].matches == 0) continue;
        th_ask_for(th_keys(group[i].chain.first)[th_first_slot(group[i].matches)].bytes);
    }
}

TH_INLINE void ask_for_group(const th_map *map, asked *group, size_t count, bool is_put)
{
    ask_for_slots(map, group, count, is_put);
    ask_for_bytes(group, count);
}

/* ---- Asking ahead for an evacuation ---- */

/* Its keys' bytes, which are to be hashed, and the places where they go. */
static void ask_for_entries(const th_map *map, uint64_t old_index)
{
    const th_bucket *bucket = th_bucket_at(map, map->h.oldbuckets, old_index);
    if (th_bucket_is_evacuated(bucket)) return;
    for (unsigned slot = 0; slot < TH_BUCKET_SLOTS; slot++) {
        if (!th_is_empty(th_tops(bucket)[slot])) th_ask_for(th_keys(bucket)[slot].bytes);
    }
    for (uint64_t index = old_index; index <= th_bucket_mask(map->h.B); index += th_old_count(map))
        th_ask_for_bucket(map, th_bucket_at(map, map->h.buckets, index));
}

/* While the map grows, each put evacuates the old bucket of its hash. (For the one at nevacuate,
 * which it evacuates, too, map_grow.c asks.) */
static TH_NOINLINE void ask_for_evacuations(const th_map *map, const asked *group, size_t count)
{
    uint64_t old_count = th_old_count(map);
    for (size_t i = 0; i < count; i++)
        th_ask_for_bucket(map, old_bucket_of(map, group[i].hash));
    for (size_t i = 0; i < count; i++)
        ask_for_entries(map, group[i].hash & (old_count - 1));
}

/* ---- Get ---- */

TH_INLINE size_t get_group(const th_map *map, const th_key *keys, const void **values, size_t count)
{
    asked group[GROUP];
    size_t found_count = 0;
    th_check_writing(map, TH_FATAL_READ_AND_WRITE, TH_FIELD_HASH0, TH_LINE_GET_CHECK, NULL);
    hash_group(map, keys, group, count, true);
    ask_for_group(map, group, count, false);
    for (size_t i = 0; i < count; i++) {
        th_spot spot =
            th_search_chain(map, &group[i].chain, group[i].hash, keys[i], &get_lines, NULL);
        bool is_found = spot.bucket != NULL;
        values[i] = is_found ? th_value(map, spot.bucket, spot.slot) : NULL;
        found_count += is_found;
    }
    return found_count;
}

TH_INLINE size_t group_len(size_t left) { return left < GROUP ? left : GROUP; }

static TH_NOINLINE size_t get_many_untold(const th_map *map, const th_key *keys,
                                          const void **values, size_t count)
{
    size_t found_count = 0;
    for (size_t i = 0; i < count; i += GROUP)
        found_count += get_group(map, keys + i, values + i, group_len(count - i));
    return found_count;
}

static TH_NOINLINE size_t get_many_watched(const th_map *map, const th_key *keys,
                                           const void **values, size_t count, const void *caller)
{
    size_t found_count = 0;
    for (size_t i = 0; i < count; i++) {
        values[i] = th_get_watched(map, keys[i], caller);
        found_count += values[i] != NULL;
    }
    return found_count;
}

static size_t get_one_by_one(const th_map *map, const th_key *keys, const void **values,
                             size_t count)
{
    size_t found_count = 0;
    for (size_t i = 0; i < count; i++) {
        values[i] = th_map_get(map, keys[i]);
        found_count += values[i] != NULL;
    }
    return found_count;
}

size_t th_map_get_many(const th_map *map, const th_key *keys, const void **values, size_t count)
{
    if (map != NULL && TH_UNLIKELY(th_is_watched(map))) {
        return get_many_watched(map, keys, values, count, TH_CALLER());
    }
    if (map == NULL || !is_worth_asking(map) || map->h.count == 0) {
        return get_one_by_one(map, keys, values, count);
    }
    return get_many_untold(map, keys, values, count);
}

/* ---- Put ---- */

TH_INLINE const void *value_at(const th_map *map, const void *values, size_t index)
{
    if (map->value_size == 0) return values;
    return (const char *)values + index * map->value_size;
}

/* Adds to *stored those that it stores. */
TH_INLINE th_status put_group(th_map *map, const th_key *keys, const void *values, size_t count,
                              size_t *stored)
{
    asked group[GROUP];
    bool is_asking = is_worth_asking(map);
    hash_group(map, keys, group, count, is_asking);
    if (is_asking) {
        if (TH_UNLIKELY(th_is_growing(map))) ask_for_evacuations(map, group, count);
        ask_for_group(map, group, count, true);
    }
    for (size_t i = 0; i < count; i++) {
        th_status status = th_put_hashed(map, keys[i], group[i].hash, value_at(map, values, i));
        if (status != TH_OK) return status;
        ++*stored;
    }
    return TH_OK;
}

static TH_NOINLINE th_status put_many_untold(th_map *map, const th_key *keys, const void *values,
                                             size_t count, size_t *stored)
{
    th_status status = TH_OK;
    th_check_writing(map, TH_FATAL_WRITES, TH_FIELD_HASH0, TH_LINE_PUT_CHECK, NULL);
    TH_ASSERT_RULES(map, "many puts begin");
    th_set_writing(map, TH_LINE_PUT_WRITING, NULL);
    for (size_t i = 0; i < count && status == TH_OK; i += GROUP) {
        status = put_group(map, keys + i, value_at(map, values, i), group_len(count - i), stored);
    }
    th_clear_writing(map, TH_LINE_PUT_DONE, NULL);
    TH_ASSERT_RULES(map, "many puts end");
    return status;
}

static TH_NOINLINE th_status put_many_watched(th_map *map, const th_key *keys, const void *values,
                                              size_t count, size_t *stored, const void *caller)
{
    for (size_t i = 0; i < count; i++) {
        th_status status = th_put_watched(map, keys[i], value_at(map, values, i), caller);
        if (status != TH_OK) return status;
        ++*stored;
    }
    return TH_OK;
}

th_status th_map_put_many(th_map *map, const th_key *keys, const void *values, size_t count,
                          size_t *stored)
{
    size_t unwanted;
    if (stored == NULL) stored = &unwanted;
    *stored = 0;
    if (count == 0) return TH_OK;
    if (map == NULL) return TH_NIL_MAP;
    if (TH_UNLIKELY(th_is_watched(map))) {
        return put_many_watched(map, keys, values, count, stored, TH_CALLER());
    }
    return put_many_untold(map, keys, values, count, stored);
}
