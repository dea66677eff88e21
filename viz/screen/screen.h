/* screen.h - the whole picture: a view, drawn on a frame.
 *
 *     struct screen_options options = {.footer = hints, .footer_count = 5};
 *     player_view(player, LANGUAGE_ENGLISH, &view);
 *     options.scroll = screen_draw(frame, &view, &options);
 *
 * Guarantees
 *   S1  A pure function: the same view, frame size and options give the same frame. What the frame
 *       held before does not matter.
 *   S2  Any size can be drawn on: from 40 x 10 on the picture, below it a polite word.
 *   S3  Panes keep their places as long as size, value size and number of workers stay, and no
 *       table needs the lanes' rows. Below SCREEN_FULL_HEIGHT rows or SCREEN_FULL_WIDTH columns the
 *       oldbuckets pane may come and go with a growth.
 *   S4  The slot or bucket of the current move is in view, unless the learner scrolled away. Below
 *       16 rows and SCREEN_FULL_WIDTH columns a race has no room for old buckets.
 *   S5  Whatever a style says is also said by a sign or a word: the text plane alone will do.
 *   S6  A fact that does not fit ends with an ellipsis.
 *   S7  Nothing scrolls further than its last page, which is full.
 *
 * In place of the buckets another *body* can stand, chosen by options: enum screen_body.
 *
 * How a slot is marked, in the text plane as well:
 *   [9c]  changed by this move        (9c)  changed earlier in this operation
 *   ⟨9c⟩  looked at by this move      {9c}  the one that the learner points at
 *
 * Cost: what is in view, whatever the map's size. Allocates nothing. */
#ifndef VIZ_SCREEN_SCREEN_H
#define VIZ_SCREEN_SCREEN_H

#include <stdbool.h>
#include <stddef.h>

#include "viz/player/view.h"
#include "viz/screen/frame.h"

/* From this size on every pane is there. */
enum { SCREEN_FULL_HEIGHT = 24, SCREEN_FULL_WIDTH = 80 };
/* Below this size there is a polite word only. */
enum { SCREEN_LEAST_HEIGHT = 10, SCREEN_LEAST_WIDTH = 40 };

/* Keys and what they do: "→ l", "next move". */
struct screen_hint {
    const char *keys;
    const char *words; /* looked up in the language of the picture */
};

/* What stands where the buckets do. Of many runs of a race there is a table, whatever is asked. */
enum screen_body {
    SCREEN_BODY_BUCKETS,
    SCREEN_BODY_OVERVIEW, /* all buckets of the map, by load */
    SCREEN_BODY_MEMORY,   /* the bytes of a bucket */
    SCREEN_BODY_HISTORY,  /* the operations so far */
    SCREEN_BODY_COUNT,
};

/* Its name in a line of keys: "overview". */
const char *screen_body_name(enum screen_body body, enum language language);

enum screen_pane { SCREEN_OLDBUCKETS, SCREEN_BUCKETS, SCREEN_PANE_COUNT };

/* How far the learner went from where a pane would show its focus; down is positive. */
struct screen_scroll {
    int buckets[SCREEN_PANE_COUNT]; /* main buckets */
    int body;                       /* rows of any other body */
    int zoom;                       /* into the overview, from where all buckets are in view */
    int help;                       /* lines, from the first */
    int term;                       /* terms of the glossary, from the first on the screen */
    int ask;                        /* lines, from those that a question would show */
};

/* A key of a race that could not be obeyed; the footer answers it. */
enum screen_refusal {
    SCREEN_NOTHING_REFUSED,
    SCREEN_REFUSED_WORKER, /* refused_worker cannot move */
    SCREEN_REFUSED_UNDO,   /* there is no choice to take back */
    SCREEN_REFUSED_POLICY, /* there is no race to finish */
};

/* What the learner points at. */
struct screen_selection {
    bool is_on;
    th_place place; /* a slot of the map in view; with slot REGISTERS_WHOLE, a bucket */
};

/* The learner is answering the view's question. */
struct screen_answering {
    bool is_on;
    size_t choice;         /* of a choice: the one under the bar, from 0 */
    const char *text;      /* what is typed, or the place pointed at, in words; NULL: nothing */
    size_t cursor;         /* byte of text that it stands before */
    const char *complaint; /* about the answer that was tried; NULL: none */
};

/* A line that the learner types, in the lower border. */
struct screen_prompt {
    const char *label; /* NULL: none */
    const char *text;
    size_t cursor; /* byte of text that it stands before */
};

/* An answer to the learner, in place of the lesson's words. */
enum { SCREEN_ASIDE_LINES = 4 };
struct screen_aside {
    const char *title; /* NULL: none */
    bool is_wrong;     /* it says what is wrong with something typed */
    const char *lines[SCREEN_ASIDE_LINES];
};

/* Whether it plays by itself. */
enum screen_run { SCREEN_STILL, SCREEN_RUNS_FORWARD, SCREEN_RUNS_BACK };

/* All zero is fine: no hints, nothing scrolled. Texts are borrowed during the call. */
struct screen_options {
    struct screen_scroll scroll; /* any numbers: clamped to what is there */
    enum screen_body body;
    bool shows_help;  /* the overlay, over everything */
    bool shows_terms; /* the overlay on the terms that stand on the screen (glossary.h) */
    enum screen_refusal refusal;
    size_t refused_worker;            /* from 0 */
    const struct screen_hint *footer; /* most important first: as many are shown as fit */
    size_t footer_count;
    const struct screen_hint *help; /* for the overlay, in its order */
    size_t help_count;
    struct screen_selection selected;
    struct screen_answering answering;
    struct screen_prompt prompt;
    struct screen_aside aside;
    const char *notice; /* a short answer to the latest key, in the lower border; NULL: none */
    enum screen_run run;
    const char *speed; /* "2×", when it runs */
};

/* Draws all of frame, and notes its spots (viz/screen/spot.h). options NULL: as all zero.
 *   Returns  how far it is scrolled in truth: options' scroll, clamped; 0 for what is not drawn,
 *            but the zoom as asked.
 *            A loop keeps this, so that the next key scrolls from where the learner is. */
struct screen_scroll screen_draw(struct frame *frame, const struct view *view,
                                 const struct screen_options *options);

/* A lesson's line in the menu. */
struct screen_menu_item {
    const char *title;
    const char *about; /* what the learner can do afterwards; "" when nobody says */
    const char *unit;  /* the name of its folder, over the first lesson of it; "" at the others */
    bool is_done;      /* its end has been seen */
    size_t step;       /* where it goes on, from 1; 0: at the beginning */
    size_t step_count;
    size_t question_count;
    size_t right_count, answered_count; /* at the first try */
};

struct screen_menu {
    const struct screen_menu_item *items;
    size_t item_count;
    size_t selected; /* below item_count, unless that is 0 */
    enum language language;
    const char *notice; /* on what the learner has done; "" or NULL: none */
};

/* Draws all of frame: the list of lessons, the selected one in view and with its about. Of options,
 * footer, help, shows_help and scroll.help count.
 *   Returns  as screen_draw. */
struct screen_scroll screen_draw_menu(struct frame *frame, const struct screen_menu *menu,
                                      const struct screen_options *options);

#endif
