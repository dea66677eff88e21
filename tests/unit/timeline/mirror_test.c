/* mirror_test.c - does the mirror see every difference, and name it?
 *
 * Method: a map in the middle of a growth, with chains, is recorded and inspected; then one thing
 * of the snapshot is falsified at a time. */
#include "tests/unit/timeline/fixture.h"

#include <stdio.h>
#include <string.h>

#include "core/hash.h"
#include "viz/timeline/mirror.h"

enum { KEYS = 30 };

struct grown {
    struct timeline *timeline;
    th_forced_hash *forced;
    th_map *map;
    char keys[KEYS][8];
    th_snapshot *snapshot;
    char difference[200];
};

/* Keys of one hash, so that there are chains, until a growth outlasts the put that starts it: with
 * the 27th, from four buckets to eight. */
static int set_up(void **state)
{
    static struct grown grown;
    grown.timeline = timeline_make(NULL);
    grown.forced = th_forced_hash_make(th_hash_default());
    uint32_t index;
    assert_true(timeline_add_map(grown.timeline, "m", 8, &index));
    th_map_options options = {.value_size = 8,
                              .is_seeded = true,
                              .seed = 3,
                              .hash = th_forced_hash_use(grown.forced),
                              .observer = timeline_observer(grown.timeline, index)};
    assert_int_equal(th_map_make(&options, &grown.map), TH_OK);
    const struct model_map *seen = model_map(timeline_model(grown.timeline), index);
    for (int64_t i = 0; i < KEYS; i++) {
        snprintf(grown.keys[i], sizeof grown.keys[i], "key_%02d", (int)i);
        th_key key = th_key_of(grown.keys[i]);
        assert_int_equal(th_forced_hash_set(grown.forced, key, 0x9c00000000000001u), TH_OK);
        assert_int_equal(th_map_put(grown.map, key, &i), TH_OK);
        if (seen->header.oldbuckets != 0) break;
    }
    assert_int_not_equal(seen->header.oldbuckets, 0);
    assert_int_equal(th_inspect_map(grown.map, &grown.snapshot), TH_OK);
    *state = &grown;
    return 0;
}

static int tear_down(void **state)
{
    struct grown *grown = *state;
    th_snapshot_free(grown->snapshot);
    th_map_free(grown->map);
    th_forced_hash_free(grown->forced);
    timeline_free(grown->timeline);
    return 0;
}

static bool is_same(struct grown *grown)
{
    return mirror_compare(timeline_model(grown->timeline), 0, grown->snapshot, grown->difference,
                          sizeof grown->difference);
}

static void assert_differs(struct grown *grown, const char *words)
{
    assert_false(is_same(grown));
    if (strstr(grown->difference, words) == NULL) {
        fail_msg("\"%s\" does not say \"%s\"", grown->difference, words);
    }
}

static void a_recorded_map_is_its_mirror(void **state)
{
    struct grown *grown = *state;
    if (!is_same(grown)) fail_msg("%s", grown->difference);
    assert_string_equal(grown->difference, "");
}

static void every_header_field_is_compared(void **state)
{
    struct grown *grown = *state;
    th_snapshot *snapshot = grown->snapshot;
    const th_snapshot sound = *snapshot;
    snapshot->count++;
    assert_differs(grown, "map m: count is");
    *snapshot = sound;
    snapshot->flags ^= 1;
    assert_differs(grown, "map m: flags is");
    *snapshot = sound;
    snapshot->B++;
    assert_differs(grown, "map m: B is");
    *snapshot = sound;
    snapshot->noverflow = 7;
    assert_differs(grown, "in the model, 7 in the map");
    *snapshot = sound;
    snapshot->hash0++;
    assert_differs(grown, "map m: hash0 is");
    *snapshot = sound;
    snapshot->nevacuate++;
    assert_differs(grown, "map m: nevacuate is");
    *snapshot = sound;
    snapshot->value_size = 4;
    assert_differs(grown, "map m: value size is 8 in the model, 4 in the map");
    *snapshot = sound;
}

static void arrays_and_chains_are_compared(void **state)
{
    struct grown *grown = *state;
    th_snapshot *snapshot = grown->snapshot;
    const th_snapshot sound = *snapshot;
    snapshot->buckets.chain_count--;
    assert_differs(grown, "map m: buckets has");
    *snapshot = sound;
    snapshot->oldbuckets.chain_count = 0;
    assert_differs(grown, "map m: oldbuckets has");
    *snapshot = sound;
    snapshot->buckets.chains[1].bucket_count--;
    assert_differs(grown, "map m: buckets 1: chain of");
    snapshot->buckets.chains[1].bucket_count++;
    assert_true(is_same(grown));
}

static void every_slot_is_compared(void **state)
{
    struct grown *grown = *state;
    th_snapshot_bucket *bucket = &grown->snapshot->buckets.chains[1].buckets[1];
    assert_int_equal(bucket->tophash[0], 0x9c);
    bucket->tophash[7] ^= 1;
    assert_differs(grown, "buckets 1, depth 1, slot 7: tophash 0x");
    bucket->tophash[7] ^= 1;
    th_key key = bucket->keys[0];
    bucket->keys[0] = (th_key){.bytes = "\x1b\"", .len = 2};
    assert_differs(grown, "buckets 1, depth 1, slot 0: key \"key_");
    assert_differs(grown, "\"\\x1b\\x22\" in the map");
    bucket->keys[0] = key;
    uint8_t *value = (uint8_t *)(uintptr_t)bucket->values;
    value[7] ^= 0x80;
    assert_differs(grown, "depth 1, slot 0: value \"");
    value[7] ^= 0x80;
    assert_true(is_same(grown));
}

static void a_nil_map_is_not_an_empty_one(void **state)
{
    struct grown *grown = *state;
    assert_false(mirror_compare(timeline_model(grown->timeline), 0, NULL, grown->difference,
                                sizeof grown->difference));
    assert_string_equal(grown->difference, "map m: it is a map in the model, nil in truth");
    timeline_seek(grown->timeline, 0);
    assert_true(mirror_compare(timeline_model(grown->timeline), 0, NULL, grown->difference,
                               sizeof grown->difference));
    assert_differs(grown, "map m: it is nil in the model, a map in truth");
    timeline_seek(grown->timeline, timeline_len(grown->timeline));
}

static void a_difference_is_cut_to_the_room_there_is(void **state)
{
    struct grown *grown = *state;
    grown->snapshot->count++;
    for (size_t size_bytes = 0; size_bytes < 60; size_bytes++) {
        memset(grown->difference, '#', sizeof grown->difference);
        assert_false(mirror_compare(timeline_model(grown->timeline), 0, grown->snapshot,
                                    grown->difference, size_bytes));
        if (size_bytes > 0) assert_true(strlen(grown->difference) < size_bytes);
        assert_int_equal(grown->difference[size_bytes], '#');
    }
    grown->snapshot->count--;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_recorded_map_is_its_mirror),
        cmocka_unit_test(every_header_field_is_compared),
        cmocka_unit_test(arrays_and_chains_are_compared),
        cmocka_unit_test(every_slot_is_compared),
        cmocka_unit_test(a_nil_map_is_not_an_empty_one),
        cmocka_unit_test(a_difference_is_cut_to_the_room_there_is),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
