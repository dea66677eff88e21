/* views_show_test.c - what borders, panes, footer, help and menu show. Method: draw films of real
 * maps at one move, and look for the words that must be there. */
#include "viz/screen/screen.h"

#include <string.h>

#include "tests/unit/screen/seen.h"

/* ---- Borders, Chinese ---- */

static void check_right_border(const struct frame *frame)
{
    int right = frame_width(frame) - 1;

    for (int row = 1; row + 1 < frame_height(frame); row++) {
        struct frame_cell cell = frame_read_cell(frame, row, right, GLYPH_UTF8);
        char bytes[8] = {0};

        assert_int_equal(cell.columns, 1);
        memcpy(bytes, cell.bytes, cell.len);
        if (strcmp(bytes, "│") != 0 && strcmp(bytes, "┤") != 0)
            fail_msg("row %d ends with %s\n%s", row, bytes, plane_of(frame, SHOWS_UTF8));
    }
}

static void borders_stay_whole_in_both_languages(void **state)
{
    struct film *film = film_make("fill:k=26 walk:1=2 put:桶桶桶桶桶桶 get:桶桶桶桶桶桶 clear");
    struct frame *frame = make_frame(1, 1);

    (void)state;
    for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++) {
        assert_int_equal(frame_resize(frame, sizes[s][0], sizes[s][1]), FRAME_OK);
        for (uint64_t position = 0; position <= film_len(film); position += 3) {
            struct view view = film_view(film, position, (enum language)(position & 1));

            screen_draw(frame, &view, &with_hints);
            check_right_border(frame);
        }
    }
    frame_free(frame);
    film_free(film);
}

static void chinese_words_are_on_the_screen(void **state)
{
    struct film *film = film_make(doubling);
    struct frame *frame = make_frame(24, 80);
    struct view view = film_view(film, film_find(film, TH_EVENT_COUNT, 3), LANGUAGE_CHINESE);

    (void)state;
    screen_draw(frame, &view, &with_hints);
    assert_has(frame, "翻倍扩容");
    assert_has(frame, "步骤 1/1");
    assert_has(frame, "count 从 2 变为 3。");
    assert_has(frame, "写入要为扩容付出一部分代价。");
    assert_has(frame, "q 退出");
    frame_free(frame);
    film_free(film);
}

/* ---- The panes ---- */

static void the_header_tells_fields_and_load(void **state)
{
    struct film *film = film_make("fill:k=9");
    struct frame *frame = make_frame(24, 120);
    struct view view = film_view(film, film_find(film, TH_EVENT_COUNT, 9), LANGUAGE_ENGLISH);

    (void)state;
    screen_draw(frame, &view, NULL);
    assert_has(frame, "count [9]");
    assert_has(frame, "B (1)");
    assert_has(frame, "●hashWriting");
    assert_has(frame, "██████████████████░░░░░░░░┃░░░░░░ 9/13");
    view = film_view(film, 0, LANGUAGE_ENGLISH);
    screen_draw(frame, &view, NULL);
    assert_has(frame, "not made yet");
    frame_free(frame);
    film_free(film);
}

static void the_bits_that_decide_are_bracketed_and_named(void **state)
{
    struct film *film = film_make(doubling);
    struct frame *frame = make_frame(24, 80);
    struct view view =
        film_view(film, film_find(film, TH_EVENT_BUCKET_CHOSEN, 20), LANGUAGE_ENGLISH);
    char expected[40];

    (void)state;
    screen_draw(frame, &view, NULL);
    snprintf(expected, sizeof expected, "[%u%u]", (unsigned)(view.now.hash >> 1 & 1),
             (unsigned)(view.now.hash & 1));
    assert_has(frame, expected);
    snprintf(expected, sizeof expected, "bucket %u", view.now.at.bucket);
    assert_has(frame, expected);
    snprintf(expected, sizeof expected, "tophash %02x", view.registers.tophash);
    assert_has(frame, expected);

    view = film_view(film, film_find(film, TH_EVENT_SLOT_MOVED, 25), LANGUAGE_ENGLISH);
    screen_draw(frame, &view, NULL);
    assert_has(frame, view.now.after == 3 ? "bit 2=1 →Y" : "bit 2=0 →X");
    assert_has(frame, view.now.after == 3 ? "(1)[" : "(0)[");
    frame_free(frame);
    film_free(film);
}

