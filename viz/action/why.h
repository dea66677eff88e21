/* why.h - what stands at a slot, and why: which move of which operation put it there. */
#ifndef VIZ_ACTION_WHY_H
#define VIZ_ACTION_WHY_H

#include "viz/player/player_search.h"
#include "viz/screen/text.h"

/* What stands at a place of the map that the view shows: "bucket 1, slot 3: 9c "a" = 1". */
void why_add_what(struct text *text, const struct view *view, const th_place *place);

/* The move that it comes from, with its sentence; is_spoken as in a view. Winds there and back, so
 * views of the player are no longer valid. */
void why_add_cause(struct text *text, struct player *player, const th_place *place,
                   enum language language, bool is_spoken);

/* Goes to that move; from there to the one before, so that a slot can be followed into its past.
 * Where there is none the player stays, and notice says so, in its place. */
void why_go(struct player *player, const th_place *place, enum language language,
            struct text *notice);

#endif
