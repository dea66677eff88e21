/* save_test.c - what is typed is written as a lesson. Method: the file is loaded and run; it
 * expects what the map has shown. */
#include "tests/unit/shell/playing.h"

/* ---- Files ---- */

static const char *path_of(const char *name)
{
    static char path[512];
    const char *folder = getenv("TEST_TMPDIR");
    snprintf(path, sizeof path, "%s/%s", folder == NULL ? "/tmp" : folder, name);
    return path;
}

static enum shell_status save(struct playing *playing, const char *verb, const char *name)
{
    char line[600];
    snprintf(line, sizeof line, "%s \"%s\"", verb, path_of(name));
    return type(playing, line);
}

/* Loads the file and plays it: every step holds.
 *   Returns  the lesson, which the caller frees. */
static struct lesson *load_and_run(const char *path)
{
    static const struct player_options options = {.checks_mirror = true, .asks_nobody = true};
    struct source_errors errors;
    struct lesson *lesson;
    struct player *player;
    if (lesson_load_file(path, NULL, &lesson, &errors) != LESSON_OK) {
        source_errors_print(&errors, stdout);
        fail_msg("%s is no lesson", path);
    }
    assert_int_equal(player_make(lesson, &options, &player), PLAYER_OK);
    for (size_t i = 0; i < lesson->step_count; i++) {
        if (!player_step_has_held(player, i)) fail_msg("%s: step %zu does not hold", path, i + 1);
    }
    player_free(player);
    return lesson;
}

static const struct lesson_fact *fact_of(const struct lesson_step *step, enum lesson_fact_kind kind)
{
    for (size_t i = 0; i < step->fact_count; i++)
        if (step->facts[i].kind == kind) return &step->facts[i];
    return NULL;
}

static void a_file_expects_what_the_map_has_shown(void **unused)
{
    struct playing playing;
    (void)unused;
    begin(&playing, 1);
    done(&playing, "put x=10 y=20");
    done(&playing, "get x");
    done(&playing, "get nobody");
    done(&playing, "get x nobody");
    done(&playing, "delete x y");
    done(&playing, "iterate");
    done(&playing, "fill k 1..7");
    done(&playing, "on none");
    done(&playing, "put z");
    assert_int_equal(save(&playing, "write!", "My first_lesson.yaml"), SHELL_SAVED);
    assert_non_null(strstr(playing.answer.text, "11 steps, 9 of them typed"));
    struct lesson *lesson = load_and_run(path_of("My first_lesson.yaml"));
    const struct lesson_step *steps = lesson->steps + 2;
    assert_string_equal(lesson->id, "my-first-lesson");
    assert_string_equal(lesson->title.en, "Test");
    assert_int_equal(lesson->step_count, 11);
    assert_non_null(lesson->steps[0].ask);
    assert_null(steps[0].say.en);
    assert_int_equal(fact_of(&steps[0], LESSON_FACT_COUNT)->number, 4);
    assert_int_equal(fact_of(&steps[0], LESSON_FACT_B)->number, 0);
    assert_true(fact_of(&steps[1], LESSON_FACT_FOUND)->is_true);
    assert_int_equal(*(const int64_t *)fact_of(&steps[1], LESSON_FACT_VALUE)->value, 10);
    assert_false(fact_of(&steps[2], LESSON_FACT_FOUND)->is_true);
    assert_null(fact_of(&steps[2], LESSON_FACT_VALUE));
    assert_null(fact_of(&steps[3], LESSON_FACT_FOUND)); /* one was, one was not */
    assert_true(fact_of(&steps[4], LESSON_FACT_DELETED)->is_true);
    assert_int_equal(fact_of(&steps[5], LESSON_FACT_YIELDS)->number, 2);
    assert_int_equal(fact_of(&steps[5], LESSON_FACT_ORDER)->length, 2);
    assert_int_equal(fact_of(&steps[6], LESSON_FACT_COUNT)->number, 9);
    assert_int_equal(fact_of(&steps[6], LESSON_FACT_B)->number, 1);
    assert_int_equal(fact_of(&steps[7], LESSON_FACT_COUNT)->number, 0);
    assert_string_equal(fact_of(&steps[8], LESSON_FACT_PANIC)->text,
                        "assignment to entry in nil map");
    lesson_free(lesson);
    end(&playing);
}

