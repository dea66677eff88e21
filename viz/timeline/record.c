/* record.c - how an event is packed, and what it will take to undo it.
 *
 *    th_event --> struct move     The model at the tape's end supplies what stood there before
 *       ^            |            (`was`, displaced ids): an event's own `before` is what the
 *       '--recall----'            worker believed, and in a race that may be another thing.
 *
 * An event from a sound map always fits. One that names what was never made, or makes it twice, is
 * TIMELINE_STRANGE_EVENT: the tape would not wind back exactly. */
#include "viz/timeline/record.h"

#include <assert.h>
#include <string.h>

/* One event on its way. */
struct packing {
    struct model *model;
    struct tape *tape;
    const struct map_state *map;
    uint32_t map_index;
    const th_event *event;
    struct move *move;
};

/* ---- Places ---- */

static enum timeline_status pack_at(struct packing *packing)
{
    const th_place *at = &packing->event->at;
    struct move *move = packing->move;
    if (at->slot > UINT8_MAX) return TIMELINE_STRANGE_EVENT;
    move->at_slot = (uint8_t)at->slot;
    if (at->array == 0) return TIMELINE_OK;
    struct spot spot;
    if (!model_find(packing->map, *at, &spot)) return TIMELINE_STRANGE_EVENT;
    move->at_array = spot.array;
    move->at_bucket = spot.bucket;
    return TIMELINE_OK;
}

/* As pack_at, for what cannot do without a slot. */
static enum timeline_status pack_slot_at(struct packing *packing)
{
    const th_place *at = &packing->event->at;
    if (at->array == 0 || at->slot >= TH_BUCKET_SLOTS) return TIMELINE_STRANGE_EVENT;
    return pack_at(packing);
}

/* ---- Keys and values ----
 * Most are those of the running operation, or what stands in the slot already: no look into the
 * tables, no copy. */

static const struct move *running_op(const struct packing *packing)
{
    const struct store *numbers = &packing->tape->ops_of[packing->move->worker];
    if (numbers->len == 0) return NULL;
    const uint32_t *number = store_at(numbers, numbers->len - 1);
    const struct tape_op *op = store_at(&packing->tape->ops, *number);
    bool is_running = op->end == TAPE_OPEN && op->map == packing->map_index;
    return is_running ? tape_move(packing->tape, op->first) : NULL;
}

static enum timeline_status pack_key(struct packing *packing)
{
    th_key key = packing->event->key;
    if (key.bytes == NULL && key.len > 0) return TIMELINE_STRANGE_EVENT;
    const struct move *op = running_op(packing);
    if (op != NULL && op->key != 0) {
        if (th_key_is_equal(tape_key_at(packing->tape, op->key), key)) {
            packing->move->key = op->key;
            return TIMELINE_OK;
        }
    }
    return tape_key(packing->tape, key, &packing->move->key);
}

static bool is_value(const struct packing *packing, uint32_t id)
{
    size_t size_bytes = packing->map->seen.value_size;
    return id != 0 &&
           (size_bytes == 0 || memcmp(tape_value_at(packing->tape, packing->map_index, id),
                                      packing->event->value, size_bytes) == 0);
}

static enum timeline_status pack_value(struct packing *packing, uint32_t likely)
{
    struct move *move = packing->move;
    if (packing->event->value == NULL) return TIMELINE_OK;
    const struct move *op = running_op(packing);
    if (is_value(packing, likely)) {
        move->value = likely;
        return TIMELINE_OK;
    }
    if (op != NULL && is_value(packing, op->value)) {
        move->value = op->value;
        return TIMELINE_OK;
    }
    return tape_value(packing->tape, packing->map_index, packing->event->value, &move->value);
}

/* Does an event of this kind say a key? "" has no bytes, so the event alone cannot tell. */
static bool says_key(const th_event *event)
{
    switch (event->kind) {
    case TH_EVENT_OP_START:
        return event->before == TH_OP_GET || event->before == TH_OP_PUT ||
               event->before == TH_OP_DELETE;
    case TH_EVENT_HASH:
    case TH_EVENT_KEY_COMPARED:
    case TH_EVENT_SLOT_WRITTEN:
    case TH_EVENT_VALUE_WRITTEN:
    case TH_EVENT_ITER_LOOKUP:
    case TH_EVENT_ITER_YIELD:
        return true;
    default:
        return event->key.bytes != NULL;
    }
}

