/* rival_hashes.c - the map's hash and others that it could have had.
 *
 * SipHash, MurmurHash64A and FNV-1a are written from their papers and descriptions, for this bench
 * alone. Keys are read as little-endian words. */
#include "tests/bench/rival_hashes.h"

#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "core/hash.h"

static uint64_t hash_xxh3(void *context, uint64_t seed, th_key key)
{
    (void)context;
    return XXH3_64bits_withSeed(key.bytes, key.len, seed);
}

static uint64_t hash_xxh64(void *context, uint64_t seed, th_key key)
{
    (void)context;
    return XXH64(key.bytes, key.len, seed);
}

static inline uint64_t word_at(const char *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

/* The last len % 8 bytes as a word. */
static inline uint64_t rest_of(th_key key)
{
    uint64_t word = 0;
    size_t rest = key.len & 7;
    for (size_t i = 0; i < rest; i++)
        word |= (uint64_t)(uint8_t)key.bytes[key.len - rest + i] << 8 * i;
    return word;
}

/* ---- SipHash ---- */

static inline uint64_t rotated(uint64_t x, int by) { return x << by | x >> (64 - by); }

struct sip {
    uint64_t v0, v1, v2, v3;
};

static inline void sip_rounds(struct sip *s, int count)
{
    for (int i = 0; i < count; i++) {
        s->v0 += s->v1;
        s->v2 += s->v3;
        s->v1 = rotated(s->v1, 13) ^ s->v0;
        s->v3 = rotated(s->v3, 16) ^ s->v2;
        s->v0 = rotated(s->v0, 32) + s->v3;
        s->v2 += s->v1;
        s->v3 = rotated(s->v3, 21) ^ s->v0;
        s->v1 = rotated(s->v1, 17) ^ s->v2;
        s->v2 = rotated(s->v2, 32);
    }
}

static inline void sip_take(struct sip *s, uint64_t word, int rounds)
{
    s->v3 ^= word;
    sip_rounds(s, rounds);
    s->v0 ^= word;
}

static inline uint64_t sip(int rounds, int last_rounds, uint64_t k0, uint64_t k1, th_key key)
{
    struct sip s = {k0 ^ 0x736f6d6570736575, k1 ^ 0x646f72616e646f6d, k0 ^ 0x6c7967656e657261,
                    k1 ^ 0x7465646279746573};
    for (size_t i = 0; i + 8 <= key.len; i += 8)
        sip_take(&s, word_at(key.bytes + i), rounds);
    sip_take(&s, rest_of(key) | (uint64_t)key.len << 56, rounds);
    s.v2 ^= 0xff;
    sip_rounds(&s, last_rounds);
    return s.v0 ^ s.v1 ^ s.v2 ^ s.v3;
}

/* A map has 64 bits of seed, SipHash wants 128: the bench makes the second half of the first. An
 * embedder would keep 128 random bits in the hash's context. */
static uint64_t hash_siphash_13(void *context, uint64_t seed, th_key key)
{
    (void)context;
    return sip(1, 3, seed, ~rotated(seed, 32), key);
}

static uint64_t hash_siphash_24(void *context, uint64_t seed, th_key key)
{
    (void)context;
    return sip(2, 4, seed, ~rotated(seed, 32), key);
}

/* ---- MurmurHash64A, FNV-1a ---- */

static const uint64_t murmur_m = 0xc6a4a7935bd1e995;

uint64_t murmur_word(uint64_t word)
{
    word *= murmur_m;
    word ^= word >> 47;
    return word * murmur_m;
}

/* Newton: each step doubles the number of right bits, and odd itself has three. */
uint64_t inverse_of(uint64_t odd)
{
    uint64_t inverse = odd;
    for (int i = 0; i < 5; i++)
        inverse *= 2 - odd * inverse;
    return inverse;
}

uint64_t murmur_word_undone(uint64_t word)
{
    word *= inverse_of(murmur_m);
    word ^= word >> 47; /* 47 is over half of 64: the shift undoes itself */
    return word * inverse_of(murmur_m);
}

static uint64_t hash_murmur(void *context, uint64_t seed, th_key key)
{
    (void)context;
    uint64_t hash = seed ^ key.len * murmur_m;
    for (size_t i = 0; i + 8 <= key.len; i += 8)
        hash = (hash ^ murmur_word(word_at(key.bytes + i))) * murmur_m;
    if (key.len & 7) hash = (hash ^ rest_of(key)) * murmur_m;
    hash = (hash ^ hash >> 47) * murmur_m;
    return hash ^ hash >> 47;
}

static uint64_t hash_fnv(void *context, uint64_t seed, th_key key)
{
    (void)context;
    uint64_t hash = 0xcbf29ce484222325 ^ seed;
    for (size_t i = 0; i < key.len; i++)
        hash = (hash ^ (uint8_t)key.bytes[i]) * 0x100000001b3;
    return hash;
}

/* ---- The list ---- */

const struct rival *rivals(void)
{
    static struct rival list[RIVAL_COUNT] = {
        [RIVAL_MAP] = {.name = "the map's"},
        [RIVAL_XXH3] = {"XXH3", {.hash = hash_xxh3}},
        [RIVAL_XXH64] = {"XXH64", {.hash = hash_xxh64}},
        [RIVAL_SIPHASH_13] = {"SipHash-1-3", {.hash = hash_siphash_13}},
        [RIVAL_SIPHASH_24] = {"SipHash-2-4", {.hash = hash_siphash_24}},
        [RIVAL_MURMUR] = {"MurmurHash64A", {.hash = hash_murmur}},
        [RIVAL_FNV] = {"FNV-1a", {.hash = hash_fnv}},
    };
    list[RIVAL_MAP].hash = th_hash_default();
    return list;
}

bool rivals_are_right(void)
{
    char bytes[15];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)i;
    th_key key = {bytes, sizeof bytes};
    const uint64_t word = 0x0123456789abcdef;
    return sip(2, 4, 0x0706050403020100, 0x0f0e0d0c0b0a0908, key) == 0xa129ca6149be45e5 &&
           hash_fnv(NULL, 0, th_key_of("a")) == 0xaf63dc4c8601ec8c &&
           murmur_word_undone(murmur_word(word)) == word;
}
