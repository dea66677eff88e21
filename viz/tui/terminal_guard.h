/* terminal_guard.h - gives the terminal back, however the process ends, and across a stop. Knows
 * signals and modes, not ncurses. All that it does in a signal handler was prepared before.
 *
 *     guard_begin(fd);             notes the modes as found; catches signals
 *     ... the caller changes modes ...
 *     guard_show(enter, leave);    from here on the screen is given back too
 *     ... the caller gives back screen and modes itself ...
 *     guard_end();
 *
 * Signals: those that end a process (SIGINT, SIGTERM, SIGHUP, SIGQUIT, the crashes) restore the
 * terminal and then take the course that they would have taken without us; ignored ones stay
 * ignored. SIGTSTP restores, stops, and takes the screen back on SIGCONT. SIGWINCH is noted.
 * exit() restores too. A child process that is forked meanwhile leaves the terminal alone. */
#ifndef VIZ_TUI_TERMINAL_GUARD_H
#define VIZ_TUI_TERMINAL_GUARD_H

#include <stdbool.h>

/* One guard at a time. False, and nothing is done, when fd is no terminal. */
bool guard_begin(int fd);

/* The screen is now the program's own. `enter` are the bytes that take it, `leave` those that give
 * it back; they are copied, and the modes now set are noted. From here to guard_end, standard error
 * is held back if it is a terminal. Each is shorter than GUARD_BYTES_MAX. */
enum { GUARD_BYTES_MAX = 256 };
void guard_show(const char *enter, const char *leave);

/* Signals are as found; what standard error held back is written. Screen and modes are not touched.
 */
void guard_end(void);

/* True once after each stop that has ended and each change of the window's size: what the screen
 * shows is not known any more, and all must be drawn again. */
bool guard_take_disturbed(void);

#endif
