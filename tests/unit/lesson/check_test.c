/* Is each thing that is wrong in a lesson said at its line and column, with what is allowed?
 * Method: one text for each kind of mistake; the whole list of errors is compared. */
#include "tests/unit/lesson/says.h"

/* ---- The lesson ---- */

static void an_unknown_key_is_named_and_the_nearest_suggested(void **state)
{
    (void)state;
    assert_steps_refused("- puts: {a: 1}\n",
                         "5:3: step has no key \"puts\"; did you mean \"put\"?\n");
    assert_steps_refused("- get: a\n  expect: {Count: 1}\n",
                         "6:12: expect has no key \"Count\"; did you mean \"count\"?\n");
    assert_refused(
        BEGINNING "- get: a\nauthor: me\n",
        "6:1: lesson has no key \"author\"; allowed: tophash, id, title, about, unit, vary, maps, "
        "locks, setup, workers, steps\n");
}

static void the_map_beside_is_another_one_that_there_is(void **state)
{
    (void)state;
    assert_steps_refused("- get: a\n  beside: m\n",
                         "6:11: the step is about map \"m\" itself; allowed: another map\n");
    assert_steps_refused("- get: a\n  beside: n\n",
                         "6:11: there is no map \"n\"; the first one is \"m\"\n");
}

static void missing_keys_are_named_with_what_they_are_for(void **state)
{
    (void)state;
    assert_refused("about: nothing\n",
                   "1:1: lesson lacks the key \"tophash\": Version of the format.\n"
                   "1:1: lesson lacks the key \"id\": Short name; stays the same when the title "
                   "changes.\n"
                   "1:1: lesson lacks the key \"title\": What the menu shows.\n"
                   "1:1: lesson lacks the key \"steps\": What happens, one step at a time.\n");
}

static void a_lesson_that_is_no_mapping_is_refused(void **state)
{
    (void)state;
    assert_refused("just words\n",
                   "1:1: the lesson is \"just words\"; allowed: a mapping (tophash, "
                   "id, title, about, unit, vary, maps, locks, setup, workers, steps)\n");
    assert_refused("---\n", "2:1: the lesson is nothing; allowed: a mapping (tophash, id, title, "
                            "about, unit, vary, maps, locks, setup, workers, steps)\n");
}

static void another_version_is_the_only_complaint(void **state)
{
    (void)state;
    assert_refused("tophash: 2\nnew_key: 1\n", "1:10: tophash is \"2\"; allowed: 1\n");
    assert_refused("tophash: one\nid: a\ntitle: b\nsteps: [say: a]\n",
                   "1:10: tophash is \"one\"; allowed: 1\n");
}

static void an_id_is_small_letters_digits_and_single_hyphens(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "Growth", "a--b", "-a",    "a-",
        "a_b",    "\"\"", "übung", "a123456789-123456789-123456789-1234567890"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        char text[256];
        struct source_errors errors;
        struct lesson *loaded;
        snprintf(text, sizeof text, "tophash: 1\nid: %s\ntitle: a\nsteps: [say: a]\n", bad[i]);
        assert_int_equal(lesson_load_text("test", text, strlen(text), NULL, &loaded, &errors),
                         LESSON_INVALID);
        assert_int_equal(errors.total, 1);
        assert_int_equal(errors.items[0].line, 2);
        assert_int_equal(errors.items[0].column, 5);
        assert_non_null(strstr(errors.items[0].message, "; allowed: small letters and digits"));
    }
}

static void a_text_is_not_empty_and_hides_nothing(void **state)
{
    (void)state;
    assert_steps_refused("- say: ~\n",
                         "5:8: say is nothing; allowed: a text; or a mapping (en, zh)\n");
    assert_steps_refused("- say: \"  \"\n",
                         "5:8: say is the text \"  \"; allowed: a text; or a mapping (en, zh)\n");
    assert_steps_refused("- say: \"a\\x1b[31m\"\n",
                         "5:8: say holds the hidden character U+001B; allowed: a text without\n");
    assert_steps_refused("- say: {}\n", "5:8: text is empty; allowed: en, zh\n");
    assert_steps_refused("- say: {en: a, de: b}\n",
                         "5:16: text has no key \"de\"; allowed: en, zh\n");
    assert_steps_refused("- say: {en: [a]}\n", "5:13: en is a list; allowed: a text\n");
}