static enum timeline_status pack_ids(struct packing *packing, uint32_t likely_value)
{
    enum timeline_status status = TIMELINE_OK;
    if (says_key(packing->event)) status = pack_key(packing);
    return status == TIMELINE_OK ? pack_value(packing, likely_value) : status;
}

/* ---- Words ---- */

/* What stands in the model where this word goes. */
static uint64_t word_now(const struct packing *packing)
{
    const th_header *header = &packing->map->seen.header;
    switch (packing->event->kind) {
    case TH_EVENT_WRITING_SET:
    case TH_EVENT_WRITING_CLEARED:
        return header->flags;
    case TH_EVENT_NEVACUATE:
        return header->nevacuate;
    case TH_EVENT_COUNT:
        return header->count;
    case TH_EVENT_SEED:
        return header->hash0;
    case TH_EVENT_OP_START:
    case TH_EVENT_OP_END:
        return packing->event->cursor;
    default:
        return packing->event->hash;
    }
}

static enum timeline_status pack_word(struct packing *packing)
{
    const th_event *event = packing->event;
    struct move *move = packing->move;
    move->word.before = event->before;
    move->word.after = event->after;
    move->word.also = word_now(packing);
    enum timeline_status status = pack_at(packing);
    if (status != TIMELINE_OK) return status;
    const struct move *op = running_op(packing);
    switch (event->kind) {
    case TH_EVENT_OP_START:
        if (event->before >= TH_OP_COUNT) return TIMELINE_STRANGE_EVENT;
        if (event->before == TH_OP_MAKE && packing->map->seen.is_made) {
            return TIMELINE_STRANGE_EVENT;
        }
        break;
    case TH_EVENT_PANIC: /* of a make: there is no map after all */
        move->word.also = op != NULL && op->word.before == TH_OP_MAKE && packing->map->seen.is_made;
        break;
    case TH_EVENT_ARRAY_FREED: {
        const struct array_state *array = array_state_of(packing->map, event->at.array);
        if (array == NULL) return TIMELINE_STRANGE_EVENT;
        move->word.also = array->is_freed;
        break;
    }
    default:
        break;
    }
    return pack_ids(packing, 0);
}

/* ---- Slots ---- */

/* An entry moves with its ids: the event need not say the key. */
static enum timeline_status pack_moved(struct packing *packing, const struct bucket_state *from)
{
    struct move *move = packing->move;
    const th_place *to = &packing->event->to;
    struct spot spot;
    if (to->slot >= TH_BUCKET_SLOTS || !model_find(packing->map, *to, &spot)) {
        return TIMELINE_STRANGE_EVENT;
    }
    const struct bucket_state *target =
        bucket_state_of(array_state_of(packing->map, spot.array), spot.bucket);
    move->slot.to_array = spot.array;
    move->slot.to_bucket = spot.bucket;
    move->to_slot = spot.slot;
    move->slot.to_was = target->tophash[spot.slot];
    move->key = from->keys[move->at_slot];
    move->value = from->values[move->at_slot];
    return tape_displace(packing->tape, target->keys[spot.slot], target->values[spot.slot],
                         &move->slot.displaced);
}

static enum timeline_status pack_slot(struct packing *packing)
{
    const th_event *event = packing->event;
    struct move *move = packing->move;
    if (event->before > UINT8_MAX || event->after > UINT8_MAX) return TIMELINE_STRANGE_EVENT;
    enum timeline_status status = pack_slot_at(packing);
    if (status != TIMELINE_OK) return status;
    const struct bucket_state *bucket =
        bucket_state_of(array_state_of(packing->map, move->at_array), move->at_bucket);
    move->slot.hash = event->hash;
    move->slot.before = (uint8_t)event->before;
    move->slot.after = (uint8_t)event->after;
    move->slot.was = bucket->tophash[move->at_slot];
    if (event->kind == TH_EVENT_SLOT_MOVED) return pack_moved(packing, bucket);
    status = pack_ids(packing, 0);
    bool is_write = event->kind == TH_EVENT_SLOT_WRITTEN || event->kind == TH_EVENT_VALUE_WRITTEN;
    if (status != TIMELINE_OK || !is_write) return status;
    if (move->value == 0) return TIMELINE_STRANGE_EVENT;
    return tape_displace(packing->tape, bucket->keys[move->at_slot], bucket->values[move->at_slot],
                         &move->slot.displaced);
}

