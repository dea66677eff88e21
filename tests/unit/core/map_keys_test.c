/* map_keys_test.c - who owns a key's bytes. Method: owned keys are counted as memory; where bytes
 * must be gone, counting memory has overwritten them, and a sanitizer sees who reads them. */
#include <stdlib.h>
#include <string.h>

#include "tests/support/event_recorder.h"
#include "tests/support/snapshots.h"
#include "tests/support/test_map.h"
#include "tests/support/testing.h"

static void make_owning(struct test_map *test, int64_t hint)
{
    test_map_make(test, (th_map_options){.hint = hint, .keys_owned = true});
}

/* Rule O1. */
static void an_owned_key_may_be_overwritten_after_the_call(void **state)
{
    (void)state;
    struct test_map test;
    make_owning(&test, 0);
    char bytes[32];
    for (uint32_t number = 0; number < 200; number++) {
        th_key key = key_of_many(number);
        memcpy(bytes, key.bytes, key.len);
        put(test.map, (th_key){bytes, key.len}, number);
        memset(bytes, 0xee, sizeof bytes);
    }
    for (uint32_t number = 0; number < 200; number++)
        assert_holds(test.map, key_of_many(number), number);
    test_map_free(&test);
}

static void a_borrowed_key_is_not_copied(void **state)
{
    struct test_map test;
    th_cursor cursor;
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 0});
    th_key key = key_of_many(1);
    put(test.map, key, 1);
    assert_int_equal(test.memory.held_blocks, 2);
    th_cursor_open(test.map, &cursor);
    assert_true(th_cursor_next(&cursor));
    assert_ptr_equal(cursor.key.bytes, key.bytes);
    th_cursor_close(&cursor);
    test_map_free(&test);
}

static void each_entry_has_one_copy_which_goes_with_it(void **state)
{
    (void)state;
    struct test_map test;
    make_owning(&test, 104);
    size_t empty = test.memory.held_bytes;
    put_many(test.map, 0, 50);
    put_many(test.map, 0, 50); /* an overwrite keeps the first copy */
    assert_int_equal(test.memory.held_bytes, empty + 50 * 12);
    for (uint32_t number = 0; number < 50; number++) {
        assert_true(th_map_delete(test.map, key_of_many(number)));
        assert_int_equal(test.memory.held_bytes, empty + (49 - number) * 12);
    }
    put_many(test.map, 0, 50);
    th_map_clear(test.map);
    assert_int_equal(test.memory.held_bytes, empty);
    test_map_free(&test);
}

/* Method: overwrites while the map grows, when the copy is made before the key is found to be
 * there. */
static void an_overwrite_in_growth_keeps_no_second_copy(void **state)
{
    (void)state;
    struct test_map test;
    make_owning(&test, 104);
    put_many(test.map, 0, 105);
    th_snapshot *seen = look(test.map);
    assert_int_equal(seen->oldbuckets.chain_count, 16);
    th_snapshot_free(seen);
    size_t blocks = test.memory.held_blocks;
    put_many(test.map, 0, 3);
    assert_int_equal(test.memory.held_blocks, blocks);
    test_map_free(&test);
}

/* Rule O3. */
static void the_empty_key_has_no_copy(void **state)
{
    (void)state;
    struct test_map test;
    make_owning(&test, 0);
    put(test.map, (th_key){NULL, 0}, 7);
    assert_int_equal(test.memory.held_blocks, 2);
    assert_holds(test.map, (th_key){"", 0}, 7);
    put(test.map, (th_key){"x", 0}, 8);
    assert_holds(test.map, (th_key){NULL, 0}, 8);
    assert_int_equal(th_map_len(test.map), 1);
    put_many(test.map, 0, 100);
    assert_holds(test.map, (th_key){NULL, 0}, 8);
    assert_true(th_map_delete(test.map, (th_key){"", 0}));
    assert_lacks(test.map, (th_key){NULL, 0});
    assert_int_equal(th_map_len(test.map), 100);
    test_map_free(&test);
}

static void nul_bytes_and_long_keys_are_kept(void **state)
{
    enum { MIB = 1 << 20 };
    (void)state;
    struct test_map test;
    make_owning(&test, 0);
    char *bytes = malloc(MIB);
    assert_non_null(bytes);
    for (int i = 0; i < 4; i++) {
        memset(bytes, 0, MIB);
        bytes[8] = (char)i;
        bytes[MIB - 1] = (char)i;
        put(test.map, (th_key){bytes, MIB}, (uint64_t)i);
        put(test.map, (th_key){bytes, (size_t)9 + (size_t)i}, (uint64_t)i + 10);
    }
    assert_true(test.memory.held_bytes > 4 * MIB);
    memset(bytes, 0, MIB);
    for (int i = 0; i < 4; i++) {
        bytes[8] = (char)i;
        bytes[MIB - 1] = (char)i;
        assert_holds(test.map, (th_key){bytes, MIB}, (uint64_t)i);
        assert_holds(test.map, (th_key){bytes, (size_t)9 + (size_t)i}, (uint64_t)i + 10);
        assert_true(th_map_delete(test.map, (th_key){bytes, MIB}));
    }
    assert_true(test.memory.held_bytes < MIB);
    free(bytes);
    test_map_free(&test);
}

/* Rule O2. Method: a cursor holds each of two arrays that growth has left, their slots point at
 * copies that deletes give back; then the cursors go on. */
