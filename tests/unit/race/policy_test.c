/* policy_test.c - each policy chooses as it says, the ready only, and for one plan always alike.
 *
 * Method: choices worked out by hand; all masks of ready workers; and for what is random the count
 * over many seeds, which must lie within four standard deviations of what was computed on paper.
 * The seeds are fixed, so that a test that passes once passes always. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "viz/race/policy.h"

static struct policy *make(struct policy_plan plan, size_t worker_count)
{
    if (plan.depth == 0) plan.depth = POLICY_DEPTH_DEFAULT;
    if (plan.moves == 0) plan.moves = POLICY_MOVES_DEFAULT;
    struct policy *policy = policy_make(&plan, worker_count);
    assert_non_null(policy);
    return policy;
}

static size_t choose(struct policy *policy, uint32_t ready, size_t last, uint64_t moves_made)
{
    struct policy_state state = {.ready = ready, .last = last, .moves_made = moves_made};
    size_t worker = SIZE_MAX;
    assert_true(policy_choose(policy, &state, &worker));
    return worker;
}

/* Runs a race of workers that make so many moves each and never wait; who moved, as letters. */
static void race(struct policy_plan plan, size_t worker_count, size_t moves_each, char *moved)
{
    struct policy *policy = make(plan, worker_count);
    size_t left[9], last = SIZE_MAX, made = 0;
    uint32_t ready = (1u << worker_count) - 1;
    for (size_t i = 0; i < worker_count; i++)
        left[i] = moves_each;
    while (ready != 0) {
        last = choose(policy, ready, last, made);
        assert_true(last < worker_count && left[last] > 0);
        moved[made++] = (char)('A' + last);
        if (--left[last] == 0) ready &= ~(1u << last);
    }
    moved[made] = '\0';
    policy_free(policy);
}

/* Of so many seeds, this many hits are what a chance of `chance` gives. */
static void assert_chance(size_t hits, size_t seeds, double chance)
{
    double wanted = (double)seeds * chance, away = (double)hits - wanted;
    double variance = wanted * (1 - chance);
    if (away * away > 4 * 4 * variance)
        fail_msg("%zu hits of %zu seeds; %.1f are right, with a variance of %.1f", hits, seeds,
                 wanted, variance);
}

/* ---- All of them ---- */

static void no_policy_chooses_a_worker_that_is_not_ready(void **state)
{
    (void)state;
    for (enum policy_kind kind = POLICY_SERIAL; kind < POLICY_COUNT; kind++) {
        for (size_t count = 1; count <= 6; count++) {
            struct policy *policy = make((struct policy_plan){.kind = kind, .seed = 5}, count);
            uint64_t made = 0;
            for (uint32_t ready = 1; ready < 1u << count; ready++) {
                for (size_t last = 0; last <= count; last++) {
                    size_t moved = last == count ? (made == 0 ? SIZE_MAX : 0) : last;
                    size_t worker = choose(policy, ready, moved, made++);
                    if (worker >= count || (ready >> worker & 1) == 0)
                        fail_msg("%s chose %zu of %x", policy_word(kind), worker, ready);
                }
            }
            policy_free(policy);
        }
    }
}

static void the_last_of_nine_and_of_thirty_two_workers_can_be_chosen(void **state)
{
    (void)state;
    for (enum policy_kind kind = POLICY_SERIAL; kind < POLICY_COUNT; kind++) {
        struct policy *nine = make((struct policy_plan){.kind = kind}, 9);
        struct policy *many = make((struct policy_plan){.kind = kind}, 32);
        assert_int_equal(choose(nine, 1u << 8, SIZE_MAX, 0), 8);
        assert_int_equal(choose(many, 1u << 31, SIZE_MAX, 0), 31);
        assert_int_equal(choose(many, 1u << 31, 31, 1), 31);
        policy_free(nine);
        policy_free(many);
    }
}

static void the_same_plan_makes_the_same_choices(void **state)
{
    (void)state;
    char one[61], other[61];
    for (enum policy_kind kind = POLICY_SERIAL; kind < POLICY_COUNT; kind++) {
        struct policy_plan plan = {.kind = kind, .seed = 77, .moves = 60};
        race(plan, 3, 20, one);
        race(plan, 3, 20, other);
        assert_string_equal(one, other);
    }
}

static void seeds_make_a_difference(void **state)
{
    (void)state;
    char one[61], other[61];
    for (enum policy_kind kind = POLICY_RANDOM; kind <= POLICY_PCT; kind++) {
        size_t differing = 0;
        for (uint64_t seed = 0; seed < 64; seed++) {
            race((struct policy_plan){.kind = kind, .seed = seed, .moves = 60}, 3, 20, one);
            race((struct policy_plan){.kind = kind, .seed = seed + 1, .moves = 60}, 3, 20, other);
            differing += strcmp(one, other) != 0;
        }
        /* PCT makes the same of two seeds at most as often as it deals the same priorities: 1/6. */
        assert_true(differing > 40);
    }
}

/* ---- Each of them ---- */

