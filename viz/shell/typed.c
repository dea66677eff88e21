/* typed.c - words held against the map that they are about. */
#include "viz/shell/typed.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "viz/lesson/lesson_branch.h"

static enum typed_status refuse(bool is_refused)
{
    return is_refused ? TYPED_OK : TYPED_REFUSED; /* shell_refuse is always false */
}

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
    return refuse(shell_refuse(
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
    return refuse(shell_refuse(
        &typing->trouble, command->to_at,
        language_text(typing->language, "%lld is no value of map %s: it has %zu bytes"),
        (long long)fill->to, map->name, map->value_size));
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
    case SHELL_ITERATE:
        return take(typing, typed, 1, LESSON_ITERATE) == NULL ? TYPED_NO_MEMORY : TYPED_OK;
    default:
        return take(typing, typed, 1, LESSON_CLEAR) == NULL ? TYPED_NO_MEMORY : TYPED_OK;
    }
}

/* A nil map's panic is what the learner came to see: it is expected. */
static bool expect_panic(struct typing *typing, struct typed *typed)
{
    enum lesson_operation_kind kind = typed->step.operations[0].kind;
    if (!map_of(typing)->is_nil || (kind != LESSON_PUT && kind != LESSON_FILL)) return true;
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
    enum typed_status status = fill_operations(typing, command, typed);
    if (status != TYPED_OK) return status;
    return expect_panic(typing, typed) ? TYPED_OK : TYPED_NO_MEMORY;
}
