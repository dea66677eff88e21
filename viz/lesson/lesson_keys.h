/* lesson_keys.h - the table of the format: every key of every mapping, and what may stand there.
 *
 * It is the only place where a key or a range is written down. The loader reads by it, its messages
 * ("allowed: ...", "did you mean") are made from it, and so is
 * lessons/schema/lesson.schema.json. */
#ifndef VIZ_LESSON_LESSON_KEYS_H
#define VIZ_LESSON_LESSON_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* X(id, key, type, is required, about) */
#define LESSON_LESSON_KEYS(X)                                                                      \
    X(LESSON_KEY_TOPHASH, "tophash", TYPE_VERSION, true, "Version of the format.")                 \
    X(LESSON_KEY_ID, "id", TYPE_ID, true, "Short name; stays the same when the title changes.")    \
    X(LESSON_KEY_TITLE, "title", TYPE_TEXT, true, "What the menu shows.")                          \
    X(LESSON_KEY_ABOUT, "about", TYPE_TEXT, false,                                                 \
      "What the learner can do afterwards, with *marks*.")                                         \
    X(LESSON_KEY_UNIT, "unit", TYPE_TEXT, false, "The menu's name for this folder of lessons.")    \
    X(LESSON_KEY_VARY, "vary", TYPE_VARY, false, "Values drawn anew each time, for $name.")        \
    X(LESSON_KEY_MAPS, "maps", TYPE_MAPS, false, "The maps, by name. Default: m, of int64.")       \
    X(LESSON_KEY_LOCKS, "locks", TYPE_LOCKS, false, "A race: its locks, by name.")                 \
    X(LESSON_KEY_SETUP, "setup", TYPE_SETUP, false, "A race: what is done before it, by nobody.")  \
    X(LESSON_KEY_WORKERS, "workers", TYPE_WORKERS, false, "A race: who does what, at once.")       \
    X(LESSON_KEY_STEPS, "steps", TYPE_STEPS, true, "What happens, one step at a time.")

#define LESSON_TEXT_KEYS(X)                                                                        \
    X(TEXT_KEY_EN, "en", TYPE_PHRASE, false, "In English.")                                        \
    X(TEXT_KEY_ZH, "zh", TYPE_PHRASE, false, "In Chinese.")

#define LESSON_MAP_KEYS(X)                                                                         \
    X(MAP_KEY_VALUE, "value", TYPE_VALUE_TYPE, false, "Type of the values. Default: int64.")       \
    X(MAP_KEY_HINT, "hint", TYPE_HINT, false, "Entries to make room for. Default: 0.")             \
    X(MAP_KEY_SEED, "seed", TYPE_SEED, false, "Seed of hashes and random starts. Default: 0.")     \
    X(MAP_KEY_KEYS, "keys", TYPE_KEEPING, false, "Whether keys are copied. Default: borrowed.")    \
    X(MAP_KEY_HASHES, "hashes", TYPE_HASHES, false, "Hashes forced on keys, for collisions.")

/* X(id, key, type, kind of the operation, about): at most one of them in a step */
#define LESSON_OPERATION_KEYS(X)                                                                   \
    X(STEP_KEY_PUT, "put", TYPE_PUT, LESSON_PUT, "Stores values under keys.")                      \
    X(STEP_KEY_GET, "get", TYPE_KEYS, LESSON_GET, "Looks keys up.")                                \
    X(STEP_KEY_DELETE, "delete", TYPE_KEYS, LESSON_DELETE, "Removes keys.")                        \
    X(STEP_KEY_FILL, "fill", TYPE_FILL, LESSON_FILL, "Puts many numbered keys.")                   \
    X(STEP_KEY_ITERATE, "iterate", TYPE_ITERATE, LESSON_ITERATE, "Walks over the whole map.")      \
    X(STEP_KEY_CLEAR, "clear", TYPE_NAME, LESSON_CLEAR, "Removes all entries of that map.")        \
    X(STEP_KEY_OPEN, "open", TYPE_OPEN, LESSON_OPEN, "Starts a walk that stays open.")             \
    X(STEP_KEY_NEXT, "next", TYPE_NEXT, LESSON_NEXT, "Steps that cursor on.")                      \
    X(STEP_KEY_CLOSE, "close", TYPE_NAME, LESSON_CLOSE, "Ends that cursor's walk.")

