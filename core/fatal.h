/* fatal.h - what Go makes fatal, in Go's words (GO_MAP_FACTS, "Runtime errors").
 *
 * What the default handler prints, by example. A map with a history of 4 operations
 * (th_map_options.history); a thread that named itself "producer", and one that did not:
 *
 *   fatal error: concurrent map read and map write
 *
 *   Noticed at entry: the writing flag was on when an operation began; a writer is at work.
 *
 *   The map's last operations, in the order they began (>: this one noticed):
 *         39  producer  put "key_7"                                   serve+0x4c      over
 *         40  thread 2  next                                          report+0x31     over
 *         41  producer  put "caf\xc3\xa9 \"x\""                       serve+0x4c      under way
 *   >     42  thread 2  get "0123456789abcdefghijklmn"... (99 bytes)  jobs.so+0x11f9  under way
 *
 * Go's line, an empty one, how it was noticed; without a history that is all. At exit it says
 *   Noticed at exit: the writing flag was off when a write ended; another writer has toggled it.
 *
 * An operation's line: its number, the thread (its name's first 24 bytes), the operation with its
 * key (bytes that are not plain ASCII as \x and two digits), where it was called, and whether it
 * was over when the error was noticed. Those under way are the sides of the race, as a rule: the
 * other side may have just ended, and what a thread was taken away from stays under way. The place
 * is the symbol's name, as far as the dynamic linker knows it (-rdynamic tells it a program's own),
 * and the return address's distance from it; else the file's name and the distance from where it
 * was loaded, for addr2line; else the address. */
#ifndef TH_CORE_FATAL_H
#define TH_CORE_FATAL_H

#include "core/map.h"

/* "concurrent map writes" and its kin, as Go prints them behind "fatal error: ". */
const char *th_fatal_text(th_fatal_kind kind);

/* Prints what stands above to standard error. The default handler; context is not used, map may be
 * NULL.
 *   Cost     the history's length; takes no memory.
 *   Threads  any, the others at work. Two that notice at once print one after the other. */
void th_fatal_print(void *context, const th_map *map, const th_fatal_report *report);

/* Ends the map's history and runs its handler; then aborts the process, as the map can no longer be
 * trusted. */
_Noreturn void th_fatal(const th_map *map, th_fatal_kind kind, bool is_at_exit);

#endif
