/* body.h - what stands where the buckets do, when it is not the buckets: one file a body. Private
 * to this room. */
#ifndef VIZ_SCREEN_BODY_H
#define VIZ_SCREEN_BODY_H

#include "viz/player/view.h"
#include "viz/screen/frame.h"
#include "viz/screen/screen.h"

/* The place of a body: its own rows, and the line that its title stands on. */
struct body {
    struct frame_area area;
    struct frame_area title; /* one row */
};

/* Each draws in body what options ask for, and puts into *scroll how far it is scrolled in truth,
 * where that is not as options say. */
void view_overview_draw(struct body body, const struct view *view, struct screen_scroll *scroll);
void view_memory_draw(struct body body, const struct view *view, struct screen_scroll *scroll);
void view_history_draw(struct body body, const struct view *view, struct screen_scroll *scroll);

/* The hmap's bytes, over those of a bucket that has so many rows: its own rows, or 0 where there is
 * no room for both. */
int view_hmap_rows(struct frame_area area, int bucket_rows);
void view_hmap_draw(struct frame_area area, const struct view *view);

/* A title on its line, a blank at each end. */
void body_put_title(struct body body, const char *words);

#endif
