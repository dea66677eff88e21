/* linear_play.c - a lesson's loop: a line, a change, what is new. */
#include <stdlib.h>
#include <string.h>

#include "viz/action/breaks.h"
#include "viz/action/going.h"
#include "viz/action/why.h"
#include "viz/linear/changes.h"
#include "viz/linear/lines.h"
#include "viz/linear/place.h"
#include "viz/linear/terms.h"
#include "viz/player/player_ask.h"
#include "viz/screen/refusal.h"
#include "viz/shell/visit.h"

/* What the loop remembers between two lines. */
struct playing {
    struct linear *linear;
    struct player *player; /* that is shown: the visit's */
    struct visit visit;
    const struct way_noting *noting; /* NULL: nobody wants to know */
    struct changes *changes;
    struct text notice;
    char found[LINES_BYTES_MAX]; /* the key that was looked for last, if has_found */
    bool has_found;
    uint64_t seed;
    bool has_memory;
};

static struct view view_of(const struct playing *playing)
{
    struct view view;
    player_view(playing->player, playing->linear->language, &view);
    view.is_spoken = true;
    return view;
}

static void tell_new(struct playing *playing, bool has_moved)
{
    struct view view = view_of(playing);
    struct say say = lines_say(playing->linear, &view);
    if (!changes_tell(playing->changes, &say, has_moved)) playing->has_memory = false;
}

static void say_reply(const struct playing *playing, const char *words)
{
    struct say say = lines_say(playing->linear, NULL);
    say_line(&say, words);
}

static void answer_notice(struct playing *playing)
{
    struct say say = lines_say(playing->linear, NULL);
    say_text(&say, playing->notice.bytes);
    say_end(&say);
}

/* ---- Going ---- */

/* What the stop was left for, or why it was not. */
static void tell_going(struct playing *playing, uint64_t from, bool is_back)
{
    if (player_stop(playing->player) != from)
        tell_new(playing, true);
    else if (playing->notice.len > 0)
        answer_notice(playing);
    else if (player_waits(playing->player) && !is_back)
        say_reply(playing, "A question waits: answer it, or skip it.");
    else if (is_back)
        say_reply(playing, "This is the beginning.");
    else
        say_reply(playing, "This is the end.");
}

static bool goes_back(enum keys_action action)
{
    return action == KEYS_MOVE_BACK || action == KEYS_STEP_BACK || action == KEYS_OPERATION_BACK ||
           action == KEYS_FIRST;
}

static bool go(struct playing *playing, enum keys_action action)
{
    uint64_t from = player_stop(playing->player);
    if (!going_go(playing->player, action, playing->linear->language, &playing->notice))
        return false;
    tell_going(playing, from, goes_back(action));
    return true;
}

/* "3", "to step 3", "3.5", "step 3 move 5": numbers, whatever stands between. */
static size_t read_numbers(const char *text, uint64_t *numbers, size_t most)
{
    size_t count = 0;
    while (count < most) {
        text += strcspn(text, "0123456789");
        if (*text == '\0') break;
        char *end;
        numbers[count++] = strtoull(text, &end, 10);
        text = end;
    }
    return count;
}

static void go_to_step(struct playing *playing, const char *argument)
{
    uint64_t numbers[2] = {0};
    size_t count = read_numbers(argument, numbers, 2);
    uint64_t from = player_stop(playing->player);
    struct say say = lines_say(playing->linear, NULL);
    if (count == 0 || numbers[0] < 1 || numbers[0] > player_step_count(playing->player)) {
        say_words(&say, "Steps are numbered from 1 to %zu", player_step_count(playing->player));
        say_end(&say);
        return;
    }
    player_seek(playing->player, (size_t)numbers[0] - 1, numbers[1]);
    if (player_stop(playing->player) == from)
        say_reply(playing, "You are there.");
    else
        tell_new(playing, true);
}

/* ---- Keys of the map ---- */

