/* map.h - Go's classic map (Go 1.0 to 1.23) in C: keys are bytes, values are 0 to 128 bytes.
 *
 *     th_map *map;
 *     th_map_options options = {.value_size = sizeof(int64_t)};
 *     if (th_map_make(&options, &map) != TH_OK) return;
 *     int64_t one = 1;
 *     th_status status = th_map_put(map, th_key_of("key_1"), &one);
 *     const int64_t *found = th_map_get(map, th_key_of("key_1"));   // NULL: not there
 *     th_map_free(map);
 *
 * Words, as in Go: a *bucket* holds eight slots and may have *overflow* buckets chained to it; a
 * slot has a *tophash* byte, a key and a value. A map that gets too full *grows*: it doubles, or,
 * when only its chains are too long, gets a new array of the same size; then each write *evacuates*
 * a bucket or two, until all old buckets are empty. What the layout is: core/map_layout.h.
 *
 * A value's bytes are aligned to 8 where value_size is a multiple of 8, else not at all: what needs
 * more is to be copied out.
 *
 * Guarantees
 *   M1  A nil map (NULL) reads as empty; writing to it is TH_NIL_MAP (a panic in Go).
 *   M2  A failed allocation changes nothing: the call says TH_NO_MEMORY, the map is as it was. (Of
 *       many puts, those before it are done.)
 *   M3  Deleting and clearing never fail.
 *   M4  Each entry that stays is yielded exactly once by a cursor, whatever is put and deleted
 *       meanwhile; a deleted one not after its deletion; a new one at most once.
 *   M5  A bucket array lives exactly as long as the map or a cursor needs it. (The memory of a
 *       large one goes a piece at a time, with the writes that follow.)
 *
 * Threads: any number of readers, or one writer alone. Breaking that rule is *fatal* when it is
 * noticed (core/fatal.h), as in Go: best effort, never a status. */
#ifndef TH_CORE_MAP_H
#define TH_CORE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/memory.h"

#define TH_CHECKED __attribute__((warn_unused_result))

#define TH_VALUE_SIZE_MAX 128

#define TH_STATUS_LIST(X)                                                                          \
    X(TH_OK, "ok")                                                                                 \
    X(TH_NO_MEMORY, "out of memory")                                                               \
    X(TH_NIL_MAP, "assignment to entry in nil map")                                                \
    X(TH_BAD_OPTION, "a value must have 0 to 128 bytes")                                           \
    X(TH_BAD_MEMORY, "memory that is no map")

typedef enum th_status {
#define X(name, text) name,
    TH_STATUS_LIST(X)
#undef X
} th_status;

/* The status in words. */
const char *th_status_text(th_status status);

typedef struct th_map th_map;
typedef struct th_observer th_observer;

/* Bytes with a length, as a Go string: NUL is a byte like others, "" is a key. */
typedef struct th_key {
    const char *bytes; /* may be NULL when len is 0 */
    size_t len;
} th_key;

/* The key that a C string spells. Borrows text. */
th_key th_key_of(const char *text);

/* The same bytes. */
bool th_key_is_equal(th_key a, th_key b);

typedef struct th_hash {
    void *context;
    uint64_t (*hash)(void *context, uint64_t seed, th_key key);
} th_hash;

typedef enum th_fatal_kind {
    TH_FATAL_WRITES,            /* concurrent map writes */
    TH_FATAL_READ_AND_WRITE,    /* concurrent map read and map write */
    TH_FATAL_ITERATE_AND_WRITE, /* concurrent map iteration and map write */
    TH_FATAL_BAD_STATE, /* bad map state: another thread has evacuated this slot meanwhile */
    TH_FATAL_FAULT, /* under a gate only: a pointer that others have changed leads nowhere. Without
                     * one the process would crash there, or not */
} th_fatal_kind;

