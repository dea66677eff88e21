/* panes_test.c - the rectangles of every size. Method: count, for each cell, the panes it lies
 * in. */
#include "viz/screen/panes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "viz/screen/screen.h"

enum { HEIGHT_MOST = 80, WIDTH_MOST = 220, LANES_MOST = 9 };

static unsigned char panes_in_cell[HEIGHT_MOST][WIDTH_MOST];

static void count_pane(struct panes_rect rect, int height, int width)
{
    if (rect.height == 0 || rect.width == 0) return;
    assert_true(rect.row >= 1 && rect.row + rect.height <= height - 1);
    assert_true(rect.col >= 1 && rect.col + rect.width <= width - 1);
    for (int row = rect.row; row < rect.row + rect.height; row++) {
        for (int col = rect.col; col < rect.col + rect.width; col++)
            panes_in_cell[row][col]++;
    }
}

static bool is_between(const struct panes *panes, int row, int col)
{
    int right = panes->buckets.col - 1;
    bool is_side_by_side =
        panes->oldbuckets.height > 0 && panes->oldbuckets.row == panes->buckets.row;

    return is_side_by_side && col == right && row >= panes->buckets.row &&
           row < panes->buckets.row + panes->buckets.height;
}

/* A row of the inside with no pane at all is a divider; any other must be covered. */
static void assert_covered(const struct panes *panes, int height, int width)
{
    for (int row = 1; row < height - 1; row++) {
        bool is_divider = memchr(&panes_in_cell[row][1], 1, (size_t)width - 2) == NULL;

        for (int col = 1; col < width - 1; col++) {
            if (is_divider || is_between(panes, row, col))
                assert_int_equal(panes_in_cell[row][col], 0);
            else
                assert_int_equal(panes_in_cell[row][col], 1);
        }
    }
}

static void check_size(int height, int width, struct panes_facts facts)
{
    struct panes panes = panes_of(height, width, facts);

    memset(panes_in_cell, 0, sizeof panes_in_cell);
    count_pane(panes.header, height, width);
    count_pane(panes.oldbuckets, height, width);
    count_pane(panes.buckets, height, width);
    count_pane(panes.lanes, height, width);
    count_pane(panes.code, height, width);
    count_pane(panes.values, height, width);
    count_pane(panes.words, height, width);
    assert_covered(&panes, height, width);
    assert_int_equal(panes.lanes.height > 0 || facts.table_rows > 0, facts.lane_count > 0);
    assert_true(panes.buckets.height >= panes.content_rows);
    assert_true(panes.words.height >= 2);
    assert_true(panes.header.height >= 1);
}

static void panes_do_not_overlap_and_leave_only_borders(void **state)
{
    (void)state;
    for (int height = SCREEN_LEAST_HEIGHT; height <= HEIGHT_MOST; height++) {
        for (int width = SCREEN_LEAST_WIDTH; width <= WIDTH_MOST; width++) {
            for (int facts = 0; facts < 4; facts++)
                check_size(height, width, (struct panes_facts){facts & 1, facts & 2, 0, 0});
        }
    }
}

/* A table stands in place of header and buckets; only under titles do the header's rows stay away.
 * Nine workers and 60 x 200 at most: every height has been seen by then. */
static void a_table_that_would_be_cut_has_the_lanes_rows(void **state)
{
    (void)state;
    for (int height = SCREEN_LEAST_HEIGHT; height <= 60; height++) {
        for (int width = SCREEN_LEAST_WIDTH; width <= 200; width += 8) {
            for (int lanes = 1; lanes <= 9; lanes++) {
                struct panes_facts facts = {.has_values = true, .lane_count = lanes};
                struct panes bare = panes_of(height, width, facts);
                int room = bare.buckets.height + (bare.has_bucket_titles ? 0 : bare.header.height);

                if (bare.oldbuckets.height > 0 && bare.oldbuckets.row != bare.buckets.row)
                    room = bare.buckets.row + bare.buckets.height - bare.oldbuckets.row;
                facts.table_rows = room;
                check_size(height, width, facts);
                assert_true(panes_of(height, width, facts).lanes.height > 0);
                facts.table_rows = room + 1;
                check_size(height, width, facts);
                assert_int_equal(panes_of(height, width, facts).lanes.height, 0);
            }
        }
    }
}

static void smaller_than_the_least_size_there_are_no_panes(void **state)
{
    (void)state;
    assert_true(panes_of(SCREEN_LEAST_HEIGHT - 1, 200, (struct panes_facts){0}).is_too_small);
    assert_true(panes_of(200, SCREEN_LEAST_WIDTH - 1, (struct panes_facts){0}).is_too_small);
    assert_false(
        panes_of(SCREEN_LEAST_HEIGHT, SCREEN_LEAST_WIDTH, (struct panes_facts){0}).is_too_small);
}

static void assert_same_places(const struct panes *one, const struct panes *other)
{
    const struct panes_rect *pairs[][2] = {
        {&one->header, &other->header},   {&one->oldbuckets, &other->oldbuckets},
        {&one->buckets, &other->buckets}, {&one->code, &other->code},
        {&one->values, &other->values},   {&one->words, &other->words},
        {&one->lanes, &other->lanes},
    };

    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
        assert_memory_equal(pairs[i][0], pairs[i][1], sizeof(struct panes_rect));
    assert_int_equal(one->bucket_rows, other->bucket_rows);
}

