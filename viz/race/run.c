/* run.c - a race under a plan: choose, move, note who stands where. */
#include "viz/race/run.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "viz/race/world_state.h"

/* A choice, and what became of the worker that moved. */
struct made {
    struct race_choice choice;
    th_access access;      /* that the move was */
    struct race_lane lane; /* its state is that of the worker alone: READY stands for "at a gate" */
};

struct race {
    const struct scenario *scenario;
    size_t worker_count;
    uint64_t begin;
    struct race_lane first[SCENARIO_WORKERS_MAX];
    struct made *made;
    uint8_t *choices;
    size_t count, room;
    uint32_t ready; /* at the end */
    enum outcome outcome;
    bool is_fatal;
    th_fatal_report report;
    size_t fatal_worker;
    char why_wrong[200];
    th_history_entry history[WORLD_HISTORY];
    size_t history_count;
    th_snapshot *snapshot;
};

/* A race under way. */
struct running {
    struct race *race;
    const struct race_plan *plan;
    struct timeline *timeline;
    struct world *world;
    struct runner *runner;
    struct policy *policy;
};

/* ---- Noting ---- */

static uint64_t position_of(const struct running *running)
{
    return running->timeline == NULL ? 0 : timeline_len(running->timeline);
}

static struct race_lane lane_of(const struct running *running, size_t worker, th_line line)
{
    struct race_lane lane = {.state = runner_state_of(running->runner, worker),
                             .op = world_op(running->world, worker),
                             .line = line};
    if (lane.state == RUNNER_READY || lane.state == RUNNER_WAITING) {
        lane.next = *runner_access(running->runner, worker);
    }
    return lane;
}

static bool make_room(struct race *race)
{
    if (race->count < race->room) return true;
    size_t room = race->room == 0 ? 64 : 2 * race->room;
    struct made *made = realloc(race->made, room * sizeof *made);
    if (made == NULL) return false;
    race->made = made;
    uint8_t *choices = realloc(race->choices, room);
    if (choices == NULL) return false;
    race->choices = choices;
    race->room = room;
    return true;
}

static void move(struct running *running, size_t worker, uint32_t ready)
{
    struct race *race = running->race;
    th_access access = *runner_access(running->runner, worker);
    runner_move(running->runner, worker);
    race->choices[race->count] = (uint8_t)worker;
    race->made[race->count] = (struct made){
        .choice = {.worker = (uint8_t)worker, .position = position_of(running), .ready = ready},
        .access = access,
        .lane = lane_of(running, worker, access.line)};
    race->count++;
    if (running->plan->after_move != NULL) {
        running->plan->after_move(running->plan->context, world_map(running->world));
    }
}

/* ---- Choosing ---- */

static enum race_status refuse(const struct running *running, size_t worker, char why[200])
{
    const char *name = running->race->scenario->workers[worker].name;
    if (runner_ready(running->runner) == 0) {
        snprintf(why, 200, "the race is over when %s is to move", name);
    } else if (runner_state_of(running->runner, worker) == RUNNER_DONE) {
        snprintf(why, 200, "%s is done, and cannot move", name);
    } else {
        const struct world_lock *lock = runner_access(running->runner, worker)->lock;
        size_t index = (size_t)(lock - running->world->state->locks);
        snprintf(why, 200, "%s waits for the lock %s, and cannot move", name,
                 running->race->scenario->locks[index].name);
    }
    return RACE_BAD_CHOICE;
}

/* Who moves next. False in *has_choice: nobody is to. */
static enum race_status choose(const struct running *running, uint32_t ready, size_t *worker,
                               bool *has_choice, char why[200])
{
    const struct race *race = running->race;
    *has_choice = true;
    if (race->count < running->plan->count) {
        *worker = running->plan->choices[race->count];
        assert(*worker < race->worker_count);
        return ready >> *worker & 1 ? RACE_OK : refuse(running, *worker, why);
    }
    if (ready == 0) {
        *has_choice = false;
        return RACE_OK;
    }
    struct policy_state state = {.ready = ready,
                                 .last =
                                     race->count == 0 ? SIZE_MAX : race->choices[race->count - 1],
                                 .moves_made = race->count};
    *has_choice = policy_choose(running->policy, &state, worker);
    return RACE_OK;
}

static enum race_status run(struct running *running, size_t *bad_choice, char why[200])
{
    struct race *race = running->race;
    for (;;) {
        size_t worker;
        bool has_choice;
        uint32_t ready = runner_ready(running->runner);
        enum race_status status = choose(running, ready, &worker, &has_choice, why);
        if (status == RACE_BAD_CHOICE) *bad_choice = race->count;
        if (status != RACE_OK || !has_choice) return status;
        if (race->count >= RACE_MOVES_MAX) return RACE_ENDLESS;
        if (!make_room(race)) return RACE_NO_MEMORY;
        move(running, worker, ready);
    }
}

/* ---- The end ---- */

static enum outcome outcome_of(const struct running *running)
{
    struct race *race = running->race;
    race->is_fatal = runner_is_fatal(running->runner, &race->report, &race->fatal_worker);
    race->ready = runner_ready(running->runner);
    if (race->is_fatal) return outcome_of_fatal(&race->report);
    if (race->ready != 0) return OUTCOME_UNFINISHED;
    for (size_t worker = 0; worker < race->worker_count; worker++) {
        if (runner_state_of(running->runner, worker) != RUNNER_DONE) return OUTCOME_DEADLOCK;
    }
    enum outcome outcome = world_judge(running->world);
    snprintf(race->why_wrong, sizeof race->why_wrong, "%s", world_why_wrong(running->world));
    return outcome;
}