typedef struct th_fatal_report {
    th_fatal_kind kind;
    bool is_at_exit; /* TH_FATAL_WRITES: noticed when a write ended, because another has toggled the
                      * writing flag off; else at an operation's entry, because it was on */
} th_fatal_report;

/* What happens at a fatal error. handle may take the thread away (longjmp, pthread_exit); when it
 * returns, the process aborts. The map must not be used again. */
typedef struct th_fatal_handler {
    void *context;
    void (*handle)(void *context, const th_map *map, const th_fatal_report *report);
} th_fatal_handler;

/* All zero is a map like Go's: no hint, zero-sized values, borrowed keys, a random seed. */
typedef struct th_map_options {
    int64_t hint;           /* entries expected; negative or absurd ones count as 0 (fact 5) */
    size_t value_size;      /* bytes, 0 to TH_VALUE_SIZE_MAX */
    bool keys_owned;        /* copy key bytes; else the caller keeps them alive, see th_map_put */
    bool is_seeded;         /* use seed; else one from the system's randomness */
    uint64_t seed;          /* of the hash and of the random iteration starts */
    th_hash hash;           /* {0}: th_hash_default() */
    th_memory memory;       /* {0}: th_memory_libc() */
    th_fatal_handler fatal; /* {0}: print Go's text to standard error, then abort */
    const th_observer *observer; /* NULL: nobody watches. Else as th_map_observe */
    uint32_t history; /* operations to remember for a fatal error (core/history.h); 0: none. Rounded
                       * up to a power of two; more than 65,536 count as that */
} th_map_options;

/* A new map in *map. Free with th_map_free. A hint of very many entries is given its array in large
 * pages, where the system has them: each is resident whole once it is touched.
 *   Errors   TH_NO_MEMORY, TH_BAD_OPTION; *map is then NULL. */
TH_CHECKED th_status th_map_make(const th_map_options *options, th_map **map);

/* Gives back everything. Every cursor on the map must have been closed. NULL is fine. */
void th_map_free(th_map *map);

/* From now on each move is told to observer (core/observe.h); NULL: to nobody. Borrows observer. A
 * nil map has no moves: nothing happens. */
void th_map_observe(th_map *map, const th_observer *observer);

/* Number of entries. Cost: O(1). */
size_t th_map_len(const th_map *map);

/* Bytes of a value; 0 for a nil map. */
size_t th_map_value_size(const th_map *map);

/* Points at the value stored under key, or is NULL.
 *   Owner    the map's memory: valid until the next put, delete, clear or free. Of a zero-sized
 *            value there is nothing to read, but the pointer is not NULL.
 *   Cost     O(1).
 *   Threads  may run beside other readers and cursors. */
const void *th_map_get(const th_map *map, th_key key);

/* Stores value_size bytes under key; an equal key's old value is overwritten.
 *   Owner    key.bytes is borrowed until the entry is deleted or cleared (or the map freed) and all
 *            cursors that were open then are closed; with keys_owned it is copied, and may go at
 *            once. An overwrite keeps the key's bytes that were stored first (Go's strings: the
 *            last). value may not lie in the map; NULL will do where value_size is 0.
 *   Errors   TH_NIL_MAP, TH_NO_MEMORY. After either, the map is as it was before the call.
 *   Cost     O(1) amortised; while the map grows it also evacuates at most two old buckets, and
 *            shortly before and after it may take or give back some pages (core/memory.h).
 *   Threads  sole user of the map. A second writer is fatal, never a status.
 *   Cursors  stay valid, and may or may not yield a new entry. */
TH_CHECKED th_status th_map_put(th_map *map, th_key key, const void *value);

/* Removes key's entry; says whether there was one.
 *   Cost     O(1); while the map grows it also evacuates at most two old buckets. With owned keys
 *            also a chain in each array that only cursors keep alive.
 *   Threads  sole user of the map.
 *   Cursors  stay valid and will not yield the entry. */
bool th_map_delete(th_map *map, th_key key);

