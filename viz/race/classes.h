/* classes.h - the class that an execution stands for: how many schedules, and how likely.
 *
 *      B's moves                    A class is a partial order: of two moves that conflict, the one
 *      2 | . . o-o                  that came first comes first. A *cut* is how far each worker is;
 *      1 | o-o-o |                  it is consistent when each move in it has those before it. The
 *      0 o-o-o . .                  class's schedules are the ways from the first cut to the last.
 *        0 1 2 3   A's moves
 *
 * Private to viz/race. */
#ifndef VIZ_RACE_CLASSES_H
#define VIZ_RACE_CLASSES_H

#include "viz/race/explore.h"

/* A move, and how many of each worker's moves must come before it. */
struct class_move {
    uint8_t worker;
    th_access access;
    uint16_t needs[SCENARIO_WORKERS_MAX];
};

/* The moves of the execution under way, in their order. */
struct class_path {
    size_t worker_count;
    struct class_move *moves;
    size_t count;
    uint16_t *moves_of[SCENARIO_WORKERS_MAX]; /* indexes of each worker's moves */
    uint16_t counts[SCENARIO_WORKERS_MAX];
    struct class_cut *cuts; /* room for counting */
    size_t cut_room;
};

/*   Errors   false when there is no memory. */
TH_CHECKED bool class_path_init(struct class_path *path, size_t worker_count);
void class_path_free(struct class_path *path);

/* One more move, and one back. is_last: it ends the race at once, so all others come before it. */
void class_path_push(struct class_path *path, uint8_t worker, const th_access *access);
void class_path_end_race(struct class_path *path);
void class_path_pop(struct class_path *path);

/* How a worker stands at the end: at a gate, or done. */
struct class_end {
    const th_access *pending; /* NULL: done */
};

/* Counts the schedules of the path's class. ends: of each worker.
 *   Returns  false when there are too many cuts, or more schedules than fit in 128 bits.
 *   Cost     O(consistent cuts x workers). */
bool class_count(struct class_path *path, const struct class_end *ends, explore_number *schedules,
                 double *odds);

#endif
