/* explore_test.c - does pruning count what is there, and do parts add up to the whole?
 *
 * Method: the same scenario is explored pruned and by brute force, and every count compared. Brute
 * force in turn is looked at from outside, through on_end: bounds are counted by a filter over all
 * schedules, shortest schedules are given to race_run. Without fibers some thousand executions take
 * a second, so that only small scenes are explored whole there. */
#include "viz/race/explore.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/support/testing.h"
#include "tests/unit/race/race_scenes.h"
#include "viz/race/run.h"

static struct explored *explored_of(enum race_scene scene, struct explore_plan plan)
{
    struct explored *explored;
    plan.kind = runner_fastest();
    enum explore_status status = explore(race_scene(scene), &plan, &explored);
    if (status != EXPLORE_OK)
        fail_msg("%s: %s", race_scene(scene)->id, explore_status_text(status));
    if (plan.goes_on == NULL) assert_true(explored->is_whole);
    assert_true(explored->is_exact);
    assert_true(explored->has_all_ends);
    return explored;
}

static void odds_must_sum_to_one(enum race_scene scene, const struct explored *explored)
{
    double sum = 0;
    for (size_t i = 0; i < OUTCOME_COUNT; i++)
        sum += explored->rows[i].odds;
    if (fabs(sum - 1) > 1e-9) fail_msg("%s: odds sum to %.12f", race_scene(scene)->id, sum);
}

/* What must be the same however schedules are run: pruned or not, whole or in parts. */
static void rows_must_be_equal(enum race_scene scene, const struct explored *a,
                               const struct explored *b)
{
    for (size_t i = 0; i < OUTCOME_COUNT; i++) {
        const struct explore_row *one = &a->rows[i], *other = &b->rows[i];
        const char *id = race_scene(scene)->id, *word = outcome_word((enum outcome)i);
        char number[EXPLORE_NUMBER_TEXT], other_number[EXPLORE_NUMBER_TEXT];
        explore_write_number(one->schedules, number);
        explore_write_number(other->schedules, other_number);
        if (one->schedules != other->schedules)
            fail_msg("%s, %s: %s schedules, and %s", id, word, number, other_number);
        if (fabs(one->odds - other->odds) > 1e-9)
            fail_msg("%s, %s: odds %.12f, and %.12f", id, word, one->odds, other->odds);
        if (one->end_count != other->end_count ||
            (one->end_count > 0 &&
             memcmp(one->ends, other->ends, one->end_count * sizeof *one->ends) != 0))
            fail_msg("%s, %s: %zu ends, and %zu, or others", id, word, one->end_count,
                     other->end_count);
        if (one->shortest_count != other->shortest_count)
            fail_msg("%s, %s: shortest of %zu, and of %zu", id, word, one->shortest_count,
                     other->shortest_count);
    }
}

/* ---- Pruned and whole ---- */

static void compare_with_brute_force(enum race_scene scene)
{
    struct explored *pruned = explored_of(scene, (struct explore_plan){0});
    struct explored *brute = explored_of(scene, (struct explore_plan){.is_brute = true});
    rows_must_be_equal(scene, pruned, brute);
    odds_must_sum_to_one(scene, pruned);
    odds_must_sum_to_one(scene, brute);
    explored_free(pruned);
    explored_free(brute);
}

static void pruning_loses_no_schedule(void **state)
{
    (void)state;
    const enum race_scene small[] = {SCENE_PUT_GET,        SCENE_MUTEX,        SCENE_RWMUTEX,
                                     SCENE_OPPOSITE_LOCKS, SCENE_TWICE_LOCKED, SCENE_TWICE_READ,
                                     SCENE_UPGRADE};
    const enum race_scene large[] = {SCENE_READERS, SCENE_PUT_CLEAR, SCENE_TWO_WRITERS};
    for (size_t i = 0; i < COUNT_OF(small); i++)
        compare_with_brute_force(small[i]);
    for (size_t i = 0; i < COUNT_OF(large) && runner_has_fibers(); i++)
        compare_with_brute_force(large[i]);
}

