/* generator_test.c - random scripts lead maps everywhere. Method: the scripts of 400 seeds are run,
 * and what the maps told their observers is counted. A property that is never put to the test says
 * nothing, so each count has a least value, far below what these seeds give. */
#include <inttypes.h>
#include <stdio.h>

#include "tests/property/generate.h"
#include "tests/property/run.h"
#include "tests/support/testing.h"

static struct map_reach reach;

/* In this process, so that the sanitizers see leaks, too. */
static int run_scripts(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 400; seed++) {
        struct map_script script = map_script_generate(seed, 400);
        struct map_result result;
        map_script_run(&script, &map_calls_real, &result, &reach);
        map_script_free(&script);
        if (!result.has_failed) continue;
        print_error("seed %" PRIu64 ", operation %zu: %s\n", seed, result.op, result.text);
        return 1;
    }
    return 0;
}

static void maps_tell_every_kind_of_move(void **state)
{
    (void)state;
    for (unsigned kind = 0; kind < TH_EVENT_COUNT_OF_KINDS; kind++) {
        /* These take a race. */
        if (kind == TH_EVENT_FATAL || th_event_needs_gate((th_event_kind)kind)) continue;
        if (reach.events[kind] < 10) {
            fail_msg("%s: %" PRIu64 " times", th_event_name((th_event_kind)kind),
                     reach.events[kind]);
        }
    }
}

static void maps_grow_in_both_ways(void **state)
{
    (void)state;
    assert_true(reach.doublings >= 100);
    assert_true(reach.same_size_growths >= 15);
    assert_true(reach.most_B >= 6);
    assert_true(reach.most_entries >= 200);
}

static void maps_are_cleared_while_they_grow(void **state)
{
    (void)state;
    assert_true(reach.clears_in_growth >= 5);
}

static void cursors_walk_through_growth_to_their_end(void **state)
{
    (void)state;
    assert_true(reach.walks_through_growth >= 50);
}

static void puts_fail_for_want_of_memory(void **state)
{
    (void)state;
    assert_true(reach.failed_puts >= 50);
}

static void one_seed_gives_one_script(void **state)
{
    (void)state;
    struct map_script a = map_script_generate(5, 300), b = map_script_generate(5, 300);
    assert_int_equal(a.op_count, b.op_count);
    assert_int_equal(a.key_count, b.key_count);
    assert_memory_equal(a.ops, b.ops, a.op_count * sizeof *a.ops);
    for (size_t i = 0; i < a.key_count; i++)
        assert_int_equal(a.keys[i].hash, b.keys[i].hash);
    map_script_free(&a);
    map_script_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(maps_tell_every_kind_of_move),
        cmocka_unit_test(maps_grow_in_both_ways),
        cmocka_unit_test(maps_are_cleared_while_they_grow),
        cmocka_unit_test(cursors_walk_through_growth_to_their_end),
        cmocka_unit_test(puts_fail_for_want_of_memory),
        cmocka_unit_test(one_seed_gives_one_script),
    };
    return cmocka_run_group_tests_name("property/generate", tests, run_scripts, NULL);
}
