/* generate.h - a seed becomes a script. */
#ifndef TESTS_PROPERTY_GENERATE_H
#define TESTS_PROPERTY_GENERATE_H

#include "tests/property/map_script.h"

/* The script of that seed, with at least op_count operations: one in sixteen seeds has eight times
 * as many, and more keys. The seed decides everything: value size, hint, keys and hashes, and which
 * phases (filling, draining, churning, reading, mixing) follow each other.
 *   Owner    the caller: map_script_free. */
struct map_script map_script_generate(uint64_t seed, size_t op_count);

#endif
