/* snapshots.h - looking at maps, and saying where two of them differ. */
#ifndef TESTS_SUPPORT_SNAPSHOTS_H
#define TESTS_SUPPORT_SNAPSHOTS_H

#include "core/inspect.h"

/* th_inspect_map; a map that cannot be read fails the test. Free with th_snapshot_free. */
th_snapshot *look(const th_map *map);

/* The main bucket of index, or the depth-th overflow bucket behind it; NULL: there is none. */
const th_snapshot_bucket *bucket_in(const th_snapshot_array *array, uint64_t index, size_t depth);

/* How many overflow buckets stand in the array's chains. */
uint64_t overflow_count(const th_snapshot_array *array);

/* How many slots of the array are live. */
uint64_t live_count(const th_snapshot_array *array);

/* Everything that a snapshot says but addresses: the header, the chains, all slots. Fails the test
 * at the first difference, named. what says which two these are. */
void assert_same_snapshot(const th_snapshot *a, const th_snapshot *b, const char *what);

/* The same as a number. */
uint64_t snapshot_digest(const th_snapshot *snapshot);
uint64_t map_digest(const th_map *map);

#endif
