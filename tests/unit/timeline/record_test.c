/* record_test.c - what gets onto the tape: keys and values with their ids, operations, and what
 * does not get onto it: events that make no sense, and all after a failed allocation. */
#include "tests/unit/timeline/fixture.h"

#include <stdio.h>
#include <string.h>

/* ---- Keys and values ---- */

static void look_at(struct timeline *timeline, th_key key)
{
    tell(timeline, 0, &(th_event){.kind = TH_EVENT_HASH, .key = key});
}

static uint32_t last_key(const struct timeline *timeline)
{
    return timeline_move(timeline, timeline_len(timeline) - 1)->key;
}

static void equal_keys_have_one_id_and_others_another(void **state)
{
    (void)state;
    struct timeline *timeline = hand_timeline(NULL);
    const th_key keys[] = {th_key_of("a"), th_key_of("b"),  {"a\0", 2},
                           {NULL, 0},      th_key_of("aa"), {"\0", 1}};
    enum { KEYS = sizeof keys / sizeof *keys };
    for (unsigned i = 0; i < KEYS; i++) {
        look_at(timeline, keys[i]);
        assert_int_equal(last_key(timeline), i + 1);
    }
    for (unsigned i = 0; i < KEYS; i++) {
        look_at(timeline, keys[i]);
        assert_int_equal(last_key(timeline), i + 1);
        th_key again = timeline_key(timeline, i + 1);
        assert_int_equal(again.len, keys[i].len);
        assert_int_equal(again.bytes[again.len], 0);
    }
    timeline_free(timeline);
}

/* Method: more keys than the index begins with room for, and one longer than a block. */
static void many_and_long_keys_are_kept(void **state)
{
    (void)state;
    enum { KEYS = 2000, LONG = 100000 };
    static char text[LONG + 1];
    struct timeline *timeline = hand_timeline(NULL);
    memset(text, 'x', LONG);
    for (unsigned i = 0; i < KEYS; i++) {
        snprintf(text, sizeof text, "key_%u", i);
        look_at(timeline, th_key_of(text));
        assert_int_equal(last_key(timeline), i + 1);
    }
    memset(text, 'x', LONG);
    look_at(timeline, th_key_of(text));
    assert_int_equal(timeline_key(timeline, KEYS + 1).len, LONG);
    for (unsigned i = 0; i < KEYS; i++) {
        snprintf(text, sizeof text, "key_%u", i);
        assert_string_equal(timeline_key(timeline, i + 1).bytes, text);
    }
    timeline_free(timeline);
}

/* The value told with a put, with the slot it goes to and with the step that yields it is one. */
static void a_value_that_stays_where_it_is_is_copied_once(void **state)
{
    (void)state;
    struct timeline *timeline = hand_tape();
    uint32_t start = 0;
    for (uint64_t i = 0; i < timeline_len(timeline); i++) {
        const struct move *move = timeline_move(timeline, i);
        if (move->kind == TH_EVENT_OP_START) start = move->value;
        if (move->kind == TH_EVENT_SLOT_WRITTEN || move->kind == TH_EVENT_VALUE_WRITTEN) {
            assert_int_equal(move->value, start);
        }
        if (move->kind == TH_EVENT_ITER_YIELD) {
            const char *value = timeline_value(timeline, 0, move->value);
            assert_int_equal(move->value, value[0] - '0');
        }
    }
    timeline_free(timeline);
}

static void values_of_size_zero_need_no_room(void **state)
{
    (void)state;
    struct timeline *timeline = timeline_make(NULL);
    uint32_t map;
    assert_true(timeline_add_map(timeline, "set", 0, &map));
    tell(timeline, map, &(th_event){.kind = TH_EVENT_BUCKETS_MADE, .at = {.array = 1}});
    tell(timeline, map,
         &(th_event){.kind = TH_EVENT_SLOT_WRITTEN, .at = {.array = 1}, .after = 9, .value = ""});
    assert_int_equal(timeline_status(timeline), TIMELINE_OK);
    struct model_slot slot;
    assert_true(model_slot(timeline_model(timeline), map, (th_place){.array = 1}, &slot));
    assert_true(slot.is_entry);
    assert_non_null(slot.value);
    assert_int_equal(slot.key.len, 0);
    timeline_free(timeline);
}