/* As many ways as 7 + 7 moves can be interleaved: 14! / (7! 7!) = 3,432; and they are one class. */
static void readers_are_one_class(void **state)
{
    (void)state;
    struct explored *explored = explored_of(SCENE_READERS, (struct explore_plan){0});
    assert_int_equal(explored->executions, 1);
    assert_int_equal(explored->rows[OUTCOME_CLEAN].classes, 1);
    assert_int_equal(explored->rows[OUTCOME_CLEAN].schedules, 3432);
    odds_must_sum_to_one(SCENE_READERS, explored);
    explored_free(explored);
}

/* Scenes too large for brute force: the chances of all outcomes are still those of all
 * schedules. */
static void odds_sum_to_one(void **state)
{
    (void)state;
    const enum race_scene scenes[] = {SCENE_PUT_DELETE, SCENE_PUT_ITERATE, SCENE_GET_DELETE,
                                      SCENE_OVERFLOW};
    for (size_t i = 0; i < COUNT_OF(scenes); i++) {
        struct explored *explored = explored_of(scenes[i], (struct explore_plan){0});
        odds_must_sum_to_one(scenes[i], explored);
        explored_free(explored);
    }
}

/* ---- Outcomes ---- */

static void only(enum race_scene scene, enum outcome outcome)
{
    struct explored *explored = explored_of(scene, (struct explore_plan){0});
    for (size_t i = 0; i < OUTCOME_COUNT; i++) {
        if ((explored->rows[i].classes > 0) != (i == outcome))
            fail_msg("%s: %s is %sthere", race_scene(scene)->id, outcome_word((enum outcome)i),
                     i == outcome ? "not " : "");
    }
    assert_true(fabs(explored->rows[outcome].odds - 1) < 1e-9);
    explored_free(explored);
}

static void locks_make_it_clean(void **state)
{
    (void)state;
    only(SCENE_MUTEX, OUTCOME_CLEAN);
    only(SCENE_RWMUTEX, OUTCOME_CLEAN);
    only(SCENE_READERS, OUTCOME_CLEAN);
    only(SCENE_TWICE_READ, OUTCOME_CLEAN);
}

/* Each takes its first lock, or one takes both: deadlock is AB and BA, each with a chance of a half
 * that the other comes next. */
static void deadlocks_are_counted(void **state)
{
    (void)state;
    struct explored *explored = explored_of(SCENE_OPPOSITE_LOCKS, (struct explore_plan){0});
    assert_int_equal(explored->rows[OUTCOME_DEADLOCK].schedules, 2);
    assert_int_equal(explored->rows[OUTCOME_DEADLOCK].shortest_count, 2);
    assert_true(fabs(explored->rows[OUTCOME_DEADLOCK].odds - 0.5) < 1e-9);
    explored_free(explored);
    only(SCENE_TWICE_LOCKED, OUTCOME_DEADLOCK);
    only(SCENE_UPGRADE, OUTCOME_DEADLOCK);
}

/* AAAB, BBBA; and with one move of the other let in before: they are the shortest there can be, as
 * a put sets writing with its third move. */
static void two_writers_can_end_in_four_ways(void **state)
{
    (void)state;
    struct explored *explored = explored_of(SCENE_TWO_WRITERS, (struct explore_plan){0});
    const struct explore_row *rows = explored->rows;
    assert_int_equal(rows[OUTCOME_FATAL_AT_ENTRY].shortest_count, 4);
    assert_int_equal(rows[OUTCOME_FATAL_AT_ENTRY].preemptions, 1);
    for (size_t i = 0; i < OUTCOME_COUNT; i++) {
        bool is_possible = i == OUTCOME_CLEAN || i == OUTCOME_FATAL_AT_ENTRY ||
                           i == OUTCOME_FATAL_AT_EXIT || i == OUTCOME_WRONG;
        assert_int_equal(rows[i].classes > 0, is_possible);
    }
    /* A's entry and then B's, or B's and then A's. */
    assert_int_equal(rows[OUTCOME_CLEAN].end_count, 2);
    explored_free(explored);
}

