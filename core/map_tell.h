/* map_tell.h - how an operation is written once and exists twice, told and untold. Private to core.
 *
 *     th_map_put(...)        one branch at the entry chooses
 *        |-- no observer:    put_untold, which is put_body(..., NULL): `who` is a constant, every
 *        |                   TELL is gone, and what only a TELL needs
 *        '-- an observer:    put_told, which is put_body(..., who)
 *
 * Bodies are always inlined into these two; no other caller has them. */
#ifndef TH_CORE_MAP_TELL_H
#define TH_CORE_MAP_TELL_H

#include "core/bucket.h"
#include "core/fatal.h"
#include "core/map_state.h"

/* One event, told only where someone listens. The arguments are fields of th_event. */
#define TELL(who, ...)                                                                             \
    do {                                                                                           \
        if ((who) && (who)->event) (who)->event((who)->context, &(th_event){__VA_ARGS__});         \
    } while (0)

#define TH_PLACE(array_id, bucket_index, depth_in_chain, slot_index)                               \
    ((th_place){.array = (array_id),                                                               \
                .bucket = (uint32_t)(bucket_index),                                                \
                .depth = (uint32_t)(depth_in_chain),                                               \
                .slot = (uint32_t)(slot_index)})

/* Somebody keeps a gate: then two operations may be under way, and what is read ahead may be
 * old. */
TH_INLINE bool th_is_gated(const th_observer *who) { return who != NULL && who->gate != NULL; }

/* Before an access to what threads share: waits for leave. The arguments are fields of
 * th_access. */
#define GATE(who, ...)                                                                             \
    do {                                                                                           \
        if (th_is_gated(who)) (who)->gate((who)->context, &(th_access){__VA_ARGS__});              \
    } while (0)

/* An event of a kind that is told only where a gate stands. */
#define TELL_GATED(who, ...)                                                                       \
    do {                                                                                           \
        if (th_is_gated(who)) TELL(who, __VA_ARGS__);                                              \
    } while (0)

/* The gate before an access to slots of one bucket; and of fields besides. */
#define GATE_SLOTS(who, of, at_line, place, in_bucket, slots_read, slots_written)                  \
    GATE(who, .map = (of), .line = (at_line), .at = (place),                                       \
         .touches = {{(in_bucket), (uint8_t)(slots_read), (uint8_t)(slots_written)}})

#define GATE_SLOTS_AND(who, of, at_line, place, in_bucket, slots_read, slots_written, ...)         \
    GATE(who, .map = (of), .line = (at_line), .at = (place),                                       \
         .touches = {{(in_bucket), (uint8_t)(slots_read), (uint8_t)(slots_written)}}, __VA_ARGS__)

/* A pointer or an index that another worker has changed leads nowhere: here the process would
 * crash, or read what it should not. Only under a gate can that be known. */
TH_INLINE void th_fault(const th_map *map, th_line line, const th_observer *who)
{
    TELL(who, .kind = TH_EVENT_FATAL, .line = line, .before = TH_FATAL_FAULT);
    th_fatal(map, TH_FATAL_FAULT, false);
}

/* Bucket index of the array of buckets, which the caller has read before. */
TH_INLINE th_bucket *th_bucket_in(const th_map *map, const th_bucket *buckets, uint64_t index,
                                  th_line line, const th_observer *who)
{
    if (th_is_gated(who) && (buckets == NULL || index >> th_array_of(buckets)->B != 0)) {
        th_fault(map, line, who);
    }
    return th_bucket_at(map, buckets, index);
}

/* The place of a bucket in the array of buckets. For events and accesses alone. */
TH_INLINE th_place th_place_in(const th_map *map, const th_bucket *buckets, uint64_t index,
                               const th_bucket *bucket, uint32_t depth)
{
    return (th_place){.array = th_array_id(buckets),
                      .bucket = (uint32_t)index,
                      .depth = depth,
                      .link = th_link_of(map, buckets, bucket)};
}

/* The next bucket of a chain. */
TH_INLINE th_bucket *th_follow(const th_map *map, const th_bucket *bucket, th_line line,
                               const th_observer *who)
{
    GATE(who, .map = map, .line = line, .reads = TH_FIELD_CHAINS);
    th_bucket *next = *th_next(map, bucket);
    TELL_GATED(who, .kind = TH_EVENT_LOOKED, .line = line, .before = next != NULL);
    return next;
}

/* The bucket arrays as they were at one moment. */
typedef struct th_shape {
    th_bucket *buckets;
    th_bucket *oldbuckets; /* NULL: the map does not grow */
    uint64_t nevacuate;
    uint64_t old_count; /* while it grows */
    uint8_t B;
} th_shape;

