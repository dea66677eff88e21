/* bucket.h - bucket arrays: what they are made of, and who may give them back. Private to core.
 *
 * An array belongs to its map. Cursors *pin* it: an array that the map has done with stays
 * *retained* while it is pinned, and goes with its last pin (guarantee M5). Overflow buckets belong
 * to the array in whose chains they stand, and go with it. */
#ifndef TH_CORE_BUCKET_H
#define TH_CORE_BUCKET_H

#include "core/array_pieces.h"

/* A zeroed array of 2^B main buckets and its stock, under a new id. NULL when there is no
 * memory. The second is for a growth (th_array_take). */
th_array *th_array_make(th_map *map, uint8_t B);
th_array *th_array_make_next(th_map *map, uint8_t B);

/* The array's first bucket, and the first of its stock (NULL when it has none). */
th_bucket *th_array_buckets(th_array *array);
th_bucket *th_array_stock(const th_map *map, th_array *array);

/* The map has done with array: it goes now (a large one piece by piece, as later writes can), or
 * with its last pin. True when it went now. */
bool th_array_let_go(th_map *map, th_array *array);

/* For cursors. unpin says whether the array went with this pin.
 *   Threads  several readers may pin and unpin at the same time. */
void th_array_pin(th_array *array);
bool th_array_unpin(th_map *map, th_array *array);
bool th_array_is_pinned(const th_array *array);

/* A cursor that stands in an array which is not its home is on its map's list while it does.
 *   Threads  as pins. */
void th_cursor_list(th_cursor *cursor);
void th_cursor_unlist(th_cursor *cursor);

/* Such a cursor stands in the chain of array's bucket index.
 *   Cost     O(1) without pins, else O(cursors on the list). */
bool th_chain_is_stood_in(const th_map *map, const th_array *array, uint64_t index);

/* Sees to it that count overflow buckets can be linked in array without asking memory again.
 * stock_next is the first bucket still in its stock, or NULL.
 *   Errors   TH_NO_MEMORY; what was taken stays as a spare. */
TH_CHECKED th_status th_array_reserve(th_map *map, th_array *array, const th_bucket *stock_next,
                                      uint64_t count);

/* Gives back the spares of the current array that nobody has needed. */
void th_spares_give(th_map *map);

/* Links an empty overflow bucket behind tail, in the array of buckets: from stock, where that is
 * the current one (only a race can have made another current meanwhile), from the spares, from
 * memory. Counts it in noverflow.
 *   Errors   NULL when there is no memory, which cannot be when one was reserved. */
th_bucket *th_overflow_link(th_map *map, th_bucket *buckets, th_bucket *tail, bool *is_from_stock);

/* th_place.link of a bucket of the array of buckets. */
uint32_t th_link_of(const th_map *map, const th_bucket *buckets, const th_bucket *bucket);

/* Empties the current array in place: all slots rest, no chains, a full stock. Its new id tells
 * cursors that the overflow bucket they may stand in is gone. */
void th_array_wipe(th_map *map, th_array *array);

#endif