static void shortest_schedules_lead_where_they_say(void **state)
{
    (void)state;
    const enum race_scene scenes[] = {SCENE_TWO_WRITERS,   SCENE_PUT_GET,     SCENE_PUT_DELETE,
                                      SCENE_PUT_CLEAR,     SCENE_PUT_ITERATE, SCENE_OVERFLOW,
                                      SCENE_OPPOSITE_LOCKS};
    for (size_t i = 0; i < COUNT_OF(scenes); i++) {
        struct explored *explored = explored_of(scenes[i], (struct explore_plan){0});
        size_t rows = 0;
        for (size_t outcome = 0; outcome < OUTCOME_COUNT; outcome++) {
            const struct explore_row *row = &explored->rows[outcome];
            if (row->shortest_count == 0) continue;
            struct race_plan plan = {.choices = row->shortest, .count = row->shortest_count};
            struct race *race;
            size_t bad_choice;
            char why[200];
            assert_int_equal(
                race_run(race_scene(scenes[i]), &plan, NULL, 0, &race, &bad_choice, why), RACE_OK);
            assert_int_equal(race_outcome(race), outcome);
            race_free(race);
            rows++;
        }
        assert_true(rows >= 2);
        explored_free(explored);
    }
}

/* ---- Shards ---- */

static void shards_add_up(enum race_scene scene, uint32_t count, bool is_brute)
{
    struct explored *whole = explored_of(scene, (struct explore_plan){.is_brute = is_brute});
    struct explored *sum = NULL;
    uint32_t with_work = 0;
    for (uint32_t shard = 0; shard < count; shard++) {
        struct explored *part = explored_of(
            scene,
            (struct explore_plan){.is_brute = is_brute, .shard = shard, .shard_count = count});
        with_work += part->executions > 0;
        if (sum == NULL) {
            sum = part;
            continue;
        }
        assert_true(explored_add(sum, part));
        explored_free(part);
    }
    assert_non_null(sum);
    rows_must_be_equal(scene, sum, whole);
    assert_int_equal(sum->executions, whole->executions);
    for (size_t i = 0; i < OUTCOME_COUNT; i++)
        assert_int_equal(sum->rows[i].classes, whole->rows[i].classes);
    assert_true(with_work > 1);
    explored_free(sum);
    explored_free(whole);
}

static void shards_are_the_whole_in_parts(void **state)
{
    (void)state;
    const uint32_t counts[] = {2, 3, 7};
    for (size_t i = 0; i < COUNT_OF(counts); i++) {
        shards_add_up(SCENE_PUT_GET, counts[i], true);
        if (!runner_has_fibers()) continue;
        shards_add_up(SCENE_TWO_WRITERS, counts[i], false);
        shards_add_up(SCENE_OVERFLOW, counts[i], false);
        shards_add_up(SCENE_PUT_CLEAR, counts[i], true);
    }
}

/* ---- Bounds ---- */

enum { BOUNDS = 4 };

/* How many schedules of each outcome have at most so many preemptions. */
struct bounds {
    enum race_scene scene;
    uint64_t counts[BOUNDS][OUTCOME_COUNT];
};

/* The schedule is run, to see who could have gone on where another did. */
static size_t preemptions_of(enum race_scene scene, const uint8_t *choices, size_t count)
{
    struct race_plan plan = {.choices = choices, .count = count, .kind = runner_fastest()};
    struct race *race;
    size_t bad_choice, preemptions = 0;
    char why[200];
    assert_int_equal(race_run(race_scene(scene), &plan, NULL, 0, &race, &bad_choice, why), RACE_OK);
    for (size_t i = 1; i < count; i++) {
        bool could_go_on = (race_choice_at(race, i).ready >> choices[i - 1] & 1) != 0;
        preemptions += could_go_on && choices[i] != choices[i - 1];
    }
    race_free(race);
    return preemptions;
}

/* Of two workers' turns at most one ends because its worker is done while the other goes on; so who
 * changes turns often needs no run. */
static void count_preemptions(void *context, enum outcome outcome, uint64_t end_digest,
                              const uint8_t *choices, size_t count)
{
    struct bounds *bounds = context;
    size_t changes = 0;
    (void)end_digest;
    for (size_t i = 1; i < count; i++)
        changes += choices[i] != choices[i - 1];
    if (changes > BOUNDS) return;
    for (size_t bound = preemptions_of(bounds->scene, choices, count); bound < BOUNDS; bound++)
        bounds->counts[bound][outcome]++;
}

