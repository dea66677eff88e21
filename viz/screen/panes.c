/* panes.c - rows are given out from the top, by need; columns follow. */
#include "viz/screen/panes.h"

#include "viz/screen/screen.h"

/* How many rows each pane gets. Inner rows are those between the upper and the lower border. */
struct rows {
    int header;
    int buckets;
    int code;
    int values; /* 0: beside the code, or not there */
    int words;
    int code_divider; /* 1, where there is code */
    int bucket_divider;
    int lanes;        /* 0: no race */
    int lane_divider; /* 1, where a divider stands under the lanes */
};

enum {
    FULL_ROWS = SCREEN_FULL_HEIGHT - 2,
    WORDS_MAX = 7,
    CODE_MAX = 15,
    CODE_FULL = 3,
    CODE_LEAST = 2,
    VALUES_STACKED = 2,
    VALUES_BESIDE = 48, /* columns: a hash's bits */
    FOUR = 4,
    LANES_FULL = 5,     /* as code and values have on the smallest full screen */
    LANES_WITH_AIR = 2, /* as many have a blank row between them */
    LANES_SMALL = 3,
    LANES_OF_TWO_ROWS = 4, /* as many have two rows each */
    BOTH_LEAST = 15,       /* that buckets and code share in a race, or there is no code */
};

static int smaller(int one, int other) { return one < other ? one : other; }

static int larger(int one, int other) { return one > other ? one : other; }

/* Everything is there; what is more than the least goes to buckets first. */
static struct rows share_full(int inner, bool is_wide)
{
    int more = inner - FULL_ROWS;
    struct rows rows = {.header = 2, .code_divider = 1, .bucket_divider = 1};

    rows.words = smaller(4 + more / 4, WORDS_MAX);
    rows.code = smaller(CODE_FULL + more / 3, CODE_MAX);
    rows.values = VALUES_STACKED;
    if (is_wide) {
        rows.code = smaller(rows.code + rows.values, CODE_MAX);
        rows.values = 0;
    } else {
        rows.code = smaller(rows.code + smaller(more / 6, 2), CODE_MAX);
    }
    rows.buckets = inner - rows.header - rows.words - rows.code - rows.values - 3;
    return rows;
}

/* Titles are there; the code gets what is left. */
static struct rows share_middle(int inner)
{
    struct rows rows = {.header = inner >= 16 ? 2 : 1, .bucket_divider = 1};

    rows.words = inner >= 16 ? 4 : 3;
    int left = inner - rows.header - rows.words - 2;

    if (left - 1 - CODE_LEAST >= 8) {
        rows.code_divider = 1;
        rows.code = smaller(left - 1 - 8, CODE_FULL);
    }
    rows.buckets = left - rows.code - rows.code_divider;
    return rows;
}

static struct rows share_small(int inner)
{
    struct rows rows = {.header = 1, .words = 2};

    if (inner >= 10) rows.words = 3;
    rows.buckets = inner - rows.header - rows.words - 1;
    return rows;
}

/* The rows that the lanes get of `pool`, which they share with the buckets. Those keep 8 where they
 * can; then what shows a bucket of each array, if that leaves room for two lanes. */
static int share_lanes(int pool, int count, bool is_stacked)
{
    if (count <= LANES_WITH_AIR && pool - LANES_FULL >= 8) return LANES_FULL;
    if (count <= LANES_OF_TWO_ROWS && pool - 2 * count >= 7) return 2 * count;

    int most = is_stacked ? larger(2, pool - 5) : larger(smaller(LANES_FULL, pool - 2), pool - 4);

    return larger(smaller(count, most), smaller(LANES_FULL, pool - 8));
}

/* Turns the rows of a screen into those of a race's. On a full screen header and words stay as they
 * are, and with two workers the buckets do. */
static void share_race(struct rows *rows, int count, bool is_full, int width)
{
    bool is_stacked = width < PANES_SIDE_WIDTH;
    bool is_wide = width >= PANES_WIDE_WIDTH;
    int pool = rows->buckets + rows->code + rows->values;
    int code = rows->code;

    if (rows->bucket_divider == 0) {
        rows->lanes = smaller(count, is_stacked ? 2 : smaller(pool - 2, LANES_SMALL));
        rows->buckets = pool - rows->lanes;
        return;
    }
    if (rows->code_divider == 0) pool--;
    if (rows->header == 2 && pool < 8) { /* where the header has just taken its second line */
        rows->words--;
        pool++;
    }
    rows->lane_divider = 1;
    rows->code = rows->values = rows->code_divider = 0;
    rows->lanes = share_lanes(pool, count, is_stacked);
    rows->buckets = pool - rows->lanes;
    if (!is_full || rows->buckets - 1 < BOTH_LEAST) return;

    int third = (rows->buckets - 1) / 3;

    rows->code_divider = 1;
    rows->values = is_wide ? 0 : VALUES_STACKED;
    rows->code = smaller(code, third - rows->values);
    rows->buckets -= 1 + rows->code + rows->values;
}

/* The rows of header and buckets that a table may have. A divider under a header takes one. */
static int table_room(const struct rows *rows)
{
    return rows->bucket_divider > 0 ? rows->buckets : rows->header + rows->buckets;
}

