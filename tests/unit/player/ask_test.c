/* Is the truth of a question what the map does, and is an answer given once and judged by it?
 * Method: small lessons whose answers can be counted on paper; the learner's keys are calls of
 * player_say and its kin. Forced hashes: low bits choose the bucket, the top byte is the tophash
 * (5 more where it is under 5). */
#include <stdlib.h>

#include "tests/unit/player/played.h"
#include "viz/lesson/catalog.h"
#include "viz/player/player_ask.h"

#define HEAD "tophash: 1\nid: test\ntitle: Test\n"
/* Four buckets: B is 2, and three bits are looked at in no more than that. */
#define FOUR                                                                                       \
    HEAD "maps: {m: {hint: 14, hashes: {fig: 0x9c00000000000001, pea: 0x4100000000000005,"         \
         " yam: 0x0200000000000002}}}\nsteps:\n"

static void assert_truth(const char *text, size_t step, const char *expected)
{
    struct played played = play_text(text);
    char truth[VIEW_ANSWER_BYTES];
    player_truth(played.player, step, LANGUAGE_ENGLISH, truth, sizeof truth);
    if (!player_step_has_held(played.player, step)) {
        player_seek(played.player, step, UINT64_MAX);
        fail_msg("%s", look(played.player).failure);
    }
    assert_string_equal(truth, expected);
    put_away(played);
}

/* ---- Truths ---- */

static void places_and_tophashes_are_read_from_the_map(void **state)
{
    (void)state;
    static const char two[] =
        FOUR "  - put: {fig: 1, pea: 2, yam: 3}\n"
             "  - {put: {fig: 5}, ask: {question: q, answer: {slot_of: pea}}}\n"
             "  - {put: {fig: 6}, ask: {question: q, answer: {bucket_of: yam}}}\n"
             "  - {put: {fig: 7}, ask: {question: q, answer: {tophash_of: yam}}}\n"
             "  - {put: {fig: 8}, ask: {question: q, answer: {tophash_of: fig}}}\n";
    assert_truth(two, 1, "bucket 1, slot 1"); /* pea comes second into bucket 101 & 3 */
    assert_truth(two, 2, "bucket 2");
    assert_truth(two, 3, "07"); /* 2 is a mark: 5 is added */
    assert_truth(two, 4, "9c");
}

static void a_key_that_is_not_there_has_the_bucket_where_it_would_be(void **state)
{
    (void)state;
    assert_truth(FOUR "  - put: {fig: 1}\n"
                      "  - {get: pea, ask: {question: q, answer: {bucket_of: pea}}}\n",
                 1, "bucket 1");
}

static void numbers_and_truths_are_those_of_the_step(void **state)
{
    (void)state;
    static const char *const asks[][2] = {
        {"count", "9"},
        {"B", "1"},
        {"buckets", "2"},
        {"oldbuckets", "0"},
        {"growing", "no"},
        {"noverflow", "0"},
        {"{times: grow_start}", "1"},
        {"panics", "no"},
    };
    for (size_t i = 0; i < sizeof asks / sizeof asks[0]; i++) {
        char text[400];
        snprintf(text, sizeof text,
                 HEAD "steps:\n  - fill: {prefix: k, from: 1, to: 8}\n"
                      "  - {put: {k9: 9}, ask: {question: q, answer: %s}}\n",
                 asks[i][0]);
        assert_truth(text, 1, asks[i][1]);
    }
    assert_truth(HEAD "steps:\n  - put: {a: 7}\n  - {get: a, ask: {question: q, answer: value}}\n",
                 1, "7");
    assert_truth(HEAD "steps:\n  - put: {a: 7}\n  - {get: b, ask: {question: q, answer: value}}\n",
                 1, "0");
    assert_truth(HEAD "steps:\n  - put: {a: 7}\n  - {get: b, ask: {question: q, answer: found}}\n",
                 1, "no");
    assert_truth(HEAD "steps:\n  - put: {a: 7}\n"
                      "  - {delete: a, ask: {question: q, answer: deleted}}\n",
                 1, "yes");
    assert_truth(HEAD "maps: {n: nil}\nsteps:\n  - {put: {a: 7}, expect: {panic: assignment to "
                      "entry in nil map}, ask: {question: q, answer: panics}}\n",
                 0, "yes");
}

