/* observe.h - what a map tells while it works: one event a move.
 *
 * A *move* is the smallest thing that a map does: it looks at a slot, or changes one field. Its
 * event says where, and what it made of what. Whoever mirrors the map can follow, and wind a tape
 * of events both ways: what a move overwrites, the mirror has (viz/timeline). Each event names its
 * line of pseudo-code (core/pseudocode.h).
 *
 * Example: the first put into a map with B = 0 tells, in this order
 *     op_start (put "a")   flags_read   hash   writing_set   buckets_made   bucket_chosen
 *     slot_probed (slot 0: rest)   growth_checked   slot_written   count   writing_cleared   op_end
 *
 * Nobody pays when nobody observes: get, put, delete and the work of growth exist twice, told and
 * untold, and the untold ones hold no trace of this file (tests/house/untold_is_free.sh).
 * Elsewhere it is a test for NULL. */
#ifndef TH_CORE_OBSERVE_H
#define TH_CORE_OBSERVE_H

#include "core/map.h"
#include "core/pseudocode.h"

/* The operations, as op_start names them in `before`. */
#define TH_OP_LIST(X)                                                                              \
    X(TH_OP_MAKE, "make")                                                                          \
    X(TH_OP_GET, "get")                                                                            \
    X(TH_OP_PUT, "put")                                                                            \
    X(TH_OP_DELETE, "delete")                                                                      \
    X(TH_OP_CLEAR, "clear")                                                                        \
    X(TH_OP_OPEN, "open")                                                                          \
    X(TH_OP_NEXT, "next")                                                                          \
    X(TH_OP_CLOSE, "close")

typedef enum th_op {
#define X(name, text) name,
    TH_OP_LIST(X)
#undef X
        TH_OP_COUNT
} th_op;

/* X(kind, name in lessons and tapes, what it says: fields beyond kind and line)
 *   at      the place it is about          before/after   as said; else 0
 * Kinds marked (c) change the map; all others only look. Those marked (g) are told only where a
 * gate stands: alone, they are too small to be worth a move. */
