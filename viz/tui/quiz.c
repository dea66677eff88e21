/* quiz.c - choosing, typing, pointing.
 *
 *      question waits --(→ ↓ Space Enter, a number, a digit)--> answering --Enter--> said
 *        |  x: skipped                                            |  Esc: waits again
 *        '--Tab: a hint -----------------------------------------'--Tab: a hint  */
#include "viz/tui/quiz.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "viz/language/language.h"
#include "viz/screen/marks.h"

static struct view view_of(const struct player *player)
{
    struct view view;
    player_view(player, LANGUAGE_ENGLISH, &view);
    return view;
}

static bool is_pointing(const struct view *view)
{
    return view->ask.form == VIEW_ASK_BUCKET || view->ask.form == VIEW_ASK_SLOT;
}

static void complain(struct quiz *quiz, const char *words) { quiz->complaint = words; }

/* ---- Pointing ---- */

/* The place as the player reads it: "old 3+1.5". */
static void write_place(const struct quiz *quiz, const struct view *view, struct text *text)
{
    const th_place *place = &quiz->pointed;
    bool is_old = place->array == model_map(view->model, view->map)->header.oldbuckets;
    text_begin(text);
    text_add_format(text, is_old ? "old %" PRIu32 : "%" PRIu32, place->bucket);
    if (place->depth > 0) text_add_format(text, "+%" PRIu32, place->depth);
    if (view->ask.form == VIEW_ASK_SLOT) text_add_format(text, ".%" PRIu32, place->slot);
}

static void write_place_words(const struct quiz *quiz, const struct view *view, struct text *text)
{
    const th_place *place = &quiz->pointed;
    bool is_old = place->array == model_map(view->model, view->map)->header.oldbuckets;
    struct text number;
    text_begin(&number);
    text_add_format(&number, "%" PRIu32, place->bucket);
    if (place->depth > 0) text_add_format(&number, "+%" PRIu32, place->depth);
    text_begin(text);
    text_add_format(text,
                    is_old ? language_text(view->language, "old bucket %s")
                           : language_text(view->language, "bucket %s"),
                    number.bytes);
    if (view->ask.form == VIEW_ASK_SLOT)
        text_add_format(text, language_text(view->language, ", slot %u"), place->slot);
}

/* There is such a bucket on the picture. */
static bool is_there(const struct view *view, const th_place *place)
{
    th_place slot = *place;
    struct model_slot unused;
    slot.slot = 0;
    return place->array != 0 && model_slot(view->model, view->map, slot, &unused);
}

static bool point_first(struct quiz *quiz, const struct view *view)
{
    const th_header *header = &model_map(view->model, view->map)->header;
    quiz->pointed = (th_place){.array = header->buckets};
    if (view->ask.form == VIEW_ASK_BUCKET) quiz->pointed.slot = REGISTERS_WHOLE;
    return is_there(view, &quiz->pointed);
}

/* The other array of a growth, or a neighbour slot. */
static void point_aside(struct quiz *quiz, const struct view *view, int by)
{
    const th_header *header = &model_map(view->model, view->map)->header;
    th_place *place = &quiz->pointed;
    bool is_old = place->array == header->oldbuckets;
    bool is_slot = view->ask.form == VIEW_ASK_SLOT;
    bool is_at_edge = !is_slot || (by < 0 ? place->slot == 0 : place->slot + 1 == MARKS_SLOTS);
    if (!is_at_edge) {
        place->slot += (uint32_t)by;
        return;
    }
    if (header->oldbuckets == 0 || is_old == (by < 0)) return;
    th_place other = *place;
    other.array = is_old ? header->buckets : header->oldbuckets;
    other.depth = 0;
    if (is_slot) other.slot = by < 0 ? MARKS_SLOTS - 1 : 0;
    if (!is_there(view, &other)) other.bucket = 0;
    *place = other;
}

/* Down the chain, then to the next main bucket; and back. */
static void point_along(struct quiz *quiz, const struct view *view, int by)
{
    th_place next = quiz->pointed;
    bool has_chain = view->ask.form == VIEW_ASK_SLOT;
    if (by > 0) {
        next.depth++;
        if (!has_chain || !is_there(view, &next)) {
            next.depth = 0;
            next.bucket++;
        }
    } else if (next.depth > 0) {
        next.depth--;
    } else {
        if (next.bucket == 0) return;
        next.bucket--;
        if (has_chain)
            next.depth = model_chain_len(view->model, view->map, next.array, next.bucket) - 1;
    }
    if (is_there(view, &next)) quiz->pointed = next;
}

static void point(struct quiz *quiz, const struct view *view, key_code code)
{
    switch (code) {
    case KEYCODE_LEFT:
    case 'h':
        point_aside(quiz, view, -1);
        break;
    case KEYCODE_RIGHT:
    case 'l':
        point_aside(quiz, view, 1);
        break;
    case KEYCODE_UP:
    case 'k':
        point_along(quiz, view, -1);
        break;
    case KEYCODE_DOWN:
    case 'j':
        point_along(quiz, view, 1);
        break;
    case KEYCODE_HOME:
        (void)point_first(quiz, view);
        break;
    default:
        break;
    }
}

