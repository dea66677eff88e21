/* view_lanes.c - a race's workers, a lane each: who, how it stands, at which operation, its latest
 * line, and what its next move will touch. The worker that moved last has the strong mark.
 *
 *    ▶ [1] A  • ready         1/2 put k1      flags ^= writing        two rows a lane, or three
 *             ●writing        next: reads flags
 *
 *    ▶ [1] A  • ready ●W 1/2 put k1   flags ^= writing   → reads flags      one row
 *    ▶ [1] A  • W 1/2 put k1  → reads flags                                 and a narrow frame */
#include <string.h>

#include "viz/language/language.h"
#include "viz/screen/access_words.h"
#include "viz/screen/marks.h"
#include "viz/screen/text.h"
#include "viz/screen/views.h"
#include "viz/screen/width.h"

enum {
    MARK_COL = 1,
    KEY_COL = 3,
    NAME_COL = 7,
    STATE_ONE_ROW = 7,
    STATE_TWO_ROWS = 14,
    OP_COLUMNS = 14,
    OP_NARROW = 10,
    NARROW_WIDTH = 56,
    LINE_LEAST = 10,
    NEXT_LEAST = 22,
    SCHEDULE_COLUMNS_MOST = 400,
    SCHEDULE_BYTES_MOST = 1000,
};

/* Where each part of a lane stands; the same for all lanes of a frame, and from move to move. */
struct lane_columns {
    int rows; /* of a lane: 1, or 2 */
    bool is_narrow;
    int name_width;
    int state, state_width;
    int writing; /* of one row; below the state in two */
    int op, op_width;
    int line, line_width; /* 0: there is no room for it */
    int next, next_width;
};

/* One lane, being drawn. */
struct lane {
    struct frame_area area;
    const struct view *view;
    const struct view_lane *of;
    size_t index;
    int row;
};

static int widest_name(const struct view_race *race, int most)
{
    int widest = 1;

    for (size_t i = 0; i < race->lane_count; i++) {
        int width = width_of_text(race->lanes[i].name);

        if (width > widest) widest = width;
    }
    return widest < most ? widest : most;
}

static void place_rest(struct lane_columns *columns, int width)
{
    int left = width - 1 - columns->line;

    columns->next = columns->line;
    columns->line_width = columns->next_width = left;
    if (columns->rows > 1) {
        columns->next = columns->op;
        columns->next_width = width - 1 - columns->op;
        return;
    }
    if (left < LINE_LEAST + 2 + NEXT_LEAST) {
        columns->line_width = 0;
        return;
    }
    columns->next_width = left / 2 > NEXT_LEAST ? left / 2 : NEXT_LEAST;
    columns->line_width = left - columns->next_width - 2;
    columns->next += columns->line_width + 2;
}

static int name_most(int width, bool has_two_rows)
{
    if (width < NARROW_WIDTH) return 4;
    if (width >= PANES_WIDE_WIDTH - 2) return 16;
    return has_two_rows ? 8 : 6;
}

static struct lane_columns columns_of(struct frame_area area, const struct view_race *race)
{
    struct lane_columns columns = {.rows = 1, .is_narrow = area.width < NARROW_WIDTH};
    bool has_two_rows = area.height >= 2 * (int)race->lane_count && !columns.is_narrow;

    if (has_two_rows) columns.rows = 2;
    columns.name_width = widest_name(race, name_most(area.width, has_two_rows));
    columns.state = NAME_COL + columns.name_width + 2;
    columns.state_width = has_two_rows ? STATE_TWO_ROWS : STATE_ONE_ROW;
    if (columns.is_narrow) columns.state_width = 1;
    columns.writing = columns.state + columns.state_width + 1;
    columns.op = columns.writing + (has_two_rows ? 1 : columns.is_narrow ? 2 : 3);
    columns.op_width = columns.is_narrow ? OP_NARROW : OP_COLUMNS;
    columns.line = columns.op + columns.op_width + (columns.is_narrow ? 1 : 2);
    place_rest(&columns, area.width);
    return columns;
}

