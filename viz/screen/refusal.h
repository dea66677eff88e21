/* refusal.h - the answer to what could not be done in a race: "A waits for mu". */
#ifndef VIZ_SCREEN_REFUSAL_H
#define VIZ_SCREEN_REFUSAL_H

#include "viz/screen/screen.h"
#include "viz/screen/text.h"

/* refusal is not SCREEN_NOTHING_REFUSED. worker, from 0, is the one that was to move. */
void refusal_add(struct text *text, const struct view *view, enum screen_refusal refusal,
                 size_t worker);

#endif
