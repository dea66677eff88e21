/* lesson_emit.c - libyaml's emitter. Besides lesson_yaml.c the only file that includes <yaml.h>.
 *
 * libyaml 0.2.5 decides well which scalar can stand without quotes, where lines break, and what is
 * an escape; but it knows neither what our reader takes for nothing ("null"), nor the characters
 * that turn a line's direction. Scalars that hold one are put in double quotes, where an escape
 * may stand, and the escape is written when libyaml hands the bytes out. */
#include "viz/lesson/lesson_emit.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <utf8proc.h>
#include <yaml.h>

#include "viz/lesson/lesson_source.h"

enum { LINE_WIDTH = 100, INDENT = 2 };

/* What is open: of a lesson at most LESSON_DEPTH_MAX. */
struct lesson_emit {
    yaml_emitter_t emitter;
    FILE *out;
    bool has_failed;
    bool is_list[LESSON_DEPTH_MAX];
    size_t depth;
};

/* ---- Out ---- */

/* Whole characters: libyaml hands out no part of one. */
static int write_out(void *context, unsigned char *bytes, size_t len)
{
    struct lesson_emit *emit = context;
    for (size_t at = 0; at < len;) {
        utf8proc_int32_t point;
        utf8proc_ssize_t took = utf8proc_iterate(bytes + at, (utf8proc_ssize_t)(len - at), &point);
        if (took <= 0) return 0;
        if (point != '\n' && lesson_is_hidden_character(point))
            fprintf(emit->out, "\\u%04X", (unsigned)point);
        else
            fwrite(bytes + at, 1, (size_t)took, emit->out);
        at += (size_t)took;
    }
    return !ferror(emit->out);
}

/* is_made: libyaml had the memory to make the event, which it now takes. */
static void emit_event(struct lesson_emit *emit, yaml_event_t *event, int is_made)
{
    if (emit->has_failed) {
        if (is_made) yaml_event_delete(event);
        return;
    }
    emit->has_failed = !is_made || !yaml_emitter_emit(&emit->emitter, event);
}

/* ---- Beginning and end ---- */

static void begin(struct lesson_emit *emit)
{
    yaml_event_t event;
    yaml_emitter_set_output(&emit->emitter, write_out, emit);
    yaml_emitter_set_unicode(&emit->emitter, 1);
    yaml_emitter_set_width(&emit->emitter, LINE_WIDTH);
    yaml_emitter_set_indent(&emit->emitter, INDENT);
    emit_event(emit, &event, yaml_stream_start_event_initialize(&event, YAML_UTF8_ENCODING));
    emit_event(emit, &event, yaml_document_start_event_initialize(&event, NULL, NULL, NULL, 1));
}

struct lesson_emit *lesson_emit_make(FILE *out)
{
    struct lesson_emit *emit = calloc(1, sizeof *emit);
    if (emit == NULL) return NULL;
    emit->out = out;
    if (!yaml_emitter_initialize(&emit->emitter)) {
        free(emit);
        return NULL;
    }
    begin(emit);
    return emit;
}

bool lesson_emit_finish(struct lesson_emit *emit)
{
    yaml_event_t event;
    emit_event(emit, &event, yaml_document_end_event_initialize(&event, 1));
    emit_event(emit, &event, yaml_stream_end_event_initialize(&event));
    bool is_written = !emit->has_failed && yaml_emitter_flush(&emit->emitter) != 0;
    yaml_emitter_delete(&emit->emitter);
    is_written = is_written && !ferror(emit->out);
    free(emit);
    return is_written;
}

/* ---- Collections ---- */

static void open_collection(struct lesson_emit *emit, bool is_list)
{
    if (emit->depth == LESSON_DEPTH_MAX) {
        emit->has_failed = true;
        return;
    }
    emit->is_list[emit->depth++] = is_list;
}

void lesson_emit_mapping(struct lesson_emit *emit, enum lesson_emit_form form)
{
    yaml_event_t event;
    yaml_mapping_style_t style =
        form == EMIT_FLOW ? YAML_FLOW_MAPPING_STYLE : YAML_BLOCK_MAPPING_STYLE;
    open_collection(emit, false);
    emit_event(emit, &event, yaml_mapping_start_event_initialize(&event, NULL, NULL, 1, style));
}

void lesson_emit_list(struct lesson_emit *emit, enum lesson_emit_form form)
{
    yaml_event_t event;
    yaml_sequence_style_t style =
        form == EMIT_FLOW ? YAML_FLOW_SEQUENCE_STYLE : YAML_BLOCK_SEQUENCE_STYLE;
    open_collection(emit, true);
    emit_event(emit, &event, yaml_sequence_start_event_initialize(&event, NULL, NULL, 1, style));
}

void lesson_emit_end(struct lesson_emit *emit)
{
    yaml_event_t event;
    if (emit->depth == 0) {
        emit->has_failed = true;
        return;
    }
    bool is_list = emit->is_list[--emit->depth];
    emit_event(emit, &event,
               is_list ? yaml_sequence_end_event_initialize(&event)
                       : yaml_mapping_end_event_initialize(&event));
}

/* ---- Scalars ---- */

static void emit_scalar(struct lesson_emit *emit, const char *bytes, size_t len,
                        yaml_scalar_style_t style)
{
    yaml_event_t event;
    /* libyaml takes an int, and copies. */
    bool is_long = len > INT32_MAX;
    int is_made =
        !is_long && yaml_scalar_event_initialize(&event, NULL, NULL, (const yaml_char_t *)bytes,
                                                 (int)len, 1, 1, style);
    emit_event(emit, &event, is_made);
}

static bool is_null_word(const char *bytes, size_t len)
{
    if (len == 0 || (len == 1 && bytes[0] == '~')) return true;
    return len == 4 && strncasecmp(bytes, "null", 4) == 0;
}

static bool is_plain_key(const char *bytes, size_t len)
{
    if (is_null_word(bytes, len)) return false;
    for (size_t i = 0; i < len; i++) {
        bool is_letter =
            (bytes[i] >= 'a' && bytes[i] <= 'z') || (bytes[i] >= 'A' && bytes[i] <= 'Z');
        bool is_digit = bytes[i] >= '0' && bytes[i] <= '9';
        bool is_other = bytes[i] == '_' || (i > 0 && (bytes[i] == '-' || bytes[i] == '.'));
        if (!is_letter && !is_digit && !is_other) return false;
    }
    return true;
}

void lesson_emit_word(struct lesson_emit *emit, const char *word)
{
    emit_scalar(emit, word, strlen(word), YAML_PLAIN_SCALAR_STYLE);
}

void lesson_emit_key(struct lesson_emit *emit, const char *bytes, size_t len)
{
    emit_scalar(emit, bytes == NULL ? "" : bytes, len,
                is_plain_key(bytes, len) ? YAML_PLAIN_SCALAR_STYLE
                                         : YAML_DOUBLE_QUOTED_SCALAR_STYLE);
}

void lesson_emit_text(struct lesson_emit *emit, const char *text)
{
    size_t len = strlen(text);
    yaml_scalar_style_t style = YAML_ANY_SCALAR_STYLE;
    if (is_null_word(text, len)) style = YAML_DOUBLE_QUOTED_SCALAR_STYLE;
    if (strchr(text, '\n') != NULL) style = YAML_LITERAL_SCALAR_STYLE;
    emit_scalar(emit, text, len, style);
}

void lesson_emit_quoted(struct lesson_emit *emit, const char *bytes, size_t len)
{
    emit_scalar(emit, bytes, len, YAML_DOUBLE_QUOTED_SCALAR_STYLE);
}