static void find_key(struct playing *playing, const char *argument)
{
    th_place place;
    if (argument[0] == '\0') {
        say_reply(playing, "Which key? As in: find k1.");
        return;
    }
    snprintf(playing->found, sizeof playing->found, "%s", argument);
    playing->has_found = true;
    if (!player_place_of_key(playing->player, th_key_of(playing->found), &place)) {
        say_reply(playing,
                  "It is not in the map now. \"found\" goes to the next move that names it.");
        return;
    }
    struct view view = view_of(playing);
    struct say say = lines_say(playing->linear, &view);
    describe_slot(&say, &place);
}

static void go_to_found(struct playing *playing, bool is_back)
{
    if (!playing->has_found) {
        say_reply(playing, "Find a key first, as in: find k1.");
        return;
    }
    if (going_to_key(playing->player, th_key_of(playing->found), is_back, playing->linear->language,
                     &playing->notice))
        tell_new(playing, true);
    else
        answer_notice(playing);
}

/* ---- Races ---- */

/* A worker by its name, or by its number from 1; lane_count: there is none. */
static size_t worker_named(const struct view *view, const char *name)
{
    for (size_t i = 0; i < view->race.lane_count; i++) {
        if (strcmp(view->race.lanes[i].name, name) == 0) return i;
    }
    if (name[0] >= '1' && name[0] <= '9' && name[1] == '\0')
        return keys_worker_for((key_code)name[0]);
    return view->race.lane_count;
}

static bool race(struct playing *playing, enum keys_action action, size_t worker)
{
    enum screen_refusal refusal;
    if (!going_race(playing->player, action, worker, &playing->seed, &refusal)) return false;
    if (refusal == SCREEN_NOTHING_REFUSED) {
        tell_new(playing, true);
        return true;
    }
    struct view view = view_of(playing);
    text_begin(&playing->notice);
    refusal_add(&playing->notice, &view, refusal, worker);
    answer_notice(playing);
    return true;
}

/* ---- Questions ---- */

static void note(struct playing *playing)
{
    if (playing->noting != NULL) playing->noting->note(playing->noting->context, playing->player);
}

static bool say_answer(struct playing *playing, const char *text)
{
    char place[PLACE_BYTES_MAX];
    struct view view = view_of(playing);
    if (view.ask.form == VIEW_ASK_BUCKET || view.ask.form == VIEW_ASK_SLOT) {
        place_to_answer(text, place);
        text = place;
    }
    if (player_say(playing->player, text) != PLAYER_SAID) return false;
    note(playing);
    tell_new(playing, false);
    return true;
}

static bool ask(struct playing *playing, enum keys_action action)
{
    bool is_done;
    switch (action) {
    case KEYS_HINT:
        is_done = player_next_hint(playing->player);
        if (!is_done) say_reply(playing, "There is no further hint.");
        break;
    case KEYS_SKIP:
        is_done = player_skip_question(playing->player);
        if (is_done) note(playing);
        break;
    case KEYS_AGAIN:
        is_done = player_ask_again(playing->player);
        if (!is_done) say_reply(playing, "This step asked nothing.");
        break;
    default:
        return false;
    }
    if (is_done) tell_new(playing, false);
    return true;
}

/* ---- Telling ---- */

static void look_at(const struct playing *playing, const struct say *say, const char *argument)
{
    th_place place;
    if (argument[0] == '\0')
        describe_all(say);
    else if (strcmp(argument, "map") == 0) {
        describe_header(say);
        describe_arrays(say);
    } else if (strcmp(argument, "race") == 0)
        describe_race(say);
    else if (strcmp(argument, "way") == 0)
        describe_way(say);
    else if (strcmp(argument, "story") == 0) {
        describe_story(say);
        describe_question(say);
    } else if (!place_read(argument, say->view, &place))
        say_reply(playing, "There is no such thing to look at.");
    else if (place.slot == REGISTERS_WHOLE)
        describe_chain(say, place.array, place.bucket);
    else
        describe_slot(say, &place);
}

static void tell_memory(const struct playing *playing, const struct say *say, const char *argument)
{
    th_place place;
    if (argument[0] == '\0')
        describe_memory(say, NULL);
    else if (place_read(argument, say->view, &place))
        describe_memory(say, &place);
    else
        say_reply(playing, "There is no such bucket.");
}

