/* view_footer.c - the lower border: what went wrong, if anything did, how a race ended or who is to
 * move it, then the keys. */
#include "viz/language/language.h"
#include "viz/screen/marks.h"
#include "viz/screen/refusal.h"
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
        text_add(text, language_text(view->language, " ✗ not as expected: "));
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

/* The answer to a key that could not be obeyed. */
static int draw_refusal(struct frame_area border, int col, const struct view *view,
                        const struct screen_options *options)
{
    struct text text;

    text_begin(&text);
    text_add(&text, " ");
    refusal_add(&text, view, options->refusal, options->refused_worker);
    text_add(&text, " ");
    return col + frame_fit_text(border, 0, col, border.width - 1 - col, STYLE_STRONG, text.bytes);
}

/* The keys of the workers that can move: "1–2", "1/3". Returns how many there are, and the last. */
static size_t add_ready(struct text *text, const struct view_race *race, const char **last)
{
    size_t count = 0, first = 0, end = 0;

    for (size_t i = 0; i < race->lane_count; i++) {
        if (race->lanes[i].state != VIEW_LANE_READY) continue;
        if (count++ == 0) first = i;
        end = i + 1;
        *last = race->lanes[i].name;
    }
    if (count > 1 && end - first == count) {
        text_add_format(text, "%zu–%zu", first + 1, end);
        return count;
    }
    for (size_t i = first; i < end; i++) {
        if (race->lanes[i].state == VIEW_LANE_READY)
            text_add_format(text, i == first ? "%zu" : "/%zu", i + 1);
    }
    return count;
}

/* A race that ended well, or that waits for the learner. Returns the column behind it. */
static int draw_race(struct frame_area border, int col, const struct view *view)
{
    const struct view_race *race = &view->race;
    int end = border.width - 1;
    struct text text;
    const char *last = "";

    text_begin(&text);
    if (is_race_over(view)) {
        if (race->is_bad) return col;
        text_add_format(&text, " ✓ %s ", race->outcome);
        return col + frame_fit_text(border, 0, col, end - col, STYLE_GOOD, text.bytes);
    }
    if (!race->is_asking || race->lane_count == 0) return col;
    text_add(&text, " ");
    size_t count = add_ready(&text, race, &last);
    if (count == 0) return col;
    if (count == 1)
        text_add_format(&text, language_text(view->language, " lets %s move "), last);
    else
        text_add(&text, language_text(view->language, " choose who moves "));
    return col + frame_fit_text(border, 0, col, end - col, STYLE_QUESTION, text.bytes);
}

/* What is typed has the whole border; its end stays in view. */
static void draw_prompt(struct frame_area border, const struct screen_prompt *prompt)
{
    int begin = 1 + frame_put_format(border, 0, 1, STYLE_QUESTION, " %s ", prompt->label);
    int columns = border.width - 2 - begin;
    int before = width_of_bytes(prompt->text, prompt->cursor);
    int scroll = before < columns ? 0 : before - columns + 1;
    struct frame_area field = frame_sub(border, 0, begin, 1, columns);

    if (columns < 1) return;
    frame_fill(field, 0, 0, 1, columns, STYLE_INPUT, " ");
    frame_put_text(field, 0, -scroll, STYLE_INPUT, prompt->text);
    if (scroll > 0) frame_put_text(field, 0, 0, STYLE_INPUT, "…");
    frame_put_cursor(field, 0, before - scroll);
}

/* Returns the column behind it. */
static int draw_notice(struct frame_area border, int col, const char *notice)
{
    if (notice == NULL || notice[0] == '\0') return col;
    struct text text;

    text_begin(&text);
    text_add_format(&text, " %s ", notice);
    return col + frame_fit_text(border, 0, col, border.width - 1 - col, STYLE_STRONG, text.bytes);
}

static int draw_hints(struct frame_area border, int col, enum language language,
                      const struct screen_options *options)
{
    for (size_t i = 0; i < options->footer_count; i++) {
        const struct screen_hint *hint = &options->footer[i];
        const char *what = language_text(language, hint->words);
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

void view_footer_draw(struct frame_area border, const struct view *view, enum language language,
                      const struct screen_options *options)
{
    int col = 1;

    if (options->prompt.label != NULL) {
        draw_prompt(border, &options->prompt);
        return;
    }
    if (view != NULL) {
        col = draw_alarm(border, col, view);
        col = options->refusal == SCREEN_NOTHING_REFUSED ? draw_race(border, col, view)
                                                         : draw_refusal(border, col, view, options);
    }
    col = draw_notice(border, col, options->notice);
    col = draw_hints(border, col, language, options);
    if (view == NULL || view->verdict != VIEW_HELD) return;

    const char *held = language_text(language, " ✓ as expected ");
    int right = border.width - 1 - width_of_text(held);

    if (right > col) frame_put_text(border, 0, right, STYLE_GOOD, held);
}
