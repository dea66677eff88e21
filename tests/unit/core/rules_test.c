/* rules_test.c - each rule of core/rules.h is seen when it is broken. Method: a real map is read
 * into a snapshot, one thing in the snapshot is made wrong, and the rule with that number must be
 * the first that th_rules_check names. */
#include "core/rules.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/map_layout.h"
#include "tests/support/chance.h"
#include "tests/support/snapshots.h"
#include "tests/support/test_map.h"
#include "tests/support/testing.h"

/* ---- Maps to break ---- */

struct broken {
    struct test_map test;
    th_snapshot *is;
};

static void look_at(struct broken *broken) { broken->is = look(broken->test.map); }

static th_verdict check(struct broken *broken)
{
    th_hash hash = spelled_hash_use(&broken->test.hash);
    return th_rules_check(broken->is, &hash, 7);
}

/* The snapshot as it now is breaks that rule; then all goes. */
static void breaks(struct broken *broken, th_rule rule)
{
    th_verdict verdict = check(broken);
    if (verdict.rule != rule) {
        fail_msg("rule %d is named, not %d: %s", (int)verdict.rule, (int)rule, verdict.where);
    }
    assert_string_not_equal(verdict.where, "");
    th_snapshot_free(broken->is);
    test_map_free(&broken->test);
}

static void fill_bucket(struct broken *broken, uint64_t bucket, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        put(broken->test.map, key_spelling(hash_with((uint8_t)(0x10 + i), bucket), i), i);
}

/* Four buckets: 0 has ten entries and so an overflow bucket, 1 has six with a hole at slot 1, 2 is
 * just full, 3 is empty. */
static void make_still(struct broken *broken)
{
    test_map_make(&broken->test, (th_map_options){.hint = 20});
    fill_bucket(broken, 0, 10);
    fill_bucket(broken, 1, 7);
    fill_bucket(broken, 2, 8);
    assert_true(th_map_delete(broken->test.map, key_spelling(hash_with(0x11, 1), 1)));
    look_at(broken);
    assert_int_equal(check(broken).rule, TH_RULES_HOLD);
    assert_int_equal(broken->is->oldbuckets.chain_count, 0);
}

/* Four old buckets, eight new: 0 and 2 are evacuated; 1 with seven entries and 3 with six are not.
 * */
static void make_growing(struct broken *broken)
{
    test_map_make(&broken->test, (th_map_options){.hint = 26});
    put_many(broken->test.map, 0, 27);
    look_at(broken);
    assert_int_equal(check(broken).rule, TH_RULES_HOLD);
    assert_int_equal(broken->is->oldbuckets.chain_count, 4);
    assert_int_equal(broken->is->nevacuate, 1);
}

static th_snapshot_bucket *bucket_of(th_snapshot_array *array, size_t index, size_t depth)
{
    assert_true(index < array->chain_count && depth < array->chains[index].bucket_count);
    return &array->chains[index].buckets[depth];
}

/* ---- The header ---- */

static void rule_1_sees_a_count_that_is_one_off(void **state)
{
    struct broken broken;
    (void)state;
    make_still(&broken);
    broken.is->count++;
    breaks(&broken, TH_RULE_COUNT);
    make_growing(&broken);
    broken.is->count--;
    breaks(&broken, TH_RULE_COUNT);
}

static void rule_1_sees_an_entry_that_is_lost(void **state)
{
    struct broken broken;
    (void)state;
    make_growing(&broken);
    bucket_of(&broken.is->oldbuckets, 3, 0)->tophash[5] = TH_EMPTY_REST;
    breaks(&broken, TH_RULE_COUNT);
}

static void rule_2_sees_a_writer_and_a_flag_that_there_is_not(void **state)
{
    struct broken broken;
    (void)state;
    make_still(&broken);
    broken.is->flags |= TH_FLAG_WRITING;
    breaks(&broken, TH_RULE_FLAGS);
    make_still(&broken);
    broken.is->flags |= 0x40;
    breaks(&broken, TH_RULE_FLAGS);
}

static void rule_3_sees_the_same_size_flag_without_a_growth(void **state)
{
    struct broken broken;
    (void)state;
    make_still(&broken);
    broken.is->flags |= TH_FLAG_SAME_SIZE;
    breaks(&broken, TH_RULE_SAME_SIZE);
}

static void rule_4_sees_nevacuate_beyond_what_is_evacuated(void **state)
{
    struct broken broken;
    (void)state;
    make_growing(&broken);
    broken.is->nevacuate = 2;
    breaks(&broken, TH_RULE_NEVACUATE);
}

