/* Is every file that cannot be a lesson refused, at once, and at the right place?
 * Method: one bad file or text for each rule of lesson_source.h and lesson_yaml.h. */
#include "tests/unit/lesson/says.h"

#include <sys/stat.h>
#include <unistd.h>

/* A path in the test's own folder. */
static const char *own_path(const char *name)
{
    static char path[4096];
    const char *folder = getenv("TEST_TMPDIR");
    snprintf(path, sizeof path, "%s/%s", folder == NULL ? "/tmp" : folder, name);
    return path;
}

static void assert_file_refused(const char *path, const char *expected)
{
    struct source_errors errors;
    struct lesson *loaded;
    assert_int_equal(lesson_load_file(path, NULL, &loaded, &errors), LESSON_INVALID);
    assert_null(loaded);
    assert_string_equal(errors.name, path);
    char *words = errors_in_words(&errors);
    assert_string_equal(words, expected);
    free(words);
}

/* ---- Files ---- */

static void a_file_that_is_not_there_is_refused(void **state)
{
    (void)state;
    assert_file_refused("no/such.yaml", "0:0: cannot be opened: No such file or directory\n");
}

static void a_directory_is_refused(void **state)
{
    (void)state;
    assert_file_refused("tests", "0:0: is a directory; allowed: a regular file\n");
}

static void an_endless_device_is_refused(void **state)
{
    (void)state;
    assert_file_refused("/dev/zero", "0:0: is no file of bytes; allowed: a regular file\n");
}

static void a_fifo_without_a_writer_is_refused_and_not_waited_for(void **state)
{
    (void)state;
    const char *path = own_path("fifo");
    unlink(path);
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_file_refused(path, "0:0: is no file of bytes; allowed: a regular file\n");
    unlink(path);
}

/* The file has a hole: it takes no room on the disk, and 100 MiB when read. */
static void a_file_of_100_mib_is_refused_without_reading_it(void **state)
{
    (void)state;
    const char *path = own_path("big");
    FILE *big = fopen(path, "w");
    assert_non_null(big);
    assert_int_equal(ftruncate(fileno(big), 100 * 1024 * 1024), 0);
    fclose(big);
    assert_file_refused(path, "0:0: is 104857600 bytes long; allowed: 1048576 at most\n");
    unlink(path);
}

/* A lesson of exactly len bytes: what is missing is comment. */
static char *lesson_of(size_t len)
{
    static const char text[] = BEGINNING "- say: a\n#";
    char *bytes = malloc(len + 1);
    assert_non_null(bytes);
    memset(bytes, 'x', len);
    memcpy(bytes, text, sizeof text - 1);
    bytes[len] = '\0';
    return bytes;
}

static void one_mib_is_allowed_and_one_byte_more_is_not(void **state)
{
    (void)state;
    char *bytes = lesson_of(LESSON_BYTES_MAX);
    lesson_free(loaded_text(bytes));
    free(bytes);
    bytes = lesson_of(LESSON_BYTES_MAX + 1);
    assert_refused(bytes, "0:0: is longer than 1048576 bytes; allowed: that many at most\n");
    free(bytes);
}

static void an_empty_file_is_refused(void **state)
{
    (void)state;
    assert_refused("", "0:0: is empty; allowed: a lesson\n");
    assert_refused("# only a comment\n", "0:0: is empty; allowed: a lesson\n");
}

/* ---- Characters ---- */

static void binary_noise_is_refused(void **state)
{
    (void)state;
    const char noise[] = "\x7f"
                         "ELF\x02\x01\x01\x00\xff\xfe";
    assert_bytes_refused(
        noise, sizeof noise - 1,
        "1:1: the hidden character U+007F; allowed: as \"\\x7F\" in double quotes, "
        "in a key\n");
    assert_refused("a: \x89PNG", "1:4: byte 0x89 is no UTF-8 here; allowed: text in UTF-8\n");
}

