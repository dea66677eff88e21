/* rival_hashes.h - the map's hash and others that it could have had, all as th_hash. */
#ifndef TESTS_BENCH_RIVAL_HASHES_H
#define TESTS_BENCH_RIVAL_HASHES_H

#include "core/map.h"

struct rival {
    const char *name;
    th_hash hash;
};

enum rival_number {
    RIVAL_MAP,  /* th_hash_default(): what is measured against */
    RIVAL_XXH3, /* XXH3 as its library seeds it */
    RIVAL_XXH64,
    RIVAL_SIPHASH_13, /* one round a word, three to finish (Aumasson, Bernstein 2012) */
    RIVAL_SIPHASH_24,
    RIVAL_MURMUR, /* MurmurHash64A (Appleby), little-endian */
    RIVAL_FNV,    /* FNV-1a, 64 bits; the seed is xored to the offset basis */
    RIVAL_COUNT,
};

/* All of them, at their numbers. */
const struct rival *rivals(void);

/* Whether those written here give the values that their authors published. */
bool rivals_are_right(void);

/* MurmurHash64A's treatment of one word, which no seed enters, and its inverse. */
uint64_t murmur_word(uint64_t word);
uint64_t murmur_word_undone(uint64_t word);

/* The number that odd times it is 1, modulo 2^64. */
uint64_t inverse_of(uint64_t odd);

#endif
