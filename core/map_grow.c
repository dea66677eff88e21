/* map_grow.c - how a map gets more room without ever stopping for it.
 *
 *    oldbuckets, B=1            buckets, B=2    Doubling gives old bucket i two heirs: X is i, Y is
 *   +--------+   bit 0         +--------+       i + 2. The lowest hash bit that the old mask does
 *   | 0      |---------------->| 0    X |       not look at says for each entry which inherits it.
 *   |        |----.            +--------+       At the same size there is only X: the entries close
 *   +--------+    |            | 1      |       ranks.
 *   | 1      |    | bit 1      +--------+
 *   +--------+    '----------->| 2    Y |
 *       ^                      +--------+
 *   nevacuate                  | 3      |
 *                              +--------+
 *
 *   G1  every old bucket below nevacuate has been evacuated.
 *   G2  a chain is evacuated whole or not at all: what it may need is reserved first.
 *   G3  each write during growth evacuates at least one old bucket if one of its key or at
 *       nevacuate is left, so growth ends within as many writes as there are old buckets.
 *   G4  the old bucket's marks stay; its keys stay while a cursor may stand there (fact 18).
 *
 * Not here: when to grow (map_assign.c), who keeps the old array alive for a cursor (bucket.c). */
#include "core/map_grow.h"

#include <assert.h>

#include "core/bucket.h"
#include "core/map_tell.h"

/* After each evacuation nevacuate may pass so many more that are evacuated already (fact 15). */
enum { MARK_STEPS_MAX = 1024 };

/* ---- Reserving ---- */

/* At most how many overflow buckets the evacuation of a chain takes: a chain of n has at most 8n
 * entries; split in two halves they fill at most n + 1 buckets, and two of these are main ones. */
static uint64_t chain_need(const th_map *map, const th_bucket *bucket)
{
    if (th_bucket_is_evacuated(bucket)) return 0;
    uint64_t need = 0;
    while ((bucket = *th_next(map, bucket)) != NULL)
        need++;
    return need;
}

static th_status reserve_for(th_map *map, const th_bucket *old_bucket)
{
    const th_bucket *stock = map->h.extra == NULL ? NULL : map->h.extra->next_overflow;
    return th_array_reserve(map, th_array_of(map->h.buckets), stock,
                            chain_need(map, old_bucket) + 1);
}

th_status th_grow_reserve(th_map *map, uint64_t hash)
{
    uint64_t index = hash & (th_old_count(map) - 1);
    return reserve_for(map, th_bucket_at(map, map->h.oldbuckets, index));
}

/* ---- Starting ---- */

static void start_with(th_map *map, th_array *array, bool is_same_size)
{
    uint8_t flags = th_flags(map);
    uint8_t after = flags & (uint8_t) ~(TH_FLAG_ITERATOR | TH_FLAG_OLD_ITERATOR);
    if (flags & TH_FLAG_ITERATOR) after |= TH_FLAG_OLD_ITERATOR;
    if (is_same_size) after |= TH_FLAG_SAME_SIZE;
    th_flags_store(map, after);
    map->h.B = array->B;
    map->h.oldbuckets = map->h.buckets;
    map->h.buckets = th_array_buckets(array);
    map->h.nevacuate = 0;
    map->h.noverflow = 0;
    map->extra.next_overflow = th_array_stock(map, array);
    if (map->extra.next_overflow != NULL) map->h.extra = &map->extra;
}

th_status th_grow_start(th_map *map, unsigned growth, uint64_t hash, const th_observer *who)
{
    assert(!th_is_growing(map));
    bool is_same_size = growth == TH_GROWTH_SAME_SIZE;
    th_array *array = th_array_make(map, (uint8_t)(map->h.B + (is_same_size ? 0 : 1)));
    if (array == NULL) return TH_NO_MEMORY;
    const th_bucket *first = th_bucket_at(map, map->h.buckets, hash & th_bucket_mask(map->h.B));
    if (th_array_reserve(map, array, th_array_stock(map, array), chain_need(map, first) + 1) !=
        TH_OK) {
        th_array_free(map, array);
        return TH_NO_MEMORY;
    }
    th_header before = th_header_of(map);
    start_with(map, array, is_same_size);
    th_header after = th_header_of(map);
    TELL(who, .kind = TH_EVENT_GROW_START, .line = TH_LINE_GROW_START, .at = {.array = array->id},
         .header_before = &before, .header_after = &after);
    return TH_OK;
}

