/* lesson_check_ask.c - the question of a step: may it be asked here, and in this way? */
#include "viz/lesson/lesson_check.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "viz/lesson/lesson_scalar.h"

#define DEED(key) (1u << (key))

/* ---- Forms ---- */

enum answer_form lesson_answer_form(enum lesson_answer_kind kind)
{
    switch (kind) {
    case LESSON_ANSWER_CHOICE:
        return ANSWER_CHOICE;
    case LESSON_ANSWER_GROWING:
    case LESSON_ANSWER_FOUND:
    case LESSON_ANSWER_DELETED:
    case LESSON_ANSWER_PANICS:
        return ANSWER_YES_NO;
    case LESSON_ANSWER_FIRST:
    case LESSON_ANSWER_LAST:
        return ANSWER_KEY;
    case LESSON_ANSWER_TOPHASH_OF:
        return ANSWER_BYTE;
    case LESSON_ANSWER_BUCKET_OF:
        return ANSWER_BUCKET;
    case LESSON_ANSWER_SLOT_OF:
        return ANSWER_SLOT;
    default:
        return ANSWER_NUMBER;
    }
}

enum answer_form lesson_ask_form(const struct lesson_ask *ask)
{
    return ask->choice_count > 0 ? ANSWER_CHOICE : lesson_answer_form(ask->kind);
}

/* ---- The answer ---- */

/* The operations and runs whose result an answer is; 0: it is about the map. */
static unsigned deeds_with(enum lesson_answer_kind kind)
{
    switch (kind) {
    case LESSON_ANSWER_FOUND:
    case LESSON_ANSWER_VALUE:
        return DEED(STEP_KEY_GET);
    case LESSON_ANSWER_DELETED:
        return DEED(STEP_KEY_DELETE);
    case LESSON_ANSWER_PANICS:
        return DEED(STEP_KEY_PUT) | DEED(STEP_KEY_FILL);
    case LESSON_ANSWER_YIELDS:
    case LESSON_ANSWER_FIRST:
    case LESSON_ANSWER_LAST:
        return DEED(STEP_KEY_ITERATE) | DEED(STEP_KEY_NEXT);
    case LESSON_ANSWER_TIMES:
        return DEED(STEP_KEY_OPERATIONS) - 1;
    case LESSON_ANSWER_SCHEDULES:
        return DEED(STEP_KEY_EXPLORE);
    default:
        return 0;
    }
}

/* In a race: the runs that leave a map behind. */
static unsigned deeds_with_map(void) { return DEED(STEP_KEY_SCHEDULE) | DEED(STEP_KEY_SEED); }

static const char *read_kind(const struct lesson_node *node, enum lesson_answer_kind *kind)
{
    static const struct {
        const char *word;
        enum lesson_answer_kind kind;
    } rows[] = {
#define X(word, kind) {word, kind},
        LESSON_ANSWER_WORDS(X)
#undef X
    };
    size_t i = 0;
    while (!lesson_scalar_is(node, rows[i].word))
        i++;
    *kind = rows[i].kind;
    return rows[i].word;
}

/* The one field of an answer that is a mapping. */
static const char *read_named(struct lesson_check *check, const struct lesson_node *node,
                              struct lesson_ask *ask)
{
    static const enum lesson_answer_kind kinds[ANSWER_KEY_TOTAL] = {
#define X(id, name, type, kind, about) [id] = kind,
        LESSON_ANSWER_KEYS(X)
#undef X
    };
    const struct lesson_node *fields[ANSWER_KEY_TOTAL];
    if (!lesson_fields_read(&check->reader, node, MAPPING_ANSWER, fields)) return NULL;
    int key = 0;
    while (fields[key] == NULL)
        key++;
    ask->kind = kinds[key];
    if (key == ANSWER_KEY_TIMES) {
        ask->event = th_event_named(fields[key]->text);
    } else if (key == ANSWER_KEY_SCHEDULES) {
        ask->outcome = outcome_named(fields[key]->text, fields[key]->len);
    } else {
        ask->key = lesson_scalar_key(fields[key]);
    }
    return lesson_mapping_of(MAPPING_ANSWER)->keys[key].name;
}

