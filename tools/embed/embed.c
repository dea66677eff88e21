/* embed.c - turns files into a C source with their bytes, so that a program carries them with it.
 *
 *     embed OUT.c HEADER TABLE FILE...
 *
 * OUT.c includes HEADER and defines what that declares: TABLE, one struct embedded_file a file,
 * sorted by the path as it was given, and TABLE_count. No file at all is fine: the table is then
 * empty.
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
    if (argc < 4) {
        fputs("usage: embed OUT.c HEADER TABLE FILE...\n", stderr);
        return EXIT_BROKEN;
    }
    FILE *out = fopen(argv[1], "w");
    if (out == NULL) fail(argv[1]);
    const char *table = argv[3];
    char **paths = argv + 4;
    int count = argc - 4;
    size_t *lens = calloc((size_t)count + 1, sizeof *lens);
    if (lens == NULL) fail("memory");
    qsort(paths, (size_t)count, sizeof *paths, by_path);
    fprintf(out, "/* Made by tools/embed. */\n#include \"%s\"\n\n", argv[2]);
    for (int i = 0; i < count; i++)
        lens[i] = put_bytes(out, i, paths[i]);
    fprintf(out, "const struct embedded_file %s[] = {\n", table);
    for (int i = 0; i < count; i++) {
        fputs("    {", out);
        put_literal(out, paths[i]);
        fprintf(out, ", file_%d, %zu},\n", i, lens[i]);
    }
    fprintf(out, "    {0},\n};\n\nconst size_t %s_count = %d;\n", table, count);
    free(lens);
    if (ferror(out) || fclose(out) != 0) fail(argv[1]);
    return 0;
}
