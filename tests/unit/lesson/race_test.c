/* Is each thing that is wrong in a race said at its place?
 * Method: one text for each kind of mistake, of which the whole list of errors is compared. */
#include "tests/unit/lesson/says.h"

/* ---- Maps, locks and setup that no race can have ---- */

#define HEAD "tophash: 1\nid: race\ntitle: Race\n"
#define TAIL "steps:\n- say: a\n"
#define WORKER "workers: {A: [{get: a}]}\n"

static void a_race_has_one_map_which_is_there_and_borrows_its_keys(void **state)
{
    (void)state;
    assert_refused(HEAD "maps: {m: {}, n: {}, o: {}}\n" WORKER TAIL,
                   "4:15: map \"n\" is a second one; allowed in a race: one\n");
    assert_refused(HEAD "maps: {m: nil}\n" WORKER TAIL,
                   "4:8: map \"m\" is nil; allowed in a race: one that can be written to\n");
    assert_refused(HEAD "maps: {m: {keys: owned}}\n" WORKER TAIL,
                   "4:18: keys is \"owned\"; allowed in a race: borrowed\n");
}

/* On paper: a bucket has 144 bytes and eight values; 2^B of them and a sixteenth have to fit into
 * 4 MiB. With values of 128 bytes 2^11 are 2.5 MB and 2^12 are 5.1; with int64 2^14 are 3.6 MB and
 * 2^15 are 7.2; with none 2^14 are 2.5 MB and 2^15 are 5.0. Each may hold 6.5 entries. */
static void a_hint_asks_for_no_more_than_a_race_has(void **state)
{
    (void)state;
    assert_refused(HEAD "maps: {m: {value: bytes128, hint: 100000}}\n" WORKER TAIL,
                   "4:35: hint is 100000; allowed in a race, with values of 128 bytes: at most "
                   "13312, for which the buckets fit into 4 MiB\n");
    assert_refused(HEAD "maps: {m: {value: bytes128, hint: 13313}}\n" WORKER TAIL,
                   "4:35: hint is 13313; allowed in a race, with values of 128 bytes: at most "
                   "13312, for which the buckets fit into 4 MiB\n");
    assert_refused(HEAD "maps: {m: {hint: 106497}}\n" WORKER TAIL,
                   "4:18: hint is 106497; allowed in a race, with values of 8 bytes: at most "
                   "106496, for which the buckets fit into 4 MiB\n");
    assert_refused(HEAD "maps: {m: {value: \"struct{}\", hint: 106497}}\n" WORKER TAIL,
                   "4:37: hint is 106497; allowed in a race, with values of 0 bytes: at most "
                   "106496, for which the buckets fit into 4 MiB\n");
    static const char *const most[] = {"{value: bytes128, hint: 13312}", "{hint: 106496}",
                                       "{hint: -5}"};
    for (size_t i = 0; i < sizeof most / sizeof most[0]; i++) {
        char text[200];
        snprintf(text, sizeof text, "%smaps: {m: %s}\n%s", HEAD, most[i], WORKER TAIL);
        struct lesson *loaded = loaded_text(text);
        assert_non_null(loaded->scenario);
        lesson_free(loaded);
    }
}

static void locks_and_setup_need_workers(void **state)
{
    (void)state;
    assert_refused(HEAD "locks: {mu: mutex}\nsetup: [{put: {a: 1}}]\n" TAIL,
                   "4:1: locks is of a race, and \"workers\" is missing; allowed: both or neither\n"
                   "5:1: setup is of a race, and \"workers\" is missing; allowed: both or "
                   "neither\n");
}

static void a_lock_is_a_mutex_or_rw_and_there_are_four_at_most(void **state)
{
    (void)state;
    assert_refused(HEAD "locks: {mu: mutexx}\n" WORKER TAIL,
                   "4:13: an item of locks is \"mutexx\"; allowed: mutex, rw; did you mean "
                   "\"mutex\"?\n");
    assert_refused(HEAD "locks: {a: rw, b: rw, c: rw, d: rw, e: rw}\n" WORKER TAIL,
                   "4:8: locks has 5 items; allowed: a mapping of 1 to 4: mutex, rw\n");
}

