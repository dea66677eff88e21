/* core.c - what an operation on a map costs: unobserved and observed, forgotten and remembered.
 *
 * Method: maps of 1,000 and 100,000 entries with 8-byte values and borrowed keys; each figure is
 * the median of nine rounds over all keys. The observer only counts its events. A history is
 * compared with none in rounds that alternate, so that a busy machine is busy for both. */
#include <pthread.h>
#include <string.h>

#include "core/hash.h"
#include "core/observe.h"
#include "tests/bench/costs/bench.h"

enum { ROUNDS = 9, ENTRIES_MAX = 100000, KEY_SIZE = 16, HISTORY = 64 };

static char keys[2 * ENTRIES_MAX][KEY_SIZE];
static uint64_t events;

static void count_event(void *context, const th_event *event)
{
    (void)context;
    (void)event;
    events++;
}

static th_key key_at(uint32_t number) { return (th_key){keys[number], strlen(keys[number])}; }

static th_map *make_map(uint32_t entries, uint32_t history)
{
    th_map *map;
    th_map_options options = {
        .value_size = sizeof(uint64_t), .is_seeded = true, .seed = 7, .history = history};
    bench_must(th_map_make(&options, &map) == TH_OK, "making a map");
    for (uint64_t i = 0; i < entries; i++)
        bench_must(th_map_put(map, key_at((uint32_t)i), &i) == TH_OK, "a put");
    return map;
}

/* ---- What is measured: each does something with every key ---- */

static void get_hits(th_map *map, uint32_t entries)
{
    for (uint32_t i = 0; i < entries; i++)
        bench_must(th_map_get(map, key_at(i)) != NULL, "a hit");
}

static void get_misses(th_map *map, uint32_t entries)
{
    for (uint32_t i = 0; i < entries; i++)
        bench_must(th_map_get(map, key_at(ENTRIES_MAX + i)) == NULL, "a miss");
}

static void overwrite(th_map *map, uint32_t entries)
{
    for (uint64_t i = 0; i < entries; i++)
        bench_must(th_map_put(map, key_at((uint32_t)i), &i) == TH_OK, "a put");
}

static void delete_and_put(th_map *map, uint32_t entries)
{
    for (uint64_t i = 0; i < entries; i++) {
        bench_must(th_map_delete(map, key_at((uint32_t)i)), "a delete");
        bench_must(th_map_put(map, key_at((uint32_t)i), &i) == TH_OK, "a put");
    }
}

static void walk(th_map *map, uint32_t entries)
{
    th_cursor cursor;
    uint32_t steps = 0;
    th_cursor_open(map, &cursor);
    while (th_cursor_next(&cursor))
        steps++;
    th_cursor_close(&cursor);
    bench_must(steps == entries, "a walk");
}

struct readers {
    th_map *map;
    uint32_t entries;
};

static void *get_hits_too(void *context)
{
    const struct readers *readers = context;
    get_hits(readers->map, readers->entries);
    return NULL;
}

/* Two threads, each of which gets every key; the start of the second is in the figure. */
static void get_hits_twice(th_map *map, uint32_t entries)
{
    struct readers readers = {map, entries};
    pthread_t second;
    bench_must(pthread_create(&second, NULL, get_hits_too, &readers) == 0, "a thread");
    get_hits(map, entries);
    bench_must(pthread_join(second, NULL) == 0, "a thread");
}

static void fill_anew(th_map *map, uint32_t entries)
{
    const th_observer observer = {.event = count_event};
    th_map *other;
    (void)map;
    th_map_options options = {.value_size = sizeof(uint64_t), .is_seeded = true, .seed = 8};
    bench_must(th_map_make(&options, &other) == TH_OK, "making a map");
    if (events > 0) th_map_observe(other, &observer);
    for (uint64_t i = 0; i < entries; i++)
        bench_must(th_map_put(other, key_at((uint32_t)i), &i) == TH_OK, "a put");
    th_map_free(other);
}

/* From GET_TWICE on they are not observed: the observer's count is one thread's. */
enum { GET_HITS, GET_MISSES, OVERWRITE, FILL_ANEW, DELETE_AND_PUT, WALK, GET_TWICE };

static const struct {
    const char *what;
    void (*run)(th_map *map, uint32_t entries);
} measured[] = {
    [GET_HITS] = {"get, there", get_hits},
    [GET_MISSES] = {"get, not there", get_misses},
    [OVERWRITE] = {"put, overwriting", overwrite},
    [FILL_ANEW] = {"put, new, growth included", fill_anew},
    [DELETE_AND_PUT] = {"delete and put", delete_and_put},
    [WALK] = {"step of a cursor", walk},
    [GET_TWICE] = {"get, there, two threads at once", get_hits_twice},
};

/* Nanoseconds for each key, of one round. */
static double measure_once(th_map *map, uint32_t entries, size_t which)
{
    uint32_t repeats = ENTRIES_MAX / entries;
    double start = bench_now_ns();
    for (uint32_t i = 0; i < repeats; i++)
        measured[which].run(map, entries);
    return (bench_now_ns() - start) / repeats / entries;
}

static double measure(th_map *map, uint32_t entries, size_t which)
{
    double figures[ROUNDS];
    for (unsigned round = 0; round < ROUNDS; round++)
        figures[round] = measure_once(map, entries, which);
    return bench_median(figures, ROUNDS);
}

/* Without and with a history. */
static void compare_history(uint32_t entries)
{
    const size_t compared[] = {GET_HITS, OVERWRITE, WALK, GET_TWICE};
    th_map *off = make_map(entries, 0), *on = make_map(entries, HISTORY);
    for (size_t i = 0; i < sizeof compared / sizeof compared[0]; i++) {
        double figures_off[ROUNDS], figures_on[ROUNDS];
        char what[80];
        for (unsigned round = 0; round < ROUNDS; round++) {
            figures_off[round] = measure_once(off, entries, compared[i]);
            figures_on[round] = measure_once(on, entries, compared[i]);
        }
        double ns_off = bench_median(figures_off, ROUNDS), ns_on = bench_median(figures_on, ROUNDS);
        snprintf(what, sizeof what, "%s, of %u, no history", measured[compared[i]].what, entries);
        bench_row(what, ns_off, "ns");
        snprintf(what, sizeof what, "  the same, with a history of %d", HISTORY);
        bench_row(what, ns_on, "ns");
        bench_row("  times as much", ns_on / ns_off, "");
    }
    th_map_free(off);
    th_map_free(on);
}

int main(void)
{
    const th_observer observer = {.event = count_event};
    for (uint32_t i = 0; i < 2 * ENTRIES_MAX; i++)
        snprintf(keys[i], KEY_SIZE, "key_%u", i);
    for (uint32_t entries = 1000; entries <= ENTRIES_MAX; entries *= 100) {
        th_map *map = make_map(entries, 0);
        for (size_t which = 0; which < GET_TWICE; which++) {
            char what[80];
            events = 0;
            th_map_observe(map, NULL);
            snprintf(what, sizeof what, "%s, of %u", measured[which].what, entries);
            bench_row(what, measure(map, entries, which), "ns");
            events = 1;
            th_map_observe(map, &observer);
            snprintf(what, sizeof what, "  the same, observed");
            bench_row(what, measure(map, entries, which), "ns");
        }
        th_map_free(map);
        compare_history(entries);
    }
    return 0;
}
