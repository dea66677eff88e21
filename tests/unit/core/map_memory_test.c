/* map_memory_test.c - no failed allocation loses or changes anything: guarantees M2 and M3, rule
 * P1.
 *
 * Method: one script is run again and again; its 1st, 2nd, 3rd ... allocation fails, until a run
 * needs no more. A failing put must leave every byte that the map reads as it was; it is then
 * tried again, so that each run ends with the same entries, and in the end no byte may be held. */
#include <string.h>

#include "tests/support/script.h"
#include "tests/support/snapshots.h"
#include "tests/support/testing.h"

enum { LINES = 2000, STARTS_MAX = LINES + 1 };

/* What an unhindered run was like. */
struct plain_run {
    uint64_t takes_before[STARTS_MAX]; /* how many allocations there were before each line */
    uint64_t takes;
    uint64_t entries; /* digest of what is in the map at the end */
};

/* Of all entries, in the order of the keys' numbers. */
static uint64_t digest_of_entries(const th_map *map, uint32_t key_count)
{
    uint64_t digest = 0;
    for (uint32_t key = 0; key < key_count; key++) {
        const uint64_t *value = th_map_get(map, script_key(key));
        digest = chance_mix(digest ^ (value == NULL ? 0 : chance_mix(*value + 1)));
    }
    return digest;
}

static struct plain_run run_plain(uint64_t seed, th_map_options options)
{
    struct plain_run plain = {.takes = 0};
    struct script script = {.seed = seed, .key_count = 320};
    struct script_run run;
    script_run_set_up(&run, options);
    while (script.step < LINES) {
        plain.takes_before[script.step] = run.test.memory.takes;
        struct script_line line = script_next(&script);
        assert_int_equal(script_run_line(&run, &line).status, TH_OK);
    }
    plain.takes = run.test.memory.takes;
    plain.entries = digest_of_entries(run.test.map, script.key_count);
    script_run_end(&run);
    return plain;
}

/* Where the bytes of a block begin that a reader of the map looks at: hmap has 48, then comes what
 * is our own; ahead of a bucket array there is a head, which counts spares. */
static bool is_unchanged(const struct image_block *block, const struct test_map *test,
                         const th_snapshot *seen)
{
    const uint8_t *now = (const uint8_t *)(uintptr_t)block->address;
    size_t from = 0, to = block->size_bytes;
    if (now == (const uint8_t *)test->map) to = 48;
    uint64_t buckets[] = {seen->buckets.address, seen->oldbuckets.address};
    for (size_t i = 0; i < COUNT_OF(buckets); i++) {
        if (buckets[i] > block->address && buckets[i] < block->address + block->size_bytes) {
            from = buckets[i] - block->address;
        }
    }
    return memcmp(now + from, block->bytes + from, to - from) == 0;
}

static void assert_untouched(struct test_map *test, const struct memory_image *before,
                             const th_snapshot *seen, const struct script *script)
{
    th_snapshot *after = look(test->map);
    assert_same_snapshot(seen, after, "a put that failed");
    th_snapshot_free(after);
    for (size_t i = 0; i < before->count; i++) {
        const struct image_block *block = &before->blocks[i];
        bool is_held = counting_memory_holds(&test->memory, (const void *)(uintptr_t)block->address,
                                             block->size_bytes);
        if (!is_held || !is_unchanged(block, test, seen)) {
            script_print(script);
            fail_msg("a put that failed changed %zu bytes at %#llx", block->size_bytes,
                     (unsigned long long)block->address);
        }
    }
}

/* The line in which allocation number nth falls: with memory failing, then again without. */
static void run_failing_line(struct script_run *run, const struct script *script,
                             const struct script_line *line)
{
    struct counting_memory *memory = &run->test.memory;
    struct memory_image before = memory_image_take(memory);
    th_snapshot *seen = look(run->test.map);
    uint64_t failures = memory->failures;
    struct script_result result = script_run_line(run, line);
    assert_true(memory->failures > failures);
    counting_memory_stop_failing(memory);
    if (result.status != TH_OK) {
        assert_int_equal(result.status, TH_NO_MEMORY);
        assert_int_equal(line->op, SCRIPT_PUT);
        assert_untouched(&run->test, &before, seen, script);
        assert_int_equal(script_run_line(run, line).status, TH_OK);
    }
    th_snapshot_free(seen);
    memory_image_free(&before);
}

