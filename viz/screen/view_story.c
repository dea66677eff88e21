/* view_story.c - the words: where we are, what the lesson says, what the current move did.
 *
 * The story begins at the top of its pane and the sentence stands at its bottom, so that neither
 * moves when the other comes or grows. Before a step's first move the story has the whole pane. */
#include <inttypes.h>
#include <string.h>

#include "viz/language/language.h"
#include "viz/screen/marks.h"
#include "viz/screen/sentence.h"
#include "viz/screen/text.h"
#include "viz/screen/views.h"
#include "viz/screen/width.h"
#include "viz/screen/wrap.h"

enum { SENTENCE_ROWS = 2, GAP_FROM_HEIGHT = 6, LINE_MAX = 100, FOUND_WIDTH = 50 };

static bool is_trouble(const struct view *view)
{
    return view->now.kind == TH_EVENT_PANIC || view->now.kind == TH_EVENT_FATAL ||
           (view->race.lane_count > 0 && view->race.fatal != NULL);
}

static void draw_sentence(struct frame_area area, const struct view *view, const char *sentence)
{
    enum style style = is_trouble(view) ? STYLE_BAD : STYLE_STRONG;

    frame_put_text(area, 0, 0, is_trouble(view) ? STYLE_BAD : STYLE_CODE_NOW,
                   is_trouble(view) ? "✗" : "▶");
    frame_put_paragraph(frame_sub(area, 0, 2, area.height, area.width - 2), style, sentence);
}

/* There is something to say to a learner who was the scheduler, and made a race go wrong. */
static bool has_found(const struct view *view)
{
    const struct view_race *race = &view->race;
    bool is_over = race->lane_count > 0 && race->outcome[0] != '\0';

    return is_over && race->is_bad && race->is_asking && race->shortest > 0;
}

/* The rows that the sentence takes at the bottom of the words. Where there is room enough it has
 * all it may ever need, so that it begins in the same row at each move; where there is no room for
 * both, it has all, but for a row of what was found. */
static int sentence_rows(struct frame_area words, const struct view *view, const char *sentence)
{
    int needed = wrap_count(sentence, strlen(sentence), words.width - 2);

    if (words.height <= SENTENCE_ROWS)
        return words.height > 1 && has_found(view) ? words.height - 1 : words.height;
    if (words.height >= GAP_FROM_HEIGHT || needed > SENTENCE_ROWS) needed = SENTENCE_ROWS;
    return needed;
}

/* In a row of its own.
 *   Returns  the rows used. */
static int draw_found(struct frame_area area, const struct view *view)
{
    const struct view_race *race = &view->race;
    struct text text;

    if (!has_found(view)) return 0;
    text_begin(&text);
    text_add_format(
        &text,
        area.width < FOUND_WIDTH
            ? language_text(view->language, "✓ in %ju choices; shortest: %ju")
            : language_text(view->language, "✓ Found in %ju choices; the shortest is %ju."),
        race->choice, race->shortest);
    frame_fit_text(area, 0, 0, area.width, STYLE_GOOD, text.bytes);
    if (race->critical[0] == 0 || area.height < 2) return 1;
    text_begin(&text);
    text_add_format(
        &text,
        language_text(
            view->language,
            "Choices %ju and %ju decided it: swapped, and the rest in turn, all ends well."),
        race->critical[0], race->critical[1]);
    frame_fit_text(area, 1, 2, area.width - 2, STYLE_PLAIN, text.bytes);
    return 2;
}

/* In place of the lesson's words, which are about another run: where to go from here. */
static void draw_ways_on(struct frame_area area, const struct view *view)
{
    frame_put_paragraph(
        area, STYLE_DIM,
        view->race.is_replayed
            ? language_text(view->language, "u undo a choice, s finish in turn, r finish by chance")
            : language_text(
                  view->language,
                  "u undo, s finish in turn, r finish by chance, Esc to the lesson's run"));
}

/* While the moves show what the learner has foretold. Returns the rows used. */
static int draw_said(struct frame_area area, const struct view *view)
{
    struct text text;

    if (view->ask.form == VIEW_ASK_NOTHING || view->ask.state != VIEW_ASK_SAID) return 0;
    text_begin(&text);
    text_add(&text, language_text(view->language, "Your answer: "));
    text_add(&text, view->ask.said.words);
    frame_fit_text(area, 0, 0, area.width, STYLE_INPUT, text.bytes);
    if (area.height < 2) return 1;
    struct frame_area rest = frame_sub(area, 1, 0, area.height - 1, area.width);
    return 1 + frame_put_marked(rest, STYLE_QUESTION, view->ask.question);
}

void view_story_draw(struct frame_area area, const struct view *view)
{
    struct frame_area words = frame_sub(area, 0, 1, area.height, area.width - 2);
    /* Long lines are hard to read. */
    int story_width = words.width > LINE_MAX ? LINE_MAX : words.width;
    int story_height = area.height;

    if (area.height == 0) return;
    if (view->has_now) {
        char sentence[SENTENCE_BYTES_MAX];
        sentence_write(view, sentence, sizeof sentence);
        int rows = sentence_rows(words, view, sentence);
        story_height -= rows + (area.height >= GAP_FROM_HEIGHT);
        draw_sentence(frame_sub(words, words.height - rows, 0, rows, words.width), view, sentence);
    }
    if (story_height > 0) {
        struct frame_area story = frame_sub(words, 0, 0, story_height, story_width);
        int used = draw_found(story, view) + draw_said(story, view);

        story = frame_sub(story, used, 0, story.height - used, story.width);
        if (story.height > 0 && view->race.is_own)
            draw_ways_on(story, view);
        else if (story.height > 0)
            frame_put_marked(story, STYLE_PLAIN, view->say);
    }
}

/* ---- The upper border ---- */

/* Where we are. In a race the choices that were made count, not the operations. */
static void write_where(struct text *text, const struct view *view, int width)
{
    const struct view_race *race = &view->race;
    enum language language = view->language;
    bool is_race = race->lane_count > 0;
    size_t step = view->step + 1;

    text_begin(text);
    if (width < 60) {
        text_add_format(text, " %zu/%zu · %" PRIu64 "/%" PRIu64 " ", step, view->step_count,
                        is_race ? race->choice : view->move,
                        is_race ? race->choice_count : view->move_count);
        return;
    }
    text_add_format(text, language_text(language, " step %zu/%zu"), step, view->step_count);
    if (is_race)
        text_add_format(text, language_text(language, " · choice %ju/%ju"), race->choice,
                        race->choice_count);
    else if (view->op_count > 1)
        text_add_format(text, language_text(language, " · op %ju/%ju"), view->op, view->op_count);
    text_add_format(text, language_text(language, " · move %ju/%ju "), view->move,
                    view->move_count);
}

void view_story_draw_title(struct frame_area border, const struct view *view)
{
    struct text where;
    int width = border.width;
    int col = 1;

    write_where(&where, view, width);
    int right = width - 1 - text_columns(&where);

    col += frame_put_text(border, 0, col, STYLE_TITLE, " tophash ") + 2;
    col += frame_put_text(border, 0, col, STYLE_TITLE, " ");
    col += frame_fit_text(border, 0, col, right - col - 2, STYLE_TITLE, view->title);
    frame_put_text(border, 0, col, STYLE_TITLE, " ");
    frame_put_text(border, 0, right, STYLE_LABEL, where.bytes);
}