/* ---- Evacuating ---- */

/* One half of an evacuation: where its next entry goes. */
typedef struct half {
    th_bucket *bucket;
    th_place at;
} half;

TH_INLINE half half_of(const th_map *map, uint64_t index, const th_observer *who)
{
    return (half){.bucket = th_bucket_at(map, map->h.buckets, index),
                  .at = TH_PLACE(who ? th_array_id(map->h.buckets) : 0, index, 0, 0)};
}

TH_INLINE void make_room(th_map *map, half *to, const th_observer *who)
{
    if (to->at.slot < TH_BUCKET_SLOTS) return;
    uint16_t before = map->h.noverflow;
    bool is_from_stock;
    to->bucket = th_overflow_link(map, to->bucket, &is_from_stock);
    assert(to->bucket != NULL && "reserved before (G2)");
    to->at.slot = 0;
    to->at.depth++;
    TELL(who, .kind = TH_EVENT_OVERFLOW_LINKED, .line = TH_LINE_GROW_OVERFLOW, .at = to->at,
         .before = before, .after = map->h.noverflow, .to = {.slot = is_from_stock});
}

TH_INLINE void move_slot(th_map *map, th_bucket *from, th_place at, half halves[2],
                         const th_observer *who)
{
    unsigned slot = at.slot;
    uint8_t top = th_tops(from)[slot];
    th_key key = th_keys(from)[slot];
    uint64_t hash = 0;
    unsigned side = 0;
    if (!(th_flags(map) & TH_FLAG_SAME_SIZE)) {
        hash = th_hash_of(map, key);
        side = (hash & th_old_count(map)) != 0;
    }
    half *to = &halves[side];
    make_room(map, to, who);
    unsigned to_slot = to->at.slot;
    uint8_t mark = (uint8_t)(TH_EVACUATED_X + side);
    th_tops(from)[slot] = mark;
    th_tops(to->bucket)[to_slot] = top;
    th_keys(to->bucket)[to_slot] = key;
    th_copy_value(map, th_value(map, to->bucket, to_slot), th_value(map, from, slot));
    TELL(who, .kind = TH_EVENT_SLOT_MOVED, .line = TH_LINE_GROW_MOVE, .at = at, .to = to->at,
         .before = top, .after = mark, .hash = hash, .key = key);
    to->at.slot++;
}

/* Keys, values and the chain of an evacuated bucket, when no cursor can need them any more: those
 * at home in the array have set its flag, others stand in the chain (map_iter.c, I3). The overflow
 * buckets stay with their array until it goes. */
TH_INLINE void wipe(th_map *map, th_bucket *bucket, uint64_t index, const th_observer *who)
{
    if (th_flags(map) & TH_FLAG_OLD_ITERATOR) return;
    if (th_chain_is_stood_in(map, th_array_of(map->h.oldbuckets), index)) return;
    memset(th_keys(bucket), 0, map->bucket_size - TH_BUCKET_KEYS);
    TELL(who, .kind = TH_EVENT_BUCKET_WIPED, .line = TH_LINE_GROW_WIPE,
         .at = TH_PLACE(th_array_id(map->h.oldbuckets), index, 0, 0));
}

