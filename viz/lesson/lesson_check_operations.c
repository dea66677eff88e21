/* lesson_check_operations.c - what a step does to its map: put, get, delete, fill, iterate,
 * clear. */
#include "viz/lesson/lesson_check.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "viz/lesson/lesson_scalar.h"
#include "viz/lesson/lesson_value.h"

enum { NAME_BYTES = 96 };

static struct lesson_operation *add_operations(struct lesson_check *check, struct lesson_step *step,
                                               size_t count)
{
    struct lesson_operation *added = arena_take_array(check->reader.arena, count, sizeof *added);
    if (added == NULL) return NULL;
    step->operations = added;
    step->operation_count = count;
    return added;
}

struct lesson_operation *lesson_check_one(struct lesson_check *check, struct lesson_step *step,
                                          enum lesson_operation_kind kind,
                                          struct lesson_place place)
{
    struct lesson_operation *added = add_operations(check, step, 1);
    if (added == NULL) return NULL;
    added->kind = kind;
    added->place = place;
    return added;
}

static const struct lesson_map *map_of(const struct lesson_check *check,
                                       const struct lesson_step *step)
{
    return &check->maps[step->map];
}

static void check_put(struct lesson_check *check, const struct lesson_node *node,
                      struct lesson_step *step)
{
    struct lesson_operation *puts = add_operations(check, step, node->count);
    if (puts == NULL) return;
    for (const struct lesson_node *key = node->first; key != NULL; key = key->next, puts++) {
        puts->kind = LESSON_PUT;
        puts->place = key->place;
        puts->key = lesson_scalar_key(key);
        if (check->is_map_doubtful[step->map]) continue;
        char name[NAME_BYTES];
        snprintf(name, sizeof name, "the value of \"%.40s\"", key->text);
        puts->value = lesson_value_read(&check->reader, map_of(check, step), name, key->value);
    }
}

static void check_keys(struct lesson_check *check, enum lesson_operation_kind kind,
                       const struct lesson_node *node, struct lesson_step *step)
{
    bool is_list = node->kind == NODE_LIST;
    struct lesson_operation *operations = add_operations(check, step, is_list ? node->count : 1);
    if (operations == NULL) return;
    const struct lesson_node *key = is_list ? node->first : node;
    for (size_t i = 0; i < step->operation_count; i++, key = key->next) {
        operations[i].kind = kind;
        operations[i].place = key->place;
        operations[i].key = lesson_scalar_key(key);
    }
}

/* from and to against each other, and both against the map's values. */
static void check_numbers(struct lesson_check *check, const struct lesson_node *from,
                          const struct lesson_node *to, const struct lesson_step *step,
                          struct lesson_operation *fill)
{
    fill->from = lesson_scalar_signed(from);
    fill->to = lesson_scalar_signed(to);
    if (fill->to < fill->from) {
        LESSON_COMPLAIN(&check->reader, to->place,
                        "to is %" PRId64 "; allowed: not less than from, %" PRId64, fill->to,
                        fill->from);
        return;
    }
    uint64_t further = (uint64_t)(fill->to - fill->from);
    if (further >= LESSON_KEYS_MAX) {
        LESSON_COMPLAIN(&check->reader, to->place, "fill has %" PRIu64 " keys; allowed: %d at most",
                        further + 1, LESSON_KEYS_MAX);
        return;
    }
    lesson_check_sum(check, to, further + 1);
    if (!check->is_map_doubtful[step->map]) {
        lesson_value_fits(&check->reader, map_of(check, step), "to", to);
    }
}

static void check_fill(struct lesson_check *check, const struct lesson_node *node,
                       struct lesson_step *step)
{
    const struct lesson_node *fields[FILL_KEY_TOTAL];
    bool is_right = lesson_fields_read(&check->reader, node, MAPPING_FILL, fields);
    struct lesson_operation *fill = lesson_check_one(check, step, LESSON_FILL, node->place);
    if (fill == NULL || !is_right) return;
    const struct lesson_node *prefix = fields[FILL_KEY_PREFIX];
    if (strlen(prefix->text) != prefix->len) {
        LESSON_COMPLAIN(&check->reader, prefix->place, "prefix holds U+0000; allowed: none there");
    }
    fill->prefix = prefix->text;
    check_numbers(check, fields[FILL_KEY_FROM], fields[FILL_KEY_TO], step, fill);
}

struct lesson_start lesson_check_start(struct lesson_check *check, const struct lesson_node *node)
{
    struct lesson_start start = {0};
    if (node == NULL) return start;
    const struct lesson_node *fields[START_KEY_TOTAL];
    lesson_fields_read(&check->reader, node, MAPPING_START, fields);
    start.is_given = true;
    if (fields[START_KEY_BUCKET] != NULL) {
        start.bucket = lesson_scalar_unsigned(fields[START_KEY_BUCKET]);
    }
    if (fields[START_KEY_OFFSET] != NULL) {
        start.offset = (uint8_t)lesson_scalar_unsigned(fields[START_KEY_OFFSET]);
    }
    return start;
}

static void check_iterate(struct lesson_check *check, const struct lesson_node *node,
                          struct lesson_step *step)
{
    const struct lesson_node *fields[ITERATE_KEY_TOTAL];
    lesson_fields_read(&check->reader, node, MAPPING_ITERATE, fields);
    struct lesson_start start = lesson_check_start(check, fields[ITERATE_KEY_START]);
    struct lesson_operation *iterate = lesson_check_one(check, step, LESSON_ITERATE, node->place);
    if (iterate != NULL) iterate->start = start;
}

/* clear names its map; `on` may say the same. */
static void check_clear(struct lesson_check *check, const struct lesson_node *node,
                        bool is_map_given, struct lesson_step *step)
{
    int map = lesson_check_map_named(check, node);
    if (map == LESSON_NOT_THERE) return;
    if (is_map_given && step->map != (size_t)map) {
        LESSON_COMPLAIN(&check->reader, node->place, "clear is of map \"%s\", but on says \"%s\"",
                        node->text, map_of(check, step)->name);
        return;
    }
    step->map = (size_t)map;
    lesson_check_one(check, step, LESSON_CLEAR, node->place);
}

void lesson_check_operation(struct lesson_check *check, int key, const struct lesson_node *node,
                            bool is_map_given, struct lesson_step *step)
{
    switch (key) {
    case STEP_KEY_PUT:
        check_put(check, node, step);
        break;
    case STEP_KEY_GET:
        check_keys(check, LESSON_GET, node, step);
        break;
    case STEP_KEY_DELETE:
        check_keys(check, LESSON_DELETE, node, step);
        break;
    case STEP_KEY_FILL:
        check_fill(check, node, step);
        break;
    case STEP_KEY_ITERATE:
        check_iterate(check, node, step);
        break;
    case STEP_KEY_CLEAR:
        check_clear(check, node, is_map_given, step);
        break;
    default:
        lesson_check_cursor_operation(check, key, node, is_map_given, step);
        break;
    }
}
