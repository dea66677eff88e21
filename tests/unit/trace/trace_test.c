/* trace_test.c - a good script is traced as its lines say, however they are spelt.
 *
 * Method: small scripts from memory; what is looked for in the trace is written here. That the
 * traces are Go's is for tests/conformance.
 */
#include "tests/unit/trace/ran.h"

#define HEADER "{\"type\":\"map\",\"hint\":0,\"value_size\":8,\"nil\":false}\n"
#define COMPACT                                                                                    \
    "{\"type\":\"map\",\"value_size\":8,\"dump\":\"compact\",\"digest_every\":3,\"final_full\":"   \
    "true}\n"
#define PUT_A "{\"op\":\"put\",\"key\":\"a\",\"hash\":\"0xaa00000000000000\",\"value\":1}\n"
#define OPEN_1 "{\"op\":\"iter_open\",\"id\":1,\"start_bucket\":0,\"offset\":0}\n"
#define NEXT_1 "{\"op\":\"iter_next\",\"id\":1}\n"

/* The trace of a good script. */
static ran run_good(const char *text)
{
    ran result = run_text(text);
    if (result.errors_len > 0) fail_msg("refused: %s", result.errors);
    assert_int_equal(result.status, TRACE_OK);
    return result;
}

/* Line n of a trace must hold the words. */
static void expect_in_line(const ran *result, unsigned n, const char *words)
{
    const char *line = result->trace;
    for (; n > 0; n--) {
        line = strchr(line, '\n');
        assert_non_null(line);
        line++;
    }
    const char *found = strstr(line, words);
    if (found == NULL || found > strchr(line, '\n')) {
        fail_msg("expected: %s\nline: %.*s", words, (int)strcspn(line, "\n"), line);
    }
}

static size_t count_lines(const ran *result)
{
    size_t lines = 0;
    for (size_t i = 0; i < result->trace_len; i++)
        lines += result->trace[i] == '\n';
    return lines;
}

static void a_line_is_these_bytes(void **state)
{
    (void)state;
    ran result = run_good(HEADER PUT_A);
    assert_string_equal(
        result.trace,
        "{\"i\":0,\"op\":\"make\",\"result\":{},\"map\":{\"count\":0,\"flags\":0,\"B\":0,"
        "\"noverflow\":0,\"nevacuate\":0,\"nbuckets\":0,\"noldbuckets\":0,\"same_size_grow\":false,"
        "\"prealloc_free\":0,\"digest\":\"0xa8c7f832281a39c5\",\"buckets\":null,"
        "\"oldbuckets\":null}}\n"
        "{\"i\":1,\"op\":\"put\",\"result\":{\"new\":true},\"map\":{\"count\":1,\"flags\":0,\"B\":"
        "0,"
        "\"noverflow\":0,\"nevacuate\":0,\"nbuckets\":1,\"noldbuckets\":0,\"same_size_grow\":false,"
        "\"prealloc_free\":0,\"digest\":\"0x78fa40ed3b689715\",\"buckets\":[[{"
        "\"tophash\":[170,0,0,0,0,0,0,0],"
        "\"keys\":[\"a\",null,null,null,null,null,null,null],"
        "\"values\":[1,null,null,null,null,null,null,null]}]],\"oldbuckets\":null}}\n");
    ran_free(&result);
}

static void an_empty_run_has_one_line(void **state)
{
    (void)state;
    ran result = run_good("{\"type\":\"map\",\"value_size\":0}"); /* no newline either */
    assert_int_equal(count_lines(&result), 1);
    ran_free(&result);
}

static void blank_lines_and_line_ends_of_all_kinds_say_nothing(void **state)
{
    (void)state;
    ran result = run_good("\n\t \r\n" HEADER "\n \r\n{ \"op\" : \"clear\" }\r\n\n" PUT_A "\n\n");
    assert_int_equal(count_lines(&result), 3);
    expect_in_line(&result, 2, "{\"i\":2,\"op\":\"put\"");
    ran_free(&result);
}

static void a_key_is_what_json_says_however_it_is_spelt(void **state)
{
    (void)state;
    ran result = run_good(
        HEADER
        "{\"op\":\"put\",\"key\":\"\\u0041\\/\\ud83d\\ude00\\u00e9\",\"value\":1,\"hash\":\"0xAA"
        "00000000000001\"}\n"
        "{\"hash\":\"0xaa00000000000001\",\"key\":\"A/"
        "\xf0\x9f\x98\x80\xc3\xa9\",\"op\":\"get\"}\n");
    expect_in_line(&result, 2, "\"result\":{\"found\":true,\"value\":1}");
    expect_in_line(&result, 2, "\"keys\":[\"A/\xf0\x9f\x98\x80\xc3\xa9\",null");
    ran_free(&result);
}

static void only_what_must_be_is_escaped(void **state)
{
    (void)state;
    ran result =
        run_good(HEADER "{\"op\":\"put\",\"key\":\"\\u0000\\b\\t\\n\\f\\r\\u001f\\\"\\\\/"
                        "<>&\\u007f\\u2028\",\"hash\":\"0xaa00000000000001\",\"value\":1}\n");
    expect_in_line(&result, 1,
                   "\"keys\":[\"\\u0000\\u0008\\u0009\\u000a\\u000c\\u000d\\u001f\\\"\\\\/"
                   "<>&\x7f\xe2\x80\xa8\",null");
    ran_free(&result);
}

