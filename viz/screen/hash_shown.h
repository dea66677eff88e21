/* hash_shown.h - the hash that a view shows. */
#ifndef VIZ_SCREEN_HASH_SHOWN_H
#define VIZ_SCREEN_HASH_SHOWN_H

#include "viz/player/view.h"
#include "viz/screen/bits.h"

/* The hash on show: the operation's, or, while an entry moves, that entry's. */
struct hash_shown {
    th_key key;
    bool is_known;
    bool is_old; /* the bits choose a bucket of the old array */
    uint64_t hash;
    unsigned bucket_bits;
    int growth_bit; /* that chooses X or Y; BITS_NO_GROWTH: none does */
};
struct hash_shown hash_shown_of(const struct view *view);

#endif
