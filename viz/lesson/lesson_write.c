/* lesson_write.c - from the lesson to YAML: the root, the maps, the steps. Keys come in the order
 * of the format's table. */
#include "viz/lesson/lesson_write.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "viz/lesson/lesson_write_parts.h"

/* ---- What all parts need ---- */

void lesson_write_name(const struct lesson_writing *to, enum lesson_mapping_id mapping, int key)
{
    lesson_emit_word(to->emit, lesson_mapping_of(mapping)->keys[key].name);
}

void lesson_write_number(const struct lesson_writing *to, uint64_t number)
{
    char digits[24];
    snprintf(digits, sizeof digits, "%" PRIu64, number);
    lesson_emit_word(to->emit, digits);
}

static void write_signed(const struct lesson_writing *to, int64_t number)
{
    char digits[24];
    snprintf(digits, sizeof digits, "%" PRId64, number);
    lesson_emit_word(to->emit, digits);
}

void lesson_write_bool(const struct lesson_writing *to, bool is_true)
{
    lesson_emit_word(to->emit, is_true ? "true" : "false");
}

void lesson_write_key(const struct lesson_writing *to, th_key key)
{
    lesson_emit_key(to->emit, key.bytes, key.len);
}

void lesson_write_text(const struct lesson_writing *to, enum lesson_mapping_id mapping, int key,
                       struct lesson_text text)
{
    if (text.en == NULL && text.zh == NULL) return;
    lesson_write_name(to, mapping, key);
    if (text.zh == NULL) {
        lesson_emit_text(to->emit, text.en);
        return;
    }
    lesson_emit_mapping(to->emit, EMIT_BLOCK);
    if (text.en != NULL) {
        lesson_write_name(to, MAPPING_TEXT, TEXT_KEY_EN);
        lesson_emit_text(to->emit, text.en);
    }
    lesson_write_name(to, MAPPING_TEXT, TEXT_KEY_ZH);
    lesson_emit_text(to->emit, text.zh);
    lesson_emit_end(to->emit);
}

/* ---- Values ---- */

/* The number whose bytes these are, sign extended behind the eighth.
 *   Returns  false where there is none. */
static bool number_of_bytes(const unsigned char *bytes, size_t size, uint64_t *number,
                            bool *is_negative)
{
    unsigned char rest = size > 8 && (bytes[7] & 0x80) != 0 && bytes[8] == 0xff ? 0xff : 0;
    *number = 0;
    *is_negative = rest != 0;
    for (size_t i = 0; i < size; i++) {
        if (i < 8) *number |= (uint64_t)bytes[i] << (8 * i);
        if (i >= 8 && bytes[i] != rest) return false;
    }
    return true;
}

/* Two letters or more, and nothing behind them: somebody wrote a text. */
static bool is_words(const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (bytes[i] < ' ' || bytes[i] > '~') return false;
    return len >= 2;
}

static void write_bytes(const struct lesson_writing *to, const void *value, size_t size)
{
    uint64_t number;
    bool is_negative;
    size_t len = size;
    const char *text = value;
    while (len > 0 && text[len - 1] == '\0')
        len--;
    if (is_words(text, len) || !number_of_bytes(value, size, &number, &is_negative))
        lesson_emit_quoted(to->emit, text, len);
    else if (is_negative)
        write_signed(to, (int64_t)number);
    else
        lesson_write_number(to, number);
}

void lesson_write_value(const struct lesson_writing *to, const struct lesson_map *map,
                        const void *value)
{
    int64_t number;
    switch (map->value_kind) {
    case LESSON_VALUE_INT64:
        memcpy(&number, value, sizeof number);
        write_signed(to, number);
        break;
    case LESSON_VALUE_BOOL:
        lesson_write_bool(to, *(const unsigned char *)value != 0);
        break;
    case LESSON_VALUE_STRUCT:
        lesson_emit_mapping(to->emit, EMIT_FLOW);
        lesson_emit_end(to->emit);
        break;
    case LESSON_VALUE_BYTES:
        write_bytes(to, value, map->value_size);
        break;
    }
}

/* ---- Maps ---- */

static void write_value_type(const struct lesson_writing *to, const struct lesson_map *map)
{
    char name[16];
    if (map->value_kind == LESSON_VALUE_INT64) return;
    lesson_write_name(to, MAPPING_MAP, MAP_KEY_VALUE);
    snprintf(name, sizeof name, "bytes%zu", map->value_size);
    if (map->value_kind == LESSON_VALUE_STRUCT)
        lesson_emit_text(to->emit, "struct{}");
    else
        lesson_emit_word(to->emit, map->value_kind == LESSON_VALUE_BOOL ? "bool" : name);
}

static void write_hashes(const struct lesson_writing *to, const struct lesson_map *map)
{
    if (map->hash_count == 0) return;
    lesson_write_name(to, MAPPING_MAP, MAP_KEY_HASHES);
    lesson_emit_mapping(to->emit, EMIT_BLOCK);
    for (size_t i = 0; i < map->hash_count; i++) {
        char hash[24];
        snprintf(hash, sizeof hash, "0x%016" PRIx64, map->hashes[i].hash);
        lesson_write_key(to, map->hashes[i].key);
        lesson_emit_word(to->emit, hash);
    }
    lesson_emit_end(to->emit);
}

