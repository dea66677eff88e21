/* view_buckets.c - the two panes of bucket arrays: which buckets are in view, and what the titles
 * say about the others. One bucket is drawn by view_bucket.c. */
#include <inttypes.h>
#include <stddef.h>
#include <stdlib.h>

#include "viz/language/language.h"
#include "viz/screen/bucket_facts.h"
#include "viz/screen/focus.h"
#include "viz/screen/marks.h"
#include "viz/screen/text.h"
#include "viz/screen/view_bucket.h"
#include "viz/screen/views.h"
#include "viz/screen/window.h"

/* Main buckets [first, end) have been drawn. */
struct shown {
    uint64_t first;
    uint64_t end;
};

/* A pane while it is drawn: in two parts where X and Y are too far apart for one view. */
struct drawing {
    struct frame_area area;
    struct bucket_pane pane;
    int capacity; /* buckets in all */
    int scroll;   /* asked for */
    int scrolled; /* by the part that went furthest */
    int part_count;
    struct shown parts[2];
    struct moved_end moved; /* where this move evacuates a slot from, or to */
};

static const th_header *header_of(const struct view *view)
{
    return &model_map(view->model, view->map)->header;
}

/* ---- One pane's buckets ---- */

static void read_cursors(struct bucket_pane *pane)
{
    const struct view *view = pane->view;
    uint32_t id = model_cursor_first(view->model, view->map);

    while (id != 0 && pane->cursor_count < BUCKET_CURSORS_MAX &&
           model_cursor(view->model, view->map, id, &pane->cursors[pane->cursor_count])) {
        pane->cursor_count++;
        id = model_cursor_after(view->model, view->map, id);
    }
}

/* Notes the bucket at `place`, drawn from `row` on, if this move evacuates a slot from or to it. */
static void note_moved(struct drawing *drawing, th_place place, int row)
{
    const struct bucket_pane *pane = &drawing->pane;
    const th_event *now = &pane->view->now;
    const th_place *end = pane->is_old ? &now->at : &now->to;

    if (!pane->view->has_now || now->kind != TH_EVENT_SLOT_MOVED) return;
    if (end->array != place.array || end->bucket != place.bucket || end->depth != place.depth)
        return;
    drawing->moved = (struct moved_end){
        .is_in_view = true,
        .row = row,
        .wall = pane->shape.label_columns + 1 + MARKS_SLOTS * pane->shape.cell_columns,
    };
}

/* Draws buckets of [begin, end) from `row` on, in room for `capacity`, `focus` among them. */
static void draw_part(struct drawing *drawing, int row, int capacity, uint64_t begin, uint64_t end,
                      th_place focus)
{
    const struct view *view = drawing->pane.view;
    struct window_ask ask = {
        .model = view->model,
        .map = view->map,
        .array = drawing->pane.array.id,
        .begin = begin,
        .end = end,
        .focus = focus.bucket,
        .focus_depth = focus.depth,
        .capacity = capacity,
        .scroll = drawing->scroll,
    };
    struct window_start start = window_start_of(&ask);
    th_place place = {.array = ask.array, .depth = start.depth};
    uint64_t bucket = start.bucket;

    for (; bucket < end && capacity > 0; bucket++, place.depth = 0) {
        uint32_t len = model_chain_len(view->model, view->map, ask.array, (uint32_t)bucket);

        place.bucket = (uint32_t)bucket;
        for (; place.depth < len && capacity > 0; place.depth++, capacity--) {
            uint32_t hidden = capacity == 1 ? len - place.depth - 1 : 0;

            view_bucket_draw(drawing->area, row, &drawing->pane, place, hidden);
            note_moved(drawing, place, row);
            row += drawing->pane.shape.rows;
        }
    }
    drawing->parts[drawing->part_count++] = (struct shown){start.bucket, bucket};
    if (abs(start.scroll) > abs(drawing->scrolled)) drawing->scrolled = start.scroll;
}

/* The number of X buckets, when the array is that of a doubling under way; else 0. */
static uint64_t half_count(const struct drawing *drawing)
{
    const struct view *view = drawing->pane.view;
    const th_header *header = header_of(view);

    if (drawing->pane.array.id != header->buckets || header->oldbuckets == 0) return 0;

    uint64_t old_count = model_array(view->model, view->map, header->oldbuckets).bucket_count;

    return old_count < drawing->pane.array.bucket_count ? old_count : 0;
}

/* X and Y of one old bucket are half an array apart: each half has its own part of the pane. */
static void draw_halves(struct drawing *drawing, uint64_t half, th_place focus)
{
    int upper = drawing->capacity - drawing->capacity / 2;
    bool is_y = focus.bucket >= half;
    th_place x = focus;
    th_place y = focus;

    if (is_y)
        x = (th_place){.array = focus.array, .bucket = focus.bucket - (uint32_t)half};
    else
        y = (th_place){.array = focus.array, .bucket = focus.bucket + (uint32_t)half};
    draw_part(drawing, 0, upper, 0, half, x);
    draw_part(drawing, upper * drawing->pane.shape.rows, drawing->capacity - upper, half, 2 * half,
              y);
}

static void draw_array(struct drawing *drawing)
{
    const struct bucket_pane *pane = &drawing->pane;
    th_place focus = focus_of(pane->view, &pane->array);
    const struct screen_selection *selected = pane->selected;
    uint64_t half = half_count(drawing);

    if (selected != NULL && selected->is_on && selected->place.array == pane->array.id &&
        selected->place.bucket < pane->array.bucket_count)
        focus = selected->place;
    bool is_long = pane->array.bucket_count > (uint64_t)drawing->capacity;

    if (half > 0 && is_long && drawing->capacity >= 2) {
        draw_halves(drawing, half, focus);
        return;
    }
    draw_part(drawing, 0, drawing->capacity, 0, pane->array.bucket_count, focus);
}

