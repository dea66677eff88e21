/* view_hmap.c - the hmap's 48 bytes, three rows of sixteen over the buckets' memory. */
#include <inttypes.h>

#include "viz/language/language.h"
#include "viz/screen/body.h"
#include "viz/screen/hex_row.h"
#include "viz/screen/marks.h"
#include "viz/screen/views.h"

enum { HMAP_ROWS = 4, LAYOUT_B_WITH_STOCK = 4 };

int view_hmap_rows(struct frame_area area, int bucket_rows)
{
    return area.height >= HMAP_ROWS + bucket_rows ? HMAP_ROWS : 0;
}

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
    text_add_format(&row->meaning, language_text(view->language, "→ %ju buckets"),
                    array.bucket_count);
}

static void draw_first(struct frame_area area, int row, const struct view *view)
{
    const th_header *header = &model_map(view->model, view->map)->header;
    struct hex_row hex = hex_row_of(0, "count …");

    add_field(&hex, view, "count", header->count, 8, REGISTERS_COUNT);
    add_field(&hex, view, "flags", header->flags, 1, REGISTERS_FLAGS);
    add_field(&hex, view, "B", header->B, 1, REGISTERS_B);
    add_field(&hex, view, "noverflow", header->noverflow, 2, REGISTERS_NOVERFLOW);
    hex_row_add_number(&hex, header->hash0, 4, STYLE_NUMBER, roles_of_field(view, REGISTERS_HASH0));
    text_add_format(&hex.meaning, ", hash0 %08" PRIx32, header->hash0);
    hex_row_draw(area, row, &hex);
}

/* extra is there as soon as an array had a stock of overflow buckets: from 2^4 buckets on. */
static void draw_last(struct frame_area area, int row, const struct view *view)
{
    const th_header *header = &model_map(view->model, view->map)->header;
    struct hex_row hex = hex_row_of(32, "nevac …");

    add_field(&hex, view, "nevacuate", header->nevacuate, 8, REGISTERS_NEVACUATE);
    if (header->B >= LAYOUT_B_WITH_STOCK) {
        hex_row_add_pointer(&hex, HEX_NO_NUMBER, ROLES_NONE);
        text_add(&hex.meaning,
                 language_text(view->language, ", extra → stock of overflow buckets"));
    } else {
        hex_row_add_zeros(&hex, MARKS_WORD, ROLES_NONE);
        text_add(&hex.meaning, ", extra nil");
    }
    hex_row_draw(area, row, &hex);
}

void view_hmap_draw(struct frame_area area, const struct view *view)
{
    const struct model_map *map = model_map(view->model, view->map);
    struct hex_row pointers = hex_row_of(16, language_text(view->language, "arrays"));

    if (!map->is_made) {
        frame_put_text(area, 0, 1, STYLE_DIM, "nil");
        return;
    }
    frame_put_format(area, 0, 1, STYLE_LABEL, language_text(view->language, "hmap of %s: 48 bytes"),
                     map->name);
    draw_first(area, 1, view);
    add_array(&pointers, view, "buckets", map->header.buckets, REGISTERS_BUCKETS);
    add_array(&pointers, view, "oldbuckets", map->header.oldbuckets, REGISTERS_OLDBUCKETS);
    hex_row_draw(area, 2, &pointers);
    draw_last(area, 3, view);
}
