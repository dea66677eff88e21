/* tui.c - the loop: a key, a change, a frame. */
#include "viz/tui/tui.h"

#include <stdlib.h>

#include "viz/tui/quiz.h"

enum {
    PLAY_PAUSE_MS = 350, /* between two moves while it plays by itself */
    WAIT_FOR_EVER = -1,
    HELP_MAX = 32,
};

struct tui {
    struct terminal *terminal;
    struct frame *frame;
    enum view_language language;
    bool has_chinese; /* can be shown: not in ASCII */
    struct screen_hint help[HELP_MAX];
    size_t help_count;
};

/* The help is the table of keys. */
static void collect_help(struct tui *tui)
{
    const struct keys_binding *binding;
    for (size_t i = 0; i < HELP_MAX && (binding = keys_binding_at(i)) != NULL; i++) {
        tui->help[tui->help_count++] =
            (struct screen_hint){binding->keys, binding->english, binding->chinese};
    }
}

/* ---- Opened and closed ---- */

enum terminal_status tui_open(const struct tui_options *options, struct tui **opened)
{
    struct tui *tui = calloc(1, sizeof *tui);
    if (tui == NULL) return TERMINAL_NO_MEMORY;
    tui->has_chinese = options->terminal.charset == GLYPH_UTF8;
    tui->language = tui->has_chinese ? options->language : VIEW_ENGLISH;
    collect_help(tui);
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

enum view_language tui_language(const struct tui *tui) { return tui->language; }

/* Gives the frame the terminal's size. */
static bool fit_frame(struct tui *tui)
{
    int height, width;
    terminal_size(tui->terminal, &height, &width);
    if (height == frame_height(tui->frame) && width == frame_width(tui->frame)) return true;
    return frame_resize(tui->frame, height, width) == FRAME_OK;
}

static void toggle_language(struct tui *tui)
{
    if (!tui->has_chinese) return;
    tui->language = tui->language == VIEW_ENGLISH ? VIEW_CHINESE : VIEW_ENGLISH;
}

/* What a menu and a lesson do alike. */
static void apply_help(struct tui *tui, struct screen_options *options, enum keys_action action)
{
    if (action == KEYS_LANGUAGE) toggle_language(tui);
    if (action == KEYS_HELP) options->shows_help = !options->shows_help;
    if (!options->shows_help) options->scroll.help = 0;
}

/* While the help is up, up and down scroll it, and the keys that leave leave only it. */
static bool apply_in_help(struct screen_options *options, enum keys_action action)
{
    if (!options->shows_help) return false;
    switch (action) {
    case KEYS_STEP_FORWARD:
    case KEYS_SCROLL_DOWN:
        options->scroll.help++;
        return true;
    case KEYS_STEP_BACK:
    case KEYS_SCROLL_UP:
        options->scroll.help--;
        return true;
    case KEYS_BACK:
    case KEYS_CHOOSE:
    case KEYS_QUIT:
        options->shows_help = false;
        return true;
    default:
        return false;
    }
}

/* ---- The menu ---- */

static void select_by(enum keys_action action, size_t count, size_t *selected)
{
    if (count == 0) return;
    switch (action) {
    case KEYS_STEP_FORWARD:
    case KEYS_MOVE_FORWARD:
        *selected += *selected + 1 < count;
        break;
    case KEYS_STEP_BACK:
    case KEYS_MOVE_BACK:
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

enum tui_way_out tui_menu(struct tui *tui, const struct screen_menu_item *items, size_t count,
                          const char *notice, size_t *selected)
{
    static const struct screen_hint footer[] = {
        {"↑/↓", "choose", "选择"}, {"Enter", "open, or go on", "打开或继续"},
        {"a", "anew", "从头"},     {"L", "中文", "English"},
        {"?", "help", "帮助"},     {"q", "quit", "退出"}};
    struct screen_options options = {.footer = footer,
                                     .footer_count = sizeof footer / sizeof footer[0],
                                     .help = tui->help,
                                     .help_count = tui->help_count};
    for (;;) {
        if (!fit_frame(tui)) return TUI_NO_MEMORY;
        struct screen_menu menu = {.items = items,
                                   .item_count = count,
                                   .selected = *selected,
                                   .language = tui->language,
                                   .notice = notice};
        options.scroll = screen_draw_menu(tui->frame, &menu, &options);
        terminal_present(tui->terminal, tui->frame);
        struct terminal_event event = terminal_read(tui->terminal, WAIT_FOR_EVER);
        if (event.kind == TERMINAL_GONE) return TUI_GONE;
        if (event.kind != TERMINAL_KEY) continue;
        enum keys_action action = keys_action_for(event.key);
        if (apply_in_help(&options, action)) continue;
        apply_help(tui, &options, action);
        if (action == KEYS_QUIT || action == KEYS_BACK) return TUI_QUIT;
        if (action == KEYS_LANGUAGE) return TUI_LANGUAGE;
        if (action == KEYS_CHOOSE && count > 0) return TUI_CHOSEN;
        if (action == KEYS_AGAIN && count > 0) return TUI_ANEW;
        select_by(action, count, selected);
    }
}

/* ---- A lesson ---- */

/* What a playing loop remembers between two keys. */
struct playing {
    struct screen_options options;
    bool is_running; /* by itself, a move at a time */
    uint64_t seed;   /* of the latest race by chance: the next one takes another */
    struct quiz quiz;
};

static void set_footer(struct playing *playing)
{
    static const struct screen_hint footer[] = {
        {"←/→", "move", "动作"},   {"↑/↓", "step", "步骤"}, {"[/]", "operation", "操作"},
        {"Space", "play", "播放"}, {"?", "help", "帮助"},   {"q", "quit", "退出"}};
    playing->options.footer = footer;
    playing->options.footer_count = sizeof footer / sizeof footer[0];
}

static void start(const struct tui *tui, struct playing *playing)
{
    *playing = (struct playing){0};
    playing->options.help = tui->help;
    playing->options.help_count = tui->help_count;
}

/* A key that goes to another stop: does so. False for any other key. */
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

/* What is not done is answered. */
static void answer(struct playing *playing, bool is_done, enum screen_refusal refusal)
{
    if (!is_done) playing->options.refusal = refusal;
}

/* A key that makes choices in a race: does so. False for any other key. */
static bool choose(struct playing *playing, struct player *player, enum keys_action action,
                   key_code code)
{
    struct policy_plan policy = {.kind = POLICY_SERIAL};
    struct screen_options *options = &playing->options;
    options->refusal = SCREEN_NOTHING_REFUSED;
    switch (action) {
    case KEYS_WORKER:
        options->refused_worker = keys_worker_for(code);
        answer(playing, player_choose(player, options->refused_worker) == PLAYER_CHOSEN,
               SCREEN_REFUSED_WORKER);
        return true;
    case KEYS_UNDO:
        answer(playing, player_undo_choice(player), SCREEN_REFUSED_UNDO);
        return true;
    case KEYS_SERIAL:
    case KEYS_RANDOM:
        if (action == KEYS_RANDOM)
            policy = (struct policy_plan){.kind = POLICY_RANDOM, .seed = ++playing->seed};
        answer(playing, player_hand_over(player, &policy) == PLAYER_CHOSEN, SCREEN_REFUSED_POLICY);
        return true;
    default:
        return false;
    }
}

static void scroll(struct playing *playing, int rows)
{
    playing->options.scroll.ask += rows;
    for (size_t i = 0; i < SCREEN_PANE_COUNT; i++)
        playing->options.scroll.buckets[i] += rows;
}

static void stop_scrolling(struct playing *playing)
{
    playing->options.scroll.ask = 0;
    for (size_t i = 0; i < SCREEN_PANE_COUNT; i++)
        playing->options.scroll.buckets[i] = 0;
}

static void apply(struct tui *tui, struct playing *playing, struct player *player,
                  enum keys_action action, key_code code)
{
    if (apply_in_help(&playing->options, action)) return;
    apply_help(tui, &playing->options, action);
    bool was_running = playing->is_running;
    if (action != KEYS_NO_ACTION) playing->is_running = false;
    if (action == KEYS_PLAY) playing->is_running = !was_running;
    if (action == KEYS_SCROLL_UP) scroll(playing, -1);
    if (action == KEYS_SCROLL_DOWN) scroll(playing, 1);
    bool has_chosen = choose(playing, player, action, code);
    if (has_chosen || go(player, action)) stop_scrolling(playing);
}

/* Shows where the player stands, and keeps how far it could be scrolled. */
static bool show(struct tui *tui, struct playing *playing, const struct player *player)
{
    if (!fit_frame(tui)) return false;
    struct view view;
    player_view(player, tui->language, &view);
    set_footer(playing);
    playing->options.selected = (struct screen_selection){0};
    quiz_show(&playing->quiz, &view, &playing->options);
    playing->options.scroll = screen_draw(tui->frame, &view, &playing->options);
    terminal_present(tui->terminal, tui->frame);
    return true;
}

/* A key of a question: true for those. */
static bool ask(struct playing *playing, struct player *player, enum keys_action action,
                key_code code, const struct tui_noting *noting)
{
    enum quiz_result result = quiz_key(&playing->quiz, player, action, code);
    if (result == QUIZ_NOT_MINE) return false;
    playing->is_running = false;
    playing->options.scroll.ask = 0;
    if (result == QUIZ_ANSWERED && noting != NULL) noting->note(noting->context, player);
    return true;
}

enum tui_way_out tui_play(struct tui *tui, struct player *player, const struct tui_noting *noting)
{
    struct playing playing;
    start(tui, &playing);
    for (;;) {
        if (!show(tui, &playing, player)) return TUI_NO_MEMORY;
        struct terminal_event event =
            terminal_read(tui->terminal, playing.is_running ? PLAY_PAUSE_MS : WAIT_FOR_EVER);
        switch (event.kind) {
        case TERMINAL_GONE:
            return TUI_GONE;
        case TERMINAL_RESIZED:
            break;
        case TERMINAL_TIMEOUT:
            playing.is_running = playing.is_running && player_move_forward(player);
            break;
        case TERMINAL_KEY: {
            enum keys_action action = keys_action_for(event.key);
            bool leaves = !playing.options.shows_help;
            if (leaves && ask(&playing, player, action, event.key, noting)) break;
            if (leaves && action == KEYS_QUIT) return TUI_QUIT;
            if (leaves && action == KEYS_BACK && !player_lesson_run(player)) return TUI_BACK;
            apply(tui, &playing, player, action, event.key);
            break;
        }
        }
    }
}