#define TH_EVENT_LIST(X)                                                                           \
    /* before: th_op; key; value (put); after: hint (make); cursor (next, close) */                \
    X(TH_EVENT_OP_START, "op_start")                                                               \
    /* before: th_op; after: 1 if found, new, deleted, yielded; value: what get gives */           \
    X(TH_EVENT_OP_END, "op_end")                                                                   \
    /* before = after: the flags */                                                                \
    X(TH_EVENT_FLAGS_READ, "flags_read")                                                           \
    /* (g) before: what was loaded, to be changed and stored by this worker's next move */         \
    X(TH_EVENT_FLAGS_LOADED, "flags_loaded")                                                       \
    X(TH_EVENT_COUNT_LOADED, "count_loaded")                                                       \
    /* (g) before: 1 if there are buckets; after: 1 if the map grows */                            \
    X(TH_EVENT_SHAPE_READ, "shape_read")                                                           \
    /* (g) at; before: the slot's tophash, or what else the line looks at; nothing came of it */   \
    X(TH_EVENT_SLOT_READ, "slot_read")                                                             \
    /* (g) before: what was read: a field that says "nothing to do here" */                        \
    X(TH_EVENT_LOOKED, "looked")                                                                   \
    /* (g) before: th_lock_move; after: the lock's number. No part of the map */                   \
    X(TH_EVENT_LOCK_MOVED, "lock_moved")                                                           \
    /* hash, of key */                                                                             \
    X(TH_EVENT_HASH, "hash")                                                                       \
    /* (c) before, after: the flags. In a race before may differ from what was loaded */           \
    X(TH_EVENT_WRITING_SET, "writing_set")                                                         \
    X(TH_EVENT_WRITING_CLEARED, "writing_cleared")                                                 \
    /* (c) at.array: the new array, now buckets; after: its B */                                   \
    X(TH_EVENT_BUCKETS_MADE, "buckets_made")                                                       \
    /* at: the bucket; hash; after: 1 if it was chosen in oldbuckets */                            \
    X(TH_EVENT_BUCKET_CHOSEN, "bucket_chosen")                                                     \
    /* at; before: the slot's tophash; after: the one looked for (0: keys alone decide) */         \
    X(TH_EVENT_SLOT_PROBED, "slot_probed")                                                         \
    /* at; after: 1 if the key there equals key */                                                 \
    X(TH_EVENT_KEY_COMPARED, "key_compared")                                                       \
    /* before: the count there would be; after: TH_GROWTH_... */                                   \
    X(TH_EVENT_GROWTH_CHECKED, "growth_checked")                                                   \
    /* (c) headers; at.array: the new array. buckets becomes oldbuckets */                         \
    X(TH_EVENT_GROW_START, "grow_start")                                                           \
    /* at: the old bucket */                                                                       \
    X(TH_EVENT_EVACUATE_START, "evacuate_start")                                                   \
    /* (c) at: from; to; before: the tophash that moves; after: the mark; key; hash */             \
    X(TH_EVENT_SLOT_MOVED, "slot_moved")                                                           \
    /* (c) at; before: 0 or 1; after: 4 */                                                         \
    X(TH_EVENT_EMPTY_EVACUATED, "empty_evacuated")                                                 \
    /* (c) at: the old bucket, whose keys, values and chain are wiped; its marks stay */           \
    X(TH_EVENT_BUCKET_WIPED, "bucket_wiped")                                                       \
    /* (c) before, after: nevacuate */                                                             \
    X(TH_EVENT_NEVACUATE, "nevacuate")                                                             \
    /* (c) headers; at.array: the old array, which the map lets go */                              \
    X(TH_EVENT_GROW_END, "grow_end")                                                               \
    /* at.array: given back to memory; nobody needs it any more */                                 \
    X(TH_EVENT_ARRAY_FREED, "array_freed")                                                         \
    /* (c) at: the chain's new last bucket; before, after: noverflow; to.slot: 1 from stock; */    \
    /* to.link: of the bucket that was last */                                                     \
    X(TH_EVENT_OVERFLOW_LINKED, "overflow_linked")                                                 \
    /* (c) at; before, after: tophash; key; value */                                               \
    X(TH_EVENT_SLOT_WRITTEN, "slot_written")                                                       \
    /* (c) at; key; value: the new one */                                                          \
    X(TH_EVENT_VALUE_WRITTEN, "value_written")                                                     \
    /* (c) at; before: tophash; after: 1. Key and value are wiped */                               \
    X(TH_EVENT_SLOT_CLEARED, "slot_cleared")                                                       \
    /* (c) at; before: 1; after: 0 */                                                              \
    X(TH_EVENT_EMPTY_REST, "empty_rest")                                                           \
    /* (c) before, after: count */                                                                 \
    X(TH_EVENT_COUNT, "count")                                                                     \
    /* (c) before, after: hash0 */                                                                 \
    X(TH_EVENT_SEED, "seed")                                                                       \
    /* (c) headers; all entries gone; the array goes on under a new id (after's buckets) */        \
    X(TH_EVENT_CLEARED, "cleared")                                                                 \
    /* (c) before, after: flags; cursor; at: array, bucket and slot offset of the start */         \
    X(TH_EVENT_ITER_START, "iter_start")                                                           \
    /* (c) cursor; at: the bucket entered; after: 1 if it is an old one, not evacuated */          \
    X(TH_EVENT_ITER_BUCKET, "iter_bucket")                                                         \
    /* (c) cursor; at; before: tophash; after: TH_SKIP_... */                                      \
    X(TH_EVENT_ITER_SKIP, "iter_skip")                                                             \
    /* cursor; at; key; after: 1 if the evacuated entry is still in the map */                     \
    X(TH_EVENT_ITER_LOOKUP, "iter_lookup")                                                         \
    /* (c) cursor; at; key; value */                                                               \
    X(TH_EVENT_ITER_YIELD, "iter_yield")                                                           \
    /* (c) cursor */                                                                               \
    X(TH_EVENT_ITER_END, "iter_end")                                                               \
    /* (c) cursor: closed */                                                                       \
    X(TH_EVENT_ITER_CLOSED, "iter_closed")                                                         \
    /* the call gives up with a status (in before): nothing has changed */                         \
    X(TH_EVENT_PANIC, "panic")                                                                     \
    /* before: th_fatal_kind; after: 1 if noticed at the exit of an operation */                   \
    X(TH_EVENT_FATAL, "fatal")

typedef enum th_event_kind {
#define X(name, text) name,
    TH_EVENT_LIST(X)
#undef X
        TH_EVENT_COUNT_OF_KINDS
} th_event_kind;

enum { TH_GROWTH_NONE, TH_GROWTH_DOUBLE, TH_GROWTH_SAME_SIZE };

enum {
    TH_SKIP_EMPTY,        /* nothing there */
    TH_SKIP_OTHER_BUCKET, /* an old slot whose entry goes, or went, to another bucket */
    TH_SKIP_DELETED,      /* evacuated, and no longer in the map */
};

/* A slot, or, where slot says nothing, a bucket. Arrays are told apart by an id, unique in their
 * map, that is never used again: an array may outlive its time as buckets or oldbuckets
 * (cursors). */
typedef struct th_place {
    uint32_t array; /* 0: none */
    uint32_t bucket;
    uint32_t depth; /* 0: the main bucket; n: the n-th overflow bucket behind it */
    uint32_t slot;
    uint32_t link; /* 0: the main bucket; else tells the array's overflow buckets apart, and stays
                    * with its bucket. In a race two may be linked in one place, and one be lost */
} th_place;

