/* map_iter.c - walking a map that changes underneath.
 *
 *   home, B=2                       start bucket 2, offset 5:
 *   +---+---+---+---+               buckets 2, 3, 0, 1; in each its chain; in each bucket of that
 *   | 0 | 1 | 2 | 3 |               slots 5, 6, 7, 0, 1, 2, 3, 4 (fact 25)
 *   +---+---+---+---+
 *             ^start
 *   What a bucket of home shows depends on what became of home since:
 *     - not grown, or home is still where entries go: itself;
 *     - home is new, the old bucket not evacuated: the old chain, only keys that belong here
 *       (fact 26);
 *     - home is old: slots marked X or Y are looked up anew in the map (fact 27).
 *
 *   I1  the choice is made once, on entering a bucket (fact 28); each key has one bucket in home,
 *       and only there it is yielded, so at most once. (Go asks which kind of growth is on when it
 *       looks at a slot; when that has changed, it yields keys of a split chain twice.)
 *   I2  home, and the array the cursor stands in, are pinned: their memory and marks stay.
 *   I3  a chain that a cursor stands in is not wiped. Go's iterator, when it outlives two growths
 *       of the same size, may see its chain wiped and miss keys (fact 32); here it does not.
 */
#include <assert.h>

#include "core/bucket.h"
#include "core/map_hash.h"
#include "core/map_keys.h"
#include "core/map_probe.h"
#include "core/map_watch.h"

/* ---- Where a cursor stands ---- */

/* Seldom: once a walk, or where a growth comes between. Apart, so that a step is short. */
static TH_NOINLINE void unpin(th_map *map, th_array **pinned)
{
    th_array *array = *pinned;
    if (array == NULL) return;
    *pinned = NULL;
    uint32_t id = array->id;
    if (!th_array_unpin(map, array)) return;
    TELL(map->observer, .kind = TH_EVENT_ARRAY_FREED, .line = TH_LINE_ITER_CLOSE,
         .at = {.array = id});
}

/* Leaves the array it stands in, unless that is home. */
static TH_NOINLINE void step_out(th_cursor *cursor)
{
    if (cursor->here == NULL) return;
    th_cursor_unlist(cursor);
    unpin(cursor->map, &cursor->here);
}

/* Stands in array from now on: pins it, unless it is home, which is pinned anyway. */
static void stand_in(th_cursor *cursor, th_array *array)
{
    th_array *wanted = array == cursor->home ? NULL : array;
    if (cursor->here == wanted) return;
    if (wanted != NULL) th_array_pin(wanted);
    step_out(cursor);
    cursor->here = wanted;
    if (wanted != NULL) th_cursor_list(cursor);
}

static void let_go(th_cursor *cursor)
{
    step_out(cursor);
    unpin(cursor->map, &cursor->home);
    cursor->map = NULL;
    cursor->key = (th_key){NULL, 0};
    cursor->value = NULL;
}

static th_array *standing_in(const th_cursor *cursor)
{
    return cursor->here != NULL ? cursor->here : cursor->home;
}

TH_INLINE th_place place_of(const th_cursor *cursor, unsigned slot)
{
    th_array *array = standing_in(cursor);
    /* cursor->bucket is already the next one; an old array has fewer buckets. */
    uint64_t index = (cursor->bucket - 1) & th_bucket_mask(cursor->B) & th_bucket_mask(array->B);
    th_place place = th_place_in(cursor->map, th_array_buckets(array), index,
                                 (const th_bucket *)cursor->bucket_ptr, cursor->depth);
    place.slot = slot;
    return place;
}

/* ---- Opening ---- */

/* Both flags at once; already set by another reader perhaps. */
static void set_flags(th_map *map, uint8_t *before, uint8_t *after)
{
    const uint8_t both = TH_FLAG_ITERATOR | TH_FLAG_OLD_ITERATOR;
    *before = th_flags(map);
    if ((*before & both) != both) {
        *before = atomic_fetch_or_explicit(&map->h.flags, both, memory_order_relaxed);
    }
    *after = *before | both;
}

