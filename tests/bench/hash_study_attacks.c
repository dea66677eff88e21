/* hash_study_attacks.c - part d: keys written to fall into one bucket.
 *
 * Who knows the seed can always do that: by search, or, with XXH3, on paper. So a seed that is
 * secret must be worth something: keys written without it should fall like any others. Each row
 * counts the longest chain that such keys make in a map, over seeds that they know nothing of. */
#include <stdio.h>
#include <stdlib.h>

#include "tests/bench/hash_stats.h"
#include "tests/bench/hash_study.h"
#include "tests/bench/rival_hashes.h"
#include "tests/bench/written_keys.h"
#include "tests/support/chance.h"

enum { SEEDS = 200 };

static const uint64_t known_seed = 42;

/* ---- Chains ---- */

static int by_size(const void *a, const void *b)
{
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    return (x > y) - (x < y);
}

static size_t chain_under(const struct key_set *set, enum rival_number rival, uint64_t seed)
{
    uint64_t *hashes = hashes_of(set, rivals()[rival].hash, seed);
    size_t longest = longest_chain(hashes, set->count, B_of(set->count));
    free(hashes);
    return longest;
}

static void print_row(const struct key_set *set, enum rival_number rival)
{
    struct chance chance = {2024};
    size_t chains[SEEDS], likely = likely_longest_chain(set->count, B_of(set->count), 1);
    int broken = 0;
    for (int i = 0; i < SEEDS; i++) {
        chains[i] = chain_under(set, rival, chance_next(&chance));
        broken += chains[i] > 3 * likely;
    }
    qsort(chains, SEEDS, sizeof *chains, by_size);
    printf("| %s | %zu | %s | %zu | %zu | %zu | %.1f %% | %zu |\n", set->name, set->count,
           rivals()[rival].name, chain_under(set, rival, known_seed), chains[SEEDS / 2],
           chains[SEEDS - 1], 100.0 * broken / SEEDS, likely);
}

static void print_keys(struct key_set set, enum rival_number target)
{
    print_row(&set, target);
    if (target != RIVAL_MAP) {
        print_row(&set, RIVAL_MAP);
        print_row(&set, RIVAL_SIPHASH_13);
    }
    key_set_free(&set);
}

static void print_chains(void)
{
    printf("The longest chain, in entries, that such keys make in a map; the first two were made "
           "for seed %d.\n\n"
           "| keys | how many | hash | seed %d | %d other seeds: median | longest "
           "| over 3 x likely | likely |\n|---|---|---|---|---|---|---|---|\n",
           (int)known_seed, (int)known_seed, SEEDS);
    print_keys(keys_searched(known_seed), RIVAL_MAP);
    print_keys(keys_of_zero_product(known_seed), RIVAL_MAP);
    print_keys(keys_against_murmur(), RIVAL_MURMUR);
    print_keys(keys_against_xxh64(), RIVAL_XXH64);
    print_keys(keys_against_long_xxh3(), RIVAL_XXH3);
}

/* ---- Pairs ---- */

struct pair {
    const char *name;
    char bytes[32], change[32]; /* change: is xored */
    size_t len;
    uint64_t mask; /* the bits of the hash that are to be equal */
};

static double share_equal(const struct pair *pair, th_hash hash)
{
    enum { TRIES = 1 << 22 };
    struct chance chance = {11};
    char other[32];
    int equal = 0;
    for (size_t i = 0; i < sizeof other; i++)
        other[i] = (char)(pair->bytes[i] ^ pair->change[i]);
    for (int i = 0; i < TRIES; i++) {
        uint64_t seed = chance_next(&chance);
        uint64_t a = hash.hash(hash.context, seed, (th_key){pair->bytes, pair->len});
        uint64_t b = hash.hash(hash.context, seed, (th_key){other, pair->len});
        equal += !((a ^ b) & pair->mask);
    }
    return (double)equal / TRIES;
}

static void print_pairs(void)
{
    static const struct pair pairs[] = {
        {"32 bytes, the last 16 complemented: all 64 bits",
         "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x51\x15\x12\x10\x40\x44\0\0\0\0\0\x82\x04\0\x01\x05",
         "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"
         "\xff"
         "\xff",
         32, UINT64_MAX},
        {"8 bytes, one bit at the first product: bucket of 256 and top byte", "key_1234",
         "\xd1\x45\xc4\x62\xc5\x59\xc0\x4e", 8, 0xff000000000000ff},
    };
    printf(
        "\nTwo fixed keys: the share of seeds under which they agree, in millionths\n\n"
        "| keys, and in what | the map's | XXH3 | SipHash-1-3 | likely |\n|---|---|---|---|---|\n");
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        printf("| %s |", pairs[i].name);
        static const enum rival_number numbers[] = {RIVAL_MAP, RIVAL_XXH3, RIVAL_SIPHASH_13};
        for (int n = 0; n < 3; n++)
            printf(" %.0f |", 1e6 * share_equal(&pairs[i], rivals()[numbers[n]].hash));
        printf(" %.0f |\n", i == 0 ? 0.0 : 1e6 / 65536);
    }
}

void study_attacks(void)
{
    printf("## (d) Keys that are written to collide\n\n");
    print_chains();
    print_pairs();
    printf("\n");
}
