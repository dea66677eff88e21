/* access_test.c - do two accesses commute exactly when they touch nothing in common that one of
 * them changes?
 *
 * Method: a table of pairs whose answer is worked out by hand, each asked both ways round. */
#include "viz/race/access.h"

#include "tests/support/testing.h"

/* Stand for maps, buckets and locks, which are told apart by their addresses alone. */
static char one_map, other_map, one_bucket, other_bucket, one_lock, other_lock;

#define ON(map_of) .map = (const th_map *)(const void *)&(map_of)
#define READS(fields)                                                                              \
    {                                                                                              \
        ON(one_map), .reads = (fields)                                                             \
    }
#define WRITES(fields)                                                                             \
    {                                                                                              \
        ON(one_map), .writes = (fields)                                                            \
    }
#define SLOTS(its_bucket, read, written)                                                           \
    {                                                                                              \
        ON(one_map), .touches = { {&(its_bucket), read, written} }                                 \
    }
#define SECOND_SLOTS(its_bucket, read, written)                                                    \
    {                                                                                              \
        ON(one_map), .touches = { {NULL, 0, 0}, {&(its_bucket), read, written} }                   \
    }
#define LOCKS(move, its_lock)                                                                      \
    {                                                                                              \
        .lock_move = (move), .lock = &(its_lock)                                                   \
    }

struct pair {
    const char *about;
    th_access a, b;
    bool conflicts;
};

static void check(const struct pair *pairs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct pair *pair = &pairs[i];
        if (access_conflicts(&pair->a, &pair->b) != pair->conflicts)
            fail_msg("%s: should%s conflict", pair->about, pair->conflicts ? "" : " not");
        if (access_conflicts(&pair->b, &pair->a) != pair->conflicts)
            fail_msg("%s, the other way round: should%s conflict", pair->about,
                     pair->conflicts ? "" : " not");
    }
}

static void fields_conflict_where_one_is_written(void **state)
{
    (void)state;
    const struct pair pairs[] = {
        {"two reads of flags", READS(TH_FIELD_FLAGS), READS(TH_FIELD_FLAGS), false},
        {"a read and a write of flags", READS(TH_FIELD_FLAGS), WRITES(TH_FIELD_FLAGS), true},
        {"two writes of flags", WRITES(TH_FIELD_FLAGS), WRITES(TH_FIELD_FLAGS), true},
        {"writes of two fields", WRITES(TH_FIELD_FLAGS), WRITES(TH_FIELD_COUNT), false},
        {"one of many fields", WRITES(TH_FIELD_FLAGS | TH_FIELD_SHAPE),
         READS(TH_FIELD_COUNT | TH_FIELD_SHAPE), true},
        {"the last field", WRITES(TH_FIELD_CURSORS), READS(TH_FIELD_CURSORS), true},
        {"a write, and nothing", WRITES(TH_FIELD_FLAGS), READS(0), false},
    };
    check(pairs, COUNT_OF(pairs));
}

static void slots_conflict_in_one_bucket_where_one_is_written(void **state)
{
    (void)state;
    const struct pair pairs[] = {
        {"two reads of a slot", SLOTS(one_bucket, 1, 0), SLOTS(one_bucket, 1, 0), false},
        {"a read and a write", SLOTS(one_bucket, 4, 0), SLOTS(one_bucket, 0, 4), true},
        {"two writes", SLOTS(one_bucket, 0, 128), SLOTS(one_bucket, 0, 128), true},
        {"two slots", SLOTS(one_bucket, 1, 1), SLOTS(one_bucket, 2, 2), false},
        {"two buckets", SLOTS(one_bucket, 1, 1), SLOTS(other_bucket, 1, 1), false},
        {"first and second touch", SLOTS(one_bucket, 1, 0), SECOND_SLOTS(one_bucket, 0, 1), true},
        {"both second", SECOND_SLOTS(one_bucket, 1, 0), SECOND_SLOTS(one_bucket, 0, 1), true},
        {"a slot and a field", SLOTS(one_bucket, 0, 1), WRITES(TH_FIELD_FLAGS), false},
        {"two that touch no slot",
         {ON(one_map), .touches = {{NULL, 1, 1}, {NULL, 1, 1}}},
         {ON(one_map), .touches = {{NULL, 1, 1}, {NULL, 1, 1}}},
         false},
    };
    check(pairs, COUNT_OF(pairs));
}

static void what_touches_all_conflicts_with_every_write(void **state)
{
    (void)state;
    const struct pair pairs[] = {
        {"all written, and nothing touched", WRITES(TH_FIELD_ALL), READS(0), true},
        {"all written, a field read", WRITES(TH_FIELD_ALL), READS(TH_FIELD_FLAGS), true},
        {"all written, a slot read", WRITES(TH_FIELD_ALL), SLOTS(one_bucket, 1, 0), true},
        {"all read, a field read", READS(TH_FIELD_ALL), READS(TH_FIELD_FLAGS), false},
        {"all read, a slot read", READS(TH_FIELD_ALL), SLOTS(one_bucket, 1, 0), false},
        {"all read, a field written", READS(TH_FIELD_ALL), WRITES(TH_FIELD_NOVERFLOW), true},
        {"all read, a slot written", READS(TH_FIELD_ALL), SLOTS(one_bucket, 0, 8), true},
        {"all read, a second slot written", READS(TH_FIELD_ALL), SECOND_SLOTS(one_bucket, 0, 8),
         true},
        {"all read, all read", READS(TH_FIELD_ALL), READS(TH_FIELD_ALL), false},
    };
    check(pairs, COUNT_OF(pairs));
}

static void locks_conflict_unless_both_read(void **state)
{
    (void)state;
    const th_lock_move moves[] = {TH_LOCK, TH_UNLOCK, TH_RLOCK, TH_RUNLOCK};
    for (size_t i = 0; i < COUNT_OF(moves); i++) {
        for (size_t j = 0; j < COUNT_OF(moves); j++) {
            /* The first two are a writer's, the last two a reader's. */
            const struct pair pairs[] = {
                {"moves of one lock", LOCKS(moves[i], one_lock), LOCKS(moves[j], one_lock),
                 i < 2 || j < 2},
                {"moves of two locks", LOCKS(moves[i], one_lock), LOCKS(moves[j], other_lock),
                 false},
                {"a lock and a map", LOCKS(moves[i], one_lock), WRITES(TH_FIELD_ALL), false},
            };
            check(pairs, COUNT_OF(pairs));
        }
    }
}

static void maps_have_nothing_in_common(void **state)
{
    (void)state;
    const th_access of_other = {ON(other_map), .reads = TH_FIELD_ALL,
                                .writes = TH_FIELD_ALL | TH_FIELD_FLAGS,
                                .touches = {{&one_bucket, 255, 255}}};
    const struct pair pairs[] = {
        {"all of one, all of the other", WRITES(TH_FIELD_ALL), of_other, false},
        {"flags of both", WRITES(TH_FIELD_FLAGS), of_other, false},
        {"slots of both", SLOTS(one_bucket, 255, 255), of_other, false},
    };
    check(pairs, COUNT_OF(pairs));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_conflict_where_one_is_written),
        cmocka_unit_test(slots_conflict_in_one_bucket_where_one_is_written),
        cmocka_unit_test(what_touches_all_conflicts_with_every_write),
        cmocka_unit_test(locks_conflict_unless_both_read),
        cmocka_unit_test(maps_have_nothing_in_common),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
