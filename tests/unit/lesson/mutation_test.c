/* Can any bytes break the loader?
 * Method: good files with a few bytes changed, put in, taken out or copied elsewhere, thousands of
 * times from a fixed seed; and every beginning of a good file. Whatever comes of it is either a
 * lesson that keeps its promises, or a refusal with at least one error inside the file. Most
 * telling under --config=asan. A failure prints the seed and the round. */
#include "tests/unit/lesson/says.h"

enum { TEXT_BYTES = 16384, ROUNDS = 6000 };

static uint64_t seed = 20240211;

/* What is being tried, for the message of a failure. */
static const char *current_path;
static int current_round;

/* SplitMix64. */
static uint64_t random_bits(void)
{
    seed += 0x9e3779b97f4a7c15;
    uint64_t bits = seed;
    bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9;
    bits = (bits ^ (bits >> 27)) * 0x94d049bb133111eb;
    return bits ^ (bits >> 31);
}

static size_t below(size_t limit) { return (size_t)(random_bits() % limit); }

typedef struct text {
    char bytes[TEXT_BYTES];
    size_t len;
} text;

static void read_text(const char *path, text *to)
{
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    to->len = fread(to->bytes, 1, TEXT_BYTES / 2, file);
    assert_in_range(to->len, 1, TEXT_BYTES / 2 - 1);
    fclose(file);
}

static void insert(text *to, size_t at, const char *bytes, size_t len)
{
    if (to->len + len > TEXT_BYTES) return;
    memmove(to->bytes + at + len, to->bytes + at, to->len - at);
    memcpy(to->bytes + at, bytes, len);
    to->len += len;
}

static void mutate(text *to)
{
    static const char *const pieces[] = {
        "[", "]", "{",   "}",  ": ",    "- ", "\n", "  ", "&a ",  "*a", "!x ",         "\"",
        "'", "#", "|\n", "? ", "---\n", "~",  "-1", "0x", "\xff", "\t", "999999999999"};
    if (to->len == 0) return;
    size_t at = below(to->len);
    size_t len = 1 + below(12);
    if (len > to->len - at) len = to->len - at;
    switch (below(4)) {
    case 0:
        to->bytes[at] = (char)random_bits();
        break;
    case 1:
        memmove(to->bytes + at, to->bytes + at + len, to->len - at - len);
        to->len -= len;
        break;
    case 2: {
        const char *piece = pieces[below(sizeof pieces / sizeof pieces[0])];
        insert(to, at, piece, strlen(piece));
        break;
    }
    default: {
        char copied[12];
        memcpy(copied, to->bytes + at, len);
        insert(to, below(to->len), copied, len);
        break;
    }
    }
}

/* ---- What must hold of a lesson ---- */

static size_t sum; /* what has been read, so that nothing is optimised away */

static void touch_bytes(const void *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++)
        sum += ((const unsigned char *)bytes)[i];
}

static void touch_operation(const struct lesson *loaded, const struct lesson_map *map,
                            const struct lesson_operation *operation)
{
    touch_bytes(operation->key.bytes, operation->key.len);
    if (operation->kind == LESSON_PUT) {
        assert_non_null(operation->value);
        touch_bytes(operation->value, map->value_size);
    }
    if (operation->kind == LESSON_FILL) {
        touch_bytes(operation->prefix, strlen(operation->prefix));
        assert_true(operation->from >= 0 && operation->from <= operation->to);
        assert_true(operation->to - operation->from < LESSON_KEYS_MAX);
        unsigned char value[TH_VALUE_SIZE_MAX];
        assert_true(lesson_value_of_number(map->value_kind, map->value_size, operation->to, value));
    }
    bool has_cursor = operation->kind == LESSON_OPEN || operation->kind == LESSON_NEXT ||
                      operation->kind == LESSON_CLOSE;
    if (has_cursor) assert_true(operation->cursor < loaded->cursor_count);
    assert_true(operation->start.offset < 8);
}