/* ---- Maps ---- */

#define WITH_MAPS(maps) "tophash: 1\nid: test\ntitle: Test\nmaps:\n" maps "steps:\n- say: a\n"

/* These steps are refused for one mark, of which `at` is the beginning. */
static void assert_left_open(const char *steps, const char *where, const char *at)
{
    char expected[256];
    snprintf(expected, sizeof expected,
             "%s opens a mark that nothing closes, at \"%s\"; allowed: one on each side, or \\%c "
             "for the sign itself\n",
             where, at, at[0]);
    assert_steps_refused(steps, expected);
}

#define ASKS "- put: {a: 1}\n  ask: {answer: count, "

/* Method: a mark in each kind of text that may have some; in a title stars are stars. */
static void a_mark_is_closed(void **state)
{
    (void)state;
    assert_left_open("- say: Two of *three\n", "5:8: say", "*three");
    assert_left_open("- say: {en: a *b*, zh: 桶 `B}\n", "5:24: say", "`B");
    assert_left_open(ASKS "question: a *b}\n", "6:34: question", "*b");
    assert_left_open(ASKS "question: a, hints: [b **c]}\n", "6:45: a hint", "**c");
    assert_left_open(ASKS "question: a, why: e `f}\n", "6:42: why", "`f");
    lesson_free(loaded_text("tophash: 1\nid: a\ntitle: A *b\nabout: 6 * 7, a **b** `c`\n"
                            "steps: [say: \"A\\\\*3 `B*2`\"]\n"));
}

static void a_maps_name_is_a_name(void **state)
{
    (void)state;
    assert_refused(
        WITH_MAPS("  2m: {}\n"),
        "5:3: a key of maps is \"2m\"; allowed: a name (a letter, then letters, digits, _ "
        "or -; at most 40)\n");
}

static void a_map_is_nil_or_a_mapping(void **state)
{
    (void)state;
    assert_refused(
        WITH_MAPS("  m: nill\n"),
        "5:6: an item of maps is \"nill\"; allowed: nil; or a mapping (value, hint, seed, "
        "keys, hashes); did you mean \"nil\"?\n");
    assert_refused(
        "tophash: 1\nid: test\ntitle: Test\nmaps: {}\nsteps: [say: a]\n",
        "4:7: maps has 0 items; allowed: a mapping of 1 to 64: nil; or a mapping (value, "
        "hint, seed, keys, hashes)\n");
}

static void a_value_type_is_one_of_the_four(void **state)
{
    (void)state;
    assert_refused(
        WITH_MAPS("  m: {value: int46}\n"),
        "5:14: value is \"int46\"; allowed: int64, bool, struct{}, or bytes0 to bytes128; "
        "did you mean \"int64\"?\n");
    assert_refused(WITH_MAPS("  m: {value: bytes129}\n"),
                   "5:14: value is \"bytes129\"; allowed: int64, bool, struct{}, or bytes0 to "
                   "bytes128\n");
    assert_refused(WITH_MAPS("  m: {value: bytes08}\n"),
                   "5:14: value is \"bytes08\"; allowed: int64, bool, struct{}, or bytes0 to "
                   "bytes128\n");
}

static void a_maps_numbers_have_their_range(void **state)
{
    (void)state;
    assert_refused(WITH_MAPS("  m: {hint: 1000001, seed: -1}\n"),
                   "5:13: hint is \"1000001\"; allowed: an integer, 1000000 at most\n"
                   "5:28: seed is \"-1\"; allowed: an integer, 0 or more\n");
    assert_refused(WITH_MAPS("  m: {seed: 18446744073709551616}\n"),
                   "5:13: seed is \"18446744073709551616\"; allowed: an integer, 0 or more\n");
    assert_refused(
        WITH_MAPS("  m: {hint: -9223372036854775809}\n"),
        "5:13: hint is \"-9223372036854775809\"; allowed: an integer, 1000000 at most\n");
}

