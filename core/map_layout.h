/* map_layout.h - the map as it lies in memory: Go's layout, byte for byte (facts 1, 2).
 *
 *   th_hmap, 48 bytes                       a bucket, 144 + 8 * value_size bytes
 *   +0  count       8                       +0    tophash  8 x 1   a mark, or a hash's top byte
 *   +8  flags       1  see TH_FLAG_...      +8    keys     8 x 16  pointer, length
 *   +9  B           1  2^B buckets          +136  values   8 x value_size
 *   +10 noverflow   2                       last  overflow 8       the chain's next bucket, or NULL
 *   +12 hash0       4
 *   +16 buckets     8  ---------> [ bucket 0 ][ bucket 1 ] ... [ 2^B - 1 ][ stock ... ]
 *   +24 oldbuckets  8  ---------> the array before, while the map grows, else NULL
 *   +32 nevacuate   8  all old buckets below it have been evacuated
 *   +40 extra       8  ---------> th_extra: the first overflow bucket still in stock
 *
 * The *stock* are overflow buckets made along with the array (fact 6). They are handed out in
 * address order; the last has a non-NULL overflow pointer, which says "no more behind me".
 *
 * inspect.c reads this layout, from this process or another's memory; debuggers may, too. Only
 * core's own .c files may use the structures directly. */
#ifndef TH_CORE_MAP_LAYOUT_H
#define TH_CORE_MAP_LAYOUT_H

#include <assert.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/map.h"

#define TH_BUCKET_SLOTS 8

/* Marks in the tophash array; a hash's own top byte is moved up out of their way. */
enum {
    TH_EMPTY_REST = 0,      /* empty, and so is every later slot of the chain */
    TH_EMPTY_ONE = 1,       /* empty */
    TH_EVACUATED_X = 2,     /* moved to the same index of the new array */
    TH_EVACUATED_Y = 3,     /* moved to the index plus the old bucket count */
    TH_EVACUATED_EMPTY = 4, /* was empty when its bucket was evacuated */
    TH_MIN_TOPHASH = 5,
};

enum {
    TH_FLAG_ITERATOR = 1,     /* a cursor may stand in buckets */
    TH_FLAG_OLD_ITERATOR = 2, /* a cursor may stand in oldbuckets */
    TH_FLAG_WRITING = 4,      /* hashWriting: somebody is writing */
    TH_FLAG_SAME_SIZE = 8,    /* the growth under way keeps the size */
};

/* The array may hold 13/2 entries a bucket before it doubles (fact 8). */
enum { TH_LOAD_NUMERATOR = 13, TH_LOAD_DENOMINATOR = 2 };

typedef struct th_bucket th_bucket; /* its size depends on the value's: only pointers exist */

typedef struct th_extra {
    void *overflow;    /* not used here; Go's collector needs them */
    void *oldoverflow; /* likewise */
    th_bucket *next_overflow;
} th_extra;

typedef struct th_hmap {
    int64_t count;
    _Atomic uint8_t flags; /* relaxed: caught as often, and missed as often, as in Go */
    uint8_t B;
    uint16_t noverflow;
    uint32_t hash0;
    th_bucket *buckets;
    th_bucket *oldbuckets;
    uint64_t nevacuate;
    th_extra *extra;
} th_hmap;

enum {
    TH_BUCKET_KEYS = TH_BUCKET_SLOTS,
    TH_BUCKET_VALUES = TH_BUCKET_KEYS + TH_BUCKET_SLOTS * 16,
};

#if UINTPTR_MAX == UINT64_MAX
static_assert(sizeof(th_hmap) == 48, "fact 1");
static_assert(offsetof(th_hmap, count) == 0, "fact 1");
static_assert(offsetof(th_hmap, flags) == 8, "fact 1");
static_assert(offsetof(th_hmap, B) == 9, "fact 1");
static_assert(offsetof(th_hmap, noverflow) == 10, "fact 1");
static_assert(offsetof(th_hmap, hash0) == 12, "fact 1");
static_assert(offsetof(th_hmap, buckets) == 16, "fact 1");
static_assert(offsetof(th_hmap, oldbuckets) == 24, "fact 1");
static_assert(offsetof(th_hmap, nevacuate) == 32, "fact 1");
static_assert(offsetof(th_hmap, extra) == 40, "fact 1");
static_assert(sizeof(th_extra) == 24 && offsetof(th_extra, next_overflow) == 16, "fact 1");
static_assert(sizeof(th_key) == 16 && offsetof(th_key, len) == 8, "a Go string's header");
static_assert(TH_BUCKET_VALUES == 136, "fact 2");
#else
#error "the layout is that of 64-bit machines"
#endif

/* Where a bucket's overflow pointer is, and how long the bucket is. */
static inline size_t th_overflow_offset(size_t value_size)
{
    return TH_BUCKET_VALUES + TH_BUCKET_SLOTS * value_size;
}
static inline size_t th_bucket_size(size_t value_size)
{
    return th_overflow_offset(value_size) + sizeof(void *);
}

/* The tophash of a hash: its top byte, kept clear of the marks (fact 3). */
static inline uint8_t th_tophash(uint64_t hash)
{
    uint8_t top = (uint8_t)(hash >> 56);
    return top < TH_MIN_TOPHASH ? (uint8_t)(top + TH_MIN_TOPHASH) : top;
}

static inline bool th_is_empty(uint8_t tophash) { return tophash <= TH_EMPTY_ONE; }

/* A mark that says: this bucket has been evacuated. */
static inline bool th_is_evacuated(uint8_t tophash)
{
    return tophash > TH_EMPTY_ONE && tophash < TH_MIN_TOPHASH;
}

/* count entries need more than 2^B buckets (fact 8). */
static inline bool th_is_over_load(uint64_t count, uint8_t B)
{
    return count > TH_BUCKET_SLOTS && count * TH_LOAD_DENOMINATOR > (uint64_t)TH_LOAD_NUMERATOR
                                                                        << B;
}

/* So many overflow buckets that a new array of the same size would be shorter (fact 8). */
static inline bool th_has_too_many_overflow(uint16_t noverflow, uint8_t B)
{
    return noverflow >= (uint16_t)(1u << (B > 15 ? 15 : B));
}

#endif
