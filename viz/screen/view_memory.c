/* view_memory.c - the bytes of a bucket, row by row as they lie, and the hmap's 48.
 *
 *     bucket 3: 208 bytes at buckets+0x270
 *     +000 tophash  41 9c 00 00 00 00 00 00                         ∅ from slot 2 on
 *     +008 key 0    ── ── ── ── ── ── ── →0 05 00 00 00 00 00 00 00  0: "key_9" 6b 65 79 5f 39
 *     +088 values   09 00 00 00 00 00 00 00[12 00 00 00 00 00 00 00] 9 18
 *     +0c8 overflow 00 00 00 00 00 00 00 00                         nil
 *
 * Buckets lie one behind the other, so the rows of the next bucket follow those of this one. An
 * overflow bucket lies elsewhere, and is shown alone. A pointer's bytes differ from run to run:
 * what it points to is shown in their place. All else is what a debugger would show; the numbers
 * of the layout are in marks.h. */
#include <inttypes.h>
#include <stdio.h>

#include "viz/language/language.h"
#include "viz/screen/body.h"
#include "viz/screen/focus.h"
#include "viz/screen/hex_row.h"
#include "viz/screen/marks.h"
#include "viz/screen/roles.h"
#include "viz/screen/text.h"
#include "viz/screen/views.h"

/* The rows of a bucket: its name, the tophashes, a key each, the values, the overflow pointer. */
enum { NAME_ROW, TOPHASH_ROW, KEY_ROW, VALUE_ROW = KEY_ROW + MARKS_SLOTS };

/* What the rows are of. */
struct memory {
    const struct view *view;
    struct model_array array;
    th_place focus;      /* the bucket that matters; with a depth, it alone is shown */
    uint64_t value_size; /* bytes of one */
    int value_rows;
    int rows; /* of a bucket */
};

static struct memory memory_of(const struct view *view)
{
    const struct model_map *map = model_map(view->model, view->map);
    uint32_t id = map->header.buckets;
    bool is_moved = view->now.kind == TH_EVENT_SLOT_MOVED;

    if (view->has_now && roles_has_place(view->now.kind) && view->now.at.array != 0)
        id = is_moved ? view->now.to.array : view->now.at.array;
    struct memory memory = {.view = view,
                            .array = model_array(view->model, view->map, id),
                            .value_size = map->value_size};

    if (memory.array.state == MODEL_ARRAY_NONE) return memory;
    memory.focus = is_moved ? view->now.to : focus_of(view, &memory.array);
    memory.value_rows = (int)((memory.value_size * MARKS_SLOTS + HEX_BYTES - 1) / HEX_BYTES);
    memory.rows = VALUE_ROW + memory.value_rows + 1;
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

static bool read_slot(const struct memory *memory, th_place place, struct model_slot *slot)
{
    const struct view *view = memory->view;

    return model_slot(view->model, view->map, place, slot) && slot->key_id != 0;
}

static const char *array_name(const struct memory *memory)
{
    enum language language = memory->view->language;

    if (memory->array.state == MODEL_ARRAY_CURRENT) return "buckets";
    if (memory->array.state == MODEL_ARRAY_OLD) return "oldbuckets";
    return language_text(language, "old array");
}

static void add_bucket_name(struct text *text, const struct memory *memory, th_place place)
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

static void draw_tophashes(struct frame_area area, int row, const struct memory *memory,
                           th_place place)
{
    struct hex_row hex = hex_row_of(0, "tophash");
    const struct view *view = memory->view;

    for (place.slot = 0; place.slot < MARKS_SLOTS; place.slot++) {
        struct model_slot slot;

        if (!model_slot(view->model, view->map, place, &slot)) return;
        hex_row_add(&hex, &slot.tophash, 1,
                    slot.tophash < MARKS_COUNT ? STYLE_EMPTY : STYLE_TOPHASH,
                    role_of_tophash(view, &place));
    }
    hex_row_draw(area, row, &hex);
}

/* The bytes of the key, as many as there is room for. */
static void add_key_bytes(struct text *text, th_key key, int columns)
{
    text_add(text, "\"");
    text_add_key(text, key, columns > 14 ? columns - 12 > 24 ? 24 : columns - 12 : 8);
    text_add(text, "\" ");
    for (size_t i = 0; i < key.len; i++) {
        if (text_columns(text) + 4 > columns && i + 1 < key.len) {
            text_add(text, "…");
            return;
        }
        text_add_format(text, " %02x", (unsigned char)key.bytes[i]);
    }
}

static void draw_key(struct frame_area area, int row, const struct memory *memory, th_place place)
{
    struct model_slot slot;
    char name[16];
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
        add_key_bytes(&hex.meaning, slot.key, area.width - hex_row_columns());
        hex.style = slot.is_ghost ? STYLE_EVACUATED : STYLE_KEY;
    }
    hex_row_draw(area, row, &hex);
}

/* Bytes [first, first + HEX_BYTES) of the values, wherever one ends and the next begins. */
static void draw_values(struct frame_area area, int row, const struct memory *memory,
                        th_place place, uint64_t first)
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
    hex_row_draw(area, row, &hex);
}

