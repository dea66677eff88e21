/* core.c - what an operation on a map costs, unobserved and observed.
 *
 * Method: maps of 1,000 and 100,000 entries with 8-byte values and borrowed keys; each figure is
 * the median of nine rounds over all keys. The observer only counts its events. */
#include <string.h>

#include "core/hash.h"
#include "core/observe.h"
#include "tests/bench/costs/bench.h"

enum { ROUNDS = 9, ENTRIES_MAX = 100000, KEY_SIZE = 16 };

static char keys[2 * ENTRIES_MAX][KEY_SIZE];
static uint64_t events;

static void count_event(void *context, const th_event *event)
{
    (void)context;
    (void)event;
    events++;
}

static th_key key_at(uint32_t number) { return (th_key){keys[number], strlen(keys[number])}; }

static th_map *make_map(uint32_t entries)
{
    th_map *map;
    th_map_options options = {.value_size = sizeof(uint64_t), .is_seeded = true, .seed = 7};
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

static const struct {
    const char *what;
    void (*run)(th_map *map, uint32_t entries);
} measured[] = {
    {"get, there", get_hits},           {"get, not there", get_misses},
    {"put, overwriting", overwrite},    {"put, new, growth included", fill_anew},
    {"delete and put", delete_and_put}, {"step of a cursor", walk},
};

/* Nanoseconds for each key. */
static double measure(th_map *map, uint32_t entries, size_t which)
{
    double figures[ROUNDS];
    for (unsigned round = 0; round < ROUNDS; round++) {
        uint32_t repeats = ENTRIES_MAX / entries;
        double start = bench_now_ns();
        for (uint32_t i = 0; i < repeats; i++)
            measured[which].run(map, entries);
        figures[round] = (bench_now_ns() - start) / repeats / entries;
    }
    return bench_median(figures, ROUNDS);
}

int main(void)
{
    const th_observer observer = {.event = count_event};
    for (uint32_t i = 0; i < 2 * ENTRIES_MAX; i++)
        snprintf(keys[i], KEY_SIZE, "key_%u", i);
    for (uint32_t entries = 1000; entries <= ENTRIES_MAX; entries *= 100) {
        th_map *map = make_map(entries);
        for (size_t which = 0; which < sizeof measured / sizeof measured[0]; which++) {
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
    }
    return 0;
}
