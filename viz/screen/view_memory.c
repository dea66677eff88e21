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

#include "viz/language/language.h"
#include "viz/screen/body.h"
#include "viz/screen/marks.h"
#include "viz/screen/memory_rows.h"
#include "viz/screen/roles.h"
#include "viz/screen/text.h"
#include "viz/screen/views.h"

static void draw_row(struct frame_area area, int row, const struct memory_rows *memory,
                     th_place place, int index)
{
    struct text text;

    if (index == MEMORY_ROWS_NAME) {
        text_begin(&text);
        memory_rows_add_name(&text, memory, place);
        frame_fit_text(area, row, 1, area.width - 2, STYLE_LABEL, text.bytes);
        return;
    }
    struct hex_row hex = memory_rows_at(memory, place, index, area.width - hex_row_columns());

    hex_row_draw(area, row, &hex);
}

/* ---- Which rows ---- */

/* Of the focus bucket, the row that this move is about. */
static int row_of_move(const struct memory_rows *memory)
{
    const struct view *view = memory->view;
    uint32_t slot = memory->focus.slot;

    if (!view->has_now || !roles_has_place(view->now.kind)) return MEMORY_ROWS_NAME;
    switch (view->now.kind) {
    case TH_EVENT_SLOT_WRITTEN:
    case TH_EVENT_SLOT_MOVED:
    case TH_EVENT_SLOT_CLEARED:
    case TH_EVENT_KEY_COMPARED:
        return slot < MARKS_SLOTS ? MEMORY_ROWS_KEY + (int)slot : MEMORY_ROWS_NAME;
    case TH_EVENT_VALUE_WRITTEN:
        if (memory->value_rows == 0 || slot >= MARKS_SLOTS) return MEMORY_ROWS_NAME;
        return MEMORY_ROWS_VALUE + (int)(slot * memory->value_size / HEX_BYTES);
    default:
        return MEMORY_ROWS_TOPHASH;
    }
}

/* The first row in view, of all that can be; *scroll is clamped to that. The title names the
 * bucket, so its own row is not needed. */
static int64_t first_row(const struct memory_rows *memory, int height, int64_t row_count,
                         int *scroll)
{
    int64_t base = memory->focus.depth > 0 ? 0 : (int64_t)memory->focus.bucket * memory->rows;
    int64_t last = row_count > height ? row_count - height : 0;
    int row = row_of_move(memory);
    int64_t page = base + MEMORY_ROWS_TOPHASH + (row > height ? row - height : 0);

    if (page > last) page = last;
    int64_t first = page + *scroll;

    first = first < 0 ? 0 : first > last ? last : first;
    *scroll = (int)(first - page);
    return first;
}

/* The bucket that row `at` is of. */
static th_place place_of(const struct memory_rows *memory, int64_t at)
{
    if (memory->focus.depth > 0) return memory->focus;
    return (th_place){.array = memory->array.id, .bucket = (uint32_t)(at / memory->rows)};
}

/* Returns the bucket of the first row. */
static th_place draw_rows(struct frame_area area, const struct memory_rows *memory, int *scroll)
{
    uint64_t bucket_count = memory->focus.depth > 0 ? 1 : memory->array.bucket_count;
    int64_t row_count = (int64_t)bucket_count * memory->rows;
    int64_t first = first_row(memory, area.height, row_count, scroll);

    for (int row = 0; row < area.height && first + row < row_count; row++)
        draw_row(area, row, memory, place_of(memory, first + row),
                 (int)((first + row) % memory->rows));
    return place_of(memory, first);
}

static void put_title(struct body body, const struct memory_rows *memory, th_place place)
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
        memory_rows_add_name(&name, memory, place);
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
    struct memory_rows memory = memory_rows_of(view);
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
