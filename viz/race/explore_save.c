/* explore_save.c - an exploration as text, and back.
 *
 *    tophash-exploration 1 5c1e90ab17d2f304 0 0 0 0 1      scenario's digest, and the plan
 *    counts 1802 100 7512 0 1 1                            executions, blocked, moves ...
 *    row 1 20 14 0 0x1p-2 1 4 0 0 0 1                      an outcome, its figures, its shortest
 *    end 3 9f3c6001 ...                                    the ends that were seen
 *    node 0 3 0 1 2 0 0x1p+0                               one for each of the path, from its first
 *
 * Numbers are decimal, digests hexadecimal, odds in C's hexadecimal form, which loses nothing. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "viz/race/explore_rows.h"
#include "viz/race/explore_state.h"
#include "viz/race/world_state.h"

/* ---- Saving ---- */

static void save_plan(const struct explorer *explorer, FILE *out)
{
    const struct explore_plan *plan = explorer->plan;
    fprintf(out, "tophash-exploration 1 %016" PRIx64 " %d %u %d %u %u\n",
            scenario_digest(explorer->world->scenario), plan->is_bounded, plan->preemptions,
            plan->is_brute, plan->shard, plan->shard_count);
}

static void save_row(size_t outcome, const struct explore_row *row, FILE *out)
{
    if (row->classes == 0) return;
    fprintf(out, "row %zu %" PRIu64 " %" PRIu64 " %" PRIu64 " %a %u %zu", outcome, row->classes,
            (uint64_t)(row->schedules >> 64), (uint64_t)row->schedules, row->odds, row->preemptions,
            row->shortest_count);
    for (size_t i = 0; i < row->shortest_count; i++)
        fprintf(out, " %d", row->shortest[i]);
    putc('\n', out);
    for (size_t at = 0; row->ends != NULL && at < EXPLORE_ENDS_TABLE; at++) {
        if (row->ends[at] != 0) fprintf(out, "end %zu %" PRIx64 "\n", outcome, row->ends[at]);
    }
}

static void save_path(const struct explorer *explorer, FILE *out)
{
    for (size_t i = 0; i <= explorer->depth; i++) {
        const struct node *node = &explorer->nodes[i];
        fprintf(out, "node %d %u %u %u %u %u %u %a\n", node->worker, node->ready, node->asleep,
                node->tried, node->finals, node->to_do, node->preemptions, node->odds);
    }
}

char *explore_save(const struct explorer *explorer)
{
    const struct explored *explored = explorer->explored;
    char *text = NULL;
    size_t len;
    FILE *out = open_memstream(&text, &len);
    if (out == NULL) return NULL;
    save_plan(explorer, out);
    fprintf(out, "counts %" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64 " %d %d\n",
            explored->executions, explored->blocked, explored->moves, explorer->shard_number,
            explored->is_exact, explored->has_all_ends);
    for (size_t i = 0; i < OUTCOME_COUNT; i++)
        save_row(i, &explored->rows[i], out);
    save_path(explorer, out);
    fputs("whole\n", out);
    bool is_written = !ferror(out);
    if (fclose(out) == 0 && is_written) return text;
    free(text);
    return NULL;
}

/* ---- Loading ---- */

struct loading {
    struct explorer *explorer;
    size_t node_count;
    bool has_counts;
    bool is_whole; /* the last line has come */
};

static bool load_plan(const struct explorer *explorer, const char *line)
{
    char *expected = NULL;
    size_t len;
    FILE *out = open_memstream(&expected, &len);
    if (out == NULL) return false;
    save_plan(explorer, out);
    bool is_same = fclose(out) == 0 && strncmp(line, expected, len) == 0;
    free(expected);
    return is_same;
}

static bool load_counts(struct loading *loading, const char *line)
{
    struct explored *explored = loading->explorer->explored;
    int is_exact, has_all_ends;
    loading->has_counts = true;
    if (sscanf(line, "counts %" SCNu64 " %" SCNu64 " %" SCNu64 " %" SCNu64 " %d %d",
               &explored->executions, &explored->blocked, &explored->moves,
               &loading->explorer->shard_number, &is_exact, &has_all_ends) != 6) {
        return false;
    }
    explored->is_exact = is_exact != 0;
    explored->has_all_ends = has_all_ends != 0;
    return true;
}

