/* map_make_test.c - a map begins as Go's does, and leaves nothing behind. */
#include <string.h>

#include "tests/support/snapshots.h"
#include "tests/support/test_map.h"
#include "tests/support/testing.h"

static th_snapshot *look_at_new(int64_t hint, size_t value_size)
{
    th_map *map;
    th_map_options options = {.hint = hint, .value_size = value_size};
    assert_int_equal(th_map_make(&options, &map), TH_OK);
    th_snapshot *seen = look(map);
    th_map_free(map);
    return seen;
}

/* Fact 4, at both sides of each step. */
static void the_hint_chooses_the_least_B(void **state)
{
    (void)state;
    const int64_t last_hint[] = {8,    13,   26,   52,    104,   208,   416,    832,
                                 1664, 3328, 6656, 13312, 26624, 53248, 106496, 212992};
    for (uint8_t B = 0; B < COUNT_OF(last_hint); B++) {
        for (int64_t beyond = 0; beyond <= 1; beyond++) {
            th_snapshot *seen = look_at_new(last_hint[B] + beyond, 0);
            assert_int_equal(seen->B, B + beyond);
            assert_int_equal(seen->count, 0);
            th_snapshot_free(seen);
        }
    }
}

/* Rule K1. */
static void buckets_come_with_the_map_or_with_the_first_write(void **state)
{
    struct test_map test;
    (void)state;
    for (int64_t hint = 0; hint <= 30; hint++) {
        test_map_make(&test, (th_map_options){.hint = hint});
        th_snapshot *before = look(test.map);
        size_t chains = hint <= 8 ? 0 : hint <= 13 ? 2 : hint <= 26 ? 4 : 8;
        assert_int_equal(before->buckets.chain_count, chains);
        assert_int_equal(test.memory.held_blocks, chains == 0 ? 1 : 2);
        put(test.map, key_of_many(1), 1);
        assert_int_equal(test.memory.held_blocks, 2);
        th_snapshot_free(before);
        test_map_free(&test);
    }
}

/* Fact 5. 2^48 bytes are the border. */
static void absurd_hints_count_as_none(void **state)
{
    struct test_map test;
    (void)state;
    const int64_t hints[] = {-1, INT64_MIN, (int64_t)1 << 62, INT64_MAX,
                             ((int64_t)1 << 48) / 208 + 1};
    for (size_t i = 0; i < COUNT_OF(hints); i++) {
        test_map_make(&test, (th_map_options){.hint = hints[i]});
        assert_int_equal(test.memory.held_blocks, 1);
        put_many(test.map, 0, 20);
        assert_holds(test.map, key_of_many(19), 19);
        test_map_free(&test);
    }
}

static void a_hint_that_memory_cannot_hold_is_no_memory(void **state)
{
    struct counting_memory memory;
    th_map *map = (th_map *)(uintptr_t)1;
    (void)state;
    counting_memory_set_up(&memory);
    memory.limit_bytes = 1 << 20;
    th_map_options options = {
        .hint = ((int64_t)1 << 48) / 208, .value_size = 8, .memory = counting_memory_use(&memory)};
    assert_int_equal(th_map_make(&options, &map), TH_NO_MEMORY);
    assert_null(map);
    assert_int_equal(memory.failures, 1);
    assert_int_equal(memory.held_blocks, 0);
}

/* Fact 6: what Go's allocator hands out anyway. */
static void the_stock_is_as_large_as_gos(void **state)
{
    (void)state;
    const size_t value_sizes[] = {0, 1, 8, 16};
    const uint64_t stocks[][4] = {{2, 1, 3, 1},
                                  {5, 3, 7, 2},
                                  {7, 7, 4, 6},
                                  {14, 15, 9, 22},
                                  {28, 67, 19, 45},
                                  {56, 80, 39, 60},
                                  {113, 107, 78, 90},
                                  {170, 161, 157, 150},
                                  {284, 269, 275, 271},
                                  {512, 538, 512, 512},
                                  {1024, 1024, 1024, 1024},
                                  {2048, 2048, 2048, 2048}};
    for (unsigned B = 0; B <= 15; B++) {
        for (size_t size = 0; size < COUNT_OF(value_sizes); size++) {
            int64_t hint = B == 0 ? 8 : (int64_t)13 << B >> 1;
            th_snapshot *seen = look_at_new(hint, value_sizes[size]);
            assert_int_equal(seen->B, B);
            assert_int_equal(seen->stock_left, B < 4 ? 0 : stocks[B - 4][size]);
            th_snapshot_free(seen);
        }
    }
}

