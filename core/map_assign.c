/* map_assign.c - storing an entry.
 *
 *   hash ---> bucket ---> chain:  [9c 41 1  7a e0 1  b2 0 ]---> NULL
 *                                        ^ the first empty slot; a later one may hold the same key,
 *                                          so the search goes on to the first rest (fact 19)
 *
 *   P1  a put fails before it changes anything, or not at all: memory is taken first.
 *   P2  only a put of a new key starts a growth, and only when none is under way (fact 8).
 *   P3  a growth that cannot have its memory after this put has already evacuated is put off: the
 *       next put will try again.
 */
#include "core/bucket.h"
#include "core/map_ahead.h"
#include "core/map_grow.h"
#include "core/map_hash.h"
#include "core/map_keys.h"
#include "core/map_probe.h"
#include "core/map_single.h"
#include "core/map_watch.h"
#include "core/rules.h"

/* What one put knows as it goes on. */
typedef struct putting {
    th_key key;
    th_key stored; /* key as the map will keep it, once has_stored */
    const void *value;
    uint64_t hash;
    th_chain chain; /* of hash, in buckets */
    th_spot found;  /* the slot that holds key */
    th_spot free;   /* else the first empty slot */
    th_spot tail;   /* the chain's last bucket */
    bool has_stored;
    bool has_worked;   /* evacuated something: too late to fail */
    bool has_reserved; /* overflow buckets, which the end of a growth makes superfluous */
} putting;

TH_INLINE void choose_chain(const th_map *map, putting *put, const th_observer *who)
{
    GATE(who, .map = map, .line = TH_LINE_PUT_BUCKET, .reads = TH_FIELD_SHAPE);
    put->chain =
        (th_chain){.buckets = map->h.buckets, .index = put->hash & th_bucket_mask(map->h.B)};
    put->chain.first =
        th_bucket_in(map, put->chain.buckets, put->chain.index, TH_LINE_PUT_BUCKET, who);
    TELL(who, .kind = TH_EVENT_BUCKET_CHOSEN, .line = TH_LINE_PUT_BUCKET, .hash = put->hash,
         .at = th_place_of(map, &put->chain, (th_spot){.bucket = put->chain.first}));
}

static const th_lines put_lines = {
    .bucket = TH_LINE_PUT_BUCKET, .probe = TH_LINE_PUT_PROBE, .compare = TH_LINE_PUT_COMPARE};

/* Looks at one slot; true when the search ends there. */
TH_INLINE bool look_at(const th_map *map, putting *put, th_spot spot, uint8_t wanted,
                       const th_observer *who)
{
    uint8_t top = th_probe_slot(map, &put->chain, spot, wanted, put_lines.probe, who);
    if (top != wanted) {
        if (th_is_empty(top) && put->free.bucket == NULL) put->free = spot;
        return top == TH_EMPTY_REST;
    }
    bool is_equal = th_compare_slot(map, &put->chain, spot, put->key, put_lines.compare, who);
    if (is_equal) put->found = spot;
    return is_equal;
}

/* Slot by slot, as look_at. */
TH_INLINE bool look_at_slots(const th_map *map, putting *put, th_spot spot, uint8_t wanted,
                             const th_observer *who)
{
    for (; spot.slot < TH_BUCKET_SLOTS; spot.slot++) {
        if (look_at(map, put, spot, wanted, who)) return true;
    }
    return false;
}

/* The same, all slots at once; nobody is told. */
TH_INLINE bool look_at_tops(putting *put, th_spot spot, uint8_t wanted)
{
    uint64_t tops = th_tops_word(spot.bucket);
    th_found found = th_search_tops(tops, &spot, wanted, put->key);
    if (found == TH_FOUND_KEY) {
        put->found = spot;
        return true;
    }
    th_slots empty = th_empty_slots(tops);
    if (put->free.bucket == NULL && empty != 0)
        put->free = (th_spot){spot.bucket, th_first_slot(empty), spot.depth};
    return found == TH_FOUND_END;
}

