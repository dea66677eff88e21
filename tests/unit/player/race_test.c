/* Method: small races whose schedules can be counted on paper are played; the learner's keys are
 * calls of player_choose and its kin. A put's first three moves look at the flags, load them, and
 * store the writing bit; so four moves are the fewest in which another put can be caught. */
#include "tests/unit/player/played.h"

#include <stdlib.h>

/* ---- Races ---- */

static unsigned writing_of(const struct view *view)
{
    return model_map(view->model, view->map)->header.flags & 4U;
}

#define HEAD "tophash: 1\nid: race\ntitle: {en: Race, zh: 竞态}\n"
#define TWO_PUTS "workers:\n  A: [put: {a: 1}]\n  B: [put: {b: 2}]\n"
/* Two that take mu and nu in opposite order. Of A first: A A A A B.., A A A B A B..; or A B, and
 * both wait. The same with B first: 4 schedules are clean, 2 are deadlocks. */
#define TWO_LOCKS                                                                                  \
    "locks: {mu: mutex, nu: mutex}\n"                                                              \
    "workers:\n"                                                                                   \
    "  A: [{lock: mu}, {lock: nu}, {unlock: nu}, {unlock: mu}]\n"                                  \
    "  B: [{lock: nu}, {lock: mu}, {unlock: mu}, {unlock: nu}]\n"

static const char *const two_puts = HEAD TWO_PUTS "steps:\n"
                                                  "  - schedule: A, then serial\n"
                                                  "    say: {en: in turn, zh: 依次}\n"
                                                  "    expect: {outcome: clean, count: 2}\n"
                                                  "  - schedule: A*3 B\n"
                                                  "    say: B is caught\n"
                                                  "    expect: {outcome: fatal_at_entry}\n";

static void choose_all(struct player *player, const char *workers)
{
    for (; *workers != '\0'; workers++)
        assert_int_equal(player_choose(player, (size_t)(*workers - 'A')), PLAYER_CHOSEN);
}

/* ---- The learner as the scheduler ---- */

static void four_choices_lead_to_a_fatal_error_and_none_fewer_can(void **state)
{
    (void)state;
    struct played played = play_text(two_puts);
    choose_all(played.player, "AAA");
    struct view view = look(played.player);
    assert_true(player_is_live(played.player));
    assert_true(view.race.is_asking);
    assert_string_equal(view.race.outcome, "");
    assert_null(view.race.fatal);
    assert_true(view.race.lanes[0].set_writing);
    choose_all(played.player, "B");
    view = look(played.player);
    assert_int_equal(view.race.choice, 4);
    assert_int_equal(view.race.choice_count, 4);
    assert_string_equal(view.race.schedule, "A*3 B");
    assert_string_equal(view.race.fatal, "concurrent map writes");
    assert_true(view.race.is_bad);
    assert_int_equal(view.race.shortest, 4);
    /* Had B looked before A's store, A could have gone home before B loads the flags. */
    assert_int_equal(view.race.critical[0], 3);
    assert_int_equal(view.race.critical[1], 4);
    assert_int_equal(view.race.lanes[0].state, VIEW_LANE_READY);
    assert_int_equal(view.race.lanes[1].state, VIEW_LANE_DEAD);
    assert_true(view.race.lanes[1].is_now);
    assert_false(view.race.lanes[0].is_now);
    put_away(played);
}

static void who_cannot_move_is_not_chosen_and_nothing_changes(void **state)
{
    (void)state;
    struct played played = play_text(two_puts);
    assert_int_equal(player_choose(played.player, 2), PLAYER_NO_CHOICE);
    assert_false(player_is_live(played.player));
    choose_all(played.player, "AAAB");
    assert_int_equal(player_choose(played.player, 0), PLAYER_CANNOT_MOVE); /* all is over */
    assert_string_equal(look(played.player).race.schedule, "A*3 B");
    assert_true(player_is_live(played.player));
    put_away(played);
}

