/* language_test.c - are texts found in the program's own catalogs, and is any file at all safe to
 * look into? Method: catalogs that the test lays out itself, by the manual of GNU gettext, whole,
 * cut off and spoilt; each stands in memory of exactly its size, so that the address sanitizer sees
 * a byte that is read too far. */
#include "viz/language/language.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/testing.h"
#include "viz/language/mo.h"

/* ---- A catalog ---- */

/* Sorted by strcmp, as msgfmt sorts. The first is a catalog's head. */
static const char *const entries[][2] = {
    {"", "Language: zh\n"},
    {"lane\4waits", "in its lane"},
    {"lock\4waits", "for a lock"},
    {"move", "动作"},
    {"moves", "many"},
    {"step %zu", "第 %zu 步"},
    {"waits", "等待"},
    {"→ arrow", "an arrow"},
};
enum { ENTRIES = COUNT_OF(entries), HEAD = 28, ROOM = 1024 };

struct file {
    unsigned char bytes[ROOM];
    size_t len;
};

static void put_number(struct file *file, size_t at, uint32_t number, bool is_big)
{
    for (unsigned i = 0; i < 4; i++)
        file->bytes[at + i] = (unsigned char)(number >> 8 * (is_big ? 3 - i : i));
}

static void put_text(struct file *file, size_t pair, const char *text, bool is_big)
{
    size_t len = strlen(text);

    put_number(file, pair, (uint32_t)len, is_big);
    put_number(file, pair + 4, (uint32_t)file->len, is_big);
    assert_true(file->len + len + 1 <= ROOM);
    memcpy(file->bytes + file->len, text, len + 1);
    file->len += len + 1;
}

static struct file catalog(bool is_big)
{
    struct file file = {.len = HEAD + 2 * 8 * ENTRIES};
    const uint32_t head[] = {0x950412de, 0, ENTRIES, HEAD, HEAD + 8 * ENTRIES, 0, 0};

    for (size_t i = 0; i < COUNT_OF(head); i++)
        put_number(&file, 4 * i, head[i], is_big);
    for (size_t i = 0; i < ENTRIES; i++) {
        put_text(&file, HEAD + 8 * i, entries[i][0], is_big);
        put_text(&file, HEAD + 8 * (ENTRIES + i), entries[i][1], is_big);
    }
    return file;
}

/* Looks every entry up in the first len bytes; what is found ends inside. Returns how many were. */
static size_t find_all(const struct file *file, size_t len)
{
    static const char *const sought[][2] = {
        {NULL, "move"},    {NULL, "moves"},    {NULL, "step %zu"}, {NULL, "waits"},
        {"lane", "waits"}, {"lock", "waits"},  {NULL, "→ arrow"},  {NULL, ""},
        {"lan", "e"},      {"lanes", "waits"},
    };
    unsigned char *bytes = malloc(len + (len == 0));
    size_t found_count = 0;

    assert_non_null(bytes);
    memcpy(bytes, file->bytes, len);
    for (size_t i = 0; i < COUNT_OF(sought); i++) {
        const char *found = mo_find(bytes, len, sought[i][0], sought[i][1]);
        if (found == NULL) continue;
        size_t begin = (size_t)((const unsigned char *)found - bytes);
        assert_true(begin < len);
        assert_non_null(memchr(found, '\0', len - begin));
        found_count++;
    }
    free(bytes);
    return found_count;
}

static void assert_finds(const struct file *file, const char *context, const char *text,
                         const char *translation)
{
    const char *found = mo_find(file->bytes, file->len, context, text);

    assert_non_null(found);
    assert_string_equal(found, translation);
}

static void a_text_is_found_in_either_byte_order(void **state)
{
    (void)state;
    for (int is_big = 0; is_big < 2; is_big++) {
        struct file file = catalog(is_big);

        assert_finds(&file, NULL, "move", "动作");
        assert_finds(&file, NULL, "moves", "many");
        assert_finds(&file, NULL, "step %zu", "第 %zu 步");
        assert_finds(&file, NULL, "→ arrow", "an arrow");
        assert_int_equal(find_all(&file, file.len), 7);
    }
}

static void a_context_chooses_the_entry(void **state)
{
    struct file file = catalog(false);

    (void)state;
    assert_finds(&file, NULL, "waits", "等待");
    assert_finds(&file, "lane", "waits", "in its lane");
    assert_finds(&file, "lock", "waits", "for a lock");
    assert_null(mo_find(file.bytes, file.len, "lan", "waits"));
    assert_null(mo_find(file.bytes, file.len, "lane", "move"));
}

static void what_no_entry_has_is_not_found(void **state)
{
    static const char *const absent[] = {"", "mov", "movement", "zzz", "lane", "\377", "a"};
    struct file file = catalog(false);

    (void)state;
    for (size_t i = 0; i < COUNT_OF(absent); i++)
        assert_null(mo_find(file.bytes, file.len, NULL, absent[i]));
}

/* ---- Broken ones ---- */

static void a_file_cut_off_anywhere_is_read_to_its_end_at_most(void **state)
{
    (void)state;
    for (int is_big = 0; is_big < 2; is_big++) {
        struct file file = catalog(is_big);

        for (size_t len = 0; len < file.len; len++)
            assert_true(find_all(&file, len) < 7);
    }
}

