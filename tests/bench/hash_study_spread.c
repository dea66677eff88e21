/* hash_study_spread.c - parts b and c: how evenly keys become hashes. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/bench/hash_stats.h"
#include "tests/bench/hash_study.h"
#include "tests/bench/key_sets.h"
#include "tests/bench/rival_hashes.h"
#include "tests/support/chance.h"

/* ---- (b) Avalanche ---- */

enum { TRIALS = 1 << 13, FLIPPED_MAX = 256, AVALANCHE_LEN_MAX = 304 };

static const size_t avalanche_lens[] = {3, 8, 16, 32, 100, 300};

enum { AVALANCHE_LENS = sizeof avalanche_lens / sizeof *avalanche_lens };

struct avalanche {
    double mean, worst, worst_low, worst_top; /* distances from 1/2 */
};

/* How often each of the hash's bits flips with this bit of the key, the other bits and the seed at
 * random. */
static void count_flips(th_hash hash, size_t len, size_t bit, uint32_t flips[64])
{
    struct chance chance = {bit};
    char bytes[AVALANCHE_LEN_MAX];
    memset(flips, 0, 64 * sizeof *flips);
    for (int trial = 0; trial < TRIALS; trial++) {
        for (size_t at = 0; at < len; at += 8) {
            uint64_t bits = chance_next(&chance);
            memcpy(bytes + at, &bits, sizeof bits);
        }
        th_key key = {bytes, len};
        uint64_t seed = chance_next(&chance);
        uint64_t before = hash.hash(hash.context, seed, key);
        bytes[bit / 8] = (char)(bytes[bit / 8] ^ 1 << bit % 8);
        uint64_t changed = before ^ hash.hash(hash.context, seed, key);
        for (int i = 0; i < 64; i++)
            flips[i] += changed >> i & 1;
    }
}

static struct avalanche avalanche_of(th_hash hash, size_t len)
{
    struct avalanche result = {0};
    size_t bits = 8 * len, flipped = bits < FLIPPED_MAX ? bits : FLIPPED_MAX;
    for (size_t i = 0; i < flipped; i++) {
        uint32_t flips[64];
        count_flips(hash, len, i * bits / flipped, flips);
        for (int out = 0; out < 64; out++) {
            double distance = fabs((double)flips[out] / TRIALS - 0.5);
            result.mean += distance / (64 * (double)flipped);
            result.worst = fmax(result.worst, distance);
            if (out < 16) result.worst_low = fmax(result.worst_low, distance);
            if (out >= 56) result.worst_top = fmax(result.worst_top, distance);
        }
    }
    return result;
}

void study_avalanche(void)
{
    printf("## (b) Avalanche: how far from 1/2 a bit of the hash flips with a bit of the key\n\n");
    printf("Mean / worst of all / worst of the low 16 / worst of the top 8 bits, in %%, by key "
           "length in bytes. Over %d trials\n",
           TRIALS);
    printf("chance alone gives a mean of %.2f and worsts of 1.8 to 2.5.\n\n| hash |",
           100 * 0.5 / sqrt(TRIALS) * sqrt(2 / acos(-1)));
    for (int i = 0; i < AVALANCHE_LENS; i++)
        printf(" %zu |", avalanche_lens[i]);
    printf("\n|---|---|---|---|---|---|---|\n");
    for (int rival = 0; rival < RIVAL_COUNT; rival++) {
        printf("| %s |", rivals()[rival].name);
        for (int i = 0; i < AVALANCHE_LENS; i++) {
            struct avalanche a = avalanche_of(rivals()[rival].hash, avalanche_lens[i]);
            printf(" %.2f / %.1f / %.1f / %.1f |", 100 * a.mean, 100 * a.worst, 100 * a.worst_low,
                   100 * a.worst_top);
        }
        printf("\n");
    }
    printf("\n");
}

/* ---- (c) Real-looking keys ---- */

enum { SPREAD_KEYS = 100000, SPREAD_SEEDS = 8, B_MIN = 8, B_MAX = 16 };

struct spread {
    int tests, small; /* chances computed, and those under 1 in 1,000 */
    double least_buckets, least_tophash, least_joint;
    size_t longest; /* in the array that a map of so many keys has */
};

