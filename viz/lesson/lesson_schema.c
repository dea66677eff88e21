/* lesson_schema.c - each type of the table becomes a definition, each form of it an alternative.
 *
 * jansson takes NULL for what could not be made and passes the failure on, so one look at the end
 * is enough. */
#include "viz/lesson/lesson_schema.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "core/observe.h"
#include "viz/lesson/lesson.h"
#include "viz/lesson/lesson_keys.h"

/* Each helper takes NULL for a part that could not be made, and answers NULL then. */

static json_t *reference_to(enum lesson_type_id id)
{
    char path[64];
    snprintf(path, sizeof path, "#/definitions/%s", lesson_type_of(id)->name);
    return json_pack("{s:s}", "$ref", path);
}

/* array with item behind it. */
static json_t *with_item(json_t *array, json_t *item)
{
    if (json_array_append_new(array, item) == 0) return array;
    json_decref(array);
    return NULL;
}

/* object with one member more. */
static json_t *with_member(json_t *object, const char *name, json_t *value)
{
    if (json_object_set_new(object, name, value) == 0) return object;
    json_decref(object);
    return NULL;
}

/* ---- Forms ---- */

static json_t *integer_schema(const struct lesson_type *type)
{
    json_t *schema = json_pack("{s:s}", "type", "integer");
    if (type->min != INT64_MIN) schema = with_member(schema, "minimum", json_integer(type->min));
    if (type->max <= INT64_MAX) { /* JSON's integers are those of jansson here */
        schema = with_member(schema, "maximum", json_integer((json_int_t)type->max));
    }
    return schema;
}

static json_t *words_schema(const char *const *words)
{
    json_t *list = json_array();
    for (; *words != NULL; words++)
        list = with_item(list, json_string(*words));
    return with_member(json_object(), "enum", list);
}

static json_t *events_schema(void)
{
    json_t *list = json_array();
    for (int kind = 0; kind < TH_EVENT_COUNT_OF_KINDS; kind++) {
        list = with_item(list, json_string(th_event_name((th_event_kind)kind)));
    }
    return with_member(json_object(), "enum", list);
}

static json_t *pattern_schema(const char *pattern, int len_max)
{
    return json_pack("{s:s, s:s, s:i}", "type", "string", "pattern", pattern, "maxLength", len_max);
}

/* A limit on the length of a list or mapping, where there is one. */
static json_t *with_limits(json_t *schema, const struct lesson_type *type, const char *least,
                           const char *most)
{
    if (type->items_min > 0) {
        schema = with_member(schema, least, json_integer((json_int_t)type->items_min));
    }
    if (type->items_max > 0) {
        schema = with_member(schema, most, json_integer((json_int_t)type->items_max));
    }
    return schema;
}

static json_t *named_schema(const struct lesson_type *type)
{
    json_t *schema =
        json_pack("{s:s, s:o}", "type", "object", "additionalProperties", reference_to(type->item));
    if (type->key_type != TYPE_KEY) {
        schema = with_member(schema, "propertyNames", reference_to(type->key_type));
    }
    return with_limits(schema, type, "minProperties", "maxProperties");
}

static json_t *list_schema(const struct lesson_type *type)
{
    json_t *schema = json_pack("{s:s, s:o}", "type", "array", "items", reference_to(type->item));
    return with_limits(schema, type, "minItems", "maxItems");
}

/* At most one of the first keys: one alternative for each, and one for none of them. */
static json_t *exclusive_schema(const struct lesson_mapping *mapping)
{
    json_t *each = json_array();
    json_t *any = json_array();
    for (size_t i = 0; i < mapping->exclusive_count; i++) {
        each = with_item(each, json_pack("{s:[s]}", "required", mapping->keys[i].name));
        any = with_item(any, json_pack("{s:[s]}", "required", mapping->keys[i].name));
    }
    return with_item(each, json_pack("{s:{s:o}}", "not", "anyOf", any));
}

static json_t *mapping_schema(const struct lesson_mapping *mapping)
{
    json_t *properties = json_object();
    json_t *required = json_array();
    for (size_t i = 0; i < mapping->key_count; i++) {
        const struct lesson_key *key = &mapping->keys[i];
        /* Draft 7 passes over what stands beside a $ref: hence allOf. */
        json_t *property =
            json_pack("{s:s, s:[o]}", "description", key->about, "allOf", reference_to(key->type));
        properties = with_member(properties, key->name, property);
        if (key->is_required) required = with_item(required, json_string(key->name));
    }
    json_t *schema = json_pack("{s:s, s:o, s:o, s:b}", "type", "object", "properties", properties,
                               "required", required, "additionalProperties", 0);
    if (mapping->keys_min > 0) {
        schema = with_member(schema, "minProperties", json_integer((json_int_t)mapping->keys_min));
    }
    if (mapping->exclusive_count > 0) {
        schema = with_member(schema, "oneOf", exclusive_schema(mapping));
    }
    return schema;
}

