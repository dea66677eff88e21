/* map_assign_test.c - storing an entry: where it goes, and when the map grows for it. */
#include <string.h>

#include "tests/support/event_recorder.h"
#include "tests/support/snapshots.h"
#include "tests/support/test_map.h"
#include "tests/support/testing.h"

/* Key number serial of bucket 1, in a map of two buckets. Its tophash is 0x20 + serial. */
static th_key in_bucket_1(uint32_t serial)
{
    return key_spelling(hash_with((uint8_t)(0x20 + serial), 1), serial);
}

static uint8_t top_at(const th_map *map, size_t depth, unsigned slot)
{
    th_snapshot *seen = look(map);
    const th_snapshot_bucket *bucket = bucket_in(&seen->buckets, 1, depth);
    uint8_t top = bucket == NULL ? 0xff : bucket->tophash[slot];
    th_snapshot_free(seen);
    return top;
}

/* Method: each value is unlike its neighbours in every byte; odd sizes are among them. */
static void values_of_every_size_are_kept_to_the_byte(void **state)
{
    (void)state;
    for (size_t size = 0; size <= TH_VALUE_SIZE_MAX; size++) {
        th_map *map;
        uint8_t value[TH_VALUE_SIZE_MAX + 1];
        th_map_options options = {.value_size = size, .is_seeded = true};
        assert_int_equal(th_map_make(&options, &map), TH_OK);
        for (uint32_t key = 0; key < 200; key++) { /* also through growth */
            memset(value, (int)(key + 1), sizeof value);
            assert_int_equal(th_map_put(map, key_numbered(key % 100), value), TH_OK);
        }
        for (uint32_t key = 0; key < 100; key++) {
            memset(value, (int)(key + 101), sizeof value);
            assert_memory_equal(th_map_get(map, key_numbered(key)), value, size);
        }
        th_map_free(map);
    }
}

static void an_overwrite_keeps_the_first_bytes_of_the_key(void **state)
{
    struct test_map test;
    th_cursor cursor;
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 0});
    th_key first = key_spelling(1, 1), second = key_spelling(1, 1);
    put(test.map, first, 1);
    put(test.map, second, 2);
    assert_int_equal(th_map_len(test.map), 1);
    assert_holds(test.map, first, 2);
    th_cursor_open(test.map, &cursor);
    assert_true(th_cursor_next(&cursor));
    assert_ptr_equal(cursor.key.bytes, first.bytes);
    th_cursor_close(&cursor);
    test_map_free(&test);
}

/* Fact 19. */
static void the_first_empty_slot_is_taken(void **state)
{
    struct test_map test;
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 9});
    for (uint32_t serial = 0; serial < 6; serial++)
        put(test.map, in_bucket_1(serial), serial);
    assert_true(th_map_delete(test.map, in_bucket_1(1)));
    assert_true(th_map_delete(test.map, in_bucket_1(3)));
    assert_int_equal(top_at(test.map, 0, 1), 1);

    put(test.map, in_bucket_1(5), 55); /* it stands behind the empty slots: an overwrite */
    assert_int_equal(th_map_len(test.map), 4);
    assert_int_equal(top_at(test.map, 0, 1), 1);
    put(test.map, in_bucket_1(9), 9);
    assert_int_equal(top_at(test.map, 0, 1), 0x29);
    put(test.map, in_bucket_1(10), 10);
    assert_int_equal(top_at(test.map, 0, 3), 0x2a);
    put(test.map, in_bucket_1(11), 11);
    assert_int_equal(top_at(test.map, 0, 6), 0x2b);
    assert_holds(test.map, in_bucket_1(5), 55);
    test_map_free(&test);
}

