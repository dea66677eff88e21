/* view_moved.c - the way of a slot that is evacuated, from its old bucket to its new one.
 *
 *     [→Y] 38  ∅ ▕━┓   0▏        Panes side by side: along the line between them, to the pointer of
 *      k20 k24   ▕ ┃   X▏        the new bucket. One over the other: down at the right, and back.
 *      21  25  29▕ ┗▶  4▏[34]
 */
#include "viz/screen/views.h"

/* Signs of a way that comes in from the left, and goes down, up or straight on. */
static void draw_beside(struct frame_area whole, struct moved_end from, struct moved_end to)
{
    int turn = to.col - 1;
    int step = to.row > from.row ? 1 : -1;

    for (int col = from.wall + 1; col < turn; col++)
        frame_put_text(whole, from.row, col, STYLE_NOW, "━");
    if (from.row == to.row) {
        frame_put_text(whole, from.row, turn, STYLE_NOW, "━");
    } else {
        frame_put_text(whole, from.row, turn, STYLE_NOW, step > 0 ? "┓" : "┛");
        for (int row = from.row + step; row != to.row; row += step)
            frame_put_text(whole, row, turn, STYLE_NOW, "┃");
        frame_put_text(whole, to.row, turn, STYLE_NOW, step > 0 ? "┗" : "┏");
    }
    frame_put_text(whole, to.row, to.col, STYLE_NOW, "▶");
}

/* The old pane lies above. There are some columns behind the walls, or there is no way. */
static void draw_below(struct frame_area whole, struct moved_end from, struct moved_end to)
{
    enum { NEEDED = 3 };
    int turn = from.last;

    if (turn - from.wall < NEEDED || turn - to.wall < NEEDED) return;
    for (int col = from.wall + 1; col < turn; col++)
        frame_put_text(whole, from.row, col, STYLE_NOW, "━");
    frame_put_text(whole, from.row, turn, STYLE_NOW, "┓");
    for (int row = from.row + 1; row < to.row; row++)
        frame_put_text(whole, row, turn, STYLE_NOW, "┃");
    frame_put_text(whole, to.row, turn, STYLE_NOW, "┛");
    for (int col = to.wall + 2; col < turn; col++)
        frame_put_text(whole, to.row, col, STYLE_NOW, "━");
    frame_put_text(whole, to.row, to.wall + 1, STYLE_NOW, "◀");
}

void view_moved_draw(struct frame_area whole, struct moved_end from, struct moved_end to)
{
    if (!from.is_in_view || !to.is_in_view) return;
    if (to.col > from.wall)
        draw_beside(whole, from, to);
    else if (to.row > from.row)
        draw_below(whole, from, to);
}
