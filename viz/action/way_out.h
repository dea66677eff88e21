/* way_out.h - how a learner leaves a menu or a lesson, and who is told of answers: the same for all
 * loops. */
#ifndef VIZ_ACTION_WAY_OUT_H
#define VIZ_ACTION_WAY_OUT_H

#include "viz/player/player.h"

/* How a menu or a lesson was left. */
enum way_out {
    WAY_OUT_CHOSEN,    /* menu: a lesson was chosen, to go on where it was left */
    WAY_OUT_ANEW,      /* menu: a lesson was chosen, to begin at its beginning */
    WAY_OUT_LANGUAGE,  /* menu: the language was changed; ask again, with titles in this one */
    WAY_OUT_BACK,      /* lesson: back to where it was chosen */
    WAY_OUT_QUIT,      /* the learner has had enough */
    WAY_OUT_GONE,      /* nobody is there any more: the terminal has hung up, the input has ended */
    WAY_OUT_NO_MEMORY, /* not enough to show anything */
};

/* Who wants to know when a question was answered or skipped. */
struct way_noting {
    void (*note)(void *context, const struct player *player);
    void *context;
};

#endif
