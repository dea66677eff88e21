/* policy_round_robin.c - a move each: the next ready worker behind the last, in a circle. */
#include "viz/race/policy_ops.h"

static bool choose(struct policy *policy, const struct policy_state *state, size_t *worker)
{
    *worker = policy_next_ready(policy, state, state->last);
    return true;
}

const struct policy_ops policy_round_robin = {.size_bytes = sizeof(struct policy),
                                              .choose = choose};
