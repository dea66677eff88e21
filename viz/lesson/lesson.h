/* lesson.h - a lesson as plain data: what a YAML file said, checked.
 *
 *     struct source_errors errors = {0};
 *     struct lesson *lesson;
 *     if (lesson_load_file("growing.yaml", NULL, &lesson, &errors) != LESSON_OK)
 *         source_errors_print(&errors, stderr);
 *     ...
 *     lesson_free(lesson);
 *
 * Promises to whoever plays a lesson
 *   L1  Every index is in range, every name is known, every value fits its map's value type.
 *   L2  A step's operations all work on one map, lesson_step.map.
 *   L3  A cursor is open when it is stepped or closed, and not open when it is opened. A lesson may
 *       end with cursors open: the player closes them.
 *   L4  Keys, names and texts are the lesson's: borrowed until lesson_free.
 *   L5  A list is an array of its length; NULL when the length is 0.
 *   L6  Each thing that a player may complain about has its place in the file.
 *   L7  The fills' keys, the nexts' given times, the maps' hints and the schedules' choices
 *       together make LESSON_KEYS_MAX at most: no small file asks for more than a machine can do.
 *   L8  A lesson with workers is a race: it has one map, which is not nil, borrows its keys, and
 *       asks for scenario_hint_max entries at most; no step has operations. One without has no
 *       scenario, and no step has a run.
 *   L9  In a race a worker gives back only locks that it holds, takes none twice, and ends without;
 *       only an rw lock is taken for reading. Two workers may still wait for each other.
 *   L10 A question's answer is never written down. It is a fact that the core will show: the one
 *       asked for, or those that make a choice right. What the step cannot show is not asked.
 *   L11 The same file with the same draw is the same lesson; another draw differs only where the
 *       file says $name.
 *
 * Text is valid UTF-8 and ends in NUL; texts hold no control character but the newline. Keys may
 * hold any character, NUL too ("\0" in YAML), so a key goes to the terminal only by way of the
 * screen. The format itself, by example: lessons/README.md. Its table: viz/lesson/lesson_keys.h. */
#ifndef VIZ_LESSON_LESSON_H
#define VIZ_LESSON_LESSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/map.h"
#include "core/memory.h"
#include "core/observe.h"
#include "viz/language/language.h"
#include "viz/lesson/answer.h"
#include "viz/lesson/source_error.h"
#include "viz/race/outcome.h"
#include "viz/race/policy.h"
#include "viz/race/scenario.h"
#include "viz/race/schedule.h"

enum {
    LESSON_VERSION = 1,             /* of the format: `tophash: 1` */
    LESSON_BYTES_MAX = 1024 * 1024, /* a longer file is refused */
    LESSON_DEPTH_MAX = 32,          /* lists and mappings inside each other */
    LESSON_KEYS_MAX = 1000000,      /* keys of fills, times of nexts, hints, choices: their sum */
    LESSON_NAME_MAX = 40,           /* bytes of an id, a map's or cursor's name */
    LESSON_FREE_RUNS_MAX = 10000000,
    LESSON_CHOICES_MAX = 9,
    LESSON_HINTS_MAX = 9,
};

/* Both from 1; column counts characters, not bytes. */
struct lesson_place {
    uint32_t line;
    uint32_t column;
};

/* A text in the languages that it was given in; NULL: not in this one. A plain text is English. */
struct lesson_text {
    const char *en;
    const char *zh;
};

/* ---- Maps ---- */

enum lesson_value_kind {
    LESSON_VALUE_INT64,  /* 8 bytes, an int64_t of this machine */
    LESSON_VALUE_BOOL,   /* 1 byte, 0 or 1 */
    LESSON_VALUE_STRUCT, /* struct{}: no bytes */
    LESSON_VALUE_BYTES,  /* bytesN: N bytes */
};

struct lesson_hash {
    th_key key;
    uint64_t hash;
};

struct lesson_map {
    const char *name;
    struct lesson_place place;
    bool is_nil; /* stays nil: reads as empty, and a put panics. The rest is then as if not given */
    bool keys_owned;
    enum lesson_value_kind value_kind;
    size_t value_size; /* bytes, 0 to TH_VALUE_SIZE_MAX */
    int64_t hint;      /* at most LESSON_KEYS_MAX; may be negative, which Go takes for 0 */
    uint64_t seed;     /* 0 when not given: a lesson never draws from the system */
    const struct lesson_hash *hashes; /* keys whose hash is forced */
    size_t hash_count;
};

