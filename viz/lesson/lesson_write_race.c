/* lesson_write_race.c - a race: its locks, setup and workers, and the runs of its steps. */
#include "viz/lesson/lesson_write_parts.h"

/* ---- Who does what ---- */

static void write_op_value(const struct lesson_writing *to, const struct scenario_op *op)
{
    const struct lesson_map *map = &to->lesson->maps[0];
    switch (op->kind) {
    case SCENARIO_PUT:
        lesson_emit_mapping(to->emit, EMIT_FLOW);
        lesson_write_key(to, op->key);
        lesson_write_value(to, map, op->value);
        lesson_emit_end(to->emit);
        break;
    case SCENARIO_GET:
    case SCENARIO_DELETE:
        lesson_write_key(to, op->key);
        break;
    case SCENARIO_CLEAR:
        lesson_emit_word(to->emit, map->name);
        break;
    case SCENARIO_ITERATE:
        lesson_emit_mapping(to->emit, EMIT_FLOW);
        lesson_write_name(to, MAPPING_WALK, WALK_KEY_START);
        lesson_write_start(to, op->start_bucket, op->offset);
        lesson_emit_end(to->emit);
        break;
    case SCENARIO_LOCK:
    case SCENARIO_UNLOCK:
    case SCENARIO_RLOCK:
    case SCENARIO_RUNLOCK:
        lesson_emit_word(to->emit, to->lesson->scenario->locks[op->lock].name);
        break;
    }
}

/* One mapping an operation: what was a fill is so many puts. */
static void write_ops(const struct lesson_writing *to, const struct scenario_op *ops, size_t count)
{
    lesson_emit_list(to->emit, EMIT_BLOCK);
    for (size_t i = 0; i < count; i++) {
        lesson_emit_mapping(to->emit, EMIT_FLOW);
        lesson_emit_word(to->emit, scenario_op_word(ops[i].kind));
        write_op_value(to, &ops[i]);
        lesson_emit_end(to->emit);
    }
    lesson_emit_end(to->emit);
}

void lesson_write_race(const struct lesson_writing *to)
{
    const struct scenario *race = to->lesson->scenario;
    if (race->lock_count > 0) {
        lesson_write_name(to, MAPPING_LESSON, LESSON_KEY_LOCKS);
        lesson_emit_mapping(to->emit, EMIT_FLOW);
        for (size_t i = 0; i < race->lock_count; i++) {
            lesson_emit_word(to->emit, race->locks[i].name);
            lesson_emit_word(to->emit, race->locks[i].is_rw ? "rw" : "mutex");
        }
        lesson_emit_end(to->emit);
    }
    if (race->setup_count > 0) {
        lesson_write_name(to, MAPPING_LESSON, LESSON_KEY_SETUP);
        write_ops(to, race->setup, race->setup_count);
    }
    lesson_write_name(to, MAPPING_LESSON, LESSON_KEY_WORKERS);
    lesson_emit_mapping(to->emit, EMIT_BLOCK);
    for (size_t i = 0; i < race->worker_count; i++) {
        lesson_emit_word(to->emit, race->workers[i].name);
        write_ops(to, race->workers[i].ops, race->workers[i].op_count);
    }
    lesson_emit_end(to->emit);
}

/* ---- Runs ---- */

static void write_policy(const struct lesson_writing *to, const struct policy_plan *policy)
{
    if (policy->kind != POLICY_PCT) return;
    lesson_write_name(to, MAPPING_STEP, STEP_KEY_POLICY);
    lesson_emit_word(to->emit, policy_word(policy->kind));
    lesson_write_name(to, MAPPING_STEP, STEP_KEY_DEPTH);
    lesson_write_number(to, policy->depth);
}

static void write_explore(const struct lesson_writing *to, const struct lesson_run *run)
{
    if (!run->is_bounded) {
        lesson_emit_word(to->emit, "all");
        return;
    }
    lesson_emit_mapping(to->emit, EMIT_FLOW);
    lesson_write_name(to, MAPPING_EXPLORE, EXPLORE_KEY_PREEMPTIONS);
    lesson_write_number(to, run->preemptions);
    lesson_emit_end(to->emit);
}

void lesson_write_run(const struct lesson_writing *to, const struct lesson_run *run)
{
    switch (run->kind) {
    case LESSON_RUN_NONE:
        break;
    case LESSON_RUN_SCHEDULE:
        lesson_write_name(to, MAPPING_STEP, STEP_KEY_SCHEDULE);
        lesson_emit_text(to->emit, run->text);
        break;
    case LESSON_RUN_SEED:
        lesson_write_name(to, MAPPING_STEP, STEP_KEY_SEED);
        lesson_write_number(to, run->policy.seed);
        write_policy(to, &run->policy);
        break;
    case LESSON_RUN_EXPLORE:
        lesson_write_name(to, MAPPING_STEP, STEP_KEY_EXPLORE);
        write_explore(to, run);
        break;
    case LESSON_RUN_FREE:
        lesson_write_name(to, MAPPING_STEP, STEP_KEY_FREE);
        lesson_write_number(to, run->runs);
        break;
    }
}
