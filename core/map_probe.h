/* map_probe.h - finding a key's slot, as get, delete and cursors do it. Private to core. */
#ifndef TH_CORE_MAP_PROBE_H
#define TH_CORE_MAP_PROBE_H

#include "core/map_match.h"
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

/* A chain of buckets, from its main one on. */
typedef struct th_chain {
    th_bucket *buckets; /* the array */
    uint64_t index;
    th_bucket *first;
} th_chain;

TH_INLINE th_place th_place_of(const th_map *map, const th_chain *chain, th_spot spot)
{
    th_place place = th_place_in(map, chain->buckets, chain->index, spot.bucket, spot.depth);
    place.slot = spot.slot;
    return place;
}

/* The chain of this hash while the map does not grow; nobody is told. */
TH_INLINE th_chain th_plain_chain(const th_map *map, uint64_t hash)
{
    uint64_t index = hash & th_bucket_mask(map->h.B);
    return (th_chain){map->h.buckets, index, th_bucket_at(map, map->h.buckets, index)};
}

/* Which chain holds the keys of this hash now. */
TH_INLINE th_chain th_choose_chain(const th_map *map, uint64_t hash, th_line line,
                                   const th_observer *who)
{
    th_shape shape = th_read_shape(map, 0, line, who);
    th_chain chain = {.buckets = shape.buckets, .index = hash & th_bucket_mask(shape.B)};
    if (shape.oldbuckets != NULL) {
        uint64_t old_index = hash & (shape.old_count - 1);
        th_bucket *old = th_bucket_in(map, shape.oldbuckets, old_index, line, who);
        GATE_SLOTS(who, map, line, th_place_in(map, shape.oldbuckets, old_index, old, 0), old, 1,
                   0);
        if (!th_bucket_is_evacuated(old)) {
            chain = (th_chain){.buckets = shape.oldbuckets, .index = old_index};
        }
    }
    chain.first = th_bucket_in(map, chain.buckets, chain.index, line, who);
    TELL(who, .kind = TH_EVENT_BUCKET_CHOSEN, .line = line, .hash = hash,
         .at = th_place_of(map, &chain, (th_spot){.bucket = chain.first}),
         .after = chain.buckets == shape.oldbuckets);
    return chain;
}

/* What the slot says; told. */
TH_INLINE uint8_t th_probe_slot(const th_map *map, const th_chain *chain, th_spot spot,
                                uint8_t wanted, th_line line, const th_observer *who)
{
    GATE_SLOTS(who, map, line, th_place_of(map, chain, spot), spot.bucket, 1u << spot.slot, 0);
    uint8_t top = th_tops(spot.bucket)[spot.slot];
    TELL(who, .kind = TH_EVENT_SLOT_PROBED, .line = line, .at = th_place_of(map, chain, spot),
         .before = top, .after = wanted);
    return top;
}

/* The slot's tophash is that of key: is it key's? */
TH_INLINE bool th_compare_slot(const th_map *map, const th_chain *chain, th_spot spot, th_key key,
                               th_line line, const th_observer *who)
{
    GATE_SLOTS(who, map, line, th_place_of(map, chain, spot), spot.bucket, 1u << spot.slot, 0);
    bool is_equal = th_keys_equal(th_keys(spot.bucket)[spot.slot], key);
    TELL(who, .kind = TH_EVENT_KEY_COMPARED, .line = line, .at = th_place_of(map, chain, spot),
         .key = key, .after = is_equal);
    return is_equal;
}

/* What a search finds in one bucket. */
typedef enum th_found { TH_FOUND_KEY, TH_FOUND_END, TH_FOUND_NEITHER } th_found;

/* All slots at once; nobody is told. */
TH_INLINE th_found th_search_tops(uint64_t tops, th_spot *spot, uint8_t wanted, th_key key)
{
    th_slots slots = th_slots_of(tops, wanted);
    for (; slots != 0; slots = th_without_first(slots)) {
        spot->slot = th_first_slot(slots);
        if (th_keys_equal(th_keys(spot->bucket)[spot->slot], key)) return TH_FOUND_KEY;
    }
    return th_ends_chain(tops) ? TH_FOUND_END : TH_FOUND_NEITHER;
}

/* Slot by slot, up to one that says rest. */
TH_INLINE th_found th_search_slots(const th_map *map, const th_chain *chain, th_spot *spot,
                                   uint8_t wanted, th_key key, const th_lines *lines,
                                   const th_observer *who)
{
    for (spot->slot = 0; spot->slot < TH_BUCKET_SLOTS; spot->slot++) {
        uint8_t top = th_probe_slot(map, chain, *spot, wanted, lines->probe, who);
        if (top == TH_EMPTY_REST) return TH_FOUND_END;
        if (top != wanted) continue;
        if (th_compare_slot(map, chain, *spot, key, lines->compare, who)) return TH_FOUND_KEY;
    }
    return TH_FOUND_NEITHER;
}

/* Looks for key down a chain, from its main bucket on, up to a slot that says rest. */
TH_INLINE th_spot th_search_chain(const th_map *map, const th_chain *chain, uint64_t hash,
                                  th_key key, const th_lines *lines, const th_observer *who)
{
    uint8_t wanted = th_tophash(hash);
    th_spot spot = {.bucket = chain->first};
    do {
        th_found found = who ? th_search_slots(map, chain, &spot, wanted, key, lines, who)
                             : th_search_tops(th_tops_word(spot.bucket), &spot, wanted, key);
        if (found == TH_FOUND_KEY) return spot;
        if (found == TH_FOUND_END) return (th_spot){.bucket = NULL};
        spot.bucket = th_follow(map, spot.bucket, lines->probe, who);
        spot.depth++;
    } while (spot.bucket != NULL);
    return spot;
}

/* The slot that holds key, whose hash this is; told to nobody. For cursors. */
th_spot th_map_find(const th_map *map, uint64_t hash, th_key key);

#endif
