/* map_delete.c - taking an entry out, and what its slot says afterwards.
 *
 *   [9c 41 1  7a 0  0 ..]   delete 41:   [9c 1  1  7a 0  0 ..]   something live behind it: empty
 *   [9c 1  1  7a 0  0 ..]   delete 7a:   [9c 0  0  0  0  0 ..]   nothing behind it: rest, and the
 *                                                                empty slots before it (fact 20)
 *
 *   D1  behind a slot that says rest, no slot of the chain is live; no chain ends with empty slots.
 *   D2  buckets are never unlinked, and a map never shrinks (fact 10).
 *   D3  a delete never fails: evacuation that cannot have its memory is put off.
 */
#include "core/bucket.h"
#include "core/map_ahead.h"
#include "core/map_grow.h"
#include "core/map_hash.h"
#include "core/map_keys.h"
#include "core/map_probe.h"
#include "core/map_watch.h"
#include "core/rules.h"

static const th_lines delete_lines = {.bucket = TH_LINE_DELETE_BUCKET,
                                      .probe = TH_LINE_DELETE_PROBE,
                                      .compare = TH_LINE_DELETE_COMPARE};

/* What a slot of the chain says; one move. */
TH_INLINE uint8_t read_top(const th_map *map, const th_chain *chain, th_spot spot,
                           const th_observer *who)
{
    GATE_SLOTS(who, map, TH_LINE_DELETE_REST, th_place_of(map, chain, spot), spot.bucket,
               1u << spot.slot, 0);
    uint8_t top = th_tops(spot.bucket)[spot.slot];
    TELL_GATED(who, .kind = TH_EVENT_SLOT_READ, .line = TH_LINE_DELETE_REST,
               .at = th_place_of(map, chain, spot), .before = top);
    return top;
}

/* Nothing live comes behind the spot. */
TH_INLINE bool is_last(const th_map *map, const th_chain *chain, th_spot spot,
                       const th_observer *who)
{
    th_spot next = {spot.bucket, spot.slot + 1, spot.depth};
    if (next.slot == TH_BUCKET_SLOTS) {
        th_bucket *behind = th_follow(map, spot.bucket, TH_LINE_DELETE_REST, who);
        if (behind == NULL) return true;
        next = (th_spot){behind, 0, spot.depth + 1};
    }
    return read_top(map, chain, next, who) == TH_EMPTY_REST;
}

/* One slot back in the chain; false at its very first slot. */
TH_INLINE bool step_back(const th_map *map, const th_chain *chain, th_spot *spot,
                         const th_observer *who)
{
    if (spot->slot > 0) {
        spot->slot--;
        return true;
    }
    if (spot->bucket == chain->first) return false;
    th_bucket *before = chain->first;
    for (;;) {
        th_bucket *next = th_follow(map, before, TH_LINE_DELETE_REST, who);
        if (next == spot->bucket) break;
        if (th_is_gated(who) && next == NULL) th_fault(map, TH_LINE_DELETE_REST, who);
        before = next;
    }
    *spot = (th_spot){before, TH_BUCKET_SLOTS - 1, spot->depth - 1};
    return true;
}

/* Turns the empty slots that nothing live comes behind into rest, back to the last live one. */
TH_INLINE void carry_rest_back(th_map *map, const th_chain *chain, th_spot spot,
                               const th_observer *who)
{
    if (!is_last(map, chain, spot, who)) return;
    do {
        GATE_SLOTS(who, map, TH_LINE_DELETE_REST, th_place_of(map, chain, spot), spot.bucket, 0,
                   1u << spot.slot);
        th_tops(spot.bucket)[spot.slot] = TH_EMPTY_REST;
        TELL(who, .kind = TH_EVENT_EMPTY_REST, .line = TH_LINE_DELETE_REST,
             .at = th_place_of(map, chain, spot), .before = TH_EMPTY_ONE, .after = TH_EMPTY_REST);
    } while (step_back(map, chain, &spot, who) && read_top(map, chain, spot, who) == TH_EMPTY_ONE);
}

/* An empty map takes a new seed, so that known collisions are worth nothing. */
TH_INLINE void count_down(th_map *map, const th_observer *who)
{
    if (th_count_by(map, -1, TH_FIELD_HASH0, TH_LINE_DELETE_COUNT, who) != 0) return;
    uint32_t before = map->h.hash0;
    th_map_reseed(map);
    TELL(who, .kind = TH_EVENT_SEED, .line = TH_LINE_DELETE_COUNT, .before = before,
         .after = map->h.hash0);
}

TH_INLINE void clear_slot(th_map *map, uint64_t hash, const th_chain *chain, th_spot spot,
                          const th_observer *who)
{
    GATE_SLOTS(who, map, TH_LINE_DELETE_CLEAR, th_place_of(map, chain, spot), spot.bucket, 0,
               1u << spot.slot);
    th_key stored = th_keys(spot.bucket)[spot.slot];
    uint8_t before = th_tops(spot.bucket)[spot.slot];
    th_tops(spot.bucket)[spot.slot] = TH_EMPTY_ONE;
    th_keys(spot.bucket)[spot.slot] = (th_key){NULL, 0};
    th_zero_value(map, th_value(map, spot.bucket, spot.slot));
    if (map->keys_owned) th_key_give_deleted(map, hash, stored);
    TELL(who, .kind = TH_EVENT_SLOT_CLEARED, .line = TH_LINE_DELETE_CLEAR,
         .at = th_place_of(map, chain, spot), .before = before, .after = TH_EMPTY_ONE);
}

