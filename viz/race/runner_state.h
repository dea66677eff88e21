/* runner_state.h - what both kinds of runner share. Private to viz/race. */
#ifndef VIZ_RACE_RUNNER_STATE_H
#define VIZ_RACE_RUNNER_STATE_H

#include "viz/race/runner.h"
#include "viz/race/world_state.h"

/* A worker as the runner knows it. In the arena, so that it is kept and set back with it. */
struct lane {
    th_access access; /* that it stands before, unless it is done or dead */
    bool is_done;
    bool is_dead;
};

struct runner_lanes {
    struct lane lanes[SCENARIO_WORKERS_MAX];
    bool is_fatal;
    uint8_t fatal_worker;
    th_fatal_report report;
};

/* How a kind of runner goes about it. In `go`, the worker runs from where it stands to its next
 * gate or its end. `gate` and `leave` are called on the worker's stack: gate comes back when it may
 * go on, leave never. */
struct runner_kind_ops {
    bool (*make)(struct runner *runner);
    void (*free)(struct runner *runner);
    void (*start)(struct runner *runner); /* all workers stand before their programs */
    void (*go)(struct runner *runner, size_t worker);
    void (*gate)(struct runner *runner, size_t worker);
    void (*leave)(struct runner *runner, size_t worker);
};

extern const struct runner_kind_ops runner_threads;
extern const struct runner_kind_ops runner_fibers;

struct runner {
    struct world *world;
    const struct runner_kind_ops *ops;
    struct runner_lanes *lanes; /* in the arena */
    size_t worker_count;
    size_t current; /* whose move it is */
    void *own;      /* the kind's */
};

#endif
