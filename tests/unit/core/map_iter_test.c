/* map_iter_test.c - walks: their order, and what they yield while the map changes underneath. */
#include <string.h>

#include "tests/support/snapshots.h"
#include "tests/support/test_map.h"
#include "tests/support/testing.h"

enum { KEYS_MAX = 4096 };

/* How often each serial was yielded. */
struct tally {
    unsigned count[KEYS_MAX];
    unsigned total;
};

static uint32_t serial_of(th_key key)
{
    uint32_t serial;
    assert_int_equal(key.len, 12);
    memcpy(&serial, key.bytes + 8, sizeof serial);
    return serial;
}

/* Steps at most steps times; the value of a key is its serial. */
static void walk(th_cursor *cursor, struct tally *tally, unsigned steps)
{
    while (steps-- > 0 && th_cursor_next(cursor)) {
        uint32_t serial = serial_of(cursor->key);
        assert_int_equal(*(const uint64_t *)cursor->value, serial);
        assert_true(serial < KEYS_MAX);
        tally->count[serial]++;
        tally->total++;
    }
}

static void assert_yielded(const struct tally *tally, uint32_t first, uint32_t count,
                           unsigned times)
{
    for (uint32_t serial = first; serial < first + count; serial++) {
        if (tally->count[serial] != times) {
            fail_msg("serial %u was yielded %u times", serial, tally->count[serial]);
        }
    }
}

/* ---- Order ---- */

/* Fact 25. Method: every start; the expected order is read off the snapshot. */
static void a_walk_goes_round_from_its_start(void **state)
{
    struct test_map test;
    th_cursor cursor;
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 20}); /* B = 2 */
    put_in_bucket(test.map, 1, 0, 11);
    put_in_bucket(test.map, 3, 20, 5);
    put_in_bucket(test.map, 0, 40, 8);
    delete_in_bucket(test.map, 1, 4, 3);
    th_snapshot *seen = look(test.map);
    for (unsigned start = 0; start < 4 * 8; start++) {
        unsigned offset = start % 8;
        th_cursor_open_at(test.map, &cursor, start / 8 + 4 * 77, (uint8_t)(offset + 8));
        for (unsigned i = 0; i < 4; i++) {
            uint64_t index = (start / 8 + i) % 4;
            for (size_t depth = 0; bucket_in(&seen->buckets, index, depth) != NULL; depth++) {
                const th_snapshot_bucket *bucket = bucket_in(&seen->buckets, index, depth);
                for (unsigned j = 0; j < 8; j++) {
                    unsigned slot = (j + offset) % 8;
                    if (bucket->tophash[slot] < 5) continue;
                    assert_true(th_cursor_next(&cursor));
                    assert_int_equal(serial_of(cursor.key), serial_of(bucket->keys[slot]));
                }
            }
        }
        assert_false(th_cursor_next(&cursor));
    }
    th_snapshot_free(seen);
    test_map_free(&test);
}

static void a_random_start_may_be_any_bucket_and_any_slot(void **state)
{
    struct test_map test;
    unsigned starts[32] = {0};
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 20});
    for (uint64_t bucket = 0; bucket < 4; bucket++) {
        for (uint32_t slot = 0; slot < 8; slot++) {
            if (bucket * 8 + slot < 26)
                put_in_bucket(test.map, bucket, (uint32_t)bucket * 8 + slot, 1);
        }
    }
    for (unsigned round = 0; round < 3000; round++) {
        th_cursor cursor;
        th_cursor_open(test.map, &cursor);
        assert_true(th_cursor_next(&cursor));
        starts[serial_of(cursor.key)]++;
        th_cursor_close(&cursor);
    }
    for (unsigned serial = 0; serial < 26; serial++)
        assert_in_range(starts[serial], 40,
                        700); /* about 94; the last ones also stand for the empty */
    test_map_free(&test);
}

