/* timeline.c - tape and models held together by a position. Packing: record.c; winding one move:
 * model_wind.c; many: keyframes.c. */
#include "viz/timeline/timeline.h"

#include <assert.h>

#include "viz/timeline/keyframes.h"
#include "viz/timeline/record.h"
#include "viz/timeline/summary.h"

/* What a map's observer points at. */
struct listener {
    struct timeline *timeline;
    uint32_t map;
    th_observer observer;
};

struct timeline {
    th_memory memory;
    struct tape tape;
    struct keyframes frames;
    struct keyframe *now; /* the one that stands at the position */
    struct store listeners;
    enum timeline_status status;
    uint8_t worker;
};

/* ---- Making ---- */

struct timeline *timeline_make(const th_memory *memory)
{
    th_memory from = memory == NULL ? th_memory_libc() : *memory;
    struct timeline *timeline = from.take(from.context, sizeof *timeline);
    if (timeline == NULL) return NULL;
    timeline->memory = from;
    tape_init(&timeline->tape, from);
    keyframes_init(&timeline->frames, &timeline->tape);
    timeline->now = &timeline->frames.whole;
    store_init(&timeline->listeners, from, sizeof(struct listener));
    return timeline;
}

void timeline_free(struct timeline *timeline)
{
    if (timeline == NULL) return;
    th_memory memory = timeline->memory;
    store_free(&timeline->listeners);
    keyframes_free(&timeline->frames);
    tape_free(&timeline->tape);
    memory.give(memory.context, timeline, sizeof *timeline);
}

/* ---- Recording ---- */

/* Parked models have no room for what comes: none stays. */
static void go_to_end(struct timeline *timeline)
{
    if (timeline->now->position == timeline_len(timeline) && timeline->frames.parked == NULL)
        return;
    keyframes_unpark(&timeline->frames);
    timeline->now = &timeline->frames.whole;
}

static void record(void *context, const th_event *event)
{
    const struct listener *listener = context;
    struct timeline *timeline = listener->timeline;
    if (timeline->status != TIMELINE_OK) return;
    go_to_end(timeline);
    struct keyframe *now = timeline->now;
    struct move move;
    timeline->status = record_event(&now->model, listener->map, timeline->worker, event, &move);
    if (timeline->status != TIMELINE_OK) return;
    model_note_change(&now->model, &move, now->position);
    tape_append(&timeline->tape, &move, event);
    model_apply(&now->model, &move);
    now->position++;
}

bool timeline_add_map(struct timeline *timeline, const char *name, size_t value_size, uint32_t *map)
{
    assert(timeline_len(timeline) == 0 && "maps come before moves");
    assert(value_size <= TH_VALUE_SIZE_MAX);
    uint64_t index = timeline->listeners.len;
    if (index >= TIMELINE_MAPS_MAX || !store_reserve(&timeline->listeners, 1) ||
        !tape_reserve_map(&timeline->tape) ||
        !model_add_map(&timeline->frames.whole.model, name, value_size)) {
        return false;
    }
    tape_add_map(&timeline->tape, value_size);
    struct listener *listener = store_push(&timeline->listeners);
    listener->timeline = timeline;
    listener->map = (uint32_t)index;
    listener->observer = (th_observer){.context = listener, .event = record};
    *map = listener->map;
    return true;
}

const th_observer *timeline_observer(struct timeline *timeline, uint32_t map)
{
    const struct listener *listener = store_at(&timeline->listeners, map);
    return &listener->observer;
}

void timeline_set_worker(struct timeline *timeline, uint8_t worker)
{
    assert(worker < TIMELINE_WORKERS_MAX);
    timeline->worker = worker;
}

enum timeline_status timeline_status(const struct timeline *timeline) { return timeline->status; }

const char *timeline_status_text(enum timeline_status status)
{
    static const char *const texts[] = {
#define X(name, text) [name] = (text),
        TIMELINE_STATUS_LIST(X)
#undef X
    };
    assert((unsigned)status < sizeof texts / sizeof *texts);
    return texts[status];
}

/* ---- Winding ---- */

uint64_t timeline_len(const struct timeline *timeline) { return timeline->tape.moves.len; }

uint64_t timeline_position(const struct timeline *timeline) { return timeline->now->position; }

void timeline_seek(struct timeline *timeline, uint64_t position)
{
    assert(position <= timeline_len(timeline));
    timeline->now = keyframes_seek(&timeline->frames, position);
}

bool timeline_park_models(struct timeline *timeline, uint64_t stretch)
{
    go_to_end(timeline);
    return keyframes_park(&timeline->frames, stretch);
}

const struct model *timeline_model(const struct timeline *timeline)
{
    return &timeline->now->model;
}

/* ---- Reading ---- */

const struct move *timeline_move(const struct timeline *timeline, uint64_t index)
{
    return tape_move(&timeline->tape, index);
}

void timeline_event(const struct timeline *timeline, uint64_t index, th_event *event)
{
    record_recall(&timeline->now->model, tape_move(&timeline->tape, index), event);
}

th_key timeline_key(const struct timeline *timeline, uint32_t id)
{
    return tape_key_at(&timeline->tape, id);
}

const void *timeline_value(const struct timeline *timeline, uint32_t map, uint32_t id)
{
    return tape_value_at(&timeline->tape, map, id);
}

/* ---- Searching ---- */

uint32_t timeline_key_id(const struct timeline *timeline, th_key key)
{
    return tape_key_id(&timeline->tape, key);
}

bool timeline_may_have(const struct timeline *timeline, uint64_t index,
                       const struct timeline_sought *sought)
{
    return summary_may_have(store_at(&timeline->tape.summaries, index / TIMELINE_BLOCK), sought);
}

/* ---- Operations ---- */

uint64_t timeline_op_count(const struct timeline *timeline) { return timeline->tape.ops.len; }

struct timeline_op timeline_op(const struct timeline *timeline, uint64_t number)
{
    const struct tape_op *op = store_at(&timeline->tape.ops, number);
    return (struct timeline_op){
        .number = number,
        .first = op->first,
        .end = op->end == TAPE_OPEN ? timeline_len(timeline) : op->end,
        .op = (th_op)op->op,
        .map = op->map,
        .worker = op->worker,
        .is_over = op->is_over,
    };
}

bool timeline_op_of(const struct timeline *timeline, uint64_t index, struct timeline_op *op)
{
    uint64_t number;
    if (!tape_op_at(&timeline->tape, index, timeline_move(timeline, index)->worker, &number)) {
        return false;
    }
    *op = timeline_op(timeline, number);
    return index < op->end;
}

bool timeline_op_before(const struct timeline *timeline, uint64_t position, uint8_t worker,
                        struct timeline_op *op)
{
    uint64_t number;
    if (position == 0 || !tape_op_at(&timeline->tape, position - 1, worker, &number)) return false;
    *op = timeline_op(timeline, number);
    return true;
}

struct timeline_size timeline_size(const struct timeline *timeline)
{
    return (struct timeline_size){.tape_bytes = tape_size(&timeline->tape),
                                  .model_bytes = keyframes_size(&timeline->frames)};
}
