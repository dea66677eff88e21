/* text.c - JSON text that grows. */
#include "viz/trace/text.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void trace_text_free(struct trace_text *text)
{
    free(text->bytes);
    *text = (struct trace_text){.bytes = NULL};
}

static bool has_room(struct trace_text *text, size_t len)
{
    if (text->cap - text->len >= len) return true;
    size_t cap = (text->len + len) * 2;
    char *bytes = realloc(text->bytes, cap);
    if (bytes == NULL) {
        text->has_failed = true;
        return false;
    }
    text->bytes = bytes;
    text->cap = cap;
    return true;
}

void trace_text_add(struct trace_text *text, const char *bytes, size_t len)
{
    if (len == 0 || !has_room(text, len)) return;
    memcpy(text->bytes + text->len, bytes, len);
    text->len += len;
}

void trace_text_word(struct trace_text *text, const char *word)
{
    trace_text_add(text, word, strlen(word));
}

void trace_text_uint(struct trace_text *text, uint64_t number)
{
    char digits[20];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number != 0);
    trace_text_add(text, digits + at, sizeof digits - at);
}

void trace_text_int(struct trace_text *text, int64_t number)
{
    if (number < 0) trace_text_add(text, "-", 1);
    trace_text_uint(text, number < 0 ? 0 - (uint64_t)number : (uint64_t)number);
}

void trace_text_bool(struct trace_text *text, bool is_true)
{
    trace_text_word(text, is_true ? "true" : "false");
}

void trace_text_hex(struct trace_text *text, uint64_t number)
{
    char quoted[32];
    int len = snprintf(quoted, sizeof quoted, "\"0x%016" PRIx64 "\"", number);
    trace_text_add(text, quoted, (size_t)len);
}

void trace_text_string(struct trace_text *text, th_key string)
{
    trace_text_add(text, "\"", 1);
    size_t done = 0;
    for (size_t i = 0; i < string.len; i++) {
        unsigned char byte = (unsigned char)string.bytes[i];
        if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
        trace_text_add(text, string.bytes + done, i - done);
        char escaped[8];
        int len = byte < 0x20 ? snprintf(escaped, sizeof escaped, "\\u%04x", byte)
                              : snprintf(escaped, sizeof escaped, "\\%c", byte);
        trace_text_add(text, escaped, (size_t)len);
        done = i + 1;
    }
    trace_text_add(text, string.bytes + done, string.len - done);
    trace_text_add(text, "\"", 1);
}