static void values_of_0_to_128_bytes_are_taken_and_no_others(void **state)
{
    struct counting_memory memory;
    th_map *map;
    (void)state;
    counting_memory_set_up(&memory);
    th_map_options options = {.memory = counting_memory_use(&memory)};
    for (options.value_size = 0; options.value_size <= 128; options.value_size++) {
        assert_int_equal(th_map_make(&options, &map), TH_OK);
        assert_int_equal(th_map_value_size(map), options.value_size);
        th_map_free(map);
    }
    uint64_t takes = memory.takes;
    const size_t refused[] = {129, 256, SIZE_MAX};
    for (size_t i = 0; i < COUNT_OF(refused); i++) {
        options.value_size = refused[i];
        map = (th_map *)(uintptr_t)1;
        assert_int_equal(th_map_make(&options, &map), TH_BAD_OPTION);
        assert_null(map);
    }
    assert_int_equal(memory.takes, takes);
}

/* Method: fail the 1st, then the 2nd allocation of a make. */
static void a_make_without_memory_leaves_nothing(void **state)
{
    struct counting_memory memory;
    (void)state;
    for (uint64_t nth = 1; nth <= 2; nth++) {
        th_map *map = (th_map *)(uintptr_t)1;
        counting_memory_set_up(&memory);
        counting_memory_fail(&memory, nth, 1);
        th_map_options options = {.hint = 100, .memory = counting_memory_use(&memory)};
        assert_int_equal(th_map_make(&options, &map), TH_NO_MEMORY);
        assert_null(map);
        assert_int_equal(memory.failures, 1);
        assert_int_equal(memory.held_blocks, 0);
    }
}

static void all_zero_options_make_a_working_map(void **state)
{
    th_map *map, *other;
    (void)state;
    assert_int_equal(th_map_make(&(th_map_options){.hint = 0}, &map), TH_OK);
    assert_int_equal(th_map_make(&(th_map_options){.hint = 0}, &other), TH_OK);
    assert_int_equal(th_map_value_size(map), 0);
    assert_int_equal(th_map_put(map, th_key_of("a"), NULL), TH_OK);
    assert_non_null(th_map_get(map, th_key_of("a")));
    assert_null(th_map_get(map, th_key_of("b")));
    assert_int_equal(th_map_len(map), 1);

    th_snapshot *seen = look(map), *seen_other = look(other);
    assert_int_not_equal(seen->hash0, seen_other->hash0); /* wrong once in 2^32 */
    th_snapshot_free(seen);
    th_snapshot_free(seen_other);
    th_map_free(map);
    th_map_free(other);
}

/* Method: two maps of one seed, and one of another, are given the same keys; XXH3 places them. */
static void a_seed_decides_everything_that_is_random(void **state)
{
    th_map *maps[3];
    uint64_t digests[3];
    th_key first[3];
    (void)state;
    for (unsigned i = 0; i < 3; i++) {
        th_map_options options = {.is_seeded = true, .seed = i < 2 ? 0x123456789 : 0x223456789};
        assert_int_equal(th_map_make(&options, &maps[i]), TH_OK);
        th_snapshot *seen = look(maps[i]);
        assert_int_equal(seen->hash0, 0x23456789);
        th_snapshot_free(seen);
        for (uint32_t key = 0; key < 100; key++)
            assert_int_equal(th_map_put(maps[i], key_numbered(key), NULL), TH_OK);
        digests[i] = map_digest(maps[i]);
        th_cursor cursor;
        th_cursor_open(maps[i], &cursor);
        assert_true(th_cursor_next(&cursor));
        first[i] = cursor.key;
        th_cursor_close(&cursor);
    }
    assert_int_equal(digests[0], digests[1]);
    assert_int_not_equal(digests[0], digests[2]); /* the upper half of the seed counts, too */
    assert_int_equal(first[0].len, first[1].len);
    assert_memory_equal(first[0].bytes, first[1].bytes, first[0].len);
    for (unsigned i = 0; i < 3; i++)
        th_map_free(maps[i]);
}

