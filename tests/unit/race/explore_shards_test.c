/* explore_shards_test.c - do programs that explore a part each find together what one finds alone?
 *
 * Method: Bazel starts this program once for each shard. Each explores the part that Bazel's
 * variables give it, then those of the others; its own must be just what theirs lack of the whole.
 * When that holds in every shard, their sum is the whole. The counts of the whole stand here: brute
 * force over all 4,311,346 schedules gives the same (explore_test.c). */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/testing.h"
#include "tests/unit/race/race_scenes.h"
#include "viz/race/explore.h"

struct counts {
    enum outcome outcome;
    uint64_t schedules;
};

static const struct counts wanted[] = {{OUTCOME_CLEAN, 386564},
                                       {OUTCOME_FATAL_AT_ENTRY, 20},
                                       {OUTCOME_FATAL_AT_EXIT, 2492106},
                                       {OUTCOME_WRONG, 1432656}};
enum { CLASSES = 1802 };

static uint32_t number_of(const char *name, uint32_t otherwise)
{
    const char *text = getenv(name);
    return text == NULL ? otherwise : (uint32_t)strtoul(text, NULL, 10);
}

/* Tells Bazel that shards are heeded. */
static void touch_status_file(void)
{
    const char *path = getenv("TEST_SHARD_STATUS_FILE");
    if (path == NULL) return;
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fclose(file);
}

static struct explored *part(uint32_t shard, uint32_t shard_count)
{
    struct explored *explored;
    struct explore_plan plan = {
        .shard = shard, .shard_count = shard_count, .kind = runner_fastest()};
    assert_int_equal(explore(race_scene(SCENE_TWO_WRITERS), &plan, &explored), EXPLORE_OK);
    assert_true(explored->is_whole);
    return explored;
}

static void rows_must_be_equal(const struct explored *sum, const struct explored *whole)
{
    for (size_t i = 0; i < OUTCOME_COUNT; i++) {
        const struct explore_row *row = &sum->rows[i], *other = &whole->rows[i];
        assert_true(row->schedules == other->schedules);
        assert_int_equal(row->classes, other->classes);
        assert_true(fabs(row->odds - other->odds) < 1e-9);
        assert_int_equal(row->end_count, other->end_count);
        if (row->end_count > 0)
            assert_memory_equal(row->ends, other->ends, row->end_count * sizeof *row->ends);
    }
    assert_int_equal(sum->executions, whole->executions);
    assert_int_equal(sum->is_exact, whole->is_exact);
}

static void this_shard_finds_what_the_others_lack(void **state)
{
    (void)state;
    uint32_t count = number_of("TEST_TOTAL_SHARDS", 1), shard = number_of("TEST_SHARD_INDEX", 0);
    touch_status_file();
    assert_in_range(shard, 0, count - 1);
    struct explored *sum = part(shard, count), *whole = part(0, 1);
    assert_true(sum->executions > 0);
    assert_true(count == 1 || sum->executions < CLASSES);
    for (uint32_t other = 0; other < count; other++) {
        if (other == shard) continue;
        struct explored *explored = part(other, count);
        assert_true(explored_add(sum, explored));
        explored_free(explored);
    }
    rows_must_be_equal(sum, whole);
    assert_int_equal(sum->executions, CLASSES);
    for (size_t i = 0; i < COUNT_OF(wanted); i++)
        assert_true(sum->rows[wanted[i].outcome].schedules == wanted[i].schedules);
    explored_free(sum);
    explored_free(whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(this_shard_finds_what_the_others_lack)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
