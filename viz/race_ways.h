/* race_ways.h - the ways in which the command line lets a scenario race. Each writes its report to
 * standard output, and says on standard error what goes wrong. */
#ifndef VIZ_RACE_WAYS_H
#define VIZ_RACE_WAYS_H

#include "viz/headless/race_report.h"
#include "viz/options.h"
#include "viz/schedule_source.h"

struct race_asked {
    const struct options *options;
    const struct environment *environment;
    struct race_reporting reporting; /* to standard output */
};

/* Moves by the schedule, if there is one (source and its text: else NULL), then by `then`. */
enum exit_status race_way_directed(const struct race_asked *asked,
                                   const struct schedule_source *source,
                                   const struct schedule *schedule, struct policy_plan then);

enum exit_status race_way_explored(const struct race_asked *asked);

/* Adds up the JSON of shards in these files. */
enum exit_status race_way_merged(const struct race_asked *asked, char *const *files, size_t count);

enum exit_status race_way_free(const struct race_asked *asked);

/* EXIT_BROKEN, and says that there is no memory. */
enum exit_status race_no_memory(const struct race_asked *asked);

/* The critical pair of a race that ended badly, with who made its moves; none of one that did not.
 *   Errors   false when there is no memory. */
TH_CHECKED bool race_find_critical(const struct scenario *scenario, const struct race *race,
                                   struct race_critical *critical);

#endif
