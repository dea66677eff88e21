/* lesson_fields.h - nodes held against the table: is it the right kind of thing, and what does it
 * say.
 *
 * lesson_fields_read looks at a mapping's keys and at what stands under each. What it lets through
 * has the form that the table asks for, so the readers of lesson_scalar.h cannot fail on it. */
#ifndef VIZ_LESSON_LESSON_FIELDS_H
#define VIZ_LESSON_LESSON_FIELDS_H

#include <stdbool.h>

#include "viz/lesson/arena.h"
#include "viz/lesson/lesson.h"
#include "viz/lesson/lesson_keys.h"
#include "viz/lesson/lesson_yaml.h"

/* What all that check a lesson share. */
struct lesson_reader {
    struct arena *arena; /* its memory of failure is what a NULL from it means */
    struct source_errors *errors;
};

/* Adds an error at a place. */
#define LESSON_COMPLAIN(reader, where, ...)                                                        \
    source_error_add((reader)->errors, (where).line, (where).column, __VA_ARGS__)

/* Fills fields, one for each key of the mapping's table and in its order: the node that stands
 * under the key; NULL where the key is missing, or something else than the table asks for stands
 * there.
 *   Returns  whether all of it is as the table says. What is not has been complained about. */
bool lesson_fields_read(const struct lesson_reader *reader, const struct lesson_node *node,
                        enum lesson_mapping_id mapping, const struct lesson_node **fields);

/* Looks whether node, called name in messages, has the form of a type, its items included. Mappings
 * with keys of their own are only known to be mappings: lesson_fields_read looks into them. */
bool lesson_node_check(const struct lesson_reader *reader, const char *name,
                       const struct lesson_node *node, enum lesson_type_id type);

/* The key of that name in a mapping, whatever stands under it; or NULL. */
const struct lesson_node *lesson_node_key(const struct lesson_node *mapping, const char *name);

/* What a person would call a node: "two", the text "2" (in quotes), a list. */
void lesson_node_describe(const struct lesson_node *node, char *text, size_t cap);

/* The text of an `en` and a `zh`, each of which may be NULL. */
struct lesson_text lesson_text_of(const struct lesson_reader *reader, const struct lesson_node *en,
                                  const struct lesson_node *zh);

/* The text in its languages; in none where node is NULL. */
struct lesson_text lesson_node_text(const struct lesson_reader *reader,
                                    const struct lesson_node *node);

/* Looks whether every mark in a text (viz/markup/markup.h), which is called name in messages, is
 * closed. node may be NULL. */
void lesson_node_check_marks(const struct lesson_reader *reader, const char *name,
                             const struct lesson_node *node);

#endif
