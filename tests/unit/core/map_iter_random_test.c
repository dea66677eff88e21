/* map_iter_random_test.c - guarantee M4 against a naive reference, over random scripts.
 *
 * Method: the reference knows of each key whether it is there, since which put (its birth), and
 * its value; of each cursor, what was there when it was opened. A yielded entry must be there now,
 * with its value, and not have been yielded in this birth; at the end of a walk every entry that
 * was there all the time must have come. */
#include <stdio.h>
#include <string.h>

#include "tests/support/script.h"
#include "tests/support/snapshots.h"
#include "tests/support/testing.h"

struct entry {
    uint64_t birth; /* 0: not there */
    uint64_t value;
};

struct follower {
    bool is_open;
    uint64_t at_open[SCRIPT_KEYS_MAX]; /* births then */
    uint64_t yielded[SCRIPT_KEYS_MAX]; /* the birth yielded last; 0: none */
};

struct reference {
    struct script script;
    struct entry entries[SCRIPT_KEYS_MAX];
    struct follower followers[SCRIPT_CURSORS];
    size_t count;
    uint64_t yields;
};

#define MUST(reference, condition)                                                                 \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            script_print(&(reference)->script);                                                    \
            fail_msg("broken: %s", #condition);                                                    \
        }                                                                                          \
    } while (0)

static void follow_open(struct reference *reference, struct follower *follower)
{
    *follower = (struct follower){.is_open = reference->count > 0};
    for (uint32_t key = 0; key < reference->script.key_count; key++)
        follower->at_open[key] = reference->entries[key].birth;
}

static void follow_next(struct reference *reference, struct follower *follower,
                        const struct script_result *result)
{
    if (!result->is_there) {
        for (uint32_t key = 0; follower->is_open && key < reference->script.key_count; key++) {
            uint64_t birth = reference->entries[key].birth;
            bool has_stayed = birth != 0 && birth == follower->at_open[key];
            MUST(reference, !has_stayed || follower->yielded[key] == birth);
        }
        follower->is_open = false;
        return;
    }
    MUST(reference, follower->is_open);
    uint32_t key;
    memcpy(&key, result->key.bytes + 8, sizeof key);
    MUST(reference, key < reference->script.key_count);
    const struct entry *entry = &reference->entries[key];
    MUST(reference, entry->birth != 0);
    MUST(reference, entry->value == result->value);
    MUST(reference, follower->yielded[key] != entry->birth);
    follower->yielded[key] = entry->birth;
    reference->yields++;
}

static void follow(struct reference *reference, const struct script_line *line,
                   const struct script_result *result)
{
    struct entry *entry = &reference->entries[line->key];
    struct follower *follower = &reference->followers[line->cursor];
    switch (line->op) {
    case SCRIPT_PUT:
        MUST(reference, result->status == TH_OK);
        if (entry->birth == 0) {
            entry->birth = reference->script.step;
            reference->count++;
        }
        entry->value = line->value;
        break;
    case SCRIPT_GET:
        MUST(reference, result->is_there == (entry->birth != 0));
        MUST(reference, !result->is_there || result->value == entry->value);
        break;
    case SCRIPT_DELETE:
        MUST(reference, result->is_there == (entry->birth != 0));
        reference->count -= result->is_there;
        *entry = (struct entry){.birth = 0};
        break;
    case SCRIPT_CLEAR:
        reference->count = 0;
        memset(reference->entries, 0, sizeof reference->entries);
        break;
    case SCRIPT_OPEN:
        follow_open(reference, follower);
        break;
    case SCRIPT_NEXT:
        follow_next(reference, follower, result);
        break;
    case SCRIPT_CLOSE:
        follower->is_open = false;
        break;
    }
}

static void run_script(uint64_t seed, unsigned lines, th_map_options options, bool is_seed_minded)
{
    static struct reference reference;
    struct script_run run;
    reference =
        (struct reference){.script = {.seed = seed, .key_count = 64 + (uint32_t)(seed % 4) * 128}};
    lines /= rules_step();
    script_run_set_up(&run, options);
    run.test.hash.is_seed_minded = is_seed_minded;
    while (reference.script.step < lines) {
        struct script_line line = script_next(&reference.script);
        struct script_result result = script_run_line(&run, &line);
        follow(&reference, &line, &result);
        MUST(&reference, th_map_len(run.test.map) == reference.count);
    }
    assert_true(lines < 1000 || reference.yields > lines / 20);
    script_run_end(&run);
}

static void each_entry_that_stays_comes_once_whatever_is_written(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 8; seed++)
        run_script(seed, 20000, (th_map_options){.hint = 0}, false);
}

static void also_with_owned_keys(void **state)
{
    (void)state;
    for (uint64_t seed = 11; seed <= 18; seed++)
        run_script(seed, 20000, (th_map_options){.keys_owned = true}, seed % 2 == 0);
}

/* Method: each time the map is emptied its new seed sends all keys to other buckets. */
static void also_when_a_new_seed_shuffles_the_buckets(void **state)
{
    (void)state;
    for (uint64_t seed = 21; seed <= 24; seed++)
        run_script(seed, 20000, (th_map_options){.hint = 30}, true);
    for (uint64_t seed = 100; seed <= 400; seed++) /* small maps are often empty */
        run_script(seed * 4, 1000, (th_map_options){.hint = 0}, true);
}

/* The scripts are worth their time only if all that can happen does. */
static void the_scripts_reach_both_growths_and_long_chains(void **state)
{
    struct script script = {.seed = 3, .key_count = 448};
    struct script_run run;
    unsigned doubling = 0, same_size = 0, retained = 0, longest = 0, emptied = 0;
    (void)state;
    SKIP_UNDER_RULES();
    script_run_set_up(&run, (th_map_options){.hint = 0});
    while (script.step < 20000) {
        struct script_line line = script_next(&script);
        script_run_line(&run, &line);
        th_snapshot *seen = look(run.test.map);
        doubling += seen->oldbuckets.chain_count > 0 && !(seen->flags & 8);
        same_size += (seen->flags & 8) > 0;
        emptied += seen->count == 0;
        const th_cursor *cursor = &run.cursors[0];
        retained += cursor->map != NULL && cursor->B < seen->B && seen->oldbuckets.chain_count == 0;
        for (size_t i = 0; i < seen->buckets.chain_count; i++) {
            if (seen->buckets.chains[i].bucket_count > longest) {
                longest = (unsigned)seen->buckets.chains[i].bucket_count;
            }
        }
        th_snapshot_free(seen);
    }
    assert_true(doubling > 5);
    assert_true(same_size > 50);
    assert_true(retained > 20);
    assert_true(longest >= 4); /* three overflow buckets in a row */
    assert_true(emptied > 0);
    script_run_end(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_entry_that_stays_comes_once_whatever_is_written),
        cmocka_unit_test(also_with_owned_keys),
        cmocka_unit_test(also_when_a_new_seed_shuffles_the_buckets),
        cmocka_unit_test(the_scripts_reach_both_growths_and_long_chains),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
