/* visit.h - a learner in a lesson who may play freely: which of two players is shown, the lesson's
 * own, or the one of what was typed. For loops of keys and of lines alike. */
#ifndef VIZ_SHELL_VISIT_H
#define VIZ_SHELL_VISIT_H

#include "viz/shell/shell.h"

/* Plain data; begin with own and player the same, and no shell. */
struct visit {
    struct player *own;    /* the lesson's: whoever made the visit frees it */
    struct player *player; /* that is shown */
    struct shell *shell;   /* NULL: nothing has been typed */
};

static inline struct visit visit_of(struct player *own)
{
    return (struct visit){.own = own, .player = own};
}

static inline bool visit_is_free(const struct visit *visit) { return visit->player != visit->own; }

/* Makes ready for a line.
 *   Returns  NULL; or why none can be typed here, in that language. */
const char *visit_open(struct visit *visit, enum language language);

/* Does a line where the player stands; visit_open has allowed it. SHELL_DONE: another player is
 * shown, with the same breakpoints, and stands where to go on. */
enum shell_status visit_do(struct visit *visit, const char *line, size_t len,
                           enum language language, struct shell_answer *answer);

/* Back to the lesson itself, where it was left; false when that is shown. */
bool visit_leave(struct visit *visit);

/* The breakpoints of what is shown are the lesson's, too. */
void visit_keep_breaks(struct visit *visit);

/* The lesson is left: what was typed in it is over. */
void visit_end(struct visit *visit);

#endif
