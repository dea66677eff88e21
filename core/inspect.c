/* inspect.c - a map's memory, read and copied.
 *
 *   address --> [hmap] --> buckets ----> [ 0 ][ 1 ] ... each followed down its overflow pointers
 *                     \--> oldbuckets -> [ 0 ] ...
 *                      \-> extra --> next_overflow --> stock, walked to its end
 *
 *   N1  nothing is followed but through the reader; what it cannot read is TH_BAD_MEMORY.
 *   N2  memory is taken only for what has been seen to be readable.
 *   N3  a chain that runs in a circle is noticed (Brent's way: a mark that jumps ahead in powers of
 *       2).
 *   N4  no array has more overflow buckets, or a longer stock, than a map can come to: chains that
 *       share buckets, and a stock without an end, are refused after that many.
 *   N5  a snapshot copies at most 1 GiB of keys: many keys may claim the same stretch of a dump.
 */
#include "core/inspect.h"

#include <stdlib.h>
#include <string.h>

#include "core/map_layout.h"

/* ---- Memory of a snapshot: blocks that all go at once ---- */

enum { BLOCK_SIZE = 64 * 1024 };

typedef struct block {
    struct block *next;
    size_t used, size;
    max_align_t bytes[];
} block;

/* A snapshot and what it stands on. The snapshot comes first: a pointer to it is one to this. */
typedef struct store {
    th_snapshot snapshot;
    block *blocks;
} store;

static void *take(store *kept, size_t size_bytes)
{
    const size_t align = sizeof(max_align_t);
    if (size_bytes > SIZE_MAX / 2) return NULL;
    size_bytes = (size_bytes + align - 1) / align * align;
    block *top = kept->blocks;
    if (top == NULL || top->size - top->used < size_bytes) {
        size_t size = size_bytes > BLOCK_SIZE ? size_bytes : BLOCK_SIZE;
        top = calloc(1, sizeof *top + size);
        if (top == NULL) return NULL;
        top->size = size;
        top->next = kept->blocks;
        kept->blocks = top;
    }
    void *bytes = (char *)top->bytes + top->used;
    top->used += size_bytes;
    return bytes;
}

void th_snapshot_free(th_snapshot *snapshot)
{
    if (snapshot == NULL) return;
    store *all = (store *)snapshot;
    while (all->blocks != NULL) {
        block *next = all->blocks->next;
        free(all->blocks);
        all->blocks = next;
    }
    free(all);
}

/* ---- Reading ---- */

/* What a reading knows as it goes. */
typedef struct inspection {
    const th_reader *reader;
    store *kept;
    size_t value_size, bucket_size;
    uint8_t *raw;            /* one bucket as it lies in memory */
    uint64_t overflow_left;  /* how many overflow buckets the array may still have (N4) */
    uint64_t key_bytes_left; /* how many a snapshot may still copy (N5) */
} inspection;

/* Of all keys together (N5). */
#define KEY_BYTES_MAX ((uint64_t)1 << 30)

/* A map grows once it has as many overflow buckets as buckets, and each write of that growth adds
 * one at most. Eight times as many, and some, leave room for maps that a race has spoilt. The stock
 * is an eighth, rounded up to a page. */
static uint64_t overflow_max(uint64_t main_count) { return 8 * main_count + 64; }
static uint64_t stock_max(uint64_t main_count) { return main_count + 64; }

static bool read_at(const inspection *reading, uint64_t address, void *to, size_t size_bytes)
{
    return reading->reader->read(reading->reader->context, address, to, size_bytes);
}

/* A byte of each page of a stretch can be read, so memory for it is well taken. */
static bool is_readable(const inspection *reading, uint64_t address, uint64_t size_bytes)
{
    const uint64_t page_size = 4096;
    uint8_t byte;
    if (address > UINT64_MAX - size_bytes) return false;
    for (uint64_t at = 0; at < size_bytes; at += page_size) {
        if (!read_at(reading, address + at, &byte, 1)) return false;
    }
    return size_bytes == 0 || read_at(reading, address + size_bytes - 1, &byte, 1);
}

static th_status copy_key(inspection *reading, unsigned slot, th_key *key)
{
    struct {
        uint64_t address, len;
    } string;
    memcpy(&string, reading->raw + TH_BUCKET_KEYS + slot * sizeof string, sizeof string);
    if (!is_readable(reading, string.address, string.len)) return TH_BAD_MEMORY;
    if (string.len > reading->key_bytes_left) return TH_NO_MEMORY;
    reading->key_bytes_left -= string.len;
    char *bytes = take(reading->kept, string.len + 1);
    if (bytes == NULL) return TH_NO_MEMORY;
    if (string.len > 0 && !read_at(reading, string.address, bytes, string.len)) {
        return TH_BAD_MEMORY;
    }
    *key = (th_key){bytes, string.len};
    return TH_OK;
}

