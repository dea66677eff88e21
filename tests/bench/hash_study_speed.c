/* hash_study_speed.c - part a: what a key costs, by its length, and what that is in a map.
 *
 * All hashes are called through the map's pointer, in turn, round after round, each round beginning
 * with another one, so that a busy machine slows them all alike; a figure is the median over the
 * rounds, a ratio the median of each round's own ratio. The keys of a class lie in a pool that fits
 * the cache. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "tests/bench/hash_study.h"
#include "tests/bench/key_sets.h"
#include "tests/bench/rival_hashes.h"
#include "tests/support/chance.h"

enum { ROUNDS = 63, POOL_KEYS = 256, MAP_KEYS = 50000 };

struct lengths {
    const char *name;
    size_t from, to; /* both included */
};

static const struct lengths classes[] = {
    {"0-8", 0, 8},     {"8-16", 8, 16},      {"17-40", 17, 40},
    {"100", 100, 100}, {"1000", 1000, 1000}, {"0-300, mixed", 0, 300},
};

enum { CLASSES = sizeof classes / sizeof *classes };

/* What the compiler may not leave out. */
static uint64_t sink;

static double now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return 1e9 * (double)now.tv_sec + (double)now.tv_nsec;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(const double *values)
{
    double sorted[ROUNDS];
    for (int i = 0; i < ROUNDS; i++)
        sorted[i] = values[i];
    qsort(sorted, ROUNDS, sizeof *sorted, by_value);
    return sorted[ROUNDS / 2];
}

/* Prints a row a rival: median, and median ratio to the map's, of each column's rounds. */
static void print_rows(double (*ns)[RIVAL_COUNT][ROUNDS], int columns)
{
    for (int rival = 0; rival < RIVAL_COUNT; rival++) {
        printf("| %s |", rivals()[rival].name);
        for (int column = 0; column < columns; column++) {
            double ratios[ROUNDS];
            for (int round = 0; round < ROUNDS; round++)
                ratios[round] = ns[column][rival][round] / ns[column][RIVAL_MAP][round];
            printf(" %.1f (x%.2f) |", median(ns[column][rival]), median(ratios));
        }
        printf("\n");
    }
}

static struct key_set pool_of(const struct lengths *lengths)
{
    struct chance chance = {lengths->to};
    struct key_set from = key_set_random(POOL_KEYS, lengths->to + 1, 7);
    struct key_set pool = key_set_room(lengths->name, POOL_KEYS, lengths->to + 1);
    for (size_t i = 0; i < POOL_KEYS; i++) {
        size_t len = lengths->from + chance_below(&chance, lengths->to - lengths->from + 1);
        key_set_add(&pool, from.keys[i].bytes, len);
    }
    key_set_free(&from);
    return pool;
}

static double ns_per_hash(const struct key_set *pool, th_hash hash, int passes)
{
    uint64_t sum = 0;
    double start = now_ns();
    for (int pass = 0; pass < passes; pass++)
        for (size_t i = 0; i < POOL_KEYS; i++)
            sum += hash.hash(hash.context, (uint64_t)pass, pool->keys[i]);
    double end = now_ns();
    sink += sum;
    return (end - start) / (passes * POOL_KEYS);
}

static void hash_costs(void)
{
    static double ns[CLASSES][RIVAL_COUNT][ROUNDS];
    printf("ns a key, by key length in bytes (and as a multiple of the map's hash)\n\n| hash |");
    for (int class = 0; class < CLASSES; class ++)
        printf(" %s |", classes[class].name);
    printf("\n|---|---|---|---|---|---|---|\n");
    for (int class = 0; class < CLASSES; class ++) {
        struct key_set pool = pool_of(&classes[class]);
        int passes = classes[class].to > 64 ? 16 : 64;
        for (int round = 0; round < ROUNDS; round++)
            for (int i = 0; i < RIVAL_COUNT; i++) {
                int rival = (round + i) % RIVAL_COUNT;
                ns[class][rival][round] = ns_per_hash(&pool, rivals()[rival].hash, passes);
            }
        key_set_free(&pool);
    }
    print_rows(ns, CLASSES);
}

/* ---- In a map ---- */

static th_map *map_of(const struct key_set *set, th_hash hash)
{
    th_map *map;
    th_map_options options = {.is_seeded = true, .seed = 1, .hash = hash};
    th_status status = th_map_make(&options, &map);
    for (size_t i = 0; i < set->count && status == TH_OK; i++)
        status = th_map_put(map, set->keys[i], NULL);
    if (status != TH_OK) {
        fprintf(stderr, "hash_study: %s\n", th_status_text(status));
        exit(1);
    }
    return map;
}

/* Looks up 10,000 of the map's keys, in an order that the cache does not foresee. */
static double ns_per_get(const struct key_set *set, const th_map *map)
{
    enum { GETS = 10000 };
    struct chance chance = {3};
    uint64_t found = 0;
    double start = now_ns();
    for (int i = 0; i < GETS; i++)
        found += th_map_get(map, set->keys[chance_below(&chance, set->count)]) != NULL;
    double end = now_ns();
    assert(found == GETS);
    sink += found;
    return (end - start) / GETS;
}

static void map_costs(void)
{
    static const enum key_set_kind kinds[] = {KEYS_NUMBERED, KEYS_URL, KEYS_LONG_MIDDLE};
    static double ns[3][RIVAL_COUNT][ROUNDS];
    printf("\nns a get from a map of %d keys (and as a multiple)\n\n| hash |", MAP_KEYS);
    for (int column = 0; column < 3; column++) {
        struct key_set set = key_set_make(kinds[column], MAP_KEYS);
        th_map *maps[RIVAL_COUNT];
        for (int rival = 0; rival < RIVAL_COUNT; rival++)
            maps[rival] = map_of(&set, rivals()[rival].hash);
        for (int round = 0; round < ROUNDS; round++)
            for (int i = 0; i < RIVAL_COUNT; i++) {
                int rival = (round + i) % RIVAL_COUNT;
                ns[column][rival][round] = ns_per_get(&set, maps[rival]);
            }
        for (int rival = 0; rival < RIVAL_COUNT; rival++)
            th_map_free(maps[rival]);
        printf(" %s |", set.name);
        key_set_free(&set);
    }
    printf("\n|---|---|---|---|\n");
    print_rows(ns, 3);
}

void study_speed(void)
{
    printf("## (a) Cost: medians of %d interleaved rounds\n\n", ROUNDS);
    hash_costs();
    map_costs();
    printf("\n");
}
