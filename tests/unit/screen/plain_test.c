/* plain_test.c - texts that people wrote are shown safely, and nothing of them is lost. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "viz/screen/plain.h"

enum how { PUT, MARKED, QUOTE, KEY };

static void assert_shown(enum how how, enum glyph_charset charset, const char *bytes, size_t len,
                         const char *expected)
{
    char *shown = NULL;
    size_t shown_len;
    FILE *out = open_memstream(&shown, &shown_len);
    assert_non_null(out);
    if (how == PUT) plain_put_bytes(out, charset, bytes, len);
    if (how == MARKED) plain_put_marked(out, charset, bytes);
    if (how == QUOTE) plain_quote(out, charset, bytes);
    if (how == KEY) plain_put_key(out, charset, bytes, len);
    assert_int_equal(fclose(out), 0);
    assert_string_equal(shown, expected);
    free(shown);
}

#define TEXT(text) text, sizeof(text) - 1

static void what_steers_a_terminal_becomes_a_sign(void **state)
{
    (void)state;
    assert_shown(PUT, GLYPH_UTF8, TEXT("a\033[31mb\r"), "a␛[31mb␍");
    assert_shown(PUT, GLYPH_UTF8, TEXT("\xc2\x9b"), "\xef\xbf\xbd");
    assert_shown(PUT, GLYPH_UTF8, TEXT("\x9b\xff"), "\xef\xbf\xbd\xef\xbf\xbd");
    assert_shown(PUT, GLYPH_ASCII, TEXT("a\033[31mb\x7f"), "a\\x1b[31mb\\x7f");
}

static void a_newline_does_not_end_the_line(void **state)
{
    (void)state;
    assert_shown(PUT, GLYPH_UTF8, TEXT("one\ntwo"), "one two");
    assert_shown(PUT, GLYPH_ASCII, TEXT("one\ntwo"), "one two");
}

static void marks_are_left_out(void **state)
{
    (void)state;
    assert_shown(MARKED, GLYPH_UTF8, TEXT("**旧** `*p` A\\*3 *\n"), "旧 *p A*3 * ");
    assert_shown(MARKED, GLYPH_UTF8, TEXT(""), "");
    assert_shown(MARKED, GLYPH_UTF8, TEXT("**a**"), "a");
}

static void ascii_names_what_it_cannot_show(void **state)
{
    (void)state;
    assert_shown(PUT, GLYPH_UTF8, TEXT("é 翻"), "é 翻");
    assert_shown(PUT, GLYPH_ASCII, TEXT("é 翻"), "\\u{e9} \\u{7ffb}");
}

static void quoted_text_is_read_back_by_yaml(void **state)
{
    (void)state;
    assert_shown(QUOTE, GLYPH_UTF8, TEXT("say \"\\\" #é"), "\"say \\\"\\\\\\\" #é\"");
    assert_shown(QUOTE, GLYPH_UTF8, TEXT("a\n\033\xc2\x9b"), "\"a\\u000a\\u001b\\u009b\"");
    assert_shown(QUOTE, GLYPH_ASCII, TEXT("é\xf0\x9f\x98\x80"), "\"\\u00e9\\U0001f600\"");
    assert_shown(QUOTE, GLYPH_UTF8, TEXT("\xff"), "\"\\ufffd\"");
}

/* What a screen leaves out, a joiner for instance, is there in quotes. */
static void quotes_hide_nothing(void **state)
{
    (void)state;
    assert_shown(QUOTE, GLYPH_UTF8, TEXT("a\xe2\x80\x8d"), "\"\\u0061\\u200d\"");
    assert_shown(QUOTE, GLYPH_UTF8, TEXT("\xe2\x80\xae"), "\"\\u202e\"");
}

static void a_key_that_is_no_simple_word_is_quoted(void **state)
{
    (void)state;
    assert_shown(KEY, GLYPH_UTF8, TEXT("key_1"), "key_1");
    assert_shown(KEY, GLYPH_UTF8, TEXT("翻"), "翻");
    assert_shown(KEY, GLYPH_UTF8, TEXT(""), "\"\"");
    assert_shown(KEY, GLYPH_UTF8, TEXT("a, b"), "\"a, b\"");
    assert_shown(KEY, GLYPH_UTF8, TEXT("a\0b"), "\"a\\u0000b\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_steers_a_terminal_becomes_a_sign),
        cmocka_unit_test(a_newline_does_not_end_the_line),
        cmocka_unit_test(marks_are_left_out),
        cmocka_unit_test(ascii_names_what_it_cannot_show),
        cmocka_unit_test(quoted_text_is_read_back_by_yaml),
        cmocka_unit_test(quotes_hide_nothing),
        cmocka_unit_test(a_key_that_is_no_simple_word_is_quoted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
