/* theme.c - the theme, a line a style. */
#include "viz/tui/theme.h"

#include <assert.h>

enum {
    OWN = THEME_OWN,
    RED = 1,
    GREEN = 2,
    YELLOW = 3,
    MAGENTA = 5,
    CYAN = 6,
    BRIGHT_BLUE = THEME_BRIGHT + 4, /* plain blue is hard to read on black */
    BOLD = THEME_BOLD,
    DIM = THEME_DIM,
    UNDERLINE = THEME_UNDERLINE,
    REVERSE = THEME_REVERSE,
    ITALIC = THEME_ITALIC,
};

/* Underline alone, reverse alone, and reverse with another are the marks': no other style has them.
 */
static const struct theme_look looks[STYLE_COUNT] = {
    [STYLE_PLAIN] = {OWN, OWN, 0},
    [STYLE_DIM] = {OWN, OWN, DIM},
    [STYLE_STRONG] = {OWN, OWN, BOLD},
    [STYLE_GOOD] = {GREEN, OWN, BOLD | ITALIC},

    [STYLE_BORDER] = {OWN, OWN, DIM},
    [STYLE_TITLE] = {OWN, OWN, BOLD},
    [STYLE_HELP_KEY] = {OWN, OWN, BOLD},
    [STYLE_HELP_TEXT] = {OWN, OWN, DIM},

    [STYLE_LABEL] = {OWN, OWN, DIM},
    [STYLE_NUMBER] = {OWN, OWN, 0},
    [STYLE_FLAG_ON] = {OWN, OWN, BOLD},
    [STYLE_FLAG_OFF] = {OWN, OWN, DIM},
    [STYLE_LOAD] = {CYAN, OWN, 0},
    [STYLE_LOAD_LIMIT] = {OWN, OWN, BOLD},

    [STYLE_TOPHASH] = {MAGENTA, OWN, 0},
    [STYLE_TOPHASH_MATCH] = {MAGENTA, OWN, BOLD | UNDERLINE},
    [STYLE_TOPHASH_MISS] = {OWN, OWN, DIM | UNDERLINE},
    [STYLE_EMPTY] = {OWN, OWN, DIM},
    [STYLE_EVACUATED] = {BRIGHT_BLUE, OWN, DIM | ITALIC},
    [STYLE_KEY] = {OWN, OWN, BOLD},
    [STYLE_VALUE] = {OWN, OWN, 0},

    [STYLE_BITS] = {OWN, OWN, DIM},
    [STYLE_BITS_BUCKET] = {CYAN, OWN, BOLD},
    [STYLE_BITS_GROWTH] = {BRIGHT_BLUE, OWN, BOLD | ITALIC},
    [STYLE_BITS_TOPHASH] = {MAGENTA, OWN, BOLD | UNDERLINE},

    [STYLE_CODE] = {OWN, OWN, DIM},
    [STYLE_CODE_NOW] = {YELLOW, OWN, BOLD},
    [STYLE_QUESTION] = {OWN, OWN, BOLD},
    [STYLE_INPUT] = {OWN, OWN, BOLD | UNDERLINE},

    [STYLE_WORKER_1] = {CYAN, OWN, BOLD},
    [STYLE_WORKER_2] = {MAGENTA, OWN, BOLD | UNDERLINE},
    [STYLE_WORKER_3] = {GREEN, OWN, 0},
    [STYLE_WORKER_4] = {BRIGHT_BLUE, OWN, DIM | UNDERLINE},

    [STYLE_NOW] = {YELLOW, OWN, BOLD | REVERSE},
    [STYLE_TOUCHED] = {YELLOW, OWN, UNDERLINE},
    [STYLE_SELECTED] = {OWN, OWN, REVERSE},
    [STYLE_BAD] = {RED, OWN, BOLD | REVERSE | UNDERLINE},
};

struct theme_look theme_look_of(enum style style, int color_count)
{
    assert((unsigned)style < STYLE_COUNT);

    struct theme_look look = looks[style];

    if (color_count < 8) {
        look.foreground = THEME_OWN;
        look.background = THEME_OWN;
    } else if (color_count < 16 && look.foreground >= THEME_BRIGHT) {
        look.foreground -= THEME_BRIGHT;
        if ((look.attributes & THEME_DIM) == 0) look.attributes |= THEME_BOLD;
    }
    return look;
}