/* X(id, key, type, kind of the run, about): in a race; at most one of them in a step */
#define LESSON_RUN_KEYS(X)                                                                         \
    X(STEP_KEY_SCHEDULE, "schedule", TYPE_PHRASE, LESSON_RUN_SCHEDULE, "Who moves when.")          \
    X(STEP_KEY_SEED, "seed", TYPE_SEED, LESSON_RUN_SEED, "A run at random, from this seed.")       \
    X(STEP_KEY_EXPLORE, "explore", TYPE_EXPLORE, LESSON_RUN_EXPLORE, "Every schedule there is.")   \
    X(STEP_KEY_FREE, "free", TYPE_RUNS, LESSON_RUN_FREE, "So many runs on free threads.")

#define LESSON_STEP_KEYS(X)                                                                        \
    X(STEP_KEY_POLICY, "policy", TYPE_POLICY, false, "How seed chooses. Default: random.")         \
    X(STEP_KEY_DEPTH, "depth", TYPE_DEPTH, false, "Of pct: how many moves order matters for.")     \
    X(STEP_KEY_SAY, "say", TYPE_TEXT, false, "The story at this step, with *strong* and `code`.")  \
    X(STEP_KEY_ASK, "ask", TYPE_ASK, false, "A question, asked before anything moves.")            \
    X(STEP_KEY_ON, "on", TYPE_NAME, false, "The map it is about. Default: the first.")             \
    X(STEP_KEY_BESIDE, "beside", TYPE_NAME, false, "Another map, shown beside it.")                \
    X(STEP_KEY_EXPECT, "expect", TYPE_EXPECT, false, "What must be true after the step.")

#define LESSON_FILL_KEYS(X)                                                                        \
    X(FILL_KEY_PREFIX, "prefix", TYPE_KEY, true, "What each key starts with.")                     \
    X(FILL_KEY_FROM, "from", TYPE_COUNT, true, "The number behind the first key, and its value.")  \
    X(FILL_KEY_TO, "to", TYPE_COUNT, true, "The number behind the last key, and its value.")

#define LESSON_ITERATE_KEYS(X)                                                                     \
    X(ITERATE_KEY_START, "start", TYPE_START, false, "Where to start. Default: at random.")

#define LESSON_START_KEYS(X)                                                                       \
    X(START_KEY_BUCKET, "bucket", TYPE_COUNT, true, "Bucket, modulo the number of buckets.")       \
    X(START_KEY_OFFSET, "offset", TYPE_OFFSET, false, "First slot in each bucket. Default: 0.")

#define LESSON_OPEN_KEYS(X)                                                                        \
    X(OPEN_KEY_CURSOR, "cursor", TYPE_NAME, true, "Name of the new cursor.")                       \
    X(OPEN_KEY_START, "start", TYPE_START, false, "Where to start. Default: at random.")

#define LESSON_NEXT_KEYS(X)                                                                        \
    X(NEXT_KEY_CURSOR, "cursor", TYPE_NAME, true, "Name of an open cursor.")                       \
    X(NEXT_KEY_TIMES, "times", TYPE_TIMES, false, "How often to step it. Default: once.")

