/* ran.h - runs a script from memory, and holds what came of it. */
#ifndef TESTS_UNIT_TRACE_RAN_H
#define TESTS_UNIT_TRACE_RAN_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "viz/trace/trace.h"

typedef struct ran {
    enum trace_status status;
    char *trace, *errors; /* ended by a NUL; the caller frees both */
    size_t trace_len, errors_len;
} ran;

static inline ran run_bytes(const char *bytes, size_t len)
{
    ran result = {.trace = NULL};
    FILE *in = fmemopen((void *)(uintptr_t)bytes, len > 0 ? len : 1, "r");
    FILE *out = open_memstream(&result.trace, &result.trace_len);
    FILE *errors = open_memstream(&result.errors, &result.errors_len);
    assert_non_null(in);
    assert_non_null(out);
    assert_non_null(errors);
    if (len == 0) fgetc(in);
    result.status = trace_run(in, "it.jsonl", out, errors);
    fclose(in);
    fclose(out);
    fclose(errors);
    return result;
}

static inline ran run_text(const char *text) { return run_bytes(text, strlen(text)); }

static inline void ran_free(ran *result)
{
    free(result->trace);
    free(result->errors);
}

#endif
