/* race_footer_test.c - the lower border of a race says who can move, and answers a key that cannot
 * be obeyed.
 *
 * Method: a film of a real map, workers made up by hand beside it; the frame is read as text. */
#include "viz/screen/screen.h"

#include <string.h>

#include "tests/unit/screen/seen.h"

enum { WORKERS = 4 };

/* A to D, in these states: r ready, w waits for mu, d done, x dead. */
static struct view race_of(struct film *film, const char *states, enum language language)
{
    static const char *const names[WORKERS] = {"A", "B", "C", "D"};
    struct view view = film_view(film, film_find(film, TH_EVENT_WRITING_SET, 2), language);

    view.race = (struct view_race){.schedule = "A*3", .outcome = "", .is_asking = true};
    for (size_t i = 0; states[i] != '\0'; i++) {
        enum view_lane_state state = VIEW_LANE_READY;

        if (states[i] == 'w') state = VIEW_LANE_WAITING;
        if (states[i] == 'd') state = VIEW_LANE_DONE;
        if (states[i] == 'x') state = VIEW_LANE_DEAD;
        view.race.lanes[view.race.lane_count++] = (struct view_lane){
            .name = names[i], .state = state, .verb = "lock", .lock = "mu", .op_count = 1};
    }
    return view;
}

/* The lower border of the race begins with these words. */
static void assert_footer(struct view view, const struct screen_options *options, const char *words)
{
    struct frame *frame = make_frame(24, 80);

    screen_draw(frame, &view, options);
    assert_has(frame, words);
    frame_free(frame);
}

static void the_keys_of_those_who_can_move_are_named(void **state)
{
    struct film *film = film_make("put:k0 put:k1");

    (void)state;
    assert_footer(race_of(film, "rr", LANGUAGE_ENGLISH), NULL, "└ 1–2 choose who moves ─");
    assert_footer(race_of(film, "drrw", LANGUAGE_ENGLISH), NULL, "└ 2–3 choose who moves ─");
    assert_footer(race_of(film, "rwdr", LANGUAGE_ENGLISH), NULL, "└ 1/4 choose who moves ─");
    assert_footer(race_of(film, "rwrr", LANGUAGE_CHINESE), NULL, "└ 1/3/4 选择谁来动 ─");
    assert_footer(race_of(film, "wr", LANGUAGE_ENGLISH), NULL, "└ 2 lets B move ─");
    assert_footer(race_of(film, "rd", LANGUAGE_CHINESE), NULL, "└ 1 让 A 走 ─");
    assert_footer(race_of(film, "ww", LANGUAGE_ENGLISH), NULL, "└──");
    film_free(film);
}

static void assert_answer(struct view view, enum screen_refusal refusal, size_t worker,
                          const char *words)
{
    assert_footer(view, &(struct screen_options){.refusal = refusal, .refused_worker = worker},
                  words);
}

static void a_key_that_cannot_be_obeyed_is_answered(void **state)
{
    struct film *film = film_make("put:k0 put:k1");
    struct view view = race_of(film, "rwdx", LANGUAGE_ENGLISH);

    (void)state;
    assert_answer(view, SCREEN_REFUSED_WORKER, 1, "└ B waits for mu ─");
    assert_answer(view, SCREEN_REFUSED_WORKER, 2, "└ C is done ─");
    assert_answer(view, SCREEN_REFUSED_WORKER, 3, "└ D cannot move ─");
    assert_answer(view, SCREEN_REFUSED_WORKER, 4, "└ there is no worker 5 ─");
    assert_answer(view, SCREEN_REFUSED_UNDO, 0, "└ no choice to undo ─");
    view.race.outcome = "all went well";
    assert_answer(view, SCREEN_REFUSED_WORKER, 1, "└ the race is over ─");
    view.race.lane_count = 0;
    assert_answer(view, SCREEN_REFUSED_WORKER, 0, "└ nobody races here ─");
    assert_answer(view, SCREEN_REFUSED_POLICY, 0, "└ nobody races here ─");
    view = race_of(film, "rw", LANGUAGE_CHINESE);
    assert_answer(view, SCREEN_REFUSED_WORKER, 1, "└ B 在等 mu ─");
    film_free(film);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_keys_of_those_who_can_move_are_named),
        cmocka_unit_test(a_key_that_cannot_be_obeyed_is_answered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
