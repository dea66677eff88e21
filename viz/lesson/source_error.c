/* source_error.c - the list of complaints, and the line with the caret under it.
 *
 * A line is read as *glyphs*: what is shown for one character, with its columns. The caret stands
 * under the glyph of the error's character. A line too wide for SOURCE_ERROR_EXCERPT_COLUMNS is
 * shown through a window of that width around the caret, "…" at each end that was cut. */
#include "viz/lesson/source_error.h"

#include <assert.h>
#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

#include <utf8proc.h>

enum {
    TAB_COLUMNS = 4,
    CARET_ROOM = 24, /* columns kept to the right of the caret in a window */
    FORMATTED_BYTES = 4 * SOURCE_ERROR_MESSAGE_BYTES,
};

static const char REPLACEMENT[] = "\xEF\xBF\xBD"; /* U+FFFD */
static const char ELLIPSIS[] = "\xE2\x80\xA6";    /* U+2026 */

struct glyph {
    char bytes[8];
    size_t len;
    int columns;     /* 0 for a combining mark */
    size_t consumed; /* bytes of the source */
};

static bool is_shown_as_itself(utf8proc_int32_t point)
{
    switch (utf8proc_category(point)) {
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return false;
    default:
        return true;
    }
}

/* The glyph of the first character of [bytes, bytes + len), which starts at a column; len > 0. */
static struct glyph glyph_at(const char *bytes, size_t len, int column)
{
    struct glyph shown = {.len = sizeof REPLACEMENT - 1, .columns = 1, .consumed = 1};
    memcpy(shown.bytes, REPLACEMENT, sizeof REPLACEMENT - 1);
    utf8proc_int32_t point;
    utf8proc_ssize_t took =
        utf8proc_iterate((const utf8proc_uint8_t *)bytes, (utf8proc_ssize_t)len, &point);
    if (took <= 0) return shown;
    shown.consumed = (size_t)took;
    if (point == '\t') {
        shown.columns = TAB_COLUMNS - column % TAB_COLUMNS;
        shown.len = (size_t)shown.columns;
        memset(shown.bytes, ' ', shown.len);
    } else if (is_shown_as_itself(point)) {
        shown.columns = utf8proc_charwidth(point);
        shown.len = (size_t)took;
        memcpy(shown.bytes, bytes, shown.len);
    }
    return shown;
}

/* Copies [bytes, bytes + len) into a buffer as glyphs; what does not fit is cut, with a sign. */
static void copy_visible(char *to, size_t cap, const char *bytes, size_t len)
{
    size_t used = 0;
    for (size_t at = 0; at < len;) {
        struct glyph shown = glyph_at(bytes + at, len - at, 0);
        at += shown.consumed;
        size_t needed = shown.len + (at < len ? sizeof ELLIPSIS - 1 : 0);
        if (used + needed >= cap) {
            memcpy(to + used, ELLIPSIS, sizeof ELLIPSIS - 1);
            used += sizeof ELLIPSIS - 1;
            break;
        }
        memcpy(to + used, shown.bytes, shown.len);
        used += shown.len;
    }
    to[used] = '\0';
}

/* ---- The list ---- */

void source_errors_start(struct source_errors *errors, const char *name, const char *bytes,
                         size_t len)
{
    assert(name != NULL);
    memset(errors, 0, sizeof *errors);
    errors->name = name;
    errors->bytes = bytes;
    errors->len = len;
}

static bool is_after(const struct source_error *error, uint32_t line, uint32_t column)
{
    return error->line != line ? error->line > line : error->column > column;
}

/* A free item at its place in the order, or NULL if this error is not kept. */
static struct source_error *make_room(struct source_errors *errors, uint32_t line, uint32_t column)
{
    size_t at = errors->count;
    while (at > 0 && is_after(&errors->items[at - 1], line, column))
        at--;
    if (at == SOURCE_ERRORS_MAX) return NULL;
    if (errors->count < SOURCE_ERRORS_MAX) errors->count++;
    memmove(&errors->items[at + 1], &errors->items[at],
            (errors->count - 1 - at) * sizeof errors->items[0]);
    memset(&errors->items[at], 0, sizeof errors->items[at]);
    return &errors->items[at];
}

void source_error_add(struct source_errors *errors, uint32_t line, uint32_t column,
                      const char *format, ...)
{
    errors->total++;
    struct source_error *error = make_room(errors, line, column);
    if (error == NULL) return;
    error->line = line;
    error->column = column;
    char formatted[FORMATTED_BYTES];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(formatted, sizeof formatted, format, arguments);
    va_end(arguments);
    copy_visible(error->message, sizeof error->message, formatted, strlen(formatted));
}

/* ---- Excerpts ---- */

struct window {
    int first, end;                 /* the columns of the line that are shown */
    bool is_cut_left, is_cut_right; /* then a column at that end is the sign's */
};

