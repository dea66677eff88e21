/* tui.h - tophash in a terminal: the menu of lessons, and a lesson stepped through with keys.
 *
 *     struct tui *tui;
 *     if (tui_open(&options, &tui) != TERMINAL_OK) ...       // say why on standard error
 *     while (tui_menu(tui, items, count, "", &chosen) == WAY_OUT_CHOSEN) {
 *         ... make the chosen lesson's player ...
 *         if (tui_play(tui, player, NULL) != WAY_OUT_BACK) break;
 *     }
 *     tui_close(tui);
 *
 * One loop, one direction: a key moves the player, the player fills a view, the screen draws a
 * frame of it, the terminal shows that. Idle, it waits for a key and uses no processor. */
#ifndef VIZ_TUI_TUI_H
#define VIZ_TUI_TUI_H

#include "viz/action/way_out.h"
#include "viz/player/player.h"
#include "viz/screen/screen.h"
#include "viz/tui/terminal.h"

struct tui;

struct tui_options {
    struct terminal_options terminal;
    enum language language;
};

/* Takes over the terminal.
 *   Owner    the caller: tui_close.
 *   Errors   as terminal_open; the terminal is then as it was, *opened untouched. */
TERMINAL_CHECKED enum terminal_status tui_open(const struct tui_options *options,
                                               struct tui **opened);

/* Gives the terminal back. NULL is fine. */
void tui_close(struct tui *tui);

/* Lets the learner choose; *selected is where the bar stands first, and the choice. notice is shown
 * below: "" for none. */
enum way_out tui_menu(struct tui *tui, const struct screen_menu_item *items, size_t count,
                      const char *notice, size_t *selected);

/* Steps through a lesson, from the stop where the player stands. noting may be NULL. */
enum way_out tui_play(struct tui *tui, struct player *player, const struct way_noting *noting);

/* The same, with the line of free play open at once. */
enum way_out tui_shell(struct tui *tui, struct player *player);

/* The language may have been changed by a key: titles are asked for in this one. */
enum language tui_language(const struct tui *tui);

#endif
