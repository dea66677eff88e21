/* race_json.h - the JSON of race_report.h. Private to viz/headless. */
#ifndef VIZ_HEADLESS_RACE_JSON_H
#define VIZ_HEADLESS_RACE_JSON_H

#include "viz/headless/race_report.h"

/* Each writes one document and a newline. False: no memory. */
bool race_json_run(const struct race_reporting *reporting, const struct race_run_report *run);
bool race_json_explored(const struct race_reporting *reporting,
                        const struct race_explore_report *explore);
bool race_json_free(const struct race_reporting *reporting, const struct free_counts *counts);

#endif
