/* model_load.c - how full each chain is, kept while the model winds, so that a map of a million
 * buckets can be seen at once.
 *
 * A slot of a main bucket counts by itself (model_set_tophash). In an overflow bucket, which is
 * rare, and when a chain changes, the chain is counted anew: two racing writers may link two
 * buckets in one place, and what is written into the lost one lies in no chain. */
#include "viz/timeline/model_state.h"

void model_count_chain(struct array_state *array, uint32_t home)
{
    struct load_state *load = &array->loads[home];
    const struct bucket_state *bucket = &array->main[home];
    load->entries = load->overflow = 0;
    for (;;) {
        for (unsigned slot = 0; slot < TH_BUCKET_SLOTS; slot++)
            load->entries += bucket->tophash[slot] >= TH_MIN_TOPHASH;
        if (bucket->next == 0) return;
        bucket = bucket_state_of(array, bucket->next);
        load->overflow++;
    }
}

void model_set_next(struct array_state *array, uint32_t bucket, uint32_t next)
{
    struct bucket_state *at = bucket_state_of(array, bucket);
    at->next = next;
    model_count_chain(array, bucket < array->main_count ? bucket : at->home);
}

/* What clear has emptied has no entries, though nobody said so of each slot. */
static void add_load(struct model_sum *sum, const struct load_state *load, bool is_cleared)
{
    uint32_t entries = is_cleared ? 0 : load->entries;
    if (load->is_evacuated) {
        sum->evacuated++;
        return;
    }
    sum->entries += entries;
    sum->overflow += load->overflow;
    if (entries < sum->least) sum->least = entries;
    if (entries > sum->most) sum->most = entries;
    if (load->overflow > sum->deepest) sum->deepest = load->overflow;
}

struct model_sum model_sum(const struct model *model, uint32_t map, uint32_t array, uint64_t begin,
                           uint64_t end)
{
    const struct array_state *of = array_state_of(map_state_of(model, map), array);
    struct model_sum sum = {.least = UINT32_MAX};
    if (of != NULL && of->is_made) {
        if (end > of->main_count) end = of->main_count;
        for (uint64_t bucket = begin; bucket < end; bucket++)
            add_load(&sum, &of->loads[bucket], of->is_cleared);
        if (end > begin) sum.bucket_count = end - begin;
    }
    if (sum.evacuated == sum.bucket_count) sum.least = 0;
    return sum;
}
