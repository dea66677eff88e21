/* event_mirror.c - the picture: arrays of chains of buckets, and one function for each kind of
 * move. */
#include "tests/support/event_mirror.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/map_layout.h"
#include "tests/support/snapshots.h"
#include "tests/support/testing.h"

enum { VALUE_SIZE_MAX = 16 };

struct mirror_bucket {
    uint8_t tophash[8];
    th_key keys[8];
    uint8_t values[8][VALUE_SIZE_MAX];
    struct mirror_bucket *next;
};

struct mirror_array {
    struct mirror_array *next;
    uint32_t id;
    size_t count;
    struct mirror_bucket buckets[];
};

/* ---- Parts of the picture ---- */

static struct mirror_array *array_of(const struct event_mirror *mirror, uint32_t id)
{
    struct mirror_array *array = mirror->arrays;
    while (array != NULL && array->id != id)
        array = array->next;
    if (array == NULL) fail_msg("event %llu: no array %u", (unsigned long long)mirror->events, id);
    return array;
}

static struct mirror_bucket *bucket_of(const struct event_mirror *mirror, th_place at)
{
    struct mirror_array *array = array_of(mirror, at.array);
    assert_true(at.bucket < array->count);
    struct mirror_bucket *bucket = &array->buckets[at.bucket];
    for (uint32_t depth = 0; depth < at.depth; depth++) {
        bucket = bucket->next;
        assert_non_null(bucket);
    }
    return bucket;
}

static void add_array(struct event_mirror *mirror, uint32_t id, uint8_t B)
{
    size_t count = (size_t)1 << B;
    struct mirror_array *array = calloc(1, sizeof *array + count * sizeof array->buckets[0]);
    if (array == NULL) abort();
    array->id = id;
    array->count = count;
    array->next = mirror->arrays;
    mirror->arrays = array;
}

static void cut_chain(struct mirror_bucket *bucket)
{
    while (bucket->next != NULL) {
        struct mirror_bucket *gone = bucket->next;
        bucket->next = gone->next;
        free(gone);
    }
}

static void remove_array(struct event_mirror *mirror, uint32_t id)
{
    struct mirror_array *array = array_of(mirror, id), **link = &mirror->arrays;
    while (*link != array)
        link = &(*link)->next;
    *link = array->next;
    for (size_t i = 0; i < array->count; i++)
        cut_chain(&array->buckets[i]);
    free(array);
}

static void must_be(uint64_t said, uint64_t is, const th_event *event)
{
    if (said == is) return;
    fail_msg("%s says %llu; it is %llu", th_event_name(event->kind), (unsigned long long)said,
             (unsigned long long)is);
}

static void must_be_header(const th_header *said, const th_header *is)
{
    assert_int_equal(said->count, is->count);
    assert_int_equal(said->nevacuate, is->nevacuate);
    assert_int_equal(said->hash0, is->hash0);
    assert_int_equal(said->buckets, is->buckets);
    assert_int_equal(said->oldbuckets, is->oldbuckets);
    assert_int_equal(said->noverflow, is->noverflow);
    assert_int_equal(said->flags, is->flags);
    assert_int_equal(said->B, is->B);
}

/* ---- One function a kind of move ---- */

static void op_start(struct event_mirror *mirror, const th_event *event)
{
    must_be((uint64_t)mirror->depth++, 0, event);
    mirror->op = (th_op)event->before;
}

static void op_end(struct event_mirror *mirror, const th_event *event)
{
    must_be((uint64_t)mirror->depth--, 1, event);
    must_be(event->before, mirror->op, event);
}

static void flags_read(struct event_mirror *mirror, const th_event *event)
{
    must_be(event->before, mirror->header.flags, event);
    must_be(event->after, mirror->header.flags, event);
}

static void flags_changed(struct event_mirror *mirror, const th_event *event)
{
    must_be(event->before, mirror->header.flags, event);
    mirror->header.flags = (uint8_t)event->after;
}

static void buckets_made(struct event_mirror *mirror, const th_event *event)
{
    must_be(0, mirror->header.buckets, event);
    add_array(mirror, event->at.array, (uint8_t)event->after);
    mirror->header.buckets = event->at.array;
    mirror->header.B = (uint8_t)event->after;
}