static bool has_one_operation(struct lesson_check *check, const struct lesson_ask *ask,
                              const struct lesson_step *step, const char *name)
{
    bool is_of_one = ask->kind == LESSON_ANSWER_FOUND || ask->kind == LESSON_ANSWER_VALUE ||
                     ask->kind == LESSON_ANSWER_DELETED;
    if (!is_of_one || step->operation_count <= 1) return true;
    LESSON_COMPLAIN(&check->reader, ask->answer_place,
                    "%s is asked of %zu keys; allowed: of a step with one", name,
                    step->operation_count);
    return false;
}

/* False: it has been complained about, and nothing more can be said of the question. */
static bool check_answer(struct lesson_check *check, int key, const struct lesson_node *node,
                         const struct lesson_step *step, struct lesson_ask *ask)
{
    ask->answer_place = node->place;
    const char *name =
        node->kind == NODE_MAPPING ? read_named(check, node, ask) : read_kind(node, &ask->kind);
    if (name == NULL) return false;
    unsigned deeds = deeds_with(ask->kind);
    if (deeds == 0 && check->is_race) deeds = deeds_with_map();
    if (deeds != 0 && !lesson_check_has_deed(check, deeds, key, name, node->place)) return false;
    if (!has_one_operation(check, ask, step, name)) return false;
    enum lesson_value_kind values = check->maps[step->map].value_kind;
    if (ask->kind != LESSON_ANSWER_VALUE || values == LESSON_VALUE_INT64) return true;
    LESSON_COMPLAIN(&check->reader, node->place,
                    "value is asked of map \"%s\"; allowed: of a map of int64, or with choices",
                    check->maps[step->map].name);
    return false;
}

/* ---- Choices ---- */

/* A choice or hint is a text, with a key more or none. */
static struct lesson_text read_words(struct lesson_check *check, const struct lesson_node *node,
                                     const char *what, const struct lesson_node *en,
                                     const struct lesson_node *zh)
{
    bool is_there = lesson_node_key(node, "en") != NULL || lesson_node_key(node, "zh") != NULL;
    if (!is_there) {
        LESSON_COMPLAIN(&check->reader, node->place, "%s says nothing; allowed: en, zh, or both",
                        what);
    }
    return lesson_text_of(&check->reader, en, zh);
}

static void check_choice(struct lesson_check *check, int key, const struct lesson_node *node,
                         const struct lesson_step *step, struct lesson_choice *choice)
{
    choice->place = node->place;
    if (node->kind == NODE_SCALAR) {
        choice->say = lesson_node_text(&check->reader, node);
        return;
    }
    const struct lesson_node *fields[CHOICE_KEY_TOTAL];
    lesson_fields_read(&check->reader, node, MAPPING_CHOICE, fields);
    choice->say = read_words(check, node, "a choice", fields[CHOICE_KEY_EN], fields[CHOICE_KEY_ZH]);
    if (fields[CHOICE_KEY_IF] != NULL) {
        lesson_check_facts(check, key, fields[CHOICE_KEY_IF], step, &choice->facts,
                           &choice->fact_count);
    }
}

/* Choices say themselves when they are right, or their words are the answer: not both. */
static void check_right_one(struct lesson_check *check, bool has_answer,
                            const struct lesson_ask *ask)
{
    enum answer_form form = lesson_answer_form(ask->kind);
    size_t conditions = 0;
    for (size_t i = 0; i < ask->choice_count; i++) {
        const struct lesson_choice *choice = &ask->choices[i];
        struct answer answer;
        const char *words = choice->say.en != NULL ? choice->say.en : choice->say.zh;
        conditions += choice->fact_count > 0;
        if (!has_answer || words == NULL) continue;
        if (choice->fact_count > 0) {
            LESSON_COMPLAIN(&check->reader, choice->place,
                            "a choice has \"if\", and the question has \"answer\"; allowed: one of "
                            "the two");
        } else if (!answer_read(form, words, strlen(words), &answer)) {
            LESSON_COMPLAIN(&check->reader, choice->place,
                            "a choice is \"%.60s\"; allowed, as it may be the answer: %s", words,
                            answer_allowed(form));
        }
    }
    if (has_answer || conditions > 0) return;
    LESSON_COMPLAIN(&check->reader, ask->place,
                    "nothing says which choice is right; allowed: \"if\" in a choice, or "
                    "\"answer\"");
}