static void a_walk_has_a_first_key_a_last_and_a_number(void **state)
{
    (void)state;
#define WALK "  - iterate: {start: {bucket: 0, offset: 1}}\n"
    static const char text[] = HEAD
        "steps:\n  - put: {a: 1, b: 2, c: 3}\n" WALK "    ask: {question: q, answer: first}\n" WALK
        "    ask: {question: q, answer: last}\n" WALK "    ask: {question: q, answer: yields}\n";
    assert_truth(text, 1, "b"); /* slots 1, 2, ... and slot 0 last */
    assert_truth(text, 2, "a");
    assert_truth(text, 3, "3");
}

static void the_right_choice_is_the_one_whose_facts_hold(void **state)
{
    (void)state;
    assert_truth(HEAD "steps:\n  - put: {a: 1}\n    ask:\n      question: q\n      choices:\n"
                      "        - {en: none, if: {count: 0}}\n"
                      "        - {en: one, if: {count: 1, B: 0}}\n"
                      "        - two\n",
                 0, "one");
    assert_truth(HEAD "steps:\n  - put: {a: 1}\n"
                      "    ask: {question: q, choices: [0, 1, 2], answer: count}\n",
                 0, "1");
}

/* Two gets: 4 moves each would be counted otherwise; here every schedule is clean. */
static void schedules_are_those_that_were_counted(void **state)
{
    (void)state;
    static const char text[] = HEAD "locks: {mu: mutex, nu: mutex}\nworkers:\n"
                                    "  A: [{lock: mu}, {lock: nu}, {unlock: nu}, {unlock: mu}]\n"
                                    "  B: [{lock: nu}, {lock: mu}, {unlock: mu}, {unlock: nu}]\n"
                                    "steps:\n  - explore: all\n"
                                    "    expect: {some: [deadlock]}\n"
                                    "    ask: {question: q, answer: {schedules: deadlock}}\n";
    assert_truth(text, 0, "2"); /* A B and B A: as counted in race_test.c */
}

/* ---- Mistakes of a lesson ---- */

static void assert_trouble(const char *text, size_t step, const char *trouble)
{
    struct played played = play_text(text);
    assert_false(player_step_has_held(played.player, step));
    player_seek(played.player, step, UINT64_MAX);
    struct view view = look(played.player);
    assert_int_equal(view.verdict, VIEW_FAILED);
    assert_string_equal(view.failure, trouble);
    assert_int_equal(view.ask.form, VIEW_ASK_NOTHING); /* it is not asked */
    size_t count = player_outcome_count(played.player, step);
    struct player_outcome outcome = player_outcome(played.player, step, count - 1);
    assert_string_equal(outcome.name, "ask");
    assert_false(outcome.has_held);
    put_away(played);
}

static void a_question_that_has_not_one_answer_fails_its_step(void **state)
{
    (void)state;
    assert_trouble(HEAD "steps:\n  - put: {a: 1}\n"
                        "    ask: {question: q, choices: [3, 2], answer: count}\n",
                   0, "ask: no choice is right");
    assert_trouble(HEAD "steps:\n  - put: {a: 1}\n    ask: {question: q, choices: ["
                        "{en: a, if: {count: 1}}, {en: b, if: {B: 0}}]}\n",
                   0, "ask: several choices are right");
    assert_trouble(FOUR "  - {put: {fig: 1}, ask: {question: q, answer: {slot_of: pea}}}\n", 0,
                   "ask: that key is not in the map");
    assert_trouble(FOUR "  - put: {fig: 1}\n"
                        "  - {get: fig, ask: {question: q, answer: {slot_of: fig}, hints: ["
                        "{to: 1.0, en: no}]}}\n",
                   1, "ask: the hint on line 7 is for the right answer");
}

/* The only bucket comes with the first put; the ninth key makes new ones. */
static void what_is_pointed_at_is_there_before_the_step(void **state)
{
    (void)state;
    assert_trouble(HEAD "steps:\n  - {put: {a: 1}, ask: {question: q, answer: {slot_of: a}}}\n", 0,
                   "ask: nobody can point at it: it is not there before the step");
    assert_trouble(HEAD "steps:\n  - fill: {prefix: k, from: 1, to: 8}\n"
                        "  - {put: {k9: 1}, ask: {question: q, answer: {slot_of: k9}}}\n",
                   1, "ask: nobody can point at it: it is not there before the step");
}

/* ---- A learner ---- */

static const char *const asked =
    HEAD "steps:\n"
         "  - fill: {prefix: k, from: 1, to: 8}\n"
         "  - put: {k9: 9}\n"
         "    say: Two buckets now.\n"
         "    ask:\n"
         "      question: {en: How many buckets?, zh: 几个桶？}\n"
         "      answer: buckets\n"
         "      hints: [It doubles., {to: 4, en: Not twice.}, One was there.]\n"
         "      why: One doubled is two.\n"
         "    expect: {B: 1}\n"
         "  - get: k1\n";

