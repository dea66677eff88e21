/* keys.c - the keys of a script.
 *
 *   known:  key -> {where its own bytes are, hash}
 *   block:  [ next | bytes of a key | of another | ... |    free    ]
 */
#include "viz/trace/keys.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK_BYTES = 64 * 1024 };

struct block {
    struct block *next;
    size_t used, size;
    char bytes[];
};

struct trace_keys {
    th_map *known; /* key -> known_key */
    struct block *blocks;
};

struct known_key {
    const char *bytes;
    uint64_t hash;
};

struct trace_keys *trace_keys_make(void)
{
    struct trace_keys *keys = calloc(1, sizeof *keys);
    if (keys == NULL) return NULL;
    th_map_options options = {.value_size = sizeof(struct known_key), .is_seeded = true};
    if (th_map_make(&options, &keys->known) != TH_OK) {
        free(keys);
        return NULL;
    }
    return keys;
}

void trace_keys_free(struct trace_keys *keys)
{
    if (keys == NULL) return;
    th_map_free(keys->known);
    while (keys->blocks != NULL) {
        struct block *next = keys->blocks->next;
        free(keys->blocks);
        keys->blocks = next;
    }
    free(keys);
}

/* Room for len bytes; used only grows when the caller says so. */
static char *room_for(struct trace_keys *keys, size_t len)
{
    struct block *top = keys->blocks;
    if (top == NULL || top->size - top->used < len) {
        size_t size = len > BLOCK_BYTES ? len : BLOCK_BYTES;
        top = malloc(sizeof *top + size);
        if (top == NULL) return NULL;
        *top = (struct block){.next = keys->blocks, .size = size};
        keys->blocks = top;
    }
    return top->bytes + top->used;
}

static bool find_known(const struct trace_keys *keys, th_key key, struct known_key *known)
{
    const void *found = th_map_get(keys->known, key);
    if (found != NULL) memcpy(known, found, sizeof *known);
    return found != NULL;
}

static uint64_t hash_known(void *context, uint64_t seed, th_key key)
{
    (void)seed;
    struct known_key known = {.hash = 0};
    find_known(context, key, &known);
    return known.hash;
}

th_hash trace_keys_hash(struct trace_keys *keys) { return (th_hash){keys, hash_known}; }

th_status trace_keys_find(struct trace_keys *keys, th_key key, uint64_t hash, th_key *own,
                          uint64_t *own_hash)
{
    struct known_key known;
    if (!find_known(keys, key, &known)) {
        char *bytes = room_for(keys, key.len);
        if (bytes == NULL) return TH_NO_MEMORY;
        if (key.len > 0) memcpy(bytes, key.bytes, key.len);
        known = (struct known_key){bytes, hash};
        th_status status = th_map_put(keys->known, (th_key){bytes, key.len}, &known);
        if (status != TH_OK) return status;
        keys->blocks->used += key.len;
    }
    *own = (th_key){known.bytes, key.len};
    *own_hash = known.hash;
    return TH_OK;
}
