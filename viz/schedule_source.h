/* schedule_source.h - a schedule from the command line: a file, standard input, or the text. */
#ifndef VIZ_SCHEDULE_SOURCE_H
#define VIZ_SCHEDULE_SOURCE_H

#include "viz/options.h"
#include "viz/race/schedule.h"

struct schedule_source {
    const char *name; /* for messages */
    char *text;
    size_t len;
};

/* Reads the text that wanted names: "-" is standard input; else a file, if there is one of that
 * name; else the text itself.
 *   Owner    the caller: schedule_source_free.
 *   Errors   all but EXIT_HELD, and standard error says why. */
enum exit_status schedule_source_read(const char *wanted, const struct environment *environment,
                                      struct schedule_source *source);
void schedule_source_free(struct schedule_source *source);

/* Says what is wrong at a place of the source, with the line and a caret; is EXIT_USAGE. */
enum exit_status schedule_source_complain(const struct schedule_source *source,
                                          const struct environment *environment, uint32_t line,
                                          uint32_t column, const char *what);

/* schedule_read, with words where it fails. */
enum exit_status schedule_source_parse(const struct schedule_source *source,
                                       const struct environment *environment,
                                       const struct scenario *scenario, struct schedule *schedule);

#endif