static void keys_are_borrowed_or_owned(void **state)
{
    (void)state;
    assert_refused(WITH_MAPS("  m: {keys: own}\n"),
                   "5:13: keys is \"own\"; allowed: borrowed, owned\n");
}

static void a_forced_hash_has_all_its_digits(void **state)
{
    (void)state;
    assert_refused(WITH_MAPS("  m: {hashes: {a: 0x9c}}\n"),
                   "5:19: an item of hashes is \"0x9c\"; allowed: 0x and 16 hexadecimal digits\n");
    assert_refused(
        WITH_MAPS("  m: {hashes: {a: 0x9c0000000000000g}}\n"),
        "5:19: an item of hashes is \"0x9c0000000000000g\"; allowed: 0x and 16 hexadecimal "
        "digits\n");
}

/* ---- Steps ---- */

static void there_is_at_least_one_step_and_it_says_something(void **state)
{
    (void)state;
    assert_refused(
        "tophash: 1\nid: test\ntitle: Test\nsteps: []\n",
        "4:8: steps has 0 items; allowed: a list, not empty: a mapping (put, get, delete, "
        "fill, iterate, clear, open, next, close, schedule, seed, explore, free, policy, depth, "
        "say, ask, on, beside, expect)\n");
    assert_steps_refused("- {}\n", "5:3: step is empty; allowed: put, get, delete, fill, iterate, "
                                   "clear, open, next, close, schedule, seed, explore, free, "
                                   "policy, depth, say, ask, on, beside, expect\n");
}

static void one_wrong_step_does_not_hide_the_others(void **state)
{
    (void)state;
    assert_steps_refused(
        "- words\n- put: {a: b}\n- get: [[]]\n",
        "5:3: an item of steps is \"words\"; allowed: a mapping (put, get, delete, "
        "fill, iterate, clear, open, next, close, schedule, seed, explore, free, policy, depth, "
        "say, ask, on, beside, expect)\n"
        "6:12: the value of \"a\" is \"b\"; allowed in map \"m\": int64, an integer "
        "from -9223372036854775808 to 9223372036854775807\n"
        "7:9: an item of get is an empty list; allowed: a key\n");
}

static void a_step_has_one_operation(void **state)
{
    (void)state;
    assert_steps_refused("- get: a\n  say: b\n  delete: c\n",
                         "7:3: step has both \"get\" and \"delete\"; allowed: one operation\n");
}

static void an_unknown_map_is_refused_wherever_it_is_named(void **state)
{
    (void)state;
    assert_steps_refused("- delete: a\n  on: x\n",
                         "6:7: there is no map \"x\"; the first one is \"m\"\n");
    assert_steps_refused("- clear: mm\n", "5:10: there is no map \"mm\"; the first one is \"m\"\n");
}

static void clear_and_on_must_agree(void **state)
{
    (void)state;
    assert_refused("tophash: 1\nid: test\ntitle: Test\nmaps: {a: {}, b: {}}\nsteps:\n"
                   "- clear: a\n  on: b\n",
                   "6:10: clear is of map \"a\", but on says \"b\"\n");
}

static void a_key_is_never_null(void **state)
{
    (void)state;
    assert_steps_refused("- get: ~\n",
                         "5:8: get is nothing; allowed: a key; or a list, not empty: a key\n");
    assert_steps_refused("- put: {~: 1}\n", "5:9: a key of put is nothing; allowed: a key\n");
    assert_steps_refused("- get: []\n",
                         "5:8: get has 0 items; allowed: a key; or a list, not empty: a key\n");
}

