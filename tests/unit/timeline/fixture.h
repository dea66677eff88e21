/* fixture.h - what the timeline's tests share: a hand-made tape on which every kind of move stands,
 * memory that counts and fails, and the check that a tape winds exactly. */
#ifndef TESTS_UNIT_TIMELINE_FIXTURE_H
#define TESTS_UNIT_TIMELINE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "viz/timeline/timeline.h"

/* ---- The hand-made tape ---- */

struct hand_event {
    uint32_t map;
    th_event event;
};

/* Three maps: 0 lives through everything, 1 is nil and is written to, 2 fails to be made. */
enum { HAND_MAPS = 3, HAND_VALUE_SIZE = 4 };

const struct hand_event *hand_events(size_t *count);

/* A timeline with the three maps and no moves. memory as timeline_make's. */
struct timeline *hand_timeline(const th_memory *memory);

/* Tells one event by hand. */
void tell(struct timeline *timeline, uint32_t map, const th_event *event);

/* A timeline with all hand-made events on it. */
struct timeline *hand_tape_in(const th_memory *memory);
struct timeline *hand_tape(void); /* in the C library's */

/* ---- Memory ---- */

struct counted_memory {
    uint64_t takes;
    uint64_t fail_from; /* every take from this one on fails; 0: none does */
    size_t held_bytes;
};

th_memory counted_memory_use(struct counted_memory *counted);

/* ---- Checks ---- */

/* Random numbers for tests: a seed gives one sequence. */
uint64_t next_random(uint64_t *random);

/* Visits every position forwards, backwards, and some in any order; the model must be the same each
 * time. Ends at the end. `what` goes into the message of a failure. */
void assert_winds_exactly(struct timeline *timeline, uint64_t seed, const char *what);

#endif
