/* key_sets.c - lists of keys such as programs put into maps, made by rule.
 *
 * Nothing here is drawn but by number: key i of a kind is always the same. */
#include "tests/bench/key_sets.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/chance.h"

enum { KEY_LEN_MAX = 300 };

struct key_set key_set_room(const char *name, size_t count, size_t len_max)
{
    struct key_set set = {
        .name = name, .keys = malloc(count * sizeof *set.keys), .bytes = malloc(count * len_max)};
    if (set.keys == NULL || set.bytes == NULL) {
        fputs("no memory for the keys\n", stderr);
        exit(1);
    }
    return set;
}

void key_set_add(struct key_set *set, const void *bytes, size_t len)
{
    const th_key *last = set->count > 0 ? &set->keys[set->count - 1] : NULL;
    char *to = last != NULL ? set->bytes + (last->bytes - set->bytes) + last->len : set->bytes;
    memcpy(to, bytes, len);
    set->keys[set->count++] = (th_key){to, len};
}

void key_set_free(struct key_set *set)
{
    free(set->keys);
    free(set->bytes);
}

/* ---- One key of each kind: its length ---- */

static size_t uuid(char *to, uint64_t number)
{
    uint64_t a = chance_mix(2 * number + 1), b = chance_mix(2 * number + 2);
    return (size_t)sprintf(to, "%08x-%04x-4%03x-%04x-%012llx", (unsigned)(a >> 32),
                           (unsigned)(a >> 16 & 0xffff), (unsigned)(a & 0xfff),
                           (unsigned)(0x8000 | (b >> 48 & 0x3fff)),
                           (unsigned long long)(b & 0xffffffffffff));
}

static size_t url(char *to, uint64_t number)
{
    static const char *const pages[] = {"search", "item", "cart", "user/profile"};
    return (size_t)sprintf(to, "https://www.example.org/%s?id=%llu&page=%llu&sort=asc&lang=en",
                           pages[number & 3], (unsigned long long)(number / 4 / 20 + 1000),
                           (unsigned long long)(number / 4 % 20));
}

/* A beginning, a stem of one or two syllables, an ending: 12 * 40 * 41 * 16 words. */
static size_t word(char *to, uint64_t number)
{
    static const char *const begins[12] = {"",    "un",  "re",  "over", "under", "in",
                                           "dis", "mis", "pre", "out",  "fore",  "co"};
    static const char *const ends[16] = {"",    "s",  "ed",   "ing",  "er",   "ers",  "ly",  "ness",
                                         "ful", "al", "able", "less", "ment", "tion", "ity", "ise"};
    static const char *const syllables[41] = {
        "act",  "bear",  "call", "draw", "earn", "form",  "give", "hand", "ink",  "join", "keep",
        "lead", "mark",  "note", "open", "port", "quest", "read", "sign", "turn", "use",  "view",
        "work", "yield", "band", "cast", "deal", "fold",  "grow", "hold", "land", "mind", "play",
        "rest", "set",   "talk", "vent", "wind", "side",  "line", ""};
    uint64_t begin = number % 12, end = number / 12 % 16;
    uint64_t first = number / 192 % 40, second = number / 7680;
    assert(second < 41);
    return (size_t)sprintf(to, "%s%s%s%s", begins[begin], syllables[first], syllables[40 - second],
                           ends[end]);
}

static size_t path(char *to, uint64_t number)
{
    static const char *const tops[] = {"/usr/share/doc", "/usr/lib/modules", "/home/ann/src"};
    static const char *const types[] = {"c", "h", "txt", "html", "so"};
    return (size_t)sprintf(to, "%s/part%llu/file_%llu.%s", tops[number % 3],
                           (unsigned long long)(number / 1500),
                           (unsigned long long)(number / 3 % 100), types[number / 300 % 5]);
}

static size_t date(char *to, uint64_t number)
{
    return (size_t)sprintf(to, "2024-05-%02uT%02u:%02u:%02uZ", (unsigned)(number / 86400 + 1),
                           (unsigned)(number / 3600 % 24), (unsigned)(number / 60 % 60),
                           (unsigned)(number % 60));
}

static size_t counter(char *to, uint64_t number)
{
    memcpy(to, &number, sizeof number);
    return sizeof number;
}

/* len bytes of 'a', the number in six digits in the middle. */
static size_t middle(char *to, uint64_t number, size_t len)
{
    char digits[24];
    snprintf(digits, sizeof digits, "%06llu", (unsigned long long)number);
    memset(to, 'a', len);
    memcpy(to + len / 2 - 3, digits, 6);
    return len;
}

/* Turns bit number - 1 on; number 0 is no bit. */
static void turn_on(char *bytes, uint64_t number)
{
    if (number == 0) return;
    char *byte = &bytes[(number - 1) / 8];
    *byte = (char)(*byte | 1 << (number - 1) % 8);
}

/* No bit, one bit, or two of 800: 320,401 keys. Bit a comes with each b below it, 0 included. */
static size_t sparse(char *to, uint64_t number)
{
    memset(to, 0, 100);
    if (number == 0) return 100;
    uint64_t a = 1, b = number - 1;
    for (; b >= a; a++)
        b -= a;
    turn_on(to, a);
    turn_on(to, b);
    return 100;
}

static size_t key_of_kind(enum key_set_kind kind, uint64_t number, char *to)
{
    unsigned long long n = number;
    assert(kind < KEY_SET_KINDS);
    switch (kind) {
    case KEYS_NUMBERED:
        return (size_t)sprintf(to, "key_%llu", n + 1);
    case KEYS_PADDED:
        return (size_t)sprintf(to, "user%012llu", n);
    case KEYS_UUID:
        return uuid(to, number);
    case KEYS_URL:
        return url(to, number);
    case KEYS_WORD:
        return word(to, number);
    case KEYS_IPV4:
        return (size_t)sprintf(to, "10.%llu.%llu.%llu", n >> 16, n >> 8 & 255, n & 255);
    case KEYS_PATH:
        return path(to, number);
    case KEYS_DATE:
        return date(to, number);
    case KEYS_LITTLE:
        return counter(to, number);
    case KEYS_BIG:
        return counter(to, __builtin_bswap64(number));
    case KEYS_HIGH:
        return counter(to, number << 32);
    case KEYS_MIDDLE:
        return middle(to, number, 64);
    case KEYS_LONG_MIDDLE:
        return middle(to, number, 300);
    case KEYS_SPARSE:
        return sparse(to, number);
    case KEY_SET_KINDS:
        break;
    }
    return 0;
}

struct key_set key_set_make(enum key_set_kind kind, size_t count)
{
    static const char *const names[] = {
#define X(name, text) [name] = text,
        KEY_SET_LIST(X)
#undef X
    };
    struct key_set set = key_set_room(names[kind], count, KEY_LEN_MAX);
    char bytes[KEY_LEN_MAX];
    for (size_t i = 0; i < count; i++)
        key_set_add(&set, bytes, key_of_kind(kind, i, bytes));
    return set;
}

struct key_set key_set_random(size_t count, size_t len, uint64_t seed)
{
    struct chance chance = {seed};
    struct key_set set = key_set_room("random bytes", count, len + 8);
    char bytes[1024 + 8];
    assert(len <= 1024);
    for (size_t i = 0; i < count; i++) {
        for (size_t at = 0; at < len; at += 8) {
            uint64_t bits = chance_next(&chance);
            memcpy(bytes + at, &bits, sizeof bits);
        }
        key_set_add(&set, bytes, len);
    }
    return set;
}
