/* plain.h - texts that people wrote, made safe to show. */
#ifndef VIZ_SCREEN_PLAIN_H
#define VIZ_SCREEN_PLAIN_H

#include <stddef.h>
#include <stdio.h>

#include "viz/screen/glyph.h"

/* Writes text on one line: a newline becomes a blank; what could steer a terminal becomes a sign,
 * as on the screen (viz/screen/width.h). In GLYPH_ASCII a sign becomes its stand-in, and what has
 * none its code point: \u{e9}. */
void plain_put(FILE *out, enum glyph_charset charset, const char *text);
void plain_put_bytes(FILE *out, enum glyph_charset charset, const char *bytes, size_t len);

/* The same for a lesson's words (viz/markup/markup.h), without their marks. */
void plain_put_marked(FILE *out, enum glyph_charset charset, const char *text);

/* Writes text in double quotes so that a YAML parser reads it back, and a person too. A byte that
 * is no UTF-8 is read back as U+FFFD. */
void plain_quote(FILE *out, enum glyph_charset charset, const char *text);

void plain_quote_bytes(FILE *out, enum glyph_charset charset, const char *bytes, size_t len);

/* Writes a key as lessons write it: as it is when it is a simple word, else in quotes. */
void plain_put_key(FILE *out, enum glyph_charset charset, const char *bytes, size_t len);

#endif
