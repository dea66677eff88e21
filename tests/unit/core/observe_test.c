/* observe_test.c - what a map tells: the order of the moves, and what each says. */
#include "core/observe.h"

#include <string.h>

#include "tests/support/event_recorder.h"
#include "tests/support/snapshots.h"
#include "tests/support/test_map.h"
#include "tests/support/testing.h"

static void make_observed(struct test_map *test, struct event_recorder *recorder, int64_t hint)
{
    event_recorder_set_up(recorder);
    test_map_make(test, (th_map_options){.hint = hint, .observer = &recorder->observer});
}

static void end_observed(struct test_map *test, struct event_recorder *recorder)
{
    test_map_free(test);
    event_recorder_free(recorder);
}

static void a_make_tells_its_seed_and_its_buckets(void **state)
{
    struct test_map test;
    struct event_recorder recorder;
    (void)state;
    make_observed(&test, &recorder, 8);
    assert_int_equal(told(&recorder, TH_EVENT_OP_START, 0)->event.after, 8);
    assert_int_equal(told(&recorder, TH_EVENT_SEED, 0)->event.after, 7);
    assert_told(&recorder, "op_start seed op_end");
    end_observed(&test, &recorder);
    make_observed(&test, &recorder, 9);
    assert_int_equal(told(&recorder, TH_EVENT_BUCKETS_MADE, 0)->event.after, 1);
    assert_told(&recorder, "op_start seed buckets_made op_end");
    end_observed(&test, &recorder);
}

/* The example in the head of core/observe.h, word for word. */
static void the_first_put_tells_what_its_header_says(void **state)
{
    struct test_map test;
    struct event_recorder recorder;
    (void)state;
    make_observed(&test, &recorder, 0);
    event_recorder_forget(&recorder);
    put(test.map, key_spelling(hash_with(0x9c, 5), 1), 42);
    const struct recorded_event *events = recorder.events;
    assert_int_equal(events[0].event.before, TH_OP_PUT);
    assert_int_equal(events[2].event.hash, hash_with(0x9c, 5));
    assert_int_equal(events[3].event.before, 0);
    assert_int_equal(events[3].event.after, 4);
    assert_int_equal(events[4].event.at.array, 1);
    assert_int_equal(events[5].event.at.bucket, 0);
    assert_int_equal(events[6].event.before, 0);
    assert_int_equal(events[6].event.after, 0x9c);
    assert_int_equal(events[7].event.before, 1);
    assert_int_equal(events[7].event.after, TH_GROWTH_NONE);
    assert_int_equal(events[8].event.before, 0);
    assert_int_equal(events[8].event.after, 0x9c);
    assert_int_equal(events[9].event.before, 0);
    assert_int_equal(events[9].event.after, 1);
    assert_int_equal(events[10].event.after, 0);
    assert_int_equal(events[11].event.after, 1);
    assert_told(&recorder,
                "op_start flags_read hash writing_set buckets_made bucket_chosen slot_probed "
                "growth_checked slot_written count writing_cleared op_end");
    end_observed(&test, &recorder);
}

static void updates_lookups_and_deletes_tell_their_moves(void **state)
{
    struct test_map test;
    struct event_recorder recorder;
    (void)state;
    make_observed(&test, &recorder, 9);
    th_key key = key_spelling(hash_with(0x9c, 1), 1), other = key_spelling(hash_with(0x9c, 1), 2);
    put(test.map, key, 42);
    event_recorder_forget(&recorder);
    put(test.map, key, 43);
    assert_told(&recorder, "op_start flags_read hash writing_set bucket_chosen slot_probed "
                           "key_compared value_written writing_cleared op_end");
    assert_holds(test.map, key, 43);
    assert_told(&recorder,
                "op_start flags_read hash bucket_chosen slot_probed key_compared op_end");
    assert_lacks(test.map, other);
    assert_told(
        &recorder,
        "op_start flags_read hash bucket_chosen slot_probed key_compared slot_probed op_end");
    assert_false(th_map_delete(test.map, other));
    assert_told(&recorder, "op_start flags_read hash writing_set bucket_chosen slot_probed "
                           "key_compared slot_probed writing_cleared op_end");
    assert_true(th_map_delete(test.map, key));
    assert_told(&recorder,
                "op_start flags_read hash writing_set bucket_chosen slot_probed key_compared "
                "slot_cleared empty_rest count seed writing_cleared op_end");
    assert_false(th_map_delete(test.map, key));
    assert_told(&recorder, "op_start op_end");
    assert_lacks(test.map, key);
    assert_told(&recorder, "op_start op_end");
    end_observed(&test, &recorder);
}

