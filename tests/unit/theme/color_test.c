/* color_test.c - are colours measured as the sources say? Method: values that are published, or
 * follow from the definitions on paper. */
#include "viz/theme/color.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include <cmocka.h>

#include "tests/unit/theme/vision.h"

static void assert_near(double one, double other, double within)
{
    if (fabs(one - other) > within) fail_msg("%.5f is not %.5f", one, other);
}

/* Method: the values of CSS Color 4's examples for sRGB's white and primaries. */
static void oklab_of_white_and_the_primaries_is_as_published(void **state)
{
    static const struct {
        uint32_t color;
        struct color_lab lab;
    } known[] = {{0xffffff, {1, 0, 0}},
                 {0x000000, {0, 0, 0}},
                 {0xff0000, {0.62796, 0.22486, 0.12585}},
                 {0x00ff00, {0.86644, -0.23389, 0.17950}},
                 {0x0000ff, {0.45201, -0.03246, -0.31153}}};

    (void)state;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        struct color_lab lab = color_lab(known[i].color);
        assert_near(lab.lightness, known[i].lab.lightness, 0.0002);
        assert_near(lab.green_red, known[i].lab.green_red, 0.0002);
        assert_near(lab.blue_yellow, known[i].lab.blue_yellow, 0.0002);
    }
}

/* Method: by the definition black on white is (1 + 0.05) / (0 + 0.05), and #767676 on white is
 * known as the lightest grey that has 4.5. */
static void contrast_is_as_defined(void **state)
{
    (void)state;
    assert_near(color_contrast(0x000000, 0xffffff), 21, 0.0001);
    assert_near(color_contrast(0xffffff, 0x000000), 21, 0.0001);
    assert_near(color_contrast(0x123456, 0x123456), 1, 0.0001);
    assert_true(color_contrast(0x767676, 0xffffff) >= 4.5);
    assert_true(color_contrast(0x777777, 0xffffff) < 4.5);
}

static void light_and_numbers_are_each_others_inverse(void **state)
{
    (void)state;
    for (uint32_t number = 0; number < 256; number++) {
        uint32_t color = number << 16 | (255 - number) << 8 | number;
        assert_int_equal(color_of_light(color_light(color)), color);
    }
}

/* Method: three numbers of the 6x6x6 cube and the ends of the greys, counted by hand. */
static void the_palette_is_xterms(void **state)
{
    (void)state;
    assert_int_equal(color_of_palette(0), 0x000000);
    assert_int_equal(color_of_palette(16), 0x000000);
    assert_int_equal(color_of_palette(16 + 36 * 5), 0xff0000);
    assert_int_equal(color_of_palette(16 + 6 * 1 + 2), 0x005f87);
    assert_int_equal(color_of_palette(231), 0xffffff);
    assert_int_equal(color_of_palette(232), 0x080808);
    assert_int_equal(color_of_palette(255), 0xeeeeee);
}

static void a_colour_of_the_palette_is_nearest_to_itself(void **state)
{
    (void)state;
    for (int number = 17; number < 256; number++) {
        uint32_t color = color_of_palette(number);
        int nearest = color_nearest(color, 16, 256, 0, 0);
        assert_int_equal(color_of_palette(nearest), color);
    }
}

static void no_nearest_colour_lacks_the_contrast_where_one_has_it(void **state)
{
    (void)state;
    /* Blue has 2.2 on black, bright blue 4.4. */
    assert_int_equal(color_nearest(0x0000ee, 0, 16, 0x000000, 0), 4);
    assert_int_equal(color_nearest(0x0000ee, 0, 16, 0x000000, 4), 12);
    /* Nothing has 22: the most is black on white. */
    assert_int_equal(color_nearest(0x0000ee, 0, 16, 0xffffff, 22), 0);
}

static void a_grey_becomes_a_grey_and_a_hue_a_hue(void **state)
{
    (void)state;
    assert_int_equal(color_nearest(0x656d76, 0, 8, 0xe5e5e5, 4.5), 0);
    assert_int_not_equal(color_nearest(0xd88ad0, 0, 16, 0x000000, 4.5), 8);
}

/* Method: a grey has no hue to lose; and red and green of one lightness are hardly told apart
 * without the one or the other kind of cones, but well with both. */
static void who_lacks_cones_sees_greys_alike_and_mixes_up_hues(void **state)
{
    (void)state;
    for (enum vision vision = VISION_FULL; vision < VISION_COUNT; vision++) {
        for (uint32_t number = 0; number < 256; number += 15) {
            uint32_t grey = number * 0x010101;
            assert_true(color_distance(vision_of(vision, grey), grey) < 0.01);
        }
    }
    double full = color_distance(0xb07000, 0x6f8f00);
    double without = color_distance(vision_of(VISION_DEUTERANOPIA, 0xb07000),
                                    vision_of(VISION_DEUTERANOPIA, 0x6f8f00));
    assert_true(full > 3 * without);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(oklab_of_white_and_the_primaries_is_as_published),
        cmocka_unit_test(contrast_is_as_defined),
        cmocka_unit_test(light_and_numbers_are_each_others_inverse),
        cmocka_unit_test(the_palette_is_xterms),
        cmocka_unit_test(a_colour_of_the_palette_is_nearest_to_itself),
        cmocka_unit_test(no_nearest_colour_lacks_the_contrast_where_one_has_it),
        cmocka_unit_test(a_grey_becomes_a_grey_and_a_hue_a_hue),
        cmocka_unit_test(who_lacks_cones_sees_greys_alike_and_mixes_up_hues),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