/* Copies the bucket in raw. */
static th_status copy_bucket(inspection *reading, th_snapshot_bucket *bucket)
{
    size_t values_size = TH_BUCKET_SLOTS * reading->value_size;
    uint8_t *values = take(reading->kept, values_size + 1);
    if (values == NULL) return TH_NO_MEMORY;
    memcpy(bucket->tophash, reading->raw, TH_BUCKET_SLOTS);
    for (unsigned slot = 0; slot < TH_BUCKET_SLOTS; slot++) {
        bucket->keys[slot] = (th_key){NULL, 0};
        if (bucket->tophash[slot] < TH_MIN_TOPHASH) continue;
        th_status status = copy_key(reading, slot, &bucket->keys[slot]);
        if (status != TH_OK) return status;
        size_t at = slot * reading->value_size;
        memcpy(values + at, reading->raw + TH_BUCKET_VALUES + at, reading->value_size);
    }
    bucket->values = values;
    return TH_OK;
}

static uint64_t overflow_of_raw(const inspection *reading)
{
    uint64_t next;
    memcpy(&next, reading->raw + th_overflow_offset(reading->value_size), sizeof next);
    return next;
}

/* How many buckets hang together from address on. */
static th_status chain_length(inspection *reading, uint64_t address, size_t *length)
{
    uint64_t mark = 0;
    size_t next_mark = 1;
    for (*length = 0; address != 0; address = overflow_of_raw(reading)) {
        if (address == mark) return TH_BAD_MEMORY;
        if (++*length == next_mark) {
            mark = address;
            next_mark *= 2;
        }
        if (*length > 1 && reading->overflow_left-- == 0) return TH_BAD_MEMORY;
        if (!read_at(reading, address, reading->raw, reading->bucket_size)) return TH_BAD_MEMORY;
    }
    return TH_OK;
}

static th_status copy_chain(inspection *reading, uint64_t address, th_snapshot_chain *chain)
{
    th_status status = chain_length(reading, address, &chain->bucket_count);
    if (status != TH_OK) return status;
    chain->buckets = take(reading->kept, chain->bucket_count * sizeof *chain->buckets);
    if (chain->buckets == NULL) return TH_NO_MEMORY;
    for (size_t i = 0; i < chain->bucket_count; i++) {
        if (!read_at(reading, address, reading->raw, reading->bucket_size)) return TH_BAD_MEMORY;
        address = overflow_of_raw(reading);
        status = copy_bucket(reading, &chain->buckets[i]);
        if (status != TH_OK) return status;
        if (address == 0 && i + 1 < chain->bucket_count) return TH_BAD_MEMORY;
    }
    return TH_OK;
}

static th_status copy_array(inspection *reading, th_snapshot_array *array)
{
    uint64_t address = array->address, count = array->chain_count;
    if (address == 0) return TH_OK;
    if (count > UINT64_MAX / reading->bucket_size ||
        !is_readable(reading, address, count * reading->bucket_size)) {
        return TH_BAD_MEMORY;
    }
    array->chains = take(reading->kept, count * sizeof *array->chains);
    if (array->chains == NULL) return TH_NO_MEMORY;
    reading->overflow_left = overflow_max(count);
    for (uint64_t i = 0; i < count; i++) {
        th_status status =
            copy_chain(reading, address + i * reading->bucket_size, &array->chains[i]);
        if (status != TH_OK) return status;
    }
    return TH_OK;
}

/* The stock's first bucket; 0: there is none. */
static th_status find_stock(const inspection *reading, uint64_t extra, uint64_t *address)
{
    *address = 0;
    if (extra == 0) return TH_OK;
    uint64_t at = extra + offsetof(th_extra, next_overflow);
    return read_at(reading, at, address, sizeof *address) ? TH_OK : TH_BAD_MEMORY;
}

/* Walks the stock to the bucket that says "no more behind me". */
static th_status count_stock(const inspection *reading, uint64_t bucket, uint64_t left_max,
                             uint64_t *left)
{
    *left = 0;
    for (uint64_t end = 0; bucket != 0 && end == 0; bucket += reading->bucket_size) {
        uint64_t at = bucket + th_overflow_offset(reading->value_size);
        if (!read_at(reading, at, &end, sizeof end)) return TH_BAD_MEMORY;
        if (++*left > left_max) return TH_BAD_MEMORY;
    }
    return TH_OK;
}

