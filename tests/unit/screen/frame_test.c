/* frame_test.c - every promise of viz/screen/frame.h but memory (frame_memory_test.c). Method: draw
 * on a small frame, compare its planes. */
#include "viz/screen/frame.h"

#include <string.h>

#include "tests/unit/screen/shows.h"
#include "viz/markup/markup.h"

/* --- text ---------------------------------------------------------------- */

static void text_is_clipped_at_its_area_and_says_what_it_used(void **state)
{
    struct frame *frame = make_frame(1, 8);
    struct frame_area area = frame_sub(frame_whole(frame), 0, 2, 1, 4);

    (void)state;
    assert_int_equal(frame_put_text(area, 0, 0, STYLE_KEY, "abcdefgh"), 4);
    assert_int_equal(frame_put_text(area, 1, 0, STYLE_KEY, "xy"),
                     2); /* below: measured, not shown */
    assert_shows(frame, "  abcd\n");
    assert_plane(frame, SHOWS_STYLES, "..kkkk..\n");
    frame_free(frame);
}

static void text_that_starts_left_of_its_area_shows_its_rest(void **state)
{
    struct frame *frame = make_frame(1, 6);

    (void)state;
    assert_int_equal(frame_put_text(frame_whole(frame), 0, -2, STYLE_KEY, "abcd"), 4);
    assert_shows(frame, "cd\n");
    frame_free(frame);
}

static void a_wide_character_is_never_cut_in_half_by_an_edge(void **state)
{
    struct frame *frame = make_frame(2, 5);
    struct frame_area all = frame_whole(frame);

    (void)state;
    frame_fill(all, 0, 0, 2, 5, STYLE_DIM, "#");
    assert_int_equal(frame_put_text(all, 0, 0, STYLE_KEY, "桶桶桶"), 4);
    frame_put_text(all, 1, -1, STYLE_KEY, "桶桶");
    assert_shows(frame, "桶桶\n 桶##\n");
    assert_plane(frame, SHOWS_STYLES, "kkkkk\nkkkdd\n");
    frame_free(frame);
}

static void writing_on_half_a_wide_character_blanks_the_other_half(void **state)
{
    struct frame *frame = make_frame(1, 8);
    struct frame_area all = frame_whole(frame);

    (void)state;
    frame_put_text(all, 0, 0, STYLE_KEY, "桶桶桶桶");
    frame_put_text(all, 0, 1, STYLE_VALUE, "x");
    frame_put_text(all, 0, 3, STYLE_VALUE, "水"); /* halves two */
    frame_put_text(all, 0, 6, STYLE_VALUE, "y");
    assert_shows(frame, " x 水 y\n");
    assert_plane(frame, SHOWS_STYLES, "kukuukuk\n");
    frame_free(frame);
}

static void bytes_may_hold_nul_controls_and_no_utf8(void **state)
{
    struct frame *frame = make_frame(1, 8);

    (void)state;
    assert_int_equal(frame_put_bytes(frame_whole(frame), 0, 0, STYLE_KEY, "a\0\x1b\xff", 4), 4);
    assert_shows(frame, "a␀␛�\n");
    assert_plane(frame, SHOWS_ASCII, "a???\n");
    frame_free(frame);
}

static void text_that_does_not_fit_ends_with_an_ellipsis(void **state)
{
    struct frame *frame = make_frame(5, 8);
    struct frame_area all = frame_whole(frame);

    (void)state;
    assert_int_equal(frame_fit_text(all, 0, 0, 5, STYLE_KEY, "key_12"), 5);
    assert_int_equal(frame_fit_text(all, 1, 0, 6, STYLE_KEY, "key_12"), 6);
    assert_int_equal(frame_fit_text(all, 2, 5, 9, STYLE_KEY, "key_12"),
                     3); /* the area ends sooner */
    assert_int_equal(frame_fit_text(all, 3, 0, 1, STYLE_KEY, "key_12"), 1);
    assert_int_equal(frame_fit_text(all, 4, 0, 4, STYLE_KEY, "桶桶桶"), 3); /* no room for a half */
    assert_int_equal(frame_fit_text(all, 4, 7, 0, STYLE_KEY, "k"), 0);
    assert_shows(frame, "key_…\nkey_12\n     ke…\n…\n桶…\n");
    frame_free(frame);
}