static void touch_fact(const struct lesson_map *map, const struct lesson_fact *fact)
{
    if (fact->kind == LESSON_FACT_VALUE) touch_bytes(fact->value, map->value_size);
    if (fact->kind == LESSON_FACT_PANIC) touch_bytes(fact->text, strlen(fact->text));
    for (size_t i = 0; i < fact->length; i++) {
        if (fact->keys != NULL) touch_bytes(fact->keys[i].bytes, fact->keys[i].len);
        if (fact->outcomes != NULL) assert_true(fact->outcomes[i].outcome < OUTCOME_COUNT);
        if (fact->results != NULL) assert_true(fact->results[i] < OUTCOME_COUNT);
        if (fact->events != NULL) assert_true(fact->events[i] < TH_EVENT_COUNT_OF_KINDS);
        if (fact->slots == NULL) continue;
        for (int slot = 0; slot < 8; slot++) {
            assert_in_range(fact->slots[i].tophash[slot] + 1, 0, 256);
            touch_bytes(fact->slots[i].keys[slot].bytes, fact->slots[i].keys[slot].len);
        }
    }
}

static void touch_ops(const struct scenario *race, const struct scenario_op *ops, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        touch_bytes(ops[i].key.bytes, ops[i].key.len);
        if (ops[i].kind == SCENARIO_PUT) {
            assert_non_null(ops[i].value);
            touch_bytes(ops[i].value, race->value_size);
        }
        bool has_lock = ops[i].kind >= SCENARIO_LOCK;
        if (has_lock) assert_true(ops[i].lock < race->lock_count);
        bool is_to_read = ops[i].kind == SCENARIO_RLOCK || ops[i].kind == SCENARIO_RUNLOCK;
        if (is_to_read) assert_true(race->locks[ops[i].lock].is_rw);
        assert_true(ops[i].offset < 8);
    }
}

/* L9: no lock twice, none given back that is not held, none held at the end. */
static void touch_worker(const struct scenario *race, const struct scenario_worker *worker)
{
    touch_bytes(worker->name, strlen(worker->name));
    assert_in_range(worker->op_count, 1, SCENARIO_OPS_MAX);
    touch_ops(race, worker->ops, worker->op_count);
    enum scenario_op_kind taken_by[SCENARIO_LOCKS_MAX] = {0};
    for (size_t i = 0; i < worker->op_count; i++) {
        const struct scenario_op *op = &worker->ops[i];
        if (op->kind < SCENARIO_LOCK) continue;
        bool takes = op->kind == SCENARIO_LOCK || op->kind == SCENARIO_RLOCK;
        enum scenario_op_kind before = op->kind == SCENARIO_UNLOCK    ? SCENARIO_LOCK
                                       : op->kind == SCENARIO_RUNLOCK ? SCENARIO_RLOCK
                                                                      : SCENARIO_PUT;
        assert_int_equal(taken_by[op->lock], before);
        taken_by[op->lock] = takes ? op->kind : SCENARIO_PUT;
    }
    for (size_t i = 0; i < SCENARIO_LOCKS_MAX; i++)
        assert_int_equal(taken_by[i], SCENARIO_PUT);
}

static void touch_race(const struct lesson *loaded)
{
    const struct scenario *race = loaded->scenario;
    assert_int_equal(loaded->map_count, 1);
    assert_false(loaded->maps[0].is_nil || loaded->maps[0].keys_owned);
    assert_in_range(race->worker_count, 1, SCENARIO_WORKERS_MAX);
    assert_in_range(race->setup_count, 0, SCENARIO_SETUP_MAX);
    touch_ops(race, race->setup, race->setup_count);
    for (size_t i = 0; i < race->worker_count; i++)
        touch_worker(race, &race->workers[i]);
}

