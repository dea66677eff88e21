/* explore.h - every schedule of a scenario, counted by how it ends.
 *
 * Method. Depth first over the choices, pruned by sleep sets (Godefroid, "Partial-Order Methods for
 * the Verification of Concurrent Systems", 1996): schedules that differ only in the order of moves
 * which touch nothing in common are one *class* (a Mazurkiewicz trace), and exactly one schedule of
 * each class is run. What the others would be is then counted, not run: a class is a partial order
 * of its moves, and its schedules are the ways through its lattice of cuts; that gives how many
 * there are, and how likely a scheduler is to take one of them that lets each ready worker move
 * with equal chance. So the counts are those of all schedules, and the odds of all outcomes sum to
 * 1.
 *
 * With a bound on preemptions nothing is pruned: the schedule of a class that is run may lie beyond
 * the bound where another of the class does not (Coons, Musuvathi, McKinley, "Bounded partial-order
 * reduction", 2013). A *preemption* takes the processor from a worker that could have gone on.
 *
 * What it does not prove: anything about other scenarios, or about what lies within one move. */
#ifndef VIZ_RACE_EXPLORE_H
#define VIZ_RACE_EXPLORE_H

#include "viz/race/outcome.h"
#include "viz/race/runner.h"

/* Of 128 bits: two workers of 64 moves have some 10^37 schedules. */
__extension__ typedef unsigned __int128 explore_number;

enum { EXPLORE_MOVES_MAX = 4096, EXPLORE_ENDS_MAX = 4096, EXPLORE_NUMBER_TEXT = 56 };

struct explore_progress {
    double done;         /* in [0, 1]: an estimate; each choice of a node counts as much */
    uint64_t executions; /* so far */
    uint64_t moves;
    const struct explorer *explorer;
};

struct explore_plan {
    bool is_bounded;
    uint32_t preemptions; /* at most, if it is */
    bool is_brute;        /* nothing is pruned, for comparison */
    uint32_t shard;       /* explores the part `shard` of shard_count equal ones, from 0 */
    uint32_t shard_count; /* 0 counts as 1 */
    enum runner_kind kind;
    const char *resume; /* a checkpoint to go on from; NULL: begin */
    /* Asked every few thousand executions: false stops there. NULL: goes on. */
    bool (*goes_on)(void *context, const struct explore_progress *progress);
    /* Told of each execution's end; NULL: nobody listens. */
    void (*on_end)(void *context, enum outcome outcome, uint64_t end_digest, const uint8_t *choices,
                   size_t count);
    void *context;
};

/* What is known of one outcome. */
struct explore_row {
    uint64_t classes; /* executions that ended so; without pruning, schedules */
    explore_number schedules;
    double odds;           /* under a uniform scheduler */
    uint8_t *shortest;     /* choices of a shortest schedule, of those one with few preemptions */
    size_t shortest_count; /* 0: there is none */
    uint32_t preemptions;  /* of it */
    uint64_t *ends;        /* digests of the ends, each once, sorted; finished races only */
    size_t end_count;
};

#define EXPLORE_STATUS_LIST(X)                                                                     \
    X(EXPLORE_OK, "ok")                                                                            \
    X(EXPLORE_NO_MEMORY, "out of memory")                                                          \
    X(EXPLORE_ENDLESS, "the race does not end")                                                    \
    X(EXPLORE_BAD_CHECKPOINT, "no checkpoint of this scenario, explored in this way")              \
    X(EXPLORE_TOO_MANY_ORDERS, "too many orders of whole operations to know what is right")

enum explore_status {
#define X(name, text) name,
    EXPLORE_STATUS_LIST(X)
#undef X
};

struct explored {
    struct explore_row rows[OUTCOME_COUNT];
    uint64_t executions; /* that came to an end, and are counted in rows */
    uint64_t blocked;    /* given up half way, because all that was left is in another class */
    uint64_t moves;
    bool is_whole;     /* false: stopped */
    bool is_exact;     /* false: schedules overflowed, or classes were too large to be counted */
    bool has_all_ends; /* false: more than EXPLORE_ENDS_MAX of one outcome */
};

/* Explores.
 *   Owner    *made is the caller's: explored_free. scenario is borrowed during the call.
 *   Errors   all but EXPLORE_OK; *made is then NULL.
 *   Cost     memory does not grow with the number of executions. */
TH_CHECKED enum explore_status explore(const struct scenario *scenario,
                                       const struct explore_plan *plan, struct explored **made);
void explored_free(struct explored *explored);

/* While goes_on is asked: all that it takes to go on from here another day, as text; give it to a
 * plan's `resume`. An exploration that is broken off and resumed comes to the same table.
 *   Owner    the caller: free. NULL when there is no memory. */
char *explore_checkpoint(const struct explore_progress *progress);

/* Adds another shard's counts to `into`.
 *   Errors   false when there is no memory; into is then of no use. */
TH_CHECKED bool explored_add(struct explored *into, const struct explored *from);

const char *explore_status_text(enum explore_status status);

/* A number in decimal, with commas between thousands, into text of EXPLORE_NUMBER_TEXT bytes. */
void explore_write_number(explore_number number, char *text);

#endif