/* 1023 puts and two deletes are one too many; 1024 of a fill are not. */
static void a_setup_has_1024_operations_at_most(void **state)
{
    (void)state;
    assert_refused(
        HEAD "setup: [{fill: {prefix: k, from: 1, to: 1023}}, {delete: [a, b]}]\n" WORKER TAIL,
        "4:58: with this the setup has 1025 operations (each key is one); allowed: "
        "1024 at most\n");
    assert_refused(HEAD "setup: [{fill: {prefix: k, from: 0, to: 999999}}]\n" WORKER TAIL,
                   "4:16: with this the setup has 1000000 operations (each key is one); allowed: "
                   "1024 at most\n");
    struct lesson *loaded =
        loaded_text(HEAD "setup: [{fill: {prefix: k, from: 1, to: 1024}}]\n" WORKER TAIL);
    assert_int_equal(loaded->scenario->setup_count, 1024);
    assert_key(loaded->scenario->setup[1023].key, "k1024", 5);
    lesson_free(loaded);
}

static void values_of_a_race_fit_its_map(void **state)
{
    (void)state;
    assert_refused(HEAD "setup: [{put: {a: b}}]\nworkers: {A: [{put: {c: d}}]}\n" TAIL,
                   "4:19: the value of \"a\" is \"b\"; allowed in map \"m\": int64, an integer "
                   "from -9223372036854775808 to 9223372036854775807\n"
                   "5:25: the value of \"c\" is \"d\"; allowed in map \"m\": int64, an integer "
                   "from -9223372036854775808 to 9223372036854775807\n");
}

/* ---- Workers ---- */

#define OPERATION_ALLOWED                                                                          \
    "a mapping (put, get, delete, clear, iterate, lock, unlock, rlock, runlock)\n"

static void there_are_one_to_nine_workers(void **state)
{
    (void)state;
    assert_refused(HEAD "workers: {}\n" TAIL, "4:10: workers has 0 items; allowed: a mapping of 1 "
                                              "to 9: a list of 1 to 32: " OPERATION_ALLOWED);
    assert_refused(HEAD "workers:\n" TAIL, "4:9: workers is nothing; allowed: a mapping of 1 to 9: "
                                           "a list of 1 to 32: " OPERATION_ALLOWED);
}

static void ten_thousand_workers_are_refused_in_one_line(void **state)
{
    (void)state;
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);
    assert_non_null(out);
    fputs(HEAD "workers:\n", out);
    for (int i = 0; i < 10000; i++)
        fprintf(out, "  W%d: [{get: a}]\n", i);
    fputs(TAIL, out);
    fclose(out);
    assert_bytes_refused(text, len,
                         "5:3: workers has 10000 items; allowed: a mapping of 1 to 9: a list of 1 "
                         "to 32: " OPERATION_ALLOWED);
    free(text);
}

static void a_worker_has_a_name_and_does_something(void **state)
{
    (void)state;
    assert_refused(HEAD "workers: {1: [{get: a}]}\n" TAIL,
                   "4:11: a key of workers is \"1\"; allowed: a name (a letter, then letters, "
                   "digits, _ or -; at most 40)\n");
    assert_refused(
        HEAD "workers: {A: []}\n" TAIL,
        "4:14: an item of workers has 0 items; allowed: a list of 1 to 32: " OPERATION_ALLOWED);
}

/* 31 keys and two are 33. */
static void a_worker_has_32_operations_at_most(void **state)
{
    (void)state;
    assert_refused(HEAD "workers:\n"
                        "  A:\n"
                        "  - get: [a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, "
                        "a, a, a, a, a, a, a, a, a, a]\n"
                        "  - delete: [b, c]\n" TAIL,
                   "7:13: with this worker \"A\" has 33 operations (each key is one); allowed: 32 "
                   "at most\n");
}