static void a_worker_that_waits_for_a_lock_cannot_be_chosen(void **state)
{
    (void)state;
    struct played played = play_text(HEAD TWO_LOCKS "steps: [{schedule: A*4 B*4}]\n");
    choose_all(played.player, "AA");
    struct view view = look(played.player);
    assert_int_equal(view.race.lanes[1].state, VIEW_LANE_WAITING);
    assert_string_equal(view.race.lanes[1].verb, "lock");
    assert_string_equal(view.race.lanes[1].lock, "nu");
    assert_int_equal(player_choose(played.player, 1), PLAYER_CANNOT_MOVE);
    choose_all(played.player, "A"); /* gives nu back */
    assert_int_equal(look(played.player).race.lanes[1].state, VIEW_LANE_READY);
    put_away(played);
}

static void a_lesson_that_is_no_race_has_no_choice(void **state)
{
    (void)state;
    struct played played = play_text(HEAD "steps: [{put: {a: 1}}]\n");
    struct policy_plan serial = {.kind = POLICY_SERIAL};
    assert_int_equal(player_choose(played.player, 0), PLAYER_NO_CHOICE);
    assert_int_equal(player_hand_over(played.player, &serial), PLAYER_NO_CHOICE);
    assert_false(player_undo_choice(played.player));
    assert_int_equal(look(played.player).race.lane_count, 0);
    put_away(played);
}

/* A put's first choice is two moves: the flags are looked at, then the key is hashed. */
static void inside_a_choice_a_worker_stands_where_it_has_come_to(void **state)
{
    (void)state;
    struct played played = play_text(two_puts);
    choose_all(played.player, "A");
    assert_true(player_move_back(played.player));
    struct view view = look(played.player);
    assert_int_equal(view.move, 1);
    assert_int_equal(view.now.kind, TH_EVENT_FLAGS_READ);
    assert_int_equal(view.race.choice, 1);
    assert_int_equal(view.race.lanes[0].line, TH_LINE_PUT_CHECK);
    assert_int_equal(view.race.lanes[0].next.line, TH_LINE_PUT_WRITING);
    assert_true(player_move_back(played.player));
    assert_int_equal(look(played.player).race.choice, 0);
    put_away(played);
}

static void a_choice_undone_can_be_made_anew(void **state)
{
    (void)state;
    struct played played = play_text(two_puts);
    choose_all(played.player, "AAAB");
    assert_true(player_undo_choice(played.player));
    struct view view = look(played.player);
    assert_int_equal(view.race.choice, 3);
    assert_int_equal(view.race.choice_count, 4); /* what comes behind it stays */
    assert_string_equal(view.race.schedule, "A*3");
    assert_string_equal(view.race.outcome, "");
    assert_int_equal(view.race.lanes[1].state, VIEW_LANE_READY);
    choose_all(played.player, "A"); /* another one than before */
    view = look(played.player);
    assert_string_equal(view.race.schedule, "A*4");
    assert_int_equal(view.race.choice_count, 4);
    for (int made = 4; made > 0; made--)
        assert_true(player_undo_choice(played.player));
    assert_false(player_undo_choice(played.player));
    view = look(played.player);
    assert_int_equal(view.race.choice, 0);
    assert_int_equal(view.move, 0);
    assert_int_equal(writing_of(&view), 0);
    put_away(played);
}

static void a_learner_takes_over_where_the_lessons_run_stands(void **state)
{
    (void)state;
    struct played played = play_text(two_puts);
    player_seek(played.player, 1, UINT64_MAX); /* A*3 B */
    assert_true(player_undo_choice(played.player));
    assert_false(player_is_live(played.player)); /* nothing has been chosen yet */
    choose_all(played.player, "A");
    assert_string_equal(look(played.player).race.schedule, "A*4");
    assert_string_equal(look(played.player).say, ""); /* the step's words are about another run */
    assert_true(look(played.player).race.is_own);
    choose_all(played.player, "AA");
    assert_true(player_lesson_run(played.player));
    assert_false(player_is_live(played.player));
    assert_false(player_lesson_run(played.player)); /* that is shown already */
    struct view view = look(played.player);
    assert_string_equal(view.say, "B is caught");
    assert_false(view.race.is_own);
    assert_int_equal(view.step, 1);
    assert_string_equal(view.race.schedule, "A*3"); /* where it was left */
    assert_true(player_move_forward(played.player));
    view = look(played.player);
    assert_string_equal(view.race.schedule, "A*3 B");
    assert_int_equal(view.race.shortest, 0); /* of the learner's runs only */
    put_away(played);
}

