/* map_grow_test.c - evacuation: where entries go, in which order, and what it leaves behind. */
#include <string.h>

#include "tests/support/event_recorder.h"
#include "tests/support/snapshots.h"
#include "tests/support/test_map.h"
#include "tests/support/testing.h"

enum { EMPTY_REST, EMPTY_ONE, MOVED_X, MOVED_Y, MOVED_EMPTY };
enum { ITERATOR = 1, OLD_ITERATOR = 2, SAME_SIZE = 8 };

/* A map of B = 3 with 52 entries, which the next new key makes double. Old bucket 1 holds a chain
 * of 26 entries, of which every third goes to Y; the deleted one leaves a gap. */
static void make_ready_to_double(struct test_map *test)
{
    test_map_make(test, (th_map_options){.hint = 27});
    for (uint32_t serial = 0; serial < 26; serial++)
        put(test->map, key_in_bucket(serial % 3 == 0 ? 9 : 1, serial), serial);
    delete_in_bucket(test->map, 1, 4, 1);
    put_in_bucket(test->map, 2, 0, 27);
    th_snapshot *seen = look(test->map);
    assert_int_equal(seen->count, 52);
    assert_int_equal(seen->oldbuckets.chain_count, 0);
    th_snapshot_free(seen);
}

/* The serials of a chain's live keys, from 0 on in order, are those of the list. */
static void assert_serials(const th_snapshot_array *array, uint64_t index, const uint32_t *serials,
                           size_t count)
{
    size_t at = 0;
    for (size_t depth = 0; bucket_in(array, index, depth) != NULL; depth++) {
        const th_snapshot_bucket *bucket = bucket_in(array, index, depth);
        for (unsigned slot = 0; slot < 8; slot++, at++) {
            if (at >= count) {
                assert_int_equal(bucket->tophash[slot], EMPTY_REST);
                continue;
            }
            uint32_t serial;
            memcpy(&serial, bucket->keys[slot].bytes + 8, sizeof serial);
            assert_int_equal(serial, serials[at]);
            assert_int_equal(bucket->tophash[slot], 5 + serial % 251);
            assert_memory_equal(bucket->values + 8 * slot, &(uint64_t){serial}, 8);
        }
    }
    assert_true(at >= count);
}

/* Fact 17. */
static void doubling_splits_a_chain_by_the_next_bit_and_closes_ranks(void **state)
{
    struct test_map test;
    uint32_t x[26], y[26];
    size_t x_count = 0, y_count = 0;
    (void)state;
    make_ready_to_double(&test);
    for (uint32_t serial = 0; serial < 26; serial++) {
        if (serial % 3 == 0) y[y_count++] = serial;
        if (serial % 3 != 0 && serial != 4) x[x_count++] = serial;
    }
    put_in_bucket(test.map, 0, 0, 1); /* evacuates 0 and 1 */
    th_snapshot *seen = look(test.map);
    assert_int_equal(seen->B, 4);
    assert_serials(&seen->buckets, 1, x, x_count);
    assert_serials(&seen->buckets, 9, y, y_count);
    assert_int_equal(seen->noverflow, 2); /* 16 and 9 entries: one each */
    th_snapshot_free(seen);
    test_map_free(&test);
}

static void the_old_slots_say_where_each_entry_went(void **state)
{
    struct test_map test;
    th_cursor cursor;
    (void)state;
    make_ready_to_double(&test);
    th_cursor_open(test.map, &cursor); /* the chain stays to be looked at */
    put_in_bucket(test.map, 0, 0, 1);
    th_snapshot *seen = look(test.map);
    for (unsigned serial = 0; serial < 32; serial++) {
        uint8_t top = bucket_in(&seen->oldbuckets, 1, serial / 8)->tophash[serial % 8];
        unsigned expected = serial >= 26 || serial == 4 ? MOVED_EMPTY
                            : serial % 3 == 0           ? MOVED_Y
                                                        : MOVED_X;
        assert_int_equal(top, expected);
    }
    th_snapshot_free(seen);
    th_cursor_close(&cursor);
    test_map_free(&test);
}

