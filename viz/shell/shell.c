/* shell.c - a list of states: each is a lesson's beginning and a chain of typed steps. */
#include "viz/shell/shell.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "viz/lesson/arena.h"
#include "viz/lesson/lesson_branch.h"
#include "viz/shell/save.h"
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

/* Says in a language that this is not the lesson, then its title. */
static const char *title_in(const struct shell *shell, enum language language)
{
    const char *mode = language_text(language, "Free play · ");
    const char *words = lesson_in_language(shell->lesson->title, language);
    size_t mode_len = strlen(mode), len = strlen(words);
    char *text = arena_take(shell->arena, mode_len + len + 1);
    if (text == NULL) return NULL;
    memcpy(text, mode, mode_len);
    memcpy(text + mode_len, words, len);
    return text;
}

static bool make_title(struct shell *shell)
{
    shell->title = (struct lesson_text){.en = title_in(shell, LANGUAGE_ENGLISH),
                                        .zh = title_in(shell, LANGUAGE_CHINESE)};
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

/* How many maps a state's lesson has. */
static size_t maps_at(const struct shell *shell, const struct state *state)
{
    return state->last == NULL ? shell->lesson->map_count : state->last->map_count;
}

/* A typed step as a file has it. */
static struct lesson_step saved_step(const struct typed *typed)
{
    struct lesson_step step = typed->step;
    step.say = (struct lesson_text){0};
    step.facts = typed->facts;
    step.fact_count = typed->fact_count;
    return step;
}

/* The typed steps in their order; they are copied into the branch. id NULL: to be shown; else for a
 * file, in which the steps say nothing, but expect what they came to. */
static enum lesson_status branch_of(struct shell *shell, const struct state *state, const char *id,
                                    struct lesson **out)
{
    size_t count = state->last == NULL ? 0 : state->last->number;
    size_t known = shell->lesson->map_count, map_count = maps_at(shell, state) - known;
    struct lesson_step *steps = calloc(count + 1, sizeof *steps);
    struct lesson_map *maps = calloc(map_count + 1, sizeof *maps);
    enum lesson_status status = LESSON_NO_MEMORY;
    *out = NULL;
    for (const struct typed *typed = state->last; typed != NULL; typed = typed->before) {
        if (steps == NULL || maps == NULL) break;
        steps[typed->number - 1] = id != NULL ? saved_step(typed) : typed->step;
        if (typed->has_map) maps[typed->step.map - known] = typed->map;
    }
    const struct lesson_branch branch = {.from = shell->lesson,
                                         .kept_count = state->kept_count,
                                         .id = id != NULL ? id : shell->lesson->id,
                                         .title = id != NULL ? shell->lesson->title : shell->title,
                                         .maps = maps,
                                         .map_count = map_count,
                                         .steps = steps,
                                         .step_count = count};
    if (steps != NULL && maps != NULL) status = lesson_branch_make(&branch, NULL, out);
    free(maps);
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

/* A state as a lesson, played. Of none of these on an error. */
static enum shell_status play(struct shell *shell, const struct state *state, size_t at,
                              enum language language, struct lesson **made, struct player **player,
                              struct shell_answer *answer)
{
    static const struct player_options options = {.asks_nobody = true, .is_browsed = true};
    *player = NULL;
    enum lesson_status status = branch_of(shell, state, NULL, made);
    if (status == LESSON_NO_MEMORY) return SHELL_NO_MEMORY;
    if (status == LESSON_INVALID)
        return say(answer, SHELL_REFUSED, at,
                   language_text(language, "with this the lesson asks for too much"));
    enum shell_status played =
        status_of_player(player_make(*made, &options, player), at, language, answer);
    if (played == SHELL_DONE) return played;
    lesson_free(*made);
    *made = NULL;
    return played;
}

/* Shows a state; on an error what was shown is shown. */
static enum shell_status show(struct shell *shell, const struct state *state, size_t at,
                              enum language language, struct shell_answer *answer)
{
    struct lesson *made = NULL;
    struct player *player = NULL;
    if (state != &shell->states[0]) {
        enum shell_status status = play(shell, state, at, language, &made, &player, answer);
        if (status != SHELL_DONE) return status;
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

/* Fills typed, which comes behind state. Only a collide must know what the map is there. */
static enum shell_status fill(struct shell *shell, const struct state *state,
                              const struct shell_command *command, struct typing *typing,
                              struct typed *typed, struct shell_answer *answer)
{
    struct lesson *made = NULL;
    struct player *player = NULL;
    if (command->verb == SHELL_COLLIDE) {
        enum shell_status status =
            play(shell, state, command->at, typing->language, &made, &player, answer);
        if (status != SHELL_DONE) return status;
    }
    typing->player = player;
    enum typed_status filled = typed_fill(typing, command, typed);
    player_free(player);
    lesson_free(made);
    if (filled == TYPED_NO_MEMORY) return SHELL_NO_MEMORY;
    if (filled == TYPED_OK) return SHELL_DONE;
    return say(answer, SHELL_REFUSED, typing->trouble.at, typing->trouble.text);
}

/* ASCII punctuation, whatever the locale. */
static bool is_sign(char byte)
{
    return byte > ' ' && byte < 0x7f && strchr("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", byte) != NULL;
}

/* A line as a lesson's words: no sign in it is a mark (viz/markup/markup.h). */
static const char *words_of(struct arena *arena, const char *line, size_t len)
{
    char *words = arena_take(arena, 2 * len + 1);
    size_t used = 0;
    if (words == NULL) return NULL;
    for (size_t i = 0; i < len; i++) {
        if (is_sign(line[i])) words[used++] = '\\';
        words[used++] = line[i];
    }
    return words;
}

/* A step of its own behind the one stood at; what was typed is what it says. */
static struct typed *typed_behind(struct shell *shell, const struct state *state, const char *line,
                                  size_t len)
{
    struct typed *typed = arena_take(shell->arena, sizeof *typed);
    if (typed == NULL) return NULL;
    typed->words = words_of(shell->arena, line, len);
    typed->before = state->last;
    typed->number = state->last == NULL ? 1 : state->last->number + 1;
    return typed->words == NULL ? NULL : typed;
}

static enum shell_status do_step(struct shell *shell, const struct shell_command *command,
                                 struct typed *typed, struct state *next, struct shell_stand stand,
                                 enum language language, struct shell_answer *answer)
{
    struct typing typing = {.lesson = shown_now(shell),
                            .map = shown_now(shell)->steps[stand.step].map,
                            .map_count = maps_at(shell, next),
                            .language = language,
                            .arena = shell->arena};
    enum shell_status status = fill(shell, next, command, &typing, typed, answer);
    if (status != SHELL_DONE) return status;
    typed->step.say = (struct lesson_text){.en = typed->words, .zh = typed->words};
    next->last = typed;
    status = show(shell, next, command->at, language, answer);
    if (status != SHELL_DONE) return status;
    if (!typed_gather_facts(shell->arena, shell->player, typed)) {
        (void)show(shell, &shell->states[shell->state], command->at, language, answer);
        return SHELL_NO_MEMORY;
    }
    shell->states[shell->state++].left = stand;
    shell->states[shell->state] = *next;
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

static enum shell_status save(struct shell *shell, const struct shell_command *command,
                              enum language language, struct shell_answer *answer)
{
    const struct state *state = &shell->states[shell->state];
    struct shell_trouble trouble;
    struct lesson *lesson;
    char id[SAVE_ID_BYTES];
    if (state->last == NULL)
        return say(answer, SHELL_REFUSED, command->at,
                   language_text(language, "nothing has been typed yet"));
    save_id(command->name.bytes, id);
    if (branch_of(shell, state, id, &lesson) != LESSON_OK) return SHELL_NO_MEMORY;
    bool is_saved = save_lesson(lesson, command, language, &trouble);
    size_t step_count = lesson->step_count;
    lesson_free(lesson);
    if (!is_saved) return say(answer, SHELL_REFUSED, trouble.at, trouble.text);
    snprintf(answer->text, sizeof answer->text,
             language_text(language, "%.200s: %zu steps, %zu of them typed"), command->name.bytes,
             step_count, state->last->number);
    return SHELL_SAVED;
}

static enum shell_status help(enum shell_verb about, enum language language,
                              struct shell_answer *answer)
{
    size_t used = 0;
    if (about < SHELL_VERB_COUNT) {
        shell_verb_usage(about, language, answer->text, sizeof answer->text);
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
    case SHELL_WRITE:
    case SHELL_OVERWRITE:
        return save(shell, &command, language, answer);
    case SHELL_HELP:
        return help(command.about, language, answer);
    default:
        break;
    }
    if (shell->state + 1 == STATES_MAX)
        return say(answer, SHELL_REFUSED, command.at,
                   language_text(language, "too many commands; undo some"));
    struct state next = here(shell, stand.step);
    struct typed *typed = typed_behind(shell, &next, line, len);
    if (typed == NULL) return SHELL_NO_MEMORY;
    return do_step(shell, &command, typed, &next, stand, language, answer);
}

char *shell_outcome(const struct shell *shell)
{
    const struct typed *last = shell->states[shell->state].last;
    char *words = NULL;
    size_t len;
    FILE *out = open_memstream(&words, &len);
    if (out == NULL) return NULL;
    if (last != NULL) typed_put_facts(out, &shell->shown->maps[last->step.map], last);
    if (fclose(out) == 0) return words;
    free(words);
    return NULL;
}
