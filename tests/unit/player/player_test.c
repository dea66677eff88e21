/* Method: small lessons written here are played, and every stop is visited; the six lessons of the
 * program are played with the mirror checked after each operation, then wound through in all
 * ways. */
#include "tests/unit/player/played.h"

#include <stdlib.h>

#include "viz/lesson/catalog.h"

/* ---- A lesson ---- */

static const char *const three_steps = "tophash: 1\n"
                                       "id: three\n"
                                       "title: {en: Three, zh: 三}\n"
                                       "steps:\n"
                                       "  - put: {a: 1, b: 2}\n"
                                       "    say: two puts\n"
                                       "    expect: {count: 2}\n"
                                       "  - say: {en: only words, zh: 只有话}\n"
                                       "  - get: a\n"
                                       "    expect: {found: true, value: 1, count: 2}\n";

/* ---- Stops ---- */

static void a_player_begins_with_words_and_nothing_moved(void **state)
{
    (void)state;
    struct played played = play_text(three_steps);
    struct view view = look(played.player);
    assert_int_equal(view.step, 0);
    assert_int_equal(view.step_count, 3);
    assert_int_equal(view.move, 0);
    assert_false(view.has_now);
    assert_string_equal(view.say, "two puts");
    assert_string_equal(view.title, "Three");
    assert_int_equal(view.verdict, VIEW_NOT_YET);
    assert_false(model_map(view.model, view.map)->is_made);
    put_away(played);
}

static void steps_stop_at_their_words_and_at_their_end(void **state)
{
    (void)state;
    struct played played = play_text(three_steps);
    struct player *player = played.player;
    assert_true(player_step_forward(player)); /* to the end of step 1 */
    struct view view = look(player);
    assert_int_equal(view.step, 0);
    assert_int_equal(view.move, view.move_count);
    assert_int_equal(view.verdict, VIEW_HELD);
    assert_int_equal(model_map(view.model, view.map)->header.count, 2);
    assert_true(player_step_forward(player)); /* step 2 only says something */
    assert_string_equal(look(player).say, "only words");
    assert_int_equal(look(player).move_count, 0);
    assert_int_equal(look(player).verdict, VIEW_NOTHING_EXPECTED);
    assert_true(player_step_forward(player)); /* the words of step 3 */
    assert_int_equal(look(player).step, 2);
    assert_int_equal(look(player).move, 0);
    assert_true(player_step_forward(player));
    assert_false(player_step_forward(player)); /* the end */
    size_t back = 0;
    while (player_step_back(player))
        back++;
    assert_int_equal(back, 4);
    assert_int_equal(look(player).step, 0);
    assert_int_equal(look(player).move, 0);
    put_away(played);
}

static void moves_visit_every_stop_once_each_way(void **state)
{
    (void)state;
    struct played played = play_text(three_steps);
    size_t forward = 0, back = 0;
    while (player_move_forward(played.player))
        forward++;
    while (player_move_back(played.player))
        back++;
    /* One stop at each step's words and one after each move; the first is where it began. */
    uint64_t moves = timeline_len(player_timeline(played.player));
    assert_int_equal(forward, moves + 3 - 1);
    assert_int_equal(back, forward);
    put_away(played);
}

static void operations_are_walked_whole(void **state)
{
    (void)state;
    struct played played = play_text(three_steps);
    struct player *player = played.player;
    assert_int_equal(look(player).op_count, 3); /* make, put, put */
    for (uint64_t op = 1; op <= 3; op++) {
        assert_true(player_op_forward(player));
        struct view view = look(player);
        assert_int_equal(view.now.kind, TH_EVENT_OP_END);
        assert_int_equal(view.op, op);
    }
    assert_int_equal(look(player).move, look(player).move_count);
    assert_true(player_op_back(player));
    assert_int_equal(look(player).op, 2);
    assert_true(player_op_forward(player)); /* the same operation again */
    assert_true(player_op_forward(player)); /* on to the next step's words */
    assert_int_equal(look(player).step, 1);
    put_away(played);
}

static void a_stop_can_be_sought(void **state)
{
    (void)state;
    struct played played = play_text(three_steps);
    assert_true(player_seek(played.player, 2, 3));
    assert_int_equal(look(played.player).step, 2);
    assert_int_equal(look(played.player).move, 3);
    player_seek(played.player, 0, UINT64_MAX);
    assert_int_equal(look(played.player).move, look(played.player).move_count);
    assert_true(player_last(played.player));
    assert_int_equal(look(played.player).step, 2);
    assert_true(player_first(played.player));
    assert_int_equal(look(played.player).move, 0);
    put_away(played);
}

