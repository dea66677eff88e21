/* svg.c - backgrounds, then lines and blocks, then text. */
#include "viz/record/svg.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

#include "viz/screen/width.h"

/* A cell in pixels. Most monospaced fonts advance by 0.6 of their size; text that does not is made
 * to fit. Odd numbers put a line's middle in the middle of a pixel. */
enum {
    CELL_WIDTH = 9,
    CELL_HEIGHT = 19,
    FONT_SIZE = 15,
    BASELINE = 14, /* below the cell's top */
    MARGIN = 12,   /* around the frame */
};

static const char fonts[] = "ui-monospace,SFMono-Regular,Menlo,'DejaVu Sans Mono',"
                            "'Liberation Mono',Consolas,'Noto Sans Mono CJK SC',monospace";

struct svg {
    const struct frame *frame;
    const struct svg_options *options;
    FILE *out;
    int height; /* in cells */
    int width;
    bool is_used[STYLE_COUNT];
    bool is_drawn_in[STYLE_COUNT];
};

static struct theme_paint paint_of(const struct svg *svg, enum style style)
{
    enum theme theme = svg->options->theme;
    return theme_paint(theme, theme_look_of(theme, style, THEME_TRUE_COLOR));
}

static struct frame_cell cell_at(const struct svg *svg, int row, int col)
{
    return frame_read_cell(svg->frame, row, col, svg->options->charset);
}

static int x_of(int col) { return MARGIN + col * CELL_WIDTH; }
static int y_of(int row) { return MARGIN + row * CELL_HEIGHT; }

/* Classes are named by what a style means. */
static void put_class(const struct svg *svg, enum style style)
{
    for (const char *name = style_name(style); *name != '\0'; name++)
        putc(*name == '_' ? '-' : tolower((unsigned char)*name), svg->out);
}

static void put_escaped(const char *bytes, size_t len, FILE *out)
{
    for (size_t i = 0; i < len; i++) {
        switch (bytes[i]) {
        case '&':
            fputs("&amp;", out);
            break;
        case '<':
            fputs("&lt;", out);
            break;
        case '>':
            fputs("&gt;", out);
            break;
        default:
            putc(bytes[i], out);
        }
    }
}

/* Text from outside, made safe as the frame makes its own. */
static void put_safe(const char *text, FILE *out)
{
    struct width_cluster cluster;
    size_t left = strlen(text);

    for (size_t taken; (taken = width_next(text, left, &cluster)) > 0; left -= taken) {
        put_escaped(cluster.bytes, cluster.len, out);
        text += taken;
    }
}

/* --- signs that are drawn ------------------------------------------------ */

static bool is_sign(const struct frame_cell *cell, const char *sign)
{
    return cell->len == strlen(sign) && memcmp(cell->bytes, sign, cell->len) == 0;
}

/* The arms of a heavy line; 0: it is none. The heavy line down is a block. */
static unsigned heavy_arms_of(const struct frame_cell *cell)
{
    static const struct {
        const char *sign;
        unsigned arms;
    } lines[] = {{"━", GLYPH_WEST | GLYPH_EAST},
                 {"┓", GLYPH_WEST | GLYPH_SOUTH},
                 {"┛", GLYPH_WEST | GLYPH_NORTH},
                 {"┗", GLYPH_NORTH | GLYPH_EAST},
                 {"┏", GLYPH_SOUTH | GLYPH_EAST}};

    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        if (is_sign(cell, lines[i].sign)) return lines[i].arms;
    }
    return 0;
}

/* The arms of a box line; 0: it is none. Loose ends are whole lines, so the most arms count. */
static unsigned arms_of(const struct svg *svg, const struct frame_cell *cell)
{
    unsigned arms = GLYPH_LINE_COUNT - 1;

    if (svg->options->charset == GLYPH_ASCII || cell->len != 3) return 0;
    if (heavy_arms_of(cell) != 0) return heavy_arms_of(cell);
    while (arms > 0 && !is_sign(cell, glyph_line(arms, GLYPH_UTF8)))
        arms--;
    return arms;
}

/* The part of a cell that a block fills, in pixels of it, and how much of it shows. */
struct block {
    int left, top, right, bottom;
    int percent;
};

static int eighths(int side, unsigned count) { return (side * (int)count + 4) / 8; }

