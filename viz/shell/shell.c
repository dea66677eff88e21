/* shell.c - a list of states: each is a lesson's beginning and a chain of typed steps. */
#include "viz/shell/shell.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "viz/lesson/arena.h"
#include "viz/lesson/lesson_branch.h"
#include "viz/shell/typed.h"

enum { STATES_MAX = 1000 };

/* kept of the lesson's steps, then the typed ones, last first. */
struct state {
    size_t kept_count;
    const struct typed *last;
    struct shell_stand left; /* where the learner stood when another state came */
};

struct shell {
    const struct lesson *lesson;
    struct arena *arena; /* typed steps: for as long as the shell */
    struct lesson_text title;
    struct state states[STATES_MAX]; /* [0]: the lesson itself */
    size_t state, state_count;
    struct lesson *shown; /* NULL: the lesson itself */
    struct player *player;
};

/* The title in a language, and that this is not the lesson. */
static const char *add_mode(struct arena *arena, const char *title, const char *mode)
{
    size_t title_len = strlen(title), mode_len = strlen(mode);
    char *text = arena_take(arena, title_len + mode_len + 1);
    if (text == NULL) return NULL;
    memcpy(text, title, title_len);
    memcpy(text + title_len, mode, mode_len);
    return text;
}

static bool make_title(struct shell *shell)
{
    const struct lesson_text *of = &shell->lesson->title;
    shell->title.en = add_mode(shell->arena, of->en != NULL ? of->en : of->zh,
                               language_text(LANGUAGE_ENGLISH, " · free play"));
    shell->title.zh = add_mode(shell->arena, of->zh != NULL ? of->zh : of->en,
                               language_text(LANGUAGE_CHINESE, " · free play"));
    return shell->title.en != NULL && shell->title.zh != NULL;
}

struct shell *shell_make(const struct lesson *lesson)
{
    th_memory memory = th_memory_libc();
    struct shell *shell = calloc(1, sizeof *shell);
    if (shell == NULL) return NULL;
    shell->lesson = lesson;
    shell->arena = arena_make(&memory);
    shell->states[0].kept_count = lesson->step_count;
    shell->state_count = 1;
    if (shell->arena != NULL && make_title(shell)) return shell;
    shell_free(shell);
    return NULL;
}

void shell_free(struct shell *shell)
{
    if (shell == NULL) return;
    player_free(shell->player);
    lesson_free(shell->shown);
    arena_free(shell->arena);
    free(shell);
}

struct player *shell_player(const struct shell *shell) { return shell->player; }

/* ---- A state as a lesson ---- */

static const struct lesson *shown_now(const struct shell *shell)
{
    return shell->shown != NULL ? shell->shown : shell->lesson;
}

/* The typed steps in their order; they are copied into the branch. */
static enum lesson_status branch_of(struct shell *shell, const struct state *state,
                                    struct lesson **out)
{
    size_t count = state->last == NULL ? 0 : state->last->number;
    struct lesson_step *steps = calloc(count + 1, sizeof *steps);
    *out = NULL;
    if (steps == NULL) return LESSON_NO_MEMORY;
    for (const struct typed *typed = state->last; typed != NULL; typed = typed->before)
        steps[typed->number - 1] = typed->step;
    const struct lesson_branch branch = {.from = shell->lesson,
                                         .kept_count = state->kept_count,
                                         .id = shell->lesson->id,
                                         .title = shell->title,
                                         .steps = steps,
                                         .step_count = count};
    enum lesson_status status = lesson_branch_make(&branch, NULL, out);
    free(steps);
    return status;
}

static enum shell_status say(struct shell_answer *answer, enum shell_status status, size_t at,
                             const char *text)
{
    answer->at = at;
    snprintf(answer->text, sizeof answer->text, "%s", text);
    return status;
}

static enum shell_status status_of_player(enum player_status status, size_t at,
                                          enum language language, struct shell_answer *answer)
{
    switch (status) {
    case PLAYER_OK:
        return SHELL_DONE;
    case PLAYER_NO_MEMORY:
        return SHELL_NO_MEMORY;
    case PLAYER_TAPE_FULL:
        return say(answer, SHELL_REFUSED, at,
                   language_text(language, "with this there are more moves than a tape holds"));
    default:
        return say(answer, SHELL_BROKEN, at, player_status_text(status));
    }
}

/* Shows a state; on an error what was shown is shown. */
static enum shell_status show(struct shell *shell, const struct state *state, size_t at,
                              enum language language, struct shell_answer *answer)
{
    static const struct player_options options = {.asks_nobody = true};
    struct lesson *made = NULL;
    struct player *player = NULL;
    if (state != &shell->states[0]) {
        enum lesson_status status = branch_of(shell, state, &made);
        if (status == LESSON_NO_MEMORY) return SHELL_NO_MEMORY;
        if (status == LESSON_INVALID)
            return say(answer, SHELL_REFUSED, at,
                       language_text(language, "with this the lesson asks for too much"));
        enum shell_status played =
            status_of_player(player_make(made, &options, &player), at, language, answer);
        if (played != SHELL_DONE) {
            lesson_free(made);
            return played;
        }
    }
    player_free(shell->player);
    lesson_free(shell->shown);
    shell->player = player;
    shell->shown = made;
    return SHELL_DONE;
}

/* ---- Commands ---- */

