/* schedule_error_test.c - a bad schedule is refused: where, what is wrong, and what is allowed.
 *
 * Method: texts that are good but for one thing; the whole message is compared. */
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

/* These bytes are refused with exactly "line:column: message", and leave nothing behind. */
static void refused_bytes(const struct scenario *scenario, const char *text, size_t len,
                          const char *wanted)
{
    struct schedule read = {.count = 77};
    struct schedule_error error = {.line = 0};
    assert_int_equal(schedule_read(scenario, text, len, &read, &error), SCHEDULE_INVALID);
    char said[500];
    snprintf(said, sizeof said, "%u:%u: %s", error.line, error.column, error.text);
    assert_string_equal(said, wanted);
    assert_null(read.choices);
    assert_int_equal(read.count, 0);
    assert_false(read.has_policy);
}

static void refused(const char *text, const char *wanted)
{
    refused_bytes(&scene, text, strlen(text), wanted);
}

/* ---- Bytes ---- */

static void bytes_that_are_no_text_are_refused_in_comments_too(void **state)
{
    (void)state;
    const char *no_utf8 = "2:4: byte 0xff is no UTF-8 here; allowed: text in UTF-8";
    refused("A\n# \xff", "2:3: byte 0xff is no UTF-8 here; allowed: text in UTF-8");
    refused("#写\n#写写\xff", no_utf8); /* columns are characters */
    refused("A \xc3", "1:3: byte 0xc3 is no UTF-8 here; allowed: text in UTF-8");
    refused("A \xed\xa0\x80", "1:3: byte 0xed is no UTF-8 here; allowed: text in UTF-8");
    refused("A \xc0\xaa", "1:3: byte 0xc0 is no UTF-8 here; allowed: text in UTF-8");
    refused_bytes(&scene, "A B\0", 4,
                  "1:4: the control character U+0000; allowed: text, tabs and newlines");
    refused("A # \x1b[31m", "1:5: the control character U+001B; allowed: text, tabs and newlines");
    refused("A # \x7f", "1:5: the control character U+007F; allowed: text, tabs and newlines");
}

static void a_byte_too_many_is_refused(void **state)
{
    (void)state;
    char *text = malloc(1048577);
    assert_non_null(text);
    memset(text, ' ', 1048577);
    refused_bytes(&scene, text, 1048577,
                  "1:1: a text of more than 1048576 bytes; allowed: that many");
    free(text);
}

