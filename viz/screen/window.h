/* window.h - which buckets of an array are in view: no more than a pane has room for, however many
 * there are.
 *
 * A pane holds `capacity` buckets, overflow buckets included. Buckets are turned over page by page,
 * so that a move to a bucket near by changes nothing; only where chains fill the page does it begin
 * later, as little as needed. Scrolling ends with the first bucket, and with the last page full. */
#ifndef VIZ_SCREEN_WINDOW_H
#define VIZ_SCREEN_WINDOW_H

#include "viz/timeline/model.h"

/* Main buckets in [begin, end) of one array, of which one, with `depth` overflow buckets before it,
 * must be in view. */
struct window_ask {
    const struct model *model;
    uint32_t map;
    uint32_t array;
    uint64_t begin;
    uint64_t end;
    uint64_t focus;
    uint32_t focus_depth;
    int capacity; /* at least 1 */
    int scroll;   /* main buckets, down */
};

/* The first bucket in view: a main bucket, how far into its chain, and how much of ask->scroll was
 * possible.
 *   Cost     O(capacity x chain). */
struct window_start {
    uint64_t bucket;
    uint32_t depth;
    int scroll;
};
struct window_start window_start_of(const struct window_ask *ask);

#endif