TH_INLINE th_shape th_read_shape(const th_map *map, uint16_t also, th_line line,
                                 const th_observer *who)
{
    GATE(who, .map = map, .line = line, .reads = (uint16_t)(TH_FIELD_SHAPE | also));
    th_shape shape = {.buckets = map->h.buckets,
                      .oldbuckets = map->h.oldbuckets,
                      .nevacuate = map->h.nevacuate,
                      .B = map->h.B};
    if (shape.oldbuckets == NULL) return shape;
    TELL_GATED(who, .kind = TH_EVENT_SHAPE_READ, .line = line, .before = 1, .after = 1);
    GATE(who, .map = map, .line = line, .reads = TH_FIELD_FLAGS);
    shape.old_count = th_old_count_at(shape.B, th_flags(map));
    TELL_GATED(who, .kind = TH_EVENT_FLAGS_READ, .line = line, .before = th_flags(map),
               .after = th_flags(map));
    return shape;
}

/* Before an operation goes near a bucket: nobody may be writing. The same move reads also. */
TH_INLINE void th_check_writing(const th_map *map, th_fatal_kind kind, uint16_t also, th_line line,
                                const th_observer *who)
{
    GATE(who, .map = map, .line = line, .reads = (uint16_t)(TH_FIELD_FLAGS | also));
    uint8_t flags = th_flags(map);
    TELL(who, .kind = TH_EVENT_FLAGS_READ, .line = line, .before = flags, .after = flags);
    if (TH_UNLIKELY(flags & TH_FLAG_WRITING)) {
        TELL(who, .kind = TH_EVENT_FATAL, .line = line, .before = kind);
        th_fatal(map, kind, false);
    }
}

/* A load, an xor and a store, as in Go: two writers that meet here may cancel each other out. */
TH_INLINE void th_set_writing(th_map *map, th_line line, const th_observer *who)
{
    GATE(who, .map = map, .line = line, .reads = TH_FIELD_FLAGS);
    uint8_t before = th_flags(map);
    TELL_GATED(who, .kind = TH_EVENT_FLAGS_LOADED, .line = line, .before = before);
    GATE(who, .map = map, .line = line, .writes = TH_FIELD_FLAGS);
    uint8_t stood = who ? th_flags(map) : 0; /* another may have stored since */
    th_flags_store(map, before ^ TH_FLAG_WRITING);
    TELL(who, .kind = TH_EVENT_WRITING_SET, .line = line, .before = stood,
         .after = before ^ TH_FLAG_WRITING);
}

/* The last thing a writer does: the flag must still be there, else another writer was. */
TH_INLINE void th_clear_writing(th_map *map, th_line line, const th_observer *who)
{
    GATE(who, .map = map, .line = line, .reads = TH_FIELD_FLAGS);
    uint8_t before = th_flags(map);
    if (TH_UNLIKELY(!(before & TH_FLAG_WRITING))) {
        TELL(who, .kind = TH_EVENT_FATAL, .line = line, .before = TH_FATAL_WRITES, .after = 1);
        th_fatal(map, TH_FATAL_WRITES, true);
    }
    TELL_GATED(who, .kind = TH_EVENT_FLAGS_LOADED, .line = line, .before = before);
    GATE(who, .map = map, .line = line, .writes = TH_FIELD_FLAGS);
    uint8_t stood = who ? th_flags(map) : 0;
    uint8_t after = (uint8_t)(before & ~TH_FLAG_WRITING);
    th_flags_store(map, after);
    TELL(who, .kind = TH_EVENT_WRITING_CLEARED, .line = line, .before = stood, .after = after);
}

/* Changes count by one: a load and a store, which a racing writer's may come between. Says what it
 * is now, as far as this worker knows. */
TH_INLINE int64_t th_count_by(th_map *map, int64_t change, uint16_t also_if_zero, th_line line,
                              const th_observer *who)
{
    GATE(who, .map = map, .line = line, .reads = TH_FIELD_COUNT);
    int64_t before = map->h.count;
    TELL_GATED(who, .kind = TH_EVENT_COUNT_LOADED, .line = line, .before = (uint64_t)before);
    int64_t after = before + change;
    GATE(who, .map = map, .line = line,
         .writes = (uint16_t)(TH_FIELD_COUNT | (after == 0 ? also_if_zero : 0)));
    int64_t stood = map->h.count;
    map->h.count = after;
    TELL(who, .kind = TH_EVENT_COUNT, .line = line, .before = (uint64_t)stood,
         .after = (uint64_t)after);
    return after;
}

/* A write does a piece of the map's chores; a put of a new key prepares the next array as well
 * (array_pieces.h). Under a gate nothing is reserved ahead, and nothing may vanish. */
TH_INLINE void th_do_chores(th_map *map, const th_observer *who)
{
    if (TH_UNLIKELY(map->has_chores) && !th_is_gated(who)) th_chore_do(map);
}

TH_INLINE void th_prepare(th_map *map, const th_observer *who)
{
    bool is_near_limit = (uint64_t)map->h.count >= map->prepare_from;
    if (TH_UNLIKELY(is_near_limit) && !th_is_gated(who)) th_array_prepare(map);
}

/* An operation that ends at once on an empty map asks this first. */
TH_INLINE bool th_is_empty_map(const th_map *map, th_line line, const th_observer *who)
{
    GATE(who, .map = map, .line = line, .reads = TH_FIELD_COUNT);
    int64_t count = map->h.count;
    TELL_GATED(who, .kind = TH_EVENT_LOOKED, .line = line, .before = (uint64_t)count);
    return count == 0;
}

#endif
