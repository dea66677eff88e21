/* lesson_yaml.h - a YAML text as a tree whose nodes know where they stand. */
#ifndef VIZ_LESSON_LESSON_YAML_H
#define VIZ_LESSON_LESSON_YAML_H

#include <stdbool.h>
#include <stddef.h>

#include "viz/lesson/arena.h"
#include "viz/lesson/lesson.h"

enum lesson_node_kind {
    NODE_SCALAR,
    NODE_LIST,
    NODE_MAPPING,
};

struct lesson_node;

/* An item of a list, or a key of a mapping with its value. In a mapping no key stands twice. */
struct lesson_node {
    enum lesson_node_kind kind;
    struct lesson_place place;
    bool is_plain;    /* scalar without quotes, and no block text */
    const char *text; /* scalar: len bytes, then a NUL */
    size_t len;
    uint32_t columns; /* scalar: those that it takes, quotes included; 0: it has several lines */
    struct lesson_node *first; /* list: item; mapping: key */
    struct lesson_node *next;  /* the item or key behind this one */
    struct lesson_node *value; /* of a key */
    size_t count;              /* items or keys */
};

/* Reads one document of text that passed lesson_source_is_text.
 *   Owner    the tree lives in the arena and borrows nothing.
 *   Errors   LESSON_INVALID, said in errors: YAML's own syntax errors, no document or several, more
 *            than LESSON_DEPTH_MAX levels, aliases, a key that is no scalar: *root is then NULL.
 *            Also anchors, tags, and keys that stand twice: they are left out of the tree, which is
 *            given all the same, so that the rest can be checked. LESSON_NO_MEMORY: *root is NULL.
 *   Cost     O(n log n) in the bytes. */
enum lesson_status lesson_yaml_read(const char *bytes, size_t len, struct arena *arena,
                                    struct source_errors *errors, struct lesson_node **root);

/* Complains about each key of a mapping that stands a second time, and drops it.
 *   Errors   LESSON_NO_MEMORY. */
enum lesson_status lesson_yaml_check_keys(struct arena *arena, struct source_errors *errors,
                                          struct lesson_node *mapping);

#endif
