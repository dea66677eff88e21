/* script.c - reads a script of map operations.
 *
 *   line --fields.c--> a value for each field of a table --> the header, or an operation
 */
#include "viz/trace/script.h"

#include <assert.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "viz/trace/fields.h"
#include "viz/trace/keys.h"
#include "viz/trace/lines.h"

struct script_reader {
    struct trace_lines lines;
    struct trace_report report;
    struct trace_keys *keys;
    struct script_header header;
};

/* Goes to the next line and parses it. The caller gives *object back. */
static enum trace_status next_object(struct script_reader *script, json_t **object)
{
    *object = NULL;
    trace_lines_next(&script->lines);
    const struct trace_source_line *line = &script->lines.here;
    const struct trace_report *report = &script->report;
    script->report.line = line->number;
    switch (line->fault) {
    case TRACE_LINES_NO_MEMORY:
        return TRACE_NO_MEMORY;
    case TRACE_LINES_TOO_LONG:
        return trace_refuse(report, "a line of more than %zu bytes, the longest allowed",
                            TRACE_LINE_BYTES_MAX);
    case TRACE_LINES_UNREADABLE:
        return trace_refuse(report, "cannot be read: %s", strerror(errno));
    case TRACE_LINES_FINE:
        break;
    }
    return fields_parse(report, line->bytes, line->len, object);
}

/* ---- The header ---- */

enum { TYPE, HINT, VALUE_SIZE, NIL, DUMP, DIGEST_EVERY, FINAL_FULL, NAME, FAMILY, SEED };

static const char *const header_fields[] = {
    [TYPE] = "type",
    [HINT] = "hint",
    [VALUE_SIZE] = "value_size",
    [NIL] = "nil",
    [DUMP] = "dump",
    [DIGEST_EVERY] = "digest_every",
    [FINAL_FULL] = "final_full",
    [NAME] = "name",
    [FAMILY] = "family",
    [SEED] = "seed",
    [SEED + 1] = NULL,
};

static bool is_text(const json_t *value, const char *text)
{
    return json_is_string(value) && strcmp(json_string_value(value), text) == 0;
}

static enum trace_status read_value_size(const struct trace_report *report, const json_t *value,
                                         size_t *size)
{
    json_int_t number = json_is_integer(value) ? json_integer_value(value) : -1;
    *size = (size_t)number;
    if (number == 0 || number == 1 || number == 8 || number == 16) return TRACE_OK;
    return trace_refuse(report, "the header has no good \"value_size\"; allowed: 0, 1, 8, 16");
}

static enum trace_status read_dump(const struct trace_report *report, const json_t *value,
                                   bool *is_compact)
{
    *is_compact = value != NULL && is_text(value, "compact");
    if (value == NULL || *is_compact || is_text(value, "full")) return TRACE_OK;
    return trace_refuse(report, "\"dump\" is not known; allowed: \"full\", \"compact\"");
}

static enum trace_status read_header_fields(const struct trace_report *report, json_t *values[],
                                            struct script_header *header)
{
    th_key name;
    uint64_t seed;
    enum trace_status status = read_value_size(report, values[VALUE_SIZE], &header->value_size);
    if (status == TRACE_OK) status = read_dump(report, values[DUMP], &header->is_compact);
    if (status == TRACE_OK) {
        status = fields_int(report, "hint", values[HINT], INT64_MIN, INT64_MAX, &header->hint);
    }
    if (status == TRACE_OK) status = fields_bool(report, "nil", values[NIL], &header->is_nil);
    if (status == TRACE_OK) {
        status =
            fields_uint(report, "digest_every", values[DIGEST_EVERY], 1, &header->digest_every);
    }
    if (status == TRACE_OK) {
        status = fields_bool(report, "final_full", values[FINAL_FULL], &header->has_final_full);
    }
    if (status == TRACE_OK) status = fields_string(report, "name", values[NAME], &name);
    if (status == TRACE_OK) status = fields_string(report, "family", values[FAMILY], &name);
    if (status == TRACE_OK) status = fields_uint(report, "seed", values[SEED], 0, &seed);
    return status;
}

