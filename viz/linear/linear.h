/* linear.h - tophash for screen readers and braille lines: sentences that are only ever added, each
 * fact of the screen in words, and a line typed for each order. No terminal is needed; from one, it
 * keeps its own line editing.
 *
 *     struct linear linear = {.in = stdin, .out = stdout, .language = language};
 *     while (linear_menu(&linear, items, count, "", &chosen) == WAY_OUT_CHOSEN) {
 *         ... make the chosen lesson's player ...
 *         if (linear_play(&linear, player, NULL) != WAY_OUT_BACK) break;
 *     }
 *
 * Guarantees
 *   L1  Nothing but text and newlines is written: no cursor movement, no escape sequences, no
 *       drawn lines. Each line is flushed when it ends.
 *   L2  The same lines read give the same lines written, from a terminal or a pipe.
 *   L3  What is told is read from the player's view, as the picture is.
 *   L4  The end of the input is the end of the visit. */
#ifndef VIZ_LINEAR_LINEAR_H
#define VIZ_LINEAR_LINEAR_H

#include <stdio.h>

#include "viz/action/way_out.h"
#include "viz/player/player.h"
#include "viz/screen/glyph.h"
#include "viz/screen/screen.h"

/* Plain data; in and out are borrowed. */
struct linear {
    FILE *in, *out;
    enum glyph_charset charset; /* of what is written; GLYPH_ASCII has English words only */
    enum language language;
    bool has_prompt; /* somebody sits there: "> " says that a line is waited for */
};

/* Tells the lessons, and lets the learner choose one; *selected is the one that an empty line
 * opens, and the choice. notice is told before: "" for none. As tui_menu. */
enum way_out linear_menu(struct linear *linear, const struct screen_menu_item *items, size_t count,
                         const char *notice, size_t *selected);

/* Steps through a lesson, from the stop where the player stands. noting may be NULL. */
enum way_out linear_play(struct linear *linear, struct player *player,
                         const struct way_noting *noting);

#endif
