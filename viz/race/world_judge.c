/* world_judge.c - was it as if one after the other? How the end of a race is judged.
 *
 * Ends come again and again while schedules are explored, so a table remembers those seen lately,
 * by a hash over the map's memory, the results, and which operation was over before which began.
 * Two ends with one hash would be taken for one: with 64 bits, after a billion ends one chance in
 * 37. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "core/inspect.h"
#include "core/rules.h"
#include "viz/race/world_state.h"

enum { JUDGED_COUNT = 8192, OPS_MAX = SCENARIO_WORKERS_MAX * SCENARIO_OPS_MAX };

struct judged {
    uint64_t hash; /* 0: none */
    uint64_t digest;
    enum outcome outcome;
};

/* ---- What was over before what ---- */

static size_t gather(const struct world *world, uint64_t *results, struct race_span *spans)
{
    size_t count = 0;
    for (size_t w = 0; w < world->scenario->worker_count; w++) {
        const struct world_worker *worker = &world->state->workers[w];
        for (size_t op = 0; op < world->scenario->workers[w].op_count; op++, count++) {
            results[count] = worker->results[op];
            spans[count] = (struct race_span){worker->begun[op], worker->ended[op] + 1};
        }
    }
    return count;
}

/* Each operation's rank among the others: how many were over before it began. That decides every
 * order there may be, as what is over stays over. */
static void rank(const struct race_span *spans, size_t count, uint16_t *ranks)
{
    for (size_t i = 0; i < count; i++) {
        ranks[i] = 0;
        for (size_t j = 0; j < count; j++)
            ranks[i] = (uint16_t)(ranks[i] + (spans[j].end <= spans[i].begin));
    }
}

static uint64_t hash_end(const struct world *world)
{
    uint64_t results[OPS_MAX];
    struct race_span spans[OPS_MAX];
    uint16_t ranks[OPS_MAX];
    size_t count = gather(world, results, spans);
    rank(spans, count, ranks);
    const char *end = (const char *)world->state + world->state->used;
    const char *map = (const char *)world->map;
    uint64_t hash = XXH3_64bits(map, (size_t)(end - map));
    hash = XXH3_64bits_withSeed(results, count * sizeof *results, hash);
    hash = XXH3_64bits_withSeed(ranks, count * sizeof *ranks, hash);
    return hash == 0 ? 1 : hash;
}

/* ---- What is in the map ---- */

/* Goes over the buckets of an array: their entries' sum, and a digest over all that they are. */
static void add_array(const struct world *world, bool is_old, uint64_t *sum, XXH3_state_t *digest)
{
    size_t value_size = world->scenario->value_size;
    th_walk walk = th_walk_start(world->map, is_old);
    while (th_walk_next(&walk)) {
        size_t place[2] = {walk.chain, walk.depth};
        XXH3_64bits_update(digest, place, sizeof place);
        XXH3_64bits_update(digest, walk.bucket.tophash, sizeof walk.bucket.tophash);
        for (size_t slot = 0; slot < sizeof walk.bucket.tophash; slot++) {
            if (walk.bucket.tophash[slot] < 5) continue; /* a mark */
            const void *value = walk.bucket.values + slot * value_size;
            uint64_t entry = race_entry(walk.bucket.keys[slot], value, value_size);
            *sum += entry;
            XXH3_64bits_update(digest, &entry, sizeof entry);
        }
    }
}

static uint64_t digest_end(const struct world *world, uint64_t *contents)
{
    /* Not on the stack: address sanitizers do not keep its 64-byte alignment there. */
    static _Thread_local XXH3_state_t digest;
    uint64_t results[OPS_MAX];
    struct race_span spans[OPS_MAX];
    th_snapshot header = {0};
    *contents = 0;
    XXH3_64bits_reset(&digest);
    size_t count = gather(world, results, spans);
    XXH3_64bits_update(&digest, results, count * sizeof *results);
    if (th_inspect_header(world->map, &header) == TH_OK) {
        uint64_t fields[] = {header.count,     header.flags,     header.B,
                             header.noverflow, header.nevacuate, header.oldbuckets.chain_count};
        XXH3_64bits_update(&digest, fields, sizeof fields);
    }
    add_array(world, false, contents, &digest);
    add_array(world, true, contents, &digest);
    return XXH3_64bits_digest(&digest);
}

uint64_t world_end_digest(const struct world *world)
{
    uint64_t contents;
    return digest_end(world, &contents);
}

/* ---- Judging ---- */

static enum outcome judge_anew(struct world *world, uint64_t *digest)
{
    uint64_t results[OPS_MAX];
    struct race_span spans[OPS_MAX];
    th_verdict verdict;
    uint64_t contents;
    gather(world, results, spans);
    *digest = digest_end(world, &contents);
    struct race_end end = {
        .results = results, .spans = spans, .contents = contents, .count = th_map_len(world->map)};
    if (th_rules_check_map(world->map, &verdict) == TH_OK && verdict.rule != TH_RULES_HOLD) {
        snprintf(world->why_wrong, sizeof world->why_wrong, "rule %d is broken (%s): %s",
                 (int)verdict.rule, th_rule_text(verdict.rule), verdict.where);
        return OUTCOME_WRONG;
    }
    if (serial_ends_has(world->serial_ends, &end)) return OUTCOME_CLEAN;
    snprintf(world->why_wrong, sizeof world->why_wrong,
             "no order of the operations, one after the other, ends like this");
    return OUTCOME_WRONG;
}

enum outcome world_judge_quickly(struct world *world, uint64_t *digest)
{
    uint64_t hash = hash_end(world);
    struct judged *judged = &world->judged[hash % JUDGED_COUNT];
    if (judged->hash != hash) {
        judged->outcome = judge_anew(world, &judged->digest);
        judged->hash = hash;
    }
    *digest = judged->digest;
    return judged->outcome;
}

bool world_make_judge(struct world *world)
{
    world->judged = calloc(JUDGED_COUNT, sizeof *world->judged);
    world->serial_ends = serial_ends_make(world->scenario);
    return world->judged != NULL && world->serial_ends != NULL;
}

enum outcome world_judge(struct world *world)
{
    uint64_t digest;
    world->why_wrong[0] = '\0';
    return judge_anew(world, &digest);
}

const char *world_why_wrong(const struct world *world) { return world->why_wrong; }
