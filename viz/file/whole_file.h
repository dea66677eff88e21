/* whole_file.h - a file that is there whole, or not at all. */
#ifndef VIZ_FILE_WHOLE_FILE_H
#define VIZ_FILE_WHOLE_FILE_H

#include <stddef.h>

enum whole_file_status {
    WHOLE_FILE_OK,
    WHOLE_FILE_IS_THERE,    /* and was to be kept */
    WHOLE_FILE_NOT_MADE,    /* it cannot be made there; errno says why */
    WHOLE_FILE_NOT_WRITTEN, /* errno says why */
    WHOLE_FILE_NO_MEMORY,
};

enum whole_file_over {
    WHOLE_FILE_KEEPS,    /* a file of that name stays as it is */
    WHOLE_FILE_REPLACES, /* these bytes take its place, and its mode */
};

/* Makes the file at path hold these bytes: written beside it under another name, then given its
 * own. What is no ordinary file (a pipe, a device) is written to where it may be replaced; a link,
 * where it leads.
 *   Errors   after each, what was there before is as it was, but for a pipe or a device. */
__attribute__((warn_unused_result)) enum whole_file_status
whole_file_write(const char *path, const char *bytes, size_t len, enum whole_file_over over);

#endif