/* ---- Operations ---- */

static void begin(struct timeline *timeline, uint8_t worker, th_op op)
{
    timeline_set_worker(timeline, worker);
    tell(timeline, 0, &(th_event){.kind = TH_EVENT_OP_START, .before = op});
}

static void look(struct timeline *timeline, uint8_t worker)
{
    timeline_set_worker(timeline, worker);
    tell(timeline, 0, &(th_event){.kind = TH_EVENT_FLAGS_READ});
}

static void end(struct timeline *timeline, uint8_t worker)
{
    timeline_set_worker(timeline, worker);
    tell(timeline, 0, &(th_event){.kind = TH_EVENT_OP_END});
}

static void assert_op(const struct timeline *timeline, uint64_t index, uint64_t first,
                      uint64_t last)
{
    struct timeline_op op;
    assert_true(timeline_op_of(timeline, index, &op));
    assert_int_equal(op.first, first);
    assert_int_equal(op.end, last + 1);
}

static void each_move_knows_its_operation(void **state)
{
    (void)state;
    struct timeline *timeline = hand_timeline(NULL);
    struct timeline_op op;
    assert_false(timeline_op_before(timeline, 0, 0, &op));
    look(timeline, 0);             /* 0, in no operation */
    begin(timeline, 0, TH_OP_GET); /* 1 */
    look(timeline, 0);             /* 2 */
    end(timeline, 0);              /* 3 */
    look(timeline, 0);             /* 4, in none either */
    begin(timeline, 0, TH_OP_PUT); /* 5 */
    assert_false(timeline_op_of(timeline, 0, &op));
    for (uint64_t i = 1; i <= 3; i++)
        assert_op(timeline, i, 1, 3);
    assert_false(timeline_op_of(timeline, 4, &op));
    assert_op(timeline, 5, 5, 5);
    assert_true(timeline_op_of(timeline, 5, &op));
    assert_false(op.is_over);
    assert_int_equal(op.op, TH_OP_PUT);
    assert_int_equal(timeline_op_count(timeline), 2);
    assert_int_equal(timeline_op(timeline, 1).first, 5);
    assert_false(timeline_op_before(timeline, 1, 0, &op));
    assert_true(timeline_op_before(timeline, 2, 0, &op));
    assert_int_equal(op.number, 0);
    assert_true(timeline_op_before(timeline, 5, 0, &op));
    assert_int_equal(op.number, 0);
    timeline_free(timeline);
}

static void operations_of_workers_overlap(void **state)
{
    (void)state;
    struct timeline *timeline = hand_timeline(NULL);
    begin(timeline, 0, TH_OP_PUT); /* 0 */
    begin(timeline, 1, TH_OP_GET); /* 1 */
    look(timeline, 0);             /* 2 */
    end(timeline, 1);              /* 3 */
    begin(timeline, 1, TH_OP_PUT); /* 4 */
    look(timeline, 1);             /* 5 */
    end(timeline, 0);              /* 6 */
    assert_op(timeline, 2, 0, 6);
    assert_op(timeline, 3, 1, 3);
    assert_op(timeline, 5, 4, 6);
    assert_op(timeline, 6, 0, 6);
    struct timeline_op op;
    assert_true(timeline_op_before(timeline, 6, 1, &op));
    assert_int_equal(op.number, 2);
    assert_int_equal(op.worker, 1);
    timeline_free(timeline);
}

/* A fatal error takes the worker away in the middle of it. */
static void an_operation_that_is_never_ended_ends_where_the_next_begins(void **state)
{
    (void)state;
    struct timeline *timeline = hand_timeline(NULL);
    begin(timeline, 0, TH_OP_PUT);
    look(timeline, 0);
    begin(timeline, 0, TH_OP_GET);
    assert_op(timeline, 1, 0, 1);
    assert_false(timeline_op(timeline, 0).is_over);
    timeline_free(timeline);
}

