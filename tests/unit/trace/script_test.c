/* script_test.c - a bad script is refused with file:line, what is wrong and what is allowed; a good
 * one may be spelt in every way that JSON has.
 *
 * Method: scripts from memory, run as a user's would be. Most of them are good but for one line.
 */
#include "tests/unit/trace/ran.h"

#define HEADER "{\"type\":\"map\",\"hint\":0,\"value_size\":8,\"nil\":false}\n"
#define HASH "\"hash\":\"0x00000000000000aa\""

/* ---- Refused ---- */

/* Runs text; it must be refused with exactly these words behind the name. */
static void expect_refusal(const char *text, const char *words)
{
    ran result = run_text(text);
    char wanted[500];
    snprintf(wanted, sizeof wanted, "it.jsonl:%s\n", words);
    assert_string_equal(result.errors, wanted);
    assert_int_equal(result.status, TRACE_BAD_SCRIPT);
    ran_free(&result);
}

/* The same for an operation, on the second line. */
static void expect_op_refusal(const char *header, const char *op, const char *words)
{
    char text[1000], wanted[500];
    snprintf(text, sizeof text, "%s%s\n", header, op);
    snprintf(wanted, sizeof wanted, "2: %s", words);
    expect_refusal(text, wanted);
}

static void a_script_without_a_header_is_refused(void **state)
{
    (void)state;
    const char *no_header = "1: no header; the first line is, for example, "
                            "{\"type\":\"map\",\"hint\":0,\"value_size\":8,\"nil\":false}";
    expect_refusal("", "1: an empty script; the first line is the header");
    expect_refusal("\n \n\t\r\n", "1: an empty script; the first line is the header");
    expect_refusal("{\"op\":\"clear\"}\n", no_header);
    expect_refusal("{\"type\":\"slice\",\"value_size\":8}\n", no_header);
    expect_refusal("{\"type\":7,\"value_size\":8}\n", no_header);
    expect_refusal("{}\n", no_header);
}

static void each_field_of_the_header_is_checked(void **state)
{
    (void)state;
    expect_refusal("{\"type\":\"map\"}",
                   "1: the header has no good \"value_size\"; allowed: 0, 1, 8, 16");
    expect_refusal("{\"type\":\"map\",\"value_size\":4}",
                   "1: the header has no good \"value_size\"; allowed: 0, 1, 8, 16");
    expect_refusal("{\"type\":\"map\",\"value_size\":\"8\"}",
                   "1: the header has no good \"value_size\"; allowed: 0, 1, 8, 16");
    expect_refusal("{\"type\":\"map\",\"value_size\":8,\"hint\":1.5}",
                   "1: \"hint\" is no integer; allowed: an integer from -9223372036854775808 to "
                   "9223372036854775807");
    expect_refusal("{\"type\":\"map\",\"value_size\":8,\"hint\":9223372036854775808}",
                   "1: \"hint\" is 9223372036854775808; allowed: an integer from "
                   "-9223372036854775808 to 9223372036854775807");
    expect_refusal("{\"type\":\"map\",\"value_size\":8,\"nil\":0}",
                   "1: \"nil\" is 0; allowed: true, false");
    expect_refusal("{\"type\":\"map\",\"value_size\":8,\"dump\":\"short\"}",
                   "1: \"dump\" is not known; allowed: \"full\", \"compact\"");
    expect_refusal("{\"type\":\"map\",\"value_size\":8,\"digest_every\":0}",
                   "1: \"digest_every\" is 0; allowed: an integer from 1 to 18446744073709551615");
    expect_refusal("{\"type\":\"map\",\"value_size\":8,\"final_full\":null}",
                   "1: \"final_full\" is null; allowed: true, false");
    expect_refusal("{\"type\":\"map\",\"value_size\":8,\"name\":[]}",
                   "1: \"name\" is an array; allowed: a string");
    expect_refusal("{\"type\":\"map\",\"value_size\":8,\"valuesize\":8}",
                   "1: unknown field \"valuesize\"; allowed: type, hint, value_size, nil, dump, "
                   "digest_every, final_full, name, family, seed");
}

