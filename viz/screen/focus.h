/* focus.h - which bucket of an array matters most at this move. */
#ifndef VIZ_SCREEN_FOCUS_H
#define VIZ_SCREEN_FOCUS_H

#include "viz/player/view.h"

/* A place in `array` whose bucket and depth matter; its slot says nothing. What the move is about
 * comes first, then what its operation has worked on, then the evacuation mark and the cursors,
 * then bucket 0. */
th_place focus_of(const struct view *view, const struct model_array *array);

#endif
