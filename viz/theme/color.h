/* color.h - colours as numbers, measured: how far apart two look, how well one reads on another,
 * which of a terminal's comes nearest. A colour is sRGB, 0xrrggbb.
 *
 * Sources
 *   how it looks   OKLab: Björn Ottosson, "A perceptual color space for image processing", 2020;
 *                  CSS Color 4 counts 0.02 in it as a difference that is just noticed
 *   how it reads   contrast ratio, WCAG 2.2: 1 (none) to 21 (black on white); text needs 4.5, or 7
 *   a palette      what xterm shows for the numbers 0 to 255, when nobody has changed it */
#ifndef VIZ_THEME_COLOR_H
#define VIZ_THEME_COLOR_H

#include <stdint.h>

/* Lightness from 0, black, to 1, white; both others are 0 for a grey. */
struct color_lab {
    double lightness;
    double green_red;
    double blue_yellow;
};
struct color_lab color_lab(uint32_t color);

/* The light of red, green and blue, each from 0 to 1, that sRGB's numbers stand for; and back. */
struct color_light {
    double red;
    double green;
    double blue;
};
struct color_light color_light(uint32_t color);
uint32_t color_of_light(struct color_light light);

/* The straight way between two in OKLab: 0 the same, 1 from black to white. */
double color_distance(uint32_t one, uint32_t other);

double color_contrast(uint32_t one, uint32_t other);

/* The colour of a palette's number in [0, 256). */
uint32_t color_of_palette(int number);

/* The number in [begin, end) of the palette that looks most like color, of those with that contrast
 * on the background; a grey becomes a grey and a hue a hue, for a hue has a meaning. Where none has
 * the contrast, the one that has the most. */
int color_nearest(uint32_t color, int begin, int end, uint32_t background, double contrast);

/* The colour halfway between two numbers: what "dim" makes of text on a background. */
uint32_t color_between(uint32_t one, uint32_t other);

#endif
