/* screen.c - borders first, then what the panes and their titles hold. */
#include "viz/screen/screen.h"

#include <assert.h>

#include "viz/language/language.h"
#include "viz/screen/body.h"
#include "viz/screen/bucket_facts.h"
#include "viz/screen/marks.h"
#include "viz/screen/views.h"

/* The columns of a schedule's title that the legend leaves it. */
enum { SCHEDULE_LEAST = 34 };

bool view_too_small_draw(struct frame_area whole, enum language language)
{
    if (whole.height >= SCREEN_LEAST_HEIGHT && whole.width >= SCREEN_LEAST_WIDTH) return false;
    frame_put_paragraph(whole, STYLE_PLAIN,
                        language_text(language, "Please enlarge: 40 × 10 or more."));
    return true;
}

/* Where the buckets stand, both panes as one. */
static struct panes_rect both_buckets(const struct panes *panes)
{
    const struct panes_rect *old = &panes->oldbuckets;
    struct panes_rect both = panes->buckets;

    if (old->height == 0) return both;
    if (old->row == both.row) {
        both.width += both.col - old->col;
    } else {
        both.height += both.row - old->row;
    }
    both.row = old->row;
    both.col = old->col;
    return both;
}

/* is_one: both panes of the buckets are one. */
static void draw_lines(struct frame_area whole, const struct panes *panes, bool is_one)
{
    int width = whole.width;
    const struct panes_rect *old = &panes->oldbuckets;
    const struct panes_rect *new = &panes->buckets;
    bool is_side_by_side = old->height > 0 && old->row == new->row;
    int below = new->row + new->height;

    frame_box(whole, 0, 0, whole.height, width, STYLE_BORDER);
    if (panes->has_bucket_titles) {
        bool is_under_old = old->height > 0 && !is_side_by_side;

        if (!is_under_old || !is_one)
            frame_line_across(whole, new->row - 1, 0, width, STYLE_BORDER);
        if (old->height > 0) frame_line_across(whole, old->row - 1, 0, width, STYLE_BORDER);
    }
    frame_line_across(whole, below, 0, width, STYLE_BORDER);
    if (panes->lanes.height > 0 && panes->code.height > 0)
        frame_line_across(whole, panes->code.row - 1, 0, width, STYLE_BORDER);
    if (panes->words.row > panes->lanes.row + panes->lanes.height && panes->words.row - 1 > below)
        frame_line_across(whole, panes->words.row - 1, 0, width, STYLE_BORDER);
    if (!is_side_by_side || is_one) return;

    int top = panes->has_bucket_titles ? new->row - 1 : new->row;

    frame_line_down(whole, top, new->col - 1, below - top + 1, STYLE_BORDER);
}

/* The divider over a pane, for its title. */
static struct frame_area divider_over(struct frame_area whole, struct panes_rect pane)
{
    return frame_sub(whole, pane.row - 1, 2, 1, whole.width - 4);
}

/* At a divider's right, behind `used` columns: the legend.
 *   Returns  the columns that are left for something else. */
static int draw_legend(struct frame_area divider, int used, enum language language)
{
    int columns = divider.width - used - 3;
    struct frame_area nowhere = frame_sub(divider, 0, 0, 0, 0);
    int needed = view_legend_draw(nowhere, 0, 0, columns, language);

    if (needed == 0) return divider.width;
    int col = divider.width - needed - 1;

    frame_put_text(divider, 0, col - 1, STYLE_DIM, " ");
    view_legend_draw(divider, 0, col, columns, language);
    frame_put_text(divider, 0, col + needed, STYLE_DIM, " ");
    return col - 2;
}

static void draw_code(struct frame_area whole, const struct panes *panes, const struct view *view)
{
    struct frame_area divider = divider_over(whole, panes->code);

    draw_legend(divider, view_code_draw_title(divider, view), view->language);
    view_code_draw(views_area(whole, panes->code), view);
    view_values_draw(views_area(whole, panes->values), view);
}

/* Without code, the legend stands here; it keeps its place, and the schedule has the rest. */
static void draw_lanes(struct frame_area whole, const struct panes *panes, const struct view *view)
{
    struct frame_area divider = divider_over(whole, panes->lanes);
    struct frame_area lanes = views_area(whole, panes->lanes);
    int begin = panes->shared_title;
    int end = divider.width;

    if (panes->code.height == 0) end = draw_legend(divider, SCHEDULE_LEAST, view->language);
    view_lanes_draw_title(frame_sub(divider, 0, begin, 1, end - begin), lanes, view);
    view_lanes_draw(lanes, view);
}

/* A divider stands over the words that says nothing else. */
static bool has_free_divider(const struct panes *panes)
{
    return panes->has_bucket_titles && panes->words.row > panes->lanes.row + panes->lanes.height;
}

/* The table of many runs. */
static void draw_table(struct frame_area whole, const struct panes *panes, const struct view *view)
{
    struct panes_rect both = both_buckets(panes);

    if (!panes->has_bucket_titles) { /* no line between: the header's rows are free, too */
        both.height += both.row - panes->header.row;
        both.row = panes->header.row;
    }
    view_table_draw(views_area(whole, both), &view->race.table);
    if (panes->has_bucket_titles)
        view_table_draw_title(divider_over(whole, both), &view->race.table);
}

/* Where no line stands over the buckets, the title has the one under them. */
static struct body body_of(struct frame_area whole, const struct panes *panes)
{
    struct panes_rect both = both_buckets(panes);
    struct body body = {.area = views_area(whole, both), .title = divider_over(whole, both)};