static void a_byte_that_is_no_utf8_has_line_and_column(void **state)
{
    (void)state;
    assert_refused("tophash: 1\nid: 中文 \xe4\xb8\n",
                   "2:8: byte 0xe4 is no UTF-8 here; allowed: text in UTF-8\n");
    /* an overlong slash, a surrogate, and past the last character */
    assert_refused("a: \xc0\xaf", "1:4: byte 0xc0 is no UTF-8 here; allowed: text in UTF-8\n");
    assert_refused("a: \xed\xa0\x80", "1:4: byte 0xed is no UTF-8 here; allowed: text in UTF-8\n");
    assert_refused("\xf4\x90\x80\x80", "1:1: byte 0xf4 is no UTF-8 here; allowed: text in UTF-8\n");
}

static void control_characters_are_refused_where_they_stand(void **state)
{
    (void)state;
    static const char nul[] = "id: a\0b";
    assert_bytes_refused(
        nul, sizeof nul - 1,
        "1:6: the hidden character U+0000; allowed: as \"\\x00\" in double quotes, "
        "in a key\n");
    assert_refused("a: b\n  c: \x1b[31m",
                   "2:6: the hidden character U+001B; allowed: as \"\\x1B\" in double quotes, "
                   "in a key\n");
    assert_refused("a\rb", "1:2: the hidden character U+000D; allowed: as \"\\x0D\" in double "
                           "quotes, in a key\n");
    assert_refused("a: \xC2\x85",
                   "1:4: the hidden character U+0085; allowed: as \"\\x85\" in double "
                   "quotes, in a key\n");
}

static void characters_that_hide_lines_or_directions_are_refused(void **state)
{
    (void)state;
    assert_refused("a: \xE2\x80\xA8",
                   "1:4: the hidden character U+2028; allowed: as \"\\u2028\" in "
                   "double quotes, in a key\n");
    assert_refused("a: \xE2\x80\xAE",
                   "1:4: the hidden character U+202E; allowed: as \"\\u202E\" in "
                   "double quotes, in a key\n");
    assert_refused("a: \xEF\xBB\xBF",
                   "1:4: the hidden character U+FEFF; allowed: as \"\\uFEFF\" in "
                   "double quotes, in a key\n");
}

static void directives_are_refused(void **state)
{
    (void)state;
    assert_refused("%YAML 1.1\n---\na: b\n",
                   "1:1: a line begins with %; allowed: no YAML directives\n");
}

/* ---- YAML ---- */

static void thirty_two_levels_are_allowed_and_one_more_is_not(void **state)
{
    (void)state;
    char text[128];
    memset(text, '[', 33);
    strcpy(text + 33, "");
    assert_refused(text,
                   "1:33: lists and mappings stand too deep in each other; allowed: 32 levels\n");
    memset(text, '[', 32);
    memset(text + 32, ']', 32);
    text[64] = '\0';
    assert_refused(
        text,
        "1:1: the lesson is a list; allowed: a mapping (tophash, id, title, about, unit, vary, "
        "maps, locks, setup, workers, steps)\n");
}

static void ten_thousand_brackets_are_refused_at_the_first_too_many(void **state)
{
    (void)state;
    enum { BRACKETS = 10000 };
    char *text = malloc(BRACKETS + 1);
    assert_non_null(text);
    memset(text, '[', BRACKETS);
    text[BRACKETS] = '\0';
    assert_refused(text,
                   "1:33: lists and mappings stand too deep in each other; allowed: 32 levels\n");
    for (int i = 0; i < BRACKETS; i += 2)
        memcpy(text + i, "[\n", 2);
    assert_refused(text,
                   "33:1: lists and mappings stand too deep in each other; allowed: 32 levels\n");
    for (int i = 0; i < BRACKETS; i += 2)
        memcpy(text + i, "- ", 2);
    assert_refused(text,
                   "1:65: lists and mappings stand too deep in each other; allowed: 32 levels\n");
    free(text);
}

