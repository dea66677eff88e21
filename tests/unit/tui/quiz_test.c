/* quiz_test.c - keys become answers. Method: small lessons, a press at a time; what is pointed at
 * is read in words, as the screen shows it. */
#include "viz/tui/quiz.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "viz/lesson/lesson.h"

struct asked {
    struct lesson *plan;
    struct player *player;
    struct quiz quiz;
    struct screen_options options;
    struct view view;
};

/* Stands at the question of step 2. */
static void begin(struct asked *asked, const char *text)
{
    struct source_errors errors;
    struct player_options options = {.checks_mirror = true};
    *asked = (struct asked){0};
    enum lesson_status status =
        lesson_load_text("test.yaml", text, strlen(text), NULL, &asked->plan, &errors);
    if (status != LESSON_OK) source_errors_print(&errors, stderr);
    assert_int_equal(status, LESSON_OK);
    assert_int_equal(player_make(asked->plan, &options, &asked->player), PLAYER_OK);
    player_seek(asked->player, 1, 0);
    assert_true(player_waits(asked->player));
}

static void end(struct asked *asked)
{
    player_free(asked->player);
    lesson_free(asked->plan);
}

static enum quiz_result press(struct asked *asked, key_code code)
{
    enum keys_context context = player_waits(asked->player) ? KEYS_IN_QUESTION : KEYS_IN_LESSON;
    enum quiz_result result =
        quiz_key(&asked->quiz, asked->player, keys_action_for(code, context), code);
    player_view(asked->player, LANGUAGE_ENGLISH, &asked->view);
    asked->options.selected = (struct screen_selection){0};
    quiz_show(&asked->quiz, &asked->view, &asked->options);
    return result;
}

static void type(struct asked *asked, const char *text)
{
    for (; *text != '\0'; text++)
        assert_int_equal(press(asked, (key_code)*text), QUIZ_TAKEN);
}

#define HEAD "tophash: 1\nid: test\ntitle: Test\n"

static const char *const count_asked =
    HEAD "steps:\n  - put: {a: 1}\n"
         "  - {put: {b: 1}, ask: {question: q, answer: count, hints: [One., Two.]}}\n";

/* ---- Waiting ---- */

static void going_forward_begins_an_answer_and_nothing_else_is_taken(void **state)
{
    static const key_code forward[] = {KEYCODE_RIGHT, 'l', KEYCODE_DOWN, 'j',
                                       ']',           ' ', KEYCODE_ENTER};
    struct asked asked;
    (void)state;
    begin(&asked, count_asked);
    assert_int_equal(press(&asked, KEYCODE_LEFT), QUIZ_NOT_MINE);
    assert_int_equal(press(&asked, KEYCODE_END), QUIZ_NOT_MINE);
    assert_int_equal(press(&asked, 'q'), QUIZ_NOT_MINE);
    for (size_t i = 0; i < sizeof forward / sizeof forward[0]; i++) {
        assert_int_equal(press(&asked, forward[i]), QUIZ_TAKEN);
        assert_true(asked.options.answering.is_on);
        assert_int_equal(press(&asked, KEYCODE_ESCAPE), QUIZ_TAKEN);
        assert_false(asked.options.answering.is_on);
    }
    assert_true(player_waits(asked.player));
    end(&asked);
}

static void a_digit_begins_the_answer_that_it_is_typed_for(void **state)
{
    struct asked asked;
    (void)state;
    begin(&asked, count_asked);
    assert_int_equal(press(&asked, '2'), QUIZ_TAKEN);
    assert_string_equal(asked.options.answering.text, "2");
    assert_int_equal(press(&asked, KEYCODE_ENTER), QUIZ_ANSWERED);
    assert_int_equal(player_verdict(asked.player, 1), PLAYER_RIGHT);
    end(&asked);
    begin(&asked, HEAD "steps:\n  - put: {a: 1}\n"
                       "  - {put: {b: 1}, ask: {question: q, answer: {slot_of: a}}}\n");
    assert_int_equal(press(&asked, '2'), QUIZ_NOT_MINE); /* this one is pointed at */
    assert_false(asked.options.answering.is_on);
    end(&asked);
}

static void hints_come_by_tab_and_end(void **state)
{
    struct asked asked;
    (void)state;
    begin(&asked, count_asked);
    press(&asked, KEYCODE_TAB);
    assert_string_equal(asked.view.ask.hint, "One.");
    press(&asked, KEYCODE_ENTER);
    press(&asked, KEYCODE_TAB); /* while answering, too */
    assert_string_equal(asked.view.ask.hint, "Two.");
    press(&asked, KEYCODE_TAB);
    assert_string_equal(asked.options.answering.complaint, "There is no further hint.");
    end(&asked);
}