static void tell_why(struct playing *playing, const char *argument)
{
    struct view view = view_of(playing);
    struct say say = lines_say(playing->linear, &view);
    struct text text;
    th_place place;
    if (!place_read(argument, &view, &place) || place.slot == REGISTERS_WHOLE) {
        say_reply(playing, "Which slot? As in: why bucket 1 slot 3.");
        return;
    }
    describe_slot(&say, &place);
    text_begin(&text);
    why_add_cause(&text, playing->player, &place, playing->linear->language, true);
    say_text_line(&say, text.bytes);
}

static void go_to_cause(struct playing *playing, const char *argument)
{
    struct view view = view_of(playing);
    th_place place;
    uint64_t from = player_stop(playing->player);
    if (!place_read(argument, &view, &place) || place.slot == REGISTERS_WHOLE) {
        say_reply(playing, "Which slot? As in: cause bucket 1 slot 3.");
        return;
    }
    why_go(playing->player, &place, playing->linear->language, &playing->notice);
    tell_going(playing, from, true);
}

/* ---- Free play ---- */

/* Another lesson is told from here on, from its beginning: what was told before is not compared. */
static void show(struct playing *playing)
{
    playing->player = playing->visit.player;
    changes_free(playing->changes);
    playing->changes = changes_make();
    if (playing->changes == NULL)
        playing->has_memory = false;
    else
        tell_new(playing, true);
}

/* What was said of a line, and at which of its characters it is wrong. */
static void say_answer_of(const struct playing *playing, const char *line,
                          const struct shell_answer *answer)
{
    struct say say = lines_say(playing->linear, NULL);
    if (answer->at > 0) say_words(&say, "Character %zu: ", shell_column(line, answer->at));
    say_text_line(&say, answer->text);
}

static void try_command(struct playing *playing, const char *line)
{
    struct shell_answer answer;
    const char *refusal = visit_open(&playing->visit, playing->linear->language);
    if (refusal != NULL) {
        struct say say = lines_say(playing->linear, NULL);
        say_text_line(&say, refusal);
        return;
    }
    switch (visit_do(&playing->visit, line, strlen(line), playing->linear->language, &answer)) {
    case SHELL_DONE:
        if (answer.text[0] != '\0') say_answer_of(playing, line, &answer);
        show(playing);
        return;
    case SHELL_NO_MEMORY:
        playing->has_memory = false;
        return;
    default:
        say_answer_of(playing, line, &answer);
        return;
    }
}

/* ---- Orders ---- */

static enum keys_context context_of(const struct playing *playing, const struct view *view)
{
    if (player_waits(playing->player)) return KEYS_IN_QUESTION;
    return view->race.lane_count > 0 ? KEYS_IN_RACE : KEYS_IN_LESSON;
}

/* False: the action is none for lines. */
static bool act(struct playing *playing, const struct order *order, const struct view *view,
                enum keys_context context)
{
    struct say say = lines_say(playing->linear, view);
    switch (order->action) {
    case KEYS_FIND:
        find_key(playing, order->argument);
        return true;
    case KEYS_FOUND_FORWARD:
    case KEYS_FOUND_BACK:
        go_to_found(playing, order->action == KEYS_FOUND_BACK);
        return true;
    case KEYS_BREAKS:
        breaks_change(playing->player, order->argument, playing->linear->language,
                      &playing->notice);
        visit_keep_breaks(&playing->visit);
        answer_notice(playing);
        return true;
    case KEYS_TERMS:
        terms_tell(&say, "");
        return true;
    case KEYS_COMMAND:
        try_command(playing, order->argument);
        return true;
    case KEYS_HELP:
        order_describe_all(&say, context);
        return true;
    case KEYS_LANGUAGE:
        lines_change_language(playing->linear);
        tell_new(playing, true);
        return true;
    case KEYS_BACK: /* from a run of the learner's own: to the lesson's */
        tell_new(playing, true);
        return true;
    default:
        return go(playing, order->action) || ask(playing, order->action) ||
               race(playing, order->action,
                    order->key != KEYCODE_NONE ? keys_worker_for(order->key)
                                               : worker_named(view, order->argument));
    }
}

