/* bucket.c - bucket arrays in memory.
 *
 *   one block:  [ th_array | 0 | 1 | 2 | ... | 2^B - 1 | s0 | s1 | s2 ]
 *                            '------ main -----------' '--- stock ---'
 *   h.extra->next_overflow ------------------------------^        |
 *                        the last one's overflow pointer is not NULL: "no more behind me"
 *
 *   B1  the stock is handed out in address order; then come spares, then fresh memory.
 *   B2  every overflow bucket that is not stock is in exactly one list of its array's head.
 *   B3  a retained array is pinned; when its last pin goes, it goes.
 */
#include "core/bucket.h"

#include <assert.h>

/* ---- Made and given back ---- */

th_bucket *th_array_buckets(th_array *array)
{
    return (th_bucket *)((uintptr_t)array + TH_ARRAY_HEAD_SIZE);
}

th_bucket *th_array_stock(const th_map *map, th_array *array)
{
    uint64_t main_count = (uint64_t)1 << array->B;
    if (array->bucket_total == main_count) return NULL;
    return th_bucket_at(map, th_array_buckets(array), main_count);
}

/* Says "no more behind me" in the last bucket of the stock. */
static void set_stock_end(const th_map *map, th_array *array)
{
    if (th_array_stock(map, array) == NULL) return;
    th_bucket *buckets = th_array_buckets(array);
    *th_next(map, th_bucket_at(map, buckets, array->bucket_total - 1)) = buckets;
}

/* Names an array that becomes the current one. */
static th_array *begin(th_map *map, th_array *array)
{
    if (array == NULL) return NULL;
    array->id = ++map->last_array_id;
    set_stock_end(map, array);
    return array;
}

th_array *th_array_make(th_map *map, uint8_t B) { return begin(map, th_array_take(map, B, false)); }

th_array *th_array_make_next(th_map *map, uint8_t B)
{
    return begin(map, th_array_take(map, B, true));
}

/* ---- Pins ---- */

bool th_array_is_pinned(const th_array *array)
{
    return atomic_load_explicit(&array->pins, memory_order_acquire) > 0;
}

void th_array_pin(th_array *array)
{
    atomic_fetch_add_explicit(&array->pins, 1, memory_order_relaxed);
}

bool th_array_let_go(th_map *map, th_array *array)
{
    if (!th_array_is_pinned(array)) {
        th_array_leave(map, array);
        return true;
    }
    array->is_retained = true;
    array->next = map->retained;
    map->retained = array;
    return false;
}

static void lock_lists(th_map *map)
{
    while (atomic_flag_test_and_set_explicit(&map->list_lock, memory_order_acquire))
        continue;
}

static void unlock_lists(th_map *map)
{
    atomic_flag_clear_explicit(&map->list_lock, memory_order_release);
}

/* Only the thread whose pin was the last one comes here for an array; others may come for
 * others. */
static void take_off_retained(th_map *map, const th_array *array)
{
    lock_lists(map);
    th_array **link = &map->retained;
    while (*link != array)
        link = &(*link)->next;
    *link = array->next;
    unlock_lists(map);
}

bool th_array_unpin(th_map *map, th_array *array)
{
    uint32_t pins = atomic_fetch_sub_explicit(&array->pins, 1, memory_order_acq_rel);
    assert(pins > 0);
    if (pins > 1 || !array->is_retained) return false;
    take_off_retained(map, array);
    th_array_free(map, array);
    return true;
}

/* ---- Cursors away from home ---- */

void th_cursor_list(th_cursor *cursor)
{
    lock_lists(cursor->map);
    cursor->next_standing = cursor->map->standing;
    cursor->map->standing = cursor;
    unlock_lists(cursor->map);
}

void th_cursor_unlist(th_cursor *cursor)
{
    lock_lists(cursor->map);
    th_cursor **link = &cursor->map->standing;
    while (*link != cursor)
        link = &(*link)->next_standing;
    *link = cursor->next_standing;
    unlock_lists(cursor->map);
}

