/* inspect_dump_test.c - a map read from a dump, and dumps that hold no map.
 *
 * Method: all blocks of a map with owned keys are copied, and the map is freed: only the copies
 * can be read, at the addresses that were. Then the copies are spoilt. Each reading counts: a dump
 * of so many bytes must not cost more readings than it could hold. Rules N1 to N5. */
#include <string.h>

#include "tests/support/chance.h"
#include "tests/support/snapshots.h"
#include "tests/support/test_map.h"
#include "tests/support/testing.h"

struct dump {
    struct memory_image image;
    uint64_t address;      /* of the hmap */
    uint64_t reads;        /* so far */
    uint64_t reads_max;    /* then the test fails */
    uint64_t zeros_from;   /* from here on all memory is there, and zero; 0: nowhere */
    th_snapshot *snapshot; /* of the map before it was freed */
};

static bool read_dump(void *context, uint64_t address, void *to, size_t size_bytes)
{
    struct dump *dump = context;
    if (++dump->reads > dump->reads_max) fail_msg("there is no end to the reading");
    const uint8_t *bytes = memory_image_at(&dump->image, address, size_bytes);
    if (bytes == NULL && (dump->zeros_from == 0 || address < dump->zeros_from)) return false;
    if (bytes == NULL) memset(to, 0, size_bytes);
    if (bytes != NULL) memcpy(to, bytes, size_bytes);
    return true;
}

/* A map of B = 4 that grows: 16 old chains, one of them long, 32 new ones, stock left. */
static void make_dump(struct dump *dump)
{
    struct test_map test;
    test_map_make(&test, (th_map_options){.hint = 104, .keys_owned = true});
    put_in_bucket(test.map, 5, 0, 33);
    put_many(test.map, 1000, 71);
    put_many(test.map, 2000, 3);
    *dump = (struct dump){.image = memory_image_take(&test.memory),
                          .address = (uint64_t)(uintptr_t)test.map,
                          .reads_max = 100000,
                          .snapshot = look(test.map)};
    assert_int_equal(dump->snapshot->oldbuckets.chain_count, 16);
    assert_true(dump->snapshot->stock_left > 0);
    test_map_free(&test);
}

static void free_dump(struct dump *dump)
{
    memory_image_free(&dump->image);
    th_snapshot_free(dump->snapshot);
}

static th_status inspect_dump(struct dump *dump)
{
    th_reader reader = {.context = dump, .read = read_dump};
    th_snapshot *snapshot = (th_snapshot *)(uintptr_t)1;
    dump->reads = 0;
    th_status status = th_inspect(&reader, dump->address, 8, &snapshot);
    if (status != TH_OK) assert_null(snapshot);
    th_snapshot_free(snapshot);
    return status;
}

/* Writes size_bytes of number into the dump, inspects it, and puts back what was there. */
static th_status inspect_with(struct dump *dump, uint64_t address, uint64_t number, size_t size)
{
    uint8_t *bytes = memory_image_at(&dump->image, address, size);
    uint64_t before = 0;
    assert_non_null(bytes);
    memcpy(&before, bytes, size);
    memcpy(bytes, &number, size);
    th_status status = inspect_dump(dump);
    memcpy(bytes, &before, size);
    return status;
}

/* Of the hmap. */
enum { AT_FLAGS = 8, AT_B = 9, AT_BUCKETS = 16, AT_OLDBUCKETS = 24, AT_EXTRA = 40 };

static uint64_t old_bucket(const struct dump *dump, uint64_t index)
{
    return dump->snapshot->oldbuckets.address + index * 208;
}

/* ---- Whole ---- */

static void a_dump_gives_the_snapshot_of_its_map(void **state)
{
    struct dump dump;
    th_snapshot *snapshot;
    (void)state;
    make_dump(&dump);
    th_reader reader = {.context = &dump, .read = read_dump};
    assert_int_equal(th_inspect(&reader, dump.address, 8, &snapshot), TH_OK);
    assert_same_snapshot(dump.snapshot, snapshot, "a dump");
    assert_int_equal(snapshot->buckets.address, dump.snapshot->buckets.address);
    th_snapshot_free(snapshot);
    free_dump(&dump);
}

/* ---- Spoilt in one place ---- */

static void wild_pointers_are_no_map(void **state)
{
    struct dump dump;
    (void)state;
    make_dump(&dump);
    const uint64_t at[] = {dump.address + AT_BUCKETS, dump.address + AT_OLDBUCKETS,
                           dump.address + AT_EXTRA, old_bucket(&dump, 5) + 200,
                           old_bucket(&dump, 5) + 8};
    const uint64_t wild[] = {1, 4096, UINT64_MAX, UINT64_MAX - 207, (uint64_t)1 << 63};
    for (size_t i = 0; i < COUNT_OF(at); i++) {
        for (size_t j = 0; j < COUNT_OF(wild); j++)
            assert_int_equal(inspect_with(&dump, at[i], wild[j], 8), TH_BAD_MEMORY);
    }
    dump.address = 8;
    assert_int_equal(inspect_dump(&dump), TH_BAD_MEMORY);
    free_dump(&dump);
}

