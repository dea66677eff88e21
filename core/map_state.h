/* map_state.h - what a map is made of behind its hmap. Private to core.
 *
 *   th_map  = [ th_hmap: Go's 48 bytes ][ ours: sizes, seed, hash, watchers, memory, arrays ]
 *   array   = [ th_array: our 64 bytes ][ bucket 0 ][ bucket 1 ] ... [ stock ]
 *                                       ^ what hmap.buckets points at */
#ifndef TH_CORE_MAP_STATE_H
#define TH_CORE_MAP_STATE_H

#include <stdatomic.h>
#include <string.h>

#include "core/bytes.h"
#include "core/map_layout.h"
#include "core/observe.h"

#define TH_NOINLINE __attribute__((noinline))
#define TH_UNLIKELY(condition) __builtin_expect(!!(condition), 0)

/* The ring of last operations (history.c). */
typedef struct th_history th_history;

/* An overflow bucket that came from memory, not from stock: [ next ][ bucket ]. */
typedef struct th_overflow {
    struct th_overflow *next;
    uint64_t link; /* th_place.link */
} th_overflow;

/* The head of each bucket array; the buckets follow it.
 *   linked   overflow buckets that stand in chains of this array
 *   spare    overflow buckets taken ahead, so that a change under way cannot fail */
typedef struct th_array {
    uint64_t bucket_total; /* 2^B, then the stock */
    struct th_array *next; /* in the map's list of retained arrays, or of leaving ones */
    th_overflow *linked;
    th_overflow *spare;
    _Atomic uint32_t pins; /* by cursors */
    uint32_t id;
    uint32_t spare_count;
    uint32_t linked_count; /* of linked, ever */
    uint8_t B;
    bool is_retained;  /* neither buckets nor oldbuckets any more; lives for its cursors */
    bool is_paged;     /* made of pages: comes and goes a piece at a time (array_pieces.c) */
    size_t edge_bytes; /* then: how far it is populated; while it leaves, how far it is there */
} th_array;

#define TH_ARRAY_HEAD_SIZE 64
static_assert(sizeof(th_array) <= TH_ARRAY_HEAD_SIZE, "the head keeps the buckets aligned");

/* Why an operation may not take the short way (map_watch.h). */
enum {
    TH_DETOUR_WATCHED = 1, /* there is an observer or a history */
    TH_DETOUR_HASH = 2,    /* the hash is not the default one */
    TH_DETOUR_SMALL = 4,   /* there is at most one bucket, or the map has never had more */
    TH_DETOUR_OWNED = 8,   /* keys are copied */
    TH_DETOUR_CHORES = 16, /* each write does a piece of them (array_pieces.c) */
    TH_READ_DETOURS = TH_DETOUR_WATCHED | TH_DETOUR_HASH | TH_DETOUR_SMALL,
    TH_WRITE_DETOURS = TH_DETOUR_WATCHED | TH_DETOUR_HASH | TH_DETOUR_OWNED | TH_DETOUR_CHORES,
};

struct th_map {
    th_hmap h; /* first: a pointer to the map is a pointer to its hmap */
    size_t value_size;
    size_t bucket_size;
    size_t overflow_offset;
    uint64_t seed; /* hash0 is its low half */
    th_hash hash;
    uint8_t detours;       /* TH_DETOUR_...: the one thing that an operation looks at */
    bool has_chores;       /* as TH_DETOUR_CHORES, for those who have taken the detour */
    uint64_t prepare_from; /* from this count on, a new key prepares a piece of the next array */
    const th_observer *observer;
    th_history *history; /* NULL: none is kept */
    th_memory memory;
    th_fatal_handler fatal;
    th_array *ahead;       /* the next array, while it is prepared */
    th_array *leaving;     /* arrays that are given back piece by piece */
    th_array *retained;    /* arrays that only cursors keep alive */
    th_cursor *standing;   /* cursors that stand in an array which is not their home */
    atomic_flag list_lock; /* of these two lists: readers may step and close cursors at once */
    bool keys_owned;
    uint32_t last_array_id;
    _Atomic uint32_t last_cursor_id;
    _Atomic uint64_t random; /* a counter; th_map_random mixes it */
    th_extra extra;          /* what h.extra points at once there is a stock */
};
static_assert(offsetof(struct th_map, h) == 0, "a map can be read as a Go hmap");

