/* tape.h - the moves of a lesson as a transcript, for people to read in a diff.
 *
 *     step 2  put k9
 *       put k9  slot_probed     bucket 1 slot 3: 0x9c, wanted 0x41
 *
 * One line a move: the operation it belongs to, its kind, what it says. Arrays are named by what
 * they are when the move has happened: bucket, old bucket, or array 3 bucket. */
#ifndef TESTS_GOLDEN_TAPE_H
#define TESTS_GOLDEN_TAPE_H

#include <stdio.h>

#include "viz/player/player.h"

/* Writes all moves of the lesson that player plays. The player stands elsewhere afterwards. */
void tape_write(struct player *player, const struct lesson *plan, FILE *out);

#endif
