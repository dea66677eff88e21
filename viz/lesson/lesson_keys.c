/* lesson_keys.c - the types and mappings that the table's lists are made of. */
#include "viz/lesson/lesson_keys.h"

#include <assert.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "viz/lesson/lesson.h"
#include "viz/race/outcome.h"
#include "viz/race/policy.h"
#include "viz/race/scenario.h"

static const char *const NIL_WORD[] = {"nil", NULL};
static const char *const KEEPING_WORDS[] = {"borrowed", "owned", NULL};
/* In the order of their bits, TH_FLAG_ITERATOR first. */
static const char *const FLAG_WORDS[] = {"iterator", "old_iterator", "writing", "same_size", NULL};
static const char *const ARRAY_WORDS[] = {"buckets", "oldbuckets", NULL};
static const char *const TOPHASH_WORDS[] = {"rest", "empty", "x", "y", "evacuated", "any", NULL};
static const char *const LOCK_WORDS[] = {"mutex", "rw", NULL};
static const char *const POLICY_WORDS[] = {"random", "pct", NULL};
static const char *const EXPLORE_WORDS[] = {"all", NULL};
#define X(word, kind) word,
static const char *const ANSWER_WORDS[] = {LESSON_ANSWER_WORDS(X) NULL};
#undef X
#define X(result, word, ...) word,
static const char *const OUTCOME_WORDS[] = {OUTCOME_LIST(X) NULL};
static const char *const FREE_WORDS[] = {FREE_RESULT_LIST(X) NULL};
/* Both of the above, each word once; which of them a step takes depends on its run. */
static const char *const RESULT_WORDS[] = {OUTCOME_LIST(X) "caught", "crashed", "hung", NULL};
#undef X

#define INTEGER(least, most) .forms = FORM_INTEGER, .min = (least), .max = (most)
#define LIST(of, least, most)                                                                      \
    .forms = FORM_LIST, .item = (of), .items_min = (least), .items_max = (most)
#define NAMED(from, to, least, most)                                                               \
    .forms = FORM_NAMED, .key_type = (from), .item = (to), .items_min = (least), .items_max = (most)

