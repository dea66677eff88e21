/* lesson_vary.c - values drawn anew each time, put in place of $name.
 *
 *     vary: {n: {from: 20, to: 26}, fruit: [fig, pea]}        n is 23 this time, fruit is pea
 *     put: {$fruit: $n}          -->  put: {pea: 23}
 *     say: "$(fruit)s, $$5"      -->  say: "peas, $5"
 *
 * It is done to the tree, before anything else looks at it: so what is drawn may stand for a key, a
 * number, a hash's digits or a word, and is checked like anything that was written there. No two
 * names draw the same value. The draw is a number; the same number draws the same. */
#include "viz/lesson/lesson_check.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "viz/lesson/lesson_scalar.h"
#include "viz/lesson/suggest.h"

enum { NUMBER_BYTES = 24 };

struct varied {
    const struct lesson_node *name;
    const char *text; /* what was drawn; NULL: nothing could be */
    size_t len;
};

struct varying {
    struct lesson_check *check;
    struct varied values[LESSON_VARIED_MAX];
    size_t count;
};

/* ---- Drawing ---- */

/* splitmix64: every bit of the draw and of the index reaches every bit of the number. */
static uint64_t mixed(uint64_t draw, uint64_t index)
{
    uint64_t bits = draw + (index + 1) * UINT64_C(0x9e3779b97f4a7c15);
    bits = (bits ^ (bits >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    bits = (bits ^ (bits >> 27)) * UINT64_C(0x94d049bb133111eb);
    return bits ^ (bits >> 31);
}

/* What may be drawn for one name: the items of a list, or a range of numbers. */
struct pool {
    const struct lesson_node *list; /* NULL: a range */
    uint64_t from;
    uint64_t size;
};

/* The pool under a name; what is wrong with it has been complained about, or will be. */
static bool read_pool(struct lesson_check *check, const struct lesson_node *node, struct pool *pool)
{
    *pool = (struct pool){.list = node, .size = node->count};
    if (node->kind == NODE_LIST) {
        for (const struct lesson_node *item = node->first; item != NULL; item = item->next)
            if (item->kind != NODE_SCALAR) return false;
        return node->count >= 2;
    }
    if (node->kind != NODE_MAPPING) return false;
    const struct lesson_node *fields[RANGE_KEY_TOTAL];
    if (!lesson_fields_read(&check->reader, node, MAPPING_RANGE, fields)) return false;
    uint64_t to = lesson_scalar_unsigned(fields[RANGE_KEY_TO]);
    *pool = (struct pool){.from = lesson_scalar_unsigned(fields[RANGE_KEY_FROM])};
    pool->size = to - pool->from + 1;
    if (to > pool->from) return true;
    LESSON_COMPLAIN(&check->reader, fields[RANGE_KEY_TO]->place,
                    "to is %" PRIu64 "; allowed: more than from, %" PRIu64, to, pool->from);
    return false;
}

static bool take(struct lesson_check *check, const struct pool *pool, uint64_t index,
                 struct varied *varied)
{
    if (pool->list != NULL) {
        const struct lesson_node *item = pool->list->first;
        while (index-- > 0)
            item = item->next;
        varied->text = item->text;
        varied->len = item->len;
        return true;
    }
    char number[NUMBER_BYTES];
    int len = snprintf(number, sizeof number, "%" PRIu64, pool->from + index);
    varied->text = arena_copy(check->reader.arena, number, (size_t)len);
    varied->len = (size_t)len;
    return varied->text != NULL;
}

static bool is_taken(const struct varying *varying, const struct varied *drawn)
{
    for (size_t i = 0; i < varying->count; i++) {
        const struct varied *other = &varying->values[i];
        if (other->text != NULL && other->len == drawn->len &&
            memcmp(other->text, drawn->text, drawn->len) == 0) {
            return true;
        }
    }
    return false;
}

/* Draws; what another name has drawn already is passed over. */
static void draw(struct varying *varying, const struct pool *pool, struct varied *varied)
{
    struct lesson_check *check = varying->check;
    uint64_t index = mixed(check->draw, varying->count) % pool->size;
    for (uint64_t i = 0; i < pool->size && i <= varying->count; i++) {
        if (!take(check, pool, index, varied)) return;
        if (!is_taken(varying, varied)) return;
        index = (index + 1) % pool->size;
    }
    varied->text = NULL;
    LESSON_COMPLAIN(&check->reader, varied->name->place,
                    "every value of \"%s\" may be drawn by others; allowed: values enough for all",
                    varied->name->text);
}

static void draw_all(struct varying *varying, const struct lesson_node *vary)
{
    for (const struct lesson_node *name = vary->first; name != NULL; name = name->next) {
        if (varying->count == LESSON_VARIED_MAX) return; /* complained about: too many items */
        struct varied varied = {.name = name};
        struct pool pool;
        if (read_pool(varying->check, name->value, &pool)) draw(varying, &pool, &varied);
        varying->values[varying->count++] = varied;
    }
}

/* ---- Putting in place ---- */

static bool is_name_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '_';
}

/* A reference at text[0] == '$': its name, and how many bytes it takes. A name_len of 0: "$$", or
 * nothing that is a reference. */
struct reference {
    const char *name;
    size_t name_len, len;
};

static struct reference reference_at(const char *text, size_t len)
{
    struct reference reference = {.name = text + 1, .len = 1};
    bool is_wrapped = len > 1 && text[1] == '(';
    if (len > 1 && text[1] == '$') reference.len = 2;
    if (is_wrapped) {
        const char *end = memchr(text, ')', len);
        if (end == NULL) return reference;
        reference.name = text + 2;
        reference.name_len = (size_t)(end - reference.name);
        reference.len = (size_t)(end - text) + 1;
        return reference;
    }
    while (1 + reference.name_len < len && is_name_byte(reference.name[reference.name_len]))
        reference.name_len++;
    if (reference.name_len > 0) reference.len = 1 + reference.name_len;
    return reference;
}

/* What a reference stands for: itself where nothing could be drawn, or nobody has that name. */
static void resolve(const struct varying *varying, const struct lesson_node *node, const char *text,
                    const struct reference *reference, const char **bytes, size_t *len)
{
    *bytes = text;
    *len = reference->name_len > 0 ? reference->len : 1;
    if (reference->name_len == 0) return;
    struct suggestion nearest = suggestion_for(reference->name, reference->name_len);
    for (size_t i = 0; i < varying->count; i++) {
        const struct varied *value = &varying->values[i];
        suggestion_offer(&nearest, value->name->text);
        if (value->name->len != reference->name_len ||
            memcmp(value->name->text, reference->name, reference->name_len) != 0) {
            continue;
        }
        if (value->text == NULL) return;
        *bytes = value->text;
        *len = value->len;
        return;
    }
    LESSON_COMPLAIN(&varying->check->reader, node->place, "\"$%.*s\" is drawn nowhere; %s%s%s",
                    (int)reference->name_len, reference->name,
                    nearest.word == NULL ? "" : "did you mean \"$",
                    nearest.word == NULL ? "a $ that means itself is written $$" : nearest.word,
                    nearest.word == NULL ? "" : "\"?");
}

/* Writes the text with its references resolved to `to`, where it is not NULL.
 *   Returns  how long it is. */
static size_t write_resolved(const struct varying *varying, const struct lesson_node *node,
                             const char *text, size_t text_len, char *to)
{
    size_t used = 0;
    for (size_t at = 0; at < text_len;) {
        const char *bytes = text + at;
        size_t len = 1, taken = 1;
        if (text[at] == '$') {
            struct reference reference = reference_at(text + at, text_len - at);
            resolve(varying, node, text + at, &reference, &bytes, &len);
            taken = reference.len;
        }
        if (to != NULL) memcpy(to + used, bytes, len);
        used += len;
        at += taken;
    }
    return used;
}

/* Says whether there was anything to put in place. */
static bool replace_in_scalar(struct varying *varying, struct lesson_node *node)
{
    if (node->len == 0 || memchr(node->text, '$', node->len) == NULL) return false;
    struct source_errors *errors = varying->check->reader.errors;
    size_t errors_before = errors->total;
    size_t len = write_resolved(varying, node, node->text, node->len, NULL);
    if (errors->total > errors_before) return false; /* each is said once */
    char *text = arena_take(varying->check->reader.arena, len + 1);
    if (text == NULL) return false;
    write_resolved(varying, node, node->text, node->len, text);
    node->text = text;
    node->len = len;
    node->columns = 0; /* what is read is not what is written */
    return true;
}

static void replace_in(struct varying *varying, struct lesson_node *node)
{
    bool has_new_keys = false;
    if (node->kind == NODE_SCALAR) {
        replace_in_scalar(varying, node);
        return;
    }
    for (struct lesson_node *at = node->first; at != NULL; at = at->next) {
        bool is_key = node->kind == NODE_MAPPING;
        if (is_key && replace_in_scalar(varying, at)) has_new_keys = true;
        replace_in(varying, is_key ? at->value : at);
    }
    struct lesson_reader *reader = &varying->check->reader;
    if (has_new_keys) (void)lesson_yaml_check_keys(reader->arena, reader->errors, node);
}

void lesson_vary(struct lesson_check *check, struct lesson_node *root)
{
    const struct lesson_node *vary = lesson_node_key(root, "vary");
    if (vary == NULL || vary->value->kind != NODE_MAPPING) return;
    struct varying varying = {.check = check};
    draw_all(&varying, vary->value);
    for (struct lesson_node *key = root->first; key != NULL; key = key->next) {
        bool is_fixed = lesson_scalar_is(key, "vary") || lesson_scalar_is(key, "id") ||
                        lesson_scalar_is(key, "tophash");
        if (!is_fixed) replace_in(&varying, key->value);
    }
    check->lesson->is_varied = true;
}