static void another_step_ends_the_learners_run(void **state)
{
    (void)state;
    struct played played = play_text(two_puts);
    choose_all(played.player, "AAAB");
    player_step_forward(played.player);
    player_seek(played.player, 0, UINT64_MAX);
    assert_false(player_is_live(played.player));
    struct view view = look(played.player);
    assert_false(view.race.is_bad);
    assert_int_equal(model_map(view.model, view.map)->header.count, 2);
    put_away(played);
}

static void a_schedule_from_elsewhere_is_shown_from_its_beginning(void **state)
{
    (void)state;
    struct played played = play_text(two_puts);
    struct policy_plan serial = {.kind = POLICY_SERIAL};
    const uint8_t choices[] = {0, 0, 0, 1};
    const uint8_t impossible[] = {0, 0, 0, 1, 0};
    assert_int_equal(player_replay(played.player, impossible, 5, &serial), PLAYER_CANNOT_MOVE);
    assert_false(player_is_live(played.player));
    assert_int_equal(player_replay(played.player, choices, 4, &serial), PLAYER_CHOSEN);
    struct view view = look(played.player);
    assert_int_equal(view.race.choice, 0);
    assert_int_equal(view.race.choice_count, 4);
    assert_string_equal(view.say, ""); /* the step's words are about another run */
    player_last(played.player);
    view = look(played.player);
    assert_string_equal(view.race.fatal, "concurrent map writes");
    assert_true(player_is_live(played.player)); /* its end, not the lesson's */
    player_first(played.player);
    assert_int_equal(look(played.player).race.choice, 0);
    assert_false(player_lesson_run(played.player)); /* nobody asked for the lesson's */
    choose_all(played.player, "B");                 /* nor is it when one has chosen otherwise */
    assert_true(look(played.player).race.is_replayed);
    assert_false(player_lesson_run(played.player));
    assert_string_equal(look(played.player).race.schedule, "B");
    put_away(played);
}

static void a_policy_goes_on_from_the_choices_made(void **state)
{
    (void)state;
    struct played played = play_text(two_puts);
    struct policy_plan serial = {.kind = POLICY_SERIAL};
    struct policy_plan turns = {.kind = POLICY_ROUND_ROBIN};
    choose_all(played.player, "AAA");
    assert_int_equal(player_hand_over(played.player, &serial), PLAYER_CHOSEN);
    struct view view = look(played.player);
    assert_memory_equal(view.race.schedule, "A*", 2); /* A to its end, then B */
    assert_int_equal(view.move, view.move_count);
    assert_false(view.race.is_bad);
    assert_int_equal(model_map(view.model, view.map)->header.count, 2);
    assert_int_equal(view.race.lanes[0].state, VIEW_LANE_DONE);
    assert_int_equal(view.race.lanes[1].state, VIEW_LANE_DONE);
    /* A move each: both load the flags before either stores them, on the way in and on the way
     * out. So nobody notices, and one of two entries is gone. */
    player_seek(played.player, 1, 0);
    assert_int_equal(player_hand_over(played.player, &turns), PLAYER_CHOSEN);
    view = look(played.player);
    assert_memory_equal(view.race.outcome, "silent and wrong", strlen("silent and wrong"));
    assert_true(view.race.is_bad);
    assert_null(view.race.fatal);
    assert_int_equal(writing_of(&view), 0);
    put_away(played);
}

static void the_same_seed_makes_the_same_choices(void **state)
{
    (void)state;
    struct played played = play_text(two_puts);
    struct policy_plan random = {.kind = POLICY_RANDOM, .seed = 7};
    assert_int_equal(player_hand_over(played.player, &random), PLAYER_CHOSEN);
    char *first = strdup(look(played.player).race.schedule);
    player_lesson_run(played.player);
    assert_int_equal(player_hand_over(played.player, &random), PLAYER_CHOSEN);
    assert_string_equal(look(played.player).race.schedule, first);
    free(first);
    put_away(played);
}

/* ---- Views ---- */

