/* Is what was noted read again as it was written, and is nothing lost where two note?
 * Method: texts written here are read and written back; two progresses are merged either way. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "viz/progress/progress.h"

/* The text of a progress. The caller frees it. */
static char *text_of(const struct progress *progress)
{
    char *text = NULL;
    size_t len;
    FILE *out = open_memstream(&text, &len);
    assert_non_null(out);
    progress_write(progress, out);
    fclose(out);
    return text;
}

static void assert_text(const struct progress *progress, const char *expected)
{
    char *text = text_of(progress);
    assert_string_equal(text, expected);
    free(text);
}

static struct progress read_text(const char *text)
{
    struct progress progress = {0};
    struct progress_error error;
    enum progress_status status = progress_read(text, strlen(text), &progress, &error);
    if (status != PROGRESS_OK) fail_msg("%u:%u: %s", error.line, error.column, error.text);
    return progress;
}

static const char *const written = "tophash progress 1\n"
                                   "last growth-by-doubling\n"
                                   "lesson tophash step 8 of 8 done\n"
                                   "lesson growth-by-doubling step 5 of 9\n"
                                   "answer tophash 2 right\n"
                                   "answer growth-by-doubling 3 skipped\n"
                                   "answer growth-by-doubling 6 wrong\n";

static void what_is_written_is_read_again(void **state)
{
    (void)state;
    struct progress progress = read_text(written);
    assert_text(&progress, written);
    const struct progress_lesson *lesson = progress_lesson(&progress, "growth-by-doubling");
    assert_int_equal(lesson->step, 5);
    assert_int_equal(lesson->step_count, 9);
    assert_false(lesson->is_done);
    assert_true(progress_lesson(&progress, "tophash")->is_done);
    assert_null(progress_lesson(&progress, "nobody"));
    struct progress_score score = progress_score(&progress, "growth-by-doubling");
    assert_int_equal(score.right, 0);
    assert_int_equal(score.answered, 1);
    progress_free(&progress);
}

static void empty_lines_and_remarks_are_passed_over(void **state)
{
    (void)state;
    struct progress progress = read_text("tophash progress 1\n\n# mine\nlesson a step 1 of 2\n");
    assert_text(&progress, "tophash progress 1\nlesson a step 1 of 2\n");
    progress_free(&progress);
}

static void what_is_damaged_is_refused_with_its_place(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t line, column;
        enum progress_status status;
    } rows[] = {
        {"", 0, 1, PROGRESS_DAMAGED},
        {"hello\n", 1, 1, PROGRESS_DAMAGED},
        {"tophash progress\n", 1, 17, PROGRESS_DAMAGED},
        {"tophash progress 2\nnobody knows\n", 1, 18, PROGRESS_LATER},
        {"tophash progress 1", 1, 19, PROGRESS_DAMAGED},
        {"tophash progress 1\nlesson a step 1 of 2", 2, 21, PROGRESS_DAMAGED},
        {"tophash progress 1\nlesson A step 1 of 2\n", 2, 8, PROGRESS_DAMAGED},
        {"tophash progress 1\nlesson a step 3 of 2\n", 2, 20, PROGRESS_DAMAGED},
        {"tophash progress 1\nlesson a step 0 of 2\n", 2, 15, PROGRESS_DAMAGED},
        {"tophash progress 1\nlesson a step 1 of 2 dune\n", 2, 22, PROGRESS_DAMAGED},
        {"tophash progress 1\nlesson a step 1 of 2 \n", 2, 22, PROGRESS_DAMAGED},
        {"tophash progress 1\nlesson a step 1 of 2\nlesson a step 1 of 2\n", 3, 20,
         PROGRESS_DAMAGED},
        {"tophash progress 1\nanswer a 1 maybe\n", 2, 12, PROGRESS_DAMAGED},
        {"tophash progress 1\nlost a\n", 2, 1, PROGRESS_DAMAGED},
        {"tophash progress 1\nlast \n", 2, 6, PROGRESS_DAMAGED},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct progress progress = {0};
        struct progress_error error;
        const char *text = rows[i].text;
        assert_int_equal(progress_read(text, strlen(text), &progress, &error), rows[i].status);
        if (error.line != rows[i].line || error.column != rows[i].column)
            fail_msg("%u:%u: %s, of:\n%s", error.line, error.column, error.text, text);
        assert_true(error.text[0] != '\0');
        assert_null(progress.lessons);
        progress_free(&progress);
    }
}

/* Method: each prefix of a good text. */
static void half_a_file_is_no_file(void **state)
{
    (void)state;
    for (size_t len = 0; len < strlen(written); len++) {
        struct progress progress = {0};
        struct progress_error error;
        bool is_cut_behind_a_line = len > 0 && written[len - 1] == '\n';
        enum progress_status status = progress_read(written, len, &progress, &error);
        assert_int_equal(status, is_cut_behind_a_line ? PROGRESS_OK : PROGRESS_DAMAGED);
        progress_free(&progress);
    }
}

