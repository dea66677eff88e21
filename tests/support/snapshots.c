/* snapshots.c - a snapshot is compared field by field, and folded into a digest likewise. */
#include "tests/support/snapshots.h"

#include <stdio.h>
#include <string.h>

#include "tests/support/testing.h"

th_snapshot *look(const th_map *map)
{
    th_snapshot *snapshot;
    assert_int_equal(th_inspect_map(map, &snapshot), TH_OK);
    return snapshot;
}

const th_snapshot_bucket *bucket_in(const th_snapshot_array *array, uint64_t index, size_t depth)
{
    if (index >= array->chain_count) return NULL;
    const th_snapshot_chain *chain = &array->chains[index];
    return depth < chain->bucket_count ? &chain->buckets[depth] : NULL;
}

uint64_t overflow_count(const th_snapshot_array *array)
{
    uint64_t count = 0;
    for (size_t i = 0; i < array->chain_count; i++)
        count += array->chains[i].bucket_count - 1;
    return count;
}

uint64_t live_count(const th_snapshot_array *array)
{
    uint64_t count = 0;
    for (size_t i = 0; i < array->chain_count; i++) {
        for (size_t depth = 0; depth < array->chains[i].bucket_count; depth++) {
            for (unsigned slot = 0; slot < 8; slot++)
                count += array->chains[i].buckets[depth].tophash[slot] >= 5;
        }
    }
    return count;
}

/* ---- Comparing ---- */

static void must_equal(uint64_t a, uint64_t b, const char *field, const char *what)
{
    if (a == b) return;
    fail_msg("%s: %s is %llu, and %llu", what, field, (unsigned long long)a, (unsigned long long)b);
}

static void must_be_same_bucket(const th_snapshot_bucket *a, const th_snapshot_bucket *b,
                                size_t value_size, const char *place)
{
    for (unsigned slot = 0; slot < 8; slot++) {
        must_equal(a->tophash[slot], b->tophash[slot], "a tophash", place);
        must_equal(a->keys[slot].len, b->keys[slot].len, "a key's length", place);
        size_t len = a->keys[slot].len;
        if (len > 0 && memcmp(a->keys[slot].bytes, b->keys[slot].bytes, len) != 0) {
            fail_msg("%s, slot %u: another key", place, slot);
        }
    }
    if (memcmp(a->values, b->values, 8 * value_size) != 0) fail_msg("%s: another value", place);
}

static void must_be_same_array(const th_snapshot_array *a, const th_snapshot_array *b,
                               size_t value_size, const char *what)
{
    char place[200];
    must_equal(a->chain_count, b->chain_count, "the number of chains", what);
    for (size_t i = 0; i < a->chain_count; i++) {
        snprintf(place, sizeof place, "%s, chain %zu", what, i);
        must_equal(a->chains[i].bucket_count, b->chains[i].bucket_count, "its length", place);
        for (size_t depth = 0; depth < a->chains[i].bucket_count; depth++) {
            must_be_same_bucket(&a->chains[i].buckets[depth], &b->chains[i].buckets[depth],
                                value_size, place);
        }
    }
}

void assert_same_snapshot(const th_snapshot *a, const th_snapshot *b, const char *what)
{
    char place[160];
    must_equal(a->count, b->count, "count", what);
    must_equal(a->flags, b->flags, "flags", what);
    must_equal(a->B, b->B, "B", what);
    must_equal(a->noverflow, b->noverflow, "noverflow", what);
    must_equal(a->hash0, b->hash0, "hash0", what);
    must_equal(a->nevacuate, b->nevacuate, "nevacuate", what);
    must_equal(a->stock_left, b->stock_left, "stock_left", what);
    must_equal(a->value_size, b->value_size, "value_size", what);
    snprintf(place, sizeof place, "%s: buckets", what);
    must_be_same_array(&a->buckets, &b->buckets, a->value_size, place);
    snprintf(place, sizeof place, "%s: oldbuckets", what);
    must_be_same_array(&a->oldbuckets, &b->oldbuckets, a->value_size, place);
}

/* ---- Digest: FNV-1a ---- */

static void fold(uint64_t *digest, const void *bytes, size_t size_bytes)
{
    for (size_t i = 0; i < size_bytes; i++)
        *digest = (*digest ^ ((const uint8_t *)bytes)[i]) * 0x100000001b3;
}

static void fold_array(uint64_t *digest, const th_snapshot_array *array, size_t value_size)
{
    fold(digest, &array->chain_count, sizeof array->chain_count);
    for (size_t i = 0; i < array->chain_count; i++) {
        const th_snapshot_chain *chain = &array->chains[i];
        fold(digest, &chain->bucket_count, sizeof chain->bucket_count);
        for (size_t depth = 0; depth < chain->bucket_count; depth++) {
            const th_snapshot_bucket *bucket = &chain->buckets[depth];
            fold(digest, bucket->tophash, sizeof bucket->tophash);
            for (unsigned slot = 0; slot < 8; slot++) {
                fold(digest, &bucket->keys[slot].len, sizeof bucket->keys[slot].len);
                fold(digest, bucket->keys[slot].bytes, bucket->keys[slot].len);
            }
            fold(digest, bucket->values, 8 * value_size);
        }
    }
}

uint64_t snapshot_digest(const th_snapshot *snapshot)
{
    const uint64_t header[] = {snapshot->count,      snapshot->flags,     snapshot->B,
                               snapshot->noverflow,  snapshot->hash0,     snapshot->nevacuate,
                               snapshot->stock_left, snapshot->value_size};
    uint64_t digest = 0xcbf29ce484222325;
    fold(&digest, header, sizeof header);
    fold_array(&digest, &snapshot->buckets, snapshot->value_size);
    fold_array(&digest, &snapshot->oldbuckets, snapshot->value_size);
    return digest;
}

uint64_t map_digest(const th_map *map)
{
    th_snapshot *snapshot = look(map);
    uint64_t digest = snapshot_digest(snapshot);
    th_snapshot_free(snapshot);
    return digest;
}
