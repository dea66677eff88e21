/* fields.c - the fields of one line of a script.
 *
 * Jansson's integers are signed. A line with one that does not fit is read again with its long
 * integers in quotes: they arrive as strings of digits, and digits are what fields_int and
 * fields_uint take, too.
 */
#include "viz/trace/fields.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* ---- From a line to JSON ---- */

enum { LONG_INTEGER_DIGITS = 19 }; /* the first length that may not fit */

static bool is_number_byte(char byte)
{
    return (byte >= '0' && byte <= '9') || (byte != '\0' && strchr("+-.eE", byte) != NULL);
}

static bool is_long_integer(const char *token, size_t len)
{
    size_t sign = len > 0 && *token == '-';
    for (size_t i = sign; i < len; i++) {
        if (token[i] < '0' || token[i] > '9') return false;
    }
    return len - sign >= LONG_INTEGER_DIGITS;
}

/* Where the token that starts at `at` ends: a string, a number, else a single byte. */
static size_t token_end(const char *line, size_t len, size_t at)
{
    size_t end = at + 1;
    if (line[at] == '"') {
        while (end < len && line[end] != '"')
            end += line[end] == '\\' ? 2 : 1;
        end++;
    } else if (is_number_byte(line[at])) {
        while (end < len && is_number_byte(line[end]))
            end++;
    }
    return end < len ? end : len;
}

/* A copy of the line with its long integers in quotes; the caller frees it. NULL: no memory. */
static char *quote_long_integers(const char *line, size_t len, size_t *copy_len)
{
    char *copy = malloc(len + 2 * (len / LONG_INTEGER_DIGITS) + 1);
    if (copy == NULL) return NULL;
    char *to = copy;
    for (size_t at = 0, end; at < len; at = end) {
        end = token_end(line, len, at);
        bool is_long = is_long_integer(line + at, end - at);
        if (is_long) *to++ = '"';
        memcpy(to, line + at, end - at);
        to += end - at;
        if (is_long) *to++ = '"';
    }
    *copy_len = (size_t)(to - copy);
    return copy;
}

static json_t *load(const char *line, size_t len, json_error_t *error)
{
    return json_loadb(line, len, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, error);
}

/* NULL, with an error that says nothing: no memory. */
static json_t *parse(const char *line, size_t len, json_error_t *error)
{
    json_t *json = load(line, len, error);
    if (json != NULL || json_error_code(error) != json_error_numeric_overflow) return json;
    error->text[0] = '\0';
    size_t copy_len;
    char *copy = quote_long_integers(line, len, &copy_len);
    if (copy == NULL) return NULL;
    json = load(copy, copy_len, error);
    free(copy);
    return json;
}

enum trace_status fields_parse(const struct trace_report *report, const char *line, size_t len,
                               json_t **object)
{
    json_error_t error;
    *object = parse(line, len, &error);
    if (*object == NULL) {
        if (error.text[0] == '\0') return TRACE_NO_MEMORY;
        return trace_refuse(report, "not JSON: %s; a line is one JSON object", error.text);
    }
    if (!json_is_object(*object)) {
        json_decref(*object);
        *object = NULL;
        return trace_refuse(report, "JSON, but no object; a line is one JSON object");
    }
    return TRACE_OK;
}

/* ---- From JSON to fields ---- */

static enum trace_status refuse_field(const struct trace_report *report, const char *name,
                                      const char *const names[])
{
    char allowed[200] = "";
    for (size_t i = 0, len = 0; names[i] != NULL && len < sizeof allowed; i++) {
        int added =
            snprintf(allowed + len, sizeof allowed - len, "%s%s", i > 0 ? ", " : "", names[i]);
        len += (size_t)added;
    }
    return trace_refuse(report, "unknown field \"%.40s\"; allowed: %s", name, allowed);
}

enum trace_status fields_spread(const struct trace_report *report, json_t *object,
                                const char *const names[], json_t *values[])
{
    for (size_t i = 0; names[i] != NULL; i++)
        values[i] = NULL;
    const char *name;
    json_t *value;
    json_object_foreach(object, name, value)
    {
        size_t at = 0;
        while (names[at] != NULL && strcmp(names[at], name) != 0)
            at++;
        if (names[at] == NULL) return refuse_field(report, name, names);
        values[at] = value;
    }
    return TRACE_OK;
}

