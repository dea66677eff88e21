/* hash_spread_test.c - real-looking keys fall evenly into buckets and tophashes.
 *
 * Keys and seeds are fixed, so nothing here is left to chance: a failure means that the hash, or
 * what the map takes from it, has changed. */
#include <stdlib.h>

#include "core/hash.h"
#include "tests/bench/hash_stats.h"
#include "tests/bench/key_sets.h"
#include "tests/bench/rival_hashes.h"
#include "tests/support/chance.h"
#include "tests/support/testing.h"

enum { KEYS = 20000, SEEDS = 4 };

/* Of the 392 values below, a fair hash has its least near 1/392; one under a millionth comes once
 * in 2,500 choices of the seeds. */
static const double least_p = 1e-6;

static void say_where(const char *what, const struct key_set *set, uint64_t seed, double p)
{
    if (p < least_p) print_error("%s, %s, seed %d: p is %g\n", set->name, what, (int)seed, p);
    assert_true(p >= least_p);
}

static void each_kind_of_keys_spreads_evenly(void **state)
{
    (void)state;
    for (int kind = 0; kind < KEY_SET_KINDS; kind++) {
        struct key_set set = key_set_make((enum key_set_kind)kind, KEYS);
        for (uint64_t seed = 1; seed <= SEEDS; seed++) {
            uint64_t *hashes = hashes_of(&set, th_hash_default(), chance_mix(seed));
            for (unsigned B = 8; B <= 12; B++)
                say_where("buckets", &set, seed, buckets_p(hashes, KEYS, B));
            say_where("tophash", &set, seed, tophash_p(hashes, KEYS));
            say_where("both", &set, seed, joint_p(hashes, KEYS, 6));
            assert_in_range(longest_chain(hashes, KEYS, 12), 13, 26); /* 15 to 19 are likely */
            free(hashes);
        }
        key_set_free(&set);
    }
}

/* Method: the same measure on a hash known to be uneven, and on numbers in their order. */
static void an_uneven_hash_is_found_out(void **state)
{
    (void)state;
    struct key_set set = key_set_make(KEYS_NUMBERED, KEYS);
    uint64_t *hashes = hashes_of(&set, rivals()[RIVAL_FNV].hash, 1);
    assert_true(tophash_p(hashes, KEYS) < least_p);
    assert_true(joint_p(hashes, KEYS, 6) < least_p);
    for (size_t i = 0; i < KEYS; i++)
        hashes[i] = i; /* too even is no better */
    assert_true(buckets_p(hashes, KEYS, 8) < least_p);
    free(hashes);
    key_set_free(&set);
}

/* Method: the cube root's chances against a table of chi-square: 124.342 of 100 degrees is exceeded
 * once in 20 (twice that here: both tails), 1118.948 of 1000 once in 200. */
static void chances_are_those_of_the_table(void **state)
{
    (void)state;
    assert_true(chi_square_p(124.342, 100) > 0.099 && chi_square_p(124.342, 100) < 0.101);
    assert_true(chi_square_p(1118.948, 1000) > 0.0099 && chi_square_p(1118.948, 1000) < 0.0101);
    assert_int_equal(likely_longest_chain(1, 8, 1), 1);
    assert_int_equal(likely_longest_chain(64, 0, 1), 64); /* about: Poisson's median of 64 */
}

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* Method: their SipHashes, sorted. A key that is there twice would look like an uneven hash. */
static void no_kind_has_a_key_twice(void **state)
{
    (void)state;
    enum { MANY = 100000 };
    for (int kind = 0; kind < KEY_SET_KINDS; kind++) {
        struct key_set set = key_set_make((enum key_set_kind)kind, MANY);
        uint64_t *hashes = hashes_of(&set, rivals()[RIVAL_SIPHASH_24].hash, 1);
        qsort(hashes, MANY, sizeof *hashes, by_value);
        for (size_t i = 1; i < MANY; i++)
            assert_int_not_equal(hashes[i - 1], hashes[i]);
        free(hashes);
        key_set_free(&set);
    }
}

static void the_rivals_give_their_published_values(void **state)
{
    (void)state;
    assert_true(rivals_are_right());
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_kind_of_keys_spreads_evenly),
        cmocka_unit_test(an_uneven_hash_is_found_out),
        cmocka_unit_test(chances_are_those_of_the_table),
        cmocka_unit_test(no_kind_has_a_key_twice),
        cmocka_unit_test(the_rivals_give_their_published_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