/* U+2580 to U+2595, the blocks, and the heavy line. False: it is none. */
static bool find_block(const struct svg *svg, const struct frame_cell *cell, struct block *block)
{
    const unsigned char *bytes = (const unsigned char *)cell->bytes;

    *block = (struct block){0, 0, CELL_WIDTH, CELL_HEIGHT, 100};
    if (svg->options->charset == GLYPH_ASCII || cell->len != 3 || bytes[0] != 0xe2) return false;
    if (is_sign(cell, "┃")) {
        block->left = eighths(CELL_WIDTH, 3);
        block->right = CELL_WIDTH - block->left;
        return true;
    }
    if (bytes[1] != 0x96) return false;
    unsigned number = bytes[2] & 0x3fu; /* from U+2580 */
    if (number == 0) block->bottom = eighths(CELL_HEIGHT, 4);
    if (number >= 1 && number <= 8) block->top = CELL_HEIGHT - eighths(CELL_HEIGHT, number);
    if (number >= 9 && number <= 15) block->right = eighths(CELL_WIDTH, 16 - number);
    if (number == 16) block->left = eighths(CELL_WIDTH, 4);
    if (number >= 17 && number <= 19) block->percent = 25 * (int)(number - 16);
    if (number == 20) block->bottom = eighths(CELL_HEIGHT, 1);
    if (number == 21) block->left = CELL_WIDTH - eighths(CELL_WIDTH, 1);
    return number <= 21;
}

static bool is_drawn(const struct svg *svg, const struct frame_cell *cell)
{
    struct block block;

    return arms_of(svg, cell) != 0 || find_block(svg, cell, &block);
}

/* --- backgrounds --------------------------------------------------------- */

static void put_backgrounds(const struct svg *svg)
{
    uint32_t paper = paint_of(svg, STYLE_PLAIN).background;

    for (int row = 0; row < svg->height; row++) {
        for (int col = 0; col < svg->width;) {
            int begin = col;
            uint32_t color = paint_of(svg, cell_at(svg, row, col).style).background;
            while (col < svg->width &&
                   paint_of(svg, cell_at(svg, row, col).style).background == color)
                col++;
            if (color == paper) continue;
            fprintf(svg->out, "<path fill=\"#%06x\" d=\"M%d %dh%dv%dh-%dz\"/>\n", (unsigned)color,
                    x_of(begin), y_of(row), x_of(col) - x_of(begin), CELL_HEIGHT,
                    x_of(col) - x_of(begin));
        }
    }
}

/* --- lines --------------------------------------------------------------- */

/* A path that begins when its first part comes. */
struct path {
    const struct svg *svg;
    enum style style;
    bool is_begun;
};

static void begin_path(struct path *path, int percent)
{
    FILE *out = path->svg->out;

    if (path->is_begun) return;
    path->is_begun = true;
    fputs("<path class=\"", out);
    put_class(path->svg, path->style);
    if (percent < 100) fprintf(out, "\" fill-opacity=\"0.%d", percent);
    fputs("\" d=\"", out);
}

static void end_path(const struct path *path)
{
    if (path->is_begun) fputs("\"/>\n", path->svg->out);
}

static void put_rectangle(const struct path *path, int x, int y, int width, int height)
{
    fprintf(path->svg->out, "M%d %dh%dv%dh-%dz", x, y, width, height, width);
}

/* A line along one row or column, a pixel thick: parts that touch are one. */
struct stroke {
    int begin, end; /* pixels; equal: none */
    int weight;     /* pixels */
};

enum { LIGHT = 1, HEAVY = 3 };

/* From a cell's side to its middle, to its other side, or both; the middle belongs to each. */
static struct stroke part_of(int begin, int size, bool has_first, bool has_second)
{
    if (!has_first && !has_second) return (struct stroke){0, 0, LIGHT};
    return (struct stroke){begin + (has_first ? 0 : size / 2),
                           begin + (has_second ? size : size / 2 + 1), LIGHT};
}

static void put_stroke(struct path *path, struct stroke stroke, bool is_across, int middle)
{
    int length = stroke.end - stroke.begin;

    if (length == 0) return;
    begin_path(path, 100);
    if (is_across) {
        put_rectangle(path, stroke.begin, middle - stroke.weight / 2, length, stroke.weight);
    } else {
        put_rectangle(path, middle - stroke.weight / 2, stroke.begin, stroke.weight, length);
    }
}

/* One row or column of the frame. */
static void put_strokes(struct path *path, bool is_across, int index)
{
    const struct svg *svg = path->svg;
    int count = is_across ? svg->width : svg->height;
    int middle = is_across ? y_of(index) + CELL_HEIGHT / 2 : x_of(index) + CELL_WIDTH / 2;
    struct stroke stroke = {0, 0, LIGHT};

    for (int at = 0; at < count; at++) {
        int row = is_across ? index : at;
        int col = is_across ? at : index;
        struct frame_cell cell = cell_at(svg, row, col);
        unsigned arms = cell.style == path->style ? arms_of(svg, &cell) : 0;
        struct stroke part =
            is_across ? part_of(x_of(col), CELL_WIDTH, arms & GLYPH_WEST, arms & GLYPH_EAST)
                      : part_of(y_of(row), CELL_HEIGHT, arms & GLYPH_NORTH, arms & GLYPH_SOUTH);
        if (part.begin == part.end) continue;
        if (heavy_arms_of(&cell) != 0) part.weight = HEAVY;
        if (part.begin != stroke.end || part.weight != stroke.weight) {
            put_stroke(path, stroke, is_across, middle);
            stroke = part;
        }
        stroke.end = part.end;
    }
    put_stroke(path, stroke, is_across, middle);
}

