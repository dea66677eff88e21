/* random_script.c - the random scripts for shell scripts: `random_script NUMBER` writes one, and
 * `random_script --digest` reads a trace and writes what random_traces.txt records of it: the
 * number of operations and a digest (FNV-1a) of all bytes. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "tests/conformance/script_maker.h"
#include "viz/trace/digest.h"

static int write_digest(void)
{
    char bytes[1 << 16];
    size_t got, lines = 0;
    uint64_t digest = DIGEST_START;
    while ((got = fread(bytes, 1, sizeof bytes, stdin)) > 0) {
        digest = digest_bytes(digest, bytes, got);
        for (size_t i = 0; i < got; i++)
            lines += bytes[i] == '\n';
    }
    if (ferror(stdin) || lines == 0) return 2;
    printf("%zu 0x%016" PRIx64 "\n", lines - 1, digest);
    return 0;
}

int main(int count, char **arguments)
{
    if (count == 2 && strcmp(arguments[1], "--digest") == 0) return write_digest();
    char *end = NULL;
    errno = 0;
    uint64_t number = count == 2 ? strtoull(arguments[1], &end, 10) : 0;
    if (end == NULL || end == arguments[1] || *end != '\0' || errno != 0) {
        fputs("usage: random_script NUMBER | --digest\n", stderr);
        return 2;
    }
    script_make(number, stdout);
    return fflush(stdout) == 0 ? 0 : 3;
}
