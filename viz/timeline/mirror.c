/* mirror.c - the model beside what inspect read: header, then arrays, chains, slots, until the
 * first difference. */
#include "viz/timeline/mirror.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/map_layout.h"

/* One comparison under way. */
struct comparison {
    const struct model *model;
    uint32_t map;
    const struct model_map *seen;
    const th_snapshot *snapshot;
    char *difference;
    size_t size_bytes;
};

static bool differ(const struct comparison *comparison, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Writes "map m: ..." and is false. */
static bool differ(const struct comparison *comparison, const char *format, ...)
{
    if (comparison->size_bytes == 0) return false;
    int len = snprintf(comparison->difference, comparison->size_bytes,
                       "map %s: ", comparison->seen->name);
    if (len < 0 || (size_t)len >= comparison->size_bytes) return false;
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(comparison->difference + len, comparison->size_bytes - (size_t)len, format,
                    arguments);
    va_end(arguments);
    return false;
}

/* ---- The header ---- */

static bool is_number_same(const struct comparison *comparison, const char *field, uint64_t model,
                           uint64_t map)
{
    if (model == map) return true;
    return differ(comparison, "%s is %" PRIu64 " in the model, %" PRIu64 " in the map", field,
                  model, map);
}

static bool is_header_same(const struct comparison *comparison)
{
    const th_header *header = &comparison->seen->header;
    const th_snapshot *snapshot = comparison->snapshot;
    return is_number_same(comparison, "count", header->count, snapshot->count) &&
           is_number_same(comparison, "flags", header->flags, snapshot->flags) &&
           is_number_same(comparison, "B", header->B, snapshot->B) &&
           is_number_same(comparison, "noverflow", header->noverflow, snapshot->noverflow) &&
           is_number_same(comparison, "hash0", header->hash0, snapshot->hash0) &&
           is_number_same(comparison, "nevacuate", header->nevacuate, snapshot->nevacuate) &&
           is_number_same(comparison, "value size", comparison->seen->value_size,
                          snapshot->value_size);
}

/* ---- Slots ---- */

/* Where a comparison stands, in words. */
struct where {
    char text[96];
};

static struct where where_of(const char *array, th_place place)
{
    struct where where;
    (void)snprintf(where.text, sizeof where.text,
                   "%s %" PRIu32 ", depth %" PRIu32 ", slot %" PRIu32, array, place.bucket,
                   place.depth, place.slot);
    return where;
}

/* Bytes as plain ASCII, cut off where a reader has seen enough. */
struct shown {
    char text[80];
};

static struct shown show_bytes(const void *bytes, size_t len)
{
    struct shown shown;
    size_t used = 0;
    const unsigned char *from = bytes;
    for (size_t i = 0; i < len; i++) {
        bool is_plain = from[i] >= ' ' && from[i] <= '~' && from[i] != '"' && from[i] != '\\';
        if (used + sizeof "\\x00..." > sizeof shown.text) {
            memcpy(shown.text + used, "...", sizeof "...");
            return shown;
        }
        int written = snprintf(shown.text + used, sizeof shown.text - used,
                               is_plain ? "%c" : "\\x%02x", from[i]);
        used += (size_t)written;
    }
    shown.text[used] = '\0';
    return shown;
}

static bool is_entry_same(const struct comparison *comparison, const char *array, th_place place,
                          const struct model_slot *slot, const th_snapshot_bucket *bucket)
{
    size_t value_size = comparison->seen->value_size;
    th_key key = bucket->keys[place.slot];
    if (slot->key_id == 0 || slot->value == NULL) {
        return differ(comparison, "%s: the model knows no key or value, the map has \"%s\"",
                      where_of(array, place).text, show_bytes(key.bytes, key.len).text);
    }
    if (!th_key_is_equal(slot->key, key)) {
        return differ(comparison, "%s: key \"%s\" in the model, \"%s\" in the map",
                      where_of(array, place).text, show_bytes(slot->key.bytes, slot->key.len).text,
                      show_bytes(key.bytes, key.len).text);
    }
    if (value_size == 0) return true;
    const uint8_t *value = bucket->values + place.slot * value_size;
    if (memcmp(slot->value, value, value_size) == 0) return true;
    return differ(comparison, "%s: value \"%s\" in the model, \"%s\" in the map",
                  where_of(array, place).text, show_bytes(slot->value, value_size).text,
                  show_bytes(value, value_size).text);
}

static bool is_slot_same(const struct comparison *comparison, const char *array, th_place place,
                         const th_snapshot_bucket *bucket)
{
    struct model_slot slot;
    if (!model_slot(comparison->model, comparison->map, place, &slot)) {
        return differ(comparison, "%s is not in the model", where_of(array, place).text);
    }
    if (slot.tophash != bucket->tophash[place.slot]) {
        return differ(comparison, "%s: tophash 0x%02x in the model, 0x%02x in the map",
                      where_of(array, place).text, slot.tophash, bucket->tophash[place.slot]);
    }
    return slot.tophash < TH_MIN_TOPHASH || is_entry_same(comparison, array, place, &slot, bucket);
}

/* ---- Arrays ---- */

/* How full the chain is, as model_sum says it, beside a count. */
static bool is_load_same(const struct comparison *comparison, const char *array, th_place place,
                         const th_snapshot_chain *chain)
{
    struct model_sum sum = model_sum(comparison->model, comparison->map, place.array, place.bucket,
                                     (uint64_t)place.bucket + 1);
    bool is_evacuated = th_is_evacuated(chain->buckets[0].tophash[0]);
    uint64_t entries = 0;
    for (size_t depth = 0; depth < chain->bucket_count; depth++) {
        for (size_t slot = 0; slot < TH_BUCKET_SLOTS; slot++)
            entries += chain->buckets[depth].tophash[slot] >= TH_MIN_TOPHASH;
    }
    if (sum.evacuated != is_evacuated)
        return differ(comparison, "%s %" PRIu32 " is %s evacuated in the model", array,
                      place.bucket, is_evacuated ? "not" : "said to be");
    if (is_evacuated) return true;
    return is_number_same(comparison, "load of a chain", sum.entries, entries) &&
           is_number_same(comparison, "overflow of a chain", sum.overflow, chain->bucket_count - 1);
}

static bool is_chain_same(const struct comparison *comparison, const char *array, th_place place,
                          const th_snapshot_chain *chain)
{
    uint32_t len = model_chain_len(comparison->model, comparison->map, place.array, place.bucket);
    if (len != chain->bucket_count) {
        return differ(comparison,
                      "%s %" PRIu32 ": chain of %" PRIu32 " in the model, %zu in the map", array,
                      place.bucket, len, chain->bucket_count);
    }
    if (!is_load_same(comparison, array, place, chain)) return false;
    for (place.depth = 0; place.depth < len; place.depth++) {
        for (place.slot = 0; place.slot < TH_BUCKET_SLOTS; place.slot++) {
            if (!is_slot_same(comparison, array, place, &chain->buckets[place.depth])) return false;
        }
    }
    return true;
}

static bool is_array_same(const struct comparison *comparison, const char *name, uint32_t id,
                          const th_snapshot_array *array)
{
    struct model_array info = model_array(comparison->model, comparison->map, id);
    if (id != 0 && info.state == MODEL_ARRAY_FREED) {
        return differ(comparison, "%s is freed in the model", name);
    }
    if (info.bucket_count != array->chain_count) {
        return differ(comparison, "%s has %" PRIu64 " buckets in the model, %zu in the map", name,
                      info.bucket_count, array->chain_count);
    }
    for (uint32_t bucket = 0; bucket < array->chain_count; bucket++) {
        th_place place = {.array = id, .bucket = bucket};
        if (!is_chain_same(comparison, name, place, &array->chains[bucket])) return false;
    }
    return true;
}

bool mirror_compare(const struct model *model, uint32_t map, const th_snapshot *snapshot,
                    char *difference, size_t size_bytes)
{
    struct comparison comparison = {.model = model,
                                    .map = map,
                                    .seen = model_map(model, map),
                                    .snapshot = snapshot,
                                    .difference = difference,
                                    .size_bytes = size_bytes};
    if (size_bytes > 0) difference[0] = '\0';
    bool is_made = snapshot != NULL;
    if (comparison.seen->is_made != is_made) {
        return differ(&comparison, "it is %s in the model, %s in truth",
                      comparison.seen->is_made ? "a map" : "nil", is_made ? "a map" : "nil");
    }
    if (!is_made) return true;
    const th_header *header = &comparison.seen->header;
    return is_header_same(&comparison) &&
           is_array_same(&comparison, "buckets", header->buckets, &snapshot->buckets) &&
           is_array_same(&comparison, "oldbuckets", header->oldbuckets, &snapshot->oldbuckets);
}
