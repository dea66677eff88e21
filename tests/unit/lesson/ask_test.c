/* Do questions and drawn values become what lesson.h promises, and is what cannot be asked refused?
 * Method: ask.yaml field by field under many draws; then lessons with one mistake each. */
#include "tests/unit/lesson/says.h"

static struct lesson *drawn_file(uint64_t draw)
{
    struct source_errors errors;
    struct lesson *loaded;
    enum lesson_status status =
        lesson_draw_file("tests/unit/lesson/testdata/ask.yaml", draw, NULL, &loaded, &errors);
    if (status != LESSON_OK) source_errors_print(&errors, stderr);
    assert_int_equal(status, LESSON_OK);
    return loaded;
}

static void a_question_has_words_hints_and_what_its_answer_is(void **state)
{
    (void)state;
    struct lesson *loaded = drawn_file(0);
    const struct lesson_ask *ask = loaded->steps[0].ask;
    assert_non_null(ask);
    assert_int_equal(ask->kind, LESSON_ANSWER_BUCKET_OF);
    assert_int_equal(lesson_ask_form(ask), ANSWER_BUCKET);
    assert_int_equal(ask->key.len, 3);
    assert_int_equal(ask->choice_count, 0);
    assert_string_equal(ask->why.en, "Its last bits are 01.");
    assert_int_equal(ask->hint_count, 2);
    assert_false(ask->hints[0].is_reaction);
    assert_string_equal(ask->hints[0].say.en, "The lowest two bits choose it.");
    assert_true(ask->hints[1].is_reaction);
    assert_int_equal(ask->hints[1].to.bucket, 2);
    assert_string_equal(ask->hints[1].say.zh, "从 0 数起。");
    assert_int_equal(loaded->steps[3].ask->kind, LESSON_ANSWER_TIMES);
    assert_int_equal(loaded->steps[3].ask->event, TH_EVENT_SLOT_PROBED);
    assert_string_equal(loaded->unit.zh, "提问");
    lesson_free(loaded);
}

static void a_choice_is_right_by_its_facts_or_by_its_words(void **state)
{
    (void)state;
    struct lesson *loaded = drawn_file(0);
    const struct lesson_ask *ask = loaded->steps[6].ask;
    assert_int_equal(ask->kind, LESSON_ANSWER_CHOICE);
    assert_int_equal(ask->choice_count, 2);
    assert_int_equal(ask->choices[0].fact_count, 2);
    assert_int_equal(ask->choices[1].fact_count, 0);
    assert_string_equal(ask->choices[1].say.en, "nothing");
    ask = loaded->steps[7].ask;
    assert_int_equal(ask->kind, LESSON_ANSWER_VALUE);
    assert_int_equal(lesson_ask_form(ask), ANSWER_CHOICE);
    assert_int_equal(ask->hints[0].to.number, 2);
    lesson_free(loaded);
}

/* Method: 200 draws. Each number and word that may come, comes; each draw twice is the same. */
static void a_draw_puts_values_wherever_their_names_stand(void **state)
{
    (void)state;
    bool has_come[27] = {false};
    for (uint64_t draw = 0; draw < 200; draw++) {
        struct lesson *loaded = drawn_file(draw);
        struct lesson *again = drawn_file(draw);
        const struct lesson_operation *put = &loaded->steps[0].operations[0];
        int64_t n;
        assert_true(loaded->is_varied);
        memcpy(&n, put->value, sizeof n);
        assert_in_range(n, 20, 26);
        has_come[n] = true;
        assert_memory_equal(put->value, again->steps[0].operations[0].value, sizeof n);
        const struct lesson_hash *hash = &loaded->maps[0].hashes[0];
        assert_key(hash->key, put->key.bytes, put->key.len);
        assert_true(hash->hash == 0x9c00000000000001 || hash->hash == 0x4100000000000001);
        char question[100];
        snprintf(question, sizeof question, "Which bucket takes %s? It costs $1.", put->key.bytes);
        assert_string_equal(loaded->steps[0].ask->question.en, question);
        lesson_free(loaded);
        lesson_free(again);
    }
    for (int n = 20; n <= 26; n++)
        if (!has_come[n]) fail_msg("%d never came", n);
}

#define VARIED(vary, steps) "tophash: 1\nid: test\ntitle: Test\nvary: " vary "\nsteps:\n" steps "\n"

static void no_two_names_draw_the_same(void **state)
{
    (void)state;
    static const char text[] =
        VARIED("{a: {from: 1, to: 3}, b: {from: 1, to: 3}, c: {from: 1, to: 3}}",
               "- put: {k$a: 1, k$b: 2, k$c: 3}");
    for (uint64_t draw = 0; draw < 100; draw++) {
        struct source_errors errors;
        struct lesson *loaded;
        assert_int_equal(lesson_draw_text("test", text, strlen(text), draw, NULL, &loaded, &errors),
                         LESSON_OK);
        lesson_free(loaded);
    }
}

