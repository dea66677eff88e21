/* ansi.c - a frame, or what differs in it, as bytes for a terminal. */
#include "viz/record/ansi.h"

#include <stdbool.h>
#include <string.h>

/* Where base is 30 or 40: a foreground or a background. */
static void put_color(int color, int base, FILE *out)
{
    if (color == THEME_OWN) return;
    if (color >= THEME_RGB) {
        fprintf(out, ";%d;2;%d;%d;%d", base + 8, color >> 16 & 0xff, color >> 8 & 0xff,
                color & 0xff);
    } else {
        fprintf(out, ";%d", color < 8 ? base + color : base + 60 + color - 8);
    }
}

static void put_look(struct theme_look look, FILE *out)
{
    fputs("\033[0", out);
    if (look.attributes & THEME_BOLD) fputs(";1", out);
    if (look.attributes & THEME_DIM) fputs(";2", out);
    if (look.attributes & THEME_ITALIC) fputs(";3", out);
    if (look.attributes & THEME_UNDERLINE) fputs(";4", out);
    if (look.attributes & THEME_REVERSE) fputs(";7", out);
    put_color(look.foreground, 30, out);
    put_color(look.background, 40, out);
    putc('m', out);
}

static bool is_same_cell(const struct frame *one, const struct frame *other, int row, int col,
                         enum glyph_charset charset)
{
    struct frame_cell a = frame_read_cell(one, row, col, charset);
    struct frame_cell b = frame_read_cell(other, row, col, charset);
    return a.style == b.style && a.columns == b.columns && a.len == b.len &&
           memcmp(a.bytes, b.bytes, a.len) == 0;
}

/* Narrows [*begin, *end) to the cells that differ. Neither end cuts a wide character in two: its
 * halves change together, in both frames. */
static void find_change(const struct frame *before, const struct frame *now, int row,
                        enum glyph_charset charset, int *begin, int *end)
{
    while (*begin < *end && is_same_cell(before, now, row, *begin, charset))
        ++*begin;
    while (*begin < *end && is_same_cell(before, now, row, *end - 1, charset))
        --*end;
}

static void put_cells(const struct frame *frame, int row, int begin, int end, enum theme theme,
                      enum glyph_charset charset, FILE *out)
{
    enum style style = STYLE_COUNT; /* not known */

    fprintf(out, "\033[%d;%dH", row + 1, begin + 1);
    for (int col = begin; col < end;) {
        struct frame_cell cell = frame_read_cell(frame, row, col, charset);
        if (cell.style != style) put_look(theme_look_of(theme, cell.style, THEME_TRUE_COLOR), out);
        style = cell.style;
        fwrite(cell.bytes, 1, cell.len, out);
        col += cell.columns;
    }
}

void ansi_redraw(const struct frame *before, const struct frame *now, enum theme theme,
                 enum glyph_charset charset, FILE *out)
{
    if (before == NULL) fputs("\033[?25l\033[0m\033[2J", out);
    for (int row = 0; row < frame_height(now); row++) {
        int begin = 0;
        int end = frame_width(now);
        if (before != NULL) find_change(before, now, row, charset, &begin, &end);
        if (begin < end) put_cells(now, row, begin, end, theme, charset, out);
    }
}