/* X(id, key, type, kind of the fact, about) */
#define LESSON_EXPECT_KEYS(X)                                                                      \
    X(EXPECT_KEY_COUNT, "count", TYPE_COUNT, LESSON_FACT_COUNT, "Entries in the map.")             \
    X(EXPECT_KEY_B, "B", TYPE_EXPONENT, LESSON_FACT_B, "There are 2^B main buckets.")              \
    X(EXPECT_KEY_FLAGS, "flags", TYPE_FLAGS, LESSON_FACT_FLAGS, "All flags that are on.")          \
    X(EXPECT_KEY_GROWING, "growing", TYPE_BOOL, LESSON_FACT_GROWING, "Whether it is growing.")     \
    X(EXPECT_KEY_SAME_SIZE, "same_size", TYPE_BOOL, LESSON_FACT_SAME_SIZE,                         \
      "Whether the growth keeps the size.")                                                        \
    X(EXPECT_KEY_NOVERFLOW, "noverflow", TYPE_NOVERFLOW, LESSON_FACT_NOVERFLOW,                    \
      "The map's count of overflow buckets.")                                                      \
    X(EXPECT_KEY_NEVACUATE, "nevacuate", TYPE_COUNT, LESSON_FACT_NEVACUATE,                        \
      "Old buckets below it are evacuated.")                                                       \
    X(EXPECT_KEY_BUCKETS, "buckets", TYPE_COUNT, LESSON_FACT_BUCKETS, "Main buckets; 0: none.")    \
    X(EXPECT_KEY_OLDBUCKETS, "oldbuckets", TYPE_COUNT, LESSON_FACT_OLDBUCKETS,                     \
      "Old main buckets; 0: none.")                                                                \
    X(EXPECT_KEY_SLOTS, "slots", TYPE_SLOTS_LIST, LESSON_FACT_SLOTS, "What is in some buckets.")   \
    X(EXPECT_KEY_FOUND, "found", TYPE_BOOL, LESSON_FACT_FOUND, "Whether get found each key.")      \
    X(EXPECT_KEY_VALUE, "value", TYPE_VALUE, LESSON_FACT_VALUE, "What get gave.")                  \
    X(EXPECT_KEY_DELETED, "deleted", TYPE_BOOL, LESSON_FACT_DELETED,                               \
      "Whether delete removed each key.")                                                          \
    X(EXPECT_KEY_PANIC, "panic", TYPE_PHRASE, LESSON_FACT_PANIC, "The panic's text.")              \
    X(EXPECT_KEY_ORDER, "order", TYPE_ORDER, LESSON_FACT_ORDER, "All keys yielded, in order.")     \
    X(EXPECT_KEY_YIELDS, "yields", TYPE_COUNT, LESSON_FACT_YIELDS, "How many keys were yielded.")  \
    X(EXPECT_KEY_EVENTS, "events", TYPE_EVENTS, LESSON_FACT_EVENTS,                                \
      "Events in this order; others may stand between.")                                           \
    X(EXPECT_KEY_OUTCOME, "outcome", TYPE_OUTCOME, LESSON_FACT_OUTCOME, "How the run ends.")       \
    X(EXPECT_KEY_OUTCOMES, "outcomes", TYPE_OUTCOMES, LESSON_FACT_OUTCOMES,                        \
      "How many schedules end so.")                                                                \
    X(EXPECT_KEY_NEVER, "never", TYPE_RESULTS, LESSON_FACT_NEVER, "Ends that no run has.")         \
    X(EXPECT_KEY_SOME, "some", TYPE_RESULTS, LESSON_FACT_SOME, "Ends that some run has.")

#define LESSON_SLOTS_KEYS(X)                                                                       \
    X(SLOTS_KEY_ARRAY, "array", TYPE_ARRAY, false, "Which array. Default: buckets.")               \
    X(SLOTS_KEY_BUCKET, "bucket", TYPE_BUCKET, true, "Index of the main bucket.")                  \
    X(SLOTS_KEY_OVERFLOW, "overflow", TYPE_BUCKET, false,                                          \
      "Which overflow bucket behind it. Default: 0, the main bucket.")                             \
    X(SLOTS_KEY_TOPHASH, "tophash", TYPE_TOPHASHES, true, "The eight tophash bytes.")              \
    X(SLOTS_KEY_KEYS, "keys", TYPE_SLOT_KEYS, false, "The eight keys; ~ where it does not matter.")

/* ---- Questions ---- */

#define LESSON_ASK_KEYS(X)                                                                         \
    X(ASK_KEY_QUESTION, "question", TYPE_TEXT, true, "What is asked, with *marks* as in say.")     \
    X(ASK_KEY_CHOICES, "choices", TYPE_CHOICES, false, "What can be chosen. Else one answers.")    \
    X(ASK_KEY_ANSWER, "answer", TYPE_ANSWER, false, "Which fact after the step is the answer.")    \
    X(ASK_KEY_HINTS, "hints", TYPE_HINTS, false, "Help, one after the other.")                     \
    X(ASK_KEY_WHY, "why", TYPE_TEXT, false, "Said when the answer has been seen, with *marks*.")

#define LESSON_CHOICE_KEYS(X)                                                                      \
    X(CHOICE_KEY_EN, "en", TYPE_PHRASE, false, "The choice in English.")                           \
    X(CHOICE_KEY_ZH, "zh", TYPE_PHRASE, false, "In Chinese.")                                      \
    X(CHOICE_KEY_IF, "if", TYPE_EXPECT, false, "It is right if all this is true after the step.")

#define LESSON_HINT_KEYS(X)                                                                        \
    X(HINT_KEY_EN, "en", TYPE_PHRASE, false, "The hint in English, with *marks*.")                 \
    X(HINT_KEY_ZH, "zh", TYPE_PHRASE, false, "In Chinese.")                                        \
    X(HINT_KEY_TO, "to", TYPE_KEY, false, "The wrong answer that it is for. Default: any.")

