/* serial_ends_test.c - which ends of a race some serial order has. Method: small races whose orders
 * are worked out by hand, each asked for every end that must be there and for some that must
 * not. */
#include "viz/race/serial_ends.h"

#include <errno.h>

#include "tests/support/testing.h"

#define KEY(text)                                                                                  \
    {                                                                                              \
        .bytes = (text), .len = sizeof(text) - 1                                                   \
    }
#define PUT(text, number)                                                                          \
    {                                                                                              \
        .kind = SCENARIO_PUT, .key = KEY(text), .value = &values[number]                           \
    }
#define GET(text)                                                                                  \
    {                                                                                              \
        .kind = SCENARIO_GET, .key = KEY(text)                                                     \
    }
#define DELETE(text)                                                                               \
    {                                                                                              \
        .kind = SCENARIO_DELETE, .key = KEY(text)                                                  \
    }
#define LOCKING(what)                                                                              \
    {                                                                                              \
        .kind = (what), .lock = 0                                                                  \
    }
#define WORKER(ops)                                                                                \
    {                                                                                              \
        "W", (ops), COUNT_OF(ops)                                                                  \
    }
#define WORKERS(all) .value_size = 8, .workers = (all), .worker_count = COUNT_OF(all)

static const uint64_t values[] = {0, 1, 2, 3};
static const struct scenario_lock one_lock[] = {{"mu", true}};

static uint64_t entry(const char *key, uint64_t number)
{
    return race_entry(th_key_of(key), &values[number], 8);
}

static struct serial_ends *make(const struct scenario *scenario, size_t orders)
{
    struct serial_ends *ends = serial_ends_make(scenario);
    assert_non_null(ends);
    assert_int_equal(serial_ends_orders(ends), orders);
    return ends;
}

static bool has(const struct serial_ends *ends, const uint64_t *results,
                const struct race_span *spans, uint64_t contents, uint64_t count)
{
    struct race_end end = {
        .results = results, .spans = spans, .contents = contents, .count = count};
    return serial_ends_has(ends, &end);
}

/* Spans of two operations. */
static const struct race_span first_before[] = {{0, 1}, {1, 2}};
static const struct race_span second_before[] = {{5, 9}, {2, 5}};
static const struct race_span at_once[] = {{0, 6}, {5, 9}};

/* put k 1 | put k 2: the later one's value stays, one entry. */
static void of_two_puts_the_later_one_stays(void **state)
{
    const struct scenario_op a[] = {PUT("k", 1)}, b[] = {PUT("k", 2)};
    const struct scenario_worker workers[] = {WORKER(a), WORKER(b)};
    const struct scenario scenario = {WORKERS(workers)};
    const uint64_t results[] = {0, 0}, bad[] = {0, 1};
    (void)state;
    struct serial_ends *ends = make(&scenario, 2);
    assert_true(has(ends, results, NULL, entry("k", 1), 1));
    assert_true(has(ends, results, NULL, entry("k", 2), 1));
    assert_false(has(ends, results, NULL, entry("k", 3), 1));
    assert_false(has(ends, results, NULL, entry("k", 1), 2));
    assert_false(has(ends, results, NULL, entry("k", 1) + entry("k", 2), 2));
    assert_false(has(ends, results, NULL, 0, 0));
    assert_false(has(ends, bad, NULL, entry("k", 1), 1));
    assert_true(has(ends, results, first_before, entry("k", 2), 1));
    assert_false(has(ends, results, first_before, entry("k", 1), 1));
    assert_true(has(ends, results, second_before, entry("k", 1), 1));
    assert_false(has(ends, results, second_before, entry("k", 2), 1));
    assert_true(has(ends, results, at_once, entry("k", 1), 1));
    assert_true(has(ends, results, at_once, entry("k", 2), 1));
    serial_ends_free(ends);
}

