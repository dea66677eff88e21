/* value.c - the values of a script. */
#include "viz/trace/value.h"

static void store_int64(int64_t number, uint8_t bytes[8])
{
    for (unsigned i = 0; i < 8; i++)
        bytes[i] = (uint8_t)((uint64_t)number >> (8 * i));
}

static int64_t load_int64(const uint8_t bytes[8])
{
    uint64_t number = 0;
    for (unsigned i = 0; i < 8; i++)
        number |= (uint64_t)bytes[i] << (8 * i);
    return (int64_t)number;
}

void trace_value_store(int64_t number, size_t value_size, uint8_t bytes[TRACE_VALUE_BYTES_MAX])
{
    if (value_size == 1) bytes[0] = (uint8_t)number;
    if (value_size >= 8) store_int64(number, bytes);
    if (value_size == 16) store_int64(~number, bytes + 8);
}

void trace_value_write(struct trace_text *line, const void *value, size_t value_size)
{
    const uint8_t *bytes = value;
    if (value_size < 8) {
        trace_text_int(line, value_size == 0 ? 0 : bytes[0]);
    } else if (value_size == 8) {
        trace_text_int(line, load_int64(bytes));
    } else {
        trace_text_word(line, "[");
        trace_text_int(line, load_int64(bytes));
        trace_text_word(line, ",");
        trace_text_int(line, load_int64(bytes + 8));
        trace_text_word(line, "]");
    }
}
