/* replay_main.c - feeds files to a fuzz target, one after the other: the corpus as a plain test,
 * with any compiler and under any sanitizer.
 *
 *     map_fuzz FILE... */
#include <stdio.h>
#include <stdlib.h>

#include "tests/fuzz/fuzz.h"

/* The file's bytes, in a block of just their size, so that reading beyond them is noticed. */
static uint8_t *read_file(const char *path, size_t *size_bytes)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL || fseek(file, 0, SEEK_END) != 0) return NULL;
    *size_bytes = (size_t)ftell(file);
    rewind(file);
    uint8_t *bytes = malloc(*size_bytes > 0 ? *size_bytes : 1);
    if (bytes != NULL && fread(bytes, 1, *size_bytes, file) != *size_bytes) {
        free(bytes);
        bytes = NULL;
    }
    fclose(file);
    return bytes;
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        size_t size_bytes;
        uint8_t *bytes = read_file(argv[i], &size_bytes);
        if (bytes == NULL) {
            perror(argv[i]);
            return 2;
        }
        printf("%s\n", argv[i]); /* the last one is the one that crashed */
        fflush(stdout);
        (void)LLVMFuzzerTestOneInput(bytes, size_bytes);
        free(bytes);
    }
    printf("%d files\n", argc - 1);
    return argc > 1 ? 0 : 2; /* nothing to replay is a mistake */
}
