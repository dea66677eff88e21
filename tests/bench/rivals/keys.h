/* keys.h - the keys of the comparison: one seed makes the same ones in C, in C++ and, by
 * go/keys.go, in Go.
 *
 * A universe of 2 x count keys: the first half is what a full map holds, the second is never in it.
 * A key has 8 to 40 bytes. Its first eight are a mix of its index that no two indices share, so all
 * keys differ. Word w of key i is word 8 i + w of one splitmix64 sequence: words 0 to 4 are the
 * bytes, word 5 the length.
 *
 * What is asked are copies of the keys, elsewhere in memory and in another order. Few keys are
 * asked in several orders one after the other, or the processor would learn the one by heart.
 *
 * All of it lies in memory of its own, which no map's figures include. For C and C++. */
#ifndef TESTS_BENCH_RIVALS_KEYS_H
#define TESTS_BENCH_RIVALS_KEYS_H

#include <stdint.h>
#include <string.h>
#include <sys/mman.h>

#include "tests/bench/costs/bench.h"
#include "tests/support/chance.h"

enum { KEY_LEN_MIN = 8, KEY_LEN_MAX = 40, KEY_WORDS = 8, KEY_LEN_WORD = 5 };

/* A sequence of asked keys has at least so many, in so many orders as that takes. */
enum { ASKED_MIN = 32768 };

struct text {
    const char *bytes;
    uint32_t len;
    uint32_t number; /* its index in the universe */
};

struct keys {
    uint64_t count; /* of each half */
    uint64_t seed;
    struct text *universe;
    uint64_t asked_count;
    struct text *present; /* asked_count copies of the first half's keys */
    struct text *absent;  /* and of the second half's */
};

/* Zeroed memory that lasts as long as the process, every page of it there already. */
static inline void *keys_room(uint64_t size_bytes)
{
    void *room = mmap(NULL, size_bytes, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
    bench_must(room != MAP_FAILED, "memory for keys");
    return room;
}

static inline uint64_t keys_word(uint64_t seed, uint64_t index, uint64_t word)
{
    return chance_mix(seed + (KEY_WORDS * index + word + 1) * 0x9e3779b97f4a7c15);
}

static inline uint32_t keys_len(uint64_t seed, uint64_t index)
{
    uint64_t lens = KEY_LEN_MAX - KEY_LEN_MIN + 1;
    return (uint32_t)(KEY_LEN_MIN + keys_word(seed, index, KEY_LEN_WORD) % lens);
}

/* All their bytes. */
static inline uint64_t keys_size(const struct text *texts, uint64_t count)
{
    uint64_t size_bytes = 0;
    for (uint64_t i = 0; i < count; i++)
        size_bytes += texts[i].len;
    return size_bytes;
}

static inline void keys_make(struct keys *keys, uint64_t count, uint64_t seed)
{
    uint64_t key_count = 2 * count;
    memset(keys, 0, sizeof *keys);
    keys->count = count;
    keys->seed = seed;
    keys->universe = (struct text *)keys_room(key_count * sizeof *keys->universe);
    for (uint64_t i = 0; i < key_count; i++)
        keys->universe[i].len = keys_len(seed, i);
    char *bytes = (char *)keys_room(keys_size(keys->universe, key_count));
    for (uint64_t i = 0; i < key_count; i++) {
        uint64_t words[KEY_LEN_MAX / 8];
        struct text *key = &keys->universe[i];
        for (uint64_t word = 0; word < KEY_LEN_MAX / 8; word++)
            words[word] = keys_word(seed, i, word);
        key->bytes = bytes;
        key->number = (uint32_t)i;
        memcpy(bytes, words, key->len);
        bytes += key->len;
    }
}

/* A copy of key at *to, which moves on behind it. */
static inline struct text keys_copy(struct text key, char **to)
{
    struct text copy = key;
    copy.bytes = *to;
    memcpy(*to, key.bytes, key.len);
    *to += key.len;
    return copy;
}

static inline void keys_shuffle(uint32_t *order, uint64_t count, struct chance *chance)
{
    for (uint64_t i = count; i > 1; i--) {
        uint64_t other = chance_below(chance, i);
        uint32_t kept = order[i - 1];
        order[i - 1] = order[other];
        order[other] = kept;
    }
}

/* Copies of the keys from half on lie in the first order; later orders ask the same copies. */
static inline struct text *keys_asked(const struct keys *keys, const struct text *half,
                                      uint64_t salt)
{
    struct chance chance = {keys->seed ^ salt};
    struct text *asked = (struct text *)keys_room(keys->asked_count * sizeof *asked);
    struct text *copies = (struct text *)keys_room(keys->count * sizeof *copies);
    uint32_t *order = (uint32_t *)keys_room(keys->count * sizeof *order);
    char *bytes = (char *)keys_room(keys_size(half, keys->count));
    for (uint64_t i = 0; i < keys->count; i++)
        order[i] = (uint32_t)i;
    for (uint64_t i = 0; i < keys->asked_count; i++) {
        uint64_t place = i % keys->count;
        if (place == 0) keys_shuffle(order, keys->count, &chance);
        if (i < keys->count) copies[order[place]] = keys_copy(half[order[place]], &bytes);
        asked[i] = copies[order[place]];
    }
    munmap(copies, keys->count * sizeof *copies);
    munmap(order, keys->count * sizeof *order);
    return asked;
}

/* Makes what is asked. */
static inline void keys_ask(struct keys *keys)
{
    uint64_t orders = (ASKED_MIN + keys->count - 1) / keys->count;
    keys->asked_count = orders * keys->count;
    keys->present = keys_asked(keys, keys->universe, 1);
    keys->absent = keys_asked(keys, keys->universe + keys->count, 2);
}

static inline uint64_t keys_sum(uint64_t sum, const struct text *texts, uint64_t count)
{
    for (uint64_t i = 0; i < count; i++) {
        sum = chance_mix(sum + texts[i].len);
        for (uint32_t byte = 0; byte < texts[i].len; byte++)
            sum = (sum ^ (unsigned char)texts[i].bytes[byte]) * 0x100000001b3;
    }
    return sum;
}

/* Differs, but for luck, when any byte or any order does. */
static inline uint64_t keys_checksum(const struct keys *keys)
{
    uint64_t sum = keys_sum(0, keys->universe, 2 * keys->count);
    sum = keys_sum(sum, keys->present, keys->asked_count);
    return keys_sum(sum, keys->absent, keys->asked_count);
}

#endif
