/* Does a right file become the struct that lesson.h promises?
 * Method: files of testdata and short texts, field by field. */
#include "tests/unit/lesson/says.h"

#include "core/map_layout.h"

static void maps_keep_their_order_and_options(void **state)
{
    (void)state;
    struct lesson *loaded = loaded_file("tests/unit/lesson/testdata/everything.yaml");
    assert_string_equal(loaded->id, "every-key-2");
    assert_int_equal(loaded->map_count, 6);

    const struct lesson_map *m = &loaded->maps[0];
    assert_string_equal(m->name, "m");
    assert_false(m->is_nil);
    assert_true(m->keys_owned);
    assert_int_equal(m->value_kind, LESSON_VALUE_INT64);
    assert_int_equal(m->value_size, 8);
    assert_int_equal(m->hint, 9);
    assert_true(m->seed == UINT64_MAX);
    assert_int_equal(m->place.line, 10);
    assert_int_equal(m->place.column, 3);

    assert_true(loaded->maps[1].is_nil);
    assert_int_equal(loaded->maps[1].value_size, 8);
    assert_int_equal(loaded->maps[2].value_kind, LESSON_VALUE_BOOL);
    assert_int_equal(loaded->maps[2].value_size, 1);
    assert_true(loaded->maps[2].hint == -1);
    assert_int_equal(loaded->maps[3].value_kind, LESSON_VALUE_STRUCT);
    assert_int_equal(loaded->maps[3].value_size, 0);
    assert_int_equal(loaded->maps[4].value_kind, LESSON_VALUE_BYTES);
    assert_int_equal(loaded->maps[4].value_size, 3);
    assert_false(loaded->maps[4].keys_owned);
    lesson_free(loaded);
}

static void forced_hashes_keep_all_64_bits_and_any_key(void **state)
{
    (void)state;
    struct lesson *loaded = loaded_file("tests/unit/lesson/testdata/everything.yaml");
    const struct lesson_map *set = &loaded->maps[3];
    assert_int_equal(set->hash_count, 2);
    assert_key(set->hashes[0].key, "", 0);
    assert_true(set->hashes[0].hash == 0x0123456789abcdef);
    assert_key(set->hashes[1].key, "a\0b", 3);
    assert_true(set->hashes[1].hash == 0xfedcba9876543210);
    lesson_free(loaded);
}

static void a_map_beside_is_known_by_its_index(void **state)
{
    (void)state;
    struct lesson *loaded = loaded_file("tests/unit/lesson/testdata/everything.yaml");
    assert_true(loaded->steps[0].has_beside);
    assert_int_equal(loaded->steps[0].beside, 5);
    assert_false(loaded->steps[1].has_beside);
    lesson_free(loaded);
}

static void without_maps_there_is_one_of_int64_called_m(void **state)
{
    (void)state;
    struct lesson *loaded = loaded_text(BEGINNING "- put: {a: 1}\n");
    assert_int_equal(loaded->map_count, 1);
    assert_string_equal(loaded->maps[0].name, "m");
    assert_int_equal(loaded->maps[0].value_kind, LESSON_VALUE_INT64);
    assert_int_equal(loaded->maps[0].value_size, 8);
    assert_true(loaded->maps[0].seed == 0);
    assert_false(loaded->maps[0].keys_owned);
    lesson_free(loaded);
}

static void a_text_keeps_its_languages(void **state)
{
    (void)state;
    struct lesson *loaded = loaded_file("tests/unit/lesson/testdata/everything.yaml");
    assert_string_equal(loaded->title.en, "Everything");
    assert_string_equal(loaded->title.zh, "一切");
    assert_string_equal(loaded->about.en, "A text of several lines is one paragraph.\n");
    assert_null(loaded->about.zh);
    assert_null(loaded->steps[1].say.en);
    assert_string_equal(loaded->steps[1].say.zh, "三");
    assert_null(loaded->steps[2].say.en);
    lesson_free(loaded);
}

static void a_text_is_shown_in_the_language_or_in_one_that_it_has(void **state)
{
    static const struct lesson_text both = {.en = "one", .zh = "一"};
    static const struct lesson_text english = {.en = "one"}, chinese = {.zh = "一"}, none = {0};
    (void)state;
    assert_string_equal(lesson_in_language(both, LANGUAGE_ENGLISH), "one");
    assert_string_equal(lesson_in_language(both, LANGUAGE_CHINESE), "一");
    assert_string_equal(lesson_in_language(english, LANGUAGE_CHINESE), "one");
    assert_string_equal(lesson_in_language(chinese, LANGUAGE_ENGLISH), "一");
    assert_string_equal(lesson_in_language(none, LANGUAGE_CHINESE), "");
}

