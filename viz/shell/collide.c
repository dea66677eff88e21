/* collide.c - keys that fall into one bucket, found by trying: c1, c2, c3 ..., each hashed by the
 * core's own map, under its present seed. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/hash.h"
#include "core/inspect.h"
#include "core/map_layout.h"
#include "viz/shell/typed.h"

/* Some tenths of a second. A key in 2^B falls into a given bucket. */
enum { TRIES_MAX = 1 << 24, KEY_BYTES = 16 };

struct colliding {
    struct typing *typing;
    const th_map *map;
    const th_snapshot *entries; /* of the map */
    uint64_t bucket, bucket_count;
    struct lesson_operation *puts;
    size_t count;
};

static bool is_in_chain(const th_snapshot_chain *chain, th_key key)
{
    for (size_t i = 0; i < chain->bucket_count; i++)
        for (unsigned slot = 0; slot < TH_BUCKET_SLOTS; slot++)
            if (chain->buckets[i].keys[slot].bytes != NULL &&
                th_key_is_equal(chain->buckets[i].keys[slot], key))
                return true;
    return false;
}

/* An entry of such a hash lies in one of two chains. */
static bool is_there(const struct colliding *colliding, uint64_t hash, th_key key)
{
    const th_snapshot_array *arrays[] = {&colliding->entries->buckets,
                                         &colliding->entries->oldbuckets};
    for (size_t i = 0; i < 2; i++) {
        if (arrays[i]->chain_count == 0) continue;
        if (is_in_chain(&arrays[i]->chains[hash & (arrays[i]->chain_count - 1)], key)) return true;
    }
    return false;
}

static enum typed_status add_put(struct colliding *colliding, th_key key)
{
    const struct lesson_map *map = &colliding->typing->lesson->maps[colliding->typing->map];
    struct lesson_operation *put = &colliding->puts[colliding->count++];
    void *value = arena_take(colliding->typing->arena, map->value_size);
    put->kind = LESSON_PUT;
    put->value = value;
    put->key = (th_key){arena_copy(colliding->typing->arena, key.bytes, key.len), key.len};
    if (value == NULL || put->key.bytes == NULL) return TYPED_NO_MEMORY;
    (void)lesson_value_of_number(map->value_kind, map->value_size, (int64_t)colliding->count,
                                 value); /* bytes0 have none */
    return TYPED_OK;
}

static enum typed_status find(struct colliding *colliding, const struct shell_command *command)
{
    char bytes[KEY_BYTES];
    for (uint32_t i = 1; i <= TRIES_MAX && colliding->count < (size_t)command->number; i++) {
        int len = snprintf(bytes, sizeof bytes, "c%" PRIu32, i);
        th_key key = {bytes, (size_t)len};
        uint64_t hash = th_map_hash(colliding->map, key);
        if ((hash & (colliding->bucket_count - 1)) != colliding->bucket) continue;
        if (is_there(colliding, hash, key)) continue;
        enum typed_status status = add_put(colliding, key);
        if (status != TYPED_OK) return status;
    }
    if (colliding->count == (size_t)command->number) return TYPED_OK;
    struct typing *typing = colliding->typing;
    return typed_refused(
        shell_refuse(&typing->trouble, command->number_at,
                     language_text(typing->language,
                                   "of %d keys that were tried only %zu fall into bucket %llu"),
                     TRIES_MAX, colliding->count, (unsigned long long)colliding->bucket));
}

static enum typed_status fill(struct colliding *colliding, const struct shell_command *command,
                              struct typed *typed)
{
    struct typing *typing = colliding->typing;
    size_t chain_count = colliding->entries->buckets.chain_count;
    colliding->bucket_count = chain_count > 0 ? chain_count : 1; /* no array yet: its first */
    colliding->bucket = (uint64_t)command->bucket;
    if (colliding->bucket >= colliding->bucket_count)
        return typed_refused(shell_refuse(
            &typing->trouble, command->bucket_at,
            language_text(typing->language, "there is no bucket %llu; allowed: 0 to %llu"),
            (unsigned long long)colliding->bucket,
            (unsigned long long)colliding->bucket_count - 1));
    colliding->puts =
        arena_take_array(typing->arena, (size_t)command->number, sizeof *colliding->puts);
    if (colliding->puts == NULL) return TYPED_NO_MEMORY;
    enum typed_status status = find(colliding, command);
    typed->step.operations = colliding->puts;
    typed->step.operation_count = colliding->count;
    return status;
}

enum typed_status typed_collide(struct typing *typing, const struct shell_command *command,
                                struct typed *typed)
{
    struct colliding colliding = {.typing = typing,
                                  .map = player_map_at_end(typing->player, typing->map)};
    th_snapshot *entries = NULL;
    if (colliding.map == NULL)
        return typed_refused(
            shell_refuse(&typing->trouble, command->at,
                         language_text(typing->language, "map %s is nil: it has no buckets"),
                         typing->lesson->maps[typing->map].name));
    if (th_inspect_map(colliding.map, &entries) != TH_OK) return TYPED_NO_MEMORY;
    colliding.entries = entries;
    enum typed_status status = fill(&colliding, command, typed);
    th_snapshot_free(entries);
    return status;
}