static void lanes_tell_what_each_worker_does(void **state)
{
    (void)state;
    struct played played = play_text(HEAD "setup: [put: {a: 1}]\n"
                                          "locks: {rw: rw}\n"
                                          "workers:\n"
                                          "  W: [{lock: rw}, {put: {bb: 2}}, {unlock: rw}]\n"
                                          "  R: [{rlock: rw}, {get: a}, {runlock: rw}]\n"
                                          "steps: [{schedule: 'W, then serial'}]\n");
    struct view view = look(played.player);
    assert_int_equal(view.race.lane_count, 2);
    assert_string_equal(view.race.lanes[0].name, "W");
    assert_string_equal(view.race.lanes[1].verb, "rlock");
    assert_string_equal(view.race.lanes[1].lock, "rw");
    assert_int_equal(view.race.lanes[0].op_count, 3);
    assert_int_equal(view.race.lanes[0].line, TH_LINE_NONE);
    assert_true(view.race.lanes[0].has_next);
    assert_int_equal(view.race.lanes[0].next.lock_move, TH_LOCK);
    assert_int_equal(model_map(view.model, view.map)->header.count, 1); /* set up by nobody */
    choose_all(played.player, "A");                                     /* W takes the lock */
    view = look(played.player);
    assert_int_equal(view.race.lanes[0].op, 1);
    assert_string_equal(view.race.lanes[0].verb, "put");
    assert_true(view.race.lanes[0].has_key);
    assert_memory_equal(view.race.lanes[0].key.bytes, "bb", 2);
    assert_int_equal(view.race.lanes[1].state, VIEW_LANE_WAITING);
    player_lesson_run(played.player);
    assert_true(player_step_forward(played.player)); /* to its end */
    view = look(played.player);
    assert_string_equal(view.race.lanes[1].verb, "");
    assert_int_equal(view.race.lanes[1].op, 3);
    assert_false(view.race.lanes[1].has_next);
    put_away(played);
}

static void an_outcome_is_said_at_the_end_and_only_there(void **state)
{
    (void)state;
    struct played played = play_text(HEAD TWO_LOCKS "steps: [{schedule: A B, expect: {outcome:"
                                                    " deadlock}}]\n");
    struct view view = look(played.player);
    assert_string_equal(view.race.outcome, "");
    assert_string_equal(view.race.schedule, "");
    player_last(played.player);
    view = look(played.player);
    assert_string_equal(view.race.schedule, "A B");
    assert_memory_equal(view.race.outcome, "deadlock", strlen("deadlock"));
    assert_true(view.race.is_bad);
    assert_int_equal(view.race.lanes[0].state, VIEW_LANE_WAITING);
    assert_int_equal(view.race.lanes[1].state, VIEW_LANE_WAITING);
    assert_int_equal(view.verdict, VIEW_HELD);
    player_view(played.player, LANGUAGE_CHINESE, &view);
    assert_memory_equal(view.race.outcome, "死锁", strlen("死锁"));
    put_away(played);
}

/* What is shown of a stop, in one number. */
static uint64_t stop_digest(const struct player *player)
{
    struct view view = look(player);
    uint64_t digest = model_digest(view.model) * 31 + view.race.choice;
    for (const char *at = view.race.schedule; *at != '\0'; at++)
        digest = digest * 31 + (uint64_t)(unsigned char)*at;
    for (size_t i = 0; i < view.race.lane_count; i++) {
        const struct view_lane *lane = &view.race.lanes[i];
        digest = digest * 31 + lane->op;
        digest = digest * 31 + (uint64_t)lane->line;
        digest = digest * 31 + (uint64_t)lane->state * 4 + lane->is_now * 2U + lane->set_writing;
    }
    return digest;
}

/* On paper: all schedules of two locks are 6, half of the odds a deadlock's. Without preemption
 * there are A*4 B*4 and B*4 A*4; of A*4 B*4 each of the first two choices and the fourth is one of
 * two, the third the only one: 1/8. */
static void a_table_tells_odds_and_what_it_leaves_out(void **state)
{
    (void)state;
    struct played played = play_text(HEAD TWO_LOCKS "steps:\n"
                                                    "  - explore: all\n"
                                                    "  - explore: {preemptions: 0}\n");
    struct view view = look(played.player);
    assert_int_equal(view.race.table.row_count, 2);
    assert_string_equal(view.race.table.title, "6 schedules, 3 run");
    assert_string_equal(view.race.table.rows[0].cells[2], "50.00 %");
    assert_string_equal(view.race.table.rows[1].cells[2], "50.00 %");
    assert_null(strstr(view.race.table.note, "the rest"));
    player_seek(played.player, 1, 0);
    view = look(played.player);
    assert_int_equal(view.race.table.row_count, 1);
    assert_string_equal(view.race.table.rows[0].cells[1], "2");
    assert_string_equal(view.race.table.rows[0].cells[2], "25.00 %");
    assert_non_null(strstr(view.race.table.note, "Other schedules have the rest."));
    put_away(played);
}

