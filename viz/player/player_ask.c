/* player_ask.c - a learner's answer, and the question as a view shows it.
 *
 *      [move 0]             answered          [at the step's end]
 *     WAITING --say--> SAID --- moves ---> RIGHT or WRONG
 *        '---skip, or a jump-------------> PASSED              */
#include "viz/player/player_ask.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "viz/language/language.h"
#include "viz/player/player_state.h"

/* The question of the step where the player stands, or NULL: none, or it asks nobody. */
static struct played_ask *ask_here(const struct player *player)
{
    if (player->options.asks_nobody || player->live != NULL) return NULL;
    struct played_ask *ask = player->steps[player->step].ask;
    return ask == NULL || ask->trouble != NULL ? NULL : ask;
}

static const struct lesson_ask *plan_here(const struct player *player)
{
    return player->lesson->steps[player->step].ask;
}

static bool is_at_begin(const struct player *player)
{
    return timeline_position(player->timeline) == player->steps[player->step].begin;
}

static bool is_at_end(const struct player *player)
{
    return timeline_position(player->timeline) == player->steps[player->step].end;
}

bool player_waits(const struct player *player)
{
    const struct played_ask *ask = ask_here(player);
    return ask != NULL && !ask->was_said && !ask->was_skipped && is_at_begin(player);
}

/* ---- Saying ---- */

/* Where on the picture a bucket or slot is. False: nowhere. */
static bool find_place(const struct player *player, const struct answer *said, th_place *place)
{
    const struct model *model = timeline_model(player->timeline);
    uint32_t map = player_map_now(player);
    const th_header *header = &model_map(model, map)->header;
    struct model_slot slot;
    *place = (th_place){.array = said->is_old ? header->oldbuckets : header->buckets,
                        .bucket = said->bucket,
                        .depth = said->depth,
                        .slot = said->slot};
    return place->array != 0 && model_slot(model, map, *place, &slot);
}

/* A yes or no is a choice on the screen: the first or the second. */
static bool read_said(const struct player *player, const char *text, struct answer *said)
{
    const struct played_ask *ask = ask_here(player);
    size_t len = strlen(text);
    if (ask->truth.form == ANSWER_YES_NO && (strcmp(text, "1") == 0 || strcmp(text, "2") == 0)) {
        *said = (struct answer){.form = ANSWER_YES_NO, .number = text[0] == '1'};
        return true;
    }
    if (!answer_read(ask->truth.form, text, len, said)) return false;
    return said->form != ANSWER_CHOICE || said->number <= (int64_t)plan_here(player)->choice_count;
}

enum player_said player_say(struct player *player, const char *text)
{
    struct answer said;
    th_place place = {0};
    if (!player_waits(player)) return PLAYER_NOTHING_ASKED;
    struct played_ask *ask = ask_here(player);
    char *kept = strdup(text);
    if (kept == NULL) return PLAYER_NO_ANSWER; /* it can be said again */
    bool is_answer = read_said(player, kept, &said);
    if (is_answer && (said.form == ANSWER_BUCKET || said.form == ANSWER_SLOT))
        is_answer = find_place(player, &said, &place);
    if (!is_answer) {
        free(kept);
        return PLAYER_NO_ANSWER;
    }
    free(ask->said_text);
    ask->said_text = kept;
    ask->said = said;
    ask->said_place = place;
    ask->was_said = true;
    return PLAYER_SAID;
}

bool player_skip_question(struct player *player)
{
    if (!player_waits(player)) return false;
    ask_here(player)->was_skipped = true;
    return true;
}

static size_t hints_for_everybody(const struct lesson_ask *plan)
{
    size_t count = 0;
    for (size_t i = 0; i < plan->hint_count; i++)
        count += !plan->hints[i].is_reaction;
    return count;
}

bool player_next_hint(struct player *player)
{
    if (!player_waits(player)) return false;
    struct played_ask *ask = ask_here(player);
    if (ask->hints == hints_for_everybody(plan_here(player))) return false;
    ask->hints++;
    return true;
}

bool player_ask_again(struct player *player)
{
    struct played_ask *ask = ask_here(player);
    if (ask == NULL || player_waits(player)) return false;
    ask->was_said = ask->was_skipped = false;
    ask->hints = 0;
    player_seek(player, player->step, 0);
    return true;
}

static bool is_right(const struct played_ask *ask)
{
    return ask->was_said && answer_is_same(&ask->said, &ask->truth);
}

enum player_verdict player_verdict(const struct player *player, size_t step)
{
    const struct played_ask *ask = player->steps[step].ask;
    if (ask == NULL || ask->trouble != NULL) return PLAYER_ASKS_NOTHING;
    if (ask->was_said) return is_right(ask) ? PLAYER_RIGHT : PLAYER_WRONG;
    return ask->was_skipped ? PLAYER_SKIPPED : PLAYER_OPEN;
}

/* ---- In words ---- */

static void write_place_words(const struct answer *answer, enum language language, char *text,
                              size_t cap)
{
    char number[40], slot[80] = "";
    int len = snprintf(number, sizeof number, "%" PRIu32, answer->bucket);
    if (answer->depth > 0)
        snprintf(number + len, sizeof number - (size_t)len, "+%" PRIu32, answer->depth);
    if (answer->form == ANSWER_SLOT)
        snprintf(slot, sizeof slot, language_text(language, ", slot %u"), answer->slot);
    len = snprintf(text, cap,
                   answer->is_old ? language_text(language, "old bucket %s")
                                  : language_text(language, "bucket %s"),
                   number);
    if ((size_t)len < cap) snprintf(text + len, cap - (size_t)len, "%s", slot);
}

