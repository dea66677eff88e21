/* frame.c - the grid: its making, its areas, what is drawn a cell at a time. Not here: text
 * (frame_text.c), reading (frame_read.c). */
#include "viz/screen/frame.h"

#include <stdlib.h>
#include <string.h>

#include "viz/screen/frame_cells.h"

static const struct cell blank = {.bytes = " ", .len = 1, .columns = 1, .style = STYLE_PLAIN};

const char *frame_status_text(enum frame_status status)
{
    static const char *const texts[] = {
#define FRAME_STATUS_TEXT(name, text) text,
        FRAME_STATUS_LIST(FRAME_STATUS_TEXT)
#undef FRAME_STATUS_TEXT
    };

    assert((size_t)status < sizeof texts / sizeof texts[0]);
    return texts[status];
}

/* --- making -------------------------------------------------------------- */

static struct cell *make_cells(int height, int width)
{
    assert(height >= 1 && height <= FRAME_SIDE_MAX);
    assert(width >= 1 && width <= FRAME_SIDE_MAX);
    return calloc((size_t)height * (size_t)width, sizeof(struct cell));
}

enum frame_status frame_make(struct frame **made, int height, int width)
{
    struct frame *frame = calloc(1, sizeof *frame);

    if (frame == NULL) return FRAME_NO_MEMORY;
    frame->cells = make_cells(height, width);
    frame->spots = spots_make(height, width, &frame->spot_cap);
    if (frame->cells == NULL || frame->spots == NULL) {
        frame_free(frame);
        return FRAME_NO_MEMORY;
    }
    frame->height = height;
    frame->width = width;
    frame_clear(frame);
    *made = frame;
    return FRAME_OK;
}

void frame_free(struct frame *frame)
{
    if (frame == NULL) return;
    free(frame->cells);
    free(frame->spots);
    free(frame);
}

enum frame_status frame_resize(struct frame *frame, int height, int width)
{
    size_t spot_cap;
    struct cell *cells = make_cells(height, width);
    struct frame_spot *spots = spots_make(height, width, &spot_cap);

    if (cells == NULL || spots == NULL) {
        free(cells);
        free(spots);
        return FRAME_NO_MEMORY;
    }
    free(frame->cells);
    free(frame->spots);
    frame->cells = cells;
    frame->spots = spots;
    frame->spot_cap = spot_cap;
    frame->height = height;
    frame->width = width;
    frame_clear(frame);
    return FRAME_OK;
}

void frame_clear(struct frame *frame)
{
    size_t count = (size_t)frame->height * (size_t)frame->width;

    for (size_t i = 0; i < count; i++)
        frame->cells[i] = blank;
    frame->cursor_row = -1;
    frame->cursor_col = -1;
    frame->spot_count = 0;
}

int frame_height(const struct frame *frame) { return frame->height; }

int frame_width(const struct frame *frame) { return frame->width; }

/* --- areas --------------------------------------------------------------- */

static int larger(int one, int other) { return one > other ? one : other; }

static int smaller(int one, int other) { return one < other ? one : other; }

struct frame_area frame_whole(struct frame *frame)
{
    return (struct frame_area){
        .frame = frame,
        .height = frame->height,
        .width = frame->width,
        .clip_bottom = frame->height,
        .clip_right = frame->width,
    };
}

struct frame_area frame_sub(struct frame_area area, int row, int col, int height, int width)
{
    struct frame_area sub = area;

    sub.height = larger(height, 0);
    sub.width = larger(width, 0);
    sub.top = area.top + row;
    sub.left = area.left + col;
    sub.clip_top = larger(area.clip_top, sub.top);
    sub.clip_left = larger(area.clip_left, sub.left);
    sub.clip_bottom = smaller(area.clip_bottom, sub.top + sub.height);
    sub.clip_right = smaller(area.clip_right, sub.left + sub.width);
    return sub;
}

/* --- cells --------------------------------------------------------------- */

static void blank_keeping_style(struct cell *cell)
{
    uint8_t style = cell->style;

    *cell = blank;
    cell->style = style;
}

