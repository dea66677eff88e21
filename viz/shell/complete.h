/* complete.h - the word that is typed, gone on with: commands, maps, keys of the map in view. */
#ifndef VIZ_SHELL_COMPLETE_H
#define VIZ_SHELL_COMPLETE_H

#include <stddef.h>

#include "viz/lesson/lesson.h"
#include "viz/player/view.h"

enum { COMPLETION_BYTES = 512 };

struct completion {
    size_t from;                 /* byte of the line where the word begins */
    size_t count;                /* of candidates; 0: the rest says nothing */
    char word[COMPLETION_BYTES]; /* as much as they have in common; with a blank if it is one */
    char candidates[COMPLETION_BYTES]; /* with blanks between them, as many as fit */
};

/* What the word may become that ends at byte `cursor` of line. Keys that need quotes are not
 * offered, and only those of the first 4,096 buckets.
 *   Cost     O(keys looked at). */
void complete_line(const char *line, size_t cursor, const struct lesson *lesson,
                   const struct view *view, struct completion *completion);

#endif
