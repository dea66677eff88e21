/* ansi.h - a frame as the bytes that a terminal is sent. Where ncurses does the same for the
 * terminal that is there (viz/tui), these bytes are for one that will play a recording. */
#ifndef VIZ_RECORD_ANSI_H
#define VIZ_RECORD_ANSI_H

#include <stdio.h>

#include "viz/screen/frame.h"
#include "viz/theme/theme.h"

/* Writes what makes a terminal that shows `before` show `now`: of each row that changed, from its
 * first cell that did to its last. before NULL: from whatever it shows. Both have one size, the
 * terminal's. All that is ever sent is
 *     ESC [ ? 25 l     no cursor
 *     ESC [ 2 J        clear
 *     ESC [ row ; col H
 *     ESC [ 0 ; ... m  attributes 1 2 3 4 7; colours 30-37 40-47 90-97 100-107,
 *                      38;2;red;green;blue 48;2;red;green;blue
 * and text. */
void ansi_redraw(const struct frame *before, const struct frame *now, enum theme theme,
                 enum glyph_charset charset, FILE *out);

#endif
