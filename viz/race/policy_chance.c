/* policy_chance.c - SplitMix64, and a choice among some. */
#include "viz/race/policy_chance.h"

#include <assert.h>

static uint64_t next(struct chance *chance)
{
    uint64_t mixed = chance->state += 0x9e3779b97f4a7c15;
    mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111eb;
    return mixed ^ mixed >> 31;
}

uint64_t chance_below(struct chance *chance, uint64_t count)
{
    assert(count > 0);
    /* Of the 2^64 numbers, as many as do not fill a whole round of count are drawn again. */
    uint64_t surplus = (0 - count) % count;
    uint64_t drawn = next(chance);
    while (drawn < surplus)
        drawn = next(chance);
    return drawn % count;
}
