/* view_history.c - the operations so far, one a row, newest at the bottom.
 *
 *     11  m  put "k11" = 11           new             17 moves
 *   ▶ 12  m  put "k12" = 12           under way       23 moves   starts to grow: 4 → 8 buckets
 *
 * The row's parts have their columns whatever stands in them; with less room go the moves, then
 * what grew, then the result's column shrinks. */
#include <inttypes.h>

#include "viz/language/language.h"
#include "viz/screen/body.h"
#include "viz/screen/marks.h"
#include "viz/screen/op_words.h"
#include "viz/screen/text.h"
#include "viz/screen/width.h"

enum {
    MARK = 2,
    GAP = 2,
    CALL_LEAST = 14,
    CALL_MOST = 44,
    RESULT_LEAST = 10,
    RESULT_FULL = 18,
    MOVES = 10,
    GREW_LEAST = 28,
};

/* The columns of a row, from left to right; 0 wide: not there. */
struct columns {
    int number, who, call, result, moves, grew;
};

static struct columns columns_of(int width, const struct view *view)
{
    struct columns columns = {.number = text_digits(view->history.end), .who = 1};
    const struct view_race *race = &view->race;
    int widest = width_of_text(model_map(view->model, view->map)->name);

    if (race->lane_count > 0)
        widest = 1;
    else if (width >= SCREEN_FULL_WIDTH - 2)
        widest = OP_WORDS_WHO_MOST; /* whatever the lesson's other maps are called */

    for (size_t i = 0; i < race->lane_count; i++) {
        int name = width_of_text(race->lanes[i].name);

        if (name > widest) widest = name;
    }
    columns.who = widest < OP_WORDS_WHO_MOST ? widest : OP_WORDS_WHO_MOST;
    int left = width - MARK - columns.number - columns.who - 3 * GAP;

    columns.call = left - RESULT_LEAST;
    columns.result = RESULT_LEAST;
    if (left >= CALL_LEAST + RESULT_FULL + MOVES + 2 * GAP) {
        columns.moves = MOVES;
        columns.result = RESULT_FULL;
        columns.call = left - RESULT_FULL - MOVES - GAP;
    }
    int spare = columns.call - CALL_MOST;

    if (spare >= GREW_LEAST + GAP) {
        columns.call = CALL_MOST;
        columns.grew = spare - GAP;
    }
    return columns;
}

/* ---- Rows ---- */

static int put_part(struct frame_area area, int row, int col, int columns, enum style style,
                    const struct text *text)
{
    if (columns <= 0) return col;
    frame_fit_text(area, row, col, columns, style, text->bytes);
    return col + columns + GAP;
}

/* On a row without a column for it, what grew stands behind the result. */
static void draw_result(struct frame_area area, int row, int col, const struct columns *columns,
                        const struct view *view, const struct op_line *line)
{
    struct text text;

    text_begin(&text);
    bool is_bad = op_words_add_result(&text, view, line);

    if (columns->grew == 0 && line->growth != TH_GROWTH_NONE)
        text_add(&text, language_text(view->language, ", grows"));
    col = put_part(area, row, col, columns->result, is_bad ? STYLE_BAD : STYLE_PLAIN, &text);
    text_begin(&text);
    op_words_add_moves(&text, view, line->move_count);
    col = put_part(area, row, col, columns->moves, STYLE_DIM, &text);
    text_begin(&text);
    op_words_add_growth(&text, view, line);
    put_part(area, row, col, columns->grew, STYLE_STRONG, &text);
}

static void draw_row(struct frame_area area, int row, const struct columns *columns,
                     const struct view *view, uint64_t number)
{
    struct op_line line;
    struct text text;
    bool is_now = view->registers.has_op && view->registers.op.number == number;

    op_line_read(view->history.timeline, view->history.position, number, &line);
    if (is_now) frame_put_text(area, row, 0, STYLE_NOW, "▶");
    text_begin(&text);
    text_add_format(&text, "%*" PRIu64, columns->number, number - view->history.first + 1);
    int col = put_part(area, row, MARK, columns->number, STYLE_DIM, &text);

    text_begin(&text);
    op_words_add_who(&text, view, &line);
    col = put_part(area, row, col, columns->who, STYLE_PLAIN, &text);
    text_begin(&text);
    op_words_add_call(&text, view, &line);
    col = put_part(area, row, col, columns->call, is_now ? STYLE_STRONG : STYLE_PLAIN, &text);
    draw_result(area, row, col, columns, view, &line);
}

static void put_title(struct body body, const struct view *view, uint64_t above, uint64_t below)
{
    uint64_t count = view->history.end - view->history.first;
    struct text text;

    text_begin(&text);
    text_add_format(&text, language_text(view->language, "history: %ju operations"), count);
    if (above > 0 || below > 0) text_add_format(&text, "  ↑%" PRIu64 " ↓%" PRIu64, above, below);
    body_put_title(body, text.bytes);
}

void view_history_draw(struct body body, const struct view *view, struct screen_scroll *scroll)
{
    uint64_t first = view->history.first;
    uint64_t end = view->history.end;
    uint64_t rows = (uint64_t)body.area.height;
    uint64_t hidden = end - first > rows ? end - first - rows : 0;
    struct columns columns = columns_of(body.area.width, view);

    if (scroll->body > 0) scroll->body = 0;
    if ((uint64_t) - (int64_t)scroll->body > hidden) scroll->body = -(int)hidden;

    uint64_t below = (uint64_t) - (int64_t)scroll->body;

    for (uint64_t i = 0; i < rows && hidden - below + i < end - first; i++)
        draw_row(body.area, (int)i, &columns, view, first + hidden - below + i);
    if (end == first)
        frame_fit_text(body.area, 0, 1, body.area.width - 2, STYLE_DIM,
                       language_text(view->language, "Nothing has been done yet."));
    put_title(body, view, hidden - below, below);
}
