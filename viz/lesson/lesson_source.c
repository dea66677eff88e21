/* lesson_source.c - reading with a limit, and looking at every character once.
 *
 * libyaml gives only a byte offset where text is no UTF-8, takes more characters for line ends than
 * editors do, and compares each %TAG directive with all before it. What is refused here keeps its
 * line numbers right and its work linear. */
#include "viz/lesson/lesson_source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <utf8proc.h>

/* ---- The file ---- */

/* Says why what is open is not worth reading. */
static bool is_readable(int file, struct source_errors *errors)
{
    struct stat facts;
    if (fstat(file, &facts) != 0) {
        source_error_add(errors, 0, 0, "cannot be read: %s", strerror(errno));
        return false;
    }
    if (!S_ISREG(facts.st_mode)) {
        source_error_add(errors, 0, 0, "is %s; allowed: a regular file",
                         S_ISDIR(facts.st_mode) ? "a directory" : "no file of bytes");
        return false;
    }
    if (facts.st_size > LESSON_BYTES_MAX) {
        source_error_add(errors, 0, 0, "is %lld bytes long; allowed: %d at most",
                         (long long)facts.st_size, LESSON_BYTES_MAX);
        return false;
    }
    return true;
}

/* Reads until the end or until cap bytes; -1 on an error, in errno. */
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

static enum lesson_status read_open_file(int file, struct arena *arena,
                                         struct source_errors *errors, const char **bytes,
                                         size_t *len)
{
    if (!is_readable(file, errors)) return LESSON_INVALID;
    size_t cap = (size_t)LESSON_BYTES_MAX + 1; /* one more tells that it has grown */
    char *buffer = arena_take(arena, cap);
    if (buffer == NULL) return LESSON_NO_MEMORY;
    ssize_t got = read_all(file, buffer, cap);
    if (got < 0) {
        source_error_add(errors, 0, 0, "cannot be read: %s", strerror(errno));
        return LESSON_INVALID;
    }
    *bytes = buffer;
    *len = (size_t)got;
    return LESSON_OK; /* lesson_load_text refuses what is too long */
}

enum lesson_status lesson_source_read(const char *path, struct arena *arena,
                                      struct source_errors *errors, const char **bytes, size_t *len)
{
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY); /* never wait for a FIFO */
    if (file < 0) {
        source_error_add(errors, 0, 0, "cannot be opened: %s", strerror(errno));
        return LESSON_INVALID;
    }
    enum lesson_status status = read_open_file(file, arena, errors, bytes, len);
    close(file);
    return status;
}

/* ---- The characters ---- */

bool lesson_is_hidden_character(int code_point)
{
    if (code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0)) return true;
    if (code_point == 0x2028 || code_point == 0x2029) return true; /* line ends */
    if (code_point >= 0x202A && code_point <= 0x202E) return true; /* direction */
    if (code_point >= 0x2066 && code_point <= 0x2069) return true; /* direction */
    return code_point == 0xFEFF || code_point == 0xFFFE || code_point == 0xFFFF;
}

struct position {
    size_t at;
    uint32_t line, column;
};

/* Says what is wrong with the character here; false if something is. */
static bool is_character_allowed(const char *bytes, size_t len, const struct position *here,
                                 int code_point, struct source_errors *errors)
{
    if (code_point < 0) {
        source_error_add(errors, here->line, here->column,
                         "byte 0x%02x is no UTF-8 here; allowed: text in UTF-8",
                         (unsigned char)bytes[here->at]);
        return false;
    }
    if (code_point == '%' && here->column == 1) {
        source_error_add(errors, here->line, here->column,
                         "a line begins with %%; allowed: no YAML directives");
        return false;
    }
    if (code_point == '\t' || code_point == '\n') return true;
    if (code_point == '\r' && here->at + 1 < len && bytes[here->at + 1] == '\n') return true;
    if (!lesson_is_hidden_character(code_point)) return true;
    source_error_add(
        errors, here->line, here->column,
        "the hidden character U+%04X; allowed: as \"\\%c%0*X\" in double quotes, in a key",
        (unsigned)code_point, code_point < 0x100 ? 'x' : 'u', code_point < 0x100 ? 2 : 4,
        (unsigned)code_point);
    return false;
}

bool lesson_source_is_text(const char *bytes, size_t len, struct source_errors *errors)
{
    struct position here = {.line = 1, .column = 1};
    while (here.at < len) {
        utf8proc_int32_t point;
        utf8proc_ssize_t took = utf8proc_iterate((const utf8proc_uint8_t *)bytes + here.at,
                                                 (utf8proc_ssize_t)(len - here.at), &point);
        if (took <= 0) point = -1;
        if (!is_character_allowed(bytes, len, &here, point, errors)) return false;
        here.at += (size_t)took;
        here.column++;
        if (point == '\n') {
            here.line++;
            here.column = 1;
        }
    }
    return true;
}
