/* describe.c - the lesson around the map: where we are, what it says and asks, how it goes. */
#include "viz/linear/describe.h"

#include <assert.h>

#include "viz/screen/bucket_facts.h"
#include "viz/screen/marks.h"
#include "viz/screen/sentence.h"

/* ---- Where ---- */

void describe_where(const struct say *say)
{
    const struct view *view = say->view;
    say_text(say, view->title);
    say_words(say, ". Step %zu of %zu", view->step + 1, view->step_count);
    if (view->race.lane_count > 0)
        say_words(say, ", choice %ju of %ju", view->race.choice, view->race.choice_count);
    else if (view->op_count > 1)
        say_words(say, ", operation %ju of %ju", view->op, view->op_count);
    say_words(say, ", move %ju of %ju", view->move, view->move_count);
    say_end(say);
}

/* Of many marks those next to here. */
enum { MARKS_TOLD_MAX = 32 };

/* The marks of one kind, by their stops. */
static void describe_marks(const struct say *say, enum view_mark_kind kind, const char *name)
{
    const struct view_scrub *scrub = &say->view->scrub;
    size_t count = 0, first = 0;
    for (size_t i = 0; i < scrub->mark_count; i++) {
        if (scrub->marks[i].kind != kind) continue;
        if (scrub->marks[i].stop < scrub->stop) first++;
        count++;
    }
    if (count == 0) return;
    bool is_many = count > MARKS_TOLD_MAX;
    size_t begin = !is_many || first < MARKS_TOLD_MAX / 2 ? 0 : first - MARKS_TOLD_MAX / 2;
    fputs(language_text(say->language, name), say->out);
    if (is_many) say_words(say, ", the nearest of %zu", count);
    say_colon(say);
    size_t index = 0;
    for (size_t i = 0; i < scrub->mark_count && index < begin + MARKS_TOLD_MAX; i++) {
        if (scrub->marks[i].kind != kind || index++ < begin) continue;
        if (index > begin + 1) say_comma(say);
        fprintf(say->out, "%ju", (uintmax_t)scrub->marks[i].stop + 1);
    }
    say_end(say);
}

void describe_way(const struct say *say)
{
    static const char *const names[] = {
        N_("Steps begin at stops"), N_("Questions"), N_("Growths"),
        N_("Breakpoints"),          N_("Panics"),    N_("Fatal errors")};
    static_assert(sizeof names / sizeof names[0] == VIEW_MARK_COUNT, "a name for each mark");
    const struct view_scrub *scrub = &say->view->scrub;
    say_words(say, "The way: this is stop %ju of %ju", scrub->stop + 1, scrub->stop_count);
    say_end(say);
    for (size_t i = 0; i < VIEW_MARK_COUNT; i++)
        describe_marks(say, (enum view_mark_kind)i, names[i]);
}

/* ---- Words ---- */

/* To a learner who was the scheduler, and made a race go wrong. */
static void describe_found(const struct say *say)
{
    const struct view_race *race = &say->view->race;
    bool is_over = race->lane_count > 0 && race->outcome[0] != '\0';
    if (!is_over || !race->is_bad || !race->is_asking || race->shortest == 0) return;
    say_words(say, "Found in %ju choices; the shortest is %ju", race->choice, race->shortest);
    say_end(say);
    if (race->critical[0] == 0) return;
    say_words(say, "Choices %ju and %ju decided it: swapped, and the rest in turn, all ends well",
              race->critical[0], race->critical[1]);
    say_end(say);
}

/* While the moves show what the learner has foretold. */
static void describe_said(const struct say *say)
{
    const struct view_ask *ask = &say->view->ask;
    if (ask->form == VIEW_ASK_NOTHING || ask->state != VIEW_ASK_SAID) return;
    say_words(say, "Your answer: ");
    say_text_line(say, ask->said.words);
    if (say->is_bare) return;
    say_words(say, "The question: ");
    say_marked_line(say, ask->question);
}

void describe_story(const struct say *say)
{
    const struct view *view = say->view;
    describe_found(say);
    describe_said(say);
    if (view->race.is_own && view->race.is_replayed)
        say_line(say, "Undo takes a choice back, serial lets the others finish in turn, random by "
                      "chance.");
    else if (view->race.is_own)
        say_line(say, "Undo takes a choice back, serial lets the others finish in turn, random by "
                      "chance; leave goes to the lesson's run.");
    else if (view->say[0] != '\0')
        say_marked_line(say, view->say);
}

void describe_sentence(const struct say *say)
{
    char sentence[SENTENCE_BYTES_MAX];
    if (sentence_write(say->view, sentence, sizeof sentence) > 0) say_text_line(say, sentence);
}

/* ---- The question ---- */