/* put k 2 | get k, where k was 1: the get finds 1 or 2; the entry is k 2. */
static void a_get_finds_what_was_before_or_after(void **state)
{
    const struct scenario_op a[] = {PUT("k", 2)}, b[] = {GET("k")}, setup[] = {PUT("k", 1)};
    const struct scenario_worker workers[] = {WORKER(a), WORKER(b)};
    const struct scenario scenario = {WORKERS(workers), .setup = setup, .setup_count = 1};
    const uint64_t found[][2] = {{0, entry("k", 1)}, {0, entry("k", 2)}, {0, 0}};
    (void)state;
    struct serial_ends *ends = make(&scenario, 2);
    assert_true(has(ends, found[0], NULL, entry("k", 2), 1));
    assert_true(has(ends, found[1], NULL, entry("k", 2), 1));
    assert_false(has(ends, found[2], NULL, entry("k", 2), 1));
    assert_false(has(ends, found[0], NULL, entry("k", 1), 1));
    assert_false(has(ends, found[0], first_before, entry("k", 2), 1));
    assert_true(has(ends, found[1], first_before, entry("k", 2), 1));
    assert_true(has(ends, found[0], second_before, entry("k", 2), 1));
    assert_false(has(ends, found[1], second_before, entry("k", 2), 1));
    serial_ends_free(ends);
}

/* delete k | put k 1, nothing before: the delete missed and k stays, or it hit and k is gone. */
static void a_delete_hits_only_what_it_took_away(void **state)
{
    const struct scenario_op a[] = {DELETE("k")}, b[] = {PUT("k", 1)};
    const struct scenario_worker workers[] = {WORKER(a), WORKER(b)};
    const struct scenario scenario = {WORKERS(workers)};
    const uint64_t missed[] = {0, 0}, hit[] = {1, 0};
    (void)state;
    struct serial_ends *ends = make(&scenario, 2);
    assert_true(has(ends, missed, NULL, entry("k", 1), 1));
    assert_true(has(ends, hit, NULL, 0, 0));
    assert_false(has(ends, missed, NULL, 0, 0));
    assert_false(has(ends, hit, NULL, entry("k", 1), 1));
    serial_ends_free(ends);
}

/* put k 1, get k | put k 2: the get, third of all or second, finds 1 or 2; never nothing, and not 2
 * when k 1 is what stays. 3 orders. */
static void a_worker_keeps_its_own_order(void **state)
{
    const struct scenario_op a[] = {PUT("k", 1), GET("k")}, b[] = {PUT("k", 2)};
    const struct scenario_worker workers[] = {WORKER(a), WORKER(b)};
    const struct scenario scenario = {WORKERS(workers)};
    const uint64_t found_1[] = {0, entry("k", 1), 0}, found_2[] = {0, entry("k", 2), 0};
    const uint64_t none[] = {0, 0, 0};
    (void)state;
    struct serial_ends *ends = make(&scenario, 3);
    assert_true(has(ends, found_1, NULL, entry("k", 2), 1)); /* A A B */
    assert_true(has(ends, found_2, NULL, entry("k", 2), 1)); /* A B A */
    assert_true(has(ends, found_1, NULL, entry("k", 1), 1)); /* B A A */
    assert_false(has(ends, found_2, NULL, entry("k", 1), 1));
    assert_false(has(ends, none, NULL, entry("k", 2), 1));
    serial_ends_free(ends);
}

/* lock, get k, put k 2, unlock | lock, put k 1, unlock: nothing comes between get and put, so what
 * stays is 2 after a get of 1, or 1 after a get of nothing. 2 orders. */
static void what_a_lock_holds_together_is_not_divided(void **state)
{
    const struct scenario_op a[] = {LOCKING(SCENARIO_LOCK), GET("k"), PUT("k", 2),
                                    LOCKING(SCENARIO_UNLOCK)};
    const struct scenario_op b[] = {LOCKING(SCENARIO_LOCK), PUT("k", 1), LOCKING(SCENARIO_UNLOCK)};
    const struct scenario_worker workers[] = {WORKER(a), WORKER(b)};
    const struct scenario scenario = {WORKERS(workers), .locks = one_lock, .lock_count = 1};
    const uint64_t none[] = {0, 0, 0, 0, 0, 0, 0}, found[] = {0, entry("k", 1), 0, 0, 0, 0, 0};
    (void)state;
    struct serial_ends *ends = make(&scenario, 2);
    assert_true(has(ends, none, NULL, entry("k", 1), 1));
    assert_true(has(ends, found, NULL, entry("k", 2), 1));
    assert_false(has(ends, none, NULL, entry("k", 2), 1)); /* get, the other's put, put */
    serial_ends_free(ends);
}

