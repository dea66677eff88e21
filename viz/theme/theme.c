/* theme.c - the themes, a line a role, and how their colours become those that a terminal has. */
#include "viz/theme/theme.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

#include "viz/theme/color.h"

/* What a colour of a theme is for. */
enum role {
    PAPER, /* the background of everything that has no other */
    TEXT,
    STRONG,
    MUTED,
    LINE,
    TOPHASH,
    BUCKET,
    GROWTH,
    HAPPENS,
    RIGHT,
    COMPARED_BACK, /* a tint, only where there are 256 colours or more */
    TOUCHED_BACK,  /* likewise */
    SELECTED_BACK, /* from here on a background everywhere, or the ink on one */
    NOW_BACK,
    NOW_INK,
    BAD_BACK,
    BAD_INK,
    ROLE_COUNT
};

/* The themes that bring their colours. tests/unit/theme measures each of them. */
/* clang-format off */
#define ROLE(role, dark, light, high, blind)                                                       \
    [role] = {[THEME_DARK] = dark, [THEME_LIGHT] = light, [THEME_HIGH_CONTRAST] = high,            \
              [THEME_COLOUR_BLIND] = blind}
static const uint32_t colors[ROLE_COUNT][THEME_COUNT] = {
    /*                  dark      light     high-     colour-blind */
    ROLE(PAPER,         0x10151c, 0xfcfcfa, 0x000000, 0x0d1218),
    ROLE(TEXT,          0xccd3dc, 0x2c3138, 0xe8e8e8, 0xc8cdd4),
    ROLE(STRONG,        0xffffff, 0x000000, 0xffffff, 0xffffff),
    ROLE(MUTED,         0x8793a3, 0x656d76, 0xb4bcc6, 0x7d8896),
    ROLE(LINE,          0x5f6b7a, 0x8b939c, 0x9aa3ad, 0x5f6b7a),
    ROLE(TOPHASH,       0xd6a0f5, 0x8a2be2, 0xf0a8ff, 0xd88ad0),
    ROLE(BUCKET,        0x56d0de, 0x006e83, 0x4be3f2, 0x8fdcff),
    ROLE(GROWTH,        0x7aaeff, 0x0a58ca, 0x86b4ff, 0x4a8cf7),
    ROLE(HAPPENS,       0xffcb57, 0x8a5500, 0xffe14d, 0xffe04a),
    ROLE(RIGHT,         0x7fdc8c, 0x116329, 0x7dff8f, 0xa2c62e),
    ROLE(COMPARED_BACK, 0x3a2449, 0xeedcfb, 0x45105a, 0x4a1c3e),
    ROLE(TOUCHED_BACK,  0x3b2f10, 0xfff0c4, 0x3d3300, 0x3c3608),
    ROLE(SELECTED_BACK, 0x2c4f86, 0xc4dbff, 0x003a8c, 0x1f4a8a),
    ROLE(NOW_BACK,      0xffcb57, 0xffd24a, 0xffe14d, 0xf5dc3c),
    ROLE(NOW_INK,       0x17130a, 0x1c1600, 0x000000, 0x141200),
    ROLE(BAD_BACK,      0xc8323c, 0xb91c1c, 0xa30000, 0xb8400a),
    ROLE(BAD_INK,       0xffffff, 0xffffff, 0xffffff, 0xffffff),
};
#undef ROLE
/* clang-format on */

enum {
    OWN = THEME_OWN,
    RED = 1,
    GREEN = 2,
    YELLOW = 3,
    MAGENTA = 5,
    CYAN = 6,
    BRIGHT = 8,
    BRIGHT_BLUE = BRIGHT + 4, /* plain blue is hard to read on black */
    BOLD = THEME_BOLD,
    DIM = THEME_DIM,
    UNDERLINE = THEME_UNDERLINE,
    REVERSE = THEME_REVERSE,
    ITALIC = THEME_ITALIC,
};

/* A style's roles, its attributes beside 256 colours and more, and those that tell it apart where
 * there are fewer or none, with its colour in the terminal's own palette. Of the latter underline
 * alone, reverse alone, and reverse with another are the marks': no other style has them. */
struct style_look {
    enum role foreground;
    enum role background;
    unsigned rich;
    unsigned plain;
    int palette;
};

