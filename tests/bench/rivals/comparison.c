/* comparison.c - medians and ratios of rounds. */
#include "tests/bench/rivals/comparison.h"

#include <string.h>

#include "tests/bench/costs/bench.h"

const struct timed_name timed_names[TIMED_COUNT] = {
#define X(name, word, title) {word, title},
    TIMED_LIST(X)
#undef X
};

int comparison_find(const struct comparison *comparison, const char *name)
{
    for (unsigned i = 0; i < comparison->contender_count; i++)
        if (strcmp(comparison->contenders[i].name, name) == 0) return (int)i;
    return -1;
}

double figures_median(const struct figures *figures)
{
    struct figures sorted = *figures;
    return figures->count == 0 ? 0 : bench_median(sorted.rounds, sorted.count);
}

double figures_spread(const struct figures *figures)
{
    struct figures sorted = *figures;
    if (figures->count == 0) return 0;
    double median = bench_median(sorted.rounds, sorted.count);
    double low = sorted.rounds[sorted.count / 4];
    double high = sorted.rounds[sorted.count - 1 - sorted.count / 4];
    return (high - low) / 2 / median;
}

double figures_ratio(const struct figures *figures, const struct figures *to)
{
    struct figures ratios = {0};
    if (figures->count != to->count) return 0;
    for (; ratios.count < figures->count; ratios.count++)
        ratios.rounds[ratios.count] = figures->rounds[ratios.count] / to->rounds[ratios.count];
    return figures_median(&ratios);
}
