/* trial.h - runs a script in a process of its own, so that a crash, too, is only a result. */
#ifndef TESTS_PROPERTY_TRIAL_H
#define TESTS_PROPERTY_TRIAL_H

#include "tests/property/run.h"

/* As map_script_run, in a child. A child that crashes, or computes for longer than a minute, has
 * failed at the operation that it was at. is_quiet: what it says on standard error is not shown. */
void map_script_try(const struct map_script *script, const struct map_calls *calls, bool is_quiet,
                    struct map_result *result, struct map_reach *reach);

#endif
