/* fixture.c - the hand-made tape, memory that fails, winding checked. */
#include "tests/unit/timeline/fixture.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* ---- The hand-made tape ---- */

#define AT(array_id, bucket_index, chain_depth, slot_index)                                        \
    {                                                                                              \
        .array = (array_id), .bucket = (bucket_index), .depth = (chain_depth),                     \
        .slot = (slot_index), .link = (chain_depth)                                                \
    }
#define KEY(text)                                                                                  \
    {                                                                                              \
        .bytes = (text), .len = sizeof(text) - 1                                                   \
    }
#define EVENT(...)                                                                                 \
    {                                                                                              \
        .map = 0, .event = { __VA_ARGS__ }                                                         \
    }
#define EVENT_OF(map_index, ...)                                                                   \
    {                                                                                              \
        .map = (map_index), .event = { __VA_ARGS__ }                                               \
    }

static const th_header before_growth = {
    .count = 2, .hash0 = 77, .buckets = 1, .noverflow = 1, .flags = 3 | 4};
static const th_header in_growth = {
    .count = 2, .hash0 = 77, .buckets = 2, .oldbuckets = 1, .flags = 2 | 4, .B = 1};
static const th_header growth_done = {
    .count = 2, .nevacuate = 1, .hash0 = 77, .buckets = 2, .oldbuckets = 1, .flags = 7, .B = 1};
static const th_header after_growth = {
    .count = 2, .nevacuate = 1, .hash0 = 77, .buckets = 2, .flags = 7, .B = 1};
static const th_header before_clear = {
    .count = 1, .nevacuate = 1, .hash0 = 77, .buckets = 2, .flags = 7, .B = 1};
static const th_header after_clear = {.hash0 = 78, .buckets = 3, .flags = 7, .B = 1};