static const char *yes_or_no(bool is_yes, enum language language)
{
    return is_yes ? language_text_in(language, "answer", "yes")
                  : language_text_in(language, "answer", "no");
}

static void write_words(const struct lesson_ask *plan, const struct answer *answer,
                        enum language language, char *text, size_t cap)
{
    switch (answer->form) {
    case ANSWER_CHOICE:
        snprintf(text, cap, "%s",
                 lesson_in_language(plan->choices[answer->number - 1].say, language));
        break;
    case ANSWER_YES_NO:
        snprintf(text, cap, "%s", yes_or_no(answer->number != 0, language));
        break;
    case ANSWER_BUCKET:
    case ANSWER_SLOT:
        write_place_words(answer, language, text, cap);
        break;
    default:
        answer_write(answer, text, cap);
        break;
    }
}

void player_truth(const struct player *player, size_t step, enum language language, char *text,
                  size_t cap)
{
    const struct played_ask *ask = player->steps[step].ask;
    text[0] = '\0';
    if (ask == NULL || ask->trouble != NULL) return;
    write_words(player->lesson->steps[step].ask, &ask->truth, language, text, cap);
}

/* ---- Views ---- */

static enum view_ask_form view_form(enum answer_form form)
{
    switch (form) {
    case ANSWER_CHOICE:
    case ANSWER_YES_NO:
        return VIEW_ASK_CHOICE;
    case ANSWER_NUMBER:
        return VIEW_ASK_NUMBER;
    case ANSWER_BYTE:
        return VIEW_ASK_BYTE;
    case ANSWER_KEY:
        return VIEW_ASK_KEY;
    case ANSWER_BUCKET:
        return VIEW_ASK_BUCKET;
    case ANSWER_SLOT:
        break;
    }
    return VIEW_ASK_SLOT;
}

static void view_answer(const struct lesson_ask *plan, const struct answer *answer, th_place place,
                        enum language language, struct view_answer *to)
{
    write_words(plan, answer, language, to->words, sizeof to->words);
    to->place = place;
    if (answer->form == ANSWER_CHOICE) to->choice = (size_t)answer->number - 1;
    if (answer->form == ANSWER_YES_NO) to->choice = answer->number ? 0 : 1;
}

static void view_choices(const struct lesson_ask *plan, enum language language, struct view_ask *to)
{
    to->choice_count = plan->choice_count;
    for (size_t i = 0; i < plan->choice_count; i++)
        to->choices[i] = lesson_in_language(plan->choices[i].say, language);
    if (to->form != VIEW_ASK_CHOICE || plan->choice_count > 0) return;
    to->choice_count = 2;
    to->choices[0] = yes_or_no(true, language);
    to->choices[1] = yes_or_no(false, language);
}

static void view_hints(const struct lesson_ask *plan, const struct played_ask *ask,
                       enum language language, struct view_ask *to)
{
    size_t number = 0;
    to->hint = to->reaction = "";
    to->hint_count = hints_for_everybody(plan);
    to->hint_number = ask->hints;
    for (size_t i = 0; i < plan->hint_count; i++) {
        const struct lesson_hint *hint = &plan->hints[i];
        const char *say = lesson_in_language(hint->say, language);
        if (!hint->is_reaction && ++number == ask->hints) to->hint = say;
        bool is_to_it = to->state == VIEW_ASK_WRONG && hint->is_reaction &&
                        answer_is_same(&hint->to, &ask->said);
        if (is_to_it) to->reaction = say;
    }
}

static enum view_ask_state state_of(const struct player *player, const struct played_ask *ask)
{
    if (player_waits(player)) return VIEW_ASK_WAITING;
    if (!ask->was_said) return VIEW_ASK_PASSED;
    if (!is_at_end(player)) return VIEW_ASK_SAID;
    return is_right(ask) ? VIEW_ASK_RIGHT : VIEW_ASK_WRONG;
}

/* What the lesson says behind the question would answer it; so would a table of many runs. */
static void hide_the_truth(struct view *view)
{
    view->say = "";
    view->race.table = (struct view_table){0};
    view->race.is_asking = false; /* the numbers are choices of the answer */
    if (view->verdict == VIEW_HELD || view->verdict == VIEW_FAILED) view->verdict = VIEW_NOT_YET;
}

void player_view_ask(const struct player *player, enum language language, struct view *view)
{
    const struct played_ask *ask = ask_here(player);
    if (ask == NULL) return;
    const struct lesson_ask *plan = plan_here(player);
    struct view_ask *to = &view->ask;
    to->form = view_form(ask->truth.form);
    to->state = state_of(player, ask);
    to->question = lesson_in_language(plan->question, language);
    view_choices(plan, language, to);
    view_hints(plan, ask, language, to);
    to->why = "";
    if (ask->was_said) view_answer(plan, &ask->said, ask->said_place, language, &to->said);
    if (to->state == VIEW_ASK_WAITING || to->state == VIEW_ASK_SAID) hide_the_truth(view);
    if (to->state == VIEW_ASK_WAITING || !is_at_end(player)) return;
    view_answer(plan, &ask->truth, ask->truth_place, language, &to->truth);
    to->why = lesson_in_language(plan->why, language);
    to->has_hash = ask->has_hash;
    to->hash = ask->hash;
    to->key = plan->key;
    to->B = ask->B;
}