static double noted(struct spread *spread, double p)
{
    spread->tests++;
    spread->small += p < 0.001;
    return p;
}

static struct spread spread_of(const struct key_set *set, th_hash hash)
{
    struct spread spread = {.least_buckets = 1, .least_tophash = 1, .least_joint = 1};
    for (uint64_t seed = 1; seed <= SPREAD_SEEDS; seed++) {
        uint64_t *hashes = hashes_of(set, hash, chance_mix(seed));
        for (unsigned B = B_MIN; B <= B_MAX; B++) {
            double p = noted(&spread, buckets_p(hashes, set->count, B));
            spread.least_buckets = fmin(spread.least_buckets, p);
        }
        double p = noted(&spread, tophash_p(hashes, set->count));
        spread.least_tophash = fmin(spread.least_tophash, p);
        p = noted(&spread, joint_p(hashes, set->count, 8));
        spread.least_joint = fmin(spread.least_joint, p);
        size_t longest = longest_chain(hashes, set->count, B_of(set->count));
        if (longest > spread.longest) spread.longest = longest;
        free(hashes);
    }
    return spread;
}

static void print_sets(struct spread (*results)[KEY_SET_KINDS], struct key_set *sets)
{
    printf("| keys | buckets | tophash | both | longest chain |\n|---|---|---|---|---|\n");
    for (int kind = 0; kind < KEY_SET_KINDS; kind++) {
        struct spread s = results[RIVAL_MAP][kind];
        printf("| %s | %.4f | %.4f | %.4f | %zu |\n", sets[kind].name, s.least_buckets,
               s.least_tophash, s.least_joint, s.longest);
    }
}

static void print_rivals(struct spread (*results)[KEY_SET_KINDS], struct key_set *sets)
{
    printf(
        "\n| hash | p under 0.001 (by chance 1.2) | least p | of | longest chain (likely %zu) |\n",
        likely_longest_chain(SPREAD_KEYS, B_of(SPREAD_KEYS), SPREAD_SEEDS * KEY_SET_KINDS));
    printf("|---|---|---|---|---|\n");
    for (int rival = 0; rival < RIVAL_COUNT; rival++) {
        int tests = 0, small = 0, worst = 0;
        double least = 1;
        size_t longest = 0;
        for (int kind = 0; kind < KEY_SET_KINDS; kind++) {
            struct spread s = results[rival][kind];
            tests += s.tests;
            small += s.small;
            double p = fmin(s.least_buckets, fmin(s.least_tophash, s.least_joint));
            if (p < least) worst = kind;
            least = fmin(least, p);
            if (s.longest > longest) longest = s.longest;
        }
        printf("| %s | %d of %d | %.2g | %s | %zu |\n", rivals()[rival].name, small, tests, least,
               sets[worst].name, longest);
    }
}

void study_spread(void)
{
    static struct spread results[RIVAL_COUNT][KEY_SET_KINDS];
    struct key_set sets[KEY_SET_KINDS];
    for (int kind = 0; kind < KEY_SET_KINDS; kind++) {
        sets[kind] = key_set_make((enum key_set_kind)kind, SPREAD_KEYS);
        for (int rival = 0; rival < RIVAL_COUNT; rival++)
            results[rival][kind] = spread_of(&sets[kind], rivals()[rival].hash);
    }
    unsigned B = B_of(SPREAD_KEYS);
    printf("## (c) Spread: %d keys of each kind, %d seeds\n\n", SPREAD_KEYS, SPREAD_SEEDS);
    printf("Least two-sided p of chi-square over the seeds: buckets (the low B bits, B = %d to %d:"
           " %d values),\ntophash and both together (%d values each); the longest chain at B = %u,"
           " where %zu is likely.\n\n",
           B_MIN, B_MAX, SPREAD_SEEDS * (B_MAX - B_MIN + 1), SPREAD_SEEDS, B,
           likely_longest_chain(SPREAD_KEYS, B, SPREAD_SEEDS));
    print_sets(results, sets);
    print_rivals(results, sets);
    printf("\n");
    for (int kind = 0; kind < KEY_SET_KINDS; kind++)
        key_set_free(&sets[kind]);
}
