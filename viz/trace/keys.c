/* keys.c - the keys of a script.
 *
 *   block:  [ next | hash | bytes ... | hash | bytes ... |    free    ]
 *                           ^ what a th_key of the table points at
 */
#include "viz/trace/keys.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK_BYTES = 64 * 1024 };

typedef struct block {
    struct block *next;
    size_t used, size;
    char bytes[];
} block;

struct trace_keys {
    th_map *known; /* key -> nothing more than where its bytes are: a pointer to them */
    block *blocks;
};

trace_keys *trace_keys_make(void)
{
    trace_keys *keys = calloc(1, sizeof *keys);
    if (keys == NULL) return NULL;
    th_map_options options = {.value_size = sizeof(char *), .is_seeded = true};
    if (th_map_make(&options, &keys->known) != TH_OK) {
        free(keys);
        return NULL;
    }
    return keys;
}

void trace_keys_free(trace_keys *keys)
{
    if (keys == NULL) return;
    th_map_free(keys->known);
    while (keys->blocks != NULL) {
        block *next = keys->blocks->next;
        free(keys->blocks);
        keys->blocks = next;
    }
    free(keys);
}

/* Room for len bytes; used only grows when the caller says so. */
static char *room_for(trace_keys *keys, size_t len)
{
    block *top = keys->blocks;
    if (top == NULL || top->size - top->used < len) {
        size_t size = len > BLOCK_BYTES ? len : BLOCK_BYTES;
        top = malloc(sizeof *top + size);
        if (top == NULL) return NULL;
        *top = (block){.next = keys->blocks, .size = size};
        keys->blocks = top;
    }
    return top->bytes + top->used;
}

static uint64_t hash_in_front(void *context, uint64_t seed, th_key key)
{
    (void)context;
    (void)seed;
    uint64_t hash;
    memcpy(&hash, key.bytes - sizeof hash, sizeof hash);
    return hash;
}

th_hash trace_keys_hash(void) { return (th_hash){.hash = hash_in_front}; }

th_status trace_keys_find(trace_keys *keys, th_key key, uint64_t hash, th_key *own,
                          uint64_t *own_hash)
{
    const void *found = th_map_get(keys->known, key);
    if (found != NULL) {
        memcpy(&own->bytes, found, sizeof own->bytes);
        own->len = key.len;
        *own_hash = hash_in_front(NULL, 0, *own);
        return TH_OK;
    }
    if (key.len > SIZE_MAX / 2) return TH_NO_MEMORY;
    char *room = room_for(keys, sizeof hash + key.len);
    if (room == NULL) return TH_NO_MEMORY;
    memcpy(room, &hash, sizeof hash);
    char *bytes = room + sizeof hash;
    if (key.len > 0) memcpy(bytes, key.bytes, key.len);
    th_status status = th_map_put(keys->known, (th_key){bytes, key.len}, &bytes);
    if (status != TH_OK) return status;
    keys->blocks->used += sizeof hash + key.len;
    *own = (th_key){bytes, key.len};
    *own_hash = hash;
    return TH_OK;
}
