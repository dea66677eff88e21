/* comparison.h - what one run has measured: plain data, which the report reads. */
#ifndef TESTS_BENCH_RIVALS_COMPARISON_H
#define TESTS_BENCH_RIVALS_COMPARISON_H

#include <stdbool.h>
#include <stdint.h>

enum { CONTENDERS_MAX = 16, SIZES_MAX = 8, ROUNDS_MAX = 63, ABOUT_SIZE = 256 };

/* What is timed in each round. A contender without such a thing answers "none". */
#define TIMED_LIST(X)                                                                              \
    X(TIMED_INSERT, "insert", "insert, growing from empty")                                        \
    X(TIMED_INSERT_PRESIZED, "insert-presized", "insert, presized")                                \
    X(TIMED_HIT, "hit", "hit")                                                                     \
    X(TIMED_HIT_DEPENDENT, "hit-dependent", "hit, dependent")                                      \
    X(TIMED_MISS, "miss", "miss")                                                                  \
    X(TIMED_MIXED, "mixed", "mixed")                                                               \
    X(TIMED_DELETE, "delete", "delete all")                                                        \
    X(TIMED_ITERATE, "iterate", "iterate")                                                         \
    X(TIMED_HIT_MANY, "hit-many", "hit, 64 at once")                                               \
    X(TIMED_INSERT_MANY, "insert-many", "insert, 64 at once")

enum timed {
#define X(name, word, title) name,
    TIMED_LIST(X)
#undef X
        TIMED_COUNT
};

/* The word of the line protocol, and of --ops; the row's title. */
struct timed_name {
    const char *word, *title;
};

extern const struct timed_name timed_names[TIMED_COUNT];

/* Nanoseconds an operation of each round. */
struct figures {
    unsigned count; /* 0: not measured */
    double rounds[ROUNDS_MAX];
};

/* Of one contender at one size. What was not measured is 0. */
struct result {
    struct figures timed[TIMED_COUNT];
    double worst_ns;                            /* single insert */
    double bytes_mean, bytes_least, bytes_most; /* an entry, over a doubling */
    double peak;                                /* bytes an entry */
};

struct named_contender {
    char name[32];
    char about[ABOUT_SIZE]; /* what it is, " | ", and what built it */
    const char *path;
};

struct comparison {
    uint64_t seed;
    bool is_cold, is_cpu_time;
    unsigned round_count;
    unsigned contender_count;
    struct named_contender contenders[CONTENDERS_MAX];
    unsigned size_count;
    uint64_t sizes[SIZES_MAX];
    struct result results[SIZES_MAX][CONTENDERS_MAX];
};

/* Index of the contender of that name, or -1. */
int comparison_find(const struct comparison *comparison, const char *name);

/* The middle one. 0 where there is none. */
double figures_median(const struct figures *figures);

/* Half of the range that the middle half of the rounds lies in, as a part of the median. */
double figures_spread(const struct figures *figures);

/* The median of each round's own ratio: a machine that was busy in one round was so for both. 0
 * where either was not measured. */
double figures_ratio(const struct figures *figures, const struct figures *to);

#endif