static void characters_that_belong_to_no_schedule_are_refused(void **state)
{
    (void)state;
    const char *behind = "cannot stand here; allowed: WORKER, WORKER*COUNT, and \", then POLICY\" "
                         "at the end";
    const struct {
        const char *text, *place, *what;
    } bad[] = {
        {"A!", "1:2", "'!'"},
        {"A; B", "1:2", "';'"},
        {"*3", "1:1", "'*'"},
        {"A * 3", "1:3", "'*'"},
        {"A*3*2", "1:4", "'*'"},
        {"A B:", "1:4", "':'"},
        {"A\nB\n'", "3:1", "'''"},
        {"A，B", "1:2", "U+FF0C"},
        {"\xc3\xa9", "1:1", "U+00E9"},
        {"\xef\xbb\xbf"
         "A",
         "1:1", "U+FEFF"},
        {"A \xf0\x9f\x99\x82", "1:3", "U+1F642"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        char wanted[200];
        snprintf(wanted, sizeof wanted, "%s: %s %s", bad[i].place, bad[i].what, behind);
        refused(bad[i].text, wanted);
    }
}

/* ---- The head ---- */

static void another_scenarios_schedule_is_refused_with_both_names(void **state)
{
    (void)state;
    refused("# x\n two-readers: A", "2:2: a schedule of \"two-readers\"; allowed: one of "
                                    "\"two-writers\", the scenario here");
    refused("two-writers2: A", "1:1: a schedule of \"two-writers2\"; allowed: one of "
                               "\"two-writers\", the scenario here");
    refused("two-write@0123456789abcdef: A", "1:1: a schedule of \"two-write\"; allowed: one of "
                                             "\"two-writers\", the scenario here");
    refused("a2345678901234567890123456789012345678901: A",
            "1:1: a schedule of \"a234567890123456789012345678901234567890...\"; allowed: one of "
            "\"two-writers\", the scenario here");
}

static void another_versions_schedule_is_refused_with_both_digests(void **state)
{
    (void)state;
    uint64_t digest = scenario_digest(&scene);
    char text[100], wanted[300];
    snprintf(text, sizeof text, "two-writers@%016" PRIx64 ": A", digest ^ 1);
    snprintf(wanted, sizeof wanted,
             "1:13: made for another version of \"two-writers\": its digest is %016" PRIx64
             ", that of the scenario here is %016" PRIx64,
             digest ^ 1, digest);
    refused(text, wanted);
}

static void a_broken_head_is_refused(void **state)
{
    (void)state;
    refused(": A", "1:1: ':' cannot stand here; allowed: the scenario's name");
    refused("\n@0123456789abcdef: A", "2:1: '@' cannot stand here; allowed: the scenario's name");
    refused("two-writers@: A",
            "1:13: ':' cannot stand here; allowed: a digest of 16 hexadecimal digits");
    refused(
        "two-writers@0123456789abcde: A",
        "1:13: \"0123456789abcde\" cannot stand here; allowed: a digest of 16 hexadecimal digits");
    refused(
        "two-writers@g123456789abcdef: A",
        "1:13: \"g123456789abcdef\" cannot stand here; allowed: a digest of 16 hexadecimal digits");
    refused("two-writers@",
            "1:13: the text's end cannot stand here; allowed: a digest of 16 hexadecimal digits");
    refused("two-writers@0123456789abcdef",
            "1:29: the text's end cannot stand here; allowed: a colon behind the digest");
    refused("two-writers@0123456789abcdef : A",
            "1:29: a blank cannot stand here; allowed: a colon behind the digest");
}

/* ---- Choices ---- */

static void an_unknown_worker_is_refused_with_those_there_are(void **state)
{
    (void)state;
    refused("A C", "1:3: there is no worker \"C\"; allowed: A, B, reader");
    refused("A*2 a", "1:5: there is no worker \"a\"; did you mean \"A\"? allowed: A, B, reader");
    const char *meant = "1:1: there is no worker \"%s\"; did you mean \"reader\"? allowed: A, B, "
                        "reader";
    const char *near[] = {"raeder", "Reader", "readers", "eader", "reder", "reaxer"};
    const char *far[] = {"read", "rdeaer", "readerAB", "3", "-"};
    char wanted[200];
    for (size_t i = 0; i < sizeof near / sizeof near[0]; i++) {
        snprintf(wanted, sizeof wanted, meant, near[i]);
        refused(near[i], wanted);
    }
    for (size_t i = 0; i < sizeof far / sizeof far[0]; i++) {
        snprintf(wanted, sizeof wanted, "1:1: there is no worker \"%s\"; allowed: A, B, reader",
                 far[i]);
        refused(far[i], wanted);
    }
}

static void long_names_do_not_crowd_a_message_out(void **state)
{
    (void)state;
    struct scenario_worker workers[9];
    char names[9][41], wanted[400];
    for (size_t i = 0; i < 9; i++) {
        memset(names[i], 'a' + (char)i, 40);
        names[i][40] = '\0';
        workers[i] = (struct scenario_worker){.name = names[i]};
    }
    struct scenario crowd = {.id = "crowd", .workers = workers, .worker_count = 9};
    snprintf(wanted, sizeof wanted, "1:1: there is no worker \"x\"; allowed: %s, %s, %s, %s, ...",
             names[0], names[1], names[2], names[3]);
    refused_bytes(&crowd, "x", 1, wanted);
}

static void a_bad_count_is_refused(void **state)
{
    (void)state;
    const char *bad[] = {"", "0", "000", "1000001", "18446744073709551617", "-1", "3B", "x"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        char text[60], wanted[200];
        snprintf(text, sizeof text, "A\nB*%s", bad[i]);
        snprintf(wanted, sizeof wanted,
                 "2:3: the count \"%s\"; allowed: 1 to 1000000, straight behind the *", bad[i]);
        refused(text, wanted);
    }
    refused("A* 3", "1:3: the count \"\"; allowed: 1 to 1000000, straight behind the *");
}

static void a_choice_too_many_is_refused(void **state)
{
    (void)state;
    refused("A*1000000\nB", "2:1: with this, 1000001 choices; allowed: 1000000 at most");
    refused("A*500000 B*500001", "1:10: with this, 1000001 choices; allowed: 1000000 at most");
}

/* ---- The policy ---- */

static void a_comma_without_then_is_refused(void **state)
{
    (void)state;
    const char *words = "a comma, but no \"then\"; allowed: \", then POLICY\" at the end; between "
                        "choices, a space";
    char wanted[200];
    snprintf(wanted, sizeof wanted, "1:4: %s", words);
    refused("A, B", wanted);
    snprintf(wanted, sizeof wanted, "1:3: %s", words);
    refused("A,", wanted);
    refused("A,, then serial", wanted);
    refused("A then serial",
            "1:3: there is no worker \"then\"; allowed: A, B, reader, and a policy behind a comma, "
            "as in \", then random 7\"");
}

static void an_unknown_policy_is_refused_with_those_there_are(void **state)
{
    (void)state;
    const char *all = "allowed: ask, serial, round-robin, random, pct";
    const struct {
        const char *text, *words;
    } bad[] = {
        {"A, then chaos", "1:9: there is no policy \"chaos\";"},
        {"A, then roundrobin",
         "1:9: there is no policy \"roundrobin\"; did you mean \"round-robin\"?"},
        {"A, then\nRANDOM 7", "2:1: there is no policy \"RANDOM\"; did you mean \"random\"?"},
        {"A, then", "1:8: the text's end in the place of a policy;"},
        {"A, then , serial", "1:9: ',' in the place of a policy;"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        char wanted[200];
        snprintf(wanted, sizeof wanted, "%s %s", bad[i].words, all);
        refused(bad[i].text, wanted);
    }
}

static void a_policys_bad_number_is_refused(void **state)
{
    (void)state;
    refused("A, then random x", "1:16: the seed \"x\"; allowed: 0 to 18446744073709551615");
    refused("A, then random 18446744073709551616",
            "1:16: the seed \"18446744073709551616\"; allowed: 0 to 18446744073709551615");
    refused("A, then pct -1 3", "1:13: the seed \"-1\"; allowed: 0 to 18446744073709551615");
    refused("A, then pct 7 0", "1:15: the depth \"0\"; allowed: 1 to 20");
    refused("A, then pct 7 21", "1:15: the depth \"21\"; allowed: 1 to 20");
}

static void nothing_may_stand_behind_a_policy(void **state)
{
    (void)state;
    refused("A, then serial 7",
            "1:16: \"7\" behind the policy \"serial\"; allowed: the text's end");
    refused("A, then random 7 3",
            "1:18: \"3\" behind the policy \"random\"; allowed: the text's end");
    refused("A, then pct 7 3\n A", "2:2: \"A\" behind the policy \"pct\"; allowed: the text's end");
    refused("A, then random, then serial",
            "1:15: ',' behind the policy \"random\"; allowed: the text's end");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_that_are_no_text_are_refused_in_comments_too),
        cmocka_unit_test(a_byte_too_many_is_refused),
        cmocka_unit_test(characters_that_belong_to_no_schedule_are_refused),
        cmocka_unit_test(another_scenarios_schedule_is_refused_with_both_names),
        cmocka_unit_test(another_versions_schedule_is_refused_with_both_digests),
        cmocka_unit_test(a_broken_head_is_refused),
        cmocka_unit_test(an_unknown_worker_is_refused_with_those_there_are),
        cmocka_unit_test(long_names_do_not_crowd_a_message_out),
        cmocka_unit_test(a_bad_count_is_refused),
        cmocka_unit_test(a_choice_too_many_is_refused),
        cmocka_unit_test(a_comma_without_then_is_refused),
        cmocka_unit_test(an_unknown_policy_is_refused_with_those_there_are),
        cmocka_unit_test(a_policys_bad_number_is_refused),
        cmocka_unit_test(nothing_may_stand_behind_a_policy),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
