/* lesson_fields.c - nodes against the table: forms, unknown keys, missing keys. */
#include "viz/lesson/lesson_fields.h"

#include <assert.h>
#include <stdio.h>

#include "viz/lesson/lesson_scalar.h"
#include "viz/lesson/lesson_text.h"
#include "viz/lesson/suggest.h"
#include "viz/markup/markup.h"

enum { DESCRIPTION_BYTES = 96, ALLOWED_BYTES = 320, NAME_BYTES = 64 };

void lesson_node_describe(const struct lesson_node *node, char *text, size_t cap)
{
    if (node->kind == NODE_LIST) {
        snprintf(text, cap, "%s", node->count == 0 ? "an empty list" : "a list");
    } else if (node->kind == NODE_MAPPING) {
        snprintf(text, cap, "%s", node->count == 0 ? "an empty mapping" : "a mapping");
    } else if (lesson_scalar_is_null(node)) {
        snprintf(text, cap, "nothing");
    } else if (node->is_plain) {
        snprintf(text, cap, "\"%.60s\"", node->text);
    } else {
        snprintf(text, cap, "the text \"%.60s\"", node->text);
    }
}

/* ---- Forms ---- */

/* The form in which the type takes the node, or 0. Looks at no items. */
static unsigned form_of(const struct lesson_node *node, const struct lesson_type *type)
{
    if (node->kind == NODE_LIST) return type->forms & FORM_LIST;
    if (node->kind == NODE_MAPPING) {
        unsigned taken = type->forms & (FORM_MAPPING | FORM_NAMED);
        if (taken == 0 && node->count == 0) taken = type->forms & FORM_VALUE; /* {} */
        return taken;
    }
    for (unsigned form = 1; form < FORM_MAPPING; form <<= 1) {
        if ((type->forms & form) != 0 && lesson_scalar_has_form(node, type, (enum lesson_form)form))
            return form;
    }
    return 0;
}

/* The word of the type that is nearest to what was written, or NULL. */
static const char *nearest_word(const struct lesson_node *node, const struct lesson_type *type)
{
    if (node->kind != NODE_SCALAR) return NULL;
    struct suggestion nearest = suggestion_for(node->text, node->len);
    if ((type->forms & FORM_WORD) != 0) {
        for (const char *const *word = type->words; *word != NULL; word++) {
            suggestion_offer(&nearest, *word);
        }
    }
    if ((type->forms & FORM_EVENT) != 0) {
        for (int kind = 0; kind < TH_EVENT_COUNT_OF_KINDS; kind++) {
            suggestion_offer(&nearest, th_event_name((th_event_kind)kind));
        }
    }
    if ((type->forms & FORM_BOOL) != 0) {
        suggestion_offer(&nearest, "true");
        suggestion_offer(&nearest, "false");
    }
    if ((type->forms & FORM_VALUE_TYPE) != 0) {
        suggestion_offer(&nearest, "int64");
        suggestion_offer(&nearest, "bool");
        suggestion_offer(&nearest, "struct{}");
    }
    return nearest.word;
}

static void complain_form(const struct lesson_reader *reader, const char *name,
                          const struct lesson_node *node, enum lesson_type_id type)
{
    bool is_for_text = (lesson_type_of(type)->forms & FORM_TEXT) != 0 && node->kind == NODE_SCALAR;
    int hidden = is_for_text ? lesson_scalar_hidden_character(node) : -1;
    if (hidden >= 0) {
        LESSON_COMPLAIN(reader, node->place,
                        "%s holds the hidden character U+%04X; allowed: a text without", name,
                        (unsigned)hidden);
        return;
    }
    char found[DESCRIPTION_BYTES];
    char allowed[ALLOWED_BYTES];
    lesson_node_describe(node, found, sizeof found);
    lesson_type_allowed(type, allowed, sizeof allowed);
    const char *nearest = nearest_word(node, lesson_type_of(type));
    LESSON_COMPLAIN(reader, node->place, "%s is %s; allowed: %s%s%s%s", name, found, allowed,
                    nearest == NULL ? "" : "; did you mean \"", nearest == NULL ? "" : nearest,
                    nearest == NULL ? "" : "\"?");
}

