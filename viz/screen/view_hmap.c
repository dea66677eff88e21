/* view_hmap.c - the hmap's 48 bytes, three rows of sixteen over the buckets' memory. */
#include "viz/language/language.h"
#include "viz/screen/body.h"
#include "viz/screen/memory_rows.h"
#include "viz/screen/views.h"

enum { HMAP_ROWS = 1 + MEMORY_ROWS_HMAP };

int view_hmap_rows(struct frame_area area, int bucket_rows)
{
    return area.height >= HMAP_ROWS + bucket_rows ? HMAP_ROWS : 0;
}

void view_hmap_draw(struct frame_area area, const struct view *view)
{
    const struct model_map *map = model_map(view->model, view->map);

    if (!map->is_made) {
        frame_put_text(area, 0, 1, STYLE_DIM, "nil");
        return;
    }
    frame_put_format(area, 0, 1, STYLE_LABEL, language_text(view->language, "hmap of %s: 48 bytes"),
                     map->name);
    for (int row = 0; row < MEMORY_ROWS_HMAP; row++) {
        struct hex_row hex = memory_rows_hmap(view, row);

        hex_row_draw(area, 1 + row, &hex);
    }
}
