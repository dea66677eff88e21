/* chance.h - random numbers for tests: one seed gives one sequence. A failure prints the seed. */
#ifndef TESTS_SUPPORT_CHANCE_H
#define TESTS_SUPPORT_CHANCE_H

#include <stdint.h>

struct chance {
    uint64_t state; /* begins as the seed */
};

static inline uint64_t chance_mix(uint64_t x)
{
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
    x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
    return x ^ (x >> 31);
}

static inline uint64_t chance_next(struct chance *chance)
{
    return chance_mix(chance->state += 0x9e3779b97f4a7c15);
}

/* 0 to limit - 1. */
static inline uint64_t chance_below(struct chance *chance, uint64_t limit)
{
    return chance_next(chance) % limit;
}

#endif
