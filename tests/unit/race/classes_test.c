/* classes_test.c - how many schedules does a class have, and how likely is it?
 *
 * Method: paths made by hand, whose schedules are counted on paper. Moves of "slot n" conflict when
 * they have the same n: each writes slot n of one bucket. Three moves and three can be interleaved
 * in 6! / (3! 3!) = 20 ways. */
#include "viz/race/classes.h"

#include <math.h>

#include "tests/support/testing.h"

static char a_map, a_bucket, locks[2];

static th_access slot(unsigned number)
{
    return (th_access){.map = (const th_map *)(const void *)&a_map,
                       .touches = {{&a_bucket, 0, (uint8_t)(1u << number)}}};
}

static th_access of_lock(th_lock_move move, size_t lock)
{
    return (th_access){.lock_move = move, .lock = &locks[lock]};
}

static void push(struct class_path *path, uint8_t worker, th_access access)
{
    class_path_push(path, worker, &access);
}

static void must_count(struct class_path *path, const struct class_end *ends, uint64_t wanted,
                       double wanted_odds)
{
    explore_number schedules = 0;
    double odds = 0;
    assert_true(class_count(path, ends, &schedules, &odds));
    if (schedules != wanted)
        fail_msg("%lu schedules, not %lu", (unsigned long)schedules, (unsigned long)wanted);
    if (fabs(odds - wanted_odds) > 1e-12) fail_msg("odds of %.12f, not %.12f", odds, wanted_odds);
}

static const struct class_end done[3];

static void chains_with_nothing_in_common_go_every_way(void **state)
{
    (void)state;
    struct class_path path;
    assert_true(class_path_init(&path, 2));
    for (uint8_t worker = 0; worker < 2; worker++) {
        for (unsigned i = 0; i < 3; i++)
            push(&path, worker, slot(worker));
    }
    must_count(&path, done, 20, 1);
    class_path_free(&path);
}

/* One, two and one: 4! / 2! = 12. */
static void three_workers_go_every_way(void **state)
{
    (void)state;
    struct class_path path;
    assert_true(class_path_init(&path, 3));
    push(&path, 1, slot(1));
    push(&path, 0, slot(0));
    push(&path, 2, slot(2));
    push(&path, 1, slot(1));
    must_count(&path, done, 12, 1);
    class_path_free(&path);
}

/* Three moves each; A's of index a and B's of index b conflict, and A's came first. */
static void must_count_one_order(unsigned a, unsigned b, uint64_t wanted, double wanted_odds)
{
    struct class_path path;
    assert_true(class_path_init(&path, 2));
    for (unsigned i = 0; i < 3; i++)
        push(&path, 0, slot(i == a ? 7 : 0));
    for (unsigned i = 0; i < 3; i++)
        push(&path, 1, slot(i == b ? 7 : 1));
    must_count(&path, done, wanted, wanted_odds);
    class_path_free(&path);
}

static void what_conflicts_keeps_its_order(void **state)
{
    (void)state;
    /* All of A before B: one way of the 20, which takes three choices of a half. */
    must_count_one_order(2, 0, 1, 0.125);
    /* Only BBBAAA has it the other way. */
    must_count_one_order(0, 2, 19, 0.875);
    /* The middle ones: as many ways as with B's first, and as likely. */
    must_count_one_order(1, 1, 10, 0.5);
}

static void what_is_popped_was_never_there(void **state)
{
    (void)state;
    struct class_path path;
    assert_true(class_path_init(&path, 2));
    push(&path, 0, slot(0));
    push(&path, 1, slot(1));
    must_count(&path, done, 2, 1);
    push(&path, 1, slot(0));
    must_count(&path, done, 2, 0.75); /* ABb, BAb; not BbA, a quarter */
    class_path_pop(&path);
    must_count(&path, done, 2, 1);
    push(&path, 0, slot(0));
    must_count(&path, done, 3, 1);
    class_path_free(&path);
}

/* A, A, and B's move that ends the race: AAB and nothing else, though they have nothing in
 * common. */
