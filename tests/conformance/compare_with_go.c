/* compare_with_go.c - `compare_with_go SCRIPT TRACE`: runs a script, and shows where our trace
 * first differs from Go's. Exit status 0 where it does not, 1 where it does. */
#include <stdlib.h>

#include "tests/conformance/compare.h"

int main(int count, char **arguments)
{
    if (count != 3) {
        fputs("usage: compare_with_go SCRIPT TRACE\n", stderr);
        return 2;
    }
    scenario_bytes script = scenario_read(arguments[1]), gos = scenario_read(arguments[2]);
    scenario_bytes ours = scenario_run(arguments[1], script);
    size_t operations;
    bool is_same = compare_traces("script", script, ours, gos, stdout, &operations);
    if (is_same) printf("%zu operations as in Go\n", operations);
    free(script.bytes);
    free(gos.bytes);
    free(ours.bytes);
    return is_same ? 0 : 1;
}
