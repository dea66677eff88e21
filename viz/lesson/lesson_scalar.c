/* lesson_scalar.c - numbers, names, texts: one small reader for each form of the table. */
#include "viz/lesson/lesson_scalar.h"

#include <assert.h>
#include <string.h>

#include <utf8proc.h>

#include "viz/lesson/lesson_source.h"

/* ---- Numbers and words ---- */

static int digit_of(char byte)
{
    if (byte >= '0' && byte <= '9') return byte - '0';
    if (byte >= 'a' && byte <= 'f') return byte - 'a' + 10;
    if (byte >= 'A' && byte <= 'F') return byte - 'A' + 10;
    return 16;
}

static bool read_digits(const char *digits, size_t len, uint64_t base, uint64_t *number)
{
    *number = 0;
    for (size_t i = 0; i < len; i++) {
        uint64_t digit = (uint64_t)digit_of(digits[i]);
        if (digit >= base || *number > (UINT64_MAX - digit) / base) return false;
        *number = *number * base + digit;
    }
    return len > 0;
}

bool lesson_scalar_number(const struct lesson_node *node, struct lesson_number *number)
{
    if (node->kind != NODE_SCALAR || !node->is_plain) return false;
    const char *digits = node->text;
    size_t len = node->len;
    number->is_negative = false;
    if (len > 2 && digits[0] == '0' && digits[1] == 'x') {
        return read_digits(digits + 2, len - 2, 16, &number->magnitude);
    }
    if (len > 1 && (digits[0] == '-' || digits[0] == '+')) {
        number->is_negative = digits[0] == '-';
        digits++;
        len--;
    }
    if (len > 1 && digits[0] == '0') return false; /* YAML 1.1 reads 010 as 8, YAML 1.2 as 10 */
    if (!read_digits(digits, len, 10, &number->magnitude)) return false;
    if (number->magnitude == 0) number->is_negative = false;
    return !number->is_negative || number->magnitude <= (uint64_t)INT64_MAX + 1;
}

bool lesson_scalar_is(const struct lesson_node *node, const char *word)
{
    return node->kind == NODE_SCALAR && node->len == strlen(word) &&
           memcmp(node->text, word, node->len) == 0;
}

bool lesson_scalar_is_null(const struct lesson_node *node)
{
    return node->kind == NODE_SCALAR && node->is_plain &&
           (node->len == 0 || lesson_scalar_is(node, "~") || lesson_scalar_is(node, "null") ||
            lesson_scalar_is(node, "Null") || lesson_scalar_is(node, "NULL"));
}

/* ---- Forms ---- */

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool is_name(const struct lesson_node *node)
{
    if (node->len == 0 || node->len > LESSON_NAME_MAX || !is_letter(node->text[0])) return false;
    for (size_t i = 1; i < node->len; i++) {
        char byte = node->text[i];
        if (!is_letter(byte) && !(byte >= '0' && byte <= '9') && byte != '_' && byte != '-') {
            return false;
        }
    }
    return true;
}

static bool is_id(const struct lesson_node *node)
{
    if (node->len == 0 || node->len > LESSON_NAME_MAX) return false;
    char before = '-';
    for (size_t i = 0; i < node->len; i++) {
        char byte = node->text[i];
        bool is_word = (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
        if (!is_word && (byte != '-' || before == '-')) return false;
        before = byte;
    }
    return before != '-';
}

static bool is_hash(const struct lesson_node *node)
{
    struct lesson_number number;
    return node->len == 18 && node->text[1] == 'x' && lesson_scalar_number(node, &number);
}

int lesson_scalar_hidden_character(const struct lesson_node *node)
{
    for (size_t at = 0; at < node->len;) {
        utf8proc_int32_t point;
        utf8proc_ssize_t took = utf8proc_iterate((const utf8proc_uint8_t *)node->text + at,
                                                 (utf8proc_ssize_t)(node->len - at), &point);
        assert(took > 0 && "libyaml gives UTF-8");
        if (point != '\n' && lesson_is_hidden_character(point)) return point;
        at += (size_t)took;
    }
    return -1;
}

static bool is_text(const struct lesson_node *node)
{
    bool is_blank = strspn(node->text, " \n") == node->len;
    return !is_blank && !lesson_scalar_is_null(node) && lesson_scalar_hidden_character(node) < 0;
}

static bool is_value_type(const struct lesson_node *node)
{
    if (lesson_scalar_is(node, "int64") || lesson_scalar_is(node, "bool") ||
        lesson_scalar_is(node, "struct{}")) {
        return true;
    }
    uint64_t size_bytes;
    if (node->len < 6 || memcmp(node->text, "bytes", 5) != 0) return false;
    if (node->len > 6 && node->text[5] == '0') return false;
    return read_digits(node->text + 5, node->len - 5, 10, &size_bytes) &&
           size_bytes <= TH_VALUE_SIZE_MAX;
}

static bool is_in_range(const struct lesson_node *node, const struct lesson_type *type)
{
    struct lesson_number number;
    if (!lesson_scalar_number(node, &number)) return false;
    if (!number.is_negative) {
        return number.magnitude <= type->max &&
               (type->min < 0 || number.magnitude >= (uint64_t)type->min);
    }
    return type->min < 0 && number.magnitude <= (uint64_t)0 - (uint64_t)type->min;
}

static bool is_word(const struct lesson_node *node, const struct lesson_type *type)
{
    for (const char *const *word = type->words; *word != NULL; word++) {
        if (lesson_scalar_is(node, *word)) return true;
    }
    return false;
}

static bool is_event(const struct lesson_node *node)
{
    return strlen(node->text) == node->len && th_event_named(node->text) != TH_EVENT_COUNT_OF_KINDS;
}

bool lesson_scalar_has_form(const struct lesson_node *node, const struct lesson_type *type,
                            enum lesson_form form)
{
    switch (form) {
    case FORM_INTEGER:
        return is_in_range(node, type);
    case FORM_BOOL:
        return node->is_plain &&
               (lesson_scalar_is(node, "true") || lesson_scalar_is(node, "false"));
    case FORM_WORD:
        return is_word(node, type);
    case FORM_NAME:
        return is_name(node);
    case FORM_ID:
        return is_id(node);
    case FORM_KEY:
        return !lesson_scalar_is_null(node);
    case FORM_TEXT:
        return is_text(node);
    case FORM_NULL:
        return lesson_scalar_is_null(node);
    case FORM_HASH:
        return is_hash(node);
    case FORM_EVENT:
        return is_event(node);
    case FORM_VALUE_TYPE:
        return is_value_type(node);
    case FORM_VALUE:
        return true;
    default:
        return false;
    }
}

/* ---- Readers ---- */

uint64_t lesson_scalar_unsigned(const struct lesson_node *node)
{
    struct lesson_number number = {0};
    bool is_number = lesson_scalar_number(node, &number);
    assert(is_number && !number.is_negative);
    (void)is_number;
    return number.magnitude;
}

int64_t lesson_scalar_signed(const struct lesson_node *node)
{
    struct lesson_number number = {0};
    bool is_number = lesson_scalar_number(node, &number);
    assert(is_number);
    (void)is_number;
    return number.is_negative ? -(int64_t)(number.magnitude - 1) - 1 : (int64_t)number.magnitude;
}

bool lesson_scalar_bool(const struct lesson_node *node) { return lesson_scalar_is(node, "true"); }

th_key lesson_scalar_key(const struct lesson_node *node)
{
    return (th_key){.bytes = node->text, .len = node->len};
}
