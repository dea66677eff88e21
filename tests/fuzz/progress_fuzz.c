/* progress_fuzz.c - bytes are a file of progress: it is refused with its place, or what is written
 * of it is read again as the same. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/fuzz/fuzz.h"
#include "viz/progress/progress.h"

static void must(bool holds, const char *what)
{
    if (holds) return;
    fprintf(stderr, "progress_fuzz: %s\n", what);
    abort();
}

static char *text_of(const struct progress *progress)
{
    char *text = NULL;
    size_t len;
    FILE *out = open_memstream(&text, &len);
    must(out != NULL, "no memory");
    progress_write(progress, out);
    must(fclose(out) == 0, "no memory");
    return text;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct progress progress = {0}, again = {0};
    struct progress_error error;
    enum progress_status status = progress_read((const char *)data, size, &progress, &error);
    if (status == PROGRESS_OK) {
        char *text = text_of(&progress);
        must(progress_read(text, strlen(text), &again, &error) == PROGRESS_OK,
             "what was written is refused");
        char *text_again = text_of(&again);
        must(strcmp(text, text_again) == 0, "what was written is read as something else");
        free(text);
        free(text_again);
    } else {
        must(error.text[0] != '\0', "refused without a word");
    }
    progress_free(&progress);
    progress_free(&again);
    return 0;
}
