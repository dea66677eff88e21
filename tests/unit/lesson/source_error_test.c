/* Does a message show the right place of the right line, whatever stands in the file?
 * Method: an error is put at a known character; the printed message is compared as a whole. */
#include "tests/unit/lesson/says.h"

/* What is printed for one error at a line and column of a source. */
static char *printed(const char *bytes, size_t len, uint32_t line, uint32_t column)
{
    struct source_errors errors;
    source_errors_start(&errors, "f.yaml", bytes, len);
    source_error_add(&errors, line, column, "wrong");
    source_errors_finish(&errors);
    char *words = NULL;
    size_t words_len = 0;
    FILE *out = open_memstream(&words, &words_len);
    assert_non_null(out);
    source_errors_print(&errors, out);
    fclose(out);
    return words;
}

static void assert_printed(const char *text, uint32_t line, uint32_t column, const char *expected)
{
    char *words = printed(text, strlen(text), line, column);
    assert_string_equal(words, expected);
    free(words);
}

static void the_caret_stands_under_the_character(void **state)
{
    (void)state;
    assert_printed("one\ntwo: x\nthree\n", 2, 6,
                   "f.yaml:2:6: wrong\n"
                   "    2 | two: x\n"
                   "      |      ^\n");
}

static void the_caret_may_stand_behind_the_last_character(void **state)
{
    (void)state;
    assert_printed("ab\n", 1, 3, "f.yaml:1:3: wrong\n    1 | ab\n      |   ^\n");
    assert_printed("ab\n", 2, 1, "f.yaml:2:1: wrong\n    2 | \n      | ^\n");
    assert_printed("ab", 7, 9, "f.yaml:7:9: wrong\n    7 | \n      | ^\n");
}

static void tabs_become_spaces(void **state)
{
    (void)state;
    assert_printed("a\tb\tc", 1, 5,
                   "f.yaml:1:5: wrong\n"
                   "    1 | a   b   c\n"
                   "      |         ^\n");
}

static void wide_and_combining_characters_keep_the_caret_right(void **state)
{
    (void)state;
    assert_printed("zh: 翻倍 x", 1, 8,
                   "f.yaml:1:8: wrong\n"
                   "    1 | zh: 翻倍 x\n"
                   "      |          ^\n");
    assert_printed("e\xCC\x81x", 1, 3,
                   "f.yaml:1:3: wrong\n"
                   "    1 | e\xCC\x81x\n"
                   "      |  ^\n");
}

static void what_is_not_printable_is_made_visible(void **state)
{
    (void)state;
    assert_printed("a\x1b[31m\xff\xE2\x80\xAE!", 1, 8,
                   "f.yaml:1:8: wrong\n"
                   "    1 | a\xEF\xBF\xBD[31m\xEF\xBF\xBD\xEF\xBF\xBD!\n"
                   "      |        ^\n");
    assert_printed("ab\r\n", 1, 2, "f.yaml:1:2: wrong\n    1 | ab\n      |  ^\n");
}

static void a_message_and_a_name_are_made_visible_too(void **state)
{
    (void)state;
    struct source_errors errors;
    char *words = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&words, &len);
    source_errors_start(&errors, "a\nb", NULL, 0);
    source_error_add(&errors, 0, 0, "is \"%s\"", "\x1b]0;x\x07");
    source_errors_finish(&errors);
    source_errors_print(&errors, out);
    fclose(out);
    assert_string_equal(words, "a\xEF\xBF\xBD"
                               "b: is \"\xEF\xBF\xBD]0;x\xEF\xBF\xBD\"\n");
    free(words);
}

static void a_long_line_is_cut_around_the_caret(void **state)
{
    (void)state;
    char line[201];
    for (int i = 0; i < 200; i++)
        line[i] = (char)('0' + i % 10);
    line[200] = '\0';
    assert_printed(line, 1, 1,
                   "f.yaml:1:1: wrong\n    1 | "
                   "01234567890123456789012345678901234567890123456789012345678901234567890…\n"
                   "      | ^\n");
    assert_printed(line, 1, 101,
                   "f.yaml:1:101: wrong\n    1 | "
                   "…3456789012345678901234567890123456789012345678901234567890123456789012…\n"
                   "      |                                                 ^\n");
    assert_printed(line, 1, 200,
                   "f.yaml:1:200: wrong\n    1 | "
                   "…9012345678901234567890123456789012345678901234567890123456789012345678"
                   "9\n"
                   "      |                                                                        "
                   "^\n");
}

/* The display column of the caret, and what stands above it, agree for every character of a line
 * that is cut through wide characters. */
