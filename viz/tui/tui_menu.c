/* tui_menu.c - the menu's loop. */
#include "viz/tui/tui_state.h"

#include "viz/language/language.h"

static void select_by(enum keys_action action, size_t count, size_t *selected)
{
    if (count == 0) return;
    switch (action) {
    case KEYS_NEXT:
        *selected += *selected + 1 < count;
        break;
    case KEYS_PREVIOUS:
        *selected -= *selected > 0;
        break;
    case KEYS_FIRST:
        *selected = 0;
        break;
    case KEYS_LAST:
        *selected = count - 1;
        break;
    default:
        break;
    }
}

/* A press selects a lesson; a press on the selected one opens it.
 *   Returns  true when it opens. */
static bool apply_mouse(const struct tui *tui, const struct terminal_mouse *mouse, size_t count,
                        size_t *selected)
{
    if (mouse->button == TERMINAL_WHEEL_DOWN) select_by(KEYS_NEXT, count, selected);
    if (mouse->button == TERMINAL_WHEEL_UP) select_by(KEYS_PREVIOUS, count, selected);
    if (mouse->button != TERMINAL_PRESS) return false;
    struct spot spot = spot_under(tui->frame, mouse->row, mouse->col);
    if (spot.kind != SPOT_ITEM || spot.number >= count) return false;
    if (*selected == (size_t)spot.number) return true;
    *selected = (size_t)spot.number;
    return false;
}

enum way_out tui_menu(struct tui *tui, const struct screen_menu_item *items, size_t count,
                      const char *notice, size_t *selected)
{
    const struct screen_hint footer[] = {
        {"↑/↓", N_("choose")}, {"Enter", N_("open, or go on")},
        {"a", N_("anew")},     {"L", language_name(language_next(tui->language))},
        {"?", N_("help")},     {"q", N_("quit")}};
    struct screen_options options = {.footer = footer,
                                     .footer_count = sizeof footer / sizeof footer[0]};
    tui_collect_help(tui, KEYS_IN_MENU, &options);
    for (;;) {
        if (!tui_fit_frame(tui)) return WAY_OUT_NO_MEMORY;
        struct screen_menu menu = {.items = items,
                                   .item_count = count,
                                   .selected = *selected,
                                   .language = tui->language,
                                   .notice = notice};
        options.scroll = screen_draw_menu(tui->frame, &menu, &options);
        terminal_present(tui->terminal, tui->frame);
        struct terminal_event event = terminal_read(tui->terminal, TUI_WAIT_FOR_EVER);
        if (event.kind == TERMINAL_GONE) return WAY_OUT_GONE;
        if (event.kind == TERMINAL_MOUSE && !options.shows_help &&
            apply_mouse(tui, &event.mouse, count, selected))
            return WAY_OUT_CHOSEN;
        if (event.kind != TERMINAL_KEY) continue;
        enum keys_action action =
            keys_action_for(event.key, options.shows_help ? KEYS_IN_HELP : KEYS_IN_MENU);
        if (tui_apply_common(tui, &options, action)) {
            if (action == KEYS_LANGUAGE) return WAY_OUT_LANGUAGE;
            continue;
        }
        if (action == KEYS_QUIT) return WAY_OUT_QUIT;
        if (action == KEYS_CHOOSE && count > 0) return WAY_OUT_CHOSEN;
        if (action == KEYS_AGAIN && count > 0) return WAY_OUT_ANEW;
        select_by(action, count, selected);
    }
}
