/* ask_test.c - what a question shows before and behind the moves. Method: a film of a real map at
 * its beginning or end, with a question put into its view; look for what must be there, in every
 * size. */
#include "viz/screen/screen.h"

#include <stdlib.h>
#include <string.h>

#include "tests/unit/screen/seen.h"

static const char *const long_choice =
    "It goes on in the old array, because nobody has moved its bucket yet, and that is where it is";

static struct view_ask choices_of(size_t count)
{
    struct view_ask ask = {.form = VIEW_ASK_CHOICE,
                           .state = VIEW_ASK_WAITING,
                           .question = "Where does the lookup find the key?",
                           .choice_count = count,
                           .hint = "",
                           .hint_count = 2,
                           .reaction = "",
                           .why = ""};
    static const char *const words[VIEW_CHOICES_MAX] = {
        "in buckets", "in oldbuckets", "nowhere", "four", "five", "six", "seven", "eight", "nine"};

    for (size_t i = 0; i < count; i++)
        ask.choices[i] = words[i];
    return ask;
}

/* ---- Waiting ---- */

static void a_question_and_its_choices_are_shown_with_the_bar(void **state)
{
    struct film *film = film_make("fill:k=9");
    struct frame *frame = make_frame(24, 80);
    struct view view = film_view(film, 0, LANGUAGE_ENGLISH);
    struct screen_options options = {.answering = {.is_on = true, .choice = 1}};

    (void)state;
    view.ask = choices_of(3);
    screen_draw(frame, &view, &options);
    assert_has(frame, "─ question ─");
    assert_has(frame, "? Where does the lookup find the key?");
    assert_has(frame, "  1  in buckets");
    assert_has(frame, "▶ 2  in oldbuckets");
    assert_has(frame, "  3  nowhere");
    view.ask.hint = "Look at nevacuate.";
    view.ask.hint_number = 1;
    options.answering.complaint = "a number of a choice";
    screen_draw(frame, &view, &options);
    assert_has(frame, "Hint 1/2: Look at nevacuate.");
    assert_has(frame, "✗ a number of a choice");
    frame_free(frame);
    film_free(film);
}

static void what_is_typed_stands_behind_what_is_wanted_with_a_cursor(void **state)
{
    struct film *film = film_make("fill:k=9");
    struct frame *frame = make_frame(24, 80);
    struct view view = film_view(film, 0, LANGUAGE_ENGLISH);
    struct screen_options options = {.answering = {.is_on = true, .text = "9c", .cursor = 1}};
    int row, col;

    (void)state;
    view.ask = choices_of(0);
    view.ask.form = VIEW_ASK_BYTE;
    screen_draw(frame, &view, &options);
    assert_has(frame, "Answer, in hexadecimal: 9c");
    assert_true(frame_read_cursor(frame, &row, &col));
    assert_int_equal(frame_read_cell(frame, row, col, GLYPH_UTF8).bytes[0], 'c');
    options.answering.is_on = false;
    screen_draw(frame, &view, &options);
    assert_false(frame_read_cursor(frame, &row, &col));
    frame_free(frame);
    film_free(film);
}

/* Method: nine choices and one that takes lines, in every size, the bar on each in turn. */
static void the_choice_under_the_bar_is_in_view_in_every_size(void **state)
{
    struct film *film = film_make("fill:k=27");
    struct frame *frame = make_frame(1, 1);

    (void)state;
    for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++) {
        if (sizes[s][0] < SCREEN_LEAST_HEIGHT || sizes[s][1] < SCREEN_LEAST_WIDTH) continue;
        assert_int_equal(frame_resize(frame, sizes[s][0], sizes[s][1]), FRAME_OK);
        for (size_t choice = 0; choice < 9; choice++) {
            struct view view = film_view(film, film_len(film), LANGUAGE_ENGLISH);
            struct screen_options options = {.answering = {.is_on = true, .choice = choice}};
            char expected[40];

            view.ask = choices_of(9);
            view.ask.choices[8] = long_choice;
            screen_draw(frame, &view, &options);
            snprintf(expected, sizeof expected, "%zu  %.4s", choice + 1, view.ask.choices[choice]);
            assert_has(frame, expected);
        }
    }
    frame_free(frame);
    film_free(film);
}

/* ---- The truth ---- */

static void a_wrong_answer_stands_beside_the_truth_with_the_bits(void **state)
{
    struct film *film = film_make("fill:k=9");
    struct frame *frame = make_frame(24, 80);
    struct view view = film_view(film, film_len(film), LANGUAGE_ENGLISH);

    (void)state;
    view.ask = choices_of(0);
    view.ask.form = VIEW_ASK_BYTE;
    view.ask.state = VIEW_ASK_WRONG;
    strcpy(view.ask.said.words, "39");
    strcpy(view.ask.truth.words, "9c");
    view.ask.reaction = "Those are the lowest bits.";
    view.ask.why = "The top byte is the tophash.";
    view.ask.has_hash = true;
    view.ask.key = (th_key){"fig", 3};
    view.ask.hash = 0x9c00000000000039;
    view.ask.B = 1;
    screen_draw(frame, &view, NULL);
    assert_has(frame, "✗ You said: 39");
    assert_has(frame, "✓ It is: 9c");
    assert_has(frame, "Those are the lowest bits.");
    assert_has(frame, "The top byte is the tophash.");
    assert_has(frame, "fig [10011100]");
    assert_has(frame, "[1]  tophash 9c, bucket 1");
    view.ask.state = VIEW_ASK_RIGHT;
    screen_draw(frame, &view, NULL);
    assert_has(frame, "✓ Right: 39");
    frame_free(frame);
    film_free(film);
}