static void a_format_too_wide_or_too_long_ends_with_an_ellipsis(void **state)
{
    char key[FRAME_FORMAT_MAX + 1];
    struct frame *frame = make_frame(3, 600);
    struct frame_area all = frame_whole(frame);

    (void)state;
    memset(key, 'k', sizeof key - 1);
    key[sizeof key - 1] = '\0';
    assert_int_equal(frame_put_format(all, 0, 0, STYLE_PLAIN, "%d/%d", 8, 13), 4);
    assert_int_equal(frame_put_format(all, 1, 0, STYLE_PLAIN, "%s", key), FRAME_FORMAT_MAX);
    assert_int_equal(frame_put_format(frame_sub(all, 2, 0, 1, 5), 0, 0, STYLE_PLAIN, "%s", key), 5);

    memcpy(key + FRAME_FORMAT_MAX - 3, "桶", 4); /* cut in two by the limit: left out whole */
    assert_int_equal(frame_put_format(all, 1, 0, STYLE_PLAIN, "%s", key), FRAME_FORMAT_MAX - 2);
    assert_memory_equal(frame_read_cell(frame, 1, FRAME_FORMAT_MAX - 3, GLYPH_UTF8).bytes, "…", 3);
    frame_free(frame);
}

static void a_paragraph_fills_its_area_and_shows_that_more_follows(void **state)
{
    struct frame *frame = make_frame(3, 12);
    struct frame_area area = frame_sub(frame_whole(frame), 0, 1, 2, 9);

    (void)state;
    assert_int_equal(frame_put_paragraph(area, STYLE_PLAIN, "the map grows by two"), 3);
    assert_shows(frame, " the map\n grows by…\n\n");
    frame_clear(frame);
    assert_int_equal(frame_put_paragraph(area, STYLE_PLAIN, "the map grows"), 2);
    assert_shows(frame, " the map\n grows\n\n");
    frame_free(frame);
}

static void a_paragraph_with_a_full_last_line_gives_up_a_character_for_the_sign(void **state)
{
    struct frame *frame = make_frame(1, 6);

    (void)state;
    assert_int_equal(frame_put_paragraph(frame_whole(frame), STYLE_PLAIN, "旧桶搬迁"), 2);
    assert_shows(frame, "旧桶…\n");
    frame_free(frame);
}

static void marks_are_shown_as_styles(void **state)
{
    struct frame *frame = make_frame(2, 12);

    (void)state;
    assert_int_equal(frame_put_marked(frame_whole(frame), STYLE_QUESTION, "has **two** `B` 旧*桶*"),
                     2);
    assert_shows(frame, "has two B 旧\n桶\n");
    assert_plane(frame, SHOWS_STYLES, "QQQQsssQwQQQ\nss..........\n");
    frame_free(frame);
}

/* Method: texts of pieces chosen by a fixed sequence, at many widths: with its marks a text stands
 * where it stands without. */
static void marks_change_no_place(void **state)
{
    static const char *const pieces[] = {"map ", "桶", "，",  "**", "*",
                                         "`",    " ",  "\\*", "x",  "e\u0301"};
    uint32_t chosen = 1;

    (void)state;
    for (int round = 0; round < 300; round++) {
        struct frame *marked = make_frame(6, 3 + round % 30);
        struct frame *plain = make_frame(6, 3 + round % 30);
        char text[256] = "", without[256];

        for (int i = 0; i < 20; i++) {
            chosen = chosen * 1664525u + 1013904223u;
            strcat(text, pieces[(chosen >> 16) % (sizeof pieces / sizeof pieces[0])]);
        }
        markup_plain(text, without);
        int rows = frame_put_marked(frame_whole(marked), STYLE_PLAIN, text);

        assert_int_equal(frame_put_paragraph(frame_whole(plain), STYLE_PLAIN, without), rows);
        for (int row = 0; row < 6; row++)
            frame_restyle(frame_whole(marked), row, 0, 1, frame_width(marked), STYLE_PLAIN);
        assert_true(frame_is_same(marked, plain));
        frame_free(marked);
        frame_free(plain);
    }
}