/* ---- T4 ---- */

static void assert_refused(const th_event *strange)
{
    struct timeline *timeline = hand_tape();
    uint64_t len = timeline_len(timeline);
    uint64_t digest = model_digest(timeline_model(timeline));
    tell(timeline, 0, strange);
    if (timeline_status(timeline) != TIMELINE_STRANGE_EVENT) {
        fail_msg("a strange %s was taken", th_event_name(strange->kind));
    }
    tell(timeline, 0, &(th_event){.kind = TH_EVENT_FLAGS_READ});
    assert_int_equal(timeline_len(timeline), len);
    assert_int_equal(model_digest(timeline_model(timeline)), digest);
    assert_winds_exactly(timeline, 4, "after a strange event");
    timeline_free(timeline);
}

/* Method: each event names what the hand-made tape has not made, or makes what it has. */
static void a_strange_event_ends_the_tape_and_loses_nothing(void **state)
{
    (void)state;
    static const th_header header = {.buckets = 3};
    static const th_header wide = {.buckets = 4, .B = 60};
    const th_event strange[] = {
        {.kind = TH_EVENT_COUNT_OF_KINDS},
        {.kind = TH_EVENT_COUNT, .line = TH_LINE_COUNT},
        {.kind = TH_EVENT_OP_START, .before = TH_OP_COUNT},
        {.kind = TH_EVENT_OP_START, .before = TH_OP_MAKE},
        {.kind = TH_EVENT_SLOT_PROBED, .at = {.array = 9}},
        {.kind = TH_EVENT_SLOT_PROBED, .at = {.array = 3, .bucket = 2}},
        {.kind = TH_EVENT_SLOT_PROBED, .at = {.array = 3, .depth = 1}},
        {.kind = TH_EVENT_SLOT_PROBED, .at = {.array = 3, .slot = 300}},
        {.kind = TH_EVENT_EMPTY_REST},
        {.kind = TH_EVENT_EMPTY_REST, .at = {.array = 3, .slot = 8}},
        {.kind = TH_EVENT_EMPTY_REST, .at = {.array = 3}, .after = 256},
        {.kind = TH_EVENT_SLOT_WRITTEN, .at = {.array = 3}, .after = 9},
        {.kind = TH_EVENT_SLOT_MOVED, .at = {.array = 3}, .to = {.array = 3, .depth = 1}},
        {.kind = TH_EVENT_SLOT_MOVED, .at = {.array = 3}, .to = {.array = 3, .slot = 8}},
        {.kind = TH_EVENT_OVERFLOW_LINKED, .at = {.array = 3}},
        {.kind = TH_EVENT_OVERFLOW_LINKED, .at = {.array = 3, .depth = 2}},
        {.kind = TH_EVENT_BUCKET_WIPED},
        {.kind = TH_EVENT_BUCKETS_MADE, .at = {.array = 3}},
        {.kind = TH_EVENT_BUCKETS_MADE, .at = {.array = UINT32_MAX}},
        {.kind = TH_EVENT_BUCKETS_MADE, .at = {.array = 0}},
        {.kind = TH_EVENT_BUCKETS_MADE, .at = {.array = 4}, .after = 256},
        {.kind = TH_EVENT_GROW_START},
        {.kind = TH_EVENT_CLEARED, .header_before = &header, .header_after = &header},
        {.kind = TH_EVENT_GROW_START, .header_before = &header, .header_after = &wide},
        {.kind = TH_EVENT_ARRAY_FREED},
        {.kind = TH_EVENT_ARRAY_FREED, .at = {.array = 9}},
        {.kind = TH_EVENT_ITER_START, .cursor = 3},
        {.kind = TH_EVENT_ITER_YIELD},
        {.kind = TH_EVENT_HASH, .key = {NULL, 1}},
    };
    for (size_t i = 0; i < sizeof strange / sizeof *strange; i++)
        assert_refused(&strange[i]);
}