TH_INLINE void evacuate_chain(th_map *map, uint64_t index, const th_observer *who)
{
    th_bucket *main_bucket = th_bucket_at(map, map->h.oldbuckets, index);
    th_place at = TH_PLACE(who ? th_array_id(map->h.oldbuckets) : 0, index, 0, 0);
    TELL(who, .kind = TH_EVENT_EVACUATE_START, .line = TH_LINE_GROW_EVACUATE, .at = at);
    /* At the same size there is no Y half: its place is never looked at. */
    half halves[2] = {half_of(map, index, who), {0}};
    if (!(th_flags(map) & TH_FLAG_SAME_SIZE)) {
        halves[1] = half_of(map, index + th_old_count(map), who);
    }
    for (th_bucket *from = main_bucket; from != NULL; from = *th_next(map, from), at.depth++) {
        for (at.slot = 0; at.slot < TH_BUCKET_SLOTS; at.slot++) {
            uint8_t top = th_tops(from)[at.slot];
            if (!th_is_empty(top)) {
                move_slot(map, from, at, halves, who);
                continue;
            }
            th_tops(from)[at.slot] = TH_EVACUATED_EMPTY;
            TELL(who, .kind = TH_EVENT_EMPTY_EVACUATED, .line = TH_LINE_GROW_EMPTY, .at = at,
                 .before = top, .after = TH_EVACUATED_EMPTY);
        }
    }
    wipe(map, main_bucket, index, who);
}

/* ---- Ending ---- */

TH_INLINE void end_growth(th_map *map, const th_observer *who)
{
    th_array *old = th_array_of(map->h.oldbuckets);
    th_header before = th_header_of(map);
    map->h.oldbuckets = NULL;
    th_flags_store(map, th_flags(map) & (uint8_t)~TH_FLAG_SAME_SIZE);
    th_header after = th_header_of(map);
    uint32_t id = old->id;
    TELL(who, .kind = TH_EVENT_GROW_END, .line = TH_LINE_GROW_END, .at = {.array = id},
         .header_before = &before, .header_after = &after);
    if (th_array_let_go(map, old)) {
        TELL(who, .kind = TH_EVENT_ARRAY_FREED, .line = TH_LINE_GROW_END, .at = {.array = id});
    }
}

/* The bucket at nevacuate has been evacuated: on to the next that has not. */
TH_INLINE void advance_mark(th_map *map, const th_observer *who)
{
    uint64_t before = map->h.nevacuate;
    uint64_t old_count = th_old_count(map);
    uint64_t next = before + 1;
    uint64_t stop = old_count - next > MARK_STEPS_MAX ? next + MARK_STEPS_MAX : old_count;
    while (next < stop && th_bucket_is_evacuated(th_bucket_at(map, map->h.oldbuckets, next)))
        next++;
    map->h.nevacuate = next;
    TELL(who, .kind = TH_EVENT_NEVACUATE, .line = TH_LINE_GROW_MARK, .before = before,
         .after = next);
    if (next == old_count) end_growth(map, who);
}

TH_INLINE void evacuate(th_map *map, uint64_t index, const th_observer *who)
{
    if (!th_bucket_is_evacuated(th_bucket_at(map, map->h.oldbuckets, index))) {
        evacuate_chain(map, index, who);
    }
    if (index == map->h.nevacuate) advance_mark(map, who);
}

/* ---- The work of one write ---- */

TH_INLINE void work_body(th_map *map, uint64_t hash, const th_observer *who)
{
    evacuate(map, hash & (th_old_count(map) - 1), who);
    if (!th_is_growing(map)) return;
    uint64_t next = map->h.nevacuate;
    if (reserve_for(map, th_bucket_at(map, map->h.oldbuckets, next)) != TH_OK) return;
    evacuate(map, next, who);
}

static TH_NOINLINE void work_untold(th_map *map, uint64_t hash) { work_body(map, hash, NULL); }

static TH_NOINLINE void work_told(th_map *map, uint64_t hash, const th_observer *who)
{
    work_body(map, hash, who);
}

void th_grow_work(th_map *map, uint64_t hash, const th_observer *who)
{
    if (who != NULL) {
        work_told(map, hash, who);
    } else {
        work_untold(map, hash);
    }
}
