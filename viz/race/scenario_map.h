/* scenario_map.h - a scenario's map, as every way of racing makes it, sets it up, and works on it.
 * Private to viz/race. */
#ifndef VIZ_RACE_SCENARIO_MAP_H
#define VIZ_RACE_SCENARIO_MAP_H

#include "core/hash.h"
#include "viz/race/scenario.h"

/* The hashes that the scenario forces on keys, as a table; NULL when it forces none.
 *   Owner    *forced is the caller's: th_forced_hash_free.
 *   Errors   false when there is no memory; *forced may have been made. */
TH_CHECKED bool scenario_map_force(const struct scenario *scenario, th_forced_hash **forced);

/* The hash that the map then has. forced may be NULL. */
th_hash scenario_map_hash(th_forced_hash *forced);

/* Its size, seed and hash; memory and whoever watches are the caller's to add. */
th_map_options scenario_map_options(const struct scenario *scenario, th_forced_hash *forced);

/* Does these operations of a setup.
 *   Errors   false when the map has no memory. */
TH_CHECKED bool scenario_map_set_up(th_map *map, const struct scenario_op *ops, size_t count);

/* Does an operation that is none of a lock's, and says what came of it as serial_ends.h counts it.
 * What an iterate yields is summed, in whatever order it comes. */
uint64_t scenario_map_do(th_map *map, const struct scenario_op *op, size_t value_size);

#endif
