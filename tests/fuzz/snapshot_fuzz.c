/* snapshot_fuzz.c - bytes are a map's memory, read by th_inspect: it says what is there, or that
 * this is no map. It neither reads elsewhere nor takes memory without bound.
 *
 *   +0 value size   +1 how many puts   +2 hint   +3 options, then
 *   patches of a real map's memory, four bytes each: what, where (2), with what
 *
 * or, with bit 7 of the options, memory as it is, the hmap first.
 *
 * The real map lies in an arena of its own, whose addresses do not change from run to run: the
 * reader adds BASE to an offset. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/inspect.h"
#include "core/rules.h"
#include "tests/fuzz/fuzz.h"

#define BASE UINT64_C(0x100000)

enum {
    HEAD_SIZE = 4,
    PATCH_SIZE = 4,
    ARENA_SIZE = 1 << 16,
    HMAP_SIZE = 48,
    MAP_SIZE_MAX = 200,
    RAW = 128,
    DELETES = 1
};

struct arena {
    uint8_t *bytes;
    size_t used;
};

/* ---- A real map in the arena ---- */

static void *take(void *context, size_t size_bytes)
{
    struct arena *arena = context;
    size_t size = (size_bytes + 15) / 16 * 16;
    if (size > ARENA_SIZE - arena->used) return NULL;
    void *block = arena->bytes + arena->used;
    arena->used += size;
    return block;
}

static void give(void *context, void *block, size_t size_bytes)
{
    (void)context, (void)block, (void)size_bytes;
}

static uint64_t hash_sum(void *context, uint64_t seed, th_key key)
{
    (void)context, (void)seed;
    uint64_t hash = 0xcbf29ce484222325;
    for (size_t i = 0; i < key.len; i++)
        hash = (hash ^ (uint8_t)key.bytes[i]) * 0x100000001b3;
    return hash ^ hash >> 29;
}

static th_map *build(struct arena *arena, const uint8_t head[HEAD_SIZE])
{
    th_map_options options = {.value_size = head[0] % (TH_VALUE_SIZE_MAX + 1),
                              .hint = head[2] % 64,
                              .keys_owned = true,
                              .is_seeded = true,
                              .hash = {.hash = hash_sum},
                              .memory = {.context = arena, .take = take, .give = give}};
    static const uint8_t value[TH_VALUE_SIZE_MAX] = {1, 2, 3};
    th_map *map;
    if (th_map_make(&options, &map) != TH_OK) return NULL;
    for (unsigned i = 0; i < head[1]; i++) {
        char text[8];
        int len = snprintf(text, sizeof text, "k%u", i);
        if (th_map_put(map, (th_key){text, (size_t)len}, value) != TH_OK) break;
        if (head[3] & DELETES && i % 3 == 0) (void)th_map_delete(map, (th_key){text, (size_t)len});
    }
    return map;
}

/* Pointers into the arena become offsets from BASE; what else stands behind the hmap and is as
 * large as an address (functions, this stack) goes, for it differs from run to run. */
static void relocate(struct arena *arena)
{
    const uint64_t first = (uint64_t)(uintptr_t)arena->bytes, address_min = (uint64_t)1 << 32;
    for (size_t at = 0; at + sizeof(uint64_t) <= arena->used; at += sizeof(uint64_t)) {
        uint64_t word;
        memcpy(&word, arena->bytes + at, sizeof word);
        if (word >= first && word < first + ARENA_SIZE) {
            word = word - first + BASE;
        } else if (word >= address_min && at >= HMAP_SIZE && at < MAP_SIZE_MAX) {
            word = 0;
        }
        memcpy(arena->bytes + at, &word, sizeof word);
    }
}

static void patch(struct arena *arena, const uint8_t bytes[PATCH_SIZE])
{
    size_t at = (bytes[1] | (size_t)bytes[2] << 8) % arena->used;
    uint64_t word = BASE + (uint64_t)bytes[3] * 16 * (1 + (bytes[0] >> 4));
    switch (bytes[0] & 3) {
    case 0: /* a byte */
        arena->bytes[at] = bytes[3];
        return;
    case 1: /* a pointer into the arena */
        break;
    case 2: /* a number */
        word = bytes[3] < 128 ? bytes[3] : UINT64_C(1) << (bytes[3] - 128) % 64;
        break;
    case 3: /* a pointer nearly at its end */
        word = BASE + arena->used - bytes[3];
        break;
    }
    if (at / 8 * 8 + 8 <= arena->used) memcpy(arena->bytes + at / 8 * 8, &word, sizeof word);
}

/* ---- Reading it ---- */

static bool read_arena(void *context, uint64_t address, void *to, size_t size_bytes)
{
    const struct arena *arena = context;
    if (address < BASE || address - BASE > arena->used) return false;
    if (size_bytes > arena->used - (address - BASE)) return false;
    memcpy(to, arena->bytes + (address - BASE), size_bytes);
    return true;
}

static uint64_t sum_of_chain(const th_snapshot *snapshot, const th_snapshot_chain *chain)
{
    uint64_t sum = 0;
    for (size_t depth = 0; depth < chain->bucket_count; depth++) {
        const th_snapshot_bucket *bucket = &chain->buckets[depth];
        for (size_t i = 0; i < 8 * snapshot->value_size; i++)
            sum += bucket->values[i];
        for (unsigned slot = 0; slot < 8; slot++) {
            for (size_t i = 0; i < bucket->keys[slot].len; i++)
                sum += (uint8_t)bucket->keys[slot].bytes[i];
        }
    }
    return sum;
}

/* Every byte that a snapshot offers can be read. */
static void walk(const th_snapshot *snapshot)
{
    volatile uint64_t sum = 0;
    const th_snapshot_array *arrays[] = {&snapshot->buckets, &snapshot->oldbuckets};
    for (unsigned a = 0; a < 2; a++) {
        for (size_t i = 0; i < arrays[a]->chain_count; i++)
            sum = sum + sum_of_chain(snapshot, &arrays[a]->chains[i]);
    }
}

static void inspect(struct arena *arena, size_t value_size)
{
    th_reader reader = {.context = arena, .read = read_arena};
    th_hash hash = {.hash = hash_sum};
    th_snapshot *snapshot;
    th_status status = th_inspect(&reader, BASE, value_size, &snapshot);
    if ((status == TH_OK) != (snapshot != NULL)) abort();
    if (snapshot == NULL) return;
    walk(snapshot);
    (void)th_rules_check(snapshot, &hash, 0);
    th_snapshot_free(snapshot);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size_bytes)
{
    if (size_bytes < HEAD_SIZE) return 0;
    const uint8_t *rest = bytes + HEAD_SIZE;
    size_t rest_size = size_bytes - HEAD_SIZE;
    struct arena arena = {.bytes = calloc(1, ARENA_SIZE)};
    if (arena.bytes == NULL) abort();
    if (bytes[3] & RAW) {
        arena.used = rest_size < ARENA_SIZE ? rest_size : ARENA_SIZE;
        memcpy(arena.bytes, rest, arena.used);
    } else if (build(&arena, bytes) != NULL) {
        relocate(&arena);
        for (; rest_size >= PATCH_SIZE; rest += PATCH_SIZE, rest_size -= PATCH_SIZE)
            patch(&arena, rest);
    }
    inspect(&arena, bytes[0] % (TH_VALUE_SIZE_MAX + 1));
    free(arena.bytes);
    return 0;
}
