/* schedule.h - who moves when: a list of choices, and as text that people read, edit and paste.
 *
 *     two-writers@5c1e90ab17d2f304: A*3 B A*2
 *     two-writers@5c1e90ab17d2f304: A*3 B, then random 7
 *
 * A choice names the worker that makes the next move (core/observe.h, the gate); *N repeats it. The
 * head may be left out where the scenario is known, and so may the digest. A file may hold newlines
 * and, from a # to the line's end, comments. A schedule that ends before the race does goes on
 * under the policy behind "then"; without one, under the caller's. Behind "random" and "pct" may
 * stand a seed (else 0), and behind pct's a depth (else POLICY_DEPTH_DEFAULT). */
#ifndef VIZ_RACE_SCHEDULE_H
#define VIZ_RACE_SCHEDULE_H

#include "viz/race/policy.h"
#include "viz/race/scenario.h"

enum {
    SCHEDULE_CHOICES_MAX = 1000000,
    SCHEDULE_BYTES_MAX = 1024 * 1024,
};

/*   Owner    choices: schedule_free. */
struct schedule {
    uint8_t *choices; /* indexes of workers */
    size_t count;
    bool has_policy; /* "then ..." was said: */
    struct policy_plan policy;
};

void schedule_free(struct schedule *schedule);

enum schedule_status {
    SCHEDULE_OK,
    SCHEDULE_INVALID, /* the error says where and why */
    SCHEDULE_NO_MEMORY,
};

/* Where a text is wrong, and why; what is allowed there, too. */
struct schedule_error {
    uint32_t line, column; /* from 1, in characters */
    char text[400];        /* plain ASCII */
};

/* The scenario that a text names: "two-writers", in name (of size_bytes, cut to fit); "" when it
 * names none. False when what stands there cannot be a head: schedule_read says why. */
bool schedule_scenario(const char *text, size_t len, char *name, size_t size_bytes);

/* Reads a text for scenario.
 *   Owner    *read is the caller's: schedule_free.
 *   Errors   SCHEDULE_INVALID: another scenario's name, another digest (both are said), an unknown
 *            worker ("did you mean"), a bad count, more than SCHEDULE_CHOICES_MAX choices, more
 *            than SCHEDULE_BYTES_MAX bytes, an unknown policy. *read is then empty.
 *            That a worker cannot move is found only by running: race_run says so. */
TH_CHECKED enum schedule_status schedule_read(const struct scenario *scenario, const char *text,
                                              size_t len, struct schedule *read,
                                              struct schedule_error *error);

/* The choices as text, with head and digest, without newline: "two-writers@...: A*3 B A*2". Many
 * turns of long names may be more than SCHEDULE_BYTES_MAX, and then cannot be read.
 *   Owner    the caller: free. NULL when there is no memory. */
char *schedule_write(const struct scenario *scenario, const uint8_t *choices, size_t count);

/* The same without the head: "A*3 B A*2"; "" of none. Owner and errors as above. */
char *schedule_write_choices(const struct scenario *scenario, const uint8_t *choices, size_t count);

/* The place of choice `index` in a text that schedule_read has accepted; for messages. */
void schedule_place(const char *text, size_t len, size_t index, uint32_t *line, uint32_t *column);

#endif
