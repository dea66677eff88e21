/* record_file.c - what went wrong with a file, in words. */
#include "viz/record_file.h"

#include <errno.h>
#include <string.h>

#include "viz/file/whole_file.h"

enum exit_status record_file_write(const struct environment *environment, const char *path,
                                   const char *bytes, size_t len)
{
    switch (whole_file_write(path, bytes, len, WHOLE_FILE_REPLACES)) {
    case WHOLE_FILE_OK:
        return EXIT_HELD;
    case WHOLE_FILE_NO_MEMORY:
        complain(environment, "out of memory");
        return EXIT_BROKEN;
    case WHOLE_FILE_NOT_MADE:
        complain(environment, "%s: %s", path, strerror(errno));
        return EXIT_USAGE;
    default:
        complain(environment, "%s: %s", path, strerror(errno));
        return EXIT_BROKEN;
    }
}
