/* view_bucket.h - one bucket of a pane: eight slots in a row, between walls. For view_buckets.c.
 *
 *    ▶  0▏ 9c [41] ·   →X  7a  e0  13  b2 ▕     its number, the tophash bytes
 *    ↑nev▏ k1  k2      k3  k5 ▲k6  k7  k8 ▕     what it is; the keys; values if there is room
 *      └→▏ ...                            ▕     an overflow bucket of the same chain */
#ifndef VIZ_SCREEN_VIEW_BUCKET_H
#define VIZ_SCREEN_VIEW_BUCKET_H

#include "viz/player/view.h"
#include "viz/screen/frame.h"
#include "viz/screen/panes.h"
#include "viz/screen/screen.h"

/* How the buckets of a pane are laid out: the same for all of them. */
struct bucket_shape {
    int label_columns; /* the bucket's number, and a pointer at its left */
    int cell_columns;  /* of a slot: 3 at least */
    int rows;          /* from one bucket to the next */
    int content_rows;  /* 2, or 3 with values */
};

struct bucket_shape bucket_shape_of(const struct panes *panes, int pane_columns,
                                    uint64_t bucket_count);

enum { BUCKET_CURSORS_MAX = 4 };

/* What a pane knows about its array. */
struct bucket_pane {
    const struct view *view;
    const struct screen_selection *selected; /* NULL: nothing here can be pointed at */
    struct bucket_shape shape;
    struct model_array array;
    bool is_old;   /* the array that is evacuated: the mark nevacuate points into it */
    bool says_old; /* no title says so: the label does */
    uint32_t cursor_count;
    struct model_cursor cursors[BUCKET_CURSORS_MAX];
};

/* Draws the bucket at `place` (its slot is not looked at) from `row` on. hidden: so many buckets of
 * its chain follow that are not in view. */
void view_bucket_draw(struct frame_area area, int row, const struct bucket_pane *pane,
                      th_place place, uint32_t hidden);

#endif
