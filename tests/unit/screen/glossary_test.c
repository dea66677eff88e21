/* glossary_test.c - the terms are found where they stand, and nothing is named on the screen that
 * the glossary does not know.
 *
 * Method of the latter: all lessons, at sizes, in bodies and in languages that take turns from stop
 * to stop. Whatever a cell's style calls a name of something - a label, a flag, a mark, a pane's
 * title - has to lie in a term; but for numbers, and for what the lesson itself has named. */
#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/screen/shows.h"
#include "viz/lesson/catalog.h"
#include "viz/player/player_search.h"
#include "viz/screen/glossary.h"
#include "viz/screen/screen.h"
#include "viz/screen/spot.h"
#include "viz/screen/width.h"
#include "viz/screen/wrap.h"

/* ---- Finding ---- */

static struct glossary_spot spot_of(const struct frame *frame, enum glossary_term term)
{
    struct glossary_spot spots[GLOSSARY_TERMS];
    size_t count = glossary_on_frame(frame, LANGUAGE_CHINESE, spots);

    for (size_t i = 0; i < count; i++) {
        if (spots[i].term == term) return spots[i];
    }
    return (struct glossary_spot){.row = -1};
}

static void a_term_is_found_as_a_whole_word(void **state)
{
    struct frame *frame = make_frame(3, 40);
    struct frame_area all = frame_whole(frame);

    (void)state;
    frame_put_text(all, 0, 0, STYLE_PLAIN, "discount key_count counts");
    frame_put_text(all, 1, 0, STYLE_PLAIN, "旧桶的溢出桶。Count, Overflow buckets");
    assert_int_equal(spot_of(frame, GLOSSARY_COUNT).row, 1);
    assert_int_equal(spot_of(frame, GLOSSARY_COUNT).col, 14);
    assert_int_equal(spot_of(frame, GLOSSARY_COUNT).width, 5);
    assert_int_equal(spot_of(frame, GLOSSARY_BUCKET).col, 2);
    assert_int_equal(spot_of(frame, GLOSSARY_BUCKET).width, 2);
    assert_int_equal(spot_of(frame, GLOSSARY_OVERFLOW).col, 6);
    assert_int_equal(spot_of(frame, GLOSSARY_OVERFLOW).width, 6);
    frame_free(frame);
}

static void what_people_have_named_is_no_term(void **state)
{
    struct frame *frame = make_frame(3, 40);
    struct frame_area all = frame_whole(frame);

    (void)state;
    frame_put_text(all, 0, 0, STYLE_KEY, "count");
    frame_put_text(all, 1, 0, STYLE_PLAIN, "B moves X, and the empty map is done");
    assert_int_equal(spot_of(frame, GLOSSARY_COUNT).row, -1);
    assert_int_equal(spot_of(frame, GLOSSARY_B).row, -1);
    assert_int_equal(spot_of(frame, GLOSSARY_HALVES).row, -1);
    assert_int_equal(spot_of(frame, GLOSSARY_EMPTY_ONE).row, -1);
    frame_put_text(all, 2, 0, STYLE_LABEL, "B");
    assert_int_equal(spot_of(frame, GLOSSARY_B).row, 2);
    frame_free(frame);
}

static void a_flag_that_is_off_is_no_empty_slot(void **state)
{
    struct frame *frame = make_frame(2, 40);
    struct frame_area all = frame_whole(frame);

    (void)state;
    frame_put_text(all, 0, 0, STYLE_NOW, "[·writing]");
    assert_int_equal(spot_of(frame, GLOSSARY_EMPTY_ONE).row, -1);
    assert_int_equal(spot_of(frame, GLOSSARY_WRITING).col, 2);
    frame_put_text(all, 1, 0, STYLE_NOW, "[· ]");
    assert_int_equal(spot_of(frame, GLOSSARY_EMPTY_ONE).row, 1);
    frame_free(frame);
}

