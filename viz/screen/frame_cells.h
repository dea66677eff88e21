/* frame_cells.h - how a frame keeps its cells. For the frame's own files (frame.c, frame_text.c,
 * frame_read.c); everybody else uses viz/screen/frame.h. */
#ifndef VIZ_SCREEN_FRAME_CELLS_H
#define VIZ_SCREEN_FRAME_CELLS_H

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>

#include "viz/screen/frame.h"
#include "viz/screen/width.h"

/* A cell holds a cluster, or the arms of box lines, or the right half of the wide cluster at its
 * left:
 *
 *                 len    columns   arms
 *   cluster       > 0    1 or 2    0
 *   lines         0      1         > 0
 *   right half    0      0         0
 *
 * A cluster of 2 columns always has its right half beside it, and a right half its cluster. Unused
 * bytes are zero, so that equal cells are equal in memory. */
struct cell {
    char bytes[WIDTH_CLUSTER_BYTES_MAX];
    uint8_t len;
    uint8_t columns;
    uint8_t arms;
    uint8_t style;
};
static_assert(sizeof(struct cell) == 16, "a cell has no padding: rows are compared with memcmp");
static_assert(STYLE_COUNT <= UINT8_MAX, "a style fits in a cell");

struct frame {
    struct cell *cells; /* row by row */
    int height;
    int width;
    int cursor_row; /* -1: no cursor */
    int cursor_col;
    struct frame_spot *spots;
    size_t spot_count;
    size_t spot_cap;
};

/* Room for the spots of a frame of this size; NULL: no memory. */
struct frame_spot *spots_make(int height, int width, size_t *cap);

static inline struct cell *cell_at(const struct frame *frame, int row, int col)
{
    assert(row >= 0 && row < frame->height && col >= 0 && col < frame->width);
    return &frame->cells[(size_t)row * (size_t)frame->width + (size_t)col];
}

/* True where (row, col), in the frame's coordinates, may be drawn on through this area. */
static inline bool clip_has(const struct frame_area *area, int row, int col)
{
    return row >= area->clip_top && row < area->clip_bottom && col >= area->clip_left &&
           col < area->clip_right;
}

/* Writes a cell of one column; what remains of a wide cluster that it halves becomes blank. */
void cell_put(struct frame *frame, int row, int col, const struct cell *cell);

/* Writes a wide cluster; col + 1 is inside the frame too. */
void cell_put_wide(struct frame *frame, int row, int col, const struct cell *cell);

#endif
