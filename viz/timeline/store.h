/* store.h - a list that only grows, in chunks: its elements never move. Private to this room.
 *
 *   chunks --> [ c0 | c1 | c2 | .. ]     Element i lies in chunk i >> shift. Only the directory is
 *                |    |    |             copied when it grows, so a pointer to an element holds for
 *                v    v    v             the store's life. Fresh elements are zero. */
#ifndef VIZ_TIMELINE_STORE_H
#define VIZ_TIMELINE_STORE_H

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/memory.h"

struct store {
    th_memory memory;
    unsigned char **chunks;
    size_t chunk_count;
    size_t chunk_cap;
    uint64_t len;
    size_t element_bytes;
    unsigned shift;
};

/* An empty store; it has taken no memory yet. element_bytes > 0. */
void store_init(struct store *store, th_memory memory, size_t element_bytes);
void store_free(struct store *store);

/* Makes room for `more` elements behind those that are there: pushing them cannot fail.
 *   Errors   false when there is no memory; the store is as it was, though it may keep room. */
bool store_reserve(struct store *store, uint64_t more);

/* The next element, zero. Room for it was reserved. */
void *store_push(struct store *store);

static inline void *store_at(const struct store *store, uint64_t index)
{
    assert(index < store->len);
    uint64_t mask = ((uint64_t)1 << store->shift) - 1;
    return store->chunks[index >> store->shift] + (index & mask) * store->element_bytes;
}

/* Bytes taken. */
size_t store_size(const struct store *store);

#endif
