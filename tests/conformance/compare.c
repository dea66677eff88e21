/* compare.c - two traces of one script.
 *
 * Lines are compared as bytes; only of the first pair that differs are the fields compared.
 */
#include "tests/conformance/compare.h"

#include <string.h>

#include <jansson.h>

/* ---- Fields ---- */

enum { PATH_BYTES = 200, VALUE_BYTES = 80 };

static void print_value(const json_t *value, FILE *out)
{
    char text[VALUE_BYTES];
    size_t len =
        json_dumpb(value, text, sizeof text, JSON_ENCODE_ANY | JSON_COMPACT | JSON_ENSURE_ASCII);
    if (value == NULL) {
        fputs("missing", out);
    } else if (len <= sizeof text) {
        fprintf(out, "%.*s", (int)len, text);
    } else {
        fprintf(out, "%.*s...", (int)sizeof text, text);
    }
}

static bool print_first_difference(char path[PATH_BYTES], size_t path_len, const json_t *ours,
                                   const json_t *gos, FILE *out);

static bool print_in_object(char path[PATH_BYTES], size_t path_len, const json_t *ours,
                            const json_t *gos, FILE *out)
{
    const char *name;
    json_t *value;
    json_object_foreach((json_t *)(size_t)gos, name, value)
    {
        int added =
            snprintf(path + path_len, PATH_BYTES - path_len, "%s%s", path_len > 0 ? "." : "", name);
        if (print_first_difference(path, path_len + (size_t)added, json_object_get(ours, name),
                                   value, out)) {
            return true;
        }
    }
    return false;
}

static bool print_in_array(char path[PATH_BYTES], size_t path_len, const json_t *ours,
                           const json_t *gos, FILE *out)
{
    for (size_t i = 0; i < json_array_size(gos) || i < json_array_size(ours); i++) {
        int added = snprintf(path + path_len, PATH_BYTES - path_len, "[%zu]", i);
        if (print_first_difference(path, path_len + (size_t)added, json_array_get(ours, i),
                                   json_array_get(gos, i), out)) {
            return true;
        }
    }
    return false;
}

/* Goes through both in Go's order. Paths are short: a trace is five levels deep. */
static bool print_first_difference(char path[PATH_BYTES], size_t path_len, const json_t *ours,
                                   const json_t *gos, FILE *out)
{
    if (path_len >= PATH_BYTES) path_len = PATH_BYTES - 1;
    if (json_equal(ours, gos)) return false;
    bool is_found = false;
    if (json_is_object(ours) && json_is_object(gos)) {
        is_found = print_in_object(path, path_len, ours, gos, out);
    } else if (json_is_array(ours) && json_is_array(gos)) {
        is_found = print_in_array(path, path_len, ours, gos, out);
    }
    if (is_found) return true;
    path[path_len] = '\0';
    fprintf(out, "  %s: ours ", path);
    print_value(ours, out);
    fputs(", Go's ", out);
    print_value(gos, out);
    fputs("\n", out);
    return true;
}

/* ---- Lines ---- */

typedef struct line {
    const char *bytes;
    size_t len;
} line;

/* The next line, without its newline; moves *rest behind it. NULL: there is none. */
static line next_line(scenario_bytes *rest)
{
    if (rest->len == 0) return (line){NULL, 0};
    const char *end = memchr(rest->bytes, '\n', rest->len);
    line next = {rest->bytes, end == NULL ? rest->len : (size_t)(end - rest->bytes)};
    size_t step = end == NULL ? next.len : next.len + 1;
    rest->bytes += step;
    rest->len -= step;
    return next;
}

static void print_byte_difference(line ours, line gos, FILE *out)
{
    size_t at = 0;
    while (at < ours.len && at < gos.len && ours.bytes[at] == gos.bytes[at])
        at++;
    fprintf(out, "  the same fields, written differently: from byte %zu on ours %.*s, Go's %.*s\n",
            at, (int)(ours.len - at < 20 ? ours.len - at : 20), ours.bytes + at,
            (int)(gos.len - at < 20 ? gos.len - at : 20), gos.bytes + at);
}

static void print_difference(line ours, line gos, FILE *out)
{
    if (ours.bytes == NULL || gos.bytes == NULL) {
        fprintf(out, "  %s trace ends before it\n", ours.bytes == NULL ? "our" : "Go's");
        return;
    }
    char path[PATH_BYTES] = "";
    json_t *our_fields = json_loadb(ours.bytes, ours.len, JSON_ALLOW_NUL, NULL);
    json_t *go_fields = json_loadb(gos.bytes, gos.len, JSON_ALLOW_NUL, NULL);
    if (our_fields == NULL || go_fields == NULL) {
        fprintf(out, "  %s line is not JSON\n", our_fields == NULL ? "our" : "Go's");
    } else if (!print_first_difference(path, 0, our_fields, go_fields, out)) {
        print_byte_difference(ours, gos, out);
    }
    json_decref(our_fields);
    json_decref(go_fields);
}

static bool are_equal(line a, line b)
{
    return a.bytes != NULL && b.bytes != NULL && a.len == b.len &&
           memcmp(a.bytes, b.bytes, a.len) == 0;
}

bool compare_traces(const char *name, scenario_bytes script, scenario_bytes ours,
                    scenario_bytes gos, FILE *out, size_t *operations)
{
    for (size_t i = 0;; i++) {
        line operation = next_line(&script), our_line = next_line(&ours), go_line = next_line(&gos);
        if (our_line.bytes == NULL && go_line.bytes == NULL) {
            *operations = i == 0 ? 0 : i - 1; /* line 0 is the map's making */
            return true;
        }
        if (are_equal(our_line, go_line)) continue;
        fprintf(out, "%s: operation %zu differs\n", name, i);
        if (operation.bytes != NULL) {
            fprintf(out, "  %.*s\n", (int)operation.len, operation.bytes);
        }
        print_difference(our_line, go_line, out);
        return false;
    }
}
