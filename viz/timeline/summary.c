/* summary.c - blocks' kinds and filters: set, asked. */
#include "viz/timeline/summary.h"

/* Bucket numbers and ids are dense: their low bits spread as well as any hash of them. */
static void set(uint64_t *filter, uint32_t bits, uint32_t number)
{
    uint32_t bit = number % bits;
    filter[bit / SUMMARY_WORD_BITS] |= UINT64_C(1) << bit % SUMMARY_WORD_BITS;
}

static bool is_set(const uint64_t *filter, uint32_t bits, uint32_t number)
{
    uint32_t bit = number % bits;
    return filter[bit / SUMMARY_WORD_BITS] >> bit % SUMMARY_WORD_BITS & 1;
}

void summary_add(struct summary *summary, const th_event *event, uint32_t key)
{
    summary->kinds |= UINT64_C(1) << event->kind;
    if (event->at.array != 0) set(summary->buckets, SUMMARY_BUCKET_BITS, event->at.bucket);
    if (event->to.array != 0) set(summary->buckets, SUMMARY_BUCKET_BITS, event->to.bucket);
    if (key != 0) set(summary->keys, SUMMARY_KEY_BITS, key);
}

bool summary_may_have(const struct summary *summary, const struct timeline_sought *sought)
{
    if (sought->kinds != 0 && (summary->kinds & sought->kinds) == 0) return false;
    if (sought->has_bucket && !is_set(summary->buckets, SUMMARY_BUCKET_BITS, sought->bucket))
        return false;
    return sought->key == 0 || is_set(summary->keys, SUMMARY_KEY_BITS, sought->key);
}