/* rlock, get k, get k, runlock twice over | lock, put k 1, unlock: both gets of a reader agree. The
 * put is before, between or after the two readers, who may also be in at once: 2 x 2 ends. */
static void readers_share_a_lock_that_keeps_the_writer_out(void **state)
{
    const struct scenario_op r[] = {LOCKING(SCENARIO_RLOCK), GET("k"), GET("k"),
                                    LOCKING(SCENARIO_RUNLOCK)};
    const struct scenario_op w[] = {LOCKING(SCENARIO_LOCK), PUT("k", 1), LOCKING(SCENARIO_UNLOCK)};
    const struct scenario_worker workers[] = {WORKER(r), WORKER(r), WORKER(w)};
    const struct scenario scenario = {WORKERS(workers), .locks = one_lock, .lock_count = 1};
    const uint64_t seen = entry("k", 1);
    (void)state;
    struct serial_ends *ends = serial_ends_make(&scenario);
    assert_non_null(ends);
    for (unsigned bits = 0; bits < 16; bits++) {
        uint64_t results[11] = {0};
        for (size_t get = 0; get < 4; get++)
            results[get / 2 * 4 + 1 + get % 2] = bits >> get & 1 ? seen : 0;
        bool agree = (bits & 1) == (bits >> 1 & 1) && (bits >> 2 & 1) == (bits >> 3 & 1);
        assert_int_equal(has(ends, results, NULL, seen, 1), agree);
    }
    serial_ends_free(ends);
}

/* clear | iterate | put b 2, where a was 1: a walk sees all of {a}, {}, {a b}, {b}, but not b with
 * a taken away before and b put after it. */
static void a_walk_and_a_clear_are_whole(void **state)
{
    const struct scenario_op a[] = {{.kind = SCENARIO_CLEAR}}, b[] = {{.kind = SCENARIO_ITERATE}};
    const struct scenario_op c[] = {PUT("b", 2)}, setup[] = {PUT("a", 1)};
    const struct scenario_worker workers[] = {WORKER(a), WORKER(b), WORKER(c)};
    const struct scenario scenario = {WORKERS(workers), .setup = setup, .setup_count = 1};
    const uint64_t in_a = entry("a", 1), in_b = entry("b", 2);
    const struct {
        uint64_t walked;
        bool stays, goes; /* can be when b is there in the end, or is not */
    } table[] = {{in_a, true, true},
                 {0, true, true},
                 {in_a + in_b, false, true},
                 {in_b, true, false},
                 {in_a - in_b, false, false}};
    (void)state;
    struct serial_ends *ends = make(&scenario, 6);
    for (size_t i = 0; i < COUNT_OF(table); i++) {
        const uint64_t results[] = {0, table[i].walked, 0};
        assert_int_equal(has(ends, results, NULL, in_b, 1), table[i].stays);
        assert_int_equal(has(ends, results, NULL, 0, 0), table[i].goes);
        assert_false(has(ends, results, NULL, in_a, 1));
    }
    serial_ends_free(ends);
}

/* 2 workers put 32 keys of their own each: all of (64 over 32) orders commute. Their spans, all at
 * once or one after the other, agree with the one that was tried. */
