/* contender.h - one map in the comparison: the process that the driver asks.
 *
 * A contender's source includes this header, then defines what stands under "The map", on top of
 * its map; main is here. All of it is one translation unit, so the map is compiled into the loops
 * as it would be into its user's. In C and in C++; the Go program under go/ does the same.
 *
 *     CONTENDER COUNT SEED [--warm | --cold | --as-is] [--cpu]
 *
 * Then, on standard input, line by line:
 *
 *     about        what it is and what built it, a line of text
 *     OPERATION    "ok CHECK FIGURE..." or "none", where the map has no such thing
 *
 * The operations stand in the table at the end; contest.h does them. CHECK is what the work came
 * to, and is the same for every contender. Times are nanoseconds an operation.
 *
 * Warm, malloc is told never to map and never to give back: after the first time a map is built on
 * pages that are there. Cold, it maps each block over 128 KiB anew. As is, it does what it does in
 * a program that never asked. With --cpu, time is the thread's own. */
#ifndef TESTS_BENCH_RIVALS_CONTENDER_H
#define TESTS_BENCH_RIVALS_CONTENDER_H

#include <inttypes.h>
#include <malloc.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "tests/bench/rivals/keys.h"

/* ---- The map: defined by the source that includes this ---- */

struct map;

/* What it is, with its version. */
static const char *map_about(void);

/* hint: entries that will come, 0 when that is not known. CONTENDER_HAS_NO_HINT is defined before
 * this header where a map cannot be told. Never fails: bench_must. */
static struct map *map_make(uint64_t hint);
static inline void map_put(struct map *map, struct text key, uint64_t value);
static inline bool map_get(const struct map *map, struct text key, uint64_t *value);

/* CONTENDER_IS_STATIC is defined before this header where a map can only be made presized, then
 * filled, then asked. */
#ifndef CONTENDER_IS_STATIC
static void map_free(struct map *map);
static inline bool map_delete(struct map *map, struct text key);
static uint64_t map_len(const struct map *map);
static uint64_t map_sum(struct map *map); /* of all values, by iteration */
#endif

/* CONTENDER_MAPS is defined before this header where a map's memory is not all malloc's. */
#ifdef CONTENDER_MAPS
static uint64_t map_mapped_bytes(void); /* what it has mapped itself, now */
#endif

/* CONTENDER_HAS_MANY is defined before this header where a map takes keys by the batch. */
#ifdef CONTENDER_HAS_MANY
static void map_put_many(struct map *map, const struct text *keys, const uint64_t *values,
                         uint64_t count);
/* Says how many are there. A value that is not is 0. */
static uint64_t map_get_many(const struct map *map, const struct text *keys, uint64_t *values,
                             uint64_t count);
#endif

/* ---- What they may use ---- */

/* Every key, at its number, as long as the process lasts: for a map that borrows a key by one
 * pointer. */
static const struct text *universe;

/* The heap never maps and never gives back: --cold and --as-is were not said. Known once main has
 * begun. */
static bool heap_is_kept;

/* The hash of every C and C++ map here, seeded as this repository's is. */
static uint64_t text_hash_seed;

static inline uint64_t text_hash(struct text key)
{
    return XXH3_64bits_withSeed(key.bytes, key.len, text_hash_seed);
}

static inline bool text_is_equal(struct text a, struct text b)
{
    return a.len == b.len && memcmp(a.bytes, b.bytes, a.len) == 0;
}

#include "tests/bench/rivals/contest.h"

/* ---- The lines ---- */

static struct answer do_nothing(struct contest *contest)
{
    struct answer none = {true, 0, 0, {0, 0, 0}};
    (void)contest;
    return none;
}

struct operation {
    const char *name;
    struct answer (*run)(struct contest *contest);
};

static const struct operation operations[] = {
    {"keys", do_keys},
    {"hit", do_hit},
    {"hit-dependent", do_hit_dependent},
    {"miss", do_miss},
#ifndef CONTENDER_IS_STATIC
    {"insert", do_insert},
    {"delete", do_delete},
    {"iterate", do_iterate},
    {"mixed", do_mixed},
    {"worst", do_worst},
    {"bytes", do_bytes},
    {"peak", do_peak},
#ifndef CONTENDER_HAS_NO_HINT
    {"insert-presized", do_insert_presized},
#endif
#ifdef CONTENDER_HAS_MANY
    {"hit-many", do_hit_many},
    {"insert-many", do_insert_many},
#endif
#endif
};

static struct answer run_operation(struct contest *contest, const char *name)
{
    for (size_t i = 0; i < sizeof operations / sizeof *operations; i++)
        if (strcmp(operations[i].name, name) == 0) return operations[i].run(contest);
    return do_nothing(contest);
}

static void say(const struct answer *answer)
{
    if (answer->is_none) {
        printf("none");
    } else {
        printf("ok %" PRIu64, answer->check);
        for (unsigned i = 0; i < answer->figure_count; i++)
            printf(" %.3f", answer->figures[i]);
    }
    printf("\n");
}

static void say_about(void)
{
#ifdef __clang__
    const char *compiler = "clang " __clang_version__;
#else
    const char *compiler = "gcc " __VERSION__;
#endif
#if defined NDEBUG && defined __OPTIMIZE__
    const char *mode = "";
#else
    const char *mode = ", NOT optimised";
#endif
    printf("%s | %s%s\n", map_about(), compiler, mode);
}

static void set_heap(bool is_cold, bool is_as_is)
{
    if (is_cold) {
        bench_must(mallopt(M_MMAP_THRESHOLD, 128 << 10), "a fixed threshold");
        bench_must(mallopt(M_TRIM_THRESHOLD, 128 << 10), "a fixed threshold");
    } else if (!is_as_is) {
        heap_is_kept = true;
        bench_must(mallopt(M_MMAP_MAX, 0), "a heap without maps");
        bench_must(mallopt(M_TRIM_THRESHOLD, -1), "a heap that is kept");
    }
}

static bool is_told(int argc, char **argv, const char *option)
{
    for (int i = 3; i < argc; i++)
        if (strcmp(argv[i], option) == 0) return true;
    return false;
}

int main(int argc, char **argv)
{
    static struct contest contest;
    char line[64];
    bench_must(argc >= 3, "usage: CONTENDER COUNT SEED [--warm | --cold | --as-is] [--cpu];");
    uint64_t count = strtoull(argv[1], NULL, 10), seed = strtoull(argv[2], NULL, 10);
    bench_must(count > 0, "a count over 0");
    contest.is_cold = is_told(argc, argv, "--cold");
    set_heap(contest.is_cold, is_told(argc, argv, "--as-is"));
    if (is_told(argc, argv, "--cpu")) clock_used = CLOCK_THREAD_CPUTIME_ID;
    keys_make(&contest.keys, count, seed);
    universe = contest.keys.universe;
    text_hash_seed = chance_mix(contest.keys.seed);
    while (fgets(line, sizeof line, stdin) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        if (strcmp(line, "about") == 0) {
            say_about();
        } else {
            struct answer answer = run_operation(&contest, line);
            say(&answer);
        }
        fflush(stdout);
    }
    return 0;
}

#endif