static json_t *form_schema(const struct lesson_type *type, enum lesson_form form)
{
    static_assert(TH_VALUE_SIZE_MAX == 128, "the pattern below says so");
    switch (form) {
    case FORM_INTEGER:
        return integer_schema(type);
    case FORM_BOOL:
        return json_pack("{s:s}", "type", "boolean");
    case FORM_WORD:
        return words_schema(type->words);
    case FORM_NAME:
        return pattern_schema("^[A-Za-z][A-Za-z0-9_-]*$", LESSON_NAME_MAX);
    case FORM_ID:
        return pattern_schema("^[a-z0-9]+(-[a-z0-9]+)*$", LESSON_NAME_MAX);
    case FORM_KEY: /* 1 and true are texts to the loader */
        return json_pack("{s:[s, s, s]}", "type", "string", "number", "boolean");
    case FORM_TEXT:
        return json_pack("{s:[s, s, s], s:i}", "type", "string", "number", "boolean", "minLength",
                         1);
    case FORM_NULL:
        return json_pack("{s:s}", "type", "null");
    case FORM_HASH:
        return json_pack("{s:s, s:i}", "type", "integer", "minimum", 0);
    case FORM_EVENT:
        return events_schema();
    case FORM_VALUE_TYPE:
        return pattern_schema(
            "^(int64|bool|struct[{][}]|bytes([0-9]|[1-9][0-9]|1[01][0-9]|12[0-8]))$", 8);
    case FORM_VALUE:
        return json_pack("{s:[s, s, s, s, s], s:i}", "type", "string", "number", "boolean", "null",
                         "object", "maxProperties", 0);
    case FORM_MAPPING:
        return mapping_schema(lesson_mapping_of(type->mapping));
    case FORM_NAMED:
        return named_schema(type);
    case FORM_LIST:
        return list_schema(type);
    }
    return NULL;
}

/* ---- The whole ---- */

/* What is no text to JSON, and may be a $name all the same. */
static bool may_be_drawn(const struct lesson_type *type)
{
    unsigned scalars = FORM_INTEGER | FORM_BOOL | FORM_WORD | FORM_NAME | FORM_HASH | FORM_EVENT;
    return (type->forms & scalars) != 0 && (type->forms & (FORM_KEY | FORM_TEXT)) == 0;
}

static json_t *type_schema(const struct lesson_type *type)
{
    json_t *alternatives = json_array();
    for (unsigned form = 1; form <= FORM_LIST; form <<= 1) {
        if ((type->forms & form) == 0) continue;
        alternatives = with_item(alternatives, form_schema(type, (enum lesson_form)form));
    }
    if (may_be_drawn(type)) {
        alternatives =
            with_item(alternatives, json_pack("{s:s, s:s}", "type", "string", "pattern", "[$]"));
    }
    if (json_array_size(alternatives) != 1) {
        return with_member(json_object(), "anyOf", alternatives);
    }
    json_t *only = json_incref(json_array_get(alternatives, 0));
    json_decref(alternatives);
    return only;
}

char *lesson_schema_text(void)
{
    json_t *definitions = json_object();
    for (int id = 0; id < TYPE_COUNT_OF_TYPES; id++) {
        const struct lesson_type *type = lesson_type_of((enum lesson_type_id)id);
        definitions = with_member(definitions, type->name, type_schema(type));
    }
    json_t *schema =
        json_pack("{s:s, s:s, s:s, s:[o], s:o}", "$schema",
                  "http://json-schema.org/draft-07/schema#", "title", "A tophash lesson",
                  "description", "Written by //viz/lesson:write_schema. Do not edit.", "allOf",
                  reference_to(TYPE_LESSON), "definitions", definitions);
    char *text = schema == NULL ? NULL : json_dumps(schema, JSON_INDENT(2));
    json_decref(schema);
    size_t len = text == NULL ? 0 : strlen(text);
    char *with_newline = text == NULL ? NULL : realloc(text, len + 2);
    if (with_newline == NULL) free(text);
    if (with_newline != NULL) memcpy(with_newline + len, "\n", 2);
    return with_newline;
}