static void a_fill_goes_upwards(void **state)
{
    (void)state;
    assert_steps_refused("- fill: {prefix: k, from: 2, to: 1}\n",
                         "5:34: to is 1; allowed: not less than from, 2\n");
}

static void a_fill_has_a_million_keys_at_most(void **state)
{
    (void)state;
    assert_steps_refused("- fill: {prefix: k, from: 0, to: 1000000}\n",
                         "5:34: fill has 1000001 keys; allowed: 1000000 at most\n");
    assert_steps_refused("- fill: {prefix: k, from: 0, to: 9223372036854775807}\n",
                         "5:34: fill has 9223372036854775808 keys; allowed: 1000000 at most\n");
}

/* L7 of lesson.h: said once, where it is too much first. */
static void fills_times_and_hints_are_a_million_together_at_most(void **state)
{
    (void)state;
    assert_steps_refused(
        "- fill: {prefix: a, from: 1, to: 600000}\n"
        "- fill: {prefix: b, from: 1, to: 400001}\n"
        "- fill: {prefix: c, from: 1, to: 600000}\n",
        "6:34: with this the lesson's fills, times, hints and choices make 1000001; "
        "allowed: 1000000 in all\n");
    assert_steps_refused(
        "- open: {cursor: c}\n- next: {cursor: c, times: 1000000}\n- next: c\n"
        "- next: {cursor: c, times: 1}\n",
        "8:28: with this the lesson's fills, times, hints and choices make 1000001; "
        "allowed: 1000000 in all\n");
    assert_refused(
        WITH_MAPS("  m: {hint: 1000000}\n  l: {hint: -5}\n  n: {hint: 1}\n"),
        "7:13: with this the lesson's fills, times, hints and choices make 1000001; allowed: "
        "1000000 in all\n");
}

static void a_fills_prefix_holds_no_nul(void **state)
{
    (void)state;
    assert_steps_refused("- fill: {prefix: \"a\\0b\", from: 0, to: 1}\n",
                         "5:18: prefix holds U+0000; allowed: none there\n");
}

static void a_start_is_a_bucket_and_a_slot(void **state)
{
    (void)state;
    assert_steps_refused("- iterate: {start: {offset: 8}}\n",
                         "5:20: start lacks the key \"bucket\": Bucket, modulo the number of "
                         "buckets.\n"
                         "5:29: offset is \"8\"; allowed: an integer from 0 to 7\n");
    assert_steps_refused("- iterate: {start: 3}\n",
                         "5:20: start is \"3\"; allowed: a mapping (bucket, offset)\n");
}

/* ---- Values ---- */

#define VALUE_MAPS                                                                                 \
    "tophash: 1\nid: test\ntitle: Test\nmaps: {i: {}, b: {value: bool}, s: {value: "               \
    "\"struct{}\"}, "                                                                              \
    "r: {value: bytes2}}\nsteps:\n"

static void a_value_fits_its_maps_type(void **state)
{
    (void)state;
    assert_refused(
        VALUE_MAPS "- put: {a: 9223372036854775808, b: 1.5, c: \"1\", d: {}, e: 010}\n",
        "6:12: the value of \"a\" is \"9223372036854775808\"; allowed in map \"i\": int64, "
        "an integer from -9223372036854775808 to 9223372036854775807\n"
        "6:36: the value of \"b\" is \"1.5\"; allowed in map \"i\": int64, an integer from "
        "-9223372036854775808 to 9223372036854775807\n"
        "6:44: the value of \"c\" is the text \"1\"; allowed in map \"i\": int64, an integer "
        "from -9223372036854775808 to 9223372036854775807\n"
        "6:52: the value of \"d\" is an empty mapping; allowed in map \"i\": int64, an "
        "integer from -9223372036854775808 to 9223372036854775807\n"
        "6:59: the value of \"e\" is \"010\"; allowed in map \"i\": int64, an integer from "
        "-9223372036854775808 to 9223372036854775807\n");
    assert_refused(VALUE_MAPS "- {put: {a: 1, b: yes}, on: b}\n",
                   "6:13: the value of \"a\" is \"1\"; allowed in map \"b\": true or false\n"
                   "6:19: the value of \"b\" is \"yes\"; allowed in map \"b\": true or false\n");
    assert_refused(VALUE_MAPS "- {put: {a: 0}, on: s}\n",
                   "6:13: the value of \"a\" is \"0\"; allowed in map \"s\": {} or nothing\n");
    assert_refused(
        VALUE_MAPS "- {put: {a: 65536, b: abc, c: ~}, on: r}\n",
        "6:13: the value of \"a\" is \"65536\"; allowed in map \"r\": an integer that fits "
        "in 2 bytes, or a text of 2 bytes at most\n"
        "6:23: the value of \"b\" is \"abc\"; allowed in map \"r\": an integer that fits in "
        "2 bytes, or a text of 2 bytes at most\n"
        "6:31: the value of \"c\" is nothing; allowed in map \"r\": an integer that fits in "
        "2 bytes, or a text of 2 bytes at most\n");
}

