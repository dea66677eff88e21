/* progress.h - what a learner has done: as plain data, and as the text that is kept of it.
 *
 *     tophash progress 1
 *     last growth-by-doubling
 *     lesson tophash step 8 of 8 done
 *     lesson growth-by-doubling step 5 of 9
 *     answer tophash 2 right
 *     answer growth-by-doubling 6 wrong
 *
 * A line a fact; what they say:
 *   last ID                        the lesson that was left last
 *   lesson ID step N of M [done]   where to go on, of how many steps; its end has been seen
 *   answer ID N VERDICT            how the question of step N was answered the first time: right,
 *                                  wrong, or skipped
 * Fields stand one space apart. Empty lines, and those that begin with #, are passed over, and not
 * kept. Nothing else is taken: a file that is not as we write it may be somebody's, or half of one.
 *
 * Several processes may keep one file. Each notes what happens in it, and only that, on top of what
 * the file holds by then: progress_merge.
 *
 * Allocates; knows no file (progress_file.h), no clock, no lesson. */
#ifndef VIZ_PROGRESS_PROGRESS_H
#define VIZ_PROGRESS_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define PROGRESS_CHECKED __attribute__((warn_unused_result))

enum {
    PROGRESS_VERSION = 1,
    PROGRESS_ID_MAX = 40,             /* bytes of a lesson's id */
    PROGRESS_STEPS_MAX = 1000000,     /* of a lesson */
    PROGRESS_BYTES_MAX = 1024 * 1024, /* a longer text is refused */
    PROGRESS_FACTS_MAX = 4096,        /* lessons, and answers: so many of each are kept */
    PROGRESS_ERROR_BYTES = 120,
};

enum progress_verdict { PROGRESS_RIGHT, PROGRESS_WRONG, PROGRESS_SKIPPED, PROGRESS_VERDICT_COUNT };

struct progress_lesson {
    char id[PROGRESS_ID_MAX + 1];
    uint32_t step; /* from 1, to step_count */
    uint32_t step_count;
    bool is_done;
    bool is_noted; /* here, since the text was read or merged with */
};

struct progress_answer {
    char id[PROGRESS_ID_MAX + 1];
    uint32_t step;
    enum progress_verdict verdict;
    bool is_noted;
};

/* All zero is no progress. */
struct progress {
    struct progress_lesson *lessons; /* in the order in which they were begun */
    size_t lesson_count, lesson_cap;
    struct progress_answer *answers;
    size_t answer_count, answer_cap;
    char last[PROGRESS_ID_MAX + 1]; /* "": none */
    bool is_last_noted;
};

enum progress_status {
    PROGRESS_OK,
    PROGRESS_NO_MEMORY,
    PROGRESS_DAMAGED, /* the file is not as tophash writes it */
    PROGRESS_LATER,   /* the file is of a later tophash */
    PROGRESS_NOT_READ,
    PROGRESS_NOT_WRITTEN,
};

/* What is wrong, and where: line and column from 1; line 0: with the whole. */
struct progress_error {
    uint32_t line, column;
    char text[PROGRESS_ERROR_BYTES];
};

void progress_free(struct progress *progress);

/* ---- As text ---- */

/* Reads a text into *progress, which is all zero.
 *   Owner    the caller: progress_free, whatever comes back.
 *   Errors   PROGRESS_DAMAGED, PROGRESS_LATER, with *error; PROGRESS_NO_MEMORY. *progress is then
 *            all zero. */
PROGRESS_CHECKED enum progress_status progress_read(const char *bytes, size_t len,
                                                    struct progress *progress,
                                                    struct progress_error *error);

/* Writes the text; whether that went well `out` knows (ferror). */
void progress_write(const struct progress *progress, FILE *out);

/* ---- Noting ---- */

/* The learner stands at a step, from 1, and has seen the lesson's end or not; it stays seen.
 *   Errors   false when there is no memory, or it is no id, or no step, or there are facts
 *            enough: nothing has changed. */
bool progress_note_lesson(struct progress *progress, const char *id, uint32_t step,
                          uint32_t step_count, bool is_done);

/* An answer to the question of a step. The first stays, unless it was skipped. Errors as above. */
bool progress_note_answer(struct progress *progress, const char *id, uint32_t step,
                          enum progress_verdict verdict);

/* What others have written, with what was noted in `mine` on top: of a lesson, where to go on; an
 * answer that they know came first. Nothing is noted in *merged: it is as read.
 *   Owner    *merged is the caller's: progress_free, whatever comes back.
 *   Errors   PROGRESS_NO_MEMORY: *merged is all zero. */
PROGRESS_CHECKED enum progress_status
progress_merge(const struct progress *mine, const struct progress *theirs, struct progress *merged);

/* Nothing is noted any more. */
void progress_forget_noted(struct progress *progress);

/* ---- Asking ---- */

/* NULL: not begun. */
const struct progress_lesson *progress_lesson(const struct progress *progress, const char *id);

/* False: the question of that step has not been answered. */
bool progress_answer(const struct progress *progress, const char *id, uint32_t step,
                     enum progress_verdict *verdict);

/* How many questions of a lesson were answered right at the first try, and how many at all. */
struct progress_score {
    size_t right, answered;
};
struct progress_score progress_score(const struct progress *progress, const char *id);

#endif
