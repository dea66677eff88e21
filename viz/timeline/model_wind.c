/* model_wind.c - one move done, one move undone.
 *
 *            apply ->                         Each pair below is written side by side: what apply
 *    model at p       model at p + 1          overwrites, undo puts back from the move's own `was`
 *            <- undo                          and ids. Looks pass by without a touch. */
#include "viz/timeline/model_wind.h"

#include <assert.h>

static struct array_state *array_at(const struct map_state *map, uint32_t id)
{
    struct array_state *array = array_state_of(map, id);
    assert(array != NULL);
    return array;
}

/* ---- Words ---- */

static void set_word(struct map_state *map, const struct move *move, uint64_t word)
{
    th_header *header = &map->seen.header;
    switch (move->kind) {
    case TH_EVENT_WRITING_SET:
    case TH_EVENT_WRITING_CLEARED:
        header->flags = (uint8_t)word;
        break;
    case TH_EVENT_NEVACUATE:
        header->nevacuate = word;
        break;
    case TH_EVENT_COUNT:
        header->count = word;
        break;
    case TH_EVENT_SEED:
        header->hash0 = (uint32_t)word;
        break;
    default:
        break;
    }
}

static void apply_word(struct map_state *map, const struct move *move)
{
    switch (move->kind) {
    case TH_EVENT_OP_START:
        if (move->word.before == TH_OP_MAKE) map->seen.is_made = true;
        break;
    case TH_EVENT_PANIC:
        if (move->word.also) map->seen.is_made = false;
        break;
    case TH_EVENT_ARRAY_FREED:
        array_at(map, move->at_array)->is_freed = true;
        break;
    default:
        set_word(map, move, move->word.after);
    }
}

static void undo_word(struct map_state *map, const struct move *move)
{
    switch (move->kind) {
    case TH_EVENT_OP_START:
        if (move->word.before == TH_OP_MAKE) map->seen.is_made = false;
        break;
    case TH_EVENT_PANIC:
        if (move->word.also) map->seen.is_made = true;
        break;
    case TH_EVENT_ARRAY_FREED:
        array_at(map, move->at_array)->is_freed = move->word.also;
        break;
    default:
        set_word(map, move, move->word.also);
    }
}

/* ---- Slots ---- */

static void put_ids(struct bucket_state *bucket, unsigned slot, uint32_t key, uint32_t value)
{
    bucket->keys[slot] = key;
    bucket->values[slot] = value;
}

static void apply_slot(struct map_state *map, const struct move *move)
{
    struct array_state *array = array_at(map, move->at_array);
    struct bucket_state *at = bucket_state_of(array, move->at_bucket);
    if (move->kind == TH_EVENT_VALUE_WRITTEN) {
        at->values[move->at_slot] = move->value;
        return;
    }
    model_set_tophash(array, move->at_bucket, move->at_slot, move->slot.after);
    if (move->kind == TH_EVENT_SLOT_WRITTEN) put_ids(at, move->at_slot, move->key, move->value);
    if (move->kind != TH_EVENT_SLOT_MOVED) return;
    struct array_state *to = array_at(map, move->slot.to_array);
    model_set_tophash(to, move->slot.to_bucket, move->to_slot, move->slot.before);
    put_ids(bucket_state_of(to, move->slot.to_bucket), move->to_slot, move->key, move->value);
}

static void undo_slot(const struct model *model, struct map_state *map, const struct move *move)
{
    struct array_state *array = array_at(map, move->at_array);
    struct bucket_state *at = bucket_state_of(array, move->at_bucket);
    struct tape_displaced ids = tape_displaced_at(model->tape, move->slot.displaced);
    if (move->kind == TH_EVENT_VALUE_WRITTEN) {
        at->values[move->at_slot] = ids.value;
        return;
    }
    if (move->kind == TH_EVENT_SLOT_MOVED) {
        struct array_state *to = array_at(map, move->slot.to_array);
        model_set_tophash(to, move->slot.to_bucket, move->to_slot, move->slot.to_was);
        put_ids(bucket_state_of(to, move->slot.to_bucket), move->to_slot, ids.key, ids.value);
    }
    if (move->kind == TH_EVENT_SLOT_WRITTEN) put_ids(at, move->at_slot, ids.key, ids.value);
    model_set_tophash(array, move->at_bucket, move->at_slot, move->slot.was);
}

