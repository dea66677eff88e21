/* text_test.c - the report for people says what happened, where, and how much of it. */
#include <stdlib.h>
#include <string.h>

#include "tests/unit/headless/reports.h"

static const struct headless_options text = {.format = HEADLESS_TEXT};

static void assert_says(const char *report, const char *words)
{
    if (strstr(report, words) == NULL) fail_msg("\"%s\" is not in:\n%s", words, report);
}

static void totals_count_all_lessons(void **state)
{
    (void)state;
    const char *const texts[] = {lesson_that_holds, lesson_that_fails, NULL};
    struct headless_totals totals;
    free(report_of(&text, texts, &totals));
    assert_int_equal(totals.lesson_count, 2);
    assert_int_equal(totals.step_count, 6);
    assert_int_equal(totals.expectation_count, 7);
    assert_int_equal(totals.failure_count, 3);
}

static void each_step_has_a_line(void **state)
{
    (void)state;
    char *report = report_of_one(&text, lesson_that_holds);
    assert_string_equal(report, "holds: It holds (lesson-1.yaml)\n"
                                "  ok      1/3  put a on m: 15 moves; count, B\n"
                                "  -       2/3  words\n"
                                "  ok      3/3  put b on n: 3 moves; count, panic\n"
                                "\n"
                                "1 lesson, 3 steps, 4 expectations: all held\n");
    free(report);
}

static void a_failure_names_its_place_and_both_sides(void **state)
{
    (void)state;
    char *report = report_of_one(&text, lesson_that_fails);
    assert_says(report, "\n    lesson-1.yaml:7:21: count: expected 2, is 3\n");
    assert_says(report, "\n    lesson-1.yaml:10:5: panic: assignment to entry in nil map; ");
    assert_says(report, "1 lesson, 3 steps, 3 expectations: 3 failed\n");
    free(report);
}

static void a_question_is_listed_with_the_truth_read_from_the_map(void **state)
{
    (void)state;
    char *report = report_of_one(&text, "tophash: 1\nid: asks\ntitle: It asks\nsteps:\n"
                                        "  - put: {a: 1}\n"
                                        "    ask: {question: How many?, answer: count}\n"
                                        "  - put: {b: 1}\n"
                                        "    ask: {question: And now?, answer: count,"
                                        " choices: [3, 4]}\n");
    assert_string_equal(report, "asks: It asks (lesson-1.yaml)\n"
                                "  ok      1/2  put a: 15 moves; ask\n"
                                "          asks  How many?  1\n"
                                "  FAILED  2/2  put b: 12 moves; ask\n"
                                "    lesson-1.yaml:8:39: ask: expected an answer, is no choice is "
                                "right\n"
                                "          asks  And now?\n"
                                "\n"
                                "1 lesson, 2 steps, 2 expectations: 1 failed\n");
    free(report);
}

static void nothing_in_it_steers_a_terminal(void **state)
{
    (void)state;
    const struct headless_options ascii = {
        .format = HEADLESS_TEXT,
        .charset = GLYPH_ASCII,
        .has_frames = true,
        .height = 24,
        .width = 80,
    };
    char *report = report_of_one(&text, lesson_that_fails);
    for (const char *at = report; *at != '\0'; at++)
        assert_false((*at < ' ' && *at >= 0 && *at != '\n') || *at == 0x7f);
    assert_null(strstr(report, "\xc2\x9b"));
    free(report);
    report = report_of_one(&ascii, lesson_that_fails);
    assert_is_plain_ascii(report);
    free(report);
}

static void another_language_is_used_where_it_is_there(void **state)
{
    (void)state;
    const struct headless_options chinese = {.language = LANGUAGE_CHINESE};
    char *report = report_of_one(&chinese, lesson_that_holds);
    assert_says(report, "holds: 成立 (lesson-1.yaml)\n");
    free(report);
}

static void frames_have_the_size_that_was_asked_for(void **state)
{
    (void)state;
    const struct headless_options frames = {
        .has_frames = true, .charset = GLYPH_ASCII, .height = 10, .width = 40};
    char *report = report_of_one(&frames, lesson_that_holds);
    size_t lines = 0;
    for (const char *line = report; *line != '\0'; line = strchr(line, '\n') + 1)
        lines++;
    assert_int_equal(lines, 6 + 3 * 10);
    const char *frame = strstr(report, "count, B\n") + strlen("count, B\n");
    assert_int_equal(strcspn(frame, "\n"), 40);
    free(report);
}

/* Method: an output that takes nothing. */
static void an_output_that_cannot_be_written_is_noticed(void **state)
{
    (void)state;
    for (enum headless_format format = HEADLESS_TEXT; format <= HEADLESS_TAP; format++) {
        const struct headless_options options = {.format = format};
        struct headless_totals totals;
        FILE *full = fopen("/dev/full", "w");
        assert_non_null(full);
        assert_int_equal(headless_run(&options, NULL, 0, full, &totals), HEADLESS_NOT_WRITTEN);
        fclose(full);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(totals_count_all_lessons),
        cmocka_unit_test(each_step_has_a_line),
        cmocka_unit_test(a_failure_names_its_place_and_both_sides),
        cmocka_unit_test(a_question_is_listed_with_the_truth_read_from_the_map),
        cmocka_unit_test(nothing_in_it_steers_a_terminal),
        cmocka_unit_test(another_language_is_used_where_it_is_there),
        cmocka_unit_test(frames_have_the_size_that_was_asked_for),
        cmocka_unit_test(an_output_that_cannot_be_written_is_noticed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
