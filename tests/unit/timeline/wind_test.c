/* wind_test.c - does the tape wind exactly, and tell again what it was told? On tapes made by
 * hand. */
#include "tests/unit/timeline/fixture.h"

#include <stdlib.h>
#include <string.h>

/* ---- T1, T2 ---- */

static void the_hand_made_tape_has_every_kind_of_move(void **state)
{
    (void)state;
    bool is_there[TH_EVENT_COUNT_OF_KINDS] = {false};
    size_t count;
    const struct hand_event *events = hand_events(&count);
    for (size_t i = 0; i < count; i++)
        is_there[events[i].event.kind] = true;
    for (int kind = 0; kind < TH_EVENT_COUNT_OF_KINDS; kind++) {
        if (!is_there[kind]) fail_msg("no %s", th_event_name((th_event_kind)kind));
    }
}

/* Method: the digest before each move is taken while the tape is being recorded. */
static void every_move_is_undone_exactly(void **state)
{
    (void)state;
    struct timeline *timeline = hand_timeline(NULL);
    size_t count;
    const struct hand_event *events = hand_events(&count);
    for (size_t i = 0; i < count; i++) {
        uint64_t before = model_digest(timeline_model(timeline));
        tell(timeline, events[i].map, &events[i].event);
        uint64_t after = model_digest(timeline_model(timeline));
        timeline_seek(timeline, i);
        if (model_digest(timeline_model(timeline)) != before) {
            fail_msg("move %zu, a %s, is not undone", i, th_event_name(events[i].event.kind));
        }
        timeline_seek(timeline, i + 1);
        assert_int_equal(model_digest(timeline_model(timeline)), after);
    }
    timeline_free(timeline);
}

/* Method: the digest must change with those kinds that move_changes names, and not with the
 * others. Free to do neither: an op_start or panic, which mostly changes nothing, and a cursor's
 * look at the slot that it stands at already. */
static void a_move_is_seen_in_the_model_when_it_changes_the_map(void **state)
{
    (void)state;
    struct timeline *timeline = hand_tape();
    for (uint64_t i = 0; i < timeline_len(timeline); i++) {
        const struct move *move = timeline_move(timeline, i);
        bool may_change = move_changes(move->kind);
        bool must_change = may_change && move->kind != TH_EVENT_OP_START &&
                           move->kind != TH_EVENT_PANIC && move->kind != TH_EVENT_ITER_SKIP;
        timeline_seek(timeline, i);
        uint64_t before = model_digest(timeline_model(timeline));
        timeline_seek(timeline, i + 1);
        bool is_changed = model_digest(timeline_model(timeline)) != before;
        if ((is_changed && !may_change) || (!is_changed && must_change)) {
            fail_msg("move %u, a %s", (unsigned)i, th_event_name((th_event_kind)move->kind));
        }
    }
    timeline_free(timeline);
}

static void every_position_is_one_model_whichever_way_it_is_reached(void **state)
{
    (void)state;
    struct timeline *timeline = hand_tape();
    assert_winds_exactly(timeline, 1, "the hand-made tape");
    timeline_free(timeline);
}

/* ---- Parked models ---- */

/* The digests at all positions, reached by winding one model. */
static uint64_t *digests_of(struct timeline *timeline)
{
    uint64_t *digests = malloc((timeline_len(timeline) + 1) * sizeof *digests);
    assert_non_null(digests);
    for (uint64_t i = 0; i <= timeline_len(timeline); i++) {
        timeline_seek(timeline, i);
        digests[i] = model_digest(timeline_model(timeline));
    }
    return digests;
}

static void assert_digests(struct timeline *timeline, const uint64_t *digests, uint64_t len,
                           uint64_t seed)
{
    for (uint64_t i = 0; i < 2 * len; i++) {
        uint64_t position = i <= len ? len - i : next_random(&seed) % (len + 1);
        timeline_seek(timeline, position);
        assert_int_equal(timeline_position(timeline), position);
        assert_int_equal(model_digest(timeline_model(timeline)), digests[position]);
    }
}

static void parked_models_are_the_ones_that_winding_reaches(void **state)
{
    (void)state;
    struct timeline *timeline = hand_tape();
    uint64_t len = timeline_len(timeline);
    uint64_t *digests = digests_of(timeline);
    for (uint64_t stretch = 1; stretch <= len + 1; stretch++) {
        assert_true(timeline_park_models(timeline, stretch));
        assert_digests(timeline, digests, len, stretch);
    }
    free(digests);
    timeline_free(timeline);
}

