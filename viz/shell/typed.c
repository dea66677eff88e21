/* typed.c - words held against the map that they are about. */
#include "viz/shell/typed.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "viz/lesson/lesson_branch.h"
#include "viz/lesson/suggest.h"

static const struct lesson_map *map_of(const struct typing *typing)
{
    return &typing->lesson->maps[typing->map];
}

static struct lesson_operation *take(struct typing *typing, struct typed *typed, size_t count,
                                     enum lesson_operation_kind kind)
{
    struct lesson_operation *taken = arena_take_array(typing->arena, count, sizeof *taken);
    if (taken == NULL) return NULL;
    for (size_t i = 0; i < count; i++)
        taken[i].kind = kind;
    typed->step.operations = taken;
    typed->step.operation_count = count;
    return taken;
}

static bool keep_key(struct typing *typing, const struct shell_word *word, th_key *key)
{
    const char *bytes = arena_copy(typing->arena, word->bytes, word->len);
    *key = (th_key){bytes, word->len};
    return bytes != NULL;
}

/* ---- Values ---- */

static enum typed_status refuse_value(struct typing *typing, const struct shell_word *word)
{
    const struct lesson_map *map = map_of(typing);
    char allowed[96];
    switch (map->value_kind) {
    case LESSON_VALUE_INT64:
        snprintf(allowed, sizeof allowed, "int64");
        break;
    case LESSON_VALUE_BOOL:
        snprintf(allowed, sizeof allowed, "true, false");
        break;
    case LESSON_VALUE_STRUCT:
        snprintf(allowed, sizeof allowed, "{}");
        break;
    case LESSON_VALUE_BYTES:
        snprintf(allowed, sizeof allowed, "bytes%zu", map->value_size);
        break;
    }
    return typed_refused(shell_refuse(
        &typing->trouble, word->at,
        language_text(typing->language, "\"%.60s\" is no value of map %s; allowed: %s"),
        word->bytes, map->name, allowed));
}

/* Where none is given: something else than the zero value, which a get of any key gives. */
static const char *usual_value(const struct lesson_map *map)
{
    switch (map->value_kind) {
    case LESSON_VALUE_BOOL:
        return "true";
    case LESSON_VALUE_STRUCT:
        return "{}";
    default:
        return map->value_size == 0 ? "" : "1";
    }
}

static enum typed_status fill_value(struct typing *typing, const struct shell_item *item,
                                    const void **kept)
{
    const struct lesson_map *map = map_of(typing);
    const char *usual = usual_value(map);
    struct shell_word word = {.bytes = usual, .len = strlen(usual), .is_quoted = usual[0] == '\0'};
    void *value = arena_take(typing->arena, map->value_size);
    if (value == NULL) return TYPED_NO_MEMORY;
    if (item->has_value) word = item->value;
    if (!lesson_value_of_word(map, word.bytes, word.len, word.is_quoted, value))
        return refuse_value(typing, &word);
    *kept = value;
    return TYPED_OK;
}

/* ---- Operations ---- */

static enum typed_status fill_keys(struct typing *typing, const struct shell_command *command,
                                   struct typed *typed, enum lesson_operation_kind kind)
{
    struct lesson_operation *operations = take(typing, typed, command->item_count, kind);
    if (operations == NULL) return TYPED_NO_MEMORY;
    for (size_t i = 0; i < command->item_count; i++) {
        const struct shell_item *item = &command->items[i];
        if (!keep_key(typing, &item->key, &operations[i].key)) return TYPED_NO_MEMORY;
        if (kind != LESSON_PUT) continue;
        enum typed_status status = fill_value(typing, item, &operations[i].value);
        if (status != TYPED_OK) return status;
    }
    return TYPED_OK;
}

static enum typed_status fill_fill(struct typing *typing, const struct shell_command *command,
                                   struct typed *typed)
{
    const struct lesson_map *map = map_of(typing);
    unsigned char scratch[TH_VALUE_SIZE_MAX];
    struct lesson_operation *fill = take(typing, typed, 1, LESSON_FILL);
    if (fill == NULL) return TYPED_NO_MEMORY;
    fill->prefix = arena_copy(typing->arena, command->prefix.bytes, command->prefix.len);
    fill->from = command->from;
    fill->to = command->to;
    if (fill->prefix == NULL) return TYPED_NO_MEMORY;
    if (lesson_value_of_number(map->value_kind, map->value_size, fill->to, scratch))
        return TYPED_OK;
    return typed_refused(shell_refuse(
        &typing->trouble, command->to_at,
        language_text(typing->language, "%lld is no value of map %s: it has %zu bytes"),
        (long long)fill->to, map->name, map->value_size));
}

/* ---- Maps ---- */

static bool has_map_named(const struct typing *typing, const char *name, size_t *index)
{
    for (*index = 0; *index < typing->map_count; ++*index)
        if (strcmp(typing->lesson->maps[*index].name, name) == 0) return true;
    return false;
}

