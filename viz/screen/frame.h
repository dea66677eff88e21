/* frame.h - the grid of cells that everything shown is drawn on. ncurses, the text output,
 * recordings and golden files only read it. Drawing depends on nothing but its arguments and
 * allocates nothing.
 *
 * A pane draws in a struct frame_area: a rectangle of a frame with coordinates of its own, (0, 0)
 * top left. It never knows where it is, and what it draws outside is clipped, so it need not check.
 * Rows come before columns everywhere; ranges are half open; text is UTF-8 and may hold anything
 * (viz/screen/width.h).
 *
 *     struct frame_area all = frame_whole(frame);
 *     frame_box(all, 0, 0, all.height, all.width, STYLE_BORDER);
 *     struct frame_area pane = frame_sub(all, 1, 1, all.height - 2, all.width - 2);
 *     int col = frame_put_text(pane, 0, 0, STYLE_LABEL, "count ");
 *     frame_put_format(pane, 0, col, STYLE_NUMBER, "%d", 8); */
#ifndef VIZ_SCREEN_FRAME_H
#define VIZ_SCREEN_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "viz/screen/glyph.h"
#include "viz/screen/style.h"

#define FRAME_CHECKED __attribute__((warn_unused_result))

#define FRAME_STATUS_LIST(X)                                                                       \
    X(OK, "ok") X(NO_MEMORY, "out of memory") X(NOT_WRITTEN, "the frame could not be written")

enum frame_status {
#define FRAME_STATUS_ENUM(name, text) FRAME_##name,
    FRAME_STATUS_LIST(FRAME_STATUS_ENUM)
#undef FRAME_STATUS_ENUM
};

const char *frame_status_text(enum frame_status status);

/* Height and width are each in [1, FRAME_SIDE_MAX]. */
enum { FRAME_SIDE_MAX = 4096 };

struct frame;

/* Makes a blank frame.
 *   Owner    the caller, who gives it to frame_free.
 *   Errors   FRAME_NO_MEMORY: *made is untouched. */
FRAME_CHECKED enum frame_status frame_make(struct frame **made, int height, int width);
void frame_free(struct frame *frame); /* NULL is fine */

/* Gives the frame another size and makes it blank. Areas of it are no longer valid.
 *   Errors   FRAME_NO_MEMORY: size and cells are as they were. */
FRAME_CHECKED enum frame_status frame_resize(struct frame *frame, int height, int width);

/* All cells blank and STYLE_PLAIN, no cursor, no spots. */
void frame_clear(struct frame *frame);

int frame_height(const struct frame *frame);
int frame_width(const struct frame *frame);

/* --- areas --------------------------------------------------------------- */

/* Plain data; pass it by value. Read height and width; the rest is the frame's business. */
struct frame_area {
    struct frame *frame;
    int height;
    int width;
    int top; /* where (0, 0) lies in the frame; may be outside the clip */
    int left;
    int clip_top; /* the cells of the frame that may be drawn on */
    int clip_left;
    int clip_bottom;
    int clip_right;
};

struct frame_area frame_whole(struct frame *frame);

/* A rectangle of an area, clipped to it. It may lie partly or wholly outside: with a negative row
 * it is a scrolled view. Negative sizes count as 0. */
struct frame_area frame_sub(struct frame_area area, int row, int col, int height, int width);

/* --- text ---------------------------------------------------------------- */

/* Puts text on one row. What does not fit before the area's right edge is cut without a sign: for
 * decoration, or where the caller has measured. A wide character that would be cut in half leaves a
 * blank.
 *   Returns  the columns used. */
int frame_put_text(struct frame_area area, int row, int col, enum style style, const char *text);
int frame_put_bytes(struct frame_area area, int row, int col, enum style style, const char *bytes,
                    size_t len);

/* The same from a format. Longer than FRAME_FORMAT_MAX bytes, or wider than the row: ends with an
 * ellipsis. */
enum { FRAME_FORMAT_MAX = 512 };
int frame_put_format(struct frame_area area, int row, int col, enum style style, const char *format,
                     ...) __attribute__((format(printf, 5, 6)));

/* Puts text in at most `columns` columns, and at most up to the area's right edge; what does not
 * fit ends with an ellipsis, so that a fact is never cut without a sign.
 *   Returns  the columns used, ellipsis included. */
