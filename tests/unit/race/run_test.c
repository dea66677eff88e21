/* run_test.c - does a plan lead where it says, and always to the same place?
 *
 * Method: schedules of two writers worked out on paper; and hundreds of random ones, of all scenes,
 * after each move of which the model must be what inspect reads from the map's memory. An operation
 * on an empty map is 13 moves: put a looks at the flags (1), reads them to set writing (2), sets it
 * (3), ... and gives it back last. */
#include "viz/race/run.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "core/inspect.h"
#include "tests/support/chance.h"
#include "tests/support/testing.h"
#include "tests/unit/race/race_scenes.h"
#include "tests/unit/race/race_tape.h"
#include "viz/timeline/mirror.h"

#if defined(__SANITIZE_THREAD__)
enum { REPLAYS = 300, MIRRORED_SEEDS = 8 }; /* each is some twenty times slower there */
#elif defined(__SANITIZE_ADDRESS__)
enum { REPLAYS = 1000, MIRRORED_SEEDS = 20 };
#else
enum { REPLAYS = 1000, MIRRORED_SEEDS = 60 };
#endif

enum { PUT_MOVES = 13, CHOICES_MAX = 200 };

/* A plan's choices, as letters: "AAB". */
struct letters {
    uint8_t choices[CHOICES_MAX];
    size_t count;
};

static struct letters letters_of(const char *text)
{
    struct letters letters = {.count = strlen(text)};
    assert_in_range(letters.count, 0, CHOICES_MAX);
    for (size_t i = 0; i < letters.count; i++)
        letters.choices[i] = (uint8_t)(text[i] - 'A');
    return letters;
}

static struct race_tape run(enum race_scene scene, const char *text, enum policy_kind then,
                            uint64_t seed)
{
    struct letters letters = letters_of(text);
    struct race_tape tape = race_tape_make(race_scene(scene));
    struct race_plan plan = {
        .choices = letters.choices,
        .count = letters.count,
        .then = {.kind = then, .seed = seed, .depth = 3, .moves = POLICY_MOVES_DEFAULT},
        .kind = RUNNER_THREADS};
    race_tape_run(&tape, race_scene(scene), &plan);
    return tape;
}

/* ---- Refused ---- */

static void must_refuse(enum race_scene scene, const char *text, size_t wanted_choice,
                        const char *wanted_why)
{
    struct letters letters = letters_of(text);
    struct race_plan plan = {
        .choices = letters.choices, .count = letters.count, .then = {.kind = POLICY_SERIAL}};
    struct race *race = NULL;
    size_t bad_choice = SIZE_MAX;
    char why[200] = "";
    assert_int_equal(race_run(race_scene(scene), &plan, NULL, 0, &race, &bad_choice, why),
                     RACE_BAD_CHOICE);
    assert_null(race);
    assert_int_equal(bad_choice, wanted_choice);
    assert_string_equal(why, wanted_why);
}

#define A_PUT "AAAAAAAAAAAAA"
#define B_PUT "BBBBBBBBBBBBB"

static void a_worker_that_is_done_cannot_be_chosen(void **state)
{
    (void)state;
    must_refuse(SCENE_TWO_WRITERS, A_PUT "A", PUT_MOVES, "A is done, and cannot move");
}

static void a_worker_that_waits_cannot_be_chosen(void **state)
{
    (void)state;
    must_refuse(SCENE_MUTEX, "AB", 1, "B waits for the lock mu, and cannot move");
    must_refuse(SCENE_OPPOSITE_LOCKS, "BBA", 2, "A waits for the lock mu, and cannot move");
    must_refuse(SCENE_RWMUTEX, "AB", 1, "B waits for the lock rw, and cannot move");
}

static void nobody_can_be_chosen_when_the_race_is_over(void **state)
{
    (void)state;
    must_refuse(SCENE_TWO_WRITERS, A_PUT B_PUT "A", (size_t)2 * PUT_MOVES,
                "the race is over when A is to move");
    must_refuse(SCENE_TWO_WRITERS, "AAABA", 4, "the race is over when A is to move");
    must_refuse(SCENE_OPPOSITE_LOCKS, "ABB", 2, "the race is over when B is to move");
}

/* ---- Where plans lead ---- */

