/* wrap.h - text to lines, a line at a time and without memory of its own.
 *
 * English breaks at spaces; Chinese between any two characters, but no line begins with closing
 * punctuation or ends with opening punctuation. A word wider than the line is broken where the line
 * ends. A newline always ends a line. This is less than Unicode's line breaking (UAX 14): no
 * hyphenation, no Thai.
 *
 *     struct wrap wrap = wrap_begin(text, strlen(text), 40);
 *     struct wrap_line line;
 *     while (wrap_next(&wrap, &line)) row += draw(line.bytes, line.len); */
#ifndef VIZ_SCREEN_WRAP_H
#define VIZ_SCREEN_WRAP_H

#include <stdbool.h>
#include <stddef.h>

#include "viz/markup/markup.h"

struct wrap {
    const char *rest;
    size_t rest_len;
    int columns;
    bool is_marked;
    struct markup markup; /* at rest */
};

/* A piece of the text, without the spaces and the newline that ended it. */
struct wrap_line {
    const char *bytes;
    size_t len;
    int columns; /* what it takes; more than the limit only where one character alone is wider */
    bool is_marked;
    struct markup markup; /* at its first byte */
    size_t to_end;        /* bytes from there to the end of the text: marks may be closed later */
};

/* The text is borrowed until the last wrap_next. With columns < 1 there are no lines. */
struct wrap wrap_begin(const char *bytes, size_t len, int columns);
/* The same for a text with marks (viz/markup/markup.h), which take no columns. */
struct wrap wrap_begin_marked(const char *bytes, size_t len, int columns);
bool wrap_next(struct wrap *wrap, struct wrap_line *line);

/* How many lines the text makes. */
int wrap_count(const char *bytes, size_t len, int columns);

#endif