static void an_unknown_operation_is_named_and_the_nearest_suggested(void **state)
{
    (void)state;
    assert_refused(HEAD "workers: {A: [{lokc: mu}, {fill: a}]}\n" TAIL,
                   "4:16: operation of a worker has no key \"lokc\"; did you mean \"lock\"?\n"
                   "4:28: operation of a worker has no key \"fill\"; allowed: put, get, delete, "
                   "clear, iterate, lock, unlock, rlock, runlock\n");
    assert_refused(HEAD "workers: {A: [{get: a, put: {a: 1}}]}\n" TAIL,
                   "4:24: operation of a worker has both \"get\" and \"put\"; allowed: one "
                   "operation\n");
}

static void a_walk_says_where_it_starts(void **state)
{
    (void)state;
    assert_refused(HEAD "workers: {A: [{iterate: {}}]}\n" TAIL,
                   "4:25: iterate lacks the key \"start\": Where to start.\n");
}

static void one_wrong_worker_does_not_hide_the_others(void **state)
{
    (void)state;
    assert_refused(
        HEAD "workers:\n  A: 1\n  B: [{clear: n}]\n  C: [2, {get: [[]]}]\n" TAIL,
        "5:6: an item of workers is \"1\"; allowed: a list of 1 to 32: " OPERATION_ALLOWED
        "6:15: there is no map \"n\"; the first one is \"m\"\n"
        "7:7: an item of an item of workers is \"2\"; allowed: " OPERATION_ALLOWED
        "7:17: an item of get is an empty list; allowed: a key\n");
}

/* ---- Locks in use: one worker on line 6 ---- */

#define LOCKING(work) HEAD "locks: {mu: mutex, rw: rw}\nworkers:\n  A: [" work "]\n" TAIL

static void a_lock_has_a_known_name(void **state)
{
    (void)state;
    assert_refused(LOCKING("{lock: mo}"), "6:14: there is no lock \"mo\"; did you mean \"mu\"?\n");
    assert_refused(LOCKING("{lock: other}"),
                   "6:14: there is no lock \"other\"; the first one is \"mu\"\n");
    assert_refused(HEAD "workers: {A: [{lock: mu}]}\n" TAIL,
                   "4:22: there is no lock \"mu\"; allowed: a name from \"locks\", which is "
                   "missing\n");
}

static void a_mutex_is_not_shared_for_reading(void **state)
{
    (void)state;
    assert_refused(LOCKING("{rlock: mu}, {runlock: mu}"),
                   "6:15: lock \"mu\" is a mutex, which nobody shares; allowed: lock, or make it "
                   "rw\n"
                   "6:30: lock \"mu\" is a mutex, which nobody shares; allowed: unlock, or make it "
                   "rw\n");
}

static void nobody_takes_a_lock_twice(void **state)
{
    (void)state;
    assert_refused(LOCKING("{lock: mu}, {lock: mu}, {unlock: mu}"),
                   "6:26: worker \"A\" holds lock \"mu\" since line 6; allowed: unlock first\n");
    assert_refused(LOCKING("{rlock: rw}, {lock: rw}, {runlock: rw}"),
                   "6:27: worker \"A\" holds lock \"rw\" since line 6; allowed: runlock first\n");
    assert_refused(LOCKING("{rlock: rw}, {rlock: rw}, {runlock: rw}"),
                   "6:28: worker \"A\" holds lock \"rw\" since line 6; allowed: runlock first\n");
}

