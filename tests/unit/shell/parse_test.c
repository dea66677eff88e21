/* parse_test.c - a line as data, and a word gone on with. Method: lines, and what is to come of
 * them. */
#include "tests/unit/shell/playing.h"
#include "viz/shell/complete.h"

/* ---- Lines ---- */

static const struct refused_line refused_lines[] = {
    {"", 0, "a command is missing"},
    {"   ", 3, "a command is missing"},
    {":", 1, "a command is missing"},
    {"putt a", 0, "did you mean \"put\"?"},
    {"  :delte a", 3, "did you mean \"delete\"?"},
    {"xyzzy", 0, "there is no command \"xyzzy\"; help names them all"},
    {"put", 3, "KEY is missing"},
    {"put a 1 2", 8, "this is too much"},
    {"put =1", 4, "a key is missing before ="},
    {"put a= b=2", 6, "a value is missing behind ="},
    {"put a=", 6, "a value is missing behind ="},
    {"put a=1 b=2 a=3", 12, "\"a\" is put twice"},
    {"put \"a", 4, "these quotes are never closed"},
    {"put \"a\\q\"", 6, "no such escape"},
    {"put \"\\x4\"", 5, "no such escape"},
    {"put \"\\x80\"", 5, "no such escape"},
    {"put a\tb", 5, "a control character"},
    {"put a\xff", 5, "byte 0xff is no UTF-8"},
    {"get", 3, "KEY is missing"},
    {"delete ", 7, "KEY is missing"},
    {"fill", 4, "PREFIX is missing"},
    {"fill k", 6, "FROM..TO is missing"},
    {"fill k 1", 7, "\"1\" is no range"},
    {"fill k ..3", 7, "is no range"},
    {"fill k 1..", 7, "is no range"},
    {"fill k 1..x", 7, "is no range"},
    {"fill k -1..3", 7, "is no range"},
    {"fill k 1..99999999999999999999", 7, "is no range"},
    {"fill k 3..1", 10, "TO is 1; allowed: not less than FROM, 3"},
    {"fill k 1..10001", 10, "more than 10000 keys"},
    {"fill \"a\\x00\" 1..2", 5, "a prefix holds no \\x00"},
    {"fill k 1..2 3", 12, "this is too much"},
    {"iterate now", 8, "this is too much; allowed: iterate"},
    {"clear m", 6, "this is too much; allowed: clear"},
    {"make hint", 9, "N is missing"},
    {"make hint x", 10, "N is \"x\"; allowed: a number, 1000000 at most"},
    {"make hint 1000001", 10, "allowed: a number, 1000000 at most"},
    {"make valu bool", 5, "did you mean \"value\"?"},
    {"make xyzzy", 5, "allowed: make [nil]"},
    {"make named", 10, "M is missing"},
    {"make value", 10, "KIND is missing"},
    {"make nil hint 5", 0, "a nil map has no hint and no values"},
    {"hint", 4, "N is missing"},
    {"hint 5 6", 7, "this is too much"},
    {"collide", 7, "N is missing"},
    {"collide 0", 8, "N is 0; allowed: 1 to 100"},
    {"collide 101", 8, "allowed: a number, 100 at most"},
    {"collide 3 on 2", 10, "this is too much"},
    {"collide 3 in", 12, "BUCKET is missing"},
    {"collide 3 in -1", 13, "BUCKET is \"-1\""},
    {"collide 3 in 4 5", 15, "this is too much"},
    {"on", 2, "MAP is missing"},
    {"on m n", 5, "this is too much"},
    {"write", 5, "FILE.yaml is missing"},
    {"write my-lesson", 6, "as my-lesson.yaml"},
    {"write .yaml", 6, "a lesson's file has .yaml at its end"},
    {"write \"\"", 6, "as my-lesson.yaml"},
    {"write! a\xcc.yaml", 8, "is no UTF-8"},
    {"write a.yaml b", 13, "this is too much"},
    {"undo 3", 5, "this is too much"},
    {"help pot", 5, "did you mean \"put\"?"},
    {"help put get", 9, "this is too much"},
};

static void each_bad_line_is_refused_at_its_place(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof refused_lines / sizeof refused_lines[0]; i++) {
        const struct refused_line *bad = &refused_lines[i];
        struct shell_command command;
        struct shell_trouble trouble;
        if (shell_parse(bad->line, strlen(bad->line), LANGUAGE_ENGLISH, &command, &trouble))
            fail_msg("\"%s\" is not refused", bad->line);
        if (trouble.at != bad->at || strstr(trouble.text, bad->words) == NULL)
            fail_msg("\"%s\": byte %zu: %s", bad->line, trouble.at, trouble.text);
        assert_false(
            shell_parse(bad->line, strlen(bad->line), LANGUAGE_CHINESE, &command, &trouble));
        assert_int_equal(trouble.at, bad->at);
    }
}

static void read(const char *line, struct shell_command *command)
{
    struct shell_trouble trouble;
    if (!shell_parse(line, strlen(line), LANGUAGE_ENGLISH, command, &trouble))
        fail_msg("\"%s\": byte %zu: %s", line, trouble.at, trouble.text);
}