static void arrays_of_cursors_forget_what_is_deleted(void **state)
{
    (void)state;
    for (unsigned kept = 0; kept < 5; kept++) {
        th_cursor cursors[2];
        unsigned yielded[2] = {0, 0};
        struct test_map test;
        make_owning(&test, 0);
        put_many(test.map, 0, 50);
        put(test.map, (th_key){NULL, 0}, 1000);
        th_cursor_open_at(test.map, &cursors[0], 1, 1);
        put_many(test.map, 50, 100);
        th_cursor_open_at(test.map, &cursors[1], 2, 2);
        put_many(test.map, 150, 200);
        for (uint32_t number = 0; number < 350; number++) {
            if (number % 5 >= kept) assert_true(th_map_delete(test.map, key_of_many(number)));
        }
        assert_true(th_map_delete(test.map, (th_key){NULL, 0}));
        for (unsigned i = 0; i < 2; i++) {
            while (th_cursor_next(&cursors[i])) {
                uint64_t value = *(const uint64_t *)cursors[i].value;
                assert_true(value % 5 < kept);
                assert_int_equal(cursors[i].key.len, 12);
                assert_memory_equal(cursors[i].key.bytes + 8, &value, 4);
                yielded[i] += value < (i == 0 ? 50 : 150); /* a new one may come, too */
            }
        }
        assert_int_equal(yielded[0], 10 * kept);
        assert_int_equal(yielded[1], 30 * kept);
        test_map_free(&test);
    }
}

/* Rule O2. Method: what a walk tells. A slot that was forgotten is skipped without a look at its
 * key; one that was not is looked up, and found. */
static void a_walk_never_looks_up_a_key_that_is_gone(void **state)
{
    (void)state;
    for (unsigned is_growing = 0; is_growing < 2; is_growing++) {
        struct test_map test;
        struct event_recorder recorder;
        th_cursor cursor;
        uint32_t deleted = is_growing ? 2 : 40;
        make_owning(&test, 104);
        put_many(test.map, 0, 104);
        th_cursor_open_at(test.map, &cursor, 0, 0);
        put_many(test.map, 104, is_growing ? 1 : 20);
        for (uint32_t i = 0; i < deleted; i++) /* of the old bucket that the first put evacuated */
            assert_true(th_map_delete(test.map, key_of_many(is_growing ? 8 + 16 * i : i)));
        event_recorder_set_up(&recorder);
        th_map_observe(test.map, &recorder.observer);
        while (th_cursor_next(&cursor))
            continue;
        uint32_t skipped = 0;
        for (size_t nth = 0; told(&recorder, TH_EVENT_ITER_SKIP, nth) != NULL; nth++)
            skipped += told(&recorder, TH_EVENT_ITER_SKIP, nth)->event.after == TH_SKIP_DELETED;
        assert_int_equal(skipped, deleted);
        for (size_t nth = 0; told(&recorder, TH_EVENT_ITER_LOOKUP, nth) != NULL; nth++)
            assert_int_equal(told(&recorder, TH_EVENT_ITER_LOOKUP, nth)->event.after, 1);
        event_recorder_free(&recorder);
        test_map_free(&test);
    }
}

/* Method: the same while evacuation is under way, with a key put again after its deletion. */
static void a_key_that_comes_again_is_another_entry(void **state)
{
    (void)state;
    struct test_map test;
    make_owning(&test, 104);
    th_cursor cursor;
    unsigned yielded = 0;
    put_many(test.map, 0, 104);
    th_cursor_open_at(test.map, &cursor, 0, 0);
    put_many(test.map, 104, 3);
    for (uint32_t number = 0; number < 107; number += 2)
        assert_true(th_map_delete(test.map, key_of_many(number)));
    for (uint32_t number = 0; number < 107; number += 4)
        put(test.map, key_of_many(number), number);
    while (th_cursor_next(&cursor)) {
        uint32_t number = (uint32_t) * (const uint64_t *)cursor.value;
        assert_memory_equal(cursor.key.bytes + 8, &number, 4);
        assert_true(number % 2 == 1 || number % 4 == 0);
        yielded += number % 2 == 1 && number < 104;
    }
    assert_int_equal(yielded, 52);
    test_map_free(&test);
}

static void a_cleared_key_is_forgotten_everywhere(void **state)
{
    (void)state;
    struct test_map test;
    make_owning(&test, 0);
    th_cursor cursors[3];
    for (unsigned i = 0; i < 3; i++) {
        put_many(test.map, i * 50, 50);
        th_cursor_open_at(test.map, &cursors[i], i, 0);
    }
    put_many(test.map, 150, 66); /* 216: growing */
    th_map_clear(test.map);
    put_many(test.map, 0, 20);
    for (unsigned i = 0; i < 3; i++) {
        for (unsigned yielded = 0; th_cursor_next(&cursors[i]); yielded++) {
            assert_true(yielded < 20);
            assert_true(*(const uint64_t *)cursors[i].value < 20);
        }
    }
    test_map_free(&test);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_owned_key_may_be_overwritten_after_the_call),
        cmocka_unit_test(a_borrowed_key_is_not_copied),
        cmocka_unit_test(each_entry_has_one_copy_which_goes_with_it),
        cmocka_unit_test(an_overwrite_in_growth_keeps_no_second_copy),
        cmocka_unit_test(the_empty_key_has_no_copy),
        cmocka_unit_test(nul_bytes_and_long_keys_are_kept),
        cmocka_unit_test(arrays_of_cursors_forget_what_is_deleted),
        cmocka_unit_test(a_walk_never_looks_up_a_key_that_is_gone),
        cmocka_unit_test(a_key_that_comes_again_is_another_entry),
        cmocka_unit_test(a_cleared_key_is_forgotten_everywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
