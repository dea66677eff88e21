/* model_state.h - what the model is made of. Private to this room.
 *
 *   model -> map -> header
 *                -> arrays by id -> buckets: [ 0 | 1 | .. | 2^B-1 ]  made with the array
 *                |                           [ 2^B | .. ]            overflow, by th_place.link
 *                |                  each: tophashes, key ids, value ids, next in chain
 *                -> cursors by id, the open ones linked
 *
 * Nothing is thrown away: arrays that are freed, chains that are cut and slots that are wiped stay
 * behind their marks, so that undoing needs no copies of them. What a move overwrites is in the
 * move.
 *
 *   W1  applying a move and then undoing it leaves every byte of the model as it was.
 *   W2  winding takes no memory: what a move needs is there since it was recorded. */
#ifndef VIZ_TIMELINE_MODEL_STATE_H
#define VIZ_TIMELINE_MODEL_STATE_H

#include "core/map_layout.h"
#include "viz/timeline/model.h"
#include "viz/timeline/tape.h"

/* All zero: empty, at the end of its chain. */
struct bucket_state {
    uint8_t tophash[TH_BUCKET_SLOTS];
    uint32_t keys[TH_BUCKET_SLOTS];
    uint32_t values[TH_BUCKET_SLOTS];
    uint32_t next; /* 0: none; bucket 0 follows no other */
    uint32_t home; /* of an overflow bucket: the main bucket of its chain, and how far behind it */
    uint32_t depth;
    bool is_wiped;
};

/* What model_sum adds up, of one main bucket and its chain: always what a walk would count. */
struct load_state {
    uint32_t entries;
    uint32_t overflow : 31; /* buckets behind the main one */
    uint32_t is_evacuated : 1;
};

struct array_state {
    struct bucket_state *main; /* NULL: an id that no move has named yet */
    struct load_state *loads;  /* one a main bucket, in the same memory as they */
    uint64_t main_count;
    struct store linked;
    uint64_t linked_count; /* at the position; all that were ever linked: linked.len */
    uint64_t last_change;  /* behind the tape's last move that changes a bucket or chain */
    uint8_t B;
    bool is_made;
    bool is_cleared;
    bool is_freed;
    bool is_borrowed; /* main, loads and linked are another model's (model_copy) */
};

enum {
    CURSOR_OPENED = 1, /* once */
    CURSOR_OPEN = 2,
    CURSOR_DONE = 4,
    CURSOR_IN_OLD = 8,
};

/* A bucket or slot by the bucket's number in its array. */
struct spot {
    uint32_t array; /* 0: none */
    uint32_t bucket;
    uint8_t slot;
};

struct cursor_state {
    uint64_t yield_count;
    struct spot start, stands;
    uint32_t key, value;
    uint32_t before, after; /* among the open ones, by id; kept when it is closed */
    uint8_t marks;
};

struct map_state {
    struct model_map seen;
    struct store arrays;  /* struct array_state, by id - 1 */
    struct store cursors; /* struct cursor_state, by id - 1 */
    uint32_t first_open;
};

struct model {
    struct tape *tape;
    struct store maps; /* struct map_state */
};

static inline struct map_state *map_state_of(const struct model *model, uint32_t map)
{
    return store_at(&model->maps, map);
}

/* NULL when no move has named it. */
static inline struct array_state *array_state_of(const struct map_state *map, uint32_t id)
{
    if (id == 0 || id > map->arrays.len) return NULL;
    struct array_state *array = store_at(&map->arrays, id - 1);
    return array->main == NULL ? NULL : array;
}

static inline struct bucket_state *bucket_state_of(const struct array_state *array, uint32_t bucket)
{
    if (bucket < array->main_count) return &array->main[bucket];
    return store_at(&array->linked, bucket - array->main_count);
}

static inline struct cursor_state *cursor_state_of(const struct map_state *map, uint32_t id)
{
    return id == 0 || id > map->cursors.len ? NULL : store_at(&map->cursors, id - 1);
}

/* Counts a main bucket's chain, and sets its load. */
void model_count_chain(struct array_state *array, uint32_t home);

/* Winding changes chains and tophashes through these two, which keep the loads. */
void model_set_next(struct array_state *array, uint32_t bucket, uint32_t next);

static inline void model_set_tophash(struct array_state *array, uint32_t bucket, unsigned slot,
                                     uint8_t tophash)
{
    if (bucket >= array->main_count) {
        struct bucket_state *linked = store_at(&array->linked, bucket - array->main_count);
        linked->tophash[slot] = tophash;
        model_count_chain(array, linked->home);
        return;
    }
    uint8_t was = array->main[bucket].tophash[slot];
    struct load_state *load = &array->loads[bucket];
    array->main[bucket].tophash[slot] = tophash;
    load->entries += (uint32_t)(tophash >= TH_MIN_TOPHASH) - (uint32_t)(was >= TH_MIN_TOPHASH);
    if (slot == 0) load->is_evacuated = th_is_evacuated(tophash);
}

/* The memory of an array's main buckets and their loads. */
static inline size_t model_array_bytes(uint64_t main_count)
{
    return main_count * (sizeof(struct bucket_state) + sizeof(struct load_state));
}

/* The place of a spot: main bucket and depth instead of the bucket's number. */
th_place model_place(const struct map_state *map, struct spot spot);

/* The bucket at a place, whatever array's state; false when there is none. Where the place says a
 * link, that decides; else the chain is walked.
 *   Cost     O(1); O(depth). */
bool model_find(const struct map_state *map, th_place place, struct spot *spot);

#endif
