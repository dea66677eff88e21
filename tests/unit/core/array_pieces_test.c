/* array_pieces_test.c - large arrays come and go a piece at a time, and nobody can tell but by the
 * clock: rules A1 to A5.
 *
 * Method: the map's memory counts pages (tests/support/counting_memory.h). Pages of 64 bytes make
 * an array of 2 KiB a large one; what each operation took, populated and gave back is the
 * difference of counts before and after it. */
#include <string.h>

#include "core/hash.h"
#include "tests/support/chance.h"
#include "tests/support/event_recorder.h"
#include "tests/support/snapshots.h"
#include "tests/support/test_map.h"
#include "tests/support/testing.h"

enum { PAGE = 64, POPULATED_MAX = 8, GIVEN_MAX = 16, BLOCKS_GIVEN_MAX = 32, NUMBERS = 60000 };

static uint32_t numbers[NUMBERS];

/* Borrowed, as long as the program runs. */
static th_key key_at(uint32_t index)
{
    numbers[index] = index;
    return (th_key){(const char *)&numbers[index], sizeof numbers[index]};
}

static void make(struct test_map *test, size_t value_size, int64_t hint)
{
    th_map_options options = {.hint = hint, .value_size = value_size, .hash = th_hash_default()};
    test_map_make_paged(test, options, PAGE);
}

static bool try_put(struct test_map *test, uint32_t index)
{
    static const char value[TH_VALUE_SIZE_MAX];
    return th_map_put(test->map, key_at(index), value) == TH_OK;
}

static void put_index(struct test_map *test, uint32_t index) { assert_true(try_put(test, index)); }

static th_snapshot header_of(const th_map *map)
{
    th_snapshot header = {.B = 0};
    assert_int_equal(th_inspect_header(map, &header), TH_OK);
    return header;
}

/* The most that one operation has done. */
struct work {
    uint64_t takes, taken, populated, given, blocks;
};

static void max_into(uint64_t *most, uint64_t value)
{
    if (value > *most) *most = value;
}

static struct counting_memory before;

static void begin_op(const struct test_map *test) { before = test->memory; }

static void end_op(const struct test_map *test, struct work *most)
{
    const struct counting_memory *now = &test->memory;
    max_into(&most->takes, now->takes - before.takes);
    max_into(&most->taken, now->pages_taken - before.pages_taken);
    max_into(&most->populated, now->pages_populated - before.pages_populated);
    max_into(&most->given, now->pages_given - before.pages_given);
    if (before.held_blocks > now->held_blocks) {
        max_into(&most->blocks, before.held_blocks - now->held_blocks);
    }
}

/* ---- In pieces ---- */

/* Method: from empty to 8 growths of large arrays; then half of it is deleted, and put again. */
static void no_write_does_more_than_a_piece(void **state)
{
    const size_t value_sizes[] = {1, 8, TH_VALUE_SIZE_MAX};
    (void)state;
    for (size_t v = 0; v < COUNT_OF(value_sizes); v++) {
        struct test_map test;
        struct work most = {0};
        uint32_t count = 12000 / rules_step();
        make(&test, value_sizes[v], 0);
        for (uint32_t i = 0; i < 2 * count; i++) {
            begin_op(&test);
            if (i < count || i % 2 == 0) {
                put_index(&test, i < count ? i : i - count / 2);
            } else {
                assert_true(th_map_delete(test.map, key_at(i - count)));
            }
            end_op(&test, &most);
        }
        assert_true(most.taken > 4 * GIVEN_MAX); /* so there was much to be had in one stroke */
        assert_int_equal(most.populated, POPULATED_MAX);
        assert_int_equal(most.given, GIVEN_MAX);
        assert_in_range(most.blocks, 2, BLOCKS_GIVEN_MAX);
        assert_true(test.memory.pages_populated > 1000 / rules_step());
        test_map_free(&test);
        assert_int_equal(test.memory.pages_given, test.memory.pages_taken);
    }
}