/* Goes down the chain of put->hash and notes the key's slot, the first empty slot, the tail. */
TH_INLINE void search(const th_map *map, putting *put, const th_observer *who)
{
    choose_chain(map, put, who);
    uint8_t wanted = th_tophash(put->hash);
    put->found = put->free = (th_spot){.bucket = NULL};
    th_spot spot = {.bucket = put->chain.first};
    for (; spot.bucket != NULL; spot.depth++) {
        put->tail = spot;
        bool is_over =
            who ? look_at_slots(map, put, spot, wanted, who) : look_at_tops(put, spot, wanted);
        if (is_over) return;
        spot.bucket = th_follow(map, spot.bucket, put_lines.probe, who);
    }
}

TH_INLINE unsigned growth_wanted(const th_map *map, const th_observer *who)
{
    GATE(who, .map = map, .line = TH_LINE_PUT_GROW,
         .reads = TH_FIELD_SHAPE | TH_FIELD_COUNT | TH_FIELD_NOVERFLOW);
    if (th_is_growing(map)) {
        TELL_GATED(who, .kind = TH_EVENT_SHAPE_READ, .line = TH_LINE_PUT_GROW, .before = 1,
                   .after = 1);
        return TH_GROWTH_NONE;
    }
    uint64_t count = (uint64_t)map->h.count + 1;
    unsigned growth = TH_GROWTH_NONE;
    if (th_is_over_load(count, map->h.B)) {
        growth = TH_GROWTH_DOUBLE;
    } else if (th_has_too_many_overflow(map->h.noverflow, map->h.B)) {
        growth = TH_GROWTH_SAME_SIZE;
    }
    TELL(who, .kind = TH_EVENT_GROWTH_CHECKED, .line = TH_LINE_PUT_GROW, .before = count,
         .after = growth);
    return growth;
}

TH_INLINE void update(th_map *map, const putting *put, const th_observer *who)
{
    GATE_SLOTS(who, map, TH_LINE_PUT_UPDATE, th_place_of(map, &put->chain, put->found),
               put->found.bucket, 0, 1u << put->found.slot);
    void *value = th_value(map, put->found.bucket, put->found.slot);
    th_copy_value(map, value, put->value);
    TELL(who, .kind = TH_EVENT_VALUE_WRITTEN, .line = TH_LINE_PUT_UPDATE,
         .at = th_place_of(map, &put->chain, put->found), .key = put->key, .value = value);
}

TH_INLINE th_status link_overflow(th_map *map, putting *put, const th_observer *who)
{
    GATE(who, .map = map, .line = TH_LINE_PUT_OVERFLOW, .reads = TH_FIELD_NOVERFLOW,
         .writes = TH_FIELD_NOVERFLOW | TH_FIELD_CHAINS,
         .at = th_place_of(map, &put->chain, put->tail));
    uint16_t before = map->h.noverflow;
    bool is_from_stock;
    th_bucket *bucket = th_overflow_link(map, put->chain.buckets, put->tail.bucket, &is_from_stock);
    if (bucket == NULL) return TH_NO_MEMORY;
    put->free = (th_spot){bucket, 0, put->tail.depth + 1};
    TELL(who, .kind = TH_EVENT_OVERFLOW_LINKED, .line = TH_LINE_PUT_OVERFLOW,
         .at = th_place_of(map, &put->chain, put->free), .before = before,
         .after = map->h.noverflow,
         .to = {.slot = is_from_stock,
                .link = th_link_of(map, put->chain.buckets, put->tail.bucket)});
    return TH_OK;
}

/* Writes the entry into the empty slot. */
TH_INLINE void fill(th_map *map, putting *put, const th_observer *who)
{
    th_bucket *bucket = put->free.bucket;
    unsigned slot = put->free.slot;
    GATE_SLOTS(who, map, TH_LINE_PUT_WRITE, th_place_of(map, &put->chain, put->free), bucket, 0,
               1u << slot);
    uint8_t before = th_tops(bucket)[slot];
    th_tops(bucket)[slot] = th_tophash(put->hash);
    th_keys(bucket)[slot] = put->stored;
    void *value = th_value(map, bucket, slot);
    th_copy_value(map, value, put->value);
    put->has_stored = false; /* it is the slot's now */
    TELL(who, .kind = TH_EVENT_SLOT_WRITTEN, .line = TH_LINE_PUT_WRITE,
         .at = th_place_of(map, &put->chain, put->free), .before = before,
         .after = th_tophash(put->hash), .key = put->key, .value = value);
    th_count_by(map, 1, 0, TH_LINE_PUT_COUNT, who);
    th_prepare(map, who);
}