static void what_is_no_json_object_is_refused(void **state)
{
    (void)state;
    expect_op_refusal(HEADER, "put a 1",
                      "not JSON: '[' or '{' expected near 'put'; a line is one JSON object");
    expect_op_refusal(HEADER, "[1]", "JSON, but no object; a line is one JSON object");
    expect_op_refusal(HEADER, "{\"op\":\"clear\"} {}",
                      "not JSON: end of file expected near '{'; a line is one JSON object");
    expect_op_refusal(HEADER, "{\"op\":\"clear\",\"op\":\"clear\"}",
                      "not JSON: duplicate object key near '\"op\"'; a line is one JSON object");
    expect_op_refusal(HEADER, "{\"op\":\"clear\"",
                      "not JSON: '}' expected near end of file; a line is one JSON object");
    expect_op_refusal(HEADER, "{\"op\":\"get\",\"key\":\"\\ud800\"," HASH "}",
                      "not JSON: invalid Unicode '\\uD800' near '\"\\ud800\"'; a line is one JSON "
                      "object");
}

static void the_line_is_that_of_the_file_and_blank_lines_count(void **state)
{
    (void)state;
    expect_refusal("\n" HEADER "\n\n{\"op\":\"clear\"}\n\n\nx\n",
                   "8: not JSON: '[' or '{' expected near 'x'; a line is one JSON object");
}

static void an_operation_has_all_its_fields_and_no_other(void **state)
{
    (void)state;
    expect_op_refusal(HEADER, "{\"key\":\"a\"}",
                      "no \"op\"; allowed: put, get, delete, clear, iterate, iter_open, iter_next");
    expect_op_refusal(HEADER, "{\"op\":\"putt\"}",
                      "unknown op \"putt\"; allowed: put, get, delete, clear, iterate, iter_open, "
                      "iter_next");
    expect_op_refusal(HEADER, "{\"op\":1}", "\"op\" is 1; allowed: a string");
    expect_op_refusal(HEADER, "{\"op\":\"put\",\"key\":\"a\"," HASH "}",
                      "put has no \"value\"; needed: key, hash, value");
    expect_op_refusal(HEADER, "{\"op\":\"put\"," HASH ",\"value\":1}",
                      "put has no \"key\"; needed: key, hash, value");
    expect_op_refusal(HEADER, "{\"op\":\"get\",\"key\":\"a\"}",
                      "get has no \"hash\"; needed: key, hash");
    expect_op_refusal(HEADER, "{\"op\":\"delete\",\"key\":\"a\"," HASH ",\"value\":1}",
                      "delete has a \"value\"; allowed: key, hash");
    expect_op_refusal(HEADER, "{\"op\":\"clear\",\"id\":1}", "clear has a \"id\"; allowed: none");
    expect_op_refusal(HEADER, "{\"op\":\"iterate\",\"start_bucket\":1}",
                      "iterate has no \"offset\"; needed: start_bucket, offset");
    expect_op_refusal(HEADER, "{\"op\":\"iter_open\",\"start_bucket\":1,\"offset\":1}",
                      "iter_open has no \"id\"; needed: id, start_bucket, offset");
    expect_op_refusal(
        HEADER, "{\"op\":\"clear\",\"Op\":1}",
        "unknown field \"Op\"; allowed: op, key, hash, value, id, start_bucket, offset");
}

static void a_value_must_fit_the_value_size(void **state)
{
    (void)state;
    const char *size_0 = "{\"type\":\"map\",\"value_size\":0}\n";
    const char *size_1 = "{\"type\":\"map\",\"value_size\":1}\n";
    expect_op_refusal(size_0, "{\"op\":\"put\",\"key\":\"a\"," HASH ",\"value\":1}",
                      "\"value\" is 1; allowed: an integer from 0 to 0");
    expect_op_refusal(size_1, "{\"op\":\"put\",\"key\":\"a\"," HASH ",\"value\":2}",
                      "\"value\" is 2; allowed: an integer from 0 to 1");
    expect_op_refusal(size_1, "{\"op\":\"put\",\"key\":\"a\"," HASH ",\"value\":true}",
                      "\"value\" is true; allowed: an integer from 0 to 1");
    expect_op_refusal(HEADER, "{\"op\":\"put\",\"key\":\"a\"," HASH ",\"value\":1e3}",
                      "\"value\" is no integer; allowed: an integer from -9223372036854775808 to "
                      "9223372036854775807");
    expect_op_refusal(HEADER,
                      "{\"op\":\"put\",\"key\":\"a\"," HASH ",\"value\":-9223372036854775809}",
                      "\"value\" is -9223372036854775809; allowed: an integer from "
                      "-9223372036854775808 to 9223372036854775807");
}

