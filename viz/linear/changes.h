/* changes.h - what is new at a stop: each section's lines that it did not have at the stop before,
 * and of the map the fields and slots that hold something else now. */
#ifndef VIZ_LINEAR_CHANGES_H
#define VIZ_LINEAR_CHANGES_H

#include "viz/linear/describe.h"

struct changes;

/* Knows of nothing yet: at the first stop everything is new.
 *   Owner    the caller: changes_free.
 *   Errors   NULL: no memory. */
struct changes *changes_make(void);
void changes_free(struct changes *changes); /* NULL is fine */

/* Tells what is new at the stop of say's view, and remembers that stop. has_moved: it is another
 * one than before, and its move's sentence is told, too.
 *   Errors   false: no memory; what was told is true, but not all. */
bool changes_tell(struct changes *changes, const struct say *say, bool has_moved);

#endif
