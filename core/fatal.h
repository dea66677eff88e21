/* fatal.h - what Go makes fatal, in Go's words (GO_MAP_FACTS, "Runtime errors"). */
#ifndef TH_CORE_FATAL_H
#define TH_CORE_FATAL_H

#include "core/map.h"

/* "concurrent map writes" and its kin, as Go prints them behind "fatal error: ". */
const char *th_fatal_text(th_fatal_kind kind);

/* Prints "fatal error: ..." to standard error. The default handler; context is not used. */
void th_fatal_print(void *context, const th_map *map, const th_fatal_report *report);

/* Runs the map's handler, then aborts the process: the map can no longer be trusted. */
_Noreturn void th_fatal(const th_map *map, th_fatal_kind kind, bool is_at_exit);

#endif