static void start(th_map *map, th_cursor *cursor, uint64_t start_bucket, uint8_t offset)
{
    cursor->map = map;
    cursor->home = th_array_of(map->h.buckets);
    th_array_pin(cursor->home);
    cursor->B = map->h.B;
    cursor->start_bucket = cursor->bucket = start_bucket & th_bucket_mask(map->h.B);
    cursor->offset = offset & (TH_BUCKET_SLOTS - 1);
    cursor->check_bucket = TH_NO_CHECK;
    cursor->id = atomic_fetch_add_explicit(&map->last_cursor_id, 1, memory_order_relaxed) + 1;
    uint8_t before, after;
    set_flags(map, &before, &after);
    TELL(map->observer, .kind = TH_EVENT_ITER_START, .line = TH_LINE_ITER_START,
         .cursor = cursor->id, .before = before, .after = after,
         .at = TH_PLACE(cursor->home->id, cursor->start_bucket, 0, cursor->offset));
}

static void open_at(th_map *map, th_cursor *cursor, uint64_t start_bucket, uint8_t offset,
                    const void *caller)
{
    *cursor = (th_cursor){.map = NULL};
    if (map == NULL) return;
    uint64_t number = th_watch_begin(map, TH_OP_OPEN, caller);
    const th_observer *who = map->observer;
    TELL(who, .kind = TH_EVENT_OP_START, .line = TH_LINE_ITER_START, .before = TH_OP_OPEN);
    GATE(who, .map = map, .line = TH_LINE_ITER_START,
         .reads = TH_FIELD_COUNT | TH_FIELD_SHAPE | TH_FIELD_FLAGS,
         .writes = TH_FIELD_FLAGS | TH_FIELD_CURSORS);
    if (map->h.count > 0) start(map, cursor, start_bucket, offset);
    TELL(who, .kind = TH_EVENT_OP_END, .line = TH_LINE_ITER_START, .before = TH_OP_OPEN,
         .after = cursor->map != NULL, .cursor = cursor->id);
    th_watch_end(map->history, number);
}

void th_cursor_open_at(th_map *map, th_cursor *cursor, uint64_t start_bucket, uint8_t offset)
{
    open_at(map, cursor, start_bucket, offset, TH_CALLER());
}

void th_cursor_open(th_map *map, th_cursor *cursor)
{
    uint64_t random = map == NULL ? 0 : th_map_random(map);
    uint8_t offset = map == NULL ? 0 : (uint8_t)(random >> map->h.B & (TH_BUCKET_SLOTS - 1));
    open_at(map, cursor, random, offset, TH_CALLER());
}

void th_cursor_close(th_cursor *cursor)
{
    th_map *map = cursor->map;
    if (map == NULL) return;
    uint64_t number = th_watch_begin(map, TH_OP_CLOSE, TH_CALLER());
    uint32_t id = cursor->id;
    TELL(map->observer, .kind = TH_EVENT_OP_START, .line = TH_LINE_ITER_CLOSE,
         .before = TH_OP_CLOSE, .cursor = id);
    TELL(map->observer, .kind = TH_EVENT_ITER_CLOSED, .line = TH_LINE_ITER_CLOSE, .cursor = id);
    GATE(map->observer, .map = map, .line = TH_LINE_ITER_CLOSE, .reads = TH_FIELD_CURSORS,
         .writes = TH_FIELD_CURSORS);
    let_go(cursor);
    TELL(map->observer, .kind = TH_EVENT_OP_END, .line = TH_LINE_ITER_CLOSE, .before = TH_OP_CLOSE,
         .after = 1, .cursor = id);
    th_watch_end(map->history, number);
}

/* ---- Stepping ---- */

