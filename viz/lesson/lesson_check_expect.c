/* lesson_check_expect.c - what must be true after a step. */
#include "viz/lesson/lesson_check.h"

#include <assert.h>
#include <string.h>

#include "core/map_layout.h"
#include "viz/lesson/lesson_scalar.h"
#include "viz/lesson/lesson_value.h"

/* ---- Which results a step has ---- */

#define OPERATION(key) (1u << (key))

/* The runs whose end is one end of one map. */
#define ONE_RUN (OPERATION(STEP_KEY_SCHEDULE) | OPERATION(STEP_KEY_SEED))
#define ALL_OPERATIONS (OPERATION(STEP_KEY_OPERATIONS) - 1)

/* The operations and runs of which a fact is a result, as bits. What is about the map needs none in
 * a plain lesson, but in a race a map that is at its end. */
static unsigned deeds_with(enum lesson_fact_kind kind)
{
    switch (kind) {
    case LESSON_FACT_FOUND:
    case LESSON_FACT_VALUE:
        return OPERATION(STEP_KEY_GET);
    case LESSON_FACT_DELETED:
        return OPERATION(STEP_KEY_DELETE);
    case LESSON_FACT_PANIC:
        return OPERATION(STEP_KEY_PUT) | OPERATION(STEP_KEY_FILL);
    case LESSON_FACT_ORDER:
    case LESSON_FACT_YIELDS:
        return OPERATION(STEP_KEY_ITERATE) | OPERATION(STEP_KEY_NEXT);
    case LESSON_FACT_EVENTS:
        return ALL_OPERATIONS;
    case LESSON_FACT_OUTCOMES:
        return OPERATION(STEP_KEY_EXPLORE);
    case LESSON_FACT_NEVER:
    case LESSON_FACT_SOME:
        return OPERATION(STEP_KEY_EXPLORE) | OPERATION(STEP_KEY_FREE);
    default:
        return ONE_RUN;
    }
}

static bool is_about_the_map(enum lesson_fact_kind kind) { return kind <= LESSON_FACT_SLOTS; }

bool lesson_check_has_deed(struct lesson_check *check, unsigned needed, int key, const char *name,
                           struct lesson_place place)
{
    if (key != LESSON_NOT_THERE && (needed & OPERATION(key)) != 0) return true;
    if (check->is_race && (needed & ALL_OPERATIONS) != 0) {
        LESSON_COMPLAIN(&check->reader, place,
                        "a race has no result \"%s\"; allowed in a lesson without workers", name);
        return false;
    }
    const struct lesson_key *deeds = lesson_mapping_of(MAPPING_STEP)->keys;
    char allowed[96] = "";
    for (int i = 0; i < STEP_KEY_DEEDS; i++) {
        if ((needed & OPERATION(i)) == 0) continue;
        if (allowed[0] != '\0') strcat(allowed, ", ");
        strcat(allowed, deeds[i].name);
    }
    LESSON_COMPLAIN(&check->reader, place,
                    "this step has no result \"%s\"; allowed in a step with: %s", name, allowed);
    return false;
}

/* Complains where a step without the operation or run expects its result. key: the step's. */
static bool has_result(struct lesson_check *check, enum lesson_fact_kind kind, int key,
                       const struct lesson_node *node)
{
    if (is_about_the_map(kind) && !check->is_race) return true;
    return lesson_check_has_deed(check, deeds_with(kind), key, lesson_fact_name(kind), node->place);
}

/* ---- Slots ---- */

static int16_t read_tophash(const struct lesson_node *node)
{
    static const struct {
        const char *word;
        int16_t tophash;
    } rows[] = {
        {"rest", TH_EMPTY_REST}, {"empty", TH_EMPTY_ONE},     {"x", TH_EVACUATED_X},
        {"y", TH_EVACUATED_Y},   {"any", LESSON_TOPHASH_ANY}, {"evacuated", TH_EVACUATED_EMPTY},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (lesson_scalar_is(node, rows[i].word)) return rows[i].tophash;
    }
    return (int16_t)lesson_scalar_unsigned(node);
}

