/* world_test.c - what a scenario may ask for has room in a world.
 *
 * Method: the largest scenarios that the limits of scenario.h allow, run from end to end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/memory.h"
#include "viz/race/runner.h"

enum { KEYS = SCENARIO_SETUP_MAX + SCENARIO_WORKERS_MAX * SCENARIO_OPS_MAX, KEY_CAP = 8 };

static const size_t value_sizes[] = {0, 1, 8, 128};
#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

/* Puts of so many different keys: the setup's, then each worker's. */
static struct {
    char keys[KEYS][KEY_CAP];
    struct scenario_op ops[KEYS];
    struct scenario_worker workers[SCENARIO_WORKERS_MAX];
} most;

static struct scenario scenario_of(size_t value_size, int64_t hint)
{
    static const char *const names[] = {"A", "B", "C", "D", "E", "F", "G", "H", "I"};
    static const uint8_t value[128];
    for (size_t i = 0; i < KEYS; i++) {
        int len = snprintf(most.keys[i], KEY_CAP, "k%zu", i);
        most.ops[i] = (struct scenario_op){.kind = SCENARIO_PUT,
                                           .key = {.bytes = most.keys[i], .len = (size_t)len},
                                           .value = value};
    }
    for (size_t w = 0; w < SCENARIO_WORKERS_MAX; w++) {
        most.workers[w] = (struct scenario_worker){
            .name = names[w],
            .ops = &most.ops[SCENARIO_SETUP_MAX + w * SCENARIO_OPS_MAX],
            .op_count = SCENARIO_OPS_MAX,
        };
    }
    return (struct scenario){.id = "most",
                             .map_name = "m",
                             .value_size = value_size,
                             .hint = hint,
                             .setup = most.ops,
                             .setup_count = SCENARIO_SETUP_MAX,
                             .workers = most.workers,
                             .worker_count = SCENARIO_WORKERS_MAX};
}

/* One worker after the other. */
static void must_run(size_t value_size, int64_t hint)
{
    struct scenario scenario = scenario_of(value_size, hint);
    struct world *world = world_make(&scenario, NULL);
    if (world == NULL) fail_msg("values of %zu, hint %lld: no room", value_size, (long long)hint);
    struct runner *runner = runner_make(world, RUNNER_THREADS);
    assert_non_null(runner);
    runner_start(runner);
    for (uint32_t ready; (ready = runner_ready(runner)) != 0;)
        runner_move(runner, (size_t)__builtin_ctz(ready));
    assert_int_equal(world_judge(world), OUTCOME_CLEAN);
    assert_int_equal(th_map_len(world_map(world)), KEYS);
    runner_free(runner);
    world_free(world);
}

static void the_largest_hint_the_longest_setup_and_all_workers_fit(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(value_sizes); i++)
        must_run(value_sizes[i], scenario_hint_max(value_sizes[i]));
}

static void a_map_that_grows_from_nothing_fits(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(value_sizes); i++)
        must_run(value_sizes[i], 0);
}

/* Memory that knows the largest block it gave. */
static size_t largest;

static void *take(void *context, size_t size_bytes)
{
    (void)context;
    if (size_bytes > largest) largest = size_bytes;
    return th_memory_libc().take(NULL, size_bytes);
}

static void give(void *context, void *block, size_t size_bytes)
{
    (void)context;
    th_memory_libc().give(NULL, block, size_bytes);
}

static size_t array_bytes(size_t value_size, int64_t hint)
{
    th_map_options options = {
        .hint = hint, .value_size = value_size, .memory = {.take = take, .give = give}};
    th_map *map;
    largest = 0;
    assert_int_equal(th_map_make(&options, &map), TH_OK);
    th_map_free(map);
    return largest;
}

/* Method: the map itself is asked, with memory that counts. 64 bytes stand ahead of an array. */
static void one_entry_more_asks_for_more_than_the_limit(void **state)
{
    (void)state;
    for (size_t size = 0; size <= 128; size++) {
        int64_t hint = scenario_hint_max(size);
        assert_true(array_bytes(size, hint) <= SCENARIO_ARRAY_BYTES_MAX + 64);
        assert_true(array_bytes(size, hint + 1) > SCENARIO_ARRAY_BYTES_MAX + 64);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_largest_hint_the_longest_setup_and_all_workers_fit),
        cmocka_unit_test(a_map_that_grows_from_nothing_fits),
        cmocka_unit_test(one_entry_more_asks_for_more_than_the_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
