/* value.h - the values of a script: one number each, stored in 0, 1, 8 or 16 bytes.
 *
 *   size  0   nothing; the number is 0
 *         1   the number, 0 or 1
 *         8   the number, little-endian
 *        16   the number n, then ~n: a pair, so that a slot that was copied in part is seen */
#ifndef VIZ_TRACE_VALUE_H
#define VIZ_TRACE_VALUE_H

#include "viz/trace/text.h"

enum { TRACE_VALUE_BYTES_MAX = 16 };

/* Fills the first value_size bytes. */
void trace_value_store(int64_t number, size_t value_size, uint8_t bytes[TRACE_VALUE_BYTES_MAX]);

/* Adds what value_size bytes stand for: a number, of 16 bytes a pair of them. */
void trace_value_write(struct trace_text *line, const void *value, size_t value_size);

#endif
