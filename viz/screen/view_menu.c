/* view_menu.c - the list of lessons.
 *
 *   ┌ tophash ── Go's classic map, from the inside ───── 2/6 ┐
 *   │   1  Buckets and tophash                               │
 *   │ ▶ 2  Growing by doubling                               │
 *   ├────────────────────────────────────────────────────────┤
 *   │ You can say when a map doubles, and what a write pays. │
 *   └ enter choose  q quit ──────────────────────────────────┘ */
#include "viz/screen/marks.h"
#include "viz/screen/text.h"
#include "viz/screen/views.h"
#include "viz/screen/width.h"

enum { ABOUT_ROWS_MOST = 6, NUMBER_COLUMNS = 4 };

static int about_rows_of(int inner)
{
    int rows = inner / 3;

    if (rows < 2) return rows;
    return rows > ABOUT_ROWS_MOST ? ABOUT_ROWS_MOST : rows;
}

/* Page by page, so that the list stands still. */
static size_t first_shown(const struct screen_menu *menu, int rows)
{
    return menu->selected / (size_t)rows * (size_t)rows;
}

static void draw_item(struct frame_area area, int row, const struct screen_menu *menu, size_t index)
{
    bool is_selected = index == menu->selected;
    int col = 3;

    if (is_selected) frame_put_text(area, row, 1, STYLE_SELECTED, "▶");
    frame_put_format(area, row, col, is_selected ? STYLE_SELECTED : STYLE_LABEL, "%2zu ",
                     index + 1);
    col += NUMBER_COLUMNS;
    frame_fit_text(area, row, col, area.width - col - 1, is_selected ? STYLE_SELECTED : STYLE_PLAIN,
                   menu->items[index].title);
}

static void draw_list(struct frame_area area, const struct screen_menu *menu)
{
    size_t first = first_shown(menu, area.height);

    for (int row = 0; row < area.height && first + (size_t)row < menu->item_count; row++)
        draw_item(area, row, menu, first + (size_t)row);
    if (menu->item_count == 0)
        frame_fit_text(area, 0, 1, area.width - 2, STYLE_DIM,
                       marks_either(menu->language, "There are no lessons.", "没有课程。"));
}

static void draw_title(struct frame_area border, const struct screen_menu *menu)
{
    struct text where;
    int col = 1;

    text_begin(&where);
    if (menu->item_count > 0)
        text_add_format(&where, " %zu/%zu ", menu->selected + 1, menu->item_count);
    int right = border.width - 1 - text_columns(&where);

    col += frame_put_text(border, 0, col, STYLE_TITLE, " tophash ") + 2;
    col += frame_put_text(border, 0, col, STYLE_LABEL, " ");
    col += frame_fit_text(border, 0, col, right - col - 2, STYLE_LABEL,
                          marks_either(menu->language, "Go's classic map, from the inside",
                                       "从内部看 Go 的经典 map"));
    frame_put_text(border, 0, col, STYLE_LABEL, " ");
    frame_put_text(border, 0, right, STYLE_LABEL, where.bytes);
}

static void draw_menu(struct frame_area whole, const struct screen_menu *menu,
                      const struct screen_options *options)
{
    int inner = whole.height - 2;
    int about_rows = about_rows_of(inner);
    int list_rows = inner - about_rows - 1;

    frame_box(whole, 0, 0, whole.height, whole.width, STYLE_BORDER);
    frame_line_across(whole, 1 + list_rows, 0, whole.width, STYLE_BORDER);
    draw_title(whole, menu);
    draw_list(frame_sub(whole, 1, 1, list_rows, whole.width - 2), menu);
    if (menu->item_count > 0)
        frame_put_paragraph(frame_sub(whole, 2 + list_rows, 2, about_rows, whole.width - 4),
                            STYLE_PLAIN, menu->items[menu->selected].about);
    view_footer_draw(frame_sub(whole, whole.height - 1, 0, 1, whole.width), NULL, menu->language,
                     options);
}

struct screen_scroll screen_draw_menu(struct frame *frame, const struct screen_menu *menu,
                                      const struct screen_options *options)
{
    static const struct screen_options none;
    struct screen_scroll scroll = {0};
    struct frame_area whole = frame_whole(frame);

    if (options == NULL) options = &none;
    frame_clear(frame);
    if (view_too_small_draw(whole, menu->language)) return scroll;
    draw_menu(whole, menu, options);
    if (options->shows_help) scroll.help = view_help_draw(whole, menu->language, options);
    return scroll;
}
