/* view_bucket.c - label, walls, slots. */
#include "viz/screen/view_bucket.h"

#include <inttypes.h>
#include <stdio.h>

#include "viz/screen/bucket_facts.h"
#include "viz/screen/marks.h"
#include "viz/screen/spot.h"
#include "viz/screen/text.h"
#include "viz/screen/views.h"
#include "viz/screen/width.h"

enum { LABEL_LEAST = 4, CELL_LEAST = 3, CELL_MOST = 18, WALLS = 2 };

struct bucket_shape bucket_shape_of(const struct panes *panes, int pane_columns,
                                    uint64_t bucket_count)
{
    struct bucket_shape shape = {.rows = panes->bucket_rows, .content_rows = panes->content_rows};
    int label = text_digits(bucket_count - 1) + 1;

    shape.label_columns = label < LABEL_LEAST ? LABEL_LEAST : label;
    shape.cell_columns = (pane_columns - shape.label_columns - WALLS) / MARKS_SLOTS;
    if (shape.cell_columns < CELL_LEAST) shape.cell_columns = CELL_LEAST;
    if (shape.cell_columns > CELL_MOST) shape.cell_columns = CELL_MOST;
    return shape;
}

/* ---- Answers ---- */

/* What the learner answered, and the truth beside it, on the picture. "": not about this place. */
static const char *answer_sign(const struct bucket_pane *pane, th_place place,
                               enum view_ask_form form, enum style *style)
{
    static const struct {
        const char *sign;
        enum style style;
    } signs[] = {
        [BUCKET_FACTS_NO_ANSWER] = {"", STYLE_INPUT},
        [BUCKET_FACTS_SAID] = {"?", STYLE_INPUT},
        [BUCKET_FACTS_RIGHT] = {"✓", STYLE_GOOD},
        [BUCKET_FACTS_WRONG] = {"✗", STYLE_BAD},
    };
    enum bucket_facts_answer answer = bucket_facts_answer(pane->view, place, form);

    *style = signs[answer].style;
    return signs[answer].sign;
}

/* ---- The label ---- */

static void put_right(struct frame_area area, int row, int columns, enum style style,
                      const char *text)
{
    int width = width_of_text(text);

    frame_fit_text(area, row, columns > width ? columns - width : 0, columns, style, text);
}

static bool is_selected(const struct bucket_pane *pane, th_place place)
{
    return pane->selected != NULL && pane->selected->is_on &&
           th_place_is_same_slot(&pane->selected->place, &place);
}

static void draw_number(struct frame_area area, int row, const struct bucket_pane *pane,
                        th_place place, enum roles_role role)
{
    bool is_gone =
        model_is_evacuated(pane->view->model, pane->view->map, pane->array.id, place.bucket);
    enum style style = views_style(role, is_gone ? STYLE_EVACUATED : STYLE_LABEL);
    char number[24];

    if (place.depth > 0)
        snprintf(number, sizeof number, "└→");
    else
        snprintf(number, sizeof number, "%" PRIu32, place.bucket);
    put_right(area, row, pane->shape.label_columns, style, number);
    if (role != ROLES_NONE) frame_put_text(area, row, 0, STYLE_NOW, "▶");
    enum style answer;
    const char *sign = answer_sign(pane, place, VIEW_ASK_BUCKET, &answer);
    frame_put_text(area, row, 0, answer, sign);
    if (!is_selected(pane, place)) return;
    frame_put_text(area, row, 0, STYLE_SELECTED, VIEWS_SELECTED_OPEN);
    frame_put_text(area, row, pane->shape.label_columns, STYLE_SELECTED, VIEWS_SELECTED_CLOSE);
    frame_restyle(area, row, 0, 1, pane->shape.label_columns + 1, STYLE_SELECTED);
}

/* Under the number: one word, the most telling. */
static void draw_word(struct frame_area area, int row, const struct bucket_pane *pane,
                      th_place place, uint32_t hidden)
{
    int columns = pane->shape.label_columns;
    const char *half = bucket_facts_half(pane->view, &place);
    char number[24];

    if (hidden > 0) {
        snprintf(number, sizeof number, "+%" PRIu32, hidden);
        put_right(area, row, columns, STYLE_STRONG, number);
    } else if (bucket_facts_is_nevacuate(pane->view, &place)) {
        put_right(area, row, columns, STYLE_LABEL, "↑nev");
    } else if (half[0] != '\0') {
        put_right(area, row, columns, STYLE_BITS_GROWTH, half);
    } else if (pane->says_old && place.depth == 0) {
        put_right(area, row, columns, STYLE_DIM, "old");
    }
}

static void draw_walls(struct frame_area area, int row, const struct bucket_pane *pane)
{
    const struct bucket_shape *shape = &pane->shape;
    int right = shape->label_columns + 1 + MARKS_SLOTS * shape->cell_columns;

    for (int i = 0; i < shape->content_rows; i++) {
        frame_put_text(area, row + i, shape->label_columns, STYLE_BORDER, "▏");
        frame_put_text(area, row + i, right, STYLE_BORDER, "▕");
    }
}

/* ---- A slot ---- */