static const struct hand_event made_by_hand[] = {
    EVENT(.kind = TH_EVENT_OP_START, .line = TH_LINE_MAKE_HINT, .before = TH_OP_MAKE, .after = 8),
    EVENT(.kind = TH_EVENT_SEED, .line = TH_LINE_MAKE_HINT, .after = 77),
    EVENT(.kind = TH_EVENT_OP_END, .line = TH_LINE_MAKE_DONE, .before = TH_OP_MAKE, .after = 1),
    /* A first put, of a key with a NUL in it. */
    EVENT(.kind = TH_EVENT_OP_START, .line = TH_LINE_PUT_NIL, .before = TH_OP_PUT,
          .key = KEY("a\0b"), .value = "1111"),
    EVENT(.kind = TH_EVENT_FLAGS_READ, .line = TH_LINE_PUT_CHECK),
    EVENT(.kind = TH_EVENT_HASH, .line = TH_LINE_PUT_HASH, .key = KEY("a\0b"),
          .hash = 0x9c00000000000001u),
    EVENT(.kind = TH_EVENT_WRITING_SET, .line = TH_LINE_PUT_WRITING, .after = 4),
    EVENT(.kind = TH_EVENT_BUCKETS_MADE, .line = TH_LINE_PUT_BUCKETS, .at = {.array = 1}),
    EVENT(.kind = TH_EVENT_BUCKET_CHOSEN, .line = TH_LINE_PUT_BUCKET, .at = AT(1, 0, 0, 0),
          .hash = 0x9c00000000000001u),
    EVENT(.kind = TH_EVENT_SLOT_PROBED, .line = TH_LINE_PUT_PROBE, .at = AT(1, 0, 0, 0),
          .after = 0x9c),
    EVENT(.kind = TH_EVENT_GROWTH_CHECKED, .line = TH_LINE_PUT_GROW, .before = 1),
    EVENT(.kind = TH_EVENT_SLOT_WRITTEN, .line = TH_LINE_PUT_WRITE, .at = AT(1, 0, 0, 0),
          .after = 0x9c, .key = KEY("a\0b"), .value = "1111"),
    EVENT(.kind = TH_EVENT_COUNT, .line = TH_LINE_PUT_COUNT, .after = 1),
    EVENT(.kind = TH_EVENT_WRITING_CLEARED, .line = TH_LINE_PUT_DONE, .before = 4),
    EVENT(.kind = TH_EVENT_OP_END, .line = TH_LINE_PUT_DONE, .before = TH_OP_PUT, .after = 1),
    /* The same key again. */
    EVENT(.kind = TH_EVENT_OP_START, .line = TH_LINE_PUT_NIL, .before = TH_OP_PUT,
          .key = KEY("a\0b"), .value = "2222"),
    EVENT(.kind = TH_EVENT_KEY_COMPARED, .line = TH_LINE_PUT_COMPARE, .at = AT(1, 0, 0, 0),
          .key = KEY("a\0b"), .after = 1),
    EVENT(.kind = TH_EVENT_VALUE_WRITTEN, .line = TH_LINE_PUT_UPDATE, .at = AT(1, 0, 0, 0),
          .key = KEY("a\0b"), .value = "2222"),
    EVENT(.kind = TH_EVENT_OP_END, .line = TH_LINE_PUT_DONE, .before = TH_OP_PUT),
    /* What only a gate makes worth telling. */
    EVENT(.kind = TH_EVENT_FLAGS_LOADED, .line = TH_LINE_PUT_WRITING, .before = 4),
    EVENT(.kind = TH_EVENT_COUNT_LOADED, .line = TH_LINE_PUT_COUNT, .before = 1),
    EVENT(.kind = TH_EVENT_SHAPE_READ, .line = TH_LINE_PUT_WORK, .before = 1, .after = 1),
    EVENT(.kind = TH_EVENT_SLOT_READ, .line = TH_LINE_GROW_EVACUATE, .at = AT(1, 0, 0, 3),
          .before = 9),
    EVENT(.kind = TH_EVENT_LOOKED, .line = TH_LINE_GROW_MARK, .before = 3),
    EVENT(.kind = TH_EVENT_LOCK_MOVED, .before = TH_RLOCK, .after = 1),
    /* "" into an overflow bucket. */
    EVENT(.kind = TH_EVENT_OP_START, .line = TH_LINE_PUT_NIL, .before = TH_OP_PUT, .value = "3333"),
    EVENT(.kind = TH_EVENT_OVERFLOW_LINKED, .line = TH_LINE_PUT_OVERFLOW, .at = AT(1, 0, 1, 0),
          .after = 1, .to = {.slot = 1}),
    EVENT(.kind = TH_EVENT_SLOT_WRITTEN, .line = TH_LINE_PUT_WRITE, .at = AT(1, 0, 1, 0),
          .after = 0x41, .value = "3333"),
    EVENT(.kind = TH_EVENT_COUNT, .line = TH_LINE_PUT_COUNT, .before = 1, .after = 2),
    EVENT(.kind = TH_EVENT_OP_END, .line = TH_LINE_PUT_DONE, .before = TH_OP_PUT, .after = 1),
    /* Three cursors; the middle one leaves first. */
    EVENT(.kind = TH_EVENT_ITER_START, .line = TH_LINE_ITER_START, .cursor = 1, .after = 3,
          .at = AT(1, 0, 0, 3)),
    EVENT(.kind = TH_EVENT_ITER_START, .line = TH_LINE_ITER_START, .cursor = 2, .before = 3,
          .after = 3, .at = AT(1, 0, 0, 0)),
    EVENT(.kind = TH_EVENT_ITER_BUCKET, .line = TH_LINE_ITER_BUCKET, .cursor = 1,
          .at = AT(1, 0, 0, 3)),
    EVENT(.kind = TH_EVENT_ITER_SKIP, .line = TH_LINE_ITER_SKIP, .cursor = 1, .at = AT(1, 0, 0, 3),
          .after = TH_SKIP_EMPTY),
    EVENT(.kind = TH_EVENT_ITER_YIELD, .line = TH_LINE_ITER_YIELD, .cursor = 1,
          .at = AT(1, 0, 0, 0), .key = KEY("a\0b"), .value = "2222"),
    EVENT(.kind = TH_EVENT_ITER_YIELD, .line = TH_LINE_ITER_YIELD, .cursor = 1,
          .at = AT(1, 0, 1, 0), .value = "3333"),
    /* Growth. */
    EVENT(.kind = TH_EVENT_WRITING_SET, .line = TH_LINE_PUT_WRITING, .before = 3, .after = 7),
    EVENT(.kind = TH_EVENT_GROW_START, .line = TH_LINE_GROW_START, .at = {.array = 2},
          .header_before = &before_growth, .header_after = &in_growth),
    EVENT(.kind = TH_EVENT_ITER_START, .line = TH_LINE_ITER_START, .cursor = 3, .before = 6,
          .after = 7, .at = AT(2, 1, 0, 0)),
    EVENT(.kind = TH_EVENT_ITER_BUCKET, .line = TH_LINE_ITER_BUCKET, .cursor = 3,
          .at = AT(1, 0, 0, 0), .after = 1),
    EVENT(.kind = TH_EVENT_EVACUATE_START, .line = TH_LINE_GROW_EVACUATE, .at = AT(1, 0, 0, 0)),
    EVENT(.kind = TH_EVENT_SLOT_MOVED, .line = TH_LINE_GROW_MOVE, .at = AT(1, 0, 0, 0),
          .to = AT(2, 1, 0, 0), .before = 0x9c, .after = 3, .hash = 0x9c00000000000001u,
          .key = KEY("a\0b")),
    EVENT(.kind = TH_EVENT_EMPTY_EVACUATED, .line = TH_LINE_GROW_EMPTY, .at = AT(1, 0, 0, 1),
          .before = 0, .after = 4),
    EVENT(.kind = TH_EVENT_SLOT_MOVED, .line = TH_LINE_GROW_MOVE, .at = AT(1, 0, 1, 0),
          .to = AT(2, 0, 0, 0), .before = 0x41, .after = 2, .hash = 0x4100000000000000u),
    EVENT(.kind = TH_EVENT_ITER_LOOKUP, .line = TH_LINE_ITER_LOOKUP, .cursor = 3,
          .at = AT(1, 0, 0, 0), .key = KEY("a\0b"), .after = 1),
    EVENT(.kind = TH_EVENT_BUCKET_WIPED, .line = TH_LINE_GROW_WIPE, .at = AT(1, 0, 0, 0)),
    EVENT(.kind = TH_EVENT_NEVACUATE, .line = TH_LINE_GROW_MARK, .after = 1),
    EVENT(.kind = TH_EVENT_GROW_END, .line = TH_LINE_GROW_END, .at = {.array = 1},
          .header_before = &growth_done, .header_after = &after_growth),
    EVENT(.kind = TH_EVENT_ITER_CLOSED, .line = TH_LINE_ITER_CLOSE, .cursor = 2),
    EVENT(.kind = TH_EVENT_ITER_END, .line = TH_LINE_ITER_END, .cursor = 1),
    EVENT(.kind = TH_EVENT_ARRAY_FREED, .line = TH_LINE_ITER_CLOSE, .at = {.array = 1}),
    /* A deletion, then a clear. */
    EVENT(.kind = TH_EVENT_OP_START, .line = TH_LINE_DELETE_EMPTY, .before = TH_OP_DELETE,
          .key = KEY("a\0b")),
    EVENT(.kind = TH_EVENT_SLOT_CLEARED, .line = TH_LINE_DELETE_CLEAR, .at = AT(2, 1, 0, 0),
          .before = 0x9c, .after = 1),
    EVENT(.kind = TH_EVENT_EMPTY_REST, .line = TH_LINE_DELETE_REST, .at = AT(2, 1, 0, 0),
          .before = 1),
    EVENT(.kind = TH_EVENT_COUNT, .line = TH_LINE_DELETE_COUNT, .before = 2, .after = 1),
    EVENT(.kind = TH_EVENT_OP_END, .line = TH_LINE_DELETE_DONE, .before = TH_OP_DELETE, .after = 1),
    EVENT(.kind = TH_EVENT_CLEARED, .line = TH_LINE_CLEAR_WIPE, .header_before = &before_clear,
          .header_after = &after_clear),
    EVENT(.kind = TH_EVENT_FATAL, .line = TH_LINE_CLEAR_DONE, .before = TH_FATAL_WRITES,
          .after = 1),
    /* A nil map is written to; another cannot be made. */
    EVENT_OF(1, .kind = TH_EVENT_OP_START, .line = TH_LINE_PUT_NIL, .before = TH_OP_PUT,
             .key = KEY("x"), .value = "4444"),
    EVENT_OF(1, .kind = TH_EVENT_PANIC, .line = TH_LINE_PUT_NIL, .before = TH_NIL_MAP),
    EVENT_OF(1, .kind = TH_EVENT_OP_END, .line = TH_LINE_PUT_NIL, .before = TH_OP_PUT),
    EVENT_OF(2, .kind = TH_EVENT_OP_START, .line = TH_LINE_MAKE_HINT, .before = TH_OP_MAKE,
             .after = UINT64_MAX),
    EVENT_OF(2, .kind = TH_EVENT_PANIC, .line = TH_LINE_MAKE_BUCKETS, .before = TH_NO_MEMORY),
    EVENT_OF(2, .kind = TH_EVENT_OP_END, .line = TH_LINE_MAKE_BUCKETS, .before = TH_OP_MAKE),
};

