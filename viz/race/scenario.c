/* scenario.c - a scenario's digest: XXH3, 64 bits, over its parts written one after the other.
 *
 * A number is eight bytes, the lowest first; bytes and names have their length before them, and a
 * list the number of its items. So no two scenarios that differ are written alike, and all machines
 * write the same:
 *
 *     "race 1"   value_size   hint   seed
 *     hashes     key, hash
 *     setup      its operations
 *     locks      name, 1 if rw
 *     workers    name, its operations
 *
 * An operation is its word, then what its kind has, as SCENARIO_OP_LIST says; fields that its kind
 * has not are left out, so rubbish in them changes nothing. A value is its value_size bytes alone.
 * Names count because schedules are written with them; the scenario's and its map's do not. */
#include "viz/race/scenario.h"

#include <assert.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "core/map_layout.h"

static const char *const WORDS[] = {
#define X(op, word) [op] = word,
    SCENARIO_OP_LIST(X)
#undef X
};

const char *scenario_op_word(enum scenario_op_kind kind)
{
    assert(kind < sizeof WORDS / sizeof WORDS[0]);
    return WORDS[kind];
}

int64_t scenario_hint_max(size_t value_size)
{
    /* A stock of 1/16 comes along, rounded up to whole pages of 8 KiB as Go's allocator does. */
    uint64_t main_bytes_max = (SCENARIO_ARRAY_BYTES_MAX - 8192) / 17 * 16;
    uint64_t bucket_count = 1;
    while (2 * bucket_count * th_bucket_size(value_size) <= main_bytes_max)
        bucket_count *= 2;
    return (int64_t)(bucket_count * TH_LOAD_NUMERATOR / TH_LOAD_DENOMINATOR);
}

static void add_raw(XXH3_state_t *digest, const void *bytes, size_t len)
{
    if (len > 0) (void)XXH3_64bits_update(digest, bytes, len);
}

static void add_number(XXH3_state_t *digest, uint64_t number)
{
    uint8_t bytes[8];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (uint8_t)(number >> 8 * i);
    add_raw(digest, bytes, sizeof bytes);
}

static void add_bytes(XXH3_state_t *digest, const void *bytes, size_t len)
{
    add_number(digest, len);
    add_raw(digest, bytes, len);
}

static void add_name(XXH3_state_t *digest, const char *name)
{
    add_bytes(digest, name, strlen(name));
}

static void add_op(XXH3_state_t *digest, const struct scenario_op *op, size_t value_size)
{
    add_name(digest, scenario_op_word(op->kind));
    switch (op->kind) {
    case SCENARIO_PUT:
        add_bytes(digest, op->key.bytes, op->key.len);
        add_raw(digest, op->value, value_size);
        break;
    case SCENARIO_GET:
    case SCENARIO_DELETE:
        add_bytes(digest, op->key.bytes, op->key.len);
        break;
    case SCENARIO_CLEAR:
        break;
    case SCENARIO_ITERATE:
        add_number(digest, op->start_bucket);
        add_number(digest, op->offset);
        break;
    case SCENARIO_LOCK:
    case SCENARIO_UNLOCK:
    case SCENARIO_RLOCK:
    case SCENARIO_RUNLOCK:
        add_number(digest, op->lock);
        break;
    }
}

static void add_ops(XXH3_state_t *digest, const struct scenario_op *ops, size_t count,
                    size_t value_size)
{
    add_number(digest, count);
    for (size_t i = 0; i < count; i++)
        add_op(digest, &ops[i], value_size);
}

static void add_map(XXH3_state_t *digest, const struct scenario *scenario)
{
    add_number(digest, scenario->value_size);
    add_number(digest, (uint64_t)scenario->hint);
    add_number(digest, scenario->seed);
    add_number(digest, scenario->hash_count);
    for (size_t i = 0; i < scenario->hash_count; i++) {
        add_bytes(digest, scenario->hashes[i].key.bytes, scenario->hashes[i].key.len);
        add_number(digest, scenario->hashes[i].hash);
    }
    add_ops(digest, scenario->setup, scenario->setup_count, scenario->value_size);
}

static void add_workers(XXH3_state_t *digest, const struct scenario *scenario)
{
    add_number(digest, scenario->lock_count);
    for (size_t i = 0; i < scenario->lock_count; i++) {
        add_name(digest, scenario->locks[i].name);
        add_number(digest, scenario->locks[i].is_rw ? 1 : 0);
    }
    add_number(digest, scenario->worker_count);
    for (size_t i = 0; i < scenario->worker_count; i++) {
        const struct scenario_worker *worker = &scenario->workers[i];
        add_name(digest, worker->name);
        add_ops(digest, worker->ops, worker->op_count, scenario->value_size);
    }
}

uint64_t scenario_digest(const struct scenario *scenario)
{
    /* Not on the stack: under the address sanitizer gcc may not align it there as its type asks. */
    static _Thread_local XXH3_state_t digest;
    (void)XXH3_64bits_reset(&digest);
    add_name(&digest, "race 1");
    add_map(&digest, scenario);
    add_workers(&digest, scenario);
    return XXH3_64bits_digest(&digest);
}