static void under_a_cell_lies_the_longest_term(void **state)
{
    struct frame *frame = make_frame(1, 40);
    struct glossary_spot spot;

    (void)state;
    frame_put_text(frame_whole(frame), 0, 2, STYLE_PLAIN, "two overflow buckets");
    assert_false(glossary_under(frame, LANGUAGE_ENGLISH, 0, 3, &spot));
    assert_true(glossary_under(frame, LANGUAGE_ENGLISH, 0, 18, &spot));
    assert_int_equal(spot.term, GLOSSARY_OVERFLOW);
    assert_int_equal(spot.col, 6);
    assert_int_equal(spot.width, 16);
    assert_false(glossary_under(frame, LANGUAGE_ENGLISH, 0, 22, &spot));
    frame_free(frame);
}

static void a_text_without_a_frame_has_terms_too(void **state)
{
    static const char text[] = "the nevacuate of old";
    enum glossary_term term;
    size_t len;

    (void)state;
    assert_false(glossary_in_text(text, 0, LANGUAGE_ENGLISH, &term, &len));
    assert_true(glossary_in_text(text, 4, LANGUAGE_ENGLISH, &term, &len));
    assert_int_equal(term, GLOSSARY_NEVACUATE);
    assert_int_equal(len, strlen("nevacuate"));
    assert_false(glossary_in_text(text, 6, LANGUAGE_ENGLISH, &term, &len));
    assert_true(glossary_named("B", LANGUAGE_ENGLISH, &term));
    assert_int_equal(term, GLOSSARY_B);
    assert_true(glossary_named("溢出桶", LANGUAGE_CHINESE, &term));
    assert_int_equal(term, GLOSSARY_OVERFLOW);
    assert_false(glossary_named("overflow buckets of", LANGUAGE_ENGLISH, &term));
    assert_false(glossary_named("", LANGUAGE_ENGLISH, &term));
}

/* ---- The overlay ---- */

/* Method: the least frame has 36 columns and 7 rows for a meaning, the overlay with a list 42 and
 * 8; what is cut ends with an ellipsis. */
static void a_meaning_is_never_cut(void **state)
{
    (void)state;
    for (enum glossary_term term = 0; term < GLOSSARY_TERMS; term++) {
        for (int i = 0; i < LANGUAGE_COUNT; i++) {
            const char *meaning = glossary_meaning(term, (enum language)i);
            int small = wrap_count(meaning, strlen(meaning), 36);
            int large = wrap_count(meaning, strlen(meaning), 42);

            if (small > 7 || large > 8) fail_msg("%d and %d rows: %s", small, large, meaning);
            assert_true(width_of_text(glossary_name(term, (enum language)i)) <= 24);
        }
    }
}

/* Method: a map that has not been made; its screen has few terms. Whatever number is asked for,
 * there is a term, and the number of it comes back. */
static void the_overlay_stays_within_its_terms(void **state)
{
    struct frame *frame = make_frame(24, 80);
    struct glossary_spot spots[GLOSSARY_TERMS];
    struct catalog *catalog;
    struct lesson *lesson;
    struct player *player;
    struct source_errors errors;
    struct view view;
    struct player_options plain = {0};
    struct screen_options options = {0};

    (void)state;
    assert_int_equal(catalog_of_embedded(&catalog), CATALOG_OK);
    assert_int_equal(catalog_load(catalog, 0, &lesson, &errors), LESSON_OK);
    assert_int_equal(player_make(lesson, &plain, &player), PLAYER_OK);
    player_view(player, LANGUAGE_ENGLISH, &view);
    screen_draw(frame, &view, &options);
    int count = (int)glossary_on_frame(frame, LANGUAGE_ENGLISH, spots);
    options.shows_terms = true;
    options.scroll.term = -3;
    assert_int_equal(screen_draw(frame, &view, &options).term, 0);
    options.scroll.term = 1000;
    assert_int_equal(screen_draw(frame, &view, &options).term, count - 1);
    options.scroll.term = 1;
    assert_int_equal(screen_draw(frame, &view, &options).term, 1);
    struct spot spot = spot_first(frame, SPOT_TERM);
    assert_int_equal(spot.kind, SPOT_TERM);
    assert_int_equal(spot.number, 0);
    player_free(player);
    lesson_free(lesson);
    catalog_free(catalog);
    frame_free(frame);
}

