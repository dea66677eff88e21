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
 *   Errors   TH_NO_MEMORY; TH_BAD_MEMORY when what is read cannot be a map (a pointer out of what
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

#endif
