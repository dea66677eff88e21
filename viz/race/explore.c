/* explore.c - depth first over the choices of a race.
 *
 *    node 0 --A--> node 1 --A--> node 2 ...      A node is kept (stacks, map and all) when more
 *            than
 *       '--B--> ...   '--B--> ...                one of its choices is to be explored, and returned
 *                                                to for the second; without fibers its choices are
 *                                                made anew from the start.
 *
 * A worker is *asleep* at a node when an earlier branch has explored everything that begins with
 * its move, and all moves since commute with that move. */
#include "viz/race/explore.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "viz/race/access.h"
#include "viz/race/explore_rows.h"
#include "viz/race/explore_state.h"
#include "viz/race/world_state.h"

enum {
    /* Shards share out the nodes of this depth, and the ends before it. */
    SHARD_DEPTH = 12,
    ASKS_EVERY = 4096,
};

static bool prunes(const struct explorer *explorer)
{
    return !explorer->plan->is_bounded && !explorer->plan->is_brute;
}

/* ---- Entering a node ---- */

static uint8_t last_worker(const struct explorer *explorer)
{
    return explorer->depth == 0 ? UINT8_MAX : explorer->choices[explorer->depth - 1];
}

static bool could_go_on(const struct node *node, uint8_t worker)
{
    return worker != UINT8_MAX && (node->ready >> worker & 1) != 0;
}

/* Which choices of the node are to be explored. */
static uint32_t choices_of(const struct explorer *explorer, const struct node *node)
{
    uint8_t last = last_worker(explorer);
    bool is_spent = explorer->plan->is_bounded && could_go_on(node, last) &&
                    node->preemptions >= explorer->plan->preemptions;
    if (is_spent) return 1u << last;
    return node->ready & ~node->asleep;
}

/* This node, or end, is another shard's. */
static bool is_others(struct explorer *explorer, bool is_end)
{
    uint32_t count = explorer->plan->shard_count;
    bool is_shared_out =
        explorer->depth == SHARD_DEPTH || (is_end && explorer->depth < SHARD_DEPTH);
    if (count < 2 || !is_shared_out) return false;
    return explorer->shard_number++ % count != explorer->plan->shard;
}

/* ---- Ends ---- */

static enum outcome outcome_of(const struct explorer *explorer, uint64_t *digest)
{
    th_fatal_report report;
    *digest = 0;
    if (runner_is_fatal(explorer->runner, &report, NULL)) return outcome_of_fatal(&report);
    for (size_t w = 0; w < explorer->path.worker_count; w++) {
        if (runner_state_of(explorer->runner, w) != RUNNER_DONE) return OUTCOME_DEADLOCK;
    }
    return world_judge_quickly(explorer->world, digest);
}

static void count_class(struct explorer *explorer, struct explore_end *end)
{
    struct class_end ends[SCENARIO_WORKERS_MAX];
    for (size_t w = 0; w < explorer->path.worker_count; w++) {
        bool is_done = runner_state_of(explorer->runner, w) == RUNNER_DONE;
        ends[w].pending = is_done ? NULL : runner_access(explorer->runner, w);
    }
    if (runner_is_fatal(explorer->runner, NULL, NULL)) class_path_end_race(&explorer->path);
    end->is_exact = class_count(&explorer->path, ends, &end->schedules, &end->odds);
}

static void come_to_end(struct explorer *explorer)
{
    const struct node *node = &explorer->nodes[explorer->depth];
    if (is_others(explorer, true)) return;
    struct explore_end end = {.choices = explorer->choices,
                              .count = explorer->depth,
                              .preemptions = node->preemptions,
                              .schedules = 1,
                              .odds = node->odds,
                              .is_exact = true};
    end.outcome = outcome_of(explorer, &end.digest);
    if (prunes(explorer)) count_class(explorer, &end);
    if (!explore_rows_count(explorer->explored, &end)) explorer->status = EXPLORE_NO_MEMORY;
    if (explorer->plan->on_end != NULL) {
        explorer->plan->on_end(explorer->plan->context, end.outcome, end.digest, end.choices,
                               end.count);
    }
}

