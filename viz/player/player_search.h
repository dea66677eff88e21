/* player_search.h - what can be looked for on a lesson's tape: a stop by its number, a mark, a
 * breakpoint, the move that a cell has its contents from.
 *
 *   stops    0      1      2      3          4          Stops are numbered through the lesson, in
 *           [step 1 ............]  [step 2 ...]         the order in which "forward" visits them.
 *
 * Where the learner is the scheduler, all of this is about the race's own tape. */
#ifndef VIZ_PLAYER_PLAYER_SEARCH_H
#define VIZ_PLAYER_PLAYER_SEARCH_H

#include "viz/player/player.h"

/* ---- Stops by number ---- */

/* At least 1. */
uint64_t player_stop_count(const struct player *player);

/* Where the player stands, below the count. */
uint64_t player_stop(const struct player *player);

/* Goes there; past the last stop means the last. Says whether it moved. */
bool player_seek_stop(struct player *player, uint64_t stop);

/* ---- Moves that match ---- */

/* All that is given must hold. Of nothing given, every move. */
struct player_match {
    uint64_t kinds; /* a mask: 1 << th_event_kind; 0: any */
    bool has_bucket;
    uint32_t bucket; /* the move is about this main bucket's chain, in any array */
    bool has_key;
    th_key key; /* the move names it; borrowed */
};

enum { PLAYER_BREAKS_MAX = 16 };

#define PLAYER_MATCH_KIND(kind) (UINT64_C(1) << (kind))

/* To the nearest stop behind, or before, the one stood at whose latest move matches any of the
 * matches, PLAYER_BREAKS_MAX at most. False, and nothing has moved, where there is none.
 *   Cost     O(blocks of moves between), and the moves of those that may have one. */
bool player_find_forward(struct player *player, const struct player_match *matches, size_t count);
bool player_find_back(struct player *player, const struct player_match *matches, size_t count);

/* ---- Breakpoints ---- */

/* From now on these are the breakpoints, at most PLAYER_BREAKS_MAX; keys are copied. They are among
 * the marks of each view.
 *   Errors   false: no memory; all is as it was.
 *   Cost     O(blocks of moves of the lesson), and the moves of those that may have a mark. */
TH_CHECKED bool player_set_breaks(struct player *player, const struct player_match *matches,
                                  size_t count);

const struct player_match *player_breaks(const struct player *player, size_t *count);

/* The latest move is one to stop at. */
bool player_is_at_break(const struct player *player);

/* ---- Why? ---- */

/* The move that the contents of a place come from. */
struct player_cause {
    uint64_t stop; /* behind that move */
    size_t step;
    uint64_t move; /* of the step, from 1 */
    struct timeline_op op;
};

/* The latest move, up to where the player stands, that changed the slot at place, or its bucket as
 * a whole, of the map that the view shows. place as in that view.
 *   Returns  false when nothing has: it is as it was made.
 *   Cost     O(blocks of moves so far), and the moves of those that may have it. */
bool player_cause_of(const struct player *player, const th_place *place,
                     struct player_cause *cause);

/* Where a key's entry is now, in the map that the view shows: the slot; false when it is nowhere.
 *   Cost     O(blocks of moves so far), and the moves of those that name the key. */
bool player_place_of_key(const struct player *player, th_key key, th_place *place);

#endif