static void what_is_recorded_later_finds_no_parked_model_in_its_way(void **state)
{
    (void)state;
    struct timeline *timeline = hand_timeline(NULL);
    struct timeline *whole = hand_tape();
    uint64_t *digests = digests_of(whole);
    size_t count;
    const struct hand_event *events = hand_events(&count);
    for (size_t i = 0; i < count; i++) {
        tell(timeline, events[i].map, &events[i].event);
        assert_true(timeline_park_models(timeline, 3));
        timeline_seek(timeline, i / 2);
    }
    assert_digests(timeline, digests, count, 1);
    free(digests);
    timeline_free(whole);
    timeline_free(timeline);
}

/* Method: the 1st, 2nd, 3rd ... take from parking on fails, until it needs no more. */
static void no_memory_for_parked_models_leaves_the_way_as_it_was(void **state)
{
    (void)state;
    struct counted_memory counted = {0};
    th_memory memory = counted_memory_use(&counted);
    struct timeline *whole = hand_tape();
    uint64_t *digests = digests_of(whole);
    bool is_parked = false;
    for (uint64_t more = 1; !is_parked; more++) {
        struct timeline *timeline = hand_tape_in(&memory);
        size_t held_bytes = counted.held_bytes;
        counted.fail_from = counted.takes + more;
        is_parked = timeline_park_models(timeline, 5);
        counted.fail_from = 0;
        if (!is_parked) assert_int_equal(counted.held_bytes, held_bytes);
        assert_digests(timeline, digests, timeline_len(whole), more);
        timeline_free(timeline);
        assert_int_equal(counted.held_bytes, 0);
    }
    free(digests);
    timeline_free(whole);
}

static void assert_same_place(th_place a, th_place b)
{
    assert_int_equal(a.array, b.array);
    assert_int_equal(a.bucket, b.bucket);
    assert_int_equal(a.depth, b.depth);
    assert_int_equal(a.slot, b.slot);
}

static void assert_same_header(const th_header *a, const th_header *b)
{
    assert_int_equal(a == NULL, b == NULL);
    if (a == NULL) return;
    assert_int_equal(a->count, b->count);
    assert_int_equal(a->nevacuate, b->nevacuate);
    assert_int_equal(a->hash0, b->hash0);
    assert_int_equal(a->buckets, b->buckets);
    assert_int_equal(a->oldbuckets, b->oldbuckets);
    assert_int_equal(a->noverflow, b->noverflow);
    assert_int_equal(a->flags, b->flags);
    assert_int_equal(a->B, b->B);
}

static void what_was_told_is_told_again(void **state)
{
    (void)state;
    struct timeline *timeline = hand_tape();
    size_t count;
    const struct hand_event *events = hand_events(&count);
    timeline_seek(timeline, 0); /* where the tape stands makes no difference */
    for (size_t i = 0; i < count; i++) {
        const th_event *told = &events[i].event;
        th_event again;
        timeline_event(timeline, i, &again);
        assert_int_equal(again.kind, told->kind);
        assert_int_equal(again.line, told->line);
        assert_same_place(again.at, told->at);
        assert_same_place(again.to, told->to);
        assert_int_equal(again.before, told->before);
        assert_int_equal(again.after, told->after);
        assert_int_equal(again.hash, told->hash);
        assert_int_equal(again.cursor, told->cursor);
        assert_int_equal(again.key.len, told->key.len);
        if (told->key.len > 0) {
            assert_true(again.key.bytes != told->key.bytes);
            assert_memory_equal(again.key.bytes, told->key.bytes, told->key.len);
        }
        if (told->value != NULL) {
            assert_true(again.value != told->value);
            assert_memory_equal(again.value, told->value, HAND_VALUE_SIZE);
        }
        assert_same_header(again.header_before, told->header_before);
        assert_same_header(again.header_after, told->header_after);
    }
    timeline_free(timeline);
}

/* ---- T3 ---- */

static void an_event_told_while_wound_back_lands_at_the_end(void **state)
{
    (void)state;
    struct timeline *timeline = hand_tape();
    uint64_t len = timeline_len(timeline);
    timeline_seek(timeline, len / 2);
    tell(timeline, 0, &(th_event){.kind = TH_EVENT_COUNT, .after = 5});
    assert_int_equal(timeline_status(timeline), TIMELINE_OK);
    assert_int_equal(timeline_len(timeline), len + 1);
    assert_int_equal(timeline_position(timeline), len + 1);
    assert_int_equal(model_map(timeline_model(timeline), 0)->header.count, 5);
    assert_winds_exactly(timeline, 2, "recorded after winding back");
    timeline_free(timeline);
}

