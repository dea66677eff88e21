/* entry_test.c - a line that is typed. Method: keys are pressed one after the other, and the line
 * and its cursor compared with what was typed. */
#include "viz/tui/entry.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "viz/tui/recall.h"

static void press(struct entry *entry, const key_code *codes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        entry_key(entry, codes[i]);
}

static void type(struct entry *entry, const char *ascii)
{
    for (; *ascii != '\0'; ascii++)
        assert_int_equal(entry_key(entry, (key_code)*ascii), ENTRY_EDITED);
}

static void characters_go_in_where_the_cursor_stands(void **state)
{
    static const key_code codes[] = {KEYCODE_LEFT, KEYCODE_LEFT, 'x', KEYCODE_END, 'y'};
    struct entry entry = {0};

    (void)state;
    type(&entry, "abcd");
    press(&entry, codes, sizeof codes / sizeof codes[0]);
    assert_string_equal(entry.bytes, "abxcdy");
    assert_int_equal(entry.cursor, 6);
    assert_int_equal(entry.len, 6);
}

static void graphemes_go_whole(void **state)
{
    static const key_code codes[] = {0x6876, 'e', 0x301, KEYCODE_LEFT, KEYCODE_LEFT};
    struct entry entry = {0};

    (void)state;
    press(&entry, codes, sizeof codes / sizeof codes[0]); /* 桶é, the accent its own code point */
    assert_int_equal(entry.cursor, 0);
    assert_int_equal(entry_key(&entry, KEYCODE_RIGHT), ENTRY_EDITED);
    assert_int_equal(entry.cursor, 3);
    entry_key(&entry, KEYCODE_DELETE); /* e with its accent */
    assert_string_equal(entry.bytes, "\u6876");
    entry_key(&entry, KEYCODE_BACKSPACE);
    assert_string_equal(entry.bytes, "");
}

static void control_keys_cut(void **state)
{
    struct entry entry = {0};

    (void)state;
    type(&entry, "key  one two");
    entry_key(&entry, 23); /* Ctrl-W */
    assert_string_equal(entry.bytes, "key  one ");
    entry_key(&entry, 23);
    assert_string_equal(entry.bytes, "key  ");
    type(&entry, "ab");
    entry_key(&entry, KEYCODE_LEFT);
    entry_key(&entry, 11); /* Ctrl-K */
    assert_string_equal(entry.bytes, "key  a");
    entry_key(&entry, 1); /* Ctrl-A */
    assert_int_equal(entry.cursor, 0);
    entry_key(&entry, 5);  /* Ctrl-E */
    entry_key(&entry, 21); /* Ctrl-U */
    assert_string_equal(entry.bytes, "");
}

static void a_line_ends_with_enter_escape_or_one_backspace_too_many(void **state)
{
    struct entry entry = {0};

    (void)state;
    type(&entry, "a");
    assert_int_equal(entry_key(&entry, KEYCODE_ENTER), ENTRY_DONE);
    assert_string_equal(entry.bytes, "a");
    assert_int_equal(entry_key(&entry, KEYCODE_ESCAPE), ENTRY_CANCELLED);
    assert_int_equal(entry_key(&entry, KEYCODE_BACKSPACE), ENTRY_EDITED);
    assert_int_equal(entry_key(&entry, KEYCODE_BACKSPACE), ENTRY_CANCELLED);
}

static void what_is_no_character_stays_out(void **state)
{
    static const key_code codes[] = {0x00, 0x1b - 1, 0x7f, 0x80, 0xd800, KEYCODE_UP, KEYCODE_F1};
    struct entry entry = {0};

    (void)state;
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
        assert_int_equal(entry_key(&entry, codes[i]), ENTRY_NOTHING);
    assert_int_equal(entry.len, 0);
}