static void several_keys_are_several_operations(void **state)
{
    (void)state;
    struct lesson *loaded = loaded_file("tests/unit/lesson/testdata/everything.yaml");
    const struct lesson_step *put = &loaded->steps[1];
    const int64_t values[] = {1, INT64_MIN, INT64_MAX};
    const char *keys[] = {"a", "b", "3"};
    assert_int_equal(put->operation_count, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(put->operations[i].kind, LESSON_PUT);
        assert_key(put->operations[i].key, keys[i], 1);
        assert_memory_equal(put->operations[i].value, &values[i], 8);
    }
    assert_int_equal(put->operations[1].place.line, 22);
    assert_int_equal(put->operations[1].place.column, 17);

    assert_int_equal(loaded->steps[2].operation_count, 1);
    assert_int_equal(loaded->steps[2].operations[0].kind, LESSON_GET);
    assert_int_equal(loaded->steps[3].operation_count, 2);
    assert_key(loaded->steps[3].operations[1].key, "3", 1);
    assert_int_equal(loaded->steps[5].operations[1].kind, LESSON_DELETE);
    lesson_free(loaded);
}

static void a_fill_has_both_ends(void **state)
{
    (void)state;
    struct lesson *loaded = loaded_text(BEGINNING "- fill: {prefix: key_, from: 0, to: 999999}\n");
    const struct lesson_operation *fill = loaded->steps[0].operations;
    assert_int_equal(fill->kind, LESSON_FILL);
    assert_string_equal(fill->prefix, "key_");
    assert_int_equal(fill->from, 0);
    assert_int_equal(fill->to, 999999);
    lesson_free(loaded);
}

static void walks_start_where_they_say(void **state)
{
    (void)state;
    struct lesson *loaded = loaded_file("tests/unit/lesson/testdata/everything.yaml");
    const struct lesson_operation *at_random = loaded->steps[7].operations;
    assert_int_equal(at_random->kind, LESSON_ITERATE);
    assert_false(at_random->start.is_given);
    const struct lesson_operation *chosen = loaded->steps[8].operations;
    assert_true(chosen->start.is_given);
    assert_int_equal(chosen->start.bucket, 0);
    assert_int_equal(chosen->start.offset, 7);
    const struct lesson_operation *open = loaded->steps[9].operations;
    assert_int_equal(open->kind, LESSON_OPEN);
    assert_true(open->start.bucket == 12345678901);
    assert_int_equal(open->start.offset, 0);
    lesson_free(loaded);
}

static void a_cursor_brings_its_map_along(void **state)
{
    (void)state;
    struct lesson *loaded = loaded_file("tests/unit/lesson/testdata/everything.yaml");
    assert_int_equal(loaded->cursor_count, 2);
    assert_string_equal(loaded->cursors[1].name, "other");
    const struct lesson_step *next = &loaded->steps[12];
    assert_int_equal(next->operations[0].kind, LESSON_NEXT);
    assert_int_equal(next->operations[0].cursor, 1);
    assert_int_equal(next->operations[0].times,
                     999980); /* the most, with 11 filled and a hint of 9 */
    assert_int_equal(next->map, 3);
    assert_int_equal(loaded->steps[11].operations[0].times, 1);
    assert_int_equal(loaded->steps[11].map, 0);
    assert_int_equal(loaded->steps[15].map, 1); /* the same name, on another map */
    lesson_free(loaded);
}

static void values_are_the_bytes_of_the_maps_type(void **state)
{
    (void)state;
    struct lesson *loaded = loaded_file("tests/unit/lesson/testdata/everything.yaml");
    const struct lesson_operation *bools = loaded->steps[16].operations;
    assert_memory_equal(bools[0].value, "\1", 1);
    assert_memory_equal(bools[1].value, "\0", 1);
    const struct lesson_step *structs = &loaded->steps[17];
    assert_int_equal(structs->operation_count, 3);
    for (size_t i = 0; i < 3; i++)
        assert_non_null(structs->operations[i].value);
    const struct lesson_operation *raw = loaded->steps[18].operations;
    assert_memory_equal(raw[0].value, "\xff\xff\xff", 3);
    assert_memory_equal(raw[1].value, "\1\2\3", 3);
    assert_memory_equal(raw[2].value, "xyz", 3);
    assert_memory_equal(raw[3].value, "\0\0\0", 3);
    assert_memory_equal(raw[4].value, "12\0", 3); /* in quotes: a text */
    lesson_free(loaded);
}

static void clear_and_on_choose_the_map(void **state)
{
    (void)state;
    struct lesson *loaded = loaded_file("tests/unit/lesson/testdata/everything.yaml");
    assert_int_equal(loaded->steps[20].operations[0].kind, LESSON_CLEAR);
    assert_int_equal(loaded->steps[20].map, 3);
    assert_int_equal(loaded->steps[21].operation_count, 0);
    assert_int_equal(loaded->steps[21].map, 3);
    lesson_free(loaded);
}

