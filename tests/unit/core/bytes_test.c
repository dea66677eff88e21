/* bytes_test.c - are so many bytes the same? Built twice: bytes_words_test has TH_PORTABLE. */
#include "core/bytes.h"

#include "tests/support/testing.h"

enum { LEN_MAX = 130, BESIDE = 16 };

/* Both lie so that bytes before and behind them differ. */
static char a[LEN_MAX + 2 * BESIDE], b[LEN_MAX + 2 * BESIDE];

static bool are_equal(size_t len) { return th_bytes_equal(a + BESIDE, b + BESIDE, len); }

static void make_equal(size_t len)
{
    memset(a, 1, sizeof a);
    memset(b, 2, sizeof b);
    for (size_t i = 0; i < len; i++)
        a[BESIDE + i] = b[BESIDE + i] = (char)(i * 7);
}

static void equal_bytes_are_equal_at_every_length(void **state)
{
    (void)state;
    for (size_t len = 0; len <= LEN_MAX; len++) {
        make_equal(len);
        assert_true(are_equal(len));
    }
    assert_true(th_bytes_equal(NULL, NULL, 0));
}

static void one_bit_of_any_byte_makes_a_difference(void **state)
{
    (void)state;
    for (size_t len = 0; len <= LEN_MAX; len++) {
        make_equal(len);
        for (size_t at = 0; at < len; at++) {
            for (unsigned bit = 0; bit < 8; bit++) {
                b[BESIDE + at] ^= (char)(1u << bit);
                assert_false(are_equal(len));
                b[BESIDE + at] ^= (char)(1u << bit);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_bytes_are_equal_at_every_length),
        cmocka_unit_test(one_bit_of_any_byte_makes_a_difference),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