TH_INLINE th_status insert(th_map *map, putting *put, const th_observer *who)
{
    if (put->free.bucket == NULL) {
        th_status status = link_overflow(map, put, who);
        if (status != TH_OK) return status;
    }
    fill(map, put, who);
    return TH_OK;
}

TH_INLINE th_status keep_key(th_map *map, putting *put)
{
    if (put->has_stored) return TH_OK;
    th_status status = th_key_own(map, put->key, &put->stored);
    put->has_stored = status == TH_OK;
    return status;
}

/* After the key's copy: the bucket is made only if the put then succeeds. */
TH_INLINE th_status make_first_bucket(th_map *map, putting *put, const th_observer *who)
{
    th_status status = keep_key(map, put);
    if (status != TH_OK) return status;
    GATE(who, .map = map, .line = TH_LINE_PUT_BUCKETS, .writes = TH_FIELD_SHAPE);
    th_array *array = th_array_make(map, 0);
    if (array == NULL) return TH_NO_MEMORY;
    map->h.buckets = th_array_buckets(array);
    TELL(who, .kind = TH_EVENT_BUCKETS_MADE, .line = TH_LINE_PUT_BUCKETS,
         .at = {.array = array->id});
    return TH_OK;
}

/* A growth under way is paid for before the key is looked for; all memory is taken ahead. */
TH_INLINE th_status work(th_map *map, putting *put, const th_shape *shape, const th_observer *who)
{
    th_status status = th_is_gated(who) ? TH_OK : th_grow_reserve(map, put->hash);
    if (status == TH_OK) status = keep_key(map, put);
    if (status != TH_OK) return status;
    th_grow_work(map, put->hash, shape, who);
    put->has_worked = put->has_reserved = true;
    return TH_OK;
}

TH_INLINE th_status store(th_map *map, putting *put, bool *is_new, const th_observer *who)
{
    th_status status = TH_OK;
    th_shape shape = th_read_shape(map, 0, TH_LINE_PUT_WORK, who);
    if (shape.oldbuckets != NULL) {
        status = work(map, put, &shape, who);
    } else {
        TELL_GATED(who, .kind = TH_EVENT_SHAPE_READ, .line = TH_LINE_PUT_BUCKETS,
                   .before = shape.buckets != NULL);
        if (shape.buckets == NULL) status = make_first_bucket(map, put, who);
    }
    if (status != TH_OK) return status;
    search(map, put, who);
    *is_new = put->found.bucket == NULL;
    if (!*is_new) {
        update(map, put, who);
        return TH_OK;
    }
    status = keep_key(map, put);
    if (status != TH_OK) return status;
    unsigned growth = growth_wanted(map, who);
    if (growth == TH_GROWTH_NONE) return insert(map, put, who);
    status = th_grow_start(map, growth, put->hash, who);
    if (status == TH_OK) {
        put->has_reserved = true;
        shape = th_read_shape(map, 0, TH_LINE_PUT_WORK, who);
        if (shape.oldbuckets != NULL) th_grow_work(map, put->hash, &shape, who);
        search(map, put, who);
    } else if (!put->has_worked) {
        return status;
    }
    return insert(map, put, who);
}

/* What a put does while the writing flag is set. */
TH_INLINE th_status put_flagged(th_map *map, putting *put, bool *is_new, const th_observer *who)
{
    th_do_chores(map, who);
    th_status status = store(map, put, is_new, who);
    if (put->has_stored) th_key_give(map, put->stored);
    if (put->has_reserved && !th_is_gated(who) && !th_is_growing(map)) th_spares_give(map);
    return status;
}

