/* markup_test.c - every promise of viz/markup/markup.h. Method: a text is written again with <s>
 * before what is strong, <c> before code, </> before what is neither; the expectations are from the
 * header's rules. */
#include "viz/markup/markup.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void add(char *to, size_t cap, const char *more)
{
    assert_true(strlen(to) + strlen(more) < cap);
    strcat(to, more);
}

static void assert_read(const char *text, const char *expected)
{
    struct markup markup = {0};
    char read[256] = "";
    const char *last = "</>";

    for (size_t at = 0, len = strlen(text); at < len; at++) {
        at += markup_skip(&markup, text + at, len - at);
        if (at == len) break;
        const char *here = markup.is_code ? "<c>" : markup_is_strong(&markup) ? "<s>" : "</>";
        const char one[] = {text[at], '\0'};

        if (strcmp(here, last) != 0) add(read, sizeof read, here);
        add(read, sizeof read, one);
        markup_take(&markup, text + at, 1);
        last = here;
    }
    assert_string_equal(read, expected);
}

static void assert_plain(const char *text, const char *expected)
{
    char *copy = strdup(text);

    assert_non_null(copy);
    assert_int_equal(markup_plain(copy, copy), strlen(expected));
    assert_string_equal(copy, expected);
    free(copy);
}

static void stars_make_strong_and_backticks_make_code(void **state)
{
    (void)state;
    assert_read("a *b c* d", "a <s>b c</> d");
    assert_read("a **b** d", "a <s>b</> d");
    assert_read("set `B` now", "set <c>B</> now");
    assert_read("**the `B` of it**", "<s>the <c>B<s> of it");
    assert_read("旧桶**搬迁。**后文", "旧桶<s>搬迁。</>后文");
    assert_read("*a* and *b*", "<s>a</> and <s>b");
}

static void what_ordinary_markdown_does_not_mark_is_text(void **state)
{
    (void)state;
    assert_read("6.5 * 2 * 3", "6.5 * 2 * 3");
    assert_read("key_1 and _key_", "key_1 and _key_");
    assert_read("*** and ``", "*** and ``");
    assert_read("`*p` and `a`", "<c>*p</> and <c>a");
    assert_read("*a * b*", "<s>a * b");
    assert_read("**a *", "**a *");
    assert_read("a\\b", "a\\b");
}

static void a_backslash_makes_the_sign_itself(void **state)
{
    (void)state;
    assert_read("A\\*3 B\\*2", "A*3 B*2");
    assert_read("\\`a\\`", "`a`");
    assert_read("\\\\*a*", "\\<s>a");
    assert_read("*a\\*b*", "<s>a*b");
    assert_read("`a\\`", "<c>a\\");
    assert_read("\\**a*", "*<s>a");
}

static void a_mark_that_nothing_closes_is_text_and_found(void **state)
{
    static const struct {
        const char *text;
        size_t at;
    } open[] = {{"a *b", 2}, {"*a* **b*", 4}, {"`a", 0}, {"*a `b*", 3}, {"**a *b* c**", 4}};
    size_t at;

    (void)state;
    assert_read("a *b", "a *b");
    assert_read("*a* **b*", "<s>a</> **b*");
    for (size_t i = 0; i < sizeof open / sizeof open[0]; i++) {
        assert_false(markup_is_whole(open[i].text, strlen(open[i].text), &at));
        assert_int_equal(at, open[i].at);
    }
}

static void a_text_with_all_marks_closed_is_whole(void **state)
{
    static const char *const whole[] = {"",    "a",    "*a*", "**a** `*`", "6 * 2",
                                        "***", "\\*a", "a*",  "``"};
    size_t at;

    (void)state;
    for (size_t i = 0; i < sizeof whole / sizeof whole[0]; i++)
        assert_true(markup_is_whole(whole[i], strlen(whole[i]), &at));
}

static void plain_text_has_the_words_and_no_mark(void **state)
{
    (void)state;
    assert_plain("**flags** has `hashWriting`: A\\*3", "flags has hashWriting: A*3");
    assert_plain("a *b", "a *b");
    assert_plain("", "");
    assert_plain("**`x`**", "x");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stars_make_strong_and_backticks_make_code),
        cmocka_unit_test(what_ordinary_markdown_does_not_mark_is_text),
        cmocka_unit_test(a_backslash_makes_the_sign_itself),
        cmocka_unit_test(a_mark_that_nothing_closes_is_text_and_found),
        cmocka_unit_test(a_text_with_all_marks_closed_is_whole),
        cmocka_unit_test(plain_text_has_the_words_and_no_mark),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