static enum typed_status fill_on(struct typing *typing, const struct shell_command *command,
                                 struct typed *typed)
{
    const struct shell_word *name = &command->name;
    struct suggestion near = suggestion_for(name->bytes, name->len);
    if (has_map_named(typing, name->bytes, &typed->step.map)) return TYPED_OK;
    for (size_t i = 0; i < typing->map_count; i++)
        suggestion_offer(&near, typing->lesson->maps[i].name);
    if (near.word == NULL) near.word = typing->lesson->maps[0].name;
    return typed_refused(shell_refuse(
        &typing->trouble, name->at,
        language_text(typing->language, "there is no map \"%.60s\"; did you mean \"%s\"?"),
        name->bytes, near.word));
}

/* The first of m, m2, m3 ... that no map has. */
static const char *free_name(const struct typing *typing)
{
    char name[16] = "m";
    size_t unused;
    for (int i = 2; has_map_named(typing, name, &unused); i++)
        snprintf(name, sizeof name, "m%d", i);
    return arena_copy(typing->arena, name, strlen(name));
}

static enum typed_status fill_name(struct typing *typing, const struct shell_word *name,
                                   const char **kept)
{
    size_t unused;
    if (name->len == 0) {
        *kept = free_name(typing);
        return *kept == NULL ? TYPED_NO_MEMORY : TYPED_OK;
    }
    if (!lesson_is_name(name->bytes, name->len))
        return typed_refused(
            shell_refuse(&typing->trouble, name->at,
                         language_text(typing->language,
                                       "\"%.60s\" is no name; allowed: a letter, then letters, "
                                       "digits, _ or -; at most %d"),
                         name->bytes, LESSON_NAME_MAX));
    if (has_map_named(typing, name->bytes, &unused))
        return typed_refused(shell_refuse(
            &typing->trouble, name->at,
            language_text(typing->language, "there is a map \"%.60s\" already"), name->bytes));
    *kept = arena_copy(typing->arena, name->bytes, name->len);
    return *kept == NULL ? TYPED_NO_MEMORY : TYPED_OK;
}

/* A map is made by the first step about it: this one does nothing else. */
static enum typed_status fill_make(struct typing *typing, const struct shell_command *command,
                                   struct typed *typed)
{
    struct lesson_map *map = &typed->map;
    const struct shell_word *kind = &command->kind;
    *map = (struct lesson_map){.is_nil = command->is_nil,
                               .value_kind = LESSON_VALUE_INT64,
                               .value_size = sizeof(int64_t),
                               .hint = command->number};
    if (typing->map_count == lesson_maps_max())
        return typed_refused(
            shell_refuse(&typing->trouble, command->at,
                         language_text(typing->language, "there are %zu maps; no lesson has more"),
                         typing->map_count));
    if (kind->len > 0 && !lesson_value_type_of_word(map, kind->bytes, kind->len))
        return typed_refused(shell_refuse(
            &typing->trouble, kind->at,
            language_text(typing->language, "there are no values \"%.60s\"; allowed: int64, bool, "
                                            "struct{}, bytes0 to bytes%d"),
            kind->bytes, TH_VALUE_SIZE_MAX));
    typed->has_map = true;
    typed->step.map = typed->map_count++;
    return fill_name(typing, &command->name, &map->name);
}

static enum typed_status fill_operations(struct typing *typing, const struct shell_command *command,
                                         struct typed *typed)
{
    switch (command->verb) {
    case SHELL_PUT:
        return fill_keys(typing, command, typed, LESSON_PUT);
    case SHELL_GET:
        return fill_keys(typing, command, typed, LESSON_GET);
    case SHELL_DELETE:
        return fill_keys(typing, command, typed, LESSON_DELETE);
    case SHELL_FILL:
        return fill_fill(typing, command, typed);
    case SHELL_MAKE:
    case SHELL_HINT:
        return fill_make(typing, command, typed);
    case SHELL_ON:
        return fill_on(typing, command, typed);
    case SHELL_COLLIDE:
        return typed_collide(typing, command, typed);
    case SHELL_ITERATE:
        return take(typing, typed, 1, LESSON_ITERATE) == NULL ? TYPED_NO_MEMORY : TYPED_OK;
    default:
        return take(typing, typed, 1, LESSON_CLEAR) == NULL ? TYPED_NO_MEMORY : TYPED_OK;
    }
}

/* A nil map's panic is what the learner came to see: it is expected. */
static bool expect_panic(struct typing *typing, struct typed *typed)
{
    const struct lesson_operation *first = typed->step.operations;
    if (first == NULL || !map_of(typing)->is_nil) return true;
    if (first->kind != LESSON_PUT && first->kind != LESSON_FILL) return true;
    struct lesson_fact *fact = arena_take(typing->arena, sizeof *fact);
    if (fact == NULL) return false;
    fact->kind = LESSON_FACT_PANIC;
    fact->text = th_status_text(TH_NIL_MAP);
    typed->step.facts = fact;
    typed->step.fact_count = 1;
    return true;
}

enum typed_status typed_fill(struct typing *typing, const struct shell_command *command,
                             struct typed *typed)
{
    typed->step = (struct lesson_step){.map = typing->map};
    typed->map_count = typing->map_count;
    enum typed_status status = fill_operations(typing, command, typed);
    if (status != TYPED_OK) return status;
    return expect_panic(typing, typed) ? TYPED_OK : TYPED_NO_MEMORY;
}
