/* model.c - reading the model, and making room in it. How it winds: model_wind.c. */
#include "viz/timeline/model.h"

#include <string.h>

#include "viz/timeline/model_wind.h"

/* Ids come one by one from the map; some are burnt by failed allocations. A gap beyond this, or an
 * array of more than 2^B_MAX buckets, comes from no map. */
enum { ID_GAP_MAX = 1 << 16, B_MAX = 31 };

/* ---- Making ---- */

void model_init(struct model *model, struct tape *tape)
{
    *model = (struct model){.tape = tape};
    store_init(&model->maps, tape->memory, sizeof(struct map_state));
}

/* Also of a copy that could not be finished: what is not there is zero. */
static void free_map(const struct model *model, struct map_state *map)
{
    const th_memory *memory = &model->tape->memory;
    for (uint64_t i = 0; i < map->arrays.len; i++) {
        struct array_state *array = store_at(&map->arrays, i);
        if (array->main == NULL || array->is_borrowed) continue;
        memory->give(memory->context, array->main, model_array_bytes(array->main_count));
        store_free(&array->linked);
    }
    store_free(&map->arrays);
    store_free(&map->cursors);
    char *name = (char *)(uintptr_t)map->seen.name;
    if (name != NULL) memory->give(memory->context, name, strlen(name) + 1);
}

void model_free(struct model *model)
{
    for (uint32_t map = 0; map < model->maps.len; map++)
        free_map(model, map_state_of(model, map));
    store_free(&model->maps);
}

size_t model_size(const struct model *model)
{
    size_t size = store_size(&model->maps);
    for (uint32_t i = 0; i < model->maps.len; i++) {
        const struct map_state *map = map_state_of(model, i);
        size += store_size(&map->arrays) + store_size(&map->cursors);
        for (uint32_t id = 1; id <= map->arrays.len; id++) {
            const struct array_state *array = array_state_of(map, id);
            if (array == NULL || array->is_borrowed) continue;
            size += model_array_bytes(array->main_count) + store_size(&array->linked);
        }
    }
    return size;
}

char *model_copy_name(const th_memory *memory, const char *name)
{
    char *copy = memory->take(memory->context, strlen(name) + 1);
    if (copy != NULL) memcpy(copy, name, strlen(name) + 1);
    return copy;
}

bool model_add_map(struct model *model, const char *name, size_t value_size)
{
    const th_memory *memory = &model->tape->memory;
    if (!store_reserve(&model->maps, 1)) return false;
    char *copy = model_copy_name(memory, name);
    if (copy == NULL) return false;
    struct map_state *map = store_push(&model->maps);
    map->seen = (struct model_map){.name = copy, .value_size = value_size};
    store_init(&map->arrays, *memory, sizeof(struct array_state));
    store_init(&map->cursors, *memory, sizeof(struct cursor_state));
    return true;
}

/* Makes elements up to id - 1 exist, all zero. */
static enum timeline_status reserve_id(struct store *store, uint32_t id)
{
    if (id == 0 || id > store->len + ID_GAP_MAX) return TIMELINE_STRANGE_EVENT;
    if (id <= store->len) return TIMELINE_OK;
    if (!store_reserve(store, id - store->len)) return TIMELINE_NO_MEMORY;
    while (store->len < id)
        (void)store_push(store);
    return TIMELINE_OK;
}

enum timeline_status model_reserve_array(struct model *model, uint32_t map, uint32_t id, uint8_t B)
{
    struct map_state *of = map_state_of(model, map);
    const th_memory *memory = &model->tape->memory;
    if (B > B_MAX || array_state_of(of, id) != NULL) return TIMELINE_STRANGE_EVENT;
    enum timeline_status status = reserve_id(&of->arrays, id);
    if (status != TIMELINE_OK) return status;
    struct array_state *array = store_at(&of->arrays, id - 1);
    uint64_t main_count = (uint64_t)1 << B;
    array->main = memory->take(memory->context, model_array_bytes(main_count));
    if (array->main == NULL) return TIMELINE_NO_MEMORY;
    array->loads = (struct load_state *)(array->main + main_count);
    array->main_count = main_count;
    array->B = B;
    store_init(&array->linked, *memory, sizeof(struct bucket_state));
    return TIMELINE_OK;
}

