/* free_world.c - an arena, an image of it after the setup, and a judge who trusts no pointer.
 *
 *   [ none ][ map | arrays | ...   used --> ][          ][ none ]      [ keys ]
 *            ^ copied back from the image before each run               ^ never written
 *
 * The judge reads through these two stretches only. */
#include "viz/race/free_world.h"

#include <assert.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "core/hash.h"
#include "core/rules.h"

#define ARENA_SIZE ((size_t)256 << 20)
#define GUARD_SIZE ((size_t)1 << 16)

/* Up to so many bytes are wiped by hand; of more, the system takes the pages back. */
#define WIPE_MAX ((size_t)1 << 20)

struct free_world {
    const struct scenario *scenario;
    struct serial_ends *ends;
    struct scenario_op *ops; /* of all workers, keys in the pool */
    size_t first_op[SCENARIO_WORKERS_MAX + 1];
    char *keys; /* the pool */
    size_t keys_size;
    th_forced_hash *forced;
    th_hash hash;
    bool has_clear;
    char *arena; /* behind its first guard */
    _Atomic size_t used;
    char *image;
    size_t image_size;
    th_map *map; /* in the arena */
    uint64_t results[FREE_OPS_MAX];
};

/* ---- The arena ---- */

static void *take(void *context, size_t size_bytes)
{
    struct free_world *world = context;
    if (size_bytes > ARENA_SIZE) return NULL;
    size_t size = (size_bytes + 63) / 64 * 64;
    size_t at = atomic_fetch_add(&world->used, size);
    if (at <= ARENA_SIZE - size) return world->arena + at;
    atomic_fetch_sub(&world->used, size);
    return NULL;
}

static void give(void *context, void *block, size_t size_bytes)
{
    (void)context;
    (void)block;
    (void)size_bytes;
}

