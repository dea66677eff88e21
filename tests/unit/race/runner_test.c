/* runner_test.c - does a schedule decide everything: with threads or fibers, the first time or
 * again, from the start or from a race that was kept?
 *
 * Method: random schedules over all scenes. Whole races are compared as tapes. Runners that are
 * driven by hand write each event down, with copies of what it points at; then every field of two
 * such lists must be the same, and what the race came to. Seeds are fixed. */
#include "viz/race/runner.h"

#include <inttypes.h>
#include <string.h>

#include "tests/support/chance.h"
#include "tests/support/testing.h"
#include "tests/unit/race/race_scenes.h"
#include "tests/unit/race/race_tape.h"

enum { SEEDS = 16, NOTES_MAX = 4000, CHOICES_MAX = 1000 };

/* ---- Threads and fibers ---- */

/* Random choices, made once; then given as a schedule to both kinds. */
static void both_kinds_agree(enum race_scene scene, uint64_t seed)
{
    struct race_tape tapes[2] = {race_tape_make(race_scene(scene)),
                                 race_tape_make(race_scene(scene))};
    struct race_plan plan = {.then = {.kind = POLICY_RANDOM, .seed = seed}, .kind = RUNNER_FIBERS};
    race_tape_run(&tapes[0], race_scene(scene), &plan);
    struct race_plan again = {.choices = race_choices(tapes[0].race),
                              .count = race_choice_count(tapes[0].race),
                              .then = {.kind = POLICY_ASK},
                              .kind = RUNNER_THREADS};
    race_tape_run(&tapes[1], race_scene(scene), &again);
    race_tapes_must_be_equal(&tapes[0], &tapes[1]);
    race_tape_free(&tapes[0]);
    race_tape_free(&tapes[1]);
}

static void threads_and_fibers_make_the_same_tape(void **state)
{
    (void)state;
    if (!runner_has_fibers()) skip();
    for (enum race_scene scene = 0; scene < SCENE_COUNT; scene++) {
        for (uint64_t seed = 0; seed < SEEDS; seed++)
            both_kinds_agree(scene, seed);
    }
}

static void without_fibers_no_runner_is_made_of_them(void **state)
{
    (void)state;
    struct world *world = world_make(race_scene(SCENE_TWO_WRITERS), NULL);
    assert_non_null(world);
    struct runner *runner = runner_make(world, RUNNER_FIBERS);
    assert_int_equal(runner != NULL, runner_has_fibers());
    runner_free(runner);
    world_free(world);
}

/* ---- Races driven by hand ---- */

/* An event, with copies of what lives in the map. Keys are the scenario's own. */
struct note {
    th_event event;
    th_header before, after;
    int64_t value;
    size_t worker;
};

struct notes {
    struct note notes[NOTES_MAX];
    size_t count;
    size_t worker;
};

static void note_event(void *context, const th_event *event)
{
    struct notes *notes = context;
    assert_true(notes->count < NOTES_MAX);
    struct note *note = &notes->notes[notes->count++];
    memset(note, 0, sizeof *note);
    note->event = *event;
    note->worker = notes->worker;
    if (event->value != NULL) {
        memcpy(&note->value, event->value, sizeof note->value);
        note->event.value = &note->value;
    }
    if (event->header_before != NULL) {
        note->before = *event->header_before;
        note->event.header_before = &note->before;
    }
    if (event->header_after != NULL) {
        note->after = *event->header_after;
        note->event.header_after = &note->after;
    }
}

static void note_worker(void *context, size_t worker)
{
    struct notes *notes = context;
    notes->worker = worker;
}

/* A world, its runner, and what they told. */
struct stage {
    enum race_scene scene;
    struct notes notes;
    th_observer observer;
    struct world *world;
    struct runner *runner;
    uint8_t choices[CHOICES_MAX];
    size_t count;
};

static void stage_make(struct stage *stage, enum race_scene scene, enum runner_kind kind)
{
    memset(stage, 0, sizeof *stage);
    stage->scene = scene;
    stage->observer = (th_observer){.context = &stage->notes, .event = note_event};
    struct world_watch watch = {
        .workers = &stage->observer, .set_worker = note_worker, .context = &stage->notes};
    stage->world = world_make(race_scene(scene), &watch);
    assert_non_null(stage->world);
    stage->runner = runner_make(stage->world, kind);
    assert_non_null(stage->runner);
    runner_start(stage->runner);
}

