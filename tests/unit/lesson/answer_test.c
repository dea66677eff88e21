/* Is what somebody writes read as the answer that is meant, and nothing else as one?
 * Method: texts by the table of answer.h; what is written is read again. */
#include "tests/unit/lesson/says.h"

#include "viz/lesson/answer.h"

static bool reads(enum answer_form form, const char *text, struct answer *answer)
{
    return answer_read(form, text, strlen(text), answer);
}

static void numbers_are_decimal_or_hexadecimal(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t number;
    } rows[] = {{"0", 0},
                {" 12 ", 12},
                {"-3", -3},
                {"+7", 7},
                {"0x1F", 31},
                {"007", 7},
                {"9223372036854775807", INT64_MAX}};
    struct answer answer;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_true(reads(ANSWER_NUMBER, rows[i].text, &answer));
        assert_true(answer.number == rows[i].number);
    }
    static const char *const wrong[] = {"", " ", "-", "0x", "1 2", "1a", "9223372036854775808"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_false(reads(ANSWER_NUMBER, wrong[i], &answer));
    assert_false(reads(ANSWER_CHOICE, "0", &answer));
    assert_true(reads(ANSWER_CHOICE, "2", &answer));
}

static void a_byte_is_hexadecimal_with_or_without_0x(void **state)
{
    (void)state;
    struct answer answer, other;
    assert_true(reads(ANSWER_BYTE, "0x9C", &answer));
    assert_true(reads(ANSWER_BYTE, "9c", &other));
    assert_int_equal(answer.number, 0x9c);
    assert_true(answer_is_same(&answer, &other));
    assert_true(reads(ANSWER_BYTE, "10", &answer));
    assert_int_equal(answer.number, 16);
    assert_false(reads(ANSWER_BYTE, "100", &answer));
    assert_false(reads(ANSWER_BYTE, "g", &answer));
}

static void yes_and_no_have_several_words(void **state)
{
    (void)state;
    static const char *const yes[] = {"yes", "Y", "true", "是"};
    static const char *const no[] = {"no", "N", "false", "否"};
    struct answer answer;
    for (size_t i = 0; i < 4; i++) {
        assert_true(reads(ANSWER_YES_NO, yes[i], &answer));
        assert_int_equal(answer.number, 1);
        assert_true(reads(ANSWER_YES_NO, no[i], &answer));
        assert_int_equal(answer.number, 0);
    }
    assert_false(reads(ANSWER_YES_NO, "maybe", &answer));
    assert_false(reads(ANSWER_YES_NO, "", &answer));
}

static void a_key_may_stand_in_quotes(void **state)
{
    (void)state;
    struct answer answer, other;
    assert_true(reads(ANSWER_KEY, " k9 ", &answer));
    assert_true(reads(ANSWER_KEY, "\"k9\"", &other));
    assert_key(answer.key, "k9", 2);
    assert_true(answer_is_same(&answer, &other));
    assert_true(reads(ANSWER_KEY, "\"\"", &answer));
    assert_key(answer.key, "", 0);
    assert_false(answer_is_same(&answer, &other));
    assert_true(reads(ANSWER_KEY, "K9", &answer));
    assert_false(answer_is_same(&answer, &other));
    assert_false(reads(ANSWER_KEY, "", &answer));
}

static void places_name_array_bucket_depth_and_slot(void **state)
{
    (void)state;
    struct answer answer;
    assert_true(reads(ANSWER_BUCKET, "3", &answer));
    assert_false(answer.is_old);
    assert_int_equal(answer.bucket, 3);
    assert_true(reads(ANSWER_BUCKET, "Old 12", &answer));
    assert_true(answer.is_old);
    assert_int_equal(answer.bucket, 12);
    assert_true(reads(ANSWER_SLOT, "old 3+1.5", &answer));
    assert_true(answer.is_old);
    assert_int_equal(answer.bucket, 3);
    assert_int_equal(answer.depth, 1);
    assert_int_equal(answer.slot, 5);
    static const char *const wrong[] = {"3", "3.", "3.8", ".5", "3+.5", "3.5.1", "new 3.5"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_false(reads(ANSWER_SLOT, wrong[i], &answer));
    assert_false(reads(ANSWER_BUCKET, "3.5", &answer));
}

static void what_is_written_is_read_as_the_same_answer(void **state)
{
    (void)state;
    static const struct {
        enum answer_form form;
        const char *text;
    } rows[] = {
        {ANSWER_CHOICE, "2"},     {ANSWER_NUMBER, "-17"}, {ANSWER_BYTE, "0a"},
        {ANSWER_YES_NO, "no"},    {ANSWER_KEY, "key_12"}, {ANSWER_BUCKET, "7"},
        {ANSWER_BUCKET, "old 7"}, {ANSWER_SLOT, "7.0"},   {ANSWER_SLOT, "old 7.3"},
        {ANSWER_SLOT, "7+2.3"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct answer answer;
        char text[ANSWER_TEXT];
        assert_true(reads(rows[i].form, rows[i].text, &answer));
        answer_write(&answer, text, sizeof text);
        assert_string_equal(text, rows[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_decimal_or_hexadecimal),
        cmocka_unit_test(a_byte_is_hexadecimal_with_or_without_0x),
        cmocka_unit_test(yes_and_no_have_several_words),
        cmocka_unit_test(a_key_may_stand_in_quotes),
        cmocka_unit_test(places_name_array_bucket_depth_and_slot),
        cmocka_unit_test(what_is_written_is_read_as_the_same_answer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