/* The numbers of a row's shortest schedule. */
static bool load_shortest(const struct loading *loading, const char *at, struct explore_row *row,
                          size_t count)
{
    size_t workers = loading->explorer->path.worker_count;
    if (count == 0 || count > EXPLORE_MOVES_MAX) return false;
    row->shortest = malloc(EXPLORE_MOVES_MAX);
    if (row->shortest == NULL) return false;
    for (size_t i = 0; i < count; i++) {
        unsigned worker;
        int used;
        if (sscanf(at, " %u%n", &worker, &used) != 1 || worker >= workers) return false;
        row->shortest[i] = (uint8_t)worker;
        at += used;
    }
    row->shortest_count = count;
    return true;
}

static bool load_row(const struct loading *loading, const char *line)
{
    size_t outcome, count;
    uint64_t classes, high, low;
    double odds;
    unsigned preemptions;
    int used;
    if (sscanf(line, "row %zu %" SCNu64 " %" SCNu64 " %" SCNu64 " %la %u %zu%n", &outcome, &classes,
               &high, &low, &odds, &preemptions, &count, &used) != 7) {
        return false;
    }
    if (outcome >= OUTCOME_COUNT) return false;
    struct explore_row *row = &loading->explorer->explored->rows[outcome];
    if (row->classes != 0) return false;
    row->classes = classes;
    row->schedules = (explore_number)high << 64 | low;
    row->odds = odds;
    row->preemptions = preemptions;
    return load_shortest(loading, line + used, row, count);
}

static bool load_end(const struct loading *loading, const char *line)
{
    size_t outcome;
    uint64_t digest;
    if (sscanf(line, "end %zu %" SCNx64, &outcome, &digest) != 2) return false;
    if (outcome >= OUTCOME_COUNT || digest == 0) return false;
    return explore_rows_add_end(loading->explorer->explored, (enum outcome)outcome, digest);
}

static bool load_node(struct loading *loading, const char *line)
{
    unsigned worker;
    if (loading->node_count > EXPLORE_MOVES_MAX) return false;
    struct node *node = &loading->explorer->nodes[loading->node_count++];
    if (sscanf(line, "node %u %u %u %u %u %u %u %la", &worker, &node->ready, &node->asleep,
               &node->tried, &node->finals, &node->to_do, &node->preemptions, &node->odds) != 8) {
        return false;
    }
    node->worker = (uint8_t)worker;
    return worker < loading->explorer->path.worker_count;
}

static bool load_line(struct loading *loading, const char *line)
{
    if (strncmp(line, "row ", 4) == 0) return load_row(loading, line);
    if (strncmp(line, "end ", 4) == 0) return load_end(loading, line);
    if (strncmp(line, "node ", 5) == 0) return load_node(loading, line);
    if (strncmp(line, "counts ", 7) == 0) return load_counts(loading, line);
    loading->is_whole = strcmp(line, "whole\n") == 0;
    return loading->is_whole;
}

static bool load_lines(struct loading *loading, FILE *in)
{
    char *line = NULL;
    size_t room = 0;
    bool is_good = getline(&line, &room, in) > 0 && load_plan(loading->explorer, line);
    while (is_good && !loading->is_whole) {
        is_good = getline(&line, &room, in) > 0 && load_line(loading, line);
    }
    free(line);
    return is_good && loading->has_counts && loading->node_count > 0;
}

/* Moves the runner along the path; false when the race does not go that way. */
static bool follow_path(struct explorer *explorer, size_t node_count)
{
    for (size_t i = 0; i + 1 < node_count; i++) {
        uint8_t worker = explorer->nodes[i].worker;
        if (runner_ready(explorer->runner) != explorer->nodes[i].ready) return false;
        if ((explorer->nodes[i].ready >> worker & 1) == 0) return false;
        if (!explorer->plan->is_bounded && !explorer->plan->is_brute) {
            class_path_push(&explorer->path, worker, runner_access(explorer->runner, worker));
        }
        runner_move(explorer->runner, worker);
        explorer->choices[explorer->depth++] = worker;
    }
    const struct node *last = &explorer->nodes[node_count - 1];
    return runner_ready(explorer->runner) == last->ready && (last->to_do & ~last->ready) == 0;
}

enum explore_status explore_load(struct explorer *explorer, const char *text)
{
    struct loading loading = {.explorer = explorer};
    FILE *in = fmemopen((void *)(uintptr_t)text, strlen(text), "r");
    if (in == NULL) return EXPLORE_NO_MEMORY;
    bool is_good = load_lines(&loading, in) && follow_path(explorer, loading.node_count);
    fclose(in);
    return is_good ? EXPLORE_OK : EXPLORE_BAD_CHECKPOINT;
}
