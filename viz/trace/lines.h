/* lines.h - the lines of a file, one at a time, and always one ahead: so that the last is known. */
#ifndef VIZ_TRACE_LINES_H
#define VIZ_TRACE_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define TRACE_LINE_BYTES_MAX ((size_t)16 << 20)

enum trace_lines_fault {
    TRACE_LINES_FINE,
    TRACE_LINES_TOO_LONG,
    TRACE_LINES_UNREADABLE, /* errno says why */
    TRACE_LINES_NO_MEMORY,
};

struct trace_source_line {
    char *bytes; /* without its newline; not ended by a NUL */
    size_t len, cap;
    uint64_t number;              /* in the file, from 1 */
    enum trace_lines_fault fault; /* the line could not be read whole */
};

struct trace_lines {
    FILE *file;
    struct trace_source_line here;  /* the line that trace_lines_next went to */
    struct trace_source_line ahead; /* the one after it */
    bool has_next;                  /* there is one after it */
};

/* Begins before the first line. Borrows file; free with trace_lines_free. */
void trace_lines_start(struct trace_lines *lines, FILE *file);
void trace_lines_free(struct trace_lines *lines);

/* Goes to the next line that is not blank, where has_next says that there is one. After a line with
 * a fault there is none. */
void trace_lines_next(struct trace_lines *lines);

#endif
