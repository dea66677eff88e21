/* array_pieces.h - how the memory of bucket arrays comes and goes: large ones a piece at a time, so
 * that no write ever waits for a whole array. Private to core. */
#ifndef TH_CORE_ARRAY_PIECES_H
#define TH_CORE_ARRAY_PIECES_H

#include "core/map_state.h"

/* How many buckets an array of 2^B is really made of: from B = 4 on there is a stock of overflow
 * buckets, as large as Go's allocator makes it (fact 6). 0 when that is more than memory can be. */
uint64_t th_bucket_total(uint8_t B, size_t bucket_size);

/* A zeroed array of 2^B main buckets and its stock, as yet without an id and an end of the stock.
 * With is_for_growth it is the one that has been prepared, where there is one of that B; if there
 * is none, it will be populated piece by piece.
 *   Errors   NULL when there is no memory. */
th_array *th_array_take(th_map *map, uint8_t B, bool is_for_growth);

/* Gives back the array and all its overflow buckets, at once. */
void th_array_free(th_map *map, th_array *array);

/* The map has done with array, and no cursor has pinned it: it is given back, if it is large by
 * later writes, a piece each. */
void th_array_leave(th_map *map, th_array *array);

/* Of an overflow bucket that is not stock. */
TH_INLINE size_t th_overflow_block_size(const th_map *map)
{
    return sizeof(th_overflow) + map->bucket_size;
}

/* Gives back overflow buckets of the list, max at most; how many. */
uint64_t th_overflow_give(th_map *map, th_overflow **list, uint64_t max);

/* B is another: from which count on the next array is to be prepared. */
void th_pieces_aim(th_map *map);

/* For a put that has made count prepare_from or more: prepares a piece of the next array. Where
 * there is no memory nothing is prepared, and the growth itself will ask for it again. */
void th_array_prepare(th_map *map);

/* For a write, when the map has chores: does a piece of them. */
void th_chore_do(th_map *map);

/* All that has been prepared, and all that is leaving, goes at once. */
void th_pieces_give_all(th_map *map);

#endif
