/* hash_stats.c - how evenly hashes fall into buckets, as chances. */
#include "tests/bench/hash_stats.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/map_layout.h"

double chi_square_p(double chi_square, double degrees)
{
    assert(degrees >= 50);
    double spread = 2 / (9 * degrees);
    double deviations = (cbrt(chi_square / degrees) - (1 - spread)) / sqrt(spread);
    return erfc(fabs(deviations) / sqrt(2));
}

static void *cleared(size_t count, size_t size_bytes)
{
    void *memory = calloc(count, size_bytes);
    if (memory == NULL) {
        fputs("no memory for the counts\n", stderr);
        exit(1);
    }
    return memory;
}

uint64_t *hashes_of(const struct key_set *set, th_hash hash, uint64_t seed)
{
    uint64_t *hashes = cleared(set->count, sizeof *hashes);
    for (size_t i = 0; i < set->count; i++)
        hashes[i] = hash.hash(hash.context, seed, set->keys[i]);
    return hashes;
}

/* The share of all hashes that have this tophash: 5 to 9 stand for two top bytes each. */
static double tophash_share(unsigned tophash)
{
    return (tophash < 2 * TH_MIN_TOPHASH ? 2 : 1) / 256.0;
}

static double chi_square(const uint32_t *counts, size_t boxes, double expected)
{
    double sum = 0;
    for (size_t i = 0; i < boxes; i++)
        sum += (counts[i] - expected) * (counts[i] - expected) / expected;
    return sum;
}

static uint32_t *bucket_counts(const uint64_t *hashes, size_t count, unsigned B)
{
    uint32_t *counts = cleared((size_t)1 << B, sizeof *counts);
    for (size_t i = 0; i < count; i++)
        counts[hashes[i] & (((uint64_t)1 << B) - 1)]++;
    return counts;
}

double buckets_p(const uint64_t *hashes, size_t count, unsigned B)
{
    uint32_t *counts = bucket_counts(hashes, count, B);
    size_t boxes = (size_t)1 << B;
    double p =
        chi_square_p(chi_square(counts, boxes, (double)count / (double)boxes), (double)(boxes - 1));
    free(counts);
    return p;
}

double joint_p(const uint64_t *hashes, size_t count, unsigned B)
{
    size_t buckets = (size_t)1 << B;
    uint32_t *counts = cleared(256 * buckets, sizeof *counts);
    for (size_t i = 0; i < count; i++)
        counts[th_tophash(hashes[i]) * buckets + (hashes[i] & (buckets - 1))]++;
    double sum = 0;
    for (unsigned tophash = TH_MIN_TOPHASH; tophash < 256; tophash++) {
        double expected = (double)count * tophash_share(tophash) / (double)buckets;
        sum += chi_square(counts + tophash * buckets, buckets, expected);
    }
    free(counts);
    return chi_square_p(sum, (256.0 - TH_MIN_TOPHASH) * (double)buckets - 1);
}

double tophash_p(const uint64_t *hashes, size_t count) { return joint_p(hashes, count, 0); }

size_t longest_chain(const uint64_t *hashes, size_t count, unsigned B)
{
    uint32_t *counts = bucket_counts(hashes, count, B);
    size_t longest = 0;
    for (size_t i = 0; i < (size_t)1 << B; i++)
        if (counts[i] > longest) longest = counts[i];
    free(counts);
    return longest;
}

/* A bucket's entries are about Poisson: the first length that all buckets keep with chance 1/2. */
size_t likely_longest_chain(size_t count, unsigned B, unsigned draws)
{
    double boxes = (double)((size_t)1 << B), mean = (double)count / boxes;
    double term = exp(-mean), at_most = term;
    size_t length = 0;
    while (pow(at_most, boxes * draws) < 0.5) {
        length++;
        term *= mean / (double)length;
        at_most += term;
    }
    return length;
}

unsigned B_of(size_t count)
{
    unsigned B = 0;
    while (th_is_over_load(count, (uint8_t)B))
        B++;
    return B;
}
