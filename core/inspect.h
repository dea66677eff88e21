/* inspect.h - any map's memory, read through a reader, as plain data.
 *
 * The same code reads a map of this process and, through another reader, one of another process or
 * of a dump: it follows no pointer by itself. What it reads is Go's layout (core/map_layout.h)
 * only. */
#ifndef TH_CORE_INSPECT_H
#define TH_CORE_INSPECT_H

#include "core/map.h"

typedef struct th_reader {
    void *context;
    /* Copies size_bytes from address to `to`; false when not all of them can be read. */
    bool (*read)(void *context, uint64_t address, void *to, size_t size_bytes);
} th_reader;

/* Reads this process's own memory, unchecked: for maps known to be whole. */
th_reader th_reader_local(void);

typedef struct th_snapshot_bucket {
    uint8_t tophash[8];
    th_key keys[8];        /* bytes NULL and len 0 where tophash is a mark */
    const uint8_t *values; /* 8 x value_size; zero where tophash is a mark */
} th_snapshot_bucket;

typedef struct th_snapshot_chain {
    size_t bucket_count; /* at least 1: the main bucket, then its overflow buckets */
    th_snapshot_bucket *buckets;
} th_snapshot_chain;

typedef struct th_snapshot_array {
    size_t chain_count; /* 0: the pointer is NULL */
    th_snapshot_chain *chains;
    uint64_t address;
} th_snapshot_array;

typedef struct th_snapshot {
    uint64_t count;
    uint8_t flags;
    uint8_t B;
    uint16_t noverflow;
    uint32_t hash0;
    uint64_t nevacuate;
    uint64_t stock_left;    /* preallocated overflow buckets not yet handed out */
    uint64_t stock_address; /* of the first of them; 0: none */
    size_t value_size;
    th_snapshot_array buckets;
    th_snapshot_array oldbuckets;
} th_snapshot;

/* Reads the map whose hmap lies at address, with values of value_size bytes, into *snapshot.
 *   Owner    the caller; free with th_snapshot_free. Nothing in it points into the map.
 *   Errors   TH_NO_MEMORY, also for more than 1 GiB of keys; TH_BAD_MEMORY when what is read
 *   cannot be a map (a pointer out of what
 *            the reader reads, a circle, sizes beyond reason). *snapshot is then NULL.
 *   Cost     O(map). */
TH_CHECKED th_status th_inspect(const th_reader *reader, uint64_t address, size_t value_size,
                                th_snapshot **snapshot);

/* The same for a map of this process. A nil map gives TH_NIL_MAP. */
TH_CHECKED th_status th_inspect_map(const th_map *map, th_snapshot **snapshot);

void th_snapshot_free(th_snapshot *snapshot);

/* Reads a map of this process without its chains: *header is a snapshot whose arrays have an
 * address and a chain_count, but chains NULL. It must be all zero, or as an earlier call left it
 * for the same map: then the stock is counted again only where it has changed.
 *   Owner    plain data: nothing to free.
 *   Errors   TH_NIL_MAP; TH_BAD_MEMORY as above. *header is then of no use.
 *   Cost     O(1); O(stock) when the stock has changed. */
TH_CHECKED th_status th_inspect_header(const th_map *map, th_snapshot *header);

/* A walk over one bucket array of a map of this process, which copies no keys and no values:
 *
 *     th_walk walk = th_walk_start(map, false);
 *     while (th_walk_next(&walk)) look_at(walk.chain, walk.depth, &walk.bucket);
 *
 * The map must not change meanwhile. What bucket points at is the map's; where tophash is a mark,
 * the bytes of values have no meaning. */
typedef struct th_walk {
    th_snapshot_bucket bucket;
    size_t chain;       /* its index in the array */
    size_t depth;       /* its place in the chain: 0 for the main bucket */
    size_t chain_count; /* of the array; 0: there is no array */
    size_t value_size;
    /* ---- for core alone ---- */
    uint64_t array, next;
} th_walk;

/* Stands before the first bucket of buckets, or of oldbuckets. A nil map, and a pointer that is
 * NULL, have none. */
th_walk th_walk_start(const th_map *map, bool is_old);

/* Steps to the next bucket: down the chain, then to the next chain. False when there is none. */
bool th_walk_next(th_walk *walk);

#endif
