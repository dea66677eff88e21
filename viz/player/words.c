/* words.c - keys, values, flags and tophash bytes as lessons write them. */
#include "viz/player/words.h"

#include <inttypes.h>
#include <string.h>

#include "core/map_layout.h"

void words_put_key(FILE *out, th_key key)
{
    fputc('"', out);
    for (size_t i = 0; i < key.len; i++) {
        unsigned char byte = (unsigned char)key.bytes[i];
        if (byte < ' ' || byte == 0x7f || byte == '"' || byte == '\\') {
            fprintf(out, "\\x%02x", byte);
        } else {
            fputc(byte, out);
        }
    }
    fputc('"', out);
}

void words_put_value(FILE *out, const struct lesson_map *map, const void *value)
{
    int64_t number;
    if (value == NULL) {
        fputs("nothing", out);
    } else if (map->value_kind == LESSON_VALUE_INT64) {
        memcpy(&number, value, sizeof number);
        fprintf(out, "%" PRId64, number);
    } else if (map->value_kind == LESSON_VALUE_BOOL) {
        fputs(*(const uint8_t *)value ? "true" : "false", out);
    } else if (map->value_size == 0) {
        fputs("{}", out);
    } else {
        fputs("0x", out);
        for (size_t i = 0; i < map->value_size; i++) {
            fprintf(out, "%02x", ((const uint8_t *)value)[i]);
        }
    }
}

void words_put_flags(FILE *out, uint64_t flags)
{
    static const char *const names[] = {"iterator", "old_iterator", "writing", "same_size"};
    const char *comma = "";
    fputc('[', out);
    for (unsigned bit = 0; bit < 4; bit++) {
        if (!(flags >> bit & 1)) continue;
        fprintf(out, "%s%s", comma, names[bit]);
        comma = ", ";
    }
    fputc(']', out);
}

void words_put_tophash(FILE *out, int tophash)
{
    static const char *const marks[] = {"rest", "empty", "x", "y", "evacuated"};
    if (tophash == LESSON_TOPHASH_ANY) {
        fputs("any", out);
    } else if (tophash < TH_MIN_TOPHASH) {
        fputs(marks[tophash], out);
    } else {
        fprintf(out, "0x%02x", (unsigned)tophash);
    }
}