static void stage_free(struct stage *stage)
{
    runner_free(stage->runner);
    world_free(stage->world);
}

static void move(struct stage *stage, size_t worker)
{
    assert_true(stage->count < CHOICES_MAX);
    stage->choices[stage->count++] = (uint8_t)worker;
    runner_move(stage->runner, worker);
}

/* At most `moves` random moves. */
static void move_at_random(struct stage *stage, struct chance *chance, size_t moves)
{
    uint32_t ready;
    for (size_t i = 0; i < moves && (ready = runner_ready(stage->runner)) != 0; i++) {
        for (uint64_t skipped = chance_below(chance, (uint64_t)__builtin_popcount(ready));
             skipped > 0; skipped--)
            ready &= ready - 1;
        move(stage, (size_t)__builtin_ctz(ready));
    }
}

/* What a race has come to, where it stands. */
struct standing {
    uint32_t ready;
    enum runner_state states[SCENARIO_WORKERS_MAX];
    bool is_fatal;
    th_fatal_report report;
    size_t fatal_worker;
    enum outcome outcome; /* when all are done */
    uint64_t end_digest;
};

static struct standing standing_of(const struct stage *stage)
{
    struct standing standing;
    bool are_done = true;
    memset(&standing, 0, sizeof standing);
    standing.ready = runner_ready(stage->runner);
    standing.is_fatal = runner_is_fatal(stage->runner, &standing.report, &standing.fatal_worker);
    for (size_t w = 0; w < race_scene(stage->scene)->worker_count; w++) {
        standing.states[w] = runner_state_of(stage->runner, w);
        are_done = are_done && standing.states[w] == RUNNER_DONE;
    }
    if (are_done) {
        standing.outcome = world_judge(stage->world);
        standing.end_digest = world_end_digest(stage->world);
    }
    return standing;
}

static void standings_must_be_equal(const struct stage *stage, const struct standing *a,
                                    const struct standing *b)
{
    for (size_t w = 0; w < race_scene(stage->scene)->worker_count; w++)
        assert_int_equal(a->states[w], b->states[w]);
    assert_int_equal(a->ready, b->ready);
    assert_int_equal(a->is_fatal, b->is_fatal);
    if (a->is_fatal) {
        assert_int_equal(a->fatal_worker, b->fatal_worker);
        assert_int_equal(outcome_of_fatal(&a->report), outcome_of_fatal(&b->report));
    }
    assert_int_equal(a->outcome, b->outcome);
    assert_int_equal(a->end_digest, b->end_digest);
}

/* b's notes from b_first on are a's from a_first on. */
static void notes_must_be_equal(const struct stage *stage, const struct notes *a, size_t a_first,
                                const struct notes *b, size_t b_first)
{
    assert_int_equal(a->count - a_first, b->count - b_first);
    for (size_t i = 0; i < a->count - a_first; i++) {
        const struct note *one = &a->notes[a_first + i], *other = &b->notes[b_first + i];
        if (one->worker != other->worker ||
            !race_events_are_equal(&one->event, &other->event, sizeof one->value))
            fail_msg("%s: event %zu is %s of worker %zu, and %s of worker %zu",
                     race_scene(stage->scene)->id, i, th_event_name(one->event.kind), one->worker,
                     th_event_name(other->event.kind), other->worker);
    }
}

static struct stage one, other; /* large */

/* ---- Starting again ---- */

/* Wherever a race stands, at its end, its death or in the middle, the next is as if it were the
 * first. */
static void a_new_start_is_as_the_first(enum race_scene scene, enum runner_kind kind, uint64_t seed)
{
    struct chance chance = {seed};
    stage_make(&one, scene, kind);
    move_at_random(&one, &chance, seed % 4 == 0 ? CHOICES_MAX : chance_below(&chance, 40));
    one.count = one.notes.count = 0;
    runner_start(one.runner);
    move_at_random(&one, &chance, CHOICES_MAX);
    stage_make(&other, scene, kind);
    for (size_t i = 0; i < one.count; i++)
        move(&other, one.choices[i]);
    notes_must_be_equal(&one, &one.notes, 0, &other.notes, 0);
    struct standing standing = standing_of(&one), other_standing = standing_of(&other);
    assert_int_equal(standing.ready, 0);
    standings_must_be_equal(&one, &standing, &other_standing);
    stage_free(&one);
    stage_free(&other);
}

