/* typed.h - from a command to the step that does it. Private to viz/shell. */
#ifndef VIZ_SHELL_TYPED_H
#define VIZ_SHELL_TYPED_H

#include <stdio.h>

#include "viz/lesson/arena.h"
#include "viz/lesson/lesson.h"
#include "viz/player/player.h"
#include "viz/shell/parse.h"

/* A typed step, behind others. */
struct typed {
    const struct typed *before; /* NULL: the first */
    size_t number;              /* of it, from 1 */
    const char *words;          /* what was typed, as a lesson says it */
    struct lesson_step step;
    bool has_map;                    /* it makes a map: */
    struct lesson_map map;           /* the lesson's last */
    size_t map_count;                /* of the lesson up to here, this one included */
    const struct lesson_fact *facts; /* what it came to */
    size_t fact_count;
};

/* What a command is about. */
struct typing {
    const struct lesson *lesson; /* that is shown */
    size_t map;                  /* of it: where the learner stands */
    size_t map_count;            /* of its maps, so many are there where the learner stands */
    const struct player *player; /* collide: of the lesson up to there and no further */
    enum language language;
    struct arena *arena;          /* for the step */
    struct shell_trouble trouble; /* filled when it is refused */
};

enum typed_status { TYPED_OK, TYPED_REFUSED, TYPED_NO_MEMORY };

/* Fills typed->step.
 *   Owner    what it points at is in the arena; nothing of command is borrowed. */
enum typed_status typed_fill(struct typing *typing, const struct shell_command *command,
                             struct typed *typed);

/* Words for typed_fill's parts, which are false or TYPED_REFUSED. */
static inline enum typed_status typed_refused(bool is_refused)
{
    return is_refused ? TYPED_OK : TYPED_REFUSED;
}

/* collide.c: the puts of a collide. */
enum typed_status typed_collide(struct typing *typing, const struct shell_command *command,
                                struct typed *typed);

/* facts.c: what typed, the last step of the lesson that player has played, came to, into its facts.
 *   Errors   false: no memory. */
bool typed_gather_facts(struct arena *arena, const struct player *player, struct typed *typed);

/* The same in words. */
void typed_put_facts(FILE *out, const struct lesson_map *map, const struct typed *typed);

#endif
