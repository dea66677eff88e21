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
#include "viz/race/scenario_map.h"

#define ARENA_SIZE ((size_t)256 << 20)
#define GUARD_SIZE ((size_t)1 << 16)

/* Up to so many bytes are wiped by hand; of more, the system takes the pages back. */
#define WIPE_MAX ((size_t)1 << 20)

struct free_world {
    const struct scenario *scenario;
    struct serial_ends *ends;
    struct scenario_op *setup, *ops; /* the latter of all workers; both with keys in the pool */
    size_t first_op[SCENARIO_WORKERS_MAX + 1];
    char *keys; /* the pool */
    size_t keys_size;
    th_forced_hash *forced;
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

/* ops once more, with their keys in the pool. */
static void copy_ops(struct free_world *world, const struct scenario_op *ops, size_t count,
                     struct scenario_op *copy)
{
    for (size_t i = 0; i < count; i++) {
        copy[i] = ops[i];
        copy[i].key = pool_key(world, ops[i].key);
        world->has_clear = world->has_clear || ops[i].kind == SCENARIO_CLEAR;
    }
}

static bool copy_all(struct free_world *world)
{
    const struct scenario *scenario = world->scenario;
    size_t key_bytes = key_bytes_of(scenario->setup, scenario->setup_count), count = 0;
    for (size_t w = 0; w < scenario->worker_count; w++)
        key_bytes += key_bytes_of(scenario->workers[w].ops, scenario->workers[w].op_count);
    world->keys = malloc(key_bytes + 1);
    world->ops = calloc(FREE_OPS_MAX, sizeof *world->ops);
    world->setup = calloc(scenario->setup_count + 1, sizeof *world->setup);
    if (world->keys == NULL || world->ops == NULL || world->setup == NULL) return false;
    copy_ops(world, scenario->setup, scenario->setup_count, world->setup);
    for (size_t w = 0; w < scenario->worker_count; w++) {
        const struct scenario_worker *worker = &scenario->workers[w];
        world->first_op[w] = count;
        copy_ops(world, worker->ops, worker->op_count, &world->ops[count]);
        count += worker->op_count;
    }
    world->first_op[scenario->worker_count] = count;
    return true;
}

/* ---- Making ---- */

static bool make_map(struct free_world *world, const th_fatal_handler *fatal)
{
    th_map_options options = scenario_map_options(world->scenario, world->forced);
    options.memory = (th_memory){.context = world, .take = take, .give = give};
    options.fatal = *fatal;
    return th_map_make(&options, &world->map) == TH_OK &&
           scenario_map_set_up(world->map, world->setup, world->scenario->setup_count);
}

struct free_world *free_world_make(const struct scenario *scenario, const th_fatal_handler *fatal)
{
    struct free_world *world = calloc(1, sizeof *world);
    if (world == NULL) return NULL;
    world->scenario = scenario;
    world->ends = serial_ends_make(scenario);
    int why = world->ends == NULL ? errno : ENOMEM;
    if (world->ends != NULL && map_arena(world) && copy_all(world) &&
        scenario_map_force(scenario, &world->forced) && make_map(world, fatal) &&
        keep_image(world)) {
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
    th_forced_hash_free(world->forced);
    serial_ends_free(world->ends);
    free(world->image);
    free(world->keys);
    free(world->ops);
    free(world->setup);
    free(world);
}

const struct scenario *free_world_scenario(const struct free_world *world)
{
    return world->scenario;
}

/* ---- Work ---- */

bool free_world_work(struct free_world *world, size_t worker, size_t index)
{
    size_t at = world->first_op[worker] + index;
    const struct scenario_op *op = &world->ops[at];
    if (op->kind >= SCENARIO_LOCK) return true; /* the caller's */
    uint64_t result = scenario_map_do(world->map, op, world->scenario->value_size);
    if (op->kind == SCENARIO_PUT && result != TH_OK) return false;
    world->results[at] = result;
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
    th_hash hash = scenario_map_hash(world->forced);
    const th_hash *known = world->has_clear ? NULL : &hash;
    if (th_rules_check(snapshot, known, world->scenario->seed).rule != TH_RULES_HOLD) return false;
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
