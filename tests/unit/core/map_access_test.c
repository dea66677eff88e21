/* map_access_test.c - looking a key up: what it finds, what it costs, what it leaves alone. */
#include <string.h>

#include "tests/support/event_recorder.h"
#include "tests/support/snapshots.h"
#include "tests/support/test_map.h"
#include "tests/support/testing.h"

/* A map that is growing from B = 4: old bucket 0 has been evacuated (as the one at nevacuate), and
 * the old bucket of the last key. */
static void make_growing(struct test_map *test)
{
    test_map_make(test, (th_map_options){.hint = 104});
    put_many(test->map, 0, 105);
    th_snapshot *seen = look(test->map);
    assert_int_equal(seen->oldbuckets.chain_count, 16);
    th_snapshot_free(seen);
}

/* Rule A1: also while the map grows. Method: every byte of the map's memory before and after. */
static void a_lookup_changes_nothing(void **state)
{
    struct test_map test;
    (void)state;
    make_growing(&test);
    struct memory_image before = memory_image_take(&test.memory);
    for (uint32_t i = 0; i < 210; i++) {
        const void *found = th_map_get(test.map, key_of_many(i));
        assert_int_equal(found != NULL, i < 105);
    }
    for (size_t i = 0; i < before.count; i++) {
        const struct image_block *block = &before.blocks[i];
        assert_memory_equal((void *)(uintptr_t)block->address, block->bytes, block->size_bytes);
    }
    assert_int_equal(before.count, test.memory.held_blocks);
    memory_image_free(&before);
    test_map_free(&test);
}

/* Rule A2. Method: the event says which array was chosen; what is there says whether that is
 * right. */
static void growth_is_read_old_until_evacuated(void **state)
{
    struct test_map test;
    struct event_recorder recorder;
    unsigned chosen[2] = {0, 0};
    (void)state;
    make_growing(&test);
    event_recorder_set_up(&recorder);
    th_map_observe(test.map, &recorder.observer);
    th_snapshot *seen = look(test.map);
    for (uint32_t i = 0; i < 105; i++) {
        event_recorder_forget(&recorder);
        assert_holds(test.map, key_of_many(i), i);
        const th_event *event = &told(&recorder, TH_EVENT_BUCKET_CHOSEN, 0)->event;
        uint8_t top = bucket_in(&seen->oldbuckets, i % 16, 0)->tophash[0];
        bool is_evacuated = top >= 2 && top <= 4;
        assert_int_equal(event->after, !is_evacuated);
        assert_int_equal(event->at.bucket, is_evacuated ? i % 32 : i % 16);
        chosen[event->after]++;
    }
    assert_true(chosen[0] > 0 && chosen[1] > 0);
    th_snapshot_free(seen);
    event_recorder_free(&recorder);
    test_map_free(&test);
}

static uint64_t hashes_of_get(struct test_map *test, th_key key)
{
    uint64_t before = test->hash.calls;
    (void)th_map_get(test->map, key);
    return test->hash.calls - before;
}

/* Rule A3 and fact 29. */
static void a_map_of_one_bucket_hashes_only_when_it_must(void **state)
{
    struct test_map test;
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 0});
    assert_int_equal(hashes_of_get(&test, key_spelling(1, 1)), 0); /* count is 0 */
    put(test.map, key_spelling(1, 1), 11);
    put(test.map, key_spelling_long(2, 2, 40), 22);
    put(test.map, key_spelling_long(2, 3, 40), 33);
    put(test.map, key_spelling_long(3, 4, 40), 44);
    put(test.map, key_spelling_long(2, 5, 32), 55);

    assert_int_equal(hashes_of_get(&test, key_spelling(1, 1)), 0);
    assert_int_equal(hashes_of_get(&test, key_spelling_long(1, 1, 31)), 0);
    assert_int_equal(hashes_of_get(&test, key_spelling_long(1, 1, 32)), 0); /* none looks like it */
    assert_int_equal(hashes_of_get(&test, key_spelling_long(2, 5, 32)), 0); /* one does */
    assert_int_equal(hashes_of_get(&test, key_spelling_long(3, 4, 40)), 0);
    assert_int_equal(hashes_of_get(&test, key_spelling_long(2, 2, 40)), 1); /* two do */
    assert_int_equal(hashes_of_get(&test, key_spelling_long(2, 9, 40)), 1);
    assert_holds(test.map, key_spelling_long(2, 2, 40), 22);
    assert_holds(test.map, key_spelling_long(2, 3, 40), 33);
    assert_holds(test.map, key_spelling_long(2, 5, 32), 55);
    test_map_free(&test);
}

static void a_larger_map_hashes_once(void **state)
{
    struct test_map test;
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 9});
    assert_int_equal(hashes_of_get(&test, key_spelling(1, 1)), 0); /* count is 0 */
    put_many(test.map, 0, 100);
    assert_int_equal(hashes_of_get(&test, key_of_many(5)), 1);
    assert_int_equal(hashes_of_get(&test, key_of_many(500)), 1);
    test_map_free(&test);
}

