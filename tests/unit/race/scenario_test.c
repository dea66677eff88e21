/* scenario_test.c - the digest is XXH3 of the bytes that scenario.c describes, counts all that
 * decides what a schedule does, and nothing else.
 *
 * Method: the bytes of one scenario written by hand and hashed in one go; then the scenario with
 * one thing changed at a time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "viz/race/scenario.h"

/* One of everything, in memory that a test may change. */
struct parts {
    struct scenario_hash hashes[2];
    struct scenario_op setup[3];
    struct scenario_lock locks[2];
    struct scenario_op ops[2][8];
    struct scenario_worker workers[2];
    struct scenario scenario;
};

#define KEY(text)                                                                                  \
    {                                                                                              \
        .bytes = (text), .len = sizeof(text) - 1                                                   \
    }

static void fill(struct parts *parts)
{
    *parts = (struct parts){
        .hashes = {{.key = KEY("a"), .hash = 0x10}},
        .setup = {{.kind = SCENARIO_PUT, .key = KEY("a"), .value = "vw"}, {.kind = SCENARIO_CLEAR}},
        .locks = {{.name = "mu"}, {.name = "rw", .is_rw = true}},
        .ops = {{{.kind = SCENARIO_PUT, .key = KEY("k\0"), .value = "xy"},
                 {.kind = SCENARIO_DELETE, .key = KEY("")},
                 {.kind = SCENARIO_LOCK, .lock = 0},
                 {.kind = SCENARIO_UNLOCK, .lock = 0}},
                {{.kind = SCENARIO_GET, .key = KEY("k")},
                 {.kind = SCENARIO_ITERATE, .start_bucket = 0x0102, .offset = 7},
                 {.kind = SCENARIO_RLOCK, .lock = 1},
                 {.kind = SCENARIO_RUNLOCK, .lock = 1}}},
        .workers = {{.name = "A", .op_count = 4}, {.name = "bob", .op_count = 4}},
    };
    for (size_t i = 0; i < 2; i++)
        parts->workers[i].ops = parts->ops[i];
    parts->scenario = (struct scenario){
        .id = "two",
        .map_name = "m",
        .value_size = 2,
        .hint = -1,
        .seed = 9,
        .hashes = parts->hashes,
        .hash_count = 1,
        .setup = parts->setup,
        .setup_count = 2,
        .locks = parts->locks,
        .lock_count = 2,
        .workers = parts->workers,
        .worker_count = 2,
    };
}

/* A number below 256 as eight bytes. */
#define N(low) low "\0\0\0\0\0\0\0"

static void the_digest_is_xxh3_of_the_parts_one_after_the_other(void **state)
{
    (void)state;
    /* Each piece apart, so that a digit behind an escape is not taken for part of it. */
    const char bytes[] = N("\6") "race 1" N("\2") "\xff\xff\xff\xff\xff\xff\xff\xff" N("\11")
        /* hashes */
        N("\1") N("\1") "a" N("\20")
        /* setup */
        N("\2") N("\3") "put" N("\1") "a"
                                      "vw" N("\5") "clear"
        /* locks */
        N("\2") N("\2") "mu" N("\0") N("\2") "rw" N("\1")
        /* workers */
        N("\2") N("\1") "A" N("\4") N("\3") "put" N(
            "\2") "k\0"
                  "xy" N("\6") "delete" N("\0") N("\4") "lock" N("\0") N("\6") "unlock" N("\0")
                      N("\3") "bob" N("\4")
                          N("\3") "get" N("\1") "k" N("\7") "iterate"
                                                            "\2\1\0\0\0\0\0\0" N("\7")
                                                                N("\5") "rlock" N("\1")
                                                                    N("\7") "runlock" N("\1");
    struct parts parts;
    fill(&parts);
    assert_true(scenario_digest(&parts.scenario) == XXH3_64bits(bytes, sizeof bytes - 1));
}

/* ---- What counts ---- */

static uint64_t digest_of(const struct parts *parts) { return scenario_digest(&parts->scenario); }