static void nobody_gives_back_what_it_does_not_hold(void **state)
{
    (void)state;
    assert_refused(LOCKING("{unlock: mu}"),
                   "6:16: worker \"A\" does not hold lock \"mu\" here; allowed: lock before\n");
    assert_refused(LOCKING("{lock: mu}, {unlock: mu}, {unlock: mu}"),
                   "6:42: worker \"A\" does not hold lock \"mu\" here; allowed: lock before\n");
    assert_refused(LOCKING("{runlock: rw}"),
                   "6:17: worker \"A\" does not hold lock \"rw\" here; allowed: rlock before\n");
    assert_refused(LOCKING("{lock: mu}]\n  B: [{unlock: mu}"),
                   "6:14: worker \"A\" ends with lock \"mu\" held; allowed: unlock at the end\n"
                   "7:16: worker \"B\" does not hold lock \"mu\" here; allowed: lock before\n");
}

static void a_lock_is_given_back_as_it_was_taken(void **state)
{
    (void)state;
    assert_refused(LOCKING("{rlock: rw}, {unlock: rw}, {runlock: rw}"),
                   "6:29: worker \"A\" holds lock \"rw\" since line 6 by rlock; allowed: "
                   "runlock\n");
    assert_refused(LOCKING("{lock: rw}, {runlock: rw}, {unlock: rw}"),
                   "6:29: worker \"A\" holds lock \"rw\" since line 6 by lock; allowed: unlock\n");
}

static void nobody_ends_with_a_lock(void **state)
{
    (void)state;
    assert_refused(LOCKING("{rlock: rw}, {get: a}"),
                   "6:15: worker \"A\" ends with lock \"rw\" held; allowed: runlock at the end\n");
}

/* ---- Steps: they start on line 6 ---- */

#define STEPS(steps) HEAD "workers: {A: [{get: a}], B: [{put: {a: 1}}]}\nsteps:\n" steps

static void a_race_and_a_plain_lesson_have_other_steps(void **state)
{
    (void)state;
    assert_refused(STEPS("- put: {a: 1}\n  expect: {found: true}\n- say: b\n  next: c\n"),
                   "6:3: put stands in a step of a race; allowed: schedule, seed, explore, free; "
                   "or in a worker\n"
                   "9:3: next stands in a step of a race; allowed: schedule, seed, explore, free; "
                   "or in a worker\n");
    assert_steps_refused("- schedule: A\n- free: 10\n- seed: 1\n- explore: all\n",
                         "5:3: schedule runs a race, and the lesson's \"workers\" are missing\n"
                         "6:3: free runs a race, and the lesson's \"workers\" are missing\n"
                         "7:3: seed runs a race, and the lesson's \"workers\" are missing\n"
                         "8:3: explore runs a race, and the lesson's \"workers\" are missing\n");
    assert_refused(STEPS("- seed: 1\n  free: 2\n"),
                   "7:3: step has both \"seed\" and \"free\"; allowed: one operation\n");
}

static void runs_have_their_ranges(void **state)
{
    (void)state;
    assert_refused(STEPS("- free: 0\n- free: 10000001\n- seed: -1\n- explore: al\n"
                         "- explore: {preemptions: -1}\n- seed: 1\n  policy: pct\n  depth: 21\n"),
                   "6:9: free is \"0\"; allowed: an integer from 1 to 10000000\n"
                   "7:9: free is \"10000001\"; allowed: an integer from 1 to 10000000\n"
                   "8:9: seed is \"-1\"; allowed: an integer, 0 or more\n"
                   "9:12: explore is \"al\"; allowed: all; or a mapping (preemptions); did you "
                   "mean \"all\"?\n"
                   "10:26: preemptions is \"-1\"; allowed: an integer from 0 to 4294967295\n"
                   "13:10: depth is \"21\"; allowed: an integer from 1 to 20\n");
}

static void policy_and_depth_stand_where_they_mean_something(void **state)
{
    (void)state;
    assert_refused(STEPS("- schedule: A\n  policy: random\n- seed: 1\n  policy: serial\n"
                         "- seed: 1\n  depth: 3\n"),
                   "7:3: policy is given; allowed in a step with: seed\n"
                   "9:11: policy is \"serial\"; allowed: random, pct\n"
                   "11:10: depth is given; allowed with \"policy: pct\"\n");
}

