/* registers.c - an operation's moves are read from its first to the position, each leaving its
 * values behind: a later look overwrites an earlier one, an answer stays until the next comes. */
#include "viz/timeline/registers.h"

#include <assert.h>
#include <string.h>

#include "core/map_layout.h"

/* ---- Places ---- */

static bool is_same_place(const struct registers_place *a, const struct registers_place *b)
{
    return a->map == b->map && a->place.array == b->place.array &&
           a->place.bucket == b->place.bucket && a->place.depth == b->place.depth &&
           a->place.slot == b->place.slot;
}

static void drop_place(struct registers *registers, uint32_t index)
{
    registers->place_count--;
    memmove(&registers->places[index], &registers->places[index + 1],
            (registers->place_count - index) * sizeof registers->places[0]);
}

/* While reading, the latest change stands last: it is looked for from there, and found soon. */
static void change_place(struct registers *registers, uint32_t map, th_place place, bool is_now)
{
    struct registers_place changed = {.map = map, .place = place, .is_now = is_now};
    registers->place_total++;
    for (uint32_t i = registers->place_count; i-- > 0;) {
        if (!is_same_place(&registers->places[i], &changed)) continue;
        drop_place(registers, i);
        break;
    }
    if (registers->place_count == REGISTERS_PLACES_MAX) {
        drop_place(registers, 0);
        registers->has_all_places = false;
    }
    registers->places[registers->place_count++] = changed;
}

static void reverse_places(struct registers *registers)
{
    for (uint32_t i = 0, j = registers->place_count; i + 1 < j; i++) {
        j--;
        struct registers_place other = registers->places[i];
        registers->places[i] = registers->places[j];
        registers->places[j] = other;
    }
}

static th_place whole_bucket(th_place place)
{
    place.slot = REGISTERS_WHOLE;
    return place;
}

static th_place whole_array(uint32_t array)
{
    return (th_place){.array = array, .bucket = REGISTERS_WHOLE, .slot = REGISTERS_WHOLE};
}

/* ---- What a move changes ---- */

static unsigned header_difference(const th_header *before, const th_header *after)
{
    unsigned fields = 0;
    if (before->count != after->count) fields |= REGISTERS_COUNT;
    if (before->flags != after->flags) fields |= REGISTERS_FLAGS;
    if (before->B != after->B) fields |= REGISTERS_B;
    if (before->noverflow != after->noverflow) fields |= REGISTERS_NOVERFLOW;
    if (before->hash0 != after->hash0) fields |= REGISTERS_HASH0;
    if (before->buckets != after->buckets) fields |= REGISTERS_BUCKETS;
    if (before->oldbuckets != after->oldbuckets) fields |= REGISTERS_OLDBUCKETS;
    if (before->nevacuate != after->nevacuate) fields |= REGISTERS_NEVACUATE;
    return fields;
}

static unsigned header_fields(const th_event *event)
{
    switch (event->kind) {
    case TH_EVENT_WRITING_SET:
    case TH_EVENT_WRITING_CLEARED:
    case TH_EVENT_ITER_START:
        return event->before == event->after ? 0 : REGISTERS_FLAGS;
    case TH_EVENT_BUCKETS_MADE:
        return REGISTERS_BUCKETS | (event->after != 0 ? REGISTERS_B : 0u);
    case TH_EVENT_OVERFLOW_LINKED:
        return event->before == event->after ? 0 : REGISTERS_NOVERFLOW;
    case TH_EVENT_NEVACUATE:
        return REGISTERS_NEVACUATE;
    case TH_EVENT_COUNT:
        return REGISTERS_COUNT;
    case TH_EVENT_SEED:
        return REGISTERS_HASH0;
    case TH_EVENT_GROW_START:
    case TH_EVENT_GROW_END:
    case TH_EVENT_CLEARED:
        return header_difference(event->header_before, event->header_after);
    default:
        return 0;
    }
}