/* Answers that need another word are the keys of a mapping; the others are the words of
 * LESSON_ANSWER_WORDS. X(id, key, type, kind of the answer, about) */
#define LESSON_ANSWER_KEYS(X)                                                                      \
    X(ANSWER_KEY_BUCKET_OF, "bucket_of", TYPE_KEY, LESSON_ANSWER_BUCKET_OF,                        \
      "The bucket where that key is, or would be.")                                                \
    X(ANSWER_KEY_SLOT_OF, "slot_of", TYPE_KEY, LESSON_ANSWER_SLOT_OF, "The slot of that key.")     \
    X(ANSWER_KEY_TOPHASH_OF, "tophash_of", TYPE_KEY, LESSON_ANSWER_TOPHASH_OF,                     \
      "The tophash byte of that key.")                                                             \
    X(ANSWER_KEY_TIMES, "times", TYPE_EVENT, LESSON_ANSWER_TIMES, "How often that event came.")    \
    X(ANSWER_KEY_SCHEDULES, "schedules", TYPE_OUTCOME, LESSON_ANSWER_SCHEDULES,                    \
      "How many schedules explored end so.")

/* X(word, kind of the answer) */
#define LESSON_ANSWER_WORDS(X)                                                                     \
    X("count", LESSON_ANSWER_COUNT)                                                                \
    X("B", LESSON_ANSWER_B)                                                                        \
    X("noverflow", LESSON_ANSWER_NOVERFLOW)                                                        \
    X("nevacuate", LESSON_ANSWER_NEVACUATE)                                                        \
    X("buckets", LESSON_ANSWER_BUCKETS)                                                            \
    X("oldbuckets", LESSON_ANSWER_OLDBUCKETS)                                                      \
    X("growing", LESSON_ANSWER_GROWING)                                                            \
    X("found", LESSON_ANSWER_FOUND)                                                                \
    X("value", LESSON_ANSWER_VALUE)                                                                \
    X("deleted", LESSON_ANSWER_DELETED)                                                            \
    X("panics", LESSON_ANSWER_PANICS)                                                              \
    X("yields", LESSON_ANSWER_YIELDS)                                                              \
    X("first", LESSON_ANSWER_FIRST)                                                                \
    X("last", LESSON_ANSWER_LAST)

#define LESSON_RANGE_KEYS(X)                                                                       \
    X(RANGE_KEY_FROM, "from", TYPE_COUNT, true, "The least number drawn.")                         \
    X(RANGE_KEY_TO, "to", TYPE_COUNT, true, "The largest.")

/* ---- Races ---- */

/* X(id, key, type, key of a step that says the same, about) */
#define LESSON_SETUP_KEYS(X)                                                                       \
    X(SETUP_KEY_PUT, "put", TYPE_PUT, STEP_KEY_PUT, "Stores values under keys.")                   \
    X(SETUP_KEY_FILL, "fill", TYPE_FILL, STEP_KEY_FILL, "Puts many numbered keys.")                \
    X(SETUP_KEY_DELETE, "delete", TYPE_KEYS, STEP_KEY_DELETE, "Removes keys.")                     \
    X(SETUP_KEY_CLEAR, "clear", TYPE_NAME, STEP_KEY_CLEAR, "Removes all entries of that map.")

/* X(id, key, type, kind of the operation, about) */
#define LESSON_WORK_KEYS(X)                                                                        \
    X(WORK_KEY_PUT, "put", TYPE_PUT, SCENARIO_PUT, "Stores values under keys.")                    \
    X(WORK_KEY_GET, "get", TYPE_KEYS, SCENARIO_GET, "Looks keys up.")                              \
    X(WORK_KEY_DELETE, "delete", TYPE_KEYS, SCENARIO_DELETE, "Removes keys.")                      \
    X(WORK_KEY_CLEAR, "clear", TYPE_NAME, SCENARIO_CLEAR, "Removes all entries of that map.")      \
    X(WORK_KEY_ITERATE, "iterate", TYPE_WALK, SCENARIO_ITERATE, "Walks over the whole map.")       \
    X(WORK_KEY_LOCK, "lock", TYPE_NAME, SCENARIO_LOCK, "Takes that lock, and waits for it.")       \
    X(WORK_KEY_UNLOCK, "unlock", TYPE_NAME, SCENARIO_UNLOCK, "Gives that lock back.")              \
    X(WORK_KEY_RLOCK, "rlock", TYPE_NAME, SCENARIO_RLOCK, "Takes that rw lock for reading.")       \
    X(WORK_KEY_RUNLOCK, "runlock", TYPE_NAME, SCENARIO_RUNLOCK, "Gives it back after reading.")

