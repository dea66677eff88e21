/* script_test.c - is the model what the map is? Random scripts on real maps.
 *
 * Method: operations drawn at random run on a map that is recorded; after each the model is
 * compared with what inspect reads from the map's memory. Then every position is visited both ways
 * and at random; models are parked on the tape, and those between any two operations compared once
 * more with what the map was then. A failure names the script and its seed: `TIMELINE_SEED=n` runs
 * that seed alone. */
#include "tests/unit/timeline/fixture.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/hash.h"
#include "viz/timeline/mirror.h"

enum {
    KEYS = 120,
    KEY_BYTES = 48,
    CURSORS = 3,
    OPERATIONS = 400,
    SCRIPTS = 24,
    VALUE_MAX = TH_VALUE_SIZE_MAX,
};

struct script {
    uint64_t seed;
    uint64_t random;
    char name[96];
    size_t value_size;
    bool keys_owned;
    bool memory_fails;
    char key_bytes[KEYS][KEY_BYTES];
    th_key keys[KEYS];
    char scratch[KEY_BYTES];
    th_forced_hash *forced;
    struct timeline *timeline;
    uint32_t map_index;
    th_map *map;
    th_cursor cursors[CURSORS];
    const char *operation;
    struct stop {
        uint64_t position;
        uint64_t digest;
        th_snapshot *snapshot;
    } stops[OPERATIONS + 1]; /* behind each operation */
};

static uint64_t draw(struct script *script, uint64_t below)
{
    return next_random(&script->random) % below;
}

/* ---- The map's surroundings ---- */

/* "", keys with NUL in them, short ones, and some that are too long to be compared unhashed. */
static void make_keys(struct script *script)
{
    for (unsigned i = 0; i < KEYS; i++) {
        char *bytes = script->key_bytes[i];
        int len =
            snprintf(bytes, KEY_BYTES, i % 7 == 3 ? "a_key_of_more_than_32_bytes_%010u" : "k%u", i);
        if (i % 5 == 1) bytes[1] = '\0';
        script->keys[i] = (th_key){.bytes = bytes, .len = i == 0 ? 0 : (size_t)len};
    }
}

/* `kinds` different bucket halves, as many tophashes: the fewer, the longer the chains. */
static void force_hashes(struct script *script, uint64_t kinds)
{
    for (unsigned i = 0; i < KEYS; i++) {
        uint64_t hash = draw(script, kinds) << 56 | draw(script, kinds);
        assert_int_equal(th_forced_hash_set(script->forced, script->keys[i], hash), TH_OK);
    }
}

static void *take_or_fail(void *context, size_t size_bytes)
{
    struct script *script = context;
    if (script->memory_fails && draw(script, 8) == 0) return NULL;
    return calloc(1, size_bytes);
}

static void give_back(void *context, void *block, size_t size_bytes)
{
    (void)context;
    (void)size_bytes;
    free(block);
}

static void make_map(struct script *script)
{
    th_map_options options = {
        .hint = (int64_t)draw(script, 3) * 20,
        .value_size = script->value_size,
        .keys_owned = script->keys_owned,
        .is_seeded = true,
        .seed = script->seed,
        .hash = th_forced_hash_use(script->forced),
        .memory = {.context = script, .take = take_or_fail, .give = give_back},
        .observer = timeline_observer(script->timeline, script->map_index),
    };
    bool fails = script->memory_fails;
    script->memory_fails = false; /* a map that cannot be made is another test's (wind_test.c) */
    assert_int_equal(th_map_make(&options, &script->map), TH_OK);
    script->memory_fails = fails;
}

/* ---- Operations ---- */

/* An owned key's bytes go away as soon as the call is over. */
static th_key any_key(struct script *script)
{
    th_key key = script->keys[draw(script, KEYS)];
    if (!script->keys_owned) return key;
    memset(script->scratch, '?', sizeof script->scratch);
    memcpy(script->scratch, key.bytes, key.len);
    return (th_key){.bytes = script->scratch, .len = key.len};
}

static void run_put(struct script *script)
{
    script->operation = "put";
    uint8_t value[VALUE_MAX + 1];
    memset(value, (int)draw(script, 256), sizeof value);
    th_status status = th_map_put(script->map, any_key(script), value);
    assert_true(status == TH_OK || script->memory_fails);
}

static void run_cursor(struct script *script)
{
    th_cursor *cursor = &script->cursors[draw(script, CURSORS)];
    uint64_t choice = draw(script, 12);
    if (cursor->map == NULL) {
        script->operation = "open";
        th_cursor_open_at(script->map, cursor, draw(script, 64), (uint8_t)draw(script, 8));
    } else if (choice == 0) {
        script->operation = "close";
        th_cursor_close(cursor);
    } else {
        script->operation = "next";
        (void)th_cursor_next(cursor);
    }
}

/* Grows, then shrinks, and again. */
static void run_one(struct script *script, unsigned number)
{
    bool is_growing = number / 100 % 2 == 0;
    uint64_t choice = draw(script, 100);
    if (choice < 25) {
        run_cursor(script);
    } else if (choice < 35) {
        script->operation = "get";
        (void)th_map_get(script->map, any_key(script));
    } else if (choice == 35 && draw(script, 3) == 0) {
        script->operation = "clear";
        th_map_clear(script->map);
    } else if (choice < (is_growing ? 45u : 75u)) {
        script->operation = "delete";
        (void)th_map_delete(script->map, any_key(script));
    } else {
        run_put(script);
    }
}

