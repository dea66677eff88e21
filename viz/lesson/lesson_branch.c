/* lesson_branch.c - lists put behind lists; and words read as a file's scalars are. */
#include "viz/lesson/lesson_branch.h"

#include <assert.h>
#include <string.h>

#include "viz/lesson/lesson_scalar.h"
#include "viz/lesson/lesson_value.h"

/* ---- What is asked for ---- */

static uint64_t keys_of_step(const struct lesson_step *step)
{
    uint64_t count = 0;
    for (size_t i = 0; i < step->operation_count; i++) {
        const struct lesson_operation *operation = &step->operations[i];
        if (operation->kind == LESSON_FILL)
            count += (uint64_t)operation->to - (uint64_t)operation->from + 1;
        if (operation->kind == LESSON_NEXT && operation->times > 1) count += operation->times;
    }
    return count;
}

uint64_t lesson_keys_asked_for(const struct lesson *lesson)
{
    uint64_t count = 0;
    for (size_t i = 0; i < lesson->map_count; i++)
        count += lesson->maps[i].hint > 0 ? (uint64_t)lesson->maps[i].hint : 0;
    for (size_t i = 0; i < lesson->step_count; i++)
        count += keys_of_step(&lesson->steps[i]);
    return count;
}

size_t lesson_maps_max(void) { return LESSON_MAPS_MAX; }

/* ---- The branch ---- */

/* One list behind another; NULL where there is no memory, or nothing. */
static void *joined(struct arena *arena, const void *first, size_t first_count, const void *second,
                    size_t second_count, size_t element_bytes)
{
    char *all = arena_take_array(arena, first_count + second_count, element_bytes);
    if (all == NULL) return NULL;
    if (first_count > 0) memcpy(all, first, first_count * element_bytes);
    if (second_count > 0)
        memcpy(all + first_count * element_bytes, second, second_count * element_bytes);
    return all;
}

static enum lesson_status fill(const struct lesson_branch *branch, struct arena *arena,
                               struct lesson **out)
{
    struct lesson *made = arena_take(arena, sizeof *made);
    if (made == NULL) return LESSON_NO_MEMORY;
    *made = *branch->from;
    made->arena = arena;
    made->id = branch->id;
    made->title = branch->title;
    made->unit = (struct lesson_text){0}; /* of the folder that from lies in */
    made->is_varied = false;              /* what was drawn has been drawn */
    made->maps = joined(arena, branch->from->maps, branch->from->map_count, branch->maps,
                        branch->map_count, sizeof *made->maps);
    made->map_count = branch->from->map_count + branch->map_count;
    made->steps = joined(arena, branch->from->steps, branch->kept_count, branch->steps,
                         branch->step_count, sizeof *made->steps);
    made->step_count = branch->kept_count + branch->step_count;
    if (arena_has_failed(arena)) return LESSON_NO_MEMORY;
    bool is_small =
        lesson_keys_asked_for(made) <= LESSON_KEYS_MAX && made->map_count <= LESSON_MAPS_MAX;
    *out = made;
    return is_small ? LESSON_OK : LESSON_INVALID;
}

enum lesson_status lesson_branch_make(const struct lesson_branch *branch, const th_memory *memory,
                                      struct lesson **out)
{
    assert(branch->from->scenario == NULL);
    assert(branch->kept_count >= 1 && branch->kept_count <= branch->from->step_count);
    th_memory of_the_c_library = th_memory_libc();
    struct arena *arena = arena_make(memory == NULL ? &of_the_c_library : memory);
    *out = NULL;
    if (arena == NULL) return LESSON_NO_MEMORY;
    enum lesson_status status = fill(branch, arena, out);
    if (status == LESSON_OK) return status;
    arena_free(arena);
    *out = NULL;
    return status;
}

/* ---- Words ---- */

static struct lesson_node scalar_of(const char *word, size_t len, bool is_quoted)
{
    return (struct lesson_node){
        .kind = NODE_SCALAR, .is_plain = !is_quoted, .text = word, .len = len};
}

bool lesson_value_of_word(const struct lesson_map *map, const char *word, size_t len,
                          bool is_quoted, void *value)
{
    struct lesson_node node = scalar_of(word, len, is_quoted);
    bool is_empty_mapping = len == 2 && memcmp(word, "{}", 2) == 0 && !is_quoted;
    if (map->value_kind == LESSON_VALUE_STRUCT && is_empty_mapping) return true;
    return lesson_value_of_node(map, &node, value);
}

bool lesson_value_type_of_word(struct lesson_map *map, const char *word, size_t len)
{
    struct lesson_node node = scalar_of(word, len, false);
    if (!lesson_scalar_has_form(&node, lesson_type_of(TYPE_VALUE_TYPE), FORM_VALUE_TYPE))
        return false;
    lesson_value_type(&node, map);
    return true;
}

bool lesson_is_name(const char *bytes, size_t len)
{
    struct lesson_node node = scalar_of(bytes, len, false);
    return lesson_scalar_has_form(&node, lesson_type_of(TYPE_NAME), FORM_NAME);
}
