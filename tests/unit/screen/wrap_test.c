/* wrap_test.c - every promise of viz/screen/wrap.h. Method: wrap a text, join its lines with "|".
 */
#include "viz/screen/wrap.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "viz/screen/width.h"

static void assert_wraps(const char *text, int columns, const char *expected)
{
    char shown[1024] = "";
    struct wrap wrap = wrap_begin(text, strlen(text), columns);
    struct wrap_line line;
    int count = 0;

    while (wrap_next(&wrap, &line)) {
        size_t end = strlen(shown);

        snprintf(shown + end, sizeof shown - end, "%s%.*s", count > 0 ? "|" : "", (int)line.len,
                 line.bytes);
        assert_int_equal(line.columns, width_of_bytes(line.bytes, line.len));
        count++;
    }
    assert_string_equal(shown, expected);
    assert_int_equal(wrap_count(text, strlen(text), columns), count);
}

static void english_breaks_at_spaces_only(void **state)
{
    (void)state;
    assert_wraps("the map grows by two", 9, "the map|grows by|two");
    assert_wraps("the map", 7, "the map");
    assert_wraps("the map", 6, "the|map");
}

static void spaces_at_a_break_are_not_shown(void **state)
{
    (void)state;
    assert_wraps("one    two", 4, "one|two");
    assert_wraps("one    ", 9, "one");
    assert_wraps("one  two", 3, "one|two");
}

static void leading_spaces_stay(void **state)
{
    (void)state;
    assert_wraps("  if full", 6, "  if|full");
}

static void a_word_wider_than_the_line_is_broken_at_its_edge(void **state)
{
    (void)state;
    assert_wraps("runtime.mapassign", 7, "runtime|.mapass|ign");
    assert_wraps("a runtime.map", 7, "a|runtime|.map");
}

static void chinese_breaks_between_any_two_characters(void **state)
{
    (void)state;
    assert_wraps("扩容时旧桶逐步搬迁", 8, "扩容时旧|桶逐步搬|迁");
    assert_wraps("扩容时旧桶", 5, "扩容|时旧|桶"); /* a wide character is never half on a line */
}

static void no_line_begins_with_closing_punctuation(void **state)
{
    (void)state;
    assert_wraps("旧桶搬完，再释放", 8, "旧桶搬|完，再释|放");
}

static void no_line_ends_with_opening_punctuation(void **state)
{
    (void)state;
    assert_wraps("它叫做「桶」吗", 8, "它叫做|「桶」吗");
}

static void english_words_in_chinese_stay_whole(void **state)
{
    (void)state;
    assert_wraps("写入时检查hashWriting标志", 14, "写入时检查|hashWriting标|志");
}

static void a_newline_ends_a_line_and_empty_lines_stay(void **state)
{
    (void)state;
    assert_wraps("a\nb", 9, "a|b");
    assert_wraps("a\n\nb\n", 9, "a||b");
    assert_wraps("", 9, "");
}

static void one_character_wider_than_the_line_still_gets_a_line(void **state)
{
    (void)state;
    assert_wraps("桶桶", 1, "桶|桶");
}

static void no_columns_make_no_lines(void **state)
{
    (void)state;
    assert_int_equal(wrap_count("text", 4, 0), 0);
    assert_int_equal(wrap_count("text", 4, -3), 0);
}

static void marks_take_no_columns(void **state)
{
    static const char text[] = "旧桶**逐步 `B` 搬**迁";
    struct wrap wrap = wrap_begin_marked(text, strlen(text), 6);
    struct wrap_line line;

    (void)state;
    assert_true(wrap_next(&wrap, &line));
    assert_int_equal(line.columns, 6);
    assert_memory_equal(line.bytes, "旧桶**逐", line.len);
    assert_true(wrap_next(&wrap, &line));
    assert_int_equal(line.columns, 4);
    assert_memory_equal(line.bytes, "步 `B", line.len);
    assert_int_equal(line.markup.stars, 2);
    assert_true(wrap_next(&wrap, &line));
    assert_int_equal(line.columns, 4);
    assert_false(wrap_next(&wrap, &line));
}

/* Method: texts of pieces chosen by a fixed sequence, at every width; nothing but spaces and
 * newlines may be missing from the lines, and none may be too wide. */
static void nothing_but_blanks_is_lost_at_any_width(void **state)
{
    static const char *const pieces[] = {"map ", "桶", "，",      "overflow", "「",   "」",
                                         " ",    "\n", "e\u0301", "🙂",     "\xff", "x"};
    uint32_t chosen = 1;

    (void)state;
    for (int round = 0; round < 300; round++) {
        char text[256] = "";
        char kept[512];

        for (int i = 0; i < 20; i++) {
            chosen = chosen * 1664525u + 1013904223u;
            strcat(text, pieces[(chosen >> 16) % (sizeof pieces / sizeof pieces[0])]);
        }
        int columns = 2 + round % 30;
        struct wrap wrap = wrap_begin(text, strlen(text), columns);
        struct wrap_line line;
        size_t kept_len = 0;

        while (wrap_next(&wrap, &line)) {
            assert_true(line.columns <= columns);
            memcpy(kept + kept_len, line.bytes, line.len);
            kept_len += line.len;
        }
        size_t at = 0;

        for (const char *byte = text; *byte != '\0'; byte++) {
            if (at < kept_len && kept[at] == *byte) {
                at++;
            } else {
                assert_true(*byte == ' ' || *byte == '\n');
            }
        }
        assert_int_equal(at, kept_len);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(english_breaks_at_spaces_only),
        cmocka_unit_test(spaces_at_a_break_are_not_shown),
        cmocka_unit_test(leading_spaces_stay),
        cmocka_unit_test(a_word_wider_than_the_line_is_broken_at_its_edge),
        cmocka_unit_test(chinese_breaks_between_any_two_characters),
        cmocka_unit_test(no_line_begins_with_closing_punctuation),
        cmocka_unit_test(no_line_ends_with_opening_punctuation),
        cmocka_unit_test(english_words_in_chinese_stay_whole),
        cmocka_unit_test(a_newline_ends_a_line_and_empty_lines_stay),
        cmocka_unit_test(one_character_wider_than_the_line_still_gets_a_line),
        cmocka_unit_test(no_columns_make_no_lines),
        cmocka_unit_test(marks_take_no_columns),
        cmocka_unit_test(nothing_but_blanks_is_lost_at_any_width),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
