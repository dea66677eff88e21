/* map_threads_test.c - any number of readers and cursors at once. Method: pthreads that start
 * together; the thread sanitizer (--config=tsan) says whether they ever touch the same memory
 * unguarded. */
#include <pthread.h>

#include "tests/support/snapshots.h"
#include "tests/support/test_map.h"
#include "tests/support/testing.h"

enum { THREADS = 8, KEYS = 1700 };

struct reader {
    pthread_t thread;
    pthread_barrier_t *start;
    th_map *map;
    th_cursor *cursor; /* opened beforehand, on an older array; NULL: none */
    th_key *keys;
    unsigned misses, yielded, yielded_by_old;
};

static void assert_growing(const th_map *map)
{
    th_snapshot *seen = look(map);
    assert_int_equal(seen->oldbuckets.chain_count, 256);
    th_snapshot_free(seen);
}

static void *read_all(void *context)
{
    struct reader *reader = context;
    pthread_barrier_wait(reader->start);
    for (uint32_t i = 0; i < KEYS; i++) {
        const uint64_t *value = th_map_get(reader->map, reader->keys[i]);
        reader->misses += value == NULL || *value != i;
    }
    for (unsigned round = 0; round < 3; round++) {
        th_cursor cursor;
        th_cursor_open(reader->map, &cursor);
        for (unsigned step = 0; step < KEYS / 2 * (round + 1) && th_cursor_next(&cursor); step++)
            reader->yielded++;
        th_cursor_close(&cursor);
    }
    while (reader->cursor != NULL && th_cursor_next(reader->cursor))
        reader->yielded_by_old++;
    reader->misses += th_map_len(reader->map) != KEYS;
    return NULL;
}

/* Method: the map grows while they read; half of them end walks that were begun before that growth
 * and before an earlier one, so that retained arrays are given back by readers at the same time. */
static void readers_and_cursors_do_not_disturb_each_other(void **state)
{
    struct test_map test;
    struct reader readers[THREADS] = {{.map = NULL}};
    th_cursor cursors[THREADS];
    pthread_barrier_t start;
    static th_key keys[KEYS];
    (void)state;
    for (uint32_t i = 0; i < KEYS; i++)
        keys[i] = key_of_many(i);
    test_map_make_paged(&test, (th_map_options){.hint = 0, .keys_owned = true}, 64);
    put_many(test.map, 0, 800);
    for (unsigned i = 0; i < 4; i++)
        th_cursor_open(test.map, &cursors[i]);
    put_many(test.map, 800, 864);
    for (unsigned i = 4; i < THREADS; i++)
        th_cursor_open(test.map, &cursors[i]);
    put_many(test.map, 1664, KEYS - 1664);
    for (uint32_t i = 0; i < 20; i++)
        put(test.map, keys[i], i);
    assert_growing(test.map);
    assert_int_equal(pthread_barrier_init(&start, NULL, THREADS), 0);
    for (unsigned i = 0; i < THREADS; i++) {
        readers[i] =
            (struct reader){.start = &start, .map = test.map, .cursor = &cursors[i], .keys = keys};
        assert_int_equal(pthread_create(&readers[i].thread, NULL, read_all, &readers[i]), 0);
    }
    for (unsigned i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_join(readers[i].thread, NULL), 0);
        assert_int_equal(readers[i].misses, 0);
        assert_int_equal(readers[i].yielded, KEYS / 2 + KEYS + KEYS);
        assert_in_range(readers[i].yielded_by_old, i < 4 ? 800 : 1664, KEYS);
    }
    pthread_barrier_destroy(&start);
    test_map_free(&test);
}

/* Method: no cursor was open before, so all set the iterator flags at once; the map is growing. */
static void all_may_open_the_first_cursor_in_growth(void **state)
{
    struct test_map test;
    struct reader readers[THREADS] = {{.map = NULL}};
    pthread_barrier_t start;
    static th_key keys[KEYS];
    (void)state;
    for (uint32_t i = 0; i < KEYS; i++)
        keys[i] = key_of_many(i);
    for (unsigned round = 0; round < 3; round++) {
        test_map_make(&test, (th_map_options){.hint = 1664});
        put_many(test.map, 0, KEYS);
        assert_int_equal(flags_of(test.map), 0);
        assert_growing(test.map);
        assert_int_equal(pthread_barrier_init(&start, NULL, THREADS), 0);
        for (unsigned i = 0; i < THREADS; i++) {
            readers[i] = (struct reader){.start = &start, .map = test.map, .keys = keys};
            assert_int_equal(pthread_create(&readers[i].thread, NULL, read_all, &readers[i]), 0);
        }
        for (unsigned i = 0; i < THREADS; i++) {
            assert_int_equal(pthread_join(readers[i].thread, NULL), 0);
            assert_int_equal(readers[i].misses, 0);
            assert_int_equal(readers[i].yielded, KEYS / 2 + KEYS + KEYS);
        }
        assert_int_equal(flags_of(test.map), 3);
        pthread_barrier_destroy(&start);
        test_map_free(&test);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(readers_and_cursors_do_not_disturb_each_other),
        cmocka_unit_test(all_may_open_the_first_cursor_in_growth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