static const struct lesson_type TYPES[TYPE_COUNT_OF_TYPES] = {
    [TYPE_LESSON] = {.name = "lesson", .forms = FORM_MAPPING, .mapping = MAPPING_LESSON},
    [TYPE_VERSION] = {.name = "version", INTEGER(LESSON_VERSION, LESSON_VERSION)},
    [TYPE_ID] = {.name = "id", .forms = FORM_ID},
    [TYPE_NAME] = {.name = "name", .forms = FORM_NAME},
    [TYPE_TEXT] = {.name = "text", .forms = FORM_TEXT | FORM_MAPPING, .mapping = MAPPING_TEXT},
    [TYPE_PHRASE] = {.name = "phrase", .forms = FORM_TEXT},
    [TYPE_MAPS] = {.name = "maps", NAMED(TYPE_NAME, TYPE_MAP, 1, LESSON_MAPS_MAX)},
    [TYPE_MAP] = {.name = "map",
                  .forms = FORM_WORD | FORM_MAPPING,
                  .words = NIL_WORD,
                  .mapping = MAPPING_MAP},
    [TYPE_VALUE_TYPE] = {.name = "value_type", .forms = FORM_VALUE_TYPE},
    [TYPE_HINT] = {.name = "hint", INTEGER(INT64_MIN, LESSON_KEYS_MAX)},
    [TYPE_SEED] = {.name = "seed", INTEGER(0, UINT64_MAX)},
    [TYPE_KEEPING] = {.name = "keeping", .forms = FORM_WORD, .words = KEEPING_WORDS},
    [TYPE_HASHES] = {.name = "hashes", NAMED(TYPE_KEY, TYPE_HASH, 0, 0)},
    [TYPE_HASH] = {.name = "hash", .forms = FORM_HASH},
    [TYPE_STEPS] = {.name = "steps", LIST(TYPE_STEP, 1, 0)},
    [TYPE_STEP] = {.name = "step", .forms = FORM_MAPPING, .mapping = MAPPING_STEP},
    [TYPE_PUT] = {.name = "put", NAMED(TYPE_KEY, TYPE_VALUE, 1, 0)},
    [TYPE_VALUE] = {.name = "value", .forms = FORM_VALUE},
    [TYPE_KEYS] = {.name = "keys", .forms = FORM_KEY | FORM_LIST, .item = TYPE_KEY, .items_min = 1},
    [TYPE_KEY] = {.name = "key", .forms = FORM_KEY},
    [TYPE_FILL] = {.name = "fill", .forms = FORM_MAPPING, .mapping = MAPPING_FILL},
    [TYPE_ITERATE] = {.name = "iterate", .forms = FORM_MAPPING, .mapping = MAPPING_ITERATE},
    [TYPE_START] = {.name = "start", .forms = FORM_MAPPING, .mapping = MAPPING_START},
    [TYPE_OFFSET] = {.name = "offset", INTEGER(0, 7)},
    [TYPE_OPEN] = {.name = "open", .forms = FORM_MAPPING, .mapping = MAPPING_OPEN},
    [TYPE_NEXT] = {.name = "next", .forms = FORM_NAME | FORM_MAPPING, .mapping = MAPPING_NEXT},
    [TYPE_TIMES] = {.name = "times", INTEGER(1, LESSON_KEYS_MAX)},
    [TYPE_EXPECT] = {.name = "expect", .forms = FORM_MAPPING, .mapping = MAPPING_EXPECT},
    [TYPE_COUNT] = {.name = "count", INTEGER(0, INT64_MAX)},
    [TYPE_EXPONENT] = {.name = "exponent", INTEGER(0, 63)},
    [TYPE_NOVERFLOW] = {.name = "noverflow", INTEGER(0, UINT16_MAX)},
    [TYPE_FLAGS] = {.name = "flags", LIST(TYPE_FLAG, 0, 4)},
    [TYPE_FLAG] = {.name = "flag", .forms = FORM_WORD, .words = FLAG_WORDS},
    [TYPE_BOOL] = {.name = "bool", .forms = FORM_BOOL},
    [TYPE_ORDER] = {.name = "order", LIST(TYPE_KEY, 0, 0)},
    [TYPE_EVENTS] = {.name = "events", LIST(TYPE_EVENT, 1, 0)},
    [TYPE_EVENT] = {.name = "event", .forms = FORM_EVENT},
    [TYPE_SLOTS_LIST] = {.name = "slots_list", LIST(TYPE_SLOTS, 1, 0)},
    [TYPE_SLOTS] = {.name = "slots", .forms = FORM_MAPPING, .mapping = MAPPING_SLOTS},
    [TYPE_ARRAY] = {.name = "array", .forms = FORM_WORD, .words = ARRAY_WORDS},
    [TYPE_BUCKET] = {.name = "bucket", INTEGER(0, UINT32_MAX)},
    [TYPE_TOPHASHES] = {.name = "tophashes", LIST(TYPE_TOPHASH, 8, 8)},
    [TYPE_TOPHASH] = {.name = "tophash",
                      .forms = FORM_INTEGER | FORM_WORD,
                      .min = 5,
                      .max = 255,
                      .words = TOPHASH_WORDS},
    [TYPE_SLOT_KEYS] = {.name = "slot_keys", LIST(TYPE_SLOT_KEY, 8, 8)},
    [TYPE_SLOT_KEY] = {.name = "slot_key", .forms = FORM_KEY | FORM_NULL},
    [TYPE_ASK] = {.name = "ask", .forms = FORM_MAPPING, .mapping = MAPPING_ASK},
    [TYPE_CHOICES] = {.name = "choices", LIST(TYPE_CHOICE, 2, LESSON_CHOICES_MAX)},
    [TYPE_CHOICE] = {.name = "choice",
                     .forms = FORM_TEXT | FORM_MAPPING,
                     .mapping = MAPPING_CHOICE},
    [TYPE_ANSWER] = {.name = "answer",
                     .forms = FORM_WORD | FORM_MAPPING,
                     .words = ANSWER_WORDS,
                     .mapping = MAPPING_ANSWER},
    [TYPE_HINTS] = {.name = "hints", LIST(TYPE_HINT_TEXT, 1, LESSON_HINTS_MAX)},
    [TYPE_HINT_TEXT] = {.name = "hint_text",
                        .forms = FORM_TEXT | FORM_MAPPING,
                        .mapping = MAPPING_HINT},
    [TYPE_VARY] = {.name = "vary", NAMED(TYPE_NAME, TYPE_VARIED, 1, LESSON_VARIED_MAX)},
    [TYPE_VARIED] = {.name = "varied",
                     .forms = FORM_MAPPING | FORM_LIST,
                     .mapping = MAPPING_RANGE,
                     .item = TYPE_KEY,
                     .items_min = 2},
    [TYPE_LOCKS] = {.name = "locks", NAMED(TYPE_NAME, TYPE_LOCK, 1, SCENARIO_LOCKS_MAX)},
    [TYPE_LOCK] = {.name = "lock", .forms = FORM_WORD, .words = LOCK_WORDS},
    [TYPE_SETUP] = {.name = "setup", LIST(TYPE_SETUP_OPERATION, 1, SCENARIO_SETUP_MAX)},
    [TYPE_SETUP_OPERATION] = {.name = "setup_operation",
                              .forms = FORM_MAPPING,
                              .mapping = MAPPING_SETUP},
    [TYPE_WORKERS] = {.name = "workers", NAMED(TYPE_NAME, TYPE_WORKER, 1, SCENARIO_WORKERS_MAX)},
    [TYPE_WORKER] = {.name = "worker", LIST(TYPE_WORK, 1, SCENARIO_OPS_MAX)},
    [TYPE_WORK] = {.name = "work", .forms = FORM_MAPPING, .mapping = MAPPING_WORK},
    [TYPE_WALK] = {.name = "walk", .forms = FORM_MAPPING, .mapping = MAPPING_WALK},
    [TYPE_POLICY] = {.name = "policy", .forms = FORM_WORD, .words = POLICY_WORDS},
    [TYPE_DEPTH] = {.name = "depth", INTEGER(1, POLICY_DEPTH_MAX)},
    [TYPE_EXPLORE] = {.name = "explore",
                      .forms = FORM_WORD | FORM_MAPPING,
                      .words = EXPLORE_WORDS,
                      .mapping = MAPPING_EXPLORE},
    [TYPE_PREEMPTIONS] = {.name = "preemptions", INTEGER(0, UINT32_MAX)},
    [TYPE_RUNS] = {.name = "runs", INTEGER(1, LESSON_FREE_RUNS_MAX)},
    [TYPE_OUTCOME] = {.name = "outcome", .forms = FORM_WORD, .words = OUTCOME_WORDS},
    [TYPE_OUTCOMES] = {.name = "outcomes", NAMED(TYPE_OUTCOME, TYPE_SCHEDULES, 1, OUTCOME_COUNT)},
    [TYPE_SCHEDULES] = {.name = "schedules", INTEGER(0, UINT64_MAX)},
    [TYPE_RESULTS] = {.name = "results", LIST(TYPE_RESULT, 1, 0)},
    [TYPE_RESULT] = {.name = "result", .forms = FORM_WORD, .words = RESULT_WORDS},
    [TYPE_FREE_RESULT] = {.name = "free_result", .forms = FORM_WORD, .words = FREE_WORDS},
};

