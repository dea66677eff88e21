/* free_run.h - the race for real: no gate, no baton, unsynchronised threads, many times.
 *
 * Runs are made in child processes, so that a crash, a hang or a torn map harms nobody else. A data
 * race is undefined behaviour in C, and that is the lesson: what the counts say is true of this
 * program, this compiler and this machine only.
 *
 *   caught    the map reported a fatal error, which would have ended a Go program, whatever the
 *             other workers came to afterwards
 *   wrong     the workers came to their end, but no serial order of their operations
 *             (viz/race/serial_ends.h) ends so, or the map breaks a rule (core/rules.h)
 *   crashed   the child died of anything else; also when a torn map asked for 256 MiB
 *   hung      the run did not end within its limit; a deadlock does not, either
 *   clean     none of these: this time */
#ifndef VIZ_RACE_FREE_RUN_H
#define VIZ_RACE_FREE_RUN_H

#include "viz/race/outcome.h"
#include "viz/race/scenario.h"

#define FREE_RUNS_MAX UINT64_C(10000000)

struct free_plan {
    uint64_t runs;                       /* 1 to FREE_RUNS_MAX */
    uint32_t limit_ms;                   /* for one run; beyond it, it is hung. 0: a default */
    bool (*is_cancelled)(void *context); /* asked now and then; NULL: never */
    void (*progress)(void *context, uint64_t runs_done); /* now and then; NULL: nobody asks */
    void *context;
    /* In the child, on the worker's thread, before its operations: where tests come to grief. NULL:
     * nobody does. */
    void (*before_worker)(void *context, uint64_t run, size_t worker);
};

struct free_counts {
    uint64_t runs; /* that were made: fewer than asked for after a cancel */
    uint64_t counts[FREE_RESULT_COUNT];
};

/* Runs scenario, and counts each run once. Leaves no process behind, whatever happens.
 *   Errors   false, and errno says why: EINVAL: runs, or a worker unlocks what it does not hold;
 *            E2BIG: too many serial orders to judge by; ENOMEM; else no process or no thread could
 *            be made. counts has what was made until then.
 *   Threads  the caller's must be the process's only thread: children go on after fork as if they
 *            could use everything. */
TH_CHECKED bool free_run(const struct scenario *scenario, const struct free_plan *plan,
                         struct free_counts *counts);

/* The 95 % confidence interval of count in runs, as shares in [0, 1] (Wilson, "Probable inference,
 * the law of succession, and statistical inference", 1927). runs 0: [0, 1]. */
void free_interval(uint64_t count, uint64_t runs, double *low, double *high);

#endif
