/* lesson_yaml.c - from libyaml's events to a tree. The only file that reads YAML; lesson_emit.c
 * writes it.
 *
 * libyaml 0.2.5 has no limits of its own: it takes any depth, is quadratic in the nesting of [ and
 * {, accepts a key twice, and leaves anchors, tags and several documents to its user. So each
 * event is judged as it comes, and reading stops at the first that breaks a limit, before libyaml
 * has looked much further (it looks ahead 1,024 characters at most).
 *
 * The tree is built without recursion: a stack holds the open collections, of which there are at
 * most LESSON_DEPTH_MAX. */
#include "viz/lesson/lesson_yaml.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

struct level {
    struct lesson_node *collection;
    struct lesson_node *last; /* of its items or keys */
    bool wants_value;         /* last is a key, and its value has not come */
};

struct builder {
    struct arena *arena;
    struct source_errors *errors;
    struct lesson_node *root;
    struct level levels[LESSON_DEPTH_MAX];
    size_t depth;
    size_t documents;
    bool is_over;
};

static struct lesson_place place_of(yaml_mark_t mark)
{
    return (struct lesson_place){.line = (uint32_t)mark.line + 1,
                                 .column = (uint32_t)mark.column + 1};
}

/* ---- YAML's own errors ---- */

/* libyaml's words for what people do wrong most often, and ours. */
static const char *advice_on(const char *problem)
{
    static const char *const rows[][2] = {
        {"mapping values are not allowed in this context",
         "a second \": \" on one line, or a line indented too far; a text with \": \" needs "
         "quotes"},
        {"did not find expected key",
         "expected a key here; the lines of one mapping start in the same column"},
        {"did not find expected '-' indicator",
         "expected \"- \" here; the items of one list start in the same column"},
        {"did not find expected ',' or '}'",
         "expected , or } here, for the { that is open; a text with { } [ ] needs quotes"},
        {"did not find expected ',' or ']'",
         "expected , or ] here, for the [ that is open; a text with { } [ ] needs quotes"},
        {"could not find expected ':'", "expected \": \" behind this key"},
        {"found character that cannot start any token",
         "a text cannot start so; quote it (and indent with spaces, not tabs)"},
        {"found unexpected end of stream", "these quotes are never closed"},
        {"found a tab character that violates indentation", "a tab; allowed: indent with spaces"},
        {"found unknown escape character",
         "no such escape; allowed: \\n \\t \\\" \\\\ \\x41 \\u4e2d"},
        {"block sequence entries are not allowed in this context",
         "a list cannot start here; put \"- \" on a line of its own"},
        {"did not find expected <document start>", "nothing may stand behind the lesson's mapping"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (strcmp(problem, rows[i][0]) == 0) return rows[i][1];
    }
    return problem;
}

static enum lesson_status syntax_error(const yaml_parser_t *parser, struct source_errors *errors)
{
    if (parser->error == YAML_MEMORY_ERROR) return LESSON_NO_MEMORY;
    const char *problem = parser->problem == NULL ? "it cannot be read" : parser->problem;
    bool is_unclosed = strcmp(problem, "found unexpected end of stream") == 0;
    struct lesson_place place = place_of(is_unclosed ? parser->context_mark : parser->problem_mark);
    source_error_add(errors, place.line, place.column, "no YAML: %s", advice_on(problem));
    return LESSON_INVALID;
}

/* ---- Keys that stand twice ---- */

static int compare_keys(const void *left, const void *right)
{
    const struct lesson_node *a = *(const struct lesson_node *const *)left;
    const struct lesson_node *b = *(const struct lesson_node *const *)right;
    int order = memcmp(a->text, b->text, a->len < b->len ? a->len : b->len);
    if (order != 0) return order;
    if (a->len != b->len) return a->len < b->len ? -1 : 1;
    if (a->place.line != b->place.line) return a->place.line < b->place.line ? -1 : 1;
    return a->place.column < b->place.column ? -1 : a->place.column > b->place.column;
}

/* Takes a key out of its mapping. Marked by a NULL value; sweep_keys does the work. */
static void sweep_keys(struct lesson_node *mapping)
{
    struct lesson_node **link = &mapping->first;
    mapping->count = 0;
    while (*link != NULL) {
        if ((*link)->value == NULL) {
            *link = (*link)->next;
        } else {
            mapping->count++;
            link = &(*link)->next;
        }
    }
}

enum lesson_status lesson_yaml_check_keys(struct arena *arena, struct source_errors *errors,
                                          struct lesson_node *mapping)
{
    if (mapping->count < 2) return LESSON_OK;
    struct lesson_node **keys =
        arena_take_array(arena, mapping->count, sizeof(struct lesson_node *));
    if (keys == NULL) return LESSON_NO_MEMORY;
    size_t count = 0;
    for (struct lesson_node *key = mapping->first; key != NULL; key = key->next)
        keys[count++] = key;
    qsort(keys, count, sizeof(struct lesson_node *), compare_keys);
    const struct lesson_node *first = keys[0];
    size_t dropped = 0;
    for (size_t i = 1; i < count; i++) {
        if (keys[i]->len != first->len || memcmp(keys[i]->text, first->text, first->len) != 0) {
            first = keys[i];
            continue;
        }
        source_error_add(errors, keys[i]->place.line, keys[i]->place.column,
                         "\"%.60s\" stands in this mapping twice; it is on line %u already",
                         first->text, first->place.line);
        keys[i]->value = NULL;
        dropped++;
    }
    if (dropped > 0) sweep_keys(mapping);
    return LESSON_OK;
}

/* ---- The tree ---- */

static enum lesson_status refuse(struct builder *builder, yaml_mark_t mark, const char *what)
{
    struct lesson_place place = place_of(mark);
    source_error_add(builder->errors, place.line, place.column, "%s", what);
    return LESSON_INVALID;
}

/* Hangs a node where the open collection wants it. */
static enum lesson_status hang(struct builder *builder, struct lesson_node *node)
{
    if (builder->depth == 0) {
        builder->root = node;
        return LESSON_OK;
    }
    struct level *level = &builder->levels[builder->depth - 1];
    if (level->wants_value) {
        level->last->value = node;
        level->wants_value = false;
        return LESSON_OK;
    }
    if (level->collection->kind == NODE_MAPPING) {
        if (node->kind != NODE_SCALAR) {
            source_error_add(builder->errors, node->place.line, node->place.column,
                             "a key is a list or a mapping; allowed: a word or a text");
            return LESSON_INVALID;
        }
        level->wants_value = true;
    }
    if (level->last == NULL) {
        level->collection->first = node;
    } else {
        level->last->next = node;
    }
    level->last = node;
    level->collection->count++;
    return LESSON_OK;
}

static struct lesson_node *new_node(struct builder *builder, enum lesson_node_kind kind,
                                    yaml_mark_t mark)
{
    struct lesson_node *node = arena_take(builder->arena, sizeof *node);
    if (node == NULL) return NULL;
    node->kind = kind;
    node->place = place_of(mark);
    return node;
}

static enum lesson_status add_scalar(struct builder *builder, const yaml_event_t *event)
{
    struct lesson_node *node = new_node(builder, NODE_SCALAR, event->start_mark);
    if (node == NULL) return LESSON_NO_MEMORY;
    node->is_plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    node->len = event->data.scalar.length;
    if (event->start_mark.line == event->end_mark.line) {
        node->columns = (uint32_t)(event->end_mark.column - event->start_mark.column);
    }
    node->text = arena_copy(builder->arena, (const char *)event->data.scalar.value, node->len);
    if (node->text == NULL) return LESSON_NO_MEMORY;
    return hang(builder, node);
}

static enum lesson_status open_collection(struct builder *builder, enum lesson_node_kind kind,
                                          yaml_mark_t mark)
{
    if (builder->depth == LESSON_DEPTH_MAX) {
        struct lesson_place place = place_of(mark);
        source_error_add(builder->errors, place.line, place.column,
                         "lists and mappings stand too deep in each other; allowed: %d levels",
                         LESSON_DEPTH_MAX);
        return LESSON_INVALID;
    }
    struct lesson_node *node = new_node(builder, kind, mark);
    if (node == NULL) return LESSON_NO_MEMORY;
    enum lesson_status status = hang(builder, node);
    if (status == LESSON_OK) builder->levels[builder->depth++] = (struct level){.collection = node};
    return status;
}

static enum lesson_status close_collection(struct builder *builder)
{
    struct lesson_node *closed = builder->levels[--builder->depth].collection;
    if (closed->kind != NODE_MAPPING) return LESSON_OK;
    return lesson_yaml_check_keys(builder->arena, builder->errors, closed);
}

/* Anchors and tags are complained about, and then passed over. */
static void refuse_extras(struct builder *builder, const yaml_event_t *event, const void *anchor,
                          const void *tag)
{
    if (anchor != NULL) {
        refuse(builder, event->start_mark, "an anchor (&); allowed: none, write the value out");
    }
    if (tag != NULL) refuse(builder, event->start_mark, "a tag (!); allowed: none, leave it out");
}

static enum lesson_status take_event(struct builder *builder, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        refuse_extras(builder, event, event->data.scalar.anchor, event->data.scalar.tag);
        return add_scalar(builder, event);
    case YAML_SEQUENCE_START_EVENT:
        refuse_extras(builder, event, event->data.sequence_start.anchor,
                      event->data.sequence_start.tag);
        return open_collection(builder, NODE_LIST, event->start_mark);
    case YAML_MAPPING_START_EVENT:
        refuse_extras(builder, event, event->data.mapping_start.anchor,
                      event->data.mapping_start.tag);
        return open_collection(builder, NODE_MAPPING, event->start_mark);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        return close_collection(builder);
    case YAML_ALIAS_EVENT:
        return refuse(builder, event->start_mark,
                      "an alias (*); allowed: none, write the value out");
    case YAML_DOCUMENT_START_EVENT:
        if (builder->documents++ == 0) return LESSON_OK;
        return refuse(builder, event->start_mark, "a second document; allowed: one lesson a file");
    case YAML_STREAM_END_EVENT:
        builder->is_over = true;
        if (builder->documents > 0) return LESSON_OK;
        source_error_add(builder->errors, 0, 0, "is empty; allowed: a lesson");
        return LESSON_INVALID;
    default:
        return LESSON_OK;
    }
}

static enum lesson_status read_events(yaml_parser_t *parser, struct builder *builder)
{
    enum lesson_status status = LESSON_OK;
    while (status == LESSON_OK && !builder->is_over) {
        yaml_event_t event;
        if (!yaml_parser_parse(parser, &event)) return syntax_error(parser, builder->errors);
        status = take_event(builder, &event);
        yaml_event_delete(&event);
    }
    return status;
}

enum lesson_status lesson_yaml_read(const char *bytes, size_t len, struct arena *arena,
                                    struct source_errors *errors, struct lesson_node **root)
{
    *root = NULL;
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser)) return LESSON_NO_MEMORY;
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)bytes, len);
    struct builder builder = {.arena = arena, .errors = errors};
    size_t errors_before = errors->total;
    enum lesson_status status = read_events(&parser, &builder);
    yaml_parser_delete(&parser);
    if (status != LESSON_OK) return status;
    *root = builder.root;
    return errors->total > errors_before ? LESSON_INVALID : LESSON_OK;
}
