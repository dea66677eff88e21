/* frame_text.c - text on a frame: put, fitted, wrapped. */
#include <stdarg.h>
#include <string.h>

#include "viz/screen/frame.h"
#include "viz/screen/frame_cells.h"
#include "viz/screen/wrap.h"

static const char ellipsis[] = "…";

/* A printable ASCII byte that no combining mark can follow: a cluster of its own, without asking
 * Unicode. */
static bool is_plain_byte(const char *bytes, size_t len, size_t at)
{
    unsigned char here = (unsigned char)bytes[at];
    unsigned char next = at + 1 < len ? (unsigned char)bytes[at + 1] : 0;

    return here >= 0x20 && here < 0x7f && next < 0x80;
}

static void read_cell(const char *bytes, size_t len, size_t *at, struct cell *cell)
{
    if (is_plain_byte(bytes, len, *at)) {
        memset(cell->bytes, 0, sizeof cell->bytes);
        cell->bytes[0] = bytes[*at];
        cell->len = 1;
        cell->columns = 1;
        *at += 1;
        return;
    }

    struct width_cluster cluster;

    *at += width_next(bytes + *at, len - *at, &cluster);
    memcpy(cell->bytes, cluster.bytes, sizeof cell->bytes);
    cell->len = cluster.len;
    cell->columns = cluster.columns;
}

static void put_blank(const struct frame_area *area, int row, int col, uint8_t style)
{
    const struct cell cell = {.bytes = " ", .len = 1, .columns = 1, .style = style};

    if (clip_has(area, row, col)) cell_put(area->frame, row, col, &cell);
}

/* Row and column are the frame's. A wide cluster of which only one half may be drawn on leaves a
 * blank. */
static void put_clipped(const struct frame_area *area, int row, int col, const struct cell *cell)
{
    if (cell->columns == 1) {
        if (clip_has(area, row, col)) cell_put(area->frame, row, col, cell);
    } else if (clip_has(area, row, col) && clip_has(area, row, col + 1)) {
        cell_put_wide(area->frame, row, col, cell);
    } else {
        put_blank(area, row, col, cell->style);
        put_blank(area, row, col + 1, cell->style);
    }
}

/* The one loop that puts text: clusters, as long as they fit in `columns`. */
static int put(const struct frame_area *area, int row, int col, int columns, enum style style,
               const char *bytes, size_t len)
{
    struct cell cell = {.style = (uint8_t)style};
    int used = 0;

    row += area->top;
    col += area->left;
    for (size_t at = 0; at < len && used < columns;) {
        read_cell(bytes, len, &at, &cell);
        if (used + cell.columns > columns) {
            put_blank(area, row, col + used, cell.style);
            break;
        }
        put_clipped(area, row, col + used, &cell);
        used += cell.columns;
    }
    return used;
}

int frame_put_bytes(struct frame_area area, int row, int col, enum style style, const char *bytes,
                    size_t len)
{
    return put(&area, row, col, area.width - col, style, bytes, len);
}

int frame_put_text(struct frame_area area, int row, int col, enum style style, const char *text)
{
    return frame_put_bytes(area, row, col, style, text, strlen(text));
}

/* Text and then an ellipsis, in `columns` columns, of which there is at least one. */
static int put_cut(const struct frame_area *area, int row, int col, int columns, enum style style,
                   const char *bytes, size_t len)
{
    int used = put(area, row, col, columns - 1, style, bytes, len);

    return used + put(area, row, col + used, 1, style, ellipsis, strlen(ellipsis));
}

int frame_fit_bytes(struct frame_area area, int row, int col, int columns, enum style style,
                    const char *bytes, size_t len)
{
    if (columns > area.width - col) columns = area.width - col;
    if (columns < 1 || len == 0) return 0;
    if (width_of_bytes(bytes, len) > columns)
        return put_cut(&area, row, col, columns, style, bytes, len);
    return put(&area, row, col, columns, style, bytes, len);
}

int frame_fit_text(struct frame_area area, int row, int col, int columns, enum style style,
                   const char *text)
{
    return frame_fit_bytes(area, row, col, columns, style, text, strlen(text));
}

/* The length of `text` without the bytes of a character that was cut in two at its end. */
static size_t whole_len(const char *text, size_t len)
{
    size_t lead = len;

    while (lead > 0 && ((unsigned char)text[lead - 1] & 0xc0) == 0x80)
        lead--;
    if (lead > 0 && (unsigned char)text[lead - 1] >= 0xc0) return lead - 1;
    return len;
}

int frame_put_format(struct frame_area area, int row, int col, enum style style, const char *format,
                     ...)
{
    char text[FRAME_FORMAT_MAX + sizeof ellipsis];
    va_list arguments;

    va_start(arguments, format);
    int len = vsnprintf(text, FRAME_FORMAT_MAX, format, arguments);
    va_end(arguments);
    if (len < 0) return 0; /* only a format that is wrong itself */
    if (len >= FRAME_FORMAT_MAX) strcpy(text + whole_len(text, FRAME_FORMAT_MAX - 1), ellipsis);
    return frame_fit_text(area, row, col, area.width - col, style, text);
}

/* ---- Paragraphs ---- */

static enum style style_of(const struct markup *markup, enum style plain)
{
    if (markup->is_code) return STYLE_CODE_WORD;
    return markup_is_strong(markup) ? STYLE_STRONG : plain;
}

/* As put: text between two marks at a time. */
static int put_marked(const struct frame_area *area, int row, int columns, enum style style,
                      const struct wrap_line *line)
{
    struct markup markup = line->markup;
    int used = 0;
    size_t at = markup_skip(&markup, line->bytes, line->to_end);

    while (at < line->len && used < columns) {
        enum style here = style_of(&markup, style);
        size_t begin = at;
        size_t skipped = 0;
        int needed = 0;

        while (at < line->len && skipped == 0) {
            struct cell cell;
            size_t first = at;

            read_cell(line->bytes, line->len, &at, &cell);
            needed += cell.columns;
            markup_take(&markup, line->bytes + first, at - first);
            skipped = markup_skip(&markup, line->bytes + at, line->to_end - at);
        }

        int took = put(area, row, used, columns - used, here, line->bytes + begin, at - begin);

        used += took;
        if (took < needed) break;
        at += skipped;
    }
    return used;
}

static int put_line(const struct frame_area *area, int row, int columns, enum style style,
                    const struct wrap_line *line)
{
    if (line->is_marked) return put_marked(area, row, columns, style, line);
    return put(area, row, 0, columns, style, line->bytes, line->len);
}

static int put_paragraph(const struct frame_area *area, enum style style, struct wrap wrap)
{
    struct wrap_line line;
    int row = 0;

    while (wrap_next(&wrap, &line)) {
        bool is_cut = row + 1 == area->height && wrap.rest_len > 0;
        int room = line.columns < area->width ? line.columns : area->width - 1;

        if (row >= area->height) {
            /* counted only */
        } else if (is_cut) {
            int used = put_line(area, row, room, style, &line);

            put(area, row, used, 1, style, ellipsis, strlen(ellipsis));
        } else {
            put_line(area, row, area->width, style, &line);
        }
        row++;
    }
    return row;
}

int frame_put_paragraph(struct frame_area area, enum style style, const char *text)
{
    return put_paragraph(&area, style, wrap_begin(text, strlen(text), area.width));
}

int frame_put_marked(struct frame_area area, enum style style, const char *text)
{
    return put_paragraph(&area, style, wrap_begin_marked(text, strlen(text), area.width));
}
