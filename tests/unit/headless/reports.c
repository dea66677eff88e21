/* reports.c - reports of lessons that stand in a test as text. */
#include "tests/unit/headless/reports.h"

#include <stdlib.h>
#include <string.h>

const char lesson_that_holds[] = "tophash: 1\n"
                                 "id: holds\n"
                                 "title: {en: It holds, zh: 成立}\n"
                                 "maps: {m: {value: int64}, n: nil}\n"
                                 "steps:\n"
                                 "  - put: {a: 1}\n"
                                 "    say: {en: One entry., zh: 一项。}\n"
                                 "    expect: {count: 1, B: 0}\n"
                                 "  - say: Only words.\n"
                                 "  - on: n\n"
                                 "    put: {b: 2}\n"
                                 "    expect: {panic: assignment to entry in nil map, count: 0}\n";

const char lesson_that_fails[] =
    "tophash: 1\n"
    "id: fails\n"
    "title: \"It # \\\"fails\\\" \\\\ \\u00e9\"\n"
    "maps: {m: {value: int64}, n: nil}\n"
    "steps:\n"
    "  - put: {\"\\e[31m\\x9b#\": 1, \"\\u00fc\": 2, \"\\0\\x7f\": 3}\n"
    "    expect: {count: 2, B: 0}\n"
    "  - iterate: {start: {bucket: 0}}\n"
    "    expect: {order: [\"\\x9b#\\\"\"]}\n"
    "  - on: n\n"
    "    put: {x: 1}\n";

enum { LESSONS_MAX = 8 };

char *report_of(const struct headless_options *options, const char *const texts[],
                struct headless_totals *totals)
{
    struct headless_lesson lessons[LESSONS_MAX];
    struct lesson *loaded[LESSONS_MAX];
    char paths[LESSONS_MAX][24];
    size_t count = 0;
    for (; texts[count] != NULL; count++) {
        static struct source_errors errors;
        snprintf(paths[count], sizeof paths[count], "lesson-%zu.yaml", count + 1);
        enum lesson_status status = lesson_load_text(
            paths[count], texts[count], strlen(texts[count]), NULL, &loaded[count], &errors);
        if (status != LESSON_OK) source_errors_print(&errors, stderr);
        assert_int_equal(status, LESSON_OK);
        lessons[count] = (struct headless_lesson){paths[count], loaded[count]};
    }
    char *report = NULL;
    size_t len;
    FILE *out = open_memstream(&report, &len);
    assert_non_null(out);
    assert_int_equal(headless_run(options, lessons, count, out, totals), HEADLESS_OK);
    assert_int_equal(fclose(out), 0);
    assert_int_equal(len, strlen(report));
    for (size_t i = 0; i < count; i++)
        lesson_free(loaded[i]);
    return report;
}

char *report_of_one(const struct headless_options *options, const char *text)
{
    const char *const texts[] = {text, NULL};
    struct headless_totals totals;
    return report_of(options, texts, &totals);
}

void assert_is_plain_ascii(const char *text)
{
    for (; *text != '\0'; text++) {
        if ((*text >= ' ' && *text <= '~') || *text == '\n') continue;
        fail_msg("byte 0x%02x before: %.40s", (unsigned char)*text, text + 1);
    }
}