static void read_changes(struct registers *registers, const th_event *event, bool is_now)
{
    uint32_t map = registers->op.map;
    switch (event->kind) {
    case TH_EVENT_SLOT_MOVED:
        change_place(registers, map, event->at, is_now);
        change_place(registers, map, event->to, is_now);
        break;
    case TH_EVENT_SLOT_WRITTEN:
    case TH_EVENT_VALUE_WRITTEN:
    case TH_EVENT_SLOT_CLEARED:
    case TH_EVENT_EMPTY_REST:
    case TH_EVENT_EMPTY_EVACUATED:
        change_place(registers, map, event->at, is_now);
        break;
    case TH_EVENT_BUCKET_WIPED:
    case TH_EVENT_OVERFLOW_LINKED:
        change_place(registers, map, whole_bucket(event->at), is_now);
        break;
    case TH_EVENT_BUCKETS_MADE:
        change_place(registers, map, whole_array(event->at.array), is_now);
        break;
    case TH_EVENT_GROW_START:
    case TH_EVENT_CLEARED:
        change_place(registers, map, whole_array(event->header_after->buckets), is_now);
        break;
    default:
        break;
    }
    unsigned fields = header_fields(event);
    registers->header_op |= fields;
    registers->header_now = is_now ? fields : 0;
}

/* ---- What a move says ---- */

static enum registers_probe probe_of(const th_event *event)
{
    if (event->before == TH_EMPTY_REST) return REGISTERS_PROBE_REST;
    if (event->before == TH_EMPTY_ONE) return REGISTERS_PROBE_EMPTY;
    bool is_equal =
        event->after == 0 ? event->before >= TH_MIN_TOPHASH : event->before == event->after;
    return is_equal ? REGISTERS_PROBE_EQUAL : REGISTERS_PROBE_DIFFERENT;
}

static void read_search(struct registers *registers, const th_event *event)
{
    if (event->kind != TH_EVENT_KEY_COMPARED) registers->probe = REGISTERS_PROBE_NONE;
    switch (event->kind) {
    case TH_EVENT_HASH:
        registers->is_hash_known = true;
        registers->hash = event->hash;
        registers->tophash = th_tophash(event->hash);
        break;
    case TH_EVENT_BUCKET_CHOSEN:
        registers->has_bucket = true;
        registers->is_bucket_old = event->after != 0;
        registers->bucket = event->at;
        break;
    case TH_EVENT_SLOT_PROBED:
        registers->probe = probe_of(event);
        registers->probed = event->at;
        registers->probed_tophash = (uint8_t)event->before;
        registers->probe_count++;
        break;
    case TH_EVENT_KEY_COMPARED:
        registers->compare_count++;
        registers->is_key_equal = event->after != 0;
        registers->has_found = registers->is_key_equal;
        if (registers->has_found) registers->found = event->at;
        break;
    default:
        break;
    }
}

static bool is_evacuation(th_event_kind kind)
{
    return kind == TH_EVENT_EVACUATE_START || kind == TH_EVENT_SLOT_MOVED ||
           kind == TH_EVENT_EMPTY_EVACUATED || kind == TH_EVENT_BUCKET_WIPED;
}

/* An overflow bucket is linked by evacuations as well as by the put itself. */
static void read_growth(struct registers *registers, const th_event *event)
{
    registers->has_moved = event->kind == TH_EVENT_SLOT_MOVED;
    if (!is_evacuation(event->kind) && event->kind != TH_EVENT_OVERFLOW_LINKED) {
        registers->is_evacuating = false;
    }
    switch (event->kind) {
    case TH_EVENT_GROWTH_CHECKED:
        registers->is_growth_checked = true;
        registers->growth_count = event->before;
        registers->growth = (int)event->after;
        break;
    case TH_EVENT_GROW_START:
        registers->has_begun_growth = true;
        registers->B_before = event->header_before->B;
        break;
    case TH_EVENT_EVACUATE_START:
        registers->is_evacuating = true;
        registers->evacuating = event->at;
        break;
    case TH_EVENT_SLOT_MOVED:
        registers->moved_from = event->at;
        registers->moved_to = event->to;
        registers->moved_hash = event->hash;
        break;
    default:
        break;
    }
}

