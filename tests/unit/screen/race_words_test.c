/* race_words_test.c - the words of the lessons on races fit on the smallest full screen.
 *
 * Method: each race of the catalog, in both languages. The words have 4 rows of 76 columns there:
 * two are the sentence's at any time, so a lesson has two. The title has 26 columns beside
 * "step 1/9 · choice 99/99 · move 99/99". */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "viz/lesson/catalog.h"
#include "viz/screen/width.h"
#include "viz/screen/wrap.h"

enum { COLUMNS = 76, ROWS = 2, TITLE_COLUMNS = 26 };

static void must_fit(const struct lesson *lesson, size_t step, const char *text)
{
    if (text == NULL) return;
    struct wrap wrap = wrap_begin_marked(text, strlen(text), COLUMNS);
    struct wrap_line line;
    int rows = 0;
    while (wrap_next(&wrap, &line))
        rows++;
    if (rows > ROWS) fail_msg("%s, step %zu: %d rows: %s", lesson->id, step + 1, rows, text);
}

static void check(const struct lesson *lesson)
{
    assert_true(width_of_text(lesson->title.en) <= TITLE_COLUMNS);
    assert_true(width_of_text(lesson->title.zh) <= TITLE_COLUMNS);
    for (size_t i = 0; i < lesson->step_count; i++) {
        must_fit(lesson, i, lesson->steps[i].say.en);
        must_fit(lesson, i, lesson->steps[i].say.zh);
    }
}

static void a_race_lessons_words_are_never_cut_on_a_full_screen(void **state)
{
    (void)state;
    struct catalog *catalog;
    size_t races = 0;
    assert_int_equal(catalog_of_embedded(&catalog), CATALOG_OK);
    for (size_t i = 0; i < catalog_count(catalog); i++) {
        struct lesson *lesson;
        struct source_errors errors = {0};
        assert_int_equal(catalog_load(catalog, i, &lesson, &errors), LESSON_OK);
        if (lesson->scenario != NULL) check(lesson);
        races += lesson->scenario != NULL;
        lesson_free(lesson);
    }
    assert_true(races > 0);
    catalog_free(catalog);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_race_lessons_words_are_never_cut_on_a_full_screen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