/* ---- The header as a whole ----
 * A clear leaves its old arrays behind, and goes on under a new id: that id is `made` by it. */

static uint32_t made_array(const struct move *move, const struct tape_headers *headers)
{
    return move->kind == TH_EVENT_GROW_END ? 0 : headers->after.buckets;
}

static void mark_cleared(struct map_state *map, const struct move *move,
                         const struct tape_headers *headers, bool is_cleared)
{
    if (move->kind != TH_EVENT_CLEARED) return;
    struct array_state *buckets = array_state_of(map, headers->was.buckets);
    struct array_state *old = array_state_of(map, headers->was.oldbuckets);
    if (buckets != NULL) buckets->is_cleared = is_cleared;
    if (old != NULL) old->is_cleared = is_cleared;
}

static void apply_header(const struct model *model, struct map_state *map, const struct move *move)
{
    const struct tape_headers *headers = tape_headers_at(model->tape, move->header.pair);
    uint32_t made = made_array(move, headers);
    if (made != 0) array_at(map, made)->is_made = true;
    mark_cleared(map, move, headers, true);
    map->seen.header = headers->after;
}

static void undo_header(const struct model *model, struct map_state *map, const struct move *move)
{
    const struct tape_headers *headers = tape_headers_at(model->tape, move->header.pair);
    uint32_t made = made_array(move, headers);
    if (made != 0) array_at(map, made)->is_made = false;
    mark_cleared(map, move, headers, false);
    map->seen.header = headers->was;
}

/* ---- Chains ---- */

static void apply_link(struct map_state *map, const struct move *move)
{
    struct array_state *array = array_at(map, move->at_array);
    if (move->kind == TH_EVENT_BUCKET_WIPED) {
        struct bucket_state *wiped = bucket_state_of(array, move->at_bucket);
        wiped->is_wiped = true;
        model_set_next(array, move->at_bucket, 0);
        return;
    }
    model_set_next(array, move->link.tail, move->at_bucket);
    array->linked_count++;
    map->seen.header.noverflow = move->link.after;
}

static void undo_link(struct map_state *map, const struct move *move)
{
    struct array_state *array = array_at(map, move->at_array);
    if (move->kind == TH_EVENT_BUCKET_WIPED) {
        struct bucket_state *wiped = bucket_state_of(array, move->at_bucket);
        wiped->is_wiped = move->link.is_wiped_was;
        model_set_next(array, move->at_bucket, move->link.next_was);
        return;
    }
    model_set_next(array, move->link.tail, move->link.next_was);
    array->linked_count--;
    map->seen.header.noverflow = move->link.was;
}

/* ---- Cursors ----
 * Open ones are linked, latest first. A cursor that leaves the list keeps its own two links, so
 * that undoing, in reverse order, finds its neighbours again. */

static void take_out(struct map_state *map, uint32_t id)
{
    const struct cursor_state *cursor = cursor_state_of(map, id);
    struct cursor_state *before = cursor_state_of(map, cursor->before);
    struct cursor_state *after = cursor_state_of(map, cursor->after);
    *(before == NULL ? &map->first_open : &before->after) = cursor->after;
    if (after != NULL) after->before = cursor->before;
}

static void put_back(struct map_state *map, uint32_t id)
{
    const struct cursor_state *cursor = cursor_state_of(map, id);
    struct cursor_state *before = cursor_state_of(map, cursor->before);
    struct cursor_state *after = cursor_state_of(map, cursor->after);
    *(before == NULL ? &map->first_open : &before->after) = id;
    if (after != NULL) after->before = id;
}

