/* lines.c - the lines of a file, one ahead. */
#include "viz/trace/lines.h"

#include <assert.h>
#include <stdlib.h>

static bool has_room(struct trace_source_line *line)
{
    if (line->len < line->cap) return true;
    size_t cap = line->cap == 0 ? 256 : line->cap * 2;
    char *bytes = realloc(line->bytes, cap);
    if (bytes == NULL) return false;
    line->bytes = bytes;
    line->cap = cap;
    return true;
}

/* Reads a line's bytes; false at the end of the file, where there is none. */
static bool read_line(FILE *file, struct trace_source_line *line)
{
    line->len = 0;
    line->number++;
    for (;;) {
        int byte = getc_unlocked(file);
        if (byte == '\n') return true;
        if (byte == EOF) {
            if (ferror(file)) line->fault = TRACE_LINES_UNREADABLE;
            return line->len > 0 || line->fault != TRACE_LINES_FINE;
        }
        if (line->len == TRACE_LINE_BYTES_MAX)
            line->fault = TRACE_LINES_TOO_LONG;
        else if (!has_room(line))
            line->fault = TRACE_LINES_NO_MEMORY;
        if (line->fault != TRACE_LINES_FINE) return true;
        line->bytes[line->len++] = (char)byte;
    }
}

static bool is_blank(const struct trace_source_line *line)
{
    for (size_t i = 0; i < line->len; i++) {
        char byte = line->bytes[i];
        if (byte != ' ' && byte != '\t' && byte != '\r') return false;
    }
    return line->fault == TRACE_LINES_FINE;
}

static void look_ahead(struct trace_lines *lines)
{
    do
        lines->has_next = read_line(lines->file, &lines->ahead);
    while (lines->has_next && is_blank(&lines->ahead));
}

void trace_lines_start(struct trace_lines *lines, FILE *file)
{
    *lines = (struct trace_lines){.file = file};
    look_ahead(lines);
}

void trace_lines_free(struct trace_lines *lines)
{
    free(lines->here.bytes);
    free(lines->ahead.bytes);
    *lines = (struct trace_lines){.file = NULL};
}

void trace_lines_next(struct trace_lines *lines)
{
    assert(lines->has_next);
    struct trace_source_line spare = lines->here;
    lines->here = lines->ahead;
    lines->ahead = (struct trace_source_line){
        .bytes = spare.bytes, .cap = spare.cap, .number = lines->here.number};
    lines->has_next = false;
    if (lines->here.fault == TRACE_LINES_FINE) look_ahead(lines);
}
