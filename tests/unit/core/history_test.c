/* history_test.c - a map's last operations: what is remembered of them, and for how long. How they
 * are printed: history_print_test.c.
 *
 * Method: one thread after another, so that it is known what the ring must hold. */
#include "core/history.h"

#include <dlfcn.h>
#include <pthread.h>
#include <string.h>

#include "core/hash.h"
#include "tests/support/test_map.h"
#include "tests/support/testing.h"
#include "tests/unit/core/history_callers.h"

enum { WRITING = 4, RING_BYTES = 16, ENTRY_BYTES = 64 };

/* ---- Reading ---- */

/* The last one. */
static th_history_entry last_of(const th_map *map)
{
    th_history_entry entry;
    assert_int_equal(th_history_read(map, &entry, 1), 1);
    return entry;
}

static void assert_entry(const th_history_entry *entry, uint64_t number, th_op op, th_key key,
                         const char *caller)
{
    Dl_info info;
    assert_int_equal(entry->number, number);
    assert_int_equal(entry->op, op);
    assert_int_equal(entry->key_len, key.len);
    assert_memory_equal(entry->key, key.bytes, key.len);
    assert_true(dladdr(entry->caller, &info) != 0);
    assert_non_null(info.dli_sname);
    assert_string_equal(info.dli_sname, caller);
    assert_true(entry->is_over);
    assert_true(entry->is_mine);
}

static void ignore(void *context, const th_event *event)
{
    (void)context;
    (void)event;
}

static void each_operation_is_remembered_with_its_key_and_caller(void **state)
{
    const th_observer observer = {.event = ignore};
    const th_key none = {"", 0}, a = {"a", 1}, b = {"b", 1};
    (void)state;
    for (unsigned is_observed = 0; is_observed < 2; is_observed++) {
        struct test_map test;
        test_map_make(&test, (th_map_options){.history = 16,
                                              .hash = th_hash_default(),
                                              .observer = is_observed ? &observer : NULL});
        th_key long_a = key_spelling(hash_with(9, 1), 1);
        caller_of_put(test.map, long_a);
        caller_of_get(test.map, a);
        caller_of_delete(test.map, b);
        caller_of_cursor(test.map);
        caller_of_clear(test.map);
        th_history_entry entries[20];
        assert_int_equal(th_history_read(test.map, entries, 20), 9);
        assert_entry(&entries[0], 1, TH_OP_PUT, long_a, "caller_of_put");
        assert_entry(&entries[1], 2, TH_OP_GET, a, "caller_of_get");
        assert_entry(&entries[2], 3, TH_OP_DELETE, b, "caller_of_delete");
        assert_entry(&entries[3], 4, TH_OP_OPEN, none, "caller_of_cursor");
        assert_entry(&entries[4], 5, TH_OP_NEXT, none, "caller_of_cursor");
        assert_entry(&entries[5], 6, TH_OP_CLOSE, none, "caller_of_cursor");
        assert_entry(&entries[6], 7, TH_OP_OPEN, none, "caller_of_cursor");
        assert_entry(&entries[7], 8, TH_OP_CLOSE, none, "caller_of_cursor");
        assert_entry(&entries[8], 9, TH_OP_CLEAR, none, "caller_of_clear");
        test_map_free(&test);
    }
}

/* Each by itself, and by whom the batch was given. */
static void each_of_many_keys_is_remembered(void **state)
{
    const th_key keys[] = {{"a", 1}, {"b", 1}, {"c", 1}};
    struct test_map test;
    th_history_entry entries[7];
    (void)state;
    test_map_make(&test, (th_map_options){.history = 8, .hash = th_hash_default()});
    caller_of_put_many(test.map, keys, 3);
    caller_of_get_many(test.map, keys, 3);
    assert_int_equal(th_history_read(test.map, entries, 7), 6);
    for (uint64_t i = 0; i < 3; i++) {
        assert_entry(&entries[i], 1 + i, TH_OP_PUT, keys[i], "caller_of_put_many");
        assert_entry(&entries[3 + i], 4 + i, TH_OP_GET, keys[i], "caller_of_get_many");
    }
    test_map_free(&test);
}

