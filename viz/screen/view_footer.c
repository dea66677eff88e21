/* view_footer.c - the lower border: what went wrong, if anything did, then the keys. */
#include "viz/screen/marks.h"
#include "viz/screen/text.h"
#include "viz/screen/views.h"
#include "viz/screen/width.h"

/* What must not be overlooked: the panic or fatal error of the operation, and that an expectation
 * failed; which one is said behind it. */
static void write_alarm(struct text *text, const struct view *view)
{
    const struct registers *registers = &view->registers;

    text_begin(text);
    if (view->has_now && registers->is_fatal)
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

    if (view != NULL) col = draw_alarm(border, col, view);
    col = draw_hints(border, col, language, options);
    if (view == NULL || view->verdict != VIEW_HELD) return;

    const char *held = marks_either(language, " ✓ as expected ", " ✓ 符合预期 ");
    int right = border.width - 1 - width_of_text(held);

    if (right > col) frame_put_text(border, 0, right, STYLE_GOOD, held);
}
