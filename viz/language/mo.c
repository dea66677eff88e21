/* mo.c - binary search in a .mo file, which is trusted in nothing.
 *
 *     0   magic                    its bytes tell the byte order of all numbers
 *     4   revision                 major << 16 | minor; a major of 0 or 1 is understood
 *     8   count                    of texts
 *     12  originals   ─▶ count pairs (length, offset), sorted by strcmp of what they point at
 *     16  translations ─▶ as many pairs, in the same order
 *     20  size and place of a hash table, which is not needed
 *
 * Each text ends with a NUL that its length does not count. An original with a context is the
 * context, a byte 4, and the text. */
#include "viz/language/mo.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum {
    REVISION_AT = 4,
    COUNT_AT = 8,
    ORIGINALS_AT = 12,
    TRANSLATIONS_AT = 16,
    HEAD_SIZE = 28,
    PAIR_SIZE = 8,
    REVISION_MAJOR_MAX = 1,
    BEHIND_CONTEXT = '\4',
};

struct catalog {
    const unsigned char *bytes;
    uint64_t len;
    bool is_big_endian;
};

/* [at, at + 4) must lie inside. */
static uint32_t number_at(const struct catalog *catalog, uint64_t at)
{
    const unsigned char *byte = catalog->bytes + at;
    uint32_t number = 0;

    for (unsigned i = 0; i < 4; i++)
        number |= (uint32_t)byte[i] << 8 * (catalog->is_big_endian ? 3 - i : i);
    return number;
}

static bool open_catalog(struct catalog *catalog, const unsigned char *bytes, size_t len)
{
    static const unsigned char little[] = {0xde, 0x12, 0x04, 0x95};
    static const unsigned char big[] = {0x95, 0x04, 0x12, 0xde};

    if (len < HEAD_SIZE) return false;
    *catalog = (struct catalog){bytes, len, memcmp(bytes, big, sizeof big) == 0};
    if (!catalog->is_big_endian && memcmp(bytes, little, sizeof little) != 0) return false;
    return number_at(catalog, REVISION_AT) >> 16 <= REVISION_MAJOR_MAX;
}

/* The text of a pair of the table whose place stands at table_at; NULL: it is not all inside. */
static const char *text_at(const struct catalog *catalog, uint64_t table_at, uint32_t index)
{
    uint64_t pair = (uint64_t)number_at(catalog, table_at) + (uint64_t)index * PAIR_SIZE;

    if (pair + PAIR_SIZE > catalog->len) return NULL;
    uint64_t length = number_at(catalog, pair);
    uint64_t begin = number_at(catalog, pair + 4);

    if (begin + length >= catalog->len || catalog->bytes[begin + length] != '\0') return NULL;
    return (const char *)catalog->bytes + begin;
}

/* As strcmp(original, context \4 text). */
static int compare(const char *original, const char *context, const char *text)
{
    if (context != NULL) {
        size_t len = strlen(context);
        int order = strncmp(original, context, len);

        if (order != 0) return order;
        if (original[len] != BEHIND_CONTEXT) return (unsigned char)original[len] - BEHIND_CONTEXT;
        original += len + 1;
    }
    return strcmp(original, text);
}

const char *mo_find(const unsigned char *bytes, size_t len, const char *context, const char *text)
{
    struct catalog catalog;

    if (!open_catalog(&catalog, bytes, len)) return NULL;
    /* Under the empty text without a context stands the catalog's own head. */
    if (context == NULL && text[0] == '\0') return NULL;

    uint32_t begin = 0, end = number_at(&catalog, COUNT_AT);

    while (begin < end) {
        uint32_t middle = begin + (end - begin) / 2;
        const char *original = text_at(&catalog, ORIGINALS_AT, middle);

        if (original == NULL) return NULL;
        int order = compare(original, context, text);

        if (order == 0) return text_at(&catalog, TRANSLATIONS_AT, middle);
        if (order < 0) {
            begin = middle + 1;
        } else {
            end = middle;
        }
    }
    return NULL;
}
