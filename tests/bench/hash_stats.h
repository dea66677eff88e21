/* hash_stats.h - how evenly hashes fall into buckets, as chances. */
#ifndef TESTS_BENCH_HASH_STATS_H
#define TESTS_BENCH_HASH_STATS_H

#include "tests/bench/key_sets.h"

/* What chance deals as unevenly, or as evenly, as this: twice the smaller tail of chi-square. Near
 * 0 means "not by chance". For 50 degrees of freedom and more (Wilson and Hilferty's cube root). */
double chi_square_p(double chi_square, double degrees);

/* The hashes of a set's keys under a seed. Free with free. */
uint64_t *hashes_of(const struct key_set *set, th_hash hash, uint64_t seed);

/* That chance for 2^B buckets, for the tophash byte, for both at once with 2^B buckets. */
double buckets_p(const uint64_t *hashes, size_t count, unsigned B);
double tophash_p(const uint64_t *hashes, size_t count);
double joint_p(const uint64_t *hashes, size_t count, unsigned B);

/* Entries in the fullest of 2^B buckets, and the number that chance, in so many draws of all the
 * hashes, stays at or under every other time. */
size_t longest_chain(const uint64_t *hashes, size_t count, unsigned B);
size_t likely_longest_chain(size_t count, unsigned B, unsigned draws);

/* The B that a map has after count entries were put, one by one. */
unsigned B_of(size_t count);

#endif