static void draw_overflow(struct frame_area area, int row, const struct memory *memory,
                          th_place place)
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
        text_add_format(&hex.meaning, language_text(view->language, "→ overflow %u"),
                        place.depth + 1);
    }
    hex_row_draw(area, row, &hex);
}

static void draw_row(struct frame_area area, int row, const struct memory *memory, th_place place,
                     int index)
{
    struct text text;

    if (index == NAME_ROW) {
        text_begin(&text);
        add_bucket_name(&text, memory, place);
        frame_fit_text(area, row, 1, area.width - 2, STYLE_LABEL, text.bytes);
    } else if (index == TOPHASH_ROW) {
        draw_tophashes(area, row, memory, place);
    } else if (index < VALUE_ROW) {
        place.slot = (uint32_t)(index - KEY_ROW);
        draw_key(area, row, memory, place);
    } else if (index < VALUE_ROW + memory->value_rows) {
        draw_values(area, row, memory, place, (uint64_t)(index - VALUE_ROW) * HEX_BYTES);
    } else {
        draw_overflow(area, row, memory, place);
    }
}

/* ---- Which rows ---- */

/* Of the focus bucket, the row that this move is about. */
static int row_of_move(const struct memory *memory)
{
    const struct view *view = memory->view;
    uint32_t slot = memory->focus.slot;

    if (!view->has_now || !roles_has_place(view->now.kind)) return NAME_ROW;
    switch (view->now.kind) {
    case TH_EVENT_SLOT_WRITTEN:
    case TH_EVENT_SLOT_MOVED:
    case TH_EVENT_SLOT_CLEARED:
    case TH_EVENT_KEY_COMPARED:
        return slot < MARKS_SLOTS ? KEY_ROW + (int)slot : NAME_ROW;
    case TH_EVENT_VALUE_WRITTEN:
        if (memory->value_rows == 0 || slot >= MARKS_SLOTS) return NAME_ROW;
        return VALUE_ROW + (int)(slot * memory->value_size / HEX_BYTES);
    default:
        return TOPHASH_ROW;
    }
}

/* The first row in view, of all that can be; *scroll is clamped to that. The title names the
 * bucket, so its own row is not needed. */
static int64_t first_row(const struct memory *memory, int height, int64_t row_count, int *scroll)
{
    int64_t base = memory->focus.depth > 0 ? 0 : (int64_t)memory->focus.bucket * memory->rows;
    int64_t last = row_count > height ? row_count - height : 0;
    int row = row_of_move(memory);
    int64_t page = base + TOPHASH_ROW + (row > height ? row - height : 0);

    if (page > last) page = last;
    int64_t first = page + *scroll;

    first = first < 0 ? 0 : first > last ? last : first;
    *scroll = (int)(first - page);
    return first;
}

/* The bucket that row `at` is of. */
static th_place place_of(const struct memory *memory, int64_t at)
{
    if (memory->focus.depth > 0) return memory->focus;
    return (th_place){.array = memory->array.id, .bucket = (uint32_t)(at / memory->rows)};
}

/* Returns the bucket of the first row. */
static th_place draw_rows(struct frame_area area, const struct memory *memory, int *scroll)
{
    uint64_t bucket_count = memory->focus.depth > 0 ? 1 : memory->array.bucket_count;
    int64_t row_count = (int64_t)bucket_count * memory->rows;
    int64_t first = first_row(memory, area.height, row_count, scroll);

    for (int row = 0; row < area.height && first + row < row_count; row++)
        draw_row(area, row, memory, place_of(memory, first + row),
                 (int)((first + row) % memory->rows));
    return place_of(memory, first);
}

static void put_title(struct body body, const struct memory *memory, th_place place)
{
    static const char *const legends[] = {
        N_("  ── →n: a pointer, as what it points to; no addresses: they differ from run to run"),
        N_("  ── →: a pointer, shown as its target"), ""};
    struct text name, all;

    text_begin(&name);
    text_add(&name, language_text(memory->view->language, "memory: "));
    if (memory->array.state == MODEL_ARRAY_NONE)
        text_add(&name, "nil");
    else
        add_bucket_name(&name, memory, place);
    for (size_t i = 0; i < sizeof legends / sizeof legends[0]; i++) {
        text_begin(&all);
        text_add(&all, name.bytes);
        text_add(&all, language_text(memory->view->language, legends[i]));
        if (text_columns(&all) <= body.title.width - 2) break;
    }
    body_put_title(body, all.bytes);
}

void view_memory_draw(struct body body, const struct view *view, struct screen_scroll *scroll)
{
    struct memory memory = memory_of(view);
    struct frame_area area = body.area;
    int hmap_rows = view_hmap_rows(area, memory.rows);

    if (hmap_rows > 0) {
        view_hmap_draw(frame_sub(area, 0, 0, hmap_rows, area.width), view);
        area = frame_sub(area, hmap_rows, 0, area.height - hmap_rows, area.width);
    }
    if (memory.array.state == MODEL_ARRAY_NONE) {
        frame_fit_text(area, 0, 1, area.width - 2, STYLE_DIM,
                       language_text(view->language, "There are no buckets yet."));
        put_title(body, &memory, memory.focus);
        scroll->body = 0;
        return;
    }
    put_title(body, &memory, draw_rows(area, &memory, &scroll->body));
}
