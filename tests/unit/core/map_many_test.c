/* map_many_test.c - many keys at once: is that the same as one after the other?
 *
 * Method: of two maps that are made alike one is given batches, the other single operations; what
 * they answer and how they lie in memory is compared. Maps with values of 128 bytes are large
 * enough for asking ahead (core/map_many.c) from B = 8 on. */
#include <string.h>

#include "tests/support/event_recorder.h"
#include "tests/support/snapshots.h"
#include "tests/support/test_map.h"
#include "tests/support/testing.h"

enum { WRITING = 4, BATCH_MAX = 5000, LARGE_VALUE = 128, LARGE_HINT = 900, LARGE_FULL = 1664 };

struct batch {
    th_key keys[BATCH_MAX];
    uint8_t values[BATCH_MAX * LARGE_VALUE];
    const void *found[BATCH_MAX];
    size_t count;
};

static struct batch batch;

/* Begins a batch again. */
static void forget(void) { batch.count = 0; }

static void add(th_key key, uint8_t value, size_t value_size)
{
    assert_true(batch.count < BATCH_MAX);
    memset(batch.values + batch.count * value_size, value, value_size);
    batch.keys[batch.count++] = key;
}

static void add_many(uint32_t first, uint32_t count, size_t value_size)
{
    for (uint32_t number = first; number < first + count; number++)
        add(key_of_many(number), (uint8_t)(number * 7 + count), value_size);
}

/* Two maps made alike. */
struct twins {
    struct test_map many, single;
};

static void twins_make(struct twins *twins, th_map_options options)
{
    test_map_make(&twins->many, options);
    test_map_make(&twins->single, options);
}

static void twins_free(struct twins *twins)
{
    test_map_free(&twins->many);
    test_map_free(&twins->single);
}

static void assert_alike(const struct twins *twins, const char *what)
{
    th_snapshot *many = look(twins->many.map), *single = look(twins->single.map);
    assert_same_snapshot(single, many, what);
    th_snapshot_free(many);
    th_snapshot_free(single);
    assert_int_equal(twins->many.memory.takes, twins->single.memory.takes);
    assert_int_equal(twins->many.memory.held_bytes, twins->single.memory.held_bytes);
}

static th_status put_singly(th_map *map, size_t *stored)
{
    size_t value_size = th_map_value_size(map);
    for (*stored = 0; *stored < batch.count; ++*stored) {
        th_status status =
            th_map_put(map, batch.keys[*stored], batch.values + *stored * value_size);
        if (status != TH_OK) return status;
    }
    return TH_OK;
}

/* The batch into both. */
static void put_twins(struct twins *twins, const char *what)
{
    size_t stored = 99, stored_singly;
    th_status wanted = put_singly(twins->single.map, &stored_singly);
    th_status status =
        th_map_put_many(twins->many.map, batch.keys, batch.values, batch.count, &stored);
    assert_int_equal(status, wanted);
    assert_int_equal(stored, stored_singly);
    assert_alike(twins, what);
}

/* The batch is asked for: each value is what a single get gives. */
static void assert_found_singly(const th_map *map, size_t wanted_count)
{
    for (size_t i = 0; i < batch.count; i++)
        batch.found[i] = &batch;
    assert_int_equal(th_map_get_many(map, batch.keys, batch.found, batch.count), wanted_count);
    for (size_t i = 0; i < batch.count; i++)
        assert_ptr_equal(batch.found[i], th_map_get(map, batch.keys[i]));
}

/* ---- Get ---- */

static void a_nil_map_and_an_empty_one_have_none(void **state)
{
    struct test_map test;
    (void)state;
    forget();
    add_many(0, 20, 8);
    assert_found_singly(NULL, 0);
    test_map_make(&test, (th_map_options){.hint = 0});
    assert_found_singly(test.map, 0);
    test_map_free(&test);
    test_map_make(&test, (th_map_options){.hint = 20000}); /* with buckets enough */
    assert_found_singly(test.map, 0);
    assert_int_equal(test.hash.calls, 0);
    test_map_free(&test);
}

