/* going.h - goes through a lesson as an action asks, and moves a race. One action, done at once. */
#ifndef VIZ_ACTION_GOING_H
#define VIZ_ACTION_GOING_H

#include "viz/action/keys.h"
#include "viz/player/player_search.h"
#include "viz/screen/screen.h"
#include "viz/screen/text.h"

/* A move, an operation, a step; the beginning and the end; the next mark, growth, evacuation,
 * trouble, breakpoint; and all of that back. Where there is nothing of the kind the player stays
 * where it is, and notice says so, in its place.
 *   Returns  false when the action is no way of going: nothing has changed. */
bool going_go(struct player *player, enum keys_action action, enum language language,
              struct text *notice);

/* To the next move that names a key, or the previous one; false, and notice says so: there is none.
 */
bool going_to_key(struct player *player, th_key key, bool is_back, enum language language,
                  struct text *notice);

/* The learner as the scheduler: a worker, from 0, moves next, a choice is taken back, the others
 * finish in turn or by chance. *seed is that of the latest chance: the next takes another.
 *   Returns  false when the action is none of these. *refusal: what could not be done, or
 *            SCREEN_NOTHING_REFUSED. */
bool going_race(struct player *player, enum keys_action action, size_t worker, uint64_t *seed,
                enum screen_refusal *refusal);

#endif
