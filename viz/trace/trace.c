/* trace.c - runs a script's operations on a map, and writes the map's whole structure after each.
 *
 *   script.c --> operation --> core's map --> "result" --.
 *                                   \--> structure.c ----+--> a line
 */
#include "viz/trace/trace.h"

#include <inttypes.h>

#include "viz/trace/cursors.h"
#include "viz/trace/digest.h"
#include "viz/trace/script.h"
#include "viz/trace/structure.h"
#include "viz/trace/value.h"

struct tracer {
    struct script_reader *script;
    const struct script_header *header;
    th_map *map; /* NULL: a nil map */
    struct trace_cursors *cursors;
    struct trace_text line;
    struct trace_text sequence; /* what an iteration yields, while it is counted and digested */
    th_snapshot last_header;    /* as th_inspect_header wants it */
    uint64_t line_index;        /* of the line being written */
    FILE *out;
};

static enum trace_status status_of(th_status status)
{
    if (status == TH_OK) return TRACE_OK;
    return status == TH_NO_MEMORY ? TRACE_NO_MEMORY : TRACE_BROKEN;
}

/* ---- Results ---- */

static void write_flag(struct tracer *trace, const char *name, bool is_true)
{
    trace_text_word(&trace->line, name);
    trace_text_bool(&trace->line, is_true);
    trace_text_word(&trace->line, "}");
}

static enum trace_status run_put(struct tracer *trace, const struct script_op *op)
{
    uint8_t value[TRACE_VALUE_BYTES_MAX];
    trace_value_store(op->value, trace->header->value_size, value);
    size_t before = th_map_len(trace->map);
    th_status status = th_map_put(trace->map, op->key, value);
    if (status == TH_NIL_MAP) {
        trace_text_word(&trace->line, "{\"panic\":");
        trace_text_string(&trace->line, th_key_of(th_status_text(status)));
        trace_text_word(&trace->line, "}");
        return TRACE_OK;
    }
    if (status != TH_OK) return status_of(status);
    write_flag(trace, "{\"new\":", th_map_len(trace->map) > before);
    return TRACE_OK;
}

static enum trace_status run_get(struct tracer *trace, const struct script_op *op)
{
    const void *value = th_map_get(trace->map, op->key);
    if (value == NULL) {
        trace_text_word(&trace->line, "{\"found\":false,\"value\":null}");
        return TRACE_OK;
    }
    trace_text_word(&trace->line, "{\"found\":true,\"value\":");
    trace_value_write(&trace->line, value, trace->header->value_size);
    trace_text_word(&trace->line, "}");
    return TRACE_OK;
}

static enum trace_status run_delete(struct tracer *trace, const struct script_op *op)
{
    write_flag(trace, "{\"deleted\":", th_map_delete(trace->map, op->key));
    return TRACE_OK;
}

static enum trace_status run_clear(struct tracer *trace, const struct script_op *op)
{
    (void)op;
    th_map_clear(trace->map);
    trace_text_word(&trace->line, "{}");
    return TRACE_OK;
}

/* Adds [key,value] to the sequence. */
static void write_pair(struct tracer *trace, const th_cursor *cursor)
{
    struct trace_text *text = &trace->sequence;
    trace_text_word(text, text->len == 0 ? "[" : ",[");
    trace_text_string(text, cursor->key);
    trace_text_word(text, ",");
    trace_value_write(text, cursor->value, trace->header->value_size);
    trace_text_word(text, "]");
}

static enum trace_status run_iterate(struct tracer *trace, const struct script_op *op)
{
    size_t value_size = trace->header->value_size;
    uint64_t count = 0, digest = DIGEST_START;
    trace->sequence.len = 0;
    th_cursor cursor;
    th_cursor_open_at(trace->map, &cursor, op->start_bucket, (uint8_t)(op->offset & 7));
    for (; th_cursor_next(&cursor); count++) {
        digest = digest_entry(digest, cursor.key, cursor.value, value_size);
        if (!trace->header->is_compact) write_pair(trace, &cursor);
    }
    th_cursor_close(&cursor);
    trace_text_word(&trace->line, "{\"n\":");
    trace_text_uint(&trace->line, count);
    trace_text_word(&trace->line, ",\"seq_digest\":");
    trace_text_hex(&trace->line, digest);
    if (!trace->header->is_compact) {
        trace_text_word(&trace->line, ",\"seq\":[");
        trace_text_add(&trace->line, trace->sequence.bytes, trace->sequence.len);
        trace_text_word(&trace->line, "]");
    }
    trace_text_word(&trace->line, "}");
    return trace->sequence.has_failed ? TRACE_NO_MEMORY : TRACE_OK;
}

/* Where the cursor stands, as Go's hiter says it. */
static void write_cursor(struct trace_text *line, const th_cursor *cursor)
{
    trace_text_word(line, ",\"iter\":{\"start_bucket\":");
    trace_text_uint(line, cursor->start_bucket);
    trace_text_word(line, ",\"offset\":");
    trace_text_uint(line, cursor->offset);
    trace_text_word(line, ",\"wrapped\":");
    trace_text_bool(line, cursor->has_wrapped);
    trace_text_word(line, ",\"B\":");
    trace_text_uint(line, cursor->B);
    trace_text_word(line, ",\"i\":");
    trace_text_uint(line, cursor->i);
    trace_text_word(line, ",\"bucket\":");
    trace_text_uint(line, cursor->bucket);
    trace_text_word(line, ",\"check_bucket\":");
    trace_text_int(line, (int64_t)cursor->check_bucket); /* TH_NO_CHECK is -1 */
    trace_text_word(line, "}");
}

