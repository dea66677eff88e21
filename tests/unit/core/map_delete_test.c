/* map_delete_test.c - taking an entry out: what its slot says afterwards; it never fails. */
#include <stdio.h>
#include <string.h>

#include "tests/support/chance.h"
#include "tests/support/event_recorder.h"
#include "tests/support/snapshots.h"
#include "tests/support/test_map.h"
#include "tests/support/testing.h"

/* The tophashes of a chain as text: 'L' for a live slot, else the mark; '|' between buckets. */
static void assert_chain(const th_map *map, uint64_t bucket, const char *expected)
{
    char said[200];
    size_t len = 0;
    th_snapshot *seen = look(map);
    for (size_t depth = 0; bucket_in(&seen->buckets, bucket, depth) != NULL; depth++) {
        if (depth > 0) said[len++] = '|';
        for (unsigned slot = 0; slot < 8; slot++) {
            uint8_t top = bucket_in(&seen->buckets, bucket, depth)->tophash[slot];
            said[len++] = top >= 5 ? 'L' : (char)('0' + top);
        }
    }
    said[len] = '\0';
    th_snapshot_free(seen);
    assert_string_equal(said, expected);
}

/* Rule D1 and fact 20. */
static void a_deleted_slot_says_whether_anything_comes_behind(void **state)
{
    struct test_map test;
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 14});
    put_in_bucket(test.map, 1, 0, 6);
    delete_in_bucket(test.map, 1, 2, 1);
    assert_chain(test.map, 1, "LL1LLL00");
    delete_in_bucket(test.map, 1, 4, 1);
    assert_chain(test.map, 1, "LL1L1L00");
    delete_in_bucket(test.map, 1, 5, 1);
    assert_chain(test.map, 1, "LL1L0000");
    delete_in_bucket(test.map, 1, 3, 1);
    assert_chain(test.map, 1, "LL000000");
    delete_in_bucket(test.map, 1, 0, 1);
    assert_chain(test.map, 1, "1L000000");
    delete_in_bucket(test.map, 1, 1, 1);
    assert_chain(test.map, 1, "00000000");
    test_map_free(&test);
}

/* Rules D1 and D2, through a chain of three. */
static void rest_is_carried_back_through_the_chain(void **state)
{
    struct test_map test;
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 14});
    put_in_bucket(test.map, 1, 0, 18);
    assert_chain(test.map, 1, "LLLLLLLL|LLLLLLLL|LL000000");
    delete_in_bucket(test.map, 1, 7, 9);
    assert_chain(test.map, 1, "LLLLLLL1|11111111|LL000000");
    delete_in_bucket(test.map, 1, 16, 1);
    assert_chain(test.map, 1, "LLLLLLL1|11111111|1L000000");
    delete_in_bucket(test.map, 1, 17, 1);
    assert_chain(test.map, 1, "LLLLLLL0|00000000|00000000");
    delete_in_bucket(test.map, 1, 0, 7);
    assert_chain(test.map, 1, "00000000|00000000|00000000");
    th_snapshot *seen = look(test.map);
    assert_int_equal(seen->noverflow, 2);
    assert_int_equal(seen->B, 2);
    th_snapshot_free(seen);
    test_map_free(&test);
}

static void the_last_slot_of_a_bucket_looks_into_the_next(void **state)
{
    struct test_map test;
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 14});
    put_in_bucket(test.map, 1, 0, 9);
    delete_in_bucket(test.map, 1, 7, 1);
    assert_chain(test.map, 1, "LLLLLLL1|L0000000");
    put_in_bucket(test.map, 1, 7, 1);
    delete_in_bucket(test.map, 1, 8, 1);
    assert_chain(test.map, 1, "LLLLLLLL|00000000");
    delete_in_bucket(test.map, 1, 7, 1);
    assert_chain(test.map, 1, "LLLLLLL0|00000000");
    put_in_bucket(test.map, 1, 7, 1);
    put_in_bucket(test.map, 2, 0, 8);
    delete_in_bucket(test.map, 2, 7, 1); /* the chain ends here */
    assert_chain(test.map, 2, "LLLLLLL0");
    test_map_free(&test);
}