static void a_doubling_tells_each_slot_that_moves(void **state)
{
    struct test_map test;
    struct event_recorder recorder;
    (void)state;
    make_observed(&test, &recorder, 0);
    put_many(test.map, 0, 8);
    event_recorder_forget(&recorder);
    put_many(test.map, 8, 1);
    const struct recorded_event *start = told(&recorder, TH_EVENT_GROW_START, 0);
    assert_int_equal(start->before.buckets, 1);
    assert_int_equal(start->after.buckets, 2);
    assert_int_equal(start->after.oldbuckets, 1);
    assert_int_equal(start->after.B, 1);
    assert_int_equal(told_count(&recorder, TH_EVENT_SLOT_MOVED), 8);
    for (size_t i = 0; i < 8; i++) {
        const th_event *event = &told(&recorder, TH_EVENT_SLOT_MOVED, i)->event;
        assert_int_equal(event->at.slot, i);
        assert_int_equal(event->to.bucket, i % 2);
        assert_int_equal(event->to.slot, i / 2);
        assert_int_equal(event->after, 2 + i % 2);
    }
    assert_told(&recorder,
                "op_start flags_read hash writing_set bucket_chosen slot_probed slot_probed "
                "slot_probed slot_probed slot_probed slot_probed slot_probed slot_probed "
                "growth_checked grow_start evacuate_start slot_moved slot_moved slot_moved "
                "slot_moved slot_moved slot_moved slot_moved slot_moved bucket_wiped nevacuate "
                "grow_end array_freed bucket_chosen slot_probed slot_probed slot_probed "
                "slot_probed slot_probed slot_written count writing_cleared op_end");
    end_observed(&test, &recorder);
}

static void a_walk_tells_start_buckets_slots_and_end(void **state)
{
    struct test_map test;
    struct event_recorder recorder;
    th_cursor cursor;
    (void)state;
    make_observed(&test, &recorder, 9);
    put_in_bucket(test.map, 1, 0, 1);
    event_recorder_forget(&recorder);
    th_cursor_open_at(test.map, &cursor, 1, 7);
    const th_event *start = &told(&recorder, TH_EVENT_ITER_START, 0)->event;
    assert_int_equal(start->at.bucket, 1);
    assert_int_equal(start->at.slot, 7);
    assert_int_equal(start->after, 3);
    assert_int_equal(start->cursor, cursor.id);
    assert_told(&recorder, "op_start iter_start op_end");
    assert_true(th_cursor_next(&cursor));
    assert_told(&recorder, "op_start flags_read iter_bucket iter_skip iter_yield op_end");
    assert_false(th_cursor_next(&cursor));
    assert_told(&recorder, "op_start flags_read iter_skip iter_skip iter_skip iter_skip iter_skip "
                           "iter_skip iter_bucket iter_skip iter_skip iter_skip iter_skip "
                           "iter_skip iter_skip iter_skip iter_skip iter_end op_end");
    assert_false(th_cursor_next(&cursor));
    th_cursor_close(&cursor);
    assert_told(&recorder, ""); /* it is over, and so it is closed */
    th_cursor_open_at(test.map, &cursor, 0, 0);
    th_cursor_close(&cursor);
    assert_told(&recorder, "op_start iter_start op_end op_start iter_closed op_end");
    end_observed(&test, &recorder);
}