/* A second observer, or none any more, does not end the history. */
static void observing_and_remembering_do_not_disturb_each_other(void **state)
{
    const th_observer observer = {.event = ignore};
    struct test_map test;
    (void)state;
    test_map_make(&test, (th_map_options){.history = 4});
    th_map_observe(test.map, &observer);
    put(test.map, key_of_many(1), 1);
    th_map_observe(test.map, NULL);
    put(test.map, key_of_many(2), 2);
    assert_int_equal(last_of(test.map).number, 2);
    test_map_free(&test);
}

static void without_a_history_or_a_map_nothing_is_remembered(void **state)
{
    struct test_map test;
    th_history_entry entry;
    (void)state;
    test_map_make(&test, (th_map_options){.history = 0});
    put_many(test.map, 0, 10);
    assert_int_equal(th_history_read(test.map, &entry, 1), 0);
    assert_int_equal(th_history_read(NULL, &entry, 1), 0);
    test_map_free(&test);
}

static void calls_without_a_map_are_not_remembered(void **state)
{
    struct test_map test;
    th_cursor cursor;
    (void)state;
    test_map_make(&test, (th_map_options){.history = 4});
    th_cursor_open(test.map, &cursor); /* number 1; of an empty map, so it is done */
    assert_false(th_cursor_next(&cursor));
    th_cursor_close(&cursor);
    assert_int_equal(last_of(test.map).number, 1);
    assert_int_equal(last_of(test.map).op, TH_OP_OPEN);
    test_map_free(&test);
}

/* Each length at both sides of what is kept; what lies behind the key is zero. */
static void the_first_24_bytes_of_a_key_are_copied(void **state)
{
    const size_t lens[] = {0, 1, 7, 8, 23, 24, 25, 1000};
    struct test_map test;
    char bytes[1000];
    (void)state;
    test_map_make(&test, (th_map_options){.history = 1, .hash = th_hash_default()});
    for (size_t i = 0; i < COUNT_OF(lens); i++) {
        char expected[TH_HISTORY_KEY_SIZE] = {0};
        memset(expected, 'k', lens[i] < sizeof expected ? lens[i] : sizeof expected);
        memset(bytes, 'k', sizeof bytes);
        (void)th_map_get(test.map, (th_key){lens[i] == 0 ? NULL : bytes, lens[i]});
        memset(bytes, 'x', sizeof bytes);
        th_history_entry entry = last_of(test.map);
        assert_int_equal(entry.key_len, lens[i]);
        assert_memory_equal(entry.key, expected, sizeof expected);
    }
    test_map_free(&test);
}

/* ---- The ring ---- */

static void the_ring_is_the_next_power_of_two_and_wraps(void **state)
{
    const struct {
        uint32_t asked;
        size_t kept;
    } table[] = {{1, 1},    {2, 2},         {3, 4},         {5, 8},         {64, 64},
                 {65, 128}, {32769, 65536}, {65536, 65536}, {65537, 65536}, {UINT32_MAX, 65536}};
    static th_history_entry entries[TH_HISTORY_MAX + 1];
    (void)state;
    for (size_t i = 0; i < COUNT_OF(table); i++) {
        struct test_map plain, test;
        test_map_make(&plain, (th_map_options){.history = 0});
        test_map_make(&test, (th_map_options){.history = table[i].asked});
        assert_int_equal(test.memory.held_bytes - plain.memory.held_bytes,
                         RING_BYTES + ENTRY_BYTES * table[i].kept);
        for (size_t j = 0; j < table[i].kept + 3; j++)
            (void)th_map_get(test.map, th_key_of("a"));
        assert_int_equal(th_history_read(test.map, entries, COUNT_OF(entries)), table[i].kept);
        for (size_t j = 0; j < table[i].kept; j++)
            assert_int_equal(entries[j].number, j + 4);
        test_map_free(&plain);
        test_map_free(&test);
    }
}

