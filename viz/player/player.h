/* player.h - plays a lesson on real maps, and goes anywhere in what happened.
 *
 *     struct player *player;
 *     if (player_make(lesson, &options, &player) != PLAYER_OK) ...
 *     player_step_forward(player);
 *     struct view view;
 *     player_view(player, LANGUAGE_ENGLISH, &view);        // for viz/screen
 *
 * The whole lesson is run when the player is made: each operation on the core's map, each move
 * onto the timeline, each expectation checked. From then on there is only winding.
 *
 *   step 1 (3 moves)      step 2 (says only)   step 3 (2 moves)
 *   [0]-[1]-[2]-[3]       [3]                  [3]-[4]-[5]        [timeline position]
 *    ^ a *stop*: a step, and how many of its moves have happened. Each step begins with one
 *      where its words are there and nothing has moved yet.
 *
 * A panic ends its operation, not the lesson: a nil map panics, and the lesson goes on. */
#ifndef VIZ_PLAYER_PLAYER_H
#define VIZ_PLAYER_PLAYER_H

#include "viz/lesson/lesson.h"
#include "viz/player/view.h"
#include "viz/race/explore.h"
#include "viz/race/free_run.h"
#include "viz/race/policy.h"
#include "viz/timeline/timeline.h"

struct player;

#define PLAYER_STATUS_LIST(X)                                                                      \
    X(PLAYER_OK, "ok")                                                                             \
    X(PLAYER_NO_MEMORY, "out of memory")                                                           \
    X(PLAYER_TAPE_FULL, "the lesson makes more moves than a tape holds")                           \
    X(PLAYER_BAD_SCHEDULE, "a run of the race cannot be made as the lesson says")                  \
    X(PLAYER_MIRROR_BROKEN, "what is drawn is not what the map is: this is a bug in tophash")

enum player_status {
#define X(name, text) name,
    PLAYER_STATUS_LIST(X)
#undef X
};

const char *player_status_text(enum player_status status);

struct player_options {
    /* After each operation, compare the timeline's model with the real map's memory. Slow: O(map)
     * an operation. For tests. */
    bool checks_mirror;
    /* Of a race, only try whether its schedules can be run: nothing is explored, run freely or
     * checked, and the player is good for player_free alone. */
    bool is_dry;
    /* Nobody is there to answer: no question waits, and views have none. Whether each has an answer
     * is checked all the same. */
    bool asks_nobody;
    /* Somebody goes here and there and waits for it: no way is to be long, though that takes memory
     * and a while at the beginning, where the lesson has millions of moves. */
    bool is_browsed;
};

/* Plays plan to its end and stands at its first stop.
 *   Owner    the caller, player_free. plan is borrowed until then.
 *   Errors   all but PLAYER_OK: *made is NULL. An expectation that fails is no error.
 *   Cost     O(moves of the lesson). */
TH_CHECKED enum player_status
player_make(const struct lesson *plan, const struct player_options *options, struct player **made);

/* After PLAYER_MIRROR_BROKEN, what differed, for the message; after PLAYER_BAD_SCHEDULE, what is
 * wrong, as "line:column: words"; "" else. Static, one thread. */
const char *player_mirror_difference(void);

void player_free(struct player *player);

/* ---- Going places. Each says whether it moved. Going forward ends where a question waits
 * (viz/player/player_ask.h). ---- */

/* By one stop. */
bool player_move_forward(struct player *player);
bool player_move_back(struct player *player);

/* By one operation of this step; at the step's end, on to the next step's first stop. */
bool player_op_forward(struct player *player);
bool player_op_back(struct player *player);

/* To the end of this step; from there to the first stop of the next. And back the same way. */
bool player_step_forward(struct player *player);
bool player_step_back(struct player *player);

/* To the lesson's first or last stop; where the learner is the scheduler, to the race's. */
bool player_first(struct player *player);
bool player_last(struct player *player);

