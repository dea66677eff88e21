/* progress_file.c - progress read from its file, and the file replaced. */
#include "viz/progress/progress_file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
    NAME_BYTES = PATH_MAX + 32,
    BAD_FILES_MAX = 99,
    /* Whoever holds the lock has it for some milliseconds, unless it was stopped. */
    LOCK_TRIES = 100,
    LOCK_PAUSE_NS = 10 * 1000 * 1000,
};

static enum progress_status say_errno(struct progress_error *error, enum progress_status status)
{
    *error = (struct progress_error){0};
    snprintf(error->text, sizeof error->text, "%s", strerror(errno));
    return status;
}

/* ---- Reading ---- */

static ssize_t read_all(int file, char *to, size_t cap)
{
    size_t len = 0;
    while (len < cap) {
        ssize_t got = read(file, to + len, cap - len);
        if (got == 0) break;
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return -1;
        len += (size_t)got;
    }
    return (ssize_t)len;
}

static enum progress_status read_open(int file, struct progress *progress,
                                      struct progress_error *error)
{
    struct stat facts;
    if (fstat(file, &facts) != 0) return say_errno(error, PROGRESS_NOT_READ);
    if (!S_ISREG(facts.st_mode)) {
        errno = S_ISDIR(facts.st_mode) ? EISDIR : EINVAL;
        return say_errno(error, PROGRESS_NOT_READ);
    }
    size_t cap = PROGRESS_BYTES_MAX + 1; /* one more tells that it is too long */
    char *bytes = malloc(cap);
    if (bytes == NULL) return PROGRESS_NO_MEMORY;
    ssize_t len = read_all(file, bytes, cap);
    enum progress_status status = len < 0 ? say_errno(error, PROGRESS_NOT_READ)
                                          : progress_read(bytes, (size_t)len, progress, error);
    free(bytes);
    return status;
}

enum progress_status progress_load(const char *path, struct progress *progress,
                                   struct progress_error *error)
{
    *progress = (struct progress){0};
    *error = (struct progress_error){0};
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY); /* never wait for a FIFO */
    if (file < 0 && errno == ENOENT) return PROGRESS_OK;
    if (file < 0) return say_errno(error, PROGRESS_NOT_READ);
    enum progress_status status = read_open(file, progress, error);
    close(file);
    return status;
}

/* ---- Around the file ---- */

/* Makes the folders that path lies in, for nobody else to look into. */
static bool make_folders(const char *path)
{
    char folder[NAME_BYTES];
    snprintf(folder, sizeof folder, "%s", path);
    for (char *at = strchr(folder + 1, '/'); at != NULL; at = strchr(at + 1, '/')) {
        *at = '\0';
        if (mkdir(folder, 0700) != 0 && errno != EEXIST) return false;
        *at = '/';
    }
    return true;
}

/* Waits for the lock, a file beside path; *lock is -1 where no locks are to be had, and it goes
 * without. False: somebody else holds it for too long. */
static bool take_lock(const char *path, int *lock)
{
    static const struct timespec pause = {.tv_nsec = LOCK_PAUSE_NS};
    char name[NAME_BYTES];
    snprintf(name, sizeof name, "%s.lock", path);
    *lock = open(name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOCTTY, 0600);
    if (*lock < 0) return true;
    for (int i = 0; i < LOCK_TRIES; i++) {
        if (flock(*lock, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK) return true;
        nanosleep(&pause, NULL);
    }
    close(*lock);
    errno = EWOULDBLOCK;
    return false;
}

/* Moves a damaged file aside, to a name that nobody has. */
static bool put_aside(const char *path)
{
    char name[NAME_BYTES];
    snprintf(name, sizeof name, "%s.bad", path);
    for (int i = 2; access(name, F_OK) == 0; i++) {
        if (i > BAD_FILES_MAX) {
            errno = EEXIST;
            return false;
        }
        snprintf(name, sizeof name, "%s.bad.%d", path, i);
    }
    return rename(path, name) == 0;
}

/* ---- Writing ---- */

static bool write_to(int file, const struct progress *progress)
{
    FILE *out = fdopen(file, "w");
    if (out == NULL) {
        close(file);
        return false;
    }
    progress_write(progress, out);
    bool is_written = !ferror(out) && fflush(out) == 0 && fsync(file) == 0;
    return fclose(out) == 0 && is_written;
}

static bool replace(const char *path, const struct progress *progress)
{
    char name[NAME_BYTES];
    snprintf(name, sizeof name, "%s.XXXXXX", path);
    int file = mkostemp(name, O_CLOEXEC);
    if (file < 0) return false;
    if (write_to(file, progress) && rename(name, path) == 0) return true;
    int why = errno;
    unlink(name);
    errno = why;
    return false;
}

static enum progress_status save_locked(const char *path, struct progress *progress,
                                        struct progress_error *error)
{
    struct progress theirs;
    enum progress_status status = progress_load(path, &theirs, error);
    if (status == PROGRESS_DAMAGED) /* what is there is nobody's progress any more */
        status = put_aside(path) ? PROGRESS_OK : say_errno(error, PROGRESS_NOT_WRITTEN);
    struct progress merged = {0}; /* progress stays as it is until this is written */
    if (status == PROGRESS_OK) status = progress_merge(progress, &theirs, &merged);
    if (status == PROGRESS_OK && !replace(path, &merged))
        status = say_errno(error, PROGRESS_NOT_WRITTEN);
    progress_free(&theirs);
    if (status != PROGRESS_OK) {
        progress_free(&merged);
        return status;
    }
    progress_free(progress);
    *progress = merged;
    return PROGRESS_OK;
}

enum progress_status progress_save(const char *path, struct progress *progress,
                                   struct progress_error *error)
{
    char led_to[PATH_MAX];
    *error = (struct progress_error){0};
    if (strlen(path) >= PATH_MAX) {
        errno = ENAMETOOLONG;
        return say_errno(error, PROGRESS_NOT_WRITTEN);
    }
    if (realpath(path, led_to) != NULL) path = led_to;
    if (!make_folders(path)) return say_errno(error, PROGRESS_NOT_WRITTEN);
    int lock;
    if (!take_lock(path, &lock)) return say_errno(error, PROGRESS_NOT_WRITTEN);
    enum progress_status status = save_locked(path, progress, error);
    if (lock >= 0) close(lock); /* which gives it back */
    return status;
}
