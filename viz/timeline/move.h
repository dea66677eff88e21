/* move.h - one move on the tape: a th_event packed into 48 bytes, with what it takes to undo it.
 *
 *   +0  kind line map worker           what, where in the pseudo-code, whose
 *   +4  at_slot to_slot  -- --
 *   +8  at_array at_bucket             place `at`; array 0: none
 *   +16 key value                      ids in the tape's tables; 0: none
 *   +24 one of five payloads           move_shape(kind) says which
 *
 * Readers outside this room ask timeline_event() for the th_event itself and look at kind, line,
 * map and worker here only. The payloads are for model.c, which winds the tape.
 *
 * A bucket on the tape is a number within its array: main buckets first, then overflow buckets by
 * their th_place.link. Unlike bucket and depth it stays true when two racing writers hang two
 * overflow buckets in the same place and one is lost.
 *
 * `was` is what stood in the model before the move. It differs from the told `before` when another
 * worker wrote between this one's look and its write; undoing needs the one, the story the other.
 */
#ifndef VIZ_TIMELINE_MOVE_H
#define VIZ_TIMELINE_MOVE_H

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>

#include "core/observe.h"

enum move_shape {
    MOVE_WORD,   /* numbers: looks, and the changes of one header field */
    MOVE_SLOT,   /* a slot changes, and with SLOT_MOVED a second one */
    MOVE_HEADER, /* the header changes as a whole */
    MOVE_LINK,   /* a chain becomes longer, or is cut */
    MOVE_CURSOR, /* a cursor steps */
};

struct move {
    uint8_t kind; /* th_event_kind */
    uint8_t line; /* th_line */
    uint8_t map;
    uint8_t worker;
    uint8_t at_slot;
    uint8_t to_slot;
    uint32_t at_array;
    uint32_t at_bucket;
    uint32_t key;
    uint32_t value;
    union {
        struct {
            uint64_t before, after;
            uint64_t also; /* cursor (op_start), status (op_end), hash, or, for a change, `was` */
        } word;
        struct {
            uint64_t hash;
            uint32_t to_array, to_bucket;
            uint32_t displaced; /* ids that stood in the slot written to; 0: none ever */
            uint8_t before, after;
            uint8_t was;    /* tophash at `at` */
            uint8_t to_was; /* tophash at `to` */
        } slot;
        struct {
            uint32_t pair; /* of headers, in the tape's table */
        } header;
        struct {
            uint32_t tail;     /* bucket that links; of BUCKET_WIPED: unused */
            uint32_t next_was; /* what followed it; 0: nothing */
            uint16_t before, after, was;
            uint8_t is_from_stock;
            uint8_t is_wiped_was;
        } link;
        struct {
            uint32_t cursor;
            uint32_t array_was, bucket_was; /* where it stood */
            uint32_t key_was, value_was;    /* what it had yielded */
            uint8_t slot_was;
            uint8_t before, after;
            uint8_t was; /* of ITER_START the header's flags, else the cursor's own marks */
        } cursor;
    };
};

static_assert(sizeof(struct move) == 48, "what a move costs is promised in timeline.h");
static_assert(TH_EVENT_COUNT_OF_KINDS <= UINT8_MAX, "kind is a byte");
static_assert(TH_LINE_COUNT <= UINT8_MAX, "line is a byte");

/* Both answers come from one table, inline because winding asks them of every move. */
struct move_kind {
    uint8_t shape; /* enum move_shape */
    bool is_change;
};
extern const struct move_kind move_kinds[TH_EVENT_COUNT_OF_KINDS];

static inline enum move_shape move_shape(unsigned kind)
{
    assert(kind < TH_EVENT_COUNT_OF_KINDS);
    return (enum move_shape)move_kinds[kind].shape;
}

/* The model is not the same before and after such a move: its map or a cursor has changed. */
static inline bool move_changes(unsigned kind)
{
    assert(kind < TH_EVENT_COUNT_OF_KINDS);
    return move_kinds[kind].is_change;
}

#endif