static void ask_decides_nothing(void **state)
{
    (void)state;
    struct policy *policy = make((struct policy_plan){.kind = POLICY_ASK}, 2);
    struct policy_state now = {.ready = 3, .last = SIZE_MAX};
    size_t worker;
    assert_false(policy_choose(policy, &now, &worker));
    policy_free(policy);
}

static void serial_runs_one_worker_to_its_end_and_then_the_next(void **state)
{
    (void)state;
    char moved[13];
    race((struct policy_plan){.kind = POLICY_SERIAL}, 3, 4, moved);
    assert_string_equal(moved, "AAAABBBBCCCC");
    struct policy *policy = make((struct policy_plan){.kind = POLICY_SERIAL}, 4);
    assert_int_equal(choose(policy, 0xf, SIZE_MAX, 0), 0);
    assert_int_equal(choose(policy, 0xf, 2, 1), 2); /* stays */
    assert_int_equal(choose(policy, 0xb, 2, 2), 3); /* 2 waits: the next is 3 ... */
    assert_int_equal(choose(policy, 0x3, 2, 3), 0); /* ... or, round the end, 0 ... */
    assert_int_equal(choose(policy, 0x2, 2, 4), 1); /* ... or 1 */
    policy_free(policy);
}

static void round_robin_gives_each_ready_worker_a_move_in_turn(void **state)
{
    (void)state;
    char moved[13];
    race((struct policy_plan){.kind = POLICY_ROUND_ROBIN}, 3, 4, moved);
    assert_string_equal(moved, "ABCABCABCABC");
    struct policy *policy = make((struct policy_plan){.kind = POLICY_ROUND_ROBIN}, 4);
    assert_int_equal(choose(policy, 0xc, SIZE_MAX, 0), 2); /* the first that is ready */
    assert_int_equal(choose(policy, 0xd, 0, 1), 2);        /* 1 waits */
    assert_int_equal(choose(policy, 0xf, 3, 2), 0);
    assert_int_equal(choose(policy, 0x4, 2, 3), 2); /* alone */
    policy_free(policy);
}

static void random_is_even_among_the_ready(void **state)
{
    (void)state;
    enum { DRAWS = 60000 };
    struct policy *policy = make((struct policy_plan){.kind = POLICY_RANDOM, .seed = 1}, 6);
    size_t counts[6] = {0}, repeats = 0, last = SIZE_MAX;
    for (size_t i = 0; i < DRAWS; i++) {
        size_t worker = choose(policy, 0x35, last, i); /* 0, 2, 4, 5 */
        counts[worker]++;
        repeats += worker == last;
        last = worker;
    }
    for (size_t i = 0; i < 6; i++) {
        if ((0x35 >> i & 1) != 0)
            assert_chance(counts[i], DRAWS, 0.25);
        else
            assert_int_equal(counts[i], 0);
    }
    assert_chance(repeats, DRAWS, 0.25); /* whatever was before */
    policy_free(policy);
}

static void the_first_random_choice_is_even_over_seeds_too(void **state)
{
    (void)state;
    size_t counts[3] = {0};
    for (uint64_t seed = 0; seed < 30000; seed++) {
        struct policy *policy = make((struct policy_plan){.kind = POLICY_RANDOM, .seed = seed}, 3);
        counts[choose(policy, 7, SIZE_MAX, 0)]++;
        policy_free(policy);
    }
    for (size_t i = 0; i < 3; i++)
        assert_chance(counts[i], 30000, 1.0 / 3);
}

/* ---- PCT ---- */

static struct policy_plan pct(uint64_t seed, uint32_t depth, uint32_t moves)
{
    return (struct policy_plan){.kind = POLICY_PCT, .seed = seed, .depth = depth, .moves = moves};
}

static void pct_of_depth_1_runs_workers_in_each_order_alike(void **state)
{
    (void)state;
    const char *orders[] = {"AABBCC", "AACCBB", "BBAACC", "BBCCAA", "CCAABB", "CCBBAA"};
    size_t counts[6] = {0}, all = 0;
    char moved[7];
    for (uint64_t seed = 0; seed < 24000; seed++) {
        race(pct(seed, 1, 6), 3, 2, moved);
        for (size_t i = 0; i < 6; i++)
            counts[i] += strcmp(moved, orders[i]) == 0;
    }
    for (size_t i = 0; i < 6; i++) {
        assert_chance(counts[i], 24000, 1.0 / 6);
        all += counts[i];
    }
    assert_int_equal(all, 24000); /* and no preemption, ever */
}

/* Two workers of ten moves; the bug shows only if B moves first between A's fifth and sixth. On
 * paper: A must be dealt the higher priority (1/2), and the one change point be move 5 (1/20). That
 * is 1/40, the least that PCT promises for depth 2: 1/(n k). */
static void pct_of_depth_2_finds_the_rarest_bug_as_often_as_promised(void **state)
{
    (void)state;
    size_t hits = 0;
    char moved[21];
    for (uint64_t seed = 0; seed < 40000; seed++) {
        race(pct(seed, 2, 20), 2, 10, moved);
        hits += strncmp(moved, "AAAAAB", 6) == 0;
    }
    assert_chance(hits, 40000, 1.0 / 40);
}

