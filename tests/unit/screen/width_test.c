/* width_test.c - every promise of viz/screen/width.h. Method: read the clusters of a text, show
 * them with "|" between and the columns behind. */
#include "viz/screen/width.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void assert_clusters(const char *bytes, size_t len, const char *expected)
{
    char shown[512] = "";
    struct width_cluster cluster;

    for (size_t at = 0; at < len;) {
        size_t end = strlen(shown);

        at += width_next(bytes + at, len - at, &cluster);
        snprintf(shown + end, sizeof shown - end, "%s%.*s%d", end > 0 ? "|" : "", (int)cluster.len,
                 cluster.bytes, cluster.columns);
    }
    assert_string_equal(shown, expected);
}

#define ASSERT_CLUSTERS(text, expected) assert_clusters((text), sizeof(text) - 1, (expected))

static void ascii_takes_one_column_a_byte(void **state)
{
    (void)state;
    ASSERT_CLUSTERS("a~ ", "a1|~1| 1");
    assert_int_equal(width_of_text("key_1"), 5);
}

static void han_kana_hangul_and_emoji_take_two_columns(void **state)
{
    (void)state;
    ASSERT_CLUSTERS("桶か한🙂", "桶2|か2|한2|🙂2");
    ASSERT_CLUSTERS("\u1112\u1161\u11ab", "\u1112\u1161\u11ab2"); /* the same hangul, as jamo */
}

static void marks_stay_with_their_base(void **state)
{
    (void)state;
    ASSERT_CLUSTERS("e\u0301x", "e\u03011|x1");
    ASSERT_CLUSTERS("\u0e01\u0e34\u0e48", "\u0e01\u0e34\u0e481"); /* Thai */
}

static void a_lone_mark_gets_a_dotted_circle(void **state)
{
    (void)state;
    ASSERT_CLUSTERS("\u0301", "\u25cc\u03011");
}

static void controls_are_shown_as_their_pictures(void **state)
{
    (void)state;
    ASSERT_CLUSTERS("\x1b[31m", "␛1|[1|31|11|m1");
    ASSERT_CLUSTERS("a\0b\t\r\n\x7f", "a1|␀1|b1|␉1|␍1|␊1|␡1");
}

static void steering_and_invisible_characters_are_replaced(void **state)
{
    (void)state;
    ASSERT_CLUSTERS("\xc2\x85", "�1");       /* a C1 control: next line */
    ASSERT_CLUSTERS("\xc2\x9b", "�1");       /* a C1 control: starts an escape sequence */
    ASSERT_CLUSTERS("a\u202eb", "a1|�1|b1"); /* right-to-left override */
    ASSERT_CLUSTERS("a\u200bb", "a1|�1|b1"); /* zero-width space */
    ASSERT_CLUSTERS("\u2028\ufeff\U000e0001", "�1|�1|�1");
}

static void each_byte_that_is_no_utf8_is_one_replacement(void **state)
{
    (void)state;
    ASSERT_CLUSTERS("a\xffz", "a1|�1|z1");
    ASSERT_CLUSTERS("\xe6\xa1", "�1|�1");        /* 桶 without its last byte */
    ASSERT_CLUSTERS("\xc0\xaf", "�1|�1");        /* an overlong slash */
    ASSERT_CLUSTERS("\xed\xa0\x80", "�1|�1|�1"); /* a surrogate */
}

static void joined_emoji_and_flags_are_shown_in_their_parts(void **state)
{
    (void)state;
    ASSERT_CLUSTERS("👩\u200d👧", "👩2|👧2");
    ASSERT_CLUSTERS("\U0001f1e8\U0001f1f3", "\U0001f1e81|\U0001f1f31");
    ASSERT_CLUSTERS("❤\ufe0f", "❤1");
}

static void a_cluster_too_long_is_cut_between_two_marks(void **state)
{
    struct width_cluster cluster;
    const char *zalgo = "a\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308";

    (void)state;
    assert_int_equal(width_next(zalgo, strlen(zalgo), &cluster), strlen(zalgo));
    assert_int_equal(cluster.len, 9); /* a base and four marks: WIDTH_CODE_POINTS_MAX */
    assert_memory_equal(cluster.bytes, "a\u0301\u0302\u0303\u0304", 9);

    const char *long_marks = "\u0e01\u0e34\u0e48\u0e4c\u0e4d";

    assert_int_equal(width_next(long_marks, strlen(long_marks), &cluster), strlen(long_marks));
    assert_int_equal(cluster.len, WIDTH_CLUSTER_BYTES_MAX);
}

static void nothing_is_read_from_no_bytes(void **state)
{
    struct width_cluster cluster;

    (void)state;
    assert_int_equal(width_next("", 0, &cluster), 0);
    assert_int_equal(width_next(NULL, 0, &cluster), 0);
    assert_int_equal(width_of_text(""), 0);
}

/* Method: every code point there is, alone and with a mark behind it. */
static void no_code_point_is_without_columns_or_passes_a_control(void **state)
{
    struct width_cluster cluster;
    char bytes[8];

    (void)state;
    for (uint32_t value = 0; value < 0x110000; value++) {
        size_t len = 0;

        if (value >= 0xd800 && value < 0xe000) continue;
        if (value < 0x80) {
            bytes[len++] = (char)value;
        } else if (value < 0x800) {
            bytes[len++] = (char)(0xc0 | (value >> 6));
        } else if (value < 0x10000) {
            bytes[len++] = (char)(0xe0 | (value >> 12));
            bytes[len++] = (char)(0x80 | ((value >> 6) & 0x3f));
        } else {
            bytes[len++] = (char)(0xf0 | (value >> 18));
            bytes[len++] = (char)(0x80 | ((value >> 12) & 0x3f));
            bytes[len++] = (char)(0x80 | ((value >> 6) & 0x3f));
        }
        if (value >= 0x80) bytes[len++] = (char)(0x80 | (value & 0x3f));
        assert_int_equal(width_next(bytes, len, &cluster), len);
        assert_in_range(cluster.columns, 1, 2);
        assert_in_range(cluster.len, 1, WIDTH_CLUSTER_BYTES_MAX);
        assert_false((unsigned char)cluster.bytes[0] < 0x20 || cluster.bytes[0] == 0x7f);
        assert_false((unsigned char)cluster.bytes[0] == 0xc2 &&
                     (unsigned char)cluster.bytes[1] < 0xa0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ascii_takes_one_column_a_byte),
        cmocka_unit_test(han_kana_hangul_and_emoji_take_two_columns),
        cmocka_unit_test(marks_stay_with_their_base),
        cmocka_unit_test(a_lone_mark_gets_a_dotted_circle),
        cmocka_unit_test(controls_are_shown_as_their_pictures),
        cmocka_unit_test(steering_and_invisible_characters_are_replaced),
        cmocka_unit_test(each_byte_that_is_no_utf8_is_one_replacement),
        cmocka_unit_test(joined_emoji_and_flags_are_shown_in_their_parts),
        cmocka_unit_test(a_cluster_too_long_is_cut_between_two_marks),
        cmocka_unit_test(nothing_is_read_from_no_bytes),
        cmocka_unit_test(no_code_point_is_without_columns_or_passes_a_control),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