static const struct lesson_fact *fact_of(const struct lesson_step *step, enum lesson_fact_kind kind)
{
    for (size_t i = 0; i < step->fact_count; i++) {
        if (step->facts[i].kind == kind) return &step->facts[i];
    }
    fail_msg("the step has no such fact");
    return NULL;
}

static void facts_have_their_place_and_number(void **state)
{
    (void)state;
    struct lesson *loaded = loaded_file("tests/unit/lesson/testdata/everything.yaml");
    const struct lesson_step *step = &loaded->steps[1];
    assert_int_equal(step->fact_count, 10);
    const struct lesson_fact *count = fact_of(step, LESSON_FACT_COUNT);
    assert_int_equal(count->number, 3);
    assert_int_equal(count->place.line, 25);
    assert_int_equal(count->place.column, 14);
    assert_int_equal(fact_of(step, LESSON_FACT_B)->number, 1);
    assert_int_equal(fact_of(step, LESSON_FACT_FLAGS)->number, 0);
    assert_false(fact_of(step, LESSON_FACT_GROWING)->is_true);
    assert_int_equal(fact_of(step, LESSON_FACT_BUCKETS)->number, 2);
    assert_int_equal(fact_of(&loaded->steps[22], LESSON_FACT_FLAGS)->number,
                     TH_FLAG_ITERATOR | TH_FLAG_OLD_ITERATOR | TH_FLAG_WRITING | TH_FLAG_SAME_SIZE);
    lesson_free(loaded);
}

static void facts_about_results_say_what_is_expected(void **state)
{
    (void)state;
    struct lesson *loaded = loaded_file("tests/unit/lesson/testdata/everything.yaml");
    int64_t one = 1;
    assert_true(fact_of(&loaded->steps[2], LESSON_FACT_FOUND)->is_true);
    assert_memory_equal(fact_of(&loaded->steps[2], LESSON_FACT_VALUE)->value, &one, 8);
    assert_false(fact_of(&loaded->steps[4], LESSON_FACT_DELETED)->is_true);
    assert_int_equal(fact_of(&loaded->steps[7], LESSON_FACT_YIELDS)->number, 11);
    assert_int_equal(fact_of(&loaded->steps[12], LESSON_FACT_ORDER)->length, 0);
    assert_string_equal(fact_of(&loaded->steps[19], LESSON_FACT_PANIC)->text,
                        "assignment to entry in nil map");
    const struct lesson_fact *events = fact_of(&loaded->steps[1], LESSON_FACT_EVENTS);
    assert_int_equal(events->length, 5);
    assert_int_equal(events->events[2], TH_EVENT_SLOT_WRITTEN);
    lesson_free(loaded);

    loaded = loaded_text(BEGINNING "- iterate: {}\n  expect: {order: [b, a]}\n");
    const struct lesson_fact *order = fact_of(&loaded->steps[0], LESSON_FACT_ORDER);
    assert_int_equal(order->length, 2);
    assert_key(order->keys[0], "b", 1);
    assert_key(order->keys[1], "a", 1);
    lesson_free(loaded);
}

static void slots_say_marks_bytes_and_keys(void **state)
{
    (void)state;
    struct lesson *loaded = loaded_file("tests/unit/lesson/testdata/everything.yaml");
    const struct lesson_fact *fact = fact_of(&loaded->steps[17], LESSON_FACT_SLOTS);
    const int16_t expected[8] = {
        5,
        0xff,
        TH_EMPTY_REST,
        TH_EMPTY_ONE,
        TH_EVACUATED_X,
        TH_EVACUATED_Y,
        TH_EVACUATED_EMPTY,
        LESSON_TOPHASH_ANY,
    };
    assert_int_equal(fact->length, 2);
    const struct lesson_slots *slots = &fact->slots[0];
    assert_false(slots->is_old);
    assert_int_equal(slots->bucket, 0);
    assert_int_equal(slots->overflow, 1);
    assert_memory_equal(slots->tophash, expected, sizeof expected);
    assert_true(slots->is_key_given[0]);
    assert_key(slots->keys[0], "", 0);
    assert_key(slots->keys[1], "a\0b", 3);
    assert_false(slots->is_key_given[2]);
    assert_false(slots->is_key_given[7]);
    assert_true(fact->slots[1].is_old);
    assert_true(fact->slots[1].bucket == UINT32_MAX);
    assert_false(fact->slots[1].is_key_given[0]);
    lesson_free(loaded);
}