/* Finds the caret and the width of a line, in columns. */
static void measure_line(const char *bytes, size_t len, uint32_t column, int *caret, int *width)
{
    *caret = -1;
    *width = 0;
    uint32_t character = 1;
    for (size_t at = 0; at < len; character++) {
        if (character == column) *caret = *width;
        struct glyph shown = glyph_at(bytes + at, len - at, *width);
        *width += shown.columns;
        at += shown.consumed;
    }
    if (*caret < 0) *caret = *width;
}

static struct window place_window(int caret, int width)
{
    struct window view = {.first = 0, .end = width};
    if (width <= SOURCE_ERROR_EXCERPT_COLUMNS) return view;
    int first = caret - (SOURCE_ERROR_EXCERPT_COLUMNS - CARET_ROOM);
    if (first > width - SOURCE_ERROR_EXCERPT_COLUMNS) first = width - SOURCE_ERROR_EXCERPT_COLUMNS;
    if (first < 0) first = 0;
    view.first = first;
    view.end = first + SOURCE_ERROR_EXCERPT_COLUMNS;
    view.is_cut_left = view.first > 0;
    view.is_cut_right = view.end < width;
    return view;
}

/* Appends to an excerpt what keeps room for the columns that are still to come. */
static size_t append(char *to, size_t used, const char *bytes, size_t len, int columns_left)
{
    size_t reserved = 4 * (size_t)(columns_left < 0 ? 0 : columns_left) + sizeof ELLIPSIS;
    if (used + len + reserved > SOURCE_ERROR_EXCERPT_BYTES) return used;
    memcpy(to + used, bytes, len);
    return used + len;
}

/* Draws the window's columns. A wide glyph that the window's edge would halve becomes spaces. */
static void draw_window(const char *bytes, size_t len, struct window view, char *to)
{
    int first = view.first + (view.is_cut_left ? 1 : 0);
    int end = view.end - (view.is_cut_right ? 1 : 0);
    size_t used = 0;
    int column = 0;
    if (view.is_cut_left) used = append(to, used, ELLIPSIS, sizeof ELLIPSIS - 1, 0);
    for (size_t at = 0; at < len && column <= end;) {
        struct glyph shown = glyph_at(bytes + at, len - at, column);
        at += shown.consumed;
        int next = column + shown.columns;
        bool is_inside = column >= first && next <= end;
        if (is_inside && (shown.columns > 0 || column > first)) {
            used = append(to, used, shown.bytes, shown.len, end - next);
        } else if (!is_inside) {
            for (int i = column < first ? first : column; i < next && i < end; i++) {
                used = append(to, used, " ", 1, end - i - 1);
            }
        }
        column = next;
    }
    if (view.is_cut_right) used = append(to, used, ELLIPSIS, sizeof ELLIPSIS - 1, 0);
    to[used] = '\0';
}

static void cut_excerpt(struct source_error *error, const char *bytes, size_t len)
{
    if (len > 0 && bytes[len - 1] == '\r') len--;
    int caret, width;
    measure_line(bytes, len, error->column, &caret, &width);
    struct window view = place_window(caret, width);
    draw_window(bytes, len, view, error->excerpt);
    error->caret_column = (uint32_t)(caret - view.first);
}

void source_errors_finish(struct source_errors *errors)
{
    const char *at = errors->bytes;
    const char *end = at == NULL ? NULL : at + errors->len;
    uint32_t line = 1;
    for (size_t i = 0; at != NULL && i < errors->count; i++) {
        struct source_error *error = &errors->items[i];
        if (error->line == 0) continue;
        while (line < error->line) {
            const char *newline = at < end ? memchr(at, '\n', (size_t)(end - at)) : NULL;
            at = newline == NULL ? end : newline + 1;
            line++;
        }
        const char *newline = at < end ? memchr(at, '\n', (size_t)(end - at)) : NULL;
        cut_excerpt(error, at, (size_t)((newline == NULL ? end : newline) - at));
    }
    errors->bytes = NULL;
    errors->len = 0;
}

/* ---- In words ---- */

void source_error_print(const char *name, const struct source_error *error, FILE *out)
{
    char visible_name[SOURCE_ERROR_EXCERPT_BYTES];
    copy_visible(visible_name, sizeof visible_name, name, strlen(name));
    if (error->line == 0) {
        fprintf(out, "%s: %s\n", visible_name, error->message);
        return;
    }
    fprintf(out, "%s:%u:%u: %s\n", visible_name, error->line, error->column, error->message);
    fprintf(out, "%5u | %s\n", error->line, error->excerpt);
    fprintf(out, "      | %*s^\n", (int)error->caret_column, "");
}

void source_errors_print(const struct source_errors *errors, FILE *out)
{
    for (size_t i = 0; i < errors->count; i++) {
        source_error_print(errors->name, &errors->items[i], out);
    }
    if (errors->total > errors->count) {
        fprintf(out, "and %zu more\n", errors->total - errors->count);
    }
}