static void read_iteration(struct registers *registers, const th_event *event)
{
    if (event->cursor != 0) registers->cursor = event->cursor;
    registers->is_lookup = event->kind == TH_EVENT_ITER_LOOKUP;
    registers->skip = event->kind == TH_EVENT_ITER_SKIP ? (int)event->after : -1;
    if (event->kind == TH_EVENT_ITER_YIELD) registers->has_yielded = true;
}

static void read_end(struct registers *registers, const th_event *event)
{
    switch (event->kind) {
    case TH_EVENT_OP_END:
        registers->is_over = true;
        registers->result = event->after != 0;
        break;
    case TH_EVENT_PANIC:
        registers->has_panicked = true;
        registers->status = (th_status)event->before;
        break;
    case TH_EVENT_FATAL:
        registers->is_fatal = true;
        registers->fatal = (th_fatal_kind)event->before;
        registers->is_fatal_at_exit = event->after != 0;
        break;
    default:
        break;
    }
}

/* The operation's own key and value; a step's are those that it yields, a get's value is what it
 * found. */
static void read_ids(struct registers *registers, const struct move *move, const th_event *event)
{
    bool gives = move->kind == TH_EVENT_OP_START || move->kind == TH_EVENT_ITER_YIELD ||
                 move->kind == TH_EVENT_OP_END;
    if (!gives) return;
    if (move->key != 0) {
        registers->key_id = move->key;
        registers->key = event->key;
    }
    if (move->value != 0) {
        registers->value_id = move->value;
        registers->value = event->value;
    }
}

/* A loop's lines, and those behind it, are of an earlier round as soon as it comes round. */
static void read_line(struct registers *registers, const th_event *event, uint64_t index)
{
    bool is_aside = event->kind == TH_EVENT_OP_END || event->kind == TH_EVENT_LOOKED ||
                    event->kind == TH_EVENT_ARRAY_FREED || event->kind == TH_EVENT_SEED;
    th_code code = th_line_of(event->line).code;
    for (int line = (int)event->line + 1; line < TH_LINE_COUNT; line++) {
        if (th_line_of((th_line)line).code == code) registers->line_moves[line] = 0;
    }
    if (is_aside && registers->line_moves[event->line] != 0) return;
    registers->line_moves[event->line] = index + 1;
}

static void read_move(const struct timeline *timeline, uint64_t index, bool is_now,
                      struct registers *registers)
{
    th_event event;
    timeline_event(timeline, index, &event);
    registers->move_count++;
    registers->line = event.line;
    registers->kind = event.kind;
    read_line(registers, &event, index);
    read_ids(registers, timeline_move(timeline, index), &event);
    read_search(registers, &event);
    read_growth(registers, &event);
    read_iteration(registers, &event);
    read_end(registers, &event);
    read_changes(registers, &event, is_now);
}

/* What says "the current move" must not outlive it. */
static void forget_now(struct registers *registers)
{
    registers->header_now = 0;
    registers->has_moved = false;
    registers->is_lookup = false;
    registers->skip = -1;
}

void registers_read(const struct timeline *timeline, uint64_t position, uint8_t worker,
                    struct registers *registers)
{
    assert(position <= timeline_len(timeline));
    *registers = (struct registers){.skip = -1, .has_all_places = true};
    registers->has_op = timeline_op_before(timeline, position, worker, &registers->op);
    if (!registers->has_op) return;
    uint64_t last_own = registers->op.first;
    for (uint64_t i = registers->op.first; i < registers->op.end; i++) {
        if (timeline_move(timeline, i)->worker != worker) continue;
        registers->move_total++;
        if (i >= position) continue;
        read_move(timeline, i, i == position - 1, registers);
        last_own = i;
    }
    if (last_own != position - 1) forget_now(registers);
    reverse_places(registers);
}