static void put_lines(const struct svg *svg, enum style style)
{
    struct path path = {svg, style, false};

    for (int row = 0; row < svg->height; row++)
        put_strokes(&path, true, row);
    for (int col = 0; col < svg->width; col++)
        put_strokes(&path, false, col);
    end_path(&path);
}

/* --- blocks -------------------------------------------------------------- */

static bool is_same_block(const struct block *one, const struct block *other)
{
    return one->left == other->left && one->top == other->top && one->right == other->right &&
           one->bottom == other->bottom && one->percent == other->percent;
}

/* The blocks like this one from here to the right; those that fill their cell's width are one. */
static int count_alike(const struct svg *svg, int row, int col, const struct block *block)
{
    enum style style = cell_at(svg, row, col).style;
    int count = 1;

    if (block->left != 0 || block->right != CELL_WIDTH) return 1;
    for (; col + count < svg->width; count++) {
        struct frame_cell cell = cell_at(svg, row, col + count);
        struct block next;
        if (cell.style != style || !find_block(svg, &cell, &next) || !is_same_block(block, &next))
            break;
    }
    return count;
}

static void put_blocks(const struct svg *svg, enum style style, int percent)
{
    struct path path = {svg, style, false};

    for (int row = 0; row < svg->height; row++) {
        for (int col = 0; col < svg->width; col++) {
            struct frame_cell cell = cell_at(svg, row, col);
            struct block block;
            if (cell.style != style || !find_block(svg, &cell, &block)) continue;
            if (block.percent != percent) continue;
            int count = count_alike(svg, row, col, &block);
            int width = (count - 1) * CELL_WIDTH + block.right - block.left;
            begin_path(&path, percent);
            put_rectangle(&path, x_of(col) + block.left, y_of(row) + block.top, width,
                          block.bottom - block.top);
            col += count - 1;
        }
    }
    end_path(&path);
}

/* --- text ---------------------------------------------------------------- */

enum script { SCRIPT_ASCII, SCRIPT_NARROW, SCRIPT_WIDE };

static enum script script_of(const struct frame_cell *cell)
{
    if (cell->columns == 2) return SCRIPT_WIDE;
    return cell->len == 1 ? SCRIPT_ASCII : SCRIPT_NARROW;
}

static bool is_blank(const struct frame_cell *cell)
{
    return cell->len == 1 && *cell->bytes == ' ';
}

/* More than a base: marks on it. The next cluster then needs a place of its own. */
static bool has_marks(const struct frame_cell *cell)
{
    int code_points = 0;

    for (size_t i = 0; i < cell->len; i++)
        code_points += (cell->bytes[i] & 0xc0) != 0x80;
    return code_points > 1;
}

/* The end of the cells from `begin` that are placed alike. */
static int end_of_segment(const struct svg *svg, int row, int begin, int end)
{
    struct frame_cell cell = cell_at(svg, row, begin);
    enum script script = script_of(&cell);
    int col = begin;

    do {
        bool is_last = has_marks(&cell);
        col += cell.columns;
        if (is_last || col >= end) break;
        cell = cell_at(svg, row, col);
    } while (script_of(&cell) == script);
    return col;
}

/* Where a segment stands: ASCII by its first column and its length, all else sign by sign, for it
 * may come from another font. A wide sign is as wide as its font is large. */
static void put_place(const struct svg *svg, int row, int begin, int end)
{
    struct frame_cell cell = cell_at(svg, row, begin);

    if (script_of(&cell) == SCRIPT_WIDE) fprintf(svg->out, " font-size=\"%d\"", 2 * CELL_WIDTH);
    fprintf(svg->out, " x=\"%d", x_of(begin));
    if (script_of(&cell) == SCRIPT_ASCII) {
        putc('"', svg->out);
        if (end - begin > 1) fprintf(svg->out, " textLength=\"%d\"", (end - begin) * CELL_WIDTH);
        return;
    }
    for (int col = begin + cell.columns; col < end; col += cell_at(svg, row, col).columns)
        fprintf(svg->out, " %d", x_of(col));
    putc('"', svg->out);
}