static void a_race_that_starts_again_is_a_fresh_one(void **state)
{
    (void)state;
    for (enum race_scene scene = 0; scene < SCENE_COUNT; scene++) {
        for (uint64_t seed = 0; seed < SEEDS; seed++) {
            if (seed < SEEDS / 4) a_new_start_is_as_the_first(scene, RUNNER_THREADS, seed);
            if (runner_has_fibers()) a_new_start_is_as_the_first(scene, RUNNER_FIBERS, seed);
        }
    }
}

/* ---- Keeping ---- */

/* Goes on from a kept race; comes back, and goes on otherwise, keeping once more on the way and
 * coming back to that; comes back again, and goes on as at first. */
static void what_was_kept_comes_back(enum race_scene scene, uint64_t seed)
{
    struct chance chance = {seed};
    stage_make(&one, scene, RUNNER_FIBERS);
    assert_true(runner_keep_room(one.runner, 2));
    move_at_random(&one, &chance, chance_below(&chance, 40));
    struct standing kept = standing_of(&one);
    assert_true(runner_keep(one.runner, 0));
    size_t first_choice = one.count, first_note = one.notes.count;
    move_at_random(&one, &chance, CHOICES_MAX);
    struct standing end = standing_of(&one);
    other = one; /* for its notes and choices; what its notes point at goes with them */
    for (size_t i = 0; i < other.notes.count; i++) {
        struct note *note = &other.notes.notes[i];
        if (note->event.value != NULL) note->event.value = &note->value;
        if (note->event.header_before != NULL) note->event.header_before = &note->before;
        if (note->event.header_after != NULL) note->event.header_after = &note->after;
    }
    runner_return(one.runner, 0);
    move_at_random(&one, &chance, chance_below(&chance, 20));
    assert_true(runner_keep(one.runner, 1));
    move_at_random(&one, &chance, CHOICES_MAX);
    runner_return(one.runner, 1);
    move_at_random(&one, &chance, 3);
    runner_return(one.runner, 0);
    one.count = one.notes.count = 0;
    struct standing back = standing_of(&one);
    standings_must_be_equal(&one, &back, &kept);
    for (size_t i = first_choice; i < other.count; i++)
        move(&one, other.choices[i]);
    notes_must_be_equal(&one, &other.notes, first_note, &one.notes, 0);
    back = standing_of(&one);
    standings_must_be_equal(&one, &back, &end);
    stage_free(&one);
}

static void a_kept_race_goes_on_as_it_would_have(void **state)
{
    (void)state;
    if (!runner_has_fibers()) skip();
    for (enum race_scene scene = 0; scene < SCENE_COUNT; scene++) {
        for (uint64_t seed = 0; seed < SEEDS; seed++)
            what_was_kept_comes_back(scene, seed);
    }
}

/* ---- Standing ---- */

static void a_race_with_a_fatal_error_stands_still(void **state)
{
    (void)state;
    stage_make(&one, SCENE_TWO_WRITERS, RUNNER_THREADS);
    assert_int_equal(runner_ready(one.runner), 3);
    assert_false(runner_is_fatal(one.runner, NULL, NULL));
    for (size_t i = 0; i < 3; i++)
        move(&one, 0);
    assert_int_equal(runner_ready(one.runner), 3);
    move(&one, 1);
    assert_true(runner_is_fatal(one.runner, NULL, NULL));
    assert_int_equal(runner_ready(one.runner), 0);
    assert_int_equal(runner_state_of(one.runner, 0), RUNNER_READY);
    assert_int_equal(runner_state_of(one.runner, 1), RUNNER_DEAD);
    stage_free(&one);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(threads_and_fibers_make_the_same_tape),
        cmocka_unit_test(without_fibers_no_runner_is_made_of_them),
        cmocka_unit_test(a_race_that_starts_again_is_a_fresh_one),
        cmocka_unit_test(a_kept_race_goes_on_as_it_would_have),
        cmocka_unit_test(a_race_with_a_fatal_error_stands_still),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