static void a_full_chain_gets_one_overflow_bucket_at_its_end(void **state)
{
    struct test_map test;
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 14}); /* B = 2 */
    for (uint32_t serial = 0; serial < 16; serial++)
        put(test.map, key_spelling(hash_with((uint8_t)(0x20 + serial), 1), serial), serial);
    th_snapshot *seen = look(test.map);
    assert_int_equal(seen->noverflow, 1);
    assert_int_equal(overflow_count(&seen->buckets), 1);
    th_snapshot_free(seen);
    put(test.map, key_spelling(hash_with(0x30, 1), 16), 16);
    assert_int_equal(top_at(test.map, 2, 0), 0x30);
    assert_int_equal(top_at(test.map, 2, 1), 0);
    assert_int_equal(top_at(test.map, 3, 0), 0xff);
    for (uint32_t serial = 0; serial < 17; serial++)
        assert_holds(test.map, key_spelling(hash_with((uint8_t)(0x20 + serial), 1), serial),
                     serial);
    test_map_free(&test);
}

/* ---- Growth: rule P2, facts 8 to 13 ---- */

static void puts_9_14_27_53_105_209_double(void **state)
{
    struct test_map test;
    struct event_recorder recorder;
    uint32_t doublings[8] = {0};
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 0});
    event_recorder_set_up(&recorder);
    th_map_observe(test.map, &recorder.observer);
    for (uint32_t number = 1; number <= 400; number++) {
        event_recorder_forget(&recorder);
        put(test.map, key_of_many(number), number);
        const struct recorded_event *start = told(&recorder, TH_EVENT_GROW_START, 0);
        if (start == NULL) continue;
        assert_int_equal(start->after.B, start->before.B + 1);
        assert_int_equal(start->before.count, number - 1); /* before the key is stored (11) */
        doublings[start->after.B] = number;
    }
    const uint32_t expected[] = {0, 9, 14, 27, 53, 105, 209};
    for (unsigned B = 1; B < COUNT_OF(expected); B++)
        assert_int_equal(doublings[B], expected[B]);
    event_recorder_free(&recorder);
    test_map_free(&test);
}

static void nothing_but_a_new_key_starts_a_growth(void **state)
{
    struct test_map test;
    th_cursor cursor;
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 0});
    put_many(test.map, 0, 104);
    put_many(test.map, 0, 104); /* overwrites at the limit */
    assert_holds(test.map, key_of_many(1), 1);
    assert_lacks(test.map, key_of_many(104));
    assert_false(th_map_delete(test.map, key_of_many(104)));
    th_cursor_open(test.map, &cursor);
    while (th_cursor_next(&cursor))
        continue;
    th_snapshot *seen = look(test.map);
    assert_int_equal(seen->B, 4);
    assert_int_equal(seen->oldbuckets.chain_count, 0);
    th_snapshot_free(seen);
    put(test.map, key_of_many(104), 104);
    seen = look(test.map);
    assert_int_equal(seen->B, 5);
    assert_int_equal(seen->oldbuckets.chain_count, 16);
    th_snapshot_free(seen);
    test_map_free(&test);
}

static void as_many_overflow_buckets_as_buckets_grow_at_the_same_size(void **state)
{
    struct test_map test;
    struct event_recorder recorder;
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 53}); /* B = 4 */
    for (uint64_t bucket = 0; bucket < 16; bucket++)
        give_overflow(test.map, bucket);
    th_snapshot *seen = look(test.map);
    assert_int_equal(seen->noverflow, 16);
    assert_int_equal(overflow_count(&seen->buckets), 16);
    assert_int_equal(seen->oldbuckets.chain_count, 0);
    th_snapshot_free(seen);

    event_recorder_set_up(&recorder);
    th_map_observe(test.map, &recorder.observer);
    put_in_bucket(test.map, 2, 99, 1);
    const struct recorded_event *start = told(&recorder, TH_EVENT_GROW_START, 0);
    assert_non_null(start);
    assert_int_equal(start->after.B, 4);
    assert_int_equal(start->after.flags & 8, 8);
    assert_int_equal(told(&recorder, TH_EVENT_GROWTH_CHECKED, 0)->event.after, TH_GROWTH_SAME_SIZE);
    seen = look(test.map);
    assert_int_equal(seen->oldbuckets.chain_count, 16);
    assert_int_equal(seen->noverflow, overflow_count(&seen->buckets));
    th_snapshot_free(seen);
    event_recorder_free(&recorder);
    test_map_free(&test);
}

