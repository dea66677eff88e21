/* structure.h - a map's structure as the text of a trace line. */
#ifndef VIZ_TRACE_STRUCTURE_H
#define VIZ_TRACE_STRUCTURE_H

#include "core/inspect.h"
#include "viz/trace/text.h"

enum structure_detail {
    STRUCTURE_HEADER,  /* the header; digest is null */
    STRUCTURE_DIGEST,  /* and the digest */
    STRUCTURE_BUCKETS, /* and all buckets */
};

/* Adds map's structure to line. *header is what an earlier call left of the same map, or all zero.
 *   Errors   TH_NO_MEMORY, TH_BAD_MEMORY, or line->has_failed.
 *   Cost     O(1) amortised for STRUCTURE_HEADER, else O(map). */
TH_CHECKED th_status structure_write(struct trace_text *line, const th_map *map,
                                     enum structure_detail detail, th_snapshot *header);

#endif