static void reading_gives_the_last_ones_oldest_first(void **state)
{
    struct test_map test;
    th_history_entry entries[8];
    (void)state;
    test_map_make(&test, (th_map_options){.history = 8});
    assert_int_equal(th_history_read(test.map, entries, 8), 0);
    for (unsigned i = 0; i < 5; i++)
        (void)th_map_get(test.map, th_key_of("a"));
    assert_int_equal(th_history_read(test.map, entries, 0), 0);
    assert_int_equal(th_history_read(test.map, entries, 3), 3);
    for (unsigned i = 0; i < 3; i++)
        assert_int_equal(entries[i].number, 3 + i);
    assert_int_equal(th_history_read(test.map, entries, 8), 5);
    assert_int_equal(entries[0].number, 1);
    test_map_free(&test);
}

/* The map, its ring and its buckets: three takes. Each fails once. */
static void a_history_that_memory_cannot_hold_is_no_memory(void **state)
{
    (void)state;
    for (uint64_t nth = 1; nth <= 4; nth++) {
        struct counting_memory memory;
        th_map *map = (th_map *)(uintptr_t)1;
        counting_memory_set_up(&memory);
        counting_memory_fail(&memory, nth, 1);
        th_map_options options = {
            .hint = 100, .history = 8, .memory = counting_memory_use(&memory)};
        assert_int_equal(th_map_make(&options, &map), nth <= 3 ? TH_NO_MEMORY : TH_OK);
        if (nth <= 3) assert_null(map);
        th_map_free(map);
        assert_int_equal(memory.held_blocks, 0);
    }
}

/* ---- Threads ---- */

static void *get_once(void *context)
{
    (void)th_map_get(context, th_key_of("a"));
    return NULL;
}

static void *get_named(void *context)
{
    th_thread_name_set("reader");
    (void)th_map_get(context, th_key_of("a"));
    th_thread_name_set(NULL);
    (void)th_map_get(context, th_key_of("a"));
    return NULL;
}

static void run(void *(*body)(void *context), void *context)
{
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, body, context), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
}

static void a_thread_has_a_number_of_its_own_and_the_name_it_took(void **state)
{
    struct test_map test, other;
    th_history_entry entries[5];
    (void)state;
    test_map_make(&test, (th_map_options){.history = 8});
    test_map_make(&other, (th_map_options){.history = 8});
    get_once(test.map);
    run(get_once, test.map);
    run(get_named, test.map);
    get_once(test.map);
    get_once(other.map);
    assert_int_equal(th_history_read(test.map, entries, 5), 5);
    uint32_t mine = entries[0].thread;
    assert_int_equal(entries[1].thread, mine + 1);
    assert_int_equal(entries[2].thread, mine + 2);
    assert_int_equal(entries[3].thread, mine + 2);
    assert_int_equal(entries[4].thread, mine);
    assert_int_equal(last_of(other.map).thread, mine);
    for (unsigned i = 0; i < 5; i++) {
        assert_int_equal(entries[i].is_mine, i == 0 || i == 4);
        if (i != 2) assert_null(entries[i].thread_name);
    }
    assert_string_equal(entries[2].thread_name, "reader");
    test_map_free(&test);
    test_map_free(&other);
}

struct reading_thread {
    th_map *map;
    pthread_barrier_t *start;
    const char *name;
};

enum { GETS = 3000, STEPS = 500, KEYS = 600 };

static void *read_much(void *context)
{
    struct reading_thread *thread = context;
    th_cursor cursor;
    th_thread_name_set(thread->name);
    pthread_barrier_wait(thread->start);
    for (uint32_t i = 0; i < GETS; i++)
        (void)th_map_get(thread->map, th_key_of(thread->name));
    th_cursor_open(thread->map, &cursor);
    for (unsigned i = 0; i < STEPS; i++)
        (void)th_cursor_next(&cursor);
    th_cursor_close(&cursor);
    return NULL;
}

