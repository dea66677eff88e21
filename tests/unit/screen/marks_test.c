/* marks_test.c - the screen's own numbers are core's, and text.h's promises. */
#include "viz/screen/marks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "core/fatal.h"
#include "core/map_layout.h"
#include "viz/screen/text.h"
#include "viz/screen/width.h"

_Static_assert((int)MARKS_EMPTY_REST == (int)TH_EMPTY_REST, "the same mark");
_Static_assert((int)MARKS_EMPTY_ONE == (int)TH_EMPTY_ONE, "the same mark");
_Static_assert((int)MARKS_EVACUATED_X == (int)TH_EVACUATED_X, "the same mark");
_Static_assert((int)MARKS_EVACUATED_Y == (int)TH_EVACUATED_Y, "the same mark");
_Static_assert((int)MARKS_EVACUATED_EMPTY == (int)TH_EVACUATED_EMPTY, "the same mark");
_Static_assert((int)MARKS_COUNT == (int)TH_MIN_TOPHASH, "all marks");
_Static_assert((int)MARKS_FLAG_ITERATOR == (int)TH_FLAG_ITERATOR, "the same flag");
_Static_assert((int)MARKS_FLAG_OLD_ITERATOR == (int)TH_FLAG_OLD_ITERATOR, "the same flag");
_Static_assert((int)MARKS_FLAG_WRITING == (int)TH_FLAG_WRITING, "the same flag");
_Static_assert((int)MARKS_FLAG_SAME_SIZE == (int)TH_FLAG_SAME_SIZE, "the same flag");
_Static_assert((int)MARKS_SLOTS == TH_BUCKET_SLOTS, "the same bucket");

_Static_assert((int)MARKS_KEYS_AT == (int)TH_BUCKET_KEYS, "the same layout");
_Static_assert((int)MARKS_VALUES_AT == (int)TH_BUCKET_VALUES, "the same layout");
_Static_assert(MARKS_KEY_SIZE == sizeof(th_key), "the same layout");
_Static_assert(MARKS_WORD == sizeof(void *), "the same layout");

static void a_bucket_has_cores_size(void **state)
{
    (void)state;
    for (uint64_t value_size = 0; value_size <= TH_VALUE_SIZE_MAX; value_size++)
        assert_int_equal(marks_bucket_size(value_size), th_bucket_size(value_size));
}

static void every_tophash_is_cores(void **state)
{
    (void)state;
    for (uint64_t top = 0; top < 256; top++)
        assert_int_equal(marks_tophash(top << 56), th_tophash(top << 56));
}

static void the_limit_is_the_last_count_that_is_not_over_load(void **state)
{
    (void)state;
    for (uint8_t B = 0; B < 40; B++) {
        assert_false(th_is_over_load(marks_load_limit(B), B));
        assert_true(th_is_over_load(marks_load_limit(B) + 1, B));
    }
}

static void fatal_errors_have_gos_words(void **state)
{
    (void)state;
    for (th_fatal_kind kind = TH_FATAL_WRITES; kind <= TH_FATAL_FAULT; kind++)
        assert_string_equal(marks_fatal_text(kind), th_fatal_text(kind));
}

static void marks_differ_in_sign_and_word_and_fit_a_slot(void **state)
{
    (void)state;
    for (uint8_t one = 0; one < MARKS_COUNT; one++) {
        assert_in_range(width_of_text(marks_glyph(one)), 1, 2);
        for (uint8_t other = 0; other < one; other++) {
            assert_string_not_equal(marks_glyph(one), marks_glyph(other));
            assert_string_not_equal(marks_word(one, LANGUAGE_ENGLISH),
                                    marks_word(other, LANGUAGE_ENGLISH));
            assert_string_not_equal(marks_word(one, LANGUAGE_CHINESE),
                                    marks_word(other, LANGUAGE_CHINESE));
        }
    }
}

/* ---- text.h ---- */

static void assert_key_is(const char *bytes, size_t len, int columns, const char *head,
                          const char *tail)
{
    th_key key = {bytes, len};
    struct text text;

    text_begin(&text);
    text_add_key(&text, key, columns);
    assert_string_equal(text.bytes, head);
    assert_true(text_columns(&text) <= columns);
    text_begin(&text);
    text_add_key_tail(&text, key, columns);
    assert_string_equal(text.bytes, tail);
    assert_true(text_columns(&text) <= columns);
}

static void a_key_is_cut_at_either_end_with_an_ellipsis(void **state)
{
    (void)state;
    assert_key_is("key_1", 5, 5, "key_1", "key_1");
    assert_key_is("key_12", 6, 5, "key_…", "…y_12");
    assert_key_is("桶桶桶", 9, 6, "桶桶桶", "桶桶桶");
    assert_key_is("桶桶桶", 9, 5, "桶桶…", "…桶桶");
    assert_key_is("桶桶桶", 9, 4, "桶…", "…桶");
    assert_key_is("", 0, 1, "", "");
    assert_key_is("ab", 2, 1, "…", "…");
}

static void quotes_are_not_of_a_keys_columns(void **state)
{
    struct text text;

    (void)state;
    text_begin(&text);
    text_add_quoted(&text, th_key_of("key_12"), 5);
    text_add_quoted(&text, th_key_of(""), 5);
    assert_string_equal(text.bytes, "\"key_…\"\"\"");
}

static void a_key_cannot_steer_a_terminal(void **state)
{
    (void)state;
    assert_key_is("\x1b[2J\0\xff", 6, 8, "␛[2J␀�", "␛[2J␀�");
}

static void values_are_written_by_their_size(void **state)
{
    const unsigned char bytes[3] = {1, 0xab, 0};
    int64_t number = -42;
    struct text text;

    (void)state;
    text_begin(&text);
    text_add_value(&text, &number, 8);
    text_add(&text, " ");
    text_add_value(&text, bytes, 1);
    text_add(&text, " ");
    text_add_value(&text, bytes, 3);
    text_add(&text, " ");
    text_add_value(&text, bytes, 0);
    assert_string_equal(text.bytes, "-42 1 0x01ab00 {}");
}

static void a_full_text_keeps_its_characters_whole(void **state)
{
    struct text text;
    char small[5];

    (void)state;
    text_begin(&text);
    for (int i = 0; i < TEXT_BYTES_MAX; i++)
        text_add(&text, "桶");
    assert_int_equal(text.len, (TEXT_BYTES_MAX - 1) / 3 * 3);
    assert_int_equal(text_copy(&text, small, sizeof small), 3);
    assert_string_equal(small, "桶");
    assert_int_equal(text_copy(&text, small, 1), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bucket_has_cores_size),
        cmocka_unit_test(every_tophash_is_cores),
        cmocka_unit_test(the_limit_is_the_last_count_that_is_not_over_load),
        cmocka_unit_test(fatal_errors_have_gos_words),
        cmocka_unit_test(marks_differ_in_sign_and_word_and_fit_a_slot),
        cmocka_unit_test(a_key_is_cut_at_either_end_with_an_ellipsis),
        cmocka_unit_test(quotes_are_not_of_a_keys_columns),
        cmocka_unit_test(a_key_cannot_steer_a_terminal),
        cmocka_unit_test(values_are_written_by_their_size),
        cmocka_unit_test(a_full_text_keeps_its_characters_whole),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
