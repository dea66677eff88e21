/* trace_fuzz.c - bytes are a script for `tophash trace`: it is traced or refused. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/fuzz/fuzz.h"
#include "viz/trace/trace.h"

enum { HINT_DIGITS_MAX = 4 };

/* A script may ask for any amount of memory by its hint, and gets it: that is no fault. */
static bool has_large_hint(const uint8_t *bytes, size_t size_bytes)
{
    const uint8_t *end = bytes + size_bytes;
    const uint8_t *at = memmem(bytes, size_bytes, "hint\"", 5);
    for (; at != NULL; at = memmem(at, (size_t)(end - at), "hint\"", 5)) {
        unsigned digits = 0;
        for (at += 5; at < end && strchr(": -0123456789", *at) != NULL && *at != '\0'; at++)
            digits += *at >= '0' && *at <= '9';
        if (digits > HINT_DIGITS_MAX) return true;
    }
    return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size_bytes)
{
    static FILE *nowhere;
    if (nowhere == NULL) nowhere = fopen("/dev/null", "w");
    if (size_bytes == 0 || has_large_hint(bytes, size_bytes)) return 0;
    FILE *script = fmemopen((void *)(uintptr_t)bytes, size_bytes, "r");
    if (nowhere == NULL || script == NULL) abort();
    (void)!trace_run(script, "fuzz", nowhere, nowhere);
    fclose(script);
    return 0;
}
