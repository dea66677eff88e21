/* runner.c - what both kinds of runner do alike: who stands where, who may move. */
#include "viz/race/runner.h"

#include <assert.h>
#include <stdlib.h>

#include "viz/race/runner_state.h"

/* ---- Called by the worker that moves ---- */

static void stand_at_gate(void *context, const th_access *access)
{
    struct runner *runner = context;
    size_t worker = runner->current;
    runner->lanes->lanes[worker].access = *access;
    runner->ops->gate(runner, worker);
}

static void die(void *context, const th_fatal_report *report)
{
    struct runner *runner = context;
    struct runner_lanes *lanes = runner->lanes;
    lanes->is_fatal = true;
    lanes->fatal_worker = (uint8_t)runner->current;
    lanes->report = *report;
    lanes->lanes[runner->current].is_dead = true;
    runner->ops->leave(runner, runner->current);
}

/* ---- Made ---- */

enum runner_kind runner_fastest(void)
{
    return runner_has_fibers() ? RUNNER_FIBERS : RUNNER_THREADS;
}

struct runner *runner_make(struct world *world, enum runner_kind kind)
{
    if (kind == RUNNER_FIBERS && !runner_has_fibers()) return NULL;
    struct runner *runner = calloc(1, sizeof *runner);
    if (runner == NULL) return NULL;
    runner->world = world;
    runner->ops = kind == RUNNER_FIBERS ? &runner_fibers : &runner_threads;
    runner->worker_count = world->scenario->worker_count;
    runner->lanes = world_take(world, sizeof *runner->lanes);
    if (runner->lanes == NULL || !world_keep_image(world) || !runner->ops->make(runner)) {
        free(runner);
        return NULL;
    }
    world_set_gate(world, stand_at_gate, die, runner);
    return runner;
}

void runner_free(struct runner *runner)
{
    if (runner == NULL) return;
    runner->ops->free(runner);
    world_set_gate(runner->world, NULL, NULL, NULL);
    free(runner);
}

/* ---- Moving ---- */

static void go(struct runner *runner, size_t worker)
{
    const struct world_watch *watch = &runner->world->watch;
    runner->current = worker;
    if (watch->set_worker != NULL) watch->set_worker(watch->context, worker);
    runner->ops->go(runner, worker);
}

void runner_start(struct runner *runner)
{
    runner->ops->start(runner);
    world_reset(runner->world);
    for (size_t worker = 0; worker < runner->worker_count; worker++)
        go(runner, worker);
}

void runner_move(struct runner *runner, size_t worker)
{
    assert(runner_state_of(runner, worker) == RUNNER_READY);
    assert(!runner->lanes->is_fatal);
    world_count_move(runner->world, worker);
    go(runner, worker);
}

/* ---- Looking ---- */

enum runner_state runner_state_of(const struct runner *runner, size_t worker)
{
    const struct lane *lane = &runner->lanes->lanes[worker];
    if (lane->is_dead) return RUNNER_DEAD;
    if (lane->is_done) return RUNNER_DONE;
    return world_allows(&lane->access) ? RUNNER_READY : RUNNER_WAITING;
}

uint32_t runner_ready(const struct runner *runner)
{
    uint32_t ready = 0;
    if (runner->lanes->is_fatal) return 0;
    for (size_t worker = 0; worker < runner->worker_count; worker++) {
        if (runner_state_of(runner, worker) == RUNNER_READY) ready |= 1u << worker;
    }
    return ready;
}

const th_access *runner_access(const struct runner *runner, size_t worker)
{
    return &runner->lanes->lanes[worker].access;
}

bool runner_is_fatal(const struct runner *runner, th_fatal_report *report, size_t *worker)
{
    if (!runner->lanes->is_fatal) return false;
    if (report != NULL) *report = runner->lanes->report;
    if (worker != NULL) *worker = runner->lanes->fatal_worker;
    return true;
}
