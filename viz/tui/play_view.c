/* play_view.c - what stands in the middle of the screen, and which part of it: the next body, zoom,
 * scrolling. */
#include "viz/tui/tui_state.h"

/* A key press goes so many rows in a body that has more of them than buckets. */
enum { ROWS_A_KEY = 4 };

static void next_body(struct playing *playing)
{
    struct screen_options *options = &playing->options;
    options->body = (options->body + 1) % SCREEN_BODY_COUNT;
    play_view_home(playing);
    text_begin(&playing->notice);
    text_add(&playing->notice, screen_body_name(options->body, playing->tui->language));
}

static void zoom(struct playing *playing, int by)
{
    if (playing->options.body != SCREEN_BODY_OVERVIEW) {
        play_say(playing, "+ and - zoom the overview: Tab shows it");
        return;
    }
    playing->options.scroll.zoom += by;
    playing->options.scroll.body = 0;
}

void play_view_scroll(struct playing *playing, int by)
{
    struct screen_scroll *scroll = &playing->options.scroll;
    scroll->ask += by;
    scroll->body += by * ROWS_A_KEY;
    for (size_t i = 0; i < SCREEN_PANE_COUNT; i++)
        scroll->buckets[i] += by;
}

void play_view_home(struct playing *playing)
{
    int zoom = playing->options.scroll.zoom;
    playing->options.scroll = (struct screen_scroll){.zoom = zoom};
}

bool play_view(struct playing *playing, enum keys_action action)
{
    switch (action) {
    case KEYS_VIEW:
        next_body(playing);
        return true;
    case KEYS_ZOOM_IN:
        zoom(playing, 1);
        return true;
    case KEYS_ZOOM_OUT:
        zoom(playing, -1);
        return true;
    case KEYS_SCROLL_UP:
        play_view_scroll(playing, -1);
        return true;
    case KEYS_SCROLL_DOWN:
        play_view_scroll(playing, 1);
        return true;
    default:
        return false;
    }
}
