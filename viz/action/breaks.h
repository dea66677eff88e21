/* breaks.h - breakpoints, as a learner writes them. */
#ifndef VIZ_ACTION_BREAKS_H
#define VIZ_ACTION_BREAKS_H

#include "viz/player/player.h"
#include "viz/screen/text.h"

/* Sets the breakpoint that text names (a move's name, "bucket N", "key K"), or clears it when it is
 * set; "none" clears all, "" changes nothing. notice says, in its place, which there are then, or
 * why nothing was changed. */
void breaks_change(struct player *player, const char *text, enum language language,
                   struct text *notice);

#endif
