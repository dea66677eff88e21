/* script_maker.h - random scripts of map operations, each made anew from its number. */
#ifndef TESTS_CONFORMANCE_SCRIPT_MAKER_H
#define TESTS_CONFORMANCE_SCRIPT_MAKER_H

#include <stdint.h>
#include <stdio.h>

/* Writes the script of that number to out: 200 to 3,000 operations on one map.
 *
 * The number decides everything: value size, hint, how many keys there are and how they are spelt,
 * how the hashes collide, which phases follow each other (filling, draining, churning, walking,
 * ...). A cursor is not used after a clear, nor for long: what Go does then is not what this map
 * does (README.md, "Where we differ on purpose"). */
void script_make(uint64_t number, FILE *out);

#endif
