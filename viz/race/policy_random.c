/* policy_random.c - each ready worker is as likely as the others, whatever was before. */
#include "viz/race/policy_chance.h"
#include "viz/race/policy_ops.h"

struct random_policy {
    struct policy policy;
    struct chance chance;
};

static void start(struct policy *policy, const struct policy_plan *plan)
{
    ((struct random_policy *)policy)->chance.state = plan->seed;
}

static bool choose(struct policy *policy, const struct policy_state *state, size_t *worker)
{
    struct random_policy *self = (struct random_policy *)policy;
    unsigned ready_count = (unsigned)__builtin_popcount(state->ready);
    uint64_t drawn = chance_below(&self->chance, ready_count);
    size_t chosen = policy_next_ready(policy, state, SIZE_MAX);
    for (; drawn > 0; drawn--)
        chosen = policy_next_ready(policy, state, chosen);
    *worker = chosen;
    return true;
}

const struct policy_ops policy_random = {
    .size_bytes = sizeof(struct random_policy), .start = start, .choose = choose};