static void orders_that_commute_count_once(void **state)
{
    static char names[64][2];
    struct scenario_op ops[2][32];
    struct race_span spans[64];
    uint64_t contents = 0;
    const uint64_t results[64] = {0};
    (void)state;
    for (size_t i = 0; i < 64; i++) {
        names[i][0] = (char)('0' + i);
        ops[i / 32][i % 32] = (struct scenario_op)PUT("", 1);
        ops[i / 32][i % 32].key = th_key_of(names[i]);
        contents += entry(names[i], 1);
        spans[i] = (struct race_span){i < 32 ? 100 + i : i, i < 32 ? 101 + i : i + 1};
    }
    const struct scenario_worker workers[] = {WORKER(ops[0]), WORKER(ops[1])};
    const struct scenario scenario = {WORKERS(workers)};
    struct serial_ends *ends = make(&scenario, 1);
    assert_true(has(ends, results, NULL, contents, 64));
    assert_true(has(ends, results, spans, contents, 64));
    assert_false(has(ends, results, NULL, contents, 63));
    serial_ends_free(ends);
}

/* Spans that turn a worker's own order round agree with nothing. */
static void spans_are_held_against_each_order_with_the_end(void **state)
{
    const struct scenario_op a[] = {PUT("k", 1), PUT("k", 1)}, b[] = {GET("k")};
    const struct scenario_worker workers[] = {WORKER(a), WORKER(b)};
    const struct scenario scenario = {WORKERS(workers)};
    const uint64_t results[] = {0, 0, entry("k", 1)};
    const struct race_span between[] = {{0, 1}, {2, 3}, {1, 2}}, last[] = {{0, 1}, {1, 2}, {2, 3}};
    const struct race_span too_early[] = {{1, 2}, {2, 3}, {0, 1}};
    (void)state;
    struct serial_ends *ends = make(&scenario, 3);
    assert_true(has(ends, results, between, entry("k", 1), 1));
    assert_true(has(ends, results, last, entry("k", 1), 1));
    assert_false(has(ends, results, too_early, entry("k", 1), 1));
    serial_ends_free(ends);
}

/* 12 over 6 is 924 orders of puts of one key; (20 over 10) is 184,756. */
static void too_many_orders_are_refused(void **state)
{
    struct scenario_op ops[10];
    (void)state;
    for (size_t i = 0; i < COUNT_OF(ops); i++)
        ops[i] = (struct scenario_op)PUT("k", 1);
    struct scenario_worker workers[] = {WORKER(ops), WORKER(ops)};
    const struct scenario scenario = {WORKERS(workers)};
    errno = 0;
    assert_null(serial_ends_make(&scenario));
    assert_int_equal(errno, E2BIG);
    workers[0].op_count = workers[1].op_count = 6;
    serial_ends_free(make(&scenario, 924));
}

static void an_unlock_of_what_is_not_held_is_refused(void **state)
{
    const struct scenario_op table[][2] = {
        {LOCKING(SCENARIO_UNLOCK), LOCKING(SCENARIO_LOCK)},
        {LOCKING(SCENARIO_LOCK), LOCKING(SCENARIO_RUNLOCK)},
        {LOCKING(SCENARIO_RLOCK), LOCKING(SCENARIO_UNLOCK)},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(table); i++) {
        const struct scenario_worker workers[] = {WORKER(table[i])};
        const struct scenario scenario = {WORKERS(workers), .locks = one_lock, .lock_count = 1};
        errno = 0;
        assert_null(serial_ends_make(&scenario));
        assert_int_equal(errno, EINVAL);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_two_puts_the_later_one_stays),
        cmocka_unit_test(a_get_finds_what_was_before_or_after),
        cmocka_unit_test(a_delete_hits_only_what_it_took_away),
        cmocka_unit_test(a_worker_keeps_its_own_order),
        cmocka_unit_test(what_a_lock_holds_together_is_not_divided),
        cmocka_unit_test(readers_share_a_lock_that_keeps_the_writer_out),
        cmocka_unit_test(a_walk_and_a_clear_are_whole),
        cmocka_unit_test(orders_that_commute_count_once),
        cmocka_unit_test(spans_are_held_against_each_order_with_the_end),
        cmocka_unit_test(too_many_orders_are_refused),
        cmocka_unit_test(an_unlock_of_what_is_not_held_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