/* ---- Choosing ---- */

/* The choice that a key names: 1 to 9, or a to i; as many as there are, or none: the count. */
static size_t choice_of(const struct view *view, key_code code)
{
    size_t choice = VIEW_CHOICES_MAX;
    if (code >= '1' && code <= '9') choice = code - '1';
    if (code >= 'a' && code <= 'i') choice = code - 'a';
    return choice < view->ask.choice_count ? choice : view->ask.choice_count;
}

static void choose(struct quiz *quiz, const struct view *view, key_code code)
{
    size_t count = view->ask.choice_count;
    size_t named = choice_of(view, code);
    if (code == KEYCODE_DOWN || code == 'j' || code == KEYCODE_RIGHT)
        quiz->choice += quiz->choice + 1 < count;
    else if (code == KEYCODE_UP || code == 'k' || code == KEYCODE_LEFT)
        quiz->choice -= quiz->choice > 0;
    else if (named < count)
        quiz->choice = named;
}

/* ---- Saying ---- */

static enum quiz_result say(struct quiz *quiz, struct player *player, const struct view *view)
{
    struct text text;
    text_begin(&text);
    if (view->ask.form == VIEW_ASK_CHOICE)
        text_add_format(&text, "%zu", quiz->choice + 1);
    else if (is_pointing(view))
        write_place(quiz, view, &text);
    else
        text_add(&text, quiz->entry.bytes);
    if (player_say(player, text.bytes) == PLAYER_SAID) {
        *quiz = (struct quiz){0};
        return QUIZ_ANSWERED;
    }
    if (view->ask.form == VIEW_ASK_BYTE)
        complain(quiz, N_("A byte is two hexadecimal digits, as 9c."));
    else if (view->ask.form == VIEW_ASK_NUMBER)
        complain(quiz, N_("A number, please."));
    else
        complain(quiz, N_("That is no answer yet."));
    return QUIZ_TAKEN;
}

/* ---- Keys ---- */

static void hint(struct quiz *quiz, struct player *player)
{
    if (!player_next_hint(player)) complain(quiz, N_("There is no further hint."));
}

static void begin(struct quiz *quiz, const struct view *view)
{
    *quiz = (struct quiz){.is_on = true};
    if (!is_pointing(view) || point_first(quiz, view)) return;
    quiz->is_on = false; /* a lesson asks for what is there: so this cannot happen */
}

static bool is_typed(const struct view *view)
{
    return view->ask.form != VIEW_ASK_CHOICE && !is_pointing(view);
}

/* These mean the same as ever; letters but in a line that is typed. */
static bool is_common(const struct view *view, enum keys_action action)
{
    if (action == KEYS_SCROLL_UP || action == KEYS_SCROLL_DOWN) return true;
    return !is_typed(view) &&
           (action == KEYS_HELP || action == KEYS_LANGUAGE || action == KEYS_TERMS);
}

static enum quiz_result answer_key(struct quiz *quiz, struct player *player,
                                   enum keys_action action, key_code code)
{
    struct view view = view_of(player);
    if (is_common(&view, action)) return QUIZ_NOT_MINE;
    complain(quiz, NULL);
    if (code == KEYCODE_TAB) {
        hint(quiz, player);
        return QUIZ_TAKEN;
    }
    if (code == KEYCODE_ESCAPE) {
        quiz->is_on = false;
        return QUIZ_TAKEN;
    }
    if (code == KEYCODE_ENTER) return say(quiz, player, &view);
    if (view.ask.form == VIEW_ASK_CHOICE)
        choose(quiz, &view, code);
    else if (is_pointing(&view))
        point(quiz, &view, code);
    else if (entry_key(&quiz->entry, code) == ENTRY_CANCELLED)
        quiz->is_on = false;
    return QUIZ_TAKEN;
}

/* A choice's number, or an answer's first digit. Letters are keys until an answer has begun. */
static bool begins_answer(const struct view *view, key_code code)
{
    if (code < '0' || code > '9') return false;
    if (view->ask.form != VIEW_ASK_CHOICE) return is_typed(view);
    return choice_of(view, code) < view->ask.choice_count;
}

static bool goes_forward(enum keys_action action)
{
    return action == KEYS_MOVE_FORWARD || action == KEYS_STEP_FORWARD ||
           action == KEYS_OPERATION_FORWARD || action == KEYS_PLAY || action == KEYS_CHOOSE;
}

