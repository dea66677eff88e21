/* free_world.h - what a free race is run on: a map in an arena that is set back before each run,
 * and the judge of how it was left.
 *
 * Memory that the map gives back stays as it is until the next run: under Go's collector it would,
 * too, for as long as a racing worker may still look at it. So the arena only ever hands out. Pages
 * that nobody may touch stand before and behind it. */
#ifndef VIZ_RACE_FREE_WORLD_H
#define VIZ_RACE_FREE_WORLD_H

#include "viz/race/free_run.h"
#include "viz/race/serial_ends.h"

enum { FREE_OPS_MAX = SCENARIO_WORKERS_MAX * SCENARIO_OPS_MAX };

struct free_world;

/* Makes the map, does the setup, and finds all serial ends.
 *   Owner    the caller: free_world_free. scenario is borrowed. A forked child has a world of its
 *            own, at the same addresses.
 *   Errors   NULL: errno as serial_ends_make says; ENOMEM also when the setup needs over 256
 *            MiB. */
struct free_world *free_world_make(const struct scenario *scenario, const th_fatal_handler *fatal);
void free_world_free(struct free_world *world);

const struct scenario *free_world_scenario(const struct free_world *world);

/* Everything is as it was after the setup. Nobody may be at work on the map. */
void free_world_reset(struct free_world *world);

/* Worker's operation `index` on the map; of a lock's, nothing. False: the arena is used up.
 *   Threads  each worker its own: that is the race. */
bool free_world_work(struct free_world *world, size_t worker, size_t index);

/* After all have done their operations, the map may be torn, and is read as a stranger's memory.
 * FREE_CLEAN: no rule of the map (core/rules.h) is broken, and results and entries are a serial
 * end's. Else FREE_WRONG. (Rule 10 is not asked where somebody clears: a clear changes the
 * seed.) */
enum free_result free_world_judge(const struct free_world *world);

#endif