static void rule_4_sees_a_growth_that_should_have_ended(void **state)
{
    struct broken broken;
    (void)state;
    make_growing(&broken);
    broken.is->nevacuate = 4;
    breaks(&broken, TH_RULE_NEVACUATE);
}

/* ---- Marks ---- */

static void rule_5_sees_a_chain_that_is_evacuated_in_part(void **state)
{
    struct broken broken;
    (void)state;
    make_growing(&broken);
    bucket_of(&broken.is->oldbuckets, 0, 0)->tophash[7] = TH_EMPTY_REST;
    breaks(&broken, TH_RULE_WHOLE);
    make_growing(&broken);
    bucket_of(&broken.is->oldbuckets, 3, 0)->tophash[7] = TH_EVACUATED_EMPTY;
    breaks(&broken, TH_RULE_WHOLE);
}

static void rule_6_sees_a_mark_of_evacuation_in_the_current_array(void **state)
{
    const uint8_t marks[] = {TH_EVACUATED_X, TH_EVACUATED_Y, TH_EVACUATED_EMPTY};
    struct broken broken;
    (void)state;
    for (size_t i = 0; i < COUNT_OF(marks); i++) {
        make_still(&broken);
        bucket_of(&broken.is->buckets, 0, 1)->tophash[6] = marks[i];
        breaks(&broken, TH_RULE_MARKS);
    }
}

static void rule_7_sees_a_slot_behind_rest_that_says_otherwise(void **state)
{
    struct broken broken;
    (void)state;
    make_still(&broken);
    bucket_of(&broken.is->buckets, 3, 0)->tophash[4] = TH_EMPTY_ONE;
    breaks(&broken, TH_RULE_REST);
}

/* The hole at slot 1 says rest, and entries behind it are out of reach. */
static void rule_7_sees_entries_behind_rest(void **state)
{
    struct broken broken;
    (void)state;
    make_still(&broken);
    bucket_of(&broken.is->buckets, 1, 0)->tophash[1] = TH_EMPTY_REST;
    breaks(&broken, TH_RULE_REST);
}

static void rule_7_looks_from_bucket_to_bucket_of_a_chain(void **state)
{
    struct broken broken;
    (void)state;
    make_still(&broken);
    bucket_of(&broken.is->buckets, 0, 0)->tophash[7] = TH_EMPTY_REST;
    broken.is->count--;
    breaks(&broken, TH_RULE_REST);
}

static void rule_8_sees_an_empty_slot_that_should_say_rest(void **state)
{
    struct broken broken;
    (void)state;
    make_still(&broken);
    bucket_of(&broken.is->buckets, 1, 0)->tophash[7] = TH_EMPTY_ONE; /* the chain's end */
    breaks(&broken, TH_RULE_TRAILING);
    make_still(&broken);
    bucket_of(&broken.is->buckets, 0, 1)->tophash[2] = TH_EMPTY_ONE; /* rests follow */
    breaks(&broken, TH_RULE_TRAILING);
}

/* ---- Entries ---- */

static void rule_9_sees_a_key_that_is_there_twice(void **state)
{
    struct broken broken;
    (void)state;
    make_still(&broken);
    th_snapshot_bucket *main_bucket = bucket_of(&broken.is->buckets, 0, 0);
    bucket_of(&broken.is->buckets, 0, 1)->keys[1] = main_bucket->keys[3];
    breaks(&broken, TH_RULE_UNIQUE);
    make_growing(&broken);
    th_snapshot_bucket *old = bucket_of(&broken.is->oldbuckets, 1, 0);
    old->keys[6] = old->keys[0];
    breaks(&broken, TH_RULE_UNIQUE);
}

static void rule_10_sees_a_tophash_that_is_not_its_hash_s(void **state)
{
    struct broken broken;
    (void)state;
    make_still(&broken);
    bucket_of(&broken.is->buckets, 2, 0)->tophash[7] ^= 0x80;
    breaks(&broken, TH_RULE_PLACE);
}

static void swap_entries(th_snapshot_bucket *a, th_snapshot_bucket *b, unsigned slot)
{
    th_key key = a->keys[slot];
    uint8_t top = a->tophash[slot];
    a->keys[slot] = b->keys[slot];
    a->tophash[slot] = b->tophash[slot];
    b->keys[slot] = key;
    b->tophash[slot] = top;
}

static void rule_10_sees_an_entry_in_another_bucket(void **state)
{
    struct broken broken;
    (void)state;
    make_still(&broken);
    swap_entries(bucket_of(&broken.is->buckets, 1, 0), bucket_of(&broken.is->buckets, 2, 0), 3);
    breaks(&broken, TH_RULE_PLACE);
}