static void what_does_not_fit_is_counted_and_scrolled_to(void **state)
{
    struct film *film = film_make("fill:k=9");
    struct frame *frame = make_frame(10, 40);
    struct view view = film_view(film, film_len(film), LANGUAGE_ENGLISH);
    struct screen_options options = {.scroll = {.ask = 1000}};

    (void)state;
    view.ask = choices_of(3);
    view.ask.state = VIEW_ASK_WRONG;
    view.ask.reaction = "One two three four five six seven eight nine ten eleven twelve thirteen.";
    view.ask.why = "The very last words.";
    view.say = "";
    strcpy(view.ask.said.words, "in buckets");
    screen_draw(frame, &view, NULL);
    assert_has(frame, "✗ You said: in buckets");
    assert_has(frame, " ↑0 ↓2 ");
    struct screen_scroll scroll = screen_draw(frame, &view, &options);
    assert_int_equal(scroll.ask, 2);
    assert_has(frame, "The very last words.");
    options.scroll.ask = -1000;
    assert_int_equal(screen_draw(frame, &view, &options).ask, 0);
    frame_free(frame);
    film_free(film);
}

static void a_place_that_was_said_stays_on_the_picture(void **state)
{
    struct film *film = film_make("fill:k=3");
    struct frame *frame = make_frame(24, 80);
    struct view view = film_view(film, film_len(film), LANGUAGE_ENGLISH);
    uint32_t buckets = model_map(view.model, view.map)->header.buckets;

    (void)state;
    view.ask = choices_of(0);
    view.ask.form = VIEW_ASK_SLOT;
    view.ask.state = VIEW_ASK_SAID;
    view.ask.said.place = (th_place){.array = buckets, .slot = 2};
    screen_draw(frame, &view, NULL);
    assert_has(frame, "?k3");
    view.ask.state = VIEW_ASK_WRONG;
    view.ask.truth.place = (th_place){.array = buckets, .slot = 1};
    screen_draw(frame, &view, NULL);
    assert_has(frame, "✓k2 ✗k3");
    view.ask.form = VIEW_ASK_BUCKET;
    view.ask.state = VIEW_ASK_RIGHT;
    view.ask.said.place = view.ask.truth.place = (th_place){.array = buckets};
    screen_draw(frame, &view, NULL);
    assert_has(frame, "✓  0▏");
    frame_free(frame);
    film_free(film);
}

static void an_answer_is_kept_in_view_while_the_moves_run(void **state)
{
    struct film *film = film_make("fill:k=3");
    struct frame *frame = make_frame(24, 80);
    struct view view = film_view(film, film_len(film) / 2, LANGUAGE_ENGLISH);

    (void)state;
    view.say = "";
    view.ask = choices_of(3);
    view.ask.state = VIEW_ASK_SAID;
    strcpy(view.ask.said.words, "in buckets");
    screen_draw(frame, &view, NULL);
    assert_has(frame, "Your answer: in buckets");
    assert_has(frame, "▶ "); /* the move's sentence is there, too */
    view.ask.state = VIEW_ASK_PASSED;
    view.say = "The lesson's words.";
    screen_draw(frame, &view, NULL);
    assert_has(frame, "The lesson's words.");
    frame_free(frame);
    film_free(film);
}

static void a_question_is_asked_in_chinese(void **state)
{
    struct film *film = film_make("fill:k=3");
    struct frame *frame = make_frame(24, 80);
    struct view view = film_view(film, 0, LANGUAGE_CHINESE);

    (void)state;
    view.ask = choices_of(0);
    view.ask.form = VIEW_ASK_NUMBER;
    screen_draw(frame, &view, NULL);
    assert_has(frame, "提问");
    assert_has(frame, "答案（数字）：");
    frame_free(frame);
    film_free(film);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_question_and_its_choices_are_shown_with_the_bar),
        cmocka_unit_test(what_is_typed_stands_behind_what_is_wanted_with_a_cursor),
        cmocka_unit_test(the_choice_under_the_bar_is_in_view_in_every_size),
        cmocka_unit_test(a_wrong_answer_stands_beside_the_truth_with_the_bits),
        cmocka_unit_test(what_does_not_fit_is_counted_and_scrolled_to),
        cmocka_unit_test(a_place_that_was_said_stays_on_the_picture),
        cmocka_unit_test(an_answer_is_kept_in_view_while_the_moves_run),
        cmocka_unit_test(a_question_is_asked_in_chinese),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
