/* shell_test.c - what is typed is done, or refused with its place. Method: lines on small lessons;
 * what they came to is read from the player's view, which mirrors the real map. */
#include "viz/shell/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/shell/parse_cases.h"
#include "viz/lesson/lesson.h"

/* ---- Lines ---- */

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

/* ---- Free play ---- */

struct playing {
    struct lesson *lesson;
    struct shell *shell;
    struct shell_answer answer;
    struct shell_stand stand;
    struct view view; /* at the end of the step stood in; of the lesson itself not filled */
};

static const char three_steps[] = "tophash: 1\n"
                                  "id: test\n"
                                  "title: Test\n"
                                  "maps: {m: {seed: 7}, f: {value: bool}, s: {value: \"struct{}\"},"
                                  " b: {value: bytes2}, none: nil,"
                                  " big: {hint: 999990}}\n"
                                  "steps:\n"
                                  "  - put: {a: 1}\n"
                                  "    ask: {question: How many?, answer: count}\n"
                                  "  - put: {b: 2}\n"
                                  "  - put: {c: 3}\n"
                                  "  - {say: flags, on: f}\n"
                                  "  - {say: sets, on: s}\n"
                                  "  - {say: bytes, on: b}\n"
                                  "  - {say: nil, on: none}\n";
enum { STEP_C = 2, STEP_F, STEP_S, STEP_B, STEP_NIL };

static void begin(struct playing *playing, size_t step)
{
    struct source_errors errors;
    *playing = (struct playing){.stand = {.step = step, .move = 0}};
    assert_int_equal(
        lesson_load_text("test", three_steps, strlen(three_steps), NULL, &playing->lesson, &errors),
        LESSON_OK);
    playing->shell = shell_make(playing->lesson);
    assert_non_null(playing->shell);
}

static void end(struct playing *playing)
{
    shell_free(playing->shell);
    lesson_free(playing->lesson);
}

static enum shell_status type(struct playing *playing, const char *line)
{
    enum shell_status status = shell_do(playing->shell, line, strlen(line), playing->stand,
                                        LANGUAGE_ENGLISH, &playing->answer);
    if (status != SHELL_DONE) return status;
    playing->stand = playing->answer.stand;
    struct player *player = shell_player(playing->shell);
    if (player == NULL) return status;
    player_seek(player, playing->stand.step, UINT64_MAX);
    player_view(player, LANGUAGE_ENGLISH, &playing->view);
    return status;
}

static void done(struct playing *playing, const char *line)
{
    if (type(playing, line) != SHELL_DONE) fail_msg("%s: %s", line, playing->answer.text);
}

static uint64_t count_of(const struct playing *playing)
{
    return model_map(playing->view.model, playing->view.map)->header.count;
}

static void a_command_is_the_step_behind_the_one_stood_at(void **unused)
{
    struct playing playing;
    (void)unused;
    begin(&playing, 1);
    done(&playing, "put x=10 y=20");
    assert_int_equal(playing.stand.step, 2);
    assert_int_equal(playing.view.step_count, 3);
    assert_int_equal(playing.view.op_count, 2);
    assert_int_equal(count_of(&playing), 4); /* a, b; not c, which comes later */
    assert_string_equal(playing.view.title, "Test · free play");
    assert_string_equal(playing.view.say, "put x=10 y=20");
    done(&playing, "delete a x nobody");
    assert_int_equal(playing.stand.step, 3);
    assert_int_equal(count_of(&playing), 2);
    done(&playing, "fill k 1..8");
    assert_int_equal(count_of(&playing), 10);
    done(&playing, "get k7");
    assert_int_equal(playing.view.now.kind, TH_EVENT_OP_END);
    done(&playing, "iterate");
    assert_int_equal(playing.view.now.kind, TH_EVENT_OP_END);
    done(&playing, "clear");
    assert_int_equal(count_of(&playing), 0);
    end(&playing);
}

/* Questions would wait in steps that the learner has answered already. */
static void nothing_is_asked_in_free_play(void **unused)
{
    struct playing playing;
    (void)unused;
    begin(&playing, 0);
    done(&playing, "get a");
    assert_true(player_first(shell_player(playing.shell)));
    assert_true(player_last(shell_player(playing.shell)));
    player_first(shell_player(playing.shell));
    assert_true(player_step_forward(shell_player(playing.shell)));
    end(&playing);
}

static void who_went_back_branches_there_and_undo_knows_the_way(void **unused)
{
    struct playing playing;
    (void)unused;
    begin(&playing, STEP_C);
    done(&playing, "put d");
    done(&playing, "put e");
    playing.stand = (struct shell_stand){.step = 3, .move = 2}; /* at d */
    done(&playing, "put f");
    assert_int_equal(playing.view.step_count, 5); /* e is no more */
    assert_int_equal(count_of(&playing), 5);
    playing.stand = (struct shell_stand){.step = 0, .move = 0};
    done(&playing, "put g");
    assert_int_equal(count_of(&playing), 2); /* a, g */
    done(&playing, "undo");
    assert_int_equal(playing.stand.step, 0);
    done(&playing, "undo");
    assert_int_equal(playing.stand.step, 3);
    assert_int_equal(playing.stand.move, 2);
    playing.stand.step = 4;
    done(&playing, "redo");
    done(&playing, "undo");
    assert_int_equal(playing.view.step_count, 5);
    assert_int_equal(playing.stand.step, 4);
    assert_int_equal(count_of(&playing), 5); /* a to e */
    done(&playing, "undo");
    done(&playing, "undo");
    assert_null(shell_player(playing.shell)); /* the lesson itself */
    assert_int_equal(playing.stand.step, STEP_C);
    assert_int_equal(type(&playing, "undo"), SHELL_REFUSED);
    for (int i = 0; i < 4; i++)
        done(&playing, "redo");
    assert_int_equal(count_of(&playing), 2);
    assert_int_equal(type(&playing, "redo"), SHELL_REFUSED);
    end(&playing);
}

