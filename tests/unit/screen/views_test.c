/* views_test.c - every promise of viz/screen/screen.h. Method: draw films of real maps, move by
 * move, and read the text plane. What the single panes show: views_show_test.c. */
#include "viz/screen/screen.h"

#include <string.h>

#include "tests/unit/screen/seen.h"
#include "viz/screen/panes.h"

/* ---- Reading a pane ---- */

/* True when a cell of the rectangle is the sign. */
static bool pane_has(const struct frame *frame, struct panes_rect rect, const char *sign)
{
    for (int row = rect.row; row < rect.row + rect.height; row++) {
        for (int col = rect.col; col < rect.col + rect.width; col++) {
            struct frame_cell cell = frame_read_cell(frame, row, col, GLYPH_UTF8);

            if (cell.len == strlen(sign) && memcmp(cell.bytes, sign, cell.len) == 0) return true;
        }
    }
    return false;
}

static struct panes panes_for(const struct frame *frame, const struct view *view)
{
    const th_header *header = &model_map(view->model, view->map)->header;

    return panes_of(frame_height(frame), frame_width(frame),
                    (struct panes_facts){
                        .has_values = true,
                        .has_oldbuckets = header->oldbuckets != 0,
                        .lane_count = (int)view->race.lane_count,
                    });
}

/* ---- S1, S2 ---- */

static void every_size_can_be_drawn_on(void **state)
{
    struct film *film = film_make(doubling);
    struct frame *frame = make_frame(1, 1);
    uint64_t moved = film_find(film, TH_EVENT_SLOT_MOVED, 20);

    (void)state;
    for (int height = 1; height <= 44; height++) {
        for (int width = 1; width <= 130; width += width < 45 ? 1 : 7) {
            struct view view = film_view(film, moved, (enum language)(width & 1));
            struct screen_options options = with_hints;

            options.shows_help = (height & 1) != 0;
            assert_int_equal(frame_resize(frame, height, width), FRAME_OK);
            screen_draw(frame, &view, &options);
            if (height < SCREEN_LEAST_HEIGHT || width < SCREEN_LEAST_WIDTH) continue;
            assert_has(frame, "tophash");
        }
    }
    frame_free(frame);
    film_free(film);
}

static void too_small_a_frame_says_so_politely(void **state)
{
    struct film *film = film_make("put:a");
    struct frame *frame = make_frame(4, 20);
    struct view view = film_view(film, 1, LANGUAGE_ENGLISH);

    (void)state;
    screen_draw(frame, &view, NULL);
    assert_shows(frame, "Please enlarge: 40 ×\n10 or more.\n\n\n");
    frame_free(frame);
    film_free(film);
}

static void the_same_view_gives_the_same_frame_whatever_was_there(void **state)
{
    struct film *film = film_make(doubling);
    struct frame *one = make_frame(24, 80);
    struct frame *other = make_frame(24, 80);

    (void)state;
    for (uint64_t position = 0; position <= film_len(film); position += 13) {
        struct view view = film_view(film, position, LANGUAGE_ENGLISH);

        screen_draw(one, &view, &with_hints);
        frame_fill(frame_whole(other), 0, 0, 24, 80, STYLE_BAD, "#");
        frame_put_cursor(frame_whole(other), 3, 3);
        screen_draw(other, &view, &with_hints);
        assert_true(frame_is_same(one, other));
    }
    frame_free(one);
    frame_free(other);
    film_free(film);
}

/* ---- S3: it stands still ---- */

/* Of the bucket panes only what a look marks may differ: brackets, the pointer, a style. */
static void a_look_moves_nothing_in_the_bucket_panes(void **state)
{
    struct film *film = film_make("fill:k=26 get:k25");
    struct frame *before = make_frame(24, 80);
    struct frame *after = make_frame(24, 80);

    (void)state;
    for (uint64_t position = film_len(film); position > film_len(film) - 8; position--) {
        struct view view = film_view(film, position - 1, LANGUAGE_ENGLISH);
        int changed = 0;

        screen_draw(before, &view, NULL);
        view = film_view(film, position, LANGUAGE_ENGLISH);
        screen_draw(after, &view, NULL);

        struct panes panes = panes_for(after, &view);
        struct panes_rect rect = panes.buckets;

        for (int row = rect.row; row < rect.row + rect.height; row++)
            for (int col = rect.col; col < rect.col + rect.width; col++) {
                struct frame_cell one = frame_read_cell(before, row, col, GLYPH_UTF8);
                struct frame_cell two = frame_read_cell(after, row, col, GLYPH_UTF8);

                changed += one.len != two.len || memcmp(one.bytes, two.bytes, one.len) != 0;
            }
        assert_true(changed <= 4); /* two brackets here, two there */
    }
    frame_free(before);
    frame_free(after);
    film_free(film);
}

