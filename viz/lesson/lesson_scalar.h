/* lesson_scalar.h - what a scalar spells. */
#ifndef VIZ_LESSON_LESSON_SCALAR_H
#define VIZ_LESSON_LESSON_SCALAR_H

#include <stdbool.h>
#include <stdint.h>

#include "viz/lesson/lesson_keys.h"
#include "viz/lesson/lesson_yaml.h"

struct lesson_number {
    bool is_negative;
    uint64_t magnitude;
};

/* The number that a plain scalar spells: decimal, or 0x and hexadecimal digits.
 *   Returns  false where it spells none that 64 bits hold. */
bool lesson_scalar_number(const struct lesson_node *node, struct lesson_number *number);

/* ~, null or nothing at all, not in quotes. */
bool lesson_scalar_is_null(const struct lesson_node *node);

/* The scalar is this word. */
bool lesson_scalar_is(const struct lesson_node *node, const char *word);

/* The first character that a text may not hold (lesson_source.h), or -1. */
int lesson_scalar_hidden_character(const struct lesson_node *node);

/* The scalar has this form, which is one of the type's. */
bool lesson_scalar_has_form(const struct lesson_node *node, const struct lesson_type *type,
                            enum lesson_form form);

/* Readers of what has been checked. */
uint64_t lesson_scalar_unsigned(const struct lesson_node *node); /* min >= 0 */
int64_t lesson_scalar_signed(const struct lesson_node *node);    /* within int64_t */
bool lesson_scalar_bool(const struct lesson_node *node);
th_key lesson_scalar_key(const struct lesson_node *node);

#endif