static bool is_count_allowed(const struct lesson_node *node, const struct lesson_type *type)
{
    return node->count >= type->items_min &&
           (type->items_max == 0 || node->count <= type->items_max);
}

static bool check_items(const struct lesson_reader *reader, const char *name,
                        const struct lesson_node *node, enum lesson_type_id id, unsigned form)
{
    const struct lesson_type *type = lesson_type_of(id);
    if (!is_count_allowed(node, type)) {
        char allowed[ALLOWED_BYTES];
        lesson_type_allowed(id, allowed, sizeof allowed);
        LESSON_COMPLAIN(reader, node->place, "%s has %zu items; allowed: %s", name, node->count,
                        allowed);
        return false;
    }
    char item[NAME_BYTES];
    char key_name[NAME_BYTES];
    snprintf(item, sizeof item, "an item of %s", name);
    snprintf(key_name, sizeof key_name, "a key of %s", name);
    bool is_right = true;
    for (const struct lesson_node *at = node->first; at != NULL; at = at->next) {
        if (form == FORM_NAMED) {
            if (!lesson_node_check(reader, key_name, at, type->key_type)) is_right = false;
            if (!lesson_node_check(reader, item, at->value, type->item)) is_right = false;
        } else if (!lesson_node_check(reader, item, at, type->item)) {
            is_right = false;
        }
    }
    return is_right;
}

bool lesson_node_check(const struct lesson_reader *reader, const char *name,
                       const struct lesson_node *node, enum lesson_type_id type)
{
    unsigned form = form_of(node, lesson_type_of(type));
    if (form == 0) {
        complain_form(reader, name, node, type);
        return false;
    }
    if (form == FORM_LIST || form == FORM_NAMED) {
        return check_items(reader, name, node, type, form);
    }
    return true;
}

/* ---- Fields ---- */

static void complain_unknown(const struct lesson_reader *reader, const struct lesson_node *key,
                             const struct lesson_mapping *mapping, const char *allowed)
{
    struct suggestion nearest = suggestion_for(key->text, key->len);
    for (size_t i = 0; i < mapping->key_count; i++) {
        suggestion_offer(&nearest, mapping->keys[i].name);
    }
    if (nearest.word != NULL) {
        LESSON_COMPLAIN(reader, key->place, "%s has no key \"%.60s\"; did you mean \"%s\"?",
                        mapping->name, key->text, nearest.word);
    } else {
        LESSON_COMPLAIN(reader, key->place, "%s has no key \"%.60s\"; allowed: %s", mapping->name,
                        key->text, allowed);
    }
}

static size_t index_of(const struct lesson_mapping *mapping, const struct lesson_node *key)
{
    size_t i = 0;
    while (i < mapping->key_count && !lesson_scalar_is(key, mapping->keys[i].name))
        i++;
    return i;
}

static void list_keys(const struct lesson_mapping *mapping, char *text, size_t cap)
{
    size_t used = 0;
    for (size_t i = 0; i < mapping->key_count && used < cap; i++) {
        int wrote =
            snprintf(text + used, cap - used, "%s%s", i == 0 ? "" : ", ", mapping->keys[i].name);
        used += (size_t)(wrote < 0 ? 0 : wrote);
    }
}

/* Complains about keys that are missing, and about two that may not stand together. */
static bool are_keys_complete(const struct lesson_reader *reader, const struct lesson_node *node,
                              const struct lesson_mapping *mapping,
                              const struct lesson_node *const *keys)
{
    bool is_right = true;
    for (size_t i = 0; i < mapping->key_count; i++) {
        if (!mapping->keys[i].is_required || keys[i] != NULL) continue;
        LESSON_COMPLAIN(reader, node->place, "%s lacks the key \"%s\": %s", mapping->name,
                        mapping->keys[i].name, mapping->keys[i].about);
        is_right = false;
    }
    const struct lesson_node *first = NULL;
    for (const struct lesson_node *key = node->first; key != NULL; key = key->next) {
        if (index_of(mapping, key) >= mapping->exclusive_count) continue;
        if (first == NULL) {
            first = key;
            continue;
        }
        LESSON_COMPLAIN(reader, key->place, "%s has both \"%s\" and \"%s\"; allowed: one %s",
                        mapping->name, first->text, key->text,
                        mapping->exclusive == NULL ? "operation" : mapping->exclusive);
        is_right = false;
    }
    return is_right;
}

