/* view_menu.c - the list of lessons, by units, with what the learner has done.
 *
 *   ┌ tophash ── Go's classic map, from the inside ───── 2/6 ┐
 *   │   Inside a map                            done 1/2     │
 *   │   1 ✓ Nil maps and empty maps                 2/2 right│
 *   │ ▶ 2   What a tophash is        step 3/8       0/1 right│
 *   ├────────────────────────────────────────────────────────┤
 *   │ You can read a hash's bits.                            │
 *   │ Enter goes on at step 3 of 8; a starts anew.           │
 *   └ Enter open  q quit ────────────────────────────────────┘ */
#include "viz/language/language.h"
#include "viz/screen/marks.h"
#include "viz/screen/spot.h"
#include "viz/screen/text.h"
#include "viz/screen/views.h"
#include "viz/screen/width.h"

enum { ABOUT_ROWS_MOST = 6, NUMBER_COLUMNS = 5 };
/* From this width on how far a lesson went has a column of its own. */
enum { WIDE = 64, SCORE_COLUMNS = 13, STEP_COLUMNS = 14 };

static int about_rows_of(int inner)
{
    int rows = inner / 3;

    if (rows < 2) return rows;
    return rows > ABOUT_ROWS_MOST ? ABOUT_ROWS_MOST : rows;
}

/* ---- Rows: lessons, and the names of their units over them ---- */

static bool has_unit(const struct screen_menu *menu, size_t index)
{
    const char *unit = menu->items[index].unit;

    return unit != NULL && unit[0] != '\0';
}

/* The row of a lesson, counted from the list's first. */
static size_t row_of(const struct screen_menu *menu, size_t index)
{
    size_t row = index;

    for (size_t i = 0; i <= index; i++)
        row += has_unit(menu, i);
    return row;
}

static void put_right(struct frame_area area, int row, int end, enum style style,
                      const struct text *text)
{
    frame_put_text(area, row, end - text_columns(text), style, text->bytes);
}

/* How many lessons of a unit are done, and how many there are. */
static void count_unit(const struct screen_menu *menu, size_t first, size_t *done, size_t *all)
{
    *done = *all = 0;
    for (size_t i = first; i < menu->item_count && (i == first || !has_unit(menu, i)); i++) {
        *done += menu->items[i].is_done;
        ++*all;
    }
}

static void draw_unit(struct frame_area area, int row, const struct screen_menu *menu, size_t first)
{
    size_t done, all;
    struct text text;

    count_unit(menu, first, &done, &all);
    text_begin(&text);
    if (done > 0) text_add_format(&text, language_text(menu->language, "done %zu/%zu"), done, all);
    frame_fit_text(area, row, 3, area.width - 5 - text_columns(&text), STYLE_STRONG,
                   menu->items[first].unit);
    put_right(area, row, area.width - 1, done == all ? STYLE_GOOD : STYLE_LABEL, &text);
}

/* At the right: how far, and how many answers were right. Returns where the title must end. */
static int draw_done(struct frame_area area, int row, const struct screen_menu *menu,
                     const struct screen_menu_item *item, enum style style)
{
    struct text step, score;
    int end = area.width - 1;

    text_begin(&step);
    text_begin(&score);
    if (item->answered_count > 0)
        text_add_format(&score, language_text(menu->language, "%zu/%zu right"), item->right_count,
                        item->question_count);
    else if (item->question_count > 0)
        text_add_format(&score,
                        item->question_count == 1 ? language_text(menu->language, "%zu question")
                                                  : language_text(menu->language, "%zu questions"),
                        item->question_count);
    if (item->step > 0)
        text_add_format(&step, language_text(menu->language, "step %zu/%zu"), item->step,
                        item->step_count);
    bool has_room = area.width >= WIDE;
    if (has_room || item->step == 0) put_right(area, row, end, style, &score);
    if (has_room) end -= SCORE_COLUMNS;
    if (has_room || item->step > 0) put_right(area, row, end, style, &step);
    if (has_room) return end - STEP_COLUMNS;
    return end - text_columns(item->step > 0 ? &step : &score) - 1;
}

static void draw_item(struct frame_area area, int row, const struct screen_menu *menu, size_t index)
{
    const struct screen_menu_item *item = &menu->items[index];
    bool is_selected = index == menu->selected;
    enum style style = is_selected ? STYLE_SELECTED : STYLE_PLAIN;
    int col = 3;

    if (is_selected) frame_put_text(area, row, 1, STYLE_SELECTED, "▶");
    int end = draw_done(area, row, menu, item, is_selected ? STYLE_SELECTED : STYLE_LABEL);
    frame_put_format(area, row, col, is_selected ? STYLE_SELECTED : STYLE_LABEL, "%2zu ",
                     index + 1);
    if (item->is_done) frame_put_text(area, row, col + 3, STYLE_GOOD, "✓");
    col += NUMBER_COLUMNS;
    frame_fit_text(area, row, col, end - col, style, item->title);
    spot_note_number(area, row, 0, 1, area.width, SPOT_ITEM, index);
}

/* Page by page, so that the list stands still. */
static void draw_list(struct frame_area area, const struct screen_menu *menu)
{
    size_t rows = (size_t)area.height;

    if (menu->item_count == 0) {
        frame_fit_text(area, 0, 1, area.width - 2, STYLE_DIM,
                       language_text(menu->language, "There are no lessons."));
        return;
    }
    size_t first = rows == 0 ? 0 : row_of(menu, menu->selected) / rows * rows;
    for (size_t i = 0; i < menu->item_count; i++) {
        size_t row = row_of(menu, i);

        if (has_unit(menu, i) && row >= first + 1 && row - 1 < first + rows)
            draw_unit(area, (int)(row - 1 - first), menu, i);
        if (row >= first && row < first + rows) draw_item(area, (int)(row - first), menu, i);
    }
}

/* ---- What is under the bar ---- */

static void add_where(struct text *text, const struct screen_menu *menu,
                      const struct screen_menu_item *item)
{
    if (item->step > 0)
        text_add_format(
            text, language_text(menu->language, "Enter goes on at step %zu of %zu; a starts anew."),
            item->step, item->step_count);
    if (item->answered_count == 0) return;
    if (text->len > 0) text_add(text, " ");
    text_add_format(text,
                    language_text(menu->language,
                                  "Of %zu questions, %zu answered, %zu right at the first try."),
                    item->question_count, item->answered_count, item->right_count);
}

static void draw_about(struct frame_area area, const struct screen_menu *menu)
{
    const struct screen_menu_item *item = &menu->items[menu->selected];
    struct text where;

    text_begin(&where);
    add_where(&where, menu, item);
    bool has_notice = menu->notice != NULL && menu->notice[0] != '\0';
    int rows = area.height - (where.len > 0) - has_notice;
    if (rows < 1) rows = 1;
    int row = frame_put_marked(frame_sub(area, 0, 0, rows, area.width), STYLE_PLAIN, item->about);
    if (row > rows) row = rows;
    if (where.len > 0)
        row += frame_put_paragraph(frame_sub(area, row, 0, area.height - row, area.width),
                                   STYLE_LABEL, where.bytes);
    if (has_notice && row < area.height)
        frame_fit_text(area, row, 0, area.width, STYLE_DIM, menu->notice);
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
                          language_text(menu->language, "Go's classic map, from the inside"));
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
        draw_about(frame_sub(whole, 2 + list_rows, 2, about_rows, whole.width - 4), menu);
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