/* All pages of main buckets are populated before growth starts, and none later. */
static void the_next_array_is_whole_when_growth_starts(void **state)
{
    struct test_map test;
    unsigned growths = 0;
    uint64_t populated = 0;
    (void)state;
    make(&test, 8, 0);
    uint8_t B = 0;
    for (uint32_t i = 0; i < 12000 / rules_step(); i++) {
        uint64_t populated_before = test.memory.pages_populated;
        put_index(&test, i);
        uint8_t now = header_of(test.map).B;
        if (now == B) continue;
        B = now;
        if (B < 5) continue; /* those below come too fast upon each other */
        uint64_t main_pages = (64 + (208u << B) + PAGE - 1) / PAGE;
        if (growths++ > 0) {
            /* The head's page is written when it is taken. */
            assert_int_equal(populated_before - populated, main_pages - 1);
            assert_int_equal(test.memory.pages_populated, populated_before);
        }
        populated = test.memory.pages_populated;
    }
    assert_true(growths >= (th_rules_are_asserted() ? 3 : 6));
    test_map_free(&test);
}

/* So that an entry costs no more bytes: between the last growth's end and the next one's window
 * there is one array, and its overflow buckets. */
static void the_next_array_is_taken_only_just_before(void **state)
{
    struct test_map test;
    uint32_t held = 0, until = th_rules_are_asserted() ? 13312 / 8 : 13312;
    (void)state;
    make(&test, 8, 0);
    uint64_t taken = 0;
    for (uint32_t i = 0; i < until; i++) {
        if (i == until / 2 + 1) taken = test.memory.pages_taken;
        put_index(&test, i);
        if (i > until / 2 && test.memory.pages_taken > taken) held++;
    }
    /* An array of so many pages, 8 of them a put, and 16 puts to spare. */
    assert_in_range(held, 1, (test.memory.pages_taken - taken) / 8 + 17);
    test_map_free(&test);
}

static void a_same_size_growth_is_populated_while_it_goes_on(void **state)
{
    struct test_map test;
    struct work most = {0};
    (void)state;
    test_map_make_paged(&test, (th_map_options){.hint = 208}, PAGE); /* B = 5 */
    for (uint32_t i = 0; i < 32; i++)
        give_overflow(test.map, i);
    uint64_t taken = test.memory.pages_taken, populated = test.memory.pages_populated;
    uint32_t writes = 0;
    do {
        begin_op(&test);
        put_in_bucket(test.map, 31, 100 + writes, 1);
        end_op(&test, &most);
    } while (header_of(test.map).oldbuckets.chain_count > 0 && ++writes < 100);
    assert_int_equal(header_of(test.map).B, 5);
    assert_true(test.memory.pages_taken > taken);
    assert_int_equal(test.memory.pages_populated - populated, (64 + (208 << 5) + 63) / 64 - 1);
    assert_int_equal(most.populated, POPULATED_MAX);
    test_map_free(&test);
}

/* ---- Nobody can tell ---- */

/* One random script on two maps: one whose memory has pages, and one whose memory has none. All
 * that is told of them, and all that is in them, is the same. */
static void a_map_of_pages_is_told_as_any_other(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 4; seed++) {
        struct test_map tests[2];
        struct event_recorder heard[2];
        struct chance chance = {seed};
        for (unsigned m = 0; m < 2; m++) {
            event_recorder_set_up(&heard[m]);
            th_map_options options = {.hash = th_hash_default(), .keys_owned = seed % 2};
            test_map_make_paged(&tests[m], options, m == 0 ? PAGE : 0);
            th_map_observe(tests[m].map, &heard[m].observer);
        }
        for (uint32_t i = 0; i < 3000 / rules_step(); i++) {
            uint64_t die = chance_below(&chance, 10);
            uint32_t index = (uint32_t)chance_below(&chance, 2000);
            bool is_clear = i % 1000 == 999;
            for (unsigned m = 0; m < 2; m++) {
                if (is_clear) th_map_clear(tests[m].map);
                if (die < 7) put_index(&tests[m], index);
                if (die >= 7) (void)th_map_delete(tests[m].map, key_at(index));
            }
            assert_told_alike(&heard[0], &heard[1]);
            event_recorder_forget(&heard[0]);
            event_recorder_forget(&heard[1]);
        }
        assert_true(tests[0].memory.pages_taken > 0);
        assert_int_equal(map_digest(tests[0].map), map_digest(tests[1].map));
        for (unsigned m = 0; m < 2; m++) {
            test_map_free(&tests[m]);
            event_recorder_free(&heard[m]);
        }
    }
}

/* ---- It goes again ---- */

/* count entries of B = 6 fill it to the limit: 416. */
enum { LIMIT = 416, B_OF_LIMIT = 6, WINDOW = (208 * 136 + 64) / 64 / 8 + 16 };