/* What the words behind "schedule: " are is schedule_read's to say; where, the lesson's. */
static void assert_schedule_refused_at(const char *schedule, uint32_t line, uint32_t column)
{
    char text[1024];
    struct source_errors errors;
    struct lesson *loaded;
    int len = snprintf(text, sizeof text, STEPS("- schedule: %s\n"), schedule);
    assert_int_equal(lesson_load_text("test", text, (size_t)len, NULL, &loaded, &errors),
                     LESSON_INVALID);
    assert_int_equal(errors.total, 1);
    assert_non_null(strstr(errors.items[0].message, "schedule: "));
    assert_int_equal(errors.items[0].line, line);
    assert_int_equal(errors.items[0].column, column);
}

/* `- schedule: ` has twelve characters: the text begins in column 13. */
static void a_mistake_in_a_schedule_has_its_own_place(void **state)
{
    (void)state;
    assert_schedule_refused_at("C", 6, 13);
    assert_schedule_refused_at("A*3 B X*2", 6, 19);
    assert_schedule_refused_at("\"A X\"", 6, 16); /* behind the quote */
    assert_schedule_refused_at("'A*2 X'", 6, 18); /* likewise */
}

static void in_a_schedule_of_several_lines_or_with_escapes_it_is_the_beginning(void **state)
{
    (void)state;
    assert_schedule_refused_at("A*3\n    B X", 6, 13);
    assert_schedule_refused_at("|\n    A*3\n    X", 6, 13);
    assert_schedule_refused_at("\"A\\x20X\"", 6, 13);
}

static void a_schedule_is_not_held_against_a_race_that_is_wrong(void **state)
{
    (void)state;
    assert_refused(HEAD "workers: {A: [{get: a}], B: [{pt: {a: 1}}]}\nsteps: [{schedule: C}]\n",
                   "4:31: operation of a worker has no key \"pt\"; did you mean \"put\"?\n");
    assert_refused("tophash: 1\nid: Race\ntitle: Race\n" WORKER "steps: [{schedule: C}]\n",
                   "2:5: id is \"Race\"; allowed: small letters and digits, words joined by single "
                   "-; at most 40\n");
}

static void all_schedules_together_have_a_million_choices_at_most(void **state)
{
    (void)state;
    assert_refused(STEPS("- schedule: A*600000\n- schedule: B*400000\n- schedule: A\n"),
                   "8:13: with this the lesson's fills, times, hints and choices make 1000001; "
                   "allowed: 1000000 in all\n");
}

/* ---- What is expected ---- */

static void each_kind_of_run_has_its_own_results(void **state)
{
    (void)state;
    assert_refused(
        STEPS("- explore: all\n  expect: {count: 1, outcome: clean}\n"
              "- free: 9\n  expect: {outcomes: {clean: 9}}\n"
              "- seed: 1\n  expect: {never: [clean]}\n"
              "- say: a\n  expect: {B: 0}\n"),
        "7:19: this step has no result \"count\"; allowed in a step with: schedule, "
        "seed\n"
        "7:31: this step has no result \"outcome\"; allowed in a step with: schedule, "
        "seed\n"
        "9:22: this step has no result \"outcomes\"; allowed in a step with: explore\n"
        "11:19: this step has no result \"never\"; allowed in a step with: explore, "
        "free\n"
        "13:15: this step has no result \"B\"; allowed in a step with: schedule, seed\n");
}

static void a_race_has_no_results_of_single_operations_and_they_have_no_outcome(void **state)
{
    (void)state;
    assert_refused(STEPS("- seed: 1\n  expect: {found: true, events: [op_start]}\n"),
                   "7:19: a race has no result \"found\"; allowed in a lesson without workers\n"
                   "7:33: a race has no result \"events\"; allowed in a lesson without workers\n");
    assert_steps_refused("- get: a\n  expect: {outcome: clean}\n",
                         "6:21: this step has no result \"outcome\"; allowed in a step with: "
                         "schedule, seed\n");
}