static void words_come_in_the_language_asked_for(void **state)
{
    (void)state;
    struct played played = play_text(three_steps);
    struct view view;
    player_seek(played.player, 1, 0);
    player_view(played.player, LANGUAGE_CHINESE, &view);
    assert_string_equal(view.title, "三");
    assert_string_equal(view.say, "只有话");
    player_seek(played.player, 0, 0);
    player_view(played.player, LANGUAGE_CHINESE, &view);
    assert_string_equal(view.say, "two puts"); /* not there in Chinese */
    put_away(played);
}

/* ---- Expectations ---- */

/* Plays one step with one expectation, and says how it fared. */
static void expect_outcome(const char *maps, const char *step, bool has_held, const char *expected,
                           const char *actual)
{
    char text[2048];
    snprintf(text, sizeof text, "tophash: 1\nid: one\ntitle: one\n%ssteps:\n%s", maps, step);
    struct played played = play_text(text);
    size_t last = player_step_count(played.player) - 1;
    struct player_outcome outcome = player_outcome(played.player, last, 0);
    if (outcome.has_held != has_held) fail_msg("%s: wrong verdict", step);
    assert_string_equal(outcome.expected, expected);
    assert_string_equal(outcome.actual, actual);
    assert_int_equal(player_step_has_held(played.player, last), has_held);
    player_last(played.player);
    assert_int_equal(look(played.player).verdict, has_held ? VIEW_HELD : VIEW_FAILED);
    put_away(played);
}

