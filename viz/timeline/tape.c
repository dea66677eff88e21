/* tape.c - the moves' list and operations. The tables of keys and values: tape_tables.c. */
#include "viz/timeline/tape.h"

#include <assert.h>
#include <string.h>

#include "viz/timeline/summary.h"

/* Positions fit 32 bits wherever they are stored. Nobody steps through more, and a lesson of a
 * stranger gets no more than 1.6 GB. */
#define MOVES_MAX (UINT32_C(1) << 25)

void tape_init(struct tape *tape, th_memory memory)
{
    *tape = (struct tape){.memory = memory};
    store_init(&tape->moves, memory, sizeof(struct move));
    store_init(&tape->summaries, memory, sizeof(struct summary));
    store_init(&tape->displaced, memory, sizeof(struct tape_displaced));
    store_init(&tape->headers, memory, sizeof(struct tape_headers));
    store_init(&tape->keys, memory, sizeof(th_key));
    store_init(&tape->key_blocks, memory, sizeof(struct tape_block));
    store_init(&tape->maps, memory, sizeof(struct tape_map));
    store_init(&tape->ops, memory, sizeof(struct tape_op));
    for (unsigned worker = 0; worker < TIMELINE_WORKERS_MAX; worker++) {
        store_init(&tape->ops_of[worker], memory, sizeof(uint32_t));
    }
}

static struct tape_map *map_at(const struct tape *tape, uint64_t map)
{
    return store_at(&tape->maps, map);
}

void tape_free(struct tape *tape)
{
    for (uint64_t map = 0; map < tape->maps.len; map++) {
        if (map_at(tape, map)->value_size > 0) store_free(&map_at(tape, map)->values);
    }
    tape_free_keys(tape);
    store_free(&tape->moves);
    store_free(&tape->summaries);
    store_free(&tape->displaced);
    store_free(&tape->headers);
    store_free(&tape->maps);
    store_free(&tape->ops);
    for (unsigned worker = 0; worker < TIMELINE_WORKERS_MAX; worker++) {
        store_free(&tape->ops_of[worker]);
    }
}

size_t tape_size(const struct tape *tape)
{
    size_t size = store_size(&tape->moves) + store_size(&tape->summaries) +
                  store_size(&tape->displaced) + store_size(&tape->headers) +
                  store_size(&tape->maps) + store_size(&tape->ops) + tape_keys_size(tape);
    for (unsigned worker = 0; worker < TIMELINE_WORKERS_MAX; worker++) {
        size += store_size(&tape->ops_of[worker]);
    }
    for (uint64_t map = 0; map < tape->maps.len; map++) {
        if (map_at(tape, map)->value_size > 0) size += store_size(&map_at(tape, map)->values);
    }
    return size;
}

bool tape_reserve_map(struct tape *tape) { return store_reserve(&tape->maps, 1); }

void tape_add_map(struct tape *tape, size_t value_size)
{
    struct tape_map *map = store_push(&tape->maps);
    map->value_size = value_size;
    if (value_size > 0) store_init(&map->values, tape->memory, value_size);
}

/* ---- Moves and operations ---- */

enum timeline_status tape_reserve(struct tape *tape, uint8_t worker)
{
    if (tape->moves.len >= MOVES_MAX) return TIMELINE_FULL;
    bool has_room = store_reserve(&tape->moves, 1) && store_reserve(&tape->summaries, 1) &&
                    store_reserve(&tape->ops, 1) && store_reserve(&tape->ops_of[worker], 1);
    return has_room ? TIMELINE_OK : TIMELINE_NO_MEMORY;
}

static struct tape_op *latest_op(const struct tape *tape, uint8_t worker)
{
    const struct store *numbers = &tape->ops_of[worker];
    if (numbers->len == 0) return NULL;
    const uint32_t *number = store_at(numbers, numbers->len - 1);
    return store_at(&tape->ops, *number);
}

/* An operation that is still open when its worker begins another was never ended: a fatal error. */
static void begin_op(struct tape *tape, const struct move *move, uint64_t index)
{
    struct tape_op *before = latest_op(tape, move->worker);
    if (before != NULL && before->end == TAPE_OPEN) before->end = index;
    uint32_t *number = store_push(&tape->ops_of[move->worker]);
    *number = (uint32_t)tape->ops.len;
    struct tape_op *op = store_push(&tape->ops);
    *op = (struct tape_op){.first = index,
                           .end = TAPE_OPEN,
                           .op = (uint8_t)move->word.before,
                           .map = move->map,
                           .worker = move->worker};
}

static void end_op(struct tape *tape, const struct move *move, uint64_t index)
{
    struct tape_op *op = latest_op(tape, move->worker);
    if (op == NULL || op->end != TAPE_OPEN) return;
    op->end = index + 1;
    op->is_over = true;
}

void tape_append(struct tape *tape, const struct move *move, const th_event *event)
{
    uint64_t index = tape->moves.len;
    struct summary *summary = index % TIMELINE_BLOCK == 0
                                  ? store_push(&tape->summaries)
                                  : store_at(&tape->summaries, index / TIMELINE_BLOCK);
    summary_add(summary, event, move->key);
    memcpy(store_push(&tape->moves), move, sizeof *move);
    if (move->kind == TH_EVENT_OP_START) begin_op(tape, move, index);
    if (move->kind == TH_EVENT_OP_END) end_op(tape, move, index);
}

bool tape_op_at(const struct tape *tape, uint64_t index, uint8_t worker, uint64_t *number)
{
    assert(worker < TIMELINE_WORKERS_MAX);
    const struct store *numbers = &tape->ops_of[worker];
    uint64_t low = 0;             /* all below begin at or before index ... */
    uint64_t high = numbers->len; /* ... and all from here on behind it */
    while (low < high) {
        uint64_t middle = low + (high - low) / 2;
        const uint32_t *candidate = store_at(numbers, middle);
        const struct tape_op *op = store_at(&tape->ops, *candidate);
        if (op->first <= index) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == 0) return false;
    const uint32_t *found = store_at(numbers, low - 1);
    *number = *found;
    return true;
}
