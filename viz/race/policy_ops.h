/* policy_ops.h - the seam between policy.c and the policies: what each of them brings. */
#ifndef VIZ_RACE_POLICY_OPS_H
#define VIZ_RACE_POLICY_OPS_H

#include "viz/race/policy.h"

enum { POLICY_WORKERS_MAX = 32 }; /* bits of policy_state.ready */

struct policy_ops {
    size_t size_bytes; /* of its own struct, which begins with a struct policy */
    void (*start)(struct policy *policy, const struct policy_plan *plan); /* NULL: nothing to do */
    bool (*choose)(struct policy *policy, const struct policy_state *state, size_t *worker);
};

/* The rest of a policy's own struct is zero when it starts. */
struct policy {
    const struct policy_ops *ops;
    size_t worker_count;
};

extern const struct policy_ops policy_ask;
extern const struct policy_ops policy_serial;
extern const struct policy_ops policy_round_robin;
extern const struct policy_ops policy_random;
extern const struct policy_ops policy_pct;

static inline bool policy_is_ready(const struct policy_state *state, size_t worker)
{
    return worker < POLICY_WORKERS_MAX && (state->ready >> worker & 1) != 0;
}

/* The first ready worker behind `worker`, in a circle that ends with itself; SIZE_MAX: from 0. */
size_t policy_next_ready(const struct policy *policy, const struct policy_state *state,
                         size_t worker);

#endif
