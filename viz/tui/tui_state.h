/* tui_state.h - what the loops of the menu and of a lesson share. Private to viz/tui.
 *
 *   tui.c        opened and closed; what all loops do      tui_menu.c   the menu's loop
 *   tui_play.c   a lesson's loop: who gets an event        play_time.c  going places, playing
 *   play_race.c  the learner as the scheduler              play_point.c pointing, and why
 *   play_view.c  the body: which, zoom, scrolling          play_prompt.c  lines that are typed
 *   play_shell.c free play: which lesson is shown      play_terms.c  the glossary */
#ifndef VIZ_TUI_TUI_STATE_H
#define VIZ_TUI_TUI_STATE_H

#include "viz/player/player_search.h"
#include "viz/screen/spot.h"
#include "viz/screen/text.h"
#include "viz/shell/visit.h"
#include "viz/tui/entry.h"
#include "viz/tui/quiz.h"
#include "viz/tui/recall.h"
#include "viz/tui/tui.h"

enum { TUI_WAIT_FOR_EVER = -1, TUI_HELP_MAX = 64 };

struct tui {
    struct terminal *terminal;
    struct frame *frame;
    enum language language;
    bool has_languages; /* that can be shown: in ASCII there is English alone */
    struct screen_hint help[TUI_HELP_MAX];
    size_t help_count;
    struct recall recall; /* commands of free play, in whatever lesson */
};

/* Gives the frame the terminal's size; false: no memory. */
bool tui_fit_frame(struct tui *tui);

/* The help is the table of keys, for this context. */
void tui_collect_help(struct tui *tui, enum keys_context context, struct screen_options *options);

/* What the help's own keys, and the keys for help and language, do anywhere; true for those. */
bool tui_apply_common(struct tui *tui, struct screen_options *options, enum keys_action action);

/* What a line is typed for. */
enum play_prompt {
    PLAY_PROMPT_NOTHING,
    PLAY_PROMPT_KEY,
    PLAY_PROMPT_BREAK,
    PLAY_PROMPT_COMMAND,
};

enum { PLAY_SPEED_PLAIN = 2 };

/* What a lesson's loop remembers between two events. */
struct playing {
    struct tui *tui;
    struct player *player; /* that is shown: the visit's */
    struct visit visit;
    struct screen_options options;
    enum keys_context context; /* of the frame that is shown: what the next key means */
    int speed;                 /* index into the speeds (play_time.c): PLAY_SPEED_PLAIN at first */
    uint64_t seed;             /* of the latest race by chance: the next one takes another */

    enum play_prompt prompt;
    struct quiz quiz;
    const struct way_noting *noting; /* NULL: nobody wants to know */

    struct entry entry;
    struct entry found; /* the key that was looked for last, if has_found */
    bool has_found;
    struct text usage; /* of the command that is typed */
    struct text told;  /* about the command that is typed; "": nothing */
    bool is_told_wrong;

    bool is_dragging; /* the scrubber's mark */
    struct text aside_title;
    struct text aside_cause;
    struct text notice;
};

/* Says a short answer to the latest key, until the next: words are looked up, and xgettext finds
 * them here. */
void play_say(struct playing *playing, const char *words);

/* ---- Each does what an action asks for, and is false when it is not one of its own ---- */

bool play_time(struct playing *playing, enum keys_action action);
bool play_race(struct playing *playing, enum keys_action action, key_code code);
bool play_point(struct playing *playing, enum keys_action action);
bool play_ask_for(struct playing *playing, enum keys_action action);
bool play_view(struct playing *playing, enum keys_action action);
bool play_shell(struct playing *playing, enum keys_action action);
bool play_terms(struct playing *playing, enum keys_action action);

/* A press while the glossary is up, or where a term may stand: true for one that it takes. */
bool play_terms_press(struct playing *playing, const struct terminal_mouse *mouse);

/* Scrolls what stands in the middle, and back to where the map is at work. */
void play_view_scroll(struct playing *playing, int by);
void play_view_home(struct playing *playing);

/* ---- Playing by itself ---- */

/* How long to wait for a key: for ever, unless it plays. */
int play_pause_ms(const struct playing *playing);
void play_tick(struct playing *playing);
const char *play_speed_text(const struct playing *playing);

/* ---- Typing ---- */

/* A key while a line is typed. */
void play_type(struct playing *playing, key_code code);
const char *play_label(const struct playing *playing);

/* ---- Free play ---- */

/* While a command is typed: its own keys, true for those; what is said beside it; Enter. */
bool play_shell_key(struct playing *playing, key_code code);
void play_shell_explain(struct playing *playing);
void play_shell_submit(struct playing *playing);

/* Back to the lesson itself; false where that is shown. */
bool play_shell_leave(struct playing *playing);

/* The lesson is left: what was typed in it is over. */
void play_shell_end(struct playing *playing);

/* ---- Pointing ---- */

void play_point_at(struct playing *playing, const th_place *place);
void play_point_end(struct playing *playing);

/* What stands at the place pointed at, and why, in words; into playing's texts. Views of the player
 * are no longer valid then. */
void play_explain(struct playing *playing);

#endif
