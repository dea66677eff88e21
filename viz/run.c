/* run.c - the commands that need no terminal: run, check, trace, list. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "viz/commands.h"
#include "viz/load.h"
#include "viz/screen/plain.h"
#include "viz/screen/width.h"
#include "viz/trace/trace.h"

/* ---- run ---- */

/* Loads what the command line names, or all there is. Every lesson is loaded before the first is
 * played: where one is bad, none is played. */
static enum exit_status load_lessons(const struct options *options,
                                     const struct environment *environment,
                                     const struct catalog *catalog, struct headless_lesson *lessons,
                                     size_t count)
{
    enum exit_status worst = EXIT_HELD;
    for (size_t i = 0; i < count; i++) {
        struct lesson *loaded = NULL;
        enum exit_status status;
        if (options->argument_count == 0) {
            lessons[i].path = catalog_at(catalog, i)->path;
            status = load_indexed(catalog, i, options->race.policy.seed, environment, &loaded);
        } else {
            status = load_named(catalog, options->arguments[i], options->race.policy.seed,
                                environment, &loaded, &lessons[i].path);
        }
        lessons[i].lesson = loaded;
        if (status > worst) worst = status;
    }
    return worst;
}

static enum exit_status play_lessons(const struct options *options,
                                     const struct environment *environment,
                                     const struct headless_lesson *lessons, size_t count)
{
    const struct headless_options headless = {
        .format = options->format,
        .has_frames = options->has_frames,
        .height = options->height,
        .width = options->width,
        .charset = options->charset,
        .language = options->language,
    };
    struct headless_totals totals;
    enum headless_status status = headless_run(&headless, lessons, count, stdout, &totals);
    switch (status) {
    case HEADLESS_OK:
        if (totals.fatal_count > 0) return EXIT_FATAL;
        return totals.failure_count == 0 ? EXIT_HELD : EXIT_FAILED;
    case HEADLESS_BAD_SCHEDULE:
        fflush(stdout);
        return load_refuse_schedule(lessons[totals.lesson_count].path, environment);
    case HEADLESS_NOT_WRITTEN: /* main.c says so */
        return EXIT_BROKEN;
    case HEADLESS_TAPE_FULL:
        complain(environment, "%s", headless_status_text(status));
        return EXIT_USAGE;
    default:
        complain(environment, "%s", headless_status_text(status));
        return EXIT_BROKEN;
    }
}

enum exit_status command_run(const struct options *options, const struct environment *environment)
{
    struct catalog *catalog;
    enum exit_status status = load_catalog(options, environment, &catalog);
    if (status != EXIT_HELD) return status;
    size_t count =
        options->argument_count == 0 ? catalog_count(catalog) : (size_t)options->argument_count;
    struct headless_lesson *lessons = calloc(count + 1, sizeof *lessons);
    if (lessons == NULL) {
        complain(environment, "out of memory");
        status = EXIT_BROKEN;
    } else if (count == 0) {
        complain(environment, "there are no lessons");
        status = EXIT_USAGE;
    } else {
        status = load_lessons(options, environment, catalog, lessons, count);
        if (status == EXIT_HELD) status = play_lessons(options, environment, lessons, count);
        for (size_t i = 0; i < count; i++)
            lesson_free((struct lesson *)lessons[i].lesson); /* ours: load_lessons put it there */
    }
    free(lessons);
    catalog_free(catalog);
    return status;
}

/* ---- check ---- */

/* Whether a schedule's workers can move is known only by letting them. What counts runs is left
 * out: it takes long, and cannot be wrong in this way. */
static enum exit_status check_race(const struct lesson *lesson, const char *path,
                                   const struct environment *environment)
{
    static const struct player_options options = {.is_dry = true};
    struct player *player;
    if (lesson->scenario == NULL) return EXIT_HELD;
    enum player_status status = player_make(lesson, &options, &player);
    player_free(player);
    if (status == PLAYER_OK) return EXIT_HELD;
    if (status == PLAYER_BAD_SCHEDULE) return load_refuse_schedule(path, environment);
    complain(environment, "%s: %s", path, player_status_text(status));
    return status == PLAYER_TAPE_FULL ? EXIT_USAGE : EXIT_BROKEN;
}

enum exit_status command_check(const struct options *options, const struct environment *environment)
{
    enum exit_status worst = EXIT_HELD;
    for (int i = 0; i < options->argument_count; i++) {
        struct lesson *loaded;
        enum exit_status status = load_file(options->arguments[i], 0, environment, &loaded);
        if (status == EXIT_HELD) status = check_race(loaded, options->arguments[i], environment);
        if (status == EXIT_HELD) {
            plain_put(stdout, options->charset, options->arguments[i]);
            puts(": ok");
        }
        lesson_free(loaded);
        if (status > worst) worst = status;
    }
    return worst;
}

/* ---- trace ---- */

static enum exit_status trace_file(FILE *file, const char *path,
                                   const struct environment *environment)
{
    char *name = load_safe_name(path, environment);
    enum trace_status status = trace_run(file, name == NULL ? "script" : name, stdout, stderr);
    free(name);
    switch (status) {
    case TRACE_OK:
        return EXIT_HELD;
    case TRACE_BAD_SCRIPT:
        return EXIT_USAGE;
    case TRACE_NO_MEMORY:
        complain(environment, "out of memory");
        return EXIT_BROKEN;
    case TRACE_NO_OUTPUT: /* main.c says so */
        return EXIT_BROKEN;
    case TRACE_BROKEN:
        complain(environment, "the core cannot read its own map: this is a bug in tophash");
        return EXIT_BROKEN;
    }
    return EXIT_BROKEN;
}

enum exit_status command_trace(const struct options *options, const struct environment *environment)
{
    const char *path = options->arguments[0];
    if (strcmp(path, "-") == 0) return trace_file(stdin, "standard input", environment);
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        complain(environment, "%s: %s", path, strerror(errno));
        return EXIT_USAGE;
    }
    enum exit_status status = trace_file(file, path, environment);
    fclose(file);
    return status;
}

/* ---- list ---- */

static int id_width(const struct catalog *catalog)
{
    int widest = 0;
    for (size_t i = 0; i < catalog_count(catalog); i++) {
        const struct catalog_entry *entry = catalog_at(catalog, i);
        int width = entry->id == NULL ? 0 : width_of_text(entry->id);
        if (width > widest) widest = width;
    }
    return widest;
}

/* A file that is no lesson has its number, too: numbers do not change when it is repaired. */
enum exit_status command_list(const struct options *options, const struct environment *environment)
{
    struct catalog *catalog;
    enum exit_status status = load_catalog(options, environment, &catalog);
    if (status != EXIT_HELD) return status;
    int width = id_width(catalog);
    for (size_t i = 0; i < catalog_count(catalog); i++) {
        const struct catalog_entry *entry = catalog_at(catalog, i);
        if (entry->id == NULL) {
            struct lesson *loaded;
            enum exit_status why = load_indexed(catalog, i, 0, environment, &loaded);
            if (why > status) status = why;
            continue;
        }
        printf("%3zu  %-*s  ", i + 1, width, entry->id);
        plain_put(stdout, options->charset, lesson_in_language(entry->title, options->language));
        putchar('\n');
    }
    catalog_free(catalog);
    return status;
}
