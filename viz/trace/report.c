/* report.c - says what is wrong with a script. */
#include "viz/trace/report.h"

#include <inttypes.h>

enum { MESSAGE_BYTES = 400 };

static void print_visibly(FILE *out, const char *text)
{
    for (; *text != '\0'; text++) {
        unsigned char byte = (unsigned char)*text;
        if (byte >= 0x20 && byte < 0x7f) {
            putc(byte, out);
        } else {
            fprintf(out, "\\x%02x", byte);
        }
    }
}

enum trace_status trace_refuse_list(const struct trace_report *report, const char *format,
                                    va_list arguments)
{
    char message[MESSAGE_BYTES];
    int len = vsnprintf(message, sizeof message, format, arguments);
    print_visibly(report->out, report->name);
    fprintf(report->out, ":%" PRIu64 ": ", report->line);
    print_visibly(report->out, message);
    fputs(len >= MESSAGE_BYTES ? "...\n" : "\n", report->out);
    return TRACE_BAD_SCRIPT;
}

enum trace_status trace_refuse(const struct trace_report *report, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    enum trace_status status = trace_refuse_list(report, format, arguments);
    va_end(arguments);
    return status;
}
