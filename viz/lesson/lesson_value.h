/* lesson_value.h - from what stands in the file to the bytes of a map's value. */
#ifndef VIZ_LESSON_LESSON_VALUE_H
#define VIZ_LESSON_LESSON_VALUE_H

#include "viz/lesson/lesson_fields.h"

/* Sets a map's value type from a scalar of FORM_VALUE_TYPE. */
void lesson_value_type(const struct lesson_node *node, struct lesson_map *map);

/* What node says as a value of the map's, into the value_size bytes at value.
 *   Returns  false where it says none; the bytes may then hold anything. */
bool lesson_value_of_node(const struct lesson_map *map, const struct lesson_node *node,
                          void *value);

/* The value_size bytes that node says for this map, in the arena. name is what messages call it.
 *   Errors   NULL: it does not fit, which has been complained about, or there is no memory. */
const void *lesson_value_read(const struct lesson_reader *reader, const struct lesson_map *map,
                              const char *name, const struct lesson_node *node);

/* Complains, at the place of node, unless the number that it spells fits the map's values. */
bool lesson_value_fits(const struct lesson_reader *reader, const struct lesson_map *map,
                       const char *name, const struct lesson_node *node);

#endif
