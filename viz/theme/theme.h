/* theme.h - from meaning to look: for each style a foreground, a background and attributes.
 *
 * An accent has one meaning: violet is the tophash, cyan the bucket, blue the growth, amber what
 * happens now, green right, red wrong.
 *
 * Guarantees, at every depth (theme_test.c measures them; distances and contrasts as in color.h)
 *   T1  Styles that may stand in the same place (viz/screen/style.h) have other attributes, or
 *       colours at least THEME_APART apart. Without colours their attributes differ.
 *   T2  A theme with a background of its own gives one to every style, and text on it has at least
 *       the contrast that the theme states. A terminal's own numbers 0 to 15 are taken for xterm's.
 *   T3  In colour-blind T1 is kept by colours alone, at half the distance or more, as people with
 *       protanopia, deuteranopia and tritanopia see them, where there are 256 colours or more. */
#ifndef VIZ_THEME_THEME_H
#define VIZ_THEME_THEME_H

#include <stdint.h>

#include "viz/screen/style.h"

/* X(theme, name, summary) */
#define THEME_LIST(X)                                                                              \
    X(THEME_TERMINAL, "terminal", "the colours that the terminal has been given")                  \
    X(THEME_DARK, "dark", "bright on a dark background")                                           \
    X(THEME_LIGHT, "light", "dark on a light background")                                          \
    X(THEME_HIGH_CONTRAST, "high-contrast", "on black, every text at 7:1 or more")                 \
    X(THEME_COLOUR_BLIND, "colour-blind", "told apart without red and green, or without blue")     \
    X(THEME_MONO, "mono", "no colours: bold, dim, underlined, reversed")

enum theme {
#define THEME_ENUM(theme, name, summary) theme,
    THEME_LIST(THEME_ENUM)
#undef THEME_ENUM
        THEME_COUNT
};

const char *theme_name(enum theme theme);

/* The theme of that name, or THEME_COUNT. */
enum theme theme_named(const char *name);

/* What a terminal can show. */
enum theme_depth {
    THEME_ATTRIBUTES, /* no colour */
    THEME_8_COLORS,
    THEME_16_COLORS,
    THEME_256_COLORS,
    THEME_TRUE_COLOR,
    THEME_DEPTH_COUNT
};

enum theme_attribute {
    THEME_BOLD = 1,
    THEME_DIM = 2,
    THEME_UNDERLINE = 4,
    THEME_REVERSE = 8,
    THEME_ITALIC = 16,
};

/* A colour is THEME_OWN, the terminal's own; a number of its palette, from 0; or, at
 * THEME_TRUE_COLOR, THEME_RGB | 0xrrggbb. */
enum { THEME_OWN = -1, THEME_RGB = 1 << 24 };

struct theme_look {
    int foreground;
    int background;
    unsigned attributes; /* a mask of theme_attribute */
};

#define THEME_APART 0.10 /* five differences that are just noticed */

struct theme_look theme_look_of(enum theme theme, enum style style, enum theme_depth depth);

/* The contrast of T2; of BORDER's lines, which are no text, it is 3. 0: the theme has no background
 * of its own. */
double theme_contrast(enum theme theme);

/* What a look shows where there is no terminal: its colours as 0xrrggbb, dim and reverse worked
 * into them. What is the terminal's own is then light on black, of mono black on white. */
struct theme_paint {
    uint32_t foreground;
    uint32_t background;
    unsigned attributes; /* of bold, underline and italic */
};
struct theme_paint theme_paint(enum theme theme, struct theme_look look);

#endif
