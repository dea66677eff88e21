/* model_digest.c - the model in 64 bits, so that two ways to a position can be compared.
 *
 * Ids stand for the bytes of keys and values: one tape gives a key one id. What is behind marks
 * (freed arrays, cut chains, contents of empty slots) is not seen, so not digested. */
#include "viz/timeline/model_wind.h"

static uint64_t mix(uint64_t digest, uint64_t word)
{
    digest = (digest ^ word) * 0x9e3779b97f4a7c15u;
    return digest ^ (digest >> 29);
}

static uint64_t mix_header(uint64_t digest, const th_header *header)
{
    digest = mix(digest, header->count);
    digest = mix(digest, header->nevacuate);
    digest = mix(digest, header->hash0);
    digest = mix(digest, header->buckets);
    digest = mix(digest, header->oldbuckets);
    digest = mix(digest, header->noverflow);
    digest = mix(digest, header->flags);
    return mix(digest, header->B);
}

static uint64_t mix_bucket(uint64_t digest, const struct bucket_state *bucket)
{
    for (unsigned slot = 0; slot < TH_BUCKET_SLOTS; slot++) {
        uint8_t tophash = bucket->tophash[slot];
        digest = mix(digest, tophash);
        bool is_ghost = th_is_evacuated(tophash) && tophash != TH_EVACUATED_EMPTY;
        if (tophash < TH_MIN_TOPHASH && (!is_ghost || bucket->is_wiped)) continue;
        digest = mix(digest, bucket->keys[slot]);
        digest = mix(digest, bucket->values[slot]);
    }
    return mix(digest, bucket->is_wiped ? 2 : 1);
}

static uint64_t mix_array(uint64_t digest, const struct array_state *array)
{
    digest = mix(digest, (uint64_t)array->is_freed << 1 | array->is_cleared);
    digest = mix(digest, array->linked_count);
    if (array->is_freed) return digest;
    for (uint32_t main = 0; main < array->main_count; main++) {
        const struct load_state *load = &array->loads[main];
        uint32_t number = main;
        digest = mix(digest, (uint64_t)load->entries << 32 | (uint64_t)load->overflow << 1 |
                                 load->is_evacuated);
        do {
            const struct bucket_state *bucket = bucket_state_of(array, number);
            digest = mix(digest, number);
            digest = mix_bucket(digest, bucket);
            number = bucket->next;
        } while (number != 0);
    }
    return digest;
}

static uint64_t mix_spot(uint64_t digest, struct spot spot)
{
    digest = mix(digest, (uint64_t)spot.array << 32 | spot.bucket);
    return mix(digest, spot.slot);
}

static uint64_t mix_cursor(uint64_t digest, const struct cursor_state *cursor)
{
    digest = mix(digest, cursor->marks);
    digest = mix(digest, cursor->yield_count);
    digest = mix_spot(digest, cursor->start);
    digest = mix_spot(digest, cursor->stands);
    return mix(digest, (uint64_t)cursor->key << 32 | cursor->value);
}

static uint64_t mix_map(uint64_t digest, const struct map_state *map)
{
    digest = mix(digest, map->seen.is_made);
    digest = mix_header(digest, &map->seen.header);
    for (uint32_t id = 1; id <= map->arrays.len; id++) {
        const struct array_state *array = array_state_of(map, id);
        if (array == NULL || !array->is_made) continue;
        digest = mix_array(mix(digest, id), array);
    }
    for (uint32_t id = 1; id <= map->cursors.len; id++) {
        const struct cursor_state *cursor = cursor_state_of(map, id);
        if (cursor->marks != 0) digest = mix_cursor(mix(digest, id), cursor);
    }
    uint32_t open = map->first_open;
    for (; open != 0; open = cursor_state_of(map, open)->after)
        digest = mix(digest, open);
    return digest;
}

uint64_t model_digest(const struct model *model)
{
    uint64_t digest = 0;
    for (uint32_t map = 0; map < model->maps.len; map++) {
        digest = mix_map(digest, map_state_of(model, map));
    }
    return digest;
}
