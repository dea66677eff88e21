/* scenario_map.c - options, setup and operations of a scenario's map. */
#include "viz/race/scenario_map.h"

#include <assert.h>

#include "viz/race/serial_ends.h"

bool scenario_map_force(const struct scenario *scenario, th_forced_hash **forced)
{
    *forced = NULL;
    if (scenario->hash_count == 0) return true;
    *forced = th_forced_hash_make(th_hash_default());
    if (*forced == NULL) return false;
    for (size_t i = 0; i < scenario->hash_count; i++) {
        const struct scenario_hash *chosen = &scenario->hashes[i];
        if (th_forced_hash_set(*forced, chosen->key, chosen->hash) != TH_OK) return false;
    }
    return true;
}

th_hash scenario_map_hash(th_forced_hash *forced)
{
    return forced == NULL ? th_hash_default() : th_forced_hash_use(forced);
}

th_map_options scenario_map_options(const struct scenario *scenario, th_forced_hash *forced)
{
    return (th_map_options){.hint = scenario->hint,
                            .value_size = scenario->value_size,
                            .is_seeded = true,
                            .seed = scenario->seed,
                            .hash = scenario_map_hash(forced)};
}

bool scenario_map_set_up(th_map *map, const struct scenario_op *ops, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (ops[i].kind == SCENARIO_PUT) {
            if (th_map_put(map, ops[i].key, ops[i].value) != TH_OK) return false;
        } else if (ops[i].kind == SCENARIO_DELETE) {
            (void)th_map_delete(map, ops[i].key);
        } else {
            assert(ops[i].kind == SCENARIO_CLEAR);
            th_map_clear(map);
        }
    }
    return true;
}

static uint64_t get(th_map *map, const struct scenario_op *op, size_t value_size)
{
    const void *found = th_map_get(map, op->key);
    return found == NULL ? 0 : race_entry(op->key, found, value_size);
}

static uint64_t iterate(th_map *map, const struct scenario_op *op, size_t value_size)
{
    th_cursor cursor;
    uint64_t sum = 0;
    th_cursor_open_at(map, &cursor, op->start_bucket, op->offset);
    while (th_cursor_next(&cursor))
        sum += race_entry(cursor.key, cursor.value, value_size);
    th_cursor_close(&cursor);
    return sum;
}

uint64_t scenario_map_do(th_map *map, const struct scenario_op *op, size_t value_size)
{
    switch (op->kind) {
    case SCENARIO_PUT:
        return (uint64_t)th_map_put(map, op->key, op->value);
    case SCENARIO_GET:
        return get(map, op, value_size);
    case SCENARIO_DELETE:
        return th_map_delete(map, op->key);
    case SCENARIO_CLEAR:
        th_map_clear(map);
        return 0;
    case SCENARIO_ITERATE:
        return iterate(map, op, value_size);
    case SCENARIO_LOCK:
    case SCENARIO_UNLOCK:
    case SCENARIO_RLOCK:
    case SCENARIO_RUNLOCK:
        break;
    }
    assert(false && "an operation of a map");
    return 0;
}