static void numbers_become_values_when_they_fit(void **state)
{
    (void)state;
    unsigned char value[16];
    int64_t number = -2;
    assert_true(lesson_value_of_number(LESSON_VALUE_INT64, 8, number, value));
    assert_memory_equal(value, &number, 8);
    assert_true(lesson_value_of_number(LESSON_VALUE_BOOL, 1, 7, value));
    assert_int_equal(value[0], 1);
    assert_true(lesson_value_of_number(LESSON_VALUE_STRUCT, 0, 7, value));
    assert_true(lesson_value_of_number(LESSON_VALUE_BYTES, 1, 255, value));
    assert_int_equal(value[0], 255);
    assert_true(lesson_value_of_number(LESSON_VALUE_BYTES, 1, -128, value));
    assert_int_equal(value[0], 128);
    assert_false(lesson_value_of_number(LESSON_VALUE_BYTES, 1, 256, value));
    assert_false(lesson_value_of_number(LESSON_VALUE_BYTES, 1, -129, value));
    assert_int_equal(value[0], 128);
    assert_true(lesson_value_of_number(LESSON_VALUE_BYTES, 0, 0, value));
    assert_false(lesson_value_of_number(LESSON_VALUE_BYTES, 0, 1, value));
    assert_true(lesson_value_of_number(LESSON_VALUE_BYTES, 16, INT64_MIN, value));
    assert_memory_equal(value, "\0\0\0\0\0\0\0\x80\xff\xff\xff\xff\xff\xff\xff\xff", 16);
}

static void other_line_ends_and_a_byte_order_mark_are_fine(void **state)
{
    (void)state;
    struct lesson *loaded = loaded_text("\xEF\xBB\xBFtophash: 1\r\nid: test\r\ntitle: T\r\n"
                                        "steps:\r\n- say: |\r\n    a\r\n    b\r\n");
    assert_string_equal(loaded->steps[0].say.en, "a\nb\n");
    lesson_free(loaded);
}

static void the_source_may_go_after_loading(void **state)
{
    (void)state;
    char *text = strdup(BEGINNING "- put: {some_key: 1}\n");
    assert_non_null(text);
    struct lesson *loaded = loaded_text(text);
    memset(text, 'x', strlen(text));
    free(text);
    assert_key(loaded->steps[0].operations[0].key, "some_key", 8);
    lesson_free(loaded);
}

/* A folded line break becomes a space; between two wide characters, or at wide punctuation, there
 * is none. */
static void folded_chinese_has_no_spaces_of_yamls(void **state)
{
    (void)state;
    struct lesson *loaded = loaded_text(BEGINNING "- say:\n"
                                                  "    en: >-\n      one\n      two\n"
                                                  "    zh: >-\n      没有桶，\n      没有 map\n"
                                                  "      可画；\n      1 去 `X`\n      （桶 1）\n"
                                                  "      a\n");
    assert_string_equal(loaded->steps[0].say.en, "one two");
    assert_string_equal(loaded->steps[0].say.zh, "没有桶，没有 map 可画；1 去 `X`（桶 1）a");
    lesson_free(loaded);
}

static void small_files_load(void **state)
{
    (void)state;
    struct lesson *loaded = loaded_file("tests/unit/lesson/testdata/collisions.yaml");
    assert_int_equal(loaded->step_count, 6);
    lesson_free(loaded);
    loaded = loaded_file("tests/unit/lesson/testdata/growth.yaml");
    assert_int_equal(loaded->step_count, 4);
    lesson_free(loaded);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(maps_keep_their_order_and_options),
        cmocka_unit_test(forced_hashes_keep_all_64_bits_and_any_key),
        cmocka_unit_test(a_map_beside_is_known_by_its_index),
        cmocka_unit_test(without_maps_there_is_one_of_int64_called_m),
        cmocka_unit_test(a_text_keeps_its_languages),
        cmocka_unit_test(a_text_is_shown_in_the_language_or_in_one_that_it_has),
        cmocka_unit_test(folded_chinese_has_no_spaces_of_yamls),
        cmocka_unit_test(several_keys_are_several_operations),
        cmocka_unit_test(a_fill_has_both_ends),
        cmocka_unit_test(walks_start_where_they_say),
        cmocka_unit_test(a_cursor_brings_its_map_along),
        cmocka_unit_test(values_are_the_bytes_of_the_maps_type),
        cmocka_unit_test(clear_and_on_choose_the_map),
        cmocka_unit_test(facts_have_their_place_and_number),
        cmocka_unit_test(facts_about_results_say_what_is_expected),
        cmocka_unit_test(slots_say_marks_bytes_and_keys),
        cmocka_unit_test(numbers_become_values_when_they_fit),
        cmocka_unit_test(other_line_ends_and_a_byte_order_mark_are_fine),
        cmocka_unit_test(the_source_may_go_after_loading),
        cmocka_unit_test(small_files_load),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
