/* timeline.h - the tape of moves, and the model that it drives both ways.
 *
 *     struct timeline *timeline = timeline_make(NULL);
 *     uint32_t m;
 *     if (!timeline_add_map(timeline, "m", 8, &m)) ...
 *     th_map_options options = {.value_size = 8, .observer = timeline_observer(timeline, m)};
 *     th_map_make(&options, &map); th_map_put(map, ...); ...      // each move lands on the tape
 *     timeline_seek(timeline, 0);                                 // the model is as at first
 *
 *   position   0      1      2      3 = len     The model at position p has seen moves [0, p).
 *              |  m0  |  m1  |  m2  |           The *current* move is p - 1: it has just happened.
 *
 * Guarantees
 *   T1  Winding is exact: however a position is reached, the model there is the same.
 *   T2  What was told is told again: timeline_event gives back each th_event, with its own copies
 *       of keys and values, when the map, its keys and its values are long gone.
 *   T3  Recording happens at the end. An event that comes while the tape is wound back first winds
 *       it to the end.
 *   T4  Recording cannot tell the map that it failed, so a failure stays: from the first event that
 *       found no memory, or made no sense, nothing more is recorded, timeline_status says why, and
 *       all moves before it stay playable.
 *   T5  A map is watched from its making on (th_map_options.observer). The making of a nil map is
 *       never told; who shows a call on it tells its op_start, panic and op_end by hand.
 *
 * Cost: 48 bytes a move (move.h) and 1.5 of summaries (summary.h), each distinct key's bytes once,
 * each value that was new to its place once: with small keys some 55 bytes a move in all.
 * tests/unit/timeline/timeline_bench.c prints bytes and nanoseconds a move.
 *
 * Threads: one at a time: recording, seeking and reading. Racing workers record under the baton. */
#ifndef VIZ_TIMELINE_TIMELINE_H
#define VIZ_TIMELINE_TIMELINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/memory.h"
#include "core/observe.h"
#include "viz/timeline/model.h"
#include "viz/timeline/move.h"

struct timeline;

#define TIMELINE_STATUS_LIST(X)                                                                    \
    X(TIMELINE_OK, "ok")                                                                           \
    X(TIMELINE_NO_MEMORY, "out of memory: the tape ends before this move")                         \
    X(TIMELINE_FULL, "the tape is full: it ends before this move")                                 \
    X(TIMELINE_STRANGE_EVENT, "an event that does not fit those before it: the tape ends there")

enum timeline_status {
#define X(name, text) name,
    TIMELINE_STATUS_LIST(X)
#undef X
};

enum { TIMELINE_MAPS_MAX = 255, TIMELINE_WORKERS_MAX = 32 };

/* An empty tape without maps. memory NULL: th_memory_libc().
 *   Owner    the caller; free with timeline_free. memory is copied, its context is not.
 *   Errors   NULL when there is no memory. */
struct timeline *timeline_make(const th_memory *memory);

/* NULL is fine. Maps must have stopped telling. */
void timeline_free(struct timeline *timeline);

/* ---- Recording ---- */

/* One more map, nil until its making is told, under an index in *map: 0, 1, 2 ... in call order.
 * name is copied. Maps may be added until the first move is recorded.
 *   Errors   false when there is no memory; nothing has changed. */
TH_CHECKED bool timeline_add_map(struct timeline *timeline, const char *name, size_t value_size,
                                 uint32_t *map);

/* What records the moves of a map.
 *   Owner    the timeline's: valid until timeline_free. */
const th_observer *timeline_observer(struct timeline *timeline, uint32_t map);

/* Who makes the moves that come now: 0 at first, below TIMELINE_WORKERS_MAX. */
void timeline_set_worker(struct timeline *timeline, uint8_t worker);

/* TIMELINE_OK, or why recording has stopped (T4). */
enum timeline_status timeline_status(const struct timeline *timeline);
const char *timeline_status_text(enum timeline_status status);

/* ---- Winding ---- */

uint64_t timeline_len(const struct timeline *timeline);
uint64_t timeline_position(const struct timeline *timeline);

/* Brings the model to position, in [0, len]. Never fails.
 *   Cost     O(moves between), some 6 ns each, and three times that in maps that no cache holds. */
void timeline_seek(struct timeline *timeline, uint64_t position);

/* What is on the tape now is wound in no more than `stretch` moves from here on, whatever the way:
 * a model is parked in each such stretch. Goes to the end. What is recorded later ends it.
 *   Errors   false when there is no memory; ways are as long as they were.
 *   Cost     O(len), and in memory the live buckets once a stretch. */
bool timeline_park_models(struct timeline *timeline, uint64_t stretch);

/* The model at the position. Borrowed until the next one is gone to. */
const struct model *timeline_model(const struct timeline *timeline);

/* ---- Reading ---- */

/* Move `index`, in [0, len). Valid until timeline_free. */
const struct move *timeline_move(const struct timeline *timeline, uint64_t index);

/* Move `index` as the event that was told, in *event. It points into the tape (T2). */
void timeline_event(const struct timeline *timeline, uint64_t index, th_event *event);

/* A key by its id; ids begin at 1 and are equal only for equal bytes. NUL-terminated behind len. */
th_key timeline_key(const struct timeline *timeline, uint32_t id);

/* A map's value by its id: value_size bytes. */
const void *timeline_value(const struct timeline *timeline, uint32_t map, uint32_t id);

/* ---- Searching: blocks of moves that need no look ---- */

enum { TIMELINE_BLOCK = 1024 };

/* What a move is to have: all that is given. */
struct timeline_sought {
    uint64_t kinds; /* a mask: 1 << th_event_kind; 0: any */
    bool has_bucket;
    uint32_t bucket; /* it names this main bucket or one of its chain, in any array and map */
    uint32_t key;    /* it names this key; 0: any or none */
};

/* Of the moves [n * TIMELINE_BLOCK, (n + 1) * TIMELINE_BLOCK) that index is among, false: none is
 * what is sought. True: some may be. */
bool timeline_may_have(const struct timeline *timeline, uint64_t index,
                       const struct timeline_sought *sought);

/* The id of the key with these bytes; 0: no move names it. */
uint32_t timeline_key_id(const struct timeline *timeline, th_key key);

/* ---- Operations: what a caller asked for, from its op_start to its op_end ---- */

struct timeline_op {
    uint64_t number; /* among all operations */
    uint64_t first;  /* its moves lie in [first, end), other workers' moves among them */
    uint64_t end;
    th_op op;
    uint32_t map;
    uint8_t worker;
    bool is_over; /* false: op_end was not told (yet), end is as far as it can have come */
};

uint64_t timeline_op_count(const struct timeline *timeline);

/* Operation `number`, in [0, op count), by their beginnings. */
struct timeline_op timeline_op(const struct timeline *timeline, uint64_t number);

/* The operation that move `index` is part of; false when it stands outside of any.
 *   Cost     O(log operations). */
bool timeline_op_of(const struct timeline *timeline, uint64_t index, struct timeline_op *op);

/* The operation of `worker` that ran last at position: one that has begun before it. False when
 * there is none.
 *   Cost     O(log operations). */
bool timeline_op_before(const struct timeline *timeline, uint64_t position, uint8_t worker,
                        struct timeline_op *op);

/* ---- For tests and figures ---- */

/* Memory that the timeline holds: on its tape, and in its model. */
struct timeline_size {
    size_t tape_bytes;
    size_t model_bytes;
};
struct timeline_size timeline_size(const struct timeline *timeline);

#endif
