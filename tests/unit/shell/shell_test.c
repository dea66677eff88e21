/* shell_test.c - what is typed is done, or refused with its place. Method: lines on small lessons;
 * what they came to is read from the player's view, which mirrors the real map. */
#include "tests/unit/shell/playing.h"

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
    assert_string_equal(playing.view.title, "Free play · Test");
    assert_string_equal(playing.view.say, "put x\\=10 y\\=20"); /* no sign is a mark */
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
    assert_int_equal(type(&playing, "help undo"), SHELL_TOLD);
    assert_string_equal(playing.answer.text, "undo: take the last command back");
    assert_ptr_equal(shell_player(playing.shell), player);
    end(&playing);
}

static void a_lesson_asks_for_no_more_than_a_file_may(void **unused)
{
    static const char text[] = "tophash: 1\nid: t\ntitle: T\n"
                               "maps: {m: {}, never_used: {hint: 999990}}\n"
                               "steps:\n  - say: Ten keys are left.\n";
    struct playing playing;
    (void)unused;
    begin_with(&playing, text, 0);
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

/* ---- Maps ---- */

static void make_is_a_step_with_a_map_of_its_own(void **unused)
{
    struct playing playing;
    (void)unused;
    begin(&playing, STEP_C);
    done(&playing, "make");
    assert_string_equal(map_of(&playing)->name, "m2"); /* m is there already */
    assert_int_equal(map_of(&playing)->value_size, 8);
    done(&playing, "make value bytes3 hint 14 named large");
    assert_string_equal(map_of(&playing)->name, "large");
    assert_int_equal(map_of(&playing)->value_size, 3);
    assert_int_equal(map_of(&playing)->header.B, 2); /* two buckets take 13 at most */
    done(&playing, "put a 1");
    done(&playing, "on m2");
    assert_int_equal(count_of(&playing), 0);
    done(&playing, "put b 1");
    done(&playing, "on large");
    assert_int_equal(count_of(&playing), 1);
    done(&playing, "make nil");
    assert_true(playing.view.is_map_nil);
    assert_string_equal(map_of(&playing)->name, "m3");
    playing.stand.step = STEP_C + 1; /* at the first make: the others are forgotten */
    done(&playing, "hint 5");
    assert_string_equal(map_of(&playing)->name, "m3");
    assert_int_equal(type(&playing, "on large"), SHELL_REFUSED);
    end(&playing);
}

static void a_map_is_refused_with_its_place(void **unused)
{
    static const struct refused_line rows[] = {
        {"on lerge", 3, "there is no map \"lerge\"; did you mean \"large\"?"},
        {"make named large", 11, "there is a map \"large\" already"},
        {"make named 9", 11, "\"9\" is no name"},
        {"make named \"a b\"", 11, "\"a b\" is no name"},
        {"make value int", 11, "there are no values \"int\""},
        {"make value bytes129", 11, "there are no values \"bytes129\""},
    };
    struct playing playing;
    (void)unused;
    begin(&playing, STEP_C);
    done(&playing, "make named large");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(type(&playing, rows[i].line), SHELL_REFUSED);
        assert_int_equal(playing.answer.at, rows[i].at);
        assert_non_null(strstr(playing.answer.text, rows[i].words));
    }
    for (int i = 6; i < 64; i++) /* five of the lesson, and large */
        done(&playing, "make");
    assert_int_equal(type(&playing, "make"), SHELL_REFUSED);
    assert_non_null(strstr(playing.answer.text, "there are 64 maps"));
    end(&playing);
}

/* The entries in a bucket's chain. */
static uint64_t entries_in(const struct playing *playing, uint64_t bucket)
{
    return model_sum(playing->view.model, playing->view.map, map_of(playing)->header.buckets,
                     bucket, bucket + 1)
        .entries;
}

/* The map takes a new seed when it has been emptied: the keys are then others. */
static void keys_that_collide_lie_in_one_bucket(void **unused)
{
    struct playing playing;
    (void)unused;
    begin(&playing, STEP_C);
    done(&playing, "make hint 100"); /* 16 buckets: 8 hold 52 at most */
    done(&playing, "collide 9 in 13");
    assert_int_equal(entries_in(&playing, 13), 9);
    done(&playing, "collide 9 in 13"); /* other keys */
    assert_int_equal(entries_in(&playing, 13), 18);
    done(&playing, "clear");
    done(&playing, "collide 5 in 13");
    assert_int_equal(entries_in(&playing, 13), 5);
    done(&playing, "collide 20");
    assert_int_equal(entries_in(&playing, 0), 20);
    assert_int_equal(count_of(&playing), 25);
    assert_int_equal(type(&playing, "collide 1 in 16"), SHELL_REFUSED);
    assert_int_equal(playing.answer.at, 13);
    assert_non_null(strstr(playing.answer.text, "there is no bucket 16; allowed: 0 to 15"));
    end(&playing);
}

static void a_hash_that_a_lesson_forces_counts(void **unused)
{
    static const char text[] = "tophash: 1\nid: t\ntitle: T\n"
                               "maps: {m: {hint: 20, hashes: {c1: 0x0100000000000003,"
                               " c2: 0x0100000000000003, c3: 0x0100000000000002}}}\n"
                               "steps:\n  - put: {c1: 1}\n";
    struct playing playing;
    (void)unused;
    begin_with(&playing, text, 0);
    done(&playing, "collide 1 in 3"); /* c1 is there: c2 */
    const struct lesson *shown = player_lesson(shell_player(playing.shell));
    assert_string_equal(shown->steps[1].operations[0].key.bytes, "c2");
    done(&playing, "collide 1 in 2");
    shown = player_lesson(shell_player(playing.shell));
    assert_string_equal(shown->steps[2].operations[0].key.bytes, "c3");
    end(&playing);
}

static void what_cannot_collide_is_refused(void **unused)
{
    struct playing playing;
    (void)unused;
    begin(&playing, STEP_NIL);
    assert_int_equal(type(&playing, "collide 3"), SHELL_REFUSED);
    assert_non_null(strstr(playing.answer.text, "map none is nil"));
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
        cmocka_unit_test(a_command_is_the_step_behind_the_one_stood_at),
        cmocka_unit_test(nothing_is_asked_in_free_play),
        cmocka_unit_test(who_went_back_branches_there_and_undo_knows_the_way),
        cmocka_unit_test(who_leaves_stands_in_the_lesson_again),
        cmocka_unit_test(a_refused_command_changes_nothing),
        cmocka_unit_test(a_lesson_asks_for_no_more_than_a_file_may),
        cmocka_unit_test(a_fill_goes_no_further_than_the_values),
        cmocka_unit_test(values_are_those_of_the_map),
        cmocka_unit_test(a_nil_map_panics_as_expected),
        cmocka_unit_test(make_is_a_step_with_a_map_of_its_own),
        cmocka_unit_test(a_map_is_refused_with_its_place),
        cmocka_unit_test(keys_that_collide_lie_in_one_bucket),
        cmocka_unit_test(a_hash_that_a_lesson_forces_counts),
        cmocka_unit_test(what_cannot_collide_is_refused),
        cmocka_unit_test(a_race_has_no_free_play),
    };
    int failed = run_parse_tests() + run_save_tests();
    return failed + cmocka_run_group_tests(tests, NULL, NULL);
}
