/* bucket_test.c - overflow buckets: where they come from, who counts them, who gives them back. */
#include "tests/support/event_recorder.h"
#include "tests/support/snapshots.h"
#include "tests/support/test_map.h"
#include "tests/support/testing.h"

/* Address of the depth-th overflow bucket of bucket 1, through the chain. 8-byte values. */
static uint64_t overflow_address(const th_map *map, size_t depth)
{
    th_snapshot *seen = look(map);
    uint64_t address = seen->buckets.address + 208;
    th_snapshot_free(seen);
    while (depth-- > 0)
        address = *(const uint64_t *)(uintptr_t)(address + 200);
    return address;
}

/* Rule B1 and fact 7. */
static void stock_comes_first_in_address_order_then_memory(void **state)
{
    struct test_map test;
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 53}); /* B = 4: a stock of 3 */
    th_snapshot *seen = look(test.map);
    uint64_t stock = seen->buckets.address + 16 * 208;
    assert_int_equal(seen->stock_address, stock);
    th_snapshot_free(seen);
    for (uint32_t overflow = 1; overflow <= 6; overflow++) {
        size_t blocks = test.memory.held_blocks;
        put_in_bucket(test.map, 1, overflow == 1 ? 0 : 8 * overflow - 7, overflow == 1 ? 9 : 8);
        seen = look(test.map);
        assert_int_equal(seen->noverflow, overflow);
        assert_int_equal(seen->stock_left, overflow < 3 ? 3 - overflow : 0);
        assert_int_equal(seen->stock_address, overflow < 3 ? stock + overflow * 208 : 0);
        assert_int_equal(test.memory.held_blocks - blocks, overflow > 3);
        th_snapshot_free(seen);
        uint64_t address = overflow_address(test.map, overflow);
        if (overflow <= 3) assert_int_equal(address, stock + (overflow - 1) * 208);
        assert_int_equal(*(const uint64_t *)(uintptr_t)(address + 200), 0); /* no sentinel left */
    }
    test_map_free(&test);
}

/* The spares: a growth reserves them, and what it did not need goes when it is over. */
static void what_a_growth_reserved_goes_when_it_is_over(void **state)
{
    struct test_map test;
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 26}); /* B = 2 */
    put_in_bucket(test.map, 1, 0, 26);
    put_in_bucket(test.map, 1, 26, 1); /* doubles: 3 are linked in B = 3, which has no stock */
    assert_int_equal(test.memory.held_blocks, 1 + 2 + 3 + 3 + 1); /* map, arrays, old, new, spare */
    put_in_bucket(test.map, 1, 27, 2); /* old 2 and 3 are evacuated: it is over */
    assert_int_equal(test.memory.held_blocks, 1 + 1 + 3);
    th_snapshot *seen = look(test.map);
    assert_int_equal(seen->oldbuckets.chain_count, 0);
    assert_int_equal(seen->noverflow, 3);
    th_snapshot_free(seen);
    test_map_free(&test);
}

/* Fact 10: at every moment noverflow is the number of overflow buckets in the chains. */
static void noverflow_is_exact_below_B_16(void **state)
{
    struct test_map test;
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 0});
    for (uint32_t i = 0; i < 2000 / rules_step(); i++) {
        put(test.map, key_spelling(hash_with((uint8_t)i, i % 7 * 3), i), i);
        if (i % 3 == 2)
            th_map_delete(test.map,
                          key_spelling(hash_with((uint8_t)(i - 1), (i - 1) % 7 * 3), i - 1));
        th_snapshot *seen = look(test.map);
        assert_int_equal(seen->noverflow, overflow_count(&seen->buckets));
        th_snapshot_free(seen);
    }
    test_map_free(&test);
}

/* From B = 16 on one in 2^(B-15) is counted. Method: 4,000 overflow buckets; the seed is given. The
 * bounds are eight deviations wide. */
static void noverflow_is_a_sample_from_B_16_on(void **state)
{
    enum { COUNT = 4000, DEVIATIONS = 8 * 32 };
    (void)state;
    SKIP_UNDER_RULES(); /* too large to be checked that often */
    for (unsigned B = 15; B <= 16; B++) {
        struct test_map test;
        test_map_make(&test, (th_map_options){.hint = (int64_t)13 << B >> 1});
        for (uint32_t bucket = 0; bucket < COUNT; bucket++)
            put_in_bucket(test.map, bucket, 0, 9);
        th_snapshot *seen = look(test.map);
        assert_int_equal(seen->B, B);
        assert_int_equal(overflow_count(&seen->buckets), COUNT);
        if (B == 15) assert_int_equal(seen->noverflow, COUNT);
        if (B == 16) {
            assert_in_range(seen->noverflow, COUNT / 2 - DEVIATIONS, COUNT / 2 + DEVIATIONS);
        }
        th_snapshot_free(seen);
        test_map_free(&test);
    }
}

/* Rule B2. Method: overflow buckets from memory come and go with arrays; all must come back. */
static void every_overflow_bucket_is_given_back_once(void **state)
{
    struct test_map test;
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 27}); /* B = 3, no stock */
    for (unsigned round = 0; round < 5; round++) {
        put_in_bucket(test.map, round, 0, 41);
        assert_int_equal(test.memory.held_blocks, 2 + 5);
        th_map_clear(test.map);
        assert_int_equal(test.memory.held_blocks, 2);
    }
    for (uint64_t bucket = 0; bucket < 8; bucket++)
        give_overflow(test.map, bucket);
    assert_int_equal(test.memory.held_blocks, 2 + 8);
    for (uint32_t i = 0; i < 8; i++) /* grows at the same size, to the end */
        put_in_bucket(test.map, 7, 50 + i % 2, 1);
    th_snapshot *seen = look(test.map);
    assert_int_equal(overflow_count(&seen->buckets), 0);
    th_snapshot_free(seen);
    assert_true(test.memory.held_blocks <= 2 + 2); /* what was reserved and not needed */
    test_map_free(&test);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stock_comes_first_in_address_order_then_memory),
        cmocka_unit_test(what_a_growth_reserved_goes_when_it_is_over),
        cmocka_unit_test(noverflow_is_exact_below_B_16),
        cmocka_unit_test(noverflow_is_a_sample_from_B_16_on),
        cmocka_unit_test(every_overflow_bucket_is_given_back_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
