/* race_report.h - what came of a race, for people and for programs: one run move by move, the table
 * of an exploration, the counts of free runs.
 *
 * Guarantees H1 to H4 of headless.h hold here, too. Whether the output could be written is for the
 * caller to see, at the stream. */
#ifndef VIZ_HEADLESS_RACE_REPORT_H
#define VIZ_HEADLESS_RACE_REPORT_H

#include "viz/headless/headless.h"
#include "viz/race/critical.h"
#include "viz/race/explore.h"
#include "viz/race/free_run.h"
#include "viz/race/run.h"

/* What all reports need. Borrowed. */
struct race_reporting {
    FILE *out;
    enum headless_format format; /* text or JSON */
    enum glyph_charset charset;
    const struct scenario *scenario;
    const char *repeat_options; /* of tophash replay, with a space behind: "--lessons 'x' "; "" */
};

/* The two moves that must not be swapped, if they were found. */
struct race_critical {
    bool is_found;
    struct critical_pair pair;
    size_t workers[2]; /* who made them */
    size_t ops[2];     /* of those workers, from 0 */
};

/* ---- One run ---- */

struct race_run_report {
    const struct race *race;
    struct timeline *timeline; /* has the run's moves on `map`; is wound to its end */
    uint32_t map;
    struct race_critical critical;
    bool is_verified;   /* another run made the same tape */
    const char *policy; /* that chose, "random 7"; "": a schedule did */
};

/* Errors: false when there is no memory. What was written is then no whole document. */
TH_CHECKED bool race_report_run(const struct race_reporting *reporting,
                                const struct race_run_report *run);

/* ---- All schedules ---- */

struct race_explore_report {
    const struct explored *explored;
    const struct explore_plan *plan;
    const struct race_critical *critical; /* of each outcome's shortest schedule */
};

TH_CHECKED bool race_report_explored(const struct race_reporting *reporting,
                                     const struct race_explore_report *explore);

/* The table alone, each line behind `indent` blanks. */
void race_report_table(const struct race_reporting *reporting, const struct explored *explored,
                       int indent);

/* The same as JSON: an object of the outcomes that came, and the counts. What is in it is enough
 * to add shards up. The caller's: json_decref, which takes it as a json_t. NULL: no memory. */
struct json_t *race_report_explored_json(const struct scenario *scenario,
                                         const struct explored *explored);

/* What free runs came to, as race_report_free writes it: the runs, and each result's. As above. */
struct json_t *race_report_free_json(const struct free_counts *counts);

/* Reads what race_report_explored has written as JSON, for this scenario.
 *   Owner    *read is the caller's: explored_free. *plan gets bounds and shards.
 *   Errors   false, and why (of 200 bytes) says what is wrong; *read is then NULL. */
TH_CHECKED bool race_report_read_explored(const struct scenario *scenario, FILE *file,
                                          struct explored **read, struct explore_plan *plan,
                                          char why[200]);

/* ---- Free runs ---- */

TH_CHECKED bool race_report_free(const struct race_reporting *reporting,
                                 const struct free_counts *counts);

/* The table alone. */
void race_report_free_table(const struct race_reporting *reporting,
                            const struct free_counts *counts, int indent);

/* ---- Parts ---- */

/* "repeat: tophash replay 'two-writers@...: A*3 B'" and a newline; `then` is what stands behind the
 * choices, ", then ask" or "". False: no memory. */
TH_CHECKED bool race_report_repeat(const struct race_reporting *reporting, const uint8_t *choices,
                                   size_t count, const char *then, int indent);

/* "critical: ..." and the two moves, a line each; nothing where none was found. */
void race_report_critical(const struct race_reporting *reporting,
                          const struct race_critical *critical, int indent);

/* "put k1", "lock mu": operation op of a worker, "" behind its last. Safe to show. */
void race_report_op(const struct race_reporting *reporting, size_t worker, size_t op, FILE *out);

#endif
