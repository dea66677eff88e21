/* quiz.h - the keys of a question: from a key to an answer. Pure but for the player, which it tells
 * the answer. */
#ifndef VIZ_TUI_QUIZ_H
#define VIZ_TUI_QUIZ_H

#include "viz/player/player_ask.h"
#include "viz/screen/screen.h"
#include "viz/screen/text.h"
#include "viz/tui/entry.h"

/* An answer that is being made. All zero: none is. */
struct quiz {
    bool is_on;            /* keys are the answer's */
    size_t choice;         /* under the bar */
    struct entry entry;    /* what is typed */
    th_place pointed;      /* of a bucket: slot REGISTERS_WHOLE */
    struct text words;     /* what is pointed at, in words */
    const char *complaint; /* to be looked up; NULL: none */
};

enum quiz_result {
    QUIZ_NOT_MINE, /* the key is somebody else's: not asked, or not while answering */
    QUIZ_TAKEN,
    QUIZ_ANSWERED, /* an answer was given, or the question skipped: it can be noted */
};

/* A key in a lesson. While the learner answers, each key is the answer's; while a question only
 * waits, those that go forward begin an answer. */
enum quiz_result quiz_key(struct quiz *quiz, struct player *player, enum keys_action action,
                          key_code code);

/* A press of the mouse on a choice, from 0, or on a slot or bucket of the picture: it begins the
 * answer, and a second one in the same place gives it. */
enum quiz_result quiz_press_choice(struct quiz *quiz, struct player *player, size_t choice);
enum quiz_result quiz_press_place(struct quiz *quiz, struct player *player, const th_place *place);

/* What the screen is to show of it. footer becomes the keys that mean something now.
 *   Owner    options borrow from quiz. */
void quiz_show(struct quiz *quiz, const struct view *view, struct screen_options *options);

#endif