/* Method: a random script; at each step nothing live is behind a rest, no chain ends in 1. */
static void nothing_live_stands_behind_rest(void **state)
{
    const uint64_t seed = 20;
    struct chance chance = {seed};
    struct test_map test;
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 14});
    for (unsigned step = 0; step < 3000; step++) {
        th_key key = key_in_bucket(chance_below(&chance, 2), (uint32_t)chance_below(&chance, 12));
        if (chance_below(&chance, 2)) {
            put(test.map, key, step);
        } else {
            th_map_delete(test.map, key);
        }
        th_snapshot *seen = look(test.map);
        for (uint64_t index = 0; index < seen->buckets.chain_count; index++) {
            uint8_t last = 5;
            bool is_rest = false;
            for (size_t slot = 0; bucket_in(&seen->buckets, index, slot / 8) != NULL; slot++) {
                last = bucket_in(&seen->buckets, index, slot / 8)->tophash[slot % 8];
                if (is_rest && last != 0) fail_msg("seed %d, step %u: D1", (int)seed, step);
                is_rest = last == 0;
            }
            if (last == 1) fail_msg("seed %d, step %u: the chain ends in 1", (int)seed, step);
        }
        th_snapshot_free(seen);
    }
    test_map_free(&test);
}

static void key_and_value_are_wiped(void **state)
{
    struct test_map test;
    (void)state;
    const uint8_t zero[16] = {0};
    test_map_make(&test, (th_map_options){.hint = 14});
    put_in_bucket(test.map, 1, 1, 3);
    th_snapshot *seen = look(test.map);
    const char *bucket = (const char *)(uintptr_t)seen->buckets.address + 208;
    assert_memory_not_equal(bucket + 8 + 16, zero, 16);
    delete_in_bucket(test.map, 1, 2, 1);
    assert_memory_equal(bucket + 8 + 16, zero, 16);
    assert_memory_equal(bucket + 136 + 8, zero, 8);
    assert_int_equal(bucket[0], 5 + 1);
    th_snapshot_free(seen);
    test_map_free(&test);
}

static void it_says_whether_there_was_an_entry(void **state)
{
    struct test_map test;
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 0});
    assert_false(th_map_delete(test.map, key_of_many(1)));
    put_many(test.map, 0, 200);
    for (uint32_t number = 0; number < 400; number += 2) {
        assert_int_equal(th_map_delete(test.map, key_of_many(number)), number < 200);
        assert_false(th_map_delete(test.map, key_of_many(number)));
    }
    assert_int_equal(th_map_len(test.map), 100);
    for (uint32_t number = 1; number < 200; number += 2)
        assert_holds(test.map, key_of_many(number), number);
    test_map_free(&test);
}

/* Method: a map emptied while it grows at the same size stays so (fact 21). */
static void an_empty_map_is_not_touched(void **state)
{
    struct test_map test;
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 53}); /* B = 4 */
    put_in_bucket(test.map, 0, 0, 97);                  /* 12 overflow buckets */
    delete_in_bucket(test.map, 0, 0, 96);
    put_in_bucket(test.map, 1, 0, 33); /* 4 more */
    delete_in_bucket(test.map, 1, 0, 32);
    put_in_bucket(test.map, 1, 99, 1); /* starts to grow: evacuates 1 and 0 */
    delete_in_bucket(test.map, 1, 99, 1);
    delete_in_bucket(test.map, 1, 32, 1);
    delete_in_bucket(test.map, 0, 96, 1);
    th_snapshot *before = look(test.map);
    assert_int_equal(before->count, 0);
    assert_int_equal(before->oldbuckets.chain_count, 16);
    uint64_t hashes = test.hash.calls;
    assert_false(th_map_delete(test.map, key_in_bucket(3, 8)));
    assert_lacks(test.map, key_in_bucket(3, 8));
    th_map_clear(test.map);
    assert_int_equal(test.hash.calls, hashes);
    th_snapshot *after = look(test.map);
    assert_same_snapshot(before, after, "an empty map");
    th_snapshot_free(before);
    th_snapshot_free(after);
    test_map_free(&test);
}

