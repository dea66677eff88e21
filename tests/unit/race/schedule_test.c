/* schedule_test.c - a schedule reads as it is written, and is written as it reads.
 *
 * Method: texts and the choices that they spell, by hand; random choices there and back. What is
 * refused is in schedule_error_test.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/race/scenes.h"
#include "viz/race/schedule.h"

static struct schedule read_good(const char *text, size_t len)
{
    struct schedule read;
    struct schedule_error error;
    if (schedule_read(&scene, text, len, &read, &error) != SCHEDULE_OK)
        fail_msg("%u:%u: %s: in %.200s", error.line, error.column, error.text, text);
    return read;
}

/* Text spells these choices: a digit for each. */
static void assert_spells(const char *text, const char *choices)
{
    struct schedule read = read_good(text, strlen(text));
    assert_int_equal(read.count, strlen(choices));
    for (size_t i = 0; i < read.count; i++)
        assert_int_equal(read.choices[i], choices[i] - '0');
    assert_false(read.has_policy);
    schedule_free(&read);
}

/* ---- Reading ---- */

static void choices_are_spelt_by_workers_and_counts(void **state)
{
    (void)state;
    assert_spells("A*3 B A*2", "000100");
    assert_spells("reader", "2");
    assert_spells("B*1 B*02", "111");
    assert_spells("A A", "00");
}

static void an_empty_schedule_has_no_choices(void **state)
{
    (void)state;
    assert_spells("", "");
    assert_spells(" \n\t\r\n", "");
    assert_spells("# nothing yet", "");
    assert_spells("two-writers:", "");
}

static void a_head_may_be_there_with_its_digest_or_without(void **state)
{
    (void)state;
    char text[100];
    snprintf(text, sizeof text, "two-writers@%016" PRIx64 ": A B", scenario_digest(&scene));
    assert_spells(text, "01");
    snprintf(text, sizeof text, "two-writers@%016" PRIX64 ":A B", scenario_digest(&scene));
    assert_spells(text, "01");
    assert_spells("two-writers: A B", "01");
    assert_spells("# of the lesson\n  two-writers:\nA\nB", "01");
}

static void blanks_and_comments_may_stand_anywhere_between_parts(void **state)
{
    (void)state;
    assert_spells("\n\n  A*2\t# A sets the flag: 写\n# B*9\r\nB#behind it\nA", "0010");
    const char *text = "A,#x\nthen\n#y\npct\n7#z\n\n3#";
    struct schedule read = read_good(text, strlen(text));
    assert_true(read.has_policy);
    assert_int_equal(read.policy.kind, POLICY_PCT);
    assert_int_equal(read.policy.seed, 7);
    assert_int_equal(read.policy.depth, 3);
    schedule_free(&read);
}

static struct policy_plan policy_of(const char *text)
{
    struct schedule read = read_good(text, strlen(text));
    assert_true(read.has_policy);
    assert_int_equal(read.count, 1);
    struct policy_plan plan = read.policy;
    schedule_free(&read);
    assert_false(read.has_policy);
    return plan;
}

static void a_policy_may_go_on_behind_the_choices(void **state)
{
    (void)state;
    assert_int_equal(policy_of("A, then ask").kind, POLICY_ASK);
    assert_int_equal(policy_of("A ,then serial ").kind, POLICY_SERIAL);
    assert_int_equal(policy_of("A, then round-robin").kind, POLICY_ROUND_ROBIN);
    assert_int_equal(policy_of("A, then random").kind, POLICY_RANDOM);
    assert_int_equal(policy_of("A, then pct").kind, POLICY_PCT);
    struct schedule read = read_good("two-writers: , then serial", 26);
    assert_true(read.has_policy);
    assert_int_equal(read.count, 0);
    schedule_free(&read);
}

