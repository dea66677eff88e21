/* free_child.h - the process in which a batch of free runs is made, and may come to grief. */
#ifndef VIZ_RACE_FREE_CHILD_H
#define VIZ_RACE_FREE_CHILD_H

#include <stdatomic.h>

#include "viz/race/free_world.h"

/* What a child says to its parent, in memory that both have: whatever kills it, this stays. A run
 * that has begun and stands in no count is the one that it died of. */
struct free_shared {
    _Atomic uint64_t begun;
    _Atomic uint64_t counts[FREE_RESULT_COUNT];
    atomic_bool is_caught; /* the run under way: a fatal error has been reported */
};

/* How a child ends that was not killed. */
enum { FREE_EXIT_DONE = 0, FREE_EXIT_CAUGHT = 81, FREE_EXIT_FULL, FREE_EXIT_NO_THREAD };

struct free_job {
    struct free_world *world;
    struct free_shared *shared;
    const struct free_plan *plan;
    uint64_t first_run, run_count;
    int life; /* a descriptor that the child keeps open as long as it lives */
};

/* The map's fatal error: noted for the parent, and the worker's run ends, or the process. context:
 * the shared memory. */
void free_child_caught(void *context, const th_map *map, const th_fatal_report *report);

/* Becomes the child: to be called after fork, with all signals blocked. From then on nothing of the
 * parent's is in reach: no terminal, no signal handler, no descriptor, no exit handler. Dies with
 * its parent, and leaves no core. */
_Noreturn void free_child(const struct free_job *job, int parent);

#endif