/* The same bucket, and the same slot of it, as places name them: link aside. */
static inline bool th_place_is_same_bucket(const th_place *a, const th_place *b)
{
    return a->array == b->array && a->bucket == b->bucket && a->depth == b->depth;
}

static inline bool th_place_is_same_slot(const th_place *a, const th_place *b)
{
    return th_place_is_same_bucket(a, b) && a->slot == b->slot;
}

/* The fields of hmap, arrays by id. */
typedef struct th_header {
    uint64_t count;
    uint64_t nevacuate;
    uint32_t hash0;
    uint32_t buckets;    /* array id; 0: NULL */
    uint32_t oldbuckets; /* array id; 0: NULL */
    uint16_t noverflow;
    uint8_t flags;
    uint8_t B;
} th_header;

typedef struct th_event {
    th_event_kind kind;
    th_line line;
    th_place at, to;
    uint64_t before, after;
    uint64_t hash;
    th_key key;
    const void *value;              /* the map's value_size bytes, or NULL */
    uint32_t cursor;                /* unique in its map; 0: none */
    const th_header *header_before; /* only where the list says headers */
    const th_header *header_after;
} th_event;

/* ---- The gate ----
 *
 * Before each access to what threads share, an operation stands at the gate. Whoever keeps it lets
 * one thread through at a time, and so decides in which order they move: an execution is then a
 * sequence of *moves*, each from one gate to the next, and nothing between two gates is divided.
 *
 *     gate (reads flags)    flags_read, hash     gate (reads flags)   flags_loaded
 *     gate (writes flags)   writing_set          gate (reads shape)   shape_read   ...
 *
 * The access says all that the move will read and write, so that two moves which touch nothing in
 * common can be known to commute (viz/race/access.h). Finer than Go's memory are here: the load and
 * the store of ^=, of count++. Coarser: a slot's tophash, key and value go in one move; torn writes
 * belong to threads that truly race.
 *
 * Under a gate nothing is reserved ahead (memory is taken where it is needed, and must be there),
 * memory that is given back must stay readable, as under a garbage collector, and the rules of
 * --config=rules are not checked: two operations may be under way. Keys must be borrowed. */

/* What of a map an access touches, besides slots. Bits. */
enum {
    TH_FIELD_COUNT = 1 << 0,
    TH_FIELD_FLAGS = 1 << 1,
    TH_FIELD_SHAPE = 1 << 2,     /* B, buckets, oldbuckets */
    TH_FIELD_NOVERFLOW = 1 << 3, /* and the stock */
    TH_FIELD_HASH0 = 1 << 4,
    TH_FIELD_NEVACUATE = 1 << 5,
    TH_FIELD_CHAINS = 1 << 6,    /* overflow pointers */
    TH_FIELD_OLD_MARKS = 1 << 7, /* the first tophash of each old bucket */
    TH_FIELD_CURSORS = 1 << 8,   /* pins, and where cursors stand */
    TH_FIELD_ALL = 1 << 9,       /* everything of the map */
};

/* Slots of one bucket: bit i is slot i. */
typedef struct th_touch {
    const void *bucket; /* tells buckets apart; NULL: none */
    uint8_t reads, writes;
} th_touch;

typedef enum th_lock_move {
    TH_LOCK_NONE,
    TH_LOCK, /* can be made only while nobody holds the lock */
    TH_UNLOCK,
    TH_RLOCK, /* only while no writer holds it */
    TH_RUNLOCK,
} th_lock_move;

typedef struct th_access {
    const th_map *map; /* NULL: a lock's */
    th_line line;
    uint16_t reads, writes; /* TH_FIELD_... */
    th_touch touches[2];
    th_place at, to; /* of the touches; to.array 0: there is one at most */
    th_lock_move lock_move;
    const void *lock; /* unless TH_LOCK_NONE: tells locks apart */
} th_access;

/*   Owner    everything an event or access points at is the map's or its caller's, and valid during
 *            the call only.
 *   Threads  called on the thread that works on the map, in the middle of the operation: neither
 *            may touch the map. gate may block, and may take the thread away (longjmp,
 *            pthread_exit) when the map will not be used again. */
struct th_observer {
    void *context;
    void (*event)(void *context, const th_event *event);  /* NULL: nobody listens */
    void (*gate)(void *context, const th_access *access); /* NULL: the way is always free */
};

const char *th_event_name(th_event_kind kind);
const char *th_op_name(th_op op);

/* The kinds marked (g). */
bool th_event_needs_gate(th_event_kind kind);

/* The kind that name names, or TH_EVENT_COUNT_OF_KINDS. */
th_event_kind th_event_named(const char *name);

#endif
