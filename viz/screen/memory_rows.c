/* memory_rows.c - the bytes of a bucket: what they are, and what this move has to do with them. */
#include "viz/screen/memory_rows.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>

#include "viz/language/language.h"
#include "viz/screen/focus.h"
#include "viz/screen/marks.h"

/* extra is there as soon as an array had a stock of overflow buckets: from 2^4 buckets on. */
enum { LAYOUT_B_WITH_STOCK = 4 };

struct memory_rows memory_rows_of(const struct view *view)
{
    const struct model_map *map = model_map(view->model, view->map);
    uint32_t id = map->header.buckets;
    bool is_moved = view->now.kind == TH_EVENT_SLOT_MOVED;

    if (view->has_now && roles_has_place(view->now.kind) && view->now.at.array != 0)
        id = is_moved ? view->now.to.array : view->now.at.array;
    struct memory_rows memory = {.view = view,
                                 .array = model_array(view->model, view->map, id),
                                 .value_size = map->value_size};

    if (memory.array.state == MODEL_ARRAY_NONE) return memory;
    memory.focus = is_moved ? view->now.to : focus_of(view, &memory.array);
    memory.value_rows = (int)((memory.value_size * MARKS_SLOTS + HEX_BYTES - 1) / HEX_BYTES);
    memory.rows = MEMORY_ROWS_VALUE + memory.value_rows + 1;
    return memory;
}

/* ---- What this move wrote, or looks at ---- */

static enum roles_role role_of_tophash(const struct view *view, const th_place *place)
{
    enum roles_role role = roles_of_slot(view, place);

    if (role == ROLES_TOUCHED || view->now.kind == TH_EVENT_VALUE_WRITTEN) return ROLES_NONE;
    return role == ROLES_LOOKED && view->now.kind == TH_EVENT_KEY_COMPARED ? ROLES_NONE : role;
}

static bool is_wiped_now(const struct view *view, const th_place *place)
{
    return view->has_now && view->now.kind == TH_EVENT_BUCKET_WIPED &&
           view->now.at.array == place->array && view->now.at.bucket == place->bucket &&
           view->now.at.depth == place->depth;
}

/* Of the words of a key, and with is_value of a value. Of a slot that moves, the old bytes stay. */
static enum roles_role role_of_entry(const struct view *view, const th_place *place, bool is_value)
{
    enum roles_role role = roles_of_slot(view, place);

    if (is_wiped_now(view, place)) return ROLES_NOW;
    if (role == ROLES_LOOKED && !is_value && view->now.kind == TH_EVENT_KEY_COMPARED) return role;
    if (role != ROLES_NOW) return ROLES_NONE;
    switch (view->now.kind) {
    case TH_EVENT_SLOT_MOVED:
        return view->now.to.array == place->array ? ROLES_NOW : ROLES_NONE;
    case TH_EVENT_SLOT_WRITTEN:
    case TH_EVENT_SLOT_CLEARED:
        return ROLES_NOW;
    case TH_EVENT_VALUE_WRITTEN:
        return is_value ? ROLES_NOW : ROLES_NONE;
    default:
        return ROLES_NONE;
    }
}

static enum roles_role role_of_overflow(const struct view *view, const th_place *place)
{
    bool is_link = view->has_now && view->now.kind == TH_EVENT_OVERFLOW_LINKED &&
                   view->now.at.array == place->array && view->now.at.bucket == place->bucket &&
                   view->now.at.depth == place->depth + 1;

    return is_link || is_wiped_now(view, place) ? ROLES_NOW : ROLES_NONE;
}

/* ---- Rows of a bucket ---- */

static bool read_slot(const struct memory_rows *memory, th_place place, struct model_slot *slot)
{
    const struct view *view = memory->view;

    return model_slot(view->model, view->map, place, slot) && slot->key_id != 0;
}

static const char *array_name(const struct memory_rows *memory)
{
    enum language language = memory->view->language;

    if (memory->array.state == MODEL_ARRAY_CURRENT) return "buckets";
    if (memory->array.state == MODEL_ARRAY_OLD) return "oldbuckets";
    return language_text(language, "old array");
}

void memory_rows_add_name(struct text *text, const struct memory_rows *memory, th_place place)
{
    enum language language = memory->view->language;
    uint64_t size = marks_bucket_size(memory->value_size);

    if (place.depth > 0)
        text_add_format(text, language_text(language, "bucket %u, overflow %u"), place.bucket,
                        place.depth);
    else
        text_add_format(text, language_text(language, "bucket %u"), place.bucket);
    text_add_format(text, language_text(language, ": %ju bytes"), size);
    if (place.depth > 0) return;
    text_add_format(text, language_text(language, " at %s+0x%jx"), array_name(memory),
                    place.bucket * size);
}

