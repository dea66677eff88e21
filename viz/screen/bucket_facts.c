/* bucket_facts.c - read from the view, its model and its registers. */
#include "viz/screen/bucket_facts.h"

#include "viz/language/language.h"

static const th_header *header_of(const struct view *view)
{
    return &model_map(view->model, view->map)->header;
}

uint32_t bucket_facts_old_array(const struct view *view)
{
    const th_header *header = header_of(view);
    struct model_cursor cursor;

    if (header->oldbuckets != 0) return header->oldbuckets;
    if (view->has_now &&
        (view->now.kind == TH_EVENT_GROW_END || view->now.kind == TH_EVENT_ARRAY_FREED))
        return view->now.at.array != header->buckets ? view->now.at.array : 0;
    for (uint32_t id = model_cursor_first(view->model, view->map); id != 0;
         id = model_cursor_after(view->model, view->map, id)) {
        if (!model_cursor(view->model, view->map, id, &cursor)) return 0;
        if (cursor.start.array != header->buckets) return cursor.start.array;
    }
    return 0;
}

const char *bucket_facts_old_name(const struct view *view, uint32_t array)
{
    switch (model_array(view->model, view->map, array).state) {
    case MODEL_ARRAY_NONE:
    case MODEL_ARRAY_OLD:
        return "oldbuckets";
    case MODEL_ARRAY_FREED:
        return language_text(view->language, "old array, freed");
    default:
        return language_text(view->language, "old array, let go");
    }
}

bool bucket_facts_is_nevacuate(const struct view *view, const th_place *place)
{
    const th_header *header = header_of(view);

    return place->array != 0 && place->array == header->oldbuckets && place->depth == 0 &&
           place->bucket == header->nevacuate;
}

const char *bucket_facts_half(const struct view *view, const th_place *place)
{
    const struct registers *registers = &view->registers;

    if (place->array != header_of(view)->buckets || !registers->is_evacuating || place->depth > 0)
        return "";
    if (place->bucket == registers->evacuating.bucket) return "X";

    uint64_t old_count =
        model_array(view->model, view->map, registers->evacuating.array).bucket_count;

    if (old_count == model_array(view->model, view->map, place->array).bucket_count) return "";
    return place->bucket == registers->evacuating.bucket + old_count ? "Y" : "";
}

enum bucket_facts_answer bucket_facts_answer(const struct view *view, th_place place,
                                             enum view_ask_form form)
{
    const struct view_ask *ask = &view->ask;
    bool is_answered = ask->state == VIEW_ASK_RIGHT || ask->state == VIEW_ASK_WRONG;
    th_place truth = ask->truth.place, said = ask->said.place;

    if (ask->form != form) return BUCKET_FACTS_NO_ANSWER;
    if (form == VIEW_ASK_BUCKET) truth.slot = said.slot = place.slot;
    if (truth.array == 0) {
        bool is_said = said.array != 0 && th_place_is_same_slot(&said, &place);
        return is_said ? BUCKET_FACTS_SAID : BUCKET_FACTS_NO_ANSWER;
    }
    if (is_answered && th_place_is_same_slot(&truth, &place)) return BUCKET_FACTS_RIGHT;
    bool is_wrong = ask->state == VIEW_ASK_WRONG && th_place_is_same_slot(&said, &place);
    return is_wrong ? BUCKET_FACTS_WRONG : BUCKET_FACTS_NO_ANSWER;
}

struct view bucket_facts_beside(const struct view *view)
{
    struct view other = *view;

    other.map = view->beside;
    other.is_map_nil = view->is_beside_nil;
    other.has_now = false;
    other.now = (th_event){0};
    other.registers = (struct registers){0};
    other.ask = (struct view_ask){0};
    return other;
}
