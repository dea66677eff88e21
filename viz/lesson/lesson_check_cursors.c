/* lesson_check_cursors.c - open, next, close: each cursor's life is followed from step to step, so
 * that whoever plays the lesson never meets one that is not what it should be (L3 of lesson.h). */
#include "viz/lesson/lesson_check.h"

#include <assert.h>

#include "viz/lesson/lesson_scalar.h"
#include "viz/lesson/suggest.h"

/* The index of the cursor that node names, or LESSON_NOT_THERE. */
static int find_cursor(const struct lesson_check *check, const struct lesson_node *node)
{
    for (size_t i = 0; i < check->lesson->cursor_count; i++) {
        if (lesson_scalar_is(node, check->cursors[i].name)) return (int)i;
    }
    return LESSON_NOT_THERE;
}

/* A cursor for a name, new or closed; LESSON_NOT_THERE after a complaint. */
static int cursor_to_open(struct lesson_check *check, const struct lesson_node *node)
{
    int found = find_cursor(check, node);
    if (found != LESSON_NOT_THERE && check->states[found].is_open) {
        LESSON_COMPLAIN(
            &check->reader, node->place,
            "cursor \"%s\" is open since line %u; allowed: another name, or close first",
            node->text, check->states[found].place.line);
        return LESSON_NOT_THERE;
    }
    if (found != LESSON_NOT_THERE) return found;
    size_t count = check->lesson->cursor_count;
    if (count == LESSON_CURSORS_MAX) {
        LESSON_COMPLAIN(&check->reader, node->place,
                        "cursor \"%s\" is one too many; allowed: %d names", node->text,
                        LESSON_CURSORS_MAX);
        return LESSON_NOT_THERE;
    }
    check->cursors[count] = (struct lesson_cursor){.name = node->text, .place = node->place};
    check->lesson->cursor_count++;
    return (int)count;
}

static void check_open(struct lesson_check *check, const struct lesson_node *node,
                       struct lesson_step *step)
{
    const struct lesson_node *fields[OPEN_KEY_TOTAL];
    lesson_fields_read(&check->reader, node, MAPPING_OPEN, fields);
    struct lesson_start start = lesson_check_start(check, fields[OPEN_KEY_START]);
    const struct lesson_node *name = fields[OPEN_KEY_CURSOR];
    int cursor = name == NULL ? LESSON_NOT_THERE : cursor_to_open(check, name);
    if (cursor == LESSON_NOT_THERE) return;
    check->states[cursor] =
        (struct lesson_cursor_state){.is_open = true, .map = step->map, .place = name->place};
    struct lesson_operation *open = lesson_check_one(check, step, LESSON_OPEN, node->place);
    if (open == NULL) return;
    open->cursor = (size_t)cursor;
    open->start = start;
}

static void complain_not_open(const struct lesson_check *check, const struct lesson_node *node,
                              int found)
{
    if (found != LESSON_NOT_THERE) {
        LESSON_COMPLAIN(&check->reader, node->place, "cursor \"%s\" is closed since line %u",
                        node->text, check->states[found].place.line);
        return;
    }
    struct suggestion nearest = suggestion_for(node->text, node->len);
    for (size_t i = 0; i < check->lesson->cursor_count; i++) {
        if (check->states[i].is_open) suggestion_offer(&nearest, check->cursors[i].name);
    }
    LESSON_COMPLAIN(
        &check->reader, node->place, "cursor \"%s\" was never opened; %s%s%s", node->text,
        nearest.word == NULL ? "allowed: a name that an open step gave" : "did you mean \"",
        nearest.word == NULL ? "" : nearest.word, nearest.word == NULL ? "" : "\"?");
}

/* An open cursor by name, whose map becomes the step's; LESSON_NOT_THERE after a complaint. */
static int cursor_in_use(struct lesson_check *check, const struct lesson_node *node,
                         bool is_map_given, struct lesson_step *step)
{
    int found = find_cursor(check, node);
    if (found == LESSON_NOT_THERE || !check->states[found].is_open) {
        complain_not_open(check, node, found);
        return LESSON_NOT_THERE;
    }
    size_t map = check->states[found].map;
    if (is_map_given && step->map != map) {
        LESSON_COMPLAIN(&check->reader, node->place,
                        "cursor \"%s\" walks over map \"%s\", but on says \"%s\"", node->text,
                        check->maps[map].name, check->maps[step->map].name);
        return LESSON_NOT_THERE;
    }
    step->map = map;
    return found;
}

static void check_next(struct lesson_check *check, const struct lesson_node *node,
                       bool is_map_given, struct lesson_step *step)
{
    const struct lesson_node *name = node;
    uint64_t times = 1;
    if (node->kind == NODE_MAPPING) {
        const struct lesson_node *fields[NEXT_KEY_TOTAL];
        lesson_fields_read(&check->reader, node, MAPPING_NEXT, fields);
        name = fields[NEXT_KEY_CURSOR];
        if (fields[NEXT_KEY_TIMES] != NULL) {
            times = lesson_scalar_unsigned(fields[NEXT_KEY_TIMES]);
            lesson_check_sum(check, fields[NEXT_KEY_TIMES], times);
        }
    }
    int cursor = name == NULL ? LESSON_NOT_THERE : cursor_in_use(check, name, is_map_given, step);
    if (cursor == LESSON_NOT_THERE) return;
    struct lesson_operation *next = lesson_check_one(check, step, LESSON_NEXT, node->place);
    if (next == NULL) return;
    next->cursor = (size_t)cursor;
    next->times = times;
}

static void check_close(struct lesson_check *check, const struct lesson_node *node,
                        bool is_map_given, struct lesson_step *step)
{
    int cursor = cursor_in_use(check, node, is_map_given, step);
    if (cursor == LESSON_NOT_THERE) return;
    check->states[cursor].is_open = false;
    check->states[cursor].place = node->place;
    struct lesson_operation *close = lesson_check_one(check, step, LESSON_CLOSE, node->place);
    if (close != NULL) close->cursor = (size_t)cursor;
}

void lesson_check_cursor_operation(struct lesson_check *check, int key,
                                   const struct lesson_node *node, bool is_map_given,
                                   struct lesson_step *step)
{
    if (key == STEP_KEY_OPEN) {
        check_open(check, node, step);
    } else if (key == STEP_KEY_NEXT) {
        check_next(check, node, is_map_given, step);
    } else {
        assert(key == STEP_KEY_CLOSE);
        check_close(check, node, is_map_given, step);
    }
}