static void growth_is_judged_with_its_numbers(void **state)
{
    struct film *film = film_make("fill:k=14");
    struct frame *frame = make_frame(40, 120);
    struct view view =
        film_view(film, film_find(film, TH_EVENT_GROWTH_CHECKED, 14), LANGUAGE_ENGLISH);

    (void)state;
    screen_draw(frame, &view, NULL);
    assert_has(frame, "14 > 8, 14 > 6.5 × 2^1 = 13: double");
    view = film_view(film, film_find(film, TH_EVENT_GROW_END, 2), LANGUAGE_ENGLISH);
    screen_draw(frame, &view, NULL);
    assert_has(frame, "14 > 8, 14 > 6.5 × 2^1 = 13: double");
    frame_free(frame);
    film_free(film);
}

static void the_keys_that_are_compared_are_both_shown(void **state)
{
    struct film *film = film_make("fill:k=5 get:k3");
    struct frame *frame = make_frame(40, 120);
    struct view view = film_view(film, film_find(film, TH_EVENT_KEY_COMPARED, 1), LANGUAGE_ENGLISH);

    (void)state;
    screen_draw(frame, &view, NULL);
    assert_has(frame, view.now.after ? "\"k3\" = \"k3\"" : "≠ \"k3\"");
    frame_free(frame);
    film_free(film);
}

/* Method: a put of a new key into a bucket with five, right behind its last write; then once count
 * has changed. What is still so stands behind its line, and in one column. */
static void the_lines_that_are_done_keep_their_values_while_they_hold(void **state)
{
    struct film *film = film_make("fill:k=6");
    struct frame *frame = make_frame(45, 100);
    struct view view = film_view(film, film_find(film, TH_EVENT_SLOT_WRITTEN, 6), LANGUAGE_ENGLISH);

    (void)state;
    screen_draw(frame, &view, NULL);
    assert_has(frame, "  flags ^= writing                         writing = 1 ");
    assert_has(frame, "  bucket := low B bits of hash             B = 0 → bucket 0 ");
    assert_has(frame, "grow, again  6 ≤ 8: no growth ");
    assert_has(frame, "  count := count + 1                         ");
    assert_false(shows(frame, "slot 5: ∅")); /* it has been written to */
    view = film_view(film, film_find(film, TH_EVENT_COUNT, 6), LANGUAGE_ENGLISH);
    screen_draw(frame, &view, NULL);
    assert_has(frame, "▶ count := count + 1                       5 → 6 ");
    view = film_view(film, film_find(film, TH_EVENT_WRITING_CLEARED, 6), LANGUAGE_ENGLISH);
    screen_draw(frame, &view, NULL);
    assert_has(frame, "writing = 0");
    assert_false(shows(frame, "writing = 1"));
    frame_free(frame);
    film_free(film);
}

/* Method: the smallest full screen, where the longest line has 19 columns left. */
static void a_judgement_that_is_too_long_is_told_shorter(void **state)
{
    struct film *film = film_make("fill:k=14");
    struct frame *frame = make_frame(24, 80);
    struct view view =
        film_view(film, film_find(film, TH_EVENT_GROWTH_CHECKED, 14), LANGUAGE_ENGLISH);

    (void)state;
    screen_draw(frame, &view, NULL);
    assert_has(frame, "grow, again  14 > 13: double");
    frame_free(frame);
    film_free(film);
}

