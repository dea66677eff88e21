/* map_match.h - the eight tophashes of a bucket compared at once. Private to core.
 *
 *   tops        9c 41 01 9c e0 13 00 00    loaded as one word; its lowest byte is slot 0
 *   is 9c       80 00 00 80 00 00 00 00    a mark in each byte that is: slots 0 and 3
 *   is empty    00 00 80 00 00 00 80 80
 *
 *   E1  marks are exact: no byte has one that does not deserve it.
 *   E2  a chain ends in a bucket whose last slot says rest, for behind a rest all is rest
 *       (map_delete.c, D1).
 *
 * Slot by slot, as Go does it and as an observer is told of it, a lookup's branches depend on where
 * its key lies: nobody can predict them. Here there is one, and it nearly always goes the same
 * way. */
#ifndef TH_CORE_MAP_MATCH_H
#define TH_CORE_MAP_MATCH_H

#include "core/map_state.h"

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "slot 0 is the lowest byte of the word"
#endif

/* The tophashes of a bucket. */
TH_INLINE uint64_t th_tops_word(const th_bucket *bucket)
{
    uint64_t word;
    memcpy(&word, bucket, sizeof word);
    return word;
}

/* Slots, as bit 7 of byte `slot`. */
typedef uint64_t th_slots;

TH_INLINE unsigned th_first_slot(th_slots slots) { return (unsigned)__builtin_ctzll(slots) / 8; }

TH_INLINE th_slots th_without_first(th_slots slots) { return slots & (slots - 1); }

#define TH_EACH_BYTE UINT64_C(0x0101010101010101)

/* Adding 7f to the low bits of a byte carries into its high bit, unless they are all 0. */
TH_INLINE th_slots th_zero_bytes(uint64_t word)
{
    const uint64_t low_bits = 0x7f * TH_EACH_BYTE;
    return ~(((word & low_bits) + low_bits) | word | low_bits);
}

/* The slots with this tophash. */
TH_INLINE th_slots th_slots_of(uint64_t tops, uint8_t top)
{
    return th_zero_bytes(tops ^ top * TH_EACH_BYTE);
}

/* The slots that say empty or rest: 1 or 0. */
TH_INLINE th_slots th_empty_slots(uint64_t tops)
{
    static_assert(TH_EMPTY_REST == 0 && TH_EMPTY_ONE == 1, "all bits but the lowest are 0");
    return th_zero_bytes(tops & ~TH_EACH_BYTE);
}

TH_INLINE bool th_ends_chain(uint64_t tops)
{
    return tops >> 8 * (TH_BUCKET_SLOTS - 1) == TH_EMPTY_REST;
}

#endif