/* ---- Headers ---- */

static enum timeline_status pack_header(struct packing *packing)
{
    const th_event *event = packing->event;
    struct tape_headers headers = {.was = packing->map->seen.header};
    if (event->kind == TH_EVENT_BUCKETS_MADE) {
        headers.before = headers.after = headers.was;
        headers.after.buckets = event->at.array;
        headers.after.B = (uint8_t)event->after;
        if (event->after > UINT8_MAX) return TIMELINE_STRANGE_EVENT;
    } else {
        if (event->header_before == NULL || event->header_after == NULL) {
            return TIMELINE_STRANGE_EVENT;
        }
        headers.before = *event->header_before;
        headers.after = *event->header_after;
    }
    packing->move->at_array = event->at.array;
    if (event->kind != TH_EVENT_GROW_END) {
        enum timeline_status status = model_reserve_array(packing->model, packing->map_index,
                                                          headers.after.buckets, headers.after.B);
        if (status != TIMELINE_OK) return status;
    }
    return tape_headers(packing->tape, &headers, &packing->move->header.pair);
}

/* ---- Chains ---- */

static enum timeline_status pack_wiped(struct packing *packing)
{
    struct move *move = packing->move;
    enum timeline_status status = pack_at(packing);
    if (status != TIMELINE_OK) return status;
    const struct array_state *array = array_state_of(packing->map, move->at_array);
    if (array == NULL) return TIMELINE_STRANGE_EVENT;
    const struct bucket_state *bucket = bucket_state_of(array, move->at_bucket);
    move->link.next_was = bucket->next;
    move->link.is_wiped_was = bucket->is_wiped;
    return TIMELINE_OK;
}

static enum timeline_status pack_link(struct packing *packing)
{
    const th_event *event = packing->event;
    struct move *move = packing->move;
    if (event->kind == TH_EVENT_BUCKET_WIPED) return pack_wiped(packing);
    th_place before = event->at;
    struct spot tail;
    before.link = event->to.link;
    if (before.depth-- == 0 || event->at.link == 0 || !model_find(packing->map, before, &tail)) {
        return TIMELINE_STRANGE_EVENT;
    }
    move->at_array = event->at.array;
    move->at_slot = (uint8_t)event->at.slot;
    move->link.tail = tail.bucket;
    move->link.next_was =
        bucket_state_of(array_state_of(packing->map, tail.array), tail.bucket)->next;
    move->link.before = (uint16_t)event->before;
    move->link.after = (uint16_t)event->after;
    move->link.was = packing->map->seen.header.noverflow;
    move->link.is_from_stock = event->to.slot != 0;
    return model_reserve_bucket(packing->model, packing->map_index, event->at, &move->at_bucket);
}

/* ---- Cursors ---- */

static enum timeline_status pack_cursor(struct packing *packing)
{
    const th_event *event = packing->event;
    struct move *move = packing->move;
    enum timeline_status status =
        model_reserve_cursor(packing->model, packing->map_index, event->cursor);
    if (status == TIMELINE_OK) status = pack_at(packing);
    if (status != TIMELINE_OK) return status;
    const struct cursor_state *cursor = cursor_state_of(packing->map, event->cursor);
    bool is_start = event->kind == TH_EVENT_ITER_START;
    if (is_start && cursor->marks != 0) return TIMELINE_STRANGE_EVENT;
    move->cursor.cursor = event->cursor;
    move->cursor.array_was = cursor->stands.array;
    move->cursor.bucket_was = cursor->stands.bucket;
    move->cursor.slot_was = cursor->stands.slot;
    move->cursor.key_was = cursor->key;
    move->cursor.value_was = cursor->value;
    move->cursor.before = (uint8_t)event->before;
    move->cursor.after = (uint8_t)event->after;
    move->cursor.was = is_start ? packing->map->seen.header.flags : cursor->marks;
    uint32_t likely = 0;
    if (move->at_array != 0 && move->at_slot < TH_BUCKET_SLOTS) {
        const struct array_state *array = array_state_of(packing->map, move->at_array);
        likely = bucket_state_of(array, move->at_bucket)->values[move->at_slot];
    }
    return pack_ids(packing, likely);
}

