/* lesson_check_race.c - what makes a lesson a race: its one map, its locks, its setup. The workers
 * are in lesson_check_workers.c. */
#include "viz/lesson/lesson_check.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "viz/lesson/lesson_scalar.h"
#include "viz/lesson/lesson_value.h"

/* ---- Operations ---- */

struct scenario_op *lesson_ops_take(struct lesson_check *check, struct lesson_ops *ops,
                                    struct lesson_place place, size_t count)
{
    if (ops->is_over) return NULL;
    if (ops->ops == NULL) {
        ops->ops = arena_take_array(check->reader.arena, ops->cap, sizeof *ops->ops);
        if (ops->ops == NULL) return NULL;
    }
    if (count > ops->cap - ops->count) {
        ops->is_over = true;
        LESSON_COMPLAIN(&check->reader, place,
                        "with this %s has %zu operations (each key is one); allowed: %zu at most",
                        ops->whose, ops->count + count, ops->cap);
        return NULL;
    }
    struct scenario_op *taken = ops->ops + ops->count;
    ops->count += count;
    return taken;
}

/* The puts of a fill, key by key. */
static void add_fill(struct lesson_check *check, const struct lesson_operation *fill,
                     struct lesson_ops *ops)
{
    if (fill->prefix == NULL || fill->to < fill->from) return; /* complained about */
    uint64_t count = (uint64_t)(fill->to - fill->from) + 1;
    struct scenario_op *puts = lesson_ops_take(check, ops, fill->place, (size_t)count);
    if (puts == NULL) return;
    const struct lesson_map *map = &check->maps[0];
    size_t cap = strlen(fill->prefix) + sizeof "9223372036854775807";
    for (uint64_t i = 0; i < count; i++) {
        int64_t number = fill->from + (int64_t)i;
        char *key = arena_take(check->reader.arena, cap);
        void *value = arena_take(check->reader.arena, map->value_size);
        if (key == NULL || value == NULL) return;
        int len = snprintf(key, cap, "%s%" PRId64, fill->prefix, number);
        lesson_value_of_number(map->value_kind, map->value_size, number, value);
        puts[i] = (struct scenario_op){.kind = SCENARIO_PUT, .value = value};
        puts[i].key = (th_key){.bytes = key, .len = (size_t)len};
    }
}

static enum scenario_op_kind op_kind_of(enum lesson_operation_kind kind)
{
    switch (kind) {
    case LESSON_GET:
        return SCENARIO_GET;
    case LESSON_DELETE:
        return SCENARIO_DELETE;
    case LESSON_CLEAR:
        return SCENARIO_CLEAR;
    default:
        return SCENARIO_PUT;
    }
}

void lesson_ops_add_step(struct lesson_check *check, int key, const struct lesson_node *node,
                         struct lesson_ops *ops)
{
    struct lesson_step step = {0};
    lesson_check_operation(check, key, node, false, &step);
    if (step.operation_count == 0) return;
    if (step.operations[0].kind == LESSON_FILL) {
        add_fill(check, &step.operations[0], ops);
        return;
    }
    struct scenario_op *taken = lesson_ops_take(check, ops, node->place, step.operation_count);
    for (size_t i = 0; taken != NULL && i < step.operation_count; i++) {
        const struct lesson_operation *from = &step.operations[i];
        taken[i].kind = op_kind_of(from->kind);
        taken[i].key = from->key;
        taken[i].value = from->value;
    }
}

/* ---- The parts ---- */

/* A race is small: one map, which is there, and which nobody copies keys for. */
static void check_one_map(struct lesson_check *check, const struct lesson_node *maps)
{
    const struct lesson_map *map = &check->maps[0];
    if (check->lesson->map_count > 1) {
        LESSON_COMPLAIN(&check->reader, check->maps[1].place,
                        "map \"%s\" is a second one; allowed in a race: one", check->maps[1].name);
    }
    if (map->is_nil) {
        LESSON_COMPLAIN(&check->reader, map->place,
                        "map \"%s\" is nil; allowed in a race: one that can be written to",
                        map->name);
    }
    if (map->keys_owned) {
        const struct lesson_node *keys = lesson_node_key(maps->first->value, "keys");
        LESSON_COMPLAIN(&check->reader, keys->value->place,
                        "keys is \"owned\"; allowed in a race: borrowed");
    }
}

/* A race sets its memory back again and again, so it has little. */
static void check_hint(struct lesson_check *check, const struct lesson_node *maps)
{
    const struct lesson_map *map = &check->maps[0];
    int64_t most = scenario_hint_max(map->value_size);
    if (map->hint <= most || check->is_map_doubtful[0]) return;
    const struct lesson_node *hint = lesson_node_key(maps->first->value, "hint");
    LESSON_COMPLAIN(&check->reader, hint->value->place,
                    "hint is %" PRId64
                    "; allowed in a race, with values of %zu bytes: at most %" PRId64
                    ", for which the buckets fit into %d MiB",
                    map->hint, map->value_size, most, SCENARIO_ARRAY_BYTES_MAX / (1024 * 1024));
}