/* All but so many entries of the limit are put. */
static void fill_but(struct test_map *test, uint32_t left)
{
    for (uint32_t i = 0; i < LIMIT - left; i++)
        put_index(test, i);
    assert_int_equal(header_of(test->map).B, B_OF_LIMIT);
}

static void what_was_prepared_goes_when_count_falls(void **state)
{
    struct test_map test;
    struct work most = {0};
    (void)state;
    make(&test, 8, 0);
    fill_but(&test, WINDOW + 2);
    size_t held = test.memory.held_bytes;
    for (uint32_t i = LIMIT - WINDOW - 2; i < LIMIT; i++)
        put_index(&test, i);
    assert_true(test.memory.held_bytes > 2 * held);
    for (uint32_t i = 0; i < LIMIT / 2; i++) {
        begin_op(&test);
        assert_true(th_map_delete(test.map, key_at(i)));
        end_op(&test, &most);
    }
    assert_in_range(test.memory.held_bytes, held / 2, held + 3000); /* some overflow buckets more */
    assert_int_equal(most.given, GIVEN_MAX);
    for (uint32_t i = 0; i < LIMIT / 2; i++) /* and comes again */
        put_index(&test, i);
    assert_true(test.memory.held_bytes > 2 * held);
    put_index(&test, LIMIT);
    assert_int_equal(header_of(test.map).B, B_OF_LIMIT + 1);
    test_map_free(&test);
}

/* Around the edge of the window nothing comes and goes with each write. */
static void it_stays_while_count_swings_a_little(void **state)
{
    struct test_map test;
    (void)state;
    make(&test, 8, 0);
    fill_but(&test, WINDOW - 1);
    uint64_t taken = test.memory.pages_taken;
    uint64_t given = test.memory.pages_given;
    for (uint32_t turn = 0; turn < 20; turn++) {
        for (uint32_t i = 0; i < WINDOW / 2; i++)
            assert_true(th_map_delete(test.map, key_at(i)));
        for (uint32_t i = 0; i < WINDOW / 2; i++)
            put_index(&test, i);
    }
    assert_int_equal(test.memory.pages_taken, taken);
    assert_int_equal(test.memory.pages_given, given);
    test_map_free(&test);
}

/* Of the current array, whose stock is full: buckets of 208 bytes, and the head. */
static uint64_t pages_of_array(const struct test_map *test)
{
    th_snapshot header = header_of(test->map);
    return (64 + 208 * (header.buckets.chain_count + header.stock_left) + PAGE - 1) / PAGE;
}

/* Method: a map is freed after each number of entries, so in each state; and cleared. */
static void whatever_is_under_way_goes_with_the_map(void **state)
{
    (void)state;
    for (uint32_t count = 0; count < 1100 / rules_step(); count += 1 + count / 64) {
        for (unsigned is_cleared = 0; is_cleared < 2; is_cleared++) {
            struct test_map test;
            make(&test, 8, 0);
            for (uint32_t i = 0; i < count; i++)
                put_index(&test, i);
            if (is_cleared) {
                th_map_clear(test.map);
                assert_true(count == 0 || test.memory.pages_held <= pages_of_array(&test));
                put_index(&test, 0);
            }
            test_map_free(&test);
        }
    }
}

/* M5: a pinned array is no piece less than whole, until the cursor is closed. */
static void a_pinned_array_stays_whole(void **state)
{
    struct test_map test;
    th_cursor cursor;
    uint32_t seen = 0;
    (void)state;
    make(&test, 8, 0);
    fill_but(&test, 0);
    th_cursor_open(test.map, &cursor);
    assert_true(th_cursor_next(&cursor));
    const void *home = (const void *)(uintptr_t)header_of(test.map).buckets.address;
    for (uint32_t i = LIMIT; i < 2 * LIMIT; i++)
        put_index(&test, i);
    assert_int_equal(header_of(test.map).oldbuckets.chain_count, 0);
    assert_true(counting_memory_holds(&test.memory, home, 208 << B_OF_LIMIT));
    do {
        uint32_t number;
        memcpy(&number, cursor.key.bytes, sizeof number);
        seen += number < LIMIT;
    } while (th_cursor_next(&cursor));
    assert_int_equal(seen, LIMIT);
    assert_false(counting_memory_holds(&test.memory, home, 1));
    test_map_free(&test);
}

