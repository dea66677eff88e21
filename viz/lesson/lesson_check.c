/* lesson_check.c - from the tree to the lesson: the root, the steps; and the room's public
 * calls. */
#include "viz/lesson/lesson_check.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "viz/lesson/lesson_scalar.h"
#include "viz/lesson/lesson_source.h"

void lesson_check_sum(struct lesson_check *check, const struct lesson_node *node, uint64_t count)
{
    assert(count <= LESSON_KEYS_MAX);
    if (check->keys_asked_for > LESSON_KEYS_MAX) return;
    check->keys_asked_for += count;
    if (check->keys_asked_for <= LESSON_KEYS_MAX) return;
    LESSON_COMPLAIN(&check->reader, node->place,
                    "with this the lesson's fills, times, hints and choices make %" PRIu64
                    "; allowed: %d in all",
                    check->keys_asked_for, LESSON_KEYS_MAX);
}

/* ---- Steps ---- */

/* The step's operation or run, be it right or wrong what stands under it; or LESSON_NOT_THERE. */
static int deed_key(const struct lesson_node *step)
{
    const struct lesson_mapping *mapping = lesson_mapping_of(MAPPING_STEP);
    for (const struct lesson_node *key = step->first; key != NULL; key = key->next) {
        for (int i = 0; i < STEP_KEY_DEEDS; i++) {
            if (lesson_scalar_is(key, mapping->keys[i].name)) return i;
        }
    }
    return LESSON_NOT_THERE;
}

static void check_deed(struct lesson_check *check, int key, const struct lesson_node *const *fields,
                       struct lesson_step *step)
{
    if (key < STEP_KEY_OPERATIONS) {
        lesson_check_operation(check, key, fields[key], fields[STEP_KEY_ON] != NULL, step);
    } else {
        lesson_check_run(check, key, fields, step);
    }
}

/* Behind the operation: a clear says which map the step is about. */
static void check_beside(struct lesson_check *check, const struct lesson_node *node,
                         struct lesson_step *step)
{
    int map = lesson_check_map_named(check, node);
    if (map == LESSON_NOT_THERE) return;
    if ((size_t)map == step->map) {
        LESSON_COMPLAIN(&check->reader, node->place,
                        "the step is about map \"%s\" itself; allowed: another map", node->text);
        return;
    }
    step->has_beside = true;
    step->beside = (size_t)map;
}

static void check_step(struct lesson_check *check, const struct lesson_node *node,
                       struct lesson_step *step)
{
    const struct lesson_node *fields[STEP_KEY_TOTAL];
    lesson_fields_read(&check->reader, node, MAPPING_STEP, fields);
    step->place = node->place;
    step->say = lesson_node_text(&check->reader, fields[STEP_KEY_SAY]);
    lesson_node_check_marks(&check->reader, "say", fields[STEP_KEY_SAY]);
    if (fields[STEP_KEY_ON] != NULL) {
        int map = lesson_check_map_named(check, fields[STEP_KEY_ON]);
        if (map == LESSON_NOT_THERE) return; /* what follows depends on the map */
        step->map = (size_t)map;
    }
    lesson_check_policy_keys(check, node);
    int key = deed_key(node);
    if (key != LESSON_NOT_THERE) {
        if (!lesson_check_deed_is_at_home(check, key, node)) return;
        if (fields[key] != NULL) check_deed(check, key, fields, step);
    }
    if (fields[STEP_KEY_BESIDE] != NULL) check_beside(check, fields[STEP_KEY_BESIDE], step);
    if (fields[STEP_KEY_EXPECT] != NULL) {
        lesson_check_expect(check, key, fields[STEP_KEY_EXPECT], step);
    }
    if (fields[STEP_KEY_ASK] != NULL) lesson_check_ask(check, key, fields[STEP_KEY_ASK], step);
}

static void check_steps(struct lesson_check *check, const struct lesson_node *node)
{
    struct lesson_step *steps = arena_take_array(check->reader.arena, node->count, sizeof *steps);
    if (steps == NULL) return;
    size_t count = 0;
    for (const struct lesson_node *item = node->first; item != NULL; item = item->next) {
        if (item->kind != NODE_MAPPING) continue; /* complained about: the list's items */
        check_step(check, item, &steps[count++]);
    }
    check->lesson->steps = steps;
    check->lesson->step_count = count;
}

/* ---- The root ---- */

/* What stands under a key, right or wrong; or NULL. */
static const struct lesson_node *under(const struct lesson_node *mapping, const char *name)
{
    const struct lesson_node *key = lesson_node_key(mapping, name);
    return key == NULL ? NULL : key->value;
}

/* A lesson in a later format is not worth more than one complaint. */
static bool is_version_known(struct lesson_check *check, const struct lesson_node *root)
{
    const struct lesson_node *version = under(root, "tophash");
    struct lesson_number number;
    if (version == NULL || !lesson_scalar_number(version, &number)) return true;
    return lesson_node_check(&check->reader, "tophash", version, TYPE_VERSION);
}