static void each_key_that_stands_twice_is_complained_about(void **state)
{
    (void)state;
    assert_refused("tophash: 1\nid: a\ntitle: A\nid: b\nsteps:\n- {say: a, say: b}\n"
                   "- put: {k: 1, \"k\": 2, k: 3}\n",
                   "4:1: \"id\" stands in this mapping twice; it is on line 2 already\n"
                   "6:12: \"say\" stands in this mapping twice; it is on line 6 already\n"
                   "7:15: \"k\" stands in this mapping twice; it is on line 7 already\n"
                   "7:23: \"k\" stands in this mapping twice; it is on line 7 already\n");
}

static void anchors_aliases_and_tags_are_refused(void **state)
{
    (void)state;
    assert_steps_refused("- say: &here text\n",
                         "5:8: an anchor (&); allowed: none, write the value out\n");
    assert_steps_refused("- say: &here text\n- say: *here\n",
                         "5:8: an anchor (&); allowed: none, write the value out\n"
                         "6:8: an alias (*); allowed: none, write the value out\n");
    assert_steps_refused("- get: !!str 5\n", "5:8: a tag (!); allowed: none, leave it out\n");
    assert_steps_refused("- &a !b {say: a}\n",
                         "5:3: an anchor (&); allowed: none, write the value out\n"
                         "5:3: a tag (!); allowed: none, leave it out\n");
}

static void a_second_document_is_refused(void **state)
{
    (void)state;
    assert_refused(BEGINNING "- say: a\n---\na: b\n",
                   "6:1: a second document; allowed: one lesson a file\n");
}

static void a_key_must_be_a_scalar(void **state)
{
    (void)state;
    assert_refused("[a]: b\n", "1:1: a key is a list or a mapping; allowed: a word or a text\n");
}

static void mistakes_in_yaml_itself_get_advice(void **state)
{
    (void)state;
    assert_steps_refused(
        "- say: one: two\n",
        "5:11: no YAML: a second \": \" on one line, or a line indented too far; a "
        "text with \": \" needs quotes\n");
    assert_steps_refused("- say: \"open\n  and on\n",
                         "5:8: no YAML: these quotes are never closed\n");
    assert_steps_refused("- put: {a: 1\n- get: a\n",
                         "6:6: no YAML: expected , or } here, for the { that is open; a text with "
                         "{ } [ ] needs quotes\n");
    assert_steps_refused("- get: [a\n- get: b\n",
                         "6:6: no YAML: expected , or ] here, for the [ that is open; a text with "
                         "{ } [ ] needs quotes\n");
    assert_steps_refused("- say: a\n\tget: b\n",
                         "6:1: no YAML: a tab; allowed: indent with spaces\n");
    assert_steps_refused(
        "- say: \"\\q\"\n",
        "5:9: no YAML: no such escape; allowed: \\n \\t \\\" \\\\ \\x41 \\u4e2d\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_that_is_not_there_is_refused),
        cmocka_unit_test(a_directory_is_refused),
        cmocka_unit_test(an_endless_device_is_refused),
        cmocka_unit_test(a_fifo_without_a_writer_is_refused_and_not_waited_for),
        cmocka_unit_test(a_file_of_100_mib_is_refused_without_reading_it),
        cmocka_unit_test(one_mib_is_allowed_and_one_byte_more_is_not),
        cmocka_unit_test(an_empty_file_is_refused),
        cmocka_unit_test(binary_noise_is_refused),
        cmocka_unit_test(a_byte_that_is_no_utf8_has_line_and_column),
        cmocka_unit_test(control_characters_are_refused_where_they_stand),
        cmocka_unit_test(characters_that_hide_lines_or_directions_are_refused),
        cmocka_unit_test(directives_are_refused),
        cmocka_unit_test(thirty_two_levels_are_allowed_and_one_more_is_not),
        cmocka_unit_test(ten_thousand_brackets_are_refused_at_the_first_too_many),
        cmocka_unit_test(each_key_that_stands_twice_is_complained_about),
        cmocka_unit_test(anchors_aliases_and_tags_are_refused),
        cmocka_unit_test(a_second_document_is_refused),
        cmocka_unit_test(a_key_must_be_a_scalar),
        cmocka_unit_test(mistakes_in_yaml_itself_get_advice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
