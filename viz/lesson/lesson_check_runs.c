/* lesson_check_runs.c - the steps of a race: by schedule, from a seed, all of them, or free. */
#include "viz/lesson/lesson_check.h"

#include <assert.h>
#include <string.h>

#include "viz/lesson/lesson_scalar.h"

/* ---- Schedules ---- */

/* Where the text of a scalar begins on its line; 0 where what is written is not what was read,
 * character by character: there are several lines, or escapes. */
static uint32_t column_of_text(const struct lesson_node *node)
{
    uint32_t characters = 0;
    for (size_t i = 0; i < node->len; i++) {
        if (((unsigned char)node->text[i] & 0xC0) != 0x80) characters++;
    }
    uint32_t quote = node->is_plain ? 0 : 1;
    return node->columns == characters + 2 * quote ? node->place.column + quote : 0;
}

static struct lesson_place place_in(const struct lesson_run *run, uint32_t line, uint32_t column)
{
    struct lesson_place place = run->place;
    if (run->text_column != 0 && line == 1) place.column = run->text_column + column - 1;
    return place;
}

struct lesson_place lesson_run_choice_place(const struct lesson_run *run, size_t index)
{
    uint32_t line = 0, column = 0;
    schedule_place(run->text, strlen(run->text), index, &line, &column);
    return place_in(run, line, column);
}

/* Moves a schedule's choices into the arena, where they live as long as the lesson. */
static void keep_choices(struct lesson_check *check, const struct schedule *read,
                         struct schedule *kept)
{
    *kept = *read;
    kept->choices = NULL;
    if (read->count == 0) return;
    kept->choices = arena_take(check->reader.arena, read->count);
    if (kept->choices != NULL) memcpy(kept->choices, read->choices, read->count);
}

static void check_schedule(struct lesson_check *check, const struct lesson_node *node,
                           struct lesson_run *run)
{
    run->text = node->text;
    run->text_column = column_of_text(node);
    if (check->lesson->scenario == NULL) return; /* its race is wrong: complained about */
    if (check->keys_asked_for > LESSON_KEYS_MAX) return;
    struct schedule read = {0};
    struct schedule_error error = {0};
    switch (schedule_read(check->lesson->scenario, node->text, node->len, &read, &error)) {
    case SCHEDULE_OK:
        lesson_check_sum(check, node, read.count);
        if (check->keys_asked_for <= LESSON_KEYS_MAX) keep_choices(check, &read, &run->schedule);
        schedule_free(&read);
        break;
    case SCHEDULE_INVALID:
        LESSON_COMPLAIN(&check->reader, place_in(run, error.line, error.column), "schedule: %s",
                        error.text);
        break;
    case SCHEDULE_NO_MEMORY:
        check->has_no_memory = true;
        break;
    }
}

static_assert((int)SCHEDULE_CHOICES_MAX <= (int)LESSON_KEYS_MAX, "what lesson_check_sum takes");

/* ---- The other runs ---- */

static void check_seed(struct lesson_check *check, const struct lesson_node *const *fields,
                       struct lesson_run *run)
{
    const struct lesson_node *policy = fields[STEP_KEY_POLICY];
    const struct lesson_node *depth = fields[STEP_KEY_DEPTH];
    run->policy = (struct policy_plan){.kind = POLICY_RANDOM,
                                       .seed = lesson_scalar_unsigned(fields[STEP_KEY_SEED]),
                                       .depth = POLICY_DEPTH_DEFAULT,
                                       .moves = POLICY_MOVES_DEFAULT};
    if (policy != NULL && lesson_scalar_is(policy, "pct")) run->policy.kind = POLICY_PCT;
    if (depth == NULL) return;
    run->policy.depth = (uint32_t)lesson_scalar_unsigned(depth);
    if (run->policy.kind == POLICY_PCT) return;
    LESSON_COMPLAIN(&check->reader, depth->place, "depth is given; allowed with \"policy: pct\"");
}

static void check_explore(struct lesson_check *check, const struct lesson_node *node,
                          struct lesson_run *run)
{
    if (node->kind != NODE_MAPPING) return; /* all */
    const struct lesson_node *fields[EXPLORE_KEY_TOTAL];
    if (!lesson_fields_read(&check->reader, node, MAPPING_EXPLORE, fields)) return;
    run->is_bounded = true;
    run->preemptions = (uint32_t)lesson_scalar_unsigned(fields[EXPLORE_KEY_PREEMPTIONS]);
}

void lesson_check_run(struct lesson_check *check, int key, const struct lesson_node *const *fields,
                      struct lesson_step *step)
{
    static const enum lesson_run_kind kinds[STEP_KEY_DEEDS] = {
#define X(id, name, type, kind, about) [id] = kind,
        LESSON_RUN_KEYS(X)
#undef X
    };
    struct lesson_run *run = &step->run;
    run->kind = kinds[key];
    run->place = fields[key]->place;
    if (run->kind == LESSON_RUN_SCHEDULE) check_schedule(check, fields[key], run);
    if (run->kind == LESSON_RUN_SEED) check_seed(check, fields, run);
    if (run->kind == LESSON_RUN_EXPLORE) check_explore(check, fields[key], run);
    if (run->kind == LESSON_RUN_FREE) run->runs = lesson_scalar_unsigned(fields[key]);
}

/* ---- What stands where it may not ---- */

void lesson_check_policy_keys(struct lesson_check *check, const struct lesson_node *step)
{
    static const char *const names[] = {"policy", "depth"};
    if (lesson_node_key(step, "seed") != NULL) return;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const struct lesson_node *key = lesson_node_key(step, names[i]);
        if (key == NULL) continue;
        LESSON_COMPLAIN(&check->reader, key->place, "%s is given; allowed in a step with: seed",
                        names[i]);
    }
}

bool lesson_check_deed_is_at_home(struct lesson_check *check, int key,
                                  const struct lesson_node *step)
{
    bool is_run = key >= STEP_KEY_OPERATIONS;
    if (is_run == check->is_race) return true;
    const char *name = lesson_mapping_of(MAPPING_STEP)->keys[key].name;
    const struct lesson_node *node = lesson_node_key(step, name);
    if (is_run) {
        LESSON_COMPLAIN(&check->reader, node->place,
                        "%s runs a race, and the lesson's \"workers\" are missing", name);
        return false;
    }
    LESSON_COMPLAIN(&check->reader, node->place,
                    "%s stands in a step of a race; allowed: schedule, seed, explore, free; or in "
                    "a worker",
                    name);
    return false;
}