/* Which bucket of which array shows the entries of the next bucket of home. */
TH_INLINE th_bucket *choose_bucket(th_cursor *cursor, th_array **array, const th_observer *who)
{
    const th_map *map = cursor->map;
    *array = cursor->home;
    cursor->check_bucket = TH_NO_CHECK;
    th_bucket *buckets = th_array_buckets(cursor->home);
    th_shape shape = th_read_shape(map, 0, TH_LINE_ITER_BUCKET, who);
    if (shape.oldbuckets == NULL || cursor->B != shape.B) {
        TELL_GATED(who, .kind = TH_EVENT_SHAPE_READ, .line = TH_LINE_ITER_BUCKET, .before = 1,
                   .after = shape.oldbuckets != NULL);
        GATE(who, .map = map, .line = TH_LINE_ITER_BUCKET, .reads = TH_FIELD_CURSORS,
             .writes = TH_FIELD_CURSORS);
        return th_bucket_at(map, buckets, cursor->bucket);
    }
    uint64_t index = cursor->bucket & (shape.old_count - 1);
    th_bucket *old = th_bucket_in(map, shape.oldbuckets, index, TH_LINE_ITER_BUCKET, who);
    GATE_SLOTS_AND(who, map, TH_LINE_ITER_BUCKET, th_place_in(map, shape.oldbuckets, index, old, 0),
                   old, 1, 0, .reads = TH_FIELD_CURSORS, .writes = TH_FIELD_CURSORS);
    if (th_bucket_is_evacuated(old)) return th_bucket_at(map, buckets, cursor->bucket);
    cursor->check_bucket = cursor->bucket;
    *array = th_array_of(shape.oldbuckets);
    return old;
}

/* Enters bucket, which shows the next one of home. */
TH_INLINE void enter_plain(th_cursor *cursor, th_bucket *bucket)
{
    cursor->bucket_ptr = (char *)bucket;
    cursor->depth = 0;
    cursor->i = 0;
    if (++cursor->bucket == (uint64_t)1 << cursor->B) {
        cursor->bucket = 0;
        cursor->has_wrapped = true;
    }
}

/* Enters the next bucket, and decides where its entries are to be read. */
TH_INLINE void enter_bucket(th_cursor *cursor, const th_observer *who)
{
    th_array *array;
    th_bucket *bucket = choose_bucket(cursor, &array, who);
    stand_in(cursor, array);
    cursor->array_id = array->id;
    enter_plain(cursor, bucket);
    TELL(who, .kind = TH_EVENT_ITER_BUCKET, .line = TH_LINE_ITER_BUCKET, .cursor = cursor->id,
         .at = place_of(cursor, cursor->offset), .after = cursor->check_bucket != TH_NO_CHECK);
}

TH_INLINE void tell_skip(const th_cursor *cursor, unsigned slot, unsigned why,
                         const th_observer *who)
{
    TELL(who, .kind = TH_EVENT_ITER_SKIP, .line = TH_LINE_ITER_SKIP, .cursor = cursor->id,
         .at = place_of(cursor, slot), .before = th_tops((th_bucket *)cursor->bucket_ptr)[slot],
         .after = why);
}

/* A live slot of an old chain that is walked for one of its two heirs: is it the other's? */
TH_INLINE bool is_for_other_bucket(const th_cursor *cursor, th_key key)
{
    if (cursor->check_bucket == TH_NO_CHECK) return false;
    if (th_flags(cursor->map) & TH_FLAG_SAME_SIZE) return false;
    uint64_t hash = th_hash_of(cursor->map, key);
    return (hash & th_bucket_mask(cursor->B)) != cursor->check_bucket;
}

/* The entry left this slot by evacuation; where is it now? Only the bucket that its key has in home
 * may yield it (I1): this chain may be that of two heirs, and a key that went and came again under
 * a new seed has another bucket. */
TH_INLINE bool look_up(th_cursor *cursor, unsigned slot, th_key key, const th_observer *who)
{
    const th_map *map = cursor->map;
    th_spot spot = {.bucket = NULL};
    GATE(who, .map = map, .line = TH_LINE_ITER_LOOKUP, .reads = TH_FIELD_ALL);
    if (map->h.count > 0 && !th_key_is_forgotten(key)) {
        uint64_t hash = th_hash_of(map, key);
        if (((hash ^ (cursor->bucket - 1)) & th_bucket_mask(cursor->B)) != 0) {
            tell_skip(cursor, slot, TH_SKIP_OTHER_BUCKET, who);
            return false;
        }
        spot = th_map_find(map, hash, key);
    }
    bool is_there = spot.bucket != NULL;
    if (!th_key_is_forgotten(key)) {
        TELL(who, .kind = TH_EVENT_ITER_LOOKUP, .line = TH_LINE_ITER_LOOKUP, .cursor = cursor->id,
             .at = place_of(cursor, slot), .key = key, .after = is_there);
    }
    if (!is_there) {
        tell_skip(cursor, slot, TH_SKIP_DELETED, who);
        return false;
    }
    cursor->key = th_keys(spot.bucket)[spot.slot];
    cursor->value = th_value(map, spot.bucket, spot.slot);
    return true;
}