/* ---- Races ---- */

/* Two writers read count 1; both store 2. The second's `before` is not what it overwrites. */
static void a_lost_update_is_undone_to_what_really_stood_there(void **state)
{
    (void)state;
    struct timeline *timeline = hand_timeline(NULL);
    tell(timeline, 0, &(th_event){.kind = TH_EVENT_COUNT, .before = 0, .after = 1});
    timeline_set_worker(timeline, 1);
    tell(timeline, 0, &(th_event){.kind = TH_EVENT_COUNT, .before = 1, .after = 2});
    timeline_set_worker(timeline, 2);
    tell(timeline, 0, &(th_event){.kind = TH_EVENT_COUNT, .before = 1, .after = 2});
    timeline_seek(timeline, 2);
    assert_int_equal(model_map(timeline_model(timeline), 0)->header.count, 2);
    timeline_seek(timeline, 1);
    assert_int_equal(model_map(timeline_model(timeline), 0)->header.count, 1);
    th_event again;
    timeline_event(timeline, 2, &again);
    assert_int_equal(again.before, 1);
    assert_int_equal(timeline_move(timeline, 2)->worker, 2);
    timeline_free(timeline);
}

static th_event written(uint32_t depth, uint32_t slot, const char *key)
{
    return (th_event){.kind = TH_EVENT_SLOT_WRITTEN,
                      .at = {.array = 1, .depth = depth, .slot = slot},
                      .after = 9,
                      .key = th_key_of(key),
                      .value = "vvvv"};
}

static th_key key_at(const struct timeline *timeline, uint32_t depth, uint32_t slot)
{
    struct model_slot found;
    th_place place = {.array = 1, .depth = depth, .slot = slot};
    if (!model_slot(timeline_model(timeline), 0, place, &found)) return (th_key){NULL, 0};
    return found.key;
}

/* Both writers saw the chain end at its main bucket; the first one's bucket is lost. */
static void an_overflow_bucket_that_a_race_lost_comes_back_when_undone(void **state)
{
    (void)state;
    struct timeline *timeline = hand_timeline(NULL);
    th_event link = {.kind = TH_EVENT_OVERFLOW_LINKED, .at = {.array = 1, .depth = 1, .link = 1}};
    th_event first = written(1, 0, "first");
    th_event second = written(1, 0, "second");
    tell(timeline, 0, &(th_event){.kind = TH_EVENT_BUCKETS_MADE, .at = {.array = 1}});
    tell(timeline, 0, &link);
    tell(timeline, 0, &first);
    link.at.link = 2;
    tell(timeline, 0, &link);
    assert_null(key_at(timeline, 1, 0).bytes);
    assert_int_equal(model_chain_len(timeline_model(timeline), 0, 1, 0), 2);
    tell(timeline, 0, &second);
    assert_string_equal(key_at(timeline, 1, 0).bytes, "second");
    first.at.slot = 1; /* the first writer goes on in the bucket that is lost */
    first.at.link = 1;
    tell(timeline, 0, &first);
    assert_null(key_at(timeline, 1, 1).bytes);
    timeline_seek(timeline, 3);
    assert_string_equal(key_at(timeline, 1, 0).bytes, "first");
    assert_winds_exactly(timeline, 3, "two overflow buckets in one place");
    timeline_free(timeline);
}

/* Two writers chose the same free slot. */
static void an_overwritten_entry_comes_back_when_undone(void **state)
{
    (void)state;
    struct timeline *timeline = hand_timeline(NULL);
    th_event first = written(0, 0, "first");
    th_event second = written(0, 0, "second");
    tell(timeline, 0, &(th_event){.kind = TH_EVENT_BUCKETS_MADE, .at = {.array = 1}});
    tell(timeline, 0, &first);
    tell(timeline, 0, &second);
    assert_string_equal(key_at(timeline, 0, 0).bytes, "second");
    timeline_seek(timeline, 2);
    assert_string_equal(key_at(timeline, 0, 0).bytes, "first");
    timeline_free(timeline);
}

/* ---- The model's answers ---- */

