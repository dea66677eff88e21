/* map_layout_test.c - a map lies in memory as Go's does (facts 1 and 2). Method: real maps are
 * made, and their bytes are looked at, without the structures of core/map_layout.h. */
#include "core/map_layout.h"

#include <string.h>

#include "tests/support/snapshots.h"
#include "tests/support/test_map.h"
#include "tests/support/testing.h"

static uint64_t number_at(const void *base, size_t offset, size_t size_bytes)
{
    uint64_t number = 0;
    memcpy(&number, (const char *)base + offset, size_bytes);
    return number;
}

static void every_header_field_has_its_offset(void **state)
{
    struct test_map test;
    (void)state;
    test_map_make(&test,
                  (th_map_options){.hint = 53, .seed = 0x1122334455667788, .is_seeded = true});
    put_many(test.map, 0, 3);
    th_snapshot *seen = look(test.map);

    assert_int_equal(number_at(test.map, 0, 8), 3);
    assert_int_equal(number_at(test.map, 8, 1), 0);
    set_flags(test.map, 3);
    assert_int_equal(number_at(test.map, 8, 1), 3);
    assert_int_equal(number_at(test.map, 9, 1), 4);
    assert_int_equal(number_at(test.map, 10, 2), 0);
    assert_int_equal(number_at(test.map, 12, 4), 0x55667788);
    assert_int_equal(number_at(test.map, 16, 8), seen->buckets.address);
    assert_int_equal(number_at(test.map, 24, 8), 0);
    assert_int_equal(number_at(test.map, 32, 8), 0);
    uint64_t extra = number_at(test.map, 40, 8);
    assert_int_equal(number_at((void *)(uintptr_t)extra, 16, 8), seen->stock_address);
    assert_int_equal(seen->stock_address, seen->buckets.address + 16 * 208);

    th_snapshot_free(seen);
    test_map_free(&test);
}

static void growth_and_overflow_show_in_their_fields(void **state)
{
    struct test_map test;
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 52}); /* B = 3 */
    put_many(test.map, 0, 52);
    for (uint32_t i = 0; i < 3; i++)
        assert_true(th_map_delete(test.map, key_of_many(8 * i + 1)));
    for (uint32_t i = 0; i < 3; i++) /* seven in bucket 0 have become nine and ten */
        put(test.map, key_spelling(hash_with(0x80, 0), i), i);
    assert_int_equal(number_at(test.map, 10, 2), 1);
    uint64_t buckets = number_at(test.map, 16, 8);

    put(test.map, key_spelling(hash_with(0x80, 3), 9), 9);
    assert_int_equal(number_at(test.map, 9, 1), 4);
    assert_int_equal(number_at(test.map, 24, 8), buckets);
    assert_int_equal(number_at(test.map, 32, 8), 1);
    test_map_free(&test);
}

/* Method: how much the map holds; where the parts are is seen in the next test. */
static void a_bucket_has_its_size_for_every_value_size(void **state)
{
    (void)state;
    const size_t go_sizes[][2] = {{0, 144}, {1, 152}, {8, 208}, {16, 272}};
    for (size_t i = 0; i < COUNT_OF(go_sizes); i++)
        assert_int_equal(th_bucket_size(go_sizes[i][0]), go_sizes[i][1]);

    for (size_t value_size = 0; value_size <= TH_VALUE_SIZE_MAX; value_size++) {
        struct counting_memory memory;
        counting_memory_set_up(&memory);
        th_map_options options = {.value_size = value_size, .memory = counting_memory_use(&memory)};
        th_map *map;
        assert_int_equal(th_map_make(&options, &map), TH_OK);
        size_t without = memory.held_bytes;
        char value[TH_VALUE_SIZE_MAX] = {0};
        assert_int_equal(th_map_put(map, th_key_of("k"), value), TH_OK);
        assert_int_equal(memory.held_bytes - without, 64 + 8 + 8 * 16 + 8 * value_size + 8);
        th_map_free(map);
    }
}

static void a_bucket_is_tophashes_keys_values_and_the_next(void **state)
{
    struct test_map test;
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 9}); /* B = 1 */
    for (uint32_t i = 0; i < 9; i++)
        put(test.map, key_spelling(hash_with((uint8_t)(0x20 + i), 1), i), 100 + i);
    th_snapshot *seen = look(test.map);
    const char *bucket = (const char *)(uintptr_t)seen->buckets.address + 208;

    for (uint32_t slot = 0; slot < 8; slot++) {
        assert_int_equal(number_at(bucket, slot, 1), 0x20 + slot);
        const char *bytes = (const char *)(uintptr_t)number_at(bucket, 8 + 16 * slot, 8);
        assert_memory_equal(bytes + 8, &slot, sizeof slot);
        assert_int_equal(number_at(bucket, 16 + 16 * slot, 8), 12);
        assert_int_equal(number_at(bucket, 136 + 8 * slot, 8), 100 + slot);
    }
    const char *next = (const char *)(uintptr_t)number_at(bucket, 200, 8);
    assert_int_equal(number_at(next, 0, 8), 0x28); /* one slot taken, the others rest */
    assert_int_equal(number_at(next, 136, 8), 108);
    assert_int_equal(number_at(next, 200, 8), 0);

    th_snapshot_free(seen);
    test_map_free(&test);
}

/* Fact 3. */
static void low_top_bytes_are_moved_out_of_the_marks(void **state)
{
    (void)state;
    for (unsigned top = 0; top < 256; top++) {
        uint8_t tophash = th_tophash((uint64_t)top << 56 | 0xffffffffffffff);
        assert_int_equal(tophash, top < 5 ? top + 5 : top);
        assert_false(th_is_empty(tophash));
        assert_false(th_is_evacuated(tophash));
    }
    for (uint8_t mark = 0; mark < 5; mark++) {
        assert_int_equal(th_is_empty(mark), mark <= 1);
        assert_int_equal(th_is_evacuated(mark), mark >= 2);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_header_field_has_its_offset),
        cmocka_unit_test(growth_and_overflow_show_in_their_fields),
        cmocka_unit_test(a_bucket_has_its_size_for_every_value_size),
        cmocka_unit_test(a_bucket_is_tophashes_keys_values_and_the_next),
        cmocka_unit_test(low_top_bytes_are_moved_out_of_the_marks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