static void a_question_waits_and_nothing_goes_past_it(void **state)
{
    (void)state;
    struct played played = play_text(asked);
    struct player *player = played.player;
    assert_false(player_waits(player));
    assert_true(player_step_forward(player));
    assert_true(player_step_forward(player)); /* to the words of step 2 */
    assert_true(player_waits(player));
    assert_false(player_move_forward(player));
    assert_false(player_op_forward(player));
    assert_false(player_step_forward(player));
    struct view view = look(player);
    assert_int_equal(view.ask.form, VIEW_ASK_NUMBER);
    assert_int_equal(view.ask.state, VIEW_ASK_WAITING);
    assert_string_equal(view.ask.question, "How many buckets?");
    assert_string_equal(view.ask.truth.words, "");
    assert_string_equal(view.ask.why, "");
    assert_string_equal(view.say, ""); /* it would tell */
    assert_int_equal(view.verdict, VIEW_NOT_YET);
    assert_true(player_step_back(player)); /* back is free */
    put_away(played);
}

static void an_answer_is_given_once_and_shown_right_at_the_end(void **state)
{
    (void)state;
    struct played played = play_text(asked);
    struct player *player = played.player;
    player_seek(player, 1, 0);
    assert_int_equal(player_say(player, "many"), PLAYER_NO_ANSWER);
    assert_true(player_waits(player));
    assert_int_equal(player_say(player, " 2 "), PLAYER_SAID);
    assert_int_equal(player_say(player, "3"), PLAYER_NOTHING_ASKED);
    struct view view = look(player);
    assert_int_equal(view.ask.state, VIEW_ASK_SAID);
    assert_string_equal(view.ask.said.words, "2");
    assert_string_equal(view.ask.truth.words, "");
    assert_true(player_move_forward(player));
    assert_int_equal(look(player).ask.state, VIEW_ASK_SAID);
    assert_true(player_step_forward(player));
    view = look(player);
    assert_int_equal(view.ask.state, VIEW_ASK_RIGHT);
    assert_string_equal(view.ask.truth.words, "2");
    assert_string_equal(view.ask.why, "One doubled is two.");
    assert_string_equal(view.say, "Two buckets now.");
    assert_int_equal(player_verdict(player, 1), PLAYER_RIGHT);
    player_first(player); /* nothing is lost on the way back */
    player_seek(player, 1, 0);
    assert_int_equal(look(player).ask.state, VIEW_ASK_SAID);
    put_away(played);
}

static void a_wrong_answer_stays_beside_the_truth_with_its_reaction(void **state)
{
    (void)state;
    struct played played = play_text(asked);
    struct player *player = played.player;
    player_seek(player, 1, 0);
    assert_int_equal(player_say(player, "4"), PLAYER_SAID);
    assert_string_equal(look(player).ask.reaction, ""); /* not before it is seen */
    player_step_forward(player);
    struct view view = look(player);
    assert_int_equal(view.ask.state, VIEW_ASK_WRONG);
    assert_string_equal(view.ask.said.words, "4");
    assert_string_equal(view.ask.truth.words, "2");
    assert_string_equal(view.ask.reaction, "Not twice.");
    assert_int_equal(player_verdict(player, 1), PLAYER_WRONG);
    assert_true(player_ask_again(player));
    assert_true(player_waits(player));
    assert_int_equal(look(player).move, 0);
    assert_int_equal(player_say(player, "3"), PLAYER_SAID);
    player_step_forward(player);
    assert_string_equal(look(player).ask.reaction, "");
    put_away(played);
}

static void hints_come_one_by_one_and_reactions_are_none_of_them(void **state)
{
    (void)state;
    struct played played = play_text(asked);
    struct player *player = played.player;
    assert_false(player_next_hint(player)); /* nothing waits here */
    player_seek(player, 1, 0);
    assert_int_equal(look(player).ask.hint_count, 2);
    assert_string_equal(look(player).ask.hint, "");
    assert_true(player_next_hint(player));
    assert_string_equal(look(player).ask.hint, "It doubles.");
    assert_true(player_next_hint(player));
    assert_string_equal(look(player).ask.hint, "One was there.");
    assert_false(player_next_hint(player));
    put_away(played);
}