static void no_keys_are_no_work(void **state)
{
    struct test_map test;
    size_t stored = 9;
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 20000});
    put_many(test.map, 0, 10);
    uint64_t calls = test.hash.calls;
    assert_int_equal(th_map_get_many(test.map, NULL, NULL, 0), 0);
    assert_int_equal(th_map_put_many(test.map, NULL, NULL, 0, &stored), TH_OK);
    assert_int_equal(stored, 0);
    assert_int_equal(test.hash.calls, calls);
    test_map_free(&test);
}

/* Method: batches of each length, from maps of each size up to 500 and of some beyond. */
static void a_batch_finds_what_single_gets_find(void **state)
{
    (void)state;
    for (uint32_t size = 0; size <= BATCH_MAX; size += size < 500 ? 7 : 900) {
        struct test_map test;
        test_map_make(&test, (th_map_options){.value_size = size % 2 ? LARGE_VALUE : 8});
        forget();
        add_many(0, size, th_map_value_size(test.map));
        size_t stored;
        assert_int_equal(put_singly(test.map, &stored), TH_OK);
        for (uint32_t count = 1; count < 70; count += 1 + count / 20) {
            forget();
            add_many(size / 2, count, 0); /* those from size on are not there */
            uint32_t there = size - size / 2;
            assert_found_singly(test.map, count < there ? count : there);
        }
        test_map_free(&test);
    }
}

/* Method: after each put of a growth. */
static void a_batch_finds_all_while_the_map_grows(void **state)
{
    struct test_map test;
    uint8_t value[LARGE_VALUE] = {0};
    unsigned growing = 0;
    (void)state;
    test_map_make(&test, (th_map_options){.hint = LARGE_HINT, .value_size = LARGE_VALUE});
    for (uint32_t number = 0; number < LARGE_FULL + 140; number++) {
        assert_int_equal(th_map_put(test.map, key_of_many(number), value), TH_OK);
        if (number < LARGE_FULL) continue;
        th_snapshot *seen = look(test.map);
        growing += seen->oldbuckets.chain_count > 0;
        th_snapshot_free(seen);
        forget();
        add_many(number - 400, 410, 0);
        assert_found_singly(test.map, 401);
    }
    assert_true(growing > 120);
    test_map_free(&test);
}

/* Method: chains of 3 buckets, one of them emptied; hashes that are the same in all 64 bits, or in
 * bucket and tophash; keys twice in a batch. */
static void a_batch_finds_keys_that_are_hard_to_tell_apart(void **state)
{
    struct test_map test;
    uint8_t value[LARGE_VALUE] = {0};
    (void)state;
    test_map_make(&test, (th_map_options){.hint = LARGE_HINT, .value_size = LARGE_VALUE});
    forget();
    for (uint32_t serial = 0; serial < 24; serial++) {
        add(key_in_bucket(3, serial), 1, LARGE_VALUE);
        add(key_spelling(hash_with(0x50, 4), serial), 2, LARGE_VALUE);
        add(key_spelling(hash_with(0x60, 5 + (uint64_t)serial * 4096), serial), 3, LARGE_VALUE);
    }
    size_t stored, there = batch.count;
    assert_int_equal(put_singly(test.map, &stored), TH_OK);
    for (uint32_t serial = 4; serial < 14; serial++)
        there -= th_map_delete(test.map, key_in_bucket(3, serial));
    assert_int_equal(there, 62);
    assert_found_singly(test.map, there);
    for (uint32_t serial = 24; serial < 40; serial++)
        add(key_spelling(hash_with(0x50, 4), serial), 0, LARGE_VALUE);
    for (unsigned i = 0; i < 5; i++)
        add(key_spelling(hash_with(0x50, 4), 7), 0, LARGE_VALUE);
    assert_found_singly(test.map, there + 5);
    assert_int_equal(th_map_put(test.map, key_in_bucket(3, 9), value), TH_OK);
    test_map_free(&test);
}

/* ---- Put ---- */

static void a_nil_map_takes_nothing(void **state)
{
    size_t stored = 9;
    (void)state;
    forget();
    add_many(0, 3, 8);
    assert_int_equal(th_map_put_many(NULL, batch.keys, batch.values, 3, &stored), TH_NIL_MAP);
    assert_int_equal(stored, 0);
    assert_int_equal(th_map_put_many(NULL, batch.keys, batch.values, 0, NULL), TH_OK);
}

