/* keys_of.c - keys and their hashes. */
#include "tests/property/keys_of.h"

#include <stdio.h>
#include <string.h>

const char *hash_family_text(enum hash_family family)
{
    static const char *const texts[] = {
#define X(family, text) [family] = text,
        HASH_FAMILY_LIST(X)
#undef X
    };
    return texts[family];
}

static uint64_t hash_in(enum hash_family family, size_t index, uint64_t common,
                        struct chance *chance)
{
    const uint64_t top = (uint64_t)0xff << 56, low = ((uint64_t)1 << 32) - 1;
    uint64_t random = chance_next(chance);
    switch (family) {
    case HASH_ONE_BUCKET:
        return (random & ~low) | (common & low);
    case HASH_FEW_BUCKETS:
        return (random & ~low) | ((common + random % 3) & low);
    case HASH_LATE_SPLIT:
        return (random & ~(uint64_t)31) | (common & 31);
    case HASH_SAME_TOPHASH:
        return (random & ~top) | (common & top);
    case HASH_LOW_TOPHASH:
        return (random & ~top) | (random % 10 << 56);
    case HASH_ALL_EQUAL:
        return common;
    case HASH_IN_ORDER:
        return (random & top) | index;
    case HASH_WAVES:
        return (random & ~low) | ((common + index / (10 + common % 50)) & low);
    case HASH_GOOD:
    case HASH_FAMILIES:
        break;
    }
    return random;
}

/* ---- Shapes ---- */

enum { KEY_LEN_MAX = 400 };

/* Strange keys; what makes one differ from the others is its number at the end. */
static size_t mixed(size_t index, char text[KEY_LEN_MAX])
{
    static const th_key odd[] = {
        {"", 0},     {"\0", 1},        {"\0\0", 2}, {"a\0", 2},
        {"a\0b", 3}, {"\"", 1},        {"\\", 1},   {"\n\t\x1b[0m", 6},
        {"\x7f", 1}, {"翻倍扩容", 12}, {"é", 2},    {"e\xcc\x81", 3},
        {"a", 1},    {" ", 1},         {"%s%n", 4}, {"\xf0\x9f\x97\xba", 4},
    };
    const size_t odd_count = sizeof odd / sizeof odd[0];
    if (index < odd_count) {
        memcpy(text, odd[index].bytes, odd[index].len);
        return odd[index].len;
    }
    size_t padding = index % 8 == 0 ? index * 7 % 300 : 0;
    memset(text, index % 3 == 0 ? 0 : 'p', padding);
    return padding + (size_t)snprintf(text + padding, KEY_LEN_MAX - padding, "k%zu", index);
}

/* At least 32 bytes: there a map with one bucket looks at length and ends first. */
static size_t alike(size_t index, char text[KEY_LEN_MAX])
{
    int len = snprintf(text, KEY_LEN_MAX, "same beginning, %08zu, same end", index);
    return (size_t)len;
}

static size_t prefix(size_t index, char text[KEY_LEN_MAX])
{
    size_t len = index % 200;
    memset(text, 'x', len);
    if (index < 200) return len;
    return len + (size_t)snprintf(text + len, KEY_LEN_MAX - len, "%zu", index / 200);
}

static th_key key_in(enum key_shape shape, size_t index, char text[KEY_LEN_MAX])
{
    size_t len = 0;
    switch (shape) {
    case KEY_MIXED:
        len = mixed(index, text);
        break;
    case KEY_ALIKE:
        len = alike(index, text);
        break;
    case KEY_PREFIXES:
        len = prefix(index, text);
        break;
    case KEY_NUMBERED:
    case KEY_SHAPES:
        len = (size_t)snprintf(text, KEY_LEN_MAX, "k%zu", index);
        break;
    }
    return (th_key){text, len};
}

void map_script_fill_keys(struct map_script *script, enum key_shape shape, enum hash_family family,
                          struct chance *chance)
{
    char text[KEY_LEN_MAX];
    uint64_t common = chance_next(chance);
    for (size_t i = 0; i < script->key_count; i++) {
        map_script_set_key(script, i, key_in(shape, i, text));
        script->keys[i].hash = hash_in(family, i, common, chance);
    }
}