/* A cursor's name. The same name may be opened again, on another map too, once it was closed. */
struct lesson_cursor {
    const char *name;
    struct lesson_place place; /* where it is opened first */
};

/* ---- Operations ---- */

enum lesson_operation_kind {
    LESSON_PUT,     /* key, value */
    LESSON_GET,     /* key */
    LESSON_DELETE,  /* key */
    LESSON_FILL,    /* puts prefix + from, ... prefix + to, with lesson_value_of_number's values */
    LESSON_ITERATE, /* start: opens a cursor of its own, steps it to its end, closes it */
    LESSON_CLEAR,   /* nothing more */
    LESSON_OPEN,    /* cursor, start */
    LESSON_NEXT,    /* cursor, times */
    LESSON_CLOSE,   /* cursor */
};

/* Where a walk starts. */
struct lesson_start {
    bool is_given;   /* else at random, drawn from the map's seed; bucket and offset are then 0 */
    uint64_t bucket; /* taken modulo the bucket count */
    uint8_t offset;  /* slot, 0 to 7 */
};

struct lesson_operation {
    enum lesson_operation_kind kind;
    struct lesson_place place;
    th_key key;
    const void *value;         /* value_size bytes, never NULL: also where value_size is 0 */
    const char *prefix;        /* fill */
    int64_t from, to;          /* fill: both ends are filled; 0 <= from <= to */
    struct lesson_start start; /* iterate, open */
    size_t cursor;             /* open, next, close: index into lesson.cursors */
    uint64_t times;            /* next: how often to step, 1 to LESSON_KEYS_MAX */
};

/* ---- Expectations ---- */

/* What can be expected, and in which fields of lesson_fact it stands. */
enum lesson_fact_kind {
    LESSON_FACT_COUNT,      /* number */
    LESSON_FACT_B,          /* number */
    LESSON_FACT_FLAGS,      /* number: all bits of TH_FLAG_..., exactly these */
    LESSON_FACT_GROWING,    /* is_true: oldbuckets is there */
    LESSON_FACT_SAME_SIZE,  /* is_true: the growth under way keeps the size */
    LESSON_FACT_NOVERFLOW,  /* number */
    LESSON_FACT_NEVACUATE,  /* number */
    LESSON_FACT_BUCKETS,    /* number: main buckets of the array; 0 while it is nil */
    LESSON_FACT_OLDBUCKETS, /* number: likewise */
    LESSON_FACT_SLOTS,      /* slots */
    /* Above: of the step's map after the step. Below: of what the step did. */
    LESSON_FACT_FOUND,   /* is_true: each get of the step found its key */
    LESSON_FACT_VALUE,   /* value: what each get of the step gave (all zero bytes when not found) */
    LESSON_FACT_DELETED, /* is_true: each delete of the step deleted an entry */
    LESSON_FACT_PANIC,   /* text: the step panicked with it */
    LESSON_FACT_ORDER,   /* keys: those yielded by the step, all, in this order */
    LESSON_FACT_YIELDS,  /* number: how many were yielded by the step */
    LESSON_FACT_EVENTS,  /* events: told in the step in this order; others may stand between */
    /* Of a race. Those of the map, above, are then about the map at the end of the run. */
    LESSON_FACT_OUTCOME,  /* outcome: of the schedule or the seed */
    LESSON_FACT_OUTCOMES, /* outcomes: so many schedules of all explored; others: not looked at */
    LESSON_FACT_NEVER,    /* results: none of the runs ends so */
    LESSON_FACT_SOME,     /* results: for each of them, a run ends so */
};

enum { LESSON_TOPHASH_ANY = -1 };

/* What the eight slots of one bucket should look like. */
struct lesson_slots {
    struct lesson_place place;
    bool is_old;          /* of oldbuckets, else of buckets */
    uint64_t bucket;      /* the main bucket */
    uint32_t overflow;    /* 0: the main bucket itself; n: the n-th overflow bucket behind it */
    int16_t tophash[8];   /* 0 to 255, marks as in core/map_layout.h, or LESSON_TOPHASH_ANY */
    bool is_key_given[8]; /* false: any key, or none */
    th_key keys[8];
};

