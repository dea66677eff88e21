/* view_table.c - what many runs of a race came to, in place of the buckets.
 *
 *    outcome           schedules      odds  moves  a shortest schedule
 *    ✓ clean             386,564    1.05 %     26  A*13 B*13
 *    ✗ fatal_at_entry         20   24.98 %      4  A*3 B */
#include "viz/screen/text.h"
#include "viz/screen/views.h"
#include "viz/screen/width.h"

enum { LEFT = 3, GAP = 2 };

static int width_of_column(const struct view_table *table, int column)
{
    int widest = width_of_text(table->heads[column]);

    for (size_t row = 0; row < table->row_count; row++) {
        int width = width_of_text(table->rows[row].cells[column]);

        if (width > widest) widest = width;
    }
    return widest;
}

/* A cell: words stand at the left, numbers at the right. */
static void put_cell(struct frame_area area, int row, int col, int width, bool is_number,
                     enum style style, const char *text)
{
    int used = width_of_text(text);

    if (is_number && used < width) {
        col += width - used;
        width = used;
    }
    if (col + width > area.width - 1) width = area.width - 1 - col;
    if (width > 0) frame_fit_text(area, row, col, width, style, text);
}

static void put_row(struct frame_area area, int row, const struct view_table *table,
                    const char *const cells[VIEW_TABLE_COLUMNS], enum style style)
{
    int col = LEFT;

    for (int column = 0; column < VIEW_TABLE_COLUMNS; column++) {
        if (table->heads[column][0] == '\0') continue;
        int width = width_of_column(table, column);
        bool is_last = column + 1 == VIEW_TABLE_COLUMNS;

        if (is_last) width = area.width - 1 - col;
        put_cell(area, row, col, width, column > 0 && !is_last, style, cells[column]);
        col += width + GAP;
    }
}

static void put_rows(struct frame_area area, const struct view_table *table)
{
    int rows = (int)table->row_count;
    bool is_cut = rows > area.height;

    if (is_cut) rows = area.height - 1;
    for (int i = 0; i < rows; i++) {
        bool is_bad = table->rows[i].is_bad;
        bool is_none = table->rows[i].is_none;

        if (!is_none)
            frame_put_text(area, i, 1, is_bad ? STYLE_BAD : STYLE_GOOD, is_bad ? "✗" : "✓");
        put_row(area, i, table, table->rows[i].cells, is_none ? STYLE_DIM : STYLE_PLAIN);
    }
    if (is_cut) frame_put_text(area, rows, LEFT, STYLE_DIM, "…");
}

void view_table_draw(struct frame_area area, const struct view_table *table)
{
    int rows = (int)table->row_count;
    int head = area.height > rows;

    if (head > 0) put_row(area, 0, table, table->heads, STYLE_LABEL);
    put_rows(frame_sub(area, head, 0, area.height - head, area.width), table);
    if (area.height >= rows + 3)
        frame_fit_text(area, rows + 2, LEFT, area.width - 1 - LEFT, STYLE_DIM, table->note);
}

void view_table_draw_title(struct frame_area divider, const struct view_table *table)
{
    int width = width_of_text(table->title);

    if (width > divider.width - 2) width = divider.width - 2;
    frame_put_text(divider, 0, 0, STYLE_TITLE, " ");
    frame_fit_text(divider, 0, 1, width, STYLE_TITLE, table->title);
    frame_put_text(divider, 0, 1 + width, STYLE_TITLE, " ");
}
