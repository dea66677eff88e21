/* view_scrubber.c - the whole way in one row, on the divider under the picture:
 *
 *   ├──━━│━━━━▲━━━━│━━●──────?────◆────✗──┤    a column stands for some stops, ● for where we are
 *                                             │ a step begins   ? one with a question
 *                                             ▲ growth   ◆ breakpoint   ✗ panic or fatal error */
#include <assert.h>

#include "viz/screen/marks.h"
#include "viz/screen/spot.h"
#include "viz/screen/text.h"
#include "viz/screen/views.h"
#include "viz/screen/width.h"

enum { MARGIN = 2 };

/* Where on the way a stop lies, in columns. */
static int column_of(uint64_t stop, uint64_t stop_count, int columns)
{
    if (stop_count < 2) return 0;
    return (int)((double)stop / (double)(stop_count - 1) * (double)(columns - 1) + 0.5);
}

/* The stop that a column leads to. The column of that stop is this column, wherever there are as
 * many stops as columns. */
static uint64_t stop_of(int column, uint64_t stop_count, int columns)
{
    if (columns < 2) return 0;
    return (uint64_t)((double)column / (double)(columns - 1) * (double)(stop_count - 1) + 0.5);
}

static const char *sign_of(enum view_mark_kind kind)
{
    static const char *const signs[] = {"│", "?", "▲", "◆", "✗", "✗"};

    static_assert(sizeof signs / sizeof signs[0] == VIEW_MARK_COUNT, "a sign for each mark");
    return signs[kind];
}

static enum style style_of(enum view_mark_kind kind)
{
    if (kind == VIEW_MARK_STEP) return STYLE_BORDER;
    return kind >= VIEW_MARK_PANIC ? STYLE_BAD : STYLE_TITLE;
}

/* What matters more lies over the rest: kinds are in that order. */
static void draw_marks(struct frame_area way, const struct view_scrub *scrub)
{
    for (int kind = 0; kind < VIEW_MARK_COUNT; kind++) {
        for (size_t i = 0; i < scrub->mark_count; i++) {
            const struct view_mark *mark = &scrub->marks[i];

            if ((int)mark->kind != kind) continue;
            frame_put_text(way, 0, column_of(mark->stop, scrub->stop_count, way.width),
                           style_of(mark->kind), sign_of(mark->kind));
        }
    }
}

/* How it plays by itself.
 *   Returns  the columns used. */
static int draw_run(struct frame_area line, const struct screen_options *options)
{
    struct text text;

    if (options->run == SCREEN_STILL) return 0;
    text_begin(&text);
    text_add_format(&text, " %s %s ", options->run == SCREEN_RUNS_BACK ? "◀" : "▶", options->speed);
    return frame_put_text(line, 0, MARGIN, STYLE_TITLE, text.bytes) + 1;
}

void view_scrubber_draw(struct frame_area line, const struct view *view,
                        const struct screen_options *options)
{
    const struct view_scrub *scrub = &view->scrub;
    int begin = MARGIN + draw_run(line, options);
    struct frame_area way = frame_sub(line, 0, begin, 1, line.width - begin - MARGIN);

    if (way.width < 2 || scrub->stop_count < 2) return;
    int here = column_of(scrub->stop, scrub->stop_count, way.width);

    for (int col = 0; col < here; col++)
        frame_put_text(way, 0, col, STYLE_TITLE, "━");
    draw_marks(way, scrub);
    frame_put_text(way, 0, here, STYLE_NOW, "●");
    for (int col = 0; col < way.width; col++)
        spot_note_number(way, 0, col, 1, 1, SPOT_STOP, stop_of(col, scrub->stop_count, way.width));
}