static void the_same_size_closes_ranks_without_a_hash(void **state)
{
    struct test_map test;
    (void)state;
    SKIP_UNDER_RULES();
    test_map_make(&test, (th_map_options){.hint = 14}); /* B = 2 */
    for (uint64_t bucket = 0; bucket < 4; bucket++)
        give_overflow(test.map, bucket);
    put_in_bucket(test.map, 1, 20, 2);
    th_snapshot *before = look(test.map);
    assert_int_equal(before->flags & SAME_SIZE, SAME_SIZE);
    assert_int_equal(before->nevacuate, 3);
    th_snapshot_free(before);
    uint64_t hashes = test.hash.calls;
    put_in_bucket(test.map, 3, 30, 1);
    assert_int_equal(test.hash.calls - hashes, 1);
    th_snapshot *after = look(test.map);
    assert_int_equal(after->flags & SAME_SIZE, 0);
    assert_int_equal(after->B, 2);
    assert_int_equal(after->noverflow, 0);
    assert_int_equal(overflow_count(&after->buckets), 0);
    assert_serials(&after->buckets, 0, (uint32_t[]){8}, 1);
    assert_serials(&after->buckets, 1, (uint32_t[]){8, 20, 21}, 3);
    assert_serials(&after->buckets, 3, (uint32_t[]){8, 30}, 2);
    th_snapshot_free(after);
    test_map_free(&test);
}

static void doubling_hashes_each_key_that_it_moves(void **state)
{
    struct test_map test;
    (void)state;
    SKIP_UNDER_RULES();
    make_ready_to_double(&test);
    uint64_t hashes = test.hash.calls;
    put_in_bucket(test.map, 0, 0, 1);
    assert_int_equal(test.hash.calls - hashes, 1 + 25);
    hashes = test.hash.calls;
    put_in_bucket(test.map, 0, 0, 1); /* evacuates 2 */
    assert_int_equal(test.hash.calls - hashes, 1 + 27);
    test_map_free(&test);
}

/* ---- Rules G1 to G3 ---- */

static bool is_evacuated(const th_snapshot *seen, uint64_t index)
{
    uint8_t top = bucket_in(&seen->oldbuckets, index, 0)->tophash[0];
    return top >= MOVED_X && top <= MOVED_EMPTY;
}

/* G1, G2, and no entry in both arrays or none. */
static uint64_t check_growth(const struct test_map *test)
{
    th_snapshot *seen = look(test->map);
    uint64_t evacuated = 0, old_count = seen->oldbuckets.chain_count;
    for (uint64_t index = 0; index < old_count; index++) {
        bool is_done = is_evacuated(seen, index);
        evacuated += is_done;
        if (index < seen->nevacuate) assert_true(is_done);
        for (size_t depth = 0; bucket_in(&seen->oldbuckets, index, depth) != NULL; depth++) {
            for (unsigned slot = 0; slot < 8; slot++) {
                uint8_t top = bucket_in(&seen->oldbuckets, index, depth)->tophash[slot];
                assert_int_equal(top >= MOVED_X && top <= MOVED_EMPTY, is_done);
            }
        }
        if (is_done) continue; /* else its heirs are untouched */
        assert_int_equal(bucket_in(&seen->buckets, index, 0)->tophash[0], EMPTY_REST);
    }
    assert_int_equal(live_count(&seen->buckets) + live_count(&seen->oldbuckets), seen->count);
    th_snapshot_free(seen);
    return old_count == 0 ? UINT64_MAX : evacuated;
}

/* Method: from 832 entries on, writes of all kinds hit old buckets in a scattered order. */
static void each_write_evacuates_until_all_is_done(void **state)
{
    (void)state;
    for (uint32_t step = 1; step < 128; step += 18) {
        struct test_map test;
        test_map_make(&test, (th_map_options){.hint = 832}); /* B = 7 */
        put_many(test.map, 0, 833);
        uint64_t before = check_growth(&test);
        assert_int_equal(before, 2);
        unsigned writes = 1;
        for (uint32_t number = 64; before != UINT64_MAX; number += step, writes++) {
            if (writes % 3 == 0) {
                th_map_delete(test.map, key_of_many(number % 900));
            } else {
                put(test.map, key_of_many(number % 900), number);
            }
            uint64_t after = check_growth(&test);
            assert_true(after > before);
            before = after;
        }
        assert_true(writes <= 128);
        test_map_free(&test);
    }
}