const struct hand_event *hand_events(size_t *count)
{
    *count = sizeof made_by_hand / sizeof *made_by_hand;
    return made_by_hand;
}

struct timeline *hand_timeline(const th_memory *memory)
{
    struct timeline *timeline = timeline_make(memory);
    assert_non_null(timeline);
    for (uint32_t i = 0; i < HAND_MAPS; i++) {
        uint32_t map;
        assert_true(timeline_add_map(timeline, "m", HAND_VALUE_SIZE, &map));
        assert_int_equal(map, i);
    }
    return timeline;
}

void tell(struct timeline *timeline, uint32_t map, const th_event *event)
{
    const th_observer *observer = timeline_observer(timeline, map);
    observer->event(observer->context, event);
}

struct timeline *hand_tape_in(const th_memory *memory)
{
    struct timeline *timeline = hand_timeline(memory);
    size_t count;
    const struct hand_event *events = hand_events(&count);
    for (size_t i = 0; i < count; i++) {
        tell(timeline, events[i].map, &events[i].event);
        if (timeline_status(timeline) == TIMELINE_OK) continue;
        fail_msg("event %zu (%s): %s", i, th_event_name(events[i].event.kind),
                 timeline_status_text(timeline_status(timeline)));
    }
    assert_int_equal(timeline_len(timeline), count);
    return timeline;
}