/* ---- Titles ---- */

static const char *name_of(const struct drawing *drawing)
{
    if (!drawing->pane.is_old) return "buckets";
    return bucket_facts_old_name(drawing->pane.view, drawing->pane.array.id);
}

static void add_range(struct text *text, struct shown shown)
{
    text_add_format(text, "%" PRIu64, shown.first);
    if (shown.end > shown.first + 1) text_add_format(text, "–%" PRIu64, shown.end - 1);
}

/* "buckets 4–7 of 16  ↑4 ↓8", or "buckets (2^2 = 4)". Where there is no room for what is above and
 * below, the range alone says it. */
static void add_extent(struct text *text, const struct drawing *drawing, int columns)
{
    enum language language = drawing->pane.view->language;
    uint64_t count = drawing->pane.array.bucket_count;
    struct shown first = drawing->parts[0];
    struct shown last = drawing->parts[drawing->part_count - 1];

    if (drawing->part_count == 1 && first.first == 0 && first.end == count) {
        text_add_format(text, " (2^%u = %" PRIu64 ")", drawing->pane.array.B, count);
        return;
    }
    text_add(text, " ");
    add_range(text, first);
    if (drawing->part_count > 1) {
        text_add(text, ", ");
        add_range(text, last);
    }
    text_add_format(text, language_text(language, " of %ju"), count);

    struct text hidden;

    text_begin(&hidden);
    text_add_format(&hidden, "  ↑%" PRIu64 " ↓%" PRIu64, first.first, count - last.end);
    if (text_columns(text) + text_columns(&hidden) < columns) text_add(text, hidden.bytes);
}

static void draw_title(struct frame_area whole, int row, int col, int columns,
                       const struct drawing *drawing)
{
    const struct view *view = drawing->pane.view;
    struct text text;
    enum roles_role role = roles_of_array(view, drawing->pane.array.id);

    text_begin(&text);
    text_add(&text, role == ROLES_NOW ? "[" : " ");
    text_add(&text, name_of(drawing));
    if (drawing->part_count > 0) add_extent(&text, drawing, columns);
    text_add(&text, role == ROLES_NOW ? "]" : " ");
    frame_fit_text(whole, row, col, columns, views_style(role, STYLE_TITLE), text.bytes);
}

/* ---- Panes without an array ---- */

static void draw_no_growth(struct frame_area area, enum language language)
{
    frame_fit_text(area, 0, 1, area.width - 2, STYLE_DIM,
                   language_text(language, "nil: no growth under way"));
    for (int line = 0; line + 1 < area.height; line++) {
        struct frame_area legend = frame_sub(area, 1, 1, area.height - 1, area.width - 2);

        if (!view_legend_draw_line(legend, line, line, language)) break;
    }
}

static void draw_nil_buckets(struct frame_area area, const struct view *view)
{
    const char *words = view->is_map_nil
                            ? language_text(view->language, "nil, and they stay so")
                            : language_text(view->language, "nil: the first write makes them");

    frame_fit_text(area, 0, 1, area.width - 2, STYLE_DIM, words);
}

/* ---- Panes ---- */

/* Returns the end that a moved slot's way has in this pane. */
static struct moved_end draw_pane(struct frame_area whole, const struct panes *panes,
                                  const struct view *view, const struct screen_selection *selected,
                                  uint32_t array, bool is_old, int *scroll)
{
    struct panes_rect rect = is_old ? panes->oldbuckets : panes->buckets;
    struct drawing drawing = {
        .area = views_area(whole, rect),
        .pane = {.view = view, .selected = selected, .is_old = is_old},
        .scroll = *scroll,
    };
    struct bucket_pane *pane = &drawing.pane;

    *scroll = 0;
    if (rect.height == 0) return drawing.moved;
    pane->array = model_array(view->model, view->map, array);
    pane->says_old = is_old && !panes->has_bucket_titles;
    if (pane->array.state != MODEL_ARRAY_NONE) {
        pane->shape = bucket_shape_of(panes, rect.width, pane->array.bucket_count);
        drawing.capacity =
            (rect.height + pane->shape.rows - pane->shape.content_rows) / pane->shape.rows;
        if (drawing.capacity < 1) drawing.capacity = 1;
        read_cursors(pane);
        draw_array(&drawing);
        *scroll = drawing.scrolled;
    } else if (is_old) {
        draw_no_growth(drawing.area, view->language);
    } else {
        draw_nil_buckets(drawing.area, view);
    }
    int columns = panes->shared_title > 0 ? panes->shared_title : rect.width - 2;

    if (panes->has_bucket_titles)
        draw_title(whole, rect.row - 1, rect.col + 1, columns, &drawing);
    else if (!is_old)
        draw_title(whole, rect.row + rect.height, rect.col + 1, columns, &drawing);
    drawing.moved.row += rect.row;
    drawing.moved.col = rect.col;
    drawing.moved.last = rect.col + rect.width - 1;
    drawing.moved.wall += rect.col;
    return drawing.moved;
}

void view_buckets_draw(struct frame_area whole, const struct panes *panes, const struct view *view,
                       const struct screen_selection *selected, struct screen_scroll *scroll)
{
    struct moved_end from = draw_pane(whole, panes, view, selected, bucket_facts_old_array(view),
                                      true, &scroll->buckets[SCREEN_OLDBUCKETS]);
    struct moved_end to = draw_pane(whole, panes, view, selected, header_of(view)->buckets, false,
                                    &scroll->buckets[SCREEN_BUCKETS]);

    view_moved_draw(whole, from, to);
}