/* Method: count what is probed. Cost O(1): the map's size does not show. */
static void a_lookup_probes_one_chain_up_to_its_rest(void **state)
{
    (void)state;
    for (uint32_t count = 50; count <= 50000; count *= 10) {
        struct test_map test;
        struct event_recorder recorder;
        test_map_make(&test, (th_map_options){.hint = 0});
        put_many(test.map, 0, count);
        event_recorder_set_up(&recorder);
        th_map_observe(test.map, &recorder.observer);
        for (uint32_t i = 0; i < 50; i++)
            assert_holds(test.map, key_of_many(i * (count / 50)), i * (count / 50));
        assert_true(told_count(&recorder, TH_EVENT_SLOT_PROBED) <= (size_t)50 * 16);
        /* Of seven neighbours in a chain, 251 tophashes apart, none looks alike. */
        assert_int_equal(told_count(&recorder, TH_EVENT_KEY_COMPARED), 50);
        event_recorder_free(&recorder);
        test_map_free(&test);
    }
}

/* Method: what is there after the slot that says rest could not be found; it never is there (D1),
 * so a probe that went on would only cost. */
static void a_miss_stops_at_rest(void **state)
{
    struct test_map test;
    struct event_recorder recorder;
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 9});
    for (uint32_t i = 0; i < 3; i++)
        put(test.map, key_spelling(hash_with(0x20, 1), i), i);
    event_recorder_set_up(&recorder);
    th_map_observe(test.map, &recorder.observer);
    assert_lacks(test.map, key_spelling(hash_with(0x21, 1), 9));
    assert_told(&recorder, "op_start flags_read hash bucket_chosen slot_probed slot_probed "
                           "slot_probed slot_probed op_end");
    assert_lacks(test.map, key_spelling(hash_with(0x20, 0), 9));
    assert_told(&recorder, "op_start flags_read hash bucket_chosen slot_probed op_end");
    event_recorder_free(&recorder);
    test_map_free(&test);
}

static void keys_differ_by_any_byte_and_by_length(void **state)
{
    struct test_map test;
    (void)state;
    const th_key keys[] = {{"\0\0\0\0\0\0\0\0", 8},
                           {"\0\0\0\0\0\0\0\0\0", 9},
                           {"\0\0\0\0\0\0\0\0a", 9},
                           {"\0\0\0\0\0\0\0\0b", 9},
                           {"\0\0\0\0\0\0\0\0ab", 10},
                           {"\0\0\0\0\0\0\0\0a\0b", 11},
                           {"\0\0\0\0\0\0\0\0a\0c", 11},
                           {"\0\0\0\0\0\0\0\0a\0", 10},
                           {NULL, 0},
                           {"\0", 1}};
    for (unsigned hint = 0; hint <= 20; hint += 20) { /* a small map, and one that hashes */
        test_map_make(&test, (th_map_options){.hint = hint});
        for (uint64_t i = 0; i < COUNT_OF(keys); i++)
            put(test.map, keys[i], i);
        for (uint64_t i = 0; i < COUNT_OF(keys); i++)
            assert_holds(test.map, keys[i].len == 0 ? keys[i] : key_copy(keys[i]), i);
        assert_holds(test.map, (th_key){"", 0}, 8);
        assert_lacks(test.map, (th_key){"\0\0\0\0\0\0\0\0a\0d", 11});
        test_map_free(&test);
    }
}

static void the_pointer_is_good_until_the_next_write(void **state)
{
    struct test_map test;
    th_cursor cursor;
    (void)state;
    make_growing(&test);
    const void *value = th_map_get(test.map, key_of_many(7));
    assert_true(counting_memory_holds(&test.memory, value, 8));
    th_cursor_open(test.map, &cursor);
    while (th_cursor_next(&cursor))
        assert_non_null(th_map_get(test.map, cursor.key));
    th_cursor_close(&cursor);
    assert_ptr_equal(th_map_get(test.map, key_of_many(7)), value);
    assert_int_equal(*(const uint64_t *)value, 7);
    test_map_free(&test);
}

static void a_found_value_of_no_size_is_not_NULL(void **state)
{
    th_map *map;
    (void)state;
    assert_int_equal(th_map_make(&(th_map_options){.value_size = 0}, &map), TH_OK);
    for (uint32_t i = 0; i < 300; i++)
        assert_int_equal(th_map_put(map, key_numbered(i), NULL), TH_OK);
    for (uint32_t i = 0; i < 600; i++)
        assert_int_equal(th_map_get(map, key_numbered(i)) != NULL, i < 300);
    th_map_free(map);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lookup_changes_nothing),
        cmocka_unit_test(growth_is_read_old_until_evacuated),
        cmocka_unit_test(a_map_of_one_bucket_hashes_only_when_it_must),
        cmocka_unit_test(a_larger_map_hashes_once),
        cmocka_unit_test(a_lookup_probes_one_chain_up_to_its_rest),
        cmocka_unit_test(a_miss_stops_at_rest),
        cmocka_unit_test(keys_differ_by_any_byte_and_by_length),
        cmocka_unit_test(the_pointer_is_good_until_the_next_write),
        cmocka_unit_test(a_found_value_of_no_size_is_not_NULL),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
