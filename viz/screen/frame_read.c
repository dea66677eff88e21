/* frame_read.c - a frame, read: cell by cell, as planes of text, against another frame. */
#include <string.h>

#include "viz/screen/frame.h"
#include "viz/screen/frame_cells.h"

static const char *ascii_of(const struct cell *cell)
{
    const char *sign = glyph_ascii(cell->bytes, cell->len);

    if (sign != NULL && cell->columns == 1) return sign;
    return cell->columns == 2 ? "??" : "?";
}

struct frame_cell frame_read_cell(const struct frame *frame, int row, int col,
                                  enum glyph_charset charset)
{
    const struct cell *cell = cell_at(frame, row, col);
    struct frame_cell read = {
        .bytes = cell->bytes,
        .len = cell->len,
        .columns = cell->columns,
        .style = (enum style)cell->style,
    };

    if (cell->arms != 0) {
        read.bytes = glyph_line(cell->arms, charset);
        read.len = strlen(read.bytes);
    } else if (charset == GLYPH_ASCII && cell->len > 1) {
        read.bytes = ascii_of(cell);
        read.len = strlen(read.bytes);
    }
    return read;
}

bool frame_read_cursor(const struct frame *frame, int *row, int *col)
{
    if (frame->cursor_row < 0) return false;
    *row = frame->cursor_row;
    *col = frame->cursor_col;
    return true;
}

bool frame_is_same_row(const struct frame *one, const struct frame *other, int row)
{
    assert(one->width == other->width);
    return memcmp(cell_at(one, row, 0), cell_at(other, row, 0),
                  (size_t)one->width * sizeof(struct cell)) == 0;
}

bool frame_is_same(const struct frame *one, const struct frame *other)
{
    if (one->height != other->height || one->width != other->width) return false;
    for (int row = 0; row < one->height; row++) {
        if (!frame_is_same_row(one, other, row)) return false;
    }
    return true;
}

/* --- planes -------------------------------------------------------------- */

static bool is_blank(const struct cell *cell) { return cell->len == 1 && cell->bytes[0] == ' '; }

static int row_end(const struct frame *frame, int row, bool trims_blanks)
{
    int end = frame->width;

    while (trims_blanks && end > 0 && is_blank(cell_at(frame, row, end - 1)))
        end--;
    return end;
}

enum frame_status frame_write_text(const struct frame *frame, enum glyph_charset charset,
                                   bool trims_blanks, FILE *out)
{
    for (int row = 0; row < frame->height; row++) {
        int end = row_end(frame, row, trims_blanks);

        for (int col = 0; col < end; col++) {
            struct frame_cell cell = frame_read_cell(frame, row, col, charset);

            fwrite(cell.bytes, 1, cell.len, out);
        }
        putc('\n', out);
    }
    return ferror(out) ? FRAME_NOT_WRITTEN : FRAME_OK;
}

enum frame_status frame_write_styles(const struct frame *frame, FILE *out)
{
    for (int row = 0; row < frame->height; row++) {
        for (int col = 0; col < frame->width; col++) {
            putc(style_letter((enum style)cell_at(frame, row, col)->style), out);
        }
        putc('\n', out);
    }
    return ferror(out) ? FRAME_NOT_WRITTEN : FRAME_OK;
}