static void rule_10_is_left_out_where_hashes_are_not_known(void **state)
{
    struct broken broken;
    (void)state;
    make_still(&broken);
    swap_entries(bucket_of(&broken.is->buckets, 1, 0), bucket_of(&broken.is->buckets, 2, 0), 3);
    assert_int_equal(th_rules_check(broken.is, NULL, 0).rule, TH_RULES_HOLD);
    breaks(&broken, TH_RULE_PLACE);
}

static void rule_11_sees_an_entry_that_came_before_its_bucket_was_evacuated(void **state)
{
    struct broken broken;
    (void)state;
    make_growing(&broken);
    th_snapshot_bucket *heir = bucket_of(&broken.is->buckets, 5, 0);
    heir->tophash[0] = 0x77;
    heir->keys[0] = key_spelling(hash_with(0x77, 5), 0);
    broken.is->count++;
    breaks(&broken, TH_RULE_HEIRS);
}

static void rule_12_sees_overflow_buckets_that_were_not_counted(void **state)
{
    struct broken broken;
    (void)state;
    make_still(&broken);
    broken.is->noverflow = 0;
    breaks(&broken, TH_RULE_NOVERFLOW);
    make_growing(&broken);
    broken.is->noverflow++;
    breaks(&broken, TH_RULE_NOVERFLOW);
}

/* From B = 16 on noverflow is an estimate, and any number may be right. */
static void rule_12_says_nothing_from_16_on(void **state)
{
    struct broken broken;
    (void)state;
    make_still(&broken);
    broken.is->B = 16;
    broken.is->noverflow = 1000;
    assert_int_equal(check(&broken).rule, TH_RULES_HOLD);
    broken.is->B = 15;
    breaks(&broken, TH_RULE_NOVERFLOW);
}

static void rule_13_sees_a_map_without_buckets_that_says_it_has_some(void **state)
{
    struct broken broken;
    (void)state;
    test_map_make(&broken.test, (th_map_options){.hint = 0});
    look_at(&broken);
    assert_int_equal(check(&broken).rule, TH_RULES_HOLD);
    broken.is->B = 1;
    breaks(&broken, TH_RULE_EMPTY);
}

/* ---- Words ---- */

static void a_verdict_says_where(void **state)
{
    struct broken broken;
    (void)state;
    make_growing(&broken);
    bucket_of(&broken.is->oldbuckets, 0, 0)->tophash[7] = TH_EMPTY_REST;
    assert_non_null(strstr(check(&broken).where, "oldbuckets[0], overflow 0, slot 7"));
    breaks(&broken, TH_RULE_WHOLE);
    make_still(&broken);
    bucket_of(&broken.is->buckets, 0, 1)->tophash[6] = TH_EVACUATED_X;
    assert_non_null(strstr(check(&broken).where, "buckets[0], overflow 1, slot 6"));
    breaks(&broken, TH_RULE_MARKS);
}

static void every_rule_has_its_number_and_its_text(void **state)
{
    (void)state;
    int number = 0;
#define X(rule, its_number, text)                                                                  \
    assert_int_equal(rule, ++number);                                                              \
    assert_string_equal(th_rule_text(rule), text);
    TH_RULE_LIST(X)
#undef X
    assert_int_equal(number, 13);
}

/* ---- Real maps ---- */

static void change_at_random(struct test_map *test, struct chance *chance)
{
    uint64_t buckets = 1 + chance_below(chance, 4); /* few, so that chains get long */
    uint32_t serial = (uint32_t)chance_below(chance, 40);
    th_key key = key_spelling(hash_with((uint8_t)(serial * 7), serial % buckets), serial);
    uint64_t what = chance_below(chance, 400);
    if (what == 0) {
        th_map_clear(test->map);
    } else if (what < 250) {
        const uint8_t value[TH_VALUE_SIZE_MAX] = {(uint8_t)what};
        assert_int_equal(th_map_put(test->map, key, value), TH_OK);
    } else {
        (void)th_map_delete(test->map, key);
    }
}

/* Method: 20 seeds, 500 changes each, all rules after every one. tests/property does more of it. */
static void real_maps_keep_all_rules(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 20; seed++) {
        struct broken broken;
        struct chance chance = {seed};
        test_map_make(&broken.test, (th_map_options){.value_size = 1 + seed});
        for (unsigned i = 0; i < 500; i++) {
            change_at_random(&broken.test, &chance);
            look_at(&broken);
            th_verdict verdict = check(&broken);
            th_snapshot_free(broken.is);
            if (verdict.rule == TH_RULES_HOLD) continue;
            fail_msg("seed %d, change %u: rule %d: %s", (int)seed, i, (int)verdict.rule,
                     verdict.where);
        }
        test_map_free(&broken.test);
    }
}

/* ---- Memory that is corrupted by hand ---- */

