/* explore_resume_test.c - does an exploration that is broken off, again and again, come to the same
 * table as one that is not?
 *
 * Method: each time the explorer asks, it is told to stop; from its checkpoint a new one goes
 * on. */
#include <stdlib.h>
#include <string.h>

#include "tests/support/testing.h"
#include "tests/unit/race/race_scenes.h"
#include "viz/race/explore.h"

struct stopping {
    char *checkpoint; /* of the latest stop */
};

static bool stop(void *context, const struct explore_progress *progress)
{
    struct stopping *stopping = context;
    free(stopping->checkpoint);
    stopping->checkpoint = explore_checkpoint(progress);
    assert_non_null(stopping->checkpoint);
    return false;
}

static struct explore_plan plan_of(bool is_bounded)
{
    return (struct explore_plan){
        .is_bounded = is_bounded,
        .preemptions = 4,
        .kind = runner_fastest(),
    };
}

static struct explored *explored_at_once(enum race_scene scene, bool is_bounded)
{
    struct explore_plan plan = plan_of(is_bounded);
    struct explored *explored;
    assert_int_equal(explore(race_scene(scene), &plan, &explored), EXPLORE_OK);
    assert_true(explored->is_whole);
    return explored;
}

/* In as many pieces as the explorer asks. */
static struct explored *explored_in_pieces(enum race_scene scene, bool is_bounded, int *pieces)
{
    struct stopping stopping = {NULL};
    struct explored *explored;
    for (*pieces = 1;; ++*pieces) {
        struct explore_plan plan = plan_of(is_bounded);
        char *from = stopping.checkpoint;
        stopping.checkpoint = NULL;
        plan.goes_on = stop;
        plan.context = &stopping;
        plan.resume = from;
        assert_int_equal(explore(race_scene(scene), &plan, &explored), EXPLORE_OK);
        free(from);
        if (explored->is_whole) break;
        explored_free(explored);
    }
    free(stopping.checkpoint);
    return explored;
}

static void assert_same_row(const struct explore_row *a, const struct explore_row *b)
{
    assert_int_equal(a->classes, b->classes);
    assert_true(a->schedules == b->schedules);
    assert_true(a->odds == b->odds); /* the same sums in the same order */
    assert_int_equal(a->preemptions, b->preemptions);
    assert_int_equal(a->shortest_count, b->shortest_count);
    if (a->shortest_count > 0) assert_memory_equal(a->shortest, b->shortest, a->shortest_count);
    assert_int_equal(a->end_count, b->end_count);
    if (a->end_count > 0) assert_memory_equal(a->ends, b->ends, a->end_count * sizeof *a->ends);
}

static void assert_same_in_pieces(enum race_scene scene, bool is_bounded)
{
    int pieces;
    struct explored *a = explored_at_once(scene, is_bounded);
    struct explored *b = explored_in_pieces(scene, is_bounded, &pieces);
    assert_true(pieces > 1);
    assert_int_equal(a->executions, b->executions);
    assert_int_equal(a->blocked, b->blocked);
    for (size_t i = 0; i < OUTCOME_COUNT; i++)
        assert_same_row(&a->rows[i], &b->rows[i]);
    explored_free(a);
    explored_free(b);
}

static void a_pruned_exploration_goes_on_where_it_stopped(void **state)
{
    (void)state;
    assert_same_in_pieces(SCENE_TWO_WRITERS, false);
}

static void a_bounded_exploration_goes_on_where_it_stopped(void **state)
{
    (void)state;
    assert_same_in_pieces(SCENE_TWO_WRITERS, true);
}

/* ---- What is no checkpoint ---- */

static char *checkpoint_of(enum race_scene scene)
{
    struct stopping stopping = {NULL};
    struct explore_plan plan = plan_of(false);
    struct explored *explored;
    plan.goes_on = stop;
    plan.context = &stopping;
    assert_int_equal(explore(race_scene(scene), &plan, &explored), EXPLORE_OK);
    explored_free(explored);
    assert_non_null(stopping.checkpoint);
    return stopping.checkpoint;
}

static void assert_refused(enum race_scene scene, bool is_bounded, const char *text)
{
    struct explore_plan plan = plan_of(is_bounded);
    struct explored *explored = NULL;
    plan.resume = text;
    assert_int_equal(explore(race_scene(scene), &plan, &explored), EXPLORE_BAD_CHECKPOINT);
    assert_null(explored);
}

static void another_scenarios_checkpoint_or_plan_is_refused(void **state)
{
    (void)state;
    char *text = checkpoint_of(SCENE_TWO_WRITERS);
    assert_refused(SCENE_PUT_GET, false, text);
    assert_refused(SCENE_TWO_WRITERS, true, text);
    free(text);
}

/* Cut anywhere, it lacks its last line; nor does noise pass. */
static void half_a_checkpoint_is_refused(void **state)
{
    (void)state;
    char *text = checkpoint_of(SCENE_TWO_WRITERS);
    size_t len = strlen(text);
    for (size_t at = 1; at + 1 < len; at += 1 + len / 40) {
        char was = text[at];
        text[at] = '\0';
        assert_refused(SCENE_TWO_WRITERS, false, text);
        text[at] = was;
    }
    free(text);
    assert_refused(SCENE_TWO_WRITERS, false, "noise\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pruned_exploration_goes_on_where_it_stopped),
        cmocka_unit_test(a_bounded_exploration_goes_on_where_it_stopped),
        cmocka_unit_test(another_scenarios_checkpoint_or_plan_is_refused),
        cmocka_unit_test(half_a_checkpoint_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