static enum quiz_result waiting_key(struct quiz *quiz, struct player *player,
                                    enum keys_action action, key_code code)
{
    struct view view = view_of(player);
    complain(quiz, NULL);
    if (begins_answer(&view, code)) {
        begin(quiz, &view);
        return answer_key(quiz, player, action, code);
    }
    if (goes_forward(action)) {
        begin(quiz, &view);
        return QUIZ_TAKEN;
    }
    if (action == KEYS_HINT) {
        hint(quiz, player);
        return QUIZ_TAKEN;
    }
    if (action != KEYS_SKIP) return QUIZ_NOT_MINE;
    return player_skip_question(player) ? QUIZ_ANSWERED : QUIZ_TAKEN;
}

enum quiz_result quiz_key(struct quiz *quiz, struct player *player, enum keys_action action,
                          key_code code)
{
    if (!player_waits(player)) {
        quiz->is_on = false;
        if (action != KEYS_AGAIN) return QUIZ_NOT_MINE;
        (void)player_ask_again(player);
        return QUIZ_TAKEN;
    }
    if (quiz->is_on) return answer_key(quiz, player, action, code);
    return waiting_key(quiz, player, action, code);
}

/* ---- The mouse ---- */

enum quiz_result quiz_press_choice(struct quiz *quiz, struct player *player, size_t choice)
{
    struct view view = view_of(player);
    if (!player_waits(player) || view.ask.form != VIEW_ASK_CHOICE) return QUIZ_NOT_MINE;
    if (choice >= view.ask.choice_count) return QUIZ_NOT_MINE;
    if (quiz->is_on && quiz->choice == choice) return say(quiz, player, &view);
    begin(quiz, &view);
    quiz->choice = choice;
    return QUIZ_TAKEN;
}

enum quiz_result quiz_press_place(struct quiz *quiz, struct player *player, const th_place *place)
{
    struct view view = view_of(player);
    th_place pressed = *place;
    if (!player_waits(player) || !is_pointing(&view)) return QUIZ_NOT_MINE;
    pressed.link = 0;
    if (view.ask.form == VIEW_ASK_BUCKET) {
        pressed.depth = 0;
        pressed.slot = REGISTERS_WHOLE;
    } else if (pressed.slot >= MARKS_SLOTS) {
        return QUIZ_NOT_MINE; /* a bucket, where a slot is asked for */
    }
    if (!is_there(&view, &pressed)) return QUIZ_NOT_MINE;
    if (quiz->is_on && th_place_is_same_slot(&quiz->pointed, &pressed))
        return say(quiz, player, &view);
    begin(quiz, &view);
    quiz->pointed = pressed;
    return QUIZ_TAKEN;
}

/* ---- Shown ---- */

static void show_keys(const struct quiz *quiz, const struct view *view,
                      struct screen_options *options)
{
    static const struct screen_hint waiting[] = {{"Enter", N_("answer")},
                                                 {"Tab", N_("hint")},
                                                 {"x", N_("skip")},
                                                 {"←", N_("back")},
                                                 {"?", N_("help")}};
    static const struct screen_hint choosing[] = {{"↑/↓ 1-9", N_("choose")},
                                                  {"Enter", N_("answer")},
                                                  {"Tab", N_("hint")},
                                                  {"Esc", N_("not now")}};
    static const struct screen_hint pointing[] = {{"←↑↓→", N_("point")},
                                                  {"Enter", N_("answer")},
                                                  {"Tab", N_("hint")},
                                                  {"Esc", N_("not now")}};
    static const struct screen_hint typing[] = {
        {"Enter", N_("answer")}, {"Tab", N_("hint")}, {"Esc", N_("not now")}};
    options->footer = waiting;
    options->footer_count = sizeof waiting / sizeof waiting[0];
    if (!quiz->is_on) return;
    options->footer = typing;
    options->footer_count = sizeof typing / sizeof typing[0];
    if (view->ask.form == VIEW_ASK_CHOICE) {
        options->footer = choosing;
        options->footer_count = sizeof choosing / sizeof choosing[0];
    } else if (is_pointing(view)) {
        options->footer = pointing;
        options->footer_count = sizeof pointing / sizeof pointing[0];
    }
}

void quiz_show(struct quiz *quiz, const struct view *view, struct screen_options *options)
{
    const struct view_ask *ask = &view->ask;
    options->answering = (struct screen_answering){0};
    if (ask->form == VIEW_ASK_NOTHING || ask->state != VIEW_ASK_WAITING) return;
    show_keys(quiz, view, options);
    options->answering = (struct screen_answering){.is_on = quiz->is_on,
                                                   .choice = quiz->choice,
                                                   .text = quiz->entry.bytes,
                                                   .cursor = quiz->entry.cursor};
    if (quiz->complaint != NULL)
        options->answering.complaint = language_text(view->language, quiz->complaint);
    if (!quiz->is_on || !is_pointing(view)) return;
    write_place_words(quiz, view, &quiz->words);
    options->answering.text = quiz->words.bytes;
    options->selected = (struct screen_selection){.is_on = true, .place = quiz->pointed};
}
