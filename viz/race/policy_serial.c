/* policy_serial.c - stays with the last worker while it is ready; no preemption but by a lock. */
#include "viz/race/policy_ops.h"

static bool choose(struct policy *policy, const struct policy_state *state, size_t *worker)
{
    *worker = state->last;
    if (!policy_is_ready(state, state->last))
        *worker = policy_next_ready(policy, state, state->last);
    return true;
}

const struct policy_ops policy_serial = {.size_bytes = sizeof(struct policy), .choose = choose};
