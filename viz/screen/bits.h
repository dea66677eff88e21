/* bits.h - a hash in bits, with those that decide something in brackets:
 *
 *   [10011100] … 00000001 00000(1)[01]      the tophash, the growth bit, the bucket */
#ifndef VIZ_SCREEN_BITS_H
#define VIZ_SCREEN_BITS_H

#include <stdbool.h>
#include <stdint.h>

#include "viz/screen/frame.h"

enum { BITS_NO_GROWTH = -1 };

/* Where things have been drawn: columns of the area. */
struct bits_drawn {
    bool is_drawn;   /* false: there was no room, nothing has been drawn */
    int tophash_col; /* of its opening bracket */
    int growth_col;  /* of the bit; -1: not marked */
    int bucket_col;  /* of the opening bracket; -1: no bits choose a bucket */
    int end_col;
};

/* Draws hash from `col` on. bucket_bits: so many low bits choose the bucket. growth_bit: the number
 * of the bit that growth looks at, or BITS_NO_GROWTH. All 64 bits where there is room for them;
 * otherwise those in the middle are left out, but none that decides something. */
struct bits_drawn bits_draw(struct frame_area area, int row, int col, uint64_t hash,
                            unsigned bucket_bits, int growth_bit);

#endif