static bool is_usual(const struct lesson_map *map)
{
    return !map->is_nil && !map->keys_owned && map->value_kind == LESSON_VALUE_INT64 &&
           map->hint == 0 && map->seed == 0 && map->hash_count == 0;
}

static void write_map(const struct lesson_writing *to, const struct lesson_map *map)
{
    lesson_emit_word(to->emit, map->name);
    if (map->is_nil) {
        lesson_emit_word(to->emit, "nil");
        return;
    }
    lesson_emit_mapping(to->emit, is_usual(map) ? EMIT_FLOW : EMIT_BLOCK);
    write_value_type(to, map);
    if (map->hint != 0) {
        lesson_write_name(to, MAPPING_MAP, MAP_KEY_HINT);
        write_signed(to, map->hint);
    }
    if (map->seed != 0) {
        lesson_write_name(to, MAPPING_MAP, MAP_KEY_SEED);
        lesson_write_number(to, map->seed);
    }
    if (map->keys_owned) {
        lesson_write_name(to, MAPPING_MAP, MAP_KEY_KEYS);
        lesson_emit_word(to->emit, "owned");
    }
    write_hashes(to, map);
    lesson_emit_end(to->emit);
}

/* Without `maps` there is one, m, of int64. */
static void write_maps(const struct lesson_writing *to)
{
    const struct lesson *lesson = to->lesson;
    if (lesson->map_count == 1 && is_usual(&lesson->maps[0]) &&
        strcmp(lesson->maps[0].name, "m") == 0)
        return;
    lesson_write_name(to, MAPPING_LESSON, LESSON_KEY_MAPS);
    lesson_emit_mapping(to->emit, EMIT_BLOCK);
    for (size_t i = 0; i < lesson->map_count; i++)
        write_map(to, &lesson->maps[i]);
    lesson_emit_end(to->emit);
}

/* ---- Operations ---- */

static void write_keys(const struct lesson_writing *to, const struct lesson_step *step)
{
    bool is_list = step->operation_count > 1;
    if (is_list) lesson_emit_list(to->emit, EMIT_FLOW);
    for (size_t i = 0; i < step->operation_count; i++)
        lesson_write_key(to, step->operations[i].key);
    if (is_list) lesson_emit_end(to->emit);
}

static void write_puts(const struct lesson_writing *to, const struct lesson_step *step)
{
    lesson_emit_mapping(to->emit, EMIT_FLOW);
    for (size_t i = 0; i < step->operation_count; i++) {
        lesson_write_key(to, step->operations[i].key);
        lesson_write_value(to, &to->lesson->maps[step->map], step->operations[i].value);
    }
    lesson_emit_end(to->emit);
}

static void write_fill(const struct lesson_writing *to, const struct lesson_operation *fill)
{
    lesson_emit_mapping(to->emit, EMIT_FLOW);
    lesson_write_name(to, MAPPING_FILL, FILL_KEY_PREFIX);
    lesson_emit_key(to->emit, fill->prefix, strlen(fill->prefix));
    lesson_write_name(to, MAPPING_FILL, FILL_KEY_FROM);
    write_signed(to, fill->from);
    lesson_write_name(to, MAPPING_FILL, FILL_KEY_TO);
    write_signed(to, fill->to);
    lesson_emit_end(to->emit);
}

void lesson_write_start(const struct lesson_writing *to, uint64_t bucket, uint8_t offset)
{
    lesson_emit_mapping(to->emit, EMIT_FLOW);
    lesson_write_name(to, MAPPING_START, START_KEY_BUCKET);
    lesson_write_number(to, bucket);
    lesson_write_name(to, MAPPING_START, START_KEY_OFFSET);
    lesson_write_number(to, offset);
    lesson_emit_end(to->emit);
}

/* What iterate, open and next have in their braces. */
static void write_walk(const struct lesson_writing *to, const struct lesson_operation *operation)
{
    const char *cursor =
        operation->kind == LESSON_ITERATE ? NULL : to->lesson->cursors[operation->cursor].name;
    lesson_emit_mapping(to->emit, EMIT_FLOW);
    if (cursor != NULL) {
        lesson_write_name(to, MAPPING_OPEN, OPEN_KEY_CURSOR);
        lesson_emit_word(to->emit, cursor);
    }
    if (operation->start.is_given) {
        lesson_write_name(to, MAPPING_OPEN, OPEN_KEY_START);
        lesson_write_start(to, operation->start.bucket, operation->start.offset);
    }
    if (operation->times > 1) {
        lesson_write_name(to, MAPPING_NEXT, NEXT_KEY_TIMES);
        lesson_write_number(to, operation->times);
    }
    lesson_emit_end(to->emit);
}

