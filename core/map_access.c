/* map_access.c - looking a key up.
 *
 *   hash  9c 3f 60 .. .. .. 01 [101]        low B bits: which bucket
 *         ^^ tophash: which slots of its chain are worth comparing keys
 *
 *   A1  a lookup changes nothing, and evacuates nothing (fact 14).
 *   A2  while the map grows, the old chain is read until it has been evacuated, then the new one
 *       (fact 30).
 *   A3  with B = 0 a short key is compared with all keys at once: eight comparisons cost less than
 *       a hash. A long one is hashed only if two stored keys look like it (fact 29).
 */
#include "core/map_ahead.h"
#include "core/map_hash.h"
#include "core/map_probe.h"
#include "core/map_single.h"
#include "core/map_watch.h"

enum { SHORT_KEY_LEN = 32, ENDS_LEN = 4 };

static const th_lines get_lines = {
    .bucket = TH_LINE_GET_BUCKET, .probe = TH_LINE_GET_PROBE, .compare = TH_LINE_GET_COMPARE};

/* Same length, same first and last four bytes: worth a closer look. For long keys only. */
static bool looks_alike(th_key a, th_key b)
{
    return a.len == b.len && memcmp(a.bytes, b.bytes, ENDS_LEN) == 0 &&
           memcmp(a.bytes + a.len - ENDS_LEN, b.bytes + b.len - ENDS_LEN, ENDS_LEN) == 0;
}

/* How many stored keys of the only bucket look like the long key. */
static unsigned count_alike(const th_bucket *bucket, th_key key)
{
    unsigned count = 0;
    for (unsigned slot = 0; slot < TH_BUCKET_SLOTS; slot++) {
        if (!th_is_empty(th_tops(bucket)[slot])) count += looks_alike(th_keys(bucket)[slot], key);
    }
    return count;
}

/* The only bucket, key by key, without a hash. */
TH_INLINE th_spot search_small(const th_map *map, th_bucket *bucket, th_key key,
                               const th_observer *who)
{
    for (unsigned slot = 0; slot < TH_BUCKET_SLOTS; slot++) {
        th_place at = {0};
        if (who) at = TH_PLACE(th_array_id(bucket), 0, 0, slot);
        GATE_SLOTS(who, map, TH_LINE_GET_SMALL, at, bucket, 1u << slot, 0);
        uint8_t top = th_tops(bucket)[slot];
        TELL(who, .kind = TH_EVENT_SLOT_PROBED, .line = TH_LINE_GET_SMALL, .at = at, .before = top);
        if (top == TH_EMPTY_REST) break;
        if (th_is_empty(top)) continue;
        GATE_SLOTS(who, map, TH_LINE_GET_SMALL, at, bucket, 1u << slot, 0);
        bool is_equal = th_keys_equal(th_keys(bucket)[slot], key);
        TELL(who, .kind = TH_EVENT_KEY_COMPARED, .line = TH_LINE_GET_SMALL, .at = at, .key = key,
             .after = is_equal);
        if (is_equal) return (th_spot){bucket, slot, 0};
    }
    return (th_spot){.bucket = NULL};
}

TH_INLINE th_spot search_hashed(const th_map *map, th_key key, const th_observer *who)
{
    uint64_t hash = th_hash_of(map, key);
    TELL(who, .kind = TH_EVENT_HASH, .line = TH_LINE_GET_HASH, .key = key, .hash = hash);
    th_chain chain = th_choose_chain(map, hash, get_lines.bucket, who);
    return th_search_chain(map, &chain, hash, key, &get_lines, who);
}

