/* inspect_test.c - a snapshot says what is in a map of this process, and stands by itself. */
#include "core/inspect.h"

#include <string.h>

#include "tests/support/script.h"
#include "tests/support/snapshots.h"
#include "tests/support/test_map.h"
#include "tests/support/testing.h"

static void a_snapshot_shows_every_slot(void **state)
{
    struct test_map test;
    const uint8_t zero[8] = {0};
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 9});
    put_in_bucket(test.map, 1, 0, 9);
    delete_in_bucket(test.map, 1, 3, 1);
    th_snapshot *seen = look(test.map);
    assert_int_equal(seen->count, 8);
    assert_int_equal(seen->B, 1);
    assert_int_equal(seen->noverflow, 1);
    assert_int_equal(seen->value_size, 8);
    assert_int_equal(seen->buckets.chain_count, 2);
    assert_int_equal(seen->buckets.chains[0].bucket_count, 1);
    assert_int_equal(seen->buckets.chains[1].bucket_count, 2);
    for (uint64_t i = 0; i < 16; i++) {
        const th_snapshot_bucket *bucket = bucket_in(&seen->buckets, 1, i / 8);
        bool is_live = i <= 8 && i != 3;
        assert_int_equal(bucket->tophash[i % 8], is_live ? 5 + i : i == 3);
        assert_int_equal(bucket->keys[i % 8].len, is_live ? 12 : 0);
        assert_int_equal(bucket->keys[i % 8].bytes != NULL, is_live);
        assert_memory_equal(bucket->values + i % 8 * 8, is_live ? (const void *)&i : zero, 8);
    }
    th_snapshot_free(seen);
    test_map_free(&test);
}

/* Method: the map is freed, and its memory overwritten, before the snapshot is read. */
static void a_snapshot_outlives_its_map(void **state)
{
    struct test_map test;
    (void)state;
    test_map_make(&test, (th_map_options){.keys_owned = true});
    put_many(test.map, 0, 107);
    th_snapshot *seen = look(test.map), *again = look(test.map);
    test_map_free(&test);
    assert_same_snapshot(seen, again, "two of one map");
    assert_int_equal(live_count(&seen->buckets) + live_count(&seen->oldbuckets), 107);
    assert_int_equal(seen->oldbuckets.chain_count, 16);
    th_snapshot_free(seen);
    th_snapshot_free(again);
    th_snapshot_free(NULL);
}

static void a_nil_map_gives_no_snapshot(void **state)
{
    th_snapshot *seen = (th_snapshot *)(uintptr_t)1;
    th_snapshot header = {.B = 0};
    (void)state;
    assert_int_equal(th_inspect_map(NULL, &seen), TH_NIL_MAP);
    assert_null(seen);
    assert_int_equal(th_inspect_header(NULL, &header), TH_NIL_MAP);
}

static void a_map_without_buckets_has_no_chains(void **state)
{
    struct test_map test;
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 0});
    th_snapshot *seen = look(test.map);
    assert_int_equal(seen->buckets.chain_count, 0);
    assert_int_equal(seen->oldbuckets.chain_count, 0);
    assert_int_equal(seen->stock_left, 0);
    th_snapshot_free(seen);
    test_map_free(&test);
}

static void values_of_any_size_are_copied(void **state)
{
    (void)state;
    const size_t sizes[] = {0, 1, 3, 7, 33, 100, 127, 128};
    for (size_t i = 0; i < COUNT_OF(sizes); i++) {
        th_map *map;
        uint8_t value[128];
        th_map_options options = {.value_size = sizes[i], .is_seeded = true};
        assert_int_equal(th_map_make(&options, &map), TH_OK);
        for (uint8_t key = 0; key < 5; key++) {
            memset(value, key + 1, sizeof value);
            assert_int_equal(th_map_put(map, key_numbered(key), value), TH_OK);
        }
        th_snapshot *seen = look(map);
        for (unsigned slot = 0; slot < 8; slot++) {
            memset(value, slot < 5 ? (int)slot + 1 : 0, sizeof value);
            assert_memory_equal(bucket_in(&seen->buckets, 0, 0)->values + slot * sizes[i], value,
                                sizes[i]);
        }
        th_snapshot_free(seen);
        th_map_free(map);
    }
}