static enum trace_status read_header(struct script_reader *script)
{
    if (!script->lines.has_next) {
        script->report.line = 1;
        return trace_refuse(&script->report, "an empty script; the first line is the header");
    }
    json_t *object, *values[SEED + 1];
    enum trace_status status = next_object(script, &object);
    if (status != TRACE_OK) return status;
    script->header = (struct script_header){.digest_every = 1};
    if (!is_text(json_object_get(object, "type"), "map")) {
        json_decref(object);
        return trace_refuse(&script->report,
                            "no header; the first line is, for example, "
                            "{\"type\":\"map\",\"hint\":0,\"value_size\":8,\"nil\":false}");
    }
    status = fields_spread(&script->report, object, header_fields, values);
    if (status == TRACE_OK) status = read_header_fields(&script->report, values, &script->header);
    json_decref(object);
    return status;
}

/* ---- Operations ---- */

enum { OP, KEY, HASH, VALUE, ID, START_BUCKET, OFFSET, OP_FIELDS };

static const char *const op_fields[] = {
    [OP] = "op",         [KEY] = "key",      [HASH] = "hash",
    [VALUE] = "value",   [ID] = "id",        [START_BUCKET] = "start_bucket",
    [OFFSET] = "offset", [OP_FIELDS] = NULL,
};

enum {
    HAS_KEY = 1u << KEY | 1u << HASH,
    HAS_START = 1u << START_BUCKET | 1u << OFFSET,
};

/* Each operation's fields: all of them, and no other. */
static const struct {
    const char *name;
    unsigned fields;
    const char *field_names;
} kinds[SCRIPT_OP_KINDS] = {
    [SCRIPT_PUT] = {"put", HAS_KEY | 1u << VALUE, "key, hash, value"},
    [SCRIPT_GET] = {"get", HAS_KEY, "key, hash"},
    [SCRIPT_DELETE] = {"delete", HAS_KEY, "key, hash"},
    [SCRIPT_CLEAR] = {"clear", 0, "none"},
    [SCRIPT_ITERATE] = {"iterate", HAS_START, "start_bucket, offset"},
    [SCRIPT_ITER_OPEN] = {"iter_open", 1u << ID | HAS_START, "id, start_bucket, offset"},
    [SCRIPT_ITER_NEXT] = {"iter_next", 1u << ID, "id"},
};

const char *script_op_name(enum script_op_kind kind) { return kinds[kind].name; }

/* The operation has all the fields of its kind, and no other. */
static enum trace_status check_fields(const struct trace_report *report, json_t *values[],
                                      enum script_op_kind kind)
{
    for (unsigned field = OP + 1; field < OP_FIELDS; field++) {
        bool is_wanted = kinds[kind].fields >> field & 1;
        if (is_wanted == (values[field] != NULL)) continue;
        return trace_refuse(
            report, is_wanted ? "%s has no \"%s\"; needed: %s" : "%s has a \"%s\"; allowed: %s",
            kinds[kind].name, op_fields[field], kinds[kind].field_names);
    }
    return TRACE_OK;
}

static enum trace_status read_kind(const struct trace_report *report, json_t *values[],
                                   struct script_op *op)
{
    const char *known = "put, get, delete, clear, iterate, iter_open, iter_next";
    if (values[OP] == NULL) return trace_refuse(report, "no \"op\"; allowed: %s", known);
    th_key name;
    enum trace_status status = fields_string(report, "op", values[OP], &name);
    if (status != TRACE_OK) return status;
    for (op->kind = 0; op->kind < SCRIPT_OP_KINDS; op->kind++) {
        if (is_text(values[OP], kinds[op->kind].name)) break;
    }
    if (op->kind == SCRIPT_OP_KINDS) {
        return trace_refuse(report, "unknown op \"%.40s\"; allowed: %s", name.bytes, known);
    }
    return check_fields(report, values, op->kind);
}

