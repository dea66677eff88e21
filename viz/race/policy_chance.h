/* policy_chance.h - numbers that look random and follow from a seed alone.
 *
 * SplitMix64: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014. */
#ifndef VIZ_RACE_POLICY_CHANCE_H
#define VIZ_RACE_POLICY_CHANCE_H

#include <stdint.h>

struct chance {
    uint64_t state; /* the seed, at first: any will do */
};

/* A number below count, which is at least 1; each is exactly as likely as the others. */
uint64_t chance_below(struct chance *chance, uint64_t count);

#endif