#define X(id, key, type, is_required, about) {key, type, is_required, about},
#define OPTIONAL(id, key, type, kind, about) {key, type, false, about},
static const struct lesson_key LESSON_TABLE[] = {LESSON_LESSON_KEYS(X)};
static const struct lesson_key TEXT_TABLE[] = {LESSON_TEXT_KEYS(X)};
static const struct lesson_key MAP_TABLE[] = {LESSON_MAP_KEYS(X)};
static const struct lesson_key STEP_TABLE[] = {LESSON_OPERATION_KEYS(OPTIONAL)
                                                   LESSON_RUN_KEYS(OPTIONAL) LESSON_STEP_KEYS(X)};
static const struct lesson_key FILL_TABLE[] = {LESSON_FILL_KEYS(X)};
static const struct lesson_key ITERATE_TABLE[] = {LESSON_ITERATE_KEYS(X)};
static const struct lesson_key START_TABLE[] = {LESSON_START_KEYS(X)};
static const struct lesson_key OPEN_TABLE[] = {LESSON_OPEN_KEYS(X)};
static const struct lesson_key NEXT_TABLE[] = {LESSON_NEXT_KEYS(X)};
static const struct lesson_key EXPECT_TABLE[] = {LESSON_EXPECT_KEYS(OPTIONAL)};
static const struct lesson_key SLOTS_TABLE[] = {LESSON_SLOTS_KEYS(X)};
static const struct lesson_key ASK_TABLE[] = {LESSON_ASK_KEYS(X)};
static const struct lesson_key CHOICE_TABLE[] = {LESSON_CHOICE_KEYS(X)};
static const struct lesson_key ANSWER_TABLE[] = {LESSON_ANSWER_KEYS(OPTIONAL)};
static const struct lesson_key HINT_TABLE[] = {LESSON_HINT_KEYS(X)};
static const struct lesson_key RANGE_TABLE[] = {LESSON_RANGE_KEYS(X)};
static const struct lesson_key SETUP_TABLE[] = {LESSON_SETUP_KEYS(OPTIONAL)};
static const struct lesson_key WORK_TABLE[] = {LESSON_WORK_KEYS(OPTIONAL)};
static const struct lesson_key WALK_TABLE[] = {LESSON_WALK_KEYS(X)};
static const struct lesson_key EXPLORE_TABLE[] = {LESSON_EXPLORE_KEYS(X)};
#undef X
#undef OPTIONAL

