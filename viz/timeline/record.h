/* record.h - an event becomes a move: the only way onto the tape. Private to this room. */
#ifndef VIZ_TIMELINE_RECORD_H
#define VIZ_TIMELINE_RECORD_H

#include "viz/timeline/model_wind.h"

/* Packs event, told about `map` by worker, into *move; makes room for it on the tape and in the
 * model, which must be at the tape's end. Applies and appends nothing.
 *   Errors   TIMELINE_NO_MEMORY, TIMELINE_FULL, TIMELINE_STRANGE_EVENT. The moves on the tape and
 *            the model's contents are as they were; tables may hold what nothing refers to. */
enum timeline_status record_event(struct model *model, uint32_t map, uint8_t worker,
                                  const th_event *event, struct move *move);

/* The inverse: the event that was told. It points into the tape. */
void record_recall(const struct model *model, const struct move *move, th_event *event);

#endif