static void values_are_shown_where_there_is_room(void **state)
{
    struct film *film = film_make("fill:k=5");
    struct frame *frame = make_frame(40, 120);
    struct view view = film_view(film, film_len(film), LANGUAGE_ENGLISH);

    (void)state;
    screen_draw(frame, &view, NULL);
    assert_has(frame, "▏ 11    22    33");
    frame_free(frame);
    film_free(film);
}

static void without_growth_the_old_pane_says_so_and_names_the_marks(void **state)
{
    struct film *film = film_make("fill:k=5");
    struct frame *frame = make_frame(24, 80);
    struct view view = film_view(film, film_len(film), LANGUAGE_ENGLISH);

    (void)state;
    screen_draw(frame, &view, NULL);
    assert_has(frame, "nil: no growth under way");
    assert_has(frame, "→X   2: moved to X");
    frame_free(frame);
    film_free(film);
}

static void trouble_stands_in_the_footer(void **state)
{
    struct film *film = film_make("put:a");
    struct frame *frame = make_frame(24, 80);
    struct view view = film_view(film, film_len(film), LANGUAGE_ENGLISH);

    (void)state;
    view.verdict = VIEW_FAILED;
    view.failure = "count: expected 8, is 9";
    screen_draw(frame, &view, &with_hints);
    assert_has(frame, "✗ not as expected: count: expected 8, is 9");
    view.registers.is_fatal = true;
    screen_draw(frame, &view, &with_hints);
    assert_has(frame, "✗ fatal error: concurrent map writes");
    view.verdict = VIEW_HELD;
    view.registers.is_fatal = false;
    screen_draw(frame, &view, &with_hints);
    assert_has(frame, "✓ as expected");
    frame_free(frame);
    film_free(film);
}

static void help_lists_keys_and_signs_and_scrolls(void **state)
{
    struct film *film = film_make("put:a");
    struct frame *frame = make_frame(10, 40);
    struct view view = film_view(film, film_len(film), LANGUAGE_ENGLISH);
    struct screen_options options = with_hints;

    (void)state;
    options.shows_help = true;
    screen_draw(frame, &view, &options);
    assert_has(frame, "keys and signs");
    assert_has(frame, "←/→  move");
    assert_false(shows(frame, "race: set the writing bit"));
    options.scroll.help = 1000;
    options.scroll = screen_draw(frame, &view, &options);
    assert_has(frame, "race: waits for a lock");
    assert_has(frame, "race: set the writing bit"); /* the last of all */
    assert_has(frame, "↓0 lines");
    options.scroll.help--;
    screen_draw(frame, &view, &options);
    assert_has(frame, "↓1 lines");
    frame_free(frame);
    film_free(film);
}

/* ---- The menu ---- */

static void the_menu_lists_lessons_and_describes_the_selected_one(void **state)
{
    const struct screen_menu_item items[] = {
        {.title = "Buckets and tophash", .about = "You can read a bucket."},
        {.title = "Growing by doubling", .about = "You can say when a map doubles."},
    };
    struct screen_menu menu = {.items = items, .item_count = 2, .selected = 1};
    struct frame *frame = make_frame(10, 44);

    (void)state;
    screen_draw_menu(frame, &menu, &with_hints);
    assert_shows(frame, "┌ tophash ── Go's classic map, from… ─ 2/2 ┐\n"
                        "│    1   Buckets and tophash               │\n"
                        "│ ▶  2   Growing by doubling               │\n"
                        "│                                          │\n"
                        "│                                          │\n"
                        "│                                          │\n"
                        "├──────────────────────────────────────────┤\n"
                        "│ You can say when a map doubles.          │\n"
                        "│                                          │\n"
                        "└ ←/→ move  ↑/↓ step  ? help  q quit ──────┘\n");
    frame_free(frame);
}

