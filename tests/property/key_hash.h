/* key_hash.h - the hash of a script's keys: found by their bytes, wherever these lie. */
#ifndef TESTS_PROPERTY_KEY_HASH_H
#define TESTS_PROPERTY_KEY_HASH_H

#include "tests/property/map_script.h"

struct key_hash {
    const struct map_script *script;
    uint32_t *table; /* index of a key plus one; 0: free */
    size_t mask;
    uint64_t last_seed; /* that a map hashed with */
};

/* Borrows script. Free with key_hash_free. */
void key_hash_set_up(struct key_hash *hash, const struct map_script *script);
void key_hash_free(struct key_hash *hash);

/* Hashing a key that is not the script's ends the program: the map has read bytes that are gone. */
th_hash key_hash_use(struct key_hash *hash);

#endif
