/* write_test.c - what is written is read as the same lesson. Method: each lesson of the catalog,
 * and all that is odd, is written, read, and held against itself field by field; then written
 * again, to the same bytes. */
#include "viz/lesson/lesson_write.h"

#include "tests/unit/lesson/same_lesson.h"
#include "viz/lesson/catalog.h"
#include "viz/lesson/lesson_branch.h"

static void assert_written_is_read(const struct lesson *lesson)
{
    char *bytes, *again;
    size_t len, again_len;
    struct lesson *read;
    struct source_errors errors;
    assert_int_equal(lesson_write(lesson, &bytes, &len), LESSON_OK);
    if (lesson_load_text(lesson->id, bytes, len, NULL, &read, &errors) != LESSON_OK) {
        source_errors_print(&errors, stdout);
        fail_msg("cannot be read:\n%s", bytes);
    }
    assert_same_lesson(lesson, read);
    assert_int_equal(lesson_write(read, &again, &again_len), LESSON_OK);
    assert_string_equal(bytes, again);
    free(again);
    free(bytes);
    lesson_free(read);
}

/* Under several draws, as texts and numbers change their forms. */
static void each_lesson_of_the_catalog_is_read_as_it_was_written(void **unused)
{
    struct catalog *catalog;
    (void)unused;
    assert_int_equal(catalog_of_embedded(&catalog), CATALOG_OK);
    assert_true(catalog_count(catalog) > 10);
    for (size_t i = 0; i < catalog_count(catalog); i++) {
        for (uint64_t drawn = 0; drawn < 3; drawn++) {
            struct source_errors errors;
            struct lesson *lesson;
            assert_int_equal(catalog_draw(catalog, i, drawn, &lesson, &errors), LESSON_OK);
            assert_written_is_read(lesson);
            lesson_free(lesson);
        }
    }
    catalog_free(catalog);
}

static void assert_text_is_kept(const char *text)
{
    struct source_errors errors;
    struct lesson *lesson;
    if (lesson_load_text("test", text, strlen(text), NULL, &lesson, &errors) != LESSON_OK) {
        source_errors_print(&errors, stdout);
        fail();
    }
    assert_written_is_read(lesson);
    lesson_free(lesson);
}

static void so_is_each_of_the_tests_own(void **unused)
{
    static const char *const names[] = {"ask", "collisions", "everything", "growth", "race"};
    (void)unused;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char path[128];
        struct source_errors errors;
        struct lesson *lesson;
        snprintf(path, sizeof path, "tests/unit/lesson/testdata/%s.yaml", names[i]);
        assert_int_equal(lesson_load_file(path, NULL, &lesson, &errors), LESSON_OK);
        assert_written_is_read(lesson);
        lesson_free(lesson);
    }
}

#define HEAD "tophash: 1\nid: odd\ntitle: {zh: 只有中文}\n"

/* Words of YAML, blanks, quotes, breaks, hidden characters; as keys, in lists, as a prefix. */
static void an_odd_key_stays_itself(void **unused)
{
    static const char *const keys[] = {
        "\"\"",        "\"~\"",       "\"null\"",        "\"Null\"",
        "\"nULL\"",    "\"true\"",    "\"- a\"",         "\"? a\"",
        "\"a: b\"",    "\"a #b\"",    "\"#a\"",          "\"%a\"",
        "\"&a\"",      "\"*a\"",      "\"!a\"",          "\"|\"",
        "\">\"",       "\"@\"",       "\"`\"",           "\"{}\"",
        "\"[a, b]\"",  "\" a\"",      "\"a \"",          "\"a\\nb\"",
        "\"\\n\"",     "\"a\\tb\"",   "\"\\0\"",         "\"\\x01\\x7f\"",
        "\"\\x85\"",   "\"\\u2028\"", "\"\\u202E\"",     "\"\\uFEFF\"",
        "\"\\u00a0\"", "\"\\\"\"",    "\"\\\\\"",        "\"'\"",
        "é",           "桶",          "\"\\U0001F600\"", "\"---\"",
        "\"...\"",     "\"0x9c\"",    "\"a=b\"",         "\"$name\"",
        "key_1",       "-1",          "\"1e9\"",         "\"a:\"",
        "\":a\"",      "\"a  b\"",
    };
    (void)unused;
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        char text[1024];
        snprintf(text, sizeof text,
                 HEAD
                 "maps: {m: {hashes: {%s: 0x0000000000000001}}}\n"
                 "steps:\n  - put: {%s: 1, z: -9223372036854775808}\n    ask:\n"
                 "      question: Where?\n      answer: {slot_of: %s}\n"
                 "  - get: %s\n  - get: [%s, %s]\n  - delete: %s\n"
                 "  - iterate: {}\n    expect: {order: [%s, a]}\n"
                 "  - say: Slots\n    expect:\n      slots:\n"
                 "        - {bucket: 0, tophash: [any, 0x05, rest, empty, x, y, evacuated, 255],"
                 " keys: [%s, ~, ~, ~, ~, ~, ~, ~]}\n",
                 keys[i], keys[i], keys[i], keys[i], keys[i], keys[i], keys[i], keys[i], keys[i]);
        assert_text_is_kept(text);
    }
}