static struct hex_row tophash_row(const struct memory_rows *memory, th_place place)
{
    struct hex_row hex = hex_row_of(0, "tophash");
    const struct view *view = memory->view;

    for (place.slot = 0; place.slot < MARKS_SLOTS; place.slot++) {
        struct model_slot slot;

        if (!model_slot(view->model, view->map, place, &slot)) break;
        hex_row_add(&hex, &slot.tophash, 1,
                    slot.tophash < MARKS_COUNT ? STYLE_EMPTY : STYLE_TOPHASH,
                    role_of_tophash(view, &place));
    }
    return hex;
}

/* The columns of a key whose bytes follow. */
static int key_columns(const struct view *view, int columns)
{
    if (view->is_spoken) return columns / 4;
    if (columns <= 14) return 8;
    return columns - 12 > 24 ? 24 : columns - 12;
}

/* The bytes of the key, as many as there is room for. */
static void add_key_bytes(struct text *text, const struct view *view, th_key key, int columns)
{
    text_add_quoted(text, key, key_columns(view, columns));
    text_add(text, " ");
    for (size_t i = 0; i < key.len; i++) {
        if (text_columns(text) + 4 > columns && i + 1 < key.len) {
            text_add(text, "…");
            return;
        }
        text_add_format(text, " %02x", (unsigned char)key.bytes[i]);
    }
}

static struct hex_row key_row(const struct memory_rows *memory, th_place place, int columns)
{
    struct model_slot slot;
    char name[HEX_NAME_BYTES];
    bool is_there = read_slot(memory, place, &slot);
    uint64_t len = is_there ? slot.key.len : 0;
    enum roles_role role = role_of_entry(memory->view, &place, false);

    snprintf(name, sizeof name, language_text(memory->view->language, "key %u"), place.slot);
    struct hex_row hex = hex_row_of(MARKS_KEYS_AT + place.slot * MARKS_KEY_SIZE, name);

    if (is_there)
        hex_row_add_pointer(&hex, (int)place.slot, role);
    else
        hex_row_add_zeros(&hex, MARKS_WORD, role);
    hex_row_add_number(&hex, len, MARKS_WORD, STYLE_KEY, role);
    if (is_there) {
        text_add_format(&hex.meaning, "%u: ", place.slot);
        add_key_bytes(&hex.meaning, memory->view, slot.key, columns);
        hex.style = slot.is_ghost ? STYLE_EVACUATED : STYLE_KEY;
    }
    return hex;
}

/* Bytes [first, first + HEX_BYTES) of the values, wherever one ends and the next begins. */
static struct hex_row value_row(const struct memory_rows *memory, th_place place, uint64_t first)
{
    static const uint8_t zero[HEX_BYTES];
    struct hex_row hex =
        hex_row_of(MARKS_VALUES_AT + first, language_text(memory->view->language, "values"));
    uint64_t size = memory->value_size;

    for (uint64_t at = first; at < first + HEX_BYTES && at < size * MARKS_SLOTS;) {
        struct model_slot slot;

        place.slot = (uint32_t)(at / size);
        bool is_there = read_slot(memory, place, &slot) && slot.value != NULL;
        uint64_t within = at % size;
        uint64_t count = size - within;

        if (count > first + HEX_BYTES - at) count = first + HEX_BYTES - at;
        hex_row_add(&hex, is_there ? (const uint8_t *)slot.value + within : zero, (int)count,
                    is_there ? STYLE_VALUE : STYLE_EMPTY,
                    role_of_entry(memory->view, &place, true));
        if (is_there && within == 0) {
            text_add_format(&hex.meaning, "%s%u: ", hex.meaning.len > 0 ? "  " : "", place.slot);
            text_add_value(&hex.meaning, slot.value, size);
        }
        at += count;
    }
    hex.style = STYLE_VALUE;
    return hex;
}

static struct hex_row overflow_row(const struct memory_rows *memory, th_place place)
{
    const struct view *view = memory->view;
    uint32_t len = model_chain_len(view->model, view->map, place.array, place.bucket);
    bool is_last = place.depth + 1 >= len;
    enum roles_role role = role_of_overflow(view, &place);
    struct hex_row hex = hex_row_of(MARKS_VALUES_AT + MARKS_SLOTS * memory->value_size,
                                    language_text(view->language, "overflow"));

