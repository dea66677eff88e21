/* plain.c - texts that people wrote, made safe to show. */
#include "viz/screen/plain.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <utf8proc.h>

#include "viz/markup/markup.h"
#include "viz/screen/width.h"

enum { REPLACEMENT = 0xfffd };

/* Reads one code point; a byte that is no UTF-8 is REPLACEMENT. Returns the bytes it takes. */
static size_t next_code_point(const char *bytes, size_t len, uint32_t *code_point)
{
    utf8proc_int32_t read;
    utf8proc_ssize_t used =
        utf8proc_iterate((const utf8proc_uint8_t *)bytes, (utf8proc_ssize_t)len, &read);
    *code_point = used > 0 ? (uint32_t)read : REPLACEMENT;
    return used > 0 ? (size_t)used : 1;
}

static bool is_control(char byte) { return (unsigned char)byte < ' ' || byte == 0x7f; }

/* A cluster in ASCII: its stand-in, or its code points. */
static void put_ascii(FILE *out, const struct width_cluster *cluster)
{
    const char *sign = glyph_ascii(cluster->bytes, cluster->len);
    if (sign != NULL) {
        fputs(sign, out);
        return;
    }
    uint32_t code_point;
    for (size_t at = 0; at < cluster->len;) {
        at += next_code_point(cluster->bytes + at, cluster->len - at, &code_point);
        fprintf(out, "\\u{%x}", (unsigned)code_point);
    }
}

void plain_put_bytes(FILE *out, enum glyph_charset charset, const char *bytes, size_t len)
{
    struct width_cluster cluster;
    size_t used;
    for (; (used = width_next(bytes, len, &cluster)) > 0; bytes += used, len -= used) {
        if (bytes[0] == '\n') {
            putc(' ', out);
        } else if (charset == GLYPH_ASCII && is_control(bytes[0])) {
            fprintf(out, "\\x%02x", (unsigned char)bytes[0]);
        } else if (charset == GLYPH_ASCII && cluster.len > 1) {
            put_ascii(out, &cluster);
        } else {
            fwrite(cluster.bytes, 1, cluster.len, out);
        }
    }
}

void plain_put(FILE *out, enum glyph_charset charset, const char *text)
{
    plain_put_bytes(out, charset, text, strlen(text));
}

/* A piece between two marks at a time. */
void plain_put_marked(FILE *out, enum glyph_charset charset, const char *text)
{
    struct markup markup = {0};
    size_t left = strlen(text);
    size_t skipped = markup_skip(&markup, text, left);
    while (skipped < left) {
        text += skipped;
        left -= skipped;
        size_t len = 0;
        do {
            markup_take(&markup, text + len, 1);
            len++;
            skipped = markup_skip(&markup, text + len, left - len);
        } while (len < left && skipped == 0);
        plain_put_bytes(out, charset, text, len);
        skipped += len;
    }
}

/* Escapes that YAML knows; for code points up to U+FFFF they are JSON's too. */
static void put_escapes(FILE *out, const char *bytes, size_t len)
{
    uint32_t code_point;
    for (size_t at = 0; at < len;) {
        at += next_code_point(bytes + at, len - at, &code_point);
        fprintf(out, code_point > 0xffff ? "\\U%08x" : "\\u%04x", (unsigned)code_point);
    }
}

void plain_quote_bytes(FILE *out, enum glyph_charset charset, const char *text, size_t len)
{
    struct width_cluster cluster;
    size_t used;
    putc('"', out);
    for (; (used = width_next(text, len, &cluster)) > 0; text += used, len -= used) {
        bool is_itself = used == cluster.len && memcmp(text, cluster.bytes, used) == 0;
        if (used == 1 && (text[0] == '"' || text[0] == '\\')) {
            fprintf(out, "\\%c", text[0]);
        } else if (is_itself && (used == 1 || charset == GLYPH_UTF8)) {
            fwrite(text, 1, used, out);
        } else {
            put_escapes(out, text, used);
        }
    }
    putc('"', out);
}

void plain_quote(FILE *out, enum glyph_charset charset, const char *text)
{
    plain_quote_bytes(out, charset, text, strlen(text));
}

/* Letters, digits, _ - . and what is not ASCII. */
static bool is_word(const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        if (byte < 0x80 && !isalnum(byte) && strchr("_-.", byte) == NULL) return false;
        if (byte == '\0') return false;
    }
    return len > 0;
}

void plain_put_key(FILE *out, enum glyph_charset charset, const char *bytes, size_t len)
{
    if (is_word(bytes, len)) {
        plain_put_bytes(out, charset, bytes, len);
    } else {
        plain_quote_bytes(out, charset, len == 0 ? "" : bytes, len);
    }
}