static void a_value_size_out_of_range_is_refused(void **state)
{
    struct test_map test;
    th_snapshot *seen = (th_snapshot *)(uintptr_t)1;
    th_reader reader = th_reader_local();
    (void)state;
    test_map_make(&test, (th_map_options){.hint = 0});
    assert_int_equal(th_inspect(&reader, (uint64_t)(uintptr_t)test.map, 129, &seen), TH_BAD_OPTION);
    assert_null(seen);
    test_map_free(&test);
}

/* Method: a random script; after each line the header alone says what the whole snapshot says, be
 * it read anew or on top of the one before. */
static void the_header_alone_is_the_same(void **state)
{
    struct script script = {.seed = 3, .key_count = 448};
    struct script_run run;
    th_snapshot kept = {.B = 0};
    (void)state;
    script_run_set_up(&run, (th_map_options){.hint = 60});
    while (script.step < 5000) {
        struct script_line line = script_next(&script);
        script_run_line(&run, &line);
        th_snapshot fresh = {.B = 0};
        assert_int_equal(th_inspect_header(run.test.map, &fresh), TH_OK);
        assert_int_equal(th_inspect_header(run.test.map, &kept), TH_OK);
        assert_memory_equal(&kept, &fresh, sizeof kept);
        th_snapshot *seen = look(run.test.map);
        assert_null(fresh.buckets.chains);
        assert_null(fresh.oldbuckets.chains);
        fresh.buckets.chains = seen->buckets.chains;
        fresh.oldbuckets.chains = seen->oldbuckets.chains;
        assert_same_snapshot(seen, &fresh, "the header");
        assert_int_equal(seen->buckets.address, fresh.buckets.address);
        assert_int_equal(seen->oldbuckets.address, fresh.oldbuckets.address);
        assert_int_equal(seen->stock_address, fresh.stock_address);
        th_snapshot_free(seen);
    }
    script_run_end(&run);
}

static void assert_walk_shows(const th_map *map, bool is_old, const th_snapshot_array *array,
                              size_t value_size)
{
    th_walk walk = th_walk_start(map, is_old);
    assert_int_equal(walk.chain_count, array->chain_count);
    for (size_t chain = 0; chain < array->chain_count; chain++) {
        for (size_t depth = 0; depth < array->chains[chain].bucket_count; depth++) {
            const th_snapshot_bucket *bucket = &array->chains[chain].buckets[depth];
            assert_true(th_walk_next(&walk));
            assert_int_equal(walk.chain, chain);
            assert_int_equal(walk.depth, depth);
            assert_memory_equal(walk.bucket.tophash, bucket->tophash, 8);
            for (unsigned slot = 0; slot < 8; slot++) {
                th_key key = walk.bucket.keys[slot];
                assert_int_equal(key.len, bucket->keys[slot].len);
                if (bucket->tophash[slot] < 5) continue;
                assert_memory_equal(key.bytes, bucket->keys[slot].bytes, key.len);
                assert_memory_equal(walk.bucket.values + slot * value_size,
                                    bucket->values + slot * value_size, value_size);
            }
        }
    }
    assert_false(th_walk_next(&walk));
    assert_false(th_walk_next(&walk));
}

/* Method: the same script; a walk shows bucket by bucket what the snapshot says. */
static void a_walk_shows_every_bucket(void **state)
{
    struct script script = {.seed = 7, .key_count = 320};
    struct script_run run;
    (void)state;
    script_run_set_up(&run, (th_map_options){.hint = 0});
    while (script.step < 3000) {
        th_snapshot *seen = look(run.test.map);
        assert_walk_shows(run.test.map, false, &seen->buckets, 8);
        assert_walk_shows(run.test.map, true, &seen->oldbuckets, 8);
        th_snapshot_free(seen);
        struct script_line line = script_next(&script);
        script_run_line(&run, &line);
    }
    script_run_end(&run);
    th_walk walk = th_walk_start(NULL, false);
    assert_int_equal(walk.chain_count, 0);
    assert_false(th_walk_next(&walk));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_snapshot_shows_every_slot),
        cmocka_unit_test(a_snapshot_outlives_its_map),
        cmocka_unit_test(a_nil_map_gives_no_snapshot),
        cmocka_unit_test(a_map_without_buckets_has_no_chains),
        cmocka_unit_test(values_of_any_size_are_copied),
        cmocka_unit_test(a_value_size_out_of_range_is_refused),
        cmocka_unit_test(the_header_alone_is_the_same),
        cmocka_unit_test(a_walk_shows_every_bucket),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