/* Method: 12 commands by chance, wherever by chance, in each lesson that is no race. */
static void whatever_is_typed_is_a_lesson_that_holds(void **unused)
{
    static const char *const lines[] = {
        "put a 1",
        "put b c d",
        "get a fig k1",
        "delete a b k3",
        "fill k 1..9",
        "fill key_ 1..40",
        "iterate",
        "clear",
        "undo",
        "redo",
        "collide 5",
        "make hint 30",
        "make value bool",
        "make value \"struct{}\"",
        "make value bytes20",
        "make nil",
        "on m",
        "put \"\\x00 \\n ~\"",
        "hint 9",
    };
    struct catalog *catalog;
    uint64_t state = 7;
    (void)unused;
    assert_int_equal(catalog_of_embedded(&catalog), CATALOG_OK);
    for (size_t i = 0; i < catalog_count(catalog); i++) {
        struct source_errors errors;
        struct playing playing = {0};
        assert_int_equal(catalog_load(catalog, i, &playing.lesson, &errors), LESSON_OK);
        playing.shell = shell_make(playing.lesson);
        bool is_race = playing.lesson->scenario != NULL;
        size_t step_count = playing.lesson->step_count;
        for (int typed = 0; typed < 12 && !is_race; typed++) {
            state = state * UINT64_C(6364136223846793005) + 1442695040888963407;
            playing.stand = (struct shell_stand){.step = (state >> 33) % step_count};
            const char *line = lines[(state >> 48) % (sizeof lines / sizeof lines[0])];
            (void)type(&playing, line);
            const struct player *player = shell_player(playing.shell);
            const struct lesson *shown = player == NULL ? playing.lesson : player_lesson(player);
            step_count = shown->step_count;
        }
        if (save(&playing, "write!", "any.yaml") == SHELL_SAVED)
            lesson_free(load_and_run(path_of("any.yaml")));
        end(&playing);
    }
    catalog_free(catalog);
}

static void a_file_that_is_there_is_kept_unless_told(void **unused)
{
    struct playing playing;
    (void)unused;
    begin(&playing, 0);
    assert_int_equal(save(&playing, "write", "nothing.yaml"), SHELL_REFUSED);
    assert_string_equal(playing.answer.text, "nothing has been typed yet");
    done(&playing, "put x");
    (void)remove(path_of("kept.yaml"));
    assert_int_equal(save(&playing, "write", "kept.yaml"), SHELL_SAVED);
    done(&playing, "put y");
    assert_int_equal(save(&playing, "write", "kept.yaml"), SHELL_REFUSED);
    assert_int_equal(playing.answer.at, 6);
    assert_non_null(strstr(playing.answer.text, "kept.yaml is there already; write! replaces it"));
    struct lesson *lesson = load_and_run(path_of("kept.yaml"));
    assert_int_equal(lesson->step_count, 2);
    lesson_free(lesson);
    assert_int_equal(save(&playing, "write!", "kept.yaml"), SHELL_SAVED);
    lesson = load_and_run(path_of("kept.yaml"));
    assert_int_equal(lesson->step_count, 3);
    lesson_free(lesson);
    assert_int_equal(save(&playing, "write", "no/such/folder.yaml"), SHELL_REFUSED);
    assert_non_null(strstr(playing.answer.text, "no/such/folder.yaml: No such file or directory"));
    end(&playing);
}

int run_save_tests(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_expects_what_the_map_has_shown),
        cmocka_unit_test(whatever_is_typed_is_a_lesson_that_holds),
        cmocka_unit_test(a_file_that_is_there_is_kept_unless_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