/* Method: two threads read the map, a third reads the history meanwhile; the thread sanitizer
 * looks on. A small ring is gone around thousands of times, so an entry may be torn: each field is
 * held to what some operation had. */
static void readers_may_be_remembered_and_read_at_once(void **state)
{
    struct test_map test;
    pthread_barrier_t start;
    pthread_t ids[2];
    (void)state;
    test_map_make(&test, (th_map_options){.history = 8, .hash = th_hash_default()});
    put_many(test.map, 0, KEYS);
    struct reading_thread threads[] = {{test.map, &start, "reader a"},
                                       {test.map, &start, "reader b"}};
    assert_int_equal(pthread_barrier_init(&start, NULL, 3), 0);
    for (unsigned i = 0; i < 2; i++)
        assert_int_equal(pthread_create(&ids[i], NULL, read_much, &threads[i]), 0);
    pthread_barrier_wait(&start);
    for (unsigned round = 0; round < 2000; round++) {
        th_history_entry entries[8];
        size_t count = th_history_read(test.map, entries, 8);
        for (size_t i = 0; i < count; i++) {
            assert_true(i == 0 || entries[i].number > entries[i - 1].number);
            if (entries[i].number <= KEYS) continue;
            assert_in_range(entries[i].op, TH_OP_GET, TH_OP_CLOSE);
            assert_true(entries[i].thread_name == NULL ||
                        entries[i].thread_name == threads[0].name ||
                        entries[i].thread_name == threads[1].name);
        }
    }
    for (unsigned i = 0; i < 2; i++)
        assert_int_equal(pthread_join(ids[i], NULL), 0);
    get_once(test.map);
    assert_int_equal(last_of(test.map).number, KEYS + 2 * (GETS + STEPS + 2) + 1);
    pthread_barrier_destroy(&start);
    test_map_free(&test);
}

/* ---- Under way ---- */

struct onlooker {
    th_observer observer;
    th_map *map;
    th_history_entry seen;
};

static void look_on(void *context, const th_event *event)
{
    struct onlooker *onlooker = context;
    if (event->kind == TH_EVENT_HASH) onlooker->seen = last_of(onlooker->map);
}

static void an_operation_is_under_way_until_it_returns(void **state)
{
    struct test_map test;
    (void)state;
    test_map_make(&test, (th_map_options){.history = 4});
    struct onlooker onlooker = {.observer = {.context = &onlooker, .event = look_on},
                                .map = test.map};
    th_map_observe(test.map, &onlooker.observer);
    put(test.map, key_of_many(1), 1);
    assert_int_equal(onlooker.seen.number, 1);
    assert_false(onlooker.seen.is_over);
    assert_true(onlooker.seen.is_mine);
    assert_true(last_of(test.map).is_over);
    test_map_free(&test);
}

/* An operation that outlives the ring does not mark the one that took its place. */
static th_map *outlived;
static void outlive(void *context, const th_event *event)
{
    (void)context;
    if (event->kind != TH_EVENT_HASH) return;
    th_map_observe(outlived, NULL);
    run(get_once, outlived);
    th_history_entry entry = last_of(outlived);
    assert_int_equal(entry.number, 2);
}

static void an_operation_that_outlives_the_ring_leaves_it_alone(void **state)
{
    const th_observer observer = {.event = outlive};
    struct test_map test;
    (void)state;
    test_map_make(&test, (th_map_options){.history = 1, .observer = &observer});
    outlived = test.map;
    put(test.map, key_of_many(1), 1);
    th_history_entry entry = last_of(test.map);
    assert_int_equal(entry.number, 2);
    assert_true(entry.is_over);
    test_map_free(&test);
}

/* ---- A fatal error ---- */

struct way_out {
    jmp_buf back;
    th_history_entry entries[4];
    size_t count;
};

