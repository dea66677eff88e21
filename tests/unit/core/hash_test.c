/* hash_test.c - where a key's 64 bits come from. */
#include "core/hash.h"

#include <string.h>

#include "tests/support/keys.h"
#include "tests/support/testing.h"

static uint64_t hash_of(th_hash hash, uint64_t seed, th_key key)
{
    return hash.hash(hash.context, seed, key);
}

/* Method: 65,536 numbered keys, each seed alone; a fair hash puts about 256 in each of 256 boxes.
 * The bounds are eight deviations wide. */
static void both_ends_of_the_default_hash_are_even(void **state)
{
    th_hash hash = th_hash_default();
    (void)state;
    for (uint64_t seed = 0; seed < 4; seed++) {
        unsigned low[256] = {0}, top[256] = {0};
        for (uint32_t number = 0; number < 65536; number++) {
            char text[8] = {(char)number, (char)(number >> 8)};
            uint64_t bits = hash_of(hash, seed, (th_key){text, sizeof text});
            low[bits & 255]++;
            top[bits >> 56]++;
        }
        for (unsigned box = 0; box < 256; box++) {
            assert_in_range(low[box], 128, 384);
            assert_in_range(top[box], 128, 384);
        }
    }
}

static void a_seed_changes_the_hash_in_both_ends(void **state)
{
    th_hash hash = th_hash_default();
    unsigned same_low = 0, same_top = 0;
    (void)state;
    for (uint64_t seed = 0; seed < 1000; seed++) {
        uint64_t a = hash_of(hash, seed, th_key_of("key_1"));
        uint64_t b = hash_of(hash, seed + 1, th_key_of("key_1"));
        uint64_t c = hash_of(hash, seed | (uint64_t)1 << 40, th_key_of("key_1"));
        assert_int_not_equal(a, b);
        assert_int_not_equal(a, c);
        same_low += (a & 255) == (b & 255);
        same_top += a >> 56 == b >> 56;
    }
    assert_true(same_low < 30 && same_top < 30); /* about 4 of each */
}

static void equal_bytes_hash_alike_wherever_they_lie(void **state)
{
    th_hash hash = th_hash_default();
    (void)state;
    for (size_t len = 0; len < 600; len++) {
        char bytes[601];
        for (size_t i = 0; i <= len; i++)
            bytes[i] = (char)(i * 7);
        th_key a = {bytes, len}, b = key_copy((th_key){bytes + 0, len});
        assert_int_equal(hash_of(hash, 9, a), hash_of(hash, 9, b));
        if (len == 0) continue;
        assert_int_not_equal(hash_of(hash, 9, a), hash_of(hash, 9, (th_key){bytes, len - 1}));
        bytes[len - 1] ^= 1;
        assert_int_not_equal(hash_of(hash, 9, a), hash_of(hash, 9, b));
    }
    assert_int_equal(hash_of(hash, 9, (th_key){NULL, 0}), hash_of(hash, 9, (th_key){"x", 0}));
}

/* Method: the last entry of a map goes, which gives it another seed. */
static void a_map_tells_the_hash_that_it_uses_now(void **state)
{
    th_map_options options = {.is_seeded = true, .seed = 7};
    th_hash hash = th_hash_default();
    th_key key = th_key_of("key_1");
    th_map *map;
    (void)state;
    assert_int_equal(th_map_make(&options, &map), TH_OK);
    assert_int_equal(th_map_hash(map, key), hash.hash(hash.context, 7, key));
    assert_int_equal(th_map_put(map, key, NULL), TH_OK);
    assert_true(th_map_delete(map, key));
    assert_int_not_equal(th_map_hash(map, key), hash.hash(hash.context, 7, key));
    assert_int_equal(th_map_hash(NULL, key), 0);
    th_map_free(map);
}

/* A map hashes short keys itself, and calls for long ones: there is one hash nevertheless. */
static void a_map_hashes_every_length_as_the_hash_does(void **state)
{
    th_map_options options = {.is_seeded = true, .seed = 0x8000000100000007};
    th_hash hash = th_hash_default();
    char bytes[300];
    th_map *map;
    (void)state;
    memset(bytes, 'x', sizeof bytes);
    assert_int_equal(th_map_make(&options, &map), TH_OK);
    for (size_t len = 0; len <= sizeof bytes; len++) {
        th_key key = {bytes, len};
        assert_int_equal(th_map_hash(map, key), hash_of(hash, options.seed, key));
    }
    th_map_free(map);
}