static void compare_bounds(enum race_scene scene)
{
    struct bounds bounds = {.scene = scene};
    struct explored *brute = explored_of(
        scene,
        (struct explore_plan){.is_brute = true, .on_end = count_preemptions, .context = &bounds});
    explored_free(brute);
    assert_true(bounds.counts[0][OUTCOME_CLEAN] == 2);
    for (uint32_t bound = 0; bound < BOUNDS; bound++) {
        struct explored *bounded =
            explored_of(scene, (struct explore_plan){.is_bounded = true, .preemptions = bound});
        for (size_t i = 0; i < OUTCOME_COUNT; i++) {
            if (bounded->rows[i].schedules == bounds.counts[bound][i]) continue;
            fail_msg("%s, at most %u preemptions, %s: %lu schedules, not %lu",
                     race_scene(scene)->id, (unsigned)bound, outcome_word((enum outcome)i),
                     (unsigned long)bounds.counts[bound][i],
                     (unsigned long)bounded->rows[i].classes);
        }
        explored_free(bounded);
    }
}

static void bounds_are_a_filter_over_all_schedules(void **state)
{
    (void)state;
    compare_bounds(SCENE_PUT_GET);
    if (runner_has_fibers()) compare_bounds(SCENE_TWO_WRITERS);
}

/* ---- Stopping, and memory ---- */

static bool stop(void *context, const struct explore_progress *progress)
{
    uint64_t *asked = context;
    assert_true(progress->done >= 0 && progress->done <= 1);
    return ++*asked < 2;
}

static void an_exploration_that_is_stopped_says_so(void **state)
{
    (void)state;
    uint64_t asked = 0;
    struct explore_plan plan = {
        .is_brute = true, .kind = runner_fastest(), .goes_on = stop, .context = &asked};
    struct explored *explored;
    assert_int_equal(explore(race_scene(SCENE_PUT_CLEAR), &plan, &explored), EXPLORE_OK);
    assert_false(explored->is_whole);
    assert_int_equal(asked, 2);
    explored_free(explored);
}

enum { EXECUTIONS = 1000000 };

struct memory {
    long pages_early, pages_late;
};

static long resident_pages(void)
{
    long size = 0, resident = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    assert_non_null(file);
    assert_int_equal(fscanf(file, "%ld %ld", &size, &resident), 2);
    fclose(file);
    return resident;
}

static bool watch_memory(void *context, const struct explore_progress *progress)
{
    struct memory *memory = context;
    if (memory->pages_early == 0 && progress->executions >= EXECUTIONS / 10)
        memory->pages_early = resident_pages();
    memory->pages_late = resident_pages();
    return progress->executions < EXECUTIONS;
}

/* Some pages are allowed for what the C library keeps; a byte an execution would be 220. */
static void memory_does_not_grow_with_executions(void **state)
{
    (void)state;
    if (!runner_has_fibers()) skip();
    struct memory memory = {0};
    struct explored *explored = explored_of(
        SCENE_TWO_WRITERS,
        (struct explore_plan){.is_brute = true, .goes_on = watch_memory, .context = &memory});
    assert_true(explored->executions >= EXECUTIONS);
    explored_free(explored);
    assert_true(memory.pages_early > 0);
    if (memory.pages_late - memory.pages_early > 40)
        fail_msg("%ld pages after a tenth, %ld at the end", memory.pages_early, memory.pages_late);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pruning_loses_no_schedule),
        cmocka_unit_test(readers_are_one_class),
        cmocka_unit_test(odds_sum_to_one),
        cmocka_unit_test(locks_make_it_clean),
        cmocka_unit_test(deadlocks_are_counted),
        cmocka_unit_test(two_writers_can_end_in_four_ways),
        cmocka_unit_test(shortest_schedules_lead_where_they_say),
        cmocka_unit_test(shards_are_the_whole_in_parts),
        cmocka_unit_test(bounds_are_a_filter_over_all_schedules),
        cmocka_unit_test(an_exploration_that_is_stopped_says_so),
        cmocka_unit_test(memory_does_not_grow_with_executions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
