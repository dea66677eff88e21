/* map_test.c - no random script tells a map from the naive one, or breaks a rule.
 *
 *     map_test --seed=FIRST --count=SEEDS --ops=N [--plant=BUG]
 *
 * Method: each seed becomes a script (generate.h), each script runs in a process of its own
 * (trial.h) against the reference map (run.h says what is compared). The first that fails is
 * shrunk; its seed, the command that repeats it and the script are printed.
 *
 * How much is run is in the arguments, and never depends on time. Slow builds run one seed in
 * PROPERTY_SHARE (set by .bazelrc for each config). Bazel's shards divide the seeds. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/property/generate.h"
#include "tests/property/plant.h"
#include "tests/property/shrink.h"
#include "tests/property/trial.h"
#include "tests/property/write.h"

enum { TRIES_MAX = 20000 };

struct job {
    uint64_t seed, count, ops;
    uint64_t share; /* one seed in so many */
    uint64_t shard, shards;
    const struct planted *plant;
};

/* ---- What is to be done ---- */

static uint64_t number_in(const char *name, uint64_t otherwise)
{
    const char *text = getenv(name);
    return text == NULL ? otherwise : strtoull(text, NULL, 10);
}

static bool read_argument(struct job *job, const char *argument)
{
    char end;
    if (sscanf(argument, "--seed=%" SCNu64 "%c", &job->seed, &end) == 1) return true;
    if (sscanf(argument, "--count=%" SCNu64 "%c", &job->count, &end) == 1) return true;
    if (sscanf(argument, "--ops=%" SCNu64 "%c", &job->ops, &end) == 1) return true;
    if (strncmp(argument, "--plant=", 8) != 0) return false;
    job->plant = planted_named(argument + 8);
    return job->plant != NULL;
}

/* Says to Bazel that the shards are understood. */
static void announce_shards(void)
{
    const char *path = getenv("TEST_SHARD_STATUS_FILE");
    FILE *file = path == NULL ? NULL : fopen(path, "w");
    if (file != NULL) fclose(file);
}

static bool is_mine(const struct job *job, uint64_t index)
{
    return index % job->share == 0 && index / job->share % job->shards == job->shard;
}

/* ---- Doing it ---- */

static const struct map_calls *calls_of(const struct job *job)
{
    return job->plant == NULL ? &map_calls_real : &job->plant->calls;
}

static void report(const struct job *job, uint64_t seed, struct map_script *script,
                   struct map_result *result)
{
    printf("seed %" PRIu64 ", operation %zu of %zu: %s\n", seed, result->op, script->op_count,
           result->text);
    printf("repeat: map_test --seed=%" PRIu64 " --ops=%" PRIu64 "%s%s\n", seed, job->ops,
           job->plant == NULL ? "" : " --plant=", job->plant == NULL ? "" : job->plant->name);
    map_script_shrink(script, calls_of(job), TRIES_MAX, result);
    printf("shrunk to %zu operations: %s\n", script->op_count, result->text);
    map_script_write(script, seed, stdout);
    fflush(stdout);
    map_script_try(script, calls_of(job), false, result, NULL); /* now it may speak */
}

/* True: the seed's script showed nothing. */
static bool run_seed(const struct job *job, uint64_t seed, uint64_t *op_total)
{
    struct map_script script = map_script_generate(seed, job->ops);
    struct map_result result;
    map_script_try(&script, calls_of(job), true, &result, NULL);
    *op_total += script.op_count;
    if (result.has_failed) report(job, seed, &script, &result);
    map_script_free(&script);
    return !result.has_failed;
}

int main(int argc, char **argv)
{
    struct job job = {.seed = 1,
                      .count = 1,
                      .ops = 700,
                      .share = number_in("PROPERTY_SHARE", 1),
                      .shard = number_in("TEST_SHARD_INDEX", 0),
                      .shards = number_in("TEST_TOTAL_SHARDS", 1)};
    for (int i = 1; i < argc; i++) {
        if (read_argument(&job, argv[i])) continue;
        fprintf(stderr, "what is %s? allowed: --seed=N --count=N --ops=N --plant=BUG\n", argv[i]);
        return 2;
    }
    if (job.share == 0 || job.shards == 0) return 2;
    announce_shards();
    uint64_t op_total = 0, scripts = 0;
    for (uint64_t i = 0; i < job.count; i++) {
        if (!is_mine(&job, i)) continue;
        scripts++;
        if (!run_seed(&job, job.seed + i, &op_total)) return 1;
    }
    printf("%" PRIu64 " scripts, %" PRIu64 " operations: no difference\n", scripts, op_total);
    return 0;
}
