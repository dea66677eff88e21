/* tui_play.c - a lesson's loop: an event, a change, a frame. Whoever is asked first takes an event:
 * the line that is typed, the help, then the lesson. */
#include "viz/tui/tui_state.h"

#include "viz/language/language.h"

void play_say(struct playing *playing, const char *words)
{
    text_say(&playing->notice, playing->tui->language, words);
}

/* The keys that the lower border names: those of what the learner is at. */
static void put_footer(struct playing *playing)
{
    static const struct screen_hint going[] = {
        {"←/→", N_("move")}, {"↑/↓", N_("step")}, {"Space", N_("play")},
        {"?", N_("help")},   {"i", N_("why?")},   {"Tab", N_("view")},
        {"t", N_("terms")},  {"q", N_("quit")},   {"[/]", N_("operation")}};
    static const struct screen_hint pointing[] = {{"←↓↑→", N_("point")},
                                                  {"Enter", N_("to its cause")},
                                                  {"Esc", N_("point no more")},
                                                  {"?", N_("help")},
                                                  {"q", N_("quit")}};
    static const struct screen_hint terms[] = {
        {"↑/↓", N_("term")}, {"Esc", N_("close")}, {"L", N_("language")}, {"?", N_("help")}};
    static const struct screen_hint free_play[] = {
        {"←/→", N_("move")},      {"↑/↓", N_("step")},
        {":", N_("command")},     {"Esc", N_("back to the lesson")},
        {"[/]", N_("operation")}, {"?", N_("help")},
        {"q", N_("quit")}};
#define SHOW(hints)                                                                                \
    (playing->options.footer = (hints),                                                            \
     playing->options.footer_count = sizeof(hints) / sizeof(hints)[0])
    if (playing->context == KEYS_IN_TERMS)
        SHOW(terms);
    else if (playing->context == KEYS_IN_POINTING)
        SHOW(pointing);
    else if (visit_is_free(&playing->visit))
        SHOW(free_play);
    else
        SHOW(going);
#undef SHOW
}

static void start(struct playing *playing, struct tui *tui, struct player *player,
                  const struct way_noting *noting)
{
    *playing = (struct playing){.tui = tui,
                                .player = player,
                                .visit = visit_of(player),
                                .noting = noting,
                                .speed = PLAY_SPEED_PLAIN};
    text_begin(&playing->notice);
    text_begin(&playing->told);
}

static enum keys_context context_of(const struct playing *playing, const struct view *view)
{
    if (playing->options.shows_help) return KEYS_IN_HELP;
    if (playing->options.shows_terms) return KEYS_IN_TERMS;
    if (player_waits(playing->player)) return KEYS_IN_QUESTION;
    if (playing->options.selected.is_on) return KEYS_IN_POINTING;
    return view->race.lane_count > 0 ? KEYS_IN_RACE : KEYS_IN_LESSON;
}

/* ---- Questions ---- */

/* What a key or a press did for the lesson's question. False: nothing. */
static bool is_answers(struct playing *playing, enum quiz_result result)
{
    if (result == QUIZ_NOT_MINE) return false;
    playing->options.run = SCREEN_STILL;
    playing->options.scroll.ask = 0;
    if (result == QUIZ_ANSWERED && playing->noting != NULL)
        playing->noting->note(playing->noting->context, playing->player);
    return true;
}

static bool answer_key(struct playing *playing, enum keys_action action, key_code code)
{
    if (playing->options.shows_help || playing->options.shows_terms) return false;
    return is_answers(playing, quiz_key(&playing->quiz, playing->player, action, code));
}

/* A press on a choice, or on a place that may be the answer; a second one says it. */
static bool answer_press(struct playing *playing, const struct spot *spot)
{
    bool is_choice = spot->kind == SPOT_ITEM;
    bool is_place = spot->kind == SPOT_SLOT || spot->kind == SPOT_BUCKET;
    if (!is_choice && !is_place) return false;
    enum quiz_result result =
        is_choice ? quiz_press_choice(&playing->quiz, playing->player, (size_t)spot->number)
                  : quiz_press_place(&playing->quiz, playing->player, &spot->place);
    return is_answers(playing, result);
}

/* ---- Keys ---- */

static void apply(struct playing *playing, enum keys_action action, key_code code)
{
    if (tui_apply_common(playing->tui, &playing->options, action)) return;
    if (play_terms(playing, action) || play_view(playing, action) ||
        play_ask_for(playing, action) || play_shell(playing, action) || play_point(playing, action))
        return;
    if (play_time(playing, action) || play_race(playing, action, code)) play_view_home(playing);
}

/* Returns false when the lesson is left: *way_out says how. */
static bool apply_key(struct playing *playing, key_code code, enum way_out *way_out)
{
    text_begin(&playing->notice);
    playing->options.refusal = SCREEN_NOTHING_REFUSED;
    if (playing->prompt != PLAY_PROMPT_NOTHING) {
        play_type(playing, code);
        return true;
    }
    enum keys_action action = keys_action_for(code, playing->context);
    if (answer_key(playing, action, code) || action == KEYS_NO_ACTION) return true;
    *way_out = action == KEYS_QUIT ? WAY_OUT_QUIT : WAY_OUT_BACK;
    if (action == KEYS_QUIT) return false;
    if (action == KEYS_BACK && !player_lesson_run(playing->player) && !play_shell_leave(playing))
        return false;
    apply(playing, action, code);
    return true;
}

