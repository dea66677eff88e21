/* tape_tables.c - the tape's tables: keys, each once, and values, displaced ids, headers.
 *
 * A key is told with nearly every operation, a few times in each, and mostly the same few keys
 * again and again: so keys are interned. Values are not; record.c reuses an id when it can see that
 * it may. */
#include <string.h>

#include "core/hash.h"
#include "viz/timeline/tape.h"

enum { BLOCK_BYTES = 32 * 1024, FIRST_INDEX_CAP = 256 };

/* ---- Keys ---- */

void tape_free_keys(struct tape *tape)
{
    for (uint64_t i = 0; i < tape->key_blocks.len; i++) {
        const struct tape_block *block = store_at(&tape->key_blocks, i);
        tape->memory.give(tape->memory.context, block->bytes, block->size_bytes);
    }
    if (tape->key_index != NULL) {
        tape->memory.give(tape->memory.context, tape->key_index,
                          tape->key_index_cap * sizeof *tape->key_index);
    }
    store_free(&tape->key_blocks);
    store_free(&tape->keys);
}

size_t tape_keys_size(const struct tape *tape)
{
    size_t size = store_size(&tape->keys) + store_size(&tape->key_blocks) +
                  tape->key_index_cap * sizeof *tape->key_index;
    for (uint64_t i = 0; i < tape->key_blocks.len; i++) {
        const struct tape_block *block = store_at(&tape->key_blocks, i);
        size += block->size_bytes;
    }
    return size;
}

static uint64_t hash_of(th_key key)
{
    th_hash hash = th_hash_default();
    return hash.hash(hash.context, 0, key);
}

/* Where in the index a key is, or, if it is not, where it belongs. */
static uint32_t *index_slot(const struct tape *tape, th_key key)
{
    uint64_t mask = tape->key_index_cap - 1;
    uint64_t i = hash_of(key) & mask;
    while (tape->key_index[i] != 0 &&
           !th_key_is_equal(tape_key_at(tape, tape->key_index[i]), key)) {
        i = (i + 1) & mask;
    }
    return &tape->key_index[i];
}

/* The index is at most half full, so that a search is short and ends. */
static bool reserve_index(struct tape *tape)
{
    if (tape->keys.len + 1 <= tape->key_index_cap / 2) return true;
    uint64_t cap = tape->key_index_cap == 0 ? FIRST_INDEX_CAP : tape->key_index_cap * 2;
    uint32_t *index = tape->memory.take(tape->memory.context, cap * sizeof *index);
    if (index == NULL) return false;
    uint32_t *old = tape->key_index;
    uint64_t old_cap = tape->key_index_cap;
    tape->key_index = index;
    tape->key_index_cap = cap;
    for (uint32_t id = 1; id <= tape->keys.len; id++) {
        *index_slot(tape, tape_key_at(tape, id)) = id;
    }
    if (old != NULL) tape->memory.give(tape->memory.context, old, old_cap * sizeof *old);
    return true;
}

uint32_t tape_key_id(const struct tape *tape, th_key key)
{
    return tape->key_index == NULL ? 0 : *index_slot(tape, key);
}

/* A place for a key's bytes and a NUL behind them. Long keys get a block of their own. */
static char *take_bytes(struct tape *tape, size_t size_bytes)
{
    const struct tape_block *last =
        tape->key_blocks.len == 0 ? NULL : store_at(&tape->key_blocks, tape->key_blocks.len - 1);
    if (last == NULL || last->size_bytes - tape->key_block_used < size_bytes) {
        size_t block_bytes = size_bytes > BLOCK_BYTES ? size_bytes : BLOCK_BYTES;
        if (!store_reserve(&tape->key_blocks, 1)) return NULL;
        char *bytes = tape->memory.take(tape->memory.context, block_bytes);
        if (bytes == NULL) return NULL;
        struct tape_block *block = store_push(&tape->key_blocks);
        *block = (struct tape_block){bytes, block_bytes};
        tape->key_block_used = 0;
        last = block;
    }
    char *place = last->bytes + tape->key_block_used;
    tape->key_block_used += size_bytes;
    return place;
}

enum timeline_status tape_key(struct tape *tape, th_key key, uint32_t *id)
{
    if (!reserve_index(tape)) return TIMELINE_NO_MEMORY;
    uint32_t *slot = index_slot(tape, key);
    if (*slot == 0) {
        if (tape->keys.len >= UINT32_MAX) return TIMELINE_FULL;
        if (key.len == SIZE_MAX || !store_reserve(&tape->keys, 1)) return TIMELINE_NO_MEMORY;
        char *bytes = take_bytes(tape, key.len + 1);
        if (bytes == NULL) return TIMELINE_NO_MEMORY;
        if (key.len > 0) memcpy(bytes, key.bytes, key.len);
        th_key *copy = store_push(&tape->keys);
        *copy = (th_key){.bytes = bytes, .len = key.len};
        *slot = (uint32_t)tape->keys.len;
    }
    *id = *slot;
    return TIMELINE_OK;
}

th_key tape_key_at(const struct tape *tape, uint32_t id)
{
    assert(id != 0);
    const th_key *key = store_at(&tape->keys, id - 1);
    return *key;
}

/* ---- Values ---- */

enum timeline_status tape_value(struct tape *tape, uint32_t map, const void *value, uint32_t *id)
{
    struct tape_map *of = store_at(&tape->maps, map);
    *id = 1;
    if (of->value_size == 0) return TIMELINE_OK;
    if (of->values.len >= UINT32_MAX) return TIMELINE_FULL;
    if (!store_reserve(&of->values, 1)) return TIMELINE_NO_MEMORY;
    memcpy(store_push(&of->values), value, of->value_size);
    *id = (uint32_t)of->values.len;
    return TIMELINE_OK;
}

const void *tape_value_at(const struct tape *tape, uint32_t map, uint32_t id)
{
    assert(id != 0);
    const struct tape_map *of = store_at(&tape->maps, map);
    return of->value_size == 0 ? "" : store_at(&of->values, id - 1);
}

/* ---- Displaced ids, headers ---- */

enum timeline_status tape_displace(struct tape *tape, uint32_t key, uint32_t value, uint32_t *id)
{
    *id = 0;
    if (key == 0 && value == 0) return TIMELINE_OK;
    if (!store_reserve(&tape->displaced, 1)) return TIMELINE_NO_MEMORY;
    struct tape_displaced *pair = store_push(&tape->displaced);
    *pair = (struct tape_displaced){key, value};
    *id = (uint32_t)tape->displaced.len; /* at most one a move, and moves are counted in 32 bits */
    return TIMELINE_OK;
}

struct tape_displaced tape_displaced_at(const struct tape *tape, uint32_t id)
{
    if (id == 0) return (struct tape_displaced){0, 0};
    const struct tape_displaced *pair = store_at(&tape->displaced, id - 1);
    return *pair;
}

enum timeline_status tape_headers(struct tape *tape, const struct tape_headers *headers,
                                  uint32_t *id)
{
    if (!store_reserve(&tape->headers, 1)) return TIMELINE_NO_MEMORY;
    memcpy(store_push(&tape->headers), headers, sizeof *headers);
    *id = (uint32_t)tape->headers.len;
    return TIMELINE_OK;
}

const struct tape_headers *tape_headers_at(const struct tape *tape, uint32_t id)
{
    assert(id != 0);
    return store_at(&tape->headers, id - 1);
}
