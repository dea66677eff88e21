/* theme_test.c - can every two styles that may stand in the same place be told apart? */
#include "viz/tui/theme.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static bool may_meet(enum style one, enum style other)
{
    return style_family(one) == style_family(other) || style_family(one) == STYLE_FAMILY_MARK ||
           style_family(other) == STYLE_FAMILY_MARK;
}

static bool looks_same(struct theme_look one, struct theme_look other)
{
    return one.foreground == other.foreground && one.background == other.background &&
           one.attributes == other.attributes;
}

static void assert_all_differ(int color_count)
{
    for (unsigned one = 0; one < STYLE_COUNT; one++) {
        for (unsigned other = 0; other < one; other++) {
            if (!may_meet(one, other)) continue;
            if (!looks_same(theme_look_of(one, color_count), theme_look_of(other, color_count))) {
                continue;
            }
            fail_msg("%s and %s look the same with %d colours", style_name(one), style_name(other),
                     color_count);
        }
    }
}

static void styles_that_may_meet_differ_without_colour(void **state)
{
    (void)state;
    assert_all_differ(0);
}

static void styles_that_may_meet_differ_with_8_colours(void **state)
{
    (void)state;
    assert_all_differ(8);
}

static void styles_that_may_meet_differ_with_16_and_with_256_colours(void **state)
{
    (void)state;
    assert_all_differ(16);
    assert_all_differ(256);
}

static void no_style_asks_for_a_colour_that_is_not_there(void **state)
{
    (void)state;
    for (unsigned style = 0; style < STYLE_COUNT; style++) {
        assert_int_equal(theme_look_of(style, 0).foreground, THEME_OWN);
        assert_int_equal(theme_look_of(style, 0).background, THEME_OWN);
        assert_true(theme_look_of(style, 8).foreground < 8);
        assert_true(theme_look_of(style, 8).background < 8);
        assert_true(theme_look_of(style, 256).foreground < 16);
    }
}

static void plain_text_looks_as_the_learner_has_chosen(void **state)
{
    struct theme_look plain = theme_look_of(STYLE_PLAIN, 256);

    (void)state;
    assert_int_equal(plain.foreground, THEME_OWN);
    assert_int_equal(plain.background, THEME_OWN);
    assert_int_equal(plain.attributes, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(styles_that_may_meet_differ_without_colour),
        cmocka_unit_test(styles_that_may_meet_differ_with_8_colours),
        cmocka_unit_test(styles_that_may_meet_differ_with_16_and_with_256_colours),
        cmocka_unit_test(no_style_asks_for_a_colour_that_is_not_there),
        cmocka_unit_test(plain_text_looks_as_the_learner_has_chosen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
