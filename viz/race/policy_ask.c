/* policy_ask.c - decides nothing: whoever runs the race asks the learner. */
#include "viz/race/policy_ops.h"

static bool choose(struct policy *policy, const struct policy_state *state, size_t *worker)
{
    (void)policy;
    (void)state;
    (void)worker;
    return false;
}

const struct policy_ops policy_ask = {.size_bytes = sizeof(struct policy), .choose = choose};