static void a_long_key_is_one_key(void **unused)
{
    char key[1501], text[8192];
    (void)unused;
    for (size_t i = 0; i + 1 < sizeof key; i++)
        key[i] = i % 7 == 3 ? ' ' : (char)('a' + i % 26);
    key[sizeof key - 1] = '\0';
    snprintf(text, sizeof text, HEAD "steps:\n  - get: \"%s\"\n  - get: [a, \"%s\"]\n", key, key);
    assert_text_is_kept(text);
    key[600] = '\0';
    snprintf(text, sizeof text, HEAD "steps:\n  - put: {\"%s\": 1}\n", key);
    assert_text_is_kept(text);
}

static void an_odd_text_stays_itself(void **unused)
{
    static const char *const texts[] = {
        "\"a: b\"",
        "\"'quoted'\"",
        "\"- dash\"",
        "\"a #b\"",
        "\"a \\\"b\\\"\"",
        "\"\\u00a0\"",
        "\"one\\ntwo\"",
        "\"one\\n\\ntwo\\n\"",
        "\" one\\n two\\n\\n\\n\"",
        "\"\\none\"",
        "\"one \\ntwo\"",
        "\"\\n  one\\ntwo\"",
        "\"trailing \"",
        "\" leading\"",
        "\"a  b   c\"",
        "\"true\"",
        "\"12\"",
        "\"nULL\"",
        "\"$5, $name\"",
        "\"😀 emoji\"",
        "\"100%\"",
        "\"% a\"",
        "\"桶 one 桶 two 桶\"",
        "\"{a}\"",
        "\"[a]\"",
        "\"a, b\"",
        "\"? a\"",
        "\"# a\\n# b\"",
        "\"---\\nb\"",
        "\"a\\n--- b\\n...\"",
        "\"%TAG\\n%YAML\"",
        ("\"A text that is so long that it needs more than one line, and that has signs: these - "
         "and #"
         " these, which must not be taken for something else when a line begins with one of "
         "them.\""),
        ("\"很长的一段中文，没有空格，所以无论如何都不能在其中换行，否则读回来的就不是同一段文字了"
         "，"
         "而这一段比一百列还要长得多，长得多，长得多。\""),
    };
    (void)unused;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        char text[8192];
        const char *t = texts[i];
        snprintf(text, sizeof text,
                 "tophash: 1\nid: odd\ntitle: {en: %s, zh: %s}\nabout: %s\nunit: {zh: %s}\n"
                 "steps:\n  - say: {en: %s, zh: %s}\n  - get: a\n    ask:\n      question: %s\n"
                 "      choices: [%s, {en: %s, if: {found: false}}, {zh: %s}]\n"
                 "      hints: [%s, {to: 1, zh: %s}]\n      why: %s\n",
                 t, t, t, t, t, t, t, t, t, t, t, t, t);
        assert_text_is_kept(text);
    }
}

static void a_value_of_any_kind_stays_itself(void **unused)
{
    (void)unused;
    assert_text_is_kept(
        HEAD "maps:\n  b: {value: bool}\n  s: {value: \"struct{}\"}\n  b0: {value: bytes0}\n"
             "  b1: {value: bytes1}\n  b3: {value: bytes3}\n  b8: {value: bytes8}\n"
             "  b128: {value: bytes128}\n  none: nil\n"
             "  full: {hint: -5, seed: 18446744073709551615, keys: owned}\n"
             "steps:\n  - put: {a: true, b: false}\n  - {put: {a: {}}, on: s}\n"
             "  - {put: {a: 0, b: \"\"}, on: b0}\n  - {put: {a: 255, b: -1, c: \"x\"}, on: b1}\n"
             "  - {put: {a: -8388608, b: abc, c: \"1\", d: \"12\", e: 0, f: \"\\0a\"}, on: b3}\n"
             "  - {put: {a: 18446744073709551615, b: -1, c: \"\\u6876 a\", d: ab}, on: b8}\n"
             "  - {put: {a: 18446744073709551615, b: -1, c: \"\\u6876 and more than eight\","
             " d: -9223372036854775808, e: \"\\n\\nnine bytes\"}, on: b128}\n"
             "  - {get: a, on: b128, expect: {found: true, value: -1}}\n"
             "  - {put: {a: 1}, on: none, expect: {panic: assignment to entry in nil map}}\n"
             "  - {on: full, expect: {flags: [], count: 0}}\n"
             "  - {clear: full, expect: {flags: [iterator, old_iterator, writing, same_size]}}\n");
}