/* With B = 0 the only bucket; NULL where keys have to be hashed (A3). */
TH_INLINE th_bucket *small_bucket(const th_map *map, th_key key, const th_observer *who)
{
    GATE(who, .map = map, .line = TH_LINE_GET_SMALL, .reads = TH_FIELD_SHAPE);
    uint8_t B = map->h.B;
    th_bucket *bucket = map->h.buckets;
    TELL_GATED(who, .kind = TH_EVENT_SHAPE_READ, .line = TH_LINE_GET_SMALL,
               .before = bucket != NULL, .after = th_is_growing(map));
    if (B != 0) return NULL;
    if (key.len < SHORT_KEY_LEN) return bucket;
    GATE_SLOTS(who, map, TH_LINE_GET_SMALL, ((th_place){0}), bucket, UINT8_MAX, 0);
    unsigned alike = count_alike(bucket, key);
    TELL_GATED(who, .kind = TH_EVENT_LOOKED, .line = TH_LINE_GET_SMALL, .before = alike);
    return alike <= 1 ? bucket : NULL;
}

/* Where the short way is open. */
TH_INLINE th_spot search_plain(const th_map *map, th_key key)
{
    uint64_t hash = th_short_hash_of(map, key);
    th_chain chain = th_plain_chain(map, hash);
    th_ask_for(th_line_ahead(chain.first));
    return th_search_chain(map, &chain, hash, key, &get_lines, NULL);
}

TH_INLINE th_spot search(const th_map *map, th_key key, const th_observer *who)
{
    th_bucket *small = small_bucket(map, key, who);
    return small != NULL ? search_small(map, small, key, who) : search_hashed(map, key, who);
}

TH_INLINE const void *get_body(const th_map *map, th_key key, const th_observer *who)
{
    TELL(who, .kind = TH_EVENT_OP_START, .line = TH_LINE_GET_EMPTY, .before = TH_OP_GET,
         .key = key);
    if (th_is_empty_map(map, TH_LINE_GET_EMPTY, who)) {
        TELL(who, .kind = TH_EVENT_OP_END, .line = TH_LINE_GET_EMPTY, .before = TH_OP_GET);
        return NULL;
    }
    th_check_writing(map, TH_FATAL_READ_AND_WRITE, TH_FIELD_HASH0, TH_LINE_GET_CHECK, who);
    th_spot spot = search(map, key, who);
    if (spot.bucket == NULL) {
        TELL(who, .kind = TH_EVENT_OP_END, .line = TH_LINE_GET_ABSENT, .before = TH_OP_GET);
        return NULL;
    }
    const void *value = th_value(map, spot.bucket, spot.slot);
    TELL(who, .kind = TH_EVENT_OP_END, .line = TH_LINE_GET_FOUND, .before = TH_OP_GET, .after = 1,
         .value = value);
    return value;
}

static TH_NOINLINE const void *get_untold(const th_map *map, th_key key)
{
    return get_body(map, key, NULL);
}

static TH_NOINLINE const void *get_told(const th_map *map, th_key key)
{
    return get_body(map, key, map->observer);
}

TH_NOINLINE const void *th_get_watched(const th_map *map, th_key key, const void *caller)
{
    uint64_t number = th_history_begin(map->history, TH_OP_GET, key, caller);
    const void *value = map->observer != NULL ? get_told(map, key) : get_untold(map, key);
    th_history_end(map->history, number);
    return value;
}

static TH_NOINLINE const void *get_detour(const th_map *map, th_key key, const void *caller)
{
    return th_is_watched(map) ? th_get_watched(map, key, caller) : get_untold(map, key);
}

const void *th_map_get(const th_map *map, th_key key)
{
    if (map == NULL) return NULL;
    if (TH_UNLIKELY(!th_is_plain(map, key, TH_READ_DETOURS)))
        return get_detour(map, key, TH_CALLER());
    th_spot spot = search_plain(map, key);
    return spot.bucket == NULL ? NULL : th_value(map, spot.bucket, spot.slot);
}

th_spot th_map_find(const th_map *map, uint64_t hash, th_key key)
{
    th_chain chain = th_choose_chain(map, hash, get_lines.bucket, NULL);
    return th_search_chain(map, &chain, hash, key, &get_lines, NULL);
}
