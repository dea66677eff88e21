/* serial_ends.h - how a race may end when nothing goes wrong: as if its operations had been made
 * one after the other.
 *
 *     struct serial_ends *ends = serial_ends_make(scenario);
 *     struct race_end end = {.results = ..., .contents = ..., .count = th_map_len(map)};
 *     if (!serial_ends_has(ends, &end)) ... silent and wrong
 *
 * Whole operations, each worker's in its own order, locks respected. They are made on a plain table
 * of keys, not on the map: an oracle that shares the map's mistakes would see none. Orders that
 * differ only in operations which commute have the same end, so one of them is tried (persistent
 * and sleep sets: Godefroid, "Partial-Order Methods for the Verification of Concurrent Systems",
 * 1996): 2 workers who put 32 keys of their own each have one. */
#ifndef VIZ_RACE_SERIAL_ENDS_H
#define VIZ_RACE_SERIAL_ENDS_H

#include "viz/race/scenario.h"

enum { SERIAL_ORDERS_MAX = 100000 };

/* When an operation was under way, on any clock that all workers share: half open. One whose end is
 * at most another's begin was over before it. */
struct race_span {
    uint64_t begin, end;
};

/* How a race ended. results and spans have a place for each operation: worker 0's in its order,
 * then worker 1's, and so on. Results are
 *   get       race_entry of key and value found; 0: none
 *   delete    1: there was an entry; 0
 *   iterate   the sum of race_entry over all that was yielded, modulo 2^64
 *   put       its th_status
 *   clear, and of locks: 0
 *   Owner     all is borrowed during the call. */
struct race_end {
    const uint64_t *results;
    const struct race_span *spans; /* NULL: only each worker's own order counts */
    uint64_t contents;             /* the sum of race_entry over the map's entries, modulo 2^64 */
    uint64_t count;                /* as the map says */
};

/* 64 bits for an entry; never 0. */
uint64_t race_entry(th_key key, const void *value, size_t value_size);

struct serial_ends;

/* All serial ends of scenario, which is borrowed as long as they live.
 *   Owner    the caller: serial_ends_free.
 *   Errors   NULL, and errno says why: ENOMEM; EINVAL: a worker unlocks what it does not hold;
 *            E2BIG: more than SERIAL_ORDERS_MAX orders that do not commute, too many for any
 *            certainty.
 *   Cost     O(orders x operations). */
struct serial_ends *serial_ends_make(const struct scenario *scenario);
void serial_ends_free(struct serial_ends *ends);

/* How many orders were tried: those that commute count once. */
size_t serial_ends_orders(const struct serial_ends *ends);

/* The race may end so. With spans: some order with this end puts no operation before one that was
 * over before it began (linearizable).
 *   Cost     O(operations + log orders); with spans also O(operations cubed) for each order with
 *            this end, until one agrees. */
bool serial_ends_has(const struct serial_ends *ends, const struct race_end *end);

#endif
