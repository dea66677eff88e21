/* lessons.h - the lessons inside the program, played: what recordings are tested with. */
#ifndef TESTS_UNIT_RECORD_LESSONS_H
#define TESTS_UNIT_RECORD_LESSONS_H

#include "viz/player/player.h"
#include "viz/screen/frame.h"

/* The lesson's player, standing at the first stop. Never fails: a test would. */
struct player *lessons_play(const char *id);
void lessons_stop(struct player *player);

/* What the screen shows where the player stands; the caller's: frame_free. */
struct frame *lessons_draw(const struct player *player, int height, int width,
                           enum language language);

#endif
