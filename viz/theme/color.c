/* color.c - sRGB, OKLab, contrast, and xterm's palette. */
#include "viz/theme/color.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>

enum { CUBE_BEGIN = 16, GREYS_BEGIN = 232, PALETTE_END = 256 };

/* Below this much colour nobody calls it one: a black, a grey or a white. */
static const double GREY_CHROMA_MAX = 0.04;

/* --- light --------------------------------------------------------------- */

static double light_of(uint32_t number)
{
    double value = (double)(number & 0xff) / 255;

    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static uint32_t number_of(double light)
{
    double clamped = light < 0 ? 0 : light > 1 ? 1 : light;
    double value = clamped <= 0.0031308 ? clamped * 12.92 : 1.055 * pow(clamped, 1 / 2.4) - 0.055;

    return (uint32_t)lround(value * 255);
}

struct color_light color_light(uint32_t color)
{
    return (struct color_light){light_of(color >> 16), light_of(color >> 8), light_of(color)};
}

uint32_t color_of_light(struct color_light light)
{
    return number_of(light.red) << 16 | number_of(light.green) << 8 | number_of(light.blue);
}

/* --- measures ------------------------------------------------------------ */

struct color_lab color_lab(uint32_t color)
{
    struct color_light at = color_light(color);
    double l = cbrt(0.4122214708 * at.red + 0.5363325363 * at.green + 0.0514459929 * at.blue);
    double m = cbrt(0.2119034982 * at.red + 0.6806995451 * at.green + 0.1073969566 * at.blue);
    double s = cbrt(0.0883024619 * at.red + 0.2817188376 * at.green + 0.6299787005 * at.blue);

    return (struct color_lab){
        .lightness = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
        .green_red = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
        .blue_yellow = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s,
    };
}

double color_distance(uint32_t one, uint32_t other)
{
    struct color_lab a = color_lab(one);
    struct color_lab b = color_lab(other);

    return hypot(a.lightness - b.lightness,
                 hypot(a.green_red - b.green_red, a.blue_yellow - b.blue_yellow));
}

static double luminance(uint32_t color)
{
    struct color_light at = color_light(color);

    return 0.2126 * at.red + 0.7152 * at.green + 0.0722 * at.blue;
}

double color_contrast(uint32_t one, uint32_t other)
{
    double a = luminance(one) + 0.05;
    double b = luminance(other) + 0.05;

    return a > b ? a / b : b / a;
}

uint32_t color_between(uint32_t one, uint32_t other)
{
    uint32_t mixed = 0;

    for (int shift = 0; shift <= 16; shift += 8)
        mixed |= ((one >> shift & 0xff) + (other >> shift & 0xff)) / 2 << shift;
    return mixed;
}

/* --- the palette --------------------------------------------------------- */

uint32_t color_of_palette(int number)
{
    static const uint32_t named[CUBE_BEGIN] = {
        0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
        0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff};
    static const uint32_t levels[] = {0, 95, 135, 175, 215, 255};

    assert(number >= 0 && number < PALETTE_END);
    if (number < CUBE_BEGIN) return named[number];
    if (number >= GREYS_BEGIN) return (uint32_t)(8 + 10 * (number - GREYS_BEGIN)) * 0x010101;
    number -= CUBE_BEGIN;
    return levels[number / 36] << 16 | levels[number / 6 % 6] << 8 | levels[number % 6];
}

static bool is_grey(uint32_t color)
{
    struct color_lab lab = color_lab(color);

    return hypot(lab.green_red, lab.blue_yellow) < GREY_CHROMA_MAX;
}

int color_nearest(uint32_t color, int begin, int end, uint32_t background, double contrast)
{
    int nearest = -1;
    int clearest = begin;
    double least = HUGE_VAL;

    for (int number = begin; number < end; number++) {
        uint32_t candidate = color_of_palette(number);
        double distance = color_distance(candidate, color);
        double has = color_contrast(candidate, background);

        if (has > color_contrast(color_of_palette(clearest), background)) clearest = number;
        if (has < contrast || is_grey(candidate) != is_grey(color) || distance >= least) continue;
        least = distance;
        nearest = number;
    }
    return nearest < 0 ? clearest : nearest;
}
