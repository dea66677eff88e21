/* map_ahead.h - asking for memory before it is looked at. Private to core.
 *
 *   offset     0                64         128                 192
 *   a bucket   [ tops, keys 0-3 | keys 3-7 | key 7, values 0-6 | value 7, next ]   8-byte values
 *                                          ^ th_line_ahead
 *
 * The processor fetches what is asked for while it goes on. To ask changes nothing; an address
 * where nothing lies does no harm. */
#ifndef TH_CORE_MAP_AHEAD_H
#define TH_CORE_MAP_AHEAD_H

#include "core/map_state.h"

enum { TH_LINE_BYTES = 64 };

TH_INLINE void th_ask_for(const void *memory) { __builtin_prefetch(memory); }

/* To write there. */
TH_INLINE void th_ask_to_write(const void *memory) { __builtin_prefetch(memory, 1); }

/* Every line of a bucket. */
TH_INLINE void th_ask_for_bucket(const th_map *map, const th_bucket *bucket)
{
    for (size_t at = 0; at < map->bucket_size; at += TH_LINE_BYTES)
        th_ask_for((const char *)bucket + at);
}

TH_INLINE void th_ask_to_write_bucket(const th_map *map, const th_bucket *bucket)
{
    for (size_t at = 0; at < map->bucket_size; at += TH_LINE_BYTES)
        th_ask_to_write((const char *)bucket + at);
}

/* A bucket's third line, which the first word does not bring along: it has the first values, or
 * more. With it a hit among 1e6 entries takes 0.93 of the time, a miss 1.0 to 1.2 (ARCHITECTURE.md,
 * "How fast"). bucket may be NULL. */
TH_INLINE const void *th_line_ahead(const th_bucket *bucket)
{
    return (const void *)((uintptr_t)bucket + 2 * TH_LINE_BYTES);
}

#endif