bool lesson_fields_read(const struct lesson_reader *reader, const struct lesson_node *node,
                        enum lesson_mapping_id id, const struct lesson_node **fields)
{
    const struct lesson_mapping *mapping = lesson_mapping_of(id);
    assert(node->kind == NODE_MAPPING && mapping->key_count <= LESSON_MAPPING_KEYS_MAX);
    const struct lesson_node *keys[LESSON_MAPPING_KEYS_MAX] = {NULL};
    char allowed[ALLOWED_BYTES];
    list_keys(mapping, allowed, sizeof allowed);
    for (size_t i = 0; i < mapping->key_count; i++)
        fields[i] = NULL;
    if (node->count < mapping->keys_min) {
        LESSON_COMPLAIN(reader, node->place, "%s is empty; allowed: %s", mapping->name, allowed);
        return false;
    }
    bool is_right = true;
    for (const struct lesson_node *key = node->first; key != NULL; key = key->next) {
        size_t i = index_of(mapping, key);
        if (i == mapping->key_count) {
            complain_unknown(reader, key, mapping, allowed);
            is_right = false;
            continue;
        }
        keys[i] = key;
        if (lesson_node_check(reader, mapping->keys[i].name, key->value, mapping->keys[i].type)) {
            fields[i] = key->value;
        } else {
            is_right = false;
        }
    }
    return are_keys_complete(reader, node, mapping, keys) && is_right;
}

const struct lesson_node *lesson_node_key(const struct lesson_node *mapping, const char *name)
{
    const struct lesson_node *key = mapping->first;
    while (key != NULL && !lesson_scalar_is(key, name))
        key = key->next;
    return key;
}

struct lesson_text lesson_text_of(const struct lesson_reader *reader, const struct lesson_node *en,
                                  const struct lesson_node *zh)
{
    struct lesson_text text = {0};
    if (en != NULL) text.en = en->text;
    if (zh != NULL) text.zh = lesson_text_unfold(reader->arena, zh->text);
    return text;
}

struct lesson_text lesson_node_text(const struct lesson_reader *reader,
                                    const struct lesson_node *node)
{
    struct lesson_text text = {0};
    if (node == NULL) return text;
    if (node->kind == NODE_SCALAR) {
        text.en = node->text;
        return text;
    }
    const struct lesson_node *fields[TEXT_KEY_TOTAL];
    lesson_fields_read(reader, node, MAPPING_TEXT, fields);
    return lesson_text_of(reader, fields[TEXT_KEY_EN], fields[TEXT_KEY_ZH]);
}

static void check_marks(const struct lesson_reader *reader, const char *name,
                        const struct lesson_node *node)
{
    size_t at;
    if (node == NULL || node->kind != NODE_SCALAR) return; /* complained about */
    if (markup_is_whole(node->text, node->len, &at)) return;
    LESSON_COMPLAIN(reader, node->place,
                    "%s opens a mark that nothing closes, at \"%.24s\"; allowed: one on each side, "
                    "or \\%c for the sign itself",
                    name, node->text + at, node->text[at]);
}

void lesson_node_check_marks(const struct lesson_reader *reader, const char *name,
                             const struct lesson_node *node)
{
    if (node == NULL) return;
    if (node->kind != NODE_MAPPING) {
        check_marks(reader, name, node);
        return;
    }
    const struct lesson_node *en = lesson_node_key(node, "en");
    const struct lesson_node *zh = lesson_node_key(node, "zh");
    check_marks(reader, name, en == NULL ? NULL : en->value);
    check_marks(reader, name, zh == NULL ? NULL : zh->value);
}