/* What the growth under way costs this delete; put off when memory is short (D3). */
TH_INLINE void work(th_map *map, uint64_t hash, const th_observer *who)
{
    th_shape shape = th_read_shape(map, 0, TH_LINE_DELETE_WORK, who);
    if (shape.oldbuckets == NULL) {
        TELL_GATED(who, .kind = TH_EVENT_SHAPE_READ, .line = TH_LINE_DELETE_WORK, .before = 1);
        return;
    }
    if (!th_is_gated(who) && th_grow_reserve(map, hash) != TH_OK) return;
    th_grow_work(map, hash, &shape, who);
    if (!th_is_gated(who) && !th_is_growing(map)) th_spares_give(map);
}

TH_INLINE void take_out_of(th_map *map, uint64_t hash, const th_chain *chain, th_spot spot,
                           const th_observer *who)
{
    clear_slot(map, hash, chain, spot, who);
    carry_rest_back(map, chain, spot, who);
    count_down(map, who);
}

TH_INLINE bool take_out(th_map *map, th_key key, uint64_t hash, const th_observer *who)
{
    work(map, hash, who);
    th_chain chain = th_choose_chain(map, hash, TH_LINE_DELETE_BUCKET, who);
    th_spot spot = th_search_chain(map, &chain, hash, key, &delete_lines, who);
    if (spot.bucket == NULL) return false;
    take_out_of(map, hash, &chain, spot, who);
    return true;
}

TH_INLINE bool delete_body(th_map *map, th_key key, const th_observer *who)
{
    TELL(who, .kind = TH_EVENT_OP_START, .line = TH_LINE_DELETE_EMPTY, .before = TH_OP_DELETE,
         .key = key);
    if (th_is_empty_map(map, TH_LINE_DELETE_EMPTY, who)) {
        TELL(who, .kind = TH_EVENT_OP_END, .line = TH_LINE_DELETE_EMPTY, .before = TH_OP_DELETE);
        return false;
    }
    th_check_writing(map, TH_FATAL_WRITES, TH_FIELD_HASH0, TH_LINE_DELETE_CHECK, who);
    TH_ASSERT_RULES(map, "delete begins");
    uint64_t hash = th_hash_of(map, key);
    TELL(who, .kind = TH_EVENT_HASH, .line = TH_LINE_DELETE_HASH, .key = key, .hash = hash);
    th_set_writing(map, TH_LINE_DELETE_WRITING, who);
    th_do_chores(map, who);
    bool is_deleted = take_out(map, key, hash, who);
    th_clear_writing(map, TH_LINE_DELETE_DONE, who);
    TH_ASSERT_RULES(map, "delete ends");
    TELL(who, .kind = TH_EVENT_OP_END, .line = TH_LINE_DELETE_DONE, .before = TH_OP_DELETE,
         .after = is_deleted);
    return is_deleted;
}

static TH_NOINLINE bool delete_untold(th_map *map, th_key key)
{
    return delete_body(map, key, NULL);
}

static TH_NOINLINE bool delete_told(th_map *map, th_key key)
{
    return delete_body(map, key, map->observer);
}

static TH_NOINLINE bool delete_watched(th_map *map, th_key key, const void *caller)
{
    uint64_t number = th_history_begin(map->history, TH_OP_DELETE, key, caller);
    bool is_deleted = map->observer != NULL ? delete_told(map, key) : delete_untold(map, key);
    th_history_end(map->history, number);
    return is_deleted;
}

static TH_NOINLINE bool delete_detour(th_map *map, th_key key, const void *caller)
{
    return th_is_watched(map) ? delete_watched(map, key, caller) : delete_untold(map, key);
}

/* ---- The short way ---- */

TH_INLINE bool take_out_plain(th_map *map, th_key key, uint64_t hash)
{
    th_chain chain = th_plain_chain(map, hash);
    th_ask_to_write(th_line_ahead(chain.first));
    th_spot spot = th_search_chain(map, &chain, hash, key, &delete_lines, NULL);
    if (spot.bucket == NULL) return false;
    take_out_of(map, hash, &chain, spot, NULL);
    return true;
}

bool th_map_delete(th_map *map, th_key key)
{
    if (map == NULL) return false;
    if (TH_UNLIKELY(!th_is_plain(map, key, TH_WRITE_DETOURS) || map->h.count == 0)) {
        return delete_detour(map, key, TH_CALLER());
    }
    TH_ASSERT_RULES(map, "delete begins");
    uint64_t hash = th_short_hash_of(map, key);
    th_set_writing(map, TH_LINE_DELETE_WRITING, NULL);
    bool is_deleted = take_out_plain(map, key, hash);
    th_clear_writing(map, TH_LINE_DELETE_DONE, NULL);
    TH_ASSERT_RULES(map, "delete ends");
    return is_deleted;
}
