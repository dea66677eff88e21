/* learner.h - what the learner has done, between the file of it and the lessons played. */
#ifndef VIZ_LEARNER_H
#define VIZ_LEARNER_H

#include "viz/lesson/lesson.h"
#include "viz/options.h"
#include "viz/player/player.h"
#include "viz/progress/progress.h"

enum { LEARNER_NOTICE_BYTES = 300 };

struct learner {
    const char *path; /* NULL: nothing is kept */
    struct progress progress;
    char notice[LEARNER_NOTICE_BYTES]; /* why nothing is kept, or what was not read; "" */
};

/* Reads what is kept. What cannot be read is a notice, and no failure.
 *   Owner    the caller: learner_end. environment is borrowed until then. */
void learner_begin(struct learner *learner, const struct environment *environment);
void learner_end(struct learner *learner);

/* Notes how far the learner is in a lesson, and what was answered, and keeps it. */
void learner_note(struct learner *learner, const struct lesson *plan, const struct player *player);

/* The step from which a lesson goes on, from 0: 0 when it was not begun, or seen to its end. */
size_t learner_step(const struct learner *learner, const char *id, size_t step_count);

#endif