static void touch_run(const struct lesson *loaded, const struct lesson_step *step)
{
    const struct lesson_run *run = &step->run;
    if (run->kind != LESSON_RUN_NONE) assert_non_null(loaded->scenario);
    if (loaded->scenario != NULL) assert_int_equal(step->operation_count, 0);
    for (size_t i = 0; i < run->schedule.count; i++)
        assert_true(run->schedule.choices[i] < loaded->scenario->worker_count);
    if (run->kind == LESSON_RUN_SEED) assert_in_range(run->policy.depth, 1, POLICY_DEPTH_MAX);
    if (run->kind == LESSON_RUN_FREE) assert_in_range(run->runs, 1, LESSON_FREE_RUNS_MAX);
}

static void touch_lesson(const struct lesson *loaded)
{
    assert_true(loaded->map_count > 0 && loaded->step_count > 0);
    assert_non_null(loaded->id);
    assert_true(loaded->title.en != NULL || loaded->title.zh != NULL);
    if (loaded->scenario != NULL) touch_race(loaded);
    for (size_t i = 0; i < loaded->step_count; i++) {
        const struct lesson_step *step = &loaded->steps[i];
        touch_run(loaded, step);
        assert_true(step->map < loaded->map_count);
        const struct lesson_map *map = &loaded->maps[step->map];
        for (size_t k = 0; k < step->operation_count; k++) {
            assert_int_equal(step->operations[k].kind, step->operations[0].kind);
            touch_operation(loaded, map, &step->operations[k]);
        }
        for (size_t k = 0; k < step->fact_count; k++)
            touch_fact(map, &step->facts[k]);
    }
}

/* Loads; says whether it is a lesson. */
static bool load(const text *from)
{
    struct source_errors errors;
    struct lesson *loaded;
    char *copy = malloc(from->len + 1); /* so that a byte too far is noticed */
    assert_non_null(copy);
    memcpy(copy, from->bytes, from->len);
    enum lesson_status status = lesson_load_text("test", copy, from->len, NULL, &loaded, &errors);
    free(copy);
    if (status == LESSON_OK) {
        assert_int_equal(errors.total, 0);
        touch_lesson(loaded);
        lesson_free(loaded);
        return true;
    }
    assert_int_equal(status, LESSON_INVALID);
    assert_true(errors.count > 0 && errors.total >= errors.count);
    for (size_t i = 0; i < errors.count; i++) {
        assert_true(errors.items[i].line <= from->len + 1);
        assert_true(errors.items[i].message[0] != '\0');
    }
    return false;
}

static void mutate_file(const char *path)
{
    static text good, mutant;
    current_path = path;
    read_text(path, &good);
    assert_true(load(&good));
    size_t still_good = 0;
    for (int round = 0; round < ROUNDS; round++) {
        mutant = good;
        for (size_t changes = 1 + below(4); changes > 0; changes--)
            mutate(&mutant);
        current_round = round;
        if (load(&mutant)) still_good++;
    }
    /* Both ways are taken often, or this test tells little. */
    assert_in_range(still_good, ROUNDS / 50, ROUNDS - ROUNDS / 50);
}

static int say_where(void **state)
{
    (void)state;
    print_message("seed 20240211, last: %s, round %d\n", current_path, current_round);
    return 0;
}

static void a_few_changed_bytes_never_break_the_loader(void **state)
{
    (void)state;
    mutate_file("tests/unit/lesson/testdata/everything.yaml");
    mutate_file("tests/unit/lesson/testdata/collisions.yaml");
    mutate_file("tests/unit/lesson/testdata/growth.yaml");
    mutate_file("tests/unit/lesson/testdata/race.yaml");
}

static void every_beginning_of_a_file_is_refused_or_right(void **state)
{
    (void)state;
    static text good;
    static const char *const paths[] = {"tests/unit/lesson/testdata/everything.yaml",
                                        "tests/unit/lesson/testdata/race.yaml"};
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        read_text(paths[i], &good);
        for (size_t len = good.len; len > 0; len--) {
            good.len = len;
            load(&good);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(a_few_changed_bytes_never_break_the_loader, say_where),
        cmocka_unit_test(every_beginning_of_a_file_is_refused_or_right),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