static void a_move_that_ends_the_race_comes_last(void **state)
{
    (void)state;
    struct class_path path;
    const th_access next = slot(0);
    const struct class_end ends[] = {{&next}, {&next}};
    assert_true(class_path_init(&path, 2));
    push(&path, 0, slot(0));
    push(&path, 0, slot(0));
    push(&path, 1, slot(1));
    must_count(&path, ends, 3, 0.375);
    class_path_end_race(&path);
    must_count(&path, ends, 1, 0.125);
    class_path_free(&path);
}

/* A takes the lock, moves, gives it back; then B. Once A has it, nobody else can be chosen. */
static void who_waits_for_a_lock_cannot_be_chosen(void **state)
{
    (void)state;
    struct class_path path;
    assert_true(class_path_init(&path, 2));
    for (uint8_t worker = 0; worker < 2; worker++) {
        push(&path, worker, of_lock(TH_LOCK, 0));
        push(&path, worker, slot(worker));
        push(&path, worker, of_lock(TH_UNLOCK, 0));
    }
    must_count(&path, done, 1, 0.5);
    class_path_free(&path);
}

/* Two readers share the lock: their three moves go every way, and all are of one class. */
static void readers_of_a_lock_do_not_wait(void **state)
{
    (void)state;
    struct class_path path;
    assert_true(class_path_init(&path, 2));
    for (uint8_t worker = 0; worker < 2; worker++) {
        push(&path, worker, of_lock(TH_RLOCK, 0));
        push(&path, worker, slot(worker));
        push(&path, worker, of_lock(TH_RUNLOCK, 0));
    }
    must_count(&path, done, 20, 1);
    class_path_free(&path);
}

/* Each has one lock and asks for the other's: AB, BA; after the first both could still be
 * chosen. */
static void a_deadlock_has_both_orders(void **state)
{
    (void)state;
    struct class_path path;
    const th_access zero = of_lock(TH_LOCK, 0), one = of_lock(TH_LOCK, 1);
    const struct class_end ends[] = {{&one}, {&zero}};
    assert_true(class_path_init(&path, 2));
    push(&path, 0, zero);
    push(&path, 1, one);
    must_count(&path, ends, 2, 0.5);
    class_path_free(&path);
}

/* A takes the lock and asks for it again, B makes one move: nothing else can happen. */
static void who_waits_for_himself_cannot_be_chosen(void **state)
{
    (void)state;
    struct class_path path;
    const th_access lock = of_lock(TH_LOCK, 0), rlock = of_lock(TH_RLOCK, 0);
    const struct class_end ends[] = {{&lock}, {NULL}};
    assert_true(class_path_init(&path, 2));
    push(&path, 0, lock);
    push(&path, 1, slot(1));
    must_count(&path, ends, 2, 1);
    class_path_pop(&path);
    class_path_pop(&path);
    push(&path, 0, rlock);
    push(&path, 1, slot(1));
    must_count(&path, ends, 2, 1);
    class_path_free(&path);
}

/* 130! / (65! 65!) is 9.5e37, and 132! / (66! 66!) is 3.8e38; 128 bits hold 3.4e38. */
static void a_count_that_does_not_fit_is_refused(void **state)
{
    (void)state;
    struct class_path path;
    explore_number schedules = 0;
    double odds = 0;
    assert_true(class_path_init(&path, 2));
    for (unsigned i = 0; i < 130; i++)
        push(&path, i % 2, slot(i % 2));
    assert_true(class_count(&path, done, &schedules, &odds));
    assert_true(schedules / 1000000000 / 1000000000 / 1000000000 / 10000000000 == 9);
    assert_true(fabs(odds - 1) < 1e-9);
    push(&path, 0, slot(0));
    push(&path, 1, slot(1));
    assert_false(class_count(&path, done, &schedules, &odds));
    class_path_free(&path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chains_with_nothing_in_common_go_every_way),
        cmocka_unit_test(three_workers_go_every_way),
        cmocka_unit_test(what_conflicts_keeps_its_order),
        cmocka_unit_test(what_is_popped_was_never_there),
        cmocka_unit_test(a_move_that_ends_the_race_comes_last),
        cmocka_unit_test(who_waits_for_a_lock_cannot_be_chosen),
        cmocka_unit_test(readers_of_a_lock_do_not_wait),
        cmocka_unit_test(a_deadlock_has_both_orders),
        cmocka_unit_test(who_waits_for_himself_cannot_be_chosen),
        cmocka_unit_test(a_count_that_does_not_fit_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