static void the_menu_tells_units_what_is_done_and_where_to_go_on(void **state)
{
    const struct screen_menu_item items[] = {
        {.title = "One", .about = "", .unit = "Inside", .is_done = true, .step_count = 4},
        {.title = "Two",
         .about = "You can two.",
         .unit = "",
         .step = 3,
         .step_count = 8,
         .question_count = 4,
         .right_count = 1,
         .answered_count = 2},
        {.title = "Three", .about = "", .unit = "Growth", .step_count = 3, .question_count = 1},
    };
    struct screen_menu menu = {
        .items = items, .item_count = 3, .selected = 1, .notice = "/x: Read-only file system"};
    struct frame *frame = make_frame(24, 80);

    (void)state;
    screen_draw_menu(frame, &menu, NULL);
    assert_has(frame, "   Inside ");
    assert_has(frame, "done 1/2");
    assert_has(frame, "  1 ✓ One");
    assert_has(frame, "step 3/8    1/4 right");
    assert_has(frame, "1 question ");
    assert_has(frame, "Enter goes on at step 3 of 8; a starts anew.");
    assert_has(frame, "Of 4 questions, 2 answered, 1");
    assert_has(frame, "/x: Read-only file system");
    menu.language = LANGUAGE_CHINESE;
    screen_draw_menu(frame, &menu, NULL);
    assert_has(frame, "步骤 3/8");
    assert_has(frame, "答对 1/4");
    assert_int_equal(frame_resize(frame, 10, 40), FRAME_OK);
    menu.language = LANGUAGE_ENGLISH;
    screen_draw_menu(frame, &menu, NULL);
    assert_has(frame, "Two");
    assert_has(frame, "step 3/8");
    frame_free(frame);
}

static void the_menu_scrolls_to_the_selected_lesson(void **state)
{
    struct screen_menu_item items[40];
    struct screen_menu menu = {.items = items, .item_count = 40};
    struct frame *frame = make_frame(1, 1);
    char titles[40][16];

    (void)state;
    for (size_t i = 0; i < 40; i++) {
        snprintf(titles[i], sizeof titles[i], "lesson-%zu.", i + 1);
        items[i] = (struct screen_menu_item){
            .title = titles[i], .about = "", .unit = i % 7 == 0 ? "A unit" : ""};
    }
    for (int height = 1; height <= 30; height++) {
        assert_int_equal(frame_resize(frame, height, 40 + height), FRAME_OK);
        for (menu.selected = 0; menu.selected < 40; menu.selected++) {
            screen_draw_menu(frame, &menu, NULL);
            if (height >= SCREEN_LEAST_HEIGHT) assert_has(frame, titles[menu.selected]);
        }
    }
    menu.item_count = 0;
    menu.selected = 0;
    screen_draw_menu(frame, &menu, NULL);
    assert_has(frame, "There are no lessons.");
    frame_free(frame);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(borders_stay_whole_in_both_languages),
        cmocka_unit_test(chinese_words_are_on_the_screen),
        cmocka_unit_test(the_header_tells_fields_and_load),
        cmocka_unit_test(the_bits_that_decide_are_bracketed_and_named),
        cmocka_unit_test(growth_is_judged_with_its_numbers),
        cmocka_unit_test(the_keys_that_are_compared_are_both_shown),
        cmocka_unit_test(the_lines_that_are_done_keep_their_values_while_they_hold),
        cmocka_unit_test(a_judgement_that_is_too_long_is_told_shorter),
        cmocka_unit_test(values_are_shown_where_there_is_room),
        cmocka_unit_test(without_growth_the_old_pane_says_so_and_names_the_marks),
        cmocka_unit_test(trouble_stands_in_the_footer),
        cmocka_unit_test(help_lists_keys_and_signs_and_scrolls),
        cmocka_unit_test(the_menu_lists_lessons_and_describes_the_selected_one),
        cmocka_unit_test(the_menu_tells_units_what_is_done_and_where_to_go_on),
        cmocka_unit_test(the_menu_scrolls_to_the_selected_lesson),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