/* B = 2 with as many overflow buckets as buckets, and count entries: at least 12. */
static void make_with_4_overflow_buckets(struct test_map *test, uint32_t count)
{
    test_map_make(test, (th_map_options){.hint = 14});
    for (uint64_t bucket = 0; bucket < 3; bucket++)
        give_overflow(test->map, bucket);
    put_in_bucket(test->map, 0, 100, count - 12);
    put_in_bucket(test->map, 3, 0, 9);
    th_snapshot *seen = look(test->map);
    assert_int_equal(seen->B, 2);
    assert_int_equal(seen->count, count);
    assert_int_equal(seen->noverflow, 4);
    assert_int_equal(seen->oldbuckets.chain_count, 0);
    th_snapshot_free(seen);
}

/* Fact 9. */
static void over_both_limits_a_map_doubles(void **state)
{
    (void)state;
    for (uint32_t count = 25; count <= 26; count++) {
        struct test_map test;
        make_with_4_overflow_buckets(&test, count);
        put_in_bucket(test.map, 3, 50, 1);
        th_snapshot *seen = look(test.map);
        assert_int_equal(seen->B, count == 26 ? 3 : 2);
        assert_int_equal(seen->flags & 8, count == 26 ? 0 : 8);
        th_snapshot_free(seen);
        test_map_free(&test);
    }
}

/* Fact 13. */
static void while_it_grows_a_map_may_go_over_its_load(void **state)
{
    struct test_map test;
    (void)state;
    make_with_4_overflow_buckets(&test, 25);
    put_in_bucket(test.map, 0, 200, 1); /* 26: starts to grow at the same size; evacuates 0 and 1 */
    put_in_bucket(test.map, 0, 201, 1); /* 27: over the load; evacuates 2 */
    th_snapshot *seen = look(test.map);
    assert_int_equal(seen->B, 2);
    assert_int_equal(seen->nevacuate, 3);
    th_snapshot_free(seen);
    put_in_bucket(test.map, 0, 202, 1); /* 28: evacuates 3, and starts to double itself */
    seen = look(test.map);
    assert_int_equal(seen->B, 3);
    assert_int_equal(seen->oldbuckets.chain_count, 4);
    th_snapshot_free(seen);
    test_map_free(&test);
}

/* Cost: while the map grows a put evacuates at most two old buckets, an overwrite too. */
static void a_put_evacuates_two_old_buckets_at_most(void **state)
{
    struct test_map test;
    struct event_recorder recorder;
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 832});
    put_many(test.map, 0, 832);
    event_recorder_set_up(&recorder);
    th_map_observe(test.map, &recorder.observer);
    unsigned growing = 0;
    for (uint32_t number = 832; number < 900; number++) {
        event_recorder_forget(&recorder);
        put(test.map, key_of_many(number % 2 ? number : 100 + number), 1);
        size_t evacuated = told_count(&recorder, TH_EVENT_EVACUATE_START);
        assert_true(evacuated <= 2);
        growing += evacuated > 0;
    }
    assert_true(growing >= 64);
    event_recorder_free(&recorder);
    test_map_free(&test);
}

/* Rule P3. Method: the put that ends one growth should start the next; its array cannot be had. */
static void a_growth_without_memory_is_put_off_once_work_is_done(void **state)
{
    struct test_map test;
    (void)state;
    make_with_4_overflow_buckets(&test, 25);
    put_in_bucket(test.map, 0, 200, 2);
    test.memory.limit_bytes = test.memory.held_bytes + 300; /* an overflow bucket, but no array */
    put_in_bucket(test.map, 0, 202, 1);
    th_snapshot *seen = look(test.map);
    assert_int_equal(seen->count, 28);
    assert_int_equal(seen->B, 2);
    assert_int_equal(seen->oldbuckets.chain_count, 0);
    assert_int_equal(test.memory.failures, 1);

    uint64_t value = 0;
    assert_int_equal(th_map_put(test.map, key_in_bucket(0, 203), &value), TH_NO_MEMORY);
    th_snapshot *after = look(test.map);
    assert_same_snapshot(seen, after, "a put that could not start to grow");
    th_snapshot_free(after);
    th_snapshot_free(seen);

    test.memory.limit_bytes = 0;
    put_in_bucket(test.map, 0, 203, 1);
    seen = look(test.map);
    assert_int_equal(seen->B, 3);
    th_snapshot_free(seen);
    test_map_free(&test);
}