#define TABLE(table) .keys = (table), .key_count = sizeof table / sizeof((table)[0])
static const struct lesson_mapping MAPPINGS[MAPPING_COUNT] = {
    [MAPPING_LESSON] = {.name = "lesson", TABLE(LESSON_TABLE)},
    [MAPPING_TEXT] = {.name = "text", TABLE(TEXT_TABLE), .keys_min = 1},
    [MAPPING_MAP] = {.name = "map", TABLE(MAP_TABLE)},
    [MAPPING_STEP] = {.name = "step",
                      TABLE(STEP_TABLE),
                      .keys_min = 1,
                      .exclusive_count = STEP_KEY_DEEDS},
    [MAPPING_FILL] = {.name = "fill", TABLE(FILL_TABLE)},
    [MAPPING_ITERATE] = {.name = "iterate", TABLE(ITERATE_TABLE)},
    [MAPPING_START] = {.name = "start", TABLE(START_TABLE)},
    [MAPPING_OPEN] = {.name = "open", TABLE(OPEN_TABLE)},
    [MAPPING_NEXT] = {.name = "next", TABLE(NEXT_TABLE)},
    [MAPPING_EXPECT] = {.name = "expect", TABLE(EXPECT_TABLE), .keys_min = 1},
    [MAPPING_SLOTS] = {.name = "slots", TABLE(SLOTS_TABLE)},
    [MAPPING_ASK] = {.name = "ask", TABLE(ASK_TABLE)},
    [MAPPING_CHOICE] = {.name = "a choice", TABLE(CHOICE_TABLE)},
    [MAPPING_ANSWER] = {.name = "answer",
                        TABLE(ANSWER_TABLE),
                        .keys_min = 1,
                        .exclusive_count = ANSWER_KEY_TOTAL,
                        .exclusive = "fact"},
    [MAPPING_HINT] = {.name = "a hint", TABLE(HINT_TABLE)},
    [MAPPING_RANGE] = {.name = "a range", TABLE(RANGE_TABLE)},
    [MAPPING_SETUP] = {.name = "operation of the setup",
                       TABLE(SETUP_TABLE),
                       .keys_min = 1,
                       .exclusive_count = SETUP_KEY_TOTAL},
    [MAPPING_WORK] = {.name = "operation of a worker",
                      TABLE(WORK_TABLE),
                      .keys_min = 1,
                      .exclusive_count = WORK_KEY_TOTAL},
    [MAPPING_WALK] = {.name = "iterate", TABLE(WALK_TABLE)},
    [MAPPING_EXPLORE] = {.name = "explore", TABLE(EXPLORE_TABLE)},
};
static_assert((int)EXPECT_KEY_TOTAL == (int)LESSON_FACT_SOME + 1, "each kind of fact has its key");
static_assert((int)LESSON_NAME_MAX == (int)SCENARIO_NAME_MAX, "a name is a name in both");
static_assert((int)STEP_KEY_TOTAL <= (int)LESSON_MAPPING_KEYS_MAX, "room for a mapping's fields");
static_assert((int)EXPECT_KEY_TOTAL <= (int)LESSON_MAPPING_KEYS_MAX, "room for a mapping's fields");

const struct lesson_type *lesson_type_of(enum lesson_type_id id)
{
    assert(id < TYPE_COUNT_OF_TYPES);
    return &TYPES[id];
}

const struct lesson_mapping *lesson_mapping_of(enum lesson_mapping_id id)
{
    assert(id < MAPPING_COUNT);
    return &MAPPINGS[id];
}