static enum trace_status read_key(struct script_reader *script, json_t *values[],
                                  struct script_op *op)
{
    const struct trace_report *report = &script->report;
    uint64_t hash, own_hash;
    enum trace_status status = fields_string(report, "key", values[KEY], &op->key);
    if (status == TRACE_OK) status = fields_hash(report, "hash", values[HASH], &hash);
    if (status != TRACE_OK) return status;
    if (trace_keys_find(script->keys, op->key, hash, &op->key, &own_hash) != TH_OK) {
        return TRACE_NO_MEMORY;
    }
    if (own_hash == hash) return TRACE_OK;
    return trace_refuse(report,
                        "key \"%.40s\" has the hash 0x%016" PRIx64 ", but had 0x%016" PRIx64
                        "; a key has one hash for the whole script",
                        json_string_value(values[KEY]), hash, own_hash);
}

static enum trace_status read_put_value(const struct script_reader *script, const json_t *value,
                                        struct script_op *op)
{
    int64_t min = INT64_MIN, max = INT64_MAX;
    if (script->header.value_size == 0) min = max = 0;
    if (script->header.value_size == 1) min = 0, max = 1;
    return fields_int(&script->report, "value", value, min, max, &op->value);
}

static enum trace_status read_op(struct script_reader *script, json_t *values[],
                                 struct script_op *op)
{
    const struct trace_report *report = &script->report;
    *op = (struct script_op){.kind = SCRIPT_OP_KINDS};
    enum trace_status status = read_kind(report, values, op);
    if (status == TRACE_OK && values[KEY] != NULL) status = read_key(script, values, op);
    if (status == TRACE_OK) status = read_put_value(script, values[VALUE], op);
    if (status == TRACE_OK) {
        status = fields_int(report, "id", values[ID], INT64_MIN, INT64_MAX, &op->id);
    }
    if (status == TRACE_OK) {
        status = fields_uint(report, "start_bucket", values[START_BUCKET], 0, &op->start_bucket);
    }
    if (status == TRACE_OK) {
        status = fields_uint(report, "offset", values[OFFSET], 0, &op->offset);
    }
    return status;
}

enum trace_status script_next(struct script_reader *script, struct script_op *op)
{
    assert(script->lines.has_next);
    json_t *object, *values[OP_FIELDS];
    enum trace_status status = next_object(script, &object);
    if (status != TRACE_OK) return status;
    status = fields_spread(&script->report, object, op_fields, values);
    if (status == TRACE_OK) status = read_op(script, values, op);
    json_decref(object);
    return status;
}

enum trace_status script_refuse(const struct script_reader *script, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    enum trace_status status = trace_refuse_list(&script->report, format, arguments);
    va_end(arguments);
    return status;
}

/* ---- Open and closed ---- */

enum trace_status script_open(FILE *file, const char *name, FILE *errors,
                              struct script_reader **opened)
{
    *opened = NULL;
    struct script_reader *made = calloc(1, sizeof *made);
    if (made == NULL) return TRACE_NO_MEMORY;
    made->report = (struct trace_report){.name = name, .out = errors};
    made->keys = trace_keys_make();
    trace_lines_start(&made->lines, file);
    enum trace_status status = made->keys == NULL ? TRACE_NO_MEMORY : read_header(made);
    if (status != TRACE_OK) {
        script_close(made);
        return status;
    }
    *opened = made;
    return TRACE_OK;
}

void script_close(struct script_reader *script)
{
    if (script == NULL) return;
    trace_lines_free(&script->lines);
    trace_keys_free(script->keys);
    free(script);
}

const struct script_header *script_header_of(const struct script_reader *script)
{
    return &script->header;
}

bool script_has_next(const struct script_reader *script) { return script->lines.has_next; }

th_hash script_hash(struct script_reader *script) { return trace_keys_hash(script->keys); }
