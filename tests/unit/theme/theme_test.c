/* theme_test.c - can every two styles that may stand in the same place be told apart, and every
 * text be read, in each theme, on each terminal, and by everybody? */
#include "viz/theme/theme.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/theme/vision.h"
#include "viz/theme/color.h"

static const char *const depth_names[THEME_DEPTH_COUNT] = {"no colours", "8 colours", "16 colours",
                                                           "256 colours", "true colour"};

typedef void check(enum theme theme, enum theme_depth depth);

static void in_each_theme_at_each_depth(check *run)
{
    for (enum theme theme = 0; theme < THEME_COUNT; theme++) {
        for (enum theme_depth depth = 0; depth < THEME_DEPTH_COUNT; depth++)
            run(theme, depth);
    }
}

static bool may_meet(enum style one, enum style other)
{
    return style_family(one) == style_family(other) || style_family(one) == STYLE_FAMILY_MARK ||
           style_family(other) == STYLE_FAMILY_MARK;
}

static double larger(double one, double other) { return one > other ? one : other; }

/* How far apart somebody sees two: by their text or by their background. */
static double apart(enum vision vision, struct theme_paint one, struct theme_paint other)
{
    return larger(
        color_distance(vision_of(vision, one.foreground), vision_of(vision, other.foreground)),
        color_distance(vision_of(vision, one.background), vision_of(vision, other.background)));
}

static void check_told_apart(enum theme theme, enum theme_depth depth)
{
    for (enum style one = 0; one < STYLE_COUNT; one++) {
        for (enum style other = 0; other < one; other++) {
            struct theme_look a = theme_look_of(theme, one, depth);
            struct theme_look b = theme_look_of(theme, other, depth);
            if (!may_meet(one, other) || a.attributes != b.attributes) continue;
            double distance = apart(VISION_FULL, theme_paint(theme, a), theme_paint(theme, b));
            if (distance >= THEME_APART) continue;
            fail_msg("%s, %s: %s and %s are %.3f apart", theme_name(theme), depth_names[depth],
                     style_name(one), style_name(other), distance);
        }
    }
}

/* Method: T1, for all pairs; at THEME_ATTRIBUTES no colour is left to help. */
static void styles_that_may_meet_are_told_apart(void **state)
{
    (void)state;
    in_each_theme_at_each_depth(check_told_apart);
}

static void check_colours_are_there(enum theme theme, enum theme_depth depth)
{
    static const int ends[THEME_DEPTH_COUNT] = {0, 8, 16, 256, THEME_RGB << 1};
    for (enum style style = 0; style < STYLE_COUNT; style++) {
        struct theme_look look = theme_look_of(theme, style, depth);
        assert_true(look.foreground >= THEME_OWN && look.foreground < ends[depth]);
        assert_true(look.background >= THEME_OWN && look.background < ends[depth]);
    }
}

static void no_style_asks_for_a_colour_that_is_not_there(void **state)
{
    (void)state;
    in_each_theme_at_each_depth(check_colours_are_there);
}

static void check_contrast(enum theme theme, enum theme_depth depth)
{
    if (theme_contrast(theme) == 0 || depth == THEME_ATTRIBUTES) return;
    for (enum style style = 0; style < STYLE_COUNT; style++) {
        struct theme_look look = theme_look_of(theme, style, depth);
        look.attributes &= ~(unsigned)THEME_DIM; /* how dim that is, the terminal decides */
        struct theme_paint paint = theme_paint(theme, look);
        double contrast = color_contrast(paint.foreground, paint.background);
        if (contrast >= (style == STYLE_BORDER ? 3 : theme_contrast(theme))) continue;
        fail_msg("%s, %s: %s has a contrast of %.2f", theme_name(theme), depth_names[depth],
                 style_name(style), contrast);
    }
}

/* Method: WCAG's ratio of each style's two colours, against the figure that the theme states. */
static void every_text_can_be_read(void **state)
{
    (void)state;
    assert_true(theme_contrast(THEME_DARK) >= 4.5);
    assert_true(theme_contrast(THEME_LIGHT) >= 4.5);
    assert_true(theme_contrast(THEME_COLOUR_BLIND) >= 4.5);
    assert_true(theme_contrast(THEME_HIGH_CONTRAST) >= 7);
    in_each_theme_at_each_depth(check_contrast);
}

static void high_contrast_takes_none_away_by_dimming(void **state)
{
    (void)state;
    for (enum theme_depth depth = 0; depth < THEME_DEPTH_COUNT; depth++) {
        for (enum style style = 0; style < STYLE_COUNT; style++) {
            struct theme_look look = theme_look_of(THEME_HIGH_CONTRAST, style, depth);
            assert_int_equal(look.attributes & THEME_DIM, 0);
        }
    }
}

