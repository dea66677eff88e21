/* world.h - a scenario made real: its map, its locks, its workers' programs, in memory that can be
 * set back.
 *
 * Everything that a race changes lies in one arena: the map and its arrays, cursors, locks, what
 * the workers got. Memory that is given back stays readable until the race starts again, as under
 * Go's garbage collector: a racing worker may still look at it. */
#ifndef VIZ_RACE_WORLD_H
#define VIZ_RACE_WORLD_H

#include "core/observe.h"
#include "viz/race/outcome.h"
#include "viz/race/scenario.h"

struct world;

enum { WORLD_HISTORY = 16 };

/* How a world's map is watched. */
struct world_watch {
    bool has_history;           /* the map remembers its last WORLD_HISTORY operations */
    const th_observer *setup;   /* making and setup; NULL: nobody */
    const th_observer *workers; /* event only, the gate is the runner's; NULL: nobody */
    void (*set_worker)(void *context, size_t worker); /* before a worker moves; NULL: nobody asks */
    void *context;
};

/* Makes the map and does the setup.
 *   Owner    the caller: world_free. scenario is borrowed.
 *   Errors   NULL when there is no memory, or the setup does not fit the arena. */
struct world *world_make(const struct scenario *scenario, const struct world_watch *watch);
void world_free(struct world *world);

const th_map *world_map(const struct world *world);

/* The operation that worker is in, or will begin next; its op_count: none is left. */
size_t world_op(const struct world *world, size_t worker);

/* How the race that has come to its end, without a fatal error and without deadlock, ended: CLEAN
 * if results and map are those of some order of the operations, one after the other, that agrees
 * with what was over before what began (linearizable), and no rule of the map is broken; else
 * WRONG.
 *   Cost     O(map). */
enum outcome world_judge(struct world *world);

/* Why world_judge said WRONG, in words; "" else. Valid until the next call. */
const char *world_why_wrong(const struct world *world);

/* 64 bits over the map as core/inspect reads it, without addresses, and the workers' results: equal
 * for equal ends. */
uint64_t world_end_digest(const struct world *world);

#endif
