/* Does a lesson with workers become the race that it says?
 * Method: race.yaml of testdata, field by field. */
#include "tests/unit/lesson/says.h"

static const struct scenario *race_of(struct lesson **loaded)
{
    *loaded = loaded_file("tests/unit/lesson/testdata/race.yaml");
    assert_non_null((*loaded)->scenario);
    return (*loaded)->scenario;
}

static void a_lesson_without_workers_is_no_race(void **state)
{
    (void)state;
    struct lesson *loaded = loaded_text(BEGINNING "- put: {a: 1}\n");
    assert_null(loaded->scenario);
    assert_int_equal(loaded->steps[0].run.kind, LESSON_RUN_NONE);
    lesson_free(loaded);
}

static void a_race_is_about_the_lessons_map_and_locks(void **state)
{
    (void)state;
    struct lesson *loaded;
    const struct scenario *race = race_of(&loaded);
    assert_string_equal(race->id, "two-writers");
    assert_string_equal(race->map_name, "m");
    assert_int_equal(race->value_size, 8);
    assert_true(race->seed == 7 && race->hint == 0);
    assert_int_equal(race->hash_count, 1);
    assert_key(race->hashes[0].key, "a", 1);
    assert_true(race->hashes[0].hash == 0x0100000000000003);
    assert_int_equal(race->lock_count, 2);
    assert_string_equal(race->locks[0].name, "mu");
    assert_false(race->locks[0].is_rw);
    assert_string_equal(race->locks[1].name, "rw");
    assert_true(race->locks[1].is_rw);
    lesson_free(loaded);
}

static void assert_op(const struct scenario_op *op, enum scenario_op_kind kind, const char *key)
{
    assert_int_equal(op->kind, kind);
    assert_key(op->key, key, strlen(key));
}

static void assert_put(const struct scenario_op *op, const char *key, int64_t value)
{
    assert_op(op, SCENARIO_PUT, key);
    assert_memory_equal(op->value, &value, sizeof value);
}

/* fill 1 to 3: three puts; put of two, delete of two, clear. */
static void each_key_of_the_setup_is_an_operation(void **state)
{
    (void)state;
    struct lesson *loaded;
    const struct scenario *race = race_of(&loaded);
    assert_int_equal(race->setup_count, 8);
    assert_put(&race->setup[0], "k1", 1);
    assert_put(&race->setup[1], "k2", 2);
    assert_put(&race->setup[2], "k3", 3);
    assert_put(&race->setup[3], "a", 1);
    assert_put(&race->setup[4], "b", -2);
    assert_op(&race->setup[5], SCENARIO_DELETE, "k1");
    assert_op(&race->setup[6], SCENARIO_DELETE, "b");
    assert_op(&race->setup[7], SCENARIO_CLEAR, "");
    lesson_free(loaded);
}

static void a_worker_keeps_its_name_and_its_operations_in_order(void **state)
{
    (void)state;
    struct lesson *loaded;
    const struct scenario *race = race_of(&loaded);
    assert_int_equal(race->worker_count, 2);
    const struct scenario_worker *a = &race->workers[0], *b = &race->workers[1];
    assert_string_equal(a->name, "A");
    assert_int_equal(a->op_count, 6);
    assert_put(&a->ops[0], "a", 1);
    assert_put(&a->ops[1], "b", 2);
    assert_op(&a->ops[2], SCENARIO_GET, "b");
    assert_op(&a->ops[3], SCENARIO_LOCK, "");
    assert_int_equal(a->ops[3].lock, 0);
    assert_op(&a->ops[4], SCENARIO_CLEAR, "");
    assert_op(&a->ops[5], SCENARIO_UNLOCK, "");
    assert_string_equal(b->name, "B-2");
    assert_int_equal(b->op_count, 7);
    assert_op(&b->ops[0], SCENARIO_RLOCK, "");
    assert_int_equal(b->ops[0].lock, 1);
    assert_op(&b->ops[1], SCENARIO_ITERATE, "");
    assert_true(b->ops[1].start_bucket == 1 && b->ops[1].offset == 3);
    assert_op(&b->ops[2], SCENARIO_RUNLOCK, "");
    assert_op(&b->ops[5], SCENARIO_DELETE, "b");
    assert_int_equal(b->ops[6].lock, 1);
    lesson_free(loaded);
}

/* A*3 B-2 A*2, then round-robin: 0 0 0 1 0 0. The step is on line 25 of the file, its text begins
 * in column 15. */
