/* nil_map.h - the moves of a nil map, which has no observer of its own: there is nothing to watch.
 * Who calls the core on one tells here what the core answered. */
#ifndef VIZ_PLAYER_NIL_MAP_H
#define VIZ_PLAYER_NIL_MAP_H

#include "core/observe.h"

/* Tells op on a nil map to its observer. value is of a put; status is the core's answer. */
void nil_map_tell(const th_observer *who, th_op op, th_key key, const void *value,
                  th_status status);

#endif
