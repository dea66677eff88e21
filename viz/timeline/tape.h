/* tape.h - everything that was told, as it was told: moves, and the tables that they point into.
 * Private to this room. It knows no model and no position.
 *
 *   moves      48 bytes each, in order                    keys    id -> bytes, each key once
 *   displaced  pair of ids that a write pushed out        values  id -> bytes, a map's own
 *   headers    told before, after, and what the model had ops     where operations begin and end
 *
 * Ids begin at 1 in each table; 0 says none. Nothing is ever taken off the tape. */
#ifndef VIZ_TIMELINE_TAPE_H
#define VIZ_TIMELINE_TAPE_H

#include "viz/timeline/store.h"
#include "viz/timeline/timeline.h"

struct tape_displaced {
    uint32_t key, value;
};

struct tape_headers {
    th_header before, after;
    th_header was;
};

#define TAPE_OPEN UINT64_MAX

struct tape_op {
    uint64_t first;
    uint64_t end; /* TAPE_OPEN: runs on */
    uint8_t op;
    uint8_t map;
    uint8_t worker;
    bool is_over;
};

struct tape_map {
    size_t value_size;
    struct store values;
};

/* Bytes of keys: used from the front, never moved. */
struct tape_block {
    char *bytes;
    size_t size_bytes;
};

struct tape {
    th_memory memory;
    struct store moves;
    struct store summaries; /* struct summary, one a block of moves */
    struct store displaced;
    struct store headers;
    struct store keys;       /* th_key */
    struct store key_blocks; /* struct tape_block; all but the last are used up */
    size_t key_block_used;
    uint32_t *key_index;    /* by hash, open addressing; 0: free */
    uint64_t key_index_cap; /* a power of two */
    struct store maps;      /* struct tape_map */
    struct store ops;
    struct store ops_of[TIMELINE_WORKERS_MAX]; /* numbers of each worker's operations */
};

void tape_init(struct tape *tape, th_memory memory);
void tape_free(struct tape *tape);
size_t tape_size(const struct tape *tape);

/* The keys' part of the two above. */
void tape_free_keys(struct tape *tape);
size_t tape_keys_size(const struct tape *tape);

/* Room for one more map (false: there is no memory), then the map, which cannot fail. */
bool tape_reserve_map(struct tape *tape);
void tape_add_map(struct tape *tape, size_t value_size);

/* The id of a key with these bytes: a new one, copied, if there was none.
 *   Errors   TIMELINE_NO_MEMORY, TIMELINE_FULL. */
enum timeline_status tape_key(struct tape *tape, th_key key, uint32_t *id);

/* A new id for a copy of a map's value. */
enum timeline_status tape_value(struct tape *tape, uint32_t map, const void *value, uint32_t *id);

/* The id of a key with these bytes, 0 where there is none. */
uint32_t tape_key_id(const struct tape *tape, th_key key);

th_key tape_key_at(const struct tape *tape, uint32_t id);
const void *tape_value_at(const struct tape *tape, uint32_t map, uint32_t id);

/* A new id for a pair; 0 and TIMELINE_OK when both ids are 0. */
enum timeline_status tape_displace(struct tape *tape, uint32_t key, uint32_t value, uint32_t *id);
struct tape_displaced tape_displaced_at(const struct tape *tape, uint32_t id);

enum timeline_status tape_headers(struct tape *tape, const struct tape_headers *headers,
                                  uint32_t *id);
const struct tape_headers *tape_headers_at(const struct tape *tape, uint32_t id);

/* Room for one move and the operation that may begin with it: the next tape_append cannot fail. */
enum timeline_status tape_reserve(struct tape *tape, uint8_t worker);

/* Puts a move at the end, which was told as event; notes the beginning and end of operations. */
void tape_append(struct tape *tape, const struct move *move, const th_event *event);

static inline const struct move *tape_move(const struct tape *tape, uint64_t index)
{
    return store_at(&tape->moves, index);
}

/* The number of the last operation of worker that begins at or before move index.
 *   Errors   false when there is none. */
bool tape_op_at(const struct tape *tape, uint64_t index, uint8_t worker, uint64_t *number);

#endif