/* Runs the statement on a fresh scenario: the digest is another one, not seen before. */
#define ASSERT_COUNTS(statement)                                                                   \
    do {                                                                                           \
        fill(&parts);                                                                              \
        statement;                                                                                 \
        digests[count] = digest_of(&parts);                                                        \
        for (size_t i = 0; i < count; i++) {                                                       \
            if (digests[i] == digests[count]) fail_msg("%s: no other digest", #statement);         \
        }                                                                                          \
        count++;                                                                                   \
    } while (0)

static void all_that_decides_what_a_schedule_does_counts(void **state)
{
    (void)state;
    struct parts parts;
    uint64_t digests[40];
    size_t count = 0;
    ASSERT_COUNTS((void)0);
    ASSERT_COUNTS(parts.scenario.value_size = 1);
    ASSERT_COUNTS(parts.scenario.hint = 1);
    ASSERT_COUNTS(parts.scenario.seed = 10);
    ASSERT_COUNTS(parts.scenario.hash_count = 0);
    ASSERT_COUNTS(parts.hashes[0].key.bytes = "b");
    ASSERT_COUNTS(parts.hashes[0].hash = 0x11);
    ASSERT_COUNTS(parts.scenario.setup_count = 1);
    ASSERT_COUNTS(parts.setup[0].kind = SCENARIO_DELETE);
    ASSERT_COUNTS(parts.setup[0].value = "vx");
    ASSERT_COUNTS(parts.scenario.lock_count = 1);
    ASSERT_COUNTS(parts.locks[0].name = "mutex");
    ASSERT_COUNTS(parts.locks[0].is_rw = true);
    ASSERT_COUNTS(parts.scenario.worker_count = 1);
    ASSERT_COUNTS(parts.workers[0].name = "a");
    ASSERT_COUNTS(parts.workers[0].op_count = 3);
    ASSERT_COUNTS(parts.ops[0][0].key.len = 1);
    ASSERT_COUNTS(parts.ops[0][0].value = "xz");
    ASSERT_COUNTS(parts.ops[0][1].key = th_key_of("k"));
    ASSERT_COUNTS(parts.ops[0][2].lock = 1);
    ASSERT_COUNTS(parts.ops[1][0].kind = SCENARIO_DELETE);
    ASSERT_COUNTS(parts.ops[1][0].key.bytes = "l");
    ASSERT_COUNTS(parts.ops[1][1].start_bucket = 0x0103);
    ASSERT_COUNTS(parts.ops[1][1].offset = 6);
    ASSERT_COUNTS(parts.ops[1][2].kind = SCENARIO_LOCK);
    ASSERT_COUNTS(parts.ops[1][3].kind = SCENARIO_UNLOCK);
    ASSERT_COUNTS(parts.ops[1][3].lock = 0);
}

static void names_of_the_scenario_and_its_map_and_addresses_do_not_count(void **state)
{
    (void)state;
    struct parts parts, other;
    fill(&parts);
    fill(&other);
    char key[] = "k"; /* the same bytes elsewhere */
    other.scenario.id = "three";
    other.scenario.map_name = "n";
    other.ops[1][0].key.bytes = key;
    assert_true(digest_of(&parts) == digest_of(&other));
}

static void fields_that_a_kind_of_operation_has_not_do_not_count(void **state)
{
    (void)state;
    struct parts parts, other;
    fill(&parts);
    fill(&other);
    other.setup[1].key = th_key_of("rubbish"); /* clear */
    other.ops[0][0].lock = 3;                  /* put */
    other.ops[0][1].value = "??";              /* delete */
    other.ops[1][0].start_bucket = 5;          /* get */
    other.ops[1][1].key = th_key_of("k");      /* iterate */
    other.ops[1][2].offset = 1;                /* rlock */
    assert_true(digest_of(&parts) == digest_of(&other));
}

/* Both are written with the letters k, l, m in this order: only their lengths tell them apart. */
static void where_one_key_ends_and_the_next_begins_counts(void **state)
{
    (void)state;
    struct parts parts, other;
    fill(&parts);
    fill(&other);
    parts.ops[0][0] = (struct scenario_op){.kind = SCENARIO_GET, .key = KEY("kl")};
    parts.ops[0][1] = (struct scenario_op){.kind = SCENARIO_GET, .key = KEY("m")};
    other.ops[0][0] = (struct scenario_op){.kind = SCENARIO_GET, .key = KEY("k")};
    other.ops[0][1] = (struct scenario_op){.kind = SCENARIO_GET, .key = KEY("lm")};
    assert_true(digest_of(&parts) != digest_of(&other));
}

/* The same operations, the last of worker A given to bob. */
static void whose_an_operation_is_counts(void **state)
{
    (void)state;
    struct parts parts, other;
    fill(&parts);
    fill(&other);
    other.workers[0].op_count = 3;
    other.ops[1][0] = parts.ops[0][3];
    memcpy(&other.ops[1][1], &parts.ops[1][0], 4 * sizeof(struct scenario_op));
    other.workers[1].op_count = 5;
    assert_true(digest_of(&parts) != digest_of(&other));
}

static void nothing_need_be_there_but_a_worker(void **state)
{
    (void)state;
    struct scenario_op put = {.kind = SCENARIO_PUT}; /* key "", a value of no bytes */
    struct scenario_worker worker = {.name = "A", .ops = &put, .op_count = 1};
    struct scenario scenario = {.id = "least", .workers = &worker, .worker_count = 1};
    uint64_t with_put = scenario_digest(&scenario);
    worker = (struct scenario_worker){.name = "A"};
    assert_true(scenario_digest(&scenario) != with_put);
}

static void operations_have_the_words_of_lessons(void **state)
{
    (void)state;
    assert_string_equal(scenario_op_word(SCENARIO_PUT), "put");
    assert_string_equal(scenario_op_word(SCENARIO_ITERATE), "iterate");
    assert_string_equal(scenario_op_word(SCENARIO_RUNLOCK), "runlock");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_digest_is_xxh3_of_the_parts_one_after_the_other),
        cmocka_unit_test(all_that_decides_what_a_schedule_does_counts),
        cmocka_unit_test(names_of_the_scenario_and_its_map_and_addresses_do_not_count),
        cmocka_unit_test(fields_that_a_kind_of_operation_has_not_do_not_count),
        cmocka_unit_test(where_one_key_ends_and_the_next_begins_counts),
        cmocka_unit_test(whose_an_operation_is_counts),
        cmocka_unit_test(nothing_need_be_there_but_a_worker),
        cmocka_unit_test(operations_have_the_words_of_lessons),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
