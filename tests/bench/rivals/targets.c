/* targets.c - what this repository's map should reach, beside what it did. */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "tests/bench/rivals/report.h"

enum { TARGET_SIZES = 3 };

static const uint64_t target_sizes[TARGET_SIZES] = {1000, 100000, 1000000};

/* Of the time that Go's map takes in the same run, at most. */
static const struct target {
    enum timed timed;
    double ratios[TARGET_SIZES];
} targets[] = {
    {TIMED_HIT, {0.4, 0.45, 0.8}},
    {TIMED_MISS, {0.65, 0.75, 0.5}},
    {TIMED_INSERT, {0.4, 0.5, 0.5}},
    {TIMED_HIT_DEPENDENT, {1.0, 1.0, 1.0}},
    {TIMED_INSERT_PRESIZED, {0.45, 0.5, 0.6}},
    {TIMED_DELETE, {0.5, 0.6, 0.75}},
    {TIMED_MIXED, {0.8, 0.8, 0.8}},
    {TIMED_ITERATE, {0.6, 0.6, 0.6}},
};

static const double worst_us_at_most = 50, peak_at_most = 90;

/* ours and go's result at a size of the targets, or NULL where it was not measured. */
struct pair {
    const struct result *ours, *go;
    unsigned size; /* its index in the comparison */
};

static struct pair pair_at(const struct comparison *comparison, unsigned target_size, int ours,
                           int go)
{
    struct pair pair = {0};
    for (unsigned size = 0; size < comparison->size_count; size++) {
        if (comparison->sizes[size] != target_sizes[target_size]) continue;
        pair.ours = &comparison->results[size][ours];
        pair.go = &comparison->results[size][go];
        pair.size = size;
    }
    return pair;
}

static void print_cell(const char *text) { printf(" %-24s |", text); }

/* Judges what is printed: two digits behind the point. */
static void print_verdict(double figure, double at_most)
{
    char cell[64] = "";
    bool is_met = round(100 * figure) <= round(100 * at_most);
    if (figure > 0)
        snprintf(cell, sizeof cell, "%.2f of %.2f %s", figure, at_most,
                 is_met ? "met" : "**not met**");
    print_cell(cell);
}

static void print_ratios(const struct pair *pairs, const struct target *target)
{
    printf("| %-26s |", timed_names[target->timed].title);
    for (unsigned i = 0; i < TARGET_SIZES; i++) {
        double ratio = 0;
        if (pairs[i].ours != NULL)
            ratio = figures_ratio(&pairs[i].ours->timed[target->timed],
                                  &pairs[i].go->timed[target->timed]);
        print_verdict(ratio, target->ratios[i]);
    }
    printf("\n");
}

/* The least of all others at that size, in microseconds. */
static double least_worst_us(const struct comparison *comparison, unsigned size, int ours)
{
    double least = 0;
    for (unsigned i = 0; i < comparison->contender_count; i++) {
        double worst_us = comparison->results[size][i].worst_ns / 1000;
        if ((int)i == ours || worst_us <= 0) continue;
        if (least <= 0 || worst_us < least) least = worst_us;
    }
    return least;
}

static void print_worst(const struct comparison *comparison, const struct pair *pairs, int ours)
{
    printf("| %-26s |", "worst insert, us: below all");
    for (unsigned i = 0; i < TARGET_SIZES; i++) {
        double least = 0, worst = 0;
        if (pairs[i].ours != NULL) {
            least = least_worst_us(comparison, pairs[i].size, ours);
            worst = pairs[i].ours->worst_ns / 1000;
        }
        print_verdict(worst, least);
    }
    printf("\n| %-26s |", "worst insert, us");
    for (unsigned i = 0; i < TARGET_SIZES; i++)
        print_verdict(pairs[i].ours ? pairs[i].ours->worst_ns / 1000 : 0, worst_us_at_most);
    printf("\n");
}

static void print_memory(const struct pair *pairs)
{
    printf("| %-26s |", "bytes an entry, mean: Go's");
    for (unsigned i = 0; i < TARGET_SIZES; i++)
        print_verdict(pairs[i].ours ? pairs[i].ours->bytes_mean : 0,
                      pairs[i].go ? pairs[i].go->bytes_mean : 0);
    printf("\n| %-26s |", "peak resident, bytes");
    for (unsigned i = 0; i < TARGET_SIZES; i++)
        print_verdict(i + 1 == TARGET_SIZES && pairs[i].ours ? pairs[i].ours->peak : 0,
                      peak_at_most);
    printf("\n");
}

void targets_print(const struct comparison *comparison)
{
    struct pair pairs[TARGET_SIZES];
    int ours = comparison_find(comparison, "tophash"), go = comparison_find(comparison, "go");
    printf("\n## Targets\n\n");
    if (ours < 0 || go < 0) {
        printf("Not without both tophash and go.\n");
        return;
    }
    unsigned measured = 0;
    for (unsigned i = 0; i < TARGET_SIZES; i++) {
        pairs[i] = pair_at(comparison, i, ours, go);
        measured += pairs[i].ours != NULL;
    }
    if (measured == 0) {
        printf("None at these sizes.\n");
        return;
    }
    printf("Of Go's time in the same run, unless said otherwise.\n\n| %-26s |", "at most");
    for (unsigned i = 0; i < TARGET_SIZES; i++) {
        char title[32];
        snprintf(title, sizeof title, "%" PRIu64, target_sizes[i]);
        print_cell(title);
    }
    printf("\n|---|---|---|---|\n");
    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++)
        print_ratios(pairs, &targets[i]);
    print_worst(comparison, pairs, ours);
    print_memory(pairs);
}
