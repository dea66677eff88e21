/* spot.h - what can be pointed at on a screen, with the mouse or with keys. screen_draw notes spots
 * on the frame while it draws, so that they are where the picture is. */
#ifndef VIZ_SCREEN_SPOT_H
#define VIZ_SCREEN_SPOT_H

#include "viz/player/view.h"
#include "viz/screen/frame.h"

enum spot_kind {
    SPOT_NONE,
    SPOT_SLOT,   /* place: a slot of a bucket in view */
    SPOT_BUCKET, /* place: a bucket in view, with its label; its slots lie over it */
    SPOT_STOP,   /* number: the stop that a column of the scrubber stands for */
    SPOT_ITEM,   /* number: a line of a menu, from 0 */
    SPOT_TERM,   /* number: a line of the glossary's list, from 0 */
};

struct spot {
    enum spot_kind kind;
    th_place place;
    uint64_t number;
    int row; /* of the frame */
    int col;
    int height;
    int width;
};

void spot_note_place(struct frame_area area, int row, int col, int height, int width,
                     enum spot_kind kind, th_place place);
void spot_note_number(struct frame_area area, int row, int col, int height, int width,
                      enum spot_kind kind, uint64_t number);

/* What lies under a cell: SPOT_NONE where nothing does. */
struct spot spot_under(const struct frame *frame, int row, int col);

/* From the middle of the spot `from` in a direction (rows down, columns right: one of them is 0,
 * the other -1 or 1) to the nearest spot of the same kind, going straight rather than aside;
 * `from` itself where there is none. */
struct spot spot_beside(const struct frame *frame, const struct spot *from, int rows, int cols);

/* The first spot of a kind in the order of drawing; SPOT_NONE where there is none. */
struct spot spot_first(const struct frame *frame, enum spot_kind kind);

/* The spot of a place as it is drawn now; SPOT_NONE when it is out of view. */
struct spot spot_of_place(const struct frame *frame, enum spot_kind kind, const th_place *place);

#endif
