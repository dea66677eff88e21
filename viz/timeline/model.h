/* model.h - the mirror of all maps of a timeline, at its position: what the screen draws.
 *
 * Read access only. The timeline alone changes the model, by winding (model_wind.h). Maps are named
 * by their index, arrays and cursors by their ids in their map (core/observe.h), slots by th_place.
 *
 *   Owner    what the functions below point at belongs to the timeline. Keys and values live as
 *            long as it; everything else is valid until it records or seeks.
 *   Threads  as the timeline: one at a time. */
#ifndef VIZ_TIMELINE_MODEL_H
#define VIZ_TIMELINE_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/observe.h"

struct model;

/* ---- Maps ---- */

struct model_map {
    const char *name;
    size_t value_size;
    bool is_made; /* false: a nil map, or one that is still to be made */
    th_header header;
};

const struct model_map *model_map(const struct model *model, uint32_t map);

/* ---- Bucket arrays ---- */

enum model_array_state {
    MODEL_ARRAY_NONE,    /* no such array now: not yet made, or never */
    MODEL_ARRAY_CURRENT, /* the header's buckets */
    MODEL_ARRAY_OLD,     /* the header's oldbuckets */
    MODEL_ARRAY_KEPT,    /* the map has done with it, a cursor has not (or nobody freed it) */
    MODEL_ARRAY_CLEARED, /* emptied by clear; the memory of buckets goes on under another id */
    MODEL_ARRAY_FREED,
};

struct model_array {
    uint32_t id;
    enum model_array_state state;
    uint8_t B;
    uint64_t bucket_count; /* main buckets: 2^B */
    uint64_t linked_count; /* overflow buckets that were ever linked in it, up to now */
};

/* What array `id` is now. Contents can be read in any state but NONE: they stay on the tape. */
struct model_array model_array(const struct model *model, uint32_t map, uint32_t id);

/* ---- Buckets and slots ---- */

struct model_slot {
    uint8_t tophash;
    bool is_entry; /* a key and a value are here: tophash is no mark */
    bool is_ghost; /* they have moved on, but their bytes are still here, for cursors to read */
    uint32_t key_id, value_id; /* 0 unless is_entry or is_ghost */
    th_key key;
    const void *value; /* the map's value_size bytes; NULL unless is_entry or is_ghost */
};

/* Buckets in the chain of a main bucket: at least 1; 0 when there is no such bucket.
 *   Cost     O(chain). */
uint32_t model_chain_len(const struct model *model, uint32_t map, uint32_t array, uint32_t bucket);

/* The slot at a place; false when there is no such place now.
 *   Cost     O(depth). */
bool model_slot(const struct model *model, uint32_t map, th_place place, struct model_slot *slot);

/* The bucket's first tophash says that its chain has been evacuated. */
bool model_is_evacuated(const struct model *model, uint32_t map, uint32_t array, uint32_t bucket);

/* What lies in the chains of main buckets [begin, end): the map from afar. */
struct model_sum {
    uint64_t bucket_count; /* of those, in the array */
    uint64_t evacuated;    /* have been; the numbers below are of the others */
    uint64_t entries;
    uint64_t overflow; /* buckets behind the main ones */
    uint32_t least;    /* entries of a chain; 0 when all are evacuated */
    uint32_t most;
    uint32_t deepest; /* overflow buckets of a chain */
};

/* Nothing where there is no such array now.
 *   Cost     O(end - begin), about a nanosecond each. */
struct model_sum model_sum(const struct model *model, uint32_t map, uint32_t array, uint64_t begin,
                           uint64_t end);

/* ---- Cursors ---- */

struct model_cursor {
    uint32_t id;
    bool is_open;    /* neither at its end nor closed */
    bool is_done;    /* it has said that there is nothing more */
    bool is_in_old;  /* it reads an old chain, because that is not evacuated yet */
    th_place start;  /* array: its home; bucket and slot: where the walk began */
    th_place stands; /* array 0: has not entered a bucket yet */
    uint64_t yield_count;
    uint32_t key_id, value_id; /* yielded last; 0: nothing yet */
};

/* Cursor `id`; false when it has not been opened yet. A closed one can still be read. */
bool model_cursor(const struct model *model, uint32_t map, uint32_t id,
                  struct model_cursor *cursor);

/* The open cursors, latest first: 0 when there is none, or none after `id`, which must be open. */
uint32_t model_cursor_first(const struct model *model, uint32_t map);
uint32_t model_cursor_after(const struct model *model, uint32_t map, uint32_t id);

/* ---- For tests ---- */

/* 64 bits over everything above, of all maps: equal digests on one tape mean equal models.
 *   Cost     O(model). */
uint64_t model_digest(const struct model *model);

#endif
