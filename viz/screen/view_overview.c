/* view_overview.c - all buckets of the map by load, old ones beside new ones.
 *
 *       0 █▆▇▓✓✓✓✓▅▇▆█◆▄▆▇   A cell is a bucket, or so many that all are in view: their mean load
 *      16 ▇▆█▆▆▅▇▇▆▇█▇▆▅▇▆   then. Zooming in halves that number, down to a bucket a cell, and then
 *     load 3–9 · mean 6.1    to a cell with room for the number itself:  ▆ 6   ▓11+ [▂ 2 ]
 *
 * Cells a row are a power of two, the same for both arrays: X of an old bucket has its column, and
 * so has Y. */
#include <inttypes.h>

#include "viz/language/language.h"
#include "viz/screen/body.h"
#include "viz/screen/bucket_facts.h"
#include "viz/screen/focus.h"
#include "viz/screen/marks.h"
#include "viz/screen/roles.h"
#include "viz/screen/text.h"
#include "viz/screen/views.h"

enum {
    WIDE_CELL = 6, /* bracket, sign, two digits, overflow, bracket */
    POINTER = 1,   /* at the left of a row's number, and a blank behind it */
    TOTALS_FROM = 3,
    LEGEND_FROM = 5,
    FOCUS_FROM = 8,
};

/* How an array is laid out. */
struct scale {
    uint64_t buckets; /* a cell */
    bool is_wide;
    int label;  /* columns of a row's number */
    int cells;  /* a row */
    int zoomed; /* in, from where all are in view */
};

/* One array's pane. */
struct map_pane {
    struct frame_area area; /* the cells' rows, numbers included */
    const struct view *view;
    struct model_array array;
    struct scale scale;
    bool is_old;
    uint64_t first_row; /* in view */
};

/* ---- The scale ---- */

/* The largest power of two that is at most `number`; 1 for less. */
static int power_at_most(int number)
{
    int power = 1;

    while (power * 2 <= number)
        power *= 2;
    return power;
}

static struct scale scale_of(struct frame_area area, uint64_t bucket_count, int zoom)
{
    struct scale scale = {.buckets = 1, .label = text_digits(bucket_count - 1) + POINTER + 1};
    int columns = area.width - scale.label;
    uint64_t rows = area.height > 0 ? (uint64_t)area.height : 1;
    int wide = power_at_most(columns / WIDE_CELL);
    int dense = power_at_most(columns);
    int halvings = 0;

    scale.is_wide = (uint64_t)wide * rows >= bucket_count;
    if (!scale.is_wide) {
        for (; (uint64_t)dense * rows * scale.buckets < bucket_count; scale.buckets *= 2)
            halvings++;
        scale.zoomed = zoom < 0 ? 0 : zoom > halvings + 1 ? halvings + 1 : zoom;
        scale.is_wide = scale.zoomed > halvings;
        scale.buckets = scale.is_wide ? 1 : scale.buckets >> scale.zoomed;
    }
    scale.cells = scale.is_wide ? wide : dense;
    while ((uint64_t)scale.cells * scale.buckets > bucket_count)
        scale.cells /= 2;
    return scale;
}

/* ---- A cell ---- */