static void a_question_that_is_skipped_or_jumped_over_is_no_answer(void **state)
{
    (void)state;
    struct played played = play_text(asked);
    struct player *player = played.player;
    player_seek(player, 1, UINT64_MAX); /* a jump */
    assert_int_equal(look(player).ask.state, VIEW_ASK_PASSED);
    assert_string_equal(look(player).ask.truth.words, "2");
    assert_int_equal(player_verdict(player, 1), PLAYER_OPEN);
    player_seek(player, 1, 0);
    assert_true(player_waits(player)); /* it can still be answered */
    assert_true(player_skip_question(player));
    assert_false(player_skip_question(player));
    assert_true(player_step_forward(player));
    assert_int_equal(player_verdict(player, 1), PLAYER_SKIPPED);
    assert_int_equal(player_verdict(player, 0), PLAYER_ASKS_NOTHING);
    put_away(played);
}

static void a_place_is_pointed_at_on_the_picture_and_found_on_it_again(void **state)
{
    (void)state;
    struct played played =
        play_text(FOUR "  - put: {fig: 1}\n"
                       "  - {put: {pea: 2}, ask: {question: q, answer: {slot_of: pea}}}\n");
    struct player *player = played.player;
    player_seek(player, 1, 0);
    assert_int_equal(look(player).ask.form, VIEW_ASK_SLOT);
    assert_int_equal(player_say(player, "4.0"), PLAYER_NO_ANSWER); /* four buckets: 0 to 3 */
    assert_int_equal(player_say(player, "old 1.0"), PLAYER_NO_ANSWER);
    assert_int_equal(player_say(player, "1.2"), PLAYER_SAID);
    player_step_forward(player);
    struct view view = look(player);
    assert_int_equal(view.ask.state, VIEW_ASK_WRONG);
    assert_int_equal(view.ask.said.place.array, view.ask.truth.place.array);
    assert_int_equal(view.ask.said.place.slot, 2);
    assert_int_equal(view.ask.truth.place.slot, 1);
    assert_int_equal(view.ask.truth.place.bucket, 1);
    assert_true(view.ask.has_hash);
    assert_true(view.ask.hash == 0x4100000000000005);
    put_away(played);
}

/* Growth from four buckets to eight starts in the step: what was buckets becomes oldbuckets. The
 * low two bits of k2 are 10, and old bucket 2 is not evacuated by a put into bucket 3. */
static void a_bucket_keeps_being_the_same_when_its_array_becomes_the_old_one(void **state)
{
    (void)state;
    struct played played =
        play_text(HEAD "maps: {m: {hint: 26, hashes: {two: 0x2200000000000002, k27: "
                       "0x3b0000000000001b}}}\nsteps:\n"
                       "  - put: {two: 1}\n  - fill: {prefix: k, from: 1, to: 25}\n"
                       "  - put: {k27: 1}\n"
                       "    ask: {question: q, answer: {bucket_of: two}}\n"
                       "    expect: {oldbuckets: 4, growing: true}\n");
    struct player *player = played.player;
    player_seek(player, 2, 0);
    assert_int_equal(player_say(player, "2"), PLAYER_SAID);
    player_step_forward(player);
    struct view view = look(player);
    assert_int_equal(view.ask.state, VIEW_ASK_RIGHT);
    assert_int_equal(view.ask.said.place.array, model_map(view.model, view.map)->header.oldbuckets);
    put_away(played);
}

static void yes_and_no_are_two_choices(void **state)
{
    (void)state;
    struct played played = play_text(HEAD "steps:\n  - put: {a: 1}\n"
                                          "  - {get: b, ask: {question: q, answer: found}}\n");
    struct player *player = played.player;
    player_seek(player, 1, 0);
    struct view view = look(player);
    assert_int_equal(view.ask.form, VIEW_ASK_CHOICE);
    assert_int_equal(view.ask.choice_count, 2);
    assert_string_equal(view.ask.choices[0], "yes");
    assert_int_equal(player_say(player, "2"), PLAYER_SAID);
    player_step_forward(player);
    view = look(player);
    assert_int_equal(view.ask.state, VIEW_ASK_RIGHT);
    assert_int_equal(view.ask.truth.choice, 1);
    player_view(player, LANGUAGE_CHINESE, &view);
    assert_string_equal(view.ask.said.words, "否");
    put_away(played);
}

/* The words of a step without moves would tell, too; and a table of many runs. */
static void a_step_without_moves_shows_its_truth_when_it_is_answered(void **state)
{
    (void)state;
    struct played played = play_text(HEAD "workers: {A: [{get: a}]}\nsteps:\n  - explore: all\n"
                                          "    say: One.\n"
                                          "    ask: {question: q, answer: {schedules: clean}}\n");
    struct player *player = played.player;
    assert_int_equal(look(player).race.table.row_count, 0);
    assert_string_equal(look(player).say, "");
    assert_int_equal(player_say(player, "1"), PLAYER_SAID);
    struct view view = look(player);
    assert_int_equal(view.ask.state, VIEW_ASK_RIGHT);
    assert_string_equal(view.say, "One.");
    assert_true(view.race.table.row_count > 0);
    put_away(played);
}