static enum trace_status step(struct tracer *trace, th_cursor *cursor)
{
    struct trace_text *line = &trace->line;
    if (!th_cursor_next(cursor)) {
        trace_text_word(line, "{\"done\":true,\"key\":null,\"value\":null,\"iter\":null}");
        return TRACE_OK;
    }
    trace_text_word(line, "{\"done\":false,\"key\":");
    trace_text_string(line, cursor->key);
    trace_text_word(line, ",\"value\":");
    trace_value_write(line, cursor->value, trace->header->value_size);
    write_cursor(line, cursor);
    trace_text_word(line, "}");
    return TRACE_OK;
}

static enum trace_status run_iter_open(struct tracer *trace, const struct script_op *op)
{
    th_cursor *cursor = trace_cursors_fresh(trace->cursors, op->id);
    if (cursor == NULL) return TRACE_NO_MEMORY;
    th_cursor_open_at(trace->map, cursor, op->start_bucket, (uint8_t)(op->offset & 7));
    return step(trace, cursor);
}

static enum trace_status run_iter_next(struct tracer *trace, const struct script_op *op)
{
    th_cursor *cursor = trace_cursors_find(trace->cursors, op->id);
    if (cursor != NULL) return step(trace, cursor);
    return script_refuse(trace->script,
                         "iterator %" PRId64 " was never opened; iter_open comes first", op->id);
}

static enum trace_status (*const runs[SCRIPT_OP_KINDS])(struct tracer *trace,
                                                        const struct script_op *op) = {
    [SCRIPT_PUT] = run_put,
    [SCRIPT_GET] = run_get,
    [SCRIPT_DELETE] = run_delete,
    [SCRIPT_CLEAR] = run_clear,
    [SCRIPT_ITERATE] = run_iterate,
    [SCRIPT_ITER_OPEN] = run_iter_open,
    [SCRIPT_ITER_NEXT] = run_iter_next,
};

/* ---- Lines ---- */

static enum structure_detail detail_of_line(const struct tracer *trace)
{
    const struct script_header *header = trace->header;
    bool is_last = !script_has_next(trace->script);
    if (!header->is_compact || (is_last && header->has_final_full)) return STRUCTURE_BUCKETS;
    bool is_due = is_last || trace->line_index % header->digest_every == 0;
    return is_due ? STRUCTURE_DIGEST : STRUCTURE_HEADER;
}

static void begin_line(struct tracer *trace, const char *op_name)
{
    struct trace_text *line = &trace->line;
    line->len = 0;
    trace_text_word(line, "{\"i\":");
    trace_text_uint(line, trace->line_index);
    trace_text_word(line, ",\"op\":\"");
    trace_text_word(line, op_name);
    trace_text_word(line, "\",\"result\":");
}

/* Adds the map to the line and writes it out. */
static enum trace_status end_line(struct tracer *trace)
{
    struct trace_text *line = &trace->line;
    trace_text_word(line, ",\"map\":");
    th_status status =
        structure_write(line, trace->map, detail_of_line(trace), &trace->last_header);
    trace_text_word(line, "}\n");
    if (status != TH_OK) return status_of(status);
    if (line->has_failed) return TRACE_NO_MEMORY;
    if (fwrite(line->bytes, 1, line->len, trace->out) != line->len) return TRACE_NO_OUTPUT;
    trace->line_index++;
    return TRACE_OK;
}

static enum trace_status run_op(struct tracer *trace)
{
    struct script_op op;
    enum trace_status status = script_next(trace->script, &op);
    if (status != TRACE_OK) return status;
    begin_line(trace, script_op_name(op.kind));
    status = runs[op.kind](trace, &op);
    return status == TRACE_OK ? end_line(trace) : status;
}

/* ---- The whole ---- */

static enum trace_status make_map(struct tracer *trace)
{
    trace->cursors = trace_cursors_make();
    if (trace->cursors == NULL) return TRACE_NO_MEMORY;
    if (!trace->header->is_nil) {
        th_map_options options = {.hint = trace->header->hint,
                                  .value_size = trace->header->value_size,
                                  .is_seeded = true,
                                  .hash = script_hash(trace->script)};
        th_status status = th_map_make(&options, &trace->map);
        if (status != TH_OK) return status_of(status);
    }
    begin_line(trace, "make");
    trace_text_word(&trace->line, "{}");
    return end_line(trace);
}

enum trace_status trace_run(FILE *file, const char *name, FILE *out, FILE *errors)
{
    struct tracer trace = {.out = out};
    enum trace_status status = script_open(file, name, errors, &trace.script);
    if (status != TRACE_OK) return status;
    trace.header = script_header_of(trace.script);
    status = make_map(&trace);
    while (status == TRACE_OK && script_has_next(trace.script))
        status = run_op(&trace);
    trace_cursors_free(trace.cursors);
    th_map_free(trace.map);
    trace_text_free(&trace.line);
    trace_text_free(&trace.sequence);
    script_close(trace.script); /* last: the map borrowed its keys */
    if (fflush(out) != 0 && status == TRACE_OK) status = TRACE_NO_OUTPUT;
    return status;
}