static void a_forced_key_has_its_hash_whatever_the_seed(void **state)
{
    (void)state;
    th_forced_hash *forced = th_forced_hash_make(th_hash_default());
    assert_non_null(forced);
    th_hash hash = th_forced_hash_use(forced);
    char bytes[] = "key_a";
    assert_int_equal(th_forced_hash_set(forced, th_key_of(bytes), 0x0100000000000003), TH_OK);
    bytes[4] = 'b'; /* the bytes were copied */
    assert_int_equal(th_forced_hash_set(forced, th_key_of(bytes), UINT64_MAX), TH_OK);
    assert_int_equal(th_forced_hash_set(forced, (th_key){NULL, 0}, 42), TH_OK);
    for (uint64_t seed = 0; seed < 3; seed++) {
        assert_int_equal(hash_of(hash, seed, th_key_of("key_a")), 0x0100000000000003);
        assert_int_equal(hash_of(hash, seed, th_key_of("key_b")), UINT64_MAX);
        assert_int_equal(hash_of(hash, seed, th_key_of("")), 42);
    }
    assert_int_equal(th_forced_hash_set(forced, th_key_of("key_a"), 5), TH_OK);
    assert_int_equal(hash_of(hash, 0, th_key_of("key_a")), 5);
    th_forced_hash_free(forced);
    th_forced_hash_free(NULL);
}

static void other_keys_fall_back(void **state)
{
    struct spelled_hash spelled = {.calls = 0};
    (void)state;
    th_forced_hash *forced = th_forced_hash_make(spelled_hash_use(&spelled));
    assert_non_null(forced);
    th_hash hash = th_forced_hash_use(forced);
    assert_int_equal(th_forced_hash_set(forced, key_spelling(7, 1), 100), TH_OK);
    assert_int_equal(hash_of(hash, 0, key_spelling(7, 1)), 100);
    assert_int_equal(spelled.calls, 0);
    assert_int_equal(hash_of(hash, 0, key_spelling(7, 2)), 7);
    assert_int_equal(spelled.calls, 1);
    th_forced_hash_free(forced);

    forced = th_forced_hash_make(th_hash_default());
    assert_non_null(forced);
    hash = th_forced_hash_use(forced);
    assert_int_equal(hash_of(hash, 3, th_key_of("k")),
                     hash_of(th_hash_default(), 3, th_key_of("k")));
    th_forced_hash_free(forced);
}

static void a_table_holds_many_keys_and_serves_many_maps(void **state)
{
    th_map *maps[2];
    (void)state;
    th_forced_hash *forced = th_forced_hash_make(th_hash_default());
    assert_non_null(forced);
    for (uint32_t number = 0; number < 1000; number++) {
        assert_int_equal(th_forced_hash_set(forced, key_numbered(number), number % 3), TH_OK);
    }
    for (unsigned i = 0; i < 2; i++) {
        th_map_options options = {.hash = th_forced_hash_use(forced)};
        assert_int_equal(th_map_make(&options, &maps[i]), TH_OK);
        for (uint32_t number = 0; number < 1000; number++)
            assert_int_equal(th_map_put(maps[i], key_numbered(number), NULL), TH_OK);
        assert_int_equal(th_map_len(maps[i]), 1000);
    }
    for (unsigned i = 0; i < 2; i++) {
        assert_non_null(th_map_get(maps[i], key_numbered(999)));
        th_map_free(maps[i]);
    }
    th_forced_hash_free(forced);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_ends_of_the_default_hash_are_even),
        cmocka_unit_test(a_seed_changes_the_hash_in_both_ends),
        cmocka_unit_test(equal_bytes_hash_alike_wherever_they_lie),
        cmocka_unit_test(a_map_tells_the_hash_that_it_uses_now),
        cmocka_unit_test(a_map_hashes_every_length_as_the_hash_does),
        cmocka_unit_test(a_forced_key_has_its_hash_whatever_the_seed),
        cmocka_unit_test(other_keys_fall_back),
        cmocka_unit_test(a_table_holds_many_keys_and_serves_many_maps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