struct timeline *hand_tape(void) { return hand_tape_in(NULL); }

/* ---- Memory ---- */

static void *take(void *context, size_t size_bytes)
{
    struct counted_memory *counted = context;
    counted->takes++;
    if (counted->fail_from != 0 && counted->takes >= counted->fail_from) return NULL;
    void *block = calloc(1, size_bytes);
    if (block != NULL) counted->held_bytes += size_bytes;
    return block;
}

static void give(void *context, void *block, size_t size_bytes)
{
    struct counted_memory *counted = context;
    assert_non_null(block);
    assert_true(counted->held_bytes >= size_bytes);
    counted->held_bytes -= size_bytes;
    free(block);
}

th_memory counted_memory_use(struct counted_memory *counted)
{
    return (th_memory){.context = counted, .take = take, .give = give};
}

/* ---- Checks ---- */

uint64_t next_random(uint64_t *random)
{
    *random += 0x9e3779b97f4a7c15u;
    uint64_t mixed = *random;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
    return mixed ^ (mixed >> 31);
}

static void assert_model_is(struct timeline *timeline, const uint64_t *digests, const char *way,
                            const char *what)
{
    uint64_t position = timeline_position(timeline);
    if (model_digest(timeline_model(timeline)) == digests[position]) return;
    th_event_kind kind = (th_event_kind)timeline_move(timeline, position)->kind;
    fail_msg("%s: position %" PRIu64 ", before a %s, is another model when reached %s", what,
             position, th_event_name(kind), way);
}

void assert_winds_exactly(struct timeline *timeline, uint64_t seed, const char *what)
{
    uint64_t len = timeline_len(timeline);
    uint64_t *digests = malloc((len + 1) * sizeof *digests);
    assert_non_null(digests);
    timeline_seek(timeline, len);
    uint64_t recorded = model_digest(timeline_model(timeline));
    for (uint64_t position = 0; position <= len; position++) {
        timeline_seek(timeline, position);
        digests[position] = model_digest(timeline_model(timeline));
    }
    assert_int_equal(digests[len], recorded);
    for (uint64_t position = len; position-- > 0;) {
        timeline_seek(timeline, position);
        assert_model_is(timeline, digests, "backwards", what);
    }
    for (int i = 0; i < 50; i++) {
        timeline_seek(timeline, next_random(&seed) % (len + 1));
        if (timeline_position(timeline) < len)
            assert_model_is(timeline, digests, "at random", what);
    }
    timeline_seek(timeline, len);
    assert_int_equal(model_digest(timeline_model(timeline)), recorded);
    free(digests);
}
