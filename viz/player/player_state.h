/* player_state.h - what a player is made of. Private to viz/player. */
#ifndef VIZ_PLAYER_PLAYER_STATE_H
#define VIZ_PLAYER_PLAYER_STATE_H

#include <stdio.h>

#include "core/hash.h"
#include "core/inspect.h"
#include "core/map.h"
#include "viz/lesson/arena.h"
#include "viz/player/player.h"
#include "viz/player/player_search.h"
#include "viz/race/critical.h"
#include "viz/race/explore.h"
#include "viz/race/free_run.h"
#include "viz/race/run.h"

/* A lesson's map at work. */
struct played_map {
    th_map *map;            /* NULL: nil, or not made yet */
    th_forced_hash *forced; /* NULL: none */
    uint32_t index;         /* on the timeline */
    bool is_made;           /* also of a nil map: its first step has come */
};

/* One expectation, checked. */
struct played_outcome {
    const struct lesson_fact *fact;
    bool has_held;
    const char *expected, *actual;
};

/* What a run of a race came to: one of three. */
struct played_race {
    uint32_t map;              /* its own, on the timeline; of runs with a tape */
    struct race *race;         /* by schedule or seed */
    struct explored *explored; /* explored */
    struct free_counts free;   /* free, if has_free */
    bool has_free;
    struct race *start;              /* of the last two: the race before anybody moves */
    const struct view_table *tables; /* likewise: what came of them, in each language */
};

/* A question: its truth, and what the learner said. */
struct played_ask {
    const char *trouble;  /* why it has no answer, or an impossible hint; NULL: all is well */
    const char *words;    /* the truth, as a report says it */
    struct answer truth;  /* a place: by the arrays' names before the step */
    th_place truth_place; /* of a bucket or slot, by the array's id */
    bool has_hash;        /* the key that is asked about was hashed: */
    uint64_t hash;
    uint8_t B; /* after the step */
    bool was_said, was_skipped;
    struct answer said; /* its key is said_text's */
    char *said_text;    /* malloc'd; NULL: nothing was said */
    th_place said_place;
    size_t hints; /* shown, of those for everybody */
};

struct played_step {
    uint64_t begin, end; /* its moves on the timeline */
    uint64_t first_stop; /* the number of the stop before them */
    struct played_race race;
    struct player_results results;   /* gathered while it runs, read by player_check.c */
    struct played_outcome *outcomes; /* one a fact */
    const char *unexpected_panic;    /* NULL: none */
    struct played_ask *ask;          /* NULL: nothing is asked */
    const char *failure;             /* the first one in words; "" when all held */
};

/* By their stops. */
struct player_marks {
    struct view_mark *at;
    size_t count, cap;
};

/* A race in which the learner chooses: made anew, with a tape of its own, at each choice. */
struct player_live {
    struct timeline *timeline;
    struct played_step step; /* in place of the lesson's */
    bool is_replay; /* of a schedule that came from elsewhere, or what the learner made of it */
    struct player_marks marks;
    struct critical_pair critical;
    bool has_critical; /* there is such a pair */
    bool has_looked;   /* for one */
};

/* What views borrow. */
struct player_words {
    char *schedule;
    uint64_t shortest[OUTCOME_COUNT]; /* moves; 0: none, or not known */
    bool has_shortest;                /* it has been looked for */
};

struct player {
    const struct lesson *lesson;
    struct player_options options;
    struct timeline *timeline;
    struct arena *arena; /* outcomes, and the keys that fills made: the maps may borrow them */
    struct played_map *maps;
    th_cursor *cursors;
    struct played_step *steps;
    struct player_live *live;   /* NULL: the lesson's own run is shown */
    struct player_words *words; /* written while views are filled */
    bool has_seen_end;          /* of the lesson */
    struct player_marks marks;  /* of the lesson's own run */
    struct player_match breaks[PLAYER_BREAKS_MAX];
    size_t break_count;
    size_t step; /* the stop: a step, and the timeline's position within its moves */
};

/* Runs all steps (player_run.c). Maps and cursors stay open until player_free. */
enum player_status player_run(struct player *player);

/* Checks the facts of a step that has just run (player_check.c).
 *   Errors   PLAYER_NO_MEMORY, PLAYER_MIRROR_BROKEN. */
enum player_status player_check(struct player *player, size_t step,
                                const struct player_results *results);

/* What a fact is checked against, and where its words go. */
struct checking {
    struct player *player;
    size_t step;
    const struct lesson_map *map;
    const th_snapshot *snapshot; /* NULL: a nil map */
    const struct player_results *results;
    FILE *expected, *actual; /* memory streams: the words for what follows */
};

