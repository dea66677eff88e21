/* entry.h - a line that somebody types: its text, and where the cursor stands in it. Pure: a key
 * in, a line out.
 *
 * Not a library's: GNU readline is under the GPL, which tophash is not, and libedit reads and draws
 * on the terminal itself, where only a frame may. */
#ifndef VIZ_TUI_ENTRY_H
#define VIZ_TUI_ENTRY_H

#include <stdbool.h>
#include <stddef.h>

#include "viz/action/keys.h"

enum { ENTRY_BYTES_MAX = 512 };

/* Plain data; all zero is an empty line. bytes is UTF-8, NUL-terminated, without control
 * characters. The cursor stands before a grapheme, or at the end. */
struct entry {
    char bytes[ENTRY_BYTES_MAX];
    size_t len;
    size_t cursor;
};

void entry_clear(struct entry *entry);

/* The line becomes text, as much as fits, with the cursor at its end. */
void entry_set(struct entry *entry, const char *text);

/* In place of bytes [from, cursor) there is text; where there is no room, nothing changes. */
bool entry_replace(struct entry *entry, size_t from, const char *text);

/* The cursor goes to this byte, or to the beginning of the grapheme that it is part of. */
void entry_go(struct entry *entry, size_t at);

/* What a key did. Known: characters, ← → Home End, Backspace, Delete, and Ctrl with A E U K W. */
enum entry_result {
    ENTRY_EDITED,    /* the line, or where the cursor stands */
    ENTRY_DONE,      /* Enter */
    ENTRY_CANCELLED, /* Esc, or Backspace in an empty line */
    ENTRY_NOTHING,   /* a key that means nothing here, or a character for which there is no room */
};
enum entry_result entry_key(struct entry *entry, key_code key);

#endif
