/* view_beside.c - two maps of a lesson next to each other: header and buckets of both. The one that
 * was named first in the lesson stands at the left, whichever the step is about. */
#include "viz/screen/bucket_facts.h"
#include "viz/screen/views.h"

bool view_beside_is_shown(const struct panes *panes, const struct view *view, int width)
{
    return view->has_beside && view->race.table.row_count == 0 && panes->has_bucket_titles &&
           width >= PANES_WIDE_WIDTH;
}

static void draw_half(struct frame_area whole, const struct panes *panes, const struct view *view,
                      const struct screen_selection *selected, bool is_right,
                      struct screen_scroll *scroll)
{
    struct panes half = panes_half(panes, is_right, bucket_facts_old_array(view) != 0);

    if (half.oldbuckets.height > 0)
        frame_line_across(whole, half.buckets.row - 1, half.buckets.col - 1, half.buckets.width + 2,
                          STYLE_BORDER);
    view_header_draw(views_area(whole, half.header), view);
    view_buckets_draw(whole, &half, view, selected, scroll);
}

void view_beside_draw(struct frame_area whole, const struct panes *panes, const struct view *view,
                      const struct screen_selection *selected, struct screen_scroll *scroll)
{
    struct view other = bucket_facts_beside(view);
    struct screen_scroll other_scroll = *scroll;
    bool is_right = view->map > view->beside;
    struct panes half = panes_half(panes, true, false);
    int top = half.header.row - 1;

    frame_line_down(whole, top, half.header.col - 1,
                    half.buckets.row + half.buckets.height - top + 1, STYLE_BORDER);
    draw_half(whole, panes, view, selected, is_right, scroll);
    draw_half(whole, panes, &other, NULL, !is_right, &other_scroll);
}
