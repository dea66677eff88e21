/* play_terms.c - the glossary: up, from term to term, and from a press on a term. */
#include "viz/screen/glossary.h"
#include "viz/tui/tui_state.h"

static void open_at(struct playing *playing, int index)
{
    playing->options.shows_terms = true;
    playing->options.scroll.term = index;
    playing->options.run = SCREEN_STILL;
}

bool play_terms(struct playing *playing, enum keys_action action)
{
    switch (action) {
    case KEYS_TERMS:
        open_at(playing, 0);
        return true;
    case KEYS_TERM_FORWARD:
        playing->options.scroll.term++;
        return true;
    case KEYS_TERM_BACK:
        playing->options.scroll.term--;
        return true;
    case KEYS_CLOSE:
        if (!playing->options.shows_terms) return false;
        playing->options.shows_terms = false;
        return true;
    default:
        return false;
    }
}

/* On a line of the list: that term. Anywhere else the overlay goes. */
static void press_overlay(struct playing *playing, const struct spot *spot)
{
    if (spot->kind == SPOT_TERM)
        playing->options.scroll.term = (int)spot->number;
    else
        playing->options.shows_terms = false;
}

bool play_terms_press(struct playing *playing, const struct terminal_mouse *mouse)
{
    const struct frame *frame = playing->tui->frame;
    enum language language = playing->tui->language;
    struct spot spot = spot_under(frame, mouse->row, mouse->col);
    struct glossary_spot spots[GLOSSARY_TERMS], pressed;
    if (playing->options.shows_terms) {
        press_overlay(playing, &spot);
        return true;
    }
    if (spot.kind == SPOT_SLOT || spot.kind == SPOT_STOP) return false;
    if (!glossary_under(frame, language, mouse->row, mouse->col, &pressed)) return false;
    size_t count = glossary_on_frame(frame, language, spots);
    int index = 0;
    while ((size_t)index < count && spots[index].term != pressed.term)
        index++;
    open_at(playing, index);
    return true;
}
