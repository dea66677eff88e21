/* run.h - runs a script on a map, and holds every answer to the naive map's. */
#ifndef TESTS_PROPERTY_RUN_H
#define TESTS_PROPERTY_RUN_H

#include "core/observe.h"
#include "tests/property/map_calls.h"
#include "tests/property/map_script.h"

struct map_result {
    bool has_failed;
    size_t op;      /* the operation that showed it; op_count: the end of the script */
    char text[200]; /* what is wrong */
};

/* What the scripts run so far have made maps do, where they were watched. */
struct map_reach {
    uint64_t events[TH_EVENT_COUNT_OF_KINDS];
    uint64_t doublings, same_size_growths;
    uint64_t clears_in_growth;
    uint64_t failed_puts;
    uint64_t walks_through_growth; /* cursors that came to their end in another array */
    uint64_t most_entries;
    uint8_t most_B;
};

/* Runs the script to its end or to the first thing that is wrong:
 *   - after each operation: what it answers, and the map's length;
 *   - at each step of a cursor: guarantee M4 (watch.h);
 *   - every few operations (the more entries, the more): all contents, and the rules of
 *     core/rules.h;
 *   - after a put that got no memory: that nothing has changed;
 *   - at the end: that all memory was given back.
 * A wrong map may crash instead. After a failure what the map held is not given back.
 *   result->op is kept up to date while it runs; reach may be NULL. */
void map_script_run(const struct map_script *script, const struct map_calls *calls,
                    struct map_result *result, struct map_reach *reach);

#endif