static void a_map_is_nil_until_its_making_and_after_a_failed_one(void **state)
{
    (void)state;
    struct timeline *timeline = hand_tape();
    const struct model *model = timeline_model(timeline);
    assert_true(model_map(model, 0)->is_made);
    assert_false(model_map(model, 1)->is_made);
    assert_false(model_map(model, 2)->is_made);
    timeline_seek(timeline, timeline_len(timeline) - 2);
    assert_true(model_map(model, 2)->is_made);
    timeline_seek(timeline, 0);
    assert_false(model_map(model, 0)->is_made);
    timeline_free(timeline);
}

static uint64_t index_of(const struct timeline *timeline, th_event_kind kind)
{
    for (uint64_t i = 0; i < timeline_len(timeline); i++) {
        if (timeline_move(timeline, i)->kind == kind) return i;
    }
    fail_msg("no %s", th_event_name(kind));
    return 0;
}

static void an_array_is_current_then_old_then_kept_then_freed(void **state)
{
    (void)state;
    struct timeline *timeline = hand_tape();
    const struct model *model = timeline_model(timeline);
    timeline_seek(timeline, index_of(timeline, TH_EVENT_BUCKETS_MADE));
    assert_int_equal(model_array(model, 0, 1).state, MODEL_ARRAY_NONE);
    timeline_seek(timeline, index_of(timeline, TH_EVENT_GROW_START));
    assert_int_equal(model_array(model, 0, 1).state, MODEL_ARRAY_CURRENT);
    assert_int_equal(model_array(model, 0, 1).linked_count, 1);
    timeline_seek(timeline, index_of(timeline, TH_EVENT_GROW_END));
    assert_int_equal(model_array(model, 0, 1).state, MODEL_ARRAY_OLD);
    timeline_seek(timeline, index_of(timeline, TH_EVENT_ARRAY_FREED));
    assert_int_equal(model_array(model, 0, 1).state, MODEL_ARRAY_KEPT);
    timeline_seek(timeline, timeline_len(timeline));
    assert_int_equal(model_array(model, 0, 1).state, MODEL_ARRAY_FREED);
    assert_int_equal(model_array(model, 0, 2).state, MODEL_ARRAY_CLEARED);
    assert_int_equal(model_array(model, 0, 3).state, MODEL_ARRAY_CURRENT);
    assert_int_equal(model_array(model, 0, 3).bucket_count, 2);
    assert_int_equal(model_array(model, 0, 4).state, MODEL_ARRAY_NONE);
    timeline_free(timeline);
}

static void a_moved_entry_leaves_a_ghost_until_its_bucket_is_wiped(void **state)
{
    (void)state;
    struct timeline *timeline = hand_tape();
    const struct model *model = timeline_model(timeline);
    const th_place from = {.array = 1};
    struct model_slot slot;
    timeline_seek(timeline, index_of(timeline, TH_EVENT_SLOT_MOVED) + 1);
    assert_true(model_slot(model, 0, from, &slot));
    assert_int_equal(slot.tophash, 3);
    assert_true(slot.is_ghost);
    assert_false(slot.is_entry);
    assert_int_equal(slot.key.len, 3);
    assert_memory_equal(slot.value, "2222", 4);
    assert_true(model_is_evacuated(model, 0, 1, 0));
    timeline_seek(timeline, index_of(timeline, TH_EVENT_BUCKET_WIPED) + 1);
    assert_true(model_slot(model, 0, from, &slot));
    assert_false(slot.is_ghost);
    assert_int_equal(slot.key_id, 0);
    assert_int_equal(model_chain_len(model, 0, 1, 0), 1);
    assert_int_equal(model_sum(model, 0, 2, 1, 2).entries, 1);
    timeline_free(timeline);
}

static void the_open_cursors_are_listed_latest_first(void **state)
{
    (void)state;
    struct timeline *timeline = hand_tape();
    const struct model *model = timeline_model(timeline);
    assert_int_equal(model_cursor_first(model, 0), 3);
    assert_int_equal(model_cursor_after(model, 0, 3), 0);
    timeline_seek(timeline, index_of(timeline, TH_EVENT_ITER_CLOSED));
    assert_int_equal(model_cursor_first(model, 0), 3);
    assert_int_equal(model_cursor_after(model, 0, 3), 2);
    assert_int_equal(model_cursor_after(model, 0, 2), 1);
    assert_int_equal(model_cursor_after(model, 0, 1), 0);
    struct model_cursor cursor;
    assert_true(model_cursor(model, 0, 1, &cursor));
    assert_true(cursor.is_open);
    assert_int_equal(cursor.yield_count, 2);
    assert_int_equal(cursor.start.slot, 3);
    assert_int_equal(cursor.stands.depth, 1);
    assert_int_equal(timeline_key(timeline, cursor.key_id).len, 0);
    assert_true(model_cursor(model, 0, 3, &cursor));
    assert_true(cursor.is_in_old);
    timeline_seek(timeline, timeline_len(timeline));
    assert_true(model_cursor(model, 0, 1, &cursor));
    assert_true(cursor.is_done);
    assert_false(cursor.is_open);
    assert_false(model_cursor(model, 0, 4, &cursor));
    timeline_free(timeline);
}