static void check_backgrounds(enum theme theme, enum theme_depth depth)
{
    if (theme_contrast(theme) == 0 || depth == THEME_ATTRIBUTES) return;
    for (enum style style = 0; style < STYLE_COUNT; style++) {
        struct theme_look look = theme_look_of(theme, style, depth);
        assert_int_not_equal(look.foreground, THEME_OWN);
        assert_int_not_equal(look.background, THEME_OWN);
    }
}

static void a_theme_with_a_background_gives_it_to_every_style(void **state)
{
    (void)state;
    in_each_theme_at_each_depth(check_backgrounds);
}

static void check_seen(enum vision vision, enum theme_depth depth, enum style one, enum style other)
{
    struct theme_look a = theme_look_of(THEME_COLOUR_BLIND, one, depth);
    struct theme_look b = theme_look_of(THEME_COLOUR_BLIND, other, depth);
    double distance =
        apart(vision, theme_paint(THEME_COLOUR_BLIND, a), theme_paint(THEME_COLOUR_BLIND, b));
    if (distance >= THEME_APART / 2) return;
    fail_msg("with %s, %s: %s and %s are %.3f apart", vision_name(vision), depth_names[depth],
             style_name(one), style_name(other), distance);
}

/* Method: T3. Attributes do not count here. */
static void colour_blind_is_told_apart_by_colours_alone(void **state)
{
    (void)state;
    for (enum vision vision = VISION_FULL; vision < VISION_COUNT; vision++) {
        for (enum style one = 0; one < STYLE_COUNT; one++) {
            for (enum style other = 0; other < one; other++) {
                if (!may_meet(one, other)) continue;
                check_seen(vision, THEME_256_COLORS, one, other);
                check_seen(vision, THEME_TRUE_COLOR, one, other);
            }
        }
    }
}

static void plain_text_looks_as_the_learner_has_chosen(void **state)
{
    struct theme_look plain = theme_look_of(THEME_TERMINAL, STYLE_PLAIN, THEME_256_COLORS);

    (void)state;
    assert_int_equal(plain.foreground, THEME_OWN);
    assert_int_equal(plain.background, THEME_OWN);
    assert_int_equal(plain.attributes, 0);
}

static void mono_has_no_colours(void **state)
{
    (void)state;
    for (enum style style = 0; style < STYLE_COUNT; style++) {
        struct theme_look look = theme_look_of(THEME_MONO, style, THEME_TRUE_COLOR);
        assert_int_equal(look.foreground, THEME_OWN);
        assert_int_equal(look.background, THEME_OWN);
    }
}

static void a_theme_is_found_by_its_name(void **state)
{
    (void)state;
    for (enum theme theme = 0; theme < THEME_COUNT; theme++)
        assert_int_equal(theme_named(theme_name(theme)), theme);
    assert_int_equal(theme_named("blue"), THEME_COUNT);
    assert_int_equal(theme_named(""), THEME_COUNT);
}

/* Method: reverse swaps; dim is halfway to the background; the colours of nobody are those of paper
 * or of a dark screen. */
static void paint_works_dim_and_reverse_into_the_colours(void **state)
{
    struct theme_look look = {THEME_OWN, THEME_OWN, THEME_REVERSE | THEME_BOLD};
    struct theme_paint paint = theme_paint(THEME_MONO, look);

    (void)state;
    assert_int_equal(paint.foreground, 0xffffff);
    assert_int_equal(paint.background, 0x000000);
    assert_int_equal(paint.attributes, THEME_BOLD);
    look = (struct theme_look){THEME_RGB | 0x204060, THEME_RGB | 0x000000, THEME_DIM};
    paint = theme_paint(THEME_DARK, look);
    assert_int_equal(paint.foreground, 0x102030);
    assert_int_equal(paint.background, 0x000000);
    look = (struct theme_look){6, THEME_OWN, 0};
    assert_int_equal(theme_paint(THEME_TERMINAL, look).foreground, 0x00cdcd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(styles_that_may_meet_are_told_apart),
        cmocka_unit_test(no_style_asks_for_a_colour_that_is_not_there),
        cmocka_unit_test(every_text_can_be_read),
        cmocka_unit_test(high_contrast_takes_none_away_by_dimming),
        cmocka_unit_test(a_theme_with_a_background_gives_it_to_every_style),
        cmocka_unit_test(colour_blind_is_told_apart_by_colours_alone),
        cmocka_unit_test(plain_text_looks_as_the_learner_has_chosen),
        cmocka_unit_test(mono_has_no_colours),
        cmocka_unit_test(a_theme_is_found_by_its_name),
        cmocka_unit_test(paint_works_dim_and_reverse_into_the_colours),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
