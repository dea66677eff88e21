/* whole_file.c - beside, then in place. */
#include "viz/file/whole_file.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What a program's new files may be, by the process's mask; mkstemp alone is stricter. */
static mode_t usual_mode(void)
{
    mode_t mask = umask(0);
    umask(mask);
    return (mode_t)0666 & ~mask;
}

/* Closes the file; errno says what went wrong. */
static bool write_all(FILE *file, const char *bytes, size_t len)
{
    bool is_written = fwrite(bytes, 1, len, file) == len;
    int why = errno;
    if (fclose(file) != 0) return false;
    errno = why;
    return is_written;
}

static enum whole_file_status write_to(const char *path, const char *bytes, size_t len)
{
    FILE *file = fopen(path, "wb");
    if (file == NULL) return WHOLE_FILE_NOT_MADE;
    return write_all(file, bytes, len) ? WHOLE_FILE_OK : WHOLE_FILE_NOT_WRITTEN;
}

/* Gives the file at beside its name. A link is refused where the name is taken, also by somebody
 * who came meanwhile. */
static enum whole_file_status name_it(const char *beside, const char *path,
                                      enum whole_file_over over)
{
    if (over == WHOLE_FILE_REPLACES)
        return rename(beside, path) == 0 ? WHOLE_FILE_OK : WHOLE_FILE_NOT_WRITTEN;
    if (link(beside, path) == 0)
        return unlink(beside) == 0 ? WHOLE_FILE_OK : WHOLE_FILE_NOT_WRITTEN;
    if (errno == EEXIST) return WHOLE_FILE_IS_THERE;
    if (errno != EPERM && errno != EOPNOTSUPP) return WHOLE_FILE_NOT_WRITTEN;
    if (access(path, F_OK) == 0) return WHOLE_FILE_IS_THERE; /* no links to be had here */
    return rename(beside, path) == 0 ? WHOLE_FILE_OK : WHOLE_FILE_NOT_WRITTEN;
}

/* beside has room for mkstemp's letters; mode is that of the file that is replaced. */
static enum whole_file_status put(const char *path, char *beside, mode_t mode, const char *bytes,
                                  size_t len, enum whole_file_over over)
{
    int descriptor = mkstemp(beside);
    if (descriptor < 0) return WHOLE_FILE_NOT_MADE;
    FILE *file = fdopen(descriptor, "wb");
    enum whole_file_status status = WHOLE_FILE_NOT_WRITTEN;
    if (file == NULL) {
        int why = errno;
        close(descriptor);
        errno = why;
    } else if (fchmod(descriptor, mode) != 0) {
        int why = errno;
        fclose(file);
        errno = why;
    } else if (write_all(file, bytes, len)) {
        status = name_it(beside, path, over);
    }
    if (status == WHOLE_FILE_OK) return status;
    int why = errno;
    unlink(beside);
    errno = why;
    return status;
}

enum whole_file_status whole_file_write(const char *path, const char *bytes, size_t len,
                                        enum whole_file_over over)
{
    struct stat found;
    char *beside = NULL;
    char *target = NULL;
    mode_t mode = usual_mode();
    if (stat(path, &found) == 0) {
        if (over == WHOLE_FILE_KEEPS) return WHOLE_FILE_IS_THERE;
        if (!S_ISREG(found.st_mode)) return write_to(path, bytes, len);
        if (access(path, W_OK) != 0) return WHOLE_FILE_NOT_MADE;
        target = realpath(path, NULL);
        mode = found.st_mode & 0777;
    } else {
        target = strdup(path);
    }
    enum whole_file_status status = WHOLE_FILE_NO_MEMORY;
    if (target != NULL && asprintf(&beside, "%s.XXXXXX", target) >= 0) {
        status = put(target, beside, mode, bytes, len, over);
        free(beside);
    }
    free(target);
    return status;
}