static void bucket_chosen(struct event_mirror *mirror, const th_event *event)
{
    bucket_of(mirror, event->at);
    must_be(event->after, event->at.array == mirror->header.oldbuckets, event);
}

static void slot_probed(struct event_mirror *mirror, const th_event *event)
{
    must_be(event->before, bucket_of(mirror, event->at)->tophash[event->at.slot], event);
}

static void key_compared(struct event_mirror *mirror, const th_event *event)
{
    th_key key = bucket_of(mirror, event->at)->keys[event->at.slot];
    bool is_equal = key.len == event->key.len &&
                    (key.len == 0 || memcmp(key.bytes, event->key.bytes, key.len) == 0);
    must_be(event->after, is_equal, event);
}

static void grow_start(struct event_mirror *mirror, const th_event *event)
{
    must_be_header(event->header_before, &mirror->header);
    must_be(event->header_after->oldbuckets, mirror->header.buckets, event);
    must_be(event->header_after->buckets, event->at.array, event);
    mirror->header = *event->header_after;
    add_array(mirror, event->at.array, mirror->header.B);
}

static void grow_end(struct event_mirror *mirror, const th_event *event)
{
    must_be_header(event->header_before, &mirror->header);
    must_be(event->at.array, mirror->header.oldbuckets, event);
    mirror->header = *event->header_after;
}

static void evacuate_start(struct event_mirror *mirror, const th_event *event)
{
    must_be(event->at.array, mirror->header.oldbuckets, event);
    for (unsigned slot = 0; slot < 8; slot++) {
        uint8_t top = bucket_of(mirror, event->at)->tophash[slot];
        assert_false(th_is_evacuated(top));
    }
}

static void slot_moved(struct event_mirror *mirror, const th_event *event)
{
    struct mirror_bucket *from = bucket_of(mirror, event->at), *to = bucket_of(mirror, event->to);
    unsigned slot = event->at.slot, to_slot = event->to.slot;
    must_be(event->before, from->tophash[slot], event);
    must_be(0, to->tophash[to_slot], event);
    assert_ptr_equal(event->key.bytes, from->keys[slot].bytes);
    from->tophash[slot] = (uint8_t)event->after;
    to->tophash[to_slot] = (uint8_t)event->before;
    to->keys[to_slot] = from->keys[slot];
    memcpy(to->values[to_slot], from->values[slot], VALUE_SIZE_MAX);
}

static void tophash_changed(struct event_mirror *mirror, const th_event *event)
{
    uint8_t *top = &bucket_of(mirror, event->at)->tophash[event->at.slot];
    must_be(event->before, *top, event);
    *top = (uint8_t)event->after;
}

static void bucket_wiped(struct event_mirror *mirror, const th_event *event)
{
    struct mirror_bucket *bucket = bucket_of(mirror, event->at);
    must_be(event->at.array, mirror->header.oldbuckets, event);
    cut_chain(bucket);
    memset(bucket->keys, 0, sizeof bucket->keys);
    memset(bucket->values, 0, sizeof bucket->values);
}

static void nevacuate(struct event_mirror *mirror, const th_event *event)
{
    must_be(event->before, mirror->header.nevacuate, event);
    mirror->header.nevacuate = event->after;
}

static void array_freed(struct event_mirror *mirror, const th_event *event)
{
    assert_int_not_equal(event->at.array, mirror->header.buckets);
    if (mirror->op != TH_OP_CLEAR) {
        assert_int_not_equal(event->at.array, mirror->header.oldbuckets);
    }
    remove_array(mirror, event->at.array);
}

static void overflow_linked(struct event_mirror *mirror, const th_event *event)
{
    th_place before = event->at;
    must_be(event->at.array, mirror->header.buckets, event);
    must_be(event->before, mirror->header.noverflow, event);
    mirror->header.noverflow = (uint16_t)event->after;
    before.depth--;
    struct mirror_bucket *tail = bucket_of(mirror, before);
    assert_null(tail->next);
    tail->next = calloc(1, sizeof *tail->next);
    if (tail->next == NULL) abort();
}