static bool map_arena(struct free_world *world)
{
    char *all = mmap(NULL, ARENA_SIZE + 2 * GUARD_SIZE, PROT_NONE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (all == MAP_FAILED) return false;
    world->arena = all + GUARD_SIZE;
    return mprotect(world->arena, ARENA_SIZE, PROT_READ | PROT_WRITE) == 0;
}

static bool keep_image(struct free_world *world)
{
    world->image_size = atomic_load(&world->used);
    world->image = malloc(world->image_size);
    if (world->image == NULL) return false;
    memcpy(world->image, world->arena, world->image_size);
    return true;
}

void free_world_reset(struct free_world *world)
{
    size_t used = atomic_load(&world->used), kept = world->image_size;
    if (used - kept <= WIPE_MAX) {
        memset(world->arena + kept, 0, used - kept);
    } else {
        (void)madvise(world->arena, ARENA_SIZE, MADV_DONTNEED);
    }
    memcpy(world->arena, world->image, kept);
    atomic_store(&world->used, kept);
    memset(world->results, 0, sizeof world->results);
}

/* ---- Keys ---- */

static size_t key_bytes_of(const struct scenario_op *ops, size_t count)
{
    size_t size = 0;
    for (size_t i = 0; i < count; i++)
        size += ops[i].key.len;
    return size;
}

/* The same bytes, in the pool. */
static th_key pool_key(struct free_world *world, th_key key)
{
    char *bytes = world->keys + world->keys_size;
    if (key.len > 0) memcpy(bytes, key.bytes, key.len);
    world->keys_size += key.len;
    return (th_key){bytes, key.len};
}

static bool copy_ops(struct free_world *world)
{
    const struct scenario *scenario = world->scenario;
    size_t key_bytes = key_bytes_of(scenario->setup, scenario->setup_count);
    for (size_t w = 0; w < scenario->worker_count; w++)
        key_bytes += key_bytes_of(scenario->workers[w].ops, scenario->workers[w].op_count);
    world->keys = malloc(key_bytes + 1);
    world->ops = calloc(FREE_OPS_MAX, sizeof *world->ops);
    if (world->keys == NULL || world->ops == NULL) return false;
    size_t count = 0;
    for (size_t w = 0; w < scenario->worker_count; w++) {
        world->first_op[w] = count;
        for (size_t i = 0; i < scenario->workers[w].op_count; i++) {
            struct scenario_op *op = &world->ops[count++];
            *op = scenario->workers[w].ops[i];
            op->key = pool_key(world, op->key);
            world->has_clear = world->has_clear || op->kind == SCENARIO_CLEAR;
        }
    }
    world->first_op[scenario->worker_count] = count;
    return true;
}

static bool force_hashes(struct free_world *world)
{
    world->hash = th_hash_default();
    if (world->scenario->hash_count == 0) return true;
    world->forced = th_forced_hash_make(world->hash);
    if (world->forced == NULL) return false;
    for (size_t i = 0; i < world->scenario->hash_count; i++) {
        const struct scenario_hash *chosen = &world->scenario->hashes[i];
        if (th_forced_hash_set(world->forced, chosen->key, chosen->hash) != TH_OK) return false;
    }
    world->hash = th_forced_hash_use(world->forced);
    return true;
}

/* ---- Making ---- */

static bool set_up(struct free_world *world, const th_fatal_handler *fatal)
{
    const struct scenario *scenario = world->scenario;
    th_map_options options = {.hint = scenario->hint,
                              .value_size = scenario->value_size,
                              .is_seeded = true,
                              .seed = scenario->seed,
                              .hash = world->hash,
                              .memory = {.context = world, .take = take, .give = give},
                              .fatal = *fatal};
    if (th_map_make(&options, &world->map) != TH_OK) return false;
    for (size_t i = 0; i < scenario->setup_count; i++) {
        const struct scenario_op *op = &scenario->setup[i];
        if (op->kind == SCENARIO_CLEAR) {
            th_map_clear(world->map);
            world->has_clear = true;
        } else if (op->kind == SCENARIO_DELETE) {
            (void)th_map_delete(world->map, op->key);
        } else if (th_map_put(world->map, pool_key(world, op->key), op->value) != TH_OK) {
            return false;
        }
    }
    return true;
}

struct free_world *free_world_make(const struct scenario *scenario, const th_fatal_handler *fatal)
{
    struct free_world *world = calloc(1, sizeof *world);
    if (world == NULL) return NULL;
    world->scenario = scenario;
    world->ends = serial_ends_make(scenario);
    int why = world->ends == NULL ? errno : ENOMEM;
    if (world->ends != NULL && map_arena(world) && copy_ops(world) && force_hashes(world) &&
        set_up(world, fatal) && keep_image(world)) {
        return world;
    }
    free_world_free(world);
    errno = why;
    return NULL;
}

void free_world_free(struct free_world *world)
{
    if (world == NULL) return;
    if (world->arena != NULL) munmap(world->arena - GUARD_SIZE, ARENA_SIZE + 2 * GUARD_SIZE);
    if (world->forced != NULL) th_forced_hash_free(world->forced);
    serial_ends_free(world->ends);
    free(world->image);
    free(world->keys);
    free(world->ops);
    free(world);
}

const struct scenario *free_world_scenario(const struct free_world *world)
{
    return world->scenario;
}

/* ---- Work ---- */

static uint64_t walk(struct free_world *world, const struct scenario_op *op)
{
    th_cursor cursor;
    uint64_t sum = 0;
    th_cursor_open_at(world->map, &cursor, op->start_bucket, op->offset);
    while (th_cursor_next(&cursor))
        sum += race_entry(cursor.key, cursor.value, world->scenario->value_size);
    th_cursor_close(&cursor);
    return sum;
}

static uint64_t get(struct free_world *world, const struct scenario_op *op)
{
    const void *value = th_map_get(world->map, op->key);
    return value == NULL ? 0 : race_entry(op->key, value, world->scenario->value_size);
}

bool free_world_work(struct free_world *world, size_t worker, size_t index)
{
    size_t at = world->first_op[worker] + index;
    const struct scenario_op *op = &world->ops[at];
    switch (op->kind) {
    case SCENARIO_PUT:
        if (th_map_put(world->map, op->key, op->value) != TH_OK) return false;
        break;
    case SCENARIO_GET:
        world->results[at] = get(world, op);
        break;
    case SCENARIO_DELETE:
        world->results[at] = th_map_delete(world->map, op->key);
        break;
    case SCENARIO_CLEAR:
        th_map_clear(world->map);
        break;
    case SCENARIO_ITERATE:
        world->results[at] = walk(world, op);
        break;
    default: /* a lock's */
        break;
    }
    return true;
}

/* ---- The judge ---- */

static bool is_within(uint64_t address, size_t size_bytes, const char *begin, size_t size)
{
    uint64_t first = (uint64_t)(uintptr_t)begin;
    return address >= first && address - first <= size && size_bytes <= size - (address - first);
}

static bool read_own(void *context, uint64_t address, void *to, size_t size_bytes)
{
    struct free_world *world = context;
    if (!is_within(address, size_bytes, world->arena, atomic_load(&world->used)) &&
        !is_within(address, size_bytes, world->keys, world->keys_size)) {
        return false;
    }
    memcpy(to, (const void *)(uintptr_t)address, size_bytes);
    return true;
}

static uint64_t contents_of(const th_snapshot_array *array, size_t value_size)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < array->chain_count; i++) {
        for (size_t depth = 0; depth < array->chains[i].bucket_count; depth++) {
            const th_snapshot_bucket *bucket = &array->chains[i].buckets[depth];
            for (size_t slot = 0; slot < 8; slot++) {
                if (bucket->keys[slot].bytes == NULL) continue; /* a mark */
                sum +=
                    race_entry(bucket->keys[slot], bucket->values + slot * value_size, value_size);
            }
        }
    }
    return sum;
}

static bool is_clean(const struct free_world *world, const th_snapshot *snapshot)
{
    const th_hash *hash = world->has_clear ? NULL : &world->hash;
    if (th_rules_check(snapshot, hash, world->scenario->seed).rule != TH_RULES_HOLD) return false;
    size_t value_size = world->scenario->value_size;
    struct race_end end = {.results = world->results,
                           .contents = contents_of(&snapshot->buckets, value_size) +
                                       contents_of(&snapshot->oldbuckets, value_size),
                           .count = snapshot->count};
    return serial_ends_has(world->ends, &end);
}

enum free_result free_world_judge(const struct free_world *world)
{
    th_reader reader = {.context = (void *)(uintptr_t)world, .read = read_own};
    th_snapshot *snapshot;
    th_status status = th_inspect(&reader, (uint64_t)(uintptr_t)world->map,
                                  world->scenario->value_size, &snapshot);
    if (status != TH_OK) return FREE_WRONG;
    bool clean = is_clean(world, snapshot);
    th_snapshot_free(snapshot);
    return clean ? FREE_CLEAN : FREE_WRONG;
}
