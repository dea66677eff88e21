/* says.h - loads a lesson from a text, and compares what is complained about. */
#ifndef TESTS_UNIT_LESSON_SAYS_H
#define TESTS_UNIT_LESSON_SAYS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "viz/lesson/lesson.h"

/* All errors as lines of "line:column: message". The caller frees it. */
static inline char *errors_in_words(const struct source_errors *errors)
{
    char *words = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&words, &len);
    assert_non_null(out);
    for (size_t i = 0; i < errors->count; i++) {
        const struct source_error *error = &errors->items[i];
        fprintf(out, "%u:%u: %s\n", error->line, error->column, error->message);
    }
    fclose(out);
    return words;
}

/* These len bytes are refused with exactly these errors. */
static inline void assert_bytes_refused(const char *bytes, size_t len, const char *expected)
{
    struct source_errors errors;
    struct lesson *loaded;
    enum lesson_status status = lesson_load_text("test", bytes, len, NULL, &loaded, &errors);
    char *words = errors_in_words(&errors);
    assert_string_equal(words, expected);
    free(words);
    assert_int_equal(status, LESSON_INVALID);
    assert_null(loaded);
}

static inline void assert_refused(const char *text, const char *expected)
{
    assert_bytes_refused(text, strlen(text), expected);
}

/* A right beginning, four lines long; steps follow from line 5 on. */
#define BEGINNING "tophash: 1\nid: test\ntitle: Test\nsteps:\n"

static inline void assert_steps_refused(const char *steps, const char *expected)
{
    char text[4096];
    int len = snprintf(text, sizeof text, BEGINNING "%s", steps);
    assert_in_range(len, 0, sizeof text - 1);
    assert_refused(text, expected);
}

/* The lesson that a text is; the test fails, saying why, if it is none. The caller frees it. */
static inline struct lesson *loaded_text(const char *text)
{
    struct source_errors errors;
    struct lesson *loaded;
    enum lesson_status status =
        lesson_load_text("test", text, strlen(text), NULL, &loaded, &errors);
    if (status != LESSON_OK) source_errors_print(&errors, stderr);
    assert_int_equal(status, LESSON_OK);
    return loaded;
}

static inline struct lesson *loaded_file(const char *path)
{
    struct source_errors errors;
    struct lesson *loaded;
    enum lesson_status status = lesson_load_file(path, NULL, &loaded, &errors);
    if (status != LESSON_OK) source_errors_print(&errors, stderr);
    assert_int_equal(status, LESSON_OK);
    return loaded;
}

static inline void assert_key(th_key key, const char *bytes, size_t len)
{
    assert_int_equal(key.len, len);
    if (len > 0) assert_memory_equal(key.bytes, bytes, len);
}

#endif
