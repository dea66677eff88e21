/* process.h - a contender's process, which answers a line with a line. */
#ifndef TESTS_BENCH_RIVALS_PROCESS_H
#define TESTS_BENCH_RIVALS_PROCESS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>

struct process {
    const char *name;
    pid_t pid;
    FILE *to, *from;
};

enum { FIGURES_MAX = 3 };

struct reply {
    bool is_none;
    uint64_t check;
    unsigned figure_count;
    double figures[FIGURES_MAX];
};

/* All of them end the program, naming the contender, when it does not do its part. */

/* options end with NULL. Borrows name. */
void process_start(struct process *process, const char *name, const char *path, uint64_t count,
                   uint64_t seed, const char *const options[2]);
void process_ask(struct process *process, const char *operation, struct reply *reply);

/* What it is, " | ", and what built it. */
void process_ask_about(struct process *process, char *about, size_t size);

/* Waits for its end. */
void process_stop(struct process *process);

#endif