static void slot_written(struct event_mirror *mirror, const th_event *event)
{
    tophash_changed(mirror, event);
    struct mirror_bucket *bucket = bucket_of(mirror, event->at);
    bucket->keys[event->at.slot] = event->key;
    memcpy(bucket->values[event->at.slot], event->value, mirror->value_size);
}

static void value_written(struct event_mirror *mirror, const th_event *event)
{
    struct mirror_bucket *bucket = bucket_of(mirror, event->at);
    assert_true(bucket->tophash[event->at.slot] >= TH_MIN_TOPHASH);
    memcpy(bucket->values[event->at.slot], event->value, mirror->value_size);
}

static void slot_cleared(struct event_mirror *mirror, const th_event *event)
{
    tophash_changed(mirror, event);
    struct mirror_bucket *bucket = bucket_of(mirror, event->at);
    bucket->keys[event->at.slot] = (th_key){NULL, 0};
    memset(bucket->values[event->at.slot], 0, VALUE_SIZE_MAX);
}

static void count_changed(struct event_mirror *mirror, const th_event *event)
{
    must_be(event->before, mirror->header.count, event);
    mirror->header.count = event->after;
}

static void seed_changed(struct event_mirror *mirror, const th_event *event)
{
    must_be(event->before, mirror->header.hash0, event);
    mirror->header.hash0 = (uint32_t)event->after;
}

/* What a cursor keeps of oldbuckets holds no entry any more. */
static void empty_array(struct mirror_array *array)
{
    for (size_t i = 0; i < array->count; i++) {
        for (struct mirror_bucket *bucket = &array->buckets[i]; bucket; bucket = bucket->next) {
            for (unsigned slot = 0; slot < 8; slot++) {
                if (bucket->tophash[slot] >= TH_MIN_TOPHASH) bucket->tophash[slot] = TH_EMPTY_ONE;
            }
        }
    }
}

static void cleared(struct event_mirror *mirror, const th_event *event)
{
    must_be_header(event->header_before, &mirror->header);
    uint8_t B = mirror->header.B;
    for (struct mirror_array *array = mirror->arrays; array != NULL; array = array->next)
        empty_array(array);
    must_be(event->header_after->B, B, event);
    remove_array(mirror, mirror->header.buckets);
    mirror->header = *event->header_after;
    add_array(mirror, mirror->header.buckets, B);
}

static void iter_yield(struct event_mirror *mirror, const th_event *event)
{
    uint8_t top = bucket_of(mirror, event->at)->tophash[event->at.slot];
    assert_true(top == TH_EVACUATED_X || top == TH_EVACUATED_Y || top >= TH_MIN_TOPHASH);
    assert_non_null(event->value);
}

typedef void mirror_move(struct event_mirror *mirror, const th_event *event);

static mirror_move *const moves[TH_EVENT_COUNT_OF_KINDS] = {
    [TH_EVENT_OP_START] = op_start,
    [TH_EVENT_OP_END] = op_end,
    [TH_EVENT_FLAGS_READ] = flags_read,
    [TH_EVENT_WRITING_SET] = flags_changed,
    [TH_EVENT_WRITING_CLEARED] = flags_changed,
    [TH_EVENT_BUCKETS_MADE] = buckets_made,
    [TH_EVENT_BUCKET_CHOSEN] = bucket_chosen,
    [TH_EVENT_SLOT_PROBED] = slot_probed,
    [TH_EVENT_KEY_COMPARED] = key_compared,
    [TH_EVENT_GROW_START] = grow_start,
    [TH_EVENT_EVACUATE_START] = evacuate_start,
    [TH_EVENT_SLOT_MOVED] = slot_moved,
    [TH_EVENT_EMPTY_EVACUATED] = tophash_changed,
    [TH_EVENT_BUCKET_WIPED] = bucket_wiped,
    [TH_EVENT_NEVACUATE] = nevacuate,
    [TH_EVENT_GROW_END] = grow_end,
    [TH_EVENT_ARRAY_FREED] = array_freed,
    [TH_EVENT_OVERFLOW_LINKED] = overflow_linked,
    [TH_EVENT_SLOT_WRITTEN] = slot_written,
    [TH_EVENT_VALUE_WRITTEN] = value_written,
    [TH_EVENT_SLOT_CLEARED] = slot_cleared,
    [TH_EVENT_EMPTY_REST] = tophash_changed,
    [TH_EVENT_COUNT] = count_changed,
    [TH_EVENT_SEED] = seed_changed,
    [TH_EVENT_CLEARED] = cleared,
    [TH_EVENT_ITER_START] = flags_changed,
    [TH_EVENT_ITER_SKIP] = slot_probed,
    [TH_EVENT_ITER_YIELD] = iter_yield,
};