/* Method: grown from nothing by batches of each length; overwrites among the new keys. */
static void batches_lay_a_map_out_as_single_puts_do(void **state)
{
    const size_t value_sizes[] = {8, 0, 1, LARGE_VALUE};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(value_sizes); i++) {
        struct twins twins;
        size_t value_size = value_sizes[i];
        /* (test_map makes 0 an 8.) */
        twins_make(&twins, (th_map_options){.value_size = value_size});
        value_size = th_map_value_size(twins.many.map);
        uint32_t next = 0;
        for (uint32_t count = 0; next < 2000; count = (count + 1) % 70) {
            forget();
            add_many(next, count, value_size);
            add_many(next / 2, count / 4, value_size);
            next += count;
            put_twins(&twins, "batches of all lengths");
        }
        twins_free(&twins);
    }
}

static void a_value_may_have_no_bytes(void **state)
{
    th_map *map;
    size_t stored;
    (void)state;
    assert_int_equal(th_map_make(&(th_map_options){.hint = 0}, &map), TH_OK);
    forget();
    add_many(0, BATCH_MAX, 0);
    assert_int_equal(th_map_put_many(map, batch.keys, NULL, batch.count, &stored), TH_OK);
    assert_int_equal(stored, BATCH_MAX);
    assert_found_singly(map, BATCH_MAX);
    th_map_free(map);
}

/* The last value, the first bytes; one entry. Method: equal keys of a group, and of several. */
static void of_equal_keys_the_last_value_stays(void **state)
{
    struct twins twins;
    (void)state;
    twins_make(&twins, (th_map_options){.hint = LARGE_HINT, .value_size = LARGE_VALUE});
    forget();
    add(key_numbered(1), 1, LARGE_VALUE);
    th_key first = batch.keys[0];
    for (uint8_t i = 2; i <= 40; i++)
        add(key_copy(first), i, LARGE_VALUE);
    put_twins(&twins, "equal keys");
    assert_int_equal(th_map_len(twins.many.map), 1);
    const uint8_t *found = th_map_get(twins.many.map, first);
    assert_non_null(found);
    assert_int_equal(found[0], 40);
    th_cursor cursor;
    th_cursor_open(twins.many.map, &cursor);
    assert_true(th_cursor_next(&cursor));
    assert_ptr_equal(cursor.key.bytes, first.bytes);
    th_cursor_close(&cursor);
    twins_free(&twins);
}

/* Method: the bytes are overwritten as soon as the batch is in. */
static void keys_that_are_owned_may_go_at_once(void **state)
{
    static char bytes[1000][8];
    struct test_map test;
    (void)state;
    test_map_make(&test, (th_map_options){.keys_owned = true, .hint = 20000});
    forget();
    for (unsigned i = 0; i < 1000; i++) {
        memcpy(bytes[i], &(uint64_t){i * 11}, 8);
        add((th_key){bytes[i], 8}, (uint8_t)i, 8);
    }
    assert_int_equal(th_map_put_many(test.map, batch.keys, batch.values, 1000, NULL), TH_OK);
    memset(bytes, 0xff, sizeof bytes);
    for (uint64_t i = 0; i < 1000; i++) {
        const uint8_t *found = th_map_get(test.map, (th_key){(const char *)&(uint64_t){i * 11}, 8});
        assert_non_null(found);
        assert_int_equal(found[0], (uint8_t)i);
    }
    test_map_free(&test);
}

/* ---- Memory ---- */

/* Fills both maps to where the next new key makes them grow, then puts 700 keys with the nth take
 * from there on failing, and so many behind it. True: one did. */
