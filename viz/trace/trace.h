/* trace.h - runs a script's operations on a map, and writes the map's whole structure after each.
 *
 * Line n of the trace belongs to line n of the script; line 0 shows the map as it was made:
 *
 *     {"i":9,"op":"put","result":{"new":true},"map":{"count":9,"flags":0,"B":1,"noverflow":0,
 *      "nevacuate":1,"nbuckets":2,"noldbuckets":0,"same_size_grow":false,"prealloc_free":0,
 *      "digest":"0x...","buckets":[...],"oldbuckets":null}}
 *
 * byte for byte as the real Go runtime's map is traced (tests/conformance). The map's seed plays no
 * part: keys have the hashes that the script gives them. */
#ifndef VIZ_TRACE_TRACE_H
#define VIZ_TRACE_TRACE_H

#include <stdio.h>

#include "viz/trace/trace_status.h"

/* Runs the script that is read from file; the trace goes to out, what is wrong with the script to
 * errors, as `name:line: what is wrong; what is allowed`.
 *   Owner    the caller of all three files; none is closed. out is flushed.
 *   Errors   all but TRACE_OK. What was traced before the error has been written.
 *   Cost     O(script) and, for each line that has a digest or shows the buckets, O(map). Memory:
 *            the map, its keys, the cursors that are open; two lines of the script, one of the
 *            trace. */
TH_CHECKED enum trace_status trace_run(FILE *file, const char *name, FILE *out, FILE *errors);

#endif