/* Runs act on a map in a child; what it wrote to standard error is in text. True: it aborted. */
static bool aborts(void (*act)(th_map *map), char *text, size_t size_bytes)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct broken broken;
        setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
        signal(SIGABRT, SIG_DFL); /* not cmocka's */
        dup2(ends[1], STDERR_FILENO);
        make_still(&broken);
        act(broken.test.map);
        _exit(0);
    }
    close(ends[1]);
    size_t len = 0;
    ssize_t got;
    while ((got = read(ends[0], text + len, size_bytes - 1 - len)) > 0)
        len += (size_t)got;
    text[len] = '\0';
    close(ends[0]);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

static void assert_a_lost_entry(th_map *map)
{
    ((th_hmap *)map)->count++;
    th_rules_assert(map, "here");
}

static void the_assertion_names_rule_and_occasion(void **state)
{
    char text[4096];
    (void)state;
    assert_true(aborts(assert_a_lost_entry, text, sizeof text));
    assert_non_null(strstr(text, "here: rule 1 is broken: count is the number of entries"));
}

static uint8_t *tops_of(th_map *map, size_t bucket)
{
    return (uint8_t *)((th_hmap *)map)->buckets + bucket * th_bucket_size(sizeof(uint64_t));
}

static void put_after_a_wrong_count(th_map *map)
{
    ((th_hmap *)map)->count--;
    put(map, key_spelling(hash_with(0x99, 3), 0), 0);
}

static void delete_after_a_wrong_mark(th_map *map)
{
    tops_of(map, 3)[0] = TH_EVACUATED_EMPTY;
    (void)th_map_delete(map, key_spelling(hash_with(0x99, 2), 0));
}

static void clear_after_a_wrong_tophash(th_map *map)
{
    tops_of(map, 2)[5] ^= 0x40;
    th_map_clear(map);
}

static void every_mutator_stops_at_a_broken_rule(void **state)
{
    const struct {
        void (*act)(th_map *map);
        const char *says;
    } cases[] = {
        {put_after_a_wrong_count, "put begins: rule 1 is broken"},
        {delete_after_a_wrong_mark, "delete begins: rule 6 is broken"},
        {clear_after_a_wrong_tophash, "clear begins: rule 10 is broken"},
    };
    char text[4096];
    (void)state;
    if (!th_rules_are_asserted()) skip();
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        assert_true(aborts(cases[i].act, text, sizeof text));
        assert_non_null(strstr(text, cases[i].says));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rule_1_sees_a_count_that_is_one_off),
        cmocka_unit_test(rule_1_sees_an_entry_that_is_lost),
        cmocka_unit_test(rule_2_sees_a_writer_and_a_flag_that_there_is_not),
        cmocka_unit_test(rule_3_sees_the_same_size_flag_without_a_growth),
        cmocka_unit_test(rule_4_sees_nevacuate_beyond_what_is_evacuated),
        cmocka_unit_test(rule_4_sees_a_growth_that_should_have_ended),
        cmocka_unit_test(rule_5_sees_a_chain_that_is_evacuated_in_part),
        cmocka_unit_test(rule_6_sees_a_mark_of_evacuation_in_the_current_array),
        cmocka_unit_test(rule_7_sees_a_slot_behind_rest_that_says_otherwise),
        cmocka_unit_test(rule_7_sees_entries_behind_rest),
        cmocka_unit_test(rule_7_looks_from_bucket_to_bucket_of_a_chain),
        cmocka_unit_test(rule_8_sees_an_empty_slot_that_should_say_rest),
        cmocka_unit_test(rule_9_sees_a_key_that_is_there_twice),
        cmocka_unit_test(rule_10_sees_a_tophash_that_is_not_its_hash_s),
        cmocka_unit_test(rule_10_sees_an_entry_in_another_bucket),
        cmocka_unit_test(rule_10_is_left_out_where_hashes_are_not_known),
        cmocka_unit_test(rule_11_sees_an_entry_that_came_before_its_bucket_was_evacuated),
        cmocka_unit_test(rule_12_sees_overflow_buckets_that_were_not_counted),
        cmocka_unit_test(rule_12_says_nothing_from_16_on),
        cmocka_unit_test(rule_13_sees_a_map_without_buckets_that_says_it_has_some),
        cmocka_unit_test(a_verdict_says_where),
        cmocka_unit_test(every_rule_has_its_number_and_its_text),
        cmocka_unit_test(real_maps_keep_all_rules),
        cmocka_unit_test(the_assertion_names_rule_and_occasion),
        cmocka_unit_test(every_mutator_stops_at_a_broken_rule),
    };
    return cmocka_run_group_tests_name("core/rules", tests, NULL, NULL);
}
