/* policy.c - the policies by name; each of them is in a file of its own. */
#include "viz/race/policy.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "viz/race/policy_ops.h"

static const struct {
    const char *word, *about;
} NAMES[] = {
#define X(kind, word, about) [kind] = {word, about},
    POLICY_LIST(X)
#undef X
};

static const struct policy_ops *const OPS[] = {
    [POLICY_ASK] = &policy_ask,       [POLICY_SERIAL] = &policy_serial,
    [POLICY_RANDOM] = &policy_random, [POLICY_ROUND_ROBIN] = &policy_round_robin,
    [POLICY_PCT] = &policy_pct,
};

static_assert(sizeof OPS / sizeof OPS[0] == POLICY_COUNT, "each policy has its functions");

size_t policy_next_ready(const struct policy *policy, const struct policy_state *state,
                         size_t worker)
{
    size_t count = policy->worker_count;
    size_t first = worker < count ? worker + 1 : 0;
    for (size_t i = 0; i < count; i++) {
        if (policy_is_ready(state, (first + i) % count)) return (first + i) % count;
    }
    assert(false && "nobody is ready");
    return 0;
}

struct policy *policy_make(const struct policy_plan *plan, size_t worker_count)
{
    assert(plan->kind < POLICY_COUNT);
    assert(worker_count >= 1 && worker_count <= POLICY_WORKERS_MAX);
    const struct policy_ops *ops = OPS[plan->kind];
    struct policy *policy = calloc(1, ops->size_bytes);
    if (policy == NULL) return NULL;
    policy->ops = ops;
    policy->worker_count = worker_count;
    if (ops->start != NULL) ops->start(policy, plan);
    return policy;
}

void policy_free(struct policy *policy) { free(policy); }

bool policy_choose(struct policy *policy, const struct policy_state *state, size_t *worker)
{
    assert(state->ready != 0);
    assert((uint64_t)state->ready >> policy->worker_count == 0);
    assert(state->last < policy->worker_count || state->last == SIZE_MAX);
    return policy->ops->choose(policy, state, worker);
}

enum policy_kind policy_named(const char *word, size_t len)
{
    enum policy_kind kind = POLICY_ASK;
    while (kind < POLICY_COUNT) {
        if (strlen(NAMES[kind].word) == len && memcmp(NAMES[kind].word, word, len) == 0) break;
        kind++;
    }
    return kind;
}

const char *policy_word(enum policy_kind kind)
{
    assert(kind < POLICY_COUNT);
    return NAMES[kind].word;
}

const char *policy_about(enum policy_kind kind)
{
    assert(kind < POLICY_COUNT);
    return NAMES[kind].about;
}

void policy_write(const struct policy_plan *plan, char *text, size_t size_bytes)
{
    const char *word = policy_word(plan->kind);
    if (plan->kind == POLICY_PCT)
        snprintf(text, size_bytes, "%s %" PRIu64 " %" PRIu32, word, plan->seed, plan->depth);
    else if (plan->kind == POLICY_RANDOM)
        snprintf(text, size_bytes, "%s %" PRIu64, word, plan->seed);
    else
        snprintf(text, size_bytes, "%s", word);
}
