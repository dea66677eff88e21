/* changes.c - sections are compared as texts, line by line; slots by what the model has of them. */
#include "viz/linear/changes.h"

#include <stdlib.h>
#include <string.h>

#include "viz/screen/bucket_facts.h"
#include "viz/screen/marks.h"

/* What is compared as text, in the order in which it is told. */
enum section {
    SECTION_MAP,
    SECTION_TABLE,
    SECTION_STORY,
    SECTION_QUESTION,
    SECTION_ARRAYS,
    SECTION_LANES,
    SECTION_VERDICT,
    SECTION_WHO,
    SECTION_COUNT,
};

enum { FIELDS_MAX = 16 };

/* A slot of an array in which all chains are looked at. */
struct slot {
    th_place place;
    uint8_t tophash;
    bool is_ghost;
    uint32_t key_id, value_id;
};

struct changes {
    char *sections[SECTION_COUNT]; /* NULL: nothing was told yet */
    char *fields[FIELDS_MAX];
    struct slot *slots;
    size_t slot_count;
    size_t slot_cap;
    uint32_t map; /* of fields, arrays and slots */
    size_t step;
    bool has_any;
};

struct changes *changes_make(void) { return calloc(1, sizeof(struct changes)); }

void changes_free(struct changes *changes)
{
    if (changes == NULL) return;
    for (size_t i = 0; i < SECTION_COUNT; i++)
        free(changes->sections[i]);
    for (size_t i = 0; i < FIELDS_MAX; i++)
        free(changes->fields[i]);
    free(changes->slots);
    free(changes);
}

/* ---- Sections ---- */

static void write_lanes(const struct say *say)
{
    for (size_t i = 0; i < say->view->race.lane_count; i++)
        describe_next(say, i);
}

static void (*const writers[SECTION_COUNT])(const struct say *say) = {
    [SECTION_MAP] = describe_map_name,    [SECTION_TABLE] = describe_table,
    [SECTION_STORY] = describe_story,     [SECTION_QUESTION] = describe_question,
    [SECTION_ARRAYS] = describe_arrays,   [SECTION_LANES] = write_lanes,
    [SECTION_VERDICT] = describe_verdict, [SECTION_WHO] = describe_who_can_move,
};

/* What a section says, bare; the caller's to free, NULL: no memory. */
static char *text_of(const struct say *say, void (*write)(const struct say *say))
{
    struct say_kept kept;
    if (!say_keep(&kept, say)) return NULL;
    kept.say.is_bare = true;
    write(&kept.say);
    return say_kept_text(&kept);
}

static bool has_line(const char *text, const char *line, size_t len)
{
    for (; text != NULL && *text != '\0'; text += strcspn(text, "\n") + 1) {
        if (strncmp(text, line, len) == 0 && text[len] == '\n') return true;
    }
    return false;
}

/* Tells the lines that the section did not have. */
static bool tell_section(struct changes *changes, const struct say *say, enum section section)
{
    char *now = text_of(say, writers[section]);
    if (now == NULL) return false;
    for (const char *line = now; *line != '\0';) {
        size_t len = strcspn(line, "\n");
        if (!has_line(changes->sections[section], line, len)) {
            fwrite(line, 1, len, say->out);
            say_line_end(say);
        }
        line += len + 1;
    }
    free(changes->sections[section]);
    changes->sections[section] = now;
    return true;
}

/* ---- Fields ---- */

static char *text_of_field(const struct say *say, unsigned index)
{
    struct say_kept kept;
    if (!say_keep(&kept, say)) return NULL;
    kept.say.is_bare = true;
    describe_field(&kept.say, index);
    return say_kept_text(&kept);
}

/* "Now count 9; hashWriting on." */
static bool tell_fields(struct changes *changes, const struct say *say)
{
    bool is_begun = false;
    for (unsigned i = 0; i < FIELDS_MAX; i++) {
        char *now = text_of_field(say, i);
        if (now == NULL) return false;
        bool is_new = changes->fields[i] == NULL || strcmp(changes->fields[i], now) != 0;
        free(changes->fields[i]);
        changes->fields[i] = now;
        if (!is_new || now[0] == '\0') continue;
        if (is_begun)
            say_semicolon(say);
        else
            say_words(say, "Now ");
        is_begun = true;
        fputs(now, say->out);
    }
    if (is_begun) say_end(say);
    return true;
}

/* ---- Slots ---- */

struct filter {
    struct describe_filter base;
    const struct changes *changes;
};

static const struct slot *find_slot(const struct changes *changes, const th_place *place)
{
    for (size_t i = 0; i < changes->slot_count; i++) {
        if (th_place_is_same_slot(&changes->slots[i].place, place)) return &changes->slots[i];
    }
    return NULL;
}

static struct slot slot_at(const struct say *say, const th_place *place)
{
    struct model_slot slot = {0};
    (void)model_slot(say->view->model, say->view->map, *place, &slot);
    return (struct slot){.place = *place,
                         .tophash = slot.tophash,
                         .is_ghost = slot.is_ghost,
                         .key_id = slot.key_id,
                         .value_id = slot.value_id};
}

/* New buckets are all empty: what is told is what they hold then. */
static bool holds_other(const struct describe_filter *filter, const struct say *say,
                        const th_place *place)
{
    const struct changes *changes = ((const struct filter *)filter)->changes;
    const struct slot *was = find_slot(changes, place);
    struct slot is = slot_at(say, place);
    if (was == NULL) return is.tophash >= MARKS_COUNT;
    return was->tophash != is.tophash || was->is_ghost != is.is_ghost || was->key_id != is.key_id ||
           was->value_id != is.value_id;
}