static void a_learners_run_is_the_same_forwards_and_back(void **state)
{
    (void)state;
    struct played played = play_text(two_puts);
    struct policy_plan random = {.kind = POLICY_RANDOM, .seed = 3};
    uint64_t digests[256];
    size_t count = 0;
    assert_int_equal(player_hand_over(played.player, &random), PLAYER_CHOSEN);
    uint64_t last = look(played.player).move_count;
    assert_true(last < 256);
    player_seek(played.player, 0, 0);
    digests[count++] = stop_digest(played.player);
    while (count <= last && player_move_forward(played.player))
        digests[count++] = stop_digest(played.player);
    assert_int_equal(count, last + 1);
    assert_true(player_is_live(played.player)); /* winding within the step keeps it */
    while (count-- > 1) {
        assert_int_equal(stop_digest(played.player), digests[count]);
        assert_true(player_move_back(played.player));
    }
    assert_int_equal(stop_digest(played.player), digests[0]);
    put_away(played);
}

/* ---- Expectations ---- */

struct fact_case {
    const char *step;
    bool has_held;
    const char *expected, *actual;
};

static void expect_facts(const char *race, const struct fact_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char text[2048];
        snprintf(text, sizeof text, "%ssteps:\n%s", race, cases[i].step);
        struct played played = play_text(text);
        struct player_outcome outcome = player_outcome(played.player, 0, 0);
        if (outcome.has_held != cases[i].has_held) fail_msg("%s: wrong verdict", cases[i].step);
        assert_string_equal(outcome.expected, cases[i].expected);
        assert_string_equal(outcome.actual, cases[i].actual);
        assert_int_equal(player_step_has_held(played.player, 0), cases[i].has_held);
        player_last(played.player);
        assert_int_equal(look(played.player).verdict, cases[i].has_held ? VIEW_HELD : VIEW_FAILED);
        put_away(played);
    }
}

static void each_kind_of_fact_of_a_race_holds_and_fails(void **state)
{
    (void)state;
    static const struct fact_case cases[] = {
        {"  - {schedule: A*4 B*4, expect: {outcome: clean}}\n", true, "clean", "clean"},
        {"  - {schedule: A B, expect: {outcome: clean}}\n", false, "clean", "deadlock"},
        {"  - {schedule: 'A, then ask', expect: {outcome: unfinished}}\n", true, "unfinished",
         "unfinished"},
        {"  - {schedule: A*4 B*4, expect: {count: 0}}\n", true, "0", "0"},
        {"  - {schedule: A*4 B*4, expect: {count: 1}}\n", false, "1", "0"},
        {"  - {explore: all, expect: {outcomes: {clean: 4, deadlock: 2}}}\n", true,
         "clean: 4, deadlock: 2", "clean: 4, deadlock: 2"},
        {"  - {explore: all, expect: {outcomes: {clean: 4, deadlock: 3}}}\n", false,
         "clean: 4, deadlock: 3", "clean: 4, deadlock: 2"},
        {"  - {explore: all, expect: {outcomes: {wrong: 0}}}\n", true, "wrong: 0", "wrong: 0"},
        /* without preemptions each goes as far as it can */
        {"  - {explore: {preemptions: 0}, expect: {outcomes: {clean: 2, deadlock: 0}}}\n", true,
         "clean: 2, deadlock: 0", "clean: 2, deadlock: 0"},
        {"  - {explore: all, expect: {never: [wrong, fault]}}\n", true, "none wrong fault",
         "wrong: 0, fault: 0"},
        {"  - {explore: all, expect: {never: [deadlock]}}\n", false, "none deadlock",
         "deadlock: 2"},
        {"  - {explore: all, expect: {some: [clean, deadlock]}}\n", true, "some clean deadlock",
         "clean: 4, deadlock: 2"},
        {"  - {explore: all, expect: {some: [wrong]}}\n", false, "some wrong", "wrong: 0"},
    };
    expect_facts(HEAD TWO_LOCKS, cases, sizeof cases / sizeof cases[0]);
}

