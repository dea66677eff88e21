/* race_resume.c - reads a checkpoint, and writes one in place of the old. */
#include "viz/race_resume.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "viz/file/whole_file.h"

enum { CHECKPOINT_BYTES_MAX = 64 * 1024 * 1024 };

static bool complain_of(const struct race_asked *asked, const char *path, const char *why)
{
    complain(asked->environment, "--resume %s: %s", path, why);
    return false;
}

/* All that is in the file, and a NUL. */
static char *read_all(FILE *file, size_t *len)
{
    char *text = NULL;
    FILE *out = open_memstream(&text, len);
    if (out == NULL) return NULL;
    char block[4096];
    size_t count, total = 0;
    while (total <= CHECKPOINT_BYTES_MAX && (count = fread(block, 1, sizeof block, file)) > 0) {
        total += count;
        fwrite(block, 1, count, out);
    }
    if (fclose(out) == 0 && !ferror(file)) return text;
    free(text);
    return NULL;
}

bool race_resume_read(const struct race_asked *asked, const char *path, char **text)
{
    size_t len;
    *text = NULL;
    FILE *file = fopen(path, "rb");
    if (file == NULL) return errno == ENOENT || complain_of(asked, path, strerror(errno));
    errno = ENOMEM;
    *text = read_all(file, &len);
    int why = errno;
    fclose(file);
    if (*text == NULL) return complain_of(asked, path, strerror(why));
    if (len > 0 && len <= CHECKPOINT_BYTES_MAX) return true;
    free(*text);
    *text = NULL;
    return complain_of(asked, path, "no checkpoint of an exploration");
}

bool race_resume_write(const struct race_asked *asked, const char *path,
                       const struct explore_progress *progress)
{
    char *text = explore_checkpoint(progress);
    if (text == NULL) return complain_of(asked, path, "out of memory");
    enum whole_file_status status = whole_file_write(path, text, strlen(text), WHOLE_FILE_REPLACES);
    int why = status == WHOLE_FILE_NO_MEMORY ? ENOMEM : errno;
    free(text);
    return status == WHOLE_FILE_OK || complain_of(asked, path, strerror(why));
}
