/* write_schema.c - writes the schema to standard output:
 *
 *     ./bazelw run //viz/lesson:write_schema > lessons/schema/lesson.schema.json
 *
 * A test compares the file with what this program would write. */
#include <stdio.h>
#include <stdlib.h>

#include "viz/lesson/lesson_schema.h"

int main(void)
{
    char *text = lesson_schema_text();
    if (text == NULL) return EXIT_FAILURE;
    int result = fputs(text, stdout);
    free(text);
    return result == EOF || fclose(stdout) == EOF ? EXIT_FAILURE : EXIT_SUCCESS;
}