#define OUTCOMES                                                                                   \
    "clean, fatal_at_entry, fatal_at_exit, fatal_read, fatal_iterate, bad_state, fault, "          \
    "deadlock, wrong, unfinished"

static void outcomes_are_words_and_their_counts_numbers(void **state)
{
    (void)state;
    assert_refused(STEPS("- seed: 1\n  expect: {outcome: cleen}\n"),
                   "7:21: outcome is \"cleen\"; allowed: " OUTCOMES "; did you mean \"clean\"?\n");
    assert_refused(STEPS("- explore: all\n  expect: {outcomes: {clear: 1, wrong: -1}}\n"),
                   "7:23: a key of outcomes is \"clear\"; allowed: " OUTCOMES
                   "; did you mean \"clean\"?\n"
                   "7:40: an item of outcomes is \"-1\"; allowed: an integer, 0 or more\n");
    assert_refused(STEPS("- explore: all\n  expect: {outcomes: {clean: 18446744073709551616}}\n"),
                   "7:30: an item of outcomes is \"18446744073709551616\"; allowed: an integer, 0 "
                   "or more\n");
}

static void free_runs_and_explored_ones_end_in_other_words(void **state)
{
    (void)state;
    assert_refused(STEPS("- free: 9\n  expect: {never: [wrong, deadlock]}\n"),
                   "7:27: an end of a free run is \"deadlock\"; allowed: clean, caught, wrong, "
                   "crashed, hung\n");
    assert_refused(STEPS("- explore: all\n  expect: {some: [wrong, hung]}\n"),
                   "7:26: an outcome is \"hung\"; allowed: " OUTCOMES "\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_race_has_one_map_which_is_there_and_borrows_its_keys),
        cmocka_unit_test(a_hint_asks_for_no_more_than_a_race_has),
        cmocka_unit_test(locks_and_setup_need_workers),
        cmocka_unit_test(a_lock_is_a_mutex_or_rw_and_there_are_four_at_most),
        cmocka_unit_test(a_setup_has_1024_operations_at_most),
        cmocka_unit_test(values_of_a_race_fit_its_map),
        cmocka_unit_test(there_are_one_to_nine_workers),
        cmocka_unit_test(ten_thousand_workers_are_refused_in_one_line),
        cmocka_unit_test(a_worker_has_a_name_and_does_something),
        cmocka_unit_test(a_worker_has_32_operations_at_most),
        cmocka_unit_test(an_unknown_operation_is_named_and_the_nearest_suggested),
        cmocka_unit_test(a_walk_says_where_it_starts),
        cmocka_unit_test(one_wrong_worker_does_not_hide_the_others),
        cmocka_unit_test(a_lock_has_a_known_name),
        cmocka_unit_test(a_mutex_is_not_shared_for_reading),
        cmocka_unit_test(nobody_takes_a_lock_twice),
        cmocka_unit_test(nobody_gives_back_what_it_does_not_hold),
        cmocka_unit_test(a_lock_is_given_back_as_it_was_taken),
        cmocka_unit_test(nobody_ends_with_a_lock),
        cmocka_unit_test(a_race_and_a_plain_lesson_have_other_steps),
        cmocka_unit_test(runs_have_their_ranges),
        cmocka_unit_test(policy_and_depth_stand_where_they_mean_something),
        cmocka_unit_test(a_mistake_in_a_schedule_has_its_own_place),
        cmocka_unit_test(in_a_schedule_of_several_lines_or_with_escapes_it_is_the_beginning),
        cmocka_unit_test(a_schedule_is_not_held_against_a_race_that_is_wrong),
        cmocka_unit_test(all_schedules_together_have_a_million_choices_at_most),
        cmocka_unit_test(each_kind_of_run_has_its_own_results),
        cmocka_unit_test(a_race_has_no_results_of_single_operations_and_they_have_no_outcome),
        cmocka_unit_test(outcomes_are_words_and_their_counts_numbers),
        cmocka_unit_test(free_runs_and_explored_ones_end_in_other_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
