/* theme.h - from meaning to look. Colours are the sixteen that a terminal's own palette gives, on
 * the terminal's own background, so that what the learner has chosen to read well goes on reading
 * well.
 *
 * An accent has one meaning: magenta is the tophash, cyan the bucket, blue the growth, yellow what
 * happens now, green right, red wrong. Styles of one family differ in attributes alone
 * (theme_test.c), so nothing is said by colour only. */
#ifndef VIZ_TUI_THEME_H
#define VIZ_TUI_THEME_H

#include "viz/screen/style.h"

enum theme_attribute {
    THEME_BOLD = 1,
    THEME_DIM = 2,
    THEME_UNDERLINE = 4,
    THEME_REVERSE = 8,
    THEME_ITALIC = 16,
};

/* A colour is THEME_OWN, the terminal's own, or a number of the palette: 0 black, 1 red, 2 green, 3
 * yellow, 4 blue, 5 magenta, 6 cyan, 7 white, 8 to 15 the same, bright. */
enum { THEME_OWN = -1, THEME_BRIGHT = 8 };

struct theme_look {
    int foreground;
    int background;
    unsigned attributes; /* a mask of theme_attribute */
};

/* How a style looks on a terminal of that many colours. With 16 or more it is the whole theme; with
 * 8 a bright colour becomes its plain one in bold; with fewer there are attributes only. */
struct theme_look theme_look_of(enum style style, int color_count);

#endif
