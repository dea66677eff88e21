/* registers_test.c - do the registers say what the operation knows at each of its moves? */
#include "tests/unit/timeline/fixture.h"

#include <string.h>

#include "core/hash.h"
#include "viz/timeline/registers.h"

enum { VALUE_SIZE = 8 };

/* A map of which every move is on a tape. Keys "a" to "z" hash to their place in the alphabet,
 * with a tophash of their own letter. */
struct watched {
    struct timeline *timeline;
    th_map *map;
    th_cursor cursor;
};

static uint64_t letter_hash(void *context, uint64_t seed, th_key key)
{
    (void)context;
    (void)seed;
    uint64_t letter = key.len == 0 ? 0 : (unsigned char)key.bytes[0];
    return letter << 56 | (letter - 'a');
}

static struct watched watch(void)
{
    struct watched watched = {.timeline = timeline_make(NULL)};
    uint32_t index;
    assert_true(timeline_add_map(watched.timeline, "m", VALUE_SIZE, &index));
    th_map_options options = {.value_size = VALUE_SIZE,
                              .is_seeded = true,
                              .seed = 1,
                              .hash = {.hash = letter_hash},
                              .observer = timeline_observer(watched.timeline, index)};
    assert_int_equal(th_map_make(&options, &watched.map), TH_OK);
    return watched;
}

static void unwatch(struct watched *watched)
{
    th_cursor_close(&watched->cursor);
    th_map_free(watched->map);
    timeline_free(watched->timeline);
}

static const char *const letters[26] = {"a", "b", "c", "d", "e", "f", "g", "h", "i",
                                        "j", "k", "l", "m", "n", "o", "p", "q", "r",
                                        "s", "t", "u", "v", "w", "x", "y", "z"};

static void put(struct watched *watched, unsigned letter, int64_t value)
{
    assert_int_equal(th_map_put(watched->map, th_key_of(letters[letter]), &value), TH_OK);
}

/* The registers behind the last operation's first move of a kind. */
static struct registers after_first(const struct watched *watched, th_event_kind kind)
{
    struct registers registers;
    uint64_t count = timeline_op_count(watched->timeline);
    struct timeline_op op = timeline_op(watched->timeline, count - 1);
    for (uint64_t i = op.first; i < op.end; i++) {
        if (timeline_move(watched->timeline, i)->kind != kind) continue;
        registers_read(watched->timeline, i + 1, 0, &registers);
        return registers;
    }
    fail_msg("no %s", th_event_name(kind));
    return (struct registers){0};
}

static void before_its_first_operation_a_worker_has_no_registers(void **state)
{
    (void)state;
    struct watched watched = watch();
    struct registers registers;
    registers_read(watched.timeline, 0, 0, &registers);
    assert_false(registers.has_op);
    assert_int_equal(registers.line, TH_LINE_NONE);
    registers_read(watched.timeline, timeline_len(watched.timeline), 1, &registers);
    assert_false(registers.has_op);
    unwatch(&watched);
}

static void a_put_learns_its_values_move_by_move(void **state)
{
    (void)state;
    struct watched watched = watch();
    put(&watched, 2, 77);
    struct registers at = after_first(&watched, TH_EVENT_OP_START);
    assert_int_equal(at.op.op, TH_OP_PUT);
    assert_int_equal(at.move_count, 1);
    assert_true(at.move_total > 10);
    assert_int_equal(at.key.len, 1);
    assert_memory_equal(at.key.bytes, "c", 1);
    int64_t value;
    memcpy(&value, at.value, sizeof value);
    assert_int_equal(value, 77);
    assert_false(at.is_hash_known);
    assert_false(at.is_over);
    at = after_first(&watched, TH_EVENT_HASH);
    assert_true(at.is_hash_known);
    assert_int_equal(at.hash, (uint64_t)'c' << 56 | 2);
    assert_int_equal(at.tophash, 'c');
    assert_false(at.has_bucket);
    at = after_first(&watched, TH_EVENT_SLOT_PROBED);
    assert_true(at.has_bucket);
    assert_int_equal(at.bucket.bucket, 0);
    assert_int_equal(at.probe, REGISTERS_PROBE_REST);
    assert_int_equal(at.line, TH_LINE_PUT_PROBE);
    at = after_first(&watched, TH_EVENT_GROWTH_CHECKED);
    assert_true(at.is_growth_checked);
    assert_int_equal(at.growth, TH_GROWTH_NONE);
    assert_int_equal(at.growth_count, 1);
    assert_int_equal(at.probe, REGISTERS_PROBE_NONE);
    at = after_first(&watched, TH_EVENT_OP_END);
    assert_true(at.is_over);
    assert_true(at.result);
    assert_int_equal(at.move_count, at.move_total);
    unwatch(&watched);
}