/* ---- Both ways ---- */

enum timeline_status record_event(struct model *model, uint32_t map, uint8_t worker,
                                  const th_event *event, struct move *move)
{
    *move = (struct move){.kind = (uint8_t)event->kind,
                          .line = (uint8_t)event->line,
                          .map = (uint8_t)map,
                          .worker = worker};
    if ((unsigned)event->kind >= TH_EVENT_COUNT_OF_KINDS ||
        (unsigned)event->line >= TH_LINE_COUNT) {
        return TIMELINE_STRANGE_EVENT;
    }
    struct packing packing = {.model = model,
                              .tape = model->tape,
                              .map = map_state_of(model, map),
                              .map_index = map,
                              .event = event,
                              .move = move};
    enum timeline_status status = TIMELINE_OK;
    switch (move_shape(event->kind)) {
    case MOVE_WORD:
        status = pack_word(&packing);
        break;
    case MOVE_SLOT:
        status = pack_slot(&packing);
        break;
    case MOVE_HEADER:
        status = pack_header(&packing);
        break;
    case MOVE_LINK:
        status = pack_link(&packing);
        break;
    case MOVE_CURSOR:
        status = pack_cursor(&packing);
        break;
    }
    return status == TIMELINE_OK ? tape_reserve(model->tape, worker) : status;
}

/* A word that undoing needed the room for is no part of what was told. */
static bool is_hash_told(const struct move *move)
{
    return move->kind != TH_EVENT_PANIC && !move_changes(move->kind) &&
           move->kind != TH_EVENT_OP_END;
}

static void recall_word(const struct move *move, th_event *event)
{
    event->before = move->word.before;
    event->after = move->word.after;
    if (is_hash_told(move)) event->hash = move->word.also;
    if (move->kind == TH_EVENT_OP_START || move->kind == TH_EVENT_OP_END) {
        event->cursor = (uint32_t)move->word.also;
    }
}

static void recall_header(const struct model *model, const struct move *move, th_event *event)
{
    const struct tape_headers *headers = tape_headers_at(model->tape, move->header.pair);
    if (move->kind == TH_EVENT_BUCKETS_MADE) {
        event->after = headers->after.B;
        return;
    }
    event->header_before = &headers->before;
    event->header_after = &headers->after;
}

void record_recall(const struct model *model, const struct move *move, th_event *event)
{
    const struct map_state *map = map_state_of(model, move->map);
    struct spot at = {move->at_array, move->at_bucket, move->at_slot};
    *event = (th_event){.kind = (th_event_kind)move->kind, .line = (th_line)move->line};
    event->at = model_place(map, at);
    if (move->key != 0) event->key = tape_key_at(model->tape, move->key);
    if (move->value != 0) event->value = tape_value_at(model->tape, move->map, move->value);
    switch (move_shape(move->kind)) {
    case MOVE_WORD:
        recall_word(move, event);
        break;
    case MOVE_SLOT: {
        struct spot to = {move->slot.to_array, move->slot.to_bucket, move->to_slot};
        event->to = model_place(map, to);
        event->before = move->slot.before;
        event->after = move->slot.after;
        event->hash = move->slot.hash;
        break;
    }
    case MOVE_HEADER:
        recall_header(model, move, event);
        break;
    case MOVE_LINK:
        event->before = move->link.before;
        event->after = move->link.after;
        event->to.slot = move->link.is_from_stock;
        event->to.link = model_place(map, (struct spot){move->at_array, move->link.tail, 0}).link;
        break;
    case MOVE_CURSOR:
        event->cursor = move->cursor.cursor;
        event->before = move->cursor.before;
        event->after = move->cursor.after;
        break;
    }
}
