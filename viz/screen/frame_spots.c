/* frame_spots.c - what can be pointed at: rectangles that were noted while the frame was drawn. */
#include <stdlib.h>

#include "viz/screen/frame_cells.h"

/* A frame of this many cells has room for so many spots. A slot of a bucket, the smallest thing of
 * which there are many, takes six cells. */
enum { SPOTS_LEAST = 64, SPOTS_MOST = 16384, CELLS_OF_SPOT = 4 };

static size_t cap_for(int height, int width)
{
    size_t cap = (size_t)height * (size_t)width / CELLS_OF_SPOT;

    if (cap < SPOTS_LEAST) return SPOTS_LEAST;
    return cap > SPOTS_MOST ? SPOTS_MOST : cap;
}

struct frame_spot *spots_make(int height, int width, size_t *cap)
{
    *cap = cap_for(height, width);
    return calloc(*cap, sizeof(struct frame_spot));
}

void frame_note_spot(struct frame_area area, int row, int col, int height, int width,
                     const struct frame_spot *spot)
{
    struct frame_area inside = frame_sub(area, row, col, height, width);
    struct frame *frame = area.frame;

    if (inside.clip_bottom <= inside.clip_top || inside.clip_right <= inside.clip_left) return;
    if (frame->spot_count == frame->spot_cap) return;
    struct frame_spot *noted = &frame->spots[frame->spot_count++];

    *noted = *spot;
    noted->row = inside.clip_top;
    noted->col = inside.clip_left;
    noted->height = inside.clip_bottom - inside.clip_top;
    noted->width = inside.clip_right - inside.clip_left;
}

size_t frame_spot_count(const struct frame *frame) { return frame->spot_count; }

const struct frame_spot *frame_spot_at(const struct frame *frame, size_t index)
{
    assert(index < frame->spot_count);
    return &frame->spots[index];
}

const struct frame_spot *frame_spot_under(const struct frame *frame, int row, int col)
{
    for (size_t i = frame->spot_count; i-- > 0;) {
        const struct frame_spot *spot = &frame->spots[i];
        bool is_in = row >= spot->row && row < spot->row + spot->height && col >= spot->col &&
                     col < spot->col + spot->width;

        if (is_in) return spot;
    }
    return NULL;
}