static void compare(const struct script *script, unsigned number, const char *when)
{
    char difference[256];
    const struct model *model = timeline_model(script->timeline);
    const struct stop *stop = &script->stops[number];
    bool is_same =
        mirror_compare(model, script->map_index, stop->snapshot, difference, sizeof difference);
    if (!is_same)
        fail_msg("%s: after operation %u, %s: %s", script->name, number, when, difference);
    if (model_digest(model) != stop->digest) {
        fail_msg("%s: after operation %u, %s: another model", script->name, number, when);
    }
}

static void stop_behind(struct script *script, unsigned number)
{
    struct stop *stop = &script->stops[number];
    if (timeline_status(script->timeline) != TIMELINE_OK) {
        fail_msg("%s: operation %u: %s", script->name, number,
                 timeline_status_text(timeline_status(script->timeline)));
    }
    assert_int_equal(th_inspect_map(script->map, &stop->snapshot), TH_OK);
    stop->position = timeline_len(script->timeline);
    stop->digest = model_digest(timeline_model(script->timeline));
    compare(script, number, script->operation);
}

static void revisit_stops(struct script *script)
{
    for (unsigned i = 0; i < OPERATIONS; i++) {
        unsigned number = (unsigned)draw(script, OPERATIONS + 1);
        timeline_seek(script->timeline, script->stops[number].position);
        compare(script, number, "wound back");
    }
    for (unsigned i = 0; i <= OPERATIONS; i++)
        th_snapshot_free(script->stops[i].snapshot);
}

/* ---- Scripts ---- */

static void set_up(struct script *script, uint64_t seed)
{
    static const size_t value_sizes[] = {0, 1, 8, 16, 3, VALUE_MAX};
    static const uint64_t hash_kinds[] = {1, 3, 16, 256};
    *script = (struct script){.seed = seed, .random = seed};
    script->value_size = value_sizes[seed % 6];
    script->keys_owned = draw(script, 2) == 0;
    script->memory_fails = draw(script, 4) == 0;
    uint64_t kinds = hash_kinds[seed % 4];
    snprintf(script->name, sizeof script->name,
             "seed %" PRIu64 " (values of %zu, keys %s, hashes of %" PRIu64 " kinds%s)", seed,
             script->value_size, script->keys_owned ? "owned" : "borrowed", kinds,
             script->memory_fails ? ", memory fails" : "");
    make_keys(script);
    script->forced = th_forced_hash_make(th_hash_default());
    script->timeline = timeline_make(NULL);
    assert_true(script->forced != NULL && script->timeline != NULL);
    force_hashes(script, kinds);
    assert_true(
        timeline_add_map(script->timeline, script->name, script->value_size, &script->map_index));
}

/* The tape outlives the map, its keys and values. */
static void run_script(uint64_t seed, uint64_t *kinds_seen)
{
    static struct script script;
    set_up(&script, seed);
    make_map(&script);
    for (unsigned number = 0; number < OPERATIONS; number++) {
        run_one(&script, number);
        stop_behind(&script, number);
    }
    for (unsigned i = 0; i < CURSORS; i++)
        th_cursor_close(&script.cursors[i]);
    script.operation = "close";
    stop_behind(&script, OPERATIONS);
    th_map_free(script.map);
    th_forced_hash_free(script.forced);
    memset(script.key_bytes, '!', sizeof script.key_bytes);
    assert_winds_exactly(script.timeline, seed, script.name);
    assert_true(timeline_park_models(script.timeline, 1 + draw(&script, 2000)));
    revisit_stops(&script);
    for (uint64_t i = 0; i < timeline_len(script.timeline); i++) {
        kinds_seen[timeline_move(script.timeline, i)->kind]++;
    }
    timeline_free(script.timeline);
}

static void the_model_is_the_map_after_every_operation_and_winds_exactly(void **state)
{
    uint64_t *kinds_seen = *state;
    const char *one_seed = getenv("TIMELINE_SEED");
    if (one_seed != NULL) {
        run_script(strtoull(one_seed, NULL, 10), kinds_seen);
        return;
    }
    for (uint64_t seed = 1; seed <= SCRIPTS; seed++)
        run_script(seed, kinds_seen);
}

/* Else the scripts would prove less than they seem to. */
static void the_scripts_reach_every_kind_of_move(void **state)
{
    const uint64_t *kinds_seen = *state;
    if (getenv("TIMELINE_SEED") != NULL) skip();
    for (int kind = 0; kind < TH_EVENT_COUNT_OF_KINDS; kind++) {
        /* These take a race. */
        if (kind == TH_EVENT_FATAL || th_event_needs_gate((th_event_kind)kind)) continue;
        if (kinds_seen[kind] == 0) fail_msg("no %s", th_event_name((th_event_kind)kind));
    }
}

int main(void)
{
    static uint64_t kinds_seen[TH_EVENT_COUNT_OF_KINDS];
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(the_model_is_the_map_after_every_operation_and_winds_exactly,
                                  kinds_seen),
        cmocka_unit_test_prestate(the_scripts_reach_every_kind_of_move, kinds_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