static void a_cut_through_wide_characters_keeps_the_caret_right(void **state)
{
    (void)state;
    char line[400] = "";
    for (int i = 0; i < 60; i++)
        strcat(line, i % 7 == 0 ? "a翻" : "倍");
    for (uint32_t column = 1; column <= 60; column++) {
        struct source_errors errors;
        source_errors_start(&errors, "f", line, strlen(line));
        source_error_add(&errors, 1, column, "wrong");
        source_errors_finish(&errors);
        const struct source_error *error = &errors.items[0];
        const char *at = line;
        for (uint32_t i = 1; i < column; i++)
            at += *at == 'a' ? 1 : 3;
        const char *shown = error->excerpt;
        for (uint32_t columns = 0; columns < error->caret_column;) {
            bool is_ellipsis = memcmp(shown, "\xE2\x80\xA6", 3) == 0;
            bool is_narrow = (signed char)*shown > 0;
            columns += is_narrow || is_ellipsis ? 1 : 2;
            shown += is_narrow ? 1 : 3;
        }
        assert_memory_equal(shown, at, *at == 'a' ? 1 : 3);
    }
}

static void a_line_of_combining_marks_fits_the_excerpt(void **state)
{
    (void)state;
    enum { MARKS = 5000 };
    char *line = malloc(2 * MARKS + 8);
    assert_non_null(line);
    line[0] = 'a';
    for (int i = 0; i < MARKS; i++)
        memcpy(line + 1 + 2 * i, "\xCC\x81", 2);
    strcpy(line + 1 + 2 * MARKS, "bcd");
    struct source_errors errors;
    source_errors_start(&errors, "f", line, strlen(line));
    source_error_add(&errors, 1, MARKS + 3, "wrong");
    source_errors_finish(&errors);
    const struct source_error *error = &errors.items[0];
    assert_int_equal(error->caret_column, 2);
    assert_string_equal(error->excerpt + strlen(error->excerpt) - 3, "bcd");
    free(line);
}

static void a_long_message_is_cut_with_a_sign(void **state)
{
    (void)state;
    struct source_errors errors;
    char long_word[2000];
    memset(long_word, 'x', sizeof long_word - 1);
    long_word[sizeof long_word - 1] = '\0';
    source_errors_start(&errors, "f", NULL, 0);
    source_error_add(&errors, 0, 0, "%s", long_word);
    const char *message = errors.items[0].message;
    assert_in_range(strlen(message), SOURCE_ERROR_MESSAGE_BYTES - 8,
                    SOURCE_ERROR_MESSAGE_BYTES - 1);
    assert_string_equal(message + strlen(message) - 3, "\xE2\x80\xA6");
}

static void the_first_twenty_by_position_are_kept_and_the_rest_counted(void **state)
{
    (void)state;
    struct source_errors errors;
    source_errors_start(&errors, "f.yaml", NULL, 0);
    for (uint32_t i = 0; i < 30; i++)
        source_error_add(&errors, 1 + i * 7 % 30, 1, "%u", i);
    assert_int_equal(errors.count, SOURCE_ERRORS_MAX);
    assert_int_equal(errors.total, 30);
    for (uint32_t i = 0; i < SOURCE_ERRORS_MAX; i++) {
        assert_int_equal(errors.items[i].line, i + 1);
    }
    char *words = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&words, &len);
    source_errors_print(&errors, out);
    fclose(out);
    assert_non_null(strstr(words, "\nand 10 more\n"));
    free(words);
}

static void of_two_errors_at_one_place_the_first_stays_first(void **state)
{
    (void)state;
    struct source_errors errors;
    source_errors_start(&errors, "f", NULL, 0);
    source_error_add(&errors, 2, 2, "one");
    source_error_add(&errors, 2, 2, "two");
    source_error_add(&errors, 2, 1, "zero");
    assert_string_equal(errors.items[0].message, "zero");
    assert_string_equal(errors.items[1].message, "one");
    assert_string_equal(errors.items[2].message, "two");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_caret_stands_under_the_character),
        cmocka_unit_test(the_caret_may_stand_behind_the_last_character),
        cmocka_unit_test(tabs_become_spaces),
        cmocka_unit_test(wide_and_combining_characters_keep_the_caret_right),
        cmocka_unit_test(what_is_not_printable_is_made_visible),
        cmocka_unit_test(a_message_and_a_name_are_made_visible_too),
        cmocka_unit_test(a_long_line_is_cut_around_the_caret),
        cmocka_unit_test(a_cut_through_wide_characters_keeps_the_caret_right),
        cmocka_unit_test(a_line_of_combining_marks_fits_the_excerpt),
        cmocka_unit_test(a_long_message_is_cut_with_a_sign),
        cmocka_unit_test(the_first_twenty_by_position_are_kept_and_the_rest_counted),
        cmocka_unit_test(of_two_errors_at_one_place_the_first_stays_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
