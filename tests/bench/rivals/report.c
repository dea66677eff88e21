/* report.c - the machine, the contenders, and a table a size. */
#include "tests/bench/rivals/report.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

enum { CELL = 20 };

static void print_processor(void)
{
    char line[256] = "";
    const char *model = "an unknown processor";
    FILE *file = fopen("/proc/cpuinfo", "r");
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        if (strncmp(line, "model name", 10) != 0) continue;
        line[strcspn(line, "\n")] = '\0';
        model = strchr(line, ':') ? strchr(line, ':') + 2 : model;
        break;
    }
    printf("%s, %ld cores", model, sysconf(_SC_NPROCESSORS_ONLN));
    if (file != NULL) fclose(file);
}

static void print_machine(const struct comparison *comparison)
{
    struct utsname name = {0};
    double load[3] = {0};
    uname(&name);
    print_processor();
    printf(", %s %s. ", name.sysname, name.release);
    if (getloadavg(load, 3) == 3)
        printf("Load over 1, 5, 15 minutes, this run included: %.1f, %.1f, %.1f. ", load[0],
               load[1], load[2]);
    printf("%s time, pages of 4 KiB, the heap %s, seed %" PRIu64 ", %u rounds.\n\n",
           comparison->is_cpu_time ? "CPU" : "Wall", comparison->is_cold ? "cold" : "warm",
           comparison->seed, comparison->round_count);
    printf("| contender | is | built by |\n|---|---|---|\n");
    for (unsigned i = 0; i < comparison->contender_count; i++) {
        const struct named_contender *named = &comparison->contenders[i];
        printf("| %s | %s |\n", named->name, named->about);
    }
}

static void print_heading(const struct comparison *comparison, const char *what)
{
    printf("\n| %-26s |", what);
    for (unsigned i = 0; i < comparison->contender_count; i++)
        printf(" %-*s |", CELL, comparison->contenders[i].name);
    printf("\n|---|");
    for (unsigned i = 0; i < comparison->contender_count; i++)
        printf("---|");
    printf("\n");
}

static void print_timed(const struct figures *figures, const struct figures *to)
{
    char cell[64] = "", ratio[32] = "";
    double times = to == NULL ? 0 : figures_ratio(figures, to);
    if (times > 0) snprintf(ratio, sizeof ratio, " (%.2f)", times);
    if (figures->count > 0)
        snprintf(cell, sizeof cell, "%.1f%s %.0f%%", figures_median(figures), ratio,
                 100 * figures_spread(figures));
    printf(" %-*s |", CELL, cell);
}

static void print_timed_rows(const struct comparison *comparison, unsigned size)
{
    const struct result *results = comparison->results[size];
    int go = comparison_find(comparison, "go");
    for (unsigned timed = 0; timed < TIMED_COUNT; timed++) {
        unsigned measured = 0;
        for (unsigned i = 0; i < comparison->contender_count; i++)
            measured += results[i].timed[timed].count;
        if (measured == 0) continue;
        printf("| %-26s |", timed_names[timed].title);
        for (unsigned i = 0; i < comparison->contender_count; i++)
            print_timed(&results[i].timed[timed], go < 0 ? NULL : &results[go].timed[timed]);
        printf("\n");
    }
}

static void print_figure(double figure)
{
    if (figure > 0)
        printf(" %-*.1f |", CELL, figure);
    else
        printf(" %-*s |", CELL, "");
}

/* A row of a result's plain figures, unless none of them was measured. */
static void print_row(const struct comparison *comparison, unsigned size, const char *title,
                      double (*figure)(const struct result *result))
{
    double all = 0;
    for (unsigned i = 0; i < comparison->contender_count; i++)
        all += figure(&comparison->results[size][i]);
    if (all <= 0) return;
    printf("| %-26s |", title);
    for (unsigned i = 0; i < comparison->contender_count; i++)
        print_figure(figure(&comparison->results[size][i]));
    printf("\n");
}

static double worst_us(const struct result *result) { return result->worst_ns / 1000; }
static double bytes_mean(const struct result *result) { return result->bytes_mean; }
static double bytes_least(const struct result *result) { return result->bytes_least; }
static double bytes_most(const struct result *result) { return result->bytes_most; }
static double peak(const struct result *result) { return result->peak; }

void report_print(const struct comparison *comparison)
{
    printf("# Maps compared\n\n");
    print_machine(comparison);
    for (unsigned size = 0; size < comparison->size_count; size++) {
        printf("\n## %" PRIu64 " entries\n", comparison->sizes[size]);
        print_heading(comparison, "ns (of go's) spread");
        print_timed_rows(comparison, size);
        print_row(comparison, size, "worst single insert, us", worst_us);
        print_row(comparison, size, "bytes an entry, mean", bytes_mean);
        print_row(comparison, size, "bytes an entry, least", bytes_least);
        print_row(comparison, size, "bytes an entry, most", bytes_most);
        print_row(comparison, size, "peak resident, bytes", peak);
    }
    targets_print(comparison);
}
