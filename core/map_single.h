/* map_single.h - what many operations at once (map_many.c) want of the single ones. Private to
 * core. */
#ifndef TH_CORE_MAP_SINGLE_H
#define TH_CORE_MAP_SINGLE_H

#include "core/map_state.h"

/* th_map_get and th_map_put of a map that is watched (map_watch.h). caller: what the history is to
 * name. */
const void *th_get_watched(const th_map *map, th_key key, const void *caller);
TH_CHECKED th_status th_put_watched(th_map *map, th_key key, const void *value, const void *caller);

/* What th_map_put does with the writing flag set, which is the caller's to see to. hash is key's.
 * Nobody is told.
 *   Errors   TH_NO_MEMORY; nothing has changed. */
TH_CHECKED th_status th_put_hashed(th_map *map, th_key key, uint64_t hash, const void *value);

#endif
