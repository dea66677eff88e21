/* race.c - what a race's moves cost, and how many schedules can be explored.
 *
 * Method: one put after the other, again and again, move by move, with both kinds of workers. Then
 * two writers on an empty map, every schedule, by brute force and pruned, in one thread, with
 * fibers. Given the word "growth": two writers while the map grows, pruned, once. */
#include <inttypes.h>
#include <string.h>

#include "tests/bench/costs/bench.h"
#include "tests/unit/race/race_scenes.h"
#include "viz/race/explore.h"

enum { ROUNDS = 5, RACES_OF_THREADS = 500, RACES_OF_FIBERS = 20000 };

/* ---- Moves ---- */

/* Nanoseconds a move. */
static double time_moves(struct runner *runner, unsigned races)
{
    uint64_t moves = 0;
    double start = bench_now_ns();
    for (unsigned i = 0; i < races; i++) {
        runner_start(runner);
        for (uint32_t ready; (ready = runner_ready(runner)) != 0; moves++)
            runner_move(runner, (size_t)__builtin_ctz(ready));
    }
    return (bench_now_ns() - start) / (double)moves;
}

static void bench_moves(enum runner_kind kind, unsigned races, const char *what)
{
    struct world *world = world_make(race_scene(SCENE_TWO_WRITERS), NULL);
    bench_must(world != NULL, "making a world");
    struct runner *runner = runner_make(world, kind);
    bench_must(runner != NULL, "making a runner");
    double taken[ROUNDS];
    for (unsigned round = 0; round < ROUNDS; round++)
        taken[round] = time_moves(runner, races);
    bench_row(what, 1e6 / bench_median(taken, ROUNDS), "thousand moves/s");
    runner_free(runner);
    world_free(world);
}

/* ---- Exploring ---- */

static double time_exploring(enum race_scene scene, bool is_brute, uint64_t *executions)
{
    struct explore_plan plan = {.is_brute = is_brute, .kind = RUNNER_FIBERS};
    struct explored *explored;
    double start = bench_now_ns();
    bench_must(explore(race_scene(scene), &plan, &explored) == EXPLORE_OK, "exploring");
    double taken = bench_now_ns() - start;
    bench_must(explored->is_whole, "exploring to the end");
    *executions = explored->executions;
    explored_free(explored);
    return taken;
}

static void bench_two_writers(void)
{
    double brute[ROUNDS], pruned[ROUNDS];
    uint64_t brute_count = 0, pruned_count = 0;
    for (unsigned round = 0; round < ROUNDS; round++) {
        brute[round] = time_exploring(SCENE_TWO_WRITERS, true, &brute_count);
        pruned[round] = time_exploring(SCENE_TWO_WRITERS, false, &pruned_count);
    }
    double taken = bench_median(brute, ROUNDS);
    bench_row("two writers, all schedules: executions", (double)brute_count, "executions");
    bench_row("two writers, all schedules", (double)brute_count / taken * 1e6,
              "thousand executions/s");
    bench_row("two writers, all schedules: whole", taken / 1e6, "ms");
    bench_row("two writers, pruned: executions", (double)pruned_count, "executions");
    bench_row("two writers, pruned: whole", bench_median(pruned, ROUNDS) / 1e6, "ms");
}

static void bench_growth(void)
{
    uint64_t executions;
    double taken = time_exploring(SCENE_GROWTH, false, &executions);
    bench_row("two writers during growth, pruned: executions", (double)executions, "executions");
    bench_row("two writers during growth, pruned", (double)executions / taken * 1e6,
              "thousand executions/s");
    bench_row("two writers during growth, pruned: whole", taken / 1e9, "s");
}

int main(int argc, char **argv)
{
    bench_moves(RUNNER_THREADS, RACES_OF_THREADS, "moves of workers as threads");
    if (runner_has_fibers()) {
        bench_moves(RUNNER_FIBERS, RACES_OF_FIBERS, "moves of workers as fibers");
        bench_two_writers();
        if (argc > 1 && strcmp(argv[1], "growth") == 0) bench_growth();
    }
    return 0;
}
