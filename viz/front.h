/* front.h - where a learner meets tophash: a screen in a terminal, or lines of words. */
#ifndef VIZ_FRONT_H
#define VIZ_FRONT_H

#include "viz/linear/linear.h"
#include "viz/options.h"
#include "viz/tui/tui.h"

struct front {
    struct tui *tui;      /* NULL: lines */
    struct linear linear; /* unless there is a tui */
};

/* Lines where the options ask for them, else the terminal; without one it says what would do
 * without one: `tophash run` and instead.
 *   Owner    the caller: front_close.
 *   Errors   all but EXIT_HELD: *front need not be closed. */
enum exit_status front_open(const struct options *options, const struct environment *environment,
                            const char *instead, struct front *front);
void front_close(struct front *front);

/* As tui_menu, tui_play and tui_language. */
enum way_out front_menu(struct front *front, const struct screen_menu_item *items, size_t count,
                        const char *notice, size_t *selected);
enum way_out front_play(struct front *front, struct player *player,
                        const struct way_noting *noting);
/* As tui_shell; lines have none. */
enum way_out front_shell(struct front *front, struct player *player);
enum language front_language(const struct front *front);

#endif