static void a_value_is_no_list(void **state)
{
    (void)state;
    assert_steps_refused("- put: {a: [1]}\n", "5:12: an item of put is a list; allowed: a value of "
                                              "the map's value type\n");
}

static void an_expected_value_and_a_fills_numbers_fit_too(void **state)
{
    (void)state;
    assert_refused(
        VALUE_MAPS "- {get: a, on: b, expect: {value: 1}}\n"
                   "- {fill: {prefix: k, from: 65000, to: 65536}, on: r}\n",
        "6:35: value is \"1\"; allowed in map \"b\": true or false\n"
        "7:39: to is \"65536\"; allowed in map \"r\": an integer that fits in 2 bytes, or a "
        "text of 2 bytes at most\n");
}

static void a_wrong_map_is_not_blamed_on_its_values(void **state)
{
    (void)state;
    assert_refused("tophash: 1\nid: test\ntitle: Test\nmaps: {m: {value: boolean}}\nsteps:\n"
                   "- put: {a: true}\n",
                   "4:19: value is \"boolean\"; allowed: int64, bool, struct{}, or bytes0 to "
                   "bytes128\n");
}

/* ---- Cursors ---- */

static void a_cursor_is_opened_before_it_is_used(void **state)
{
    (void)state;
    assert_steps_refused(
        "- next: c\n- close: c\n",
        "5:9: cursor \"c\" was never opened; allowed: a name that an open step gave\n"
        "6:10: cursor \"c\" was never opened; allowed: a name that an open step "
        "gave\n");
    assert_steps_refused("- open: {cursor: walk}\n- next: {cursor: wakl, times: 2}\n",
                         "6:18: cursor \"wakl\" was never opened; did you mean \"walk\"?\n");
}

static void a_cursor_is_not_opened_twice(void **state)
{
    (void)state;
    assert_steps_refused("- open: {cursor: c}\n- open: {cursor: c}\n",
                         "6:18: cursor \"c\" is open since line 5; allowed: another name, or close "
                         "first\n");
}

static void a_closed_cursor_is_not_used(void **state)
{
    (void)state;
    assert_steps_refused("- open: {cursor: c}\n- close: c\n- next: c\n- close: c\n",
                         "7:9: cursor \"c\" is closed since line 6\n"
                         "8:10: cursor \"c\" is closed since line 6\n");
}

static void a_cursor_stays_on_its_map(void **state)
{
    (void)state;
    assert_refused("tophash: 1\nid: test\ntitle: Test\nmaps: {a: {}, b: {}}\nsteps:\n"
                   "- open: {cursor: c}\n- next: c\n  on: b\n",
                   "7:9: cursor \"c\" walks over map \"a\", but on says \"b\"\n");
}

