/* many_test.c - no random batch tells a map from one that gets the same keys one by one.
 *
 * Method: two maps are made alike, of random value sizes, hints and ownership; keys come and go in
 * waves that crowd into few buckets, so that chains get long and maps grow in both ways. One map
 * gets batches, the other single operations; memory fails for both at the same request. After each
 * step the answers, the layout, the memory taken and what an observer was told are compared.
 * Failures print the seed. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/map_layout.h"
#include "tests/support/chance.h"
#include "tests/support/counting_memory.h"
#include "tests/support/event_recorder.h"
#include "tests/support/keys.h"
#include "tests/support/snapshots.h"
#include "tests/support/testing.h"

enum { SEEDS = 100, STEPS = 120, KEYS = 4096, BATCH_MAX = 200, WAVE_BITS = 9 };

/* So that arrays come and go in pieces (core/array_pieces.h), the same at the same time. */
enum { SMALL_PAGE = 64 };

/* One of the two maps, and what is counted of it. */
struct side {
    th_map *map;
    struct counting_memory memory;
    struct spelled_hash hash;
    th_observer observer;
    th_cursor cursor;
    uint64_t told; /* a digest of all events */
};

struct trial {
    uint64_t seed;
    struct chance chance;
    th_map_options options;
    bool is_watched;
    bool is_crowded;
    uint32_t head; /* the next key to come */
    struct side many, single;
};

/* How often what was to be tried has been. */
static struct {
    uint64_t growing, same_size, large, failures, found, absent;
} reach;

static uint64_t below(struct trial *trial, uint64_t limit)
{
    return chance_below(&trial->chance, limit);
}

static bool one_in(struct trial *trial, uint64_t chances) { return below(trial, chances) == 0; }

/* Each key once in either spelling: evenly spread, or all of a wave in one of 64 buckets. */
static th_key key_at(const struct trial *trial, uint32_t number)
{
    static th_key keys[2][KEYS];
    th_key *key = &keys[trial->is_crowded][number % KEYS];
    if (key->bytes == NULL) {
        uint64_t mix = chance_mix(number % KEYS), wave = number % KEYS >> WAVE_BITS;
        uint64_t low = trial->is_crowded ? mix << 16 | (wave * 5 + mix % 3) : mix;
        *key = key_spelling(hash_with((uint8_t)(mix >> 32) % 19, low & 0xffffffffff), number);
    }
    return *key;
}

/* ---- The two maps ---- */

static void note(void *context, const th_event *event)
{
    struct side *side = context;
    const uint64_t facts[] = {event->kind,    event->line,  event->at.bucket, event->at.slot,
                              event->at.link, event->after, event->before,    event->hash};
    for (size_t i = 0; i < COUNT_OF(facts); i++)
        side->told = chance_mix(side->told ^ facts[i]);
}

static void make(struct side *side, th_map_options options, bool is_watched)
{
    *side = (struct side){.observer = {.context = side, .event = note}};
    counting_memory_set_up(&side->memory);
    side->memory.page_size = SMALL_PAGE;
    options.memory = counting_memory_use(&side->memory);
    options.hash = spelled_hash_use(&side->hash);
    if (is_watched) options.observer = &side->observer;
    assert_int_equal(th_map_make(&options, &side->map), TH_OK);
}

static void end(struct side *side)
{
    th_cursor_close(&side->cursor);
    th_map_free(side->map);
    assert_int_equal(side->memory.held_bytes, 0);
}

static void begin(struct trial *trial, uint64_t seed)
{
    static const size_t value_sizes[] = {0, 1, 8, TH_VALUE_SIZE_MAX, TH_VALUE_SIZE_MAX, 120};
    static const int64_t hints[] = {0, 0, 0, 100, 900, 1600};
    *trial = (struct trial){.seed = seed, .chance = {chance_mix(seed)}};
    trial->is_watched = one_in(trial, 5);
    trial->is_crowded = one_in(trial, 2);
    trial->options = (th_map_options){.value_size = value_sizes[below(trial, 6)],
                                      .hint = hints[below(trial, 6)],
                                      .keys_owned = one_in(trial, 3),
                                      .is_seeded = true,
                                      .seed = seed};
    make(&trial->many, trial->options, trial->is_watched);
    make(&trial->single, trial->options, trial->is_watched);
}

/* ---- Steps ---- */

struct batch {
    size_t count;
    th_key keys[BATCH_MAX];
    uint8_t values[BATCH_MAX * TH_VALUE_SIZE_MAX];
};

/* A key that came lately, or, when is_new, mostly the next one. */
static uint32_t some_number(struct trial *trial, bool is_new)
{
    if (is_new && !one_in(trial, 4)) return trial->head++;
    return trial->head - (uint32_t)below(trial, 700) + KEYS;
}

/* Small batches while the map grows, so that it does for many of them. */
static void draw(struct trial *trial, struct batch *batch, bool is_new)
{
    bool is_growing = ((const th_hmap *)trial->single.map)->oldbuckets != NULL;
    batch->count = one_in(trial, 16) ? 0 : 1 + below(trial, is_growing ? 24 : BATCH_MAX);
    for (size_t i = 0; i < batch->count; i++) {
        batch->keys[i] = key_at(trial, some_number(trial, is_new));
        memset(batch->values + i * trial->options.value_size, (int)below(trial, 256),
               trial->options.value_size);
    }
}

