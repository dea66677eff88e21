/* lesson_check_maps.c - the maps of a lesson, and their names. */
#include "viz/lesson/lesson_check.h"

#include "viz/lesson/lesson_scalar.h"
#include "viz/lesson/lesson_value.h"
#include "viz/lesson/suggest.h"

static void set_defaults(struct lesson_map *map)
{
    map->value_kind = LESSON_VALUE_INT64;
    map->value_size = sizeof(int64_t);
}

static void check_hashes(struct lesson_check *check, const struct lesson_node *node,
                         struct lesson_map *map)
{
    if (node->count == 0) return;
    struct lesson_hash *hashes = arena_take_array(check->reader.arena, node->count, sizeof *hashes);
    if (hashes == NULL) return;
    size_t count = 0;
    for (const struct lesson_node *key = node->first; key != NULL; key = key->next) {
        hashes[count++] =
            (struct lesson_hash){lesson_scalar_key(key), lesson_scalar_unsigned(key->value)};
    }
    map->hashes = hashes;
    map->hash_count = count;
}

/* False if its definition is wrong. */
static bool check_map(struct lesson_check *check, const struct lesson_node *key,
                      struct lesson_map *map)
{
    set_defaults(map);
    map->name = key->text;
    map->place = key->place;
    map->is_nil = lesson_scalar_is(key->value, "nil");
    if (key->value->kind != NODE_MAPPING) return map->is_nil;
    const struct lesson_node *fields[MAP_KEY_TOTAL];
    bool is_right = lesson_fields_read(&check->reader, key->value, MAPPING_MAP, fields);
    if (fields[MAP_KEY_VALUE] != NULL) lesson_value_type(fields[MAP_KEY_VALUE], map);
    if (fields[MAP_KEY_HINT] != NULL) {
        map->hint = lesson_scalar_signed(fields[MAP_KEY_HINT]);
        if (map->hint > 0) lesson_check_sum(check, fields[MAP_KEY_HINT], (uint64_t)map->hint);
    }
    if (fields[MAP_KEY_SEED] != NULL) map->seed = lesson_scalar_unsigned(fields[MAP_KEY_SEED]);
    if (fields[MAP_KEY_KEYS] != NULL) {
        map->keys_owned = lesson_scalar_is(fields[MAP_KEY_KEYS], "owned");
    }
    if (fields[MAP_KEY_HASHES] != NULL) check_hashes(check, fields[MAP_KEY_HASHES], map);
    return is_right;
}

void lesson_check_maps(struct lesson_check *check, const struct lesson_node *node)
{
    bool is_written = node != NULL && node->kind == NODE_MAPPING && node->count > 0;
    size_t count = is_written ? node->count : 1;
    size_t count_max = lesson_type_of(TYPE_MAPS)->items_max;
    if (count > count_max) count = count_max; /* complained about */
    check->maps = arena_take_array(check->reader.arena, count, sizeof(struct lesson_map));
    if (check->maps == NULL) return;
    check->lesson->maps = check->maps;
    check->lesson->map_count = count;
    if (!is_written) {
        set_defaults(&check->maps[0]);
        check->maps[0].name = "m";
        check->maps[0].place = (struct lesson_place){1, 1};
        return;
    }
    const struct lesson_node *key = node->first;
    for (size_t i = 0; i < count; i++, key = key->next) {
        check->is_map_doubtful[i] = !check_map(check, key, &check->maps[i]);
    }
}

int lesson_check_map_named(const struct lesson_check *check, const struct lesson_node *node)
{
    struct suggestion nearest = suggestion_for(node->text, node->len);
    for (size_t i = 0; i < check->lesson->map_count; i++) {
        if (lesson_scalar_is(node, check->maps[i].name)) return (int)i;
        suggestion_offer(&nearest, check->maps[i].name);
    }
    LESSON_COMPLAIN(&check->reader, node->place, "there is no map \"%s\"; %s \"%s\"%s", node->text,
                    nearest.word == NULL ? "the first one is" : "did you mean",
                    nearest.word == NULL ? check->maps[0].name : nearest.word,
                    nearest.word == NULL ? "" : "?");
    return LESSON_NOT_THERE;
}