static void check_slots(struct lesson_check *check, const struct lesson_node *node,
                        struct lesson_slots *slots)
{
    const struct lesson_node *fields[SLOTS_KEY_TOTAL];
    if (!lesson_fields_read(&check->reader, node, MAPPING_SLOTS, fields)) return;
    slots->place = node->place;
    slots->bucket = lesson_scalar_unsigned(fields[SLOTS_KEY_BUCKET]);
    if (fields[SLOTS_KEY_ARRAY] != NULL) {
        slots->is_old = lesson_scalar_is(fields[SLOTS_KEY_ARRAY], "oldbuckets");
    }
    if (fields[SLOTS_KEY_OVERFLOW] != NULL) {
        slots->overflow = (uint32_t)lesson_scalar_unsigned(fields[SLOTS_KEY_OVERFLOW]);
    }
    const struct lesson_node *item = fields[SLOTS_KEY_TOPHASH]->first;
    for (int i = 0; i < TH_BUCKET_SLOTS; i++, item = item->next) {
        slots->tophash[i] = read_tophash(item);
    }
    if (fields[SLOTS_KEY_KEYS] == NULL) return;
    item = fields[SLOTS_KEY_KEYS]->first;
    for (int i = 0; i < TH_BUCKET_SLOTS; i++, item = item->next) {
        slots->is_key_given[i] = !lesson_scalar_is_null(item);
        if (slots->is_key_given[i]) slots->keys[i] = lesson_scalar_key(item);
    }
}

/* ---- Lists ---- */

static void check_slots_list(struct lesson_check *check, const struct lesson_node *node,
                             struct lesson_fact *fact)
{
    struct lesson_slots *slots = arena_take_array(check->reader.arena, node->count, sizeof *slots);
    if (slots == NULL) return;
    fact->slots = slots;
    fact->length = node->count;
    for (const struct lesson_node *item = node->first; item != NULL; item = item->next) {
        check_slots(check, item, slots++);
    }
}

static void check_order(struct lesson_check *check, const struct lesson_node *node,
                        struct lesson_fact *fact)
{
    if (node->count == 0) return;
    th_key *keys = arena_take_array(check->reader.arena, node->count, sizeof *keys);
    if (keys == NULL) return;
    fact->keys = keys;
    fact->length = node->count;
    for (const struct lesson_node *item = node->first; item != NULL; item = item->next) {
        *keys++ = lesson_scalar_key(item);
    }
}

static void check_events(struct lesson_check *check, const struct lesson_node *node,
                         struct lesson_fact *fact)
{
    th_event_kind *events = arena_take_array(check->reader.arena, node->count, sizeof *events);
    if (events == NULL) return;
    fact->events = events;
    fact->length = node->count;
    for (const struct lesson_node *item = node->first; item != NULL; item = item->next) {
        *events++ = th_event_named(item->text);
    }
}

/* The index of the type's word that node is; it is one of them. */
static uint8_t index_of_word(const struct lesson_node *node, enum lesson_type_id type)
{
    const char *const *words = lesson_type_of(type)->words;
    uint8_t index = 0;
    while (!lesson_scalar_is(node, words[index]))
        index++;
    return index;
}

/* The words are in the order of the flags' bits. */
static uint64_t read_flags(const struct lesson_node *node)
{
    uint64_t flags = 0;
    for (const struct lesson_node *item = node->first; item != NULL; item = item->next)
        flags |= UINT64_C(1) << index_of_word(item, TYPE_FLAG);
    return flags;
}

static void check_outcomes(struct lesson_check *check, const struct lesson_node *node,
                           struct lesson_fact *fact)
{
    struct lesson_outcome_count *counts =
        arena_take_array(check->reader.arena, node->count, sizeof *counts);
    if (counts == NULL) return;
    fact->outcomes = counts;
    fact->length = node->count;
    for (const struct lesson_node *key = node->first; key != NULL; key = key->next) {
        *counts++ = (struct lesson_outcome_count){(enum outcome)index_of_word(key, TYPE_OUTCOME),
                                                  lesson_scalar_unsigned(key->value)};
    }
}