static void step_put(struct trial *trial, struct batch *batch)
{
    size_t value_size = trial->options.value_size, stored = BATCH_MAX + 1, wanted;
    th_status status = TH_OK;
    draw(trial, batch, true);
    if (one_in(trial, 4) && !th_rules_are_asserted()) {
        uint64_t nth = 1 + below(trial, 12), count = 1 + below(trial, 3);
        counting_memory_fail(&trial->many.memory, nth, count);
        counting_memory_fail(&trial->single.memory, nth, count);
    }
    for (wanted = 0; wanted < batch->count; wanted++) {
        status =
            th_map_put(trial->single.map, batch->keys[wanted], batch->values + wanted * value_size);
        if (status != TH_OK) break;
    }
    reach.failures += status != TH_OK;
    const void *values = value_size > 0 ? batch->values : NULL;
    th_status said = th_map_put_many(trial->many.map, batch->keys, values, batch->count, &stored);
    counting_memory_stop_failing(&trial->many.memory);
    counting_memory_stop_failing(&trial->single.memory);
    assert_int_equal(said, status);
    assert_int_equal(stored, wanted);
}

static void step_get(struct trial *trial, struct batch *batch)
{
    const void *found[BATCH_MAX];
    size_t wanted_count = 0, value_size = trial->options.value_size;
    draw(trial, batch, false);
    size_t count = th_map_get_many(trial->many.map, batch->keys, found, batch->count);
    for (size_t i = 0; i < batch->count; i++) {
        const void *wanted = th_map_get(trial->single.map, batch->keys[i]);
        assert_int_equal(found[i] != NULL, wanted != NULL);
        if (wanted != NULL) assert_memory_equal(found[i], wanted, value_size);
        wanted_count += wanted != NULL;
    }
    assert_int_equal(count, wanted_count);
    reach.found += count;
    reach.absent += batch->count - count;
}

/* What has no batch, both maps get singly. */
static void step_delete(struct trial *trial)
{
    for (uint64_t left = below(trial, 400); left > 0; left--) {
        th_key key = key_at(trial, some_number(trial, false));
        bool is_deleted = th_map_delete(trial->single.map, key);
        assert_int_equal(th_map_delete(trial->many.map, key), is_deleted);
    }
}

/* A cursor keeps its array alive, and with it what growth may not wipe. */
static void step_other(struct trial *trial)
{
    uint64_t start = below(trial, 64);
    struct side *sides[] = {&trial->many, &trial->single};
    bool is_clear = one_in(trial, 8), is_close = one_in(trial, 2);
    for (unsigned i = 0; i < 2; i++) {
        th_cursor_close(&sides[i]->cursor);
        if (is_clear) th_map_clear(sides[i]->map);
        if (is_close) continue;
        th_cursor_open_at(sides[i]->map, &sides[i]->cursor, start, 3);
        (void)th_cursor_next(&sides[i]->cursor);
    }
}

static void compare(const struct trial *trial)
{
    char what[64];
    snprintf(what, sizeof what, "seed %llu", (unsigned long long)trial->seed);
    th_snapshot *many = look(trial->many.map), *single = look(trial->single.map);
    assert_same_snapshot(single, many, what);
    reach.growing += single->oldbuckets.chain_count > 0;
    reach.same_size += single->oldbuckets.chain_count == single->buckets.chain_count;
    reach.large += (single->value_size * 8 + 144) << single->B >= 1 << 18;
    th_snapshot_free(many);
    th_snapshot_free(single);
    assert_int_equal(trial->many.memory.takes, trial->single.memory.takes);
    assert_int_equal(trial->many.memory.held_bytes, trial->single.memory.held_bytes);
    assert_int_equal(trial->many.told, trial->single.told);
}

static void run(uint64_t seed)
{
    static struct batch batch;
    struct trial trial;
    begin(&trial, seed);
    for (unsigned step = 0; step < STEPS; step++) {
        uint64_t die = below(&trial, 16);
        if (die < 10) step_put(&trial, &batch);
        if (die >= 10 && die < 13) step_get(&trial, &batch);
        if (die >= 13 && die < 15) step_delete(&trial);
        if (die == 15) step_other(&trial);
        compare(&trial);
    }
    end(&trial.many);
    end(&trial.single);
}

static void batches_are_single_operations_in_order(void **state)
{
    (void)state;
    const char *share = getenv("PROPERTY_SHARE");
    uint64_t step = rules_step() * (share == NULL ? 1 : strtoull(share, NULL, 10));
    for (uint64_t seed = 1; seed <= SEEDS; seed += step)
        run(seed);
    if (step > 1) return; /* fewer scripts, and perhaps no failing memory */
    assert_true(reach.growing >= 500);
    assert_true(reach.same_size >= 50);
    assert_true(reach.large >= 2000);
    assert_true(reach.failures >= 300);
    assert_true(reach.found >= 50000);
    assert_true(reach.absent >= 20000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(batches_are_single_operations_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
