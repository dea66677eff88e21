/* record_file.h - a file that is there whole, or not at all. */
#ifndef VIZ_RECORD_FILE_H
#define VIZ_RECORD_FILE_H

#include <stddef.h>

#include "viz/options.h"

/* Makes the file at path hold these bytes: written beside it under another name, then given its
 * own. What is no ordinary file (a pipe, a device) is written to; a link, where it leads.
 *   Errors   EXIT_USAGE, it cannot be made there; EXIT_BROKEN, it cannot be written. Standard error
 *            says why, and what was there before is as it was. */
enum exit_status record_file_write(const struct environment *environment, const char *path,
                                   const char *bytes, size_t len);

#endif
