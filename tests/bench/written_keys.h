/* written_keys.h - keys written to fall into one bucket, with and without the seed.
 *
 * Each call gives the same keys again. Free them with key_set_free. Where the ideas are from:
 * ARCHITECTURE.md, "The hash". */
#ifndef TESTS_BENCH_WRITTEN_KEYS_H
#define TESTS_BENCH_WRITTEN_KEYS_H

#include "tests/bench/key_sets.h"

/* A family is keys that were written to be one hash. */
enum { KEYS_A_FAMILY = 1024, FAMILIES = 32 };

/* 64 keys of 8 bytes that the map's hash, under this seed, puts into bucket 3 of 256, with tophash
 * 9c: found by trying. */
struct key_set keys_searched(uint64_t known_seed);

/* One family of 32 bytes that is one hash of XXH3 under this seed: found on paper. */
struct key_set keys_of_zero_product(uint64_t known_seed);

/* One family that is one MurmurHash64A, whatever the seed. */
struct key_set keys_against_murmur(void);

/* 6,561 keys of which 256, others for each seed, are one XXH64. */
struct key_set keys_against_xxh64(void);

/* Families of 848 bytes, one after the other: under one seed in five, one of them is one hash of
 * XXH3 as its library seeds it. */
struct key_set keys_against_long_xxh3(void);

#endif
