/* outcome_test.c - each outcome has its word, and each fatal error its outcome.
 *
 * Method: the words and the errors of the header, spelt out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "viz/race/outcome.h"

static void each_outcome_is_found_by_its_word(void **state)
{
    (void)state;
    const char *words[] = {"clean",         "fatal_at_entry", "fatal_at_exit", "fatal_read",
                           "fatal_iterate", "bad_state",      "fault",         "deadlock",
                           "wrong",         "unfinished"};
    assert_int_equal(sizeof words / sizeof words[0], OUTCOME_COUNT);
    for (size_t i = 0; i < OUTCOME_COUNT; i++) {
        assert_int_equal(outcome_named(words[i], strlen(words[i])), i);
        assert_string_equal(outcome_word((enum outcome)i), words[i]);
        assert_int_equal(outcome_named(words[i], strlen(words[i]) - 1), OUTCOME_COUNT);
        assert_true(strlen(outcome_text((enum outcome)i, LANGUAGE_ENGLISH)) > 0);
        assert_true(strlen(outcome_text((enum outcome)i, LANGUAGE_CHINESE)) > 0);
    }
    assert_int_equal(outcome_named("fault, then", 5), OUTCOME_FAULT);
    assert_int_equal(outcome_named("Clean", 5), OUTCOME_COUNT);
    assert_int_equal(outcome_named("", 0), OUTCOME_COUNT);
}

static enum outcome outcome_of(th_fatal_kind kind, bool is_at_exit)
{
    th_fatal_report report = {.kind = kind, .is_at_exit = is_at_exit};
    return outcome_of_fatal(&report);
}

static void each_fatal_error_has_its_outcome(void **state)
{
    (void)state;
    assert_int_equal(outcome_of(TH_FATAL_WRITES, false), OUTCOME_FATAL_AT_ENTRY);
    assert_int_equal(outcome_of(TH_FATAL_WRITES, true), OUTCOME_FATAL_AT_EXIT);
    assert_int_equal(outcome_of(TH_FATAL_READ_AND_WRITE, false), OUTCOME_FATAL_READ);
    assert_int_equal(outcome_of(TH_FATAL_ITERATE_AND_WRITE, false), OUTCOME_FATAL_ITERATE);
    assert_int_equal(outcome_of(TH_FATAL_BAD_STATE, false), OUTCOME_BAD_STATE);
    assert_int_equal(outcome_of(TH_FATAL_FAULT, false), OUTCOME_FAULT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_outcome_is_found_by_its_word),
        cmocka_unit_test(each_fatal_error_has_its_outcome),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
