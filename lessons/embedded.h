/* embedded.h - the lessons that are inside the program, as files. The table is made by
 * tools/embed. */
#ifndef LESSONS_EMBEDDED_H
#define LESSONS_EMBEDDED_H

#include "tools/embed/embedded.h"

/* Sorted by path, such as "lessons/02-growth/01-growth-by-doubling.yaml"; a row of zeros ends it. */
extern const struct embedded_file embedded_lessons[];
extern const size_t embedded_lessons_count;

#endif
