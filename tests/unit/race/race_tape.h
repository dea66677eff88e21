/* race_tape.h - a race with its tape, and are two tapes the same? */
#ifndef TESTS_UNIT_RACE_RACE_TAPE_H
#define TESTS_UNIT_RACE_RACE_TAPE_H

#include "viz/race/run.h"

struct race_tape {
    struct timeline *timeline;
    uint32_t map;
    struct race *race;
};

/* An empty tape with the scenario's map, still to be made. Fails the test when there is none. */
struct race_tape race_tape_make(const struct scenario *scenario);

/* Runs the plan onto the tape, which must be empty; anything but RACE_OK fails the test. */
void race_tape_run(struct race_tape *tape, const struct scenario *scenario,
                   const struct race_plan *plan);
void race_tape_free(struct race_tape *tape);

/* Every field of both, and the bytes that they point at. value_size of the map that tells them. */
bool race_events_are_equal(const th_event *a, const th_event *b, size_t value_size);

/* Fails the test, and says where, unless both have the same moves (as stored, and as told),
 * workers, choices, outcome, and the same model at their end. */
void race_tapes_must_be_equal(const struct race_tape *a, const struct race_tape *b);

#endif
