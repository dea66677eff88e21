/* record_file.c - beside, then in place. */
#include "viz/record_file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum exit_status refuse(const struct environment *environment, enum exit_status status,
                               const char *path, int why)
{
    complain(environment, "%s: %s", path, strerror(why));
    return status;
}

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

static enum exit_status write_to(const struct environment *environment, const char *path,
                                 const char *bytes, size_t len)
{
    FILE *file = fopen(path, "wb");
    if (file == NULL) return refuse(environment, EXIT_USAGE, path, errno);
    if (write_all(file, bytes, len)) return EXIT_HELD;
    return refuse(environment, EXIT_BROKEN, path, errno);
}

/* beside has room for mkstemp's letters; mode is that of the file that is replaced. */
static enum exit_status replace(const struct environment *environment, const char *path,
                                char *beside, mode_t mode, const char *bytes, size_t len)
{
    int descriptor = mkstemp(beside);
    if (descriptor < 0) return refuse(environment, EXIT_USAGE, path, errno);
    FILE *file = fdopen(descriptor, "wb");
    if (file == NULL) {
        int why = errno;
        close(descriptor);
        unlink(beside);
        return refuse(environment, EXIT_BROKEN, path, why);
    }
    if (fchmod(descriptor, mode) == 0 && write_all(file, bytes, len)) {
        if (rename(beside, path) == 0) return EXIT_HELD;
    }
    int why = errno;
    unlink(beside);
    return refuse(environment, EXIT_BROKEN, path, why);
}

enum exit_status record_file_write(const struct environment *environment, const char *path,
                                   const char *bytes, size_t len)
{
    struct stat found;
    char *beside = NULL;
    char *target = NULL;
    mode_t mode = usual_mode();
    if (stat(path, &found) == 0) {
        if (!S_ISREG(found.st_mode)) return write_to(environment, path, bytes, len);
        if (access(path, W_OK) != 0) return refuse(environment, EXIT_USAGE, path, errno);
        target = realpath(path, NULL);
        mode = found.st_mode & 0777;
    } else {
        target = strdup(path);
    }
    enum exit_status status = EXIT_BROKEN;
    if (target == NULL || asprintf(&beside, "%s.XXXXXX", target) < 0) {
        complain(environment, "out of memory");
    } else {
        status = replace(environment, target, beside, mode, bytes, len);
        free(beside);
    }
    free(target);
    return status;
}