void lesson_check_root(struct lesson_check *check, struct lesson_node *root)
{
    if (!lesson_node_check(&check->reader, "the lesson", root, TYPE_LESSON)) return;
    if (!is_version_known(check, root)) return;
    lesson_vary(check, root);
    const struct lesson_node *fields[LESSON_KEY_TOTAL];
    lesson_fields_read(&check->reader, root, MAPPING_LESSON, fields);
    struct lesson *filled = check->lesson;
    if (fields[LESSON_KEY_ID] != NULL) filled->id = fields[LESSON_KEY_ID]->text;
    filled->title = lesson_node_text(&check->reader, fields[LESSON_KEY_TITLE]);
    filled->about = lesson_node_text(&check->reader, fields[LESSON_KEY_ABOUT]);
    lesson_node_check_marks(&check->reader, "about", fields[LESSON_KEY_ABOUT]);
    filled->unit = lesson_node_text(&check->reader, fields[LESSON_KEY_UNIT]);
    /* One wrong map or step must not hide what is wrong with the others: not by way of fields. */
    lesson_check_maps(check, under(root, "maps"));
    if (filled->maps != NULL) lesson_check_race(check, root, fields);
    const struct lesson_node *steps = under(root, "steps");
    if (filled->maps != NULL && steps != NULL && steps->kind == NODE_LIST) {
        check_steps(check, steps);
    }
}

/* ---- The public calls ---- */

static enum lesson_status check_tree(struct arena *arena, struct source_errors *errors,
                                     struct lesson_node *root, uint64_t draw, struct lesson **out)
{
    struct lesson *made = arena_take(arena, sizeof *made);
    struct lesson_check *check = arena_take(arena, sizeof *check);
    struct lesson_cursor *cursors = arena_take_array(arena, LESSON_CURSORS_MAX, sizeof *cursors);
    if (made == NULL || check == NULL || cursors == NULL) return LESSON_NO_MEMORY;
    check->reader = (struct lesson_reader){.arena = arena, .errors = errors};
    check->lesson = made;
    check->draw = draw;
    check->cursors = cursors;
    made->arena = arena;
    lesson_check_root(check, root);
    if (arena_has_failed(arena) || check->has_no_memory) return LESSON_NO_MEMORY;
    if (errors->total > 0) return LESSON_INVALID;
    if (made->cursor_count > 0) made->cursors = cursors;
    *out = made;
    return LESSON_OK;
}

static enum lesson_status load(const char *bytes, size_t len, uint64_t draw, struct arena *arena,
                               struct source_errors *errors, struct lesson **out)
{
    if (len > LESSON_BYTES_MAX) {
        source_error_add(errors, 0, 0, "is longer than %d bytes; allowed: that many at most",
                         LESSON_BYTES_MAX);
        return LESSON_INVALID;
    }
    if (!lesson_source_is_text(bytes, len, errors)) return LESSON_INVALID;
    struct lesson_node *root;
    enum lesson_status status = lesson_yaml_read(bytes, len, arena, errors, &root);
    if (root == NULL) return status;
    return check_tree(arena, errors, root, draw, out);
}

/* Loads from bytes, starts and ends the list of errors, and gives the arena back unless it is
 * *out's. */
static enum lesson_status load_into(struct arena *arena, const char *bytes, size_t len,
                                    uint64_t draw, struct source_errors *errors,
                                    struct lesson **out)
{
    static const char BYTE_ORDER_MARK[] = "\xEF\xBB\xBF";
    size_t mark_len = sizeof BYTE_ORDER_MARK - 1;
    if (len >= mark_len && memcmp(bytes, BYTE_ORDER_MARK, mark_len) == 0) {
        bytes += mark_len;
        len -= mark_len;
    }
    source_errors_start(errors, errors->name, bytes, len);
    enum lesson_status status = load(bytes, len, draw, arena, errors, out);
    source_errors_finish(errors);
    if (status == LESSON_NO_MEMORY) *out = NULL;
    if (status != LESSON_OK) arena_free(arena);
    return status;
}

static struct arena *make_arena(const th_memory *memory)
{
    th_memory of_the_c_library = th_memory_libc();
    return arena_make(memory == NULL ? &of_the_c_library : memory);
}

enum lesson_status lesson_draw_file(const char *path, uint64_t draw, const th_memory *memory,
                                    struct lesson **out, struct source_errors *errors)
{
    *out = NULL;
    source_errors_start(errors, path, NULL, 0);
    struct arena *source = make_arena(memory); /* goes before the lesson does */
    if (source == NULL) return LESSON_NO_MEMORY;
    const char *bytes;
    size_t len;
    enum lesson_status status = lesson_source_read(path, source, errors, &bytes, &len);
    if (status == LESSON_OK) status = lesson_draw_text(path, bytes, len, draw, memory, out, errors);
    arena_free(source);
    return status;
}

enum lesson_status lesson_draw_text(const char *name, const char *bytes, size_t len, uint64_t draw,
                                    const th_memory *memory, struct lesson **out,
                                    struct source_errors *errors)
{
    *out = NULL;
    source_errors_start(errors, name, NULL, 0);
    struct arena *arena = make_arena(memory);
    if (arena == NULL) return LESSON_NO_MEMORY;
    return load_into(arena, bytes, len, draw, errors, out);
}

enum lesson_status lesson_load_file(const char *path, const th_memory *memory, struct lesson **out,
                                    struct source_errors *errors)
{
    return lesson_draw_file(path, 0, memory, out, errors);
}

enum lesson_status lesson_load_text(const char *name, const char *bytes, size_t len,
                                    const th_memory *memory, struct lesson **out,
                                    struct source_errors *errors)
{
    return lesson_draw_text(name, bytes, len, 0, memory, out, errors);
}

void lesson_free(struct lesson *loaded)
{
    if (loaded != NULL) arena_free(loaded->arena);
}