static void the_first_answer_stays(void **state)
{
    (void)state;
    struct progress progress = {0};
    enum progress_verdict verdict;
    assert_false(progress_answer(&progress, "a", 2, &verdict));
    assert_true(progress_note_answer(&progress, "a", 2, PROGRESS_SKIPPED));
    assert_true(progress_note_answer(&progress, "a", 2, PROGRESS_WRONG));
    assert_true(progress_note_answer(&progress, "a", 2, PROGRESS_RIGHT));
    assert_true(progress_answer(&progress, "a", 2, &verdict));
    assert_int_equal(verdict, PROGRESS_WRONG);
    progress_free(&progress);
}

static void an_end_that_was_seen_stays_seen(void **state)
{
    (void)state;
    struct progress progress = {0};
    assert_true(progress_note_lesson(&progress, "a", 9, 9, true));
    assert_true(progress_note_lesson(&progress, "a", 2, 9, false));
    assert_text(&progress, "tophash progress 1\nlast a\nlesson a step 2 of 9 done\n");
    progress_free(&progress);
}

static void what_is_no_id_or_no_step_is_not_noted(void **state)
{
    (void)state;
    struct progress progress = {0};
    assert_false(progress_note_lesson(&progress, "no id", 1, 2, false));
    assert_false(progress_note_lesson(&progress, "", 1, 2, false));
    assert_false(progress_note_lesson(&progress, "a", 3, 2, false));
    assert_false(progress_note_lesson(&progress, "a", 0, 2, false));
    assert_false(progress_note_answer(&progress, "a\nlast b", 1, PROGRESS_RIGHT));
    assert_text(&progress, "tophash progress 1\n");
    progress_free(&progress);
}

static void two_that_note_lose_nothing_of_each_other(void **state)
{
    (void)state;
    struct progress mine = read_text("tophash progress 1\nlesson a step 1 of 9\n");
    struct progress theirs = read_text("tophash progress 1\nlast b\nlesson a step 4 of 9 done\n"
                                       "lesson b step 2 of 3\nanswer a 3 right\n");
    struct progress merged = {0};
    assert_true(progress_note_lesson(&mine, "c", 5, 5, true));
    assert_true(progress_note_answer(&mine, "c", 4, PROGRESS_WRONG));
    assert_true(progress_note_answer(&mine, "a", 3, PROGRESS_WRONG)); /* theirs came first */
    assert_int_equal(progress_merge(&mine, &theirs, &merged), PROGRESS_OK);
    assert_text(&merged, "tophash progress 1\nlast c\nlesson a step 4 of 9 done\n"
                         "lesson b step 2 of 3\nlesson c step 5 of 5 done\nanswer a 3 right\n"
                         "answer c 4 wrong\n");
    progress_free(&theirs);
    progress_free(&mine);
    /* Merged is as read: what is merged with it next is not overwritten by it. */
    theirs = read_text("tophash progress 1\nlesson c step 1 of 5 done\n");
    assert_int_equal(progress_merge(&merged, &theirs, &mine), PROGRESS_OK);
    assert_text(&mine, "tophash progress 1\nlesson c step 1 of 5 done\n");
    progress_free(&theirs);
    progress_free(&merged);
    progress_free(&mine);
}

static void facts_are_kept_up_to_a_limit(void **state)
{
    (void)state;
    struct progress progress = {0};
    for (uint32_t step = 1; step <= PROGRESS_FACTS_MAX; step++)
        assert_true(progress_note_answer(&progress, "a", step, PROGRESS_RIGHT));
    assert_false(progress_note_answer(&progress, "a", PROGRESS_FACTS_MAX + 1, PROGRESS_RIGHT));
    char *text = text_of(&progress);
    struct progress again = read_text(text);
    assert_int_equal(progress_score(&again, "a").right, PROGRESS_FACTS_MAX);
    free(text);
    progress_free(&again);
    progress_free(&progress);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read_again),
        cmocka_unit_test(empty_lines_and_remarks_are_passed_over),
        cmocka_unit_test(what_is_damaged_is_refused_with_its_place),
        cmocka_unit_test(half_a_file_is_no_file),
        cmocka_unit_test(the_first_answer_stays),
        cmocka_unit_test(an_end_that_was_seen_stays_seen),
        cmocka_unit_test(what_is_no_id_or_no_step_is_not_noted),
        cmocka_unit_test(two_that_note_lose_nothing_of_each_other),
        cmocka_unit_test(facts_are_kept_up_to_a_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