/* Before (row, col) is overwritten: the other half of a wide cluster there cannot stay. */
static void part_wide(struct frame *frame, int row, int col)
{
    const struct cell *old = cell_at(frame, row, col);

    if (old->columns == 0) blank_keeping_style(cell_at(frame, row, col - 1));
    if (old->columns == 2) blank_keeping_style(cell_at(frame, row, col + 1));
}

void cell_put(struct frame *frame, int row, int col, const struct cell *cell)
{
    struct cell *old = cell_at(frame, row, col);

    if (old->columns != 1) part_wide(frame, row, col);
    *old = *cell;
}

void cell_put_wide(struct frame *frame, int row, int col, const struct cell *cell)
{
    const struct cell right_half = {.style = cell->style};

    cell_put(frame, row, col, &blank);
    cell_put(frame, row, col + 1, &right_half);
    *cell_at(frame, row, col) = *cell;
}

void frame_fill(struct frame_area area, int row, int col, int height, int width, enum style style,
                const char *sign)
{
    struct frame_area inside = frame_sub(area, row, col, height, width);
    struct width_cluster cluster;
    struct cell cell = blank;

    width_next(sign, strlen(sign), &cluster);
    assert(cluster.columns == 1);
    memcpy(cell.bytes, cluster.bytes, sizeof cell.bytes);
    cell.len = cluster.len;
    cell.style = (uint8_t)style;
    for (int r = inside.clip_top; r < inside.clip_bottom; r++) {
        for (int c = inside.clip_left; c < inside.clip_right; c++)
            cell_put(area.frame, r, c, &cell);
    }
}

void frame_restyle(struct frame_area area, int row, int col, int height, int width,
                   enum style style)
{
    struct frame_area inside = frame_sub(area, row, col, height, width);

    for (int r = inside.clip_top; r < inside.clip_bottom; r++) {
        for (int c = inside.clip_left; c < inside.clip_right; c++) {
            cell_at(area.frame, r, c)->style = (uint8_t)style;
        }
    }
}

/* --- lines --------------------------------------------------------------- */

static void add_arms(const struct frame_area *area, int row, int col, unsigned arms,
                     enum style style)
{
    row += area->top;
    col += area->left;
    if (!clip_has(area, row, col)) return;

    struct cell cell = {.columns = 1, .style = (uint8_t)style};

    cell.arms = (uint8_t)(cell_at(area->frame, row, col)->arms | arms);
    cell_put(area->frame, row, col, &cell);
}

void frame_line_across(struct frame_area area, int row, int col, int length, enum style style)
{
    for (int i = 0; i < length; i++) {
        unsigned arms =
            (i > 0 ? (unsigned)GLYPH_WEST : 0) | (i + 1 < length ? (unsigned)GLYPH_EAST : 0);

        add_arms(&area, row, col + i, length == 1 ? GLYPH_EAST | GLYPH_WEST : arms, style);
    }
}

void frame_line_down(struct frame_area area, int row, int col, int length, enum style style)
{
    for (int i = 0; i < length; i++) {
        unsigned arms =
            (i > 0 ? (unsigned)GLYPH_NORTH : 0) | (i + 1 < length ? (unsigned)GLYPH_SOUTH : 0);

        add_arms(&area, row + i, col, length == 1 ? GLYPH_NORTH | GLYPH_SOUTH : arms, style);
    }
}

void frame_box(struct frame_area area, int row, int col, int height, int width, enum style style)
{
    if (height < 1 || width < 1) return;
    frame_line_across(area, row, col, width, style);
    if (height < 2) return;
    frame_line_across(area, row + height - 1, col, width, style);
    if (width < 2) return;
    frame_line_down(area, row, col, height, style);
    frame_line_down(area, row, col + width - 1, height, style);
}

void frame_put_cursor(struct frame_area area, int row, int col)
{
    row += area.top;
    col += area.left;
    if (!clip_has(&area, row, col)) row = col = -1;
    area.frame->cursor_row = row;
    area.frame->cursor_col = col;
}