    if (is_last) {
        hex_row_add_zeros(&hex, MARKS_WORD, role);
        text_add(&hex.meaning, "nil");
    } else {
        hex_row_add_pointer(&hex, HEX_NO_NUMBER, role);
        text_add_format(&hex.meaning,
                        view->is_spoken ? language_text(view->language, "overflow bucket %u")
                                        : language_text(view->language, "→ overflow %u"),
                        place.depth + 1);
    }
    return hex;
}

struct hex_row memory_rows_at(const struct memory_rows *memory, th_place place, int index,
                              int columns)
{
    assert(index > MEMORY_ROWS_NAME && index < memory->rows);
    if (index == MEMORY_ROWS_TOPHASH) return tophash_row(memory, place);
    if (index < MEMORY_ROWS_VALUE) {
        place.slot = (uint32_t)(index - MEMORY_ROWS_KEY);
        return key_row(memory, place, columns);
    }
    if (index < MEMORY_ROWS_VALUE + memory->value_rows)
        return value_row(memory, place, (uint64_t)(index - MEMORY_ROWS_VALUE) * HEX_BYTES);
    return overflow_row(memory, place);
}

/* ---- The hmap ---- */

static void add_field(struct hex_row *row, const struct view *view, const char *name,
                      uint64_t number, int bytes, unsigned field)
{
    hex_row_add_number(row, number, bytes, STYLE_NUMBER, roles_of_field(view, field));
    text_add_format(&row->meaning, "%s%s %" PRIu64, row->meaning.len > 0 ? ", " : "", name, number);
}

/* An array of 2^B buckets, or nil. */
static void add_array(struct hex_row *row, const struct view *view, const char *name, uint32_t id,
                      unsigned field)
{
    struct model_array array = model_array(view->model, view->map, id);
    enum roles_role role = roles_of_field(view, field);

    text_add_format(&row->meaning, "%s%s ", row->meaning.len > 0 ? ", " : "", name);
    if (id == 0) {
        hex_row_add_zeros(row, MARKS_WORD, role);
        text_add(&row->meaning, "nil");
        return;
    }
    hex_row_add_pointer(row, HEX_NO_NUMBER, role);
    if (!view->is_spoken) text_add(&row->meaning, "→ ");
    text_add_format(&row->meaning,
                    array.bucket_count == 1 ? language_text(view->language, "%ju bucket")
                                            : language_text(view->language, "%ju buckets"),
                    array.bucket_count);
}

static struct hex_row first_hmap_row(const struct view *view)
{
    const th_header *header = &model_map(view->model, view->map)->header;
    struct hex_row hex = hex_row_of(0, "count …");

    add_field(&hex, view, "count", header->count, 8, REGISTERS_COUNT);
    add_field(&hex, view, "flags", header->flags, 1, REGISTERS_FLAGS);
    add_field(&hex, view, "B", header->B, 1, REGISTERS_B);
    add_field(&hex, view, "noverflow", header->noverflow, 2, REGISTERS_NOVERFLOW);
    hex_row_add_number(&hex, header->hash0, 4, STYLE_NUMBER, roles_of_field(view, REGISTERS_HASH0));
    text_add_format(&hex.meaning, ", hash0 %08" PRIx32, header->hash0);
    return hex;
}

static struct hex_row last_hmap_row(const struct view *view)
{
    const th_header *header = &model_map(view->model, view->map)->header;
    struct hex_row hex = hex_row_of(32, "nevac …");

    add_field(&hex, view, "nevacuate", header->nevacuate, 8, REGISTERS_NEVACUATE);
    if (header->B >= LAYOUT_B_WITH_STOCK) {
        hex_row_add_pointer(&hex, HEX_NO_NUMBER, ROLES_NONE);
        text_add(&hex.meaning,
                 view->is_spoken
                     ? language_text(view->language, ", extra with a stock of overflow buckets")
                     : language_text(view->language, ", extra → stock of overflow buckets"));
    } else {
        hex_row_add_zeros(&hex, MARKS_WORD, ROLES_NONE);
        text_add(&hex.meaning, ", extra nil");
    }
    return hex;
}

static struct hex_row pointers_hmap_row(const struct view *view)
{
    const th_header *header = &model_map(view->model, view->map)->header;
    struct hex_row hex = hex_row_of(16, language_text(view->language, "arrays"));

    add_array(&hex, view, "buckets", header->buckets, REGISTERS_BUCKETS);
    add_array(&hex, view, "oldbuckets", header->oldbuckets, REGISTERS_OLDBUCKETS);
    return hex;
}

struct hex_row memory_rows_hmap(const struct view *view, int index)
{
    assert(index >= 0 && index < MEMORY_ROWS_HMAP);
    if (index == 0) return first_hmap_row(view);
    return index == 1 ? pointers_hmap_row(view) : last_hmap_row(view);
}