/* Fact 14. */
static void a_write_evacuates_its_own_old_bucket_then_the_one_at_nevacuate(void **state)
{
    struct test_map test;
    struct event_recorder recorder;
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 104}); /* B = 4 */
    put_many(test.map, 0, 104);
    event_recorder_set_up(&recorder);
    th_map_observe(test.map, &recorder.observer);
    const uint32_t keys[] = {104 + 3, 10, 10, 2, 16 + 4};
    const uint32_t buckets[][2] = {{11, 0}, {10, 1}, {99, 2}, {99, 3}, {4, 5}};
    for (size_t i = 0; i < COUNT_OF(keys); i++) {
        event_recorder_forget(&recorder);
        put(test.map, key_of_many(keys[i]), 0);
        size_t nth = 0;
        for (size_t j = 0; j < 2; j++) {
            if (buckets[i][j] == 99) continue;
            const struct recorded_event *start = told(&recorder, TH_EVENT_EVACUATE_START, nth++);
            assert_non_null(start);
            assert_int_equal(start->event.at.bucket, buckets[i][j]);
        }
        assert_int_equal(told_count(&recorder, TH_EVENT_EVACUATE_START), nth);
    }
    /* The last one's own bucket was at nevacuate: two steps in one write (fact 15). */
    assert_int_equal(told_count(&recorder, TH_EVENT_NEVACUATE), 2);
    assert_int_equal(told(&recorder, TH_EVENT_NEVACUATE, 1)->event.after, 6);
    event_recorder_free(&recorder);
    test_map_free(&test);
}

/* Fact 15. Method: writes go down from the last of 4096 old buckets while nevacuate comes up; when
 * they meet, 2048 evacuated ones lie ahead. */
static void nevacuate_passes_1024_evacuated_buckets_at_most(void **state)
{
    struct test_map test;
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 26624}); /* B = 12 */
    put_many(test.map, 0, 26624);
    put(test.map, key_of_many(1000000 / 4096 * 4096 + 4095), 0); /* doubles; evacuates 4095 and 0 */
    for (uint32_t bucket = 4094; bucket >= 2049; bucket--)
        put(test.map, key_of_many(bucket), 0);
    th_snapshot *seen = look(test.map);
    assert_int_equal(seen->oldbuckets.chain_count, 4096);
    assert_int_equal(seen->nevacuate, 2047);
    th_snapshot_free(seen);
    put(test.map, key_of_many(2048), 0); /* evacuates 2048, then 2047 and goes on from there */
    seen = look(test.map);
    assert_int_equal(seen->nevacuate, 2048 + 1024);
    th_snapshot_free(seen);
    put(test.map, key_of_many(0), 0); /* 3072 is evacuated: one, and 1023 more are all */
    seen = look(test.map);
    assert_int_equal(seen->oldbuckets.chain_count, 0);
    assert_int_equal(seen->nevacuate, 4096); /* and so it stays (fact 16) */
    th_snapshot_free(seen);
    test_map_free(&test);
}

/* ---- What stays of an old bucket: rule G4, facts 18 and 24 ---- */

/* Whether the key of old bucket 0's first slot still stands in memory. */
static bool first_old_key_stands(const struct test_map *test)
{
    const uint8_t zero[16] = {0};
    th_snapshot *seen = look(test->map);
    assert_true(is_evacuated(seen, 0));
    const char *bucket = (const char *)(uintptr_t)seen->oldbuckets.address;
    bool stands = memcmp(bucket + 8, zero, sizeof zero) != 0;
    th_snapshot_free(seen);
    return stands;
}