static void a_second_put_finds_its_key(void **state)
{
    (void)state;
    struct watched watched = watch();
    put(&watched, 0, 1);
    put(&watched, 1, 2);
    put(&watched, 1, 3);
    struct registers at = after_first(&watched, TH_EVENT_SLOT_PROBED);
    assert_int_equal(at.probe, REGISTERS_PROBE_DIFFERENT);
    assert_int_equal(at.probed_tophash, 'a');
    at = after_first(&watched, TH_EVENT_KEY_COMPARED);
    assert_int_equal(at.probe, REGISTERS_PROBE_EQUAL);
    assert_int_equal(at.probe_count, 2);
    assert_int_equal(at.compare_count, 1);
    assert_true(at.is_key_equal);
    assert_true(at.has_found);
    assert_int_equal(at.found.slot, 1);
    at = after_first(&watched, TH_EVENT_OP_END);
    assert_false(at.result);
    unwatch(&watched);
}

static void a_get_says_what_it_found(void **state)
{
    (void)state;
    struct watched watched = watch();
    put(&watched, 0, 41);
    assert_non_null(th_map_get(watched.map, th_key_of("a")));
    struct registers at = after_first(&watched, TH_EVENT_OP_END);
    assert_true(at.result);
    assert_false(at.is_hash_known); /* one bucket, a short key: it was compared without a hash */
    int64_t value;
    memcpy(&value, at.value, sizeof value);
    assert_int_equal(value, 41);
    assert_int_equal(at.place_count, 0);
    assert_int_equal(at.header_op, 0);
    unwatch(&watched);
}

static bool has_place(const struct registers *registers, th_place place, bool is_now)
{
    for (uint32_t i = 0; i < registers->place_count; i++) {
        const struct registers_place *changed = &registers->places[i];
        if (changed->place.array == place.array && changed->place.bucket == place.bucket &&
            changed->place.depth == place.depth && changed->place.slot == place.slot) {
            return changed->is_now == is_now;
        }
    }
    return false;
}

static void the_current_change_is_told_from_earlier_ones(void **state)
{
    (void)state;
    struct watched watched = watch();
    put(&watched, 3, 1);
    const th_place slot = {.array = 1};
    const th_place array = {.array = 1, .bucket = REGISTERS_WHOLE, .slot = REGISTERS_WHOLE};
    struct registers at = after_first(&watched, TH_EVENT_BUCKETS_MADE);
    assert_true(has_place(&at, array, true));
    assert_int_equal(at.header_now, REGISTERS_BUCKETS);
    assert_int_equal(at.header_op, REGISTERS_BUCKETS | REGISTERS_FLAGS);
    at = after_first(&watched, TH_EVENT_SLOT_WRITTEN);
    assert_true(has_place(&at, array, false));
    assert_true(has_place(&at, slot, true));
    assert_int_equal(at.place_count, 2);
    assert_true(at.has_all_places);
    assert_int_equal(at.places[0].place.bucket, 0); /* latest first */
    at = after_first(&watched, TH_EVENT_COUNT);
    assert_true(has_place(&at, slot, false));
    assert_int_equal(at.header_now, REGISTERS_COUNT);
    unwatch(&watched);
}

static void growth_shows_verdict_bucket_and_each_slot_that_moves(void **state)
{
    (void)state;
    struct watched watched = watch();
    for (unsigned letter = 0; letter < 9; letter++)
        put(&watched, letter, letter);
    struct registers at = after_first(&watched, TH_EVENT_GROWTH_CHECKED);
    assert_int_equal(at.growth, TH_GROWTH_DOUBLE);
    assert_int_equal(at.growth_count, 9);
    assert_false(at.has_begun_growth);
    at = after_first(&watched, TH_EVENT_GROW_START);
    assert_true(at.has_begun_growth);
    assert_int_equal(at.B_before, 0);
    assert_int_equal(at.header_now & REGISTERS_B, REGISTERS_B);
    assert_int_equal(at.header_now & REGISTERS_OLDBUCKETS, REGISTERS_OLDBUCKETS);
    assert_false(at.is_evacuating);
    at = after_first(&watched, TH_EVENT_SLOT_MOVED);
    assert_true(at.is_evacuating);
    assert_int_equal(at.evacuating.array, 1);
    assert_true(at.has_moved);
    assert_int_equal(at.moved_from.array, 1);
    assert_int_equal(at.moved_to.array, 2);
    assert_int_equal(at.moved_hash, (uint64_t)'a' << 56);
    at = after_first(&watched, TH_EVENT_NEVACUATE);
    assert_true(at.has_begun_growth);
    assert_false(at.is_evacuating);
    assert_false(at.has_moved);
    assert_int_equal(at.hash, (uint64_t)'i' << 56 | 8); /* the put's own, not the moved ones' */
    unwatch(&watched);
}

