/* map_grow.h - growth, as the writers see it. Private to core. */
#ifndef TH_CORE_MAP_GROW_H
#define TH_CORE_MAP_GROW_H

#include "core/map_tell.h"

/* Starts to grow, to twice the size or to the same (growth is TH_GROWTH_...), and reserves what the
 * writer of hash needs next: its old bucket's evacuation, and an overflow bucket.
 *   Errors   TH_NO_MEMORY; nothing has changed. */
TH_CHECKED th_status th_grow_start(th_map *map, unsigned growth, uint64_t hash,
                                   const th_observer *who);

/* Before a writer's th_grow_work: whatever its first evacuation may need, and one overflow bucket.
 *   Errors   TH_NO_MEMORY; nothing has changed. */
TH_CHECKED th_status th_grow_reserve(th_map *map, uint64_t hash);

/* What each write does while the map grows (fact 14; shape says so): evacuates the old bucket of
 * hash, then, if it still grows, the one at nevacuate. The second is put off when memory is short;
 * an overflow bucket stays reserved.
 *   Cost     O(length of the two chains). */
void th_grow_work(th_map *map, uint64_t hash, const th_shape *shape, const th_observer *who);

#endif