static bool fails_alike(th_map_options options, uint32_t full, uint64_t nth, uint64_t count)
{
    struct twins twins;
    twins_make(&twins, options);
    size_t value_size = th_map_value_size(twins.many.map);
    forget();
    add_many(0, full, value_size);
    put_twins(&twins, "up to its load");
    counting_memory_fail(&twins.many.memory, nth, count);
    counting_memory_fail(&twins.single.memory, nth, count);
    forget();
    add_many(full - 60, 100, value_size);
    for (uint32_t serial = 0; serial < 600; serial++) /* chains, longer than the stock */
        add(key_in_bucket(serial % 2, 10000 + serial), 5, value_size);
    put_twins(&twins, "while memory fails");
    bool has_failed = twins.many.memory.failures > 0;
    counting_memory_stop_failing(&twins.many.memory);
    counting_memory_stop_failing(&twins.single.memory);
    put_twins(&twins, "when there is memory again");
    twins_free(&twins);
    return has_failed;
}

static void fail_each(th_map_options options, uint32_t full, uint64_t count)
{
    uint64_t nth = 1;
    while (fails_alike(options, full, nth, count))
        nth += options.keys_owned ? 7 : 1;
    assert_true(nth > 15);
}

static void a_batch_ends_at_a_failed_allocation_as_single_puts_would(void **state)
{
    (void)state;
    SKIP_UNDER_RULES(); /* memory that the rules take */
    fail_each((th_map_options){.hint = 0}, 104, 1);
    fail_each((th_map_options){.keys_owned = true}, 104, 1);
    fail_each((th_map_options){.hint = 0}, 104, UINT32_MAX);
    th_map_options large = {.hint = LARGE_HINT, .value_size = LARGE_VALUE};
    fail_each(large, LARGE_FULL, 1);
    large.keys_owned = true;
    fail_each(large, LARGE_FULL, 1);
}

/* ---- Told, hashed, caught ---- */

static void assert_same_events(const struct event_recorder *many,
                               const struct event_recorder *single)
{
    assert_told_alike(many, single);
    for (size_t i = 0; i < many->count; i++)
        assert_ptr_equal(many->events[i].event.key.bytes, single->events[i].event.key.bytes);
}

static void a_batch_is_told_as_single_operations(void **state)
{
    struct twins twins;
    struct event_recorder many, single;
    (void)state;
    twins_make(&twins, (th_map_options){.hint = LARGE_HINT, .value_size = LARGE_VALUE});
    event_recorder_set_up(&many);
    event_recorder_set_up(&single);
    th_map_observe(twins.many.map, &many.observer);
    th_map_observe(twins.single.map, &single.observer);
    forget();
    add_many(0, LARGE_FULL + 40, LARGE_VALUE);
    put_twins(&twins, "while somebody watches");
    assert_same_events(&many, &single);
    assert_int_equal(told_count(&many, TH_EVENT_WRITING_SET), LARGE_FULL + 40);
    assert_true(told_count(&many, TH_EVENT_SLOT_MOVED) > 0);

    event_recorder_forget(&many);
    event_recorder_forget(&single);
    add_many(LARGE_FULL, 80, 0);
    assert_int_equal(th_map_get_many(twins.many.map, batch.keys, batch.found, batch.count),
                     LARGE_FULL + 80);
    for (size_t i = 0; i < batch.count; i++)
        (void)th_map_get(twins.single.map, batch.keys[i]);
    assert_same_events(&many, &single);
    event_recorder_free(&many);
    event_recorder_free(&single);
    twins_free(&twins);
}

/* Rule N3. */
static void each_key_is_hashed_once(void **state)
{
    struct test_map test;
    (void)state;
    SKIP_UNDER_RULES();
    test_map_make(&test, (th_map_options){.hint = 20000});
    forget();
    add_many(0, 100, 8);
    assert_int_equal(th_map_put_many(test.map, batch.keys, batch.values, 100, NULL), TH_OK);
    assert_int_equal(test.hash.calls, 100);
    assert_int_equal(th_map_get_many(test.map, batch.keys, batch.found, 100), 100);
    assert_int_equal(test.hash.calls, 200);
    test_map_free(&test);
}

/* A hash that looks at its map's flags. */
struct spy {
    th_map *map;
    unsigned calls, writing;
    unsigned clear_at; /* this call takes the flag away, as another writer's end would; 0: none */
};

