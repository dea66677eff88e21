/* panes.h - from a frame's size to rectangles: where each pane lies.
 *
 *   ┌ title ─────────────┐   The border's rows and columns and the dividers belong to no pane; all
 *   │ header             │   other cells belong to exactly one.
 *   ├ old ─────┬ new ────┤
 *   │          │         │   With less room go, in this order: the second header line, the values,
 *   ├ code ────┴─────────┤   the code, the titles of the bucket panes, the header. Buckets and
 *   │ code     │ values  │   words are always there.
 *   ├────────────────────┤   Below PANES_SIDE_WIDTH columns old lies over new, below
 *   │ words              │   PANES_WIDE_WIDTH code lies over values.
 *   └ footer ────────────┘
 *
 *   ├ old ─────┬ new ────┤   In a race lanes stand under the buckets: a worker has a row, or two,
 *   │          │         │   and where there is air, a blank one behind. They take the place of
 *   ├ schedule ┴─────────┤   code and values, which come back, under them, where there is room
 *   │ lanes              │   for all. With few rows not all workers are in view, and between lanes
 *   ├ code ──────────────┤   and words there is no divider. */
#ifndef VIZ_SCREEN_PANES_H
#define VIZ_SCREEN_PANES_H

#include <stdbool.h>

/* Rows and columns of the frame; of a pane that is not there, height or width is 0. */
struct panes_rect {
    int row;
    int col;
    int height;
    int width;
};

struct panes {
    bool is_too_small; /* all else is zero */
    struct panes_rect header;
    struct panes_rect oldbuckets;
    struct panes_rect buckets;
    struct panes_rect lanes;
    struct panes_rect code;
    struct panes_rect values;
    struct panes_rect words;
    bool has_bucket_titles; /* a divider stands over each bucket pane */
    int shared_title; /* without those, in a race: the columns that the bucket panes' title has
                             * of the line under them, the lanes' has the rest; else 0 */
    int content_rows; /* of one bucket: tophash and key, 2, or with value, 3 */
    int bucket_rows;  /* from one bucket to the next: the same, or one more */
};

enum { PANES_SIDE_WIDTH = 80, PANES_WIDE_WIDTH = 116 };

/* What, besides the size, the places depend on. */
struct panes_facts {
    bool has_values;     /* the map's values have bytes */
    bool has_oldbuckets; /* there is an array to show; matters only to small frames */
    int lane_count;      /* workers of a race; 0: this is none */
    int table_rows; /* of what many runs came to, which stands in place of header and buckets; 0:
                     * there is none. Where it would be cut, it has the lanes' rows, too */
};

/* One half of the bucket panes and of the header, for one map of two: the left or the right one,
 * with a line between them. Old buckets lie over new ones; the rest is as in `panes`. */
struct panes panes_half(const struct panes *panes, bool is_right, bool has_oldbuckets);

struct panes panes_of(int height, int width, struct panes_facts facts);

#endif