/* A bug that any move of B between A's first and last lets show. On paper: A higher (1/2), and a
 * change point among moves 1 to 9 (9/20); or B higher (1/2), then A only behind the change point,
 * up to its end: never. So 9/40, which is more than the promised 1/40. */
static void pct_of_depth_2_finds_a_common_bug_more_often(void **state)
{
    (void)state;
    size_t hits = 0;
    char moved[21];
    for (uint64_t seed = 0; seed < 40000; seed++) {
        race(pct(seed, 2, 20), 2, 10, moved);
        const char *first_a = strchr(moved, 'A'), *last_a = strrchr(moved, 'A');
        hits += memchr(first_a, 'B', (size_t)(last_a - first_a)) != NULL;
    }
    assert_chance(hits, 40000, 9.0 / 40);
}

/* The three moves A B A, of six. On paper: A higher (1/2); after move 1 A must fall (to i), after
 * move 2 B must fall below it (to j < i): change point 2 is move 1 (1/6), change point 1 is move 2
 * (1/6). 1/72 is 1/(n k^2). Were change points numbered as they come, B would stay above A. */
static void pct_of_depth_3_lowers_each_worker_to_its_change_points_number(void **state)
{
    (void)state;
    size_t hits = 0;
    char moved[7];
    for (uint64_t seed = 0; seed < 72000; seed++) {
        race(pct(seed, 3, 6), 2, 3, moved);
        hits += strncmp(moved, "ABA", 3) == 0;
    }
    assert_chance(hits, 72000, 1.0 / 72);
}

/* Moves 1 to k are counted from the first choice: k = 1 is the move behind it, wherever that is. */
static void pct_counts_moves_from_where_it_took_over(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 50; seed++) {
        struct policy *policy = make(pct(seed, 2, 1), 2);
        size_t first = choose(policy, 3, 0, 1000);
        assert_int_equal(choose(policy, 3, first, 1001), 1 - first);
        assert_int_equal(choose(policy, 3, 1 - first, 1002), 1 - first);
        policy_free(policy);
    }
}

/* ---- Words ---- */

static void each_policy_is_found_by_its_word_and_by_no_other(void **state)
{
    (void)state;
    assert_int_equal(policy_named("ask", 3), POLICY_ASK);
    assert_int_equal(policy_named("serial", 6), POLICY_SERIAL);
    assert_int_equal(policy_named("round-robin", 11), POLICY_ROUND_ROBIN);
    assert_int_equal(policy_named("random 7", 6), POLICY_RANDOM);
    assert_int_equal(policy_named("pct", 3), POLICY_PCT);
    assert_int_equal(policy_named("pct", 2), POLICY_COUNT);
    assert_int_equal(policy_named("PCT", 3), POLICY_COUNT);
    assert_int_equal(policy_named("", 0), POLICY_COUNT);
    assert_string_equal(policy_word(POLICY_ROUND_ROBIN), "round-robin");
    assert_non_null(strstr(policy_about(POLICY_SERIAL), "no preemption"));
}

static void a_plan_is_written_with_the_numbers_that_it_uses(void **state)
{
    (void)state;
    char text[40];
    policy_write(&(struct policy_plan){.kind = POLICY_SERIAL, .seed = 7, .depth = 3}, text, 40);
    assert_string_equal(text, "serial");
    policy_write(&(struct policy_plan){.kind = POLICY_RANDOM, .seed = UINT64_MAX}, text, 40);
    assert_string_equal(text, "random 18446744073709551615");
    policy_write(&(struct policy_plan){.kind = POLICY_PCT, .seed = 7, .depth = 20}, text, 40);
    assert_string_equal(text, "pct 7 20");
    policy_write(&(struct policy_plan){.kind = POLICY_PCT, .seed = 7, .depth = 20}, text, 4);
    assert_string_equal(text, "pct");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_policy_chooses_a_worker_that_is_not_ready),
        cmocka_unit_test(the_last_of_nine_and_of_thirty_two_workers_can_be_chosen),
        cmocka_unit_test(the_same_plan_makes_the_same_choices),
        cmocka_unit_test(seeds_make_a_difference),
        cmocka_unit_test(ask_decides_nothing),
        cmocka_unit_test(serial_runs_one_worker_to_its_end_and_then_the_next),
        cmocka_unit_test(round_robin_gives_each_ready_worker_a_move_in_turn),
        cmocka_unit_test(random_is_even_among_the_ready),
        cmocka_unit_test(the_first_random_choice_is_even_over_seeds_too),
        cmocka_unit_test(pct_of_depth_1_runs_workers_in_each_order_alike),
        cmocka_unit_test(pct_of_depth_2_finds_the_rarest_bug_as_often_as_promised),
        cmocka_unit_test(pct_of_depth_2_finds_a_common_bug_more_often),
        cmocka_unit_test(pct_of_depth_3_lowers_each_worker_to_its_change_points_number),
        cmocka_unit_test(pct_counts_moves_from_where_it_took_over),
        cmocka_unit_test(each_policy_is_found_by_its_word_and_by_no_other),
        cmocka_unit_test(a_plan_is_written_with_the_numbers_that_it_uses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
