/* view_header.c - the map's header: each field at its place, changed ones in brackets.
 *
 *    m   count [9]    B 0→1   nevacuate 0/1   noverflow 0    hash0 00000007
 *    flags ·iterator  ·oldIterator  ●writing  ·sameSize   load ██████┃░░ 9/13 */
#include <inttypes.h>

#include "viz/language/language.h"
#include "viz/screen/marks.h"
#include "viz/screen/text.h"
#include "viz/screen/views.h"
#include "viz/screen/width.h"

/* A bar of 16 cells, or a multiple, has the limit exactly where it is: behind 13/16. */
enum { BAR_MOST = 32, BAR_LEAST = 4, FLAG_NAMES_WIDTH = 70, WRITER_MOST = 6 };

/* Where the next field goes. A field that does not fit whole is left out, and so are those behind
 * it: an ellipsis says so. */
struct line {
    struct frame_area area;
    const struct view *view;
    int row;
    int col;
    bool is_full;
};

static const struct model_map *map_of(const struct view *view)
{
    return model_map(view->model, view->map);
}

static bool has_room(struct line *line, int columns)
{
    if (line->is_full) return false;
    if (line->col + columns <= line->area.width) return true;
    frame_put_text(line->area, line->row, line->area.width - 1, STYLE_DIM, "…");
    line->is_full = true;
    return false;
}

/* "label value ", with the value in brackets where it has a role, and blanks up to `least`. */
static void put_field(struct line *line, const char *label, const char *value, unsigned field,
                      int least)
{
    enum roles_role role = roles_of_field(line->view, field);
    struct text text;

    text_begin(&text);
    text_add(&text, label);
    if (line->area.width >= SCREEN_FULL_WIDTH - 2) text_add(&text, " ");
    int label_columns = text_columns(&text);

    text_begin(&text);
    text_add(&text, views_open(role));
    text_add(&text, value);
    text_add(&text, views_close(role));
    int columns = text_columns(&text);

    if (columns < least + 2) columns = least + 2;
    if (!has_room(line, label_columns + columns - 1)) return;
    frame_put_text(line->area, line->row, line->col, STYLE_LABEL, label);
    frame_put_text(line->area, line->row, line->col + label_columns,
                   views_style(role, STYLE_NUMBER), text.bytes);
    line->col += label_columns + columns + 1;
}

static void put_number(struct line *line, const char *label, uint64_t number, unsigned field,
                       int least)
{
    struct text text;

    text_begin(&text);
    text_add_format(&text, "%" PRIu64, number);
    put_field(line, label, text.bytes, field, least);
}

static struct model_array old_array(const struct line *line, const th_header *header)
{
    return model_array(line->view->model, line->view->map, header->oldbuckets);
}

/* While the map grows: from which B to which, and how far evacuation is. */
static void put_B(struct line *line, const struct model_map *map)
{
    const th_header *header = &map->header;
    struct model_array old = old_array(line, header);
    struct text text;

    text_begin(&text);
    if (header->oldbuckets != 0) text_add_format(&text, "%u→", old.B);
    text_add_format(&text, "%u", header->B);
    put_field(line, "B", text.bytes, REGISTERS_B, 3);
}

static void put_nevacuate(struct line *line, const struct model_map *map)
{
    const th_header *header = &map->header;
    struct model_array old = old_array(line, header);
    struct text text;

    text_begin(&text);
    text_add_format(&text, "%" PRIu64, header->nevacuate);
    if (header->oldbuckets != 0) text_add_format(&text, "/%" PRIu64, old.bucket_count);
    put_field(line, "nevacuate", text.bytes, REGISTERS_NEVACUATE | REGISTERS_OLDBUCKETS, 4);
}

static void draw_fields(struct line *line, const struct model_map *map)
{
    struct text hash0;

    put_number(line, "count", map->header.count, REGISTERS_COUNT, 3);
    put_B(line, map);
    put_nevacuate(line, map);
    put_number(line, "noverflow", map->header.noverflow, REGISTERS_NOVERFLOW, 2);
    text_begin(&hash0);
    text_add_format(&hash0, "%08" PRIx32, map->header.hash0);
    put_field(line, "hash0", hash0.bytes, REGISTERS_HASH0, 8);
}

/* ---- Flags ---- */

/* In a race, who set the writing flag: " A". There is always room for the widest name, so that
 * nothing moves when the flag goes on; `reserved` gets what this one leaves of it. */
static void add_writer(struct text *text, const struct view_race *race, int *reserved)
{
    int widest = 0;
    int used = 0;

    for (size_t i = 0; i < race->lane_count; i++) {
        const struct view_lane *lane = &race->lanes[i];
        int width = width_of_text(lane->name);

        width = 1 + (width < WRITER_MOST ? width : WRITER_MOST);
        if (width > widest) widest = width;
        if (!lane->set_writing) continue;
        used = width;
        text_add(text, " ");
        text_add_key(text, th_key_of(lane->name), WRITER_MOST);
    }
    *reserved = widest - used;
}

