/* store.c - chunks and their directory. */
#include "viz/timeline/store.h"

#include <string.h>

enum { CHUNK_BYTES = 32 * 1024, FIRST_CHUNKS = 8 };

void store_init(struct store *store, th_memory memory, size_t element_bytes)
{
    assert(element_bytes > 0 && element_bytes <= CHUNK_BYTES);
    *store = (struct store){.memory = memory, .element_bytes = element_bytes};
    while ((element_bytes << (store->shift + 1)) <= CHUNK_BYTES)
        store->shift++;
}

static size_t chunk_bytes(const struct store *store)
{
    return store->element_bytes << store->shift;
}

void store_free(struct store *store)
{
    for (size_t i = 0; i < store->chunk_count; i++) {
        store->memory.give(store->memory.context, store->chunks[i], chunk_bytes(store));
    }
    if (store->chunks != NULL) {
        store->memory.give(store->memory.context, store->chunks,
                           store->chunk_cap * sizeof *store->chunks);
    }
    *store = (struct store){.memory = store->memory};
}

static bool grow_directory(struct store *store)
{
    size_t cap = store->chunk_cap == 0 ? FIRST_CHUNKS : store->chunk_cap * 2;
    unsigned char **chunks = store->memory.take(store->memory.context, cap * sizeof *chunks);
    if (chunks == NULL) return false;
    if (store->chunks != NULL) {
        memcpy(chunks, store->chunks, store->chunk_count * sizeof *chunks);
        store->memory.give(store->memory.context, store->chunks, store->chunk_cap * sizeof *chunks);
    }
    store->chunks = chunks;
    store->chunk_cap = cap;
    return true;
}

static bool add_chunk(struct store *store)
{
    if (store->chunk_count == store->chunk_cap && !grow_directory(store)) return false;
    unsigned char *chunk = store->memory.take(store->memory.context, chunk_bytes(store));
    if (chunk == NULL) return false;
    store->chunks[store->chunk_count++] = chunk;
    return true;
}

bool store_reserve(struct store *store, uint64_t more)
{
    while (store->len + more > (uint64_t)store->chunk_count << store->shift) {
        if (!add_chunk(store)) return false;
    }
    return true;
}

void *store_push(struct store *store)
{
    assert(store->len < (uint64_t)store->chunk_count << store->shift);
    store->len++;
    return store_at(store, store->len - 1);
}

size_t store_size(const struct store *store)
{
    return store->chunk_count * chunk_bytes(store) + store->chunk_cap * sizeof *store->chunks;
}