/* ---- The mouse ---- */

static void apply_press(struct playing *playing, const struct terminal_mouse *mouse)
{
    struct spot spot = spot_under(playing->tui->frame, mouse->row, mouse->col);
    if (!playing->options.shows_terms && answer_press(playing, &spot)) return;
    if (play_terms_press(playing, mouse) || player_waits(playing->player)) return;
    switch (spot.kind) {
    case SPOT_STOP:
        playing->is_dragging = true;
        playing->options.run = SCREEN_STILL;
        player_seek_stop(playing->player, spot.number);
        play_view_home(playing);
        break;
    case SPOT_SLOT:
        play_point_at(playing, &spot.place);
        break;
    default:
        play_point_end(playing);
        break;
    }
}

/* The scrubber's mark follows a held button wherever the mouse goes above or below it. */
static void drag(struct playing *playing, int col)
{
    struct spot scrubber = spot_first(playing->tui->frame, SPOT_STOP);
    struct spot spot = spot_under(playing->tui->frame, scrubber.row, col);
    if (scrubber.kind == SPOT_STOP && spot.kind == SPOT_STOP)
        player_seek_stop(playing->player, spot.number);
}

static void apply_mouse(struct playing *playing, const struct terminal_mouse *mouse)
{
    bool is_help = playing->options.shows_help;
    switch (mouse->button) {
    case TERMINAL_PRESS:
        if (!is_help) apply_press(playing, mouse);
        break;
    case TERMINAL_DRAG:
        if (playing->is_dragging) drag(playing, mouse->col);
        break;
    case TERMINAL_RELEASE:
        playing->is_dragging = false;
        break;
    case TERMINAL_WHEEL_UP:
    case TERMINAL_WHEEL_DOWN: {
        bool is_up = mouse->button == TERMINAL_WHEEL_UP;
        if (is_help)
            playing->options.scroll.help += is_up ? -1 : 1;
        else if (playing->options.shows_terms)
            playing->options.scroll.term += is_up ? -1 : 1;
        else
            play_view_scroll(playing, is_up ? -1 : 1);
        break;
    }
    }
}

/* ---- The loop ---- */

/* Winds the tape there and back: before the view that is drawn is filled. */
static void explain(struct playing *playing)
{
    playing->options.aside = (struct screen_aside){0};
    if (player_waits(playing->player)) play_point_end(playing); /* its answer comes first */
    if (playing->options.selected.is_on) play_explain(playing);
    play_shell_explain(playing);
}

static void fill_options(struct playing *playing, const struct view *view)
{
    struct screen_options *options = &playing->options;
    options->notice = playing->notice.bytes;
    options->speed = play_speed_text(playing);
    options->prompt = (struct screen_prompt){.label = play_label(playing),
                                             .text = playing->entry.bytes,
                                             .cursor = playing->entry.cursor};
    playing->context = context_of(playing, view);
    if (options->shows_help) return; /* it is about what is under it */
    put_footer(playing);
    tui_collect_help(playing->tui, playing->context, options);
}

/* Shows where the player stands, and keeps how far it could be scrolled. */
static bool show(struct playing *playing)
{
    struct tui *tui = playing->tui;
    if (!tui_fit_frame(tui)) return false;
    struct view view;
    explain(playing);
    player_view(playing->player, tui->language, &view);
    fill_options(playing, &view);
    struct screen_options options = playing->options;
    quiz_show(&playing->quiz, &view, &options);
    if (options.shows_terms) { /* its keys, not the question's */
        options.footer = playing->options.footer;
        options.footer_count = playing->options.footer_count;
    }
    playing->options.scroll = screen_draw(tui->frame, &view, &options);
    terminal_present(tui->terminal, tui->frame);
    return true;
}

/* Until the lesson is left. */
static enum way_out loop(struct playing *playing)
{
    enum way_out way_out;
    for (;;) {
        if (!show(playing)) return WAY_OUT_NO_MEMORY;
        struct terminal_event event = terminal_read(playing->tui->terminal, play_pause_ms(playing));
        switch (event.kind) {
        case TERMINAL_GONE:
            return WAY_OUT_GONE;
        case TERMINAL_RESIZED:
            break;
        case TERMINAL_TIMEOUT:
            play_tick(playing);
            break;
        case TERMINAL_MOUSE:
            apply_mouse(playing, &event.mouse);
            break;
        case TERMINAL_KEY:
            if (!apply_key(playing, event.key, &way_out)) return way_out;
            break;
        }
    }
}

enum way_out tui_play(struct tui *tui, struct player *player, const struct way_noting *noting)
{
    struct playing playing;
    start(&playing, tui, player, noting);
    enum way_out way_out = loop(&playing);
    play_shell_end(&playing);
    return way_out;
}

enum way_out tui_shell(struct tui *tui, struct player *player)
{
    struct playing playing;
    start(&playing, tui, player, NULL);
    (void)play_shell(&playing, KEYS_COMMAND);
    enum way_out way_out = loop(&playing);
    play_shell_end(&playing);
    return way_out;
}