/* Of a mean load of 0 to 8, then of more: a chain with overflow buckets. */
static const char *const signs[] = {"·", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█", "▓"};
enum { OVER = MARKS_SLOTS + 1 };

/* More than nothing never looks like nothing, nor more than 8 like 8. */
static unsigned level_of(const struct model_sum *sum)
{
    uint64_t chains = sum->bucket_count - sum->evacuated;
    uint64_t mean = (sum->entries + chains / 2) / chains;

    if (sum->entries == 0) return 0;
    if (sum->entries > chains * MARKS_SLOTS) return OVER;
    return mean == 0 ? 1 : (unsigned)mean;
}

static const char *sign_of(const struct model_sum *sum, enum style *style)
{
    if (sum->evacuated == sum->bucket_count) {
        *style = STYLE_EVACUATED;
        return marks_glyph(MARKS_EVACUATED_EMPTY);
    }
    unsigned level = level_of(sum);

    *style = level == OVER ? STYLE_LOAD_LIMIT : level == 0 ? STYLE_DIM : STYLE_LOAD;
    return signs[level];
}

static uint64_t row_of(const struct map_pane *pane, uint64_t bucket)
{
    return bucket / ((uint64_t)pane->scale.cells * pane->scale.buckets);
}

static int col_of(const struct map_pane *pane, uint64_t bucket)
{
    uint64_t cell = bucket / pane->scale.buckets % (uint64_t)pane->scale.cells;

    return pane->scale.label + (int)cell * (pane->scale.is_wide ? WIDE_CELL : 1);
}

static void draw_dense(struct frame_area area, int row, int col, const struct model_sum *sum)
{
    enum style style;
    const char *sign = sign_of(sum, &style);

    frame_put_text(area, row, col, style, sign);
}

static void draw_wide(struct frame_area area, int row, int col, const struct model_sum *sum)
{
    struct text text;

    draw_dense(area, row, col + 1, sum);
    if (sum->evacuated > 0) return;
    text_begin(&text);
    if (sum->entries > 99)
        text_add(&text, " …");
    else
        text_add_format(&text, "%2" PRIu64, sum->entries);
    text_add(&text, sum->overflow > 0 ? "+" : "");
    frame_put_text(area, row, col + 2, STYLE_NUMBER, text.bytes);
}

static void draw_row(const struct map_pane *pane, int row, uint64_t begin)
{
    const struct view *view = pane->view;
    uint64_t step = pane->scale.buckets;
    uint64_t end = begin + (uint64_t)pane->scale.cells * step;

    frame_put_format(pane->area, row, POINTER, STYLE_LABEL, "%*" PRIu64,
                     pane->scale.label - POINTER - 1, begin);
    for (uint64_t bucket = begin; bucket < end; bucket += step) {
        struct model_sum sum =
            model_sum(view->model, view->map, pane->array.id, bucket, bucket + step);

        if (pane->scale.is_wide)
            draw_wide(pane->area, row, col_of(pane, bucket), &sum);
        else
            draw_dense(pane->area, row, col_of(pane, bucket), &sum);
    }
}

/* ---- Marks ---- */

static bool is_in_view(const struct map_pane *pane, uint64_t bucket)
{
    uint64_t row = row_of(pane, bucket);

    return row >= pane->first_row && row < pane->first_row + (uint64_t)pane->area.height;
}

/* A cell's role: brackets where there is room for them; else a sign, unless an earlier move of the
 * operation was it, which is too little to hide a load for. */
static void mark(const struct map_pane *pane, uint64_t bucket, enum roles_role role)
{
    if (!is_in_view(pane, bucket)) return;

    int row = (int)(row_of(pane, bucket) - pane->first_row);
    int col = col_of(pane, bucket);
    enum style style = views_style(role, STYLE_PLAIN);

    if (role != ROLES_TOUCHED) frame_put_text(pane->area, row, 0, STYLE_NOW, "▶");
    if (!pane->scale.is_wide) {
        if (role != ROLES_TOUCHED)
            frame_put_text(pane->area, row, col, style, role == ROLES_NOW ? "◆" : "◇");
        return;
    }
    frame_put_text(pane->area, row, col, style, views_open(role));
    frame_put_text(pane->area, row, col + WIDE_CELL - 1, style, views_close(role));
}

static void mark_changes(const struct map_pane *pane, bool is_now)
{
    const struct registers *registers = &pane->view->registers;

    for (uint32_t i = 0; i < registers->place_count; i++) {
        const struct registers_place *change = &registers->places[i];

        if (change->is_now != is_now || change->map != pane->view->map) continue;
        if (change->place.array != pane->array.id || change->place.bucket == REGISTERS_WHOLE)
            continue;
        mark(pane, change->place.bucket, is_now ? ROLES_NOW : ROLES_TOUCHED);
    }
}

/* The bucket that this move looks at or changes, in this array. */
static bool find_focus(const struct map_pane *pane, uint64_t *bucket)
{
    const struct view *view = pane->view;

    if (!view->has_now || !roles_has_place(view->now.kind)) return false;
    bool is_at = view->now.at.array == pane->array.id;
    bool is_to = view->now.kind == TH_EVENT_SLOT_MOVED && view->now.to.array == pane->array.id;

    *bucket = is_at ? view->now.at.bucket : view->now.to.bucket;
    return is_at || is_to;
}

static void draw_marks(const struct map_pane *pane)
{
    uint64_t bucket;

    mark_changes(pane, false);
    if (find_focus(pane, &bucket)) mark(pane, bucket, ROLES_LOOKED);
    mark_changes(pane, true);
}

/* ---- Words under the cells ---- */

static void add_totals(struct text *text, const struct map_pane *pane)
{
    const struct view *view = pane->view;
    enum language language = view->language;
    uint64_t count = pane->array.bucket_count;
    struct model_sum sum = model_sum(view->model, view->map, pane->array.id, 0, count);
    uint64_t chains = count - sum.evacuated;

    if (pane->is_old) text_add_format(text, "✓ %" PRIu64 "/%" PRIu64, sum.evacuated, count);
    if (chains == 0) return;
    uint64_t tenths = (sum.entries * 10 + chains / 2) / chains;

    if (pane->is_old) text_add(text, " · ");
    text_add_format(text, language_text(language, "load %u–%u"), sum.least, sum.most);
    text_add_format(text, language_text(language, " mean %ju.%ju"), tenths / 10, tenths % 10);
    if (sum.overflow > 0)
        text_add_format(text, language_text(language, " · overflow %ju (≤%u)"), sum.overflow,
                        sum.deepest);
}

static void add_focus(struct text *text, const struct map_pane *pane, uint64_t bucket)
{
    const struct view *view = pane->view;
    enum language language = view->language;
    struct model_sum sum = model_sum(view->model, view->map, pane->array.id, bucket, bucket + 1);

    text_add_format(text, language_text(language, "▶ bucket %ju: "), bucket);
    if (sum.evacuated > 0) {
        text_add(text, language_text(language, "evacuated"));
        return;
    }
    text_add_format(text,
                    sum.entries == 1 ? language_text(language, "%ju entry")
                                     : language_text(language, "%ju entries"),
                    sum.entries);
    if (sum.overflow > 0)
        text_add_format(text, language_text(language, ", %ju overflow"), sum.overflow);
}

static void draw_words(const struct map_pane *pane, struct frame_area area)
{
    struct text text;
    uint64_t bucket;

    text_begin(&text);
    add_totals(&text, pane);
    frame_fit_text(area, 0, 1, area.width - 1, STYLE_LABEL, text.bytes);
    if (area.height < 2 || !find_focus(pane, &bucket)) return;
    text_begin(&text);
    add_focus(&text, pane, bucket);
    frame_fit_text(area, 1, 1, area.width - 1, STYLE_STRONG, text.bytes);
}

static void add_scale(struct text *text, const struct scale *scale, enum language language)
{
    text_add(text, language_text(language, "a cell: "));
    if (scale->buckets == 1)
        text_add(text, language_text(language, "1 bucket"));
    else
        text_add_format(text, language_text(language, "mean of %ju"), scale->buckets);
}

/* The longest that fits; the shortest is cut where even that does not. */
static void draw_legend(struct frame_area row, const struct view *view, const struct scale *scale)
{
    static const char *const wide[] = {
        N_("a cell: a bucket, its load; + overflow, ✓ evacuated, [ ] now, ⟨ ⟩ looked at"),
        N_("load; + overflow, ✓ evacuated"),
    };
    static const char *const dense[] = {
        N_(" · load: 0 ·  1–8 ▁▂▃▄▅▆▇█  more ▓  ✓ evacuated  ◆ now  ◇ looked at"),
        N_(" · load 0 · 1–8 ▁▂▃▄▅▆▇█ more ▓ ✓ evacuated ◆ now ◇ look"),
        N_("0· ▁▂▃▄▅▆▇█8 more▓ ✓evacuated"),
    };
    size_t count = scale->is_wide ? sizeof wide / sizeof wide[0] : sizeof dense / sizeof dense[0];
    struct text text;

    for (size_t i = 0; i < count; i++) {
        text_begin(&text);
        if (!scale->is_wide && i + 1 < count) add_scale(&text, scale, view->language);
        text_add(&text, language_text(view->language, scale->is_wide ? wide[i] : dense[i]));
        if (text_columns(&text) <= row.width - 2) break;
    }
    frame_fit_text(row, 0, 1, row.width - 2, STYLE_DIM, text.bytes);
}

/* ---- Panes ---- */

/* The page of the row that matters, moved by scroll as far as there are rows. */
static int page_of(struct map_pane *pane, int scroll)
{
    th_place focus = focus_of(pane->view, &pane->array);
    int64_t rows = pane->area.height;
    int64_t row_count = (int64_t)(row_of(pane, pane->array.bucket_count - 1) + 1);
    int64_t last = row_count > rows ? row_count - rows : 0;
    int64_t page = (int64_t)row_of(pane, focus.bucket) / rows * rows;

    if (page > last) page = last;
    int64_t first = page + scroll;

    first = first < 0 ? 0 : first > last ? last : first;
    pane->first_row = (uint64_t)first;
    return (int)(first - page);
}

static void put_name(struct frame_area title, const struct map_pane *pane, const char *before)
{
    struct text text;
    const char *name = !pane->is_old ? "buckets"
                       : pane->array.state == MODEL_ARRAY_OLD
                           ? "oldbuckets"
                           : language_text(pane->view->language, "old array");

    text_begin(&text);
    text_add_format(&text, "%s%s (2^%u = %" PRIu64 ")", before, name, pane->array.B,
                    pane->array.bucket_count);
    body_put_title((struct body){.title = title}, text.bytes);
}

/* Returns how far it is scrolled. */
static int draw_pane(struct map_pane *pane, struct frame_area words, int scroll)
{
    uint64_t row_count = row_of(pane, pane->array.bucket_count - 1) + 1;
    uint64_t step = (uint64_t)pane->scale.cells * pane->scale.buckets;
    int scrolled = page_of(pane, scroll);

    for (int row = 0; row < pane->area.height; row++) {
        if (pane->first_row + (uint64_t)row >= row_count) break;
        draw_row(pane, row, (pane->first_row + (uint64_t)row) * step);
    }
    draw_marks(pane);
    if (words.height > 0) draw_words(pane, words);
    return scrolled;
}

/* The rows of a body: cells, then words, then the legend. */
struct rows {
    int cells, words, legend;
};

static struct rows rows_of(int height)
{
    struct rows rows = {.words = (height >= TOTALS_FROM) + (height >= FOCUS_FROM),
                        .legend = height >= LEGEND_FROM};

    rows.cells = height - rows.words - rows.legend;
    return rows;
}

static struct map_pane pane_of(struct body body, const struct view *view, uint32_t array, int col,
                               int width)
{
    struct rows rows = rows_of(body.area.height);

    return (struct map_pane){.area = frame_sub(body.area, 0, col, rows.cells, width),
                             .view = view,
                             .array = model_array(view->model, view->map, array)};
}

/* Both panes have one scale, that of the array with more buckets. */
static void draw_panes(struct body body, struct map_pane *panes, int count,
                       struct screen_scroll *scroll)
{
    struct rows rows = rows_of(body.area.height);
    struct map_pane *new = &panes[count - 1];
    struct scale scale = scale_of(new->area, new->array.bucket_count, scroll->zoom);
    int scrolled = 0;

    for (int i = 0; i < count; i++) {
        struct map_pane *pane = &panes[i];
        int col = i == 0 ? 0 : body.area.width - pane->area.width;
        struct frame_area words =
            frame_sub(body.area, rows.cells, col, rows.words, pane->area.width);

        pane->scale = scale;
        pane->is_old = count > 1 && i == 0;
        while ((uint64_t)pane->scale.cells * scale.buckets > pane->array.bucket_count &&
               pane->scale.cells > 1)
            pane->scale.cells /= 2;
        int by = draw_pane(pane, words, scroll->body);

        if (by * by > scrolled * scrolled) scrolled = by;
        int title_col = i == 0 ? 0 : col - 1;

        put_name(frame_sub(body.title, 0, title_col, 1, pane->area.width - 1), pane,
                 i == 0 ? language_text(pane->view->language, "overview: ") : "");
    }
    if (rows.legend > 0)
        draw_legend(frame_sub(body.area, body.area.height - 1, 0, 1, body.area.width), new->view,
                    &scale);
    scroll->body = scrolled;
    scroll->zoom = scale.zoomed;
}

void view_overview_draw(struct body body, const struct view *view, struct screen_scroll *scroll)
{
    uint32_t buckets = model_map(view->model, view->map)->header.buckets;
    uint32_t old = bucket_facts_old_array(view);
    int width = body.area.width;
    struct map_pane panes[2];
    int count = 0;

    if (model_array(view->model, view->map, buckets).state == MODEL_ARRAY_NONE) {
        body_put_title(body, language_text(view->language, "overview"));
        frame_fit_text(body.area, 0, 1, width - 2, STYLE_DIM,
                       language_text(view->language, "There are no buckets yet."));
        scroll->body = 0;
        return;
    }
    if (model_array(view->model, view->map, old).state != MODEL_ARRAY_NONE)
        panes[count++] = pane_of(body, view, old, 0, width / 2);
    int col = count > 0 ? width / 2 + 1 : 0;

    panes[count++] = pane_of(body, view, buckets, col, width - col);
    draw_panes(body, panes, count, scroll);
    if (count == 1) return;
    frame_line_down(body.area, 0, width / 2, rows_of(body.area.height).cells, STYLE_BORDER);
}
