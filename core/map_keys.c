/* map_keys.c - copies of keys.
 *
 *    cursor's array (retained)          current array
 *   +------------------------+         +------------------------+
 *   | X | key ---.           |         | 9c | key ---.          |
 *   +------------|-----------+         +-------------|----------+
 *                '--------> "key_1" <----------------'      one copy, owned by the live entry
 *
 *   O1  a live slot's key is its map's own copy.
 *   O2  an evacuated slot of a pinned array holds a live entry's key, or is forgotten.
 *   O3  the empty key has no copy.
 */
#include "core/map_keys.h"

#include "core/bucket.h"

static const th_key forgotten = {.bytes = NULL, .len = SIZE_MAX};

bool th_key_is_forgotten(th_key key) { return key.len == SIZE_MAX; }

th_status th_key_own(th_map *map, th_key key, th_key *stored)
{
    *stored = key;
    if (!map->keys_owned) return TH_OK;
    stored->bytes = NULL;
    if (key.len == 0) return TH_OK;
    char *copy = map->memory.take(map->memory.context, key.len);
    if (copy == NULL) return TH_NO_MEMORY;
    stored->bytes = memcpy(copy, key.bytes, key.len);
    return TH_OK;
}

void th_key_give(th_map *map, th_key stored)
{
    if (!map->keys_owned || stored.len == 0) return;
    map->memory.give(map->memory.context, (void *)(uintptr_t)stored.bytes, stored.len);
}

/* ---- Forgetting ---- */

static bool is_moved(uint8_t top) { return top == TH_EVACUATED_X || top == TH_EVACUATED_Y; }

static void forget_in_chain(const th_map *map, th_bucket *bucket, th_key stored)
{
    for (; bucket != NULL; bucket = *th_next(map, bucket)) {
        for (unsigned slot = 0; slot < TH_BUCKET_SLOTS; slot++) {
            th_key *key = &th_keys(bucket)[slot];
            if (is_moved(th_tops(bucket)[slot]) && key->bytes == stored.bytes &&
                key->len == stored.len) {
                *key = forgotten;
            }
        }
    }
}

/* The entry was in array under the same hash: a new seed comes only when no entry is left. */
static void forget_in_array(const th_map *map, th_array *array, uint64_t hash, th_key stored)
{
    if (!th_array_is_pinned(array)) return;
    uint64_t index = hash & th_bucket_mask(array->B);
    forget_in_chain(map, th_bucket_at(map, th_array_buckets(array), index), stored);
}

void th_key_give_deleted(th_map *map, uint64_t hash, th_key stored)
{
    for (th_array *array = map->retained; array != NULL; array = array->next) {
        forget_in_array(map, array, hash, stored);
    }
    if (th_is_growing(map)) forget_in_array(map, th_array_of(map->h.oldbuckets), hash, stored);
    th_key_give(map, stored);
}

/* ---- All at once ---- */

typedef void slot_action(th_map *map, th_bucket *bucket, unsigned slot);

static void for_each_slot(th_map *map, th_array *array, slot_action *action)
{
    uint64_t main_count = (uint64_t)1 << array->B;
    for (uint64_t index = 0; index < main_count; index++) {
        th_bucket *bucket = th_bucket_at(map, th_array_buckets(array), index);
        for (; bucket != NULL; bucket = *th_next(map, bucket)) {
            for (unsigned slot = 0; slot < TH_BUCKET_SLOTS; slot++)
                action(map, bucket, slot);
        }
    }
}

static void give_slot(th_map *map, th_bucket *bucket, unsigned slot)
{
    if (th_tops(bucket)[slot] >= TH_MIN_TOPHASH) th_key_give(map, th_keys(bucket)[slot]);
}

static void forget_slot(th_map *map, th_bucket *bucket, unsigned slot)
{
    (void)map;
    if (is_moved(th_tops(bucket)[slot])) th_keys(bucket)[slot] = forgotten;
}

void th_keys_give_all(th_map *map)
{
    if (map->h.buckets != NULL) for_each_slot(map, th_array_of(map->h.buckets), give_slot);
    if (map->h.oldbuckets != NULL) for_each_slot(map, th_array_of(map->h.oldbuckets), give_slot);
}

void th_keys_forget_all(th_map *map)
{
    for (th_array *array = map->retained; array != NULL; array = array->next) {
        for_each_slot(map, array, forget_slot);
    }
}