static void an_evacuated_slot_is_looked_up_and_told(void **state)
{
    struct test_map test;
    struct event_recorder recorder;
    th_cursor cursor;
    (void)state;
    make_observed(&test, &recorder, 0);
    put_many(test.map, 0, 8);
    th_cursor_open_at(test.map, &cursor, 0, 0);
    put_many(test.map, 8, 1);
    assert_true(th_map_delete(test.map, key_of_many(1)));
    event_recorder_forget(&recorder);
    assert_true(th_cursor_next(&cursor));
    assert_told(&recorder, "op_start flags_read iter_bucket iter_lookup iter_yield op_end");
    assert_true(th_cursor_next(&cursor));
    assert_int_equal(told(&recorder, TH_EVENT_ITER_LOOKUP, 0)->event.after, 0);
    assert_int_equal(told(&recorder, TH_EVENT_ITER_SKIP, 0)->event.after, TH_SKIP_DELETED);
    assert_told(&recorder,
                "op_start flags_read iter_lookup iter_skip iter_lookup iter_yield op_end");
    th_cursor_close(&cursor);
    assert_int_equal(told_count(&recorder, TH_EVENT_ARRAY_FREED), 1);
    end_observed(&test, &recorder);
}

static void a_failed_call_tells_a_panic(void **state)
{
    struct test_map test;
    struct event_recorder recorder;
    uint64_t value = 1;
    (void)state;
    make_observed(&test, &recorder, 0);
    event_recorder_forget(&recorder);
    counting_memory_fail(&test.memory, 1, 1);
    assert_int_equal(th_map_put(test.map, key_of_many(1), &value), TH_NO_MEMORY);
    assert_int_equal(told(&recorder, TH_EVENT_PANIC, 0)->event.before, TH_NO_MEMORY);
    assert_int_equal(told(&recorder, TH_EVENT_OP_END, 0)->event.after, 0);
    assert_told(&recorder, "op_start flags_read hash writing_set panic writing_cleared op_end");
    test_map_free(&test);

    counting_memory_set_up(&test.memory);
    counting_memory_fail(&test.memory, 2, 1);
    th_map_options options = {
        .hint = 100, .memory = counting_memory_use(&test.memory), .observer = &recorder.observer};
    assert_int_equal(th_map_make(&options, &test.map), TH_NO_MEMORY);
    assert_told(&recorder, "op_start seed panic op_end");
    event_recorder_free(&recorder);
}

static void an_observer_comes_and_goes(void **state)
{
    struct test_map test;
    struct event_recorder first, second;
    (void)state;
    make_observed(&test, &first, 0);
    event_recorder_set_up(&second);
    event_recorder_forget(&first);
    th_map_observe(test.map, &second.observer);
    put_many(test.map, 0, 1);
    th_map_observe(test.map, NULL);
    put_many(test.map, 1, 1);
    assert_int_equal(first.count, 0);
    assert_int_equal(told_count(&second, TH_EVENT_OP_START), 1);
    event_recorder_free(&second);
    end_observed(&test, &first);
}

static void every_kind_and_every_operation_has_its_own_name(void **state)
{
    (void)state;
    for (unsigned kind = 0; kind < TH_EVENT_COUNT_OF_KINDS; kind++)
        assert_int_equal(th_event_named(th_event_name((th_event_kind)kind)), kind);
    assert_int_equal(th_event_named("grow"), TH_EVENT_COUNT_OF_KINDS);
    assert_int_equal(th_event_named(""), TH_EVENT_COUNT_OF_KINDS);
    for (unsigned op = 0; op < TH_OP_COUNT; op++) {
        assert_true(strlen(th_op_name((th_op)op)) > 2);
        for (unsigned other = 0; other < op; other++)
            assert_string_not_equal(th_op_name((th_op)op), th_op_name((th_op)other));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_make_tells_its_seed_and_its_buckets),
        cmocka_unit_test(the_first_put_tells_what_its_header_says),
        cmocka_unit_test(updates_lookups_and_deletes_tell_their_moves),
        cmocka_unit_test(a_doubling_tells_each_slot_that_moves),
        cmocka_unit_test(a_walk_tells_start_buckets_slots_and_end),
        cmocka_unit_test(an_evacuated_slot_is_looked_up_and_told),
        cmocka_unit_test(a_failed_call_tells_a_panic),
        cmocka_unit_test(an_observer_comes_and_goes),
        cmocka_unit_test(every_kind_and_every_operation_has_its_own_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
