/* keys.h - keys for tests, and a hash that they choose themselves.
 *
 * A *spelled* key begins with the eight bytes of its own hash, and spelled_hash reads them there: a
 * test that wants a key in bucket 3 with tophash 0x9c just says so. The bytes of every key live
 * until the program ends. */
#ifndef TESTS_SUPPORT_KEYS_H
#define TESTS_SUPPORT_KEYS_H

#include <stdatomic.h>

#include "core/map.h"

/* A hash whose top byte is top and whose low bits are low. */
uint64_t hash_with(uint8_t top, uint64_t low);

/* 12 bytes: the hash, then serial, which tells keys of the same hash apart. Each call gives bytes
 * of its own, also for the same arguments. */
th_key key_spelling(uint64_t hash, uint32_t serial);

/* The same, made longer with 'x' to len bytes, 12 or more. */
th_key key_spelling_long(uint64_t hash, uint32_t serial, size_t len);

/* "key_<number>", in bytes of its own. */
th_key key_numbered(uint32_t number);

/* The same bytes at another place. */
th_key key_copy(th_key key);

struct spelled_hash {
    _Atomic uint64_t calls;
    uint64_t twist;      /* the hash is what is spelled xor this */
    bool is_seed_minded; /* and xor the seed: then a new seed shuffles the buckets */
};

th_hash spelled_hash_use(struct spelled_hash *spelled);

#endif
