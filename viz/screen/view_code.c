/* view_code.c - the running procedure's lines, the current one in view and marked; behind them, in
 * a column of their own, the values of those that this operation has come to. A line that is too
 * long for that has them behind its end. */
#include <inttypes.h>

#include "viz/language/language.h"
#include "viz/screen/code_values.h"
#include "viz/screen/marks.h"
#include "viz/screen/text.h"
#include "viz/screen/views.h"

enum { VALUES_COL = 44, VALUES_LEAST = 6, GAP = 2 };

/* The first line in view: the current one in the middle, as far as the ends allow. */
static int first_shown(int count, int current, int height)
{
    int first = current - height / 2;

    if (first > count - height) first = count - height;
    return first > 0 ? first : 0;
}

static void draw_values(struct frame_area area, int row, int end, const struct view *view,
                        th_line line, bool is_now)
{
    int col = end + GAP > VALUES_COL ? end + GAP : VALUES_COL;
    int columns = area.width - 1 - col;
    struct text text;

    if (columns < VALUES_LEAST) { /* a narrow frame has no column for them */
        col = end + GAP;
        columns = area.width - 1 - col;
    }
    text_begin(&text);
    if (columns < VALUES_LEAST || !code_values_add(&text, view, line, columns)) return;
    frame_fit_text(area, row, col, columns, is_now ? STYLE_NUMBER : STYLE_DIM, text.bytes);
}

static void draw_line(struct frame_area area, int row, const struct view *view, th_line line,
                      bool is_now)
{
    th_line_info info = th_line_of(line);
    enum style style = is_now ? STYLE_CODE_NOW : STYLE_CODE;
    int col = 3 + 2 * info.indent;

    if (is_now) frame_put_text(area, row, 1, STYLE_CODE_NOW, "▶");
    col += frame_fit_text(area, row, col, area.width - col, style, info.text);
    draw_values(area, row, col, view, line, is_now);
}

/* Nothing runs: is there anything to come in this step? */
static void draw_waiting(struct frame_area area, const struct view *view)
{
    const char *words = language_text(view->language, "Nothing has moved yet: moves to come, %ju");

    if (view->has_now || view->move_count == 0) return;
    frame_put_format(area, 0, 3, STYLE_DIM, words, view->move_count);
}

void view_code_draw(struct frame_area area, const struct view *view)
{
    th_code code = code_values_procedure(view);

    if (area.height == 0) return;
    if (code == TH_CODE_NONE) {
        draw_waiting(area, view);
        return;
    }
    int first_line = (int)th_code_first_line(code);
    int count = th_code_line_count(code);
    int current = (int)view->registers.line - first_line;
    int shown = first_shown(count, current, area.height);

    for (int row = 0; row < area.height && shown + row < count; row++) {
        int index = shown + row;

        draw_line(area, row, view, (th_line)(first_line + index), index == current);
    }
}

/* "put → grow (hashGrow, evacuate)" where a procedure runs on behalf of another. */
int view_code_draw_title(struct frame_area divider, const struct view *view)
{
    th_code code = code_values_procedure(view);
    struct text text;

    if (code == TH_CODE_NONE) return 0;
    text_begin(&text);
    text_add(&text, " ");
    if (code == TH_CODE_GROW) text_add_format(&text, "%s → ", th_op_name(view->registers.op.op));
    text_add(&text, th_code_name(code));
    text_add(&text, " ");
    return frame_fit_text(divider, 0, 0, divider.width, STYLE_TITLE, text.bytes);
}
