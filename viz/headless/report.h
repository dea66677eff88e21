/* report.h - what a format of the report is: a set of functions that headless.c calls in turn.
 * Private to viz/headless.
 *
 *     begin  (lesson_begin  step*  lesson_end)*  (end | give_up)
 *
 * They write to reporting.out; whether that works is looked at by headless.c, after each step. */
#ifndef VIZ_HEADLESS_REPORT_H
#define VIZ_HEADLESS_REPORT_H

#include "viz/headless/headless.h"
#include "viz/screen/frame.h"

/* Where the report is. */
struct reporting {
    const struct headless_options *options;
    FILE *out;
    struct frame *frame; /* the screen at the step's last stop; NULL: none is wanted */
    const char *path;
    const struct lesson *lesson;
    struct player *player; /* stands at the step's last stop */
    size_t lesson_index;
    struct headless_totals totals; /* the current step included */
    size_t point_count;            /* of TAP's test points */
    bool is_in_lesson;             /* between lesson_begin and lesson_end */
    bool has_no_memory;            /* a format ran out of it; what it could not say is left out */
};

struct report_format {
    void (*begin)(struct reporting *report);
    void (*lesson_begin)(struct reporting *report);
    void (*step)(struct reporting *report, size_t step);
    void (*lesson_end)(struct reporting *report);
    /* Ends the report early, inside of a lesson or between two. */
    void (*give_up)(struct reporting *report, const char *why);
    void (*end)(struct reporting *report);
};

extern const struct report_format report_text;
extern const struct report_format report_json;
extern const struct report_format report_tap;

/* The text in the report's language, else in English; "" when there is none. */
const char *report_words(const struct reporting *report, struct lesson_text text);

/* What a step does, in words of lessons, safe to show: "put k9", "fill k1 to k8 on m". A step that
 * only says something does nothing: "". */
void report_put_operations(const struct reporting *report, size_t step);

#endif
