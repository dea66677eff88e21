/* json_test.c - the JSON report is one document with everything in it. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/headless/reports.h"

static const struct headless_options json = {.format = HEADLESS_JSON};

/* The document, read with duplicate names refused. */
static json_t *document_of(const struct headless_options *options, const char *const texts[])
{
    struct headless_totals totals;
    char *report = report_of(options, texts, &totals);
    assert_is_plain_ascii(report);
    json_error_t error;
    json_t *document = json_loads(report, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);
    if (document == NULL) fail_msg("%d:%d: %s\n%s", error.line, error.column, error.text, report);
    free(report);
    return document;
}

static json_t *step_of(const json_t *document, size_t lesson_index, size_t step)
{
    json_t *one = json_array_get(json_object_get(document, "lessons"), lesson_index);
    json_t *found = json_array_get(json_object_get(one, "steps"), step);
    assert_non_null(found);
    return found;
}

static void no_lesson_is_a_document_too(void **state)
{
    (void)state;
    const char *const texts[] = {NULL};
    json_t *document = document_of(&json, texts);
    assert_int_equal(json_array_size(json_object_get(document, "lessons")), 0);
    assert_true(json_is_true(json_object_get(document, "held")));
    json_decref(document);
}

static void lessons_steps_and_outcomes_are_there(void **state)
{
    (void)state;
    const char *const texts[] = {lesson_that_holds, lesson_that_fails, NULL};
    json_t *document = document_of(&json, texts);
    assert_int_equal(json_array_size(json_object_get(document, "lessons")), 2);
    assert_true(json_is_false(json_object_get(document, "held")));
    json_t *outcomes = json_object_get(step_of(document, 1, 0), "outcomes");
    const char *name, *expected, *actual;
    int held, line, column;
    assert_int_equal(json_unpack(json_array_get(outcomes, 0), "{s:s, s:b, s:i, s:i, s:s, s:s !}",
                                 "name", &name, "held", &held, "line", &line, "column", &column,
                                 "expected", &expected, "actual", &actual),
                     0);
    assert_string_equal(name, "count");
    assert_false(held);
    assert_int_equal(line, 7);
    assert_int_equal(column, 21);
    assert_string_equal(expected, "2");
    assert_string_equal(actual, "3");
    assert_string_equal(json_string_value(json_object_get(step_of(document, 1, 2), "panic")),
                        "assignment to entry in nil map");
    json_decref(document);
}

static void moves_carry_before_and_after(void **state)
{
    (void)state;
    const char *const texts[] = {lesson_that_holds, NULL};
    json_t *document = document_of(&json, texts);
    json_t *moves = json_object_get(step_of(document, 0, 0), "moves");
    json_t *move;
    size_t index, written_count = 0;
    json_array_foreach(moves, index, move)
    {
        assert_true(json_is_integer(json_object_get(move, "before")));
        assert_true(json_is_integer(json_object_get(move, "after")));
        if (strcmp(json_string_value(json_object_get(move, "kind")), "slot_written") != 0) continue;
        written_count++;
        assert_string_equal(json_string_value(json_object_get(move, "key")), "a");
        assert_int_equal(json_integer_value(json_object_get(move, "value")), 1);
        assert_int_equal(json_integer_value(json_object_get(move, "before")), 0);
        json_t *at = json_object_get(move, "at");
        assert_int_equal(json_integer_value(json_object_get(at, "slot")), 0);
    }
    assert_int_equal(written_count, 1);
    assert_int_equal(json_array_size(moves), 15);
    json_decref(document);
}

/* A NUL, a DEL, an escape and a C1 control come back as they were. */
static void keys_of_any_characters_come_back_unchanged(void **state)
{
    (void)state;
    static const char *const keys[] = {"\033[31m\xc2\x9b#", "\xc3\xbc", "\0\x7f"};
    static const size_t lens[] = {8, 2, 2};
    const char *const texts[] = {lesson_that_fails, NULL};
    json_t *document = document_of(&json, texts);
    json_t *moves = json_object_get(step_of(document, 0, 0), "moves");
    json_t *move;
    size_t index, found = 0;
    json_array_foreach(moves, index, move)
    {
        if (strcmp(json_string_value(json_object_get(move, "kind")), "slot_written") != 0) continue;
        const json_t *key = json_object_get(move, "key");
        assert_int_equal(json_string_length(key), lens[found]);
        assert_memory_equal(json_string_value(key), keys[found], lens[found]);
        found++;
    }
    assert_int_equal(found, 3);
    json_decref(document);
}

static void frames_are_rows(void **state)
{
    (void)state;
    const struct headless_options frames = {
        .format = HEADLESS_JSON, .has_frames = true, .height = 12, .width = 60};
    const char *const texts[] = {lesson_that_holds, NULL};
    json_t *document = document_of(&frames, texts);
    json_t *rows = json_object_get(step_of(document, 0, 1), "frame");
    assert_int_equal(json_array_size(rows), 12);
    assert_true(json_is_string(json_array_get(rows, 0)));
    json_decref(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_lesson_is_a_document_too),
        cmocka_unit_test(lessons_steps_and_outcomes_are_there),
        cmocka_unit_test(moves_carry_before_and_after),
        cmocka_unit_test(keys_of_any_characters_come_back_unchanged),
        cmocka_unit_test(frames_are_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
