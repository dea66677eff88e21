/* report.h - a comparison as Markdown: the machine, a table a size, and the targets. */
#ifndef TESTS_BENCH_RIVALS_REPORT_H
#define TESTS_BENCH_RIVALS_REPORT_H

#include "tests/bench/rivals/comparison.h"

/* Prints all of it to standard output. tests/bench/README.md says how it is read. */
void report_print(const struct comparison *comparison);

/* The ratios of "tophash" to "go" against what they should be. Nothing where either is missing. */
void targets_print(const struct comparison *comparison);

#endif
