/* embedded.h - the lessons that are inside the program, as files. The table is made by
 * tools/embed. */
#ifndef LESSONS_EMBEDDED_H
#define LESSONS_EMBEDDED_H

#include <stddef.h>

struct embedded_file {
    const char *path; /* from the root: "lessons/02-growth/01-growth-by-doubling.yaml" */
    const unsigned char *bytes;
    size_t len;
};

/* Sorted by path; a row of zeros ends it. */
extern const struct embedded_file embedded_files[];
extern const size_t embedded_file_count;

#endif
