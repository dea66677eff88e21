/* traces_test.c - this map does what the real Go map did, in every recorded scenario.
 *
 * Method: each script is run, and its trace compared with Go's, byte for byte. A scenario that
 * differs is reported with its first operation and field that do, and what repeats it.
 */
#include <stdlib.h>

#include "tests/conformance/compare.h"

/* True when the scenario's trace is Go's. */
static bool try_scenario(const scenario *tried, size_t *operations)
{
    scenario_bytes script = scenario_read(tried->script_path);
    scenario_bytes gos = scenario_read(tried->trace_path);
    scenario_bytes ours = scenario_run(tried->name, script);
    bool is_same = compare_traces(tried->name, script, ours, gos, stdout, operations);
    if (!is_same) printf("  repeat: gzip -dcf %s | tophash trace -\n", tried->script_path);
    free(script.bytes);
    free(gos.bytes);
    free(ours.bytes);
    return is_same;
}

int main(void)
{
    size_t count, same = 0, different = 0, left_out = 0, all_operations = 0;
    scenario *scenarios = scenarios_read(&count);
    for (size_t i = 0; i < count; i++) {
        size_t operations = 0;
        if (scenarios[i].is_quirk) {
            left_out++;
        } else if (try_scenario(&scenarios[i], &operations)) {
            same++;
            all_operations += operations;
        } else {
            different++;
        }
    }
    scenarios_free(scenarios, count);
    printf("%zu scenarios as in Go (%zu operations), %zu different, %zu left out (quirk_test)\n",
           same, all_operations, different, left_out);
    return different == 0 && same > 0 ? 0 : 1;
}