/* ---- The parts ---- */

static enum style style_of_worker(size_t index)
{
    return index < 3 ? (enum style)(STYLE_WORKER_1 + (int)index) : STYLE_WORKER_4;
}

static void draw_who(const struct lane *lane, const struct lane_columns *columns)
{
    bool is_now = lane->of->is_now;
    enum style style = is_now ? STYLE_NOW : style_of_worker(lane->index);

    if (is_now) frame_put_text(lane->area, lane->row, MARK_COL, STYLE_NOW, "▶ ");
    frame_put_format(lane->area, lane->row, KEY_COL, style, "[%zu]%s", lane->index + 1,
                     is_now ? " " : "");
    frame_fit_text(lane->area, lane->row, NAME_COL, columns->name_width, style, lane->of->name);
}

static void draw_state(const struct lane *lane, const struct lane_columns *columns)
{
    static const struct {
        const char *glyph;
        const char *word;
        enum style style;
    } states[] = {
        [VIEW_LANE_READY] = {"•", NC_("worker", "ready"), STYLE_PLAIN},
        [VIEW_LANE_WAITING] = {"■", NC_("worker", "waits"), STYLE_STRONG},
        [VIEW_LANE_DONE] = {"✓", NC_("worker", "done"), STYLE_DIM},
        [VIEW_LANE_DEAD] = {"✗", NC_("worker", "dead"), STYLE_BAD},
    };
    enum language language = lane->view->language;
    enum view_lane_state state = lane->of->state;
    struct text text;

    text_begin(&text);
    text_add(&text, states[state].glyph);
    if (!columns->is_narrow) {
        text_add(&text, " ");
        text_add(&text, language_text_in(language, "worker", states[state].word));
    }
    if (state == VIEW_LANE_WAITING && columns->rows > 1) {
        text_add(&text, language_text(language, " for "));
        text_add(&text, lane->of->lock);
    }
    frame_fit_text(lane->area, lane->row, columns->state, columns->state_width, states[state].style,
                   text.bytes);
}

static void draw_writing(const struct lane *lane, const struct lane_columns *columns)
{
    if (!lane->of->set_writing) return;
    if (columns->rows > 1)
        frame_put_text(lane->area, lane->row + 1, columns->state, STYLE_FLAG_ON, "●writing");
    else
        frame_put_text(lane->area, lane->row, columns->writing, STYLE_FLAG_ON,
                       columns->is_narrow ? "W" : "●W");
}

/* "1/2 put k1", "2/2 lock mu". */
static void draw_op(const struct lane *lane, const struct lane_columns *columns)
{
    const struct view_lane *of = lane->of;
    size_t number = of->op < of->op_count ? of->op + 1 : of->op_count;
    struct text text;

    text_begin(&text);
    text_add_format(&text, "%zu/%zu %s", number, of->op_count, of->verb);
    if (of->has_key || of->lock[0] != '\0') text_add(&text, " ");
    if (of->has_key) text_add_key(&text, of->key, columns->op_width);
    if (!of->has_key) text_add_key(&text, th_key_of(of->lock), columns->op_width);
    frame_fit_text(lane->area, lane->row, columns->op, columns->op_width,
                   of->op < of->op_count ? STYLE_PLAIN : STYLE_DIM, text.bytes);
}

static void draw_line(const struct lane *lane, const struct lane_columns *columns)
{
    enum style style = lane->of->is_now ? STYLE_CODE_NOW : STYLE_CODE;
    const char *words = th_line_of(lane->of->line).text;

    if (lane->of->line == TH_LINE_NONE && lane->of->op == 0)
        words = language_text_in(lane->view->language, "worker", "not begun");
    frame_fit_text(lane->area, lane->row, columns->line, columns->line_width, style, words);
}