/* A free run ends in other words than one whose every move is known. */
static void check_results(struct lesson_check *check, const struct lesson_node *node,
                          const struct lesson_step *step, struct lesson_fact *fact)
{
    bool is_free = step->run.kind == LESSON_RUN_FREE;
    enum lesson_type_id type = is_free ? TYPE_FREE_RESULT : TYPE_OUTCOME;
    uint8_t *results = arena_take_array(check->reader.arena, node->count, sizeof *results);
    if (results == NULL) return;
    fact->results = results;
    fact->length = node->count;
    for (const struct lesson_node *item = node->first; item != NULL; item = item->next, results++) {
        const char *name = is_free ? "an end of a free run" : "an outcome";
        if (lesson_node_check(&check->reader, name, item, type)) {
            *results = index_of_word(item, type);
        }
    }
}

/* ---- Facts ---- */

static void check_fact(struct lesson_check *check, const struct lesson_node *node,
                       const struct lesson_step *step, struct lesson_fact *fact)
{
    switch (fact->kind) {
    case LESSON_FACT_COUNT:
    case LESSON_FACT_B:
    case LESSON_FACT_NOVERFLOW:
    case LESSON_FACT_NEVACUATE:
    case LESSON_FACT_BUCKETS:
    case LESSON_FACT_OLDBUCKETS:
    case LESSON_FACT_YIELDS:
        fact->number = lesson_scalar_unsigned(node);
        break;
    case LESSON_FACT_GROWING:
    case LESSON_FACT_SAME_SIZE:
    case LESSON_FACT_FOUND:
    case LESSON_FACT_DELETED:
        fact->is_true = lesson_scalar_bool(node);
        break;
    case LESSON_FACT_FLAGS:
        fact->number = read_flags(node);
        break;
    case LESSON_FACT_VALUE:
        if (check->is_map_doubtful[step->map]) break;
        fact->value = lesson_value_read(&check->reader, &check->maps[step->map], "value", node);
        break;
    case LESSON_FACT_PANIC:
        fact->text = node->text;
        break;
    case LESSON_FACT_SLOTS:
        check_slots_list(check, node, fact);
        break;
    case LESSON_FACT_ORDER:
        check_order(check, node, fact);
        break;
    case LESSON_FACT_EVENTS:
        check_events(check, node, fact);
        break;
    case LESSON_FACT_OUTCOME:
        fact->outcome = (enum outcome)index_of_word(node, TYPE_OUTCOME);
        break;
    case LESSON_FACT_OUTCOMES:
        check_outcomes(check, node, fact);
        break;
    case LESSON_FACT_NEVER:
    case LESSON_FACT_SOME:
        check_results(check, node, step, fact);
        break;
    }
}

void lesson_check_facts(struct lesson_check *check, int key, const struct lesson_node *node,
                        const struct lesson_step *step, const struct lesson_fact **into,
                        size_t *fact_count)
{
    static const enum lesson_fact_kind kinds[EXPECT_KEY_TOTAL] = {
#define X(id, name, type, kind, about) [id] = kind,
        LESSON_EXPECT_KEYS(X)
#undef X
    };
    const struct lesson_node *fields[EXPECT_KEY_TOTAL];
    lesson_fields_read(&check->reader, node, MAPPING_EXPECT, fields);
    struct lesson_fact *facts =
        arena_take_array(check->reader.arena, EXPECT_KEY_TOTAL, sizeof *facts);
    if (facts == NULL) return;
    size_t count = 0;
    for (int i = 0; i < EXPECT_KEY_TOTAL; i++) {
        if (fields[i] == NULL || !has_result(check, kinds[i], key, fields[i])) continue;
        struct lesson_fact *fact = &facts[count++];
        fact->kind = kinds[i];
        fact->place = fields[i]->place;
        check_fact(check, fields[i], step, fact);
    }
    *into = facts;
    *fact_count = count;
}

void lesson_check_expect(struct lesson_check *check, int key, const struct lesson_node *node,
                         struct lesson_step *step)
{
    lesson_check_facts(check, key, node, step, &step->facts, &step->fact_count);
}
