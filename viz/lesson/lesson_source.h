/* lesson_source.h - the bytes of a lesson, before anybody asks what they mean: read with a limit,
 * and known to be text that a person can see. */
#ifndef VIZ_LESSON_LESSON_SOURCE_H
#define VIZ_LESSON_LESSON_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

#include "viz/lesson/arena.h"
#include "viz/lesson/lesson.h"

/* Reads the regular file at path, LESSON_BYTES_MAX bytes at most, into the arena.
 *   Errors   LESSON_INVALID, said in errors: cannot be opened or read, is no regular file, is too
 *            long (then at most one byte too many has been read); LESSON_NO_MEMORY. */
enum lesson_status lesson_source_read(const char *path, struct arena *arena,
                                      struct source_errors *errors, const char **bytes,
                                      size_t *len);

/* Says in errors where the source is no plain text. What is refused: bytes that are no UTF-8;
 * control characters but tab and line end (so NUL, a lone CR and U+0085); the characters that
 * break a line or turn its direction unseen (U+2028 and others); a line that begins with % (a YAML
 * directive). The place of the first is said, and false returned.
 *   Cost     one pass. */
bool lesson_source_is_text(const char *bytes, size_t len, struct source_errors *errors);

/* A character that a text may not hold, whether written as itself or by a YAML escape. */
bool lesson_is_hidden_character(int code_point);

#endif