/* The digits of an integer: one that jansson could not read, or one on the same line. */
static const char *quoted_digits(const json_t *value)
{
    const char *digits = json_string_value(value);
    return digits != NULL && is_long_integer(digits, json_string_length(value)) ? digits : NULL;
}

/* Writes what a value is, for a message. */
static const char *describe(const json_t *value, char text[48])
{
    static const char *const kinds[] = {
        [JSON_OBJECT] = "an object", [JSON_ARRAY] = "an array", [JSON_STRING] = "a string",
        [JSON_REAL] = "no integer",  [JSON_TRUE] = "true",      [JSON_FALSE] = "false",
        [JSON_NULL] = "null",
    };
    if (json_is_integer(value)) {
        snprintf(text, 48, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
        return text;
    }
    if (json_is_string(value)) {
        const char *digits = quoted_digits(value);
        snprintf(text, 48, digits != NULL ? "%.40s" : "\"%.40s\"", json_string_value(value));
        return text;
    }
    return kinds[json_typeof(value)];
}

static bool to_int(const json_t *value, int64_t *number)
{
    errno = 0;
    const char *digits = quoted_digits(value);
    *number = digits == NULL ? json_integer_value(value) : strtoll(digits, NULL, 10);
    return (digits != NULL || json_is_integer(value)) && errno == 0;
}

static bool to_uint(const json_t *value, uint64_t *number)
{
    int64_t signed_number;
    errno = 0;
    const char *digits = quoted_digits(value);
    if (digits != NULL && *digits != '-') {
        *number = strtoull(digits, NULL, 10);
        return errno == 0;
    }
    bool is_number = to_int(value, &signed_number) && signed_number >= 0;
    *number = is_number ? (uint64_t)signed_number : 0;
    return is_number;
}

enum trace_status fields_int(const struct trace_report *report, const char *name,
                             const json_t *value, int64_t min, int64_t max, int64_t *number)
{
    if (value == NULL) return TRACE_OK;
    if (to_int(value, number) && *number >= min && *number <= max) return TRACE_OK;
    char given[48];
    return trace_refuse(report, "\"%s\" is %s; allowed: an integer from %" PRId64 " to %" PRId64,
                        name, describe(value, given), min, max);
}

enum trace_status fields_uint(const struct trace_report *report, const char *name,
                              const json_t *value, uint64_t min, uint64_t *number)
{
    if (value == NULL) return TRACE_OK;
    if (to_uint(value, number) && *number >= min) return TRACE_OK;
    char given[48];
    return trace_refuse(report, "\"%s\" is %s; allowed: an integer from %" PRIu64 " to %" PRIu64,
                        name, describe(value, given), min, UINT64_MAX);
}

enum trace_status fields_bool(const struct trace_report *report, const char *name,
                              const json_t *value, bool *is_true)
{
    if (value == NULL) return TRACE_OK;
    *is_true = json_is_true(value);
    if (json_is_boolean(value)) return TRACE_OK;
    char given[48];
    return trace_refuse(report, "\"%s\" is %s; allowed: true, false", name, describe(value, given));
}

enum trace_status fields_string(const struct trace_report *report, const char *name,
                                const json_t *value, th_key *string)
{
    if (value == NULL) return TRACE_OK;
    *string = (th_key){json_string_value(value), json_string_length(value)};
    if (json_is_string(value)) return TRACE_OK;
    char given[48];
    return trace_refuse(report, "\"%s\" is %s; allowed: a string", name, describe(value, given));
}

enum trace_status fields_hash(const struct trace_report *report, const char *name,
                              const json_t *value, uint64_t *hash)
{
    if (value == NULL) return TRACE_OK;
    const char *text = json_string_value(value);
    size_t len = json_string_length(value);
    if (text != NULL && len == 18 && memcmp(text, "0x", 2) == 0 &&
        strspn(text + 2, "0123456789abcdefABCDEF") == 16) {
        *hash = strtoull(text + 2, NULL, 16);
        return TRACE_OK;
    }
    char given[48];
    return trace_refuse(report, "\"%s\" is %s; allowed: \"0x\" and 16 hexadecimal digits", name,
                        describe(value, given));
}
