/* lesson_write.h - a lesson as a file that the loader reads as the same lesson. */
#ifndef VIZ_LESSON_LESSON_WRITE_H
#define VIZ_LESSON_LESSON_WRITE_H

#include "viz/lesson/lesson.h"

/* Writes lesson as YAML. What lesson_load_text makes of it differs in places only, and in that
 * nothing varies: values are written as they were drawn.
 *   Owner    *bytes is the caller's: free.
 *   Errors   LESSON_NO_MEMORY. LESSON_INVALID: it would be longer than a lesson may be. *bytes is
 *            then NULL. */
TH_CHECKED enum lesson_status lesson_write(const struct lesson *lesson, char **bytes, size_t *len);

#endif
