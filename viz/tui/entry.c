/* entry.c - graphemes go in and out whole. */
#include "viz/tui/entry.h"

#include <string.h>

#include "viz/screen/width.h"

enum { CONTROL_A = 1, CONTROL_E = 5, CONTROL_K = 11, CONTROL_U = 21, CONTROL_W = 23 };

void entry_clear(struct entry *entry) { *entry = (struct entry){0}; }

/* The length of a character's UTF-8, which is written to bytes; 0 for what is no character. */
static size_t encode(key_code code, char bytes[4])
{
    if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return 0;
    if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return 0;
    if (code < 0x80) {
        bytes[0] = (char)code;
        return 1;
    }
    size_t len = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const unsigned heads[] = {0, 0, 0xc0, 0xe0, 0xf0};
    for (size_t i = len; i-- > 1; code >>= 6)
        bytes[i] = (char)(0x80 | (code & 0x3f));
    bytes[0] = (char)(heads[len] | code);
    return len;
}

static size_t grapheme_len(const struct entry *entry, size_t at)
{
    struct width_cluster cluster;
    size_t taken = width_next(entry->bytes + at, entry->len - at, &cluster);
    return taken == 0 ? 1 : taken;
}

/* Graphemes are found from the beginning only. */
static size_t before(const struct entry *entry)
{
    size_t at = 0, previous = 0;
    while (at < entry->cursor) {
        previous = at;
        at += grapheme_len(entry, at);
    }
    return previous;
}

static size_t after(const struct entry *entry)
{
    if (entry->cursor == entry->len) return entry->len;
    return entry->cursor + grapheme_len(entry, entry->cursor);
}

static void cut(struct entry *entry, size_t begin, size_t end)
{
    memmove(entry->bytes + begin, entry->bytes + end, entry->len - end + 1);
    entry->len -= end - begin;
    entry->cursor = begin;
}

static bool insert(struct entry *entry, const char *bytes, size_t len)
{
    if (len == 0 || entry->len + len >= ENTRY_BYTES_MAX) return false;
    memmove(entry->bytes + entry->cursor + len, entry->bytes + entry->cursor,
            entry->len - entry->cursor + 1);
    memcpy(entry->bytes + entry->cursor, bytes, len);
    entry->len += len;
    entry->cursor += len;
    return true;
}

void entry_set(struct entry *entry, const char *text)
{
    entry_clear(entry);
    size_t len = strlen(text);
    for (size_t at = 0; at < len;) {
        struct width_cluster cluster;
        size_t taken = width_next(text + at, len - at, &cluster);
        if (taken == 0 || !insert(entry, text + at, taken)) return;
        at += taken;
    }
}

bool entry_replace(struct entry *entry, size_t from, const char *text)
{
    size_t len = strlen(text);
    if (entry->len - (entry->cursor - from) + len >= ENTRY_BYTES_MAX) return false;
    cut(entry, from, entry->cursor);
    return insert(entry, text, len);
}

void entry_go(struct entry *entry, size_t at)
{
    size_t next = 0;
    do {
        entry->cursor = next;
        next += next < entry->len ? grapheme_len(entry, next) : 1;
    } while (next <= at && next <= entry->len);
}

static size_t word_begin(const struct entry *entry)
{
    size_t at = entry->cursor;
    while (at > 0 && entry->bytes[at - 1] == ' ')
        at--;
    while (at > 0 && entry->bytes[at - 1] != ' ')
        at--;
    return at;
}

enum entry_result entry_key(struct entry *entry, key_code key)
{
    char bytes[4];
    switch (key) {
    case KEYCODE_ENTER:
        return ENTRY_DONE;
    case KEYCODE_ESCAPE:
        return ENTRY_CANCELLED;
    case KEYCODE_BACKSPACE:
        if (entry->len == 0) return ENTRY_CANCELLED;
        cut(entry, before(entry), entry->cursor);
        return ENTRY_EDITED;
    case KEYCODE_DELETE:
        cut(entry, entry->cursor, after(entry));
        return ENTRY_EDITED;
    case KEYCODE_LEFT:
        entry->cursor = before(entry);
        return ENTRY_EDITED;
    case KEYCODE_RIGHT:
        entry->cursor = after(entry);
        return ENTRY_EDITED;
    case KEYCODE_HOME:
    case CONTROL_A:
        entry->cursor = 0;
        return ENTRY_EDITED;
    case KEYCODE_END:
    case CONTROL_E:
        entry->cursor = entry->len;
        return ENTRY_EDITED;
    case CONTROL_U:
        cut(entry, 0, entry->cursor);
        return ENTRY_EDITED;
    case CONTROL_K:
        cut(entry, entry->cursor, entry->len);
        return ENTRY_EDITED;
    case CONTROL_W:
        cut(entry, word_begin(entry), entry->cursor);
        return ENTRY_EDITED;
    default:
        return insert(entry, bytes, encode(key, bytes)) ? ENTRY_EDITED : ENTRY_NOTHING;
    }
}
