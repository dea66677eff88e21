/* smoke_test.c - proves that compiler, Bazel and cmocka work together. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void a_byte_has_eight_bits(void **state)
{
    (void)state;
    assert_int_equal((uint8_t)0x100, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_byte_has_eight_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
