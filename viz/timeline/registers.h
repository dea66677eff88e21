/* registers.h - the live values of an operation at a position: what stands beside the pseudo-code.
 *
 * A pure function of the tape: it reads the operation's moves up to the position and nothing else,
 * so that it is the same whichever way the position was reached. */
#ifndef VIZ_TIMELINE_REGISTERS_H
#define VIZ_TIMELINE_REGISTERS_H

#include "viz/timeline/timeline.h"

enum registers_probe {
    REGISTERS_PROBE_NONE,      /* no slot looked at, or another move since */
    REGISTERS_PROBE_REST,      /* empty, and so is all behind it: the search ends */
    REGISTERS_PROBE_EMPTY,     /* empty: the search goes on */
    REGISTERS_PROBE_DIFFERENT, /* another tophash, or a mark left by evacuation */
    REGISTERS_PROBE_EQUAL,     /* the tophash looked for (or keys alone decide): keys come next */
};

/* A bucket or array that changes as a whole has REGISTERS_WHOLE as its slot, or bucket and slot. */
#define REGISTERS_WHOLE UINT32_MAX

struct registers_place {
    uint32_t map;
    th_place place;
    bool is_now; /* changed by the current move, else by an earlier one of the operation */
};

/* Fields of the header that have changed: bits. */
enum {
    REGISTERS_COUNT = 1 << 0,
    REGISTERS_FLAGS = 1 << 1,
    REGISTERS_B = 1 << 2,
    REGISTERS_NOVERFLOW = 1 << 3,
    REGISTERS_HASH0 = 1 << 4,
    REGISTERS_BUCKETS = 1 << 5,
    REGISTERS_OLDBUCKETS = 1 << 6,
    REGISTERS_NEVACUATE = 1 << 7,
};

enum { REGISTERS_PLACES_MAX = 256 };

struct registers {
    /* ---- The operation ---- */
    bool has_op; /* false: the worker has begun nothing; all else is zero, line is TH_LINE_NONE */
    struct timeline_op op;
    bool is_over;        /* op_end lies before the position */
    uint64_t move_count; /* the worker's own moves in the operation, up to the position ... */
    uint64_t move_total; /* ... and in all */
    th_line line;        /* of the worker's latest move */
    th_event_kind kind;  /* likewise */

    /* ---- Its lines ----
     * The latest move that belongs to each line of pseudo-code, plus 1. 0: there is none, or an
     * earlier line of the procedure has been come to again since: what the line said was of another
     * round. A move that is not what the line is about does not take the place of one that is. */
    uint64_t line_moves[TH_LINE_COUNT];

    /* ---- What it works on ---- */
    uint32_t key_id, value_id; /* as asked for; or what a step yields, a get finds. 0: none */
    th_key key;
    const void *value;
    bool is_hash_known;
    uint64_t hash;
    uint8_t tophash;

    /* ---- The search ---- */
    bool has_bucket;
    bool is_bucket_old; /* chosen in oldbuckets */
    th_place bucket;
    enum registers_probe probe;
    th_place probed; /* the slot of the latest probe */
    uint8_t probed_tophash;
    uint64_t probe_count; /* slots probed so far */
    uint64_t compare_count;
    bool is_key_equal; /* how the latest comparison ended */
    bool has_found;    /* a slot with the key: `found` */
    th_place found;

    /* ---- Growth ---- */
    bool is_growth_checked;
    int growth;            /* TH_GROWTH_..., once checked */
    uint64_t growth_count; /* the count that was checked */
    bool has_begun_growth;
    uint8_t B_before;   /* if so: the map's, before that growth */
    bool is_evacuating; /* between an evacuate_start and what follows the bucket's last move */
    th_place evacuating;
    bool has_moved; /* is_evacuating, and the current move is a slot's: */
    th_place moved_from, moved_to;
    uint64_t moved_hash; /* 0 in a same-size growth */

    /* ---- Iteration ---- */
    uint32_t cursor; /* 0: none */
    bool has_yielded;
    bool is_lookup; /* the current move looks a moved key up again */
    int skip;       /* TH_SKIP_... when the current move skips a slot, else -1 */

    /* ---- How it ended ---- */
    bool result; /* op_end's: found, new, deleted, yielded */
    th_status status;
    bool has_panicked;
    bool is_fatal;
    th_fatal_kind fatal;
    bool is_fatal_at_exit;

    /* ---- What changed ----
     * Each place once, latest change first. Of an operation that changed more than fit, the latest
     * REGISTERS_PLACES_MAX are here; place_total counts changes of places, repeated ones too. */
    uint32_t place_count;
    uint64_t place_total;
    bool has_all_places;
    struct registers_place places[REGISTERS_PLACES_MAX];
    unsigned header_now; /* REGISTERS_COUNT ... changed by the current move */
    unsigned header_op;  /* and by the operation so far, the current move included */
};

/* The registers of worker's latest operation at position, in *registers. "Current" is the move
 * before position; when another worker made it, only is_now and header_now say so: they are unset.
 *   Cost     O(moves of the operation so far). */
void registers_read(const struct timeline *timeline, uint64_t position, uint8_t worker,
                    struct registers *registers);

#endif