static void draw_next(const struct lane *lane, const struct lane_columns *columns)
{
    const struct view *view = lane->view;
    int row = lane->row + columns->rows - 1;
    int col = columns->next;
    int end = columns->next + columns->next_width;
    struct text text;

    text_begin(&text);
    if (lane->of->state == VIEW_LANE_DEAD && view->race.fatal != NULL) {
        text_add_format(&text, "fatal error: %s", view->race.fatal);
        frame_fit_text(lane->area, row, col, end - col, STYLE_BAD, text.bytes);
        return;
    }
    if (!lane->of->has_next) return;
    col += frame_put_text(lane->area, row, col, STYLE_LABEL,
                          columns->rows > 1 ? language_text(view->language, "next: ") : "→ ");
    access_words_add(&text, view, &lane->of->next, lane->of->lock);
    frame_fit_text(lane->area, row, col, end - col, STYLE_PLAIN, text.bytes);
}

/* ---- All of them ---- */

/* How many lanes are in view, and the first of them: whole pages, so that they stand still, the one
 * with the latest move among them. */
static size_t count_shown(struct frame_area area, const struct view_race *race, size_t *first)
{
    struct lane_columns columns = columns_of(area, race);
    size_t count = (size_t)(area.height / columns.rows);
    size_t now = 0;

    *first = 0;
    if (count >= race->lane_count) return race->lane_count;
    if (count == 0) return 0;
    while (now < race->lane_count && !race->lanes[now].is_now)
        now++;
    if (now == race->lane_count) now = 0;
    *first = now / count * count;
    if (*first + count > race->lane_count) *first = race->lane_count - count;
    return count;
}

void view_lanes_draw(struct frame_area area, const struct view *view)
{
    const struct view_race *race = &view->race;
    struct lane_columns columns = columns_of(area, race);
    int stride = columns.rows;
    size_t first;
    size_t count = count_shown(area, race, &first);

    if (stride > 1 && area.height >= 3 * (int)race->lane_count - 1) stride++;
    for (size_t i = 0; i < count; i++) {
        struct lane lane = {area, view, &race->lanes[first + i], first + i, (int)i * stride};

        draw_who(&lane, &columns);
        draw_state(&lane, &columns);
        draw_writing(&lane, &columns);
        draw_op(&lane, &columns);
        if (columns.line_width > 0) draw_line(&lane, &columns);
        draw_next(&lane, &columns);
    }
}

/* " schedule A*3 B ", its end where it is too long; before that, how many lanes are out of view. A
 * narrow frame leaves the word out. */
int view_lanes_draw_title(struct frame_area divider, struct frame_area lanes,
                          const struct view *view)
{
    const char *schedule = view->race.schedule;
    size_t len = strlen(schedule);
    size_t first;
    size_t count = count_shown(lanes, &view->race, &first);
    struct text text;

    text_begin(&text);
    text_add(&text, " ");
    if (count < view->race.lane_count)
        text_add_format(&text, "↑%zu ↓%zu  ", first, view->race.lane_count - first - count);
    if (lanes.width >= NARROW_WIDTH) text_add(&text, language_text(view->language, "schedule "));
    int col = frame_fit_text(divider, 0, 0, divider.width, STYLE_TITLE, text.bytes);

    if (len == 0) return col;
    if (len > SCHEDULE_BYTES_MOST) {
        schedule += len - SCHEDULE_BYTES_MOST;
        len = SCHEDULE_BYTES_MOST;
    }
    int columns = divider.width - col - 1;

    if (columns > SCHEDULE_COLUMNS_MOST) columns = SCHEDULE_COLUMNS_MOST;
    if (columns < 1) return col;
    text_begin(&text);
    text_add_key_tail(&text, (th_key){schedule, len}, columns);
    col += frame_put_text(divider, 0, col, STYLE_NUMBER, text.bytes);
    return col + frame_put_text(divider, 0, col, STYLE_NUMBER, " ");
}