static bool has_question_mark(struct view view, uint64_t stop)
{
    for (size_t i = 0; i < view.scrub.mark_count; i++) {
        const struct view_mark *mark = &view.scrub.marks[i];
        if (mark->kind == VIEW_MARK_QUESTION && mark->stop == stop) return true;
    }
    return false;
}

/* The way has the question's mark all the same: a frame without a terminal is the terminal's. */
static void where_nobody_is_asked_nothing_waits(void **state)
{
    (void)state;
    struct source_errors errors;
    struct lesson *plan;
    struct player *player;
    assert_int_equal(lesson_load_text("test.yaml", asked, strlen(asked), NULL, &plan, &errors),
                     LESSON_OK);
    struct player_options options = {.asks_nobody = true};
    assert_int_equal(player_make(plan, &options, &player), PLAYER_OK);
    player_seek(player, 1, 0);
    assert_false(player_waits(player));
    assert_int_equal(look(player).ask.form, VIEW_ASK_NOTHING);
    assert_true(has_question_mark(look(player), look(player).scrub.stop));
    assert_string_equal(look(player).say, "Two buckets now.");
    assert_int_equal(player_outcome_count(player, 1), 2);
    assert_string_equal(player_outcome(player, 1, 1).actual, "2");
    player_free(player);
    lesson_free(plan);
}

/* ---- The program's lessons ---- */

/* Method: each lesson that varies is played with 100 draws; all it says must hold each time. */
static void every_draw_of_every_lesson_holds(void **state)
{
    (void)state;
    struct catalog *catalog;
    assert_int_equal(catalog_of_embedded(&catalog), CATALOG_OK);
    for (size_t i = 0; i < catalog_count(catalog); i++) {
        for (uint64_t draw = 0; draw < 100; draw++) {
            struct source_errors errors;
            struct lesson *plan;
            struct player *player;
            assert_int_equal(catalog_draw(catalog, i, draw, &plan, &errors), LESSON_OK);
            if (!plan->is_varied) draw = 100;
            struct player_options options = {.checks_mirror = true};
            if (plan->is_varied) assert_int_equal(player_make(plan, &options, &player), PLAYER_OK);
            for (size_t step = 0; plan->is_varied && step < plan->step_count; step++) {
                if (player_step_has_held(player, step)) continue;
                player_seek(player, step, UINT64_MAX);
                fail_msg("%s, step %zu, draw %d: %s", plan->id, step + 1, (int)draw,
                         look(player).failure);
            }
            if (plan->is_varied) player_free(player);
            lesson_free(plan);
        }
    }
    catalog_free(catalog);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_and_tophashes_are_read_from_the_map),
        cmocka_unit_test(a_key_that_is_not_there_has_the_bucket_where_it_would_be),
        cmocka_unit_test(numbers_and_truths_are_those_of_the_step),
        cmocka_unit_test(a_walk_has_a_first_key_a_last_and_a_number),
        cmocka_unit_test(the_right_choice_is_the_one_whose_facts_hold),
        cmocka_unit_test(schedules_are_those_that_were_counted),
        cmocka_unit_test(a_question_that_has_not_one_answer_fails_its_step),
        cmocka_unit_test(what_is_pointed_at_is_there_before_the_step),
        cmocka_unit_test(a_question_waits_and_nothing_goes_past_it),
        cmocka_unit_test(an_answer_is_given_once_and_shown_right_at_the_end),
        cmocka_unit_test(a_wrong_answer_stays_beside_the_truth_with_its_reaction),
        cmocka_unit_test(hints_come_one_by_one_and_reactions_are_none_of_them),
        cmocka_unit_test(a_question_that_is_skipped_or_jumped_over_is_no_answer),
        cmocka_unit_test(a_place_is_pointed_at_on_the_picture_and_found_on_it_again),
        cmocka_unit_test(a_bucket_keeps_being_the_same_when_its_array_becomes_the_old_one),
        cmocka_unit_test(yes_and_no_are_two_choices),
        cmocka_unit_test(a_step_without_moves_shows_its_truth_when_it_is_answered),
        cmocka_unit_test(where_nobody_is_asked_nothing_waits),
        cmocka_unit_test(every_draw_of_every_lesson_holds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