static void take_away(void *context, const th_map *map, const th_fatal_report *report)
{
    struct way_out *way_out = context;
    (void)report;
    way_out->count = th_history_read(map, way_out->entries, 4);
    longjmp(way_out->back, 1);
}

static void from_a_fatal_error_on_nothing_is_remembered(void **state)
{
    struct test_map test;
    struct way_out way_out = {.count = 0};
    (void)state;
    test_map_make(&test, (th_map_options){.history = 4,
                                          .hash = th_hash_default(),
                                          .fatal = {.context = &way_out, .handle = take_away}});
    put(test.map, th_key_of("a"), 1);
    set_flags(test.map, WRITING);
    if (setjmp(way_out.back) == 0) caller_of_get(test.map, th_key_of("b"));
    assert_int_equal(way_out.count, 2);
    assert_true(way_out.entries[0].is_over);
    assert_int_equal(way_out.entries[1].op, TH_OP_GET);
    assert_false(way_out.entries[1].is_over);
    set_flags(test.map, 0);
    for (unsigned i = 0; i < 10; i++)
        (void)th_map_get(test.map, th_key_of("c"));
    th_history_entry entries[4];
    assert_int_equal(th_history_read(test.map, entries, 4), 2);
    assert_int_equal(entries[1].number, 2);
    assert_int_equal(entries[1].key[0], 'b');
    counting_memory_give_all(&test.memory);
}

static void end_thread(void *context, const th_map *map, const th_fatal_report *report)
{
    (void)context;
    (void)map;
    (void)report;
    pthread_exit(NULL);
}

static void let_reader_in(void *context, const th_event *event)
{
    if (event->kind == TH_EVENT_WRITING_SET) run(get_once, *(th_map **)context);
}

/* Method: a reader comes amid a put, notices it, and its thread ends; the put goes on. */
static void what_was_under_way_at_the_error_stays_so(void **state)
{
    struct test_map test;
    th_history_entry entries[4];
    (void)state;
    const th_observer observer = {.context = &test.map, .event = let_reader_in};
    test_map_make(
        &test,
        (th_map_options){.history = 4, .hash = th_hash_default(), .fatal = {.handle = end_thread}});
    put(test.map, th_key_of("a"), 1);
    th_map_observe(test.map, &observer);
    put(test.map, th_key_of("a"), 2);
    assert_int_equal(th_history_read(test.map, entries, 4), 3);
    assert_true(entries[0].is_over);
    assert_int_equal(entries[1].op, TH_OP_PUT);
    assert_true(entries[1].is_mine);
    assert_false(entries[1].is_over);
    assert_int_equal(entries[2].op, TH_OP_GET);
    assert_false(entries[2].is_mine);
    assert_false(entries[2].is_over);
    test_map_free(&test);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_operation_is_remembered_with_its_key_and_caller),
        cmocka_unit_test(each_of_many_keys_is_remembered),
        cmocka_unit_test(observing_and_remembering_do_not_disturb_each_other),
        cmocka_unit_test(without_a_history_or_a_map_nothing_is_remembered),
        cmocka_unit_test(calls_without_a_map_are_not_remembered),
        cmocka_unit_test(the_first_24_bytes_of_a_key_are_copied),
        cmocka_unit_test(the_ring_is_the_next_power_of_two_and_wraps),
        cmocka_unit_test(reading_gives_the_last_ones_oldest_first),
        cmocka_unit_test(a_history_that_memory_cannot_hold_is_no_memory),
        cmocka_unit_test(a_thread_has_a_number_of_its_own_and_the_name_it_took),
        cmocka_unit_test(readers_may_be_remembered_and_read_at_once),
        cmocka_unit_test(an_operation_is_under_way_until_it_returns),
        cmocka_unit_test(an_operation_that_outlives_the_ring_leaves_it_alone),
        cmocka_unit_test(from_a_fatal_error_on_nothing_is_remembered),
        cmocka_unit_test(what_was_under_way_at_the_error_stays_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