int frame_fit_text(struct frame_area area, int row, int col, int columns, enum style style,
                   const char *text);
int frame_fit_bytes(struct frame_area area, int row, int col, int columns, enum style style,
                    const char *bytes, size_t len);

/* Fills the area with text broken into lines (viz/screen/wrap.h). With more lines than rows, the
 * last row ends with an ellipsis.
 *   Returns  the lines that the text needs, which may be more than the area has rows. */
int frame_put_paragraph(struct frame_area area, enum style style, const char *text);
/* The same for a text with marks (viz/markup/markup.h): what is strong is STYLE_STRONG, code is
 * STYLE_CODE_WORD, the rest `style`. */
int frame_put_marked(struct frame_area area, enum style style, const char *text);

/* --- cells --------------------------------------------------------------- */

/* Fills a rectangle with one sign, one column wide (" " blanks it). */
void frame_fill(struct frame_area area, int row, int col, int height, int width, enum style style,
                const char *sign);

/* Changes the style of what is there: a selection bar, a mark. */
void frame_restyle(struct frame_area area, int row, int col, int height, int width,
                   enum style style);

/* Lines join: where they meet or cross, the reader finds the right junction (├ ┬ ┼ …). Both ends
 * belong to the line, so that a divider from border to border joins both borders. Text put on a
 * line replaces it there; a line drawn over text replaces the text: draw the borders first, then
 * the titles on them. */
void frame_line_across(struct frame_area area, int row, int col, int length, enum style style);
void frame_line_down(struct frame_area area, int row, int col, int length, enum style style);
void frame_box(struct frame_area area, int row, int col, int height, int width, enum style style);

/* Where the terminal's cursor stands: in an input, for instance. Outside the clip: nowhere. */
void frame_put_cursor(struct frame_area area, int row, int col);

/* --- spots --------------------------------------------------------------- */

/* A rectangle of the frame that stands for something: what lies under the mouse, or can be gone to
 * with keys. kind and numbers are whatever those who draw and those who ask agree upon
 * (viz/screen/spot.h). */
struct frame_spot {
    int row; /* of the frame; the part that may be drawn on */
    int col;
    int height;
    int width;
    int kind;
    uint64_t numbers[3];
};

/* Notes a rectangle of the area, clipped; spot's own rectangle is not looked at. A later one lies
 * over earlier ones. When the frame has no room for more, it is left out: SPOTS_MOST in
 * frame_spots.c. */
void frame_note_spot(struct frame_area area, int row, int col, int height, int width,
                     const struct frame_spot *spot);

/* In the order in which they were noted. Valid until the frame is drawn on. */
size_t frame_spot_count(const struct frame *frame);
const struct frame_spot *frame_spot_at(const struct frame *frame, size_t index);

/* The topmost one that holds a cell; NULL when there is none. */
const struct frame_spot *frame_spot_under(const struct frame *frame, int row, int col);

/* --- reading ------------------------------------------------------------- */

/* One cell, as it goes out. With GLYPH_ASCII what has no stand-in is "?", "??" where it is wide.
 *   Owner    bytes are the frame's or static: valid until the frame changes. */
struct frame_cell {
    const char *bytes; /* not terminated; nothing in it can steer a terminal */
    size_t len;        /* 0 in the right half of a wide character */
    int columns;       /* 1, 2, or 0 for that right half */
    enum style style;
};
struct frame_cell frame_read_cell(const struct frame *frame, int row, int col,
                                  enum glyph_charset charset);

/* False when there is no cursor. */
bool frame_read_cursor(const struct frame *frame, int *row, int *col);

/* True when both have the same size and would be read alike, cell for cell, cursor and spots
 * aside. */
bool frame_is_same(const struct frame *one, const struct frame *other);
/* The same for one row of two frames of one width. */
bool frame_is_same_row(const struct frame *one, const struct frame *other, int row);

/* The text plane: a line a row, each ended by a newline; without its trailing blanks if asked.
 *   Errors   FRAME_NOT_WRITTEN: `out` reports an error (ferror). */
FRAME_CHECKED enum frame_status frame_write_text(const struct frame *frame,
                                                 enum glyph_charset charset, bool trims_blanks,
                                                 FILE *out);

/* The style plane: a letter a column (style_letter), a line a row. Errors as above. */
FRAME_CHECKED enum frame_status frame_write_styles(const struct frame *frame, FILE *out);

#endif
