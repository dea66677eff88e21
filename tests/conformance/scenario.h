/* scenario.h - the recorded scenarios: a script, and what the real Go map did with it. */
#ifndef TESTS_CONFORMANCE_SCENARIO_H
#define TESTS_CONFORMANCE_SCENARIO_H

#include <stdbool.h>
#include <stddef.h>

#define SCENARIO_FOLDER "tests/conformance/traces"

typedef struct scenario {
    char *name;
    char *script_path;
    char *trace_path;
    bool is_quirk; /* Go's map does there what ours does not, on purpose (README.md) */
} scenario;

/* Bytes of a file, or of a trace. A NUL stands behind them. */
typedef struct scenario_bytes {
    char *bytes;
    size_t len;
} scenario_bytes;

/* Reads MANIFEST.json: *count scenarios in its order. Ends the program where it cannot be read.
 *   Owner    the caller frees with scenarios_free. */
scenario *scenarios_read(size_t *count);
void scenarios_free(scenario *scenarios, size_t count);

/* Reads a file, through gzip where its bytes say so. Ends the program where it cannot be read.
 *   Owner    the caller frees the bytes. */
scenario_bytes scenario_read(const char *path);

/* Our trace of a script. Ends the program where the script is refused.
 *   Owner    the caller frees the bytes. */
scenario_bytes scenario_run(const char *name, scenario_bytes script);

#endif
