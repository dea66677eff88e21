/* test_map.c - a map to try things on. */
#include "tests/support/test_map.h"

#include <string.h>

#include "core/map_layout.h"
#include "tests/support/testing.h"

void test_map_make_paged(struct test_map *test, th_map_options options, size_t page_size)
{
    counting_memory_set_up(&test->memory);
    test->memory.page_size = page_size;
    test->hash = (struct spelled_hash){.calls = 0};
    options.memory = counting_memory_use(&test->memory);
    if (options.value_size == 0) options.value_size = sizeof(uint64_t);
    if (options.hash.hash == NULL) options.hash = spelled_hash_use(&test->hash);
    if (!options.is_seeded) options.seed = 7;
    options.is_seeded = true;
    assert_int_equal(th_map_make(&options, &test->map), TH_OK);
}

void test_map_make(struct test_map *test, th_map_options options)
{
    test_map_make_paged(test, options, 0);
}

void test_map_free(struct test_map *test)
{
    th_map_free(test->map);
    test->map = NULL;
    assert_int_equal(test->memory.held_blocks, 0);
    assert_int_equal(test->memory.held_bytes, 0);
}

void put(th_map *map, th_key key, uint64_t value)
{
    assert_int_equal(th_map_value_size(map), sizeof value);
    assert_int_equal(th_map_put(map, key, &value), TH_OK);
}

void assert_holds(const th_map *map, th_key key, uint64_t value)
{
    const void *found = th_map_get(map, key);
    uint64_t stored;
    assert_non_null(found);
    memcpy(&stored, found, sizeof stored);
    assert_int_equal(stored, value);
}

void assert_lacks(const th_map *map, th_key key) { assert_null(th_map_get(map, key)); }

th_key key_of_many(uint32_t number)
{
    return key_spelling(hash_with((uint8_t)(5 + number % 251), number), number);
}

void put_many(th_map *map, uint32_t first, uint32_t count)
{
    for (uint32_t number = first; number < first + count; number++)
        put(map, key_of_many(number), number);
}

th_key key_in_bucket(uint64_t bucket, uint32_t serial)
{
    return key_spelling(hash_with((uint8_t)(5 + serial % 251), bucket), serial);
}

void put_in_bucket(th_map *map, uint64_t bucket, uint32_t first, uint32_t count)
{
    for (uint32_t serial = first; serial < first + count; serial++)
        put(map, key_in_bucket(bucket, serial), serial);
}

void delete_in_bucket(th_map *map, uint64_t bucket, uint32_t first, uint32_t count)
{
    for (uint32_t serial = first; serial < first + count; serial++)
        assert_true(th_map_delete(map, key_in_bucket(bucket, serial)));
}

void give_overflow(th_map *map, uint64_t bucket)
{
    put_in_bucket(map, bucket, 0, 9);
    delete_in_bucket(map, bucket, 0, 8);
}

uint8_t flags_of(const th_map *map)
{
    return atomic_load_explicit(&((const th_hmap *)map)->flags, memory_order_relaxed);
}

void set_flags(th_map *map, uint8_t flags)
{
    atomic_store_explicit(&((th_hmap *)map)->flags, flags, memory_order_relaxed);
}
