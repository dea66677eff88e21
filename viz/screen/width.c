/* width.c - clusters and columns, with utf8proc's tables. */
#include "viz/screen/width.h"

#include <assert.h>
#include <limits.h>
#include <stdbool.h>
#include <string.h>
#include <utf8proc.h>

enum {
    DOTTED_CIRCLE = 0x25cc,
    REPLACEMENT = 0xfffd,
    CONTROL_PICTURES = 0x2400,
    PICTURE_OF_DELETE = 0x2421
};

/* A code point of the input; `value` is -1 where the bytes are not UTF-8. */
struct code_point {
    utf8proc_int32_t value;
    size_t len;
};

static struct code_point decode(const char *bytes, size_t len)
{
    utf8proc_int32_t value = -1;
    utf8proc_ssize_t taken = utf8proc_iterate((const utf8proc_uint8_t *)bytes,
                                              (utf8proc_ssize_t)(len < 4 ? len : 4), &value);

    if (taken <= 0) return (struct code_point){.value = -1, .len = 1};
    return (struct code_point){.value = value, .len = (size_t)taken};
}

/* Columns as terminals count them. utf8proc gives spacing marks none and medial jamo one; wcwidth,
 * and with it ncurses and tmux, does the opposite. */
static int columns_of(const utf8proc_property_t *property)
{
    if (property->category == UTF8PROC_CATEGORY_MC) return 1;
    if (property->boundclass == UTF8PROC_BOUNDCLASS_V) return 0;
    if (property->boundclass == UTF8PROC_BOUNDCLASS_T) return 0;
    return property->charwidth;
}

static bool is_variation_selector(utf8proc_int32_t value)
{
    return (value >= 0xfe00 && value <= 0xfe0f) || (value >= 0xe0100 && value <= 0xe01ef);
}

/* True for what asks for another look of its cluster, and has no sign of its own. */
static bool is_look_only(utf8proc_int32_t value, const utf8proc_property_t *property)
{
    return property->category == UTF8PROC_CATEGORY_CF || is_variation_selector(value);
}

/* True for what would steer the terminal, reorder its line, or show as nothing at all. */
static bool must_be_replaced(utf8proc_int32_t value, const utf8proc_property_t *property)
{
    switch (property->category) {
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return true;
    default:
        return is_variation_selector(value);
    }
}

static utf8proc_int32_t replacement_for(utf8proc_int32_t value)
{
    if (value >= 0 && value < 0x20) return CONTROL_PICTURES + value;
    if (value == 0x7f) return PICTURE_OF_DELETE;
    return REPLACEMENT;
}

static bool append(struct width_cluster *cluster, utf8proc_int32_t value)
{
    utf8proc_uint8_t encoded[4];
    size_t len = (size_t)utf8proc_encode_char(value, encoded);

    if (cluster->len + len > WIDTH_CLUSTER_BYTES_MAX) return false;
    memcpy(cluster->bytes + cluster->len, encoded, len);
    cluster->len = (uint8_t)(cluster->len + len);
    return true;
}

/* Adds the marks that follow a base, from `at` on; returns where the cluster ends. */
static size_t take_marks(const char *bytes, size_t len, size_t at, utf8proc_int32_t base, int held,
                         struct width_cluster *out)
{
    utf8proc_int32_t state = 0;
    utf8proc_int32_t before = base;
    bool has_room = true;

    while (at < len) {
        struct code_point next = decode(bytes + at, len - at);

        if (next.value < 0) break;

        const utf8proc_property_t *property = utf8proc_get_property(next.value);
        bool is_look = is_look_only(next.value, property);

        if (columns_of(property) > 0 && !is_look) break; /* most text: no need to ask for breaks */
        if (utf8proc_grapheme_break_stateful(before, next.value, &state)) break;
        if (!is_look) {
            has_room = has_room && held < WIDTH_CODE_POINTS_MAX && append(out, next.value);
            held++;
        }
        before = next.value;
        at += next.len;
    }
    return at;
}

size_t width_next(const char *bytes, size_t len, struct width_cluster *out)
{
    if (len == 0) return 0;
    assert(bytes != NULL);

    struct code_point first = decode(bytes, len);
    const utf8proc_property_t *property = utf8proc_get_property(first.value);
    int held = 1;

    memset(out, 0, sizeof *out);
    out->columns = 1;
    if (first.value < 0 || must_be_replaced(first.value, property)) {
        append(out, replacement_for(first.value));
        return first.len;
    }
    int columns = columns_of(property);
    if (columns == 0) {
        append(out, DOTTED_CIRCLE);
        held++;
    }
    if (columns == 2) out->columns = 2;
    append(out, first.value);
    return take_marks(bytes, len, first.len, first.value, held, out);
}

int width_of_bytes(const char *bytes, size_t len)
{
    struct width_cluster cluster;
    int columns = 0;

    for (size_t at = 0; at < len && columns < INT_MAX - 2;) {
        at += width_next(bytes + at, len - at, &cluster);
        columns += cluster.columns;
    }
    return columns;
}

int width_of_text(const char *text) { return width_of_bytes(text, strlen(text)); }