/* ---- Going ---- */

/* The node's state is the runner's again. */
static void stand_at(struct explorer *explorer, struct node *node)
{
    if (node->is_kept) {
        runner_return(explorer->runner, explorer->depth);
        return;
    }
    runner_start(explorer->runner);
    for (size_t i = 0; i < explorer->depth; i++)
        runner_move(explorer->runner, explorer->choices[i]);
}

static void keep(struct explorer *explorer, struct node *node)
{
    bool has_others = (node->to_do & (node->to_do - 1)) != 0;
    if (explorer->plan->kind != RUNNER_FIBERS || node->is_kept || !has_others) return;
    node->is_kept = runner_keep(explorer->runner, explorer->depth);
    if (!node->is_kept) explorer->status = EXPLORE_NO_MEMORY;
}

/* Who sleeps on after worker's move from node. */
static uint32_t asleep_after(const struct explorer *explorer, const struct node *node,
                             uint8_t worker)
{
    uint32_t asleep = 0;
    if (!prunes(explorer)) return 0;
    const th_access *access = runner_access(explorer->runner, worker);
    /* A move that ends the race commutes with none. */
    uint32_t others = (node->asleep | (node->tried & ~node->finals)) & ~(1u << worker);
    for (; others != 0; others &= others - 1) {
        size_t other = (size_t)__builtin_ctz(others);
        if (!access_conflicts(runner_access(explorer->runner, other), access)) {
            asleep |= 1u << other;
        }
    }
    return asleep;
}

/* Who is explored next: first whoever moved last, so that few schedules preempt. */
static uint8_t next_choice(const struct explorer *explorer, const struct node *node)
{
    uint8_t last = last_worker(explorer);
    if (last != UINT8_MAX && (node->to_do >> last & 1) != 0) return last;
    return (uint8_t)__builtin_ctz(node->to_do);
}

static void enter(struct explorer *explorer, uint32_t asleep, uint32_t preemptions, double odds)
{
    struct node *node = &explorer->nodes[explorer->depth];
    *node = (struct node){.asleep = asleep,
                          .preemptions = preemptions,
                          .odds = odds,
                          .ready = runner_ready(explorer->runner)};
    if (node->ready == 0) {
        come_to_end(explorer);
        return;
    }
    node->to_do = choices_of(explorer, node);
    if (is_others(explorer, node->to_do == 0)) {
        node->to_do = 0;
    } else if (node->to_do == 0) {
        explorer->explored->blocked++;
    }
}

/* Explores the next choice of the node that stands deepest. */
static void descend(struct explorer *explorer, struct node *node)
{
    if (node->tried != 0) stand_at(explorer, node);
    keep(explorer, node);
    uint8_t worker = next_choice(explorer, node);
    uint32_t asleep = asleep_after(explorer, node, worker);
    bool is_preemption =
        could_go_on(node, last_worker(explorer)) && worker != last_worker(explorer);
    if (prunes(explorer)) {
        class_path_push(&explorer->path, worker, runner_access(explorer->runner, worker));
    }
    runner_move(explorer->runner, worker);
    explorer->explored->moves++;
    node->worker = worker;
    node->to_do &= ~(1u << worker);
    node->tried |= 1u << worker;
    if (runner_is_fatal(explorer->runner, NULL, NULL)) node->finals |= 1u << worker;
    explorer->choices[explorer->depth++] = worker;
    enter(explorer, asleep, node->preemptions + is_preemption,
          node->odds / __builtin_popcount(node->ready));
}

static void climb(struct explorer *explorer)
{
    if (explorer->depth-- == 0) return;
    if (prunes(explorer)) class_path_pop(&explorer->path);
}

/* ---- Progress ---- */