/* Looks at one slot; true when its entry is to be yielded. */
TH_INLINE bool look_at(th_cursor *cursor, unsigned slot, const th_observer *who)
{
    const th_bucket *bucket = (const th_bucket *)cursor->bucket_ptr;
    GATE_SLOTS_AND(
        who, cursor->map, TH_LINE_ITER_SLOT, place_of(cursor, slot), bucket, 1u << slot, 0,
        .reads = cursor->check_bucket == TH_NO_CHECK ? 0 : TH_FIELD_FLAGS | TH_FIELD_HASH0);
    uint8_t top = th_tops(bucket)[slot];
    if (th_is_empty(top) || top == TH_EVACUATED_EMPTY) {
        tell_skip(cursor, slot, TH_SKIP_EMPTY, who);
        return false;
    }
    th_key key = th_keys(bucket)[slot];
    if (th_is_evacuated(top)) {
        TELL_GATED(who, .kind = TH_EVENT_SLOT_READ, .line = TH_LINE_ITER_SLOT,
                   .at = place_of(cursor, slot), .before = top);
        return look_up(cursor, slot, key, who);
    }
    if (is_for_other_bucket(cursor, key)) {
        tell_skip(cursor, slot, TH_SKIP_OTHER_BUCKET, who);
        return false;
    }
    cursor->key = key;
    cursor->value = th_value(cursor->map, bucket, slot);
    return true;
}

/* How many slots of the bucket it stands in need no look: they are empty. (Those that were empty
 * when they were evacuated get one.) Nobody is told. */
TH_INLINE uint8_t skip_empty(const th_cursor *cursor)
{
    uint64_t tops = th_tops_word((const th_bucket *)cursor->bucket_ptr);
    th_slots full = ~th_empty_slots(tops) & 0x80 * TH_EACH_BYTE;
    unsigned turn = 8u * cursor->offset; /* the slot at offset comes first */
    full = full >> turn | full << (-turn & 63);
    full &= cursor->i < TH_BUCKET_SLOTS ? ~UINT64_C(0) << 8 * cursor->i : 0;
    return full == 0 ? TH_BUCKET_SLOTS : (uint8_t)th_first_slot(full);
}

/* The next entry of the chain the cursor stands in, if there is one. */
TH_INLINE bool next_in_chain(th_cursor *cursor, const th_observer *who)
{
    while (cursor->bucket_ptr != NULL) {
        for (;;) {
            if (!who) cursor->i = skip_empty(cursor);
            if (cursor->i == TH_BUCKET_SLOTS) break;
            unsigned slot = (unsigned)(cursor->i++ + cursor->offset) & (TH_BUCKET_SLOTS - 1);
            if (!look_at(cursor, slot, who)) continue;
            TELL(who, .kind = TH_EVENT_ITER_YIELD, .line = TH_LINE_ITER_YIELD, .cursor = cursor->id,
                 .at = place_of(cursor, slot), .key = cursor->key, .value = cursor->value);
            return true;
        }
        cursor->bucket_ptr = (char *)th_follow(cursor->map, (const th_bucket *)cursor->bucket_ptr,
                                               TH_LINE_ITER_SLOT, who);
        cursor->depth++;
        cursor->i = 0;
    }
    return false;
}

/* After a clear the main bucket is there, empty; an overflow bucket is not. */
TH_INLINE void mind_clear(th_cursor *cursor)
{
    if (cursor->bucket_ptr == NULL || standing_in(cursor)->id == cursor->array_id) return;
    cursor->array_id = standing_in(cursor)->id;
    if (cursor->depth > 0) cursor->bucket_ptr = NULL;
}

TH_INLINE bool step(th_cursor *cursor, const th_observer *who)
{
    th_check_writing(cursor->map, TH_FATAL_ITERATE_AND_WRITE, 0, TH_LINE_ITER_CHECK, who);
    mind_clear(cursor);
    while (!next_in_chain(cursor, who)) {
        if (cursor->has_wrapped && cursor->bucket == cursor->start_bucket) return false;
        enter_bucket(cursor, who);
    }
    return true;
}

