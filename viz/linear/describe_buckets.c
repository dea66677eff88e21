/* describe_buckets.c - buckets, slots and cursors: slots that say the same are told together. */
#include <stdlib.h>

#include "viz/linear/describe.h"
#include "viz/screen/bucket_facts.h"
#include "viz/screen/marks.h"

static const struct view *view_of(const struct say *say) { return say->view; }

static bool read_slot(const struct say *say, const th_place *place, struct model_slot *slot)
{
    return model_slot(say->view->model, say->view->map, *place, slot);
}

/* ---- Slots ---- */

static void say_answer(const struct say *say, const th_place *place, enum view_ask_form form)
{
    switch (bucket_facts_answer(say->view, *place, form)) {
    case BUCKET_FACTS_SAID:
        say_words(say, ", your answer");
        break;
    case BUCKET_FACTS_RIGHT:
        say_words(say, ", the right answer");
        break;
    case BUCKET_FACTS_WRONG:
        say_words(say, ", your answer, wrong");
        break;
    case BUCKET_FACTS_NO_ANSWER:
        break;
    }
}

/* What a slot holds: all of it, but where it is. */
static void say_contents(const struct say *say, const th_place *place,
                         const struct model_slot *slot)
{
    if (slot->tophash < MARKS_COUNT)
        fputs(marks_word(slot->tophash, say->language), say->out);
    else
        say_words(say, "tophash %02x", slot->tophash);
    if (slot->is_entry || slot->is_ghost) {
        say_words(say, slot->is_ghost ? N_(", still with key ") : N_(", key "));
        say_key(say, slot->key);
        say_words(say, ", value ");
        say_value(say, slot->value);
    }
    say_answer(say, place, VIEW_ASK_SLOT);
    say_role(say, roles_of_slot(say->view, place));
}

/* Entries are never told together. */
static bool is_like(const struct say *say, const th_place *one, const th_place *other)
{
    struct model_slot a, b;
    if (!read_slot(say, one, &a) || !read_slot(say, other, &b)) return false;
    if (a.is_entry || a.is_ghost || b.is_entry || b.is_ghost || a.tophash != b.tophash)
        return false;
    if (!say->is_bare && roles_of_slot(say->view, one) != roles_of_slot(say->view, other))
        return false;
    return bucket_facts_answer(say->view, *one, VIEW_ASK_SLOT) ==
           bucket_facts_answer(say->view, *other, VIEW_ASK_SLOT);
}

static bool holds(const struct describe_filter *filter, const struct say *say,
                  const th_place *place)
{
    return filter == NULL || filter->holds(filter, say, place);
}

void describe_slot(const struct say *say, const th_place *place)
{
    struct model_slot slot;
    if (!read_slot(say, place, &slot)) return;
    say_slot(say, place, true);
    say_colon(say);
    say_contents(say, place, &slot);
    say_end(say);
}

void describe_slots(const struct say *say, th_place place, const struct describe_filter *filter)
{
    struct model_slot slot;
    for (place.slot = 0; place.slot < MARKS_SLOTS; place.slot++) {
        if (!holds(filter, say, &place) || !read_slot(say, &place, &slot)) continue;
        th_place last = place, next = place;
        for (next.slot++; next.slot < MARKS_SLOTS && holds(filter, say, &next); next.slot++) {
            if (!is_like(say, &place, &next)) break;
            last = next;
        }
        say_slots(say, &place, last.slot, true);
        say_colon(say);
        say_contents(say, &place, &slot);
        say_end(say);
        place = last;
    }
}

/* ---- Buckets ---- */

static void say_bucket_facts(const struct say *say, const th_place *place)
{
    const struct view *view = view_of(say);
    const char *half = bucket_facts_half(view, place);
    if (bucket_facts_is_nevacuate(view, place)) say_words(say, ", nevacuate stands here");
    if (half[0] != '\0') say_words(say, ", half %s of the growth", half);
    say_answer(say, place, VIEW_ASK_BUCKET);
    say_role(say, roles_of_bucket(view, place));
}

/* How full the chain is. */
static void say_load(const struct say *say, const th_place *place)
{
    const struct view *view = view_of(say);
    struct model_sum sum =
        model_sum(view->model, view->map, place->array, place->bucket, place->bucket + 1);
    if (sum.evacuated > 0)
        say_words(say, "evacuated");
    else if (sum.entries == 1)
        say_words(say, "1 entry");
    else
        say_words(say, "%ju entries", sum.entries);
    uint32_t len = model_chain_len(view->model, view->map, place->array, place->bucket);
    if (len > 1)
        say_words(say, len == 2 ? N_(", %u overflow bucket") : N_(", %u overflow buckets"),
                  len - 1);
}