/* B = 3 after doubling: old buckets 0 and 1 are evacuated, 2 and 3 not. Old bucket 2 has a chain of
 * two; one spare is left, and there is no stock. */
static void make_short_of_memory(struct test_map *test)
{
    test_map_make(test, (th_map_options){.hint = 26});
    put_in_bucket(test->map, 1, 0, 13);
    put_in_bucket(test->map, 2, 0, 12);
    put_in_bucket(test->map, 3, 0, 1);
    put_in_bucket(test->map, 0, 0, 1);
    th_snapshot *seen = look(test->map);
    assert_int_equal(seen->nevacuate, 2);
    assert_int_equal(seen->noverflow, 1);
    th_snapshot_free(seen);
    test->memory.limit_bytes = 1;
}

/* Rule P1. Method: an overwrite needs no memory itself, but its old bucket's evacuation might. */
static void a_put_whose_evacuation_might_fail_fails_before_it(void **state)
{
    struct test_map test;
    uint64_t value = 9;
    (void)state;
    make_short_of_memory(&test);
    th_snapshot *before = look(test.map);
    assert_int_equal(th_map_put(test.map, key_in_bucket(2, 0), &value), TH_NO_MEMORY);
    th_snapshot *after = look(test.map);
    assert_same_snapshot(before, after, "a put without memory");
    th_snapshot_free(before);
    th_snapshot_free(after);
    test.memory.limit_bytes = 0;
    put(test.map, key_in_bucket(2, 0), 9);
    assert_holds(test.map, key_in_bucket(2, 0), 9);
    test_map_free(&test);
}

/* The second of a write's two evacuations is put off, and the write succeeds. */
static void the_evacuation_at_nevacuate_can_wait(void **state)
{
    struct test_map test;
    (void)state;
    make_short_of_memory(&test);
    put(test.map, key_in_bucket(3, 0), 9);
    th_snapshot *seen = look(test.map);
    assert_int_equal(seen->nevacuate, 2);
    assert_int_equal(bucket_in(&seen->oldbuckets, 2, 0)->tophash[0], 5);
    assert_in_range(bucket_in(&seen->oldbuckets, 3, 0)->tophash[0], 2, 4);
    th_snapshot_free(seen);
    assert_holds(test.map, key_in_bucket(3, 0), 9);
    test.memory.limit_bytes = 0;
    put(test.map, key_in_bucket(3, 0), 10);
    seen = look(test.map);
    assert_int_equal(seen->oldbuckets.chain_count, 0);
    th_snapshot_free(seen);
    test_map_free(&test);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_of_every_size_are_kept_to_the_byte),
        cmocka_unit_test(an_overwrite_keeps_the_first_bytes_of_the_key),
        cmocka_unit_test(the_first_empty_slot_is_taken),
        cmocka_unit_test(a_full_chain_gets_one_overflow_bucket_at_its_end),
        cmocka_unit_test(puts_9_14_27_53_105_209_double),
        cmocka_unit_test(nothing_but_a_new_key_starts_a_growth),
        cmocka_unit_test(as_many_overflow_buckets_as_buckets_grow_at_the_same_size),
        cmocka_unit_test(over_both_limits_a_map_doubles),
        cmocka_unit_test(while_it_grows_a_map_may_go_over_its_load),
        cmocka_unit_test(a_put_evacuates_two_old_buckets_at_most),
        cmocka_unit_test(a_growth_without_memory_is_put_off_once_work_is_done),
        cmocka_unit_test(a_put_whose_evacuation_might_fail_fails_before_it),
        cmocka_unit_test(the_evacuation_at_nevacuate_can_wait),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