static void any_byte_may_be_any_other(void **state)
{
    static const unsigned char values[] = {0x00, 0x01, 0x7f, 0x80, 0xff};
    struct file whole = catalog(false);

    (void)state;
    for (size_t at = 0; at < whole.len; at++) {
        for (size_t i = 0; i < COUNT_OF(values); i++) {
            struct file file = whole;

            file.bytes[at] = values[i];
            (void)find_all(&file, file.len);
        }
    }
}

/* Each number of the head and of the pairs, made as large as can be, and one past the end. */
static void a_number_that_leads_outside_is_not_followed(void **state)
{
    struct file whole = catalog(false);
    const uint32_t values[] = {UINT32_MAX, UINT32_MAX - 7, INT32_MAX, (uint32_t)whole.len,
                               (uint32_t)whole.len - 1};

    (void)state;
    for (size_t at = 4; at < HEAD + 2 * 8 * ENTRIES; at += 4) {
        for (size_t i = 0; i < COUNT_OF(values); i++) {
            struct file file = whole;

            put_number(&file, at, values[i], false);
            (void)find_all(&file, file.len);
        }
    }
}

static void what_is_no_catalog_has_no_text(void **state)
{
    struct file file = catalog(false);

    (void)state;
    put_number(&file, 0, 0x950412df, false);
    assert_int_equal(find_all(&file, file.len), 0);
    file = catalog(false);
    put_number(&file, 4, 2 << 16, false); /* a revision that is not written yet */
    assert_int_equal(find_all(&file, file.len), 0);
    put_number(&file, 4, 1 << 16 | 1, false);
    assert_int_equal(find_all(&file, file.len), 7);
}

static void a_translation_without_its_end_is_none(void **state)
{
    struct file file = catalog(false);

    (void)state;
    file.bytes[file.len - 1] = 'w'; /* "an arrow" is the last text of the file */
    assert_null(mo_find(file.bytes, file.len, NULL, "→ arrow"));
    assert_finds(&file, NULL, "move", "动作");
}

/* ---- The program's own ---- */

static void english_is_what_stands_in_the_source(void **state)
{
    const char *text = "quit";

    (void)state;
    assert_ptr_equal(language_text(LANGUAGE_ENGLISH, text), text);
    assert_ptr_equal(language_text_in(LANGUAGE_ENGLISH, "menu", text), text);
}

static void a_text_without_translation_stays_english(void **state)
{
    const char *text = "no catalog has this";

    (void)state;
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        assert_ptr_equal(language_text((enum language)i, text), text);
        assert_ptr_equal(language_text_in((enum language)i, "nor this", text), text);
    }
}

static void each_language_has_its_catalog_and_its_own_name(void **state)
{
    (void)state;
    assert_string_equal(language_name(LANGUAGE_ENGLISH), "English");
    assert_string_equal(language_name(LANGUAGE_CHINESE), "中文");
    for (int i = LANGUAGE_ENGLISH + 1; i < LANGUAGE_COUNT; i++)
        assert_string_not_equal(language_text((enum language)i, "quit"), "quit");
}

static void a_locale_names_its_language(void **state)
{
    static const struct {
        const char *locale;
        enum language language;
    } known[] = {
        {"zh", LANGUAGE_CHINESE},
        {"zh_CN.UTF-8", LANGUAGE_CHINESE},
        {"zh_TW", LANGUAGE_CHINESE},
        {"zh.UTF-8@pinyin", LANGUAGE_CHINESE},
        {"en_GB.UTF-8", LANGUAGE_ENGLISH},
        {"C", LANGUAGE_ENGLISH},
        {"", LANGUAGE_ENGLISH},
        {"z", LANGUAGE_ENGLISH},
        {"zha_CN.UTF-8", LANGUAGE_ENGLISH}, /* Zhuang */
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(known); i++)
        assert_int_equal(language_of_locale(known[i].locale), known[i].language);
}

static void going_on_from_language_to_language_comes_round(void **state)
{
    enum language language = LANGUAGE_ENGLISH;

    (void)state;
    for (int i = 1; i < LANGUAGE_COUNT; i++) {
        language = language_next(language);
        assert_int_equal(language, i);
    }
    assert_int_equal(language_next(language), LANGUAGE_ENGLISH);
}

static void each_code_is_a_language(void **state)
{
    (void)state;
    for (int i = 0; i < LANGUAGE_COUNT; i++)
        assert_int_equal(language_of_locale(language_code((enum language)i)), i);
    assert_null(language_code(LANGUAGE_COUNT));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_is_found_in_either_byte_order),
        cmocka_unit_test(a_context_chooses_the_entry),
        cmocka_unit_test(what_no_entry_has_is_not_found),
        cmocka_unit_test(a_file_cut_off_anywhere_is_read_to_its_end_at_most),
        cmocka_unit_test(any_byte_may_be_any_other),
        cmocka_unit_test(a_number_that_leads_outside_is_not_followed),
        cmocka_unit_test(what_is_no_catalog_has_no_text),
        cmocka_unit_test(a_translation_without_its_end_is_none),
        cmocka_unit_test(english_is_what_stands_in_the_source),
        cmocka_unit_test(a_text_without_translation_stays_english),
        cmocka_unit_test(each_language_has_its_catalog_and_its_own_name),
        cmocka_unit_test(a_locale_names_its_language),
        cmocka_unit_test(going_on_from_language_to_language_comes_round),
        cmocka_unit_test(each_code_is_a_language),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