static void a_policys_numbers_are_read_or_have_defaults(void **state)
{
    (void)state;
    assert_true(policy_of("A, then random 18446744073709551615").seed == UINT64_MAX);
    assert_true(policy_of("A, then random").seed == 0);
    struct policy_plan plan = policy_of("A, then pct 5 20");
    assert_int_equal(plan.seed, 5);
    assert_int_equal(plan.depth, 20);
    assert_int_equal(plan.moves, POLICY_MOVES_DEFAULT);
    plan = policy_of("A, then pct 5");
    assert_int_equal(plan.depth, POLICY_DEPTH_DEFAULT);
    assert_int_equal(policy_of("A, then pct 0 1").depth, 1);
}

static void a_policy_reads_as_policy_write_wrote_it(void **state)
{
    (void)state;
    for (enum policy_kind kind = POLICY_ASK; kind < POLICY_COUNT; kind++) {
        struct policy_plan plan = {.kind = kind, .seed = 123456789012345, .depth = 11};
        char words[60], text[80], again[60];
        policy_write(&plan, words, sizeof words);
        snprintf(text, sizeof text, "A, then %s", words);
        plan = policy_of(text);
        policy_write(&plan, again, sizeof again);
        assert_string_equal(again, words);
    }
}

static void a_worker_may_be_called_then(void **state)
{
    (void)state;
    struct scenario_worker workers[] = {{.name = "then"}, {.name = "random"}};
    struct scenario odd = {.id = "odd", .workers = workers, .worker_count = 2};
    struct schedule read;
    struct schedule_error error;
    const char *text = "then random, then random";
    assert_int_equal(schedule_read(&odd, text, strlen(text), &read, &error), SCHEDULE_OK);
    assert_int_equal(read.count, 2);
    assert_int_equal(read.choices[1], 1);
    assert_true(read.has_policy);
    schedule_free(&read);
}

static void as_many_choices_and_bytes_as_are_allowed_are_read(void **state)
{
    (void)state;
    const char *most = "A*999999 B";
    struct schedule read = read_good(most, strlen(most));
    assert_int_equal(read.count, 1000000);
    assert_int_equal(read.choices[999998], 0);
    assert_int_equal(read.choices[999999], 1);
    schedule_free(&read);
    char *text = malloc(1048576);
    assert_non_null(text);
    memset(text, '\n', 1048576);
    text[1048575] = 'B';
    read = read_good(text, 1048576);
    assert_int_equal(read.count, 1);
    schedule_free(&read);
    free(text);
}

/* ---- Writing ---- */

static void assert_written(const uint8_t *choices, size_t count, const char *behind_the_head)
{
    char wanted[200];
    snprintf(wanted, sizeof wanted, "two-writers@%016" PRIx64 ":%s%s", scenario_digest(&scene),
             count == 0 ? "" : " ", behind_the_head);
    char *text = schedule_write(&scene, choices, count);
    char *bare = schedule_write_choices(&scene, choices, count);
    assert_non_null(text);
    assert_non_null(bare);
    assert_string_equal(text, wanted);
    assert_string_equal(bare, behind_the_head);
    free(text);
    free(bare);
}

static void a_schedule_is_written_with_counts_and_with_its_head_or_without(void **state)
{
    (void)state;
    assert_written((const uint8_t[]){0, 0, 0, 1, 0, 0}, 6, "A*3 B A*2");
    assert_written((const uint8_t[]){2, 1}, 2, "reader B");
    assert_written(NULL, 0, "");
    uint8_t *many = calloc(1000000, 1);
    assert_non_null(many);
    assert_written(many, 1000000, "A*1000000");
    free(many);
}

