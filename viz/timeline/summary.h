/* summary.h - what cannot be in a block of moves: searches pass by whole blocks. Private to this
 * room; timeline_may_have tells.
 *
 *   moves     [ 0 .. 1023 ][ 1024 .. 2047 ][ ...    Of each block: the kinds that are in it, and
 *   summary    kinds        kinds                   two Bloom filters of one hash (Bloom 1970), for
 *              buckets      buckets                 the buckets and keys that its moves name. Some
 *              keys         keys                    60 to 200 of 8192 bits, 60 of 4096 are set: one
 *                                                   block in 40 is looked into for nothing. */
#ifndef VIZ_TIMELINE_SUMMARY_H
#define VIZ_TIMELINE_SUMMARY_H

#include <stdbool.h>
#include <stdint.h>

#include "viz/timeline/timeline.h"

enum { SUMMARY_BUCKET_BITS = 8192, SUMMARY_KEY_BITS = 4096, SUMMARY_WORD_BITS = 64 };

/* All zero: of no moves. */
struct summary {
    uint64_t kinds; /* 1 << th_event_kind */
    uint64_t buckets[SUMMARY_BUCKET_BITS / SUMMARY_WORD_BITS];
    uint64_t keys[SUMMARY_KEY_BITS / SUMMARY_WORD_BITS];
};

static_assert((int)TH_EVENT_COUNT_OF_KINDS <= (int)SUMMARY_WORD_BITS, "a bit for each kind");

/* One more move is in the block: the event as it was told, and the id of its key, 0 for none. */
void summary_add(struct summary *summary, const th_event *event, uint32_t key);

/* False: no move of the block is what is sought. */
bool summary_may_have(const struct summary *summary, const struct timeline_sought *sought);

#endif