const char *lesson_fact_name(enum lesson_fact_kind kind)
{
    static const char *const names[] = {
#define X(id, key, type, fact_kind, about) [fact_kind] = (key),
        LESSON_EXPECT_KEYS(X)
#undef X
    };
    assert(kind <= LESSON_FACT_SOME);
    return names[kind];
}

/* ---- In words ---- */

struct sentence {
    char *text;
    size_t cap, used;
};

__attribute__((format(printf, 2, 3))) static void say(struct sentence *to, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int wanted = vsnprintf(to->text + to->used, to->cap - to->used, format, arguments);
    va_end(arguments);
    if (wanted > 0) to->used += (size_t)wanted;
    if (to->used >= to->cap) to->used = to->cap - 1;
}

static void say_integer(struct sentence *to, const struct lesson_type *type)
{
    if (type->min >= 0 && (uint64_t)type->min == type->max) {
        say(to, "%" PRIu64, type->max);
    } else if (type->min == INT64_MIN) {
        say(to, "an integer, %" PRIu64 " at most", type->max);
    } else if (type->max >= INT64_MAX) {
        say(to, "an integer, %" PRId64 " or more", type->min);
    } else {
        say(to, "an integer from %" PRId64 " to %" PRIu64, type->min, type->max);
    }
}

static void say_words(struct sentence *to, const struct lesson_type *type)
{
    for (const char *const *word = type->words; *word != NULL; word++) {
        say(to, "%s%s", word == type->words ? "" : ", ", *word);
    }
}

static void say_keys(struct sentence *to, const struct lesson_mapping *mapping)
{
    say(to, "a mapping (");
    for (size_t i = 0; i < mapping->key_count; i++) {
        say(to, "%s%s", i == 0 ? "" : ", ", mapping->keys[i].name);
    }
    say(to, ")");
}

static void say_items(struct sentence *to, const struct lesson_type *type, const char *what)
{
    if (type->items_min > 0 && type->items_min == type->items_max) {
        say(to, "%s of %zu: ", what, type->items_min);
    } else if (type->items_max > 0) {
        say(to, "%s of %zu to %zu: ", what, type->items_min, type->items_max);
    } else {
        say(to, "%s%s: ", what, type->items_min > 0 ? ", not empty" : "");
    }
    char item[192];
    lesson_type_allowed(type->item, item, sizeof item);
    say(to, "%s", item);
}

#define STRING(number) #number
#define EXPANDED_STRING(number) STRING(number)

/* The words for a form that are the same for every type, or NULL. */
static const char *fixed_words(enum lesson_form form)
{
    static const struct {
        enum lesson_form form;
        const char *words;
    } rows[] = {
        {FORM_BOOL, "true or false"},
        {FORM_NAME, "a name (a letter, then letters, digits, _ or -; at most 40)"},
        {FORM_ID, "small letters and digits, words joined by single -; at most 40"},
        {FORM_KEY, "a key"},
        {FORM_TEXT, "a text"},
        {FORM_NULL, "~"},
        {FORM_HASH, "0x and 16 hexadecimal digits"},
        {FORM_EVENT, "the name of an event"},
        {FORM_VALUE_TYPE,
         "int64, bool, struct{}, or bytes0 to bytes" EXPANDED_STRING(TH_VALUE_SIZE_MAX)},
        {FORM_VALUE, "a value of the map's value type"},
    };
    static_assert(LESSON_NAME_MAX == 40, "the words above say so");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (rows[i].form == form) return rows[i].words;
    }
    return NULL;
}

static void say_form(struct sentence *to, const struct lesson_type *type, enum lesson_form form)
{
    const char *words = fixed_words(form);
    if (words != NULL) say(to, "%s", words);
    if (form == FORM_INTEGER) say_integer(to, type);
    if (form == FORM_WORD) say_words(to, type);
    if (form == FORM_MAPPING) say_keys(to, lesson_mapping_of(type->mapping));
    if (form == FORM_NAMED) say_items(to, type, "a mapping");
    if (form == FORM_LIST) say_items(to, type, "a list");
}

void lesson_type_allowed(enum lesson_type_id id, char *text, size_t cap)
{
    assert(cap > 0);
    text[0] = '\0';
    struct sentence to = {.text = text, .cap = cap};
    const struct lesson_type *type = lesson_type_of(id);
    for (unsigned form = 1; form <= FORM_LIST; form <<= 1) {
        if ((type->forms & form) == 0) continue;
        if (to.used > 0) say(&to, "; or ");
        say_form(&to, type, (enum lesson_form)form);
    }
}