static void check_choices(struct lesson_check *check, int key, const struct lesson_node *node,
                          const struct lesson_step *step, struct lesson_ask *ask)
{
    struct lesson_choice *choices =
        arena_take_array(check->reader.arena, node->count, sizeof *choices);
    if (choices == NULL) return;
    ask->choices = choices;
    ask->choice_count = node->count;
    for (const struct lesson_node *item = node->first; item != NULL; item = item->next)
        check_choice(check, key, item, step, choices++);
}

/* ---- Hints ---- */

static void check_reaction(struct lesson_check *check, const struct lesson_node *node,
                           const struct lesson_ask *ask, struct lesson_hint *hint)
{
    enum answer_form form = lesson_ask_form(ask);
    hint->is_reaction = true;
    bool is_answer = answer_read(form, node->text, node->len, &hint->to);
    if (is_answer && (form != ANSWER_CHOICE || hint->to.number <= (int64_t)ask->choice_count))
        return;
    if (form == ANSWER_CHOICE) {
        LESSON_COMPLAIN(&check->reader, node->place,
                        "to is \"%.60s\"; allowed: the number of a choice, 1 to %zu", node->text,
                        ask->choice_count);
        return;
    }
    LESSON_COMPLAIN(&check->reader, node->place, "to is \"%.60s\"; allowed: %s", node->text,
                    answer_allowed(form));
}

static void check_hints(struct lesson_check *check, const struct lesson_node *node,
                        struct lesson_ask *ask)
{
    struct lesson_hint *hints = arena_take_array(check->reader.arena, node->count, sizeof *hints);
    if (hints == NULL) return;
    ask->hints = hints;
    ask->hint_count = node->count;
    for (const struct lesson_node *item = node->first; item != NULL; item = item->next, hints++) {
        hints->place = item->place;
        lesson_node_check_marks(&check->reader, "a hint", item);
        if (item->kind == NODE_SCALAR) {
            hints->say = lesson_node_text(&check->reader, item);
            continue;
        }
        const struct lesson_node *fields[HINT_KEY_TOTAL];
        lesson_fields_read(&check->reader, item, MAPPING_HINT, fields);
        hints->say = read_words(check, item, "a hint", fields[HINT_KEY_EN], fields[HINT_KEY_ZH]);
        if (fields[HINT_KEY_TO] != NULL) check_reaction(check, fields[HINT_KEY_TO], ask, hints);
    }
}

/* ---- The question ---- */

void lesson_check_ask(struct lesson_check *check, int key, const struct lesson_node *node,
                      struct lesson_step *step)
{
    const struct lesson_node *fields[ASK_KEY_TOTAL];
    lesson_fields_read(&check->reader, node, MAPPING_ASK, fields);
    struct lesson_ask *ask = arena_take(check->reader.arena, sizeof *ask);
    if (ask == NULL) return;
    ask->place = ask->answer_place = node->place;
    ask->question = lesson_node_text(&check->reader, fields[ASK_KEY_QUESTION]);
    ask->why = lesson_node_text(&check->reader, fields[ASK_KEY_WHY]);
    lesson_node_check_marks(&check->reader, "question", fields[ASK_KEY_QUESTION]);
    lesson_node_check_marks(&check->reader, "why", fields[ASK_KEY_WHY]);
    bool has_answer = lesson_node_key(node, "answer") != NULL;
    bool has_choices = lesson_node_key(node, "choices") != NULL;
    if (!has_answer && !has_choices) {
        LESSON_COMPLAIN(&check->reader, node->place,
                        "ask has no answer; allowed: \"answer\", or \"choices\" with \"if\"");
        return;
    }
    if ((fields[ASK_KEY_ANSWER] == NULL) == has_answer) return; /* complained about */
    if ((fields[ASK_KEY_CHOICES] == NULL) == has_choices) return;
    if (has_answer && !check_answer(check, key, fields[ASK_KEY_ANSWER], step, ask)) return;
    if (has_choices) {
        check_choices(check, key, fields[ASK_KEY_CHOICES], step, ask);
        check_right_one(check, has_answer, ask);
    }
    if (fields[ASK_KEY_HINTS] != NULL) check_hints(check, fields[ASK_KEY_HINTS], ask);
    step->ask = ask;
}
