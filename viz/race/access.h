/* access.h - do two accesses commute? What the pruning of schedules rests on. */
#ifndef VIZ_RACE_ACCESS_H
#define VIZ_RACE_ACCESS_H

#include "core/observe.h"

/* They touch something in common, and one of them changes it: which comes first may matter. Of a
 * lock, taking and giving back for reading commute with their like; all else does not. */
bool access_conflicts(const th_access *a, const th_access *b);

#endif
