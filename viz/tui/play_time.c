/* play_time.c - going through a lesson: a move, an operation, a step; to the next mark, growth,
 * evacuation, trouble or breakpoint; by itself, forwards and backwards, at several speeds. */
#include "viz/tui/tui_state.h"

static const struct {
    const char *text;
    int pause_ms; /* between two moves */
} speeds[] = {
    {"1/4×", 1400}, {"1/2×", 700}, {"1×", 350}, {"2×", 175}, {"4×", 88}, {"8×", 44}, {"16×", 22},
};
enum { SPEED_COUNT = sizeof speeds / sizeof speeds[0] };

/* ---- Steps ---- */

static bool go(struct player *player, enum keys_action action)
{
    switch (action) {
    case KEYS_MOVE_FORWARD:
        player_move_forward(player);
        return true;
    case KEYS_MOVE_BACK:
        player_move_back(player);
        return true;
    case KEYS_STEP_FORWARD:
        player_step_forward(player);
        return true;
    case KEYS_STEP_BACK:
        player_step_back(player);
        return true;
    case KEYS_OPERATION_FORWARD:
        player_op_forward(player);
        return true;
    case KEYS_OPERATION_BACK:
        player_op_back(player);
        return true;
    case KEYS_FIRST:
        player_first(player);
        return true;
    case KEYS_LAST:
        player_last(player);
        return true;
    default:
        return false;
    }
}

/* ---- Jumps ---- */

static const uint64_t trouble =
    PLAYER_MATCH_KIND(TH_EVENT_PANIC) | PLAYER_MATCH_KIND(TH_EVENT_FATAL);

/* A jump: what is looked for, which way, and what is said when it is not there. */
struct jump {
    enum keys_action action;
    bool is_back;
    uint64_t kinds;
    const char *english;
    const char *chinese;
};

static const struct jump jumps[] = {
    {KEYS_GROWTH_FORWARD, false, PLAYER_MATCH_KIND(TH_EVENT_GROW_START),
     "no growth comes after this", "此后没有扩容"},
    {KEYS_GROWTH_BACK, true, PLAYER_MATCH_KIND(TH_EVENT_GROW_START), "no growth came before this",
     "此前没有扩容"},
    {KEYS_EVACUATION_FORWARD, false, PLAYER_MATCH_KIND(TH_EVENT_EVACUATE_START),
     "no evacuation comes after this", "此后没有迁移"},
    {KEYS_EVACUATION_BACK, true, PLAYER_MATCH_KIND(TH_EVENT_EVACUATE_START),
     "no evacuation came before this", "此前没有迁移"},
    {KEYS_TROUBLE_FORWARD, false, 0, "nothing goes wrong after this", "此后没有出错"},
    {KEYS_TROUBLE_BACK, true, 0, "nothing went wrong before this", "此前没有出错"},
};

static bool find(struct player *player, bool is_back, const struct player_match *matches,
                 size_t count)
{
    return is_back ? player_find_back(player, matches, count)
                   : player_find_forward(player, matches, count);
}

static bool jump(struct playing *playing, enum keys_action action)
{
    for (size_t i = 0; i < sizeof jumps / sizeof jumps[0]; i++) {
        if (jumps[i].action != action) continue;
        struct player_match match = {.kinds = jumps[i].kinds != 0 ? jumps[i].kinds : trouble};
        if (!find(playing->player, jumps[i].is_back, &match, 1))
            play_say(playing, jumps[i].english, jumps[i].chinese);
        return true;
    }
    return false;
}

/* The marks on the scrubber, beginnings of steps left out: ↑ and ↓ go there. */
static void jump_to_mark(struct playing *playing, bool is_back)
{
    struct view view;
    player_view(playing->player, playing->tui->language, &view);
    const struct view_scrub *scrub = &view.scrub;
    uint64_t found = scrub->stop;
    for (size_t i = 0; i < scrub->mark_count; i++) {
        const struct view_mark *mark = &scrub->marks[i];
        if (mark->kind == VIEW_MARK_STEP) continue;
        if (is_back ? mark->stop < scrub->stop : mark->stop > scrub->stop && found == scrub->stop)
            found = mark->stop;
    }
    if (found != scrub->stop)
        player_seek_stop(playing->player, found);
    else if (is_back)
        play_say(playing, "there is no mark before this", "此前没有标记");
    else
        play_say(playing, "there is no mark after this", "此后没有标记");
}

static void jump_to_break(struct playing *playing, bool is_back)
{
    size_t count;
    const struct player_match *breaks = player_breaks(playing->player, &count);
    if (count == 0)
        play_say(playing, "there are no breakpoints; b sets one", "没有断点；按 b 设置");
    else if (find(playing->player, is_back, breaks, count))
        return;
    else if (is_back)
        play_say(playing, "no breakpoint before this", "此前没有断点");
    else
        play_say(playing, "no breakpoint after this", "此后没有断点");
}

/* Who points goes on pointing at the key, wherever that has it. */
static void jump_to_found(struct playing *playing, bool is_back)
{
    struct player_match match = {.has_key = true,
                                 .key = {playing->found.bytes, playing->found.len}};
    th_place place;
    if (!playing->has_found)
        play_say(playing, "/ finds a key first", "先用 / 查找键");
    else if (!find(playing->player, is_back, &match, 1))
        play_say(playing, "no further move names that key", "再无涉及该键的动作");
    else if (!playing->options.selected.is_on)
        return;
    else if (player_place_of_key(playing->player, match.key, &place))
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
    play_say(playing, "Space plays at ", "空格键播放，速度 ");
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
    switch (action) {
    case KEYS_MARK_FORWARD:
    case KEYS_MARK_BACK:
        jump_to_mark(playing, action == KEYS_MARK_BACK);
        return true;
    case KEYS_BREAK_FORWARD:
    case KEYS_BREAK_BACK:
        jump_to_break(playing, action == KEYS_BREAK_BACK);
        return true;
    case KEYS_FOUND_FORWARD:
    case KEYS_FOUND_BACK:
        jump_to_found(playing, action == KEYS_FOUND_BACK);
        return true;
    default:
        return go(playing->player, action) || jump(playing, action);
    }
}
