/* play_prompt.c - lines that the learner types in a lesson: a key to be found, a breakpoint; those
 * of free play are handed on (play_shell.c). */
#include "viz/action/breaks.h"
#include "viz/language/language.h"
#include "viz/tui/tui_state.h"

const char *play_label(const struct playing *playing)
{
    switch (playing->prompt) {
    case PLAY_PROMPT_KEY:
        return language_text(playing->tui->language, "find key:");
    case PLAY_PROMPT_BREAK:
        return language_text(playing->tui->language,
                             "break at (a move's name, bucket N, key K, none):");
    case PLAY_PROMPT_COMMAND:
        return ":";
    case PLAY_PROMPT_NOTHING:
        break;
    }
    return NULL;
}

/* ---- A key ---- */

static void find_key(struct playing *playing)
{
    th_key key = {playing->entry.bytes, playing->entry.len};
    th_place place;
    playing->found = playing->entry;
    playing->has_found = true;
    if (player_place_of_key(playing->player, key, &place)) {
        play_point_at(playing, &place);
        return;
    }
    play_point_end(playing);
    play_say(playing, "not in the map now; n goes to a move that names it");
}

/* ---- Typing ---- */

static void submit(struct playing *playing)
{
    enum play_prompt prompt = playing->prompt;
    if (prompt == PLAY_PROMPT_COMMAND) {
        play_shell_submit(playing);
        return;
    }
    playing->prompt = PLAY_PROMPT_NOTHING;
    if (prompt == PLAY_PROMPT_KEY) find_key(playing);
    if (prompt == PLAY_PROMPT_BREAK)
        breaks_change(playing->player, playing->entry.bytes, playing->tui->language,
                      &playing->notice);
    if (prompt == PLAY_PROMPT_BREAK) visit_keep_breaks(&playing->visit);
}

void play_type(struct playing *playing, key_code code)
{
    if (playing->prompt == PLAY_PROMPT_COMMAND && play_shell_key(playing, code)) return;
    enum entry_result result = entry_key(&playing->entry, code);
    if (result == ENTRY_CANCELLED) playing->prompt = PLAY_PROMPT_NOTHING;
    if (result == ENTRY_DONE) submit(playing);
}

bool play_ask_for(struct playing *playing, enum keys_action action)
{
    if (action != KEYS_FIND && action != KEYS_BREAKS) return false;
    playing->prompt = action == KEYS_FIND ? PLAY_PROMPT_KEY : PLAY_PROMPT_BREAK;
    playing->options.run = SCREEN_STILL;
    entry_clear(&playing->entry);
    return true;
}
