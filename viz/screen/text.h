/* text.h - a line of words, put together piece by piece in a buffer of its own. Keys go in only by
 * text_add_key and text_add_key_tail, which leave nothing that could steer a terminal. */
#ifndef VIZ_SCREEN_TEXT_H
#define VIZ_SCREEN_TEXT_H

#include <stddef.h>
#include <stdint.h>

#include "viz/player/view.h"

enum { TEXT_BYTES_MAX = 1024 };

/* Plain data; always NUL-terminated. What does not fit is left out, characters whole. */
struct text {
    size_t len;
    char bytes[TEXT_BYTES_MAX];
};

void text_begin(struct text *text);
void text_add(struct text *text, const char *more);
void text_add_bytes(struct text *text, const char *more, size_t len);
/* In place of what it was: the words, looked up; xgettext finds them here. */
void text_say(struct text *text, enum language language, const char *words);
void text_add_format(struct text *text, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* A key in at most `columns` columns, at least 1; an ellipsis stands for what does not fit: at the
 * end, or at the beginning where only keys' ends tell them apart. */
void text_add_key(struct text *text, th_key key, int columns);
void text_add_key_tail(struct text *text, th_key key, int columns);

/* Its beginning in double quotes, which take two columns more. */
void text_add_quoted(struct text *text, th_key key, int columns);

/* A value: 8 bytes as a signed number, 1 as an unsigned one, none as "{}", others in hex, the first
 * byte first. */
void text_add_value(struct text *text, const void *value, size_t value_size);

/* A tophash byte in hex, or a mark: its sign, unless the view is spoken, and its word. */
void text_add_tophash(struct text *text, uint8_t tophash, const struct view *view);

/* What stands between where something comes from and where it goes: " → ", or " to ". */
const char *text_arrow(const struct view *view);

/* Copies it, characters whole, and a NUL, to at most `size` bytes, at least 1.
 *   Returns  the length without the NUL. */
size_t text_copy(const struct text *text, char *to, size_t size);

/* The columns that a number takes. */
int text_digits(uint64_t number);

/* The columns that it takes. */
int text_columns(const struct text *text);

/* A bucket of the view's map: "bucket 1", "old bucket 1", "overflow 2 of bucket 1"; and a slot of
 * it: "slot 3 of bucket 1". */
void text_add_bucket(struct text *text, const struct view *view, th_place place);
void text_add_slot(struct text *text, const struct view *view, th_place place);

#endif