/* Everything but the chains. before is an earlier reading of the same map, or all zero. */
static th_status read_header(const inspection *reading, uint64_t address, const th_snapshot *before,
                             th_snapshot *header)
{
    struct {
        uint64_t count;
        uint8_t flags, B;
        uint16_t noverflow;
        uint32_t hash0;
        uint64_t buckets, oldbuckets, nevacuate, extra;
    } h;
    static_assert(sizeof h == sizeof(th_hmap), "the same layout, as numbers");
    if (!read_at(reading, address, &h, sizeof h)) return TH_BAD_MEMORY;
    bool is_same_size = h.flags & TH_FLAG_SAME_SIZE;
    if (h.B >= 48 || (h.oldbuckets != 0 && h.B == 0 && !is_same_size)) return TH_BAD_MEMORY;
    uint64_t count = (uint64_t)1 << h.B, old_count = is_same_size ? count : count / 2;
    uint64_t stock_address;
    th_status status = find_stock(reading, h.extra, &stock_address);
    if (status != TH_OK) return status;
    bool is_same_stock = before->stock_address == stock_address && before->B == h.B &&
                         before->buckets.address == h.buckets;
    *header = (th_snapshot){
        .count = h.count,
        .flags = h.flags,
        .B = h.B,
        .noverflow = h.noverflow,
        .hash0 = h.hash0,
        .nevacuate = h.nevacuate,
        .stock_left = before->stock_left,
        .stock_address = stock_address,
        .value_size = reading->value_size,
        .buckets = {.address = h.buckets, .chain_count = h.buckets ? count : 0},
        .oldbuckets = {.address = h.oldbuckets, .chain_count = h.oldbuckets ? old_count : 0}};
    if (is_same_stock) return TH_OK;
    return count_stock(reading, stock_address, stock_max(count), &header->stock_left);
}

static th_status read_map(inspection *reading, uint64_t address)
{
    th_snapshot *snapshot = &reading->kept->snapshot;
    th_status status = read_header(reading, address, &(th_snapshot){.B = 0}, snapshot);
    if (status == TH_OK) status = copy_array(reading, &snapshot->buckets);
    if (status == TH_OK) status = copy_array(reading, &snapshot->oldbuckets);
    return status;
}

th_status th_inspect(const th_reader *reader, uint64_t address, size_t value_size,
                     th_snapshot **snapshot)
{
    *snapshot = NULL;
    if (value_size > TH_VALUE_SIZE_MAX) return TH_BAD_OPTION;
    uint8_t raw[TH_BUCKET_VALUES + TH_BUCKET_SLOTS * TH_VALUE_SIZE_MAX + sizeof(void *)];
    inspection reading = {.reader = reader,
                          .kept = calloc(1, sizeof(store)),
                          .value_size = value_size,
                          .bucket_size = th_bucket_size(value_size),
                          .key_bytes_left = KEY_BYTES_MAX,
                          .raw = raw};
    if (reading.kept == NULL) return TH_NO_MEMORY;
    th_status status = read_map(&reading, address);
    if (status != TH_OK) {
        th_snapshot_free(&reading.kept->snapshot);
        return status;
    }
    *snapshot = &reading.kept->snapshot;
    return TH_OK;
}

/* ---- This process ---- */

static bool read_local(void *context, uint64_t address, void *to, size_t size_bytes)
{
    (void)context;
    memcpy(to, (const void *)(uintptr_t)address, size_bytes);
    return true;
}

th_reader th_reader_local(void) { return (th_reader){.read = read_local}; }

th_status th_inspect_map(const th_map *map, th_snapshot **snapshot)
{
    *snapshot = NULL;
    if (map == NULL) return TH_NIL_MAP;
    th_reader reader = th_reader_local();
    return th_inspect(&reader, (uint64_t)(uintptr_t)map, th_map_value_size(map), snapshot);
}

th_status th_inspect_header(const th_map *map, th_snapshot *header)
{
    if (map == NULL) return TH_NIL_MAP;
    th_reader reader = th_reader_local();
    size_t value_size = th_map_value_size(map);
    inspection reading = {
        .reader = &reader, .value_size = value_size, .bucket_size = th_bucket_size(value_size)};
    th_snapshot before = *header;
    return read_header(&reading, (uint64_t)(uintptr_t)map, &before, header);
}

th_walk th_walk_start(const th_map *map, bool is_old)
{
    th_walk walk = {.chain = SIZE_MAX};
    th_snapshot header = {.B = 0};
    if (th_inspect_header(map, &header) != TH_OK) return walk;
    const th_snapshot_array *array = is_old ? &header.oldbuckets : &header.buckets;
    walk.array = array->address;
    walk.chain_count = array->chain_count;
    walk.value_size = header.value_size;
    return walk;
}

bool th_walk_next(th_walk *walk)
{
    uint64_t here = walk->next;
    walk->depth++;
    if (here == 0) {
        if (++walk->chain >= walk->chain_count) return false;
        here = walk->array + walk->chain * th_bucket_size(walk->value_size);
        walk->depth = 0;
    }
    const uint8_t *raw = (const uint8_t *)(uintptr_t)here;
    const th_key *keys = (const th_key *)(const void *)(raw + TH_BUCKET_KEYS);
    memcpy(walk->bucket.tophash, raw, TH_BUCKET_SLOTS);
    for (unsigned slot = 0; slot < TH_BUCKET_SLOTS; slot++) {
        bool is_live = raw[slot] >= TH_MIN_TOPHASH;
        walk->bucket.keys[slot] = is_live ? keys[slot] : (th_key){NULL, 0};
    }
    walk->bucket.values = raw + TH_BUCKET_VALUES;
    memcpy(&walk->next, raw + th_overflow_offset(walk->value_size), sizeof walk->next);
    return true;
}
