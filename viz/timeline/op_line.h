/* op_line.h - an operation as a line of the history: what was asked, and what came of it by now.
 *
 * Like the registers, a pure function of the tape. */
#ifndef VIZ_TIMELINE_OP_LINE_H
#define VIZ_TIMELINE_OP_LINE_H

#include "viz/timeline/timeline.h"

struct op_line {
    struct timeline_op op;
    bool has_key;
    th_key key;
    const void *value;   /* put: the one to store; get: the one found; next: yielded; else NULL */
    uint64_t hint;       /* of make */
    uint32_t cursor;     /* of open, next, close; 0: none, or none yet */
    uint64_t move_count; /* its own, up to the position */
    bool is_over;        /* by the position: */
    bool result;         /* op_end's: found, new, deleted, yielded */
    th_status status;    /* TH_OK, or why it gave up */
    bool is_fatal;       /* it ended the program instead: */
    th_fatal_kind fatal;
    int growth; /* TH_GROWTH_...: what it started */
    uint8_t B;  /* of the new buckets, unless TH_GROWTH_NONE */
};

/* How many operations have begun before position: [0, that) are their numbers.
 *   Cost     O(log operations). */
uint64_t op_line_count(const struct timeline *timeline, uint64_t position);

/* Operation `number`, which has begun before position, in *line.
 *   Owner    what line points at is the tape's.
 *   Cost     O(moves from its beginning to its end or the position). */
void op_line_read(const struct timeline *timeline, uint64_t position, uint64_t number,
                  struct op_line *line);

#endif