static void the_second_writer_sees_the_first_on_entering(void **state)
{
    (void)state;
    struct race_tape tape = run(SCENE_TWO_WRITERS, "AAAB", POLICY_SERIAL, 0);
    th_fatal_report report;
    size_t worker = SIZE_MAX;
    assert_int_equal(race_outcome(tape.race), OUTCOME_FATAL_AT_ENTRY);
    assert_int_equal(race_choice_count(tape.race), 4);
    assert_true(race_fatal(tape.race, &report, &worker));
    assert_int_equal(worker, 1);
    assert_string_equal(race_why_wrong(tape.race), "");
    race_tape_free(&tape);
    /* One move less of A, and B sees nothing. */
    tape = run(SCENE_TWO_WRITERS, "AAB", POLICY_ASK, 0);
    assert_int_equal(race_outcome(tape.race), OUTCOME_UNFINISHED);
    assert_false(race_fatal(tape.race, &report, &worker));
    race_tape_free(&tape);
}

static void a_policy_goes_on_where_the_choices_end(void **state)
{
    (void)state;
    /* Serial goes on with whoever moved last: B to its end, then A. */
    struct race_tape tape = run(SCENE_TWO_WRITERS, "B", POLICY_SERIAL, 0);
    assert_int_equal(race_outcome(tape.race), OUTCOME_CLEAN);
    assert_int_equal(race_choice_count(tape.race), 2 * PUT_MOVES);
    for (size_t i = 0; i < race_choice_count(tape.race); i++)
        assert_int_equal(race_choices(tape.race)[i], i < PUT_MOVES ? 1 : 0);
    race_tape_free(&tape);
}

static void ask_stops_where_the_choices_end(void **state)
{
    (void)state;
    struct race_tape tape = run(SCENE_TWO_WRITERS, "", POLICY_ASK, 0);
    assert_int_equal(race_outcome(tape.race), OUTCOME_UNFINISHED);
    assert_int_equal(race_choice_count(tape.race), 0);
    assert_int_equal(race_begin(tape.race), timeline_len(tape.timeline));
    race_tape_free(&tape);
    tape = run(SCENE_TWO_WRITERS, "ABAB", POLICY_ASK, 0);
    assert_int_equal(race_outcome(tape.race), OUTCOME_UNFINISHED);
    assert_int_equal(race_choice_count(tape.race), 4);
    race_tape_free(&tape);
    /* Unless there is nothing more to ask. */
    tape = run(SCENE_TWO_WRITERS, A_PUT B_PUT, POLICY_ASK, 0);
    assert_int_equal(race_outcome(tape.race), OUTCOME_CLEAN);
    race_tape_free(&tape);
}

static void two_mutexes_in_opposite_order_deadlock(void **state)
{
    (void)state;
    struct race_lane lanes[2];
    struct race_tape tape = run(SCENE_OPPOSITE_LOCKS, "AB", POLICY_SERIAL, 0);
    assert_int_equal(race_outcome(tape.race), OUTCOME_DEADLOCK);
    race_lanes(tape.race, 2, lanes);
    for (size_t worker = 0; worker < 2; worker++) {
        assert_int_equal(lanes[worker].state, RUNNER_WAITING);
        assert_int_equal(lanes[worker].op, 1);
        assert_int_equal(lanes[worker].next.lock_move, TH_LOCK);
    }
    race_tape_free(&tape);
}

/* Go's rwmutex does not know who holds it: whoever reads and asks to write waits for himself. */
static void a_lock_that_is_held_is_held_for_its_holder_too(void **state)
{
    (void)state;
    struct race_tape tape = run(SCENE_UPGRADE, "", POLICY_SERIAL, 0);
    assert_int_equal(race_outcome(tape.race), OUTCOME_DEADLOCK);
    race_tape_free(&tape);
    tape = run(SCENE_TWICE_LOCKED, "", POLICY_SERIAL, 0);
    assert_int_equal(race_outcome(tape.race), OUTCOME_DEADLOCK);
    race_tape_free(&tape);
    /* Held twice for reading and given back once, it is held. */
    must_refuse(SCENE_TWICE_READ, "AAAB", 3, "B waits for the lock rw, and cannot move");
}

/* ---- Lanes ---- */

