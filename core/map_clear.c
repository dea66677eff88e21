/* map_clear.c - all entries at once; the array stays.
 *
 *   C1  a map without entries is left alone, whatever else is in it (fact 22).
 *   C2  growth is over, B stays, the stock is full again (fact 23).
 *   C3  an open cursor yields nothing that was there before. Go's may still do so from an old array
 *       or from an overflow bucket it stands in (facts 31, 33); the promise is worth more than the
 *       quirk.
 */
#include "core/bucket.h"
#include "core/map_keys.h"
#include "core/map_tell.h"
#include "core/map_watch.h"
#include "core/rules.h"

/* Nothing that still stands in a chain of the array is an entry any more. */
static void empty_chain(const th_map *map, th_bucket *bucket)
{
    for (; bucket != NULL; bucket = *th_next(map, bucket)) {
        for (unsigned slot = 0; slot < TH_BUCKET_SLOTS; slot++) {
            if (th_tops(bucket)[slot] >= TH_MIN_TOPHASH) th_tops(bucket)[slot] = TH_EMPTY_ONE;
        }
    }
}

static void let_old_go(th_map *map, const th_observer *who)
{
    th_array *old = th_array_of(map->h.oldbuckets);
    for (uint64_t index = 0; th_array_is_pinned(old) && index < th_old_count(map); index++) {
        empty_chain(map, th_bucket_at(map, map->h.oldbuckets, index));
    }
    map->h.oldbuckets = NULL;
    uint32_t id = old->id;
    if (th_array_let_go(map, old)) {
        TELL(who, .kind = TH_EVENT_ARRAY_FREED, .line = TH_LINE_CLEAR_WIPE, .at = {.array = id});
    }
}

static void wipe(th_map *map, const th_observer *who)
{
    GATE(who, .map = map, .line = TH_LINE_CLEAR_WIPE, .reads = TH_FIELD_ALL,
         .writes = TH_FIELD_ALL);
    th_header before = th_header_of(map);
    if (map->keys_owned) th_keys_give_all(map);
    if (th_is_growing(map)) let_old_go(map, who);
    if (map->keys_owned) th_keys_forget_all(map);
    th_array *array = th_array_of(map->h.buckets);
    th_array_wipe(map, array);
    map->extra.next_overflow = th_array_stock(map, array);
    th_flags_store(map, th_flags(map) & (uint8_t)~TH_FLAG_SAME_SIZE);
    map->h.count = 0;
    map->h.noverflow = 0;
    map->h.nevacuate = 0;
    th_pieces_give_all(map);
    th_map_reseed(map);
    th_header after = th_header_of(map);
    TELL(who, .kind = TH_EVENT_CLEARED, .line = TH_LINE_CLEAR_WIPE, .header_before = &before,
         .header_after = &after);
}

static void clear(th_map *map)
{
    const th_observer *who = map->observer;
    TELL(who, .kind = TH_EVENT_OP_START, .line = TH_LINE_CLEAR_EMPTY, .before = TH_OP_CLEAR);
    if (th_is_empty_map(map, TH_LINE_CLEAR_EMPTY, who)) {
        TELL(who, .kind = TH_EVENT_OP_END, .line = TH_LINE_CLEAR_EMPTY, .before = TH_OP_CLEAR);
        return;
    }
    th_check_writing(map, TH_FATAL_WRITES, 0, TH_LINE_CLEAR_CHECK, who);
    TH_ASSERT_RULES(map, "clear begins");
    th_set_writing(map, TH_LINE_CLEAR_WRITING, who);
    wipe(map, who);
    th_clear_writing(map, TH_LINE_CLEAR_DONE, who);
    TH_ASSERT_RULES(map, "clear ends");
    TELL(who, .kind = TH_EVENT_OP_END, .line = TH_LINE_CLEAR_DONE, .before = TH_OP_CLEAR,
         .after = 1);
}

void th_map_clear(th_map *map)
{
    if (map == NULL) return;
    uint64_t number = th_watch_begin(map, TH_OP_CLEAR, TH_CALLER());
    clear(map);
    th_watch_end(map->history, number);
}