static void write_operations(const struct lesson_writing *to, const struct lesson_step *step)
{
    static const int names[] = {
#define X(id, name, type, kind, about) [kind] = id,
        LESSON_OPERATION_KEYS(X)
#undef X
    };
    const struct lesson_operation *first = step->operations;
    if (step->operation_count == 0) return;
    lesson_write_name(to, MAPPING_STEP, names[first->kind]);
    switch (first->kind) {
    case LESSON_PUT:
        write_puts(to, step);
        break;
    case LESSON_GET:
    case LESSON_DELETE:
        write_keys(to, step);
        break;
    case LESSON_FILL:
        write_fill(to, first);
        break;
    case LESSON_CLEAR:
        lesson_emit_word(to->emit, to->lesson->maps[step->map].name);
        break;
    case LESSON_CLOSE:
        lesson_emit_word(to->emit, to->lesson->cursors[first->cursor].name);
        break;
    case LESSON_NEXT:
        if (first->times == 1)
            lesson_emit_word(to->emit, to->lesson->cursors[first->cursor].name);
        else
            write_walk(to, first);
        break;
    case LESSON_ITERATE:
    case LESSON_OPEN:
        write_walk(to, first);
        break;
    }
}

/* ---- Steps ---- */

/* What a step does says which map it is about, or `on` does, or it is the first. */
static bool needs_on(const struct lesson_writing *to, const struct lesson_step *step)
{
    enum lesson_operation_kind kind =
        step->operation_count > 0 ? step->operations[0].kind : LESSON_PUT;
    if (kind == LESSON_CLEAR || kind == LESSON_NEXT || kind == LESSON_CLOSE) return false;
    bool is_empty = step->operation_count == 0 && step->run.kind == LESSON_RUN_NONE &&
                    step->say.en == NULL && step->say.zh == NULL && step->fact_count == 0;
    return to->lesson->scenario == NULL && (step->map != 0 || is_empty);
}

static void write_map_name(const struct lesson_writing *to, int key, size_t map)
{
    lesson_write_name(to, MAPPING_STEP, key);
    lesson_emit_word(to->emit, to->lesson->maps[map].name);
}

static void write_step(const struct lesson_writing *to, const struct lesson_step *step)
{
    lesson_emit_mapping(to->emit, EMIT_BLOCK);
    write_operations(to, step);
    lesson_write_run(to, &step->run);
    lesson_write_text(to, MAPPING_STEP, STEP_KEY_SAY, step->say);
    if (step->ask != NULL) lesson_write_ask(to, step);
    if (needs_on(to, step)) write_map_name(to, STEP_KEY_ON, step->map);
    if (step->has_beside) write_map_name(to, STEP_KEY_BESIDE, step->beside);
    if (step->fact_count > 0) {
        lesson_write_name(to, MAPPING_STEP, STEP_KEY_EXPECT);
        lesson_write_facts(to, step, step->facts, step->fact_count);
    }
    lesson_emit_end(to->emit);
}

/* ---- The root ---- */

static void write_root(const struct lesson_writing *to)
{
    const struct lesson *lesson = to->lesson;
    lesson_emit_mapping(to->emit, EMIT_BLOCK);
    lesson_write_name(to, MAPPING_LESSON, LESSON_KEY_TOPHASH);
    lesson_write_number(to, LESSON_VERSION);
    lesson_write_name(to, MAPPING_LESSON, LESSON_KEY_ID);
    lesson_emit_word(to->emit, lesson->id);
    lesson_write_text(to, MAPPING_LESSON, LESSON_KEY_TITLE, lesson->title);
    lesson_write_text(to, MAPPING_LESSON, LESSON_KEY_ABOUT, lesson->about);
    lesson_write_text(to, MAPPING_LESSON, LESSON_KEY_UNIT, lesson->unit);
    write_maps(to);
    if (lesson->scenario != NULL) lesson_write_race(to);
    lesson_write_name(to, MAPPING_LESSON, LESSON_KEY_STEPS);
    lesson_emit_list(to->emit, EMIT_BLOCK);
    for (size_t i = 0; i < lesson->step_count; i++)
        write_step(to, &lesson->steps[i]);
    lesson_emit_end(to->emit);
    lesson_emit_end(to->emit);
}

enum lesson_status lesson_write(const struct lesson *lesson, char **bytes, size_t *len)
{
    *bytes = NULL;
    FILE *out = open_memstream(bytes, len);
    if (out == NULL) return LESSON_NO_MEMORY;
    struct lesson_writing to = {.emit = lesson_emit_make(out), .lesson = lesson};
    bool is_written = to.emit != NULL;
    if (is_written) {
        write_root(&to);
        is_written = lesson_emit_finish(to.emit);
    }
    is_written = fclose(out) == 0 && is_written;
    if (is_written && *len <= LESSON_BYTES_MAX) return LESSON_OK;
    free(*bytes);
    *bytes = NULL;
    return is_written ? LESSON_INVALID : LESSON_NO_MEMORY;
}
