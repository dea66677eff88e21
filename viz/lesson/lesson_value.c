/* lesson_value.c - the four kinds of values. */
#include "viz/lesson/lesson_value.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "viz/lesson/lesson_scalar.h"

enum { WORDS_BYTES = 96 };

void lesson_value_type(const struct lesson_node *node, struct lesson_map *map)
{
    if (lesson_scalar_is(node, "int64")) {
        map->value_kind = LESSON_VALUE_INT64;
        map->value_size = sizeof(int64_t);
    } else if (lesson_scalar_is(node, "bool")) {
        map->value_kind = LESSON_VALUE_BOOL;
        map->value_size = 1;
    } else if (lesson_scalar_is(node, "struct{}")) {
        map->value_kind = LESSON_VALUE_STRUCT;
        map->value_size = 0;
    } else {
        map->value_kind = LESSON_VALUE_BYTES;
        map->value_size = 0;
        for (const char *digit = node->text + strlen("bytes"); *digit != '\0'; digit++) {
            map->value_size = map->value_size * 10 + (size_t)(*digit - '0');
        }
    }
}

/* ---- Numbers ---- */

/* -2^(8 size - 1) to 2^(8 size) - 1; 0 alone where size is 0. */
static bool fits_in_bytes(size_t size, struct lesson_number number)
{
    if (size >= sizeof number.magnitude) return true;
    if (size == 0) return number.magnitude == 0;
    uint64_t limit = UINT64_C(1) << (8 * size);
    return number.is_negative ? number.magnitude <= limit / 2 : number.magnitude < limit;
}

static void write_bytes(size_t size, struct lesson_number number, unsigned char *value)
{
    uint64_t bits = number.is_negative ? 0 - number.magnitude : number.magnitude;
    memset(value, number.is_negative ? 0xFF : 0x00, size);
    for (size_t i = 0; i < size && i < sizeof bits; i++) {
        value[i] = (unsigned char)(bits >> (8 * i));
    }
}

static bool write_number(enum lesson_value_kind kind, size_t size, struct lesson_number number,
                         void *value)
{
    switch (kind) {
    case LESSON_VALUE_INT64: {
        if (!number.is_negative && number.magnitude > INT64_MAX) return false;
        uint64_t bits = number.is_negative ? 0 - number.magnitude : number.magnitude;
        memcpy(value, &bits, sizeof bits);
        return true;
    }
    case LESSON_VALUE_BOOL:
        *(unsigned char *)value = number.magnitude != 0;
        return true;
    case LESSON_VALUE_STRUCT:
        return true;
    case LESSON_VALUE_BYTES:
        if (!fits_in_bytes(size, number)) return false;
        write_bytes(size, number, value);
        return true;
    }
    return false;
}

bool lesson_value_of_number(enum lesson_value_kind kind, size_t size, int64_t number, void *value)
{
    struct lesson_number spelled = {.is_negative = number < 0, .magnitude = (uint64_t)number};
    if (number < 0) spelled.magnitude = 0 - spelled.magnitude;
    return write_number(kind, size, spelled, value);
}

/* ---- What stands in the file ---- */

static bool read_bytes(const struct lesson_map *map, const struct lesson_node *node, void *value)
{
    struct lesson_number number;
    if (node->kind != NODE_SCALAR || lesson_scalar_is_null(node)) return false;
    if (lesson_scalar_number(node, &number)) {
        return write_number(map->value_kind, map->value_size, number, value);
    }
    if (node->len > map->value_size) return false;
    memcpy(value, node->text, node->len);
    return true;
}

bool lesson_value_of_node(const struct lesson_map *map, const struct lesson_node *node, void *value)
{
    struct lesson_number number;
    switch (map->value_kind) {
    case LESSON_VALUE_INT64:
        return lesson_scalar_number(node, &number) &&
               write_number(map->value_kind, map->value_size, number, value);
    case LESSON_VALUE_BOOL:
        if (node->kind != NODE_SCALAR || !node->is_plain) return false;
        *(unsigned char *)value = lesson_scalar_bool(node);
        return lesson_scalar_bool(node) || lesson_scalar_is(node, "false");
    case LESSON_VALUE_STRUCT:
        return node->kind == NODE_MAPPING || lesson_scalar_is_null(node);
    case LESSON_VALUE_BYTES:
        return read_bytes(map, node, value);
    }
    return false;
}

static void say_allowed(const struct lesson_map *map, char *text, size_t cap)
{
    switch (map->value_kind) {
    case LESSON_VALUE_INT64:
        snprintf(text, cap, "int64, an integer from %" PRId64 " to %" PRId64, INT64_MIN, INT64_MAX);
        break;
    case LESSON_VALUE_BOOL:
        snprintf(text, cap, "true or false");
        break;
    case LESSON_VALUE_STRUCT:
        snprintf(text, cap, "{} or nothing");
        break;
    case LESSON_VALUE_BYTES:
        snprintf(text, cap, "an integer that fits in %zu bytes, or a text of %zu bytes at most",
                 map->value_size, map->value_size);
        break;
    }
}

static void complain(const struct lesson_reader *reader, const struct lesson_map *map,
                     const char *name, const struct lesson_node *node)
{
    char found[WORDS_BYTES];
    char allowed[WORDS_BYTES];
    lesson_node_describe(node, found, sizeof found);
    say_allowed(map, allowed, sizeof allowed);
    LESSON_COMPLAIN(reader, node->place, "%s is %s; allowed in map \"%s\": %s", name, found,
                    map->name, allowed);
}

const void *lesson_value_read(const struct lesson_reader *reader, const struct lesson_map *map,
                              const char *name, const struct lesson_node *node)
{
    void *value = arena_take(reader->arena, map->value_size);
    if (value == NULL) return NULL;
    if (lesson_value_of_node(map, node, value)) return value;
    complain(reader, map, name, node);
    return NULL;
}

bool lesson_value_fits(const struct lesson_reader *reader, const struct lesson_map *map,
                       const char *name, const struct lesson_node *node)
{
    unsigned char scratch[TH_VALUE_SIZE_MAX];
    struct lesson_number number;
    if (lesson_scalar_number(node, &number) &&
        write_number(map->value_kind, map->value_size, number, scratch)) {
        return true;
    }
    complain(reader, map, name, node);
    return false;
}