/* Random choices with long and short runs; the seed is in the message. */
static void what_is_written_reads_as_the_same_choices(void **state)
{
    (void)state;
    uint8_t choices[500];
    for (uint32_t seed = 1; seed <= 200; seed++) {
        uint32_t drawn = seed * 2654435761u;
        size_t count = drawn % 500;
        for (size_t i = 0; i < count; i++) {
            drawn = drawn * 1664525 + 1013904223;
            bool goes_on = i > 0 && (drawn >> 28) < seed % 16;
            choices[i] = goes_on ? choices[i - 1] : (uint8_t)((drawn >> 16) % 3);
        }
        char *text = schedule_write(&scene, choices, count);
        assert_non_null(text);
        struct schedule read = read_good(text, strlen(text));
        bool is_same = read.count == count && !read.has_policy;
        for (size_t i = 0; is_same && i < count; i++)
            is_same = read.choices[i] == choices[i];
        if (!is_same) fail_msg("seed %u: %s", seed, text);
        schedule_free(&read);
        free(text);
    }
}

/* ---- Without the scenario ---- */

static void assert_names(const char *text, size_t size_bytes, bool is_good, const char *wanted)
{
    char name[60];
    assert_true(schedule_scenario(text, strlen(text), name, size_bytes) == is_good);
    assert_string_equal(name, wanted);
}

static void a_text_tells_its_scenario(void **state)
{
    (void)state;
    assert_names("two-writers@5c1e90ab17d2f304: A*3", 60, true, "two-writers");
    assert_names("# mine\n\ttwo-writers: nonsense!", 60, true, "two-writers");
    assert_names("A*3 B", 60, true, "");
    assert_names("", 60, true, "");
    assert_names("two-writers: A", 4, true, "two");
    assert_names("two-writers: A", 1, true, "");
}

static void a_text_with_a_broken_head_tells_none(void **state)
{
    (void)state;
    assert_names(": A", 60, false, "");
    assert_names("@5c1e90ab17d2f304: A", 60, false, "");
    assert_names("two-writers@: A", 60, false, "");
    assert_names("two-writers@5c1e90ab17d2f30: A", 60, false, "");
    assert_names("two-writers@5c1e90ab17d2f3045: A", 60, false, "");
    assert_names("two-writers@5c1e90ab17d2f30g: A", 60, false, "");
    assert_names("two-writers@5c1e90ab17d2f304 A", 60, false, "");
    assert_names("two-writers@5c1e90ab17d2f304", 60, false, "");
}

static void assert_place(const char *text, size_t index, uint32_t line, uint32_t column)
{
    uint32_t got_line, got_column;
    schedule_place(text, strlen(text), index, &got_line, &got_column);
    assert_int_equal(got_line, line);
    assert_int_equal(got_column, column);
}

static void each_choice_has_its_place(void **state)
{
    (void)state;
    const char *text = "two-writers:\n  A*2 B # 写 B\n#\n reader, then serial";
    assert_place(text, 0, 2, 3);
    assert_place(text, 1, 2, 3); /* the second of A*2 */
    assert_place(text, 2, 2, 7);
    assert_place(text, 3, 4, 2);
    assert_place(text, 4, 4, 8); /* none: where the choices end */
    assert_place("A", 0, 1, 1);
    assert_place("", 0, 1, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(choices_are_spelt_by_workers_and_counts),
        cmocka_unit_test(an_empty_schedule_has_no_choices),
        cmocka_unit_test(a_head_may_be_there_with_its_digest_or_without),
        cmocka_unit_test(blanks_and_comments_may_stand_anywhere_between_parts),
        cmocka_unit_test(a_policy_may_go_on_behind_the_choices),
        cmocka_unit_test(a_policys_numbers_are_read_or_have_defaults),
        cmocka_unit_test(a_policy_reads_as_policy_write_wrote_it),
        cmocka_unit_test(a_worker_may_be_called_then),
        cmocka_unit_test(as_many_choices_and_bytes_as_are_allowed_are_read),
        cmocka_unit_test(a_schedule_is_written_with_counts_and_with_its_head_or_without),
        cmocka_unit_test(what_is_written_reads_as_the_same_choices),
        cmocka_unit_test(a_text_tells_its_scenario),
        cmocka_unit_test(a_text_with_a_broken_head_tells_none),
        cmocka_unit_test(each_choice_has_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