/* ---- All lessons ---- */

/* The word, number or Chinese character that begins at a cell. Returns the columns it takes. */
static int read_word(const struct frame *frame, int row, int col, char word[64])
{
    int at = col;

    for (word[0] = '\0'; at < frame_width(frame) && strlen(word) < 32; at++) {
        struct frame_cell cell = frame_read_cell(frame, row, at, GLYPH_UTF8);
        bool is_one = cell.len == 1 && (isalnum((unsigned char)cell.bytes[0]) ||
                                        strchr("_+", cell.bytes[0]) != NULL);

        if (!is_one && at > col) break;
        strncat(word, cell.bytes, cell.len);
        if (!is_one) return cell.columns;
    }
    return at - col;
}

static bool is_number(const char *word)
{
    word += strspn(word, "+");
    return strspn(word, "0123456789abcdefx") == strlen(word);
}

static bool is_cut(const struct frame *frame, int row, int end)
{
    if (end >= frame_width(frame)) return false;
    return memcmp(frame_read_cell(frame, row, end, GLYPH_UTF8).bytes, "…", strlen("…")) == 0;
}

/* What stands between names, and what the lesson has named. */
static bool is_known(const char *word, const struct view *view)
{
    static const char *const between[] = {"of", "at", "bytes", "so", "far", "run", "no", "字",
                                          "节", "位", "于",    "的", "个",  "种",  "共", "…"};

    for (size_t i = 0; i < sizeof between / sizeof between[0]; i++) {
        if (strcmp(word, between[i]) == 0) return true;
    }
    for (size_t i = 0; i < view->race.lane_count; i++) {
        if (strcmp(word, view->race.lanes[i].name) == 0) return true;
    }
    if (strcmp(word, model_map(view->model, view->map)->name) == 0) return true;
    if (view->has_beside && strcmp(word, model_map(view->model, view->beside)->name) == 0)
        return true;
    return is_number(word);
}

/* Of a pane's title only its first word is a name. In row 0 stand the lesson's title and ours. */
static bool begins_title(const struct frame *frame, int row, int col)
{
    static const char *const before[] = {" ", "["};

    if (row == 0 || col < 2) return false;
    struct frame_cell blank = frame_read_cell(frame, row, col - 1, GLYPH_UTF8);
    struct frame_cell line = frame_read_cell(frame, row, col - 2, GLYPH_UTF8);
    bool is_blank =
        memcmp(blank.bytes, before[0], 1) == 0 || memcmp(blank.bytes, before[1], 1) == 0;

    return is_blank && line.style != STYLE_TITLE;
}

static bool names_something(const struct frame *frame, int row, int col)
{
    struct frame_cell cell = frame_read_cell(frame, row, col, GLYPH_UTF8);
    bool is_word = cell.len == 1 ? isalnum((unsigned char)cell.bytes[0])
                                 : cell.columns == 2 && memcmp(cell.bytes, "\xe4", 1) >= 0 &&
                                       memcmp(cell.bytes, "\xe9", 1) <= 0;

    switch (cell.style) {
    case STYLE_TITLE:
        return is_word && begins_title(frame, row, col);
    case STYLE_LABEL:
    case STYLE_FLAG_ON:
    case STYLE_FLAG_OFF:
        return is_word;
    case STYLE_EMPTY:
    case STYLE_EVACUATED:
        return cell.len > 1; /* a mark; bytes and lost keys aside */
    default:
        return false;
    }
}

