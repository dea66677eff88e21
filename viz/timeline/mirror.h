/* mirror.h - is the model what the map is? The check behind everything that is drawn. */
#ifndef VIZ_TIMELINE_MIRROR_H
#define VIZ_TIMELINE_MIRROR_H

#include "core/inspect.h"
#include "viz/timeline/model.h"

/* Compares a map's model with what inspect read from the real one's memory: every header field
 * (array pointers by nil-ness and length), every chain's length and load (model_sum), every
 * tophash, and key and value wherever the tophash is no mark. snapshot NULL stands for a nil map.
 *   Returns  false at the first difference, which `difference` then names: map, field, both values.
 *            It has at most size_bytes bytes with its NUL; keys in it are escaped to plain ASCII.
 *   Cost     O(map). */
bool mirror_compare(const struct model *model, uint32_t map, const th_snapshot *snapshot,
                    char *difference, size_t size_bytes);

#endif
