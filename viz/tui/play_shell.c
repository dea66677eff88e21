/* play_shell.c - free play: the line behind a colon, and which of two players is shown: the
 * lesson's, or that of what the learner has made of it. */
#include <string.h>

#include "viz/language/language.h"
#include "viz/shell/complete.h"
#include "viz/tui/tui_state.h"

/* ---- Which lesson is shown ---- */

static void show(struct playing *playing)
{
    playing->player = playing->visit.player;
    play_point_end(playing);
    play_view_home(playing);
}

bool play_shell_leave(struct playing *playing)
{
    if (!visit_leave(&playing->visit)) return false;
    show(playing);
    play_say(playing, "back in the lesson; :redo does it again");
    return true;
}

void play_shell_end(struct playing *playing)
{
    visit_end(&playing->visit);
    playing->player = playing->visit.player;
}

/* ---- The line ---- */

/* Opens it, or says why not. */
static void open(struct playing *playing)
{
    const char *refusal = visit_open(&playing->visit, playing->tui->language);
    if (refusal != NULL) {
        text_begin(&playing->notice);
        text_add(&playing->notice, refusal);
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
    if (playing->entry.len == 0) {
        playing->prompt = PLAY_PROMPT_NOTHING;
        return;
    }
    recall_add(&playing->tui->recall, playing->entry.bytes);
    enum shell_status status = visit_do(&playing->visit, playing->entry.bytes, playing->entry.len,
                                        playing->tui->language, &answer);
    text_begin(&playing->told);
    playing->is_told_wrong = status != SHELL_TOLD;
    switch (status) {
    case SHELL_DONE:
        playing->prompt = PLAY_PROMPT_NOTHING;
        show(playing);
        say_done(playing, &answer);
        break;
    case SHELL_SAVED:
        playing->prompt = PLAY_PROMPT_NOTHING;
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

/* What the word can only become stands there; of several, they are told. */
static void complete(struct playing *playing)
{
    struct entry *entry = &playing->entry;
    struct completion completion;
    struct view view;
    player_view(playing->player, playing->tui->language, &view);
    complete_line(entry->bytes, entry->cursor, player_lesson(playing->player), &view, &completion);
    playing->is_told_wrong = false;
    if (completion.count == 0)
        text_say(&playing->told, playing->tui->language, "nothing here begins so");
    else
        (void)entry_replace(entry, completion.from, completion.word);
    if (completion.count > 1) text_add(&playing->told, completion.candidates);
}

bool play_shell_key(struct playing *playing, key_code code)
{
    struct recall *recall = &playing->tui->recall;
    text_begin(&playing->told);
    switch (code) {
    case KEYCODE_UP:
        (void)recall_back(recall, &playing->entry);
        return true;
    case KEYCODE_DOWN:
        (void)recall_forward(recall, &playing->entry);
        return true;
    case KEYCODE_TAB:
        complete(playing);
        return true;
    default:
        return false;
    }
}

/* ---- What is said meanwhile ---- */

/* The usage of the command that is typed; before one is, all of them. */
static void add_usage(struct text *text, const struct playing *playing)
{
    enum language language = playing->tui->language;
    const char *typed = playing->entry.bytes + strspn(playing->entry.bytes, " :");
    size_t len = strcspn(typed, " ");
    for (enum shell_verb verb = 0; verb < SHELL_VERB_COUNT; verb++) {
        const char *word = shell_verb_word(verb);
        if (strlen(word) != len || strncmp(word, typed, len) != 0) continue;
        char usage[SHELL_TEXT_BYTES];
        shell_verb_usage(verb, language, usage, sizeof usage);
        text_add(text, usage);
        return;
    }
    for (enum shell_verb verb = 0; verb < SHELL_VERB_COUNT; verb++)
        text_add_format(text, verb == 0 ? "%s" : " %s", shell_verb_word(verb));
}

void play_shell_explain(struct playing *playing)
{
    bool is_told = playing->told.len > 0;
    if (playing->prompt != PLAY_PROMPT_COMMAND) return;
    text_begin(&playing->usage);
    add_usage(&playing->usage, playing);
    /* What help has told of all commands is what stands here before one is typed. */
    bool is_same = is_told && strcmp(playing->told.bytes, playing->usage.bytes) == 0;
    playing->options.aside = (struct screen_aside){
        .title = is_told ? playing->told.bytes : playing->usage.bytes,
        .is_wrong = is_told && playing->is_told_wrong,
        .lines = {is_told && !is_same ? playing->usage.bytes : NULL,
                  language_text(playing->tui->language,
                                "Enter does it, Tab goes on with a word, ↑ has earlier lines.")}};
}