static void put_flag(struct line *line, unsigned bit, const char *name)
{
    bool is_on = map_of(line->view)->header.flags >> bit & 1;
    enum roles_role role = roles_of_flag(line->view, bit);
    int reserved = 0;
    struct text text;

    text_begin(&text);
    text_add(&text, views_open(role));
    text_add(&text, is_on ? "●" : "·");
    text_add(&text, name);
    if (1u << bit == MARKS_FLAG_WRITING) add_writer(&text, &line->view->race, &reserved);
    text_add(&text, views_close(role));
    if (!has_room(line, text_columns(&text))) return;
    line->col +=
        frame_put_text(line->area, line->row, line->col,
                       views_style(role, is_on ? STYLE_FLAG_ON : STYLE_FLAG_OFF), text.bytes);
    line->col += reserved;
}

static void draw_flags(struct line *line)
{
    if (!has_room(line, 5)) return;
    line->col += frame_put_text(line->area, line->row, line->col, STYLE_LABEL, "flags");
    for (unsigned bit = 0; bit < MARKS_FLAG_COUNT; bit++)
        put_flag(line, bit, marks_flag_name(bit, line->area.width >= PANES_WIDE_WIDTH));
    line->col += 1;
}

/* On a single line: four signs, a letter where the flag is on. */
static void draw_flag_letters(struct line *line)
{
    uint8_t flags = map_of(line->view)->header.flags;
    struct text text;

    text_begin(&text);
    for (unsigned bit = 0; bit < MARKS_FLAG_COUNT; bit++)
        text_add(&text, flags >> bit & 1 ? marks_flag_letter(bit) : "·");
    put_field(line, "flags", text.bytes, REGISTERS_FLAGS, 4);
}

/* ---- Load ---- */

/* A bar as long as there are slots in main buckets; the limit stands in it. */
static void draw_bar(struct line *line, const th_header *header, int cells)
{
    uint64_t slots = (uint64_t)MARKS_SLOTS << header->B;
    uint64_t limit = marks_load_limit(header->B);
    uint64_t full = header->count * (uint64_t)cells / slots;
    int limit_cell = (int)(limit * (uint64_t)cells / slots);

    if (header->count > 0 && full == 0) full = 1;
    for (int i = 0; i <= cells; i++) {
        if (i == limit_cell)
            line->col += frame_put_text(line->area, line->row, line->col, STYLE_LOAD_LIMIT, "┃");
        if (i < cells)
            line->col += frame_put_text(line->area, line->row, line->col, STYLE_LOAD,
                                        (uint64_t)i < full ? "█" : "░");
    }
}

/* The longest bar that fits beside its numbers. */
static void draw_load(struct line *line, const th_header *header)
{
    struct text numbers;
    int cells = BAR_MOST;

    text_begin(&numbers);
    text_add_format(&numbers, "%" PRIu64 "/%" PRIu64, header->count, marks_load_limit(header->B));

    const char *label = language_text(line->view->language, "load ");
    int others = width_of_text(label) + 2 + text_columns(&numbers);

    while (cells > BAR_LEAST && line->col + others + cells > line->area.width)
        cells /= 2;
    if (!has_room(line, others + cells)) return;
    line->col += frame_put_text(line->area, line->row, line->col, STYLE_LABEL, label);
    draw_bar(line, header, cells);
    frame_put_text(line->area, line->row, line->col + 1, STYLE_NUMBER, numbers.bytes);
}

static void draw_unmade(struct frame_area area, const struct view *view, int col)
{
    const char *words =
        view->is_map_nil ? language_text(view->language,
                                         "nil: there is no map; it reads as empty, writing panics")
                         : language_text(view->language, "not made yet: make comes first");

    frame_fit_text(area, 0, col, area.width - col, STYLE_NUMBER, words);
}

void view_header_draw(struct frame_area area, const struct view *view)
{
    const struct model_map *map = map_of(view);
    struct line first = {.area = area, .view = view, .col = 1};
    struct line second = {.area = area, .view = view, .row = 1, .col = 1};

    if (area.height == 0) return;
    first.col += frame_fit_text(area, 0, 1, 12, STYLE_TITLE, map->name) + 2;
    if (!map->is_made) {
        draw_unmade(area, view, first.col);
        return;
    }
    if (area.height == 1) {
        put_number(&first, "count", map->header.count, REGISTERS_COUNT, 2);
        put_B(&first, map);
        draw_flag_letters(&first);
        put_nevacuate(&first, map);
        put_number(&first, "noverflow", map->header.noverflow, REGISTERS_NOVERFLOW, 2);
        draw_load(&first, &map->header);
        return;
    }
    draw_fields(&first, map);
    if (area.width < FLAG_NAMES_WIDTH)
        draw_flag_letters(&second);
    else
        draw_flags(&second);
    draw_load(&second, &map->header);
}
