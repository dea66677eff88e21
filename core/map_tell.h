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

/* Before an operation goes near a bucket: nobody may be writing. */
TH_INLINE void th_check_writing(const th_map *map, th_fatal_kind kind, th_line line,
                                const th_observer *who)
{
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
    uint8_t before = th_flags(map);
    th_flags_store(map, before ^ TH_FLAG_WRITING);
    TELL(who, .kind = TH_EVENT_WRITING_SET, .line = line, .before = before,
         .after = before ^ TH_FLAG_WRITING);
}

/* The last thing a writer does: the flag must still be there, else another writer was. */
TH_INLINE void th_clear_writing(th_map *map, th_line line, const th_observer *who)
{
    uint8_t before = th_flags(map);
    if (TH_UNLIKELY(!(before & TH_FLAG_WRITING))) {
        TELL(who, .kind = TH_EVENT_FATAL, .line = line, .before = TH_FATAL_WRITES, .after = 1);
        th_fatal(map, TH_FATAL_WRITES, true);
    }
    uint8_t after = (uint8_t)(before & ~TH_FLAG_WRITING);
    th_flags_store(map, after);
    TELL(who, .kind = TH_EVENT_WRITING_CLEARED, .line = line, .before = before, .after = after);
}

#endif