static void the_last_entry_takes_the_seed_with_it(void **state)
{
    struct test_map test;
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 0});
    put_many(test.map, 0, 2);
    th_snapshot *first = look(test.map);
    assert_true(th_map_delete(test.map, key_of_many(0)));
    th_snapshot *second = look(test.map);
    assert_true(th_map_delete(test.map, key_of_many(1)));
    th_snapshot *third = look(test.map);
    assert_int_equal(first->hash0, second->hash0);
    assert_int_not_equal(second->hash0, third->hash0);
    th_snapshot_free(first);
    th_snapshot_free(second);
    th_snapshot_free(third);
    test_map_free(&test);
}

/* Rule D3, guarantee M3. Method: a doubling whose evacuation needs overflow buckets; none can be
 * had. */
static void without_memory_evacuation_is_put_off(void **state)
{
    struct test_map test;
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 27}); /* B = 3, no stock */
    put_in_bucket(test.map, 2, 0, 26);
    put_in_bucket(test.map, 3, 0, 26);
    put_in_bucket(test.map, 0, 0, 1); /* the 53rd: doubles; evacuates 0 and 1 */
    th_snapshot *before = look(test.map);
    assert_int_equal(before->nevacuate, 2);
    assert_int_equal(before->oldbuckets.chain_count, 8);

    test.memory.limit_bytes = 1;
    delete_in_bucket(test.map, 3, 4, 20);
    th_snapshot *after = look(test.map);
    assert_int_equal(after->nevacuate, 2);
    assert_int_equal(after->count, 33);
    assert_int_equal(live_count(&after->oldbuckets), 52 - 20);
    assert_true(test.memory.failures >= 20);
    for (uint32_t serial = 0; serial < 26; serial++) {
        assert_int_equal(th_map_get(test.map, key_in_bucket(3, serial)) != NULL,
                         serial < 4 || serial >= 24);
        assert_holds(test.map, key_in_bucket(2, serial), serial);
    }
    test.memory.limit_bytes = 0;
    delete_in_bucket(test.map, 3, 0, 1);
    th_snapshot_free(before);
    th_snapshot_free(after);
    after = look(test.map);
    assert_int_equal(after->nevacuate, 4);
    th_snapshot_free(after);
    test_map_free(&test);
}

/* Cost: at most two old buckets are evacuated, hit or miss (fact 14). */
static void a_delete_evacuates_two_old_buckets_at_most(void **state)
{
    struct test_map test;
    struct event_recorder recorder;
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 104});
    put_many(test.map, 0, 105);
    event_recorder_set_up(&recorder);
    th_map_observe(test.map, &recorder.observer);
    const uint32_t numbers[] = {5, 206, 7}; /* a hit, a miss, a hit */
    for (size_t i = 0; i < COUNT_OF(numbers); i++) {
        event_recorder_forget(&recorder);
        assert_int_equal(th_map_delete(test.map, key_of_many(numbers[i])), i != 1);
        assert_int_equal(told_count(&recorder, TH_EVENT_EVACUATE_START), 2);
    }
    event_recorder_free(&recorder);
    test_map_free(&test);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_deleted_slot_says_whether_anything_comes_behind),
        cmocka_unit_test(rest_is_carried_back_through_the_chain),
        cmocka_unit_test(the_last_slot_of_a_bucket_looks_into_the_next),
        cmocka_unit_test(nothing_live_stands_behind_rest),
        cmocka_unit_test(key_and_value_are_wiped),
        cmocka_unit_test(it_says_whether_there_was_an_entry),
        cmocka_unit_test(an_empty_map_is_not_touched),
        cmocka_unit_test(the_last_entry_takes_the_seed_with_it),
        cmocka_unit_test(without_memory_evacuation_is_put_off),
        cmocka_unit_test(a_delete_evacuates_two_old_buckets_at_most),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
