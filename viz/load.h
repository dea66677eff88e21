/* load.h - from what was written on the command line to a lesson, with words where that fails. */
#ifndef VIZ_LOAD_H
#define VIZ_LOAD_H

#include "viz/lesson/catalog.h"
#include "viz/options.h"

/* The lessons that --lessons names, or those inside the program.
 *   Owner    *made is the caller's: catalog_free.
 *   Errors   all but EXIT_HELD, and standard error says why. */
enum exit_status load_catalog(const struct options *options, const struct environment *environment,
                              struct catalog **made);

/* wanted is a file's path, not the name of a lesson: there is a / in it, or it ends in .yaml. */
bool load_is_path(const char *wanted);

/* The lesson that wanted names: in the catalog, or a file's path; with this draw of the values that
 * it varies.
 *   Owner    *loaded is the caller's: lesson_free. *path is the catalog's or wanted itself.
 *   Errors   all but EXIT_HELD, and standard error says why; *loaded is then NULL. */
enum exit_status load_named(const struct catalog *catalog, const char *wanted, uint64_t draw,
                            const struct environment *environment, struct lesson **loaded,
                            const char **path);

/* The lesson with this index. Owner and errors as above. */
enum exit_status load_indexed(const struct catalog *catalog, size_t index, uint64_t draw,
                              const struct environment *environment, struct lesson **loaded);

/* The lesson in the file at path. Owner and errors as above. */
enum exit_status load_file(const char *path, uint64_t draw, const struct environment *environment,
                           struct lesson **loaded);

/* Says what player_make found wrong with a schedule of the lesson at path; is EXIT_USAGE. */
enum exit_status load_refuse_schedule(const char *path, const struct environment *environment);

/* A file's name as messages may show it, whatever it holds.
 *   Owner    the caller: free. NULL when there is no memory. */
char *load_safe_name(const char *name, const struct environment *environment);

#endif
