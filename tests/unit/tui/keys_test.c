/* keys_test.c - the table of keys against itself. */
#include "viz/tui/keys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "viz/screen/width.h"

static void no_key_is_bound_twice(void **state)
{
    const struct keys_binding *binding;
    key_code seen[2 * KEYS_ACTION_COUNT];
    size_t seen_count = 0;

    (void)state;
    for (size_t i = 0; (binding = keys_binding_at(i)) != NULL; i++) {
        for (size_t k = 0; k < KEYS_PER_ACTION_MAX; k++) {
            key_code code = binding->codes[k];

            if (code == KEYCODE_NONE) continue;
            for (size_t s = 0; s < seen_count; s++)
                assert_int_not_equal(code, seen[s]);
            seen[seen_count++] = code;
        }
    }
}

static void every_action_has_a_key_and_says_what_it_does(void **state)
{
    const struct keys_binding *binding;
    bool is_bound[KEYS_ACTION_COUNT] = {false};

    (void)state;
    for (size_t i = 0; (binding = keys_binding_at(i)) != NULL; i++) {
        assert_false(is_bound[binding->action]);
        is_bound[binding->action] = true;
        assert_int_not_equal(binding->codes[0], KEYCODE_NONE);
        assert_true(width_of_text(binding->keys) > 0);
        assert_in_range(width_of_text(binding->english), 1, 24); /* a column of the help */
        assert_in_range(width_of_text(binding->chinese), 1, 24);
    }
    for (size_t action = KEYS_NO_ACTION + 1; action < KEYS_ACTION_COUNT; action++) {
        assert_true(is_bound[action]);
    }
}

static void a_key_finds_its_action(void **state)
{
    (void)state;
    assert_int_equal(keys_action_for(KEYCODE_RIGHT), KEYS_MOVE_FORWARD);
    assert_int_equal(keys_action_for('l'), KEYS_MOVE_FORWARD);
    assert_int_equal(keys_action_for('L'), KEYS_LANGUAGE);
    assert_int_equal(keys_action_for(KEYCODE_BACKSPACE), KEYS_BACK);
}

static void a_key_that_is_not_bound_does_nothing(void **state)
{
    (void)state;
    assert_int_equal(keys_action_for('z'), KEYS_NO_ACTION);
    assert_int_equal(keys_action_for(KEYCODE_NONE), KEYS_NO_ACTION);
    assert_int_equal(keys_action_for(KEYCODE_UNKNOWN), KEYS_NO_ACTION);
    assert_int_equal(keys_action_for(0x6876), KEYS_NO_ACTION);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_key_is_bound_twice),
        cmocka_unit_test(every_action_has_a_key_and_says_what_it_does),
        cmocka_unit_test(a_key_finds_its_action),
        cmocka_unit_test(a_key_that_is_not_bound_does_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
