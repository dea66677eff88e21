/* compare_test.c - a trace that is altered anywhere is found out, and the message says where.
 *
 * Method: the recorded trace of one scenario is spoilt in one place at a time, and compared with
 * ours. A comparison that could not fail would be none.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/conformance/compare.h"

static scenario_bytes script, ours, gos;

static int set_up(void **state)
{
    (void)state;
    script = scenario_read(SCENARIO_FOLDER "/insert_in_growth.script.jsonl.gz");
    gos = scenario_read(SCENARIO_FOLDER "/insert_in_growth.trace.jsonl.gz");
    ours = scenario_run("insert_in_growth", script);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    free(script.bytes);
    free(ours.bytes);
    free(gos.bytes);
    return 0;
}

/* Where line n of text begins. */
static char *line_at(scenario_bytes text, unsigned n)
{
    char *at = text.bytes;
    for (; n > 0; n--)
        at = strchr(at, '\n') + 1;
    return at;
}

/* A copy of Go's trace in which, from line n on, the first `old` has become `new`. */
static scenario_bytes spoilt(unsigned n, const char *old, const char *new)
{
    char *at = strstr(line_at(gos, n), old);
    assert_non_null(at);
    scenario_bytes copy;
    int len =
        asprintf(&copy.bytes, "%.*s%s%s", (int)(at - gos.bytes), gos.bytes, new, at + strlen(old));
    assert_true(len > 0);
    copy.len = (size_t)len;
    return copy;
}

/* Compares ours with what then is freed; the message must hold the words. */
static void expect_difference(scenario_bytes other, const char *words)
{
    char *message = NULL;
    size_t message_len = 0, operations;
    FILE *out = open_memstream(&message, &message_len);
    bool is_same = compare_traces("insert_in_growth", script, ours, other, out, &operations);
    fclose(out);
    assert_false(is_same);
    if (strstr(message, words) == NULL) fail_msg("expected: %s\nmessage: %s", words, message);
    free(message);
    free(other.bytes);
}

static void a_trace_that_is_not_altered_is_the_same(void **state)
{
    (void)state;
    size_t operations;
    assert_true(compare_traces("insert_in_growth", script, ours, gos, stdout, &operations));
    assert_int_equal(operations, 116);
}

static void the_message_names_scenario_operation_field_and_values(void **state)
{
    (void)state;
    char *operation = line_at(script, 107), words[400];
    snprintf(words, sizeof words,
             "insert_in_growth: operation 107 differs\n  %.*s\n  map.nevacuate: ours 2, Go's 7\n",
             (int)(strchr(operation, '\n') - operation), operation);
    expect_difference(spoilt(107, "\"nevacuate\":2,", "\"nevacuate\":7,"), words);
}

static void every_kind_of_field_is_compared(void **state)
{
    (void)state;
    expect_difference(spoilt(0, "\"op\":\"make\"", "\"op\":\"Make\""),
                      "operation 0 differs\n  {\"type\":\"map\"");
    expect_difference(spoilt(3, "\"new\":true", "\"new\":false"), "result.new: ours true");
    expect_difference(spoilt(50, "\"digest\":\"0x", "\"digest\":\"1x"), "map.digest: ours \"0x");
    expect_difference(spoilt(50, "\"tophash\":[", "\"tophash\":[9"), "buckets[0][0].tophash[0]: ");
    expect_difference(spoilt(50, "\"keys\":[\"", "\"keys\":[\"x"), "map.buckets[0][0].keys[0]: ");
    expect_difference(spoilt(50, "]}],[{", "]},{"), "map.buckets[0][1]: ours missing, Go's {");
    expect_difference(spoilt(50, "\"oldbuckets\":null", "\"oldbuckets\":[]"),
                      "map.oldbuckets: ours null, Go's []");
}

static void bytes_are_compared_where_the_fields_are_equal(void **state)
{
    (void)state;
    expect_difference(spoilt(20, "\"flags\":0", "\"flags\": 0"), "operation 20 differs");
    expect_difference(spoilt(20, "\"flags\":0", "\"flags\": 0"),
                      "the same fields, written differently: from byte ");
    expect_difference(spoilt(20, "\"flags\":0,", "\"flags\":0,,"), "Go's line is not JSON");
}

static void a_line_too_few_or_too_many_is_found(void **state)
{
    (void)state;
    scenario_bytes shorter = spoilt(0, "\"op\":\"make\"", "\"op\":\"make\"");
    shorter.len = (size_t)(line_at(shorter, 116) - shorter.bytes);
    expect_difference(shorter, "operation 116 differs");
    shorter = spoilt(0, "\"op\":\"make\"", "\"op\":\"make\"");
    shorter.len = (size_t)(line_at(shorter, 116) - shorter.bytes);
    expect_difference(shorter, "Go's trace ends before it");
    expect_difference(spoilt(116, "}}\n", "}}\n{}\n"), "operation 117 differs");
    expect_difference(spoilt(116, "}}\n", "}}\n{}\n"), "our trace ends before it");
    expect_difference(spoilt(116, "}}\n", "}}\n\n"), "operation 117 differs");
}

static void no_changed_byte_goes_unseen(void **state)
{
    (void)state;
    FILE *nowhere = fopen("/dev/null", "w");
    for (size_t at = 0; at < gos.len; at += 997) {
        gos.bytes[at] ^= 1;
        size_t operations;
        bool is_same = compare_traces("", script, ours, gos, nowhere, &operations);
        gos.bytes[at] ^= 1;
        assert_false(is_same);
    }
    fclose(nowhere);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_trace_that_is_not_altered_is_the_same),
        cmocka_unit_test(the_message_names_scenario_operation_field_and_values),
        cmocka_unit_test(every_kind_of_field_is_compared),
        cmocka_unit_test(bytes_are_compared_where_the_fields_are_equal),
        cmocka_unit_test(a_line_too_few_or_too_many_is_found),
        cmocka_unit_test(no_changed_byte_goes_unseen),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
