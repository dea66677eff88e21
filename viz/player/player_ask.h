/* player_ask.h - the questions of a lesson, and what the learner says to them.
 *
 *     while (player_waits(player)) {            // at a step's first stop: nothing moves on
 *         if (player_say(player, "3") == PLAYER_SAID) break;
 *     }
 *     player_step_forward(player);              // the moves show the truth; view.ask: the verdict
 *
 * The truth is read from the real map when the lesson is run, never from the lesson's file. An
 * answer is given once; going back or away does not lose it. */
#ifndef VIZ_PLAYER_PLAYER_ASK_H
#define VIZ_PLAYER_PLAYER_ASK_H

#include "viz/player/player.h"

/* A question waits at this stop: going forward does not leave it. Jumps (player_seek, player_first,
 * player_last) do. */
bool player_waits(const struct player *player);

enum player_said {
    PLAYER_SAID,
    PLAYER_NOTHING_ASKED, /* no question waits here */
    PLAYER_NO_ANSWER,     /* the text is no answer of the form that is asked for */
};

/* Answers the question that waits, in words as viz/lesson/answer.h reads them: "2", "9c", "k9",
 * "old 3.5". A place is meant on the picture as it stands. */
enum player_said player_say(struct player *player, const char *text);

/* Goes on without an answer. False: no question waits here. */
bool player_skip_question(struct player *player);

/* Shows one more of the hints that are for everybody. False: there is none, or nothing waits. */
bool player_next_hint(struct player *player);

/* Takes the answer of this step back, hints too, and goes to where the question waits. False: the
 * step has no question that was answered, skipped or passed. */
bool player_ask_again(struct player *player);

/* How the question of a step fared. */
enum player_verdict {
    PLAYER_ASKS_NOTHING, /* the step has none */
    PLAYER_OPEN,         /* not answered */
    PLAYER_SKIPPED,
    PLAYER_RIGHT,
    PLAYER_WRONG,
};
enum player_verdict player_verdict(const struct player *player, size_t step);

/* The right answer of a step's question in words: of a choice the choice's. "" where there is none.
 *   Owner    text, cap bytes of it. */
void player_truth(const struct player *player, size_t step, enum language language, char *text,
                  size_t cap);

#endif