static void there_are_64_cursor_names_at_most(void **state)
{
    (void)state;
    char steps[4000] = "";
    for (int i = 0; i < 65; i++) {
        char step[40];
        snprintf(step, sizeof step, "- open: {cursor: c%d}\n", i);
        strcat(steps, step);
    }
    assert_steps_refused(steps, "69:18: cursor \"c64\" is one too many; allowed: 64 names\n");
}

static void next_steps_at_least_once(void **state)
{
    (void)state;
    assert_steps_refused("- open: {cursor: c}\n- next: {cursor: c, times: 0}\n",
                         "6:28: times is \"0\"; allowed: an integer from 1 to 1000000\n");
}

/* ---- Expectations ---- */

static void a_result_is_expected_only_of_a_step_that_has_it(void **state)
{
    (void)state;
    assert_steps_refused(
        "- put: {a: 1}\n  expect: {found: true, deleted: true, yields: 1}\n",
        "6:19: this step has no result \"found\"; allowed in a step with: get\n"
        "6:34: this step has no result \"deleted\"; allowed in a step with: delete\n"
        "6:48: this step has no result \"yields\"; allowed in a step with: iterate, "
        "next\n");
    assert_steps_refused(
        "- get: a\n  expect: {panic: oh, order: [a]}\n",
        "6:19: this step has no result \"panic\"; allowed in a step with: put, fill\n"
        "6:30: this step has no result \"order\"; allowed in a step with: iterate, "
        "next\n");
    assert_steps_refused(
        "- expect: {events: [op_start]}\n",
        "5:20: this step has no result \"events\"; allowed in a step with: put, get, "
        "delete, fill, iterate, clear, open, next, close\n");
    assert_steps_refused("- delete: a\n  expect: {value: 1}\n",
                         "6:19: this step has no result \"value\"; allowed in a step with: get\n");
}

static void an_expectation_expects_something(void **state)
{
    (void)state;
    assert_steps_refused("- expect: {}\n",
                         "5:11: expect is empty; allowed: count, B, flags, growing, same_size, "
                         "noverflow, nevacuate, buckets, oldbuckets, slots, found, value, deleted, "
                         "panic, order, yields, events, outcome, outcomes, never, some\n");
}

static void numbers_and_truths_are_not_in_quotes(void **state)
{
    (void)state;
    assert_steps_refused("- expect: {count: \"1\", growing: yes, B: 64, noverflow: 65536}\n",
                         "5:19: count is the text \"1\"; allowed: an integer, 0 or more\n"
                         "5:33: growing is \"yes\"; allowed: true or false\n"
                         "5:41: B is \"64\"; allowed: an integer from 0 to 63\n"
                         "5:56: noverflow is \"65536\"; allowed: an integer from 0 to 65535\n");
}

static void flags_and_events_are_known_words(void **state)
{
    (void)state;
    assert_steps_refused(
        "- get: a\n  expect: {flags: [iterater], events: [op_strat, \"\"]}\n",
        "6:20: an item of flags is \"iterater\"; allowed: iterator, old_iterator, "
        "writing, same_size; did you mean \"iterator\"?\n"
        "6:40: an item of events is \"op_strat\"; allowed: the name of an event; did "
        "you mean \"op_start\"?\n"
        "6:50: an item of events is the text \"\"; allowed: the name of an event\n");
}

static void slots_are_eight(void **state)
{
    (void)state;
    assert_steps_refused(
        "- expect: {slots: [{bucket: 0, tophash: [5, 5]}]}\n",
        "5:41: tophash has 2 items; allowed: a list of 8: an integer from 5 to 255; "
        "or rest, empty, x, y, evacuated, any\n");
    assert_steps_refused(
        "- expect: {slots: [{bucket: 0, tophash: [4, 256, res, x, x, x, x, x]}]}\n",
        "5:42: an item of tophash is \"4\"; allowed: an integer from 5 to 255; or "
        "rest, empty, x, y, evacuated, any\n"
        "5:45: an item of tophash is \"256\"; allowed: an integer from 5 to 255; or "
        "rest, empty, x, y, evacuated, any\n"
        "5:50: an item of tophash is \"res\"; allowed: an integer from 5 to 255; or "
        "rest, empty, x, y, evacuated, any; did you mean \"rest\"?\n");
    assert_steps_refused("- expect: {slots: [{array: old, bucket: 0}]}\n",
                         "5:20: slots lacks the key \"tophash\": The eight tophash bytes.\n"
                         "5:28: array is \"old\"; allowed: buckets, oldbuckets\n");
}