/* --- areas and cells ----------------------------------------------------- */

static void an_area_inside_an_area_is_clipped_by_both(void **state)
{
    struct frame *frame = make_frame(4, 6);
    struct frame_area outer = frame_sub(frame_whole(frame), 1, 1, 2, 3);
    struct frame_area inner = frame_sub(outer, 1, 1, 9, 9);

    (void)state;
    assert_int_equal(inner.height, 9);
    frame_fill(inner, -5, -5, 99, 99, STYLE_NOW, "x");
    assert_shows(frame, "\n\n  xx\n\n");
    frame_free(frame);
}

static void an_area_with_a_negative_row_is_a_scrolled_view(void **state)
{
    struct frame *frame = make_frame(3, 6);
    struct frame_area pane = frame_sub(frame_whole(frame), 1, 0, 2, 6);
    struct frame_area scrolled = frame_sub(pane, -2, 0, 10, 6);

    (void)state;
    for (int row = 0; row < 10; row++)
        frame_put_format(scrolled, row, 0, STYLE_PLAIN, "row %d", row);
    assert_shows(frame, "\nrow 2\nrow 3\n");
    frame_free(frame);
}

static void an_area_without_size_shows_nothing(void **state)
{
    struct frame *frame = make_frame(1, 3);
    struct frame_area none = frame_sub(frame_whole(frame), 0, 0, -1, 0);

    (void)state;
    assert_int_equal(none.height, 0);
    assert_int_equal(frame_put_text(none, 0, 0, STYLE_PLAIN, "abc"), 0);
    assert_int_equal(frame_put_paragraph(none, STYLE_PLAIN, "abc"), 0);
    frame_box(none, 0, 0, none.height, none.width, STYLE_BORDER);
    assert_shows(frame, "\n");
    frame_free(frame);
}

static void restyling_leaves_the_text(void **state)
{
    struct frame *frame = make_frame(1, 5);
    struct frame_area all = frame_whole(frame);

    (void)state;
    frame_put_text(all, 0, 0, STYLE_KEY, "a桶b");
    frame_restyle(all, 0, 1, 1, 2, STYLE_SELECTED);
    assert_shows(frame, "a桶b\n");
    assert_plane(frame, SHOWS_STYLES, "kSSk.\n");
    frame_free(frame);
}

static void the_cursor_is_where_it_was_put_or_nowhere(void **state)
{
    struct frame *frame = make_frame(3, 9);
    struct frame_area area = frame_sub(frame_whole(frame), 1, 2, 1, 4);
    int row = 0;
    int col = 0;

    (void)state;
    assert_false(frame_read_cursor(frame, &row, &col));
    frame_put_cursor(area, 0, 3);
    assert_true(frame_read_cursor(frame, &row, &col));
    assert_int_equal(row, 1);
    assert_int_equal(col, 5);
    frame_put_cursor(area, 0, 4);
    assert_false(frame_read_cursor(frame, &row, &col));
    frame_free(frame);
}

/* --- lines --------------------------------------------------------------- */

static void lines_that_meet_and_cross_join(void **state)
{
    struct frame *frame = make_frame(5, 9);
    struct frame_area all = frame_whole(frame);

    (void)state;
    frame_box(all, 0, 0, 5, 9, STYLE_BORDER);
    frame_line_across(all, 2, 0, 9, STYLE_BORDER);
    frame_line_down(all, 0, 3, 5, STYLE_BORDER);
    frame_line_down(all, 2, 6, 3, STYLE_BORDER);
    assert_shows(frame, "┌──┬────┐\n"
                        "│  │    │\n"
                        "├──┼──┬─┤\n"
                        "│  │  │ │\n"
                        "└──┴──┴─┘\n");
    assert_plane(frame, SHOWS_ASCII,
                 "+--+----+\n"
                 "|  |    |\n"
                 "+--+--+-+\n"
                 "|  |  | |\n"
                 "+--+--+-+\n");
    frame_free(frame);
}

