/* keys_test.c - the table of keys against itself. */
#include "viz/action/keys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "viz/language/language.h"
#include "viz/screen/width.h"

static bool is_bound(const struct keys_binding *binding, key_code code)
{
    for (size_t k = 0; k < KEYS_PER_ACTION_MAX; k++) {
        if (binding->codes[k] == code) return true;
    }
    return false;
}

static void no_key_does_two_things_in_one_place(void **state)
{
    const struct keys_binding *one, *other;

    (void)state;
    for (size_t i = 0; (one = keys_binding_at(i)) != NULL; i++) {
        for (size_t j = 0; (other = keys_binding_at(j)) != NULL; j++) {
            if (i == j || (one->contexts & other->contexts) == 0) continue;
            for (size_t k = 0; k < KEYS_PER_ACTION_MAX && one->codes[k] != KEYCODE_NONE; k++) {
                if (is_bound(other, one->codes[k]))
                    fail_msg("%s: both \"%s\" and \"%s\"", one->keys, one->words, other->words);
            }
        }
    }
}

static void every_action_has_a_key_and_says_what_it_does(void **state)
{
    const struct keys_binding *binding;
    bool has_key[KEYS_ACTION_COUNT] = {false};

    (void)state;
    for (size_t i = 0; (binding = keys_binding_at(i)) != NULL; i++) {
        has_key[binding->action] = true;
        assert_int_not_equal(binding->codes[0], KEYCODE_NONE);
        assert_in_range(binding->contexts, 1, (1u << KEYS_CONTEXT_COUNT) - 1);
        assert_true(width_of_text(binding->keys) > 0);
        for (int language = 0; language < LANGUAGE_COUNT; language++) {
            const char *words = language_text((enum language)language, binding->words);
            assert_in_range(width_of_text(words), 1, 24); /* a column of the help */
        }
    }
    for (size_t action = KEYS_NO_ACTION + 1; action < KEYS_ACTION_COUNT; action++) {
        assert_true(has_key[action]);
    }
}

/* Wherever one is, these are the ways on: help, or its end, and the language. */
static void every_place_has_help_and_a_way_out(void **state)
{
    (void)state;
    for (int context = 0; context < KEYS_CONTEXT_COUNT; context++) {
        enum keys_action escape = keys_action_for(KEYCODE_ESCAPE, (enum keys_context)context);
        enum keys_action help = keys_action_for('?', (enum keys_context)context);

        assert_int_not_equal(escape, KEYS_NO_ACTION);
        assert_true(help == KEYS_HELP || help == KEYS_CLOSE);
        assert_int_equal(keys_action_for('L', (enum keys_context)context), KEYS_LANGUAGE);
    }
}

static void a_key_finds_its_action(void **state)
{
    (void)state;
    assert_int_equal(keys_action_for(KEYCODE_RIGHT, KEYS_IN_LESSON), KEYS_MOVE_FORWARD);
    assert_int_equal(keys_action_for('l', KEYS_IN_RACE), KEYS_MOVE_FORWARD);
    assert_int_equal(keys_action_for('l', KEYS_IN_POINTING), KEYS_POINT_RIGHT);
    assert_int_equal(keys_action_for(KEYCODE_DOWN, KEYS_IN_MENU), KEYS_NEXT);
    assert_int_equal(keys_action_for(KEYCODE_DOWN, KEYS_IN_HELP), KEYS_SCROLL_DOWN);
    assert_int_equal(keys_action_for(KEYCODE_BACKSPACE, KEYS_IN_LESSON), KEYS_BACK);
    assert_int_equal(keys_action_for('3', KEYS_IN_RACE), KEYS_WORKER);
    assert_int_equal(keys_worker_for('3'), 2);
}

static void a_key_that_is_not_bound_does_nothing(void **state)
{
    (void)state;
    assert_int_equal(keys_action_for('z', KEYS_IN_LESSON), KEYS_NO_ACTION);
    assert_int_equal(keys_action_for('3', KEYS_IN_LESSON), KEYS_NO_ACTION);
    assert_int_equal(keys_action_for(' ', KEYS_IN_MENU), KEYS_NO_ACTION);
    assert_int_equal(keys_action_for(KEYCODE_NONE, KEYS_IN_LESSON), KEYS_NO_ACTION);
    assert_int_equal(keys_action_for(KEYCODE_UNKNOWN, KEYS_IN_MENU), KEYS_NO_ACTION);
    assert_int_equal(keys_action_for(0x6876, KEYS_IN_LESSON), KEYS_NO_ACTION);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_key_does_two_things_in_one_place),
        cmocka_unit_test(every_action_has_a_key_and_says_what_it_does),
        cmocka_unit_test(every_place_has_help_and_a_way_out),
        cmocka_unit_test(a_key_finds_its_action),
        cmocka_unit_test(a_key_that_is_not_bound_does_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