static void mistakes_are_said_in_the_order_of_the_file(void **state)
{
    (void)state;
    assert_refused(
        "steps:\n- gat: a\nid: A\ntitle: {x: y}\ntophash: 1\nmaps: {m: {hnt: 1}}\n",
        "2:3: step has no key \"gat\"; did you mean \"get\"?\n"
        "3:5: id is \"A\"; allowed: small letters and digits, words joined by single -; at "
        "most 40\n"
        "4:9: text has no key \"x\"; allowed: en, zh\n"
        "6:12: map has no key \"hnt\"; did you mean \"hint\"?\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_unknown_key_is_named_and_the_nearest_suggested),
        cmocka_unit_test(the_map_beside_is_another_one_that_there_is),
        cmocka_unit_test(missing_keys_are_named_with_what_they_are_for),
        cmocka_unit_test(a_lesson_that_is_no_mapping_is_refused),
        cmocka_unit_test(another_version_is_the_only_complaint),
        cmocka_unit_test(an_id_is_small_letters_digits_and_single_hyphens),
        cmocka_unit_test(a_text_is_not_empty_and_hides_nothing),
        cmocka_unit_test(a_mark_is_closed),
        cmocka_unit_test(a_maps_name_is_a_name),
        cmocka_unit_test(a_map_is_nil_or_a_mapping),
        cmocka_unit_test(a_value_type_is_one_of_the_four),
        cmocka_unit_test(a_maps_numbers_have_their_range),
        cmocka_unit_test(keys_are_borrowed_or_owned),
        cmocka_unit_test(a_forced_hash_has_all_its_digits),
        cmocka_unit_test(there_is_at_least_one_step_and_it_says_something),
        cmocka_unit_test(one_wrong_step_does_not_hide_the_others),
        cmocka_unit_test(a_step_has_one_operation),
        cmocka_unit_test(an_unknown_map_is_refused_wherever_it_is_named),
        cmocka_unit_test(clear_and_on_must_agree),
        cmocka_unit_test(a_key_is_never_null),
        cmocka_unit_test(a_fill_goes_upwards),
        cmocka_unit_test(a_fill_has_a_million_keys_at_most),
        cmocka_unit_test(fills_times_and_hints_are_a_million_together_at_most),
        cmocka_unit_test(a_fills_prefix_holds_no_nul),
        cmocka_unit_test(a_start_is_a_bucket_and_a_slot),
        cmocka_unit_test(a_value_fits_its_maps_type),
        cmocka_unit_test(a_value_is_no_list),
        cmocka_unit_test(an_expected_value_and_a_fills_numbers_fit_too),
        cmocka_unit_test(a_wrong_map_is_not_blamed_on_its_values),
        cmocka_unit_test(a_cursor_is_opened_before_it_is_used),
        cmocka_unit_test(a_cursor_is_not_opened_twice),
        cmocka_unit_test(a_closed_cursor_is_not_used),
        cmocka_unit_test(a_cursor_stays_on_its_map),
        cmocka_unit_test(there_are_64_cursor_names_at_most),
        cmocka_unit_test(next_steps_at_least_once),
        cmocka_unit_test(a_result_is_expected_only_of_a_step_that_has_it),
        cmocka_unit_test(an_expectation_expects_something),
        cmocka_unit_test(numbers_and_truths_are_not_in_quotes),
        cmocka_unit_test(flags_and_events_are_known_words),
        cmocka_unit_test(slots_are_eight),
        cmocka_unit_test(mistakes_are_said_in_the_order_of_the_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
