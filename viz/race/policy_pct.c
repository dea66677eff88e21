/* policy_pct.c - PCT: random priorities that change at a few random moves.
 *
 * After Burckhardt, Kothari, Musuvathi, Nagarakatte, "A randomized scheduler with probabilistic
 * guarantees of finding bugs", ASPLOS 2010. The ready worker of the highest priority moves, always.
 * At first the n workers have the priorities d, d+1 ... d+n-1, dealt at random. d-1 change points
 * are drawn from the moves 1 to k; when change point i has been made, its worker's priority becomes
 * i, below all first ones.
 *
 *     n = 2, d = 2, change point 1 is move 3:   A (3)   B (2)      A A A | B B B B | A A
 *                                               A (1)   B (2)  ----------^
 *
 * A bug that needs d moves in a certain order is then found with a chance of 1/(n k^(d-1)) or more:
 * few bugs need many. Moves are counted from where the policy took over. */
#include <assert.h>

#include "viz/race/policy_chance.h"
#include "viz/race/policy_ops.h"

struct pct_policy {
    struct policy policy;
    uint32_t priorities[POLICY_WORKERS_MAX];
    uint32_t change_count;
    uint64_t changes[POLICY_DEPTH_MAX]; /* change point i's move is in [i - 1]; 0: it is over */
    uint64_t moves_before;              /* made under others, before its first choice */
    bool has_chosen;
};

static void start(struct policy *policy, const struct policy_plan *plan)
{
    assert(plan->depth >= 1 && plan->depth <= POLICY_DEPTH_MAX);
    assert(plan->moves >= 1);
    struct pct_policy *self = (struct pct_policy *)policy;
    struct chance chance = {.state = plan->seed};
    /* Dealt while they are counted out: the newest takes a random place, and what was there goes
     * last. */
    for (uint32_t i = 0; i < policy->worker_count; i++) {
        uint64_t place = chance_below(&chance, i + 1);
        self->priorities[i] = self->priorities[place];
        self->priorities[place] = plan->depth + i;
    }
    self->change_count = plan->depth - 1;
    for (uint32_t i = 0; i < self->change_count; i++)
        self->changes[i] = 1 + chance_below(&chance, plan->moves);
}

/* A caller need not ask where only one could move, so that a change point may lie a little back. */
static void make_changes(struct pct_policy *self, const struct policy_state *state)
{
    for (uint32_t i = 0; i < self->change_count; i++) {
        bool is_due =
            self->changes[i] != 0 && state->moves_made - self->moves_before >= self->changes[i];
        if (!is_due) continue;
        assert(state->last < self->policy.worker_count);
        self->changes[i] = 0;
        self->priorities[state->last] = i + 1;
    }
}

static bool choose(struct policy *policy, const struct policy_state *state, size_t *worker)
{
    struct pct_policy *self = (struct pct_policy *)policy;
    if (!self->has_chosen) self->moves_before = state->moves_made;
    self->has_chosen = true;
    make_changes(self, state);
    size_t highest = policy_next_ready(policy, state, SIZE_MAX);
    for (size_t i = highest + 1; i < policy->worker_count; i++) {
        if (policy_is_ready(state, i) && self->priorities[i] > self->priorities[highest])
            highest = i;
    }
    *worker = highest;
    return true;
}

const struct policy_ops policy_pct = {
    .size_bytes = sizeof(struct pct_policy), .start = start, .choose = choose};