TH_INLINE th_status put_body(th_map *map, th_key key, const void *value, const th_observer *who)
{
    putting put = {.key = key, .value = value};
    bool is_new = false;
    TELL(who, .kind = TH_EVENT_OP_START, .line = TH_LINE_PUT_NIL, .before = TH_OP_PUT, .key = key,
         .value = value);
    th_check_writing(map, TH_FATAL_WRITES, TH_FIELD_HASH0, TH_LINE_PUT_CHECK, who);
    TH_ASSERT_RULES(map, "put begins");
    put.hash = th_hash_of(map, key);
    TELL(who, .kind = TH_EVENT_HASH, .line = TH_LINE_PUT_HASH, .key = key, .hash = put.hash);
    th_set_writing(map, TH_LINE_PUT_WRITING, who);
    th_status status = put_flagged(map, &put, &is_new, who);
    if (status != TH_OK) {
        TELL(who, .kind = TH_EVENT_PANIC, .line = TH_LINE_PUT_DONE, .before = status);
    }
    th_clear_writing(map, TH_LINE_PUT_DONE, who);
    TH_ASSERT_RULES(map, "put ends");
    TELL(who, .kind = TH_EVENT_OP_END, .line = TH_LINE_PUT_DONE, .before = TH_OP_PUT,
         .after = is_new && status == TH_OK);
    return status;
}

static TH_NOINLINE th_status put_untold(th_map *map, th_key key, const void *value)
{
    return put_body(map, key, value, NULL);
}

static TH_NOINLINE th_status put_told(th_map *map, th_key key, const void *value)
{
    return put_body(map, key, value, map->observer);
}

TH_NOINLINE th_status th_put_watched(th_map *map, th_key key, const void *value, const void *caller)
{
    uint64_t number = th_history_begin(map->history, TH_OP_PUT, key, caller);
    th_status status =
        map->observer != NULL ? put_told(map, key, value) : put_untold(map, key, value);
    th_history_end(map->history, number);
    return status;
}

static TH_NOINLINE th_status put_detour(th_map *map, th_key key, const void *value,
                                        const void *caller)
{
    return th_is_watched(map) ? th_put_watched(map, key, value, caller)
                              : put_untold(map, key, value);
}

/* ---- The short way ---- */

/* What store does where nothing but an empty slot is needed. False: more is; nothing changes. */
TH_INLINE bool store_plain(th_map *map, th_key key, const void *value, uint64_t hash)
{
    th_ask_to_write(th_line_ahead(th_plain_chain(map, hash).first));
    putting put = {.key = key, .stored = key, .value = value, .hash = hash};
    search(map, &put, NULL);
    if (put.found.bucket != NULL) {
        update(map, &put, NULL);
        return true;
    }
    if (put.free.bucket == NULL || growth_wanted(map, NULL) != TH_GROWTH_NONE) return false;
    fill(map, &put, NULL);
    return true;
}

/* The short way first, as th_map_put goes it. */
th_status th_put_hashed(th_map *map, th_key key, uint64_t hash, const void *value)
{
    bool is_plain = !th_is_growing(map) && !map->keys_owned && !map->has_chores;
    if (is_plain && store_plain(map, key, value, hash)) return TH_OK;
    putting put = {.key = key, .value = value, .hash = hash};
    bool is_new = false;
    return put_flagged(map, &put, &is_new, NULL);
}

th_status th_map_put(th_map *map, th_key key, const void *value)
{
    if (map == NULL) return TH_NIL_MAP;
    if (TH_UNLIKELY(!th_is_plain(map, key, TH_WRITE_DETOURS))) {
        return put_detour(map, key, value, TH_CALLER());
    }
    TH_ASSERT_RULES(map, "put begins");
    uint64_t hash = th_short_hash_of(map, key);
    th_set_writing(map, TH_LINE_PUT_WRITING, NULL);
    bool is_stored = store_plain(map, key, value, hash);
    th_clear_writing(map, TH_LINE_PUT_DONE, NULL);
    TH_ASSERT_RULES(map, "put ends");
    return is_stored ? TH_OK : put_untold(map, key, value);
}
