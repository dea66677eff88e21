/* overview_test.c - does the overview show each bucket's load, and all of them? */
#include "tests/unit/screen/seen.h"

static struct screen_scroll draw(struct film *film, uint64_t position, int zoom, int scroll,
                                 struct frame *frame)
{
    struct view view = film_view(film, position, LANGUAGE_ENGLISH);
    struct screen_options options = {.body = SCREEN_BODY_OVERVIEW,
                                     .scroll = {.zoom = zoom, .body = scroll}};

    return screen_draw(frame, &view, &options);
}

static int count_of(const char *text, const char *sign)
{
    int count = 0;

    for (; (text = strstr(text, sign)) != NULL; text += strlen(sign))
        count++;
    return count;
}

/* Method: nine keys in a map of two buckets. The two loads that the cells say are those that the
 * model counts; together they are nine. */
static void a_small_map_has_each_load_as_a_number(void **state)
{
    struct film *film = film_make("fill:k=9 get:k1");
    struct frame *frame = make_frame(24, 80);
    char cells[2][16];
    uint64_t sum = 0;

    (void)state;
    uint64_t position = film_len(film);
    struct view view = film_view(film, position, LANGUAGE_ENGLISH);
    uint32_t array = model_map(view.model, 0)->header.buckets;

    draw(film, position, 0, 0, frame);
    for (uint64_t bucket = 0; bucket < 2; bucket++) {
        uint64_t entries = model_sum(view.model, 0, array, bucket, bucket + 1).entries;

        snprintf(cells[bucket], sizeof cells[bucket], " %d", (int)entries);
        assert_has(frame, cells[bucket]);
        sum += entries;
    }
    assert_int_equal(sum, 9);
    assert_has(frame, "overview: buckets (2^1 = 2)");
    frame_free(frame);
    film_free(film);
}

/* Method: a doubling of four buckets, stopped at each evacuate_start. So many old buckets show the
 * mark of evacuation as the totals say, and as the model says. */
static void evacuated_buckets_are_marked_and_counted(void **state)
{
    struct film *film = film_make("fill:k=30");
    struct frame *frame = make_frame(40, 120);

    (void)state;
    for (int nth = 4; nth <= 7; nth++) { /* the fourth is the first of the array of four */
        uint64_t position = film_find(film, TH_EVENT_EVACUATE_START, nth);
        struct view view = film_view(film, position, LANGUAGE_ENGLISH);
        uint32_t old = model_map(view.model, 0)->header.oldbuckets;
        struct model_sum sum = model_sum(view.model, 0, old, 0, UINT64_MAX);
        char words[32];

        assert_int_equal(sum.bucket_count, 4);
        draw(film, position, 0, 0, frame);
        const char *map = strstr(plane_of(frame, SHOWS_UTF8), "overview:");
        snprintf(words, sizeof words, "✓ %d/4", (int)sum.evacuated);
        const char *totals = strstr(map, words);
        if (totals == NULL) fail_msg("no %s in\n%s", words, map);
        char cells[TEXT_BYTES_MOST];

        snprintf(cells, sizeof cells, "%.*s", (int)(totals - map), map);
        assert_int_equal(count_of(cells, "✓"), sum.evacuated);
    }
    frame_free(frame);
    film_free(film);
}

/* Method: a map of 512 buckets on a screen with 5 rows of 64 cells: 320 cells are too few, so a
 * cell is the mean of two. Zoomed in, it is one bucket, then one with its number; and there it
 * ends, as it does outwards. */
static void zooming_goes_from_all_buckets_to_one_a_cell(void **state)
{
    struct film *film = film_make("fill:k=3000");
    struct frame *frame = make_frame(24, 80);
    uint64_t end = film_len(film);

    (void)state;
    assert_int_equal(draw(film, end, 0, 0, frame).zoom, 0);
    assert_has(frame, "a cell: mean of 2 ");
    assert_int_equal(draw(film, end, 1, 0, frame).zoom, 1);
    assert_has(frame, "a cell: 1 bucket ");
    assert_int_equal(draw(film, end, 2, 0, frame).zoom, 2);
    assert_has(frame, "a cell: a bucket, its load");
    assert_int_equal(draw(film, end, 1000, 0, frame).zoom, 2);
    assert_int_equal(draw(film, end, -1000, 0, frame).zoom, 0);
    frame_free(frame);
    film_free(film);
}

/* Method: zoomed in, scrolled beyond both ends: the first row and the last are in view. */
static void it_scrolls_to_both_ends(void **state)
{
    struct film *film = film_make("fill:k=3000");
    struct frame *frame = make_frame(24, 80);

    (void)state;
    draw(film, film_len(film), 1, -1000, frame);
    assert_has(frame, "   0 ");
    struct screen_scroll end = draw(film, film_len(film), 1, 1000, frame);
    assert_has(frame, " 448 "); /* of 512 buckets, 64 a row */
    assert_int_equal(draw(film, film_len(film), 1, end.body, frame).body, end.body);
    frame_free(frame);
    film_free(film);
}

/* Method: every move of a growth, at each zoom: where the map is at work, a row is marked. */
static void the_bucket_of_the_move_is_in_view(void **state)
{
    struct film *film = film_make("fill:k=900");
    struct frame *frame = make_frame(24, 80);
    uint64_t start = film_find(film, TH_EVENT_GROW_START, 8);

    (void)state;
    for (int zoom = 0; zoom < 3; zoom++) {
        for (uint64_t position = start; position < start + 120; position++) {
            struct view view = film_view(film, position, LANGUAGE_ENGLISH);
            if (view.now.at.array == 0 || view.now.kind == TH_EVENT_BUCKETS_MADE ||
                view.now.kind == TH_EVENT_GROW_START)
                continue;
            draw(film, position, zoom, 0, frame);
            const char *map = strstr(plane_of(frame, SHOWS_UTF8), "overview:");
            const char *mark = strstr(map, "▶");
            const char *legend = strstr(map, "a cell:");

            assert_true(mark != NULL && mark < legend);
        }
    }
    frame_free(frame);
    film_free(film);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_small_map_has_each_load_as_a_number),
        cmocka_unit_test(evacuated_buckets_are_marked_and_counted),
        cmocka_unit_test(zooming_goes_from_all_buckets_to_one_a_cell),
        cmocka_unit_test(it_scrolls_to_both_ends),
        cmocka_unit_test(the_bucket_of_the_move_is_in_view),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
