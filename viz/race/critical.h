/* critical.h - the two moves of a bad schedule that must not be swapped.
 *
 * A schedule that ends badly is long, and most of it does not matter. Of two neighbouring moves of
 * different workers that conflict, the schedule has chosen an order; where the other order leads to
 * a clean end, that choice was the mistake. (The reversal is that of dynamic partial-order
 * reduction: Flanagan, Godefroid, "Dynamic partial-order reduction for model checking software",
 * 2005.) */
#ifndef VIZ_RACE_CRITICAL_H
#define VIZ_RACE_CRITICAL_H

#include "viz/race/run.h"

/* Choices of the schedule, from 0; their moves conflict. */
struct critical_pair {
    size_t first, second;
    th_access first_access, second_access; /* pointers in them may not be followed */
};

/* Finds the last such pair of a race that has ended badly: with it swapped, and the rest one worker
 * after the other, the race is clean.
 *   Returns  RACE_OK with *is_found false when there is none.
 *   Errors   as race_run.
 *   Cost     a race for each pair of neighbours that conflict. */
TH_CHECKED enum race_status critical_find(const struct scenario *scenario, const struct race *race,
                                          struct critical_pair *pair, bool *is_found);

#endif
