/* bench.h - what the programs that measure share: a clock, and one form for all figures. For C and
 * C++. */
#ifndef TESTS_BENCH_COSTS_BENCH_H
#define TESTS_BENCH_COSTS_BENCH_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static inline double bench_now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

/* One line of the table: what was measured, how much, of what. */
static inline void bench_row(const char *what, double figure, const char *unit)
{
    printf("%-46s %14.1f  %s\n", what, figure, unit);
}

static inline int bench_compare(const void *a, const void *b)
{
    const double *x = (const double *)a, *y = (const double *)b;
    return (*x > *y) - (*x < *y);
}

/* The middle one of count figures, which are sorted. */
static inline double bench_median(double *figures, size_t count)
{
    qsort(figures, count, sizeof *figures, bench_compare);
    return figures[count / 2];
}

/* Ends the program when something that a figure rests on did not work. */
static inline void bench_must(int holds, const char *what)
{
    if (holds) return;
    fprintf(stderr, "bench: %s failed\n", what);
    exit(1);
}

#endif
