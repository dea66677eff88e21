/* play_point.c - the learner points at a slot, and is told what stands there and why. */
#include "viz/action/why.h"
#include "viz/language/language.h"
#include "viz/screen/marks.h"
#include "viz/tui/tui_state.h"

void play_point_at(struct playing *playing, const th_place *place)
{
    playing->options.selected = (struct screen_selection){.is_on = true, .place = *place};
    playing->options.run = SCREEN_STILL;
}

void play_point_end(struct playing *playing)
{
    playing->options.selected = (struct screen_selection){0};
}

/* ---- What, and why ---- */

void play_explain(struct playing *playing)
{
    struct view view;
    const th_place *place = &playing->options.selected.place;
    enum language language = playing->tui->language;
    player_view(playing->player, language, &view);
    text_begin(&playing->aside_title);
    why_add_what(&playing->aside_title, &view, place);
    text_begin(&playing->aside_cause);
    why_add_cause(&playing->aside_cause, playing->player, place, language, false);
    playing->options.aside = (struct screen_aside){
        .title = playing->aside_title.bytes,
        .lines = {playing->aside_cause.bytes,
                  language_text(playing->tui->language, "Enter goes to that move.")}};
}

/* ---- Where ---- */

/* To the first slot in view, unless something is pointed at. */
static void begin(struct playing *playing)
{
    struct view view;
    player_view(playing->player, playing->tui->language, &view);
    struct spot spot = spot_first(playing->tui->frame, SPOT_SLOT);
    bool has_place = view.has_now && view.now.at.array != 0 && view.now.at.slot < MARKS_SLOTS;
    struct spot now =
        has_place ? spot_of_place(playing->tui->frame, SPOT_SLOT, &view.now.at) : spot;
    if (now.kind == SPOT_SLOT) spot = now;
    if (spot.kind == SPOT_SLOT)
        play_point_at(playing, &spot.place);
    else
        play_say(playing, "there is no slot to point at");
}

/* At the edge of what is in view the picture scrolls. */
static void step(struct playing *playing, int rows, int cols)
{
    const struct frame *frame = playing->tui->frame;
    struct spot from = spot_of_place(frame, SPOT_SLOT, &playing->options.selected.place);
    if (from.kind != SPOT_SLOT) {
        begin(playing);
        return;
    }
    struct spot to = spot_beside(frame, &from, rows, cols);
    bool has_moved = to.row != from.row || to.col != from.col;
    if (has_moved) {
        play_point_at(playing, &to.place);
        return;
    }
    struct view view;
    player_view(playing->player, playing->tui->language, &view);
    th_place next = from.place;
    next.bucket += (uint32_t)rows;
    next.depth = 0;
    struct model_slot slot;
    if (rows != 0 && model_slot(view.model, view.map, next, &slot)) play_point_at(playing, &next);
}

bool play_point(struct playing *playing, enum keys_action action)
{
    switch (action) {
    case KEYS_POINT:
        begin(playing);
        return true;
    case KEYS_POINT_LEFT:
        step(playing, 0, -1);
        return true;
    case KEYS_POINT_RIGHT:
        step(playing, 0, 1);
        return true;
    case KEYS_POINT_UP:
        step(playing, -1, 0);
        return true;
    case KEYS_POINT_DOWN:
        step(playing, 1, 0);
        return true;
    case KEYS_CAUSE:
        why_go(playing->player, &playing->options.selected.place, playing->tui->language,
               &playing->notice);
        return true;
    case KEYS_CLOSE:
        if (!playing->options.selected.is_on) return false;
        play_point_end(playing);
        return true;
    default:
        return false;
    }
}
