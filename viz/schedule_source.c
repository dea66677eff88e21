/* schedule_source.c - a schedule from the command line, and where it is wrong. */
#include "viz/schedule_source.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "viz/lesson/source_error.h"
#include "viz/load.h"

/* At most one byte more than a schedule may have: that it is too long is then seen. */
static enum exit_status read_stream(FILE *file, const struct environment *environment,
                                    struct schedule_source *source)
{
    source->text = malloc(SCHEDULE_BYTES_MAX + 1);
    if (source->text == NULL) {
        complain(environment, "out of memory");
        return EXIT_BROKEN;
    }
    source->len = fread(source->text, 1, SCHEDULE_BYTES_MAX + 1, file);
    if (!ferror(file)) return EXIT_HELD;
    complain(environment, "%s: %s", source->name, strerror(errno));
    return EXIT_USAGE;
}

static enum exit_status copy_text(const char *text, const struct environment *environment,
                                  struct schedule_source *source)
{
    source->name = "schedule";
    source->len = strlen(text);
    source->text = strdup(text);
    if (source->text != NULL) return EXIT_HELD;
    complain(environment, "out of memory");
    return EXIT_BROKEN;
}

enum exit_status schedule_source_read(const char *wanted, const struct environment *environment,
                                      struct schedule_source *source)
{
    struct stat about;
    *source = (struct schedule_source){.name = wanted};
    if (strcmp(wanted, "-") == 0) {
        source->name = "standard input";
        return read_stream(stdin, environment, source);
    }
    if (stat(wanted, &about) != 0) return copy_text(wanted, environment, source);
    FILE *file = S_ISDIR(about.st_mode) ? NULL : fopen(wanted, "rb");
    if (file == NULL) {
        complain(environment, "%s: %s", wanted, strerror(S_ISDIR(about.st_mode) ? EISDIR : errno));
        return EXIT_USAGE;
    }
    enum exit_status status = read_stream(file, environment, source);
    fclose(file);
    return status;
}

void schedule_source_free(struct schedule_source *source) { free(source->text); }

enum exit_status schedule_source_complain(const struct schedule_source *source,
                                          const struct environment *environment, uint32_t line,
                                          uint32_t column, const char *what)
{
    struct source_errors errors = {0};
    char *name = load_safe_name(source->name, environment);
    source_errors_start(&errors, name == NULL ? "schedule" : name, source->text, source->len);
    source_error_add(&errors, line, column, "%s", what);
    source_errors_finish(&errors);
    fflush(stdout);
    source_errors_print(&errors, stderr);
    free(name);
    return EXIT_USAGE;
}

enum exit_status schedule_source_parse(const struct schedule_source *source,
                                       const struct environment *environment,
                                       const struct scenario *scenario, struct schedule *schedule)
{
    struct schedule_error error;
    switch (schedule_read(scenario, source->text, source->len, schedule, &error)) {
    case SCHEDULE_OK:
        return EXIT_HELD;
    case SCHEDULE_INVALID:
        return schedule_source_complain(source, environment, error.line, error.column, error.text);
    case SCHEDULE_NO_MEMORY:
        break;
    }
    complain(environment, "out of memory");
    return EXIT_BROKEN;
}
