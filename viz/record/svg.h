/* svg.h - a frame as a picture: SVG, with the colours of a theme.
 *
 * Each cell has its exact place, whatever monospaced font the reader's machine has. Text is text: a
 * run of one style is one element, to be read aloud, searched and copied. Lines and blocks are
 * drawn, so that they join. The same frame gives the same bytes. */
#ifndef VIZ_RECORD_SVG_H
#define VIZ_RECORD_SVG_H

#include <stdbool.h>
#include <stdio.h>

#include "viz/screen/frame.h"
#include "viz/theme/theme.h"

struct svg_options {
    enum theme theme;
    enum glyph_charset charset;
    const char *title;    /* what a screen reader says first; any bytes */
    const char *language; /* of the text, as xml:lang has it: "en", "zh" */
};

/* Writes the whole picture. False: `out` reports an error (ferror). */
bool svg_write(const struct frame *frame, const struct svg_options *options, FILE *out);

#endif
