/* world_state.h - what a world is made of. Private to viz/race.
 *
 *   arena: [ world_state ][ runner's own ][ th_map ][ arrays, overflow buckets ... ]  used  ... 
 *            end
 *          '--------------- set back to how the setup left it, at each start -----'
 *
 * All that decides how a race goes on lies in the arena, at the same addresses in each run; so a
 * copy of it, and of the workers' stacks, is the race as it stood. */
#ifndef VIZ_RACE_WORLD_STATE_H
#define VIZ_RACE_WORLD_STATE_H

#include "core/hash.h"
#include "viz/race/serial_ends.h"
#include "viz/race/world.h"

/* A lock, as the workers know it. Like Go's it does not know who holds it: whoever asks for what he
 * holds himself waits for ever. */
struct world_lock {
    uint16_t readers; /* how often it is held for reading */
    bool is_written;
};

struct world_worker {
    uint32_t op;                        /* the operation it is in, or will begin next */
    bool has_begun;                     /* that operation has made a move */
    uint32_t begun[SCENARIO_OPS_MAX];   /* number of the move that began each, from 1; 0: not yet */
    uint32_t ended[SCENARIO_OPS_MAX];   /* and of the one that ended it */
    uint64_t results[SCENARIO_OPS_MAX]; /* as serial_ends.h says */
};

/* The part of the arena that is the world's own. */
struct world_state {
    size_t used;    /* bytes of the arena */
    uint32_t clock; /* moves made */
    struct world_lock locks[SCENARIO_LOCKS_MAX];
    struct world_worker workers[SCENARIO_WORKERS_MAX];
};

struct world {
    const struct scenario *scenario;
    struct world_watch watch;
    struct world_state *state; /* the arena's beginning */
    size_t arena_bytes;
    th_map *map; /* in the arena */
    th_forced_hash *forced;
    th_observer observer; /* the workers' */
    void *image;          /* the arena as the setup left it */
    size_t image_bytes;
    struct serial_ends *serial_ends;
    struct judged *judged; /* ends seen before */
    char why_wrong[200];
    /* Who keeps the gate, and takes a worker away at a fatal error. */
    void (*gate)(void *context, const th_access *access);
    void (*on_fatal)(void *context, const th_fatal_report *report);
    void *gate_context;
};

/* Bytes of the arena that live as long as it, all zero. Before world_keep_image.
 *   Errors   NULL when they do not fit. */
void *world_take(struct world *world, size_t size_bytes);

/* From here on the workers begin: what is in the arena now is what world_reset brings back.
 *   Errors   false when there is no memory. */
TH_CHECKED bool world_keep_image(struct world *world);
void world_reset(struct world *world);

/* As world_judge and world_end_digest, for explorers: remembers ends that it has seen.
 *   Cost     some 100 ns for one seen before. */
enum outcome world_judge_quickly(struct world *world, uint64_t *digest);

/* What judging needs; part of making.
 *   Errors   false, and errno says why: as serial_ends_make. */
TH_CHECKED bool world_make_judge(struct world *world);

/* Who keeps the gate of this world, and hears of fatal errors. */
void world_set_gate(struct world *world, void (*gate)(void *context, const th_access *access),
                    void (*on_fatal)(void *context, const th_fatal_report *report), void *context);

/* Worker's whole program, on the stack of whoever calls. */
void world_work(struct world *world, size_t worker);

/* Just before worker moves: a move is counted, and an operation perhaps begun. */
void world_count_move(struct world *world, size_t worker);

/* This access could be made now: it is none of a lock, or the lock is free for it. */
bool world_allows(const th_access *access);

#endif