static void a_title_replaces_the_line_and_its_neighbours_stay(void **state)
{
    struct frame *frame = make_frame(2, 9);
    struct frame_area all = frame_whole(frame);

    (void)state;
    frame_box(all, 0, 0, 2, 9, STYLE_BORDER);
    frame_put_text(all, 0, 2, STYLE_TITLE, "桶 x");
    assert_shows(frame, "┌─桶 x──┐\n└───────┘\n");
    assert_plane(frame, SHOWS_STYLES, "++TTTT+++\n+++++++++\n");
    frame_line_across(all, 0, 0, 9, STYLE_BORDER); /* over text: the text goes */
    assert_shows(frame, "┌───────┐\n└───────┘\n");
    frame_free(frame);
}

static void a_clipped_line_has_no_end_at_the_clip(void **state)
{
    struct frame *frame = make_frame(1, 4);
    struct frame_area all = frame_whole(frame);

    (void)state;
    frame_line_down(all, -1, 1, 3, STYLE_BORDER);
    frame_line_across(all, 0, -3, 9, STYLE_BORDER);
    assert_shows(frame, "─┼──\n");
    frame_free(frame);
}

static void loose_ends_and_single_cells_are_full_lines(void **state)
{
    struct frame *frame = make_frame(2, 7);
    struct frame_area all = frame_whole(frame);

    (void)state;
    frame_line_across(all, 0, 0, 3, STYLE_BORDER);
    frame_line_down(all, 0, 4, 2, STYLE_BORDER);
    frame_box(all, 0, 6, 1, 1, STYLE_BORDER);
    frame_line_across(all, 1, 0, 0, STYLE_BORDER);
    assert_shows(frame, "─── │ ─\n    │\n");
    frame_free(frame);
}

/* --- reading ------------------------------------------------------------- */

static void ascii_has_a_stand_in_for_each_of_our_signs_and_keeps_the_columns(void **state)
{
    struct frame *frame = make_frame(2, 12);
    struct frame_area all = frame_whole(frame);

    (void)state;
    frame_put_text(all, 0, 0, STYLE_PLAIN, "9c · ∅ → ✓ …");
    frame_put_text(all, 1, 0, STYLE_PLAIN, "桶 e\u0301 ▶x");
    assert_plane(frame, SHOWS_ASCII, "9c . _ > + ~\n?? ? >x\n");
    frame_free(frame);
}

static void each_sign_of_the_table_is_one_column_and_has_one_ascii_character(void **state)
{
    const struct glyph_row *row;

    (void)state;
    for (size_t i = 0; (row = glyph_row_at(i)) != NULL; i++) {
        struct frame *frame = make_frame(1, 4);

        assert_int_equal(frame_put_text(frame_whole(frame), 0, 0, STYLE_PLAIN, row->utf8), 1);
        assert_int_equal(strlen(row->ascii), 1);
        assert_true(row->ascii[0] >= ' ' && row->ascii[0] <= '~');
        assert_ptr_equal(glyph_ascii(row->utf8, strlen(row->utf8)), row->ascii); /* no row twice */
        frame_free(frame);
    }
}

static void blanks_stay_when_they_are_not_trimmed(void **state)
{
    struct frame *frame = make_frame(1, 3);
    char *written = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&written, &len);

    (void)state;
    frame_put_text(frame_whole(frame), 0, 0, STYLE_PLAIN, "a");
    assert_int_equal(frame_write_text(frame, GLYPH_UTF8, false, out), FRAME_OK);
    fclose(out);
    assert_string_equal(written, "a  \n");
    free(written);
    frame_free(frame);
}