void describe_chain(const struct say *say, uint32_t array, uint32_t bucket)
{
    const struct view *view = view_of(say);
    uint32_t len = model_chain_len(view->model, view->map, array, bucket);
    th_place place = {.array = array, .bucket = bucket, .slot = REGISTERS_WHOLE};
    for (; place.depth < len; place.depth++) {
        say_bucket(say, &place, true);
        say_colon(say);
        if (place.depth == 0)
            say_load(say, &place);
        else
            say_words(say, "it goes on");
        say_bucket_facts(say, &place);
        say_end(say);
        describe_slots(say, place, NULL);
    }
}

bool describe_is_small(const struct say *say, uint32_t array)
{
    return model_array(say->view->model, say->view->map, array).bucket_count <= DESCRIBE_CHAINS_MAX;
}

/* Of a large array: the chains that the move or its operation has to do with, each once. */
struct concerned {
    uint32_t array;
    size_t count;
    uint32_t buckets[REGISTERS_PLACES_MAX + 4];
};

static void concern(struct concerned *concerned, const th_place *place)
{
    if (place->array != concerned->array || place->bucket == REGISTERS_WHOLE) return;
    for (size_t i = 0; i < concerned->count; i++) {
        if (concerned->buckets[i] == place->bucket) return;
    }
    concerned->buckets[concerned->count++] = place->bucket;
}

static int by_number(const void *one, const void *other)
{
    uint32_t a = *(const uint32_t *)one, b = *(const uint32_t *)other;
    return (a > b) - (a < b);
}

static void find_concerned(const struct view *view, struct concerned *concerned)
{
    const struct registers *registers = &view->registers;
    const th_header *header = &model_map(view->model, view->map)->header;
    th_place nevacuate = {.array = header->oldbuckets, .bucket = (uint32_t)header->nevacuate};
    if (view->has_now && roles_has_place(view->now.kind)) concern(concerned, &view->now.at);
    if (view->has_now && view->now.kind == TH_EVENT_SLOT_MOVED) concern(concerned, &view->now.to);
    if (registers->has_bucket) concern(concerned, &registers->bucket);
    if (bucket_facts_is_nevacuate(view, &nevacuate)) concern(concerned, &nevacuate);
    for (uint32_t i = 0; i < registers->place_count; i++) {
        if (registers->places[i].map == view->map) concern(concerned, &registers->places[i].place);
    }
    qsort(concerned->buckets, concerned->count, sizeof concerned->buckets[0], by_number);
}

static void describe_large(const struct say *say, uint32_t array)
{
    struct concerned concerned = {.array = array};
    find_concerned(say->view, &concerned);
    for (size_t i = 0; i < concerned.count; i++)
        describe_chain(say, array, concerned.buckets[i]);
    say_line(say,
             "Of so many buckets only those are told that this operation is about. \"look bucket "
             "5\" tells of another one, \"overview\" of all.");
}

static void describe_array_buckets(const struct say *say, uint32_t id)
{
    struct model_array array = model_array(say->view->model, say->view->map, id);
    if (array.state == MODEL_ARRAY_NONE) return;
    if (!describe_is_small(say, id)) {
        describe_large(say, id);
        return;
    }
    for (uint64_t bucket = 0; bucket < array.bucket_count; bucket++)
        describe_chain(say, id, (uint32_t)bucket);
}

/* ---- Cursors ---- */

static void describe_cursor(const struct say *say, const struct model_cursor *cursor)
{
    say_words(say, "Cursor %u: ", cursor->id);
    if (cursor->stands.array == 0) {
        say_words(say, "it has entered no bucket yet");
    } else {
        say_words(say, "stands at ");
        say_slot(say, &cursor->stands, false);
    }
    say_words(say, "; it began at ");
    say_slot(say, &cursor->start, false);
    say_end(say);
}

static void describe_cursors(const struct say *say)
{
    const struct view *view = view_of(say);
    struct model_cursor cursor;
    for (uint32_t id = model_cursor_first(view->model, view->map); id != 0;
         id = model_cursor_after(view->model, view->map, id)) {
        if (!model_cursor(view->model, view->map, id, &cursor)) return;
        describe_cursor(say, &cursor);
    }
}

void describe_buckets(const struct say *say)
{
    const struct view *view = view_of(say);
    describe_array_buckets(say, bucket_facts_old_array(view));
    describe_array_buckets(say, model_map(view->model, view->map)->header.buckets);
    describe_cursors(say);
}
