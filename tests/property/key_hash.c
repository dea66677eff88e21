/* key_hash.c - a table from bytes to hashes: open addressing, half empty. */
#include "tests/property/key_hash.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/chance.h"

static size_t slot_of(const struct key_hash *hash, th_key key)
{
    uint64_t mixed = key.len;
    for (size_t i = 0; i < key.len; i++)
        mixed = (mixed ^ (uint8_t)key.bytes[i]) * 0x100000001b3;
    size_t slot = chance_mix(mixed) & hash->mask;
    for (; hash->table[slot] != 0; slot = (slot + 1) & hash->mask) {
        th_key its = hash->script->keys[hash->table[slot] - 1].key;
        if (its.len == key.len && (key.len == 0 || memcmp(its.bytes, key.bytes, key.len) == 0)) {
            break;
        }
    }
    return slot;
}

/* Where two keys are equal, the first one's hash counts. */
void key_hash_set_up(struct key_hash *hash, const struct map_script *script)
{
    *hash = (struct key_hash){.script = script, .mask = 15};
    while (hash->mask < 2 * script->key_count)
        hash->mask = 2 * hash->mask + 1;
    hash->table = calloc(hash->mask + 1, sizeof *hash->table);
    if (hash->table == NULL) abort();
    for (uint32_t i = 0; i < script->key_count; i++) {
        uint32_t *slot = &hash->table[slot_of(hash, script->keys[i].key)];
        if (*slot == 0) *slot = i + 1;
    }
}

void key_hash_free(struct key_hash *hash) { free(hash->table); }

static uint64_t hash_key(void *context, uint64_t seed, th_key key)
{
    struct key_hash *hash = context;
    uint32_t index = hash->table[slot_of(hash, key)];
    if (index == 0) {
        fprintf(stderr, "the map hashes a key of %zu bytes that nobody gave it\n", key.len);
        abort();
    }
    hash->last_seed = seed;
    return hash->script->keys[index - 1].hash ^
           (hash->script->has_seed_hash ? chance_mix(seed) : 0);
}

th_hash key_hash_use(struct key_hash *hash) { return (th_hash){.context = hash, .hash = hash_key}; }
