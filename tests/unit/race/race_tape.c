/* race_tape.c - tapes are compared move by move, so that a failure names the first that differs. */
#include "tests/unit/race/race_tape.h"

#include <inttypes.h>
#include <string.h>

#include "tests/support/testing.h"

struct race_tape race_tape_make(const struct scenario *scenario)
{
    struct race_tape tape = {.timeline = timeline_make(NULL)};
    assert_non_null(tape.timeline);
    assert_true(
        timeline_add_map(tape.timeline, scenario->map_name, scenario->value_size, &tape.map));
    return tape;
}

void race_tape_run(struct race_tape *tape, const struct scenario *scenario,
                   const struct race_plan *plan)
{
    size_t bad_choice = 0;
    char why[200] = "";
    enum race_status status =
        race_run(scenario, plan, tape->timeline, tape->map, &tape->race, &bad_choice, why);
    if (status != RACE_OK)
        fail_msg("%s: %s: choice %zu: %s", scenario->id, race_status_text(status), bad_choice, why);
}

void race_tape_free(struct race_tape *tape)
{
    race_free(tape->race);
    timeline_free(tape->timeline);
}

/* ---- Events ---- */

static bool places_are_equal(const th_place *a, const th_place *b)
{
    return a->array == b->array && a->bucket == b->bucket && a->depth == b->depth &&
           a->slot == b->slot && a->link == b->link;
}

static bool headers_are_equal(const th_header *a, const th_header *b)
{
    if (a == NULL || b == NULL) return a == b;
    return a->count == b->count && a->nevacuate == b->nevacuate && a->hash0 == b->hash0 &&
           a->buckets == b->buckets && a->oldbuckets == b->oldbuckets &&
           a->noverflow == b->noverflow && a->flags == b->flags && a->B == b->B;
}

static bool bytes_are_equal(const void *a, const void *b, size_t size_bytes)
{
    if (a == NULL || b == NULL) return a == b;
    return size_bytes == 0 || memcmp(a, b, size_bytes) == 0;
}

bool race_events_are_equal(const th_event *a, const th_event *b, size_t value_size)
{
    return a->kind == b->kind && a->line == b->line && places_are_equal(&a->at, &b->at) &&
           places_are_equal(&a->to, &b->to) && a->before == b->before && a->after == b->after &&
           a->hash == b->hash && a->cursor == b->cursor && a->key.len == b->key.len &&
           bytes_are_equal(a->key.bytes, b->key.bytes, a->key.len) &&
           bytes_are_equal(a->value, b->value, value_size) &&
           headers_are_equal(a->header_before, b->header_before) &&
           headers_are_equal(a->header_after, b->header_after);
}

/* ---- Tapes ---- */

static void choices_must_be_equal(const struct race *a, const struct race *b)
{
    assert_int_equal(race_choice_count(a), race_choice_count(b));
    for (size_t i = 0; i < race_choice_count(a); i++) {
        struct race_choice one = race_choice_at(a, i), other = race_choice_at(b, i);
        if (one.worker != other.worker || one.position != other.position ||
            one.ready != other.ready)
            fail_msg("choice %zu: worker %d to %" PRIu64 ", worker %d to %" PRIu64, i, one.worker,
                     one.position, other.worker, other.position);
    }
    assert_int_equal(race_outcome(a), race_outcome(b));
    assert_int_equal(race_begin(a), race_begin(b));
    assert_string_equal(race_why_wrong(a), race_why_wrong(b));
}

void race_tapes_must_be_equal(const struct race_tape *a, const struct race_tape *b)
{
    size_t value_size = model_map(timeline_model(a->timeline), a->map)->value_size;
    assert_int_equal(timeline_len(a->timeline), timeline_len(b->timeline));
    for (uint64_t i = 0; i < timeline_len(a->timeline); i++) {
        const struct move *one = timeline_move(a->timeline, i);
        const struct move *other = timeline_move(b->timeline, i);
        th_event told, told_other;
        timeline_event(a->timeline, i, &told);
        timeline_event(b->timeline, i, &told_other);
        if (memcmp(one, other, sizeof *one) != 0 ||
            !race_events_are_equal(&told, &told_other, value_size))
            fail_msg("move %" PRIu64 ": %s of worker %d, %s of worker %d", i,
                     th_event_name(told.kind), one->worker, th_event_name(told_other.kind),
                     other->worker);
    }
    assert_int_equal(model_digest(timeline_model(a->timeline)),
                     model_digest(timeline_model(b->timeline)));
    choices_must_be_equal(a->race, b->race);
}
