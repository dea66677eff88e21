/* map_clear_test.c - all entries at once: what goes, what stays. */
#include <string.h>

#include "tests/support/event_recorder.h"
#include "tests/support/snapshots.h"
#include "tests/support/test_map.h"
#include "tests/support/testing.h"

/* Rule C1 and fact 22. */
static void a_map_without_entries_is_left_alone(void **state)
{
    struct test_map test;
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 14});
    give_overflow(test.map, 1);
    give_overflow(test.map, 2);
    delete_in_bucket(test.map, 1, 8, 1);
    delete_in_bucket(test.map, 2, 8, 1);
    th_snapshot *before = look(test.map);
    assert_int_equal(before->noverflow, 2);
    th_map_clear(test.map);
    th_snapshot *after = look(test.map);
    assert_same_snapshot(before, after, "cleared");
    th_snapshot_free(before);
    th_snapshot_free(after);
    test_map_free(&test);
}

static void assert_cleared(const struct test_map *test, const th_snapshot *before)
{
    th_snapshot *after = look(test->map);
    assert_int_equal(th_map_len(test->map), 0);
    assert_int_equal(after->count, 0);
    assert_int_equal(after->noverflow, 0);
    assert_int_equal(after->nevacuate, 0);
    assert_int_equal(after->B, before->B);
    assert_int_equal(after->flags, before->flags & 3);
    assert_int_not_equal(after->hash0, before->hash0);
    assert_int_equal(after->oldbuckets.chain_count, 0);
    assert_int_equal(after->buckets.address, before->buckets.address);
    assert_int_equal(after->buckets.chain_count, before->buckets.chain_count);
    assert_int_equal(overflow_count(&after->buckets), 0);
    for (size_t i = 0; i < after->buckets.chain_count; i++) {
        for (unsigned slot = 0; slot < 8; slot++)
            assert_int_equal(after->buckets.chains[i].buckets[0].tophash[slot], 0);
    }
    th_snapshot_free(after);
}

/* Rule C2 and fact 23. Method: clear in every state on the way to 400 entries, then fill again. */
static void growth_is_over_and_the_array_stays(void **state)
{
    (void)state;
    for (uint32_t count = 1; count < 400; count += 3 * rules_step()) {
        struct test_map test;
        test_map_make(&test, (th_map_options){.hint = count % 2 ? 53 : 0});
        put_many(test.map, 0, count);
        if (count % 5 == 0) set_flags(test.map, flags_of(test.map) | 3);
        th_snapshot *before = look(test.map);
        th_map_clear(test.map);
        assert_cleared(&test, before);
        th_snapshot_free(before);
        for (uint32_t number = 0; number < count; number++)
            assert_lacks(test.map, key_of_many(number));
        put_many(test.map, 0, count);
        for (uint32_t number = 0; number < count; number++)
            assert_holds(test.map, key_of_many(number), number);
        test_map_free(&test);
    }
}

static void the_stock_is_full_again(void **state)
{
    struct test_map test;
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 105}); /* B = 5: a stock of 7 */
    for (unsigned round = 0; round < 3; round++) {
        put_in_bucket(test.map, 1, 0, 8 * 10 + 1); /* 10 overflow buckets: 3 from memory */
        th_snapshot *full = look(test.map);
        assert_int_equal(full->noverflow, 10);
        assert_int_equal(full->stock_left, 0);
        assert_int_equal(test.memory.held_blocks, 2 + 3);
        th_snapshot_free(full);
        th_map_clear(test.map);
        th_snapshot *empty = look(test.map);
        assert_int_equal(empty->stock_left, 7);
        assert_int_equal(empty->stock_address, empty->buckets.address + 32 * 208);
        assert_int_equal(test.memory.held_blocks, 2); /* the overflow buckets went at once */
        th_snapshot_free(empty);
    }
    test_map_free(&test);
}

static void every_byte_of_the_buckets_is_zero(void **state)
{
    struct test_map test;
    (void)state;
    const uint8_t zero[4 * 208] = {0};
    test_map_make(&test, (th_map_options){.hint = 26});
    put_many(test.map, 0, 26);
    th_map_clear(test.map);
    th_snapshot *seen = look(test.map);
    assert_memory_equal((void *)(uintptr_t)seen->buckets.address, zero, sizeof zero);
    th_snapshot_free(seen);
    test_map_free(&test);
}

/* Guarantee M3. Method: while the map grows, with owned keys; no memory can be had. */
static void a_clear_needs_no_memory(void **state)
{
    struct test_map test;
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 104, .keys_owned = true});
    put_many(test.map, 0, 106);
    uint64_t takes = test.memory.takes;
    test.memory.limit_bytes = 1;
    th_map_clear(test.map);
    assert_int_equal(test.memory.takes, takes);
    assert_int_equal(th_map_len(test.map), 0);
    assert_int_equal(test.memory.held_blocks, 2); /* no key, no old array */
    test_map_free(&test);
}

/* Rule C3 and fact 31. Method: cursors in a main bucket, in an overflow bucket of stock and in one
 * from memory, in an old chain and in an array that growth has left, each cleared under the
 * cursor. */
static void no_cursor_yields_what_was_cleared(void **state)
{
    (void)state;
    for (uint32_t count = 20; count <= 220; count += 4 * rules_step()) {
        for (uint32_t steps = 0; steps < count; steps += 5) {
            struct test_map test;
            th_cursor cursor;
            test_map_make(&test, (th_map_options){.keys_owned = steps % 2});
            for (uint32_t number = 0; number < count; number++)
                put(test.map, key_spelling(hash_with((uint8_t)number, number % 5), number), number);
            th_cursor_open_at(test.map, &cursor, 0, 3);
            for (uint32_t step = 0; step < steps; step++)
                assert_true(th_cursor_next(&cursor));
            if (steps % 3 == 0) put_many(test.map, 1000, count); /* grows under the cursor */
            th_map_clear(test.map);
            put_many(test.map, 5000, 10);
            for (unsigned yielded = 0; th_cursor_next(&cursor); yielded++) {
                assert_true(yielded < 10);
                assert_true(*(const uint64_t *)cursor.value >= 5000);
            }
            test_map_free(&test);
        }
    }
}

/* Cost O(buckets): told in one move, whatever the count. */
static void a_clear_is_one_move(void **state)
{
    struct test_map test;
    struct event_recorder recorder;
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 104});
    put_many(test.map, 0, 105);
    event_recorder_set_up(&recorder);
    th_map_observe(test.map, &recorder.observer);
    th_map_clear(test.map);
    assert_told(&recorder,
                "op_start flags_read writing_set array_freed cleared writing_cleared op_end");
    th_map_clear(test.map);
    assert_told(&recorder, "op_start op_end");
    event_recorder_free(&recorder);
    test_map_free(&test);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_map_without_entries_is_left_alone),
        cmocka_unit_test(growth_is_over_and_the_array_stays),
        cmocka_unit_test(the_stock_is_full_again),
        cmocka_unit_test(every_byte_of_the_buckets_is_zero),
        cmocka_unit_test(a_clear_needs_no_memory),
        cmocka_unit_test(no_cursor_yields_what_was_cleared),
        cmocka_unit_test(a_clear_is_one_move),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