static void absurd_sizes_are_no_map(void **state)
{
    struct dump dump;
    (void)state;
    make_dump(&dump);
    for (unsigned B = 6; B < 256; B++)
        assert_int_equal(inspect_with(&dump, dump.address + AT_B, B, 1), TH_BAD_MEMORY);
    /* B = 0 and an old array that is no smaller: there is none of half a bucket. */
    assert_int_equal(inspect_with(&dump, dump.address + AT_B, 0, 1), TH_BAD_MEMORY);
    free_dump(&dump);
}

static void giant_keys_are_no_map(void **state)
{
    struct dump dump;
    (void)state;
    make_dump(&dump);
    const uint64_t lengths[] = {
        13,        4096, (uint64_t)1 << 30, (uint64_t)1 << 47, (uint64_t)1 << 63, UINT64_MAX - 1,
        UINT64_MAX};
    for (size_t i = 0; i < COUNT_OF(lengths); i++) {
        assert_int_equal(inspect_with(&dump, old_bucket(&dump, 5) + 16, lengths[i], 8),
                         TH_BAD_MEMORY);
    }
    assert_int_equal(inspect_with(&dump, old_bucket(&dump, 5) + 16, 0, 8), TH_OK);
    free_dump(&dump);
}

/* Rule N2. Method: a key so long that its end lies in another block: its first and its last byte
 * can be read, but what is between cannot. */
static void a_key_across_a_hole_is_no_map(void **state)
{
    struct dump dump;
    (void)state;
    make_dump(&dump);
    dump.zeros_from = (uint64_t)1 << 62;
    uint64_t *key = (uint64_t *)(void *)memory_image_at(&dump.image, old_bucket(&dump, 5) + 8, 16);
    key[1] = dump.zeros_from + 4096 - key[0];
    assert_int_equal(inspect_dump(&dump), TH_BAD_MEMORY);
    free_dump(&dump);
}

/* Rule N5. Method: a key that can be read, but is longer than all keys together may be. */
static void more_than_a_gibibyte_of_keys_is_no_memory(void **state)
{
    struct dump dump;
    (void)state;
    make_dump(&dump);
    dump.zeros_from = (uint64_t)1 << 62;
    dump.reads_max = UINT64_MAX;
    uint64_t *key = (uint64_t *)(void *)memory_image_at(&dump.image, old_bucket(&dump, 5) + 8, 16);
    key[0] = dump.zeros_from;
    key[1] = ((uint64_t)1 << 30) + 1;
    assert_int_equal(inspect_dump(&dump), TH_NO_MEMORY);
    key[1] = (uint64_t)1 << 20;
    assert_int_equal(inspect_dump(&dump), TH_OK);
    free_dump(&dump);
}

/* ---- Spoilt so that there seems to be no end ---- */

/* Rule N3. Method: each bucket of the long chain in turn points at each before it, or at itself. */
static void a_circle_is_no_map(void **state)
{
    struct dump dump;
    uint64_t chain[8];
    size_t length = 0;
    (void)state;
    make_dump(&dump);
    for (uint64_t at = old_bucket(&dump, 5); at != 0 && length < 8; length++) {
        chain[length] = at;
        memcpy(&at, memory_image_at(&dump.image, at + 200, 8), 8);
    }
    assert_true(length >= 5);
    for (size_t from = 0; from < length; from++) {
        for (size_t to = 0; to <= from; to++)
            assert_int_equal(inspect_with(&dump, chain[from] + 200, chain[to], 8), TH_BAD_MEMORY);
    }
    free_dump(&dump);
}

/* Method: an hmap of B = 4 whose buckets are zero, and whose stock begins where all memory is
 * zero. */
static void a_stock_without_end_is_no_map(void **state)
{
    uint64_t words[9] = {0};
    const uint64_t base = 0x10000;
    struct image_block block = {base, sizeof words, (uint8_t *)words};
    struct dump dump = {.image = {1, &block}, .address = base, .zeros_from = 0x100000};
    (void)state;
    ((uint8_t *)words)[AT_B] = 4;
    words[AT_BUCKETS / 8] = 0x100000;
    dump.reads_max = 1000;
    assert_int_equal(inspect_dump(&dump), TH_OK);
    words[AT_EXTRA / 8] = base + 48; /* the extra's third word is the last */
    assert_int_equal(inspect_dump(&dump), TH_OK);
    words[8] = 0x200000;
    assert_int_equal(inspect_dump(&dump), TH_BAD_MEMORY);
}

enum { MAIN = 256, TAIL = 2048, SIZE = 208 };

/* A dump made by hand: an hmap of B = 8, 256 buckets of which each leads to the same next one, and
 * 2048 more, each of which leads to the next. */