static void check_frame(const struct frame *frame, const struct view *view)
{
    for (int row = 0; row < frame_height(frame); row++) {
        for (int col = 0; col < frame_width(frame);) {
            struct glossary_spot spot;
            char word[64];
            int columns = read_word(frame, row, col, word);

            if (names_something(frame, row, col) && !is_known(word, view) &&
                !is_cut(frame, row, col + columns) &&
                !glossary_under(frame, view->language, row, col, &spot)) {
                if (frame_write_text(frame, GLYPH_UTF8, true, stderr) != FRAME_OK) fail();
                fail_msg("%s: nobody explains \"%s\", row %d, column %d", view->title, word, row,
                         col);
            }
            col += columns > 0 ? columns : 1;
        }
    }
}

static const struct {
    int height;
    int width;
} sizes[] = {{24, 80}, {10, 40}, {36, 120}, {16, 60}, {50, 200}};
enum { SIZES = sizeof sizes / sizeof sizes[0] };

/* Every eleventh stop is shown in one way, and the ways take turns. */
static void walk(struct player *player, struct frame *frames[SIZES], unsigned *turn)
{
    struct view first;

    player_view(player, LANGUAGE_ENGLISH, &first);
    uint64_t count = first.scrub.stop_count;

    for (uint64_t stop = 0; stop < count; stop += 11, *turn += 1) {
        struct screen_options options = {.body = *turn / SIZES % SCREEN_BODY_COUNT};
        struct frame *frame = frames[*turn % SIZES];
        struct view view;

        player_seek_stop(player, stop);
        player_view(player, *turn % 7 < 3 ? LANGUAGE_CHINESE : LANGUAGE_ENGLISH, &view);
        screen_draw(frame, &view, &options);
        check_frame(frame, &view);
    }
}

/* The beginning of each step: where it asks something, the question waits. */
static void walk_steps(struct player *player, struct frame *frames[SIZES], unsigned *turn)
{
    for (size_t step = 0; step < player_step_count(player); step++, *turn += 1) {
        struct frame *frame = frames[*turn % SIZES];
        struct view view;

        player_seek(player, step, 0);
        player_view(player, *turn % 2 == 0 ? LANGUAGE_CHINESE : LANGUAGE_ENGLISH, &view);
        screen_draw(frame, &view, NULL);
        check_frame(frame, &view);
    }
}

static void show_lesson(const struct lesson *lesson, bool asks, struct frame *frames[SIZES],
                        unsigned *turn)
{
    struct player_options options = {.asks_nobody = !asks};
    struct player *player;

    assert_int_equal(player_make(lesson, &options, &player), PLAYER_OK);
    if (asks)
        walk_steps(player, frames, turn);
    else
        walk(player, frames, turn);
    player_free(player);
}

static void nothing_is_named_that_is_not_explained(void **state)
{
    struct frame *frames[SIZES];
    struct catalog *catalog;
    unsigned turn = 0;

    (void)state;
    for (size_t i = 0; i < SIZES; i++)
        frames[i] = make_frame(sizes[i].height, sizes[i].width);
    assert_int_equal(catalog_of_embedded(&catalog), CATALOG_OK);
    for (size_t i = 0; i < catalog_count(catalog); i++) {
        struct source_errors errors;
        struct lesson *lesson;

        assert_int_equal(catalog_load(catalog, i, &lesson, &errors), LESSON_OK);
        show_lesson(lesson, false, frames, &turn);
        show_lesson(lesson, true, frames, &turn);
        lesson_free(lesson);
    }
    catalog_free(catalog);
    for (size_t i = 0; i < SIZES; i++)
        frame_free(frames[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_term_is_found_as_a_whole_word),
        cmocka_unit_test(what_people_have_named_is_no_term),
        cmocka_unit_test(a_flag_that_is_off_is_no_empty_slot),
        cmocka_unit_test(under_a_cell_lies_the_longest_term),
        cmocka_unit_test(a_text_without_a_frame_has_terms_too),
        cmocka_unit_test(a_meaning_is_never_cut),
        cmocka_unit_test(the_overlay_stays_within_its_terms),
        cmocka_unit_test(nothing_is_named_that_is_not_explained),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
