/* shell.h - free play: what a learner types is done on the lesson's map, as further steps of it.
 *
 *     struct shell *shell = shell_make(lesson);
 *     shell_do(shell, "put k1 5", 8, &stand, language, &answer);    // at the stop where one stands
 *     player_step_forward(shell_player(shell));                     // instead of the lesson's own
 *
 *   lesson        [1] [2] [3] [4]
 *                       \                    Typed where one stands, a command is the step behind
 *   after two            (a) (b)             that one. What stood behind there is forgotten; undo
 *                          \                 brings it back.
 *   then one, at (a)        (c)
 *
 * Each command makes a new lesson, the steps up to here and its own (viz/lesson/lesson_branch.h),
 * which is played whole like any other. So all that is shown is the real map again, and what goes
 * wrong changes nothing. Nothing here reads a clock or a terminal; a file is written by `write`. */
#ifndef VIZ_SHELL_SHELL_H
#define VIZ_SHELL_SHELL_H

#include "viz/player/player.h"
#include "viz/shell/parse.h"

struct shell;

/* Free play on a lesson, in which nothing has been typed yet.
 *   Owner    the caller: shell_free. lesson is borrowed until then.
 *   Errors   NULL: no memory. */
struct shell *shell_make(const struct lesson *lesson);

/* NULL is fine. */
void shell_free(struct shell *shell);

enum shell_status {
    SHELL_DONE,      /* another lesson is shown from now on: shell_player */
    SHELL_TOLD,      /* nothing has changed; answer says what was asked */
    SHELL_SAVED,     /* nothing has changed but a file; answer says which */
    SHELL_REFUSED,   /* nothing has changed; answer says what is wrong, and where in the line */
    SHELL_NO_MEMORY, /* nothing has changed */
    SHELL_BROKEN,    /* nothing has changed; answer says what is wrong with tophash */
};

/* Where one stands: a step, and how many of its moves have happened. */
struct shell_stand {
    size_t step;
    uint64_t move;
};

struct shell_answer {
    size_t at; /* REFUSED: byte of the line */
    char
        text[SHELL_TEXT_BYTES]; /* one line, in the language asked for; "" when nothing is to say */
    struct shell_stand stand;   /* DONE: where to go on, in the lesson that is shown now */
};

/* Does the len bytes at line, whatever they are, for a learner who stands there.
 *   Cost     all moves of the lesson up to there. */
enum shell_status shell_do(struct shell *shell, const char *line, size_t len,
                           struct shell_stand stand, enum language language,
                           struct shell_answer *answer);

/* Back to the lesson itself, from which redo returns. False: that is shown already. */
bool shell_leave(struct shell *shell, struct shell_answer *answer);

/* What is shown: NULL when it is the lesson itself, whose player is the caller's.
 *   Owner    the shell's, until the next shell_do that is SHELL_DONE, or shell_leave. */
struct player *shell_player(const struct shell *shell);

/* What the latest command came to, as a lesson expects it: "count 3, B 0, found true". Keys and
 * values are written as lessons write them.
 *   Owner    the caller: free. NULL: no memory. "" when nothing has been typed. */
char *shell_outcome(const struct shell *shell);

#endif