static void open_cursor(struct map_state *map, const struct move *move)
{
    struct cursor_state *cursor = cursor_state_of(map, move->cursor.cursor);
    *cursor = (struct cursor_state){
        .start = {move->at_array, move->at_bucket, move->at_slot},
        .marks = CURSOR_OPENED | CURSOR_OPEN,
        .after = map->first_open,
    };
    put_back(map, move->cursor.cursor);
    map->seen.header.flags = move->cursor.after;
}

static void apply_cursor(struct map_state *map, const struct move *move)
{
    struct cursor_state *cursor = cursor_state_of(map, move->cursor.cursor);
    struct spot at = {move->at_array, move->at_bucket, move->at_slot};
    switch (move->kind) {
    case TH_EVENT_ITER_START:
        open_cursor(map, move);
        return;
    case TH_EVENT_ITER_BUCKET:
        cursor->stands = at;
        cursor->marks &= (uint8_t)~CURSOR_IN_OLD;
        if (move->cursor.after) cursor->marks |= CURSOR_IN_OLD;
        return;
    case TH_EVENT_ITER_SKIP:
        cursor->stands = at;
        return;
    case TH_EVENT_ITER_YIELD:
        cursor->stands = at;
        cursor->key = move->key;
        cursor->value = move->value;
        cursor->yield_count++;
        return;
    case TH_EVENT_ITER_END:
    case TH_EVENT_ITER_CLOSED:
        if (cursor->marks & CURSOR_OPEN) take_out(map, move->cursor.cursor);
        cursor->marks = (uint8_t)((cursor->marks & ~CURSOR_OPEN) | CURSOR_OPENED);
        if (move->kind == TH_EVENT_ITER_END) cursor->marks |= CURSOR_DONE;
        return;
    default:
        return; /* ITER_LOOKUP only looks */
    }
}

static void undo_cursor(struct map_state *map, const struct move *move)
{
    struct cursor_state *cursor = cursor_state_of(map, move->cursor.cursor);
    switch (move->kind) {
    case TH_EVENT_ITER_START:
        take_out(map, move->cursor.cursor);
        *cursor = (struct cursor_state){0};
        map->seen.header.flags = move->cursor.was;
        return;
    case TH_EVENT_ITER_YIELD:
        cursor->key = move->cursor.key_was;
        cursor->value = move->cursor.value_was;
        cursor->yield_count--;
        break;
    case TH_EVENT_ITER_END:
    case TH_EVENT_ITER_CLOSED:
        if (move->cursor.was & CURSOR_OPEN) put_back(map, move->cursor.cursor);
        break;
    case TH_EVENT_ITER_LOOKUP:
        return;
    default:
        break;
    }
    cursor->stands =
        (struct spot){move->cursor.array_was, move->cursor.bucket_was, move->cursor.slot_was};
    cursor->marks = move->cursor.was;
}

/* ---- Both ways ---- */

void model_apply(struct model *model, const struct move *move)
{
    if (!move_changes(move->kind)) return;
    struct map_state *map = map_state_of(model, move->map);
    switch (move_shape(move->kind)) {
    case MOVE_WORD:
        apply_word(map, move);
        return;
    case MOVE_SLOT:
        apply_slot(map, move);
        return;
    case MOVE_HEADER:
        apply_header(model, map, move);
        return;
    case MOVE_LINK:
        apply_link(map, move);
        return;
    case MOVE_CURSOR:
        apply_cursor(map, move);
        return;
    }
}

void model_undo(struct model *model, const struct move *move)
{
    if (!move_changes(move->kind)) return;
    struct map_state *map = map_state_of(model, move->map);
    switch (move_shape(move->kind)) {
    case MOVE_WORD:
        undo_word(map, move);
        return;
    case MOVE_SLOT:
        undo_slot(model, map, move);
        return;
    case MOVE_HEADER:
        undo_header(model, map, move);
        return;
    case MOVE_LINK:
        undo_link(map, move);
        return;
    case MOVE_CURSOR:
        undo_cursor(map, move);
        return;
    }
}