static double share_done(const struct explorer *explorer)
{
    double done = 0, share = 1;
    for (size_t i = 0; i < explorer->depth; i++) {
        const struct node *node = &explorer->nodes[i];
        int left = __builtin_popcount(node->to_do);
        int all = __builtin_popcount(node->tried) + left;
        share /= all;
        done += share * (all - left - 1);
    }
    return done;
}

static void report(struct explorer *explorer)
{
    const struct explored *explored = explorer->explored;
    if (explorer->plan->goes_on == NULL) return;
    struct explore_progress progress = {
        .done = share_done(explorer),
        .executions = explored->executions,
        .moves = explored->moves,
        .explorer = explorer,
    };
    explorer->is_stopped = !explorer->plan->goes_on(explorer->plan->context, &progress);
}

static void begin(struct explorer *explorer)
{
    runner_start(explorer->runner);
    if (explorer->plan->resume == NULL) {
        enter(explorer, 0, 0, 1);
    } else {
        explorer->status = explore_load(explorer, explorer->plan->resume);
    }
}

static void go(struct explorer *explorer)
{
    uint64_t reported = explorer->explored->moves;
    for (;;) {
        struct node *node = &explorer->nodes[explorer->depth];
        if (explorer->status != EXPLORE_OK || explorer->is_stopped) return;
        if (node->to_do != 0) {
            if (explorer->depth + 1 >= EXPLORE_MOVES_MAX)
                explorer->status = EXPLORE_ENDLESS;
            else
                descend(explorer, node);
            continue;
        }
        if (explorer->depth == 0) break;
        climb(explorer);
        if (explorer->explored->moves - reported < ASKS_EVERY) continue;
        reported = explorer->explored->moves;
        report(explorer);
    }
    explorer->explored->is_whole = true;
}

/* ---- From beginning to end ---- */

static enum explore_status set_up(struct explorer *explorer, const struct scenario *scenario)
{
    errno = 0;
    explorer->world = world_make(scenario, NULL);
    if (explorer->world == NULL)
        return errno == E2BIG ? EXPLORE_TOO_MANY_ORDERS : EXPLORE_NO_MEMORY;
    explorer->runner = runner_make(explorer->world, explorer->plan->kind);
    explorer->nodes = calloc(EXPLORE_MOVES_MAX + 1, sizeof *explorer->nodes);
    explorer->choices = calloc(EXPLORE_MOVES_MAX + 1, 1);
    explorer->explored = calloc(1, sizeof *explorer->explored);
    if (!class_path_init(&explorer->path, scenario->worker_count)) return EXPLORE_NO_MEMORY;
    if (explorer->runner == NULL || explorer->nodes == NULL || explorer->choices == NULL ||
        explorer->explored == NULL) {
        return EXPLORE_NO_MEMORY;
    }
    explorer->explored->is_exact = explorer->explored->has_all_ends = true;
    if (explorer->plan->kind == RUNNER_FIBERS &&
        !runner_keep_room(explorer->runner, EXPLORE_MOVES_MAX)) {
        return EXPLORE_NO_MEMORY;
    }
    return EXPLORE_OK;
}

char *explore_checkpoint(const struct explore_progress *progress)
{
    return explore_save(progress->explorer);
}

enum explore_status explore(const struct scenario *scenario, const struct explore_plan *plan,
                            struct explored **made)
{
    struct explorer explorer = {.plan = plan};
    explorer.status = set_up(&explorer, scenario);
    if (explorer.status == EXPLORE_OK) begin(&explorer);
    if (explorer.status == EXPLORE_OK) go(&explorer);
    *made = NULL;
    if (explorer.status == EXPLORE_OK) {
        explore_rows_finish(explorer.explored);
        *made = explorer.explored;
    } else {
        explored_free(explorer.explored);
    }
    class_path_free(&explorer.path);
    free(explorer.nodes);
    free(explorer.choices);
    runner_free(explorer.runner);
    world_free(explorer.world);
    return explorer.status;
}
