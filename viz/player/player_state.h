/* player_state.h - what a player is made of. Private to viz/player. */
#ifndef VIZ_PLAYER_PLAYER_STATE_H
#define VIZ_PLAYER_PLAYER_STATE_H

#include "core/hash.h"
#include "core/map.h"
#include "viz/lesson/arena.h"
#include "viz/player/player.h"

/* A lesson's map at work. */
struct played_map {
    th_map *map;            /* NULL: nil, or not made yet */
    th_forced_hash *forced; /* NULL: none */
    uint32_t index;         /* on the timeline */
    bool is_made;           /* also of a nil map: its first step has come */
};

/* What a step did, as the core's calls answered. Gathered while it runs, read by player_check.c. */
struct played_results {
    const void **values; /* of each get, in order: a copy, or NULL for not found */
    size_t get_count, found_count;
    size_t delete_count, deleted_count;
    const char *panic; /* the first one's text; NULL: none */
};

/* One expectation, checked. */
struct played_outcome {
    const struct lesson_fact *fact;
    bool has_held;
    const char *expected, *actual;
};

struct played_step {
    uint64_t begin, end;             /* its moves on the timeline */
    struct played_outcome *outcomes; /* one a fact */
    const char *unexpected_panic;    /* NULL: none */
    const char *failure;             /* the first one in words; "" when all held */
};

struct player {
    const struct lesson *lesson;
    struct player_options options;
    struct timeline *timeline;
    struct arena *arena; /* outcomes, and the keys that fills made: the maps may borrow them */
    struct played_map *maps;
    th_cursor *cursors;
    struct played_step *steps;
    size_t step; /* the stop: a step, and the timeline's position within its moves */
};

/* Runs all steps (player_run.c). Maps and cursors stay open until player_free. */
enum player_status player_run(struct player *player);

/* Checks the facts of a step that has just run (player_check.c).
 *   Errors   PLAYER_NO_MEMORY, PLAYER_MIRROR_BROKEN. */
enum player_status player_check(struct player *player, size_t step,
                                const struct played_results *results);

/* What a status of the core means here. What cannot happen to a map that is whole is a bug of ours:
 * PLAYER_MIRROR_BROKEN, with the status as the difference. */
enum player_status player_status_of(th_status status);

/* After an operation on a map: is the model what the map's memory is?
 *   Errors   PLAYER_MIRROR_BROKEN, PLAYER_NO_MEMORY. */
enum player_status player_check_mirror(const struct player *player, const struct played_map *map);

#endif