static void a_question_is_skipped_and_asked_again(void **state)
{
    struct asked asked;
    (void)state;
    begin(&asked, count_asked);
    assert_int_equal(press(&asked, 'x'), QUIZ_ANSWERED);
    assert_false(player_waits(asked.player));
    assert_int_equal(press(&asked, KEYCODE_RIGHT), QUIZ_NOT_MINE);
    assert_int_equal(press(&asked, 'a'), QUIZ_TAKEN);
    assert_true(player_waits(asked.player));
    end(&asked);
}

/* ---- Typing ---- */

static void what_is_typed_is_the_answer_once_it_is_one(void **state)
{
    struct asked asked;
    (void)state;
    begin(&asked, count_asked);
    press(&asked, KEYCODE_ENTER);
    type(&asked, "xq");
    assert_string_equal(asked.options.answering.text, "xq");
    assert_int_equal(press(&asked, KEYCODE_ENTER), QUIZ_TAKEN);
    assert_string_equal(asked.options.answering.complaint, "A number, please.");
    press(&asked, KEYCODE_BACKSPACE);
    assert_null(asked.options.answering.complaint);
    press(&asked, KEYCODE_BACKSPACE);
    type(&asked, "2");
    assert_int_equal(press(&asked, KEYCODE_ENTER), QUIZ_ANSWERED);
    assert_int_equal(player_verdict(asked.player, 1), PLAYER_RIGHT);
    end(&asked);
}

/* ---- Choosing ---- */

static void choices_are_named_by_number_or_letter_and_walked_over(void **state)
{
    struct asked asked;
    (void)state;
    begin(&asked,
          HEAD "steps:\n  - put: {a: 1}\n"
               "  - {put: {b: 1}, ask: {question: q, answer: count, choices: [1, 2, 3]}}\n");
    assert_int_equal(press(&asked, '3'), QUIZ_TAKEN);
    assert_true(asked.options.answering.is_on);
    assert_int_equal(asked.options.answering.choice, 2);
    press(&asked, KEYCODE_DOWN); /* the last: it stays */
    assert_int_equal(asked.options.answering.choice, 2);
    press(&asked, 'a');
    assert_int_equal(asked.options.answering.choice, 0);
    press(&asked, KEYCODE_UP);
    assert_int_equal(asked.options.answering.choice, 0);
    press(&asked, '9'); /* there is none */
    assert_int_equal(asked.options.answering.choice, 0);
    assert_int_equal(press(&asked, '?'), QUIZ_NOT_MINE); /* help is help */
    press(&asked, KEYCODE_DOWN);
    assert_int_equal(press(&asked, KEYCODE_ENTER), QUIZ_ANSWERED);
    assert_int_equal(player_verdict(asked.player, 1), PLAYER_RIGHT);
    end(&asked);
}

/* ---- Pointing ---- */

/* Bucket 1 of four has nine keys: an overflow bucket behind it. */
#define CROWD                                                                                      \
    HEAD "maps: {m: {hint: 14, hashes: {a: 0x1100000000000001, b: 0x1200000000000001,"             \
         " c: 0x1300000000000001, d: 0x1400000000000001, e: 0x1500000000000001,"                   \
         " f: 0x1600000000000001, g: 0x1700000000000001, h: 0x1800000000000001,"                   \
         " i: 0x1900000000000001}}}\nsteps:\n"                                                     \
         "  - put: {a: 1, b: 1, c: 1, d: 1, e: 1, f: 1, g: 1, h: 1, i: 1}\n"

