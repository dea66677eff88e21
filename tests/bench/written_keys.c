/* written_keys.c - keys written to fall into one bucket. */
#include "tests/bench/written_keys.h"

#include <stdlib.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "core/map_layout.h"
#include "tests/bench/rival_hashes.h"
#include "tests/support/chance.h"

/* ---- With the seed ---- */

/* 8-byte keys of one bucket in 256 and one tophash, found by trying. */
struct key_set keys_searched(uint64_t known_seed)
{
    enum { KEYS = 64 };
    th_hash hash = rivals()[RIVAL_MAP].hash;
    struct key_set set = key_set_room("searched: 8 bytes", KEYS, 8);
    for (uint64_t number = 0; set.count < KEYS; number++) {
        th_key key = {(const char *)&number, sizeof number};
        uint64_t bits = hash.hash(hash.context, known_seed, key);
        if ((bits & 255) == 3 && th_tophash(bits) == 0x9c) key_set_add(&set, &number, 8);
    }
    return set;
}

static uint64_t secret_word(size_t number)
{
    uint64_t word;
    memcpy(&word, XXH3_kSecret + 8 * number, sizeof word);
    return word;
}

/* From 17 to 240 bytes XXH3 multiplies two halves of 16 bytes, after a xor with the secret and the
 * seed. Who knows both makes one half zero; what the other half says is then lost. */
struct key_set keys_of_zero_product(uint64_t known_seed)
{
    struct key_set set = key_set_room("zero product: 32 bytes", KEYS_A_FAMILY, 32);
    uint64_t words[4] = {secret_word(0) + known_seed};
    for (words[1] = 0; words[1] < KEYS_A_FAMILY; words[1]++)
        key_set_add(&set, words, sizeof words);
    return set;
}

/* ---- Without the seed ---- */

/* A change of a word's top bit, as MurmurHash64A treats it, goes through its product unchanged; the
 * next word changes it back. Ten such pairs of words, each with or without the change. */
struct key_set keys_against_murmur(void)
{
    enum { PAIRS = 10 };
    const uint64_t top = (uint64_t)1 << 63;
    struct key_set set = key_set_room("word pairs: 160 bytes", 1 << PAIRS, 16 * PAIRS);
    for (uint64_t choice = 0; choice < 1 << PAIRS; choice++) {
        uint64_t words[2 * PAIRS];
        for (int i = 0; i < 2 * PAIRS; i++) {
            uint64_t treated = chance_mix((uint64_t)i) ^ (choice >> i / 2 & 1 ? top : 0);
            words[i] = murmur_word_undone(treated);
        }
        key_set_add(&set, words, sizeof words);
    }
    return set;
}

/* XXH64 adds a word times P2 to a lane, rotates it by 31, multiplies it by P1. A change of the top
 * bit is 2^30, added or taken away, after the rotation; which of the two, the seed says. Two of the
 * three choices collide at each of eight places, so 256 of 6,561 keys are one hash. */
struct key_set keys_against_xxh64(void)
{
    enum { PLACES = 8, KEYS = 6561 };
    const uint64_t back = ((uint64_t)1 << 30) * XXH_PRIME64_1 * inverse_of(XXH_PRIME64_2);
    struct key_set set = key_set_room("stripe pairs: 128 bytes", KEYS, 16 * PLACES);
    for (unsigned choices = 0; choices < KEYS; choices++) {
        uint64_t words[2 * PLACES] = {0};
        unsigned rest = choices;
        for (int place = 0; place < PLACES; place++, rest /= 3) {
            int first = place / 4 * 8 + place % 4; /* two stripes of four lanes, then two more */
            if (rest % 3 == 0) continue;
            words[first] = (uint64_t)1 << 63;
            words[first + 4] = rest % 3 == 1 ? back : 0 - back;
        }
        key_set_add(&set, words, sizeof words);
    }
    return set;
}

/* ---- Without the seed: XXH3 over 240 bytes ----
 *
 * Lane 0 of stripe s takes the product of the two halves of (word xor secret[s]), and the words of
 * a stripe are added elsewhere. Seeded, secret[0] and secret[12] are constants plus the seed, and
 * so near to each other that their xor has one and the same low half for a good part of all seeds.
 * Guess that half: one word of stripe 0 and one of stripe 12 then meet the same factor, and bits
 * can be moved from the other half of the one to that of the other: no sum changes, no hash. */

enum { GUESSES = 1 << 15, LONG_LEN = 848, OTHER_WORD = 12 * 8 };

static int by_low_half(const void *a, const void *b)
{
    const uint64_t *x = a, *y = b;
    return ((uint32_t)*x > (uint32_t)*y) - ((uint32_t)*x < (uint32_t)*y);
}

static int by_count(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x < y) - (x > y);
}

/* The low halves that secret[0] xor secret[12] has most often, over seeds of our own. */
static void guess_low_halves(const uint64_t *xors, uint32_t guesses[FAMILIES])
{
    static uint64_t runs[GUESSES]; /* how many seeds, low half */
    size_t run_count = 0;
    for (size_t i = 0; i < GUESSES; i++) {
        uint32_t low = (uint32_t)xors[i];
        if (i == 0 || low != (uint32_t)xors[i - 1]) runs[run_count++] = low;
        runs[run_count - 1] += (uint64_t)1 << 32;
    }
    qsort(runs, run_count, sizeof *runs, by_count);
    for (int i = 0; i < FAMILIES; i++)
        guesses[i] = (uint32_t)runs[i];
}

/* The ten bits of the high half in which the two agree most often. */
static void guess_high_bits(const uint64_t *xors, unsigned bits[10])
{
    uint64_t agreed[32];
    for (unsigned bit = 0; bit < 32; bit++) {
        agreed[bit] = bit;
        for (size_t i = 0; i < GUESSES; i++)
            if (!(xors[i] >> (32 + bit) & 1)) agreed[bit] += 32;
    }
    qsort(agreed, 32, sizeof *agreed, by_count);
    for (int i = 0; i < 10; i++)
        bits[i] = (unsigned)(agreed[i] % 32);
}

struct key_set keys_against_long_xxh3(void)
{
    static uint64_t xors[GUESSES];
    struct chance chance = {7};
    uint32_t guesses[FAMILIES];
    unsigned bits[10];
    for (size_t i = 0; i < GUESSES; i++) {
        uint64_t seed = chance_next(&chance);
        xors[i] = (secret_word(0) + seed) ^ (secret_word(12) + seed);
    }
    qsort(xors, GUESSES, sizeof *xors, by_low_half);
    guess_low_halves(xors, guesses);
    guess_high_bits(xors, bits);
    struct key_set set =
        key_set_room("related secret: 848 bytes", FAMILIES * KEYS_A_FAMILY, LONG_LEN);
    for (uint64_t key = 0; key < FAMILIES * KEYS_A_FAMILY; key++) {
        uint64_t words[LONG_LEN / 8] = {0};
        words[OTHER_WORD] = guesses[key / KEYS_A_FAMILY];
        for (int i = 0; i < 10; i++)
            words[key >> i & 1 ? 0 : OTHER_WORD] |= (uint64_t)1 << (32 + bits[i]);
        key_set_add(&set, words, sizeof words);
    }
    return set;
}