static void follow(void *context, const th_event *event)
{
    struct event_mirror *mirror = context;
    mirror->events++;
    if (event->kind != TH_EVENT_OP_START) assert_int_equal(mirror->depth, 1);
    if (moves[event->kind] != NULL) moves[event->kind](mirror, event);
}

void event_mirror_set_up(struct event_mirror *mirror, size_t value_size)
{
    assert_true(value_size <= VALUE_SIZE_MAX);
    *mirror = (struct event_mirror){.observer = {.context = mirror, .event = follow},
                                    .value_size = value_size};
}

void event_mirror_free(struct event_mirror *mirror)
{
    while (mirror->arrays != NULL)
        remove_array(mirror, mirror->arrays->id);
}

size_t event_mirror_array_count(const struct event_mirror *mirror)
{
    size_t count = 0;
    for (const struct mirror_array *array = mirror->arrays; array != NULL; array = array->next)
        count++;
    return count;
}

/* ---- Against memory ---- */

static void must_be_bucket(const struct event_mirror *mirror, const struct mirror_bucket *bucket,
                           const th_snapshot_bucket *seen, const char *what)
{
    for (unsigned slot = 0; slot < 8; slot++) {
        if (bucket->tophash[slot] != seen->tophash[slot]) fail_msg("%s: another tophash", what);
        if (seen->tophash[slot] < TH_MIN_TOPHASH) continue;
        th_key key = bucket->keys[slot];
        if (key.len != seen->keys[slot].len ||
            (key.len > 0 && memcmp(key.bytes, seen->keys[slot].bytes, key.len) != 0)) {
            fail_msg("%s: another key", what);
        }
        if (memcmp(bucket->values[slot], seen->values + slot * mirror->value_size,
                   mirror->value_size) != 0) {
            fail_msg("%s: another value", what);
        }
    }
}

static void must_be_array(const struct event_mirror *mirror, uint32_t id,
                          const th_snapshot_array *seen, const char *what)
{
    assert_int_equal(id == 0, seen->chain_count == 0);
    if (id == 0) return;
    const struct mirror_array *array = array_of(mirror, id);
    assert_int_equal(array->count, seen->chain_count);
    for (size_t i = 0; i < array->count; i++) {
        const struct mirror_bucket *bucket = &array->buckets[i];
        size_t depth = 0;
        for (; bucket != NULL; bucket = bucket->next, depth++) {
            const th_snapshot_bucket *there = bucket_in(seen, i, depth);
            if (there == NULL) fail_msg("%s: chain %zu is shorter", what, i);
            must_be_bucket(mirror, bucket, there, what);
        }
        if (depth != seen->chains[i].bucket_count) fail_msg("%s: chain %zu is longer", what, i);
    }
}

void assert_mirrors(const struct event_mirror *mirror, const th_map *map, const char *what)
{
    char place[120];
    th_snapshot *seen = look(map);
    assert_int_equal(mirror->depth, 0);
    th_header header = mirror->header;
    const th_header in_memory = {.count = seen->count,
                                 .nevacuate = seen->nevacuate,
                                 .hash0 = seen->hash0,
                                 .buckets = header.buckets,
                                 .oldbuckets = header.oldbuckets,
                                 .noverflow = seen->noverflow,
                                 .flags = seen->flags,
                                 .B = seen->B};
    must_be_header(&header, &in_memory);
    snprintf(place, sizeof place, "%s, buckets", what);
    must_be_array(mirror, header.buckets, &seen->buckets, place);
    snprintf(place, sizeof place, "%s, oldbuckets", what);
    must_be_array(mirror, header.oldbuckets, &seen->oldbuckets, place);
    th_snapshot_free(seen);
}
