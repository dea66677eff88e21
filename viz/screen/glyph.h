/* glyph.h - the one table of signs that we draw, each with its stand-in for a terminal that has
 * ASCII only, and the junctions of box lines. A view writes the sign itself ("→"); the frame's
 * reader asks here. */
#ifndef VIZ_SCREEN_GLYPH_H
#define VIZ_SCREEN_GLYPH_H

#include <stddef.h>

enum glyph_charset { GLYPH_UTF8, GLYPH_ASCII };

/* The arms of a box line that leave a cell: a mask. */
enum {
    GLYPH_NORTH = 1,
    GLYPH_EAST = 2,
    GLYPH_SOUTH = 4,
    GLYPH_WEST = 8,
    GLYPH_LINE_COUNT = 16,
};

/* The sign for a mask of arms, one column wide. A single arm, a line's loose end, is drawn as a
 * full line: half a dash looks like an error. `arms` is in [1, GLYPH_LINE_COUNT). */
const char *glyph_line(unsigned arms, enum glyph_charset charset);

/* The stand-in for a sign of ours, one ASCII character in a string; NULL when the table does not
 * have it. */
const char *glyph_ascii(const char *bytes, size_t len);

/* The table itself, for the legend and for tests: the row at `index`, NULL past the end. */
struct glyph_row {
    const char *utf8;
    const char *ascii;
};
const struct glyph_row *glyph_row_at(size_t index);

#endif
