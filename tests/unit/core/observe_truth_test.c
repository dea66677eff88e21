/* observe_truth_test.c - events are the whole truth, and being observed changes nothing.
 *
 * Method: random scripts run on an observed map. A mirror draws it from its events alone, holds
 * each event's `before` against its drawing, and is compared with the map's memory after every
 * operation. A twin of the map, which nobody observes, must then hold the same in every bucket. */
#include <stdio.h>

#include "tests/support/event_mirror.h"
#include "tests/support/script.h"
#include "tests/support/snapshots.h"
#include "tests/support/testing.h"

struct twins {
    struct event_mirror mirror;
    struct script_run observed, unobserved;
};

static void assert_same_result(const struct script_result *a, const struct script_result *b)
{
    assert_int_equal(a->status, b->status);
    assert_int_equal(a->is_there, b->is_there);
    assert_ptr_equal(a->key.bytes, b->key.bytes);
    assert_int_equal(a->value, b->value);
}

/* The same memory failures for both. */
static void fail_now_and_then(struct twins *twins, uint64_t step)
{
    if (step % 90 != 0) return;
    counting_memory_fail(&twins->observed.test.memory, step % 7, step % 4 * 5);
    counting_memory_fail(&twins->unobserved.test.memory, step % 7, step % 4 * 5);
}

static void run_twins(uint64_t seed, unsigned lines, th_map_options options, bool is_failing)
{
    struct twins twins;
    struct script script = {.seed = seed, .key_count = 64 + (uint32_t)(seed % 4) * 128};
    char what[80];
    event_mirror_set_up(&twins.mirror, 8);
    script_run_set_up(&twins.unobserved, options);
    options.observer = &twins.mirror.observer;
    script_run_set_up(&twins.observed, options);
    while (script.step < lines) {
        struct script_line line = script_next(&script);
        if (is_failing) fail_now_and_then(&twins, script.step);
        struct script_result told = script_run_line(&twins.observed, &line);
        struct script_result untold = script_run_line(&twins.unobserved, &line);
        assert_same_result(&told, &untold);
        snprintf(what, sizeof what, "seed %d, line %d", (int)seed, (int)script.step);
        assert_mirrors(&twins.mirror, twins.observed.test.map, what);
        th_snapshot *a = look(twins.observed.test.map), *b = look(twins.unobserved.test.map);
        assert_same_snapshot(a, b, what);
        th_snapshot_free(a);
        th_snapshot_free(b);
    }
    assert_int_equal(twins.observed.test.memory.takes, twins.unobserved.test.memory.takes);
    script_run_close_cursors(&twins.observed);
    assert_true(event_mirror_array_count(&twins.mirror) <= 2); /* all others were told freed */
    script_run_end(&twins.observed);
    script_run_end(&twins.unobserved);
    event_mirror_free(&twins.mirror);
}

static void events_tell_all_and_change_nothing(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 4; seed++)
        run_twins(seed, 5000, (th_map_options){.hint = seed % 2 ? 0 : 60}, false);
}

static void also_when_memory_fails(void **state)
{
    (void)state;
    for (uint64_t seed = 11; seed <= 14; seed++)
        run_twins(seed, 3000, (th_map_options){.hint = 0}, true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(events_tell_all_and_change_nothing),
        cmocka_unit_test(also_when_memory_fails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
