/* map_pin_test.c - guarantee M5: a bucket array lives exactly as long as the map or a cursor needs
 * it. Method: the map's memory is counted; an array is known by its size, or by its address. */
#include "tests/support/snapshots.h"
#include "tests/support/test_map.h"
#include "tests/support/testing.h"

static const void *array_address(const th_map *map)
{
    th_snapshot *seen = look(map);
    const void *address = (const void *)(uintptr_t)seen->buckets.address;
    th_snapshot_free(seen);
    return address;
}

static bool is_held(struct test_map *test, const void *array)
{
    return counting_memory_holds(&test->memory, array, 1);
}

/* Puts new keys until the growth under way is over. */
static void end_growth(struct test_map *test)
{
    for (uint32_t number = 100000;; number++) {
        th_snapshot *seen = look(test->map);
        bool is_over = seen->oldbuckets.chain_count == 0;
        th_snapshot_free(seen);
        if (is_over) return;
        put_many(test->map, number % 32, 1);
    }
}

static void without_cursors_growth_frees_the_old_array_when_it_ends(void **state)
{
    struct test_map test;
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 104});
    put_many(test.map, 0, 104);
    const void *old = array_address(test.map);
    put_many(test.map, 104, 1);
    assert_true(is_held(&test, old));
    end_growth(&test);
    assert_false(is_held(&test, old));
    assert_int_equal(test.memory.held_blocks, 2);
    test_map_free(&test);
}

static void the_last_cursor_takes_its_array_with_it(void **state)
{
    (void)state;
    for (unsigned last = 0; last < 3; last++) {
        struct test_map test;
        th_cursor cursors[3];
        test_map_make(&test, (th_map_options){.hint = 104});
        put_many(test.map, 0, 104);
        const void *old = array_address(test.map);
        for (unsigned i = 0; i < 3; i++) {
            th_cursor_open(test.map, &cursors[i]);
            assert_true(th_cursor_next(&cursors[i]));
        }
        put_many(test.map, 104, 1);
        end_growth(&test);
        for (unsigned i = 1; i < 3; i++) {
            th_cursor_close(&cursors[(last + i) % 3]);
            th_cursor_close(&cursors[(last + i) % 3]);
            assert_true(is_held(&test, old));
        }
        while (th_cursor_next(&cursors[last]))
            assert_true(is_held(&test, old));
        assert_false(is_held(&test, old)); /* the end of the walk unpins, too */
        test_map_free(&test);
    }
}

static void a_closed_cursor_keeps_nothing(void **state)
{
    struct test_map test;
    th_cursor cursor;
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 104});
    put_many(test.map, 0, 104);
    const void *old = array_address(test.map);
    th_cursor_open(test.map, &cursor);
    put_many(test.map, 104, 1);
    th_cursor_close(&cursor);
    assert_true(is_held(&test, old));
    end_growth(&test);
    assert_false(is_held(&test, old));
    test_map_free(&test);
}

/* Method: the home of each cursor is one growth older than the next one's. */
static void each_array_goes_with_its_own_cursor(void **state)
{
    (void)state;
    for (unsigned order = 0; order < 4; order++) {
        struct test_map test;
        th_cursor cursors[4];
        const void *arrays[4];
        test_map_make(&test, (th_map_options){.hint = 0});
        for (unsigned i = 0; i < 4; i++) {
            put_many(test.map, 0, 7u << i);
            end_growth(&test);
            arrays[i] = array_address(test.map);
            th_cursor_open(test.map, &cursors[i]);
        }
        put_many(test.map, 0, 7u << 4);
        end_growth(&test);
        for (unsigned i = 0; i < 4; i++) {
            unsigned next = (order + i * 3) % 4;
            assert_true(is_held(&test, arrays[next]));
            th_cursor_close(&cursors[next]);
            assert_false(is_held(&test, arrays[next]));
        }
        assert_int_equal(test.memory.held_blocks, 2);
        test_map_free(&test);
    }
}

/* Method: the cursor's home is the new array; it stands in the old one, and leaves it. */
static void an_old_chain_is_pinned_while_a_cursor_stands_in_it(void **state)
{
    struct test_map test;
    th_cursor cursor;
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 104}); /* B = 4 */
    put_many(test.map, 0, 104);
    const void *old = array_address(test.map);
    put_many(test.map, 104, 1); /* evacuates 8 and 0 */
    th_cursor_open_at(test.map, &cursor, 5, 0);
    assert_true(th_cursor_next(&cursor));
    assert_int_equal(cursor.check_bucket, 5);
    end_growth(&test);
    assert_true(is_held(&test, old));
    unsigned steps = 1;
    while (cursor.bucket == 6 && th_cursor_next(&cursor)) {
        if (cursor.bucket == 6) assert_true(is_held(&test, old));
        steps++;
    }
    assert_false(is_held(&test, old));
    assert_true(steps >= 3);
    th_cursor_close(&cursor);
    test_map_free(&test);
}

static void a_cleared_growth_keeps_its_old_array_for_a_cursor_only(void **state)
{
    (void)state;
    for (unsigned is_open = 0; is_open < 2; is_open++) {
        struct test_map test;
        th_cursor cursor;
        test_map_make(&test, (th_map_options){.hint = 104});
        put_many(test.map, 0, 104);
        const void *old = array_address(test.map);
        th_cursor_open(test.map, &cursor);
        if (!is_open) th_cursor_close(&cursor);
        put_many(test.map, 104, 1);
        th_map_clear(test.map);
        assert_int_equal(is_held(&test, old), is_open);
        th_cursor_close(&cursor);
        assert_false(is_held(&test, old));
        test_map_free(&test);
    }
}

/* Rule B2: the overflow buckets of a retained array are its own, and go with it. */
static void overflow_buckets_go_with_their_array(void **state)
{
    struct test_map test;
    th_cursor cursor;
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 27}); /* B = 3: no stock */
    put_in_bucket(test.map, 2, 0, 52);
    assert_int_equal(test.memory.held_blocks, 2 + 6);
    th_cursor_open_at(test.map, &cursor, 2, 0);
    put_many(test.map, 1000, 2); /* 2 is evacuated with the second */
    put_many(test.map, 1002, 1);
    end_growth(&test);
    size_t with_old = test.memory.held_bytes;
    unsigned yielded = 0;
    for (; yielded < 45 && th_cursor_next(&cursor); yielded++)
        continue;
    assert_int_equal(yielded, 45); /* in the sixth of the chain */
    th_cursor_close(&cursor);
    assert_int_equal(with_old - test.memory.held_bytes, 64 + 8 * 208 + 6 * (16 + 208));
    test_map_free(&test);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_cursors_growth_frees_the_old_array_when_it_ends),
        cmocka_unit_test(the_last_cursor_takes_its_array_with_it),
        cmocka_unit_test(a_closed_cursor_keeps_nothing),
        cmocka_unit_test(each_array_goes_with_its_own_cursor),
        cmocka_unit_test(an_old_chain_is_pinned_while_a_cursor_stands_in_it),
        cmocka_unit_test(a_cleared_growth_keeps_its_old_array_for_a_cursor_only),
        cmocka_unit_test(overflow_buckets_go_with_their_array),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
