/* compare.h - two traces of one script: the first operation in which they differ, and how.
 *
 *     insert_in_growth: operation 107 differs
 *       {"op":"put","key":"k105","hash":"0x7a5c3ab3a25c4a04","value":105}
 *       map.buckets[4][0].tophash[1]: ours 122, Go's 0
 */
#ifndef TESTS_CONFORMANCE_COMPARE_H
#define TESTS_CONFORMANCE_COMPARE_H

#include <stdio.h>

#include "tests/conformance/scenario.h"

/* True when ours is Go's trace, byte for byte; *operations is then the number of operations. Else
 * the first difference goes to out. */
bool compare_traces(const char *name, scenario_bytes script, scenario_bytes ours,
                    scenario_bytes gos, FILE *out, size_t *operations);

#endif