/* ---- Parts of a bucket ---- */

TH_INLINE uint8_t *th_tops(const th_bucket *bucket) { return (uint8_t *)(uintptr_t)bucket; }

TH_INLINE th_key *th_keys(const th_bucket *bucket)
{
    return (th_key *)((uintptr_t)bucket + TH_BUCKET_KEYS);
}

TH_INLINE void *th_value(const th_map *map, const th_bucket *bucket, unsigned slot)
{
    return (void *)((uintptr_t)bucket + TH_BUCKET_VALUES + slot * map->value_size);
}

TH_INLINE th_bucket **th_next(const th_map *map, const th_bucket *bucket)
{
    return (th_bucket **)((uintptr_t)bucket + map->overflow_offset);
}

TH_INLINE th_bucket *th_bucket_at(const th_map *map, const th_bucket *buckets, uint64_t index)
{
    return (th_bucket *)((uintptr_t)buckets + index * map->bucket_size);
}

TH_INLINE th_array *th_array_of(const th_bucket *buckets)
{
    return (th_array *)((uintptr_t)buckets - TH_ARRAY_HEAD_SIZE);
}

TH_INLINE uint32_t th_array_id(const th_bucket *buckets)
{
    return buckets == NULL ? 0 : th_array_of(buckets)->id;
}

TH_INLINE bool th_bucket_is_evacuated(const th_bucket *bucket)
{
    return th_is_evacuated(th_tops(bucket)[0]);
}

/* ---- Small questions ---- */

TH_INLINE uint64_t th_bucket_mask(uint8_t B) { return ((uint64_t)1 << B) - 1; }

TH_INLINE bool th_is_growing(const th_map *map) { return map->h.oldbuckets != NULL; }

TH_INLINE uint8_t th_flags(const th_map *map)
{
    return atomic_load_explicit(&map->h.flags, memory_order_relaxed);
}

TH_INLINE void th_flags_store(th_map *map, uint8_t flags)
{
    atomic_store_explicit(&map->h.flags, flags, memory_order_relaxed);
}

/* How many old buckets there are, while the map grows. (As in Go, the flag says it: a racing writer
 * may have overwritten that.) */
TH_INLINE uint64_t th_old_count_at(uint8_t B, uint8_t flags)
{
    uint64_t count = (uint64_t)1 << B;
    return (flags & TH_FLAG_SAME_SIZE) ? count : count >> 1;
}

TH_INLINE uint64_t th_old_count(const th_map *map)
{
    return th_old_count_at(map->h.B, th_flags(map));
}

/* What is known of b's length is known of both. */
TH_INLINE bool th_keys_equal(th_key a, th_key b)
{
    return a.len == b.len && th_bytes_equal(a.bytes, b.bytes, b.len);
}

/* A value may be of size zero, and its pointer then NULL. */
TH_INLINE void th_copy_value(const th_map *map, void *to, const void *from)
{
    if (map->value_size == sizeof(uint64_t)) {
        memcpy(to, from, sizeof(uint64_t)); /* the commonest size, without a call */
    } else if (map->value_size > 0) {
        memcpy(to, from, map->value_size);
    }
}

TH_INLINE void th_zero_value(const th_map *map, void *value)
{
    if (map->value_size == sizeof(uint64_t)) {
        memset(value, 0, sizeof(uint64_t));
    } else {
        memset(value, 0, map->value_size);
    }
}

/* The next of the map's own random numbers. Readers may draw at the same time. */
uint64_t th_map_random(const th_map *map);

/* A new seed drawn from the last one, and hash0 with it. */
void th_map_reseed(th_map *map);

/* The fields of hmap as an event carries them. */
th_header th_header_of(const th_map *map);

#endif