/* "▲" where a cursor stands, "○" where it began, "" elsewhere. */
static const char *cursor_sign(const struct bucket_pane *pane, th_place place)
{
    const char *sign = "";

    for (uint32_t i = 0; i < pane->cursor_count; i++) {
        if (th_place_is_same_slot(&pane->cursors[i].stands, &place)) return "▲";
        if (th_place_is_same_slot(&pane->cursors[i].start, &place)) sign = "○";
    }
    return sign;
}

static enum style tophash_style(const struct view *view, const struct model_slot *slot,
                                enum roles_role role)
{
    if (role == ROLES_LOOKED && view->now.kind == TH_EVENT_SLOT_PROBED &&
        slot->tophash >= MARKS_COUNT)
        return view->registers.probe == REGISTERS_PROBE_EQUAL ? STYLE_TOPHASH_MATCH
                                                              : STYLE_TOPHASH_MISS;
    if (role == ROLES_NOW || role == ROLES_TOUCHED) return views_style(role, STYLE_TOPHASH);
    if (slot->tophash >= MARKS_COUNT) return STYLE_TOPHASH;
    return slot->tophash <= MARKS_EMPTY_ONE ? STYLE_EMPTY : STYLE_EVACUATED;
}

static void draw_tophash(struct frame_area cell, const struct view *view,
                         const struct model_slot *slot, enum roles_role role)
{
    enum style style = tophash_style(view, slot, role);
    const char *close = views_close(role);
    char digits[4];

    if (role != ROLES_NONE) {
        frame_put_text(cell, 0, 0, views_style(role, STYLE_PLAIN), views_open(role));
        frame_put_text(cell, 0, 3, views_style(role, STYLE_PLAIN), close);
    }
    if (role == ROLES_NOW) frame_put_text(cell, 0, 1, STYLE_NOW, "  ");
    if (slot->tophash < MARKS_COUNT) {
        frame_put_text(cell, 0, 1, style, marks_glyph(slot->tophash));
        return;
    }
    snprintf(digits, sizeof digits, "%02x", slot->tophash);
    frame_put_text(cell, 0, 1, style, digits);
}

static void draw_key(struct frame_area cell, const struct model_slot *slot, enum roles_role role)
{
    enum style style = slot->is_ghost ? STYLE_EVACUATED : STYLE_KEY;
    struct text text;

    text_begin(&text);
    if (slot->key.len == 0)
        text_add(&text, "\"\"");
    else
        text_add_key_tail(&text, slot->key, cell.width - 1);
    frame_put_text(cell, 1, 1, role == ROLES_NOW && !slot->is_ghost ? STYLE_NOW : style,
                   text.bytes);
}

static void draw_value(struct frame_area cell, const struct view *view,
                       const struct model_slot *slot)
{
    struct text text;

    text_begin(&text);
    text_add_value(&text, slot->value, model_map(view->model, view->map)->value_size);
    frame_fit_text(cell, 2, 1, cell.width - 1, slot->is_ghost ? STYLE_EVACUATED : STYLE_VALUE,
                   text.bytes);
}

/* Over whatever role the slot has. */
static void draw_selection(struct frame_area cell)
{
    frame_put_text(cell, 0, 0, STYLE_SELECTED, VIEWS_SELECTED_OPEN);
    frame_put_text(cell, 0, 3, STYLE_SELECTED, VIEWS_SELECTED_CLOSE);
    frame_restyle(cell, 0, 0, 2, cell.width < 4 ? cell.width : 4, STYLE_SELECTED);
}

static void draw_slot(struct frame_area area, int row, const struct bucket_pane *pane,
                      th_place place)
{
    const struct bucket_shape *shape = &pane->shape;
    const struct view *view = pane->view;
    int col = shape->label_columns + 1 + (int)place.slot * shape->cell_columns;
    struct frame_area cell = frame_sub(area, row, col, shape->content_rows, shape->cell_columns);
    enum roles_role role = roles_of_slot(view, &place);
    struct model_slot slot;

    if (!model_slot(view->model, view->map, place, &slot)) return;
    draw_tophash(cell, view, &slot, role);
    frame_put_text(cell, 1, 0, STYLE_STRONG, cursor_sign(pane, place));
    enum style answer;
    const char *sign = answer_sign(pane, place, VIEW_ASK_SLOT, &answer);
    frame_put_text(cell, 1, 0, answer, sign);
    if (slot.is_entry || slot.is_ghost) {
        draw_key(cell, &slot, role);
        if (shape->content_rows > 2) draw_value(cell, view, &slot);
    }
    if (pane->selected != NULL)
        spot_note_place(cell, 0, 0, cell.height, cell.width, SPOT_SLOT, place);
    if (is_selected(pane, place)) draw_selection(cell);
}

void view_bucket_draw(struct frame_area area, int row, const struct bucket_pane *pane,
                      th_place place, uint32_t hidden)
{
    const struct bucket_shape *shape = &pane->shape;

    place.slot = REGISTERS_WHOLE;
    draw_walls(area, row, pane);
    if (pane->selected != NULL)
        spot_note_place(area, row, 0, shape->content_rows,
                        shape->label_columns + WALLS + MARKS_SLOTS * shape->cell_columns,
                        SPOT_BUCKET, place);
    draw_number(area, row, pane, place, roles_of_bucket(pane->view, &place));
    draw_word(area, row + 1, pane, place, hidden);
    for (place.slot = 0; place.slot < MARKS_SLOTS; place.slot++)
        draw_slot(area, row, pane, place);
}