static void opening_an_empty_map_sets_no_flag(void **state)
{
    struct test_map test;
    th_cursor cursor;
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 20});
    th_cursor_open(test.map, &cursor);
    assert_false(th_cursor_next(&cursor));
    assert_int_equal(flags_of(test.map), 0);
    put_in_bucket(test.map, 0, 0, 1);
    assert_false(th_cursor_next(&cursor)); /* done stays done */
    th_cursor_close(&cursor);
    th_cursor_open(test.map, &cursor);
    assert_int_equal(flags_of(test.map), 3);
    assert_true(th_cursor_next(&cursor));
    th_cursor_close(&cursor);
    test_map_free(&test);
}

static void a_walk_that_is_done_stays_done(void **state)
{
    struct test_map test;
    th_cursor cursor;
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 20});
    put_in_bucket(test.map, 0, 0, 3);
    th_cursor_open(test.map, &cursor);
    for (unsigned i = 0; i < 3; i++)
        assert_true(th_cursor_next(&cursor));
    assert_false(th_cursor_next(&cursor));
    assert_null(cursor.key.bytes);
    assert_null(cursor.value);
    put_in_bucket(test.map, 0, 3, 3);
    assert_false(th_cursor_next(&cursor));
    th_cursor_close(&cursor);
    th_cursor_close(&cursor);
    assert_false(th_cursor_next(&cursor));
    test_map_free(&test);
}

/* ---- Growth underneath: guarantee M4 ---- */

/* Method: grow after every number of steps; all that was there comes once, what is new at most
 * once. */
static void doubling_underneath_loses_and_repeats_nothing(void **state)
{
    (void)state;
    for (unsigned steps = 0; steps <= 104; steps++) {
        struct test_map test;
        struct tally tally = {.total = 0};
        th_cursor cursor;
        test_map_make(&test, (th_map_options){.hint = 104});
        put_many(test.map, 0, 104);
        th_cursor_open_at(test.map, &cursor, steps, (uint8_t)steps);
        walk(&cursor, &tally, steps);
        put_many(test.map, 104, steps % 7 * 40); /* not yet, under way, done, twice */
        walk(&cursor, &tally, KEYS_MAX);
        assert_yielded(&tally, 0, 104, 1);
        for (uint32_t serial = 104; serial < KEYS_MAX; serial++)
            assert_true(tally.count[serial] <= 1);
        test_map_free(&test);
    }
}

/* Method: the walk begins while the map grows, and a write comes between every few steps. */
static void a_walk_begun_in_growth_sees_each_entry_once(void **state)
{
    (void)state;
    for (unsigned pace = 1; pace < 12; pace++) {
        for (unsigned start = 0; start < 32; start += 5) {
            struct test_map test;
            struct tally tally = {.total = 0};
            th_cursor cursor;
            uint32_t written = 105;
            test_map_make(&test, (th_map_options){.hint = 104});
            put_many(test.map, 0, 105);
            th_cursor_open_at(test.map, &cursor, start, 2);
            do {
                walk(&cursor, &tally, pace);
                put_many(test.map, written++, 1);
            } while (cursor.map != NULL);
            assert_yielded(&tally, 0, 105, 1);
            for (uint32_t serial = 105; serial < KEYS_MAX; serial++)
                assert_true(tally.count[serial] <= 1);
            test_map_free(&test);
        }
    }
}

static unsigned noverflow_of(const th_map *map)
{
    th_snapshot *seen = look(map);
    unsigned noverflow = seen->noverflow;
    th_snapshot_free(seen);
    return noverflow;
}

/* Sees to it that the next new key makes a map of 2^B buckets grow at the same size. Its serials
 * from 3000 on come and go. */
static void make_ready_for_same_size(th_map *map, uint8_t B)
{
    for (uint64_t bucket = 0; noverflow_of(map) < 1u << B; bucket = (bucket + 1) % (1u << B)) {
        unsigned before = noverflow_of(map);
        uint32_t count = 0;
        for (; noverflow_of(map) == before; count++)
            put_in_bucket(map, bucket, 3000 + count, 1);
        delete_in_bucket(map, bucket, 3000, count);
    }
    th_snapshot *seen = look(map);
    assert_int_equal(seen->B, B);
    assert_int_equal(seen->oldbuckets.chain_count, 0);
    th_snapshot_free(seen);
}