/* Its start is never at random: a schedule must always do the same. */
#define LESSON_WALK_KEYS(X) X(WALK_KEY_START, "start", TYPE_START, true, "Where to start.")

#define LESSON_EXPLORE_KEYS(X)                                                                     \
    X(EXPLORE_KEY_PREEMPTIONS, "preemptions", TYPE_PREEMPTIONS, true,                              \
      "Only schedules with at most so many preemptions.")

#define X(id, ...) id,
enum { LESSON_LESSON_KEYS(X) LESSON_KEY_TOTAL };
enum { LESSON_TEXT_KEYS(X) TEXT_KEY_TOTAL };
enum { LESSON_MAP_KEYS(X) MAP_KEY_TOTAL };
enum {
    LESSON_OPERATION_KEYS(X) STEP_KEY_OPERATIONS,
    STEP_KEY_BEFORE_RUNS = STEP_KEY_OPERATIONS - 1,
    LESSON_RUN_KEYS(X) STEP_KEY_DEEDS, /* operations and runs */
    STEP_KEY_BEFORE_REST = STEP_KEY_DEEDS - 1,
    LESSON_STEP_KEYS(X) STEP_KEY_TOTAL
};
enum { LESSON_FILL_KEYS(X) FILL_KEY_TOTAL };
enum { LESSON_ITERATE_KEYS(X) ITERATE_KEY_TOTAL };
enum { LESSON_START_KEYS(X) START_KEY_TOTAL };
enum { LESSON_OPEN_KEYS(X) OPEN_KEY_TOTAL };
enum { LESSON_NEXT_KEYS(X) NEXT_KEY_TOTAL };
enum { LESSON_EXPECT_KEYS(X) EXPECT_KEY_TOTAL };
enum { LESSON_SLOTS_KEYS(X) SLOTS_KEY_TOTAL };
enum { LESSON_ASK_KEYS(X) ASK_KEY_TOTAL };
enum { LESSON_CHOICE_KEYS(X) CHOICE_KEY_TOTAL };
enum { LESSON_HINT_KEYS(X) HINT_KEY_TOTAL };
enum { LESSON_ANSWER_KEYS(X) ANSWER_KEY_TOTAL };
enum { LESSON_RANGE_KEYS(X) RANGE_KEY_TOTAL };
enum { LESSON_SETUP_KEYS(X) SETUP_KEY_TOTAL };
enum { LESSON_WORK_KEYS(X) WORK_KEY_TOTAL };
enum { LESSON_WALK_KEYS(X) WALK_KEY_TOTAL };
enum { LESSON_EXPLORE_KEYS(X) EXPLORE_KEY_TOTAL };
#undef X

enum {
    LESSON_MAPPING_KEYS_MAX = 24, /* no mapping has more keys */
    LESSON_MAPS_MAX = 64,
    LESSON_CURSORS_MAX = 64,
    LESSON_VARIED_MAX = 16,
};

/* What a node may be. A type accepts one form or several. */
enum lesson_form {
    FORM_INTEGER = 1 << 0,     /* not in quotes: decimal, or 0x and hexadecimal digits */
    FORM_BOOL = 1 << 1,        /* true or false, not in quotes */
    FORM_WORD = 1 << 2,        /* one of the type's words */
    FORM_NAME = 1 << 3,        /* of a map, cursor, worker or lock */
    FORM_ID = 1 << 4,          /* of a lesson */
    FORM_KEY = 1 << 5,         /* of an entry: any characters */
    FORM_TEXT = 1 << 6,        /* for people: not empty, no control characters but newlines */
    FORM_NULL = 1 << 7,        /* ~, null or nothing */
    FORM_HASH = 1 << 8,        /* 0x and 16 hexadecimal digits */
    FORM_EVENT = 1 << 9,       /* a name of th_event_named */
    FORM_VALUE_TYPE = 1 << 10, /* int64, bool, struct{}, bytesN */
    FORM_VALUE = 1 << 11,      /* of some value type: a scalar or {} */
    FORM_MAPPING = 1 << 12,    /* with the keys of the type's mapping */
    FORM_NAMED = 1 << 13,      /* a mapping from the type's key_type to its item */
    FORM_LIST = 1 << 14,       /* of the type's item */
};