static void a_schedule_is_read_for_its_race(void **state)
{
    (void)state;
    struct lesson *loaded;
    race_of(&loaded);
    const struct lesson_run *run = &loaded->steps[1].run;
    assert_int_equal(run->kind, LESSON_RUN_SCHEDULE);
    assert_int_equal(run->place.line, 25);
    assert_int_equal(run->place.column, 15);
    assert_int_equal(run->schedule.count, 6);
    assert_memory_equal(run->schedule.choices, ((const uint8_t[]){0, 0, 0, 1, 0, 0}), 6);
    assert_true(run->schedule.has_policy);
    assert_int_equal(run->schedule.policy.kind, POLICY_ROUND_ROBIN);
    assert_string_equal(run->text, "A*3 B-2 A*2, then round-robin");
    lesson_free(loaded);
}

/* Choice 3 is B-2, four characters behind the beginning; choice 0 is the beginning. */
static void a_choice_is_found_again_in_the_file(void **state)
{
    (void)state;
    struct lesson *loaded;
    race_of(&loaded);
    struct lesson_place place = lesson_run_choice_place(&loaded->steps[1].run, 3);
    assert_int_equal(place.line, 25);
    assert_int_equal(place.column, 19);
    place = lesson_run_choice_place(&loaded->steps[1].run, 0);
    assert_int_equal(place.column, 15);
    lesson_free(loaded);
}

static void the_other_runs_keep_their_numbers(void **state)
{
    (void)state;
    struct lesson *loaded;
    race_of(&loaded);
    const struct lesson_step *steps = loaded->steps;
    assert_int_equal(loaded->step_count, 7);
    assert_int_equal(steps[0].run.kind, LESSON_RUN_NONE);
    assert_int_equal(steps[2].run.kind, LESSON_RUN_SEED);
    assert_int_equal(steps[2].run.policy.kind, POLICY_RANDOM);
    assert_true(steps[2].run.policy.seed == 7);
    assert_int_equal(steps[3].run.policy.kind, POLICY_PCT);
    assert_true(steps[3].run.policy.seed == UINT64_MAX);
    assert_int_equal(steps[3].run.policy.depth, 5);
    assert_int_equal(steps[4].run.kind, LESSON_RUN_EXPLORE);
    assert_false(steps[4].run.is_bounded);
    assert_true(steps[5].run.is_bounded);
    assert_int_equal(steps[5].run.preemptions, 2);
    assert_int_equal(steps[6].run.kind, LESSON_RUN_FREE);
    assert_true(steps[6].run.runs == 1000);
    lesson_free(loaded);
}

static void what_a_run_expects_is_kept(void **state)
{
    (void)state;
    struct lesson *loaded;
    race_of(&loaded);
    const struct lesson_step *steps = loaded->steps;
    assert_int_equal(steps[1].fact_count, 2);
    assert_int_equal(steps[1].facts[0].kind, LESSON_FACT_COUNT);
    assert_int_equal(steps[1].facts[1].kind, LESSON_FACT_OUTCOME);
    assert_int_equal(steps[1].facts[1].outcome, OUTCOME_FATAL_AT_ENTRY);
    const struct lesson_fact *facts = steps[4].facts;
    assert_int_equal(steps[4].fact_count, 3);
    assert_int_equal(facts[0].kind, LESSON_FACT_OUTCOMES);
    assert_int_equal(facts[0].length, 2);
    assert_int_equal(facts[0].outcomes[0].outcome, OUTCOME_CLEAN);
    assert_true(facts[0].outcomes[0].count == 12);
    assert_int_equal(facts[0].outcomes[1].outcome, OUTCOME_FATAL_AT_ENTRY);
    assert_true(facts[0].outcomes[1].count == UINT64_MAX);
    assert_int_equal(facts[1].kind, LESSON_FACT_NEVER);
    assert_memory_equal(facts[1].results, ((const uint8_t[]){OUTCOME_WRONG}), 1);
    assert_int_equal(facts[2].kind, LESSON_FACT_SOME);
    assert_memory_equal(facts[2].results, ((const uint8_t[]){OUTCOME_FATAL_AT_EXIT, OUTCOME_CLEAN}),
                        2);
    facts = steps[6].facts;
    assert_int_equal(facts[0].length, 3);
    assert_memory_equal(facts[0].results, ((const uint8_t[]){FREE_WRONG, FREE_CRASHED, FREE_HUNG}),
                        3);
    assert_memory_equal(facts[1].results, ((const uint8_t[]){FREE_CAUGHT, FREE_CLEAN}), 2);
    lesson_free(loaded);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lesson_without_workers_is_no_race),
        cmocka_unit_test(a_race_is_about_the_lessons_map_and_locks),
        cmocka_unit_test(each_key_of_the_setup_is_an_operation),
        cmocka_unit_test(a_worker_keeps_its_name_and_its_operations_in_order),
        cmocka_unit_test(a_schedule_is_read_for_its_race),
        cmocka_unit_test(a_choice_is_found_again_in_the_file),
        cmocka_unit_test(the_other_runs_keep_their_numbers),
        cmocka_unit_test(what_a_run_expects_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