/* ---- S4: the current move is in view ---- */

static void check_in_view(const struct frame *frame, const struct view *view)
{
    struct panes panes = panes_for(frame, view);
    bool is_old = view->now.at.array == model_map(view->model, view->map)->header.oldbuckets;
    struct panes_rect at = is_old ? panes.oldbuckets : panes.buckets;

    switch (view->now.kind) {
    case TH_EVENT_SLOT_PROBED:
    case TH_EVENT_KEY_COMPARED:
    case TH_EVENT_ITER_YIELD:
    case TH_EVENT_ITER_SKIP:
        if (!pane_has(frame, at, "⟨") && !pane_has(frame, at, "(") && !pane_has(frame, at, "["))
            fail_msg("the slot is not in view\n%s", plane_of(frame, SHOWS_UTF8));
        break;
    case TH_EVENT_SLOT_MOVED:
        assert_true(pane_has(frame, panes.oldbuckets, "["));
        assert_true(pane_has(frame, panes.buckets, "["));
        break;
    case TH_EVENT_SLOT_WRITTEN:
    case TH_EVENT_SLOT_CLEARED:
    case TH_EVENT_EMPTY_REST:
    case TH_EVENT_EMPTY_EVACUATED:
        assert_true(pane_has(frame, at, "["));
        break;
    case TH_EVENT_BUCKET_CHOSEN:
    case TH_EVENT_EVACUATE_START:
    case TH_EVENT_OVERFLOW_LINKED:
        assert_true(pane_has(frame, at, "▶"));
        break;
    default:
        break;
    }
}

static void the_slot_of_each_move_is_in_view(void **state)
{
    static const char *const scripts[] = {
        doubling,
        "fill:k=107 put:x drop:k=30 walk:3=5",
        "fill:k=26 walk:0=3 fill:y=60",
    };
    struct frame *frame = make_frame(1, 1);

    (void)state;
    for (size_t i = 0; i < sizeof scripts / sizeof scripts[0]; i++) {
        struct film *film = film_make(scripts[i]);

        for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++) {
            assert_int_equal(frame_resize(frame, sizes[s][0], sizes[s][1]), FRAME_OK);
            for (uint64_t position = 1; position <= film_len(film); position++) {
                struct view view = film_view(film, position, LANGUAGE_ENGLISH);

                screen_draw(frame, &view, NULL);
                check_in_view(frame, &view);
            }
        }
        film_free(film);
    }
    frame_free(frame);
}

/* A race of so many workers, none of whom says anything. */
static void make_race(struct view *view, size_t lane_count)
{
    view->race = (struct view_race){.lane_count = lane_count, .schedule = "", .outcome = ""};
    for (size_t i = 0; i < lane_count; i++)
        view->race.lanes[i] = (struct view_lane){.name = "A", .verb = "", .lock = ""};
}

/* But for frames of 10 rows, which have no room for old buckets. */
static void in_a_race_the_slot_of_each_move_is_in_view_too(void **state)
{
    static const size_t lane_counts[] = {2, 3, 9};
    struct film *film = film_make(doubling);
    struct frame *frame = make_frame(1, 1);

    (void)state;
    for (size_t s = 1; s < sizeof sizes / sizeof sizes[0]; s++) {
        assert_int_equal(frame_resize(frame, sizes[s][0], sizes[s][1]), FRAME_OK);
        for (size_t i = 0; i < 3; i++) {
            for (uint64_t position = 1; position <= film_len(film); position++) {
                struct view view = film_view(film, position, LANGUAGE_ENGLISH);

                make_race(&view, lane_counts[i]);
                screen_draw(frame, &view, NULL);
                check_in_view(frame, &view);
            }
        }
    }
    frame_free(frame);
    film_free(film);
}

