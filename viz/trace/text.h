/* text.h - JSON text that grows: the line of a trace that is being written.
 *
 * Numbers and strings look as in the traces of the real Go map: in a string only the quote, the
 * backslash and bytes below 0x20 are escaped, the latter as \u00xx; all else stands as it is. */
#ifndef VIZ_TRACE_TEXT_H
#define VIZ_TRACE_TEXT_H

#include "core/map.h"

/* All zero is an empty text. */
struct trace_text {
    char *bytes; /* not ended by a NUL */
    size_t len, cap;
    bool has_failed; /* memory ran out: what was added since is missing */
};

/* Frees the bytes; the text is then empty. */
void trace_text_free(struct trace_text *text);

/*   Errors   each sets has_failed when there is no memory; nothing is added then.
 *   Cost     O(what is added), amortised. */
void trace_text_add(struct trace_text *text, const char *bytes, size_t len);
void trace_text_word(struct trace_text *text, const char *word);
void trace_text_int(struct trace_text *text, int64_t number);
void trace_text_uint(struct trace_text *text, uint64_t number);
void trace_text_bool(struct trace_text *text, bool is_true);
void trace_text_hex(struct trace_text *text, uint64_t number); /* "0x" and 16 digits, quoted */
void trace_text_string(struct trace_text *text, th_key bytes);

#endif
