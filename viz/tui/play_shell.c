/* play_shell.c - free play: the line behind a colon, and which of two players is shown: the
 * lesson's, or that of what the learner has made of it. */
#include "viz/language/language.h"
#include "viz/tui/tui_state.h"

static bool is_free_play(const struct playing *playing) { return playing->player != playing->own; }

/* ---- Which lesson is shown ---- */

/* Breakpoints go along; where there is no memory for them, there are none. */
static void show(struct playing *playing, const struct shell_answer *answer)
{
    size_t count;
    const struct player_match *breaks = player_breaks(playing->own, &count);
    struct player *typed = shell_player(playing->shell);
    playing->player = typed != NULL ? typed : playing->own;
    if (typed != NULL) (void)!player_set_breaks(typed, breaks, count);
    player_seek(playing->player, answer->stand.step, answer->stand.move);
    play_point_end(playing);
    play_view_home(playing);
}

void play_shell_keep_breaks(struct playing *playing)
{
    size_t count;
    const struct player_match *breaks = player_breaks(playing->player, &count);
    if (is_free_play(playing)) (void)!player_set_breaks(playing->own, breaks, count);
}

bool play_shell_leave(struct playing *playing)
{
    struct shell_answer answer;
    if (!is_free_play(playing) || !shell_leave(playing->shell, &answer)) return false;
    show(playing, &answer);
    play_say(playing, "back in the lesson; :redo does it again");
    return true;
}

void play_shell_end(struct playing *playing)
{
    playing->player = playing->own;
    shell_free(playing->shell);
    playing->shell = NULL;
}

/* ---- The line ---- */

/* Opens it, or says why not. */
static void open(struct playing *playing)
{
    if (player_lesson(playing->own)->scenario != NULL) {
        play_say(playing, "no free play in a race: its workers do the writing");
        return;
    }
    if (player_waits(playing->player)) {
        play_say(playing, "the question comes first; x skips it");
        return;
    }
    if (playing->shell == NULL) playing->shell = shell_make(player_lesson(playing->own));
    if (playing->shell == NULL) {
        play_say(playing, "out of memory");
        return;
    }
    playing->prompt = PLAY_PROMPT_COMMAND;
    playing->options.run = SCREEN_STILL;
    entry_clear(&playing->entry);
    recall_begin(&playing->tui->recall);
    text_begin(&playing->told);
}

bool play_shell(struct playing *playing, enum keys_action action)
{
    if (action != KEYS_COMMAND) return false;
    open(playing);
    return true;
}

static void say_done(struct playing *playing, const struct shell_answer *answer)
{
    text_begin(&playing->notice);
    if (answer->text[0] != '\0')
        text_add(&playing->notice, answer->text);
    else
        text_add(&playing->notice,
                 language_text(playing->tui->language, "→ next move; :undo takes it back"));
}

/* A line that is refused stays, with the cursor where it is wrong. */
void play_shell_submit(struct playing *playing)
{
    struct shell_answer answer;
    struct shell_stand stand;
    player_where(playing->player, &stand.step, &stand.move);
    if (playing->entry.len == 0) {
        playing->prompt = PLAY_PROMPT_NOTHING;
        return;
    }
    recall_add(&playing->tui->recall, playing->entry.bytes);
    enum shell_status status = shell_do(playing->shell, playing->entry.bytes, playing->entry.len,
                                        stand, playing->tui->language, &answer);
    text_begin(&playing->told);
    playing->is_told_wrong = status != SHELL_TOLD;
    switch (status) {
    case SHELL_DONE:
        playing->prompt = PLAY_PROMPT_NOTHING;
        show(playing, &answer);
        say_done(playing, &answer);
        break;
    case SHELL_TOLD:
        text_add(&playing->told, answer.text);
        entry_clear(&playing->entry);
        break;
    case SHELL_NO_MEMORY:
        text_add(&playing->told, language_text(playing->tui->language, "out of memory"));
        break;
    case SHELL_REFUSED:
    case SHELL_BROKEN:
        text_add(&playing->told, answer.text);
        entry_go(&playing->entry, answer.at);
        break;
    }
}

bool play_shell_key(struct playing *playing, key_code code)
{
    struct recall *recall = &playing->tui->recall;
    text_begin(&playing->told);
    if (code == KEYCODE_UP)
        (void)recall_back(recall, &playing->entry);
    else if (code == KEYCODE_DOWN)
        (void)recall_forward(recall, &playing->entry);
    return code == KEYCODE_UP || code == KEYCODE_DOWN;
}

/* ---- What is said meanwhile ---- */

void play_shell_explain(struct playing *playing)
{
    if (playing->prompt != PLAY_PROMPT_COMMAND) return;
    bool is_told = playing->told.len > 0;
    playing->options.aside = (struct screen_aside){
        .title = is_told ? playing->told.bytes
                         : language_text(playing->tui->language,
                                         "Type a command; Enter does it, Esc does not."),
        .is_wrong = is_told && playing->is_told_wrong};
}