static void a_growth_moves_no_pane_of_a_full_screen(void **state)
{
    (void)state;
    for (int height = SCREEN_LEAST_HEIGHT; height <= HEIGHT_MOST; height++) {
        for (int width = SCREEN_LEAST_WIDTH; width <= WIDTH_MOST; width++) {
            struct panes idle = panes_of(height, width, (struct panes_facts){.has_values = true});
            struct panes growing = panes_of(
                height, width, (struct panes_facts){.has_values = true, .has_oldbuckets = true});

            if (width >= PANES_SIDE_WIDTH || idle.has_bucket_titles)
                assert_same_places(&idle, &growing);
        }
    }
}

static void every_pane_is_there_from_the_full_size_on(void **state)
{
    (void)state;
    for (int height = SCREEN_FULL_HEIGHT; height <= HEIGHT_MOST; height++) {
        for (int width = SCREEN_FULL_WIDTH; width <= WIDTH_MOST; width++) {
            struct panes panes = panes_of(height, width, (struct panes_facts){0});

            assert_true(panes.oldbuckets.height > 0 && panes.code.height > 0);
            assert_true(panes.values.height > 0 && panes.header.height == 2);
            assert_true(panes.buckets.height >= 8 && panes.words.height >= 4);
        }
    }
}

static void a_higher_frame_takes_nothing_away(void **state)
{
    (void)state;
    for (int width = SCREEN_LEAST_WIDTH; width <= WIDTH_MOST; width++) {
        for (int height = SCREEN_LEAST_HEIGHT; height < HEIGHT_MOST; height++) {
            struct panes one = panes_of(height, width, (struct panes_facts){.has_values = true});
            struct panes more =
                panes_of(height + 1, width, (struct panes_facts){.has_values = true});

            assert_true(more.header.height >= one.header.height);
            assert_true(more.code.height >= one.code.height);
            assert_true(more.values.height >= one.values.height);
            assert_true(more.words.height >= one.words.height);
        }
    }
}

/* ---- Races ---- */

static struct panes panes_of_race(int height, int width, int lane_count)
{
    return panes_of(height, width,
                    (struct panes_facts){.has_values = true, .lane_count = lane_count});
}

/* Widths around those where panes change sides, and some between. */
static void panes_of_a_race_do_not_overlap_either(void **state)
{
    static const int widths[] = {40, 41, 60, 79, 80, 81, 115, 116, 117, WIDTH_MOST};

    (void)state;
    for (int height = SCREEN_LEAST_HEIGHT; height <= HEIGHT_MOST; height++) {
        for (size_t i = 0; i < sizeof widths / sizeof widths[0]; i++) {
            for (int facts = 4; facts < 4 * (LANES_MOST + 1); facts++)
                check_size(height, widths[i],
                           (struct panes_facts){facts & 1, facts & 2, facts / 4, 0});
        }
    }
}

static void a_higher_frame_takes_nothing_away_from_a_race(void **state)
{
    (void)state;
    for (int lanes = 1; lanes <= LANES_MOST; lanes++) {
        for (int height = SCREEN_LEAST_HEIGHT; height < HEIGHT_MOST; height++) {
            for (int width = SCREEN_LEAST_WIDTH; width <= WIDTH_MOST; width += 20) {
                struct panes one = panes_of_race(height, width, lanes);
                struct panes more = panes_of_race(height + 1, width, lanes);

                assert_true(more.lanes.height >= one.lanes.height);
                assert_true(more.code.height >= one.code.height);
                assert_true(more.values.height >= one.values.height);
                assert_true(more.words.height >= one.words.height);
            }
        }
    }
}

/* Two workers at 24 rows: what a step without a race shows does not move. */
static void a_race_of_two_takes_only_the_place_of_code_and_values(void **state)
{
    struct panes idle = panes_of(24, 80, (struct panes_facts){.has_values = true});
    struct panes race = panes_of_race(24, 80, 2);

    (void)state;
    assert_memory_equal(&idle.header, &race.header, sizeof idle.header);
    assert_memory_equal(&idle.buckets, &race.buckets, sizeof idle.buckets);
    assert_memory_equal(&idle.words, &race.words, sizeof idle.words);
    assert_int_equal(race.lanes.row, idle.code.row);
    assert_int_equal(race.lanes.height, idle.code.height + idle.values.height);
    assert_int_equal(race.code.height + race.values.height, 0);
}

static void every_worker_has_a_row_on_a_full_screen(void **state)
{
    (void)state;
    for (int lanes = 1; lanes <= LANES_MOST; lanes++) {
        struct panes small = panes_of_race(24, 80, lanes);
        struct panes large = panes_of_race(40, 120, lanes);

        assert_true(small.lanes.height >= lanes && small.buckets.height >= 4);
        assert_true(large.lanes.height >= lanes && large.buckets.height >= 8);
        assert_true(large.code.height >= 5 && large.values.height >= 5);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(panes_do_not_overlap_and_leave_only_borders),
        cmocka_unit_test(a_table_that_would_be_cut_has_the_lanes_rows),
        cmocka_unit_test(smaller_than_the_least_size_there_are_no_panes),
        cmocka_unit_test(a_growth_moves_no_pane_of_a_full_screen),
        cmocka_unit_test(every_pane_is_there_from_the_full_size_on),
        cmocka_unit_test(a_higher_frame_takes_nothing_away),
        cmocka_unit_test(panes_of_a_race_do_not_overlap_either),
        cmocka_unit_test(a_higher_frame_takes_nothing_away_from_a_race),
        cmocka_unit_test(a_race_of_two_takes_only_the_place_of_code_and_values),
        cmocka_unit_test(every_worker_has_a_row_on_a_full_screen),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