/* Starts and ends a growth of the same size; what is in the map stays. */
static void grow_at_same_size(th_map *map, uint8_t B)
{
    make_ready_for_same_size(map, B);
    for (uint32_t writes = 0; writes == 0 || flags_of(map) & 8; writes++) {
        put_in_bucket(map, 1, 2999, 1);
        delete_in_bucket(map, 1, 2999, 1);
    }
}

/* Facts 32 and 33. Method: "" is in the map; the walk outlives growths of the same size. */
static void growths_of_the_same_size_lose_and_repeat_nothing(void **state)
{
    (void)state;
    for (unsigned steps = 0; steps <= 13; steps++) {
        for (unsigned growths = 1; growths <= 3; growths++) {
            struct test_map test;
            struct tally tally = {.total = 0};
            th_cursor cursor;
            unsigned empties = 0;
            test_map_make(&test, (th_map_options){.hint = 20}); /* B = 2 */
            put(test.map, (th_key){NULL, 0}, 77);
            put_in_bucket(test.map, 2, 0, 12);
            th_cursor_open_at(test.map, &cursor, steps % 4, (uint8_t)steps);
            for (unsigned step = 0;; step++) {
                for (unsigned i = 0; step == steps && i < growths; i++)
                    grow_at_same_size(test.map, 2);
                if (!th_cursor_next(&cursor)) break;
                if (cursor.key.len == 0) empties++;
                if (cursor.key.len > 0) tally.count[serial_of(cursor.key)]++;
            }
            assert_int_equal(empties, 1);
            assert_yielded(&tally, 0, 12, 1);
            test_map_free(&test);
        }
    }
}

/* Method: the walk goes on in the middle of a growth of the same size, write by write. */
static void a_walk_within_a_growth_of_the_same_size_sees_each_entry_once(void **state)
{
    (void)state;
    for (unsigned pace = 1; pace < 14; pace++) {
        struct test_map test;
        struct tally tally = {.total = 0};
        th_cursor cursor;
        uint32_t written = 100;
        test_map_make(&test, (th_map_options){.hint = 40}); /* B = 3 */
        for (uint64_t bucket = 0; bucket < 8; bucket++)
            put_in_bucket(test.map, bucket, (uint32_t)bucket * 3, 3);
        make_ready_for_same_size(test.map, 3);
        put_in_bucket(test.map, 7, written++, 1);
        assert_int_equal(flags_of(test.map) & 8, 8);
        th_cursor_open_at(test.map, &cursor, 6, 1);
        do {
            walk(&cursor, &tally, pace);
            put_in_bucket(test.map, written % 8, written, 1);
            written++;
        } while (cursor.map != NULL && written < 112);
        walk(&cursor, &tally, KEYS_MAX);
        assert_yielded(&tally, 0, 24, 1);
        for (uint32_t serial = 100; serial < KEYS_MAX; serial++)
            assert_true(tally.count[serial] <= 1);
        test_map_free(&test);
    }
}

/* The first key of an old bucket, evacuated or not: zero bytes where it has been wiped. */
static bool old_key_stands(const th_map *map, uint64_t bucket)
{
    const uint8_t zero[16] = {0};
    th_snapshot *seen = look(map);
    const char *old = (const char *)(uintptr_t)seen->oldbuckets.address;
    assert_non_null(old);
    bool stands = memcmp(old + bucket * 208 + 8, zero, sizeof zero) != 0;
    th_snapshot_free(seen);
    return stands;
}

/* Rule I3. Method: a walk that has outlived one growth of the same size stands in an old chain of
 * the next; that chain is evacuated, and another one. */