static void arrows_point_along_slots_buckets_and_chains(void **state)
{
    struct asked asked;
    (void)state;
    begin(&asked, CROWD "  - {put: {a: 2}, ask: {question: q, answer: {slot_of: i}}}\n");
    press(&asked, KEYCODE_ENTER);
    assert_string_equal(asked.options.answering.text, "bucket 0, slot 0");
    press(&asked, KEYCODE_LEFT);
    press(&asked, KEYCODE_UP);
    assert_string_equal(asked.options.answering.text, "bucket 0, slot 0");
    press(&asked, KEYCODE_RIGHT);
    press(&asked, KEYCODE_DOWN);
    assert_string_equal(asked.options.answering.text, "bucket 1, slot 1");
    press(&asked, KEYCODE_DOWN);
    assert_string_equal(asked.options.answering.text, "bucket 1+1, slot 1");
    press(&asked, KEYCODE_DOWN);
    assert_string_equal(asked.options.answering.text, "bucket 2, slot 1");
    press(&asked, KEYCODE_DOWN);
    press(&asked, KEYCODE_DOWN); /* the last of four */
    assert_string_equal(asked.options.answering.text, "bucket 3, slot 1");
    press(&asked, KEYCODE_UP);
    press(&asked, KEYCODE_UP);
    press(&asked, KEYCODE_LEFT);
    assert_string_equal(asked.options.answering.text, "bucket 1+1, slot 0");
    assert_int_equal(press(&asked, KEYCODE_ENTER), QUIZ_ANSWERED);
    assert_int_equal(player_verdict(asked.player, 1), PLAYER_RIGHT);
    end(&asked);
}

/* Four buckets hold 26; the 27th key starts a growth to eight, which one put cannot end. */
static void during_a_growth_the_sides_are_the_arrays(void **state)
{
    struct asked asked;
    (void)state;
    begin(&asked, HEAD "maps: {m: {hint: 26, hashes: {two: 0x2200000000000002}}}\nsteps:\n"
                       "  - fill: {prefix: k, from: 1, to: 27}\n"
                       "  - {get: two, ask: {question: q, answer: {bucket_of: k1}}}\n");
    press(&asked, KEYCODE_ENTER);
    assert_string_equal(asked.options.answering.text, "bucket 0");
    press(&asked, KEYCODE_LEFT);
    assert_string_equal(asked.options.answering.text, "old bucket 0");
    press(&asked, KEYCODE_DOWN);
    press(&asked, KEYCODE_LEFT);
    assert_string_equal(asked.options.answering.text, "old bucket 1");
    press(&asked, KEYCODE_RIGHT);
    assert_string_equal(asked.options.answering.text, "bucket 1");
    for (int i = 0; i < 10; i++)
        press(&asked, KEYCODE_DOWN);
    assert_string_equal(asked.options.answering.text, "bucket 7");
    press(&asked, KEYCODE_LEFT); /* of four there is no bucket 7 */
    assert_string_equal(asked.options.answering.text, "old bucket 0");
    assert_true(asked.options.selected.is_on);
    end(&asked);
}

/* ---- The mouse ---- */

static void a_press_points_and_a_second_one_answers(void **state)
{
    struct asked asked;
    (void)state;
    begin(&asked, CROWD "  - {put: {a: 2}, ask: {question: q, answer: {slot_of: b}}}\n");
    struct view view;
    player_view(asked.player, LANGUAGE_ENGLISH, &view);
    th_place place = {.array = model_map(view.model, view.map)->header.buckets, .bucket = 1};
    th_place bucket = place;
    bucket.slot = REGISTERS_WHOLE;
    assert_int_equal(quiz_press_place(&asked.quiz, asked.player, &bucket), QUIZ_NOT_MINE);
    assert_int_equal(quiz_press_choice(&asked.quiz, asked.player, 0), QUIZ_NOT_MINE);
    assert_int_equal(quiz_press_place(&asked.quiz, asked.player, &place), QUIZ_TAKEN);
    place.slot = 1;
    assert_int_equal(quiz_press_place(&asked.quiz, asked.player, &place), QUIZ_TAKEN);
    assert_true(player_waits(asked.player));
    assert_int_equal(quiz_press_place(&asked.quiz, asked.player, &place), QUIZ_ANSWERED);
    assert_int_equal(player_verdict(asked.player, 1), PLAYER_RIGHT);
    assert_int_equal(quiz_press_place(&asked.quiz, asked.player, &place), QUIZ_NOT_MINE);
    end(&asked);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(going_forward_begins_an_answer_and_nothing_else_is_taken),
        cmocka_unit_test(a_digit_begins_the_answer_that_it_is_typed_for),
        cmocka_unit_test(hints_come_by_tab_and_end),
        cmocka_unit_test(a_question_is_skipped_and_asked_again),
        cmocka_unit_test(what_is_typed_is_the_answer_once_it_is_one),
        cmocka_unit_test(choices_are_named_by_number_or_letter_and_walked_over),
        cmocka_unit_test(arrows_point_along_slots_buckets_and_chains),
        cmocka_unit_test(a_press_points_and_a_second_one_answers),
        cmocka_unit_test(during_a_growth_the_sides_are_the_arrays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