static void an_old_bucket_is_wiped_where_no_cursor_may_stand(void **state)
{
    struct test_map test;
    const uint8_t zero[200] = {0};
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 27});
    put_in_bucket(test.map, 0, 0, 26);
    put_in_bucket(test.map, 2, 0, 26);
    put_in_bucket(test.map, 0, 99, 1); /* 26 of them: a chain */
    assert_false(first_old_key_stands(&test));
    th_snapshot *seen = look(test.map);
    assert_int_equal(seen->oldbuckets.chains[0].bucket_count, 1);
    const char *bucket = (const char *)(uintptr_t)seen->oldbuckets.address;
    assert_memory_equal(bucket + 8, zero, sizeof zero);
    for (unsigned slot = 0; slot < 8; slot++)
        assert_in_range(bucket[slot], MOVED_X, MOVED_EMPTY);
    th_snapshot_free(seen);
    test_map_free(&test);
}

static void an_old_bucket_stays_where_a_cursor_may_stand(void **state)
{
    (void)state;
    for (unsigned is_closed = 0; is_closed < 2; is_closed++) {
        struct test_map test;
        th_cursor cursor;
        test_map_make(&test, (th_map_options){.hint = 27});
        put_in_bucket(test.map, 0, 0, 26);
        put_in_bucket(test.map, 2, 0, 26);
        th_cursor_open(test.map, &cursor);
        if (is_closed) th_cursor_close(&cursor); /* the flag stays, as in Go */
        put_in_bucket(test.map, 0, 99, 1);
        assert_true(first_old_key_stands(&test));
        th_snapshot *seen = look(test.map);
        assert_int_equal(seen->oldbuckets.chains[0].bucket_count, 4);
        th_snapshot_free(seen);
        th_cursor_close(&cursor);
        test_map_free(&test);
    }
}

static void two_growths_take_the_iterator_flags_off(void **state)
{
    struct test_map test;
    th_cursor cursor;
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 0});
    put_many(test.map, 0, 8);
    assert_int_equal(flags_of(test.map), 0);
    th_cursor_open(test.map, &cursor);
    th_cursor_close(&cursor);
    assert_int_equal(flags_of(test.map), ITERATOR | OLD_ITERATOR);
    put_many(test.map, 8, 1);
    assert_int_equal(flags_of(test.map), OLD_ITERATOR);
    put_many(test.map, 9, 5);
    assert_int_equal(flags_of(test.map), 0);
    test_map_free(&test);
}

/* Evacuation takes from the new array's stock (fact 7). */
static void evacuation_links_stock_first(void **state)
{
    struct test_map test;
    struct event_recorder recorder;
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 52}); /* B = 3; the new array has a stock of 3 */
    put_in_bucket(test.map, 1, 0, 52);
    event_recorder_set_up(&recorder);
    th_map_observe(test.map, &recorder.observer);
    put_in_bucket(test.map, 0, 0, 1);
    assert_int_equal(told_count(&recorder, TH_EVENT_OVERFLOW_LINKED), 6);
    for (size_t nth = 0; nth < 6; nth++) {
        const th_event *event = &told(&recorder, TH_EVENT_OVERFLOW_LINKED, nth)->event;
        assert_int_equal(event->to.slot, nth < 3);
        assert_int_equal(event->at.depth, nth + 1);
    }
    event_recorder_free(&recorder);
    test_map_free(&test);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(doubling_splits_a_chain_by_the_next_bit_and_closes_ranks),
        cmocka_unit_test(the_old_slots_say_where_each_entry_went),
        cmocka_unit_test(the_same_size_closes_ranks_without_a_hash),
        cmocka_unit_test(doubling_hashes_each_key_that_it_moves),
        cmocka_unit_test(each_write_evacuates_until_all_is_done),
        cmocka_unit_test(a_write_evacuates_its_own_old_bucket_then_the_one_at_nevacuate),
        cmocka_unit_test(nevacuate_passes_1024_evacuated_buckets_at_most),
        cmocka_unit_test(an_old_bucket_is_wiped_where_no_cursor_may_stand),
        cmocka_unit_test(an_old_bucket_stays_where_a_cursor_may_stand),
        cmocka_unit_test(two_growths_take_the_iterator_flags_off),
        cmocka_unit_test(evacuation_links_stock_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