/* Tells the hand-made tape to a timeline that may run out of memory; how many events it took. */
static uint64_t tell_all(struct timeline *timeline)
{
    size_t count;
    const struct hand_event *events = hand_events(&count);
    for (uint32_t i = 0, map; i < HAND_MAPS; i++) {
        if (!timeline_add_map(timeline, "m", HAND_VALUE_SIZE, &map)) return 0;
    }
    for (size_t i = 0; i < count; i++)
        tell(timeline, events[i].map, &events[i].event);
    return timeline_len(timeline);
}

/* Method: the hand-made tape, with memory that fails from its 1st, 2nd, 3rd ... take on, until a
 * run needs no more. The moves that were taken must be the first of the whole tape, with the same
 * models. */
static void no_failed_allocation_loses_a_move(void **state)
{
    (void)state;
    struct timeline *whole = hand_tape();
    bool is_failing = true;
    for (uint64_t fail_from = 1; is_failing; fail_from++) {
        struct counted_memory counted = {.fail_from = fail_from};
        th_memory memory = counted_memory_use(&counted);
        struct timeline *timeline = timeline_make(&memory);
        if (timeline == NULL) continue;
        uint64_t len = tell_all(timeline);
        is_failing = counted.takes >= fail_from;
        if (len > 0) {
            enum timeline_status expected = is_failing ? TIMELINE_NO_MEMORY : TIMELINE_OK;
            assert_int_equal(timeline_status(timeline), expected);
            timeline_seek(whole, len);
            assert_int_equal(model_digest(timeline_model(timeline)),
                             model_digest(timeline_model(whole)));
            assert_winds_exactly(timeline, fail_from, "with failing memory");
        }
        timeline_free(timeline);
        assert_int_equal(counted.held_bytes, 0);
    }
    timeline_free(whole);
}

/* Method: a second try at adding a map, with memory again, must give a map that works. */
static void a_map_that_could_not_be_added_can_be_added_later(void **state)
{
    (void)state;
    for (uint64_t fail_from = 2; fail_from < 12; fail_from++) {
        struct counted_memory counted = {.fail_from = fail_from};
        th_memory memory = counted_memory_use(&counted);
        struct timeline *timeline = timeline_make(&memory);
        uint32_t map;
        bool is_added = timeline_add_map(timeline, "m", 8, &map);
        counted.fail_from = 0;
        if (!is_added) assert_true(timeline_add_map(timeline, "m", 16, &map));
        assert_int_equal(map, 0);
        assert_int_equal(model_map(timeline_model(timeline), 0)->value_size, is_added ? 8 : 16);
        tell(timeline, 0, &(th_event){.kind = TH_EVENT_COUNT, .after = 1});
        assert_int_equal(timeline_len(timeline), 1);
        timeline_free(timeline);
        assert_int_equal(counted.held_bytes, 0);
    }
}

static void a_size_covers_all_that_was_taken(void **state)
{
    (void)state;
    struct counted_memory counted = {0};
    th_memory memory = counted_memory_use(&counted);
    struct timeline *timeline = timeline_make(&memory);
    size_t empty_bytes = counted.held_bytes;
    (void)tell_all(timeline);
    struct timeline_size size = timeline_size(timeline);
    size_t total = size.tape_bytes + size.model_bytes;
    assert_true(total <= counted.held_bytes);
    assert_true(total >= (counted.held_bytes - empty_bytes) * 9 / 10);
    timeline_free(timeline);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_keys_have_one_id_and_others_another),
        cmocka_unit_test(many_and_long_keys_are_kept),
        cmocka_unit_test(a_value_that_stays_where_it_is_is_copied_once),
        cmocka_unit_test(values_of_size_zero_need_no_room),
        cmocka_unit_test(each_move_knows_its_operation),
        cmocka_unit_test(operations_of_workers_overlap),
        cmocka_unit_test(an_operation_that_is_never_ended_ends_where_the_next_begins),
        cmocka_unit_test(a_strange_event_ends_the_tape_and_loses_nothing),
        cmocka_unit_test(no_failed_allocation_loses_a_move),
        cmocka_unit_test(a_map_that_could_not_be_added_can_be_added_later),
        cmocka_unit_test(a_size_covers_all_that_was_taken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