static void put_cells(const struct svg *svg, int row, int begin, int end)
{
    for (int col = begin; col < end;) {
        struct frame_cell cell = cell_at(svg, row, col);
        put_escaped(cell.bytes, cell.len, svg->out);
        col += cell.columns;
    }
}

/* A run of one style: one element, in one piece or in several. */
static void put_run(const struct svg *svg, int row, int begin, int end)
{
    enum style style = cell_at(svg, row, begin).style;
    int first_end = end_of_segment(svg, row, begin, end);

    fputs("<text class=\"", svg->out);
    put_class(svg, style);
    fprintf(svg->out, "\" y=\"%d\"", y_of(row) + BASELINE);
    if (first_end == end) {
        put_place(svg, row, begin, end);
        putc('>', svg->out);
        put_cells(svg, row, begin, end);
    } else {
        putc('>', svg->out);
        for (int col = begin, next; col < end; col = next) {
            next = end_of_segment(svg, row, col, end);
            fputs("<tspan", svg->out);
            put_place(svg, row, col, next);
            putc('>', svg->out);
            put_cells(svg, row, col, next);
            fputs("</tspan>", svg->out);
        }
    }
    fputs("</text>\n", svg->out);
}

/* The runs of a row, without the blanks at their ends. */
static void put_row(const struct svg *svg, int row)
{
    int begin = -1; /* of the run, its first sign; -1: there is none yet */
    int end = 0;    /* behind its last sign */
    enum style style = STYLE_PLAIN;

    for (int col = 0; col < svg->width;) {
        struct frame_cell cell = cell_at(svg, row, col);
        bool is_gap = is_drawn(svg, &cell);
        if (begin >= 0 && (is_gap || cell.style != style)) {
            put_run(svg, row, begin, end);
            begin = -1;
        }
        if (!is_gap && !is_blank(&cell)) {
            if (begin < 0) begin = col;
            end = col + cell.columns;
            style = cell.style;
        }
        col += cell.columns;
    }
    if (begin >= 0) put_run(svg, row, begin, end);
}

/* --- the whole ----------------------------------------------------------- */

/* Which styles there are, and which of them have signs that are drawn. */
static void find_styles(struct svg *svg)
{
    for (int row = 0; row < svg->height; row++) {
        for (int col = 0; col < svg->width; col++) {
            struct frame_cell cell = cell_at(svg, row, col);
            svg->is_used[cell.style] = true;
            if (is_drawn(svg, &cell)) svg->is_drawn_in[cell.style] = true;
        }
    }
}

static void put_class_rules(const struct svg *svg)
{
    fprintf(svg->out, "<style>\ntext{font-family:%s;white-space:pre}\n", fonts);
    for (enum style style = 0; style < STYLE_COUNT; style++) {
        if (!svg->is_used[style]) continue;
        struct theme_paint paint = paint_of(svg, style);
        putc('.', svg->out);
        put_class(svg, style);
        fprintf(svg->out, "{fill:#%06x", (unsigned)paint.foreground);
        if (paint.attributes & THEME_BOLD) fputs(";font-weight:bold", svg->out);
        if (paint.attributes & THEME_ITALIC) fputs(";font-style:italic", svg->out);
        if (paint.attributes & THEME_UNDERLINE) fputs(";text-decoration:underline", svg->out);
        fputs("}\n", svg->out);
    }
    fputs("</style>\n", svg->out);
}

bool svg_write(const struct frame *frame, const struct svg_options *options, FILE *out)
{
    struct svg svg = {.frame = frame,
                      .options = options,
                      .out = out,
                      .height = frame_height(frame),
                      .width = frame_width(frame)};
    int width = svg.width * CELL_WIDTH + 2 * MARGIN;
    int height = svg.height * CELL_HEIGHT + 2 * MARGIN;

    find_styles(&svg);
    fprintf(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
        "viewBox=\"0 0 %d %d\" font-size=\"%d\" xml:lang=\"%s\" xml:space=\"preserve\">\n<title>",
        width, height, width, height, FONT_SIZE, options->language);
    put_safe(options->title, out);
    fputs("</title>\n", out);
    put_class_rules(&svg);
    fprintf(out, "<rect width=\"%d\" height=\"%d\" rx=\"8\" fill=\"#%06x\"/>\n", width, height,
            (unsigned)paint_of(&svg, STYLE_PLAIN).background);
    put_backgrounds(&svg);
    for (enum style style = 0; style < STYLE_COUNT; style++) {
        if (!svg.is_drawn_in[style]) continue;
        put_lines(&svg, style);
        for (int percent = 25; percent <= 100; percent += 25)
            put_blocks(&svg, style, percent);
    }
    for (int row = 0; row < svg.height; row++)
        put_row(&svg, row);
    fputs("</svg>\n", out);
    return ferror(out) == 0;
}