struct lesson_outcome_count {
    enum outcome outcome;
    uint64_t count; /* of schedules */
};

struct lesson_fact {
    enum lesson_fact_kind kind;
    struct lesson_place place; /* of what is expected */
    uint64_t number;
    bool is_true;
    const void *value; /* value_size bytes, never NULL */
    const char *text;
    const th_key *keys; /* as many as length says */
    const th_event_kind *events;
    const struct lesson_slots *slots;
    enum outcome outcome;
    const struct lesson_outcome_count *outcomes;
    const uint8_t *results; /* each an enum outcome; in a free run an enum free_result */
    size_t length;          /* of keys, events, slots, outcomes or results */
};

/* ---- Questions ---- */

/* What an answer is. After the step: */
enum lesson_answer_kind {
    LESSON_ANSWER_CHOICE, /* the choice whose facts hold */
    LESSON_ANSWER_COUNT,  /* numbers of the map, as the facts of the same names */
    LESSON_ANSWER_B,
    LESSON_ANSWER_NOVERFLOW,
    LESSON_ANSWER_NEVACUATE,
    LESSON_ANSWER_BUCKETS,
    LESSON_ANSWER_OLDBUCKETS,
    LESSON_ANSWER_GROWING,    /* yes or no */
    LESSON_ANSWER_BUCKET_OF,  /* key: the main bucket of the chain where it is, or would be put */
    LESSON_ANSWER_SLOT_OF,    /* key: its slot */
    LESSON_ANSWER_TOPHASH_OF, /* key: the byte in its slot */
    /* Above: of the step's map. Below: of what the step did. */
    LESSON_ANSWER_FOUND,     /* yes or no; of a step with one get */
    LESSON_ANSWER_VALUE,     /* number; likewise */
    LESSON_ANSWER_DELETED,   /* yes or no; of a step with one delete */
    LESSON_ANSWER_PANICS,    /* yes or no */
    LESSON_ANSWER_YIELDS,    /* number */
    LESSON_ANSWER_FIRST,     /* key: the first that was yielded */
    LESSON_ANSWER_LAST,      /* key */
    LESSON_ANSWER_TIMES,     /* number: how often event was told */
    LESSON_ANSWER_SCHEDULES, /* number: schedules explored that end in outcome */
};

struct lesson_choice {
    struct lesson_place place;
    struct lesson_text say;
    const struct lesson_fact *facts; /* all of them true: it is right. None: only if the question
                                      * has an answer, and the words are that answer */
    size_t fact_count;
};

struct lesson_hint {
    struct lesson_place place;
    struct lesson_text say;
    bool is_reaction; /* else it is for everybody, one after the other */
    struct answer to; /* the wrong answer that it reacts to; its key is the lesson's */
};

struct lesson_ask {
    struct lesson_place place;
    struct lesson_text question, why; /* why may be in no language */
    enum lesson_answer_kind kind;
    struct lesson_place answer_place; /* of `answer`, or of the choices */
    th_key key;
    th_event_kind event;
    enum outcome outcome;
    const struct lesson_choice *choices;
    size_t choice_count; /* 0: the answer is typed, or pointed at */
    const struct lesson_hint *hints;
    size_t hint_count;
};

/* ---- Runs of a race ---- */

enum lesson_run_kind {
    LESSON_RUN_NONE,
    LESSON_RUN_SCHEDULE, /* schedule, text */
    LESSON_RUN_SEED,     /* policy */
    LESSON_RUN_EXPLORE,  /* is_bounded, preemptions */
    LESSON_RUN_FREE,     /* runs */
};

struct lesson_run {
    enum lesson_run_kind kind;
    struct lesson_place place; /* of what stands under the key */
    struct schedule schedule;  /* the lesson's: not for schedule_free */
    const char *text;          /* of the schedule, as written */
    uint32_t text_column;      /* where it begins on place.line; 0: it has lines or escapes */
    struct policy_plan policy; /* random or pct */
    bool is_bounded;           /* at most so many preemptions: */
    uint32_t preemptions;
    uint64_t runs; /* 1 to LESSON_FREE_RUNS_MAX */
};