static const struct style_look looks[STYLE_COUNT] = {
    [STYLE_PLAIN] = {TEXT, PAPER, 0, 0, OWN},
    [STYLE_DIM] = {MUTED, PAPER, 0, DIM, OWN},
    [STYLE_STRONG] = {STRONG, PAPER, BOLD, BOLD, OWN},
    [STYLE_CODE_WORD] = {GROWTH, PAPER, 0, BOLD | UNDERLINE, BRIGHT_BLUE},
    [STYLE_GOOD] = {RIGHT, PAPER, BOLD, BOLD | ITALIC, GREEN},

    [STYLE_BORDER] = {LINE, PAPER, 0, DIM, OWN},
    [STYLE_TITLE] = {STRONG, PAPER, BOLD, BOLD, OWN},
    [STYLE_HELP_KEY] = {STRONG, PAPER, BOLD, BOLD, OWN},
    [STYLE_HELP_TEXT] = {MUTED, PAPER, 0, DIM, OWN},

    [STYLE_LABEL] = {MUTED, PAPER, 0, DIM, OWN},
    [STYLE_NUMBER] = {TEXT, PAPER, 0, 0, OWN},
    [STYLE_FLAG_ON] = {STRONG, PAPER, BOLD, BOLD, OWN},
    [STYLE_FLAG_OFF] = {MUTED, PAPER, 0, DIM, OWN},
    [STYLE_LOAD] = {BUCKET, PAPER, 0, 0, CYAN},
    [STYLE_LOAD_LIMIT] = {STRONG, PAPER, BOLD, BOLD, OWN},

    [STYLE_TOPHASH] = {TOPHASH, PAPER, 0, 0, MAGENTA},
    [STYLE_TOPHASH_MATCH] = {TOPHASH, COMPARED_BACK, BOLD | UNDERLINE, BOLD | UNDERLINE, MAGENTA},
    [STYLE_TOPHASH_MISS] = {TEXT, COMPARED_BACK, 0, DIM | UNDERLINE, OWN},
    [STYLE_EMPTY] = {MUTED, PAPER, 0, DIM, OWN},
    [STYLE_EVACUATED] = {GROWTH, PAPER, 0, DIM | ITALIC, BRIGHT_BLUE},
    [STYLE_KEY] = {STRONG, PAPER, BOLD, BOLD, OWN},
    [STYLE_VALUE] = {TEXT, PAPER, 0, 0, OWN},

    [STYLE_BITS] = {MUTED, PAPER, 0, DIM, OWN},
    [STYLE_BITS_BUCKET] = {BUCKET, PAPER, BOLD, BOLD, CYAN},
    [STYLE_BITS_GROWTH] = {GROWTH, PAPER, BOLD, BOLD | ITALIC, BRIGHT_BLUE},
    [STYLE_BITS_TOPHASH] = {TOPHASH, PAPER, BOLD, BOLD | UNDERLINE, MAGENTA},

    [STYLE_CODE] = {MUTED, PAPER, 0, DIM, OWN},
    [STYLE_CODE_NOW] = {HAPPENS, PAPER, BOLD, BOLD, YELLOW},
    [STYLE_QUESTION] = {STRONG, PAPER, BOLD, BOLD, OWN},
    [STYLE_INPUT] = {STRONG, COMPARED_BACK, BOLD | UNDERLINE, BOLD | UNDERLINE, OWN},

    [STYLE_WORKER_1] = {BUCKET, PAPER, BOLD, BOLD, CYAN},
    [STYLE_WORKER_2] = {TOPHASH, PAPER, BOLD, BOLD | UNDERLINE, MAGENTA},
    [STYLE_WORKER_3] = {RIGHT, PAPER, 0, 0, GREEN},
    [STYLE_WORKER_4] = {GROWTH, PAPER, 0, DIM | UNDERLINE, BRIGHT_BLUE},

    [STYLE_NOW] = {NOW_INK, NOW_BACK, BOLD, BOLD | REVERSE, YELLOW},
    [STYLE_TOUCHED] = {HAPPENS, TOUCHED_BACK, 0, UNDERLINE, YELLOW},
    [STYLE_SELECTED] = {STRONG, SELECTED_BACK, 0, REVERSE, OWN},
    [STYLE_BAD] = {BAD_INK, BAD_BACK, BOLD, BOLD | REVERSE | UNDERLINE, RED},
};

/* --- names --------------------------------------------------------------- */

const char *theme_name(enum theme theme)
{
    static const char *const names[THEME_COUNT] = {
#define THEME_NAME(theme, name, summary) [theme] = name,
        THEME_LIST(THEME_NAME)
#undef THEME_NAME
    };

    assert((unsigned)theme < THEME_COUNT);
    return names[theme];
}

enum theme theme_named(const char *name)
{
    enum theme theme = 0;

    while (theme < THEME_COUNT && strcmp(theme_name(theme), name) != 0)
        theme++;
    return theme;
}

double theme_contrast(enum theme theme)
{
    if (theme == THEME_TERMINAL || theme == THEME_MONO) return 0;
    return theme == THEME_HIGH_CONTRAST ? 7 : 4.5;
}

/* --- looks --------------------------------------------------------------- */