/* To a stop: a step from 0, and how many of its moves have happened (more than there are: all). */
bool player_seek(struct player *player, size_t step, uint64_t move);

/* ---- The learner as the scheduler: in a race ---- */

enum player_choice {
    PLAYER_CHOSEN,
    PLAYER_NO_CHOICE,   /* this lesson is no race, or has no such worker */
    PLAYER_CANNOT_MOVE, /* that worker cannot: it is done, waits, or the race is over */
    PLAYER_NOT_CHOSEN,  /* no memory: all is as it was */
};

/* From the choices made up to where the player stands, worker moves next; what the lesson's run, or
 * the learner's, did from here on is forgotten, until another step is gone to. Stands behind the
 * move.
 *   Cost     the race up to here. */
enum player_choice player_choose(struct player *player, size_t worker);

/* The same, and a policy makes all choices from here on. Stands at the end. */
enum player_choice player_hand_over(struct player *player, const struct policy_plan *plan);

/* The race by these choices, then by the policy, in place of the step's own run. Stands where
 * nobody has moved. */
enum player_choice player_replay(struct player *player, const uint8_t *choices, size_t count,
                                 const struct policy_plan *then);

/* Back before the latest choice; false when there is none. What comes behind it stays until another
 * choice is made. */
bool player_undo_choice(struct player *player);

/* The run shown is not the lesson's: the learner has chosen in this step, or replays. */
bool player_is_live(const struct player *player);

/* From the learner's run back to the lesson's own, where it was left. False when that is shown
 * already, and in a replay: it was not asked for. */
bool player_lesson_run(struct player *player);

/* ---- Looking ---- */

/* The stop where the player stands, to be drawn.
 *   Cost     O(moves of the running operation). */
void player_view(const struct player *player, enum language language, struct view *view);

size_t player_step_count(const struct player *player);

/* The lesson that is played. */
const struct lesson *player_lesson(const struct player *player);

/* The core's map behind the lesson's map of that index, as it is when all steps have run; NULL:
 * nil, or never used. To be looked at, not operated on. */
const th_map *player_map_at_end(const struct player *player, size_t map);

/* Where the player stands: a step, and how many of its moves have happened. player_seek returns. */
void player_where(const struct player *player, size_t *step, uint64_t *move);

/* The lesson's last stop has been gone to. */
bool player_has_seen_end(const struct player *player);

/* The moves of a step are [*begin, *end) on the timeline. */
void player_step_moves(const struct player *player, size_t step, uint64_t *begin, uint64_t *end);

const struct timeline *player_timeline(const struct player *player);

/* What a step that explored, or ran freely, came to; NULL where it did not. The player's. */
const struct explored *player_explored(const struct player *player, size_t step);
const struct free_counts *player_free_counts(const struct player *player, size_t step);

/* ---- What came of it ---- */

/* What the core's calls of a step answered. */
struct player_results {
    const void **values; /* of each get, in order: a copy; NULL: not found */
    size_t get_count, found_count;
    size_t delete_count, deleted_count;
    const char *panic; /* the first one's text; NULL: none */
};

/*   Owner    the player's. */
const struct player_results *player_results(const struct player *player, size_t step);

/* ---- Expectations ---- */

/* One fact that a step expected. */
struct player_outcome {
    const char *name; /* "count", as lessons write it */
    bool has_held;
    struct lesson_place place;
    const char *expected; /* in words: "8" */
    const char *actual;   /* likewise */
};

size_t player_outcome_count(const struct player *player, size_t step);
struct player_outcome player_outcome(const struct player *player, size_t step, size_t index);

/* A panic, or a run's bad end, that the step did not expect: its text; NULL when there is none. It
 * counts as a failure. */
const char *player_unexpected_panic(const struct player *player, size_t step);

/* Every expectation of the step held, its question has an answer, and no panic came unexpected. A
 * question is the last of the step's outcomes, "ask". */
bool player_step_has_held(const struct player *player, size_t step);

#endif