static void what_varies_is_refused_where_it_is_wrong(void **state)
{
    (void)state;
    assert_refused(VARIED("{n: {from: 5, to: 5}}", "- say: $n"),
                   "4:25: to is 5; allowed: more than from, 5\n");
    assert_refused(VARIED("{a: [x, y], b: [x, y], c: [x, y]}", "- say: a"),
                   "4:30: every value of \"c\" may be drawn by others; allowed: values enough for "
                   "all\n");
    assert_refused(VARIED("{count: [x, y]}", "- say: $cuont"),
                   "6:8: \"$cuont\" is drawn nowhere; did you mean \"$count\"?\n");
    assert_refused(VARIED("{n: [1, 2]}", "- say: \"it costs $5\""),
                   "6:8: \"$5\" is drawn nowhere; a $ that means itself is written $$\n");
    assert_refused(VARIED("{n: [k, k]}", "- put: {$n: 1, k: 2}"),
                   "6:16: \"k\" stands in this mapping twice; it is on line 6 already\n");
    assert_refused(VARIED("{n: [a, a]}", "- fill: {prefix: k, from: 1, to: $n}"),
                   "6:34: to is \"a\"; allowed: an integer, 0 or more\n");
}

static void a_question_without_a_checked_answer_is_refused(void **state)
{
    (void)state;
    assert_steps_refused("- put: {a: 1}\n  ask: {question: q}\n",
                         "6:8: ask has no answer; allowed: \"answer\", or \"choices\" with "
                         "\"if\"\n");
    assert_steps_refused("- put: {a: 1}\n  ask: {question: q, choices: [a, b]}\n",
                         "6:8: nothing says which choice is right; allowed: \"if\" in a choice, "
                         "or \"answer\"\n");
    assert_steps_refused("- put: {a: 1}\n"
                         "  ask: {question: q, answer: count, choices: [1, many]}\n",
                         "6:50: a choice is \"many\"; allowed, as it may be the answer: a "
                         "number\n");
    assert_steps_refused("- put: {a: 1}\n"
                         "  ask: {question: q, answer: B, choices: [1, {en: 2, if: {B: 2}}]}\n",
                         "6:46: a choice has \"if\", and the question has \"answer\"; allowed: one "
                         "of the two\n");
}

static void what_a_step_cannot_show_is_not_asked(void **state)
{
    (void)state;
    assert_steps_refused("- put: {a: 1}\n  ask: {question: q, answer: found}\n",
                         "6:30: this step has no result \"found\"; allowed in a step with: get\n");
    assert_steps_refused("- get: [a, b]\n  ask: {question: q, answer: value}\n",
                         "6:30: value is asked of 2 keys; allowed: of a step with one\n");
    assert_steps_refused("- say: a\n  ask: {question: q, answer: {times: hash}}\n",
                         "6:30: this step has no result \"times\"; allowed in a step with: put, "
                         "get, delete, fill, iterate, clear, open, next, close\n");
    assert_steps_refused("- put: {a: 1}\n  ask: {question: q, answer: cuont}\n",
                         "6:30: answer is \"cuont\"; allowed: count, B, noverflow, nevacuate, "
                         "buckets, oldbuckets, growing, found, value, deleted, panics, yields, "
                         "first, last; or a mapping (bucket_of, slot_of, tophash_of, times, "
                         "schedules); did you mean \"count\"?\n");
    assert_steps_refused("- put: {a: 1}\n"
                         "  ask: {question: q, answer: {slot_of: a, bucket_of: a}}\n",
                         "6:43: answer has both \"slot_of\" and \"bucket_of\"; allowed: one "
                         "fact\n");
}

static void a_hint_reacts_to_what_may_be_answered(void **state)
{
    (void)state;
    assert_steps_refused("- put: {a: 1}\n"
                         "  ask: {question: q, answer: count, hints: [{to: many, en: a}]}\n",
                         "6:50: to is \"many\"; allowed: a number\n");
    assert_steps_refused("- put: {a: 1}\n  ask: {question: q, answer: count, choices: [1, 2],"
                         " hints: [{to: 3, en: a}]}\n",
                         "6:67: to is \"3\"; allowed: the number of a choice, 1 to 2\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_question_has_words_hints_and_what_its_answer_is),
        cmocka_unit_test(a_choice_is_right_by_its_facts_or_by_its_words),
        cmocka_unit_test(a_draw_puts_values_wherever_their_names_stand),
        cmocka_unit_test(no_two_names_draw_the_same),
        cmocka_unit_test(what_varies_is_refused_where_it_is_wrong),
        cmocka_unit_test(a_question_without_a_checked_answer_is_refused),
        cmocka_unit_test(what_a_step_cannot_show_is_not_asked),
        cmocka_unit_test(a_hint_reacts_to_what_may_be_answered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