static void hidden_buckets_are_counted_and_can_be_scrolled_to(void **state)
{
    struct film *film = film_make("fill:k=60");
    struct frame *frame = make_frame(24, 80);
    struct view view = film_view(film, film_len(film), LANGUAGE_ENGLISH);
    struct screen_options options = {.scroll.buckets[SCREEN_BUCKETS] = -1000};

    (void)state;
    options.scroll = screen_draw(frame, &view, &options);
    assert_has(frame, "buckets 0–3 of 16  ↑0 ↓12");
    options.scroll.buckets[SCREEN_BUCKETS] += 5;
    screen_draw(frame, &view, &options);
    assert_has(frame, "buckets 5–8 of 16  ↑5 ↓7");
    options.scroll.buckets[SCREEN_BUCKETS] = 1000;
    options.scroll = screen_draw(frame, &view, &options);
    assert_has(frame, "buckets 12–15 of 16  ↑12 ↓0");
    options.scroll.buckets[SCREEN_BUCKETS]--;
    screen_draw(frame, &view, &options);
    assert_has(frame, "buckets 11–14 of 16  ↑11 ↓1");
    frame_free(frame);
    film_free(film);
}

/* Method: at many positions, scroll far beyond both ends; what is reported then is in the array,
 * and asked for again it is reported again. */
static void scrolling_stops_with_a_full_page_in_every_view(void **state)
{
    struct film *film = film_make("fill:k=107 put:x drop:k=30 walk:3=5");
    struct frame *frame = make_frame(24, 80);

    (void)state;
    for (uint64_t position = 0; position <= film_len(film); position += 37) {
        struct view view = film_view(film, position, LANGUAGE_ENGLISH);
        struct screen_options options = {0};
        struct screen_scroll least, most, again;

        for (size_t i = 0; i < SCREEN_PANE_COUNT; i++)
            options.scroll.buckets[i] = -1000;
        least = screen_draw(frame, &view, &options);
        for (size_t i = 0; i < SCREEN_PANE_COUNT; i++)
            options.scroll.buckets[i] = 1000;
        most = screen_draw(frame, &view, &options);
        for (size_t i = 0; i < SCREEN_PANE_COUNT; i++) {
            assert_in_range(-least.buckets[i], 0, 32);
            assert_in_range(most.buckets[i], 0, 32);
        }
        options.scroll = most;
        again = screen_draw(frame, &view, &options);
        assert_memory_equal(&again, &most, sizeof most);
    }
    frame_free(frame);
    film_free(film);
}

static void overflow_buckets_stand_under_their_main_bucket(void **state)
{
    struct film *film = film_make("fill:k=52");
    struct frame *frame = make_frame(40, 120);
    struct view view =
        film_view(film, film_find(film, TH_EVENT_OVERFLOW_LINKED, 1), LANGUAGE_ENGLISH);

    (void)state;
    screen_draw(frame, &view, NULL);
    assert_has(frame, "▶ └→▏");
    view = film_view(film, film_find(film, TH_EVENT_OVERFLOW_LINKED, 1) + 1, LANGUAGE_ENGLISH);
    screen_draw(frame, &view, NULL);
    assert_has(frame, "  └→▏[");
    frame_free(frame);
    film_free(film);
}

/* ---- S5: without colour ---- */

static void marks_and_roles_are_in_the_text_plane(void **state)
{
    struct film *film = film_make(doubling);
    struct frame *frame = make_frame(24, 80);
    struct view view = film_view(film, film_find(film, TH_EVENT_SLOT_MOVED, 20), LANGUAGE_ENGLISH);

    (void)state;
    screen_draw(frame, &view, NULL);
    assert_has(frame, "[→"); /* from here, now */
    assert_has(frame, "(→"); /* moved before */
    assert_has(frame, " X▏");
    assert_has(frame, " Y▏");
    assert_has(frame, "●writing");
    assert_has(frame, "·iterator");
    assert_has(frame, "▶   the next hash bit");
    frame_free(frame);
    film_free(film);
}

static void all_marks_are_named_on_a_full_screen(void **state)
{
    struct film *film = film_make(doubling);
    struct frame *frame = make_frame(SCREEN_FULL_HEIGHT, SCREEN_FULL_WIDTH);

    (void)state;
    for (uint64_t position = 1; position <= film_len(film); position++) {
        struct view view = film_view(film, position, LANGUAGE_ENGLISH);

        screen_draw(frame, &view, NULL);
        assert_has(frame, "· empty");
        assert_has(frame, "∅ rest");
        assert_has(frame, "→X →Y moved");
        assert_has(frame, "✓ evacuated");
        view.language = LANGUAGE_CHINESE;
        screen_draw(frame, &view, NULL);
        assert_has(frame, "其后皆空");
        assert_has(frame, "✓ 已迁空");
    }
    frame_free(frame);
    film_free(film);
}