static void only_the_chain_that_a_walk_stands_in_is_not_wiped(void **state)
{
    struct test_map test;
    struct tally tally = {.total = 0};
    th_cursor cursor;
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 40}); /* B = 3 */
    for (uint64_t bucket = 0; bucket < 8; bucket++)
        put_in_bucket(test.map, bucket, (uint32_t)bucket * 3, 3);
    th_cursor_open_at(test.map, &cursor, 5, 0);
    grow_at_same_size(test.map, 3);
    make_ready_for_same_size(test.map, 3);
    put_in_bucket(test.map, 2, 100, 1); /* grows; evacuates 2 and 0 */
    assert_int_equal(flags_of(test.map), 8);
    walk(&cursor, &tally, 1); /* now in old bucket 5 */
    put_in_bucket(test.map, 5, 101, 1);
    put_in_bucket(test.map, 6, 102, 1);
    assert_true(old_key_stands(test.map, 5));
    assert_false(old_key_stands(test.map, 6));
    walk(&cursor, &tally, KEYS_MAX);
    assert_yielded(&tally, 0, 24, 1);
    test_map_free(&test);
}

/* Method: a walk enters an old chain that doubling has not evacuated yet, of which half belongs to
 * another bucket. Then the doubling ends, and a growth of the same size begins. Go, which asks for
 * the kind of growth when it looks at a slot, yields that half twice. */
static void another_growth_does_not_confuse_a_walk(void **state)
{
    struct test_map test;
    struct tally tally = {.total = 0};
    th_cursor cursor;
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 26}); /* B = 2 */
    put_in_bucket(test.map, 3, 0, 3);
    put_in_bucket(test.map, 7, 10, 3);
    put_in_bucket(test.map, 0, 20, 20);
    put_in_bucket(test.map, 0, 40, 1); /* doubles: old 0 and 1 are evacuated */
    th_cursor_open_at(test.map, &cursor, 3, 0);
    walk(&cursor, &tally, 1);
    assert_int_equal(cursor.check_bucket, 3);
    make_ready_for_same_size(test.map, 3);
    put_in_bucket(test.map, 5, 50, 1);
    assert_int_equal(flags_of(test.map) & 8, 8);
    walk(&cursor, &tally, KEYS_MAX);
    assert_yielded(&tally, 0, 3, 1);
    assert_yielded(&tally, 10, 3, 1);
    assert_yielded(&tally, 20, 20, 1);
    test_map_free(&test);
}

/* Method: a walk has its home in an array that two growths have left; between them all entries
 * went, and came again under other hashes, as after a new seed. Now a key's new bucket and the
 * slot that it once had are both on the way. */
static void a_new_seed_does_not_repeat_an_entry(void **state)
{
    (void)state;
    for (unsigned is_cleared = 0; is_cleared < 2; is_cleared++) {
        struct test_map test;
        struct tally tally = {.total = 0};
        th_cursor cursor;
        test_map_make(&test, (th_map_options){.hint = 20}); /* B = 2 */
        put_in_bucket(test.map, 2, 0, 4);
        put_in_bucket(test.map, 0, 20, 1);
        th_cursor_open_at(test.map, &cursor, 0, 0);
        walk(&cursor, &tally, 1);
        grow_at_same_size(test.map, 2);
        if (is_cleared) {
            th_map_clear(test.map);
        } else {
            delete_in_bucket(test.map, 2, 0, 4);
            delete_in_bucket(test.map, 0, 20, 1);
        }
        test.hash.twist = 1; /* bucket 2 is now bucket 3 */
        put_in_bucket(test.map, 2, 0, 4);
        make_ready_for_same_size(test.map, 2);
        put_in_bucket(test.map, 3, 50, 1); /* grows; evacuates 2, then 0 */
        assert_int_equal(flags_of(test.map) & 8, 8);
        walk(&cursor, &tally, KEYS_MAX);
        for (uint32_t serial = 0; serial < 4; serial++)
            assert_true(tally.count[serial] <= 1);
        test_map_free(&test);
    }
}