static void keys_hashes_and_starts_must_be_what_they_are(void **state)
{
    (void)state;
    const char *digits = "; allowed: \"0x\" and 16 hexadecimal digits";
    static const char *const bad[] = {"0x1",
                                      "0x00000000000000ag",
                                      "0X00000000000000aa",
                                      "00000000000000aa00",
                                      "0x00000000000000aaa",
                                      ""};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        char op[200], words[200];
        snprintf(op, sizeof op, "{\"op\":\"get\",\"key\":\"a\",\"hash\":\"%s\"}", bad[i]);
        snprintf(words, sizeof words, "\"hash\" is \"%s\"%s", bad[i], digits);
        expect_op_refusal(HEADER, op, words);
    }
    expect_op_refusal(HEADER, "{\"op\":\"get\",\"key\":\"a\",\"hash\":170}",
                      "\"hash\" is 170; allowed: \"0x\" and 16 hexadecimal digits");
    expect_op_refusal(HEADER, "{\"op\":\"get\",\"key\":5," HASH "}",
                      "\"key\" is 5; allowed: a string");
    expect_op_refusal(HEADER, "{\"op\":\"iterate\",\"start_bucket\":-1,\"offset\":0}",
                      "\"start_bucket\" is -1; allowed: an integer from 0 to 18446744073709551615");
    expect_op_refusal(HEADER,
                      "{\"op\":\"iterate\",\"start_bucket\":0,\"offset\":18446744073709551616}",
                      "\"offset\" is 18446744073709551616; allowed: an integer from 0 to "
                      "18446744073709551615");
}

static void a_key_has_one_hash_for_the_whole_script(void **state)
{
    (void)state;
    expect_refusal(HEADER "{\"op\":\"put\",\"key\":\"a\"," HASH ",\"value\":1}\n"
                          "{\"op\":\"delete\",\"key\":\"a\"," HASH "}\n"
                          "{\"op\":\"get\",\"key\":\"a\",\"hash\":\"0x00000000000000ab\"}\n",
                   "4: key \"a\" has the hash 0x00000000000000ab, but had 0x00000000000000aa; a "
                   "key has one hash for the whole script");
}

static void an_iterator_is_opened_before_it_is_used(void **state)
{
    (void)state;
    expect_op_refusal(HEADER, "{\"op\":\"iter_next\",\"id\":3}",
                      "iterator 3 was never opened; iter_open comes first");
    expect_refusal(HEADER "{\"op\":\"iter_open\",\"id\":1,\"start_bucket\":0,\"offset\":0}\n"
                          "{\"op\":\"iter_next\",\"id\":1}\n{\"op\":\"iter_next\",\"id\":-1}\n",
                   "4: iterator -1 was never opened; iter_open comes first");
}

static void what_is_refused_reaches_no_terminal_raw(void **state)
{
    (void)state;
    expect_op_refusal(HEADER, "{\"op\":\"\\u001b[2J\\u00e9\"}",
                      "unknown op \"\\x1b[2J\\xc3\\xa9\"; allowed: put, get, delete, clear, "
                      "iterate, iter_open, iter_next");
}

static void noise_is_refused(void **state)
{
    (void)state;
    uint64_t dice = 1;
    for (size_t round = 0; round < 200; round++) {
        char noise[300];
        for (size_t i = 0; i < sizeof noise; i++)
            noise[i] = (char)((dice = dice * 6364136223846793005 + 1442695040888963407) >> 56);
        ran result = run_bytes(noise, sizeof noise);
        assert_int_equal(result.status, TRACE_BAD_SCRIPT);
        assert_int_equal(strncmp(result.errors, "it.jsonl:", 9), 0);
        for (size_t i = 0; i + 1 < result.errors_len; i++)
            assert_in_range(result.errors[i], 0x20, 0x7e);
        assert_int_equal(result.trace_len, 0);
        ran_free(&result);
    }
}

