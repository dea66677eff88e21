/* load_test.c - does model_sum say at each position what a walk over the chains would count? */
#include <stdio.h>

#include "core/map.h"
#include "tests/unit/timeline/fixture.h"

enum { KEYS = 400, MIN_TOPHASH = 5, SLOTS = 8 };

static uint64_t hash_few_buckets(void *context, uint64_t seed, th_key key)
{
    uint64_t hash = seed;
    (void)context;
    for (size_t i = 0; i < key.len; i++)
        hash = (hash ^ (unsigned char)key.bytes[i]) * 0x9e3779b97f4a7c15u;
    return hash & 0xff0000000000001fu; /* so few, that chains become long */
}

/* Puts, then deletes most, then puts again: doublings, and growths of the same size. */
static struct timeline *make_tape(void)
{
    static char keys[KEYS][16];
    struct timeline *timeline = timeline_make(NULL);
    uint32_t index;
    th_map *map;
    assert_non_null(timeline);
    assert_true(timeline_add_map(timeline, "m", 8, &index));
    th_map_options options = {.value_size = 8,
                              .is_seeded = true,
                              .seed = 7,
                              .hash = {NULL, hash_few_buckets},
                              .observer = timeline_observer(timeline, index)};
    assert_int_equal(th_map_make(&options, &map), TH_OK);
    for (int round = 0; round < 3; round++) {
        for (int64_t i = 0; i < KEYS; i++) {
            snprintf(keys[i], sizeof keys[i], "key_%d", (int)i);
            if (round == 1 && i % 8 != 0)
                th_map_delete(map, th_key_of(keys[i]));
            else
                assert_int_equal(th_map_put(map, th_key_of(keys[i]), &i), TH_OK);
        }
    }
    th_map_clear(map);
    th_map_observe(map, NULL);
    th_map_free(map);
    assert_int_equal(timeline_status(timeline), TIMELINE_OK);
    return timeline;
}

static void count_chain(const struct model *model, uint32_t array, uint32_t bucket,
                        struct model_sum *sum)
{
    uint32_t len = model_chain_len(model, 0, array, bucket), entries = 0;
    sum->bucket_count++;
    if (model_is_evacuated(model, 0, array, bucket)) {
        sum->evacuated++;
        return;
    }
    th_place place = {.array = array, .bucket = bucket};
    for (; place.depth < len; place.depth++) {
        for (place.slot = 0; place.slot < SLOTS; place.slot++) {
            struct model_slot slot;
            assert_true(model_slot(model, 0, place, &slot));
            entries += slot.tophash >= MIN_TOPHASH;
        }
    }
    sum->entries += entries;
    sum->overflow += len - 1;
    if (entries < sum->least) sum->least = entries;
    if (entries > sum->most) sum->most = entries;
    if (len - 1 > sum->deepest) sum->deepest = len - 1;
}

static void assert_sum(const struct model *model, uint32_t array, uint64_t begin, uint64_t end)
{
    struct model_sum counted = {.least = UINT32_MAX};
    struct model_sum sum = model_sum(model, 0, array, begin, end);
    uint64_t bucket_count = model_array(model, 0, array).bucket_count;
    for (uint64_t bucket = begin; bucket < end && bucket < bucket_count; bucket++)
        count_chain(model, array, (uint32_t)bucket, &counted);
    if (counted.evacuated == counted.bucket_count) counted.least = 0;
    assert_int_equal(sum.bucket_count, counted.bucket_count);
    assert_int_equal(sum.evacuated, counted.evacuated);
    assert_int_equal(sum.entries, counted.entries);
    assert_int_equal(sum.overflow, counted.overflow);
    assert_int_equal(sum.least, counted.least);
    assert_int_equal(sum.most, counted.most);
    assert_int_equal(sum.deepest, counted.deepest);
}

/* Method: the tape is wound forwards and back; every so many moves, all arrays that there ever were
 * are summed whole and in a part, and counted slot by slot. */
static void a_sum_is_what_a_walk_counts(void **state)
{
    enum { STRIDE = 37, ARRAYS_MAX = 64 };
    struct timeline *timeline = make_tape();
    const struct model *model = timeline_model(timeline);
    uint64_t len = timeline_len(timeline);
    uint32_t deepest = 0;
    (void)state;
    for (uint64_t at = 0; at <= 2 * len; at += STRIDE) {
        timeline_seek(timeline, at <= len ? at : 2 * len - at);
        for (uint32_t array = 1; array < ARRAYS_MAX; array++) {
            struct model_array info = model_array(model, 0, array);
            if (info.state == MODEL_ARRAY_NONE) continue;
            assert_sum(model, array, 0, info.bucket_count);
            assert_sum(model, array, info.bucket_count / 3, info.bucket_count / 2 + 1);
            struct model_sum sum = model_sum(model, 0, array, 0, info.bucket_count);
            if (sum.deepest > deepest) deepest = sum.deepest;
        }
    }
    assert_true(deepest > 1); /* the script has done what it is for */
    timeline_free(timeline);
}

/* Method: ranges that lie partly or wholly behind the array, and an array that there is not. */
static void what_is_not_there_counts_nothing(void **state)
{
    struct timeline *timeline = make_tape();
    const struct model *model = timeline_model(timeline);
    (void)state;
    timeline_seek(timeline, timeline_len(timeline) / 2);
    uint32_t array = model_map(model, 0)->header.buckets;
    uint64_t count = model_array(model, 0, array).bucket_count;
    assert_sum(model, array, count - 1, count + 5);
    assert_int_equal(model_sum(model, 0, array, count, count + 5).bucket_count, 0);
    assert_int_equal(model_sum(model, 0, array, 1, 1).bucket_count, 0);
    assert_int_equal(model_sum(model, 0, 60000, 0, 8).bucket_count, 0);
    assert_int_equal(model_sum(model, 0, 60000, 0, 8).least, 0);
    timeline_free(timeline);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sum_is_what_a_walk_counts),
        cmocka_unit_test(what_is_not_there_counts_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