static void the_evacuation_mark_points_at_its_old_bucket(void **state)
{
    struct film *film = film_make(doubling);
    struct frame *frame = make_frame(40, 120);
    struct view view = film_view(film, film_find(film, TH_EVENT_GROW_START, 3), LANGUAGE_ENGLISH);

    (void)state;
    screen_draw(frame, &view, NULL);
    assert_has(frame, "↑nev");
    assert_has(frame, "nevacuate [0/4]");
    assert_has(frame, "B [2→3]");
    frame_free(frame);
    film_free(film);
}

static void a_cursors_place_and_start_are_marked(void **state)
{
    struct film *film = film_make("fill:k=6 walk:0=2");
    struct frame *frame = make_frame(24, 80);
    struct view view = film_view(film, film_len(film), LANGUAGE_ENGLISH);

    (void)state;
    screen_draw(frame, &view, NULL);
    assert_has(frame, "○k4");
    assert_has(frame, "▲k5");
    frame_free(frame);
    film_free(film);
}

static void an_ascii_terminal_sees_the_same_marks(void **state)
{
    struct film *film = film_make(doubling);
    struct frame *frame = make_frame(24, 80);
    struct view view = film_view(film, film_find(film, TH_EVENT_SLOT_MOVED, 20), LANGUAGE_ENGLISH);

    (void)state;
    screen_draw(frame, &view, &with_hints);

    const char *text = plane_of(frame, SHOWS_ASCII);

    for (const char *byte = text; *byte != '\0'; byte++)
        assert_true((unsigned char)*byte < 0x80);
    assert_null(strchr(text, '?') ? strstr(text, "??") : NULL);
    assert_non_null(strstr(text, "[>"));
    frame_free(frame);
    film_free(film);
}

/* ---- S6: nothing is cut without a sign ---- */

static void a_long_key_or_title_ends_with_an_ellipsis(void **state)
{
    struct film *film = film_make("put:a_very_long_key_that_fits_in_no_slot_at_all");
    struct frame *frame = make_frame(24, 80);
    struct view view = film_view(film, film_len(film), LANGUAGE_ENGLISH);

    (void)state;
    view.title = "A title that is far too long for the upper border of a small frame, really";
    screen_draw(frame, &view, NULL);
    assert_has(frame, "… ─");
    assert_has(frame, "…ll"); /* in its slot */
    assert_has(frame, "\"a_very_lon…\"");
    frame_free(frame);
    film_free(film);
}

static void long_words_end_with_an_ellipsis(void **state)
{
    struct film *film = film_make("put:a");
    struct frame *frame = make_frame(10, 40);
    struct view view = film_view(film, 0, LANGUAGE_ENGLISH);

    (void)state;
    view.say = "One two three four five six seven eight nine ten eleven twelve thirteen fourteen.";
    screen_draw(frame, &view, NULL);
    assert_has(frame, "One two three four");
    assert_has(frame, "…");
    frame_free(frame);
    film_free(film);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_size_can_be_drawn_on),
        cmocka_unit_test(too_small_a_frame_says_so_politely),
        cmocka_unit_test(the_same_view_gives_the_same_frame_whatever_was_there),
        cmocka_unit_test(a_look_moves_nothing_in_the_bucket_panes),
        cmocka_unit_test(the_slot_of_each_move_is_in_view),
        cmocka_unit_test(in_a_race_the_slot_of_each_move_is_in_view_too),
        cmocka_unit_test(hidden_buckets_are_counted_and_can_be_scrolled_to),
        cmocka_unit_test(scrolling_stops_with_a_full_page_in_every_view),
        cmocka_unit_test(overflow_buckets_stand_under_their_main_bucket),
        cmocka_unit_test(marks_and_roles_are_in_the_text_plane),
        cmocka_unit_test(all_marks_are_named_on_a_full_screen),
        cmocka_unit_test(the_evacuation_mark_points_at_its_old_bucket),
        cmocka_unit_test(a_cursors_place_and_start_are_marked),
        cmocka_unit_test(an_ascii_terminal_sees_the_same_marks),
        cmocka_unit_test(a_long_key_or_title_ends_with_an_ellipsis),
        cmocka_unit_test(long_words_end_with_an_ellipsis),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
