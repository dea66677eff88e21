/* embed.c - turns files into a C source with their bytes, so that a program carries them with it.
 *
 *     embed OUT.c FILE...
 *
 * OUT.c defines the table of lessons/embedded.h: one row a file, sorted by the path as it was
 * given. No file at all is fine: the table is then empty.
 *
 * Exit status: 0, or 3 when something could not be read or written. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EXIT_BROKEN = 3, BYTES_A_LINE = 20 };

static void fail(const char *path)
{
    fprintf(stderr, "embed: %s: %s\n", path, strerror(errno));
    exit(EXIT_BROKEN);
}

static int by_path(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Writes the bytes of a file as an array; returns how many there are. */
static size_t put_bytes(FILE *out, int number, const char *path)
{
    FILE *in = fopen(path, "rb");
    if (in == NULL) fail(path);
    fprintf(out, "static const unsigned char file_%d[] = {", number);
    size_t len = 0;
    for (int byte; (byte = getc(in)) != EOF; len++) {
        fprintf(out, "%s%d,", len % BYTES_A_LINE == 0 ? "\n    " : " ", byte);
    }
    if (ferror(in)) fail(path);
    fclose(in);
    fputs("\n    0,\n};\n\n", out); /* an array needs an element, and readers like a NUL behind */
    return len;
}

/* A C string literal. */
static void put_literal(FILE *out, const char *text)
{
    putc('"', out);
    for (; *text != '\0'; text++) {
        unsigned char byte = (unsigned char)*text;
        if (byte < ' ' || byte > '~' || byte == '"' || byte == '\\' || byte == '?') {
            fprintf(out, "\\%03o", byte);
        } else {
            putc(byte, out);
        }
    }
    putc('"', out);
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fputs("usage: embed OUT.c FILE...\n", stderr);
        return EXIT_BROKEN;
    }
    FILE *out = fopen(argv[1], "w");
    if (out == NULL) fail(argv[1]);
    char **paths = argv + 2;
    int count = argc - 2;
    size_t *lens = calloc((size_t)count + 1, sizeof *lens);
    if (lens == NULL) fail("memory");
    qsort(paths, (size_t)count, sizeof *paths, by_path);
    fputs("/* Made by tools/embed. */\n#include \"lessons/embedded.h\"\n\n", out);
    for (int i = 0; i < count; i++)
        lens[i] = put_bytes(out, i, paths[i]);
    fputs("const struct embedded_file embedded_files[] = {\n", out);
    for (int i = 0; i < count; i++) {
        fputs("    {", out);
        put_literal(out, paths[i]);
        fprintf(out, ", file_%d, %zu},\n", i, lens[i]);
    }
    fprintf(out, "    {0},\n};\n\nconst size_t embedded_file_count = %d;\n", count);
    free(lens);
    if (ferror(out) || fclose(out) != 0) fail(argv[1]);
    return 0;
}