bool th_chain_is_stood_in(const th_map *map, const th_array *array, uint64_t index)
{
    if (!th_array_is_pinned(array)) return false;
    for (const th_cursor *cursor = map->standing; cursor != NULL; cursor = cursor->next_standing) {
        /* cursor->bucket is already the next one. */
        bool is_here = ((cursor->bucket - 1) & th_bucket_mask(array->B)) == index;
        if (cursor->here == array && cursor->bucket_ptr != NULL && is_here) return true;
    }
    return false;
}

/* ---- Overflow buckets ---- */

void th_spares_give(th_map *map)
{
    th_array *array = th_array_of(map->h.buckets);
    th_overflow_give(map, &array->spare, UINT64_MAX);
    array->spare_count = 0;
}

static uint64_t stock_left(const th_map *map, th_array *array, const th_bucket *stock_next)
{
    if (stock_next == NULL) return 0;
    uintptr_t end = (uintptr_t)th_bucket_at(map, th_array_buckets(array), array->bucket_total);
    return (end - (uintptr_t)stock_next) / map->bucket_size;
}

th_status th_array_reserve(th_map *map, th_array *array, const th_bucket *stock_next,
                           uint64_t count)
{
    uint64_t left = stock_left(map, array, stock_next) + array->spare_count;
    for (; left < count; left++) {
        th_overflow *spare = map->memory.take(map->memory.context, th_overflow_block_size(map));
        if (spare == NULL) return TH_NO_MEMORY;
        spare->next = array->spare;
        array->spare = spare;
        array->spare_count++;
    }
    return TH_OK;
}

static th_bucket *take_from_stock(th_map *map)
{
    th_bucket *bucket = map->h.extra->next_overflow;
    if (*th_next(map, bucket) == NULL) {
        map->h.extra->next_overflow = th_bucket_at(map, bucket, 1);
    } else {
        *th_next(map, bucket) = NULL;
        map->h.extra->next_overflow = NULL;
    }
    return bucket;
}

static uint64_t stock_total(const th_array *array)
{
    return array->bucket_total - ((uint64_t)1 << array->B);
}

/* Numbered behind the stock, whether that has been handed out or not. */
static th_bucket *take_spare(th_map *map, th_array *array)
{
    if (th_array_reserve(map, array, NULL, 1) != TH_OK) return NULL;
    th_overflow *first = array->spare;
    array->spare = first->next;
    array->spare_count--;
    first->link = stock_total(array) + ++array->linked_count;
    first->next = array->linked;
    array->linked = first;
    return (th_bucket *)(first + 1);
}

/* Exact below B = 16; from there on one in 2^(B-15) is counted, as in Go, so that 16 bits
 * suffice. */
static void count_overflow(th_map *map)
{
    if (map->h.B < 16) {
        map->h.noverflow++;
        return;
    }
    uint64_t mask = ((uint64_t)1 << (map->h.B - 15)) - 1;
    if ((th_map_random(map) & mask) == 0) map->h.noverflow++;
}

uint32_t th_link_of(const th_map *map, const th_bucket *buckets, const th_bucket *bucket)
{
    const th_array *array = th_array_of(buckets);
    uint64_t main_count = (uint64_t)1 << array->B;
    /* What lies before the array is far behind it, modulo 2^64. */
    uint64_t index = ((uintptr_t)bucket - (uintptr_t)buckets) / map->bucket_size;
    if (index < main_count) return 0;
    if (index < array->bucket_total) return (uint32_t)(index - main_count + 1);
    return (uint32_t)((const th_overflow *)(const void *)bucket - 1)->link;
}

th_bucket *th_overflow_link(th_map *map, th_bucket *buckets, th_bucket *tail, bool *is_from_stock)
{
    *is_from_stock =
        buckets == map->h.buckets && map->h.extra != NULL && map->h.extra->next_overflow != NULL;
    th_bucket *bucket =
        *is_from_stock ? take_from_stock(map) : take_spare(map, th_array_of(buckets));
    if (bucket == NULL) return NULL;
    count_overflow(map);
    *th_next(map, tail) = bucket;
    return bucket;
}

/* ---- Clear ---- */

void th_array_wipe(th_map *map, th_array *array)
{
    th_overflow_give(map, &array->linked, UINT64_MAX);
    array->linked_count = 0;
    memset(th_array_buckets(array), 0, array->bucket_total * map->bucket_size);
    set_stock_end(map, array);
    array->id = ++map->last_array_id;
}
