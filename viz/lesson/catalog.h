/* catalog.h - all lessons there are: those inside the program, or the *.yaml files of a folder.
 *
 *     struct catalog *catalog;
 *     if (catalog_of_embedded(&catalog) != CATALOG_OK) ...
 *     struct catalog_found found = catalog_find(catalog, "growth");
 *     if (found.match == CATALOG_FOUND) catalog_load(catalog, found.index, &plan, &errors);
 *
 * Files that are no good lesson are listed too, without an id: whoever loads one is told why. */
#ifndef VIZ_LESSON_CATALOG_H
#define VIZ_LESSON_CATALOG_H

#include "viz/lesson/lesson.h"

struct catalog;

#define CATALOG_STATUS_LIST(X)                                                                     \
    X(CATALOG_OK, "ok")                                                                            \
    X(CATALOG_NO_MEMORY, "out of memory")                                                          \
    X(CATALOG_UNREADABLE, "the folder cannot be read")

enum catalog_status {
#define X(name, text) name,
    CATALOG_STATUS_LIST(X)
#undef X
};

const char *catalog_status_text(enum catalog_status status);

/* The lessons inside the program, sorted by path.
 *   Owner    *made is the caller's: catalog_free.
 *   Errors   CATALOG_NO_MEMORY; *made is then NULL.
 *   Cost     reads every lesson once. */
TH_CHECKED enum catalog_status catalog_of_embedded(struct catalog **made);

/* The files named *.yaml in folder and in the folders right in it, sorted by path.
 *   Owner    *made is the caller's: catalog_free.
 *   Errors   CATALOG_NO_MEMORY; CATALOG_UNREADABLE, and errno says why. *made is then NULL. A file
 *            that cannot be read is an entry without an id. */
TH_CHECKED enum catalog_status catalog_of_folder(const char *folder, struct catalog **made);

/* NULL is fine. */
void catalog_free(struct catalog *catalog);

/* One lesson. Its texts are the catalog's. */
struct catalog_entry {
    const char *path;
    const char *id; /* NULL: no good lesson. Then title, about and step_count say nothing */
    struct lesson_text title, about;
    struct lesson_text unit; /* of the folder, where this lesson names it; else in no language */
    size_t step_count;
    size_t question_count;
};

size_t catalog_count(const struct catalog *catalog);

/* The lesson with the number index + 1. */
const struct catalog_entry *catalog_at(const struct catalog *catalog, size_t index);

enum catalog_match { CATALOG_FOUND, CATALOG_UNKNOWN, CATALOG_AMBIGUOUS };

struct catalog_found {
    enum catalog_match match;
    size_t index;     /* FOUND */
    const char *near; /* UNKNOWN: an id that may have been meant, or NULL. The catalog's */
};

/* Finds a lesson by its id, by its number from 1, or by the beginning of its id, in this order. */
struct catalog_found catalog_find(const struct catalog *catalog, const char *wanted);

/* The id begins with start: these are what an ambiguous one may mean. */
bool catalog_begins(const struct catalog_entry *entry, const char *start);

/* Loads the lesson with this index, as lesson_load_text does.
 *   Owner    *out is the caller's: lesson_free. errors->name is the catalog's. */
TH_CHECKED enum lesson_status catalog_load(const struct catalog *catalog, size_t index,
                                           struct lesson **out, struct source_errors *errors);

/* The same with another draw of the values that it varies; above, it is 0. */
TH_CHECKED enum lesson_status catalog_draw(const struct catalog *catalog, size_t index,
                                           uint64_t draw, struct lesson **out,
                                           struct source_errors *errors);

#endif
