/* tap_test.c - the TAP report is TAP.
 *
 * Method: a strict reader of few lines. Each line must be the version, a comment, a test point with
 * the next number and an escaped description, a YAML block behind a point that failed, or the plan,
 * which comes last and counts the points. */
#include <stdlib.h>
#include <string.h>

#include "tests/unit/headless/reports.h"

struct tap {
    size_t point_count, failure_count, block_count, comment_count;
};

/* In a description # and backslash stand only behind a backslash. */
static void check_description(const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '\\') {
            text++;
            assert_true(*text == '\\' || *text == '#');
        } else {
            assert_int_not_equal(*text, '#');
        }
    }
}

static void check_point(struct tap *tap, const char *line)
{
    bool has_failed = strncmp(line, "not ", 4) == 0;
    char *rest;
    line += has_failed ? 4 : 0;
    assert_int_equal(strncmp(line, "ok ", 3), 0);
    assert_int_equal(strtoul(line + 3, &rest, 10), ++tap->point_count);
    assert_int_equal(strncmp(rest, " - ", 3), 0);
    check_description(rest + 3);
    if (has_failed) tap->failure_count++;
}

/* Reads a report, line by line. */
static struct tap read_tap(char *report)
{
    struct tap tap = {0};
    bool is_in_block = false, is_over = false;
    char *place, *line = strtok_r(report, "\n", &place);
    assert_string_equal(line, "TAP version 14");
    while ((line = strtok_r(NULL, "\n", &place)) != NULL) {
        assert_false(is_over);
        if (is_in_block) {
            is_in_block = strcmp(line, "  ...") != 0;
            assert_int_equal(strncmp(line, "  ", 2), 0);
        } else if (strcmp(line, "  ---") == 0) {
            is_in_block = true;
            tap.block_count++;
        } else if (line[0] == '#') {
            tap.comment_count++;
        } else if (strncmp(line, "1..", 3) == 0) {
            is_over = true;
            assert_int_equal(strtoul(line + 3, NULL, 10), tap.point_count);
        } else {
            check_point(&tap, line);
        }
    }
    assert_true(is_over);
    assert_false(is_in_block);
    free(report);
    return tap;
}

static const struct headless_options tap_options = {.format = HEADLESS_TAP};

static void each_expectation_is_a_point(void **state)
{
    (void)state;
    struct tap tap = read_tap(report_of_one(&tap_options, lesson_that_holds));
    assert_int_equal(tap.point_count, 4 + 1); /* and one for the step that expects nothing */
    assert_int_equal(tap.failure_count, 0);
    assert_int_equal(tap.block_count, 0);
}

static void each_failure_explains_itself(void **state)
{
    (void)state;
    struct tap tap = read_tap(report_of_one(&tap_options, lesson_that_fails));
    assert_int_equal(tap.point_count, 4);
    assert_int_equal(tap.failure_count, 3);
    assert_int_equal(tap.block_count, 3);
    char *report = report_of_one(&tap_options, lesson_that_fails);
    assert_non_null(strstr(report, "  message: \"count: expected 2, is 3\"\n"
                                   "  at:\n"
                                   "    file: \"lesson-1.yaml\"\n"
                                   "    line: 7\n"
                                   "    column: 21\n"
                                   "  expected: \"2\"\n"
                                   "  actual: \"3\"\n"
                                   "  ...\n"));
    free(report);
}

static void several_lessons_are_one_stream(void **state)
{
    (void)state;
    const char *const texts[] = {lesson_that_holds, lesson_that_fails, lesson_that_holds, NULL};
    struct headless_totals totals;
    struct tap tap = read_tap(report_of(&tap_options, texts, &totals));
    assert_int_equal(tap.point_count, 5 + 4 + 5);
    assert_int_equal(tap.failure_count, totals.failure_count);
}

static void frames_are_comments(void **state)
{
    (void)state;
    const struct headless_options frames = {.format = HEADLESS_TAP,
                                            .charset = GLYPH_ASCII,
                                            .has_frames = true,
                                            .height = 10,
                                            .width = 40};
    struct tap tap = read_tap(report_of_one(&frames, lesson_that_fails));
    assert_int_equal(tap.comment_count, 1 + 3 * 10);
    char *report = report_of_one(&frames, lesson_that_fails);
    assert_is_plain_ascii(report);
    free(report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_expectation_is_a_point),
        cmocka_unit_test(each_failure_explains_itself),
        cmocka_unit_test(several_lessons_are_one_stream),
        cmocka_unit_test(frames_are_comments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