/* Whether a fact is true; the words are for nobody.
 *   Errors   PLAYER_NO_MEMORY. */
enum player_status player_try_fact(struct checking *check, const struct lesson_fact *fact,
                                   bool *is_true);

/* ---- Questions: player_truth.c, player_ask.c ---- */

/* Reads the answer to the step's question, if it has one, off the map that has just done the step.
 *   Errors   PLAYER_NO_MEMORY. That there is no answer is no error: the question's trouble. */
enum player_status player_find_truth(struct checking *check);

/* When all steps have run: can each place be pointed at, is each hint for a wrong answer? Winds the
 * tape.
 *   Errors   PLAYER_NO_MEMORY. */
enum player_status player_try_questions(struct player *player);

/* Fills view->ask, and takes from the view what would tell the answer. */
void player_view_ask(const struct player *player, enum language language, struct view *view);

/* ---- Stops, marks, breakpoints: player_search.c, player_marks.c ---- */

/* Numbers the stops of all steps, once these have been run. */
void player_number_stops(struct player *player);

/* Matches that are looked for on a tape. */
struct player_search {
    const struct timeline *timeline;
    struct timeline_sought sought[PLAYER_BREAKS_MAX]; /* any of them */
    size_t count;
    uint64_t known_block; /* of which may_have is known */
    bool may_have;
};

/* count is PLAYER_BREAKS_MAX at most. */
void player_search_begin(struct player_search *search, const struct timeline *timeline,
                         const struct player_match *matches, size_t count);

/* The first, or the last, of the moves [begin, end) that matches; else end.
 *   Cost     O(blocks of moves), and the moves of those that may have one. */
uint64_t player_search_forward(struct player_search *search, uint64_t begin, uint64_t end);
uint64_t player_search_back(struct player_search *search, uint64_t begin, uint64_t end);

/* The marks of some steps, which stand on one tape.
 *   Owner    *marks is the caller's: player_marks_free.
 *   Errors   false: no memory; *marks is empty. */
TH_CHECKED bool player_find_marks(const struct player *player, const struct timeline *timeline,
                                  const struct played_step *steps, size_t step_count,
                                  struct player_marks *marks);
void player_marks_free(struct player_marks *marks);

/* The copies of keys that player_set_breaks made. */
void player_breaks_free(struct player_match *breaks, size_t count);

/* The map on the timeline that a step of the lesson is about, and the one that the picture is about
 * now (player.c). */
uint32_t player_map_of_step(const struct player *player, size_t step);
uint32_t player_map_now(const struct player *player);

/* ---- Races: player_race.c, player_check_race.c ---- */

/* Runs the race as step `index` says.
 *   Errors   PLAYER_BAD_SCHEDULE, and what is wrong where is said as the difference. */
enum player_status player_run_race(struct player *player, size_t index);
void player_free_race(struct played_race *race);

/* The step's run leaves moves on the tape. */
bool player_has_tape(const struct lesson_step *step);

enum player_status player_status_of_race(enum race_status status);

/* The tape and the step that are shown: the lesson's, or the learner's own. */
const struct timeline *player_timeline_now(const struct player *player);
const struct played_step *player_step_now(const struct player *player);

/* Back to the lesson's own run (player_live.c). */
void player_live_end(struct player *player);
void player_live_free(struct player_live *live);

/* How many choices of a run have been made at the position (player_view_race.c). */
size_t player_choices_made(const struct player *player);

/* Puts what was counted into tables, one for each enum language; in the arena
 * (player_table.c).
 *   Errors   false when there is no memory. */
bool player_make_tables(struct player *player, struct played_race *race);

/* Fills view->race; nothing where there is no race. */
void player_view_race(const struct player *player, enum language language, struct view *view);
void player_words_free(struct player_words *words);

/* What player_mirror_difference says from now on. */
void player_say_difference(const char *text);

struct race_checking {
    const struct played_race *race;
    FILE *expected, *actual;
};

/* Facts that are about a run of a race alone. */
bool player_is_race_fact(enum lesson_fact_kind kind);
bool player_check_race_fact(const struct race_checking *check, const struct lesson_fact *fact);

/* How the run ended, if badly, and no fact says a word about it; else NULL. */
const char *player_unexpected_outcome(const struct played_race *race,
                                      const struct lesson_step *plan);

/* What a status of the core means here. What cannot happen to a map that is whole is a bug of ours:
 * PLAYER_MIRROR_BROKEN, with the status as the difference. */
enum player_status player_status_of(th_status status);

/* After an operation on a map: is the model what the map's memory is?
 *   Errors   PLAYER_MIRROR_BROKEN, PLAYER_NO_MEMORY. */
enum player_status player_check_mirror(const struct player *player, const struct played_map *map);

#endif
