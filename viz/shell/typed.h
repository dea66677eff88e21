/* typed.h - from a command to the step that does it. Private to viz/shell. */
#ifndef VIZ_SHELL_TYPED_H
#define VIZ_SHELL_TYPED_H

#include "viz/lesson/arena.h"
#include "viz/lesson/lesson.h"
#include "viz/shell/parse.h"

/* A typed step, behind others. */
struct typed {
    const struct typed *before; /* NULL: the first */
    size_t number;              /* of it, from 1 */
    struct lesson_step step;
};

/* What a command is about. */
struct typing {
    const struct lesson *lesson; /* that is shown */
    size_t map;                  /* of it: where the learner stands */
    enum language language;
    struct arena *arena;          /* for the step */
    struct shell_trouble trouble; /* filled when it is refused */
};

enum typed_status { TYPED_OK, TYPED_REFUSED, TYPED_NO_MEMORY };

/* Fills typed->step.
 *   Owner    what it points at is in the arena; nothing of command is borrowed. */
enum typed_status typed_fill(struct typing *typing, const struct shell_command *command,
                             struct typed *typed);

#endif