static void numbers_use_all_64_bits(void **state)
{
    (void)state;
    ran result = run_good(
        "{\"type\":\"map\",\"value_size\":16,\"hint\":-9223372036854775808,"
        "\"seed\":18446744073709551615}\n"
        "{\"op\":\"put\",\"key\":\"9999999999999999999\",\"hash\":\"0xffffffffffffffff\","
        "\"value\":-9223372036854775808}\n"
        "{\"op\":\"iter_open\",\"id\":9223372036854775807,\"start_bucket\":18446744073709551615,"
        "\"offset\":18446744073709551612}\n"
        "{\"op\":\"iter_next\",\"id\":9223372036854775807}\n");
    expect_in_line(&result, 1, "\"values\":[[-9223372036854775808,9223372036854775807],null");
    expect_in_line(&result, 2, "\"key\":\"9999999999999999999\"");
    expect_in_line(&result, 2, "\"iter\":{\"start_bucket\":0,\"offset\":4,\"wrapped\":true,");
    expect_in_line(&result, 3, "{\"done\":true,\"key\":null,\"value\":null,\"iter\":null}");
    ran_free(&result);
}

static void an_iterator_that_is_opened_again_starts_again(void **state)
{
    (void)state;
    ran result = run_good(HEADER OPEN_1 PUT_A OPEN_1 OPEN_1 NEXT_1 NEXT_1 OPEN_1);
    expect_in_line(&result, 1, "\"done\":true"); /* the map was empty */
    expect_in_line(&result, 3, "\"done\":false,\"key\":\"a\",\"value\":1");
    expect_in_line(&result, 4, "\"done\":false,\"key\":\"a\",\"value\":1");
    expect_in_line(&result, 5, "\"done\":true");
    expect_in_line(&result, 6, "\"done\":true"); /* done stays done */
    expect_in_line(&result, 7, "\"done\":false");
    ran_free(&result);
}

static void a_nil_map_reads_as_empty_and_panics_when_written(void **state)
{
    (void)state;
    ran result =
        run_good("{\"type\":\"map\",\"value_size\":8,\"nil\":true}\n" PUT_A OPEN_1 NEXT_1
                 "{\"op\":\"clear\"}\n{\"op\":\"iterate\",\"start_bucket\":3,\"offset\":3}\n"
                 "{\"op\":\"delete\",\"key\":\"a\",\"hash\":\"0xaa00000000000000\"}\n");
    expect_in_line(&result, 1,
                   "\"result\":{\"panic\":\"assignment to entry in nil map\"},\"map\":null}");
    expect_in_line(&result, 2, "\"done\":true");
    expect_in_line(&result, 3, "\"done\":true");
    expect_in_line(&result, 4, "\"result\":{},\"map\":null}");
    expect_in_line(&result, 5,
                   "{\"n\":0,\"seq_digest\":\"0xcbf29ce484222325\",\"seq\":[]},\"map\":null}");
    expect_in_line(&result, 6, "{\"deleted\":false}");
    ran_free(&result);
}

static void a_compact_trace_has_a_digest_where_it_is_due(void **state)
{
    (void)state;
    ran result = run_good(COMPACT PUT_A PUT_A PUT_A PUT_A PUT_A);
    expect_in_line(&result, 0, "\"digest\":\"0x");
    expect_in_line(&result, 1, "\"digest\":null}}");
    expect_in_line(&result, 2, "\"digest\":null}}");
    expect_in_line(&result, 3, "\"digest\":\"0x78fa40ed3b689715\"}}");
    expect_in_line(&result, 4, "\"digest\":null}}");
    expect_in_line(&result, 5, "\"digest\":\"0x78fa40ed3b689715\",\"buckets\":[[{");
    ran_free(&result);
}

static void a_compact_iteration_is_counted_and_digested_only(void **state)
{
    (void)state;
    ran result = run_good(COMPACT PUT_A "{\"op\":\"iterate\",\"start_bucket\":0,\"offset\":0}\n");
    expect_in_line(&result, 2, "\"result\":{\"n\":1,\"seq_digest\":\"0x");
    assert_null(strstr(result.trace, "\"seq\":"));
    ran_free(&result);
}

static void a_trace_that_cannot_be_written_is_said(void **state)
{
    (void)state;
    char script[] = HEADER PUT_A;
    FILE *in = fmemopen(script, strlen(script), "r"), *full = fopen("/dev/full", "w");
    assert_int_equal(trace_run(in, "it.jsonl", full, stderr), TRACE_NO_OUTPUT);
    fclose(in);
    fclose(full);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_is_these_bytes),
        cmocka_unit_test(an_empty_run_has_one_line),
        cmocka_unit_test(blank_lines_and_line_ends_of_all_kinds_say_nothing),
        cmocka_unit_test(a_key_is_what_json_says_however_it_is_spelt),
        cmocka_unit_test(only_what_must_be_is_escaped),
        cmocka_unit_test(numbers_use_all_64_bits),
        cmocka_unit_test(an_iterator_that_is_opened_again_starts_again),
        cmocka_unit_test(a_nil_map_reads_as_empty_and_panics_when_written),
        cmocka_unit_test(a_compact_trace_has_a_digest_where_it_is_due),
        cmocka_unit_test(a_compact_iteration_is_counted_and_digested_only),
        cmocka_unit_test(a_trace_that_cannot_be_written_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