static void who_leaves_stands_in_the_lesson_again(void **unused)
{
    struct playing playing;
    (void)unused;
    begin(&playing, 1);
    assert_false(shell_leave(playing.shell, &playing.answer));
    done(&playing, "put d");
    done(&playing, "put e");
    assert_true(shell_leave(playing.shell, &playing.answer));
    assert_null(shell_player(playing.shell));
    assert_int_equal(playing.answer.stand.step, 1);
    end(&playing);
}

static void a_refused_command_changes_nothing(void **unused)
{
    struct playing playing;
    (void)unused;
    begin(&playing, 0);
    assert_int_equal(type(&playing, "put a=x"), SHELL_REFUSED);
    assert_int_equal(playing.answer.at, 6);
    assert_non_null(strstr(playing.answer.text, "\"x\" is no value of map m; allowed: int64"));
    assert_null(shell_player(playing.shell));
    done(&playing, "put d");
    const struct player *player = shell_player(playing.shell);
    assert_int_equal(type(&playing, "put e \"5\""), SHELL_REFUSED); /* a text */
    assert_int_equal(type(&playing, "put e 9223372036854775808"), SHELL_REFUSED);
    assert_int_equal(type(&playing, "help"), SHELL_TOLD);
    assert_ptr_equal(shell_player(playing.shell), player);
    end(&playing);
}

static void a_lesson_asks_for_no_more_than_a_file_may(void **unused)
{
    struct playing playing;
    (void)unused;
    begin(&playing, STEP_C); /* `big`, never used, has taken all but 10 keys */
    assert_int_equal(type(&playing, "fill k 1..11"), SHELL_REFUSED);
    assert_non_null(strstr(playing.answer.text, "the lesson asks for too much"));
    done(&playing, "fill k 1..10");
    end(&playing);
}

static void a_fill_goes_no_further_than_the_values(void **unused)
{
    struct playing playing;
    (void)unused;
    begin(&playing, STEP_B);
    assert_int_equal(type(&playing, "fill k 60000..65536"), SHELL_REFUSED);
    assert_int_equal(playing.answer.at, 14);
    assert_non_null(strstr(playing.answer.text, "65536 is no value of map b: it has 2 bytes"));
    done(&playing, "fill k 65534..65535");
    end(&playing);
}

static void values_are_those_of_the_map(void **unused)
{
    static const struct {
        size_t step;
        const char *good, *bad;
    } rows[] = {
        {STEP_C, "put k=-3", "put k=true"},     {STEP_F, "put k false", "put k 1"},
        {STEP_F, "put k", "put k \"true\""},    {STEP_S, "put k {}", "put k 1"},
        {STEP_S, "put k", "put k true"},        {STEP_B, "put k ab", "put k abc"},
        {STEP_B, "put k 65535", "put k 65536"}, {STEP_B, "put k \"12\"", "put k \"123\""},
    };
    (void)unused;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct playing playing;
        begin(&playing, rows[i].step);
        done(&playing, rows[i].good);
        assert_int_equal(type(&playing, rows[i].bad), SHELL_REFUSED);
        end(&playing);
    }
}

static void a_nil_map_panics_as_expected(void **unused)
{
    struct playing playing;
    (void)unused;
    begin(&playing, STEP_NIL);
    done(&playing, "put a");
    assert_int_equal(playing.view.verdict, VIEW_HELD);
    assert_true(playing.view.registers.has_panicked);
    done(&playing, "fill k 1..3");
    assert_int_equal(playing.view.verdict, VIEW_HELD);
    done(&playing, "get a");
    done(&playing, "clear");
    assert_int_equal(playing.view.verdict, VIEW_NOTHING_EXPECTED);
    end(&playing);
}

static void a_race_has_no_free_play(void **unused)
{
    static const char race[] = "tophash: 1\nid: race\ntitle: Race\nworkers:\n"
                               "  A: [{put: {a: 1}}]\n"
                               "steps:\n  - schedule: A\n";
    struct source_errors errors;
    struct lesson *lesson;
    struct shell_answer answer;
    (void)unused;
    assert_int_equal(lesson_load_text("race", race, strlen(race), NULL, &lesson, &errors),
                     LESSON_OK);
    struct shell *shell = shell_make(lesson);
    assert_int_equal(
        shell_do(shell, "put a", 5, (struct shell_stand){0}, LANGUAGE_ENGLISH, &answer),
        SHELL_REFUSED);
    assert_non_null(strstr(answer.text, "workers of its own"));
    shell_free(shell);
    lesson_free(lesson);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_bad_line_is_refused_at_its_place),
        cmocka_unit_test(quotes_hold_what_a_word_cannot),
        cmocka_unit_test(two_words_behind_put_are_key_and_value),
        cmocka_unit_test(a_command_has_64_keys_at_most),
        cmocka_unit_test(a_command_is_the_step_behind_the_one_stood_at),
        cmocka_unit_test(nothing_is_asked_in_free_play),
        cmocka_unit_test(who_went_back_branches_there_and_undo_knows_the_way),
        cmocka_unit_test(who_leaves_stands_in_the_lesson_again),
        cmocka_unit_test(a_refused_command_changes_nothing),
        cmocka_unit_test(a_lesson_asks_for_no_more_than_a_file_may),
        cmocka_unit_test(a_fill_goes_no_further_than_the_values),
        cmocka_unit_test(values_are_those_of_the_map),
        cmocka_unit_test(a_nil_map_panics_as_expected),
        cmocka_unit_test(a_race_has_no_free_play),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