enum timeline_status model_reserve_bucket(struct model *model, uint32_t map, th_place at,
                                          uint32_t *bucket)
{
    struct array_state *array = array_state_of(map_state_of(model, map), at.array);
    if (array == NULL) return TIMELINE_STRANGE_EVENT;
    uint64_t number = array->main_count + at.link - 1;
    if (number > UINT32_MAX) return TIMELINE_FULL;
    if (at.link <= array->linked.len && bucket_state_of(array, (uint32_t)number)->depth > 0) {
        return TIMELINE_STRANGE_EVENT; /* linked twice */
    }
    enum timeline_status status = reserve_id(&array->linked, at.link);
    if (status != TIMELINE_OK) return status;
    struct bucket_state *linked = bucket_state_of(array, (uint32_t)number);
    linked->home = at.bucket;
    linked->depth = at.depth;
    *bucket = (uint32_t)number;
    return TIMELINE_OK;
}

enum timeline_status model_reserve_cursor(struct model *model, uint32_t map, uint32_t id)
{
    return reserve_id(&map_state_of(model, map)->cursors, id);
}

static void note_array(struct map_state *map, uint32_t id, uint64_t index)
{
    struct array_state *array = array_state_of(map, id);
    if (array != NULL) array->last_change = index + 1;
}

void model_note_change(struct model *model, const struct move *move, uint64_t index)
{
    enum move_shape shape = move_shape(move->kind);
    if (shape != MOVE_SLOT && shape != MOVE_LINK) return;
    struct map_state *map = map_state_of(model, move->map);
    note_array(map, move->at_array, index);
    if (move->kind == TH_EVENT_SLOT_MOVED) note_array(map, move->slot.to_array, index);
}

/* ---- Places ---- */

th_place model_place(const struct map_state *map, struct spot spot)
{
    const struct array_state *array = array_state_of(map, spot.array);
    th_place place = {.array = spot.array, .bucket = spot.bucket, .slot = spot.slot};
    if (array == NULL || spot.bucket < array->main_count) return place;
    const struct bucket_state *bucket = bucket_state_of(array, spot.bucket);
    place.bucket = bucket->home;
    place.depth = bucket->depth;
    place.link = (uint32_t)(spot.bucket - array->main_count + 1);
    return place;
}

bool model_find(const struct map_state *map, th_place place, struct spot *spot)
{
    const struct array_state *array = array_state_of(map, place.array);
    if (array == NULL || place.bucket >= array->main_count) return false;
    uint32_t bucket = place.bucket;
    if (place.link != 0) {
        if (place.link > array->linked.len) return false;
        bucket = (uint32_t)(array->main_count + place.link - 1);
        place.depth = 0;
    }
    for (uint32_t depth = 0; depth < place.depth; depth++) {
        bucket = bucket_state_of(array, bucket)->next;
        if (bucket == 0) return false;
    }
    *spot = (struct spot){place.array, bucket, (uint8_t)place.slot};
    return true;
}

/* The main bucket, or NULL when there is none now. */
static const struct bucket_state *main_bucket(const struct model *model, uint32_t map,
                                              uint32_t array, uint32_t bucket,
                                              const struct array_state **of)
{
    *of = array_state_of(map_state_of(model, map), array);
    if (*of == NULL || !(*of)->is_made || bucket >= (*of)->main_count) return NULL;
    return bucket_state_of(*of, bucket);
}

static const struct bucket_state *next_in_chain(const struct array_state *array,
                                                const struct bucket_state *bucket)
{
    return bucket->next == 0 ? NULL : bucket_state_of(array, bucket->next);
}

/* ---- What model.h promises ---- */

const struct model_map *model_map(const struct model *model, uint32_t map)
{
    return &map_state_of(model, map)->seen;
}