/* clear empties the old array, too, when a cursor keeps it, and tells no slot of it. */
static void a_clear_leaves_no_entry_behind_anywhere(void **state)
{
    (void)state;
    static const th_header before = {.count = 1, .buckets = 2, .oldbuckets = 1, .B = 1};
    static const th_header after = {.buckets = 3, .B = 1};
    struct timeline *timeline = hand_timeline(NULL);
    th_event old_entry = written(0, 0, "old");
    tell(timeline, 0, &(th_event){.kind = TH_EVENT_BUCKETS_MADE, .at = {.array = 1}});
    tell(timeline, 0, &old_entry);
    tell(timeline, 0,
         &(th_event){
             .kind = TH_EVENT_GROW_START, .header_before = &before, .header_after = &before});
    struct model_slot slot;
    assert_true(model_slot(timeline_model(timeline), 0, (th_place){.array = 1}, &slot));
    assert_true(slot.is_entry);
    tell(timeline, 0,
         &(th_event){.kind = TH_EVENT_CLEARED, .header_before = &before, .header_after = &after});
    assert_int_equal(model_array(timeline_model(timeline), 0, 1).state, MODEL_ARRAY_CLEARED);
    assert_int_equal(model_array(timeline_model(timeline), 0, 2).state, MODEL_ARRAY_CLEARED);
    assert_true(model_slot(timeline_model(timeline), 0, (th_place){.array = 1}, &slot));
    assert_false(slot.is_entry || slot.is_ghost);
    assert_int_equal(slot.tophash, 1);
    assert_winds_exactly(timeline, 5, "a clear in a growth");
    timeline_free(timeline);
}

static void a_place_that_is_not_there_has_no_slot(void **state)
{
    (void)state;
    struct timeline *timeline = hand_tape();
    const struct model *model = timeline_model(timeline);
    struct model_slot slot;
    assert_false(model_slot(model, 0, (th_place){.array = 0}, &slot));
    assert_false(model_slot(model, 0, (th_place){.array = 9}, &slot));
    assert_false(model_slot(model, 0, (th_place){.array = 3, .bucket = 2}, &slot));
    assert_false(model_slot(model, 0, (th_place){.array = 3, .depth = 1}, &slot));
    assert_false(model_slot(model, 0, (th_place){.array = 3, .slot = 8}, &slot));
    assert_int_equal(model_chain_len(model, 0, 3, 2), 0);
    timeline_free(timeline);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_hand_made_tape_has_every_kind_of_move),
        cmocka_unit_test(every_move_is_undone_exactly),
        cmocka_unit_test(a_move_is_seen_in_the_model_when_it_changes_the_map),
        cmocka_unit_test(every_position_is_one_model_whichever_way_it_is_reached),
        cmocka_unit_test(parked_models_are_the_ones_that_winding_reaches),
        cmocka_unit_test(what_is_recorded_later_finds_no_parked_model_in_its_way),
        cmocka_unit_test(no_memory_for_parked_models_leaves_the_way_as_it_was),
        cmocka_unit_test(what_was_told_is_told_again),
        cmocka_unit_test(an_event_told_while_wound_back_lands_at_the_end),
        cmocka_unit_test(a_lost_update_is_undone_to_what_really_stood_there),
        cmocka_unit_test(an_overflow_bucket_that_a_race_lost_comes_back_when_undone),
        cmocka_unit_test(an_overwritten_entry_comes_back_when_undone),
        cmocka_unit_test(a_map_is_nil_until_its_making_and_after_a_failed_one),
        cmocka_unit_test(an_array_is_current_then_old_then_kept_then_freed),
        cmocka_unit_test(a_moved_entry_leaves_a_ghost_until_its_bucket_is_wiped),
        cmocka_unit_test(the_open_cursors_are_listed_latest_first),
        cmocka_unit_test(a_clear_leaves_no_entry_behind_anywhere),
        cmocka_unit_test(a_place_that_is_not_there_has_no_slot),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