static struct dump make_shared_chains(struct image_block *block)
{
    static uint64_t words[(64 + (MAIN + TAIL) * SIZE) / 8];
    const uint64_t base = 0x10000, buckets = base + 64;
    *block = (struct image_block){base, sizeof words, (uint8_t *)words};
    memset(words, 0, sizeof words);
    block->bytes[AT_B] = 8;
    words[AT_BUCKETS / 8] = buckets;
    for (uint64_t i = 0; i < MAIN + TAIL; i++) {
        uint64_t next = i < MAIN ? buckets + MAIN * SIZE : buckets + (i + 1) * SIZE;
        if (i == MAIN + TAIL - 1) next = 0;
        words[(64 + i * SIZE + 200) / 8] = next;
    }
    return (struct dump){.image = {1, block}, .address = base};
}

/* Method: all chains lead into one and the same long chain, so that a dump of n buckets claims n *
 * n. */
static void chains_that_share_buckets_are_no_map(void **state)
{
    struct image_block block;
    struct dump dump = make_shared_chains(&block);
    (void)state;
    dump.reads_max = 40 * (MAIN + TAIL);
    assert_int_equal(inspect_dump(&dump), TH_BAD_MEMORY);
}

/* Rule N3. Method: a circle of ten at the end of a chain of ten; the reading stops soon. */
static void a_circle_is_noticed_soon(void **state)
{
    struct image_block block;
    struct dump dump = make_shared_chains(&block);
    const uint64_t ninth = block.address + 64 + (MAIN + 9) * SIZE;
    (void)state;
    dump.reads_max = 200;
    assert_int_equal(inspect_with(&dump, ninth + 10 * SIZE + 200, ninth, 8), TH_BAD_MEMORY);
}

/* ---- Spoilt anywhere ---- */

/* Method: each block is cut short, to every eighth length. What was cut off is missed. */
static void truncated_dumps_are_no_map(void **state)
{
    struct dump dump;
    (void)state;
    make_dump(&dump);
    for (size_t i = 0; i < dump.image.count; i++) {
        struct image_block *block = &dump.image.blocks[i];
        size_t whole = block->size_bytes;
        bool is_map = block->address == dump.address;
        for (block->size_bytes = 0; block->size_bytes < (is_map ? 48 : whole); block->size_bytes++)
            if (block->size_bytes % 8 == 0 || whole < 32) {
                /* All of a block is needed but spares, which nobody reads. */
                th_status status = inspect_dump(&dump);
                assert_true(status == TH_BAD_MEMORY || (status == TH_OK && whole == 216));
            }
        block->size_bytes = whole;
    }
    assert_int_equal(inspect_dump(&dump), TH_OK);
    free_dump(&dump);
}

/* Method: random words become addresses in the dump, small numbers, random bits. */
static void no_dump_crashes_or_goes_on_for_ever(void **state)
{
    const uint64_t seed = 5;
    struct chance chance = {seed};
    struct dump dump;
    unsigned refused = 0;
    (void)state;
    make_dump(&dump);
    for (unsigned round = 0; round < 4000; round++) {
        uint64_t *words[3], before[3];
        for (unsigned i = 0; i < 3; i++) {
            struct image_block *block = &dump.image.blocks[chance_below(&chance, dump.image.count)];
            if (block->size_bytes < 48) block = &dump.image.blocks[dump.image.count - 1];
            words[i] =
                (uint64_t *)(void *)block->bytes + chance_below(&chance, block->size_bytes / 8);
            before[i] = *words[i];
            const struct image_block *other =
                &dump.image.blocks[chance_below(&chance, dump.image.count)];
            const uint64_t wild[] = {other->address +
                                         chance_below(&chance, other->size_bytes) / 8 * 8,
                                     chance_below(&chance, 300), chance_next(&chance)};
            *words[i] = wild[chance_below(&chance, 3)];
        }
        th_status status = inspect_dump(&dump);
        if (status != TH_OK && status != TH_BAD_MEMORY)
            fail_msg("seed %d, round %u", (int)seed, round);
        refused += status != TH_OK;
        for (unsigned i = 3; i-- > 0;)
            *words[i] = before[i];
    }
    assert_true(refused > 100);
    assert_int_equal(inspect_dump(&dump), TH_OK);
    free_dump(&dump);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_dump_gives_the_snapshot_of_its_map),
        cmocka_unit_test(wild_pointers_are_no_map),
        cmocka_unit_test(absurd_sizes_are_no_map),
        cmocka_unit_test(giant_keys_are_no_map),
        cmocka_unit_test(a_key_across_a_hole_is_no_map),
        cmocka_unit_test(more_than_a_gibibyte_of_keys_is_no_memory),
        cmocka_unit_test(a_circle_is_no_map),
        cmocka_unit_test(a_stock_without_end_is_no_map),
        cmocka_unit_test(a_circle_is_noticed_soon),
        cmocka_unit_test(chains_that_share_buckets_are_no_map),
        cmocka_unit_test(truncated_dumps_are_no_map),
        cmocka_unit_test(no_dump_crashes_or_goes_on_for_ever),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