static void a_line_without_end_is_refused(void **state)
{
    (void)state;
    FILE *zeros = fopen("/dev/zero", "r"), *nowhere = fopen("/dev/null", "w");
    char *errors = NULL;
    size_t errors_len = 0;
    FILE *errors_file = open_memstream(&errors, &errors_len);
    assert_int_equal(trace_run(zeros, "zero", nowhere, errors_file), TRACE_BAD_SCRIPT);
    fclose(errors_file);
    assert_string_equal(errors,
                        "zero:1: a line of more than 16777216 bytes, the longest allowed\n");
    free(errors);
    fclose(zeros);
    fclose(nowhere);
}

static void a_folder_is_refused(void **state)
{
    (void)state;
    FILE *folder = fopen("/", "r"), *nowhere = fopen("/dev/null", "w");
    char *errors = NULL;
    size_t errors_len = 0;
    FILE *errors_file = open_memstream(&errors, &errors_len);
    assert_int_equal(trace_run(folder, "/", nowhere, errors_file), TRACE_BAD_SCRIPT);
    fclose(errors_file);
    assert_string_equal(errors, "/:1: cannot be read: Is a directory\n");
    free(errors);
    fclose(folder);
    fclose(nowhere);
}

static void what_came_before_the_error_has_been_traced(void **state)
{
    (void)state;
    ran result = run_text(HEADER "{\"op\":\"clear\"}\n{\"op\":\"x\"}\n{\"op\":\"clear\"}\n");
    assert_int_equal(result.status, TRACE_BAD_SCRIPT);
    assert_non_null(strstr(result.trace, "\n{\"i\":1,\"op\":\"clear\","));
    assert_null(strstr(result.trace, "{\"i\":2"));
    assert_int_equal(result.trace[result.trace_len - 1], '\n');
    ran_free(&result);
}

/* Method: a good script, with a byte changed, dropped or doubled, thousands of times. Whatever
 * comes, it is run or refused; the sanitizers watch. */
static void no_spoilt_byte_breaks_the_reader(void **state)
{
    (void)state;
    const char *good = HEADER
        "{\"op\":\"put\",\"key\":\"a\\u0000\\\"\"," HASH ",\"value\":9223372036854775807}\n"
        "{\"op\":\"iter_open\",\"id\":-1,\"start_bucket\":18446744073709551615,\"offset\":1}\n"
        "{\"op\":\"iter_next\",\"id\":-1}\n"
        "{\"op\":\"iterate\",\"start_bucket\":0,\"offset\":7}\n{\"op\":\"clear\"}\n";
    static const char instead[] = "\"\\{}[],:019-.eEu\n \x80\xff\x1b";
    size_t len = strlen(good);
    char spoilt[600];
    for (size_t at = 0; at < len; at++) {
        for (size_t what = 0; what < sizeof instead + 1; what++) {
            size_t behind = what == sizeof instead ? at : at + 1; /* doubled, or changed */
            memcpy(spoilt, good, at);
            size_t spoilt_len = at;
            if (what < sizeof instead - 1) spoilt[spoilt_len++] = instead[what];
            if (what == sizeof instead) spoilt[spoilt_len++] = good[at];
            memcpy(spoilt + spoilt_len, good + behind, len - behind);
            ran result = run_bytes(spoilt, spoilt_len + len - behind);
            assert_true(result.status == TRACE_OK || result.status == TRACE_BAD_SCRIPT);
            assert_true((result.status == TRACE_OK) == (result.errors_len == 0));
            ran_free(&result);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_script_without_a_header_is_refused),
        cmocka_unit_test(each_field_of_the_header_is_checked),
        cmocka_unit_test(what_is_no_json_object_is_refused),
        cmocka_unit_test(the_line_is_that_of_the_file_and_blank_lines_count),
        cmocka_unit_test(an_operation_has_all_its_fields_and_no_other),
        cmocka_unit_test(a_value_must_fit_the_value_size),
        cmocka_unit_test(keys_hashes_and_starts_must_be_what_they_are),
        cmocka_unit_test(a_key_has_one_hash_for_the_whole_script),
        cmocka_unit_test(an_iterator_is_opened_before_it_is_used),
        cmocka_unit_test(what_is_refused_reaches_no_terminal_raw),
        cmocka_unit_test(noise_is_refused),
        cmocka_unit_test(a_line_without_end_is_refused),
        cmocka_unit_test(a_folder_is_refused),
        cmocka_unit_test(what_came_before_the_error_has_been_traced),
        cmocka_unit_test(no_spoilt_byte_breaks_the_reader),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