/* ---- The lesson ---- */

struct lesson_step {
    struct lesson_place place;
    struct lesson_text say; /* may be in no language */
    size_t map;             /* index into lesson.maps: what the operations and facts are about */
    bool has_beside;
    size_t beside; /* has_beside: another map, to be shown next to that one */
    const struct lesson_operation
        *operations; /* all of one kind; none: the step only says something */
    size_t operation_count;
    struct lesson_run run;           /* in a race, instead of operations */
    const struct lesson_fact *facts; /* in the order of lesson_fact_kind */
    size_t fact_count;
    const struct lesson_ask *ask; /* before its moves; NULL: nothing is asked */
};

struct lesson {
    const char *id;
    struct lesson_text title;
    struct lesson_text about;      /* may be in no language */
    struct lesson_text unit;       /* of the folder; likewise */
    bool is_varied;                /* another draw makes another lesson */
    const struct lesson_map *maps; /* at least one; the first is meant where a step names none */
    size_t map_count;
    const struct lesson_cursor *cursors;
    size_t cursor_count;
    const struct scenario *scenario; /* NULL: no race */
    const struct lesson_step *steps; /* at least one */
    size_t step_count;
    struct arena *arena; /* the lesson's own: it holds all the above */
};

enum lesson_status {
    LESSON_OK,
    LESSON_INVALID,   /* the file is no lesson, or cannot be read: the errors say why */
    LESSON_NO_MEMORY, /* says nothing about the file */
};

/* Reads and checks the lesson in the file at path.
 *   Owner    *out is the caller's: lesson_free. path is borrowed as errors->name. memory is
 *            copied; NULL: the C library's. What its context points to must outlive the lesson.
 *   Errors   LESSON_INVALID, with at least one entry in errors; LESSON_NO_MEMORY. *out is then
 *            NULL. Only regular files are read, and at most LESSON_BYTES_MAX + 1 bytes of them.
 *   Cost     O(n log n) in the bytes of the file. */
TH_CHECKED enum lesson_status lesson_load_file(const char *path, const th_memory *memory,
                                               struct lesson **out, struct source_errors *errors);

/* The same with a text in memory, called name in messages.
 *   Owner    bytes are copied where needed: they may go after the call. */
TH_CHECKED enum lesson_status lesson_load_text(const char *name, const char *bytes, size_t len,
                                               const th_memory *memory, struct lesson **out,
                                               struct source_errors *errors);

/* The same two with another draw of the values that the file varies; above, it is 0. */
TH_CHECKED enum lesson_status lesson_draw_file(const char *path, uint64_t draw,
                                               const th_memory *memory, struct lesson **out,
                                               struct source_errors *errors);
TH_CHECKED enum lesson_status lesson_draw_text(const char *name, const char *bytes, size_t len,
                                               uint64_t draw, const th_memory *memory,
                                               struct lesson **out, struct source_errors *errors);

/* Gives everything back. NULL is fine. */
void lesson_free(struct lesson *loaded);

/* The text in the language, else in English, else in any; "" when there is none. */
const char *lesson_in_language(struct lesson_text text, enum language language);

/* What an `expect` calls a fact of this kind: "count". Static. */
const char *lesson_fact_name(enum lesson_fact_kind kind);

/* The form of a question's answer: of a learner's, and of a hint's. */
enum answer_form lesson_ask_form(const struct lesson_ask *ask);

/* The form of an answer that is typed or pointed at; of one by choice: how its words are read. */
enum answer_form lesson_answer_form(enum lesson_answer_kind kind);

/* Where choice `index` of a run by schedule stands in the file, as near as can be said. */
struct lesson_place lesson_run_choice_place(const struct lesson_run *run, size_t index);

/* The value that number is in a map of these values, into the size bytes at value: itself (int64),
 * whether it is not 0 (bool), nothing (struct{}), or its low bytes, little-endian, sign extended
 * (bytesN).
 *   Returns  false, and writes nothing, when it does not fit: in N bytes fit the numbers from
 *            -2^(8N-1) to 2^(8N)-1. */
bool lesson_value_of_number(enum lesson_value_kind kind, size_t size, int64_t number, void *value);

#endif
