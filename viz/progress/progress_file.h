/* progress_file.h - progress in a file.
 *
 * Guarantees
 *   P1  The file is replaced whole or not at all: written beside it, then renamed.
 *   P2  What another process has written meanwhile is read and kept (progress_merge); a lock beside
 *       the file holds two back from doing it at once. Who waits for it in vain, a second, writes
 *       nothing, and can try again.
 *   P3  A damaged file is never written over: it is kept as PATH.bad, or PATH.bad.2, ... A file of
 *       a later tophash stays where and as it is.
 *
 * path may name a symbolic link: what it leads to is replaced. */
#ifndef VIZ_PROGRESS_PROGRESS_FILE_H
#define VIZ_PROGRESS_PROGRESS_FILE_H

#include "viz/progress/progress.h"

/* Reads the file. That there is none is no error, and no progress.
 *   Owner    the caller: progress_free, whatever comes back.
 *   Errors   all but PROGRESS_NOT_WRITTEN, with *error; *progress is then all zero. */
PROGRESS_CHECKED enum progress_status progress_load(const char *path, struct progress *progress,
                                                    struct progress_error *error);

/* Writes what was noted in *progress on top of what the file holds, and makes the folders to it.
 * *progress is then as the file.
 *   Errors   all but PROGRESS_DAMAGED, with *error. What was noted is still noted: it can be tried
 *            again. */
PROGRESS_CHECKED enum progress_status progress_save(const char *path, struct progress *progress,
                                                    struct progress_error *error);

#endif