static void describe_form(const struct say *say)
{
    switch (say->view->ask.form) {
    case VIEW_ASK_CHOICE:
        say_line(say, "Answer with the number of a choice.");
        return;
    case VIEW_ASK_BYTE:
        say_line(say, "Answer in hexadecimal, as 9c.");
        return;
    case VIEW_ASK_KEY:
        say_line(say, "Answer with a key.");
        return;
    case VIEW_ASK_BUCKET:
        say_line(say, "Answer with a bucket, as: bucket 1, or old bucket 1.");
        return;
    case VIEW_ASK_SLOT:
        say_line(say, "Answer with a slot, as: bucket 1 slot 3.");
        return;
    default:
        say_line(say, "Answer with a number.");
    }
}

static void describe_hint(const struct say *say)
{
    const struct view_ask *ask = &say->view->ask;
    if (ask->hint[0] == '\0') return;
    say_words(say, "Hint %zu of %zu: ", ask->hint_number, ask->hint_count);
    say_marked_line(say, ask->hint);
}

static void describe_waiting(const struct say *say)
{
    const struct view_ask *ask = &say->view->ask;
    say_words(say, "Question: ");
    say_marked_line(say, ask->question);
    for (size_t i = 0; i < ask->choice_count; i++) {
        say_words(say, "Choice %zu: ", i + 1);
        say_text_line(say, ask->choices[i]);
    }
    describe_hint(say);
    describe_form(say);
}

/* The bits of the key that was asked about. */
static void describe_asked_bits(const struct say *say)
{
    const struct view_ask *ask = &say->view->ask;
    if (!ask->has_hash) return;
    say_words(say, "Hash of ");
    say_key(say, ask->key);
    say_words(say, ", in bits: ");
    say_bits(say, ask->hash);
    say_words(say, "; tophash %02x; bucket %ju, the lowest %u bits", marks_tophash(ask->hash),
              ask->hash & ((UINT64_C(1) << ask->B) - 1), ask->B);
    say_end(say);
}

static void describe_truth(const struct say *say)
{
    const struct view_ask *ask = &say->view->ask;
    bool is_right = ask->state == VIEW_ASK_RIGHT;
    say_words(say, is_right ? N_("Right: ") : N_("You said: "));
    say_text_line(say, ask->said.words);
    if (!is_right) {
        say_words(say, "It is: ");
        say_text_line(say, ask->truth.words);
    }
    if (ask->reaction[0] != '\0') say_marked_line(say, ask->reaction);
    describe_asked_bits(say);
    if (ask->why[0] != '\0') say_marked_line(say, ask->why);
}

void describe_question(const struct say *say)
{
    const struct view_ask *ask = &say->view->ask;
    if (ask->form == VIEW_ASK_NOTHING) return;
    if (ask->state == VIEW_ASK_WAITING) describe_waiting(say);
    if (ask->state == VIEW_ASK_RIGHT || ask->state == VIEW_ASK_WRONG) describe_truth(say);
}

/* ---- How it goes ---- */

static void describe_alarm(const struct say *say)
{
    const struct view *view = say->view;
    const struct registers *registers = &view->registers;
    bool is_over = view->race.lane_count > 0 && view->race.outcome[0] != '\0';
    if (is_over)
        say_words(say,
                  view->race.is_bad ? N_("The race is over, and ended badly: %s")
                                    : N_("The race is over, and ended well: %s"),
                  view->race.outcome);
    else if (view->race.lane_count > 0 && view->race.fatal != NULL)
        say_words(say, "Fatal error: %s", view->race.fatal);
    else if (view->has_now && registers->is_fatal)
        say_words(say, "Fatal error: %s", marks_fatal_text(registers->fatal));
    else if (view->has_now && registers->has_panicked)
        say_words(say, "Panic: %s", th_status_text(registers->status));
    else
        return;
    say_end(say);
}

void describe_verdict(const struct say *say)
{
    const struct view *view = say->view;
    describe_alarm(say);
    if (view->verdict == VIEW_HELD) say_line(say, "All is as the lesson expected.");
    if (view->verdict != VIEW_FAILED) return;
    say_words(say, "Not as the lesson expected: ");
    say_text_line(say, view->failure);
}

/* ---- All ---- */

static void describe_map(const struct say *say)
{
    describe_header(say);
    describe_arrays(say);
    describe_buckets(say);
}

void describe_all(const struct say *say)
{
    describe_where(say);
    if (say->view->race.table.row_count > 0)
        describe_table(say);
    else
        describe_map(say);
    if (say->view->has_beside && say->view->race.table.row_count == 0) {
        struct view other = bucket_facts_beside(say->view);
        struct say beside = *say;
        beside.view = &other;
        describe_map(&beside);
    }
    describe_race(say);
    describe_values(say);
    describe_line(say);
    describe_story(say);
    describe_question(say);
    describe_sentence(say);
    describe_verdict(say);
    describe_way(say);
}