static void a_step_shows_its_cursor_and_what_it_yields(void **state)
{
    (void)state;
    struct watched watched = watch();
    put(&watched, 4, 10);
    th_cursor_open_at(watched.map, &watched.cursor, 0, 7);
    assert_true(th_cursor_next(&watched.cursor));
    struct registers at = after_first(&watched, TH_EVENT_ITER_SKIP);
    assert_int_equal(at.skip, TH_SKIP_EMPTY);
    assert_int_equal(at.cursor, 1);
    assert_false(at.has_yielded);
    at = after_first(&watched, TH_EVENT_ITER_YIELD);
    assert_int_equal(at.skip, -1);
    assert_true(at.has_yielded);
    assert_memory_equal(at.key.bytes, "e", 1);
    assert_non_null(at.value);
    unwatch(&watched);
}

static void a_panic_and_a_fatal_error_are_shown(void **state)
{
    (void)state;
    struct timeline *timeline = hand_timeline(NULL);
    static struct registers at;
    tell(timeline, 1, &(th_event){.kind = TH_EVENT_OP_START, .before = TH_OP_PUT});
    tell(timeline, 1, &(th_event){.kind = TH_EVENT_PANIC, .before = TH_NIL_MAP});
    tell(timeline, 1, &(th_event){.kind = TH_EVENT_OP_END, .before = TH_OP_PUT});
    registers_read(timeline, 3, 0, &at);
    assert_true(at.has_panicked);
    assert_int_equal(at.status, TH_NIL_MAP);
    assert_int_equal(at.op.map, 1);
    tell(timeline, 0, &(th_event){.kind = TH_EVENT_OP_START, .before = TH_OP_PUT});
    tell(timeline, 0, &(th_event){.kind = TH_EVENT_FATAL, .before = TH_FATAL_WRITES, .after = 1});
    registers_read(timeline, 5, 0, &at);
    assert_true(at.is_fatal && at.is_fatal_at_exit && !at.is_over && !at.has_panicked);
    assert_int_equal(at.fatal, TH_FATAL_WRITES);
    timeline_free(timeline);
}

/* Lanes: what worker 1 does now is no news of worker 0's. */
static void another_workers_move_is_not_current(void **state)
{
    (void)state;
    struct timeline *timeline = hand_timeline(NULL);
    static struct registers at;
    tell(timeline, 0, &(th_event){.kind = TH_EVENT_OP_START, .before = TH_OP_PUT});
    tell(timeline, 0, &(th_event){.kind = TH_EVENT_COUNT, .after = 1});
    timeline_set_worker(timeline, 1);
    tell(timeline, 0, &(th_event){.kind = TH_EVENT_OP_START, .before = TH_OP_GET});
    registers_read(timeline, 2, 0, &at);
    assert_int_equal(at.header_now, REGISTERS_COUNT);
    registers_read(timeline, 3, 0, &at);
    assert_int_equal(at.header_now, 0);
    assert_int_equal(at.header_op, REGISTERS_COUNT);
    assert_int_equal(at.op.op, TH_OP_PUT);
    assert_int_equal(at.move_count, 2);
    registers_read(timeline, 3, 1, &at);
    assert_int_equal(at.op.op, TH_OP_GET);
    assert_int_equal(at.move_count, 1);
    timeline_free(timeline);
}

/* Method: one operation changes 300 slots, the first 10 twice. */
static void of_too_many_changes_the_latest_are_kept(void **state)
{
    (void)state;
    enum { SLOTS = REGISTERS_PLACES_MAX + 44, AGAIN = 10 };
    struct timeline *timeline = hand_timeline(NULL);
    static struct registers at;
    tell(timeline, 0, &(th_event){.kind = TH_EVENT_BUCKETS_MADE, .at = {.array = 1}, .after = 6});
    tell(timeline, 0, &(th_event){.kind = TH_EVENT_OP_START, .before = TH_OP_PUT});
    for (uint32_t i = 0; i < SLOTS + AGAIN; i++) {
        th_event event = {.kind = TH_EVENT_EMPTY_EVACUATED, .after = 4};
        event.at = (th_place){.array = 1, .bucket = i % SLOTS / 8, .slot = i % SLOTS % 8};
        tell(timeline, 0, &event);
    }
    registers_read(timeline, timeline_len(timeline), 0, &at);
    assert_int_equal(at.place_count, REGISTERS_PLACES_MAX);
    assert_int_equal(at.place_total, SLOTS + AGAIN);
    assert_false(at.has_all_places);
    assert_int_equal(at.places[0].place.bucket, (AGAIN - 1) / 8);
    assert_true(at.places[0].is_now);
    assert_int_equal(at.places[AGAIN].place.bucket, (SLOTS - 1) / 8);
    assert_false(at.places[AGAIN].is_now);
    timeline_free(timeline);
}

