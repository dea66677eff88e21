/* focus.c - candidates in their order; the first one that lies in the array is it. */
#include "viz/screen/focus.h"

#include "viz/screen/roles.h"

static bool is_in(const struct model_array *array, const th_place *place)
{
    return place->array == array->id && place->bucket < array->bucket_count;
}

static const th_place *of_move(const struct view *view, const struct model_array *array)
{
    if (!view->has_now || !roles_has_place(view->now.kind)) return NULL;
    if (is_in(array, &view->now.at)) return &view->now.at;
    if (view->now.kind == TH_EVENT_SLOT_MOVED && is_in(array, &view->now.to)) return &view->now.to;
    return NULL;
}

static const th_place *of_search(const struct view *view, const struct model_array *array)
{
    const struct registers *registers = &view->registers;

    if (registers->has_found && is_in(array, &registers->found)) return &registers->found;
    if (registers->has_bucket && is_in(array, &registers->bucket)) return &registers->bucket;
    return NULL;
}

static const th_place *of_changes(const struct view *view, const struct model_array *array)
{
    const struct registers *registers = &view->registers;

    for (uint32_t i = 0; i < registers->place_count; i++) {
        if (registers->places[i].map == view->map && is_in(array, &registers->places[i].place))
            return &registers->places[i].place;
    }
    return NULL;
}

static bool of_cursor(const struct view *view, const struct model_array *array, th_place *place)
{
    struct model_cursor cursor;
    uint32_t id = view->registers.cursor;

    if (id == 0) id = model_cursor_first(view->model, view->map);
    if (id == 0 || !model_cursor(view->model, view->map, id, &cursor)) return false;
    *place = cursor.stands.array != 0 ? cursor.stands : cursor.start;
    return is_in(array, place);
}

/* The bucket that nothing points at but the header and the hash. */
static uint64_t by_default(const struct view *view, const struct model_array *array)
{
    const th_header *header = &model_map(view->model, view->map)->header;
    const struct registers *registers = &view->registers;

    if (registers->is_evacuating && registers->evacuating.bucket < array->bucket_count)
        return registers->evacuating.bucket;
    if (array->id == header->oldbuckets && header->nevacuate < array->bucket_count)
        return header->nevacuate;
    if (registers->is_hash_known) return registers->hash & (array->bucket_count - 1);
    return 0;
}

th_place focus_of(const struct view *view, const struct model_array *array)
{
    const th_place *place = of_move(view, array);
    th_place found;

    if (place == NULL) place = of_search(view, array);
    if (place == NULL) place = of_changes(view, array);
    if (place != NULL) return *place;
    if (of_cursor(view, array, &found)) return found;
    return (th_place){.array = array->id, .bucket = (uint32_t)by_default(view, array)};
}