static enum model_array_state state_of(const struct map_state *map, const struct array_state *array,
                                       uint32_t id)
{
    if (array == NULL || !array->is_made) return MODEL_ARRAY_NONE;
    if (array->is_freed) return MODEL_ARRAY_FREED;
    if (map->seen.header.buckets == id) return MODEL_ARRAY_CURRENT;
    if (map->seen.header.oldbuckets == id) return MODEL_ARRAY_OLD;
    return array->is_cleared ? MODEL_ARRAY_CLEARED : MODEL_ARRAY_KEPT;
}

struct model_array model_array(const struct model *model, uint32_t map, uint32_t id)
{
    const struct map_state *of = map_state_of(model, map);
    const struct array_state *array = array_state_of(of, id);
    struct model_array info = {.id = id, .state = state_of(of, array, id)};
    if (info.state == MODEL_ARRAY_NONE) return info;
    info.B = array->B;
    info.bucket_count = array->main_count;
    info.linked_count = array->linked_count;
    return info;
}

uint32_t model_chain_len(const struct model *model, uint32_t map, uint32_t array, uint32_t bucket)
{
    const struct array_state *of;
    uint32_t len = 0;
    for (const struct bucket_state *at = main_bucket(model, map, array, bucket, &of); at != NULL;
         at = next_in_chain(of, at)) {
        len++;
    }
    return len;
}

/* clear empties arrays that cursors hold, without a word for each slot. */
static uint8_t tophash_of(const struct array_state *array, const struct bucket_state *bucket,
                          uint32_t slot)
{
    uint8_t tophash = bucket->tophash[slot];
    return array->is_cleared && tophash >= TH_MIN_TOPHASH ? TH_EMPTY_ONE : tophash;
}

bool model_slot(const struct model *model, uint32_t map, th_place place, struct model_slot *slot)
{
    const struct map_state *of = map_state_of(model, map);
    const struct array_state *array = array_state_of(of, place.array);
    struct spot spot;
    if (array == NULL || !array->is_made || place.slot >= TH_BUCKET_SLOTS) return false;
    if (!model_find(of, place, &spot)) return false;
    const struct bucket_state *bucket = bucket_state_of(array, spot.bucket);
    uint8_t tophash = tophash_of(array, bucket, place.slot);
    *slot = (struct model_slot){.tophash = tophash, .is_entry = tophash >= TH_MIN_TOPHASH};
    bool has_moved = tophash == TH_EVACUATED_X || tophash == TH_EVACUATED_Y;
    slot->is_ghost = has_moved && !bucket->is_wiped && !array->is_cleared;
    if (!slot->is_entry && !slot->is_ghost) return true;
    slot->key_id = bucket->keys[place.slot];
    slot->value_id = bucket->values[place.slot];
    if (slot->key_id != 0) slot->key = tape_key_at(model->tape, slot->key_id);
    if (slot->value_id != 0) slot->value = tape_value_at(model->tape, map, slot->value_id);
    return true;
}

bool model_is_evacuated(const struct model *model, uint32_t map, uint32_t array, uint32_t bucket)
{
    const struct array_state *of;
    const struct bucket_state *at = main_bucket(model, map, array, bucket, &of);
    return at != NULL && th_is_evacuated(at->tophash[0]);
}

bool model_cursor(const struct model *model, uint32_t map, uint32_t id, struct model_cursor *cursor)
{
    const struct map_state *of = map_state_of(model, map);
    const struct cursor_state *at = cursor_state_of(of, id);
    if (at == NULL || at->marks == 0) return false;
    *cursor = (struct model_cursor){
        .id = id,
        .is_open = at->marks & CURSOR_OPEN,
        .is_done = at->marks & CURSOR_DONE,
        .is_in_old = at->marks & CURSOR_IN_OLD,
        .start = model_place(of, at->start),
        .stands = model_place(of, at->stands),
        .yield_count = at->yield_count,
        .key_id = at->key,
        .value_id = at->value,
    };
    return true;
}

uint32_t model_cursor_first(const struct model *model, uint32_t map)
{
    return map_state_of(model, map)->first_open;
}

uint32_t model_cursor_after(const struct model *model, uint32_t map, uint32_t id)
{
    const struct cursor_state *cursor = cursor_state_of(map_state_of(model, map), id);
    assert(cursor != NULL && (cursor->marks & CURSOR_OPEN));
    return cursor->after;
}