static void assert_same_registers(const struct registers *a, const struct registers *b)
{
    assert_int_equal(a->has_op, b->has_op);
    assert_int_equal(a->op.number, b->op.number);
    assert_int_equal(a->move_count, b->move_count);
    assert_int_equal(a->line, b->line);
    assert_int_equal(a->key_id, b->key_id);
    assert_int_equal(a->value_id, b->value_id);
    assert_ptr_equal(a->key.bytes, b->key.bytes);
    assert_int_equal(a->hash, b->hash);
    assert_int_equal(a->found.depth, b->found.depth);
    assert_int_equal(a->header_now, b->header_now);
    assert_int_equal(a->header_op, b->header_op);
    assert_int_equal(a->place_count, b->place_count);
    for (uint32_t i = 0; i < a->place_count; i++) {
        assert_int_equal(a->places[i].place.array, b->places[i].place.array);
        assert_int_equal(a->places[i].place.bucket, b->places[i].place.bucket);
        assert_int_equal(a->places[i].place.depth, b->places[i].place.depth);
        assert_int_equal(a->places[i].place.slot, b->places[i].place.slot);
        assert_int_equal(a->places[i].is_now, b->places[i].is_now);
    }
}

static void where_the_tape_stands_makes_no_difference(void **state)
{
    (void)state;
    struct timeline *timeline = hand_tape();
    static struct registers here, there;
    for (uint64_t position = 0; position <= timeline_len(timeline); position++) {
        timeline_seek(timeline, position);
        registers_read(timeline, position, 0, &here);
        timeline_seek(timeline, timeline_len(timeline) - position);
        registers_read(timeline, position, 0, &there);
        assert_same_registers(&here, &there);
    }
    timeline_free(timeline);
}

/* Method: a put that probes slots 0 and 1, comparing the key in slot 0. Its loop comes round: the
 * comparison is of the round before. */
static void a_line_has_its_latest_move_of_this_round(void **state)
{
    struct watched watched = watch();
    struct registers registers;
    (void)state;
    put(&watched, 0, 1);
    put(&watched, 1, 2);
    registers = after_first(&watched, TH_EVENT_SLOT_PROBED);
    uint64_t probed = registers.line_moves[TH_LINE_PUT_PROBE];
    assert_true(registers.line_moves[TH_LINE_PUT_HASH] != 0);
    assert_true(probed > registers.line_moves[TH_LINE_PUT_HASH]);
    assert_int_equal(registers.line_moves[TH_LINE_PUT_WRITE], 0);
    registers = after_first(&watched, TH_EVENT_SLOT_WRITTEN);
    assert_true(registers.line_moves[TH_LINE_PUT_PROBE] > probed);
    assert_int_equal(registers.line_moves[TH_LINE_PUT_COMPARE], 0);
    assert_int_equal(
        timeline_move(watched.timeline, registers.line_moves[TH_LINE_PUT_WRITE] - 1)->kind,
        TH_EVENT_SLOT_WRITTEN);
    unwatch(&watched);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(before_its_first_operation_a_worker_has_no_registers),
        cmocka_unit_test(a_put_learns_its_values_move_by_move),
        cmocka_unit_test(a_second_put_finds_its_key),
        cmocka_unit_test(a_get_says_what_it_found),
        cmocka_unit_test(the_current_change_is_told_from_earlier_ones),
        cmocka_unit_test(growth_shows_verdict_bucket_and_each_slot_that_moves),
        cmocka_unit_test(a_step_shows_its_cursor_and_what_it_yields),
        cmocka_unit_test(a_panic_and_a_fatal_error_are_shown),
        cmocka_unit_test(another_workers_move_is_not_current),
        cmocka_unit_test(of_too_many_changes_the_latest_are_kept),
        cmocka_unit_test(where_the_tape_stands_makes_no_difference),
        cmocka_unit_test(a_line_has_its_latest_move_of_this_round),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
