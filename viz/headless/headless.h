/* headless.h - plays lessons without a terminal and reports every step and every expectation.
 *
 *     struct headless_options options = {.format = HEADLESS_TAP};
 *     struct headless_totals totals;
 *     if (headless_run(&options, lessons, count, stdout, &totals) != HEADLESS_OK) ...
 *     return totals.failure_count == 0 ? 0 : 1;
 *
 * Guarantees
 *   H1  The same lessons and options give the same bytes.
 *   H2  Nothing that a lesson's author wrote reaches the output raw: what could steer a terminal,
 *       or end a line of TAP, is shown as a sign or an escape (plain.h).
 *   H3  With GLYPH_ASCII all output is ASCII. JSON always is.
 *   H4  Whatever the status, what was written is a whole document of its format, unless it could
 *       not be written. A TAP stream that ends early says so with "Bail out!". */
#ifndef VIZ_HEADLESS_HEADLESS_H
#define VIZ_HEADLESS_HEADLESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "viz/player/player.h"
#include "viz/screen/glyph.h"

enum headless_format {
    HEADLESS_TEXT, /* for people: a line a step, more for what failed */
    HEADLESS_JSON, /* one document with everything, moves too; its schema is in json.c */
    HEADLESS_TAP,  /* TAP 14, which readers of TAP 13 understand: a test point an expectation */
};

struct headless_options {
    enum headless_format format;
    bool has_frames;   /* show the screen at each step's last stop ... */
    int height, width; /* ... in this size, each in [1, FRAME_SIDE_MAX] */
    enum glyph_charset charset;
    enum language language;
};

/* A lesson, and the path of its file for messages. Borrowed during the call. */
struct headless_lesson {
    const char *path;
    const struct lesson *lesson;
};

struct headless_totals {
    size_t lesson_count;
    size_t step_count;
    size_t expectation_count;
    size_t failure_count; /* expectations that failed, and panics that nobody expected */
    size_t fatal_count;   /* of failures, runs of a race whose bad end nobody expected */
};

#define HEADLESS_STATUS_LIST(X)                                                                    \
    X(HEADLESS_OK, "ok")                                                                           \
    X(HEADLESS_NO_MEMORY, "out of memory")                                                         \
    X(HEADLESS_NOT_WRITTEN, "the output cannot be written")                                        \
    X(HEADLESS_BAD_SCHEDULE, "a run of a race cannot be made as its lesson says")                  \
    X(HEADLESS_TAPE_FULL, "a lesson makes more moves than a tape holds")                           \
    X(HEADLESS_MIRROR_BROKEN, "what is drawn is not what the map is: this is a bug in tophash")

enum headless_status {
#define X(name, text) name,
    HEADLESS_STATUS_LIST(X)
#undef X
};

const char *headless_status_text(enum headless_status status);

/* Plays the lessons in this order and reports them to out, which is flushed. *totals counts what
 * was reported, also after an error.
 *   Errors   all but HEADLESS_OK. An expectation that fails is none. HEADLESS_NOT_WRITTEN: nothing
 *            more was played. HEADLESS_BAD_SCHEDULE: totals->lesson_count is the index of the
 *            lesson, and player_mirror_difference() says where and why.
 *   Cost     memory: one played lesson at a time. */
TH_CHECKED enum headless_status headless_run(const struct headless_options *options,
                                             const struct headless_lesson *lessons, size_t count,
                                             FILE *out, struct headless_totals *totals);

/* Writes what a step of the lesson does, in its words, as the text report says it: "put k9: 12
 * moves". */
void headless_put_step(FILE *out, enum glyph_charset charset, const struct player *player,
                       size_t step);

#endif
