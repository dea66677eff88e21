/* why.c - from a slot to its contents, and to the move behind them. */
#include "viz/action/why.h"

#include <inttypes.h>

#include "viz/language/language.h"
#include "viz/screen/marks.h"
#include "viz/screen/sentence.h"

enum { KEY_COLUMNS = 32 };

void why_add_what(struct text *text, const struct view *view, const th_place *place)
{
    const th_header *header = &model_map(view->model, view->map)->header;
    struct model_slot slot;
    if (place->array == header->oldbuckets) {
        text_add(text, "oldbuckets");
        text_add(text, language_text_in(view->language, "sentence", ", "));
    }
    text_add_format(text, language_text(view->language, "bucket %u, slot %u"), place->bucket,
                    place->slot);
    if (place->depth > 0)
        text_add_format(text, language_text(view->language, ", overflow bucket %u"), place->depth);
    if (!model_slot(view->model, view->map, *place, &slot)) return;
    text_add(text, language_text(view->language, ": "));
    text_add_tophash(text, slot.tophash, view);
    if (!slot.is_entry && !slot.is_ghost) return;
    text_add(text, " ");
    text_add_quoted(text, slot.key, KEY_COLUMNS);
    text_add(text, " = ");
    text_add_value(text, slot.value, model_map(view->model, view->map)->value_size);
}

/* The sentence of the move behind which a stop lies. Winds there and back. */
static void add_sentence(struct text *text, struct player *player, uint64_t stop,
                         enum language language, bool is_spoken)
{
    char sentence[SENTENCE_BYTES_MAX];
    struct view view;
    uint64_t here = player_stop(player);
    player_seek_stop(player, stop);
    player_view(player, language, &view);
    view.is_spoken = is_spoken;
    sentence_write(&view, sentence, sizeof sentence);
    text_add(text, sentence);
    player_seek_stop(player, here);
}

void why_add_cause(struct text *text, struct player *player, const th_place *place,
                   enum language language, bool is_spoken)
{
    struct player_cause cause;
    if (!player_cause_of(player, place, &cause)) {
        text_add(text, language_text(language, "Nothing has changed it since it was made."));
        return;
    }
    text_add_format(text, language_text(language, "From step %zu, move %ju, of %s: "),
                    cause.step + 1, cause.move, th_op_name(cause.op.op));
    add_sentence(text, player, cause.stop, language, is_spoken);
}

void why_go(struct player *player, const th_place *place, enum language language,
            struct text *notice)
{
    struct player_cause cause;
    uint64_t here = player_stop(player);
    bool is_known = player_cause_of(player, place, &cause);
    if (is_known && cause.stop == here && here > 0) {
        player_seek_stop(player, here - 1);
        is_known = player_cause_of(player, place, &cause);
        player_seek_stop(player, here);
    }
    if (is_known)
        player_seek_stop(player, cause.stop);
    else
        text_say(notice, language, "nothing changed it before this");
}