static struct rows share(int inner, int width, struct panes_facts facts)
{
    bool is_wide = width >= PANES_WIDE_WIDTH;
    struct rows rows = inner >= FULL_ROWS ? share_full(inner, is_wide)
                       : inner >= 12      ? share_middle(inner)
                                          : share_small(inner);

    if (facts.lane_count > 0) share_race(&rows, facts.lane_count, inner >= FULL_ROWS, width);
    if (facts.table_rows > table_room(&rows) && rows.lanes > 0) {
        rows.buckets += rows.lanes + rows.lane_divider;
        rows.lanes = rows.lane_divider = 0;
    }
    return rows;
}

static void place_side_by_side(struct panes *panes, struct panes_rect both)
{
    int left = both.width / 2;

    panes->oldbuckets = (struct panes_rect){both.row, both.col, both.height, left};
    panes->buckets =
        (struct panes_rect){both.row, both.col + left + 1, both.height, both.width - left - 1};
}

/* The old array needs fewer rows: it has no more buckets than the new one, usually half. */
static void place_stacked(struct panes *panes, struct panes_rect both, bool has_oldbuckets)
{
    int gap = panes->has_bucket_titles ? 1 : 0;
    int old_rows = both.height / 2 / panes->bucket_rows * panes->bucket_rows;

    panes->buckets = both;
    if (!has_oldbuckets && !panes->has_bucket_titles) return;
    if (both.height < 2 * panes->bucket_rows + gap) {
        return;
    }
    old_rows =
        larger(smaller(old_rows, both.height - gap - panes->bucket_rows), panes->bucket_rows);
    panes->oldbuckets = (struct panes_rect){both.row, both.col, old_rows, both.width};
    panes->buckets.row += old_rows + gap;
    panes->buckets.height -= old_rows + gap;
}

static void place_code(struct panes *panes, struct rows rows, struct panes_rect code, bool is_wide)
{
    if (!is_wide) {
        panes->code = code;
        panes->values =
            (struct panes_rect){code.row + code.height, code.col, rows.values, code.width};
        if (rows.values == 0) panes->values = (struct panes_rect){0};
        return;
    }
    int least = PANES_WIDE_WIDTH * 6 / 10;
    int left = larger(least, code.width - VALUES_BESIDE);

    panes->code = (struct panes_rect){code.row, code.col, code.height, left};
    panes->values = (struct panes_rect){code.row, code.col + left, code.height, code.width - left};
}

/* The most that leaves room for FOUR buckets: tophash, key, value, and a blank row between two. */
static void shape_buckets(struct panes *panes, int rows, bool has_values)
{
    int content = has_values && rows / 3 >= FOUR ? 3 : 2;
    int gap = (rows + 1) / (content + 1) >= FOUR;

    panes->content_rows = content;
    panes->bucket_rows = content + gap;
}

struct panes panes_of(int height, int width, struct panes_facts facts)
{
    struct panes panes = {0};

    if (height < SCREEN_LEAST_HEIGHT || width < SCREEN_LEAST_WIDTH) {
        panes.is_too_small = true;
        return panes;
    }
    bool is_wide = width >= PANES_WIDE_WIDTH;
    struct rows rows = share(height - 2, width, facts);
    struct panes_rect next = {1, 1, rows.header, width - 2};

    shape_buckets(&panes, rows.buckets, facts.has_values);
    panes.has_bucket_titles = rows.bucket_divider > 0;
    panes.header = next;
    next.row += rows.header + rows.bucket_divider;
    next.height = rows.buckets;
    if (width >= PANES_SIDE_WIDTH)
        place_side_by_side(&panes, next);
    else
        place_stacked(&panes, next, facts.has_oldbuckets);
    next.row += rows.buckets;
    if (rows.lanes > 0) {
        panes.lanes = (struct panes_rect){next.row + 1, next.col, rows.lanes, next.width};
        next.row += rows.lanes + rows.lane_divider;
        if (rows.bucket_divider == 0) panes.shared_title = next.width / 2 + 1;
    }
    next.row += rows.code_divider;
    next.height = rows.code;
    if (rows.code > 0) place_code(&panes, rows, next, is_wide);
    next.row += rows.code + rows.values + 1;
    next.height = rows.words;
    panes.words = next;
    return panes;
}

/* The left or right half of a rectangle. */
static struct panes_rect half_of(struct panes_rect rect, bool is_right)
{
    int left = rect.width / 2;

    if (!is_right) return (struct panes_rect){rect.row, rect.col, rect.height, left};
    return (struct panes_rect){rect.row, rect.col + left + 1, rect.height, rect.width - left - 1};
}

struct panes panes_half(const struct panes *panes, bool is_right, bool has_oldbuckets)
{
    struct panes half = *panes;
    struct panes_rect both = panes->buckets;

    half.oldbuckets = (struct panes_rect){0};
    both.width += both.col - panes->header.col;
    both.col = panes->header.col;
    half.header = half_of(panes->header, is_right);
    half.buckets = half_of(both, is_right);
    if (has_oldbuckets) place_stacked(&half, half.buckets, true);
    return half;
}
