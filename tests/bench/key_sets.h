/* key_sets.h - lists of keys such as programs put into maps, made by rule. */
#ifndef TESTS_BENCH_KEY_SETS_H
#define TESTS_BENCH_KEY_SETS_H

#include "core/map.h"

#define KEY_SET_LIST(X)                                                                            \
    X(KEYS_NUMBERED, "key_1 ... key_N")                                                            \
    X(KEYS_PADDED, "user ids, zero-padded")                                                        \
    X(KEYS_UUID, "UUIDs, version 4")                                                               \
    X(KEYS_URL, "URLs with queries")                                                               \
    X(KEYS_WORD, "English words")                                                                  \
    X(KEYS_IPV4, "IPv4 addresses as text")                                                         \
    X(KEYS_PATH, "paths")                                                                          \
    X(KEYS_DATE, "times, one a second")                                                            \
    X(KEYS_LITTLE, "8-byte counter, little-endian")                                                \
    X(KEYS_BIG, "8-byte counter, big-endian")                                                      \
    X(KEYS_HIGH, "8-byte counter times 2^32")                                                      \
    X(KEYS_MIDDLE, "64 bytes, the middle differs")                                                 \
    X(KEYS_LONG_MIDDLE, "300 bytes, the middle differs")                                           \
    X(KEYS_SPARSE, "100 bytes, at most 2 bits set")

enum key_set_kind {
#define X(name, text) name,
    KEY_SET_LIST(X)
#undef X
        KEY_SET_KINDS
};

struct key_set {
    const char *name;
    size_t count;
    th_key *keys; /* all different */
    char *bytes;  /* what they point at */
};

/* Room for count keys of at most len_max bytes each; no keys yet.
 *   Owner    the caller; free with key_set_free.
 *   Errors   ends the program when there is no memory. */
struct key_set key_set_room(const char *name, size_t count, size_t len_max);

/* Adds a key; there must be room. */
void key_set_add(struct key_set *set, const void *bytes, size_t len);

/* The first count keys of the kind: always the same ones. */
struct key_set key_set_make(enum key_set_kind kind, size_t count);

/* Keys of len random bytes, from a seed of their own. */
struct key_set key_set_random(size_t count, size_t len, uint64_t seed);

void key_set_free(struct key_set *set);

#endif