static void a_full_line_takes_no_more_and_stays_whole(void **state)
{
    struct entry entry = {0};

    (void)state;
    while (entry_key(&entry, 0x6876) == ENTRY_EDITED)
        continue;
    assert_int_equal(entry.len, (ENTRY_BYTES_MAX - 1) / 3 * 3);
    assert_int_equal(strlen(entry.bytes), entry.len);
    entry_set(&entry, "later");
    assert_string_equal(entry.bytes, "later");
    assert_int_equal(entry.cursor, 5);
}

static void a_word_is_replaced_up_to_the_cursor(void **state)
{
    struct entry entry = {0};

    (void)state;
    entry_set(&entry, "put ke =1");
    entry_go(&entry, 6);
    assert_true(entry_replace(&entry, 4, "key_1"));
    assert_string_equal(entry.bytes, "put key_1 =1");
    assert_int_equal(entry.cursor, 9);
    entry_set(&entry, "x");
    char much[ENTRY_BYTES_MAX];
    memset(much, 'y', sizeof much);
    much[sizeof much - 1] = '\0';
    assert_false(entry_replace(&entry, 1, much)); /* no room: nothing has changed */
    assert_string_equal(entry.bytes, "x");
}

static void the_cursor_goes_to_whole_graphemes(void **state)
{
    struct entry entry = {0};

    (void)state;
    entry_set(&entry, "a\u6876b"); /* a, three bytes, b */
    for (size_t at = 1; at < 4; at++) {
        entry_go(&entry, at);
        assert_int_equal(entry.cursor, 1);
    }
    entry_go(&entry, 4);
    assert_int_equal(entry.cursor, 4);
    entry_go(&entry, 99);
    assert_int_equal(entry.cursor, 5);
    entry_clear(&entry);
    entry_go(&entry, 3);
    assert_int_equal(entry.cursor, 0);
}

/* ---- Earlier lines ---- */

static void earlier_lines_come_back_and_so_does_the_draft(void **state)
{
    static struct recall recall;
    struct entry entry = {0};

    (void)state;
    recall_begin(&recall);
    assert_false(recall_back(&recall, &entry));
    recall_add(&recall, "one");
    recall_add(&recall, "two");
    recall_add(&recall, "two"); /* once is enough */
    recall_add(&recall, "");
    recall_begin(&recall);
    entry_set(&entry, "draft");
    assert_true(recall_back(&recall, &entry));
    assert_string_equal(entry.bytes, "two");
    assert_true(recall_back(&recall, &entry));
    assert_string_equal(entry.bytes, "one");
    assert_false(recall_back(&recall, &entry));
    assert_string_equal(entry.bytes, "one");
    assert_true(recall_forward(&recall, &entry));
    assert_true(recall_forward(&recall, &entry));
    assert_string_equal(entry.bytes, "draft");
    assert_false(recall_forward(&recall, &entry));
}

static void the_oldest_line_goes_when_there_are_too_many(void **state)
{
    static struct recall recall;
    struct entry entry = {0};
    char line[] = "line 00";

    (void)state;
    for (int i = 0; i < RECALL_LINES_MAX + 3; i++) {
        line[5] = (char)('0' + i / 10);
        line[6] = (char)('0' + i % 10);
        recall_add(&recall, line);
    }
    recall_begin(&recall);
    for (int i = 0; i < RECALL_LINES_MAX; i++)
        assert_true(recall_back(&recall, &entry));
    assert_false(recall_back(&recall, &entry));
    assert_string_equal(entry.bytes, "line 03");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(characters_go_in_where_the_cursor_stands),
        cmocka_unit_test(graphemes_go_whole),
        cmocka_unit_test(control_keys_cut),
        cmocka_unit_test(a_line_ends_with_enter_escape_or_one_backspace_too_many),
        cmocka_unit_test(what_is_no_character_stays_out),
        cmocka_unit_test(a_full_line_takes_no_more_and_stays_whole),
        cmocka_unit_test(a_word_is_replaced_up_to_the_cursor),
        cmocka_unit_test(the_cursor_goes_to_whole_graphemes),
        cmocka_unit_test(earlier_lines_come_back_and_so_does_the_draft),
        cmocka_unit_test(the_oldest_line_goes_when_there_are_too_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