static void an_answer_to_a_hint_stays_itself(void **unused)
{
    static const char *const rows[][2] = {
        {"{bucket_of: k}", "old 3"},
        {"{slot_of: k}", "old 3+2.5"},
        {"{tophash_of: k}", "09"},
        {"count", "-7"},
        {"growing", "no"},
        {"first", "k9"},
        {"first", "\"\\\"\\\"\""},
        {"first", "\"\\\" a \\\"\""},
        {"first", "\"\\\"\\\"a\\\"\\\"\""},
        {"{times: slot_probed}", "3"},
        {"last", "\"null\""},
        {"panics", "yes"},
    };
    (void)unused;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[1024];
        bool is_walk = strcmp(rows[i][0], "first") == 0 || strcmp(rows[i][0], "last") == 0;
        snprintf(text, sizeof text,
                 HEAD "steps:\n  - %s\n    ask:\n      question: What?\n      answer: %s\n"
                      "      hints: [{to: %s, en: No.}]\n",
                 is_walk ? "iterate: {}" : "put: {k: 1}", rows[i][0], rows[i][1]);
        assert_text_is_kept(text);
    }
}

static void walks_and_cursors_stay_themselves(void **unused)
{
    (void)unused;
    assert_text_is_kept(
        HEAD "maps: {m: {}, n: {}}\nsteps:\n  - {fill: {prefix: \"null\", from: 0, to: 3}}\n"
             "  - {fill: {prefix: \"\", from: 7, to: 7}, on: n}\n"
             "  - {open: {cursor: c, start: {bucket: 5, offset: 7}}, beside: n}\n"
             "  - open: {cursor: d}\n    on: n\n"
             "  - {next: {cursor: c, times: 20}, expect: {yields: 4}}\n  - next: d\n"
             "  - close: d\n  - {iterate: {start: {bucket: 1}}, on: n}\n"
             "  - {iterate: {}, expect: {events: [iter_start, iter_yield]}}\n");
}

/* A branch has no file: its typed steps come from nowhere. */
static void a_step_that_does_nothing_is_still_a_step(void **unused)
{
    static const char text[] = HEAD "steps:\n  - say: One.\n";
    struct source_errors errors;
    struct lesson *lesson, *branch;
    (void)unused;
    assert_int_equal(lesson_load_text("t", text, strlen(text), NULL, &lesson, &errors), LESSON_OK);
    const struct lesson_step nothing = {0};
    const struct lesson_branch plan = {.from = lesson,
                                       .kept_count = 1,
                                       .id = "other",
                                       .title = lesson->title,
                                       .steps = &nothing,
                                       .step_count = 1};
    assert_int_equal(lesson_branch_make(&plan, NULL, &branch), LESSON_OK);
    assert_written_is_read(branch);
    lesson_free(branch);
    lesson_free(lesson);
}

/* A fill stands in the file as a fill, however many keys it has; puts stand there each. */
static void what_is_too_long_for_a_file_is_not_written(void **unused)
{
    static const char head[] = HEAD "steps:\n  - say: \"";
    size_t len = LESSON_BYTES_MAX;
    char *text = malloc(len + 1), *bytes = text;
    struct source_errors errors;
    struct lesson *lesson;
    (void)unused;
    assert_non_null(text);
    memset(text, 'x', len);
    memcpy(text, head, sizeof head - 1);
    for (size_t i = sizeof head; i < len; i += 2)
        text[i] = '-'; /* "x-x-x": in quotes or not, it is as long */
    memcpy(text + len - 12, "\\x41\\x41\\n\"\n", 12);
    text[len - 1] = '\n';
    assert_int_equal(lesson_load_text("t", text, len, NULL, &lesson, &errors), LESSON_OK);
    free(text);
    enum lesson_status status = lesson_write(lesson, &bytes, &len);
    if (status == LESSON_OK) {
        assert_true(len <= LESSON_BYTES_MAX);
        free(bytes);
    } else {
        assert_int_equal(status, LESSON_INVALID);
        assert_null(bytes);
    }
    lesson_free(lesson);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_lesson_of_the_catalog_is_read_as_it_was_written),
        cmocka_unit_test(so_is_each_of_the_tests_own),
        cmocka_unit_test(an_odd_key_stays_itself),
        cmocka_unit_test(a_long_key_is_one_key),
        cmocka_unit_test(an_odd_text_stays_itself),
        cmocka_unit_test(a_value_of_any_kind_stays_itself),
        cmocka_unit_test(an_answer_to_a_hint_stays_itself),
        cmocka_unit_test(walks_and_cursors_stay_themselves),
        cmocka_unit_test(a_step_that_does_nothing_is_still_a_step),
        cmocka_unit_test(what_is_too_long_for_a_file_is_not_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
