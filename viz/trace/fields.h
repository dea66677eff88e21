/* fields.h - the fields of one line of a script: JSON, read with jansson, each value of the kind
 * and in the range that it must have. What does not fit is reported. */
#ifndef VIZ_TRACE_FIELDS_H
#define VIZ_TRACE_FIELDS_H

#include <jansson.h>

#include "viz/trace/report.h"

/* Parses one line into *object.
 *   Owner    the caller gives *object back with json_decref.
 *   Errors   TRACE_BAD_SCRIPT, TRACE_NO_MEMORY; *object is then NULL. Where jansson itself gets no
 *            memory, it may say that the line is bad. */
TH_CHECKED enum trace_status fields_parse(const struct trace_report *report, const char *line,
                                          size_t len, json_t **object);

/* values[n] becomes the field called names[n], or NULL where there is none. names ends with NULL.
 *   Owner    the values are the object's.
 *   Errors   TRACE_BAD_SCRIPT: a field that is not among names. */
TH_CHECKED enum trace_status fields_spread(const struct trace_report *report, json_t *object,
                                           const char *const names[], json_t *values[]);

/* Reads a value, the field called name. Where there is none (NULL), what is read into stays as it
 * is. Integers of all 64 bits are understood, signed and unsigned.
 *   Errors   TRACE_BAD_SCRIPT: another kind of value, or out of range. */
TH_CHECKED enum trace_status fields_int(const struct trace_report *report, const char *name,
                                        const json_t *value, int64_t min, int64_t max,
                                        int64_t *number);
TH_CHECKED enum trace_status fields_uint(const struct trace_report *report, const char *name,
                                         const json_t *value, uint64_t min, uint64_t *number);
TH_CHECKED enum trace_status fields_bool(const struct trace_report *report, const char *name,
                                         const json_t *value, bool *is_true);
TH_CHECKED enum trace_status fields_string(const struct trace_report *report, const char *name,
                                           const json_t *value, th_key *string);
/* A string: 0x and 16 hexadecimal digits. */
TH_CHECKED enum trace_status fields_hash(const struct trace_report *report, const char *name,
                                         const json_t *value, uint64_t *hash);

#endif