enum lesson_type_id {
    TYPE_LESSON,
    TYPE_VERSION,
    TYPE_ID,
    TYPE_NAME,
    TYPE_TEXT,
    TYPE_PHRASE,
    TYPE_MAPS,
    TYPE_MAP,
    TYPE_VALUE_TYPE,
    TYPE_HINT,
    TYPE_SEED,
    TYPE_KEEPING,
    TYPE_HASHES,
    TYPE_HASH,
    TYPE_STEPS,
    TYPE_STEP,
    TYPE_PUT,
    TYPE_VALUE,
    TYPE_KEYS,
    TYPE_KEY,
    TYPE_FILL,
    TYPE_ITERATE,
    TYPE_START,
    TYPE_OFFSET,
    TYPE_OPEN,
    TYPE_NEXT,
    TYPE_TIMES,
    TYPE_EXPECT,
    TYPE_COUNT,
    TYPE_EXPONENT,
    TYPE_NOVERFLOW,
    TYPE_FLAGS,
    TYPE_FLAG,
    TYPE_BOOL,
    TYPE_ORDER,
    TYPE_EVENTS,
    TYPE_EVENT,
    TYPE_SLOTS_LIST,
    TYPE_SLOTS,
    TYPE_ARRAY,
    TYPE_BUCKET,
    TYPE_TOPHASHES,
    TYPE_TOPHASH,
    TYPE_SLOT_KEYS,
    TYPE_SLOT_KEY,
    TYPE_ASK,
    TYPE_CHOICES,
    TYPE_CHOICE,
    TYPE_ANSWER,
    TYPE_HINTS,
    TYPE_HINT_TEXT,
    TYPE_VARY,
    TYPE_VARIED,
    TYPE_LOCKS,
    TYPE_LOCK,
    TYPE_SETUP,
    TYPE_SETUP_OPERATION,
    TYPE_WORKERS,
    TYPE_WORKER,
    TYPE_WORK,
    TYPE_WALK,
    TYPE_POLICY,
    TYPE_DEPTH,
    TYPE_EXPLORE,
    TYPE_PREEMPTIONS,
    TYPE_RUNS,
    TYPE_OUTCOME,
    TYPE_OUTCOMES,
    TYPE_SCHEDULES,
    TYPE_RESULTS,
    TYPE_RESULT,
    TYPE_FREE_RESULT,
    TYPE_COUNT_OF_TYPES
};

enum lesson_mapping_id {
    MAPPING_LESSON,
    MAPPING_TEXT,
    MAPPING_MAP,
    MAPPING_STEP,
    MAPPING_FILL,
    MAPPING_ITERATE,
    MAPPING_START,
    MAPPING_OPEN,
    MAPPING_NEXT,
    MAPPING_EXPECT,
    MAPPING_SLOTS,
    MAPPING_ASK,
    MAPPING_CHOICE,
    MAPPING_ANSWER,
    MAPPING_HINT,
    MAPPING_RANGE,
    MAPPING_SETUP,
    MAPPING_WORK,
    MAPPING_WALK,
    MAPPING_EXPLORE,
    MAPPING_COUNT
};

struct lesson_type {
    const char *name; /* in the schema */
    unsigned forms;   /* FORM_..., any number of them */
    int64_t min;      /* FORM_INTEGER, both included */
    uint64_t max;
    const char *const *words;       /* FORM_WORD, NULL-terminated */
    enum lesson_mapping_id mapping; /* FORM_MAPPING */
    enum lesson_type_id key_type;   /* FORM_NAMED */
    enum lesson_type_id item;       /* FORM_NAMED, FORM_LIST */
    size_t items_min, items_max;    /* likewise; max 0: no limit */
};

struct lesson_key {
    const char *name;
    enum lesson_type_id type;
    bool is_required;
    const char *about;
};

struct lesson_mapping {
    const char *name; /* in messages and in the schema */
    const struct lesson_key *keys;
    size_t key_count;
    size_t keys_min;        /* so many keys at least must be there */
    size_t exclusive_count; /* of the first so many keys, at most one may be there */
    const char *exclusive;  /* what such a key is, in messages; NULL: "operation" */
};

const struct lesson_type *lesson_type_of(enum lesson_type_id id);
const struct lesson_mapping *lesson_mapping_of(enum lesson_mapping_id id);

/* What is allowed, in words, as "allowed: " goes on; cut when it does not fit. */
void lesson_type_allowed(enum lesson_type_id id, char *text, size_t cap);

#endif
