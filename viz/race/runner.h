/* runner.h - workers at their gates, and the hand that lets one of them move.
 *
 *     struct runner *runner = runner_make(world, RUNNER_THREADS);
 *     runner_start(runner);                    every worker stands at its first gate
 *     runner_move(runner, 0);                  worker 0 goes on to its next gate, or to its end
 *
 * Two kinds behind one seam, and the same schedule makes the same tape with both:
 *   threads  each worker is a real pthread, and waits for the baton: one moves at a time.
 *   fibers   each worker has a stack of its own in the one thread. Some twenty times faster, and a
 *            race can be marked and returned to, stacks, map and all: for the explorer.
 *
 * A worker's next access is known before it is made. A race in which a fatal error has come stands
 * still for good: all that can be done is to start again. */
#ifndef VIZ_RACE_RUNNER_H
#define VIZ_RACE_RUNNER_H

#include "viz/race/world.h"

enum runner_kind { RUNNER_THREADS, RUNNER_FIBERS };

enum runner_state {
    RUNNER_READY,   /* at a gate, and could move */
    RUNNER_WAITING, /* at a gate, for a lock that is held */
    RUNNER_DONE,
    RUNNER_DEAD, /* its latest move was fatal */
};

struct runner;

/* Fibers are not there under the thread and address sanitizers, which know one stack a thread.
 *   Owner    the caller: runner_free. world is borrowed.
 *   Errors   NULL when there is no memory, no thread, or no such kind here. */
struct runner *runner_make(struct world *world, enum runner_kind kind);
void runner_free(struct runner *runner);
bool runner_has_fibers(void);

/* Fibers where they are, else threads: the same tapes. */
enum runner_kind runner_fastest(void);

/* (Re)starts the race: the world is as it was made. */
void runner_start(struct runner *runner);

/* Worker makes one move; it must be ready. */
void runner_move(struct runner *runner, size_t worker);

enum runner_state runner_state_of(const struct runner *runner, size_t worker);

/* Bit w: worker w is ready. 0: the race is over, or deadlocked. */
uint32_t runner_ready(const struct runner *runner);

/* The access that worker stands before; it must be ready or waiting. */
const th_access *runner_access(const struct runner *runner, size_t worker);

/* A fatal error has come: what, and whose. */
bool runner_is_fatal(const struct runner *runner, th_fatal_report *report, size_t *worker);

/* Fibers only. Keeps the race as it stands, under a number below the depth asked for; returns to
 * it.
 *   Errors   false when there is no memory; nothing has changed.
 *   Cost     a copy of stacks and arena as far as they are used: 2 kB or so. */
TH_CHECKED bool runner_keep_room(struct runner *runner, size_t depth);
TH_CHECKED bool runner_keep(struct runner *runner, size_t number);
void runner_return(struct runner *runner, size_t number);

#endif
