/* serial_program.h - a scenario as a serial order sees it: keys by number, and steps.
 *
 * A *step* is what a serial order need not divide: one operation on the map, the locks taken just
 * before it and given back just after it. (Whoever holds a lock longer only forbids orders.) Locks
 * with no map operation before their unlock are a step alone. */
#ifndef VIZ_RACE_SERIAL_PROGRAM_H
#define VIZ_RACE_SERIAL_PROGRAM_H

#include "viz/race/scenario.h"

enum {
    SERIAL_STEPS_MAX = SCENARIO_WORKERS_MAX * SCENARIO_OPS_MAX,
    SERIAL_NO_OP = SERIAL_STEPS_MAX,
};

struct serial_step {
    size_t first, count; /* of its worker's operations */
    size_t op;           /* which of all operations touches the map; SERIAL_NO_OP: none */
};

struct serial_program {
    const struct scenario *scenario;
    th_key *keys; /* each once */
    size_t key_count;
    size_t clear_count; /* of the workers */
    size_t op_count;    /* of all workers */
    size_t first_op[SCENARIO_WORKERS_MAX + 1];
    struct serial_step steps[SCENARIO_WORKERS_MAX][SCENARIO_OPS_MAX];
    size_t step_counts[SCENARIO_WORKERS_MAX];
    size_t op_keys[SERIAL_STEPS_MAX];      /* numbers of keys, by operation */
    uint64_t op_entries[SERIAL_STEPS_MAX]; /* race_entry of puts, by operation */
    /* Two steps do not commute; and: not all that is left of two workers, from these steps on. */
    bool depends[SCENARIO_WORKERS_MAX][SCENARIO_OPS_MAX][SCENARIO_WORKERS_MAX][SCENARIO_OPS_MAX];
    bool remain_depends[SCENARIO_WORKERS_MAX][SCENARIO_OPS_MAX + 1][SCENARIO_WORKERS_MAX]
                       [SCENARIO_OPS_MAX + 1];
};

/*   Owner    the caller: serial_program_free. scenario is borrowed.
 *   Errors   NULL: ENOMEM, or EINVAL as serial_ends_make says. */
struct serial_program *serial_program_make(const struct scenario *scenario);
void serial_program_free(struct serial_program *program);

/* The number of a key that the scenario names. */
size_t serial_program_key(const struct serial_program *program, th_key key);

#endif