/* ---- No memory ---- */

/* Method: each take of a run fails once, with the one behind it, n = 1, 2, 3 ... A put that fails
 * has changed nothing and then succeeds; one of what is prepared fails no put at all. */
static void no_failed_take_is_felt_but_by_a_status(void **state)
{
    uint64_t failed_puts = 0, takes = UINT64_MAX;
    (void)state;
    for (uint64_t nth = 1; nth <= takes; nth += rules_step()) {
        struct test_map test;
        make(&test, 8, 0);
        uint64_t first = test.memory.takes;
        counting_memory_fail(&test.memory, nth, 2);
        for (uint32_t i = 0; i < 900; i++) {
            uint64_t digest = nth % 7 == 0 ? map_digest(test.map) : 0;
            if (try_put(&test, i)) continue;
            failed_puts++;
            if (nth % 7 == 0) assert_int_equal(map_digest(test.map), digest);
            if (!try_put(&test, i)) put_index(&test, i);
        }
        for (uint32_t i = 0; i < 900; i++)
            assert_non_null(th_map_get(test.map, key_at(i)));
        takes = test.memory.takes - first;
        test_map_free(&test);
    }
    assert_in_range(failed_puts, 10 / rules_step(), takes - 4); /* B = 4 to 7 were prepared */
}

/* To the limit, where there is memory for an overflow bucket or two, but for no array. */
static void fill_without_ahead(struct test_map *test)
{
    fill_but(test, WINDOW + 2);
    for (uint32_t i = LIMIT - WINDOW - 2; i < LIMIT; i++) {
        test->memory.limit_bytes = test->memory.held_bytes + 600;
        put_index(test, i);
    }
    assert_true(test->memory.failures >= WINDOW - 1);
    test->memory.limit_bytes = 0;
}

/* Method: nothing can be taken ahead, and the growth is refused pages. */
static void without_pages_a_growth_takes_a_block(void **state)
{
    struct test_map test;
    (void)state;
    make(&test, 8, 0);
    fill_without_ahead(&test);
    uint64_t taken = test.memory.pages_taken, blocks = test.memory.held_blocks;
    counting_memory_fail(&test.memory, 1, 1);
    put_index(&test, LIMIT);
    assert_int_equal(header_of(test.map).B, B_OF_LIMIT + 1);
    assert_int_equal(test.memory.pages_taken, taken);
    assert_true(test.memory.held_blocks > blocks);
    for (uint32_t i = LIMIT + 1; i < 4 * LIMIT; i++) /* it is given back whole in its turn */
        put_index(&test, i);
    assert_int_equal(header_of(test.map).B, B_OF_LIMIT + 2);
    test_map_free(&test);
}

/* Method: from some count on there is nothing at all. The limit is reached, then a put fails. */
static void without_memory_the_put_that_grows_fails(void **state)
{
    struct test_map test;
    (void)state;
    make(&test, 8, 0);
    fill_without_ahead(&test);
    test.memory.limit_bytes = test.memory.held_bytes + 600;
    uint64_t digest = map_digest(test.map);
    assert_false(try_put(&test, LIMIT));
    assert_int_equal(map_digest(test.map), digest);
    test.memory.limit_bytes = 0;
    put_index(&test, LIMIT);
    assert_int_equal(header_of(test.map).B, B_OF_LIMIT + 1);
    for (uint32_t i = LIMIT + 1; i < 2 * LIMIT; i++)
        put_index(&test, i);
    test_map_free(&test);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_write_does_more_than_a_piece),
        cmocka_unit_test(the_next_array_is_whole_when_growth_starts),
        cmocka_unit_test(the_next_array_is_taken_only_just_before),
        cmocka_unit_test(a_same_size_growth_is_populated_while_it_goes_on),
        cmocka_unit_test(a_map_of_pages_is_told_as_any_other),
        cmocka_unit_test(what_was_prepared_goes_when_count_falls),
        cmocka_unit_test(it_stays_while_count_swings_a_little),
        cmocka_unit_test(whatever_is_under_way_goes_with_the_map),
        cmocka_unit_test(a_pinned_array_stays_whole),
        cmocka_unit_test(no_failed_take_is_felt_but_by_a_status),
        cmocka_unit_test(without_pages_a_growth_takes_a_block),
        cmocka_unit_test(without_memory_the_put_that_grows_fails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
