/* keys.c - keys kept in blocks that nobody gives back. */
#include "tests/support/keys.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_SIZE = 1 << 16 };

static char *bytes_for_ever(size_t size_bytes)
{
    static struct block {
        struct block *next;
        char bytes[];
    } * blocks;
    static size_t left;

    size_bytes = (size_bytes + 7) / 8 * 8;
    if (blocks == NULL || left < size_bytes) {
        left = size_bytes > BLOCK_SIZE ? size_bytes : BLOCK_SIZE;
        struct block *block = calloc(1, sizeof *block + left);
        if (block == NULL) abort();
        block->next = blocks;
        blocks = block;
    }
    left -= size_bytes;
    return blocks->bytes + left;
}

uint64_t hash_with(uint8_t top, uint64_t low) { return (uint64_t)top << 56 | low; }

th_key key_spelling_long(uint64_t hash, uint32_t serial, size_t len)
{
    char *bytes = bytes_for_ever(len);
    memset(bytes, 'x', len);
    memcpy(bytes, &hash, sizeof hash);
    memcpy(bytes + sizeof hash, &serial, sizeof serial);
    return (th_key){bytes, len};
}

th_key key_spelling(uint64_t hash, uint32_t serial)
{
    return key_spelling_long(hash, serial, sizeof hash + sizeof serial);
}

th_key key_numbered(uint32_t number)
{
    char text[16];
    snprintf(text, sizeof text, "key_%u", number);
    return key_copy(th_key_of(text));
}

th_key key_copy(th_key key)
{
    char *bytes = bytes_for_ever(key.len + 1);
    if (key.len > 0) memcpy(bytes, key.bytes, key.len);
    return (th_key){bytes, key.len};
}

static uint64_t hash_spelled(void *context, uint64_t seed, th_key key)
{
    struct spelled_hash *spelled = context;
    atomic_fetch_add_explicit(&spelled->calls, 1, memory_order_relaxed);
    uint64_t hash = 0;
    size_t spelled_len = key.len < sizeof hash ? key.len : sizeof hash;
    if (spelled_len > 0) memcpy(&hash, key.bytes, spelled_len);
    return hash ^ spelled->twist ^ (spelled->is_seed_minded ? seed : 0);
}

th_hash spelled_hash_use(struct spelled_hash *spelled)
{
    return (th_hash){.context = spelled, .hash = hash_spelled};
}
