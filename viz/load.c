/* load.c - from what was written on the command line to a lesson. */
#include "viz/load.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "viz/player/player.h"
#include "viz/screen/plain.h"

enum exit_status load_catalog(const struct options *options, const struct environment *environment,
                              struct catalog **made)
{
    enum catalog_status status = options->lessons == NULL
                                     ? catalog_of_embedded(made)
                                     : catalog_of_folder(options->lessons, made);
    if (status == CATALOG_OK) return EXIT_HELD;
    if (status == CATALOG_UNREADABLE) {
        complain(environment, "--lessons %s: %s", options->lessons, strerror(errno));
        return EXIT_USAGE;
    }
    complain(environment, "%s", catalog_status_text(status));
    return EXIT_BROKEN;
}

char *load_safe_name(const char *name, const struct environment *environment)
{
    char *safe = NULL;
    size_t len;
    FILE *out = open_memstream(&safe, &len);
    if (out == NULL) return NULL;
    plain_put(out, environment->charset, name);
    if (fclose(out) == 0) return safe;
    free(safe);
    return NULL;
}

/* Says what is wrong with a file. Its name may hold anything. */
static enum exit_status report(enum lesson_status status, struct source_errors *errors,
                               const struct environment *environment)
{
    if (status == LESSON_OK) return EXIT_HELD;
    if (status == LESSON_NO_MEMORY) {
        complain(environment, "out of memory");
        return EXIT_BROKEN;
    }
    char *name = load_safe_name(errors->name, environment);
    if (name != NULL) errors->name = name;
    fflush(stdout); /* what was said before this stands before this */
    source_errors_print(errors, stderr);
    free(name);
    return EXIT_USAGE;
}

enum exit_status load_file(const char *path, uint64_t draw, const struct environment *environment,
                           struct lesson **loaded)
{
    struct source_errors errors = {0};
    return report(lesson_draw_file(path, draw, NULL, loaded, &errors), &errors, environment);
}

enum exit_status load_indexed(const struct catalog *catalog, size_t index, uint64_t draw,
                              const struct environment *environment, struct lesson **loaded)
{
    struct source_errors errors = {0};
    return report(catalog_draw(catalog, index, draw, loaded, &errors), &errors, environment);
}

bool load_is_path(const char *wanted)
{
    size_t len = strlen(wanted);
    return strchr(wanted, '/') != NULL || (len >= 5 && strcmp(wanted + len - 5, ".yaml") == 0);
}

static void refuse(const struct catalog *catalog, const char *wanted, struct catalog_found found,
                   const struct environment *environment)
{
    if (found.match == CATALOG_AMBIGUOUS) {
        complain(environment, "'%s' may be one of several lessons:", wanted);
        for (size_t i = 0; i < catalog_count(catalog); i++) {
            const struct catalog_entry *entry = catalog_at(catalog, i);
            if (!catalog_begins(entry, wanted)) continue;
            complain(environment, "  %zu  %s  (%s)", i + 1, entry->id, entry->path);
        }
    } else if (found.near != NULL) {
        complain(environment, "there is no lesson '%s'; did you mean '%s'?", wanted, found.near);
    } else {
        complain(environment, "there is no lesson '%s'; `tophash list` names them", wanted);
    }
}

enum exit_status load_named(const struct catalog *catalog, const char *wanted, uint64_t draw,
                            const struct environment *environment, struct lesson **loaded,
                            const char **path)
{
    *loaded = NULL;
    *path = wanted;
    if (load_is_path(wanted)) return load_file(wanted, draw, environment, loaded);
    struct catalog_found found = catalog_find(catalog, wanted);
    if (found.match != CATALOG_FOUND) {
        refuse(catalog, wanted, found, environment);
        return EXIT_USAGE;
    }
    *path = catalog_at(catalog, found.index)->path;
    return load_indexed(catalog, found.index, draw, environment, loaded);
}

enum exit_status load_refuse_schedule(const char *path, const struct environment *environment)
{
    fflush(stdout);
    plain_put(stderr, environment->charset, path);
    putc(':', stderr);
    plain_put(stderr, environment->charset, player_mirror_difference());
    putc('\n', stderr);
    return EXIT_USAGE;
}