/* ---- Deleting and clearing underneath ---- */

static void what_is_deleted_does_not_come_any_more(void **state)
{
    (void)state;
    for (unsigned steps = 0; steps < 104; steps += 3) {
        for (unsigned more = 0; more < 120; more += 39) { /* no growth, growing, done */
            struct test_map test;
            struct tally tally = {.total = 0};
            th_cursor cursor;
            test_map_make(&test, (th_map_options){.hint = 104, .keys_owned = steps % 2});
            put_many(test.map, 0, 104);
            th_cursor_open_at(test.map, &cursor, steps, (uint8_t)steps);
            walk(&cursor, &tally, steps);
            put_many(test.map, 104, more);
            for (uint32_t number = 0; number < 104; number += 2) {
                assert_true(th_map_delete(test.map, key_of_many(number)));
                tally.count[number] = 0;
            }
            walk(&cursor, &tally, KEYS_MAX);
            for (uint32_t number = 0; number < 104; number++)
                assert_int_equal(tally.count[number], number % 2);
            test_map_free(&test);
        }
    }
}

static void several_walks_do_not_mind_each_other(void **state)
{
    struct test_map test;
    struct tally tallies[8] = {{.total = 0}};
    th_cursor cursors[8];
    uint32_t written = 60;
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 0});
    put_many(test.map, 0, 60);
    bool is_open = true;
    for (unsigned i = 0; i < 8; i++)
        th_cursor_open_at(test.map, &cursors[i], i * 5, (uint8_t)i);
    while (is_open) {
        is_open = false;
        for (unsigned i = 0; i < 8; i++) {
            walk(&cursors[i], &tallies[i], i + 1);
            if (cursors[i].map != NULL) is_open = true;
        }
        put_many(test.map, written, 7);
        written += 7;
    }
    for (unsigned i = 0; i < 8; i++)
        assert_yielded(&tallies[i], 0, 60, 1);
    test_map_free(&test);
}

/* Fact 27: the value is the map's, not the old array's. */
static void a_yielded_value_is_the_newest(void **state)
{
    struct test_map test;
    th_cursor cursor;
    unsigned yielded = 0;
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 104});
    put_many(test.map, 0, 104);
    th_cursor_open_at(test.map, &cursor, 0, 0);
    put_many(test.map, 104, 60);
    for (uint32_t number = 0; number < 104; number++)
        put(test.map, key_of_many(number), number + 10000);
    for (; th_cursor_next(&cursor); yielded++) {
        assert_int_equal(*(const uint64_t *)cursor.value, serial_of(cursor.key) + 10000);
        assert_ptr_equal(cursor.value, th_map_get(test.map, cursor.key));
    }
    assert_int_equal(yielded, 104);
    test_map_free(&test);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_walk_goes_round_from_its_start),
        cmocka_unit_test(a_random_start_may_be_any_bucket_and_any_slot),
        cmocka_unit_test(opening_an_empty_map_sets_no_flag),
        cmocka_unit_test(a_walk_that_is_done_stays_done),
        cmocka_unit_test(doubling_underneath_loses_and_repeats_nothing),
        cmocka_unit_test(a_walk_begun_in_growth_sees_each_entry_once),
        cmocka_unit_test(growths_of_the_same_size_lose_and_repeat_nothing),
        cmocka_unit_test(only_the_chain_that_a_walk_stands_in_is_not_wiped),
        cmocka_unit_test(a_walk_within_a_growth_of_the_same_size_sees_each_entry_once),
        cmocka_unit_test(another_growth_does_not_confuse_a_walk),
        cmocka_unit_test(a_new_seed_does_not_repeat_an_entry),
        cmocka_unit_test(what_is_deleted_does_not_come_any_more),
        cmocka_unit_test(several_walks_do_not_mind_each_other),
        cmocka_unit_test(a_yielded_value_is_the_newest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
