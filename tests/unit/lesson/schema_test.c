/* Is the schema file what the table says, and is the README's every example a lesson? */
#include "tests/unit/lesson/says.h"

#include "viz/lesson/lesson_schema.h"

/* The whole of a file. The caller frees it. */
static char *text_of(const char *path)
{
    FILE *file = fopen(path, "r");
    if (file == NULL) fail_msg("%s cannot be opened", path);
    char *text = NULL;
    size_t cap = 0;
    ssize_t len = getdelim(&text, &cap, '\0', file);
    fclose(file);
    assert_true(len > 0);
    return text;
}

static void the_schema_file_is_what_the_table_says(void **state)
{
    (void)state;
    char *written = text_of("lessons/schema/lesson.schema.json");
    char *made = lesson_schema_text();
    assert_non_null(made);
    if (strcmp(written, made) != 0) {
        fail_msg("lessons/schema/lesson.schema.json is out of date. Repair: "
                 "./bazelw run //viz/lesson:write_schema > lessons/schema/lesson.schema.json");
    }
    free(written);
    free(made);
}

/* Method: each ```yaml block of the README that starts with `tophash:` is loaded. */
static void the_readmes_examples_are_lessons(void **state)
{
    (void)state;
    static const char fence[] = "```yaml\n";
    char *readme = text_of("lessons/README.md");
    int examples = 0;
    for (char *at = strstr(readme, fence); at != NULL; at = strstr(at, fence)) {
        at += strlen(fence);
        char *end = strstr(at, "```");
        assert_non_null(end);
        *end = '\0';
        if (strncmp(at, "tophash:", strlen("tophash:")) == 0) {
            lesson_free(loaded_text(at));
            examples++;
        }
        at = end + 1;
    }
    free(readme);
    assert_in_range(examples, 3, 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_schema_file_is_what_the_table_says),
        cmocka_unit_test(the_readmes_examples_are_lessons),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