static void obey(struct playing *playing, const struct order *order, const struct view *view,
                 enum keys_context context, const char *line)
{
    struct say say = lines_say(playing->linear, view);
    switch (order->kind) {
    case ORDER_GO:
        go_to_step(playing, order->argument);
        return;
    case ORDER_LOOK:
        look_at(playing, &say, order->argument);
        return;
    case ORDER_OVERVIEW:
        describe_overview(&say);
        return;
    case ORDER_MEMORY:
        tell_memory(playing, &say, order->argument);
        return;
    case ORDER_HISTORY:
        describe_history(&say);
        return;
    case ORDER_CODE:
        describe_code(&say);
        return;
    case ORDER_TERMS:
        terms_tell(&say, order->argument);
        return;
    case ORDER_WHY:
        tell_why(playing, order->argument);
        return;
    case ORDER_CAUSE:
        go_to_cause(playing, order->argument);
        return;
    case ORDER_ACTION:
        if (act(playing, order, view, context)) return;
        break;
    default:
        break;
    }
    lines_refuse(playing->linear, line, context);
}

/* While a question waits, what is no word of an order is an answer, if it can be one. */
static bool is_answer(struct playing *playing, const struct order *order, const char *line)
{
    if (!player_waits(playing->player)) return false;
    if (order->kind == ORDER_ANSWER) {
        if (!say_answer(playing, order->argument)) tell_new(playing, false);
        return true;
    }
    bool may_be = order->kind == ORDER_UNKNOWN || order->key != KEYCODE_NONE;
    return may_be && line[strspn(line, " ?")] != '\0' && say_answer(playing, line);
}

/* Returns false when the lesson is left: *way_out says how. */
static bool obey_line(struct playing *playing, const char *line, enum way_out *way_out)
{
    struct view view = view_of(playing);
    enum keys_context context = context_of(playing, &view);
    text_begin(&playing->notice);
    size_t worker = context == KEYS_IN_RACE ? worker_named(&view, line) : view.race.lane_count;
    if (worker < view.race.lane_count) return race(playing, KEYS_WORKER, worker);
    struct order order = order_read(line, context);
    if (is_answer(playing, &order, line)) return true;
    if (order.kind == ORDER_ACTION) {
        *way_out = order.action == KEYS_QUIT ? WAY_OUT_QUIT : WAY_OUT_BACK;
        if (order.action == KEYS_QUIT) return false;
        bool is_left = order.action == KEYS_BACK && !player_lesson_run(playing->player);
        if (is_left && !visit_leave(&playing->visit)) return false;
        if (is_left) {
            show(playing);
            return true;
        }
    }
    obey(playing, &order, &view, context, line);
    return true;
}

/* ---- The loop ---- */

static enum way_out play(struct playing *playing)
{
    char line[LINES_BYTES_MAX];
    enum way_out way_out;
    say_reply(playing, "An empty line is the next move; \"help\" tells all orders.");
    tell_new(playing, true);
    while (playing->has_memory) {
        switch (lines_read(playing->linear, line)) {
        case LINES_ENDED:
            return WAY_OUT_GONE;
        case LINES_TOO_LONG:
            say_reply(playing, "That line is too long.");
            break;
        case LINES_READ:
            if (!obey_line(playing, line, &way_out)) return way_out;
            break;
        }
    }
    return WAY_OUT_NO_MEMORY;
}

enum way_out linear_play(struct linear *linear, struct player *player,
                         const struct way_noting *noting)
{
    struct playing *playing = calloc(1, sizeof *playing);
    enum way_out way_out = WAY_OUT_NO_MEMORY;
    if (playing == NULL) return way_out;
    *playing = (struct playing){.linear = linear,
                                .player = player,
                                .visit = visit_of(player),
                                .noting = noting,
                                .changes = changes_make(),
                                .has_memory = true};
    if (playing->changes != NULL) way_out = play(playing);
    changes_free(playing->changes);
    visit_end(&playing->visit);
    free(playing);
    return way_out;
}