/* Guarantee M1. */
static void a_nil_map_reads_as_empty_and_refuses_writes(void **state)
{
    th_cursor cursor;
    (void)state;
    uint64_t value = 1;
    assert_int_equal(th_map_len(NULL), 0);
    assert_int_equal(th_map_value_size(NULL), 0);
    th_map_observe(NULL, NULL);
    assert_null(th_map_get(NULL, th_key_of("a")));
    assert_false(th_map_delete(NULL, th_key_of("a")));
    th_map_clear(NULL);
    th_cursor_open(NULL, &cursor);
    assert_false(th_cursor_next(&cursor));
    th_cursor_close(&cursor);
    th_cursor_open_at(NULL, &cursor, 3, 4);
    assert_false(th_cursor_next(&cursor));
    th_cursor_close(&cursor);
    assert_int_equal(th_map_put(NULL, th_key_of("a"), &value), TH_NIL_MAP);
    th_map_free(NULL);
}

static void a_status_has_gos_words(void **state)
{
    (void)state;
    assert_string_equal(th_status_text(TH_OK), "ok");
    assert_string_equal(th_status_text(TH_NO_MEMORY), "out of memory");
    assert_string_equal(th_status_text(TH_NIL_MAP), "assignment to entry in nil map");
    assert_string_equal(th_status_text(TH_BAD_OPTION), "a value must have 0 to 128 bytes");
    assert_string_equal(th_status_text(TH_BAD_MEMORY), "memory that is no map");
}

static void a_key_of_text_borrows_it(void **state)
{
    (void)state;
    const char *text = "key_1";
    assert_ptr_equal(th_key_of(text).bytes, text);
    assert_int_equal(th_key_of(text).len, 5);
    assert_int_equal(th_key_of("").len, 0);
}

static void keys_are_equal_when_all_bytes_are(void **state)
{
    (void)state;
    assert_true(th_key_is_equal((th_key){NULL, 0}, (th_key){"x", 0}));
    assert_true(th_key_is_equal((th_key){"a\0b", 3}, key_copy((th_key){"a\0b", 3})));
    assert_false(th_key_is_equal((th_key){"a\0b", 3}, (th_key){"a\0c", 3}));
    assert_false(th_key_is_equal((th_key){"ab", 2}, (th_key){"ab", 1}));
    assert_false(th_key_is_equal((th_key){"a", 1}, (th_key){NULL, 0}));
}

/* Method: a map in every state - never written, growing, chains, owned keys - gives all back. */
static void free_gives_back_everything(void **state)
{
    struct test_map test;
    (void)state;
    for (uint32_t count = 0; count <= 120; count++) {
        test_map_make(&test, (th_map_options){.keys_owned = count % 2});
        for (uint32_t i = 0; i < count; i++)
            put(test.map, key_spelling(hash_with((uint8_t)i, i % 3), i), i);
        assert_int_equal(th_map_len(test.map), count);
        test_map_free(&test);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_hint_chooses_the_least_B),
        cmocka_unit_test(buckets_come_with_the_map_or_with_the_first_write),
        cmocka_unit_test(absurd_hints_count_as_none),
        cmocka_unit_test(a_hint_that_memory_cannot_hold_is_no_memory),
        cmocka_unit_test(the_stock_is_as_large_as_gos),
        cmocka_unit_test(values_of_0_to_128_bytes_are_taken_and_no_others),
        cmocka_unit_test(a_make_without_memory_leaves_nothing),
        cmocka_unit_test(all_zero_options_make_a_working_map),
        cmocka_unit_test(a_seed_decides_everything_that_is_random),
        cmocka_unit_test(a_nil_map_reads_as_empty_and_refuses_writes),
        cmocka_unit_test(a_status_has_gos_words),
        cmocka_unit_test(a_key_of_text_borrows_it),
        cmocka_unit_test(keys_are_equal_when_all_bytes_are),
        cmocka_unit_test(free_gives_back_everything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