/* Attributes on the terminal's own colours; a palette of 8 has a bright colour as a bold one. */
static struct theme_look look_by_palette(const struct style_look *style, enum theme_depth depth)
{
    struct theme_look look = {style->palette, THEME_OWN, style->plain};

    if (depth == THEME_8_COLORS && look.foreground >= BRIGHT) {
        look.foreground -= BRIGHT;
        if ((look.attributes & THEME_DIM) == 0) look.attributes |= THEME_BOLD;
    }
    return look;
}

/* Slanted or bold in place of dim, which takes contrast away. */
static unsigned without_dim(unsigned attributes)
{
    if ((attributes & THEME_DIM) == 0) return attributes;
    attributes &= ~(unsigned)THEME_DIM;
    return attributes | (attributes & THEME_ITALIC ? THEME_BOLD : THEME_ITALIC);
}

static bool is_apart(int one, int other)
{
    return color_distance(color_of_palette(one), color_of_palette(other)) >= THEME_APART;
}

static double contrast_of(enum theme theme, const struct style_look *style)
{
    return style->foreground == LINE ? 3 : theme_contrast(theme);
}

/* With so few colours an attribute stays where the colour that stands for it has been lost. */
static struct theme_look look_by_few(enum theme theme, const struct style_look *style, int count)
{
    uint32_t ink = colors[style->foreground][theme];
    double contrast = contrast_of(theme, style);
    int paper = color_nearest(colors[PAPER][theme], 0, count, 0, 0);
    int text = color_nearest(colors[TEXT][theme], 0, count, color_of_palette(paper),
                             theme_contrast(theme));
    struct theme_look look = {.background = paper, .attributes = style->plain};

    if (style->background >= SELECTED_BACK) {
        look.background = color_nearest(colors[style->background][theme], 0, count, ink, contrast);
    }
    look.foreground = color_nearest(ink, 0, count, color_of_palette(look.background), contrast);
    if (is_apart(look.background, paper)) look.attributes &= ~(unsigned)THEME_REVERSE;
    if (is_apart(look.foreground, text)) look.attributes &= ~(unsigned)THEME_DIM;
    if (theme == THEME_HIGH_CONTRAST) look.attributes = without_dim(look.attributes);
    return look;
}

/* Of 256 colours the first 16 are left alone: they are what people change. */
static struct theme_look look_by_256(enum theme theme, const struct style_look *style)
{
    int paper = color_nearest(colors[style->background][theme], 16, 256, 0, 0);

    return (struct theme_look){
        .foreground = color_nearest(colors[style->foreground][theme], 16, 256,
                                    color_of_palette(paper), contrast_of(theme, style)),
        .background = paper,
        .attributes = style->rich,
    };
}

struct theme_look theme_look_of(enum theme theme, enum style style, enum theme_depth depth)
{
    assert((unsigned)theme < THEME_COUNT && (unsigned)style < STYLE_COUNT);

    const struct style_look *row = &looks[style];

    if (theme == THEME_MONO || depth == THEME_ATTRIBUTES) {
        unsigned plain = theme == THEME_HIGH_CONTRAST ? without_dim(row->plain) : row->plain;
        return (struct theme_look){THEME_OWN, THEME_OWN, plain};
    }
    if (theme == THEME_TERMINAL) return look_by_palette(row, depth);
    switch (depth) {
    case THEME_8_COLORS:
        return look_by_few(theme, row, 8);
    case THEME_16_COLORS:
        return look_by_few(theme, row, 16);
    case THEME_256_COLORS:
        return look_by_256(theme, row);
    default:
        return (struct theme_look){
            .foreground = THEME_RGB | (int)colors[row->foreground][theme],
            .background = THEME_RGB | (int)colors[row->background][theme],
            .attributes = row->rich,
        };
    }
}

/* --- paint --------------------------------------------------------------- */

static uint32_t painted(int color, uint32_t own)
{
    if (color == THEME_OWN) return own;
    return color >= THEME_RGB ? (uint32_t)color - THEME_RGB : color_of_palette(color);
}

struct theme_paint theme_paint(enum theme theme, struct theme_look look)
{
    bool is_black_on_white = theme == THEME_MONO;
    struct theme_paint paint = {
        .foreground = painted(look.foreground, is_black_on_white ? 0x000000 : 0xe5e5e5),
        .background = painted(look.background, is_black_on_white ? 0xffffff : 0x000000),
        .attributes = look.attributes & (THEME_BOLD | THEME_UNDERLINE | THEME_ITALIC),
    };

    if (look.attributes & THEME_DIM) {
        paint.foreground = color_between(paint.foreground, paint.background);
    }
    if (look.attributes & THEME_REVERSE) {
        uint32_t swapped = paint.foreground;
        paint.foreground = paint.background;
        paint.background = swapped;
    }
    return paint;
}
