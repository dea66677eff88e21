/* map_script.h - a script of map operations as plain data: what is generated, run, shrunk and
 * written. */
#ifndef TESTS_PROPERTY_MAP_SCRIPT_H
#define TESTS_PROPERTY_MAP_SCRIPT_H

#include "core/map.h"

enum { MAP_SCRIPT_CURSORS = 4 };

enum map_op_kind {
    MAP_PUT,
    MAP_GET,
    MAP_DELETE,
    MAP_CLEAR,
    MAP_ITERATE, /* from its start to its end */
    MAP_OPEN,    /* closes the cursor if it is open, opens it, steps once */
    MAP_NEXT,    /* nothing where the cursor is not open */
    MAP_CLOSE,   /* likewise */
    MAP_OP_KINDS
};

struct map_op {
    uint8_t kind;
    uint8_t cursor;
    uint8_t offset;
    uint8_t
        fail_take; /* put, delete: this request for memory gets none (1: the first); 0: all do */
    uint32_t key;  /* index into the script's keys */
    int64_t value;
    uint64_t start_bucket;
};

/* The hash of a key is its hash here, xor something of the seed where the script says so. */
struct script_key {
    th_key key; /* bytes are the script's */
    uint64_t hash;
};

struct map_script {
    int64_t hint;
    size_t value_size;
    bool keys_owned;
    bool is_watched;    /* an observer is told every move */
    bool has_seed_hash; /* hashes change with the map's seed */
    struct script_key *keys;
    size_t key_count;
    struct map_op *ops;
    size_t op_count;
};

/* Room for that many keys (all empty) and operations (none yet).
 *   Owner    the caller: map_script_free. */
struct map_script map_script_make(size_t key_count, size_t op_max);
void map_script_free(struct map_script *script);

/* A script of its own that says the same. */
struct map_script map_script_copy(const struct map_script *script);

/* Key index becomes a copy of these bytes. */
void map_script_set_key(struct map_script *script, size_t index, th_key key);

/* Takes count operations out, from start on. */
void map_script_drop(struct map_script *script, size_t start, size_t count);

/* The bytes that value stands for: nothing; 0 or 1; the number; the number and its complement; for
 * other sizes something that differs in each byte. */
void map_value_bytes(int64_t value, size_t value_size, uint8_t bytes[TH_VALUE_SIZE_MAX]);

#endif
