/* shrink.h - makes a script that fails as short and as plain as it can be and still fail.
 *
 * Any failure counts: what is left may show another fault than the one that was found first. */
#ifndef TESTS_PROPERTY_SHRINK_H
#define TESTS_PROPERTY_SHRINK_H

#include "tests/property/run.h"

/* Shrinks script, which must fail with these calls. Each attempt runs in a child of its own.
 *   Cost     at most tries_max attempts. */
void map_script_shrink(struct map_script *script, const struct map_calls *calls, size_t tries_max,
                       struct map_result *result);

#endif
