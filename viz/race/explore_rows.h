/* explore_rows.h - the table that an exploration fills. Private to viz/race. */
#ifndef VIZ_RACE_EXPLORE_ROWS_H
#define VIZ_RACE_EXPLORE_ROWS_H

#include "viz/race/explore.h"

/* Until they are sorted, a row's ends stand in a table of twice the size they may fill, 0 standing
 * for none. */
enum { EXPLORE_ENDS_TABLE = 2 * EXPLORE_ENDS_MAX };

/* One execution's end. */
struct explore_end {
    enum outcome outcome;
    uint64_t digest; /* 0: the race did not finish */
    const uint8_t *choices;
    size_t count;
    uint32_t preemptions;
    explore_number schedules;
    double odds;
    bool is_exact; /* schedules and odds are known */
};

/*   Errors   false when there is no memory. */
TH_CHECKED bool explore_rows_count(struct explored *explored, const struct explore_end *end);

/* One more of the ends that an outcome has come to; those known already are left alone. */
TH_CHECKED bool explore_rows_add_end(struct explored *explored, enum outcome outcome,
                                     uint64_t digest);

/* Sorts what is promised to be sorted. */
void explore_rows_finish(struct explored *explored);

#endif
