/* terminal.h - the terminal, as little of it as tophash needs: show a frame, read a key, leave no
 * trace. curses.c keeps this promise with ncurses and is the only file that knows ncurses.
 *
 * Guarantees
 *   T1  However the process ends - close, exit, a signal that ends it, a crash - the terminal is
 *       left as it was found: its modes, its screen, its cursor. Only SIGKILL is stronger.
 *   T2  A process that a signal ends is seen to have been ended by that signal: its status is not
 *       hidden.
 *   T3  After a stop (Ctrl-Z) and a continue, the next read reports TERMINAL_RESIZED, so that the
 *       loop draws again.
 *   T4  What is written to standard error while the screen is up does not spoil it, and is shown
 *       after.
 *
 * Threads: one thread uses the terminal. One terminal can be open at a time. */
#ifndef VIZ_TUI_TERMINAL_H
#define VIZ_TUI_TERMINAL_H

#include <stdbool.h>

#include "viz/action/keys.h"
#include "viz/screen/frame.h"
#include "viz/theme/theme.h"

#define TERMINAL_CHECKED __attribute__((warn_unused_result))

#define TERMINAL_STATUS_LIST(X)                                                                    \
    X(OK, "ok")                                                                                    \
    X(NOT_A_TERMINAL, "standard input and output are not both a terminal")                         \
    X(UNKNOWN_TYPE, "this type of terminal (TERM) is not known")                                   \
    X(CANNOT_MOVE, "this type of terminal (TERM) cannot move its cursor")                          \
    X(NO_MEMORY, "out of memory")

enum terminal_status {
#define TERMINAL_STATUS_ENUM(name, text) TERMINAL_##name,
    TERMINAL_STATUS_LIST(TERMINAL_STATUS_ENUM)
#undef TERMINAL_STATUS_ENUM
};

const char *terminal_status_text(enum terminal_status status);

/* What main.c knows of the environment. Before, it has called setlocale(LC_ALL, ""). */
struct terminal_options {
    const char *type; /* TERM; NULL or "" is an unknown type */
    enum glyph_charset
        charset;         /* GLYPH_UTF8 only where the locale is UTF-8 and nobody asked for ASCII */
    bool has_color;      /* false under NO_COLOR: attributes only */
    bool has_true_color; /* COLORTERM says so: red, green and blue can be chosen freely */
    enum theme theme;
    bool has_mouse; /* false: the terminal keeps the mouse for itself, to select text with */
};

struct terminal;

/* Takes over the terminal on standard input and output.
 *   Owner    the caller, who gives it to terminal_close.
 *   Errors   all but TERMINAL_OK: the terminal is as it was, *opened untouched. */
TERMINAL_CHECKED enum terminal_status terminal_open(const struct terminal_options *options,
                                                    struct terminal **opened);

/* Gives the terminal back. NULL is fine. */
void terminal_close(struct terminal *terminal);

/* In cells, each in [1, FRAME_SIDE_MAX]. */
void terminal_size(const struct terminal *terminal, int *height, int *width);

/* Shows a frame from the top left on; what lies outside the terminal is not shown. Only what
 * differs from what is there already is sent. */
void terminal_present(struct terminal *terminal, const struct frame *frame);

enum terminal_event_kind {
    TERMINAL_TIMEOUT, /* no key came in time */
    TERMINAL_KEY,
    TERMINAL_MOUSE,
    TERMINAL_RESIZED, /* ask for the size, draw and present again */
    TERMINAL_GONE,    /* nobody is there any more */
};

enum terminal_button {
    TERMINAL_PRESS, /* of the left button */
    TERMINAL_DRAG,  /* the mouse moved while it is held */
    TERMINAL_RELEASE,
    TERMINAL_WHEEL_UP,
    TERMINAL_WHEEL_DOWN,
};

struct terminal_mouse {
    enum terminal_button button;
    int row; /* of the frame that is shown */
    int col;
};

struct terminal_event {
    enum terminal_event_kind kind;
    key_code key;                /* for TERMINAL_KEY */
    struct terminal_mouse mouse; /* for TERMINAL_MOUSE */
};

/* Waits for a key or the mouse, at most so many milliseconds; for ever when negative. A signal may
 * end the wait sooner. */
struct terminal_event terminal_read(struct terminal *terminal, int timeout_ms);

#endif