/* Removes all entries; the bucket array stays (a map never shrinks).
 *   Cost     O(buckets). Threads: sole user. Cursors stay valid; what they yield is put later. */
void th_map_clear(th_map *map);

/* ---- Many keys at once ----
 *
 * The same as a call for each key, in order; in a large map faster, from some sixteen keys on, as
 * they wait for memory together. An observer is told of, and a history remembers, single ones. */

/* values[i] points at the value stored under keys[i], or is NULL; says how many of them are there.
 *   Owner    as th_map_get: each is valid until the next put, delete, clear or free.
 *   Cost     O(count); from 1e6 entries on about half of as many th_map_get.
 *   Threads  as th_map_get. */
size_t th_map_get_many(const th_map *map, const th_key *keys, const void **values, size_t count);

/* Stores under keys[i] the value_size bytes from values + i * value_size on. Of equal keys the
 * first one's bytes and the last one's value stay. *stored, if stored is not NULL, becomes the
 * number of keys that are in: count, but for an error.
 *   Owner    keys' bytes as th_map_put; keys and values are not needed any more. values may not
 *            lie in the map; NULL will do where value_size is 0.
 *   Errors   TH_NIL_MAP (not where count is 0), TH_NO_MEMORY. After either, the map is as it was
 *            after the first *stored keys were put, and none behind them.
 *   Cost     as count times th_map_put, which it is, with fewer waits for memory.
 *   Threads  sole user of the map from the first key to the last: a call by anybody else is fatal
 *            meanwhile, if it is noticed. (While the map is watched: from each put's start to its
 *            end, as for single ones.)
 *   Cursors  as th_map_put. */
TH_CHECKED th_status th_map_put_many(th_map *map, const th_key *keys, const void *values,
                                     size_t count, size_t *stored);

/* A walk over a map that may change underneath. Fields below the line are for core alone; they are
 * public so that a cursor needs no allocation. Not to be copied or moved while open. */
typedef struct th_cursor {
    th_key key;        /* of the entry just yielded; valid until that entry goes */
    const void *value; /* valid until the next put, delete, clear, free, step or close */
    /* ---- */
    th_map *map;                     /* NULL: done */
    struct th_cursor *next_standing; /* in its map's list, while it stands away from home */
    struct th_array *home; /* the array that was current at the start; pinned while open */
    struct th_array *here; /* the array of the bucket it stands in, pinned when it is not home */
    char *bucket_ptr;      /* the bucket it stands in; NULL: enter the next one */
    uint64_t start_bucket;
    uint64_t bucket;       /* the next one to enter */
    uint64_t check_bucket; /* walking an old chain for this new bucket; TH_NO_CHECK: not so */
    uint32_t id;           /* for the observer */
    uint32_t array_id;     /* of the array it stands in, when it entered; clear gives a new one */
    uint32_t depth;        /* of bucket_ptr in its chain */
    uint8_t offset;        /* first slot looked at in each bucket */
    uint8_t B;             /* of home */
    uint8_t i;             /* slots of bucket_ptr already looked at */
    bool has_wrapped;
} th_cursor;

#define TH_NO_CHECK UINT64_MAX

/* Opens a cursor at a random bucket and slot, as range does. Nothing is yielded yet.
 *   Owner    the caller, who must close it; the bucket array it walks lives until then.
 *   Threads  as a reader. */
void th_cursor_open(th_map *map, th_cursor *cursor);

/* The same with a chosen start: bucket start_bucket mod bucket count, slot offset mod 8. */
void th_cursor_open_at(th_map *map, th_cursor *cursor, uint64_t start_bucket, uint8_t offset);

/* Steps to the next entry: false when there is none, and from then on.
 *   Cost     O(1) amortised over a walk.
 *   Threads  as a reader; a write meanwhile on another thread is fatal. Writes between two calls
 *            are fine (M4). */
bool th_cursor_next(th_cursor *cursor);

/* Unpins. Closing twice is fine. */
void th_cursor_close(th_cursor *cursor);

#endif
