/* trace_status.h - how running a script can end. */
#ifndef VIZ_TRACE_TRACE_STATUS_H
#define VIZ_TRACE_TRACE_STATUS_H

#include "core/map.h"

enum trace_status {
    TRACE_OK,
    TRACE_BAD_SCRIPT, /* what and where has been written to the errors */
    TRACE_NO_MEMORY,
    TRACE_NO_OUTPUT, /* the trace could not be written; errno says why */
    TRACE_BROKEN,    /* the core refused what is right, or its own map: a bug in tophash */
};

#endif