static void fill_map(struct lesson_check *check, struct scenario *race)
{
    const struct lesson_map *map = &check->maps[0];
    race->map_name = map->name;
    race->value_size = map->value_size;
    race->hint = map->hint;
    race->seed = map->seed;
    if (map->hash_count == 0) return;
    struct scenario_hash *hashes =
        arena_take_array(check->reader.arena, map->hash_count, sizeof *hashes);
    if (hashes == NULL) return;
    for (size_t i = 0; i < map->hash_count; i++) {
        hashes[i] = (struct scenario_hash){map->hashes[i].key, map->hashes[i].hash};
    }
    race->hashes = hashes;
    race->hash_count = map->hash_count;
}

static void check_locks(struct lesson_check *check, const struct lesson_node *node,
                        struct scenario *race)
{
    size_t count = node->count < SCENARIO_LOCKS_MAX ? node->count : SCENARIO_LOCKS_MAX;
    if (count == 0) return;
    struct scenario_lock *locks = arena_take_array(check->reader.arena, count, sizeof *locks);
    if (locks == NULL) return;
    const struct lesson_node *key = node->first;
    for (size_t i = 0; i < count; i++, key = key->next) {
        locks[i].name = key->text;
        locks[i].is_rw = lesson_scalar_is(key->value, "rw");
    }
    race->locks = locks;
    race->lock_count = count;
}

static void check_setup(struct lesson_check *check, const struct lesson_node *node,
                        struct scenario *race)
{
    static const int step_keys[SETUP_KEY_TOTAL] = {
#define X(id, name, type, step_key, about) [id] = step_key,
        LESSON_SETUP_KEYS(X)
#undef X
    };
    struct lesson_ops ops = {.cap = SCENARIO_SETUP_MAX, .whose = "the setup"};
    for (const struct lesson_node *item = node->first; item != NULL; item = item->next) {
        if (item->kind != NODE_MAPPING) continue; /* complained about: the list's items */
        const struct lesson_node *fields[SETUP_KEY_TOTAL];
        lesson_fields_read(&check->reader, item, MAPPING_SETUP, fields);
        for (int i = 0; i < SETUP_KEY_TOTAL; i++) {
            if (fields[i] != NULL) lesson_ops_add_step(check, step_keys[i], fields[i], &ops);
        }
    }
    race->setup = ops.count > 0 ? ops.ops : NULL;
    race->setup_count = ops.count;
}

/* ---- The whole ---- */

static void complain_no_workers(struct lesson_check *check, const struct lesson_node *root,
                                const char *name)
{
    const struct lesson_node *key = lesson_node_key(root, name);
    if (key == NULL) return;
    LESSON_COMPLAIN(&check->reader, key->place,
                    "%s is of a race, and \"workers\" is missing; allowed: both or neither", name);
}

/* What stands under a key if it is of that kind; or NULL. */
static const struct lesson_node *under(const struct lesson_node *root, const char *name,
                                       enum lesson_node_kind kind)
{
    const struct lesson_node *key = lesson_node_key(root, name);
    return key != NULL && key->value->kind == kind ? key->value : NULL;
}

/* Each part of a race has the form that the table asks for; the id too, which schedules name. */
static bool is_each_part_right(const struct lesson_check *check, const struct lesson_node *root,
                               const struct lesson_node *const *fields)
{
    static const int parts[] = {LESSON_KEY_ID, LESSON_KEY_MAPS, LESSON_KEY_LOCKS, LESSON_KEY_SETUP,
                                LESSON_KEY_WORKERS};
    const struct lesson_key *keys = lesson_mapping_of(MAPPING_LESSON)->keys;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        bool is_there = lesson_node_key(root, keys[parts[i]].name) != NULL;
        if (is_there && fields[parts[i]] == NULL) return false;
    }
    return check->lesson->id != NULL && !check->is_map_doubtful[0];
}

void lesson_check_race(struct lesson_check *check, const struct lesson_node *root,
                       const struct lesson_node *const *fields)
{
    check->is_race = lesson_node_key(root, "workers") != NULL;
    if (!check->is_race) {
        complain_no_workers(check, root, "locks");
        complain_no_workers(check, root, "setup");
        return;
    }
    struct scenario *race = arena_take(check->reader.arena, sizeof *race);
    if (race == NULL) return;
    size_t errors_before = check->reader.errors->total;
    check_one_map(check, under(root, "maps", NODE_MAPPING));
    check_hint(check, under(root, "maps", NODE_MAPPING));
    fill_map(check, race);
    race->id = check->lesson->id;
    const struct lesson_node *locks = under(root, "locks", NODE_MAPPING);
    const struct lesson_node *setup = under(root, "setup", NODE_LIST);
    const struct lesson_node *workers = under(root, "workers", NODE_MAPPING);
    if (locks != NULL) check_locks(check, locks, race);
    if (setup != NULL) check_setup(check, setup, race);
    if (workers != NULL) lesson_check_workers(check, workers, race);
    bool is_right =
        check->reader.errors->total == errors_before && is_each_part_right(check, root, fields);
    if (is_right && !arena_has_failed(check->reader.arena)) check->lesson->scenario = race;
}
