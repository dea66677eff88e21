/* play_point.c - the learner points at a slot, and is told what stands there and why: which move of
 * which operation put it there. */
#include <inttypes.h>

#include "viz/screen/marks.h"
#include "viz/screen/sentence.h"
#include "viz/tui/tui_state.h"

enum { KEY_COLUMNS = 32 };

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

static void describe(struct text *text, const struct playing *playing, const struct view *view)
{
    const th_place *place = &playing->options.selected.place;
    bool is_chinese = view->language == VIEW_CHINESE;
    const th_header *header = &model_map(view->model, view->map)->header;
    struct model_slot slot;
    text_begin(text);
    if (place->array == header->oldbuckets) text_add(text, "oldbuckets, ");
    text_add_format(text,
                    is_chinese ? "桶 %" PRIu32 " 槽 %" PRIu32 : "bucket %" PRIu32 ", slot %" PRIu32,
                    place->bucket, place->slot);
    if (place->depth > 0)
        text_add_format(text, is_chinese ? "，溢出桶 %" PRIu32 : ", overflow bucket %" PRIu32,
                        place->depth);
    if (!model_slot(view->model, view->map, *place, &slot)) return;
    if (slot.tophash < MARKS_COUNT)
        text_add_format(text, ": %s %s", marks_glyph(slot.tophash),
                        marks_word(slot.tophash, view->language));
    else
        text_add_format(text, ": %02x", slot.tophash);
    if (!slot.is_entry && !slot.is_ghost) return;
    text_add(text, " \"");
    text_add_key(text, slot.key, KEY_COLUMNS);
    text_add(text, "\" = ");
    text_add_value(text, slot.value, model_map(view->model, view->map)->value_size);
}

/* The sentence of the move behind which a stop lies. Winds there and back. */
static void add_sentence(struct text *text, struct player *player, uint64_t stop,
                         enum view_language language)
{
    char sentence[SENTENCE_BYTES_MAX];
    struct view view;
    uint64_t here = player_stop(player);
    player_seek_stop(player, stop);
    player_view(player, language, &view);
    sentence_write(&view, sentence, sizeof sentence);
    text_add(text, sentence);
    player_seek_stop(player, here);
}

static void add_cause(struct text *text, struct playing *playing, const struct player_cause *cause,
                      enum view_language language)
{
    bool is_chinese = language == VIEW_CHINESE;
    text_add_format(text,
                    is_chinese ? "来自步骤 %zu 动作 %" PRIu64 "（%s）："
                               : "From step %zu, move %" PRIu64 ", of %s: ",
                    cause->step + 1, cause->move, th_op_name(cause->op.op));
    add_sentence(text, playing->player, cause->stop, language);
}

void play_explain(struct playing *playing)
{
    struct view view;
    struct player_cause cause;
    enum view_language language = playing->tui->language;
    player_view(playing->player, language, &view);
    describe(&playing->aside_title, playing, &view);
    text_begin(&playing->aside_cause);
    if (player_cause_of(playing->player, &playing->options.selected.place, &cause))
        add_cause(&playing->aside_cause, playing, &cause, language);
    else
        text_add(&playing->aside_cause,
                 play_either(playing, "Nothing has changed it since it was made.",
                             "自创建以来未曾改动。"));
    playing->options.aside = (struct screen_aside){
        .title = playing->aside_title.bytes,
        .lines = {playing->aside_cause.bytes,
                  play_either(playing, "Enter goes to that move.", "按 Enter 跳到该动作。")}};
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
        play_say(playing, "there is no slot to point at", "没有可指的槽位");
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

/* To the move that the contents come from; from there to the one before, so that a slot can be
 * followed into its past. */
static void go_to_cause(struct playing *playing)
{
    struct player *player = playing->player;
    struct player_cause cause;
    uint64_t here = player_stop(player);
    const th_place *place = &playing->options.selected.place;
    bool is_known = player_cause_of(player, place, &cause);
    if (is_known && cause.stop == here && here > 0) {
        player_seek_stop(player, here - 1);
        is_known = player_cause_of(player, place, &cause);
        player_seek_stop(player, here);
    }
    if (is_known)
        player_seek_stop(player, cause.stop);
    else
        play_say(playing, "nothing changed it before this", "此前未曾改动");
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
        go_to_cause(playing);
        return true;
    case KEYS_CLOSE:
        if (!playing->options.selected.is_on) return false;
        play_point_end(playing);
        return true;
    default:
        return false;
    }
}
