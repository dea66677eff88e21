/* keys_of.h - keys of many shapes, under hashes that collide in many ways. */
#ifndef TESTS_PROPERTY_KEYS_OF_H
#define TESTS_PROPERTY_KEYS_OF_H

#include "tests/property/map_script.h"
#include "tests/support/chance.h"

/* X(family, in words): how the hashes of a script's keys are related. */
#define HASH_FAMILY_LIST(X)                                                                        \
    X(HASH_GOOD, "all bits at random")                                                             \
    X(HASH_ONE_BUCKET, "one bucket, however long the array")                                       \
    X(HASH_FEW_BUCKETS, "three buckets, however long the array")                                   \
    X(HASH_LATE_SPLIT, "one bucket until B = 5")                                                   \
    X(HASH_SAME_TOPHASH, "one tophash")                                                            \
    X(HASH_LOW_TOPHASH, "top bytes 0 to 9, where the marks are")                                   \
    X(HASH_ALL_EQUAL, "one hash")                                                                  \
    X(HASH_IN_ORDER, "0, 1, 2, ...: full buckets, one after the other")                            \
    X(HASH_WAVES, "the first so many in one bucket, as many in another, ...")

enum hash_family {
#define X(family, text) family,
    HASH_FAMILY_LIST(X)
#undef X
        HASH_FAMILIES
};

enum key_shape {
    KEY_NUMBERED, /* k0, k1, ... */
    KEY_MIXED,    /* the empty key, NULs, control characters, Chinese, very long ones, ... */
    KEY_ALIKE,    /* long, with equal lengths, beginnings and ends */
    KEY_PREFIXES, /* each begins as the one before */
    KEY_SHAPES
};

const char *hash_family_text(enum hash_family family);

/* Gives all keys of the script their bytes, no two alike, and their hashes. Valid UTF-8 always. */
void map_script_fill_keys(struct map_script *script, enum key_shape shape, enum hash_family family,
                          struct chance *chance);

#endif
