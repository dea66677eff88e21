/* view.h - what a screen shows, as plain data: one stop of a lesson.
 *
 * The player fills it; the screen draws it and knows neither lesson nor player. Everything pointed
 * at is borrowed from the player, and valid until it moves or goes. */
#ifndef VIZ_PLAYER_VIEW_H
#define VIZ_PLAYER_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/observe.h"
#include "viz/language/language.h"
#include "viz/timeline/model.h"
#include "viz/timeline/registers.h"

/* How a step's expectations fared; they are checked when the lesson is loaded. */
enum view_verdict {
    VIEW_NOTHING_EXPECTED,
    VIEW_NOT_YET, /* the step has not been wound to its end */
    VIEW_HELD,
    VIEW_FAILED,
};

/* ---- A race ---- */

enum { VIEW_LANES_MAX = 9 };

enum view_lane_state {
    VIEW_LANE_READY,   /* could make its next move */
    VIEW_LANE_WAITING, /* for a lock */
    VIEW_LANE_DONE,
    VIEW_LANE_DEAD, /* its move was fatal */
};

/* A worker of a race, as it stands after the choices made so far. */
struct view_lane {
    const char *name;
    enum view_lane_state state;
    bool is_now;      /* made the latest move */
    bool set_writing; /* the writing flag is on, and this worker was the last to set it */
    const char *verb; /* what it is doing, or will do next: "put", "get", "lock"; "" when done */
    bool has_key;
    th_key key;
    const char *lock; /* of lock, unlock, rlock, runlock; else "" */
    size_t op;        /* of its operations, from 0; op_count: none is left */
    size_t op_count;
    th_line line;   /* of its latest move; TH_LINE_NONE: it has not moved */
    bool has_next;  /* it stands at a gate: */
    th_access next; /* what its next move will touch; its pointers may not be followed */
};

enum { VIEW_TABLE_COLUMNS = 5, VIEW_TABLE_ROWS_MAX = 12 };

/* What many runs of a race came to. row_count 0: this step has made none. The first column has
 * words, the last may be cut, those between are numbers. */
struct view_table {
    const char *title;
    const char *heads[VIEW_TABLE_COLUMNS]; /* "": there is no such column */
    size_t row_count;
    struct {
        const char *cells[VIEW_TABLE_COLUMNS];
        bool is_bad;
        bool is_none; /* no run came to this */
    } rows[VIEW_TABLE_ROWS_MAX];
    const char *note; /* how the numbers are to be read */
};

/* A race, at the stop. lane_count 0: this step is none. */
struct view_race {
    struct view_table table;
    size_t lane_count;
    struct view_lane lanes[VIEW_LANES_MAX];
    uint64_t choice; /* made so far, in [0, choice_count] */
    uint64_t choice_count;
    const char *schedule; /* the choices so far, as text: "A*3 B" */
    const char *outcome;  /* in words; "" until the race is over */
    bool is_bad;          /* the outcome is anything but clean */
    const char *fatal; /* Go's words, "concurrent map writes"; NULL: no fatal error, or not yet */
    bool is_asking;    /* the learner is the scheduler: keys 1 to 9 choose who moves */
    bool is_own;       /* this run is not the lesson's but the learner's, or is_replayed: */
    bool is_replayed;  /* its schedule came from elsewhere. The lesson's words are about neither */
    uint64_t critical
        [2]; /* of a learner's bad end: two choices, from 1, which swapped, the rest in turn,
                           * lead to a clean one; 0: there are none, or none were looked for */
    uint64_t shortest; /* moves of the shortest schedule to a bad outcome; 0: not known */
};

/* The operations that have begun up to here: of a race, those of its run; else of the lesson. */
struct view_history {
    const struct timeline *timeline; /* read by viz/timeline/op_line.h; NULL: there is none */
    uint64_t position;
    uint64_t first; /* their numbers: [first, end) */
    uint64_t end;
};

/* ---- A question ---- */

