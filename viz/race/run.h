/* run.h - one race from its beginning to where its schedule leads, onto a tape.
 *
 *     struct race_plan plan = {.choices = ..., .count = ..., .then = {.kind = POLICY_SERIAL}};
 *     struct race *race;
 *     if (race_run(scenario, &plan, tape, &race) != RACE_OK) ...
 *
 * Pure: the same scenario and plan give the same tape, byte for byte, whatever the machine does. */
#ifndef VIZ_RACE_RUN_H
#define VIZ_RACE_RUN_H

#include "core/history.h"
#include "core/inspect.h"
#include "viz/race/outcome.h"
#include "viz/race/policy.h"
#include "viz/race/runner.h"
#include "viz/timeline/timeline.h"

enum { RACE_MOVES_MAX = 100000 };

struct race_plan {
    const uint8_t *choices; /* first these workers move ... */
    size_t count;
    struct policy_plan then; /* ... then who this says; POLICY_ASK: the race stops there */
    enum runner_kind kind;
    void (*after_move)(void *context, const th_map *map); /* for tests; NULL: nobody asks */
    void *context;
};

/* A worker as it stands after a choice. */
struct race_lane {
    enum runner_state state;
    size_t op;      /* the operation that it is in, or will begin next; op_count: none is left */
    th_access next; /* READY, WAITING; pointers in it say which, but must not be followed */
    th_line line;   /* of its latest move */
};

struct race_choice {
    uint8_t worker;
    uint64_t position; /* of the timeline, after its move */
    uint32_t ready;    /* who could have moved instead */
};

#define RACE_STATUS_LIST(X)                                                                        \
    X(RACE_OK, "ok")                                                                               \
    X(RACE_NO_MEMORY, "out of memory")                                                             \
    X(RACE_BAD_CHOICE, "the schedule lets a worker move that cannot")                              \
    X(RACE_TAPE, "the tape has failed")                                                            \
    X(RACE_ENDLESS, "the race does not end")

enum race_status {
#define X(name, text) name,
    RACE_STATUS_LIST(X)
#undef X
};

const char *race_status_text(enum race_status status);

struct race;

/* Runs the race and records it.
 *   Owner    *run is the caller's: race_free. timeline gets the moves of making, setup and race as
 *            those of `map`, one of its maps that is not made yet; NULL: nothing is recorded.
 *            scenario and plan are borrowed during the call.
 *   Errors   all but RACE_OK: *run is NULL. RACE_BAD_CHOICE: *bad_choice is the choice's index, and
 *            why, a text of 200 bytes, names the worker that cannot move and says that it is done,
 *            which lock it waits for, or that the race is over. */
TH_CHECKED enum race_status race_run(const struct scenario *scenario, const struct race_plan *plan,
                                     struct timeline *timeline, uint32_t map, struct race **run,
                                     size_t *bad_choice, char why[200]);
void race_free(struct race *race);

enum outcome race_outcome(const struct race *race);

/* The fatal error's report and whose it was; false: there was none. */
bool race_fatal(const struct race *race, th_fatal_report *report, size_t *worker);

/* Why the outcome is OUTCOME_WRONG; "" else. */
const char *race_why_wrong(const struct race *race);

size_t race_choice_count(const struct race *race);
struct race_choice race_choice_at(const struct race *race, size_t index);

/* What the move of choice `index` touched. Its pointers say which, but may not be followed. */
const th_access *race_access(const struct race *race, size_t index);

/* The map's last operations, oldest first, as the core's history has them when the race stops;
 * threads are called as workers are. */
size_t race_history(const struct race *race, const th_history_entry **entries);

/* The map as it lies in memory when the race stops. Borrowed; NULL when it cannot be read as
 * one. */
const th_snapshot *race_snapshot(const struct race *race);

/* Where the race begins on the timeline: all is set up, nobody has moved. */
uint64_t race_begin(const struct race *race);

/* Workers' states after `choices` choices; lanes has room for all workers. */
void race_lanes(const struct race *race, size_t choices, struct race_lane *lanes);

/* The lane of the worker that made choice `index`, after it: as race_lanes has it, but READY also
 * where a lock keeps it waiting.
 *   Cost     O(1). */
struct race_lane race_lane_after(const struct race *race, size_t index);

/* The choices as schedule_write takes them. Borrowed. */
const uint8_t *race_choices(const struct race *race);

#endif
