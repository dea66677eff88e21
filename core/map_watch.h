/* map_watch.h - what a public function does when its map is watched. Private to core.
 *
 *     th_map_put(...)        a branch or two at the entry
 *        |-- the short way:  the common case alone; what it shares with put_untold is written once
 *        |-- nobody:         put_untold
 *        '-- somebody:       put_watched: the history's entry begins; put_told where there is an
 *                            observer, else put_untold; the entry is over
 *
 *   W1  TH_DETOUR_WATCHED says whether there is an observer or a history.
 *   W2  the short way (th_is_plain) does what the long one would do there. */
#ifndef TH_CORE_MAP_WATCH_H
#define TH_CORE_MAP_WATCH_H

#include "core/history.h"
#include "core/map_hash.h"
#include "core/map_state.h"

/* The place in the program that called this function. For public functions alone. */
#define TH_CALLER() __builtin_return_address(0)

/* A ring for the last count operations: rounded up to a power of two, TH_HISTORY_MAX at most. NULL:
 * no memory. */
th_history *th_history_make(th_memory memory, uint32_t count);

/* NULL is fine. */
void th_history_free(th_history *history, th_memory memory);

/* Remembers that an operation begins; its number. 0: it is not remembered, as there is no history
 * (NULL), or no more. */
uint64_t th_history_begin(th_history *history, th_op op, th_key key, const void *caller);

/* The operation of that number is over; 0 is fine. */
void th_history_end(th_history *history, uint64_t number);

/* Nothing more is remembered. NULL is fine. */
void th_history_stop(th_history *history);

/* The number of the oldest operation that the map may remember, and one more than the last. */
void th_history_bounds(const th_history *history, uint64_t *first, uint64_t *end);

/* Copies an operation; false when it is not, or no longer, in the ring. */
bool th_history_find(const th_history *history, uint64_t number, th_history_entry *entry);

/* Sees to W1, after a change of either. */
TH_INLINE void th_map_watch(th_map *map)
{
    map->detours &= (uint8_t)~TH_DETOUR_WATCHED;
    if (map->observer != NULL || map->history != NULL) map->detours |= TH_DETOUR_WATCHED;
}

TH_INLINE bool th_is_watched(const th_map *map) { return map->detours & TH_DETOUR_WATCHED; }

/* The short way is open to an operation: nothing in detours, no growth under way, no writer, and a
 * key that is hashed and compared without a call. */
TH_INLINE bool th_is_plain(const th_map *map, th_key key, uint8_t detours)
{
    return (map->detours & detours) == 0 && map->h.oldbuckets == NULL && key.len <= TH_SHORT_LEN &&
           (th_flags(map) & TH_FLAG_WRITING) == 0;
}

/* The number of a history entry that begins, for operations that have no key and are not written
 * twice; 0 when nobody watches. */
TH_INLINE uint64_t th_watch_begin(const th_map *map, th_op op, const void *caller)
{
    if (!TH_UNLIKELY(th_is_watched(map))) return 0;
    return th_history_begin(map->history, op, (th_key){NULL, 0}, caller);
}

TH_INLINE void th_watch_end(th_history *history, uint64_t number)
{
    if (TH_UNLIKELY(number != 0)) th_history_end(history, number);
}

#endif
