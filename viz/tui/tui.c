/* tui.c - opened and closed, and what the loops of the menu and of a lesson do alike. */
#include "viz/tui/tui.h"

#include <stdlib.h>

#include "viz/tui/tui_state.h"

enum terminal_status tui_open(const struct tui_options *options, struct tui **opened)
{
    struct tui *tui = calloc(1, sizeof *tui);
    if (tui == NULL) return TERMINAL_NO_MEMORY;
    tui->has_languages = options->terminal.charset == GLYPH_UTF8;
    tui->language = tui->has_languages ? options->language : LANGUAGE_ENGLISH;
    enum terminal_status status = TERMINAL_NO_MEMORY;
    if (frame_make(&tui->frame, SCREEN_FULL_HEIGHT, SCREEN_FULL_WIDTH) == FRAME_OK) {
        status = terminal_open(&options->terminal, &tui->terminal);
    }
    if (status != TERMINAL_OK) {
        tui_close(tui);
        return status;
    }
    *opened = tui;
    return TERMINAL_OK;
}

void tui_close(struct tui *tui)
{
    if (tui == NULL) return;
    terminal_close(tui->terminal);
    frame_free(tui->frame);
    free(tui);
}

enum language tui_language(const struct tui *tui) { return tui->language; }

bool tui_fit_frame(struct tui *tui)
{
    int height, width;
    terminal_size(tui->terminal, &height, &width);
    if (height == frame_height(tui->frame) && width == frame_width(tui->frame)) return true;
    return frame_resize(tui->frame, height, width) == FRAME_OK;
}

void tui_collect_help(struct tui *tui, enum keys_context context, struct screen_options *options)
{
    const struct keys_binding *binding;
    tui->help_count = 0;
    for (size_t i = 0; (binding = keys_binding_at(i)) != NULL; i++) {
        if (!keys_is_bound_in(binding, context) || tui->help_count == TUI_HELP_MAX) continue;
        tui->help[tui->help_count++] = (struct screen_hint){binding->keys, binding->words};
    }
    options->help = tui->help;
    options->help_count = tui->help_count;
}

static void change_language(struct tui *tui)
{
    if (!tui->has_languages) return;
    tui->language = language_next(tui->language);
}

static void show_help(struct screen_options *options, bool is_shown)
{
    options->shows_help = is_shown;
    options->scroll.help = 0;
}

bool tui_apply_common(struct tui *tui, struct screen_options *options, enum keys_action action)
{
    if (action == KEYS_LANGUAGE) {
        change_language(tui);
        return true;
    }
    if (action == KEYS_HELP) {
        show_help(options, true);
        return true;
    }
    if (!options->shows_help) return false;
    if (action == KEYS_SCROLL_DOWN) options->scroll.help++;
    if (action == KEYS_SCROLL_UP) options->scroll.help--;
    if (action == KEYS_CLOSE) show_help(options, false);
    return true;
}
