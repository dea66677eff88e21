/* scenario.h - a race as plain data: a map as it is before, and who will do what with it.
 *
 * Limits are small on purpose: what is to be understood, or explored whole, is small. */
#ifndef VIZ_RACE_SCENARIO_H
#define VIZ_RACE_SCENARIO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/map.h"

enum {
    SCENARIO_WORKERS_MAX = 9, /* keys 1 to 9 choose one */
    SCENARIO_OPS_MAX = 32,    /* of one worker */
    SCENARIO_LOCKS_MAX = 4,
    SCENARIO_SETUP_MAX = 1024,
    SCENARIO_NAME_MAX = 40, /* bytes of a name */

    /* Of the bucket array that the hint asks for: a quarter of what a world has for all memory that
     * a run takes. Under the limits above a map that began so large never grows, and one that began
     * small takes less for its growths. */
    SCENARIO_ARRAY_BYTES_MAX = 4 * 1024 * 1024,
};

/* X(op, word in lessons) */
#define SCENARIO_OP_LIST(X)                                                                        \
    X(SCENARIO_PUT, "put")       /* key, value */                                                  \
    X(SCENARIO_GET, "get")       /* key */                                                         \
    X(SCENARIO_DELETE, "delete") /* key */                                                         \
    X(SCENARIO_CLEAR, "clear")                                                                     \
    X(SCENARIO_ITERATE, "iterate") /* start_bucket, offset: a walk from there to its end */        \
    X(SCENARIO_LOCK, "lock")       /* lock, as all below. A lock that is not rw has no rlock */    \
    X(SCENARIO_UNLOCK, "unlock")                                                                   \
    X(SCENARIO_RLOCK, "rlock")                                                                     \
    X(SCENARIO_RUNLOCK, "runlock")

enum scenario_op_kind {
#define X(op, word) op,
    SCENARIO_OP_LIST(X)
#undef X
};

struct scenario_op {
    enum scenario_op_kind kind;
    th_key key;
    const void *value; /* value_size bytes, never NULL in a put */
    uint64_t start_bucket;
    uint8_t offset;
    size_t lock; /* index */
};

struct scenario_worker {
    const char *name; /* a letter, then letters, digits, - and _ */
    const struct scenario_op *ops;
    size_t op_count;
};

struct scenario_lock {
    const char *name;
    bool is_rw;
};

struct scenario_hash {
    th_key key;
    uint64_t hash;
};

/*   Owner    everything is borrowed, and must outlive whoever uses the scenario. */
struct scenario {
    const char *id;
    const char *map_name;
    size_t value_size;
    int64_t hint;
    uint64_t seed;
    const struct scenario_hash *hashes; /* forced */
    size_t hash_count;
    const struct scenario_op *setup; /* put, delete, clear: done before the race, by nobody */
    size_t setup_count;
    const struct scenario_lock *locks;
    size_t lock_count;
    const struct scenario_worker *workers;
    size_t worker_count; /* at least 1 */
};

/* 64 bits over all that decides what a schedule does: everything but the id. Schedules carry it, so
 * that one made for another version of the scenario is refused. */
uint64_t scenario_digest(const struct scenario *scenario);

/* The largest hint whose bucket array, its stock of overflow buckets included, has
 * SCENARIO_ARRAY_BYTES_MAX bytes at most. */
int64_t scenario_hint_max(size_t value_size);

const char *scenario_op_word(enum scenario_op_kind kind);

#endif