static void lanes_say_who_stands_where(void **state)
{
    (void)state;
    struct race_lane lanes[2];
    struct race_tape tape = run(SCENE_TWO_WRITERS, "AAAB", POLICY_ASK, 0);
    race_lanes(tape.race, 0, lanes);
    for (size_t worker = 0; worker < 2; worker++) {
        assert_int_equal(lanes[worker].state, RUNNER_READY);
        assert_int_equal(lanes[worker].op, 0);
        assert_int_equal(lanes[worker].next.reads & TH_FIELD_FLAGS, TH_FIELD_FLAGS);
        assert_int_equal(lanes[worker].line, TH_LINE_NONE);
    }
    race_lanes(tape.race, 4, lanes);
    assert_int_equal(lanes[0].state, RUNNER_READY);
    assert_int_equal(lanes[1].state, RUNNER_DEAD);
    race_tape_free(&tape);
    tape = run(SCENE_MUTEX, "A", POLICY_SERIAL, 0);
    race_lanes(tape.race, 0, lanes);
    assert_int_equal(lanes[1].state, RUNNER_READY);
    race_lanes(tape.race, 1, lanes);
    assert_int_equal(lanes[0].state, RUNNER_READY);
    assert_int_equal(lanes[0].op, 1);
    assert_int_equal(lanes[1].state, RUNNER_WAITING);
    assert_int_equal(lanes[1].next.lock_move, TH_LOCK);
    /* lock, put, unlock; then the lock is B's to take, and A has nothing left. */
    race_lanes(tape.race, 1 + PUT_MOVES + 1, lanes);
    assert_int_equal(lanes[0].state, RUNNER_DONE);
    assert_int_equal(lanes[0].op, 3);
    assert_int_equal(lanes[1].state, RUNNER_READY);
    race_tape_free(&tape);
}

/* Method: a runner of its own makes the same moves, and is asked at each. */
static void lanes_are_as_the_runner_says(enum race_scene scene, uint64_t seed)
{
    struct race_tape tape = run(scene, "", POLICY_RANDOM, seed);
    struct world *world = world_make(race_scene(scene), NULL);
    assert_non_null(world);
    struct runner *runner = runner_make(world, RUNNER_THREADS);
    assert_non_null(runner);
    runner_start(runner);
    for (size_t i = 0; i <= race_choice_count(tape.race); i++) {
        struct race_lane lanes[SCENARIO_WORKERS_MAX];
        race_lanes(tape.race, i, lanes);
        for (size_t w = 0; w < race_scene(scene)->worker_count; w++) {
            if (lanes[w].state != runner_state_of(runner, w) || lanes[w].op != world_op(world, w))
                fail_msg("%s, random %" PRIu64 ", worker %zu after %zu choices: state %d, not %d",
                         race_scene(scene)->id, seed, w, i, (int)lanes[w].state,
                         (int)runner_state_of(runner, w));
        }
        if (i == race_choice_count(tape.race)) break;
        assert_int_equal(race_choice_at(tape.race, i).ready, runner_ready(runner));
        runner_move(runner, race_choices(tape.race)[i]);
    }
    runner_free(runner);
    world_free(world);
    race_tape_free(&tape);
}

static void lanes_are_true_after_every_choice(void **state)
{
    (void)state;
    for (enum race_scene scene = 0; scene < SCENE_COUNT; scene++) {
        for (uint64_t seed = 0; seed < 5; seed++)
            lanes_are_as_the_runner_says(scene, seed);
    }
}

/* ---- The same again ---- */

static void *burn(void *context)
{
    const atomic_bool *is_over = context;
    volatile uint64_t heat = 0;
    while (!atomic_load_explicit(is_over, memory_order_relaxed))
        heat = heat + 1;
    return NULL;
}

/* Workers as real threads, and two more threads that want the processor all the time. */
static void a_schedule_makes_the_same_tape_a_thousand_times_under_load(void **state)
{
    (void)state;
    atomic_bool is_over = false;
    pthread_t burners[2];
    for (size_t i = 0; i < COUNT_OF(burners); i++)
        assert_int_equal(pthread_create(&burners[i], NULL, burn, &is_over), 0);
    struct race_tape first = run(SCENE_THREE_WRITERS, "AABBCCABC", POLICY_ROUND_ROBIN, 0);
    assert_in_range(race_choice_count(first.race), 20, CHOICES_MAX);
    struct race_plan plan = {.choices = race_choices(first.race),
                             .count = race_choice_count(first.race),
                             .then = {.kind = POLICY_ASK},
                             .kind = RUNNER_THREADS};
    for (unsigned i = 0; i < REPLAYS; i++) {
        struct race_tape again = race_tape_make(race_scene(SCENE_THREE_WRITERS));
        race_tape_run(&again, race_scene(SCENE_THREE_WRITERS), &plan);
        race_tapes_must_be_equal(&first, &again);
        race_tape_free(&again);
    }
    atomic_store(&is_over, true);
    for (size_t i = 0; i < COUNT_OF(burners); i++)
        pthread_join(burners[i], NULL);
    race_tape_free(&first);
}