static void run_failing(uint64_t seed, th_map_options options, const struct plain_run *plain,
                        uint64_t nth, uint64_t count)
{
    struct script script = {.seed = seed, .key_count = 320};
    struct script_run run;
    script_run_set_up(&run, options);
    counting_memory_fail(&run.test.memory, nth - run.test.memory.takes, count);
    while (script.step < LINES) {
        uint64_t step = script.step;
        struct script_line line = script_next(&script);
        uint64_t takes_after = step + 1 < LINES ? plain->takes_before[step + 1] : plain->takes;
        if (nth > plain->takes_before[step] && nth <= takes_after) {
            run_failing_line(&run, &script, &line);
        } else {
            assert_int_equal(script_run_line(&run, &line).status, TH_OK);
        }
    }
    assert_int_equal(digest_of_entries(run.test.map, script.key_count), plain->entries);
    script_run_end(&run);
}

static void fail_each(uint64_t seed, th_map_options options, uint64_t count)
{
    struct plain_run plain = run_plain(seed, options);
    assert_true(plain.takes > 10);
    for (uint64_t nth = plain.takes_before[0] + 1; nth <= plain.takes; nth += 2 * rules_step() - 1)
        run_failing(seed, options, &plain, nth, count);
}

static void no_failed_allocation_changes_a_map(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 6; seed++) {
        fail_each(seed, (th_map_options){.hint = 0}, 1);
        fail_each(seed, (th_map_options){.hint = 14}, 1);
        fail_each(seed, (th_map_options){.hint = 60}, 1);
    }
}

static void nor_one_of_owned_keys(void **state)
{
    (void)state;
    fail_each(4, (th_map_options){.keys_owned = true}, 1);
}

/* Method: a line's later allocations fail as well. */
static void nor_do_all_that_one_call_asks_for(void **state)
{
    (void)state;
    fail_each(5, (th_map_options){.hint = 0}, UINT32_MAX);
    fail_each(6, (th_map_options){.keys_owned = true}, UINT32_MAX);
}

/* Method: memory fails for long times. Puts may fail; all else goes on, and no entry is lost. */
static void a_long_shortage_loses_nothing_either(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 40; seed++) {
        struct script script = {.seed = seed, .key_count = 320};
        struct chance chance = {seed};
        struct script_run run;
        uint64_t values[SCRIPT_KEYS_MAX] = {0}; /* 0: not there */
        script_run_set_up(&run, (th_map_options){.keys_owned = seed % 2});
        while (script.step < 3000) {
            if (script.step % 50 == 0) {
                counting_memory_fail(&run.test.memory, 1, chance_below(&chance, 3) * 30);
            }
            struct script_line line = script_next(&script);
            line.value |= 1;
            struct script_result result = script_run_line(&run, &line);
            uint64_t *value = &values[line.key];
            if (line.op == SCRIPT_PUT && result.status == TH_OK) *value = line.value;
            if (line.op == SCRIPT_DELETE) {
                assert_int_equal(result.is_there, *value != 0);
                *value = 0;
            }
            if (line.op == SCRIPT_CLEAR) memset(values, 0, sizeof values);
        }
        for (uint32_t key = 0; key < script.key_count; key++) {
            if (values[key] == 0) assert_lacks(run.test.map, script_key(key));
            if (values[key] != 0) assert_holds(run.test.map, script_key(key), values[key]);
        }
        script_run_end(&run);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_failed_allocation_changes_a_map),
        cmocka_unit_test(nor_one_of_owned_keys),
        cmocka_unit_test(nor_do_all_that_one_call_asks_for),
        cmocka_unit_test(a_long_shortage_loses_nothing_either),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
