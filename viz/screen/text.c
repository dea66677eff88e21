/* text.c - the buffer. */
#include "viz/screen/text.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "viz/language/language.h"
#include "viz/screen/marks.h"
#include "viz/screen/width.h"

void text_begin(struct text *text)
{
    text->len = 0;
    text->bytes[0] = '\0';
}

/* The length of the longest prefix of whole characters in at most `room` bytes. */
static size_t whole_prefix(const char *bytes, size_t len, size_t room)
{
    if (len <= room) return len;
    while (room > 0 && ((unsigned char)bytes[room] & 0xc0) == 0x80)
        room--;
    return room;
}

void text_add_bytes(struct text *text, const char *more, size_t len)
{
    len = whole_prefix(more, len, TEXT_BYTES_MAX - 1 - text->len);
    memcpy(text->bytes + text->len, more, len);
    text->len += len;
    text->bytes[text->len] = '\0';
}

void text_add(struct text *text, const char *more) { text_add_bytes(text, more, strlen(more)); }

void text_say(struct text *text, enum language language, const char *words)
{
    text_begin(text);
    text_add(text, language_text(language, words));
}

void text_add_format(struct text *text, const char *format, ...)
{
    char formatted[TEXT_BYTES_MAX];
    va_list arguments;

    va_start(arguments, format);
    int len = vsnprintf(formatted, sizeof formatted, format, arguments);
    va_end(arguments);
    if (len > 0) text_add(text, formatted);
}

/* Adds the clusters of [bytes, bytes + len), as long as they fit. */
static void add_clusters(struct text *text, const char *bytes, size_t len, int columns)
{
    struct width_cluster cluster;

    while (len > 0) {
        size_t used = width_next(bytes, len, &cluster);

        if (cluster.columns > columns) return;
        text_add_bytes(text, cluster.bytes, cluster.len);
        columns -= cluster.columns;
        bytes += used;
        len -= used;
    }
}

void text_add_key(struct text *text, th_key key, int columns)
{
    if (width_of_bytes(key.bytes, key.len) <= columns) {
        add_clusters(text, key.bytes, key.len, columns);
        return;
    }
    add_clusters(text, key.bytes, key.len, columns - 1);
    text_add(text, "…");
}

void text_add_key_tail(struct text *text, th_key key, int columns)
{
    struct width_cluster cluster;
    const char *bytes = key.bytes;
    size_t len = key.len;
    int width = width_of_bytes(bytes, len);

    if (width > columns) {
        text_add(text, "…");
        columns--;
    }
    while (width > columns) {
        size_t used = width_next(bytes, len, &cluster);

        width -= cluster.columns;
        bytes += used;
        len -= used;
    }
    add_clusters(text, bytes, len, columns);
}

void text_add_quoted(struct text *text, th_key key, int columns)
{
    text_add(text, "\"");
    text_add_key(text, key, columns);
    text_add(text, "\"");
}

void text_add_value(struct text *text, const void *value, size_t value_size)
{
    const unsigned char *bytes = value;

    if (value_size == 0 || value == NULL) {
        text_add(text, "{}");
    } else if (value_size == 1) {
        text_add_format(text, "%u", bytes[0]);
    } else if (value_size == sizeof(int64_t)) {
        int64_t number;

        memcpy(&number, value, sizeof number);
        text_add_format(text, "%" PRId64, number);
    } else {
        text_add(text, "0x");
        for (size_t i = 0; i < value_size; i++)
            text_add_format(text, "%02x", bytes[i]);
    }
}

void text_add_tophash(struct text *text, uint8_t tophash, const struct view *view)
{
    if (tophash >= MARKS_COUNT)
        text_add_format(text, "%02x", tophash);
    else if (view->is_spoken)
        text_add(text, marks_word(tophash, view->language));
    else
        text_add_format(text, "%s %s", marks_glyph(tophash), marks_word(tophash, view->language));
}

const char *text_arrow(const struct view *view)
{
    return view->is_spoken ? language_text(view->language, " to ") : " → ";
}

size_t text_copy(const struct text *text, char *to, size_t size)
{
    size_t len = whole_prefix(text->bytes, text->len, size - 1);

    memcpy(to, text->bytes, len);
    to[len] = '\0';
    return len;
}

int text_digits(uint64_t number)
{
    int digits = 1;

    for (; number >= 10; number /= 10)
        digits++;
    return digits;
}

int text_columns(const struct text *text) { return width_of_bytes(text->bytes, text->len); }

void text_add_bucket(struct text *text, const struct view *view, th_place place)
{
    enum language language = view->language;
    bool is_old = model_array(view->model, view->map, place.array).state == MODEL_ARRAY_OLD;

    if (place.depth > 0)
        text_add_format(text,
                        is_old ? language_text(language, "overflow %u of old bucket %u")
                               : language_text(language, "overflow %u of bucket %u"),
                        place.depth, place.bucket);
    else
        text_add_format(text,
                        is_old ? language_text(language, "old bucket %u")
                               : language_text(language, "bucket %u"),
                        place.bucket);
}

void text_add_slot(struct text *text, const struct view *view, th_place place)
{
    struct text bucket;

    text_begin(&bucket);
    text_add_bucket(&bucket, view, place);
    text_add_format(text, language_text(view->language, "slot %u of %s"), place.slot, bucket.bytes);
}