static void a_failed_write_is_reported(void **state)
{
    struct frame *frame = make_frame(1, 3);
    FILE *full = fopen("/dev/full", "w");

    (void)state;
    assert_non_null(full);
    setvbuf(full, NULL, _IONBF, 0);
    assert_int_equal(frame_write_text(frame, GLYPH_UTF8, true, full), FRAME_NOT_WRITTEN);
    assert_int_equal(frame_write_styles(frame, full), FRAME_NOT_WRITTEN);
    fclose(full);
    frame_free(frame);
}

static void frames_are_the_same_when_they_show_the_same(void **state)
{
    struct frame *one = make_frame(2, 6);
    struct frame *other = make_frame(2, 6);
    struct frame *wider = make_frame(2, 7);

    (void)state;
    frame_put_text(frame_whole(one), 1, 0, STYLE_KEY, "桶桶 long");
    frame_put_text(frame_whole(other), 1, 0, STYLE_KEY, "桶桶 long");
    assert_true(frame_is_same(one, other));
    frame_restyle(frame_whole(other), 1, 5, 1, 1, STYLE_NOW);
    assert_false(frame_is_same(one, other));
    assert_true(frame_is_same_row(one, other, 0));
    assert_false(frame_is_same(one, wider));
    frame_clear(one);
    frame_clear(other);
    assert_true(frame_is_same(one, other));
    frame_free(one);
    frame_free(other);
    frame_free(wider);
}

static void every_style_has_a_printable_letter_of_its_own(void **state)
{
    (void)state;
    for (unsigned one = 0; one < STYLE_COUNT; one++) {
        assert_true(style_letter(one) > ' ' && style_letter(one) <= '~');
        assert_true(strlen(style_name(one)) > 0 && strlen(style_meaning(one)) > 0);
        for (unsigned other = 0; other < one; other++) {
            assert_int_not_equal(style_letter(one), style_letter(other));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_clipped_at_its_area_and_says_what_it_used),
        cmocka_unit_test(text_that_starts_left_of_its_area_shows_its_rest),
        cmocka_unit_test(a_wide_character_is_never_cut_in_half_by_an_edge),
        cmocka_unit_test(writing_on_half_a_wide_character_blanks_the_other_half),
        cmocka_unit_test(bytes_may_hold_nul_controls_and_no_utf8),
        cmocka_unit_test(text_that_does_not_fit_ends_with_an_ellipsis),
        cmocka_unit_test(a_format_too_wide_or_too_long_ends_with_an_ellipsis),
        cmocka_unit_test(a_paragraph_fills_its_area_and_shows_that_more_follows),
        cmocka_unit_test(a_paragraph_with_a_full_last_line_gives_up_a_character_for_the_sign),
        cmocka_unit_test(marks_are_shown_as_styles),
        cmocka_unit_test(marks_change_no_place),
        cmocka_unit_test(an_area_inside_an_area_is_clipped_by_both),
        cmocka_unit_test(an_area_with_a_negative_row_is_a_scrolled_view),
        cmocka_unit_test(an_area_without_size_shows_nothing),
        cmocka_unit_test(restyling_leaves_the_text),
        cmocka_unit_test(the_cursor_is_where_it_was_put_or_nowhere),
        cmocka_unit_test(lines_that_meet_and_cross_join),
        cmocka_unit_test(a_title_replaces_the_line_and_its_neighbours_stay),
        cmocka_unit_test(a_clipped_line_has_no_end_at_the_clip),
        cmocka_unit_test(loose_ends_and_single_cells_are_full_lines),
        cmocka_unit_test(ascii_has_a_stand_in_for_each_of_our_signs_and_keeps_the_columns),
        cmocka_unit_test(each_sign_of_the_table_is_one_column_and_has_one_ascii_character),
        cmocka_unit_test(blanks_stay_when_they_are_not_trimmed),
        cmocka_unit_test(a_failed_write_is_reported),
        cmocka_unit_test(frames_are_the_same_when_they_show_the_same),
        cmocka_unit_test(every_style_has_a_printable_letter_of_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