static void each_kind_of_fact_holds_and_fails(void **state)
{
    (void)state;
    static const struct {
        const char *step;
        bool has_held;
        const char *expected, *actual;
    } cases[] = {
        {"  - {put: {a: 1}, expect: {count: 1}}\n", true, "1", "1"},
        {"  - {put: {a: 1}, expect: {count: 2}}\n", false, "2", "1"},
        {"  - {put: {a: 1}, expect: {B: 0}}\n", true, "0", "0"},
        {"  - {put: {a: 1}, expect: {B: 3}}\n", false, "3", "0"},
        {"  - {put: {a: 1}, expect: {buckets: 1}}\n", true, "1", "1"},
        {"  - {put: {a: 1}, expect: {buckets: 2}}\n", false, "2", "1"},
        {"  - {put: {a: 1}, expect: {oldbuckets: 0}}\n", true, "0", "0"},
        {"  - {put: {a: 1}, expect: {oldbuckets: 1}}\n", false, "1", "0"},
        {"  - {put: {a: 1}, expect: {flags: []}}\n", true, "[]", "[]"},
        {"  - {put: {a: 1}, expect: {flags: [writing]}}\n", false, "[writing]", "[]"},
        {"  - {put: {a: 1}, expect: {growing: false}}\n", true, "false", "false"},
        {"  - {put: {a: 1}, expect: {growing: true}}\n", false, "true", "false"},
        {"  - {put: {a: 1}, expect: {same_size: true}}\n", false, "true", "false"},
        {"  - {put: {a: 1}, expect: {noverflow: 1}}\n", false, "1", "0"},
        {"  - {put: {a: 1}, expect: {nevacuate: 1}}\n", false, "1", "0"},
        {"  - put: {a: 1}\n  - {get: a, expect: {found: true}}\n", true, "true", "true"},
        {"  - put: {a: 1}\n  - {get: b, expect: {found: true}}\n", false, "true", "false"},
        {"  - put: {a: 1}\n  - {get: [a, b], expect: {found: true}}\n", false, "true", "1 of 2"},
        {"  - put: {a: 1}\n  - {get: a, expect: {value: 1}}\n", true, "1", "1"},
        {"  - put: {a: 1}\n  - {get: a, expect: {value: 7}}\n", false, "7", "1"},
        {"  - put: {a: 1}\n  - {get: b, expect: {value: 0}}\n", true, "0", "0"},
        {"  - put: {a: 1}\n  - {delete: a, expect: {deleted: true}}\n", true, "true", "true"},
        {"  - put: {a: 1}\n  - {delete: b, expect: {deleted: true}}\n", false, "true", "false"},
        {"  - {put: {a: 1}, expect: {panic: oops}}\n", false, "\"oops\"", "no panic"},
        {"  - put: {a: 1, b: 2}\n  - {iterate: {start: {bucket: 0}}, expect: {order: [a, b]}}\n",
         true, "\"a\", \"b\"", "\"a\", \"b\""},
        {"  - put: {a: 1, b: 2}\n  - {iterate: {start: {bucket: 0}}, expect: {order: [b, a]}}\n",
         false, "\"b\", \"a\"", "\"a\", \"b\""},
        {"  - put: {a: 1, b: 2}\n  - {iterate: {start: {bucket: 0}}, expect: {order: [a]}}\n",
         false, "\"a\"", "\"a\", \"b\""},
        {"  - put: {a: 1, b: 2}\n  - {iterate: {}, expect: {yields: 2}}\n", true, "2", "2"},
        {"  - put: {a: 1, b: 2}\n  - {iterate: {}, expect: {yields: 3}}\n", false, "3", "2"},
        {"  - {put: {a: 1}, expect: {events: [hash, count]}}\n", true, "hash, count",
         "as expected"},
        {"  - {put: {a: 1}, expect: {events: [count, hash]}}\n", false, "count, hash",
         "no hash after count"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        expect_outcome("", cases[i].step, cases[i].has_held, cases[i].expected, cases[i].actual);
    }
}

static void slots_are_held_against_memory(void **state)
{
    (void)state;
    const char *maps = "maps: {m: {hashes: {a: 0x9c00000000000000}}}\n";
    expect_outcome(maps,
                   "  - {put: {a: 1}, expect: {slots: [{bucket: 0, tophash: [0x9c, rest, any, any,"
                   " any, any, any, rest], keys: [a, ~, ~, ~, ~, ~, ~, ~]}]}}\n",
                   true, "0x9c\"a\" rest any any any any any rest",
                   "0x9c\"a\" rest rest rest rest rest rest rest");
    expect_outcome(maps,
                   "  - {put: {a: 1}, expect: {slots: [{bucket: 0, tophash: [0x9d, rest, any, any,"
                   " any, any, any, rest]}]}}\n",
                   false, "0x9d rest any any any any any rest",
                   "0x9c rest rest rest rest rest rest rest");
    expect_outcome(maps,
                   "  - {put: {a: 1}, expect: {slots: [{bucket: 3, tophash: [any, any, any, any,"
                   " any, any, any, any]}]}}\n",
                   false, "bucket 3", "no such bucket");
}

static void a_failure_is_said_whole_however_long(void **state)
{
    (void)state;
    char text[4096] = "tophash: 1\nid: a\ntitle: a\nsteps:\n  - {put: {a: 1}, expect: {panic: ";
    for (int i = 0; i < 300; i++)
        strcat(text, "桶");
    strcat(text, "}}\n");
    struct played played = play_text(text);
    player_last(played.player);
    const char *failure = look(played.player).failure;
    assert_memory_equal(failure, "panic: expected \"桶桶", strlen("panic: expected \"桶桶"));
    assert_non_null(strstr(failure, "桶\", is no panic"));
    assert_int_equal(strlen(failure),
                     300 * strlen("桶") + strlen("panic: expected \"\", is no panic"));
    put_away(played);
}

static void an_unexpected_panic_fails_its_step_and_the_lesson_goes_on(void **state)
{
    (void)state;
    struct played played = play_text("tophash: 1\nid: nil\ntitle: nil\nmaps: {n: nil}\n"
                                     "steps: [{put: {a: 1}}, {get: a, expect: {found: false}}]\n");
    assert_string_equal(player_unexpected_panic(played.player, 0),
                        "assignment to entry in nil map");
    assert_false(player_step_has_held(played.player, 0));
    assert_true(player_step_has_held(played.player, 1));
    player_step_forward(played.player);
    struct view view = look(played.player);
    assert_int_equal(view.verdict, VIEW_FAILED);
    assert_string_equal(view.failure, "unexpected panic: assignment to entry in nil map");
    assert_true(view.registers.has_panicked);
    put_away(played);
}

static void a_nil_map_tells_what_the_core_answered(void **state)
{
    (void)state;
    struct played played =
        play_text("tophash: 1\nid: nil\ntitle: nil\nmaps: {n: nil}\n"
                  "steps:\n"
                  "  - {get: a, expect: {found: false, value: 0, events: [op_start, op_end]}}\n"
                  "  - {delete: a, expect: {deleted: false, count: 0}}\n"
                  "  - {clear: n, expect: {count: 0}}\n"
                  "  - {iterate: {}, expect: {yields: 0, order: []}}\n"
                  "  - {put: {a: 1}, expect: {panic: assignment to entry in nil map}}\n");
    for (size_t step = 0; step < player_step_count(played.player); step++) {
        assert_true(player_step_has_held(played.player, step));
    }
    put_away(played);
}

static void a_fill_may_end_at_the_largest_number(void **state)
{
    (void)state;
    struct played played = play_text("tophash: 1\nid: far\ntitle: far\nsteps:\n"
                                     "  - fill: {prefix: k, from: 9223372036854775806,"
                                     " to: 9223372036854775807}\n"
                                     "    expect: {count: 2}\n");
    assert_true(player_step_has_held(played.player, 0));
    put_away(played);
}

static void a_view_tells_a_nil_map_from_one_that_is_to_be_made(void **state)
{
    (void)state;
    struct played played = play_text("tophash: 1\nid: two\ntitle: two\n"
                                     "maps: {n: nil, m: {value: int64}}\n"
                                     "steps: [{get: a}, {get: a, on: m}]\n");
    assert_true(look(played.player).is_map_nil);
    player_seek(played.player, 1, 0);
    assert_false(look(played.player).is_map_nil);
    put_away(played);
}

/* ---- All value types, open cursors at the end ---- */

static void values_of_every_type_are_stored_and_shown(void **state)
{
    (void)state;
    struct played played = play_text("tophash: 1\nid: types\ntitle: types\n"
                                     "maps: {b: {value: bool}, s: {value: 'struct{}'},"
                                     " y: {value: bytes5}, big: {value: bytes128, keys: owned}}\n"
                                     "steps:\n"
                                     "  - {put: {k: true}, on: b}\n"
                                     "  - {get: k, on: b, expect: {value: true}}\n"
                                     "  - {put: {k: {}}, on: s}\n"
                                     "  - {get: k, on: s, expect: {found: true}}\n"
                                     "  - {put: {k: -2}, on: y}\n"
                                     "  - {get: k, on: y, expect: {value: -2}}\n"
                                     "  - {fill: {prefix: k, from: 1, to: 200}, on: big}\n"
                                     "  - {get: k77, on: big, expect: {value: 77, count: 200}}\n"
                                     "  - {open: {cursor: c}, on: big}\n"
                                     "  - {next: {cursor: c, times: 3}, on: big}\n");
    for (size_t step = 0; step < player_step_count(played.player); step++) {
        if (!player_step_has_held(played.player, step)) fail_msg("step %zu failed", step + 1);
    }
    put_away(played); /* the cursor is still open */
}

/* ---- The program's lessons ---- */

/* Every position forwards, then backwards, then by far jumps: always the same model. */
static void wind_every_way(struct player *player)
{
    uint64_t len = timeline_len(player_timeline(player));
    uint64_t *digests = calloc(len + 1, sizeof *digests);
    struct timeline *timeline = (struct timeline *)player_timeline(player);
    assert_non_null(digests);
    for (uint64_t i = 0; i <= len; i++) {
        timeline_seek(timeline, i);
        digests[i] = model_digest(timeline_model(timeline));
    }
    for (uint64_t i = len + 1; i-- > 0;) {
        timeline_seek(timeline, i);
        assert_int_equal(model_digest(timeline_model(timeline)), digests[i]);
    }
    for (uint64_t i = 0; i <= len; i++) {
        uint64_t far = i * 7919 % (len + 1);
        timeline_seek(timeline, far);
        assert_int_equal(model_digest(timeline_model(timeline)), digests[far]);
    }
    free(digests);
}

static void every_lesson_holds_and_its_mirror_is_the_map(void **state)
{
    (void)state;
    struct catalog *catalog;
    assert_int_equal(catalog_of_embedded(&catalog), CATALOG_OK);
    assert_true(catalog_count(catalog) >= 6);
    for (size_t i = 0; i < catalog_count(catalog); i++) {
        struct played played;
        struct source_errors errors;
        assert_int_equal(catalog_load(catalog, i, &played.plan, &errors), LESSON_OK);
        struct player_options options = {.checks_mirror = true};
        enum player_status status = player_make(played.plan, &options, &played.player);
        if (status != PLAYER_OK) {
            fail_msg("%s: %s: %s", catalog_at(catalog, i)->path, player_status_text(status),
                     player_mirror_difference());
        }
        for (size_t step = 0; step < player_step_count(played.player); step++) {
            if (player_step_has_held(played.player, step)) continue;
            player_seek(played.player, step, UINT64_MAX);
            fail_msg("%s, step %zu: %s", catalog_at(catalog, i)->path, step + 1,
                     look(played.player).failure);
        }
        wind_every_way(played.player);
        put_away(played);
    }
    catalog_free(catalog);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_player_begins_with_words_and_nothing_moved),
        cmocka_unit_test(steps_stop_at_their_words_and_at_their_end),
        cmocka_unit_test(moves_visit_every_stop_once_each_way),
        cmocka_unit_test(operations_are_walked_whole),
        cmocka_unit_test(a_stop_can_be_sought),
        cmocka_unit_test(words_come_in_the_language_asked_for),
        cmocka_unit_test(each_kind_of_fact_holds_and_fails),
        cmocka_unit_test(slots_are_held_against_memory),
        cmocka_unit_test(a_failure_is_said_whole_however_long),
        cmocka_unit_test(an_unexpected_panic_fails_its_step_and_the_lesson_goes_on),
        cmocka_unit_test(a_nil_map_tells_what_the_core_answered),
        cmocka_unit_test(a_fill_may_end_at_the_largest_number),
        cmocka_unit_test(a_view_tells_a_nil_map_from_one_that_is_to_be_made),
        cmocka_unit_test(values_of_every_type_are_stored_and_shown),
        cmocka_unit_test(every_lesson_holds_and_its_mirror_is_the_map),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
