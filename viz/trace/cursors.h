/* cursors.h - the open cursors of a script, by the number that it gives them. */
#ifndef VIZ_TRACE_CURSORS_H
#define VIZ_TRACE_CURSORS_H

#include "core/map.h"

struct trace_cursors;

/* None yet.
 *   Errors   NULL when there is no memory. */
struct trace_cursors *trace_cursors_make(void);

/* Closes all cursors and frees them. Before the maps that they walk. NULL is fine. */
void trace_cursors_free(struct trace_cursors *cursors);

/* A closed cursor of that number, to be opened: a new one, or the old one, which is closed first.
 *   Owner    cursors, until it is closed here.
 *   Errors   NULL when there is no memory. */
th_cursor *trace_cursors_fresh(struct trace_cursors *cursors, int64_t id);

/* The cursor of that number, or NULL when there never was one. */
th_cursor *trace_cursors_find(const struct trace_cursors *cursors, int64_t id);

#endif
