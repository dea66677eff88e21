/* view_footer.c - the lower border: what went wrong, if anything did, how a race ended or who is to
 * move it, then the keys. */
#include "viz/screen/marks.h"
#include "viz/screen/text.h"
#include "viz/screen/views.h"
#include "viz/screen/width.h"

static bool is_race_over(const struct view *view)
{
    return view->race.lane_count > 0 && view->race.outcome[0] != '\0';
}

/* What must not be overlooked: how a race went wrong, the panic or fatal error of the operation,
 * and that an expectation failed; which one is said behind it. */
static void write_alarm(struct text *text, const struct view *view)
{
    const struct registers *registers = &view->registers;

    text_begin(text);
    if (is_race_over(view) && view->race.is_bad)
        text_add_format(text, " ✗ %s ", view->race.outcome);
    else if (view->race.lane_count > 0 && view->race.fatal != NULL)
        text_add_format(text, " ✗ fatal error: %s ", view->race.fatal);
    else if (view->has_now && registers->is_fatal)
        text_add_format(text, " ✗ fatal error: %s ", marks_fatal_text(registers->fatal));
    else if (view->has_now && registers->has_panicked)
        text_add_format(text, " ✗ panic: %s ", th_status_text(registers->status));
    if (view->verdict == VIEW_FAILED)
        text_add(text, marks_either(view->language, " ✗ not as expected: ", " ✗ 与预期不符："));
}

/* Returns the column behind it. */
static int draw_alarm(struct frame_area border, int col, const struct view *view)
{
    int end = border.width - 1;
    struct text alarm;

    write_alarm(&alarm, view);
    col += frame_fit_text(border, 0, col, end - col, STYLE_BAD, alarm.bytes);
    if (view->verdict != VIEW_FAILED || col >= end) return col;
    col += frame_fit_text(border, 0, col, end - col, STYLE_BAD, view->failure);
    if (col < end) col += frame_put_text(border, 0, col, STYLE_BAD, " ");
    return col;
}

/* A race that ended well, or that waits for the learner. Returns the column behind it. */
static int draw_race(struct frame_area border, int col, const struct view *view)
{
    const struct view_race *race = &view->race;
    int end = border.width - 1;
    struct text text;

    text_begin(&text);
    if (is_race_over(view)) {
        if (race->is_bad) return col;
        text_add_format(&text, " ✓ %s ", race->outcome);
        return col + frame_fit_text(border, 0, col, end - col, STYLE_GOOD, text.bytes);
    }
    if (!race->is_asking || race->lane_count == 0) return col;
    text_add_format(&text, race->lane_count > 1 ? " 1–%zu " : " %zu ", race->lane_count);
    text_add(&text, marks_either(view->language, "choose who moves ", "选择谁来动 "));
    return col + frame_fit_text(border, 0, col, end - col, STYLE_QUESTION, text.bytes);
}

static int draw_hints(struct frame_area border, int col, enum view_language language,
                      const struct screen_options *options)
{
    for (size_t i = 0; i < options->footer_count; i++) {
        const struct screen_hint *hint = &options->footer[i];
        const char *what = marks_either(language, hint->english, hint->chinese);
        int needed = width_of_text(hint->keys) + 1 + width_of_text(what) + 2;

        if (col + needed > border.width - 1) break;
        col += frame_put_text(border, 0, col, STYLE_HELP_KEY, " ");
        col += frame_put_text(border, 0, col, STYLE_HELP_KEY, hint->keys);
        col += frame_put_text(border, 0, col, STYLE_HELP_TEXT, " ");
        col += frame_put_text(border, 0, col, STYLE_HELP_TEXT, what);
        col += frame_put_text(border, 0, col, STYLE_HELP_TEXT, " ");
    }
    return col;
}

void view_footer_draw(struct frame_area border, const struct view *view,
                      enum view_language language, const struct screen_options *options)
{
    int col = 1;

    if (view != NULL) {
        col = draw_alarm(border, col, view);
        col = draw_race(border, col, view);
    }
    col = draw_hints(border, col, language, options);
    if (view == NULL || view->verdict != VIEW_HELD) return;

    const char *held = marks_either(language, " ✓ as expected ", " ✓ 符合预期 ");
    int right = border.width - 1 - width_of_text(held);

    if (right > col) frame_put_text(border, 0, right, STYLE_GOOD, held);
}
