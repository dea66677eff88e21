/* history.h - the last operations of a map, so that a fatal error can name both sides of a race.
 *
 *     th_thread_name_set("producer");                         // each thread, if it likes
 *     th_map_options options = {.value_size = 8, .history = 64};
 *     ... threads race; one of them notices; core/fatal.h shows what is printed ...
 *
 * A map made with th_map_options.history keeps that many operations in a ring. Each call of get,
 * put, delete, clear, open, next and close gets a number when it begins, and overwrites what began
 * a ring's length before. Make, free and the small questions (len) are not remembered, nor are
 * calls that have no map: a nil one's, or those of a cursor that is done.
 *
 * What a reader can rely on: once a fatal error has been noticed nothing more is remembered, so
 * what the handler reads stands still, but for operations that had their number and were still
 * writing their entry. An entry is written without a lock, so:
 *   - an entry that is being written is left out, as far as that can be seen: its number is taken
 *     away first and comes back last;
 *   - torn is possible where a thread sleeps amid its entry while the others go once around the
 *     ring: the fields may then be of two operations, each field by itself of one (the key: each of
 *     its three words). Processors that reorder stores (not x86) can tear an entry sooner;
 *   - is_over may come late, never early;
 *   - an operation that is under way for longer than a ring's length is forgotten.
 * The numbers are the order in which the operations began, not that in which they took effect.
 *
 * Cost, a map without a history: nothing. Get, put and delete branch once on whether anybody
 * watches, observer or history (tests/house/untold_is_free.sh); so do clear and the cursors.
 * With a history: 64 bytes an entry, and 10 to 25 ns an operation. All threads then share one
 * counter, so readers beside each other slow each other down: two of them by 30 to 170 ns a get.
 * Measured by tests/bench/costs/core, gcc 12.2 -O2, on an AMD EPYC of two shared cores, in the
 * quietest of several runs; without and with a history of 64, of a map of 1,000 entries
 *     get 8.3, 28.9 ns (x3.5)    put 21.2, 37.4 ns (x1.8)    step of a cursor 10.0, 21.6 ns (x2.2)
 * and of one of 100,000
 *     get 47.4, 72.0 ns (x1.5)   put 61.9, 85.4 ns (x1.4)    step of a cursor 9.9, 22.0 ns (x2.2)
 */
#ifndef TH_CORE_HISTORY_H
#define TH_CORE_HISTORY_H

#include "core/map.h"
#include "core/observe.h"

#define TH_HISTORY_MAX 65536
#define TH_HISTORY_KEY_SIZE 24

typedef struct th_history_entry {
    uint64_t number;         /* 1 is the map's first operation */
    const char *thread_name; /* that the thread had then; NULL: none */
    uint32_t thread;         /* unique in the process: 1, 2 ... as they began to be remembered */
    th_op op;
    size_t key_len;                /* of get, put and delete; the others have no key: 0 */
    char key[TH_HISTORY_KEY_SIZE]; /* its first bytes, then zeros */
    const void *caller; /* where the public function returns to; its caller's caller, if the call
                         * was the last thing that the caller did and was made a jump */
    bool is_over;
    bool is_mine; /* the thread that reads did it */
} th_history_entry;

/* Gives the calling thread a name for all that it does from now on; NULL takes it away.
 *   Owner    name is borrowed: by the thread until another is set, and by each map as long as it
 *            remembers an operation of that time. A literal will do best. */
void th_thread_name_set(const char *name);

/* Copies the last operations, count at most, oldest first; says how many. 0 for a nil map and for
 * one without a history.
 *   Cost     O(count).
 *   Threads  any, at any time: see above for what may be torn. */
size_t th_history_read(const th_map *map, th_history_entry *entries, size_t count);

#endif
