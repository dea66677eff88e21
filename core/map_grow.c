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
#include "core/map_ahead.h"
#include "core/map_hash.h"
#include "core/map_probe.h"

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
    if (array->B > 0) map->detours &= (uint8_t)~TH_DETOUR_SMALL;
    map->h.oldbuckets = map->h.buckets;
    map->h.buckets = th_array_buckets(array);
    map->h.nevacuate = 0;
    map->h.noverflow = 0;
    map->extra.next_overflow = th_array_stock(map, array);
    if (map->extra.next_overflow != NULL) map->h.extra = &map->extra;
    th_pieces_aim(map);
}

/* What the first evacuation in the new array may need. */
static th_status reserve_first(th_map *map, th_array *array, uint64_t hash)
{
    const th_bucket *first = th_bucket_at(map, map->h.buckets, hash & th_bucket_mask(map->h.B));
    return th_array_reserve(map, array, th_array_stock(map, array), chain_need(map, first) + 1);
}

th_status th_grow_start(th_map *map, unsigned growth, uint64_t hash, const th_observer *who)
{
    bool is_same_size = growth == TH_GROWTH_SAME_SIZE;
    GATE(who, .map = map, .line = TH_LINE_GROW_START, .reads = TH_FIELD_SHAPE | TH_FIELD_FLAGS,
         .writes = TH_FIELD_SHAPE | TH_FIELD_FLAGS | TH_FIELD_NEVACUATE | TH_FIELD_NOVERFLOW);
    assert((th_is_gated(who) || !th_is_growing(map)) && "but for a race");
    th_array *array = th_array_make_next(map, (uint8_t)(map->h.B + (is_same_size ? 0 : 1)));
    if (array == NULL) return TH_NO_MEMORY;
    if (!th_is_gated(who) && reserve_first(map, array, hash) != TH_OK) {
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

TH_INLINE uint8_t bit_of(unsigned slot) { return (uint8_t)(1u << slot); }

/* The first tophash of an old bucket says whether it has been evacuated: advance_mark looks at many
 * of them. */
TH_INLINE uint16_t old_mark_field(th_spot from)
{
    return from.slot == 0 && from.depth == 0 ? TH_FIELD_OLD_MARKS : 0;
}

/* One half of an evacuation: where its next entry goes. */
typedef struct half {
    th_bucket *bucket;
    uint64_t index; /* of its chain */
    uint32_t depth;
    unsigned slot;
} half;

/* The evacuation of one chain. */
typedef struct evacuation {
    const th_shape *shape;
    uint64_t index;
    th_bucket *main;
    half halves[2]; /* X and Y; at the same size there is no Y, and its place is never looked at */
} evacuation;

TH_INLINE half half_of(const th_map *map, const th_shape *shape, uint64_t index,
                       const th_observer *who)
{
    return (half){
        .bucket = th_bucket_in(map, shape->buckets, index, TH_LINE_GROW_EVACUATE, who),
        .index = index,
    };
}

TH_INLINE bool is_same_size(const th_shape *shape)
{
    return shape->old_count == (uint64_t)1 << shape->B;
}

TH_INLINE th_place place_to(const th_map *map, const th_shape *shape, const half *to)
{
    th_place place = th_place_in(map, shape->buckets, to->index, to->bucket, to->depth);
    place.slot = to->slot;
    return place;
}

TH_INLINE th_place place_from(const th_map *map, const evacuation *of, th_spot from)
{
    th_place place = th_place_in(map, of->shape->oldbuckets, of->index, from.bucket, from.depth);
    place.slot = from.slot;
    return place;
}

TH_INLINE void make_room(th_map *map, const th_shape *shape, half *to, const th_observer *who)
{
    if (to->slot < TH_BUCKET_SLOTS) return;
    GATE(who, .map = map, .line = TH_LINE_GROW_OVERFLOW, .reads = TH_FIELD_NOVERFLOW,
         .writes = TH_FIELD_NOVERFLOW | TH_FIELD_CHAINS);
    uint16_t before = map->h.noverflow;
    bool is_from_stock;
    th_bucket *tail = to->bucket;
    to->bucket = th_overflow_link(map, shape->buckets, tail, &is_from_stock);
    assert(to->bucket != NULL && "reserved before (G2)");
    to->slot = 0;
    to->depth++;
    TELL(who, .kind = TH_EVENT_OVERFLOW_LINKED, .line = TH_LINE_GROW_OVERFLOW,
         .at = place_to(map, shape, to), .before = before, .after = map->h.noverflow,
         .to = {.slot = is_from_stock, .link = th_link_of(map, shape->buckets, tail)});
}

TH_INLINE void move_slot(th_map *map, evacuation *of, th_spot from, uint8_t top,
                         const th_observer *who)
{
    th_key key = th_keys(from.bucket)[from.slot];
    uint64_t hash = 0;
    unsigned side = 0;
    if (!is_same_size(of->shape)) {
        hash = th_hash_of(map, key);
        side = (hash & of->shape->old_count) != 0;
    }
    half *to = &of->halves[side];
    make_room(map, of->shape, to, who);
    uint8_t mark = (uint8_t)(TH_EVACUATED_X + side);
    GATE(who, .map = map, .line = TH_LINE_GROW_MOVE, .writes = old_mark_field(from),
         .at = place_from(map, of, from), .to = place_to(map, of->shape, to),
         .touches = {{from.bucket, bit_of(from.slot), bit_of(from.slot)},
                     {to->bucket, 0, bit_of(to->slot)}});
    th_tops(from.bucket)[from.slot] = mark;
    th_tops(to->bucket)[to->slot] = top;
    th_keys(to->bucket)[to->slot] = key;
    th_copy_value(map, th_value(map, to->bucket, to->slot), th_value(map, from.bucket, from.slot));
    TELL(who, .kind = TH_EVENT_SLOT_MOVED, .line = TH_LINE_GROW_MOVE,
         .at = place_from(map, of, from), .to = place_to(map, of->shape, to), .before = top,
         .after = mark, .hash = hash, .key = key);
    to->slot++;
}

TH_INLINE void mark_empty(th_map *map, const evacuation *of, th_spot from, uint8_t top,
                          const th_observer *who)
{
    GATE_SLOTS_AND(who, map, TH_LINE_GROW_EMPTY, place_from(map, of, from), from.bucket, 0,
                   bit_of(from.slot), .writes = old_mark_field(from));
    th_tops(from.bucket)[from.slot] = TH_EVACUATED_EMPTY;
    TELL(who, .kind = TH_EVENT_EMPTY_EVACUATED, .line = TH_LINE_GROW_EMPTY,
         .at = place_from(map, of, from), .before = top, .after = TH_EVACUATED_EMPTY);
}

/* Somebody has evacuated this slot since the chain was found not to be: Go gives up, too. */
TH_INLINE void give_up(const th_map *map, const th_observer *who)
{
    TELL(who, .kind = TH_EVENT_FATAL, .line = TH_LINE_GROW_EVACUATE, .before = TH_FATAL_BAD_STATE);
    th_fatal(map, TH_FATAL_BAD_STATE, false);
}

TH_INLINE void evacuate_slot(th_map *map, evacuation *of, th_spot from, const th_observer *who)
{
    GATE_SLOTS_AND(who, map, TH_LINE_GROW_EVACUATE, place_from(map, of, from), from.bucket,
                   bit_of(from.slot), 0, .reads = TH_FIELD_HASH0);
    uint8_t top = th_tops(from.bucket)[from.slot];
    if (TH_UNLIKELY(th_is_evacuated(top))) give_up(map, who);
    TELL_GATED(who, .kind = TH_EVENT_SLOT_READ, .line = TH_LINE_GROW_EVACUATE,
               .at = place_from(map, of, from), .before = top);
    if (th_is_empty(top)) {
        mark_empty(map, of, from, top, who);
    } else {
        move_slot(map, of, from, top, who);
    }
}

/* In a race another worker may have moved an entry into a bucket that is old meanwhile: it keeps
 * its tophash, and has lost its key and value. */
static void tell_wiped_entries(const th_map *map, const evacuation *of, const th_observer *who)
{
    th_spot spot = {.bucket = of->main};
    for (; spot.slot < TH_BUCKET_SLOTS; spot.slot++) {
        uint8_t top = th_tops(of->main)[spot.slot];
        if (top < TH_MIN_TOPHASH) continue;
        TELL(who, .kind = TH_EVENT_SLOT_WRITTEN, .line = TH_LINE_GROW_WIPE,
             .at = place_from(map, of, spot), .before = top, .after = top,
             .value = th_value(map, of->main, spot.slot));
    }
}

/* Keys, values and the chain of an evacuated bucket, when no cursor can need them any more: those
 * at home in the array have set its flag, others stand in the chain (map_iter.c, I3). The overflow
 * buckets stay with their array until it goes. */
TH_INLINE void wipe(th_map *map, const evacuation *of, const th_observer *who)
{
    th_place at = {0};
    if (who) at = th_place_in(map, of->shape->oldbuckets, of->index, of->main, 0);
    GATE_SLOTS_AND(who, map, TH_LINE_GROW_WIPE, at, of->main, 0, UINT8_MAX,
                   .reads = TH_FIELD_FLAGS | TH_FIELD_CURSORS, .writes = TH_FIELD_CHAINS);
    if ((th_flags(map) & TH_FLAG_OLD_ITERATOR) ||
        th_chain_is_stood_in(map, th_array_of(of->shape->oldbuckets), of->index)) {
        TELL_GATED(who, .kind = TH_EVENT_LOOKED, .line = TH_LINE_GROW_WIPE, .before = 1);
        return;
    }
    memset(th_keys(of->main), 0, map->bucket_size - TH_BUCKET_KEYS);
    if (th_is_gated(who)) tell_wiped_entries(map, of, who);
    TELL(who, .kind = TH_EVENT_BUCKET_WIPED, .line = TH_LINE_GROW_WIPE, .at = at);
}

TH_INLINE void evacuate_chain(th_map *map, const th_shape *shape, uint64_t index,
                              th_bucket *main_bucket, const th_observer *who)
{
    evacuation of = {.shape = shape, .index = index, .main = main_bucket};
    th_spot from = {.bucket = main_bucket};
    TELL(who, .kind = TH_EVENT_EVACUATE_START, .line = TH_LINE_GROW_EVACUATE,
         .at = place_from(map, &of, from));
    of.halves[0] = half_of(map, shape, index, who);
    if (!is_same_size(shape)) {
        of.halves[1] = half_of(map, shape, index + shape->old_count, who);
    }
    for (; from.bucket != NULL; from.depth++) {
        for (from.slot = 0; from.slot < TH_BUCKET_SLOTS; from.slot++)
            evacuate_slot(map, &of, from, who);
        from.bucket = th_follow(map, from.bucket, TH_LINE_GROW_EVACUATE, who);
    }
    wipe(map, &of, who);
}

/* ---- Ending ---- */

TH_INLINE void end_growth(th_map *map, const th_observer *who)
{
    GATE(who, .map = map, .line = TH_LINE_GROW_END, .reads = TH_FIELD_SHAPE | TH_FIELD_FLAGS,
         .writes = TH_FIELD_SHAPE | TH_FIELD_FLAGS);
    th_bucket *oldbuckets = map->h.oldbuckets;
    if (th_is_gated(who) && oldbuckets == NULL) th_fault(map, TH_LINE_GROW_END, who);
    th_array *old = th_array_of(oldbuckets);
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

/* If the bucket at nevacuate has just been found evacuated: on to the next that has not. */
TH_INLINE void advance_mark(th_map *map, const th_shape *shape, uint64_t index,
                            const th_observer *who)
{
    GATE(who, .map = map, .line = TH_LINE_GROW_MARK,
         .reads = TH_FIELD_NEVACUATE | TH_FIELD_OLD_MARKS, .writes = TH_FIELD_NEVACUATE);
    uint64_t before = map->h.nevacuate;
    if (index != before) {
        TELL_GATED(who, .kind = TH_EVENT_LOOKED, .line = TH_LINE_GROW_MARK, .before = before);
        return;
    }
    uint64_t next = before + 1;
    uint64_t stop =
        shape->old_count - next > MARK_STEPS_MAX ? next + MARK_STEPS_MAX : shape->old_count;
    while (next < stop && th_bucket_is_evacuated(
                              th_bucket_in(map, shape->oldbuckets, next, TH_LINE_GROW_MARK, who)))
        next++;
    map->h.nevacuate = next;
    TELL(who, .kind = TH_EVENT_NEVACUATE, .line = TH_LINE_GROW_MARK, .before = before,
         .after = next);
    if (next == shape->old_count) end_growth(map, who);
}

TH_INLINE void evacuate(th_map *map, const th_shape *shape, uint64_t index, const th_observer *who)
{
    th_bucket *old = th_bucket_in(map, shape->oldbuckets, index, TH_LINE_GROW_EVACUATE, who);
    th_place at = {0};
    if (who) at = th_place_in(map, shape->oldbuckets, index, old, 0);
    GATE_SLOTS(who, map, TH_LINE_GROW_EVACUATE, at, old, 1, 0);
    if (!th_bucket_is_evacuated(old)) {
        evacuate_chain(map, shape, index, old, who);
    } else {
        TELL_GATED(who, .kind = TH_EVENT_SLOT_READ, .line = TH_LINE_GROW_EVACUATE, .at = at,
                   .before = th_tops(old)[0]);
    }
    advance_mark(map, shape, index, who);
}

/* ---- The work of one write ---- */

/* From here on an array does not lie in the processor's own caches. */
enum { LOOK_AHEAD_FROM_B = 12 };

/* Asks for what the next write will need, which comes here in turn: the bytes of the old bucket's
 * keys, to be hashed, and its heirs; and the old bucket after it. */
TH_INLINE void look_ahead(const th_map *map, const th_shape *shape, uint64_t index)
{
    if (shape->B < LOOK_AHEAD_FROM_B || index + 1 >= shape->old_count) return;
    const th_bucket *old = th_bucket_at(map, shape->oldbuckets, index);
    for (unsigned slot = 0; slot < TH_BUCKET_SLOTS; slot++)
        th_ask_for(th_keys(old)[slot].bytes);
    th_ask_to_write_bucket(map, th_bucket_at(map, shape->buckets, index));
    if (!is_same_size(shape))
        th_ask_to_write_bucket(map, th_bucket_at(map, shape->buckets, index + shape->old_count));
    th_ask_for_bucket(map, th_bucket_at(map, old, 1));
}

TH_INLINE void work_body(th_map *map, uint64_t hash, const th_shape *shape, const th_observer *who)
{
    evacuate(map, shape, hash & (shape->old_count - 1), who);
    th_shape now = th_read_shape(map, TH_FIELD_NEVACUATE, TH_LINE_GROW_MARK, who);
    if (now.oldbuckets == NULL) {
        TELL_GATED(who, .kind = TH_EVENT_SHAPE_READ, .line = TH_LINE_GROW_MARK, .before = 1);
        return;
    }
    uint64_t next = now.nevacuate;
    if (!th_is_gated(who) && reserve_for(map, th_bucket_at(map, now.oldbuckets, next)) != TH_OK) {
        return;
    }
    evacuate(map, &now, next, who);
    if (!who && th_is_growing(map)) look_ahead(map, &now, next + 1);
}

static TH_NOINLINE void work_untold(th_map *map, uint64_t hash, const th_shape *shape)
{
    work_body(map, hash, shape, NULL);
}

static TH_NOINLINE void work_told(th_map *map, uint64_t hash, const th_shape *shape,
                                  const th_observer *who)
{
    work_body(map, hash, shape, who);
}

void th_grow_work(th_map *map, uint64_t hash, const th_shape *shape, const th_observer *who)
{
    if (who != NULL) {
        work_told(map, hash, shape, who);
    } else {
        work_untold(map, hash, shape);
    }
}
