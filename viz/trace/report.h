/* report.h - says what is wrong with a script, and where.
 *
 *     puts.jsonl:7: "value" is 2; allowed: an integer from 0 to 1 */
#ifndef VIZ_TRACE_REPORT_H
#define VIZ_TRACE_REPORT_H

#include <stdarg.h>
#include <stdio.h>

#include "viz/trace/trace_status.h"

struct trace_report {
    const char *name; /* of the script */
    FILE *out;
    uint64_t line; /* where the reader is, from 1 */
};

/* Writes one line about the line that the report is at. What stands in a script is not to be
 * trusted with a terminal: whatever is not printable ASCII goes out as \xNN; long messages are cut.
 *   Errors   TRACE_BAD_SCRIPT, always. */
enum trace_status trace_refuse(const struct trace_report *report, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
enum trace_status trace_refuse_list(const struct trace_report *report, const char *format,
                                    va_list arguments) __attribute__((format(printf, 2, 0)));

#endif