static void free_runs_are_held_against_their_own_words(void **state)
{
    (void)state;
    static const struct fact_case cases[] = {
        {"  - {free: 5, expect: {never: [caught, wrong, crashed, hung]}}\n", true,
         "none caught wrong crashed hung", "caught: 0, wrong: 0, crashed: 0, hung: 0"},
        {"  - {free: 5, expect: {never: [clean]}}\n", false, "none clean", "clean: 5"},
        {"  - {free: 5, expect: {some: [clean]}}\n", true, "some clean", "clean: 5"},
        {"  - {free: 5, expect: {some: [wrong]}}\n", false, "some wrong", "wrong: 0"},
    };
    expect_facts(HEAD "locks: {mu: mutex}\n"
                      "workers:\n"
                      "  A: [{lock: mu}, {put: {a: 1}}, {unlock: mu}]\n"
                      "  B: [{lock: mu}, {put: {b: 2}}, {unlock: mu}]\n",
                 cases, sizeof cases / sizeof cases[0]);
}

static void a_bad_end_that_was_not_expected_fails_its_step(void **state)
{
    (void)state;
    struct played played = play_text(
        HEAD TWO_LOCKS "steps: [{schedule: A B, expect: {count: 0}}, {schedule: A*4 B*4}]\n");
    assert_false(player_step_has_held(played.player, 0));
    assert_memory_equal(player_unexpected_panic(played.player, 0), "deadlock", strlen("deadlock"));
    assert_true(player_step_has_held(played.player, 1));
    assert_null(player_unexpected_panic(played.player, 1));
    put_away(played);
}

static void expect_bad_schedule(const char *schedule, const char *why)
{
    char text[2048];
    snprintf(text, sizeof text, HEAD TWO_LOCKS "steps:\n  - schedule: %s\n", schedule);
    struct lesson *plan = load_text(text);
    struct player *player;
    struct player_options options = {.checks_mirror = true};
    assert_int_equal(player_make(plan, &options, &player), PLAYER_BAD_SCHEDULE);
    assert_null(player);
    assert_string_equal(player_mirror_difference(), why);
    lesson_free(plan);
}

/* The schedule is on line 9, and its text begins in column 15. */
static void a_schedule_that_cannot_be_is_refused_with_its_place(void **state)
{
    (void)state;
    expect_bad_schedule("A*5", "9:15: choice 5 of the schedule: A is done, and cannot move");
    expect_bad_schedule("A*4 B*4 A",
                        "9:23: choice 9 of the schedule: the race is over when A is to move");
    expect_bad_schedule("A*2 B",
                        "9:19: choice 3 of the schedule: B waits for the lock nu, and cannot move");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(four_choices_lead_to_a_fatal_error_and_none_fewer_can),
        cmocka_unit_test(who_cannot_move_is_not_chosen_and_nothing_changes),
        cmocka_unit_test(a_worker_that_waits_for_a_lock_cannot_be_chosen),
        cmocka_unit_test(a_lesson_that_is_no_race_has_no_choice),
        cmocka_unit_test(inside_a_choice_a_worker_stands_where_it_has_come_to),
        cmocka_unit_test(a_choice_undone_can_be_made_anew),
        cmocka_unit_test(a_learner_takes_over_where_the_lessons_run_stands),
        cmocka_unit_test(another_step_ends_the_learners_run),
        cmocka_unit_test(a_schedule_from_elsewhere_is_shown_from_its_beginning),
        cmocka_unit_test(a_policy_goes_on_from_the_choices_made),
        cmocka_unit_test(the_same_seed_makes_the_same_choices),
        cmocka_unit_test(lanes_tell_what_each_worker_does),
        cmocka_unit_test(an_outcome_is_said_at_the_end_and_only_there),
        cmocka_unit_test(a_table_tells_odds_and_what_it_leaves_out),
        cmocka_unit_test(a_learners_run_is_the_same_forwards_and_back),
        cmocka_unit_test(each_kind_of_fact_of_a_race_holds_and_fails),
        cmocka_unit_test(free_runs_are_held_against_their_own_words),
        cmocka_unit_test(a_bad_end_that_was_not_expected_fails_its_step),
        cmocka_unit_test(a_schedule_that_cannot_be_is_refused_with_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
