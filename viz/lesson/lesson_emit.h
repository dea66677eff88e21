/* lesson_emit.h - YAML written, piece by piece. Private to viz/lesson.
 *
 *     struct lesson_emit *emit = lesson_emit_make(out);
 *     lesson_emit_mapping(emit, EMIT_BLOCK);
 *     lesson_emit_word(emit, "steps");
 *     lesson_emit_list(emit, EMIT_BLOCK);  ...  lesson_emit_end(emit);
 *     lesson_emit_end(emit);
 *     if (!lesson_emit_finish(emit)) ...
 *
 * What goes wrong is remembered, and said at the end. What comes out is text that lesson_source.h
 * lets through: hidden characters are escapes. */
#ifndef VIZ_LESSON_LESSON_EMIT_H
#define VIZ_LESSON_LESSON_EMIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct lesson_emit;

/* Writes to out, which stays the caller's.
 *   Errors   NULL: no memory. */
struct lesson_emit *lesson_emit_make(FILE *out);

/* Ends the document and gives everything back. False: not all of it was written. */
bool lesson_emit_finish(struct lesson_emit *emit);

enum lesson_emit_form {
    EMIT_BLOCK, /* lines of their own */
    EMIT_FLOW,  /* in braces or brackets; so is all inside */
};

void lesson_emit_mapping(struct lesson_emit *emit, enum lesson_emit_form form);
void lesson_emit_list(struct lesson_emit *emit, enum lesson_emit_form form);

/* Ends the mapping or list that was begun last. */
void lesson_emit_end(struct lesson_emit *emit);

/* A key of the format, a name, a number: nothing in it needs quotes. */
void lesson_emit_word(struct lesson_emit *emit, const char *word);

/* An entry's key, any UTF-8: in quotes where YAML or a reader might take it for something else. */
void lesson_emit_key(struct lesson_emit *emit, const char *bytes, size_t len);

/* A text for people: lines of its own where it has several. */
void lesson_emit_text(struct lesson_emit *emit, const char *text);

/* Always in quotes: a text, whatever it spells. */
void lesson_emit_quoted(struct lesson_emit *emit, const char *bytes, size_t len);

#endif
