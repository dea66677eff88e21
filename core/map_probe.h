/* map_probe.h - finding a key's slot, as get, delete and cursors do it. Private to core. */
#ifndef TH_CORE_MAP_PROBE_H
#define TH_CORE_MAP_PROBE_H

#include "core/map_tell.h"

/* The lines of pseudo-code of an operation's search. */
typedef struct th_lines {
    th_line bucket, probe, compare;
} th_lines;

/* Where a key is. */
typedef struct th_spot {
    th_bucket *bucket; /* NULL: nowhere */
    unsigned slot;
    uint32_t depth;
} th_spot;

/* Which chain holds the keys of this hash now, and the place where it begins. */
TH_INLINE th_bucket *th_choose_chain(const th_map *map, uint64_t hash, th_place *at, th_line line,
                                     const th_observer *who)
{
    uint64_t index = hash & th_bucket_mask(map->h.B);
    const th_bucket *array = map->h.buckets;
    if (th_is_growing(map)) {
        uint64_t old_index = hash & (th_old_count(map) - 1);
        if (!th_bucket_is_evacuated(th_bucket_at(map, map->h.oldbuckets, old_index))) {
            array = map->h.oldbuckets;
            index = old_index;
        }
    }
    if (who) *at = TH_PLACE(th_array_id(array), index, 0, 0);
    TELL(who, .kind = TH_EVENT_BUCKET_CHOSEN, .line = line, .at = *at, .hash = hash,
         .after = array == map->h.oldbuckets);
    return th_bucket_at(map, array, index);
}

/* Looks for key down a chain, from its main bucket on, up to a slot that says rest. */
TH_INLINE th_spot th_search_chain(const th_map *map, th_bucket *bucket, th_place at, uint64_t hash,
                                  th_key key, const th_lines *lines, const th_observer *who)
{
    uint8_t wanted = th_tophash(hash);
    for (; bucket != NULL; bucket = *th_next(map, bucket), at.depth++) {
        const uint8_t *tops = th_tops(bucket);
        for (unsigned slot = 0; slot < TH_BUCKET_SLOTS; slot++) {
            at.slot = slot;
            TELL(who, .kind = TH_EVENT_SLOT_PROBED, .line = lines->probe, .at = at,
                 .before = tops[slot], .after = wanted);
            if (tops[slot] != wanted) {
                if (tops[slot] == TH_EMPTY_REST) return (th_spot){.bucket = NULL};
                continue;
            }
            bool is_equal = th_keys_equal(th_keys(bucket)[slot], key);
            TELL(who, .kind = TH_EVENT_KEY_COMPARED, .line = lines->compare, .at = at, .key = key,
                 .after = is_equal);
            if (is_equal) return (th_spot){bucket, slot, at.depth};
        }
    }
    return (th_spot){.bucket = NULL};
}

/* The slot that holds key, whose hash this is; told to nobody. For cursors. */
th_spot th_map_find(const th_map *map, uint64_t hash, th_key key);

#endif
