/* hex_row.c - cells of three columns: a blank or a bracket, two digits. */
#include "viz/screen/hex_row.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>

#include "viz/screen/marks.h"
#include "viz/screen/views.h"

enum { OFFSET_COL = 1, NAME_COL = 6, BYTES_COL = 15, CELL = 3 };

struct hex_row hex_row_of(uint64_t offset, const char *name)
{
    struct hex_row row = {.offset = offset, .style = STYLE_PLAIN};

    snprintf(row.name, sizeof row.name, "%s", name);
    return row;
}

static struct hex_cell *next_cell(struct hex_row *row, enum style style, enum roles_role role)
{
    assert(row->count < HEX_BYTES);
    struct hex_cell *cell = &row->cells[row->count++];

    *cell = (struct hex_cell){.style = style, .role = role};
    return cell;
}

void hex_row_add(struct hex_row *row, const uint8_t *bytes, int count, enum style style,
                 enum roles_role role)
{
    for (int i = 0; i < count; i++) {
        struct hex_cell *cell = next_cell(row, style, role);

        snprintf(cell->digits, sizeof cell->digits, "%02x", bytes[i]);
    }
}

void hex_row_add_zeros(struct hex_row *row, int count, enum roles_role role)
{
    static const uint8_t zeros[HEX_BYTES];

    hex_row_add(row, zeros, count, STYLE_EMPTY, role);
}

void hex_row_add_number(struct hex_row *row, uint64_t number, int count, enum style style,
                        enum roles_role role)
{
    uint8_t bytes[HEX_BYTES] = {0};

    for (int i = 0; i < MARKS_WORD; i++)
        bytes[i] = (uint8_t)(number >> 8 * i);
    hex_row_add(row, bytes, count, number == 0 ? STYLE_EMPTY : style, role);
}

void hex_row_add_pointer(struct hex_row *row, int number, enum roles_role role)
{
    for (int i = 0; i + 1 < MARKS_WORD; i++)
        snprintf(next_cell(row, STYLE_DIM, role)->digits, sizeof row->cells[0].digits, "──");
    struct hex_cell *last = next_cell(row, STYLE_STRONG, role);

    if (number == HEX_NO_NUMBER)
        snprintf(last->digits, sizeof last->digits, "─→");
    else
        snprintf(last->digits, sizeof last->digits, "→%d", number % 10);
}

/* The brackets of a run stand before its first byte and behind its last. */
static void draw_brackets(struct frame_area area, int row, const struct hex_row *hex, int i)
{
    enum roles_role role = hex->cells[i].role;
    int col = BYTES_COL + i * CELL;

    if (role == ROLES_NONE) return;
    if (i == 0 || hex->cells[i - 1].role != role)
        frame_put_text(area, row, col, views_style(role, STYLE_PLAIN), views_open(role));
    if (i + 1 == hex->count || hex->cells[i + 1].role != role)
        frame_put_text(area, row, col + CELL, views_style(role, STYLE_PLAIN), views_close(role));
}

void hex_row_draw(struct frame_area area, int row, const struct hex_row *hex)
{
    frame_put_format(area, row, OFFSET_COL, STYLE_LABEL, "+%03" PRIx64, hex->offset);
    frame_fit_text(area, row, NAME_COL, BYTES_COL - NAME_COL, STYLE_LABEL, hex->name);
    for (int i = 0; i < hex->count; i++) {
        const struct hex_cell *cell = &hex->cells[i];
        int col = BYTES_COL + i * CELL;

        frame_put_text(area, row, col + 1, views_style(cell->role, cell->style), cell->digits);
        if (cell->role == ROLES_NOW && i > 0 && hex->cells[i - 1].role == ROLES_NOW)
            frame_put_text(area, row, col, STYLE_NOW, " ");
    }
    for (int i = 0; i < hex->count; i++)
        draw_brackets(area, row, hex, i);
    if (BYTES_COL + hex->count * CELL > area.width)
        frame_put_text(area, row, area.width - 1, STYLE_DIM, "…");

    int columns = area.width - hex_row_columns();

    if (columns > 0)
        frame_fit_text(area, row, hex_row_columns(), columns, hex->style, hex->meaning.bytes);
}

int hex_row_columns(void) { return BYTES_COL + HEX_BYTES * CELL + 2; }
