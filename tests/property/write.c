/* write.c - a script as JSON lines. */
#include "tests/property/write.h"

#include <inttypes.h>
#include <string.h>
#include <utf8proc.h>

static bool is_utf8(th_key key)
{
    const uint8_t *bytes = (const uint8_t *)key.bytes;
    for (size_t at = 0; at < key.len;) {
        utf8proc_int32_t letter;
        utf8proc_ssize_t len =
            utf8proc_iterate(bytes + at, (utf8proc_ssize_t)(key.len - at), &letter);
        if (len <= 0) return false;
        at += (size_t)len;
    }
    return true;
}

static bool is_traceable_size(size_t value_size)
{
    return value_size <= 1 || value_size == 8 || value_size == 16;
}

static void write_string(th_key key, FILE *out)
{
    putc('"', out);
    for (size_t i = 0; i < key.len; i++) {
        unsigned char byte = (unsigned char)key.bytes[i];
        if (byte < 0x20) {
            fprintf(out, "\\u%04x", byte);
        } else {
            if (byte == '"' || byte == '\\') putc('\\', out);
            putc(byte, out);
        }
    }
    putc('"', out);
}

/* ---- The header ---- */

static unsigned count_failing(const struct map_script *script)
{
    unsigned count = 0;
    for (size_t i = 0; i < script->op_count; i++)
        count += script->ops[i].fail_take > 0;
    return count;
}

static unsigned count_kind(const struct map_script *script, enum map_op_kind kind)
{
    unsigned count = 0;
    for (size_t i = 0; i < script->op_count; i++)
        count += script->ops[i].kind == kind;
    return count;
}

static void write_header(const struct map_script *script, uint64_t seed, FILE *out)
{
    size_t value_size = script->value_size;
    bool is_traceable = is_traceable_size(value_size);
    unsigned failing = count_failing(script), closes = count_kind(script, MAP_CLOSE);
    fprintf(out, "{\"type\":\"map\",\"hint\":%" PRId64 ",\"value_size\":%zu,\"nil\":false",
            script->hint, is_traceable ? value_size : 8);
    fprintf(out, ",\"name\":\"property");
    if (!is_traceable) fprintf(out, "; values had %zu bytes", value_size);
    if (script->keys_owned) fprintf(out, "; keys were owned");
    if (script->is_watched) fprintf(out, "; watched");
    if (script->has_seed_hash) fprintf(out, "; hashes had the seed in them");
    if (failing > 0) fprintf(out, "; memory failed in %u operations", failing);
    if (closes > 0) fprintf(out, "; %u closed cursors are not", closes);
    fprintf(out, "\",\"seed\":%" PRIu64 "}\n", seed);
}

/* ---- Operations ---- */

static void write_key(const struct map_script *script, const struct map_op *op, FILE *out)
{
    const struct script_key *key = &script->keys[op->key];
    char name[40];
    th_key shown = key->key;
    if (!is_utf8(shown)) {
        int len = snprintf(name, sizeof name, "key %u, not UTF-8", op->key);
        shown = (th_key){name, (size_t)len};
    }
    fprintf(out, ",\"key\":");
    write_string(shown, out);
    fprintf(out, ",\"hash\":\"0x%016" PRIx64 "\"", key->hash);
}

static int64_t shown_value(const struct map_script *script, const struct map_op *op)
{
    if (script->value_size == 0) return 0;
    return script->value_size == 1 ? op->value & 1 : op->value;
}

static void write_op(const struct map_script *script, const struct map_op *op, FILE *out)
{
    static const char *const names[MAP_OP_KINDS] = {
        "put", "get", "delete", "clear", "iterate", "iter_open", "iter_next", "",
    };
    fprintf(out, "{\"op\":\"%s\"", names[op->kind]);
    if (op->kind == MAP_PUT || op->kind == MAP_GET || op->kind == MAP_DELETE) {
        write_key(script, op, out);
    }
    if (op->kind == MAP_PUT) fprintf(out, ",\"value\":%" PRId64, shown_value(script, op));
    if (op->kind == MAP_OPEN || op->kind == MAP_NEXT) fprintf(out, ",\"id\":%u", op->cursor);
    if (op->kind == MAP_OPEN || op->kind == MAP_ITERATE) {
        fprintf(out, ",\"start_bucket\":%" PRIu64 ",\"offset\":%u", op->start_bucket, op->offset);
    }
    fprintf(out, "}\n");
}

void map_script_write(const struct map_script *script, uint64_t seed, FILE *out)
{
    bool is_open[MAP_SCRIPT_CURSORS] = {false};
    write_header(script, seed, out);
    for (size_t i = 0; i < script->op_count; i++) {
        const struct map_op *op = &script->ops[i];
        if (op->kind == MAP_OPEN) is_open[op->cursor] = true;
        if (op->kind == MAP_CLOSE) is_open[op->cursor] = false;
        if (op->kind == MAP_CLOSE || (op->kind == MAP_NEXT && !is_open[op->cursor])) continue;
        write_op(script, op, out);
    }
}