/* ---- The mirror ---- */

struct watched {
    const struct race_tape *tape;
    const char *id;
    uint64_t seed;
    uint64_t moves;
    uint64_t told; /* events looked at */
};

static void must_mirror(void *context, const th_map *map)
{
    struct watched *watched = context;
    th_snapshot *snapshot;
    char difference[300] = "";
    watched->moves++;
    th_status status = th_inspect_map(map, &snapshot);
    if (status != TH_OK)
        fail_msg("%s, random %" PRIu64 ", move %" PRIu64 ": %s", watched->id, watched->seed,
                 watched->moves, th_status_text(status));
    if (!mirror_compare(timeline_model(watched->tape->timeline), watched->tape->map, snapshot,
                        difference, sizeof difference))
        fail_msg("%s, random %" PRIu64 ", move %" PRIu64 ": %s", watched->id, watched->seed,
                 watched->moves, difference);
    th_snapshot_free(snapshot);
}

static uint64_t mirror(enum race_scene scene, enum policy_kind policy, uint64_t seed)
{
    struct race_tape tape = race_tape_make(race_scene(scene));
    struct watched watched = {.tape = &tape, .id = race_scene(scene)->id, .seed = seed};
    struct race_plan plan = {
        .then = {.kind = policy, .seed = seed, .depth = 3, .moves = POLICY_MOVES_DEFAULT},
        .kind = runner_fastest(),
        .after_move = must_mirror,
        .context = &watched};
    race_tape_run(&tape, race_scene(scene), &plan);
    race_tape_free(&tape);
    return watched.moves;
}

static void the_model_is_the_map_after_every_move(void **state)
{
    (void)state;
    uint64_t moves = 0;
    for (enum race_scene scene = 0; scene < SCENE_COUNT; scene++) {
        for (uint64_t seed = 0; seed < MIRRORED_SEEDS; seed++) {
            moves += mirror(scene, POLICY_RANDOM, seed);
            moves += mirror(scene, POLICY_PCT, seed);
        }
    }
    assert_true(moves > (uint64_t)SCENE_COUNT * MIRRORED_SEEDS * 2 * 5);
}

/* ---- Winding ---- */

static void must_wind(enum race_scene scene, uint64_t seed)
{
    struct race_tape tape = run(scene, "", POLICY_PCT, seed);
    uint64_t len = timeline_len(tape.timeline);
    uint64_t *digests = calloc(len + 1, sizeof *digests);
    assert_non_null(digests);
    for (uint64_t at = len + 1; at-- > 0;) {
        timeline_seek(tape.timeline, at);
        digests[at] = model_digest(timeline_model(tape.timeline));
    }
    struct chance chance = {seed};
    for (unsigned i = 0; i < 200; i++) {
        uint64_t at = chance_below(&chance, len + 1);
        timeline_seek(tape.timeline, at);
        if (model_digest(timeline_model(tape.timeline)) != digests[at])
            fail_msg("%s, pct %" PRIu64 ": the model at %" PRIu64 " depends on the way there",
                     race_scene(scene)->id, seed, at);
    }
    free(digests);
    race_tape_free(&tape);
}

static void a_race_winds_back_and_forth_exactly(void **state)
{
    (void)state;
    for (enum race_scene scene = 0; scene < SCENE_COUNT; scene++) {
        for (uint64_t seed = 0; seed < 3; seed++)
            must_wind(scene, seed);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_worker_that_is_done_cannot_be_chosen),
        cmocka_unit_test(a_worker_that_waits_cannot_be_chosen),
        cmocka_unit_test(nobody_can_be_chosen_when_the_race_is_over),
        cmocka_unit_test(the_second_writer_sees_the_first_on_entering),
        cmocka_unit_test(a_policy_goes_on_where_the_choices_end),
        cmocka_unit_test(ask_stops_where_the_choices_end),
        cmocka_unit_test(two_mutexes_in_opposite_order_deadlock),
        cmocka_unit_test(a_lock_that_is_held_is_held_for_its_holder_too),
        cmocka_unit_test(lanes_say_who_stands_where),
        cmocka_unit_test(lanes_are_true_after_every_choice),
        cmocka_unit_test(a_schedule_makes_the_same_tape_a_thousand_times_under_load),
        cmocka_unit_test(the_model_is_the_map_after_every_move),
        cmocka_unit_test(a_race_winds_back_and_forth_exactly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