enum { VIEW_CHOICES_MAX = 9, VIEW_ANSWER_BYTES = 200 };

enum view_ask_form {
    VIEW_ASK_NOTHING,
    VIEW_ASK_CHOICE, /* one of choices */
    VIEW_ASK_NUMBER, /* typed */
    VIEW_ASK_BYTE,   /* typed, in hexadecimal */
    VIEW_ASK_KEY,    /* typed */
    VIEW_ASK_BUCKET, /* pointed at */
    VIEW_ASK_SLOT,   /* pointed at */
};

enum view_ask_state {
    VIEW_ASK_WAITING, /* nothing has moved, and nothing was said */
    VIEW_ASK_SAID,    /* an answer was given; the moves have not shown the truth yet */
    VIEW_ASK_RIGHT,
    VIEW_ASK_WRONG,
    VIEW_ASK_PASSED, /* skipped, or jumped over */
};

struct view_answer {
    char words[VIEW_ANSWER_BYTES]; /* "3", "bucket 3"; of a choice the choice's; "": none */
    size_t choice;                 /* from 0 */
    th_place place;                /* of a bucket or slot; array 0: none */
};

/* The question of this step. Of said and truth only what is to be seen is there: truth is empty
 * until the step is at its end. */
struct view_ask {
    enum view_ask_form form;
    enum view_ask_state state;
    const char *question;
    const char *choices[VIEW_CHOICES_MAX];
    size_t choice_count;
    struct view_answer said, truth;
    const char *hint; /* the latest shown; "": none yet */
    size_t hint_number, hint_count;
    const char *reaction; /* to this wrong answer; "" */
    const char *why;      /* behind the truth; "" */
    bool has_hash;        /* the answer is about a key: */
    th_key key;
    uint64_t hash;
    uint8_t B; /* of the map at the step's end */
};

/* ---- The whole way ---- */

enum view_mark_kind {
    VIEW_MARK_STEP,     /* a step begins */
    VIEW_MARK_QUESTION, /* ... with a question */
    VIEW_MARK_GROWTH,
    VIEW_MARK_BREAK, /* a breakpoint */
    VIEW_MARK_PANIC,
    VIEW_MARK_FATAL,
    VIEW_MARK_COUNT,
};

struct view_mark {
    uint64_t stop;
    enum view_mark_kind kind;
};

/* Where this stop lies among all: stops are numbered through the lesson from 0. */
struct view_scrub {
    uint64_t stop;
    uint64_t stop_count;
    const struct view_mark *marks; /* by their stops; of one stop there may be several */
    size_t mark_count;
};

struct view {
    /* ---- The lesson ---- */
    const char *title;
    const char *say; /* of this step; "" when it says nothing, in a race that is_own, and while a
                      * question waits, or its answer is not seen yet */
    enum language language;
    bool is_spoken; /* words alone are wanted: no signs that only the eye reads. False at first */

    /* ---- Where ---- */
    size_t step;         /* from 0 */
    size_t step_count;   /* at least 1 */
    uint64_t move;       /* moves of this step that have happened, in [0, move_count] */
    uint64_t move_count; /* of this step */
    uint64_t op;         /* operations of this step that have begun, in [0, op_count] */
    uint64_t op_count;

    struct view_scrub scrub;

    /* ---- What ---- */
    const struct model *model; /* at this position */
    uint32_t map;              /* the map this step is about */
    bool is_map_nil;           /* for good: it will never be made */
    bool has_beside;           /* another map is to be seen beside it: */
    uint32_t beside;
    bool is_beside_nil;
    bool has_now;               /* a move of this step has happened: */
    th_event now;               /* the latest one */
    struct registers registers; /* of the operation that `now` is part of; empty unless has_now */
    struct view_race race;
    struct view_history history;
    struct view_ask ask;

    /* ---- How it went ---- */
    enum view_verdict verdict;
    const char *failure; /* VIEW_FAILED: "count: expected 8, is 9", the first one; else "" */
};

#endif
