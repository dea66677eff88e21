/* policy.h - who decides which worker moves next. One policy a file.
 *
 *     struct policy *policy = policy_make(&plan, scenario->worker_count);
 *     size_t worker;
 *     while (... && policy_choose(policy, &state, &worker)) move(worker);
 *     policy_free(policy);
 *
 * A policy sees which workers are ready and nothing else, so that any race can run under any of
 * them, and the same plan always makes the same choices. */
#ifndef VIZ_RACE_POLICY_H
#define VIZ_RACE_POLICY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* X(kind, word, about) */
#define POLICY_LIST(X)                                                                             \
    X(POLICY_ASK, "ask", "stop here: the learner chooses, move by move")                           \
    X(POLICY_SERIAL, "serial", "one worker runs to its end, then the next: no preemption")         \
    X(POLICY_ROUND_ROBIN, "round-robin", "a move each, in turn")                                   \
    X(POLICY_RANDOM, "random", "each ready worker is as likely as the others (seeded)")            \
    X(POLICY_PCT, "pct", "random priorities that change at a few random moves (seeded)")

enum policy_kind {
#define X(kind, word, about) kind,
    POLICY_LIST(X)
#undef X
        POLICY_COUNT
};

enum { POLICY_DEPTH_MAX = 20, POLICY_DEPTH_DEFAULT = 3, POLICY_MOVES_DEFAULT = 100 };

struct policy_plan {
    enum policy_kind kind;
    uint64_t seed;  /* random, pct */
    uint32_t depth; /* pct: d, which finds bugs of d ordering constraints; 1 to POLICY_DEPTH_MAX */
    uint32_t moves; /* pct: k, about how many moves the race has; at least 1 */
};

/* What a policy may know. Workers by index; at least one is ready. */
struct policy_state {
    uint32_t ready; /* bit w: worker w can move */
    size_t last;    /* who moved last; SIZE_MAX: nobody yet */
    uint64_t moves_made;
};

struct policy;

/*   Owner    the caller: policy_free.
 *   Errors   NULL when there is no memory. */
struct policy *policy_make(const struct policy_plan *plan, size_t worker_count);
void policy_free(struct policy *policy);

/* Who moves next, in *worker: one of the ready. False: it does not decide (POLICY_ASK). */
bool policy_choose(struct policy *policy, const struct policy_state *state, size_t *worker);

/* The kind that word names; POLICY_COUNT: none. */
enum policy_kind policy_named(const char *word, size_t len);
const char *policy_word(enum policy_kind kind);
const char *policy_about(enum policy_kind kind);

/* "random 7", "pct 7 3", "round-robin": as `then` and messages write it. */
void policy_write(const struct policy_plan *plan, char *text, size_t size_bytes);

#endif