static void set_worker(void *context, size_t worker)
{
    timeline_set_worker(context, (uint8_t)worker);
}

/* ---- From beginning to end ---- */

static bool set_up(struct running *running, const struct scenario *scenario, uint32_t map)
{
    struct world_watch watch = {.has_history = true};
    if (running->timeline != NULL) {
        watch.setup = watch.workers = timeline_observer(running->timeline, map);
        watch.set_worker = set_worker;
        watch.context = running->timeline;
        /* The setup is the work of one who is none of them. */
        timeline_set_worker(running->timeline, (uint8_t)scenario->worker_count);
    }
    running->world = world_make(scenario, &watch);
    if (running->world == NULL) return false;
    running->runner = runner_make(running->world, running->plan->kind);
    running->policy = policy_make(&running->plan->then, scenario->worker_count);
    return running->runner != NULL && running->policy != NULL;
}

static void tear_down(struct running *running)
{
    policy_free(running->policy);
    runner_free(running->runner);
    world_free(running->world);
}

static enum race_status run_all(struct running *running, size_t *bad_choice, char why[200])
{
    struct race *race = running->race;
    runner_start(running->runner);
    race->begin = position_of(running);
    for (size_t worker = 0; worker < race->worker_count; worker++)
        race->first[worker] = lane_of(running, worker, TH_LINE_NONE);
    enum race_status status = run(running, bad_choice, why);
    if (status != RACE_OK) return status;
    race->outcome = outcome_of(running);
    race->history_count = th_history_read(world_map(running->world), race->history, WORLD_HISTORY);
    th_status inspected = th_inspect_map(world_map(running->world), &race->snapshot);
    if (inspected == TH_NO_MEMORY) return RACE_NO_MEMORY;
    bool has_tape = running->timeline == NULL || timeline_status(running->timeline) == TIMELINE_OK;
    return has_tape ? RACE_OK : RACE_TAPE;
}

enum race_status race_run(const struct scenario *scenario, const struct race_plan *plan,
                          struct timeline *timeline, uint32_t map, struct race **run_made,
                          size_t *bad_choice, char why[200])
{
    *run_made = NULL;
    struct race *race = calloc(1, sizeof *race);
    if (race == NULL) return RACE_NO_MEMORY;
    race->scenario = scenario;
    race->worker_count = scenario->worker_count;
    struct running running = {.race = race, .plan = plan, .timeline = timeline};
    enum race_status status = RACE_NO_MEMORY;
    if (set_up(&running, scenario, map)) status = run_all(&running, bad_choice, why);
    tear_down(&running);
    if (status != RACE_OK) {
        race_free(race);
        return status;
    }
    *run_made = race;
    return RACE_OK;
}

void race_free(struct race *race)
{
    if (race == NULL) return;
    th_snapshot_free(race->snapshot);
    free(race->made);
    free(race->choices);
    free(race);
}

/* ---- Looking ---- */

enum outcome race_outcome(const struct race *race) { return race->outcome; }

bool race_fatal(const struct race *race, th_fatal_report *report, size_t *worker)
{
    if (!race->is_fatal) return false;
    *report = race->report;
    *worker = race->fatal_worker;
    return true;
}

const char *race_why_wrong(const struct race *race) { return race->why_wrong; }

size_t race_choice_count(const struct race *race) { return race->count; }

struct race_choice race_choice_at(const struct race *race, size_t index)
{
    assert(index < race->count);
    return race->made[index].choice;
}

const th_access *race_access(const struct race *race, size_t index)
{
    assert(index < race->count);
    return &race->made[index].access;
}

size_t race_history(const struct race *race, const th_history_entry **entries)
{
    *entries = race->history;
    return race->history_count;
}

const th_snapshot *race_snapshot(const struct race *race) { return race->snapshot; }

uint64_t race_begin(const struct race *race) { return race->begin; }

void race_lanes(const struct race *race, size_t choices, struct race_lane *lanes)
{
    assert(choices <= race->count);
    uint32_t ready = choices < race->count ? race->made[choices].choice.ready : race->ready;
    memcpy(lanes, race->first, race->worker_count * sizeof *lanes);
    for (size_t i = 0; i < choices; i++)
        lanes[race->choices[i]] = race->made[i].lane;
    for (size_t worker = 0; worker < race->worker_count; worker++) {
        struct race_lane *lane = &lanes[worker];
        if (lane->state == RUNNER_DONE || lane->state == RUNNER_DEAD) continue;
        bool could_move = race->is_fatal && choices == race->count ? lane->state == RUNNER_READY
                                                                   : (ready >> worker & 1) != 0;
        lane->state = could_move ? RUNNER_READY : RUNNER_WAITING;
    }
}

const uint8_t *race_choices(const struct race *race) { return race->choices; }

struct race_lane race_lane_after(const struct race *race, size_t index)
{
    assert(index < race->count);
    return race->made[index].lane;
}

const char *race_status_text(enum race_status status)
{
    static const char *const texts[] = {
#define X(name, text) [name] = text,
        RACE_STATUS_LIST(X)
#undef X
    };
    return texts[status];
}