/* The state in which the learner stands, as if nothing had come behind. */
static struct state here(const struct shell *shell, size_t step)
{
    struct state state = shell->states[shell->state];
    if (step < state.kept_count) return (struct state){.kept_count = step + 1};
    size_t number = step - state.kept_count + 1;
    while (state.last != NULL && state.last->number > number)
        state.last = state.last->before;
    return state;
}

/* What was typed is what the step says. */
static enum shell_status do_step(struct shell *shell, const struct shell_command *command,
                                 const char *line, size_t len, struct shell_stand stand,
                                 enum language language, struct shell_answer *answer)
{
    if (shell->state + 1 == STATES_MAX)
        return say(
            answer, SHELL_REFUSED, command->at,
            language_text(language, "too many commands; undo some, or write them to a file"));
    struct state next = here(shell, stand.step);
    struct typing typing = {.lesson = shown_now(shell),
                            .map = shown_now(shell)->steps[stand.step].map,
                            .language = language,
                            .arena = shell->arena};
    struct typed *typed = arena_take(shell->arena, sizeof *typed);
    if (typed == NULL) return SHELL_NO_MEMORY;
    typed->before = next.last;
    typed->number = next.last == NULL ? 1 : next.last->number + 1;
    const char *words = arena_copy(shell->arena, line, len);
    if (words == NULL) return SHELL_NO_MEMORY;
    enum typed_status filled = typed_fill(&typing, command, typed);
    if (filled == TYPED_NO_MEMORY) return SHELL_NO_MEMORY;
    if (filled == TYPED_REFUSED)
        return say(answer, SHELL_REFUSED, typing.trouble.at, typing.trouble.text);
    typed->step.say = (struct lesson_text){.en = words, .zh = words};
    next.last = typed;
    enum shell_status status = show(shell, &next, command->at, language, answer);
    if (status != SHELL_DONE) return status;
    shell->states[shell->state++].left = stand;
    shell->states[shell->state] = next;
    shell->state_count = shell->state + 1;
    answer->stand = (struct shell_stand){shell->shown->step_count - 1, 1};
    return SHELL_DONE;
}

static enum shell_status undo(struct shell *shell, size_t at, struct shell_stand stand,
                              enum language language, struct shell_answer *answer)
{
    if (shell->state == 0)
        return say(answer, SHELL_REFUSED, at,
                   language_text(language, "nothing has been typed yet"));
    const struct state *before = &shell->states[shell->state - 1];
    enum shell_status status = show(shell, before, at, language, answer);
    if (status != SHELL_DONE) return status;
    shell->states[shell->state--].left = stand;
    answer->stand = before->left;
    return say(answer, SHELL_DONE, at,
               shell->state == 0 ? language_text(language, "back in the lesson itself")
                                 : language_text(language, "taken back; redo does it again"));
}

static enum shell_status redo(struct shell *shell, size_t at, struct shell_stand stand,
                              enum language language, struct shell_answer *answer)
{
    if (shell->state + 1 == shell->state_count)
        return say(answer, SHELL_REFUSED, at, language_text(language, "nothing was taken back"));
    const struct state *after = &shell->states[shell->state + 1];
    enum shell_status status = show(shell, after, at, language, answer);
    if (status != SHELL_DONE) return status;
    shell->states[shell->state++].left = stand;
    answer->stand = after->left;
    return SHELL_DONE;
}

bool shell_leave(struct shell *shell, struct shell_answer *answer)
{
    if (shell->state == 0) return false;
    if (show(shell, &shell->states[0], 0, LANGUAGE_ENGLISH, answer) != SHELL_DONE) return false;
    answer->stand = shell->states[0].left;
    shell->state = 0;
    return true;
}

static enum shell_status help(enum shell_verb about, enum language language,
                              struct shell_answer *answer)
{
    size_t used = 0;
    if (about < SHELL_VERB_COUNT) {
        snprintf(answer->text, sizeof answer->text, "%s %s: %s", shell_verb_word(about),
                 shell_verb_takes(about), shell_verb_about(about, language));
        return SHELL_TOLD;
    }
    for (enum shell_verb verb = 0; verb < SHELL_VERB_COUNT; verb++) {
        int len = snprintf(answer->text + used, sizeof answer->text - used, "%s%s",
                           verb == 0 ? "" : " ", shell_verb_word(verb));
        used += (size_t)len;
    }
    return SHELL_TOLD;
}

enum shell_status shell_do(struct shell *shell, const char *line, size_t len,
                           struct shell_stand stand, enum language language,
                           struct shell_answer *answer)
{
    struct shell_command command;
    struct shell_trouble trouble;
    *answer = (struct shell_answer){0};
    if (!shell_parse(line, len, language, &command, &trouble))
        return say(answer, SHELL_REFUSED, trouble.at, trouble.text);
    if (shell->lesson->scenario != NULL)
        return say(answer, SHELL_REFUSED, command.at,
                   language_text(language, "a race has workers of its own: 1 to 9 let them move"));
    switch (command.verb) {
    case SHELL_UNDO:
        return undo(shell, command.at, stand, language, answer);
    case SHELL_REDO:
        return redo(shell, command.at, stand, language, answer);
    case SHELL_HELP:
        return help(command.about, language, answer);
    default:
        return do_step(shell, &command, line, len, stand, language, answer);
    }
}
