/* race_resume.h - an exploration's checkpoint in a file. */
#ifndef VIZ_RACE_RESUME_H
#define VIZ_RACE_RESUME_H

#include "viz/race_ways.h"

/* The checkpoint in the file at path; *text NULL when there is no such file.
 *   Owner    *text is the caller's: free.
 *   Errors   false, and standard error says why: the file cannot be read, or has over 64 MiB. */
TH_CHECKED bool race_resume_read(const struct race_asked *asked, const char *path, char **text);

/* Puts the checkpoint into the file, whole or not at all: what was there before stays until then.
 *   Errors   false, and standard error says why. */
bool race_resume_write(const struct race_asked *asked, const char *path,
                       const struct explore_progress *progress);

#endif