TH_INLINE bool next_body(th_cursor *cursor, const th_observer *who)
{
    th_map *map = cursor->map;
    uint32_t id = cursor->id;
    TELL(who, .kind = TH_EVENT_OP_START, .line = TH_LINE_ITER_CHECK, .before = TH_OP_NEXT,
         .cursor = id);
    bool is_there = step(cursor, who);
    if (!is_there) {
        GATE(who, .map = map, .line = TH_LINE_ITER_END, .reads = TH_FIELD_CURSORS,
             .writes = TH_FIELD_CURSORS);
        TELL(who, .kind = TH_EVENT_ITER_END, .line = TH_LINE_ITER_END, .cursor = id);
        let_go(cursor);
    }
    TELL(who, .kind = TH_EVENT_OP_END, .before = TH_OP_NEXT, .after = is_there, .cursor = id,
         .line = is_there ? TH_LINE_ITER_YIELD : TH_LINE_ITER_END);
    return is_there;
}

static TH_NOINLINE bool next_untold(th_cursor *cursor) { return next_body(cursor, NULL); }

static TH_NOINLINE bool next_told(th_cursor *cursor)
{
    return next_body(cursor, cursor->map->observer);
}

static TH_NOINLINE bool next_watched(th_cursor *cursor, const void *caller)
{
    th_history *history = cursor->map->history;
    uint64_t number = th_history_begin(history, TH_OP_NEXT, (th_key){NULL, 0}, caller);
    bool is_there = cursor->map->observer != NULL ? next_told(cursor) : next_untold(cursor);
    th_history_end(history, number);
    return is_there;
}

static TH_NOINLINE bool next_detour(th_cursor *cursor, const void *caller)
{
    return th_is_watched(cursor->map) ? next_watched(cursor, caller) : next_untold(cursor);
}

/* ---- The short way ---- */

/* It stands in a bucket at home, which is the place to look (I1), and has not been cleared. */
TH_INLINE bool is_at_home(const th_cursor *cursor)
{
    return cursor->bucket_ptr != NULL && cursor->here == NULL &&
           cursor->check_bucket == TH_NO_CHECK && cursor->home->id == cursor->array_id;
}

/* On to the next bucket of the chain, or of home while the map does not grow. False: it stays. */
TH_INLINE bool go_on_plain(th_cursor *cursor, const th_map *map)
{
    const th_bucket *bucket = (const th_bucket *)cursor->bucket_ptr;
    char *next = (char *)*th_next(map, bucket);
    if (next != NULL) {
        cursor->bucket_ptr = next;
        cursor->depth++;
        cursor->i = 0;
        return true;
    }
    if (map->h.oldbuckets != NULL) return false;
    if (cursor->has_wrapped && cursor->bucket == cursor->start_bucket) return false;
    enter_plain(cursor, th_bucket_at(map, th_array_buckets(cursor->home), cursor->bucket));
    return true;
}

/* The next entry, where it takes no more than to look at slots in turn; false: it takes more. */
TH_INLINE bool step_plain(th_cursor *cursor, const th_map *map)
{
    do {
        uint8_t i = skip_empty(cursor);
        if (i == TH_BUCKET_SLOTS) continue;
        const th_bucket *bucket = (const th_bucket *)cursor->bucket_ptr;
        unsigned slot = (unsigned)(i + cursor->offset) & (TH_BUCKET_SLOTS - 1);
        if (th_tops(bucket)[slot] < TH_MIN_TOPHASH) return false;
        cursor->i = (uint8_t)(i + 1);
        cursor->key = th_keys(bucket)[slot];
        cursor->value = th_value(map, bucket, slot);
        return true;
    } while (go_on_plain(cursor, map));
    return false;
}

bool th_cursor_next(th_cursor *cursor)
{
    const th_map *map = cursor->map;
    if (map == NULL) return false;
    bool is_plain = !th_is_watched(map) && (th_flags(map) & TH_FLAG_WRITING) == 0;
    if (is_plain && is_at_home(cursor) && step_plain(cursor, map)) return true;
    return next_detour(cursor, TH_CALLER());
}