static uint64_t spy_hash(void *context, uint64_t seed, th_key key)
{
    struct spy *spy = context;
    uint64_t word = 0;
    (void)seed;
    memcpy(&word, key.bytes, 8);
    spy->calls++;
    spy->writing += (flags_of(spy->map) & WRITING) != 0;
    if (spy->calls == spy->clear_at) set_flags(spy->map, 0);
    return word;
}

struct way_out {
    jmp_buf back;
    int kind;
    bool is_at_exit;
};

static void take_away(void *context, const th_map *map, const th_fatal_report *report)
{
    struct way_out *way_out = context;
    (void)map;
    way_out->kind = (int)report->kind;
    way_out->is_at_exit = report->is_at_exit;
    longjmp(way_out->back, 1);
}

static void make_spied(struct test_map *test, struct spy *spy, struct way_out *way_out)
{
    *spy = (struct spy){.map = NULL};
    way_out->kind = -1;
    test_map_make(test, (th_map_options){.hint = 20000,
                                         .hash = {.context = spy, .hash = spy_hash},
                                         .fatal = {.context = way_out, .handle = take_away}});
    spy->map = test->map;
    forget();
    add_many(0, 100, 8);
}

/* Rule N5. */
static void the_writing_flag_stands_throughout_many_puts(void **state)
{
    struct test_map test;
    struct spy spy;
    struct way_out way_out;
    (void)state;
    SKIP_UNDER_RULES();
    make_spied(&test, &spy, &way_out);
    assert_int_equal(th_map_put_many(test.map, batch.keys, batch.values, 100, NULL), TH_OK);
    assert_int_equal(spy.calls, 100);
    assert_int_equal(spy.writing, 100);
    assert_int_equal(flags_of(test.map) & WRITING, 0);
    test_map_free(&test);
}

static void a_writer_at_work_is_noticed_by_many_at_once(void **state)
{
    struct test_map test;
    struct spy spy;
    struct way_out way_out;
    (void)state;
    SKIP_UNDER_RULES();
    make_spied(&test, &spy, &way_out);
    put(test.map, key_of_many(1), 1);
    set_flags(test.map, WRITING);
    if (setjmp(way_out.back) == 0)
        (void)!th_map_put_many(test.map, batch.keys, batch.values, 100, NULL);
    assert_int_equal(way_out.kind, TH_FATAL_WRITES);
    assert_false(way_out.is_at_exit);
    if (setjmp(way_out.back) == 0) (void)!th_map_get_many(test.map, batch.keys, batch.found, 100);
    assert_int_equal(way_out.kind, TH_FATAL_READ_AND_WRITE);

    set_flags(test.map, 0);
    way_out.kind = -1;
    spy.clear_at = spy.calls + 50;
    if (setjmp(way_out.back) == 0)
        (void)!th_map_put_many(test.map, batch.keys, batch.values, 100, NULL);
    assert_int_equal(way_out.kind, TH_FATAL_WRITES);
    assert_true(way_out.is_at_exit);
    set_flags(test.map, 0);
    test_map_free(&test);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_nil_map_and_an_empty_one_have_none),
        cmocka_unit_test(no_keys_are_no_work),
        cmocka_unit_test(a_batch_finds_what_single_gets_find),
        cmocka_unit_test(a_batch_finds_all_while_the_map_grows),
        cmocka_unit_test(a_batch_finds_keys_that_are_hard_to_tell_apart),
        cmocka_unit_test(a_nil_map_takes_nothing),
        cmocka_unit_test(batches_lay_a_map_out_as_single_puts_do),
        cmocka_unit_test(a_value_may_have_no_bytes),
        cmocka_unit_test(of_equal_keys_the_last_value_stays),
        cmocka_unit_test(keys_that_are_owned_may_go_at_once),
        cmocka_unit_test(a_batch_ends_at_a_failed_allocation_as_single_puts_would),
        cmocka_unit_test(a_batch_is_told_as_single_operations),
        cmocka_unit_test(each_key_is_hashed_once),
        cmocka_unit_test(the_writing_flag_stands_throughout_many_puts),
        cmocka_unit_test(a_writer_at_work_is_noticed_by_many_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