    if (panes->has_bucket_titles) return body;
    int columns = panes->shared_title > 0 ? panes->shared_title : whole.width - 4;

    body.title = frame_sub(whole, both.row + both.height, 2, 1, columns);
    return body;
}

/* What is pointed at is in the buckets. */
static enum screen_body body_shown(const struct screen_options *options)
{
    return options->selected.is_on ? SCREEN_BODY_BUCKETS : options->body;
}

static bool is_beside(const struct panes *panes, const struct view *view,
                      const struct screen_options *options, int width)
{
    return body_shown(options) == SCREEN_BODY_BUCKETS && view_beside_is_shown(panes, view, width);
}

static void draw_body(struct frame_area whole, const struct panes *panes, const struct view *view,
                      const struct screen_options *options, struct screen_scroll *scroll)
{
    switch (body_shown(options)) {
    case SCREEN_BODY_OVERVIEW:
        view_overview_draw(body_of(whole, panes), view, scroll);
        break;
    case SCREEN_BODY_MEMORY:
        view_memory_draw(body_of(whole, panes), view, scroll);
        break;
    case SCREEN_BODY_HISTORY:
        view_history_draw(body_of(whole, panes), view, scroll);
        break;
    case SCREEN_BODY_BUCKETS:
    case SCREEN_BODY_COUNT:
        view_buckets_draw(whole, panes, view, &options->selected, scroll);
    }
}

const char *screen_body_name(enum screen_body body, enum language language)
{
    static const char *const names[] = {N_("buckets"), N_("overview"), N_("memory"), N_("history")};

    assert(body < SCREEN_BODY_COUNT);
    return language_text(language, names[body]);
}

void body_put_title(struct body body, const char *words)
{
    int width = body.title.width - 2;
    int used = frame_fit_text(body.title, 0, 1, width, STYLE_TITLE, words);

    frame_put_text(body.title, 0, 0, STYLE_TITLE, " ");
    frame_put_text(body.title, 0, 1 + used, STYLE_TITLE, " ");
}

static void draw_words(struct frame_area whole, const struct panes *panes, const struct view *view,
                       const struct screen_options *options)
{
    if (has_free_divider(panes))
        view_scrubber_draw(frame_sub(whole, panes->words.row - 1, 1, 1, whole.width - 2), view,
                           options);
    if (options->aside.title != NULL)
        view_aside_draw(views_area(whole, panes->words), &options->aside);
    else
        view_story_draw(views_area(whole, panes->words), view);
}

/* Of many runs there is no one map to show; of two, both where there is room. */
static void draw_maps(struct frame_area whole, const struct panes *panes, const struct view *view,
                      const struct screen_options *options, struct screen_scroll *scroll)
{
    if (view->race.table.row_count > 0) {
        draw_table(whole, panes, view);
    } else if (is_beside(panes, view, options, whole.width)) {
        view_beside_draw(whole, panes, view, &options->selected, scroll);
    } else {
        view_header_draw(views_area(whole, panes->header), view);
        draw_body(whole, panes, view, options, scroll);
    }
}

static void draw_panes(struct frame_area whole, const struct panes *panes, const struct view *view,
                       const struct screen_options *options, struct screen_scroll *scroll)
{
    view_story_draw_title(frame_sub(whole, 0, 0, 1, whole.width), view);
    draw_maps(whole, panes, view, options, scroll);
    if (panes->lanes.height > 0) draw_lanes(whole, panes, view);
    if (panes->code.height > 0) draw_code(whole, panes, view);
    if (view_ask_is_shown(view) && options->aside.title == NULL)
        scroll->ask = view_ask_draw(whole, panes, view, options);
    else
        draw_words(whole, panes, view, options);
    view_footer_draw(frame_sub(whole, whole.height - 1, 0, 1, whole.width), view, view->language,
                     options);
}

/* What is asked of the body that is drawn; the zoom is kept for when the overview is. */
static struct screen_scroll asked_of(const struct screen_options *options)
{
    struct screen_scroll asked = {.zoom = options->scroll.zoom};

    if (body_shown(options) != SCREEN_BODY_BUCKETS) {
        asked.body = options->scroll.body;
        return asked;
    }
    for (size_t i = 0; i < SCREEN_PANE_COUNT; i++)
        asked.buckets[i] = options->scroll.buckets[i];
    return asked;
}

struct screen_scroll screen_draw(struct frame *frame, const struct view *view,
                                 const struct screen_options *options)
{
    static const struct screen_options none;
    struct frame_area whole = frame_whole(frame);
    struct screen_scroll scroll = {0};

    if (options == NULL) options = &none;
    frame_clear(frame);
    if (view_too_small_draw(whole, view->language)) return scroll;

    struct panes_facts facts = {
        .has_values = model_map(view->model, view->map)->value_size > 0,
        .has_oldbuckets = bucket_facts_old_array(view) != 0,
        .lane_count = (int)view->race.lane_count,
        .table_rows = (int)view->race.table.row_count,
    };
    struct panes panes = panes_of(whole.height, whole.width, facts);

    if (view->race.table.row_count == 0) scroll = asked_of(options);
    draw_lines(whole, &panes,
               view->race.table.row_count > 0 || body_shown(options) != SCREEN_BODY_BUCKETS ||
                   is_beside(&panes, view, options, whole.width));
    draw_panes(whole, &panes, view, options, &scroll);
    if (options->shows_terms)
        scroll.term = view_glossary_draw(whole, view->language, options->scroll.term);
    if (options->shows_help) scroll.help = view_help_draw(whole, view->language, options);
    return scroll;
}
