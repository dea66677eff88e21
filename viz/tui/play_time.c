/* play_time.c - going through a lesson as a key asks, or by itself, forwards and backwards, at
 * several speeds. */
#include "viz/action/going.h"
#include "viz/tui/tui_state.h"

static const struct {
    const char *text;
    int pause_ms; /* between two moves */
} speeds[] = {
    {"1/4×", 1400}, {"1/2×", 700}, {"1×", 350}, {"2×", 175}, {"4×", 88}, {"8×", 44}, {"16×", 22},
};
enum { SPEED_COUNT = sizeof speeds / sizeof speeds[0] };

/* Who points goes on pointing at the key, wherever that has it. */
static void jump_to_found(struct playing *playing, bool is_back)
{
    th_key key = {playing->found.bytes, playing->found.len};
    th_place place;
    if (!playing->has_found)
        play_say(playing, "/ finds a key first");
    else if (!going_to_key(playing->player, key, is_back, playing->tui->language,
                           &playing->notice) ||
             !playing->options.selected.is_on)
        return;
    else if (player_place_of_key(playing->player, key, &place))
        play_point_at(playing, &place);
    else
        play_point_end(playing);
}

/* ---- Playing by itself ---- */

static void run(struct playing *playing, enum screen_run run)
{
    playing->options.run = playing->options.run == run ? SCREEN_STILL : run;
}

static void change_speed(struct playing *playing, int by)
{
    int speed = playing->speed + by;
    if (speed >= 0 && speed < SPEED_COUNT) playing->speed = speed;
    if (playing->options.run != SCREEN_STILL) return;
    play_say(playing, "Space plays at ");
    text_add(&playing->notice, speeds[playing->speed].text);
}

int play_pause_ms(const struct playing *playing)
{
    if (playing->options.run == SCREEN_STILL) return TUI_WAIT_FOR_EVER;
    return speeds[playing->speed].pause_ms;
}

const char *play_speed_text(const struct playing *playing) { return speeds[playing->speed].text; }

/* It stops at the way's end, and at breakpoints. */
void play_tick(struct playing *playing)
{
    enum screen_run run = playing->options.run;
    if (run == SCREEN_STILL) return;
    bool has_moved = run == SCREEN_RUNS_BACK ? player_move_back(playing->player)
                                             : player_move_forward(playing->player);
    if (!has_moved || player_is_at_break(playing->player)) playing->options.run = SCREEN_STILL;
}

/* ---- Which is it? ---- */

bool play_time(struct playing *playing, enum keys_action action)
{
    switch (action) {
    case KEYS_PLAY:
        run(playing, SCREEN_RUNS_FORWARD);
        return true;
    case KEYS_PLAY_BACK:
        run(playing, SCREEN_RUNS_BACK);
        return true;
    case KEYS_SLOWER:
        change_speed(playing, -1);
        return true;
    case KEYS_FASTER:
        change_speed(playing, 1);
        return true;
    default:
        break;
    }
    playing->options.run = SCREEN_STILL;
    if (action == KEYS_FOUND_FORWARD || action == KEYS_FOUND_BACK) {
        jump_to_found(playing, action == KEYS_FOUND_BACK);
        return true;
    }
    return going_go(playing->player, action, playing->tui->language, &playing->notice);
}