static void assert_word(const struct shell_word *word, const char *bytes, size_t len, size_t at)
{
    assert_int_equal(word->len, len);
    assert_memory_equal(word->bytes, bytes, len + 1);
    assert_int_equal(word->at, at);
}

static void quotes_hold_what_a_word_cannot(void **unused)
{
    struct shell_command command;
    (void)unused;
    read(" :put \"a b\"=\"x\\\"y\" \"\"=3 c\\=4 d\"=\"e", &command);
    assert_int_equal(command.verb, SHELL_PUT);
    assert_int_equal(command.item_count, 4);
    assert_word(&command.items[0].key, "a b", 3, 6);
    assert_word(&command.items[0].value, "x\"y", 3, 12);
    assert_true(command.items[0].value.is_quoted);
    assert_word(&command.items[1].key, "", 0, 19);
    assert_word(&command.items[2].key, "c\\", 2, 24);
    assert_false(command.items[2].value.is_quoted);
    assert_word(&command.items[3].key, "d=e", 3, 29);
    assert_false(command.items[3].has_value);
    read("get \"\\x00\\x7f\\n\\t\\\\\"", &command);
    assert_word(&command.items[0].key, "\0\x7f\n\t\\", 5, 4);
}

static void two_words_behind_put_are_key_and_value(void **unused)
{
    struct shell_command command;
    (void)unused;
    read("put k -5", &command);
    assert_int_equal(command.item_count, 1);
    assert_word(&command.items[0].value, "-5", 2, 6);
    read("put k v=2", &command);
    assert_int_equal(command.item_count, 2);
    assert_false(command.items[0].has_value);
    assert_true(command.items[1].has_value);
}

static void a_command_has_64_keys_at_most(void **unused)
{
    char line[4 + 2 * 65 + 1] = "get ";
    struct shell_command command;
    struct shell_trouble trouble;
    (void)unused;
    for (int i = 0; i < 65; i++)
        strcat(line, "k ");
    assert_false(shell_parse(line, strlen(line), LANGUAGE_ENGLISH, &command, &trouble));
    assert_int_equal(trouble.at, 4 + 2 * 64);
    line[4 + 2 * 64] = '\0';
    read(line, &command);
    assert_int_equal(command.item_count, 64);
}

/* ---- Completion ---- */

static void a_word_goes_on_as_far_as_it_can_only_go(void **unused)
{
    static const struct {
        const char *line;
        size_t from, count;
        const char *word, *candidates;
    } rows[] = {
        {"p", 0, 1, "put ", "put"},
        {":h", 1, 2, "h", "hint help"},
        {"", 0, SHELL_VERB_COUNT, "", NULL},
        {"xyz", 0, 0, "", ""},
        {"get ab", 4, 2, "ab", "abc abd"},
        {"put x=1 abc", 8, 1, "abc ", "abc"},
        {"delete q", 7, 0, "", ""},
        {"on ", 3, 5, "", "m f s b none"},
        {"on n", 3, 1, "none ", "none"},
        {"make h", 5, 1, "hint ", "hint"},
        {"make value b", 11, 2, "b", "bool bytes16"},
        {"collide 9 ", 10, 1, "in ", "in"},
        {"collide ", 8, 0, "", ""},
        {"help un", 5, 1, "undo ", "undo"},
        {"get é", 4, 0, "", ""},
        {"get \"", 4, 0, "", ""},
        {" : get x", 7, 1, "x:y ", "x:y"},
        {"get x:", 4, 1, "x:y ", "x:y"},
    };
    struct playing playing;
    (void)unused;
    begin(&playing, STEP_C);
    done(&playing, "put abc abd=2 \"a b\"=3 x:y=4");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct completion completion;
        complete_line(rows[i].line, strlen(rows[i].line),
                      player_lesson(shell_player(playing.shell)), &playing.view, &completion);
        if (completion.from != rows[i].from || completion.count != rows[i].count)
            fail_msg("\"%s\": from %zu, %zu candidates: %s", rows[i].line, completion.from,
                     completion.count, completion.candidates);
        if (completion.count == 0) continue;
        assert_string_equal(completion.word, rows[i].word);
        if (rows[i].candidates != NULL)
            assert_string_equal(completion.candidates, rows[i].candidates);
    }
    end(&playing);
}

/* Characters of one first byte: what they have in common is no whole character. */
static void a_character_is_not_cut_in_two(void **unused)
{
    struct playing playing;
    struct completion completion;
    (void)unused;
    begin(&playing, STEP_C);
    done(&playing, "put é1=1 è1=2");
    complete_line("get ", 4, playing.lesson, &playing.view, &completion);
    assert_string_equal(completion.word, "");
    done(&playing, "clear");
    done(&playing, "put né=1 nè=2");
    complete_line("get ", 4, playing.lesson, &playing.view, &completion);
    assert_string_equal(completion.word, "n");
    end(&playing);
}

int run_parse_tests(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_bad_line_is_refused_at_its_place),
        cmocka_unit_test(quotes_hold_what_a_word_cannot),
        cmocka_unit_test(two_words_behind_put_are_key_and_value),
        cmocka_unit_test(a_command_has_64_keys_at_most),
        cmocka_unit_test(a_word_goes_on_as_far_as_it_can_only_go),
        cmocka_unit_test(a_character_is_not_cut_in_two),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
