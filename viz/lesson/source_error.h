/* source_error.h - what is wrong with a file that a person wrote, where, and what is allowed there.
 *
 *     growth.yaml:7:11: B is "two", which is no integer; allowed: 0 to 63
 *       7 |   expect: {B: two}
 *         |               ^
 *
 * The list keeps the first SOURCE_ERRORS_MAX errors by position, whatever the order they come in,
 * and counts the rest. It allocates nothing: long messages and lines are cut, with a sign. Whatever
 * is in it is safe to print: control characters and bytes that are no UTF-8 are made visible. */
#ifndef VIZ_LESSON_SOURCE_ERROR_H
#define VIZ_LESSON_SOURCE_ERROR_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum {
    SOURCE_ERRORS_MAX = 20,
    SOURCE_ERROR_MESSAGE_BYTES = 320, /* with the NUL */
    SOURCE_ERROR_EXCERPT_BYTES = 400,
    SOURCE_ERROR_EXCERPT_COLUMNS = 72,
};

struct source_error {
    uint32_t line;   /* from 1; 0: about the file as a whole, then there is no excerpt */
    uint32_t column; /* from 1, in characters */
    char message[SOURCE_ERROR_MESSAGE_BYTES];
    char excerpt[SOURCE_ERROR_EXCERPT_BYTES]; /* the line, tabs as spaces, cut around the caret */
    uint32_t caret_column;                    /* from 0, in display columns of excerpt */
};

/* All zero is an empty list. Plain data: needs no freeing. */
struct source_errors {
    const char *name;  /* of the file, as messages give it. Borrowed */
    const char *bytes; /* the source, borrowed until source_errors_finish; then NULL */
    size_t len;
    struct source_error items[SOURCE_ERRORS_MAX]; /* by position */
    size_t count;                                 /* of items */
    size_t total;                                 /* of all errors, the ones not kept included */
};

/* Starts an empty list for the source of that name. bytes may be NULL: no excerpts then. */
void source_errors_start(struct source_errors *errors, const char *name, const char *bytes,
                         size_t len);

/* Adds an error. line 0 speaks of the file as a whole. Two errors at one place: the first stays
 * first. What the format takes from the file may be any bytes.
 *   Cost     O(1). */
void source_error_add(struct source_errors *errors, uint32_t line, uint32_t column,
                      const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Cuts the excerpts out of the source and lets go of it. No error may be added afterwards.
 *   Cost     one pass over the source. */
void source_errors_finish(struct source_errors *errors);

/* Writes one error as at the top of this file; name is made visible too. */
void source_error_print(const char *name, const struct source_error *error, FILE *out);

/* Writes all of them, then how many more there are. */
void source_errors_print(const struct source_errors *errors, FILE *out);

#endif
