/* player_race.c - the steps of a lesson that are runs of its race.
 *
 *   step --> a plan --> race_run, onto a map of the timeline that is this run's own
 *        '-> explore, or free_run: no tape, counts only
 *
 * Each run begins anew from the setup, whose moves lie on the tape before the step's first stop. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "viz/player/player_state.h"

bool player_has_tape(const struct lesson_step *step)
{
    return step->run.kind == LESSON_RUN_SCHEDULE || step->run.kind == LESSON_RUN_SEED;
}

enum player_status player_status_of_race(enum race_status status)
{
    switch (status) {
    case RACE_OK:
        return PLAYER_OK;
    case RACE_NO_MEMORY:
        return PLAYER_NO_MEMORY;
    case RACE_BAD_CHOICE:
        return PLAYER_BAD_SCHEDULE;
    case RACE_ENDLESS:
        return PLAYER_TAPE_FULL;
    case RACE_TAPE:
        break;
    }
    player_say_difference(race_status_text(status));
    return PLAYER_MIRROR_BROKEN;
}

/* ---- Runs with a tape ---- */

static struct race_plan plan_of(const struct lesson_run *run)
{
    struct race_plan plan = {.then = {.kind = POLICY_SERIAL}, .kind = runner_fastest()};
    if (run->kind == LESSON_RUN_SEED) {
        plan.then = run->policy;
        return plan;
    }
    plan.choices = run->schedule.choices;
    plan.count = run->schedule.count;
    if (run->schedule.has_policy) plan.then = run->schedule.policy;
    return plan;
}

static enum player_status run_with_tape(struct player *player, size_t index)
{
    const struct lesson_run *run = &player->lesson->steps[index].run;
    struct played_step *step = &player->steps[index];
    struct race_plan plan = plan_of(run);
    size_t bad_choice;
    char why[200];
    enum race_status status = race_run(player->lesson->scenario, &plan, player->timeline,
                                       step->race.map, &step->race.race, &bad_choice, why);
    if (status == RACE_BAD_CHOICE) {
        struct lesson_place place = lesson_run_choice_place(run, bad_choice);
        char text[300];
        snprintf(text, sizeof text, "%u:%u: choice %zu of the schedule: %s", place.line,
                 place.column, bad_choice + 1, why);
        player_say_difference(text);
    }
    if (status != RACE_OK) return player_status_of_race(status);
    step->begin = race_begin(step->race.race);
    step->end = timeline_len(player->timeline);
    return PLAYER_OK;
}

/* ---- Runs that are counted ---- */

/* A lesson is loaded in a breath; who wants to wait explores on the command line. */
enum { EXPLORE_EXECUTIONS_MAX = 3000000 };

static bool goes_on(void *context, const struct explore_progress *progress)
{
    (void)context;
    return progress->executions < EXPLORE_EXECUTIONS_MAX;
}

static enum player_status run_explorer(struct player *player, size_t index)
{
    const struct lesson_run *run = &player->lesson->steps[index].run;
    struct explore_plan plan = {.is_bounded = run->is_bounded,
                                .preemptions = run->preemptions,
                                .kind = runner_fastest(),
                                .goes_on = goes_on};
    enum explore_status status =
        explore(player->lesson->scenario, &plan, &player->steps[index].race.explored);
    if (status == EXPLORE_OK) return PLAYER_OK;
    if (status == EXPLORE_NO_MEMORY) return PLAYER_NO_MEMORY;
    char text[200];
    snprintf(text, sizeof text, "%u:%u: %s", run->place.line, run->place.column,
             explore_status_text(status));
    player_say_difference(text);
    return PLAYER_BAD_SCHEDULE;
}

static enum player_status run_free(struct player *player, size_t index)
{
    const struct lesson_run *run = &player->lesson->steps[index].run;
    struct played_race *race = &player->steps[index].race;
    struct free_plan plan = {.runs = run->runs};
    if (!free_run(player->lesson->scenario, &plan, &race->free)) {
        char text[200];
        snprintf(text, sizeof text, "%u:%u: free runs: %s", run->place.line, run->place.column,
                 strerror(errno));
        player_say_difference(text);
        return PLAYER_BAD_SCHEDULE;
    }
    race->has_free = true;
    return PLAYER_OK;
}

/* ---- A step ---- */

/* The workers before they move, from where a learner may take over. */
static enum player_status find_start(struct player *player, struct played_race *race)
{
    struct race_plan plan = {.then = {.kind = POLICY_ASK}, .kind = runner_fastest()};
    size_t bad_choice;
    char why[200];
    return player_status_of_race(
        race_run(player->lesson->scenario, &plan, NULL, 0, &race->start, &bad_choice, why));
}

static enum player_status count_runs(struct player *player, size_t index, bool is_free)
{
    struct played_race *race = &player->steps[index].race;
    enum player_status status = is_free ? run_free(player, index) : run_explorer(player, index);
    if (status == PLAYER_OK) status = find_start(player, race);
    if (status == PLAYER_OK && !player_make_tables(player, race)) status = PLAYER_NO_MEMORY;
    return status;
}

enum player_status player_run_race(struct player *player, size_t index)
{
    struct played_step *step = &player->steps[index];
    step->begin = step->end = timeline_len(player->timeline);
    switch (player->lesson->steps[index].run.kind) {
    case LESSON_RUN_NONE:
        return PLAYER_OK;
    case LESSON_RUN_SCHEDULE:
    case LESSON_RUN_SEED:
        return run_with_tape(player, index);
    case LESSON_RUN_EXPLORE:
        return count_runs(player, index, false);
    case LESSON_RUN_FREE:
        return count_runs(player, index, true);
    }
    return PLAYER_OK;
}

void player_free_race(struct played_race *race)
{
    race_free(race->race);
    race_free(race->start);
    explored_free(race->explored);
}

const struct explored *player_explored(const struct player *player, size_t step)
{
    return player->steps[step].race.explored;
}

const struct free_counts *player_free_counts(const struct player *player, size_t step)
{
    const struct played_race *race = &player->steps[step].race;
    return race->has_free ? &race->free : NULL;
}