/* Of a large array only what this very move has changed is known. */
static bool is_of_move(const struct describe_filter *filter, const struct say *say,
                       const th_place *place)
{
    (void)filter;
    return roles_of_slot(say->view, place) == ROLES_NOW;
}

static void tell_chain(const struct changes *changes, const struct say *say, uint32_t array,
                       uint32_t bucket)
{
    struct filter filter = {.base = {.holds = holds_other}, .changes = changes};
    struct say bare = *say;
    bare.is_bare = true;
    if (!describe_is_small(say, array)) filter.base.holds = is_of_move;
    uint32_t len = model_chain_len(say->view->model, say->view->map, array, bucket);
    th_place place = {.array = array, .bucket = bucket};
    for (; place.depth < len; place.depth++)
        describe_slots(&bare, place, &filter.base);
}

/* Of a large array the chains that this move is about. */
static void tell_large(const struct changes *changes, const struct say *say, uint32_t array)
{
    const struct registers *registers = &say->view->registers;
    for (uint32_t i = 0; i < registers->place_count; i++) {
        const struct registers_place *change = &registers->places[i];
        bool is_seen = !change->is_now || change->map != say->view->map ||
                       change->place.array != array || change->place.bucket == REGISTERS_WHOLE;
        for (uint32_t j = 0; j < i && !is_seen; j++)
            is_seen = registers->places[j].is_now && registers->places[j].place.array == array &&
                      registers->places[j].place.bucket == change->place.bucket;
        if (!is_seen) tell_chain(changes, say, array, change->place.bucket);
    }
}

static void tell_array(const struct changes *changes, const struct say *say, uint32_t id)
{
    struct model_array array = model_array(say->view->model, say->view->map, id);
    if (array.state == MODEL_ARRAY_NONE) return;
    if (!describe_is_small(say, id)) {
        tell_large(changes, say, id);
        return;
    }
    for (uint64_t bucket = 0; bucket < array.bucket_count; bucket++)
        tell_chain(changes, say, id, (uint32_t)bucket);
}

static bool keep_slot(struct changes *changes, struct slot slot)
{
    if (changes->slot_count == changes->slot_cap) {
        size_t cap = changes->slot_cap == 0 ? 64 : 2 * changes->slot_cap;
        struct slot *grown = realloc(changes->slots, cap * sizeof *grown);
        if (grown == NULL) return false;
        changes->slots = grown;
        changes->slot_cap = cap;
    }
    changes->slots[changes->slot_count++] = slot;
    return true;
}

static bool keep_array(struct changes *changes, const struct say *say, uint32_t id)
{
    const struct view *view = say->view;
    struct model_array array = model_array(view->model, view->map, id);
    if (array.state == MODEL_ARRAY_NONE || !describe_is_small(say, id)) return true;
    for (uint64_t bucket = 0; bucket < array.bucket_count; bucket++) {
        th_place place = {.array = id, .bucket = (uint32_t)bucket};
        uint32_t len = model_chain_len(view->model, view->map, id, place.bucket);
        for (; place.depth < len; place.depth++) {
            for (place.slot = 0; place.slot < MARKS_SLOTS; place.slot++) {
                if (!keep_slot(changes, slot_at(say, &place))) return false;
            }
        }
    }
    return true;
}

static bool keep_slots(struct changes *changes, const struct say *say)
{
    changes->slot_count = 0;
    return keep_array(changes, say, bucket_facts_old_array(say->view)) &&
           keep_array(changes, say, model_map(say->view->model, say->view->map)->header.buckets);
}

static bool tell_slots(struct changes *changes, const struct say *say)
{
    tell_array(changes, say, bucket_facts_old_array(say->view));
    tell_array(changes, say, model_map(say->view->model, say->view->map)->header.buckets);
    return keep_slots(changes, say);
}

/* ---- All ---- */

/* Another map than before: nothing of it has been told. */
static void forget_map(struct changes *changes)
{
    for (size_t i = 0; i < FIELDS_MAX; i++) {
        free(changes->fields[i]);
        changes->fields[i] = NULL;
    }
    changes->slot_count = 0;
    free(changes->sections[SECTION_ARRAYS]);
    changes->sections[SECTION_ARRAYS] = NULL;
}

bool changes_tell(struct changes *changes, const struct say *say, bool has_moved)
{
    const struct view *view = say->view;
    if (!changes->has_any || changes->step != view->step) describe_where(say);
    if (!changes->has_any || changes->map != view->map) forget_map(changes);
    changes->has_any = true;
    changes->step = view->step;
    changes->map = view->map;
    bool is_good =
        tell_section(changes, say, SECTION_MAP) && tell_section(changes, say, SECTION_TABLE) &&
        tell_section(changes, say, SECTION_STORY) && tell_section(changes, say, SECTION_QUESTION);
    if (has_moved) describe_sentence(say);
    is_good = is_good && tell_fields(changes, say) && tell_section(changes, say, SECTION_ARRAYS) &&
              tell_slots(changes, say);
    for (enum section section = SECTION_LANES; section < SECTION_COUNT; section++)
        is_good = is_good && tell_section(changes, say, section);
    return is_good;
}
