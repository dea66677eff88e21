/* explore_state.h - where an exploration stands: a path of nodes, and the table so far. Private to
 * viz/race. */
#ifndef VIZ_RACE_EXPLORE_STATE_H
#define VIZ_RACE_EXPLORE_STATE_H

#include "viz/race/classes.h"
#include "viz/race/explore.h"

struct node {
    uint32_t ready;
    uint32_t asleep;
    uint32_t tried;  /* whose moves have been, or are being, explored */
    uint32_t finals; /* those of tried that ended the race */
    uint32_t to_do;  /* whose are to be */
    uint32_t preemptions;
    uint8_t worker; /* whose move is being explored */
    bool is_kept;
    double odds; /* of the choices that led here */
};

struct explorer {
    const struct explore_plan *plan;
    struct world *world;
    struct runner *runner;
    struct class_path path;
    struct node *nodes; /* EXPLORE_MOVES_MAX + 1 */
    uint8_t *choices;
    size_t depth;
    uint64_t shard_number; /* of nodes and ends met so far */
    struct explored *explored;
    enum explore_status status;
    bool is_stopped;
};

/* As explore_checkpoint, of the explorer itself. */
char *explore_save(const struct explorer *explorer);

/* Brings a new explorer to where text says another of the same scenario and plan stood: its path,
 * and its table. The runner, at its start, is moved along the path.
 *   Errors   EXPLORE_BAD_CHECKPOINT, EXPLORE_NO_MEMORY. */
TH_CHECKED enum explore_status explore_load(struct explorer *explorer, const char *text);

#endif
