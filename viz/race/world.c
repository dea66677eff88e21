/* world.c - a scenario's map and programs in memory that can be set back. How an end is judged:
 * world_judge.c. */
#include "viz/race/world.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "viz/race/scenario_map.h"
#include "viz/race/world_state.h"

/* Room for a map of some thousand entries that grows a few times. Pages that nobody touches cost
 * nothing. */
enum { ARENA_BYTES = 16 * 1024 * 1024, ALIGNMENT = 16 };

static_assert(ARENA_BYTES % ALIGNMENT == 0, "what fits has room to be rounded up");
static_assert(SCENARIO_ARRAY_BYTES_MAX <= ARENA_BYTES / 4, "the map's first array is not all");

/* ---- The arena ---- */

void *world_take(struct world *world, size_t size_bytes)
{
    struct world_state *state = world->state;
    size_t room = world->arena_bytes - state->used;
    assert(state->used <= world->arena_bytes && room % ALIGNMENT == 0);
    if (size_bytes > room) return NULL;
    void *taken = (char *)state + state->used;
    size_t rounded = (size_bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    memset(taken, 0, rounded);
    state->used += rounded;
    return taken;
}

static void *take(void *context, size_t size_bytes) { return world_take(context, size_bytes); }

/* Nothing is used again before the race starts anew: a racing worker may still look at it. */
static void give(void *context, void *memory, size_t size_bytes)
{
    (void)context;
    (void)memory;
    (void)size_bytes;
}

static bool make_arena(struct world *world)
{
    void *arena = mmap(NULL, ARENA_BYTES, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (arena == MAP_FAILED) return false;
    world->arena_bytes = ARENA_BYTES;
    world->state = arena;
    world->state->used = (sizeof *world->state + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    return true;
}

bool world_keep_image(struct world *world)
{
    size_t bytes = world->state->used;
    void *image = malloc(bytes);
    if (image == NULL) return false;
    free(world->image);
    memcpy(image, world->state, bytes);
    world->image = image;
    world->image_bytes = bytes;
    return true;
}

void world_reset(struct world *world)
{
    assert(world->image != NULL);
    memcpy(world->state, world->image, world->image_bytes);
}

/* ---- Made ---- */

static void on_fatal(void *context, const th_map *map, const th_fatal_report *report)
{
    const struct world *world = context;
    (void)map;
    if (world->on_fatal != NULL) world->on_fatal(world->gate_context, report);
}

/* The map has one observer: its events go to the watcher, its accesses to the keeper of the
 * gate. */
static void pass_event(void *context, const th_event *event)
{
    const struct world *world = context;
    world->watch.workers->event(world->watch.workers->context, event);
}

static void pass_gate(void *context, const th_access *access)
{
    const struct world *world = context;
    world->gate(world->gate_context, access);
}

static bool make_map(struct world *world)
{
    th_map_options options = scenario_map_options(world->scenario, world->forced);
    options.memory = (th_memory){.context = world, .take = take, .give = give};
    options.fatal = (th_fatal_handler){.context = world, .handle = on_fatal};
    options.observer = world->watch.setup;
    options.history = world->watch.has_history ? WORLD_HISTORY : 0;
    return th_map_make(&options, &world->map) == TH_OK;
}

static bool set_up(struct world *world)
{
    const struct scenario *scenario = world->scenario;
    if (!scenario_map_set_up(world->map, scenario->setup, scenario->setup_count)) return false;
    th_map_observe(world->map, &world->observer);
    return true;
}

struct world *world_make(const struct scenario *scenario, const struct world_watch *watch)
{
    struct world *world = calloc(1, sizeof *world);
    if (world == NULL) return NULL;
    world->scenario = scenario;
    if (watch != NULL) world->watch = *watch;
    world->observer.context = world;
    if (world->watch.workers != NULL) world->observer.event = pass_event;
    if (!make_arena(world) || !scenario_map_force(scenario, &world->forced) || !make_map(world) ||
        !set_up(world) || !world_make_judge(world) || !world_keep_image(world)) {
        world_free(world);
        return NULL;
    }
    return world;
}

void world_free(struct world *world)
{
    if (world == NULL) return;
    if (world->state != NULL) munmap(world->state, world->arena_bytes); /* the map with it */
    th_forced_hash_free(world->forced);
    serial_ends_free(world->serial_ends);
    free(world->judged);
    free(world->image);
    free(world);
}

const th_map *world_map(const struct world *world) { return world->map; }

void world_set_gate(struct world *world, void (*gate)(void *context, const th_access *access),
                    void (*on_fatal_call)(void *context, const th_fatal_report *report),
                    void *context)
{
    world->observer.gate = gate == NULL ? NULL : pass_gate;
    world->gate = gate;
    world->on_fatal = on_fatal_call;
    world->gate_context = context;
}

size_t world_op(const struct world *world, size_t worker)
{
    return world->state->workers[worker].op;
}

/* ---- Locks ---- */

bool world_allows(const th_access *access)
{
    if (access->lock_move != TH_LOCK && access->lock_move != TH_RLOCK) return true;
    const struct world_lock *lock = access->lock;
    return !lock->is_written && (access->lock_move == TH_RLOCK || lock->readers == 0);
}

static th_lock_move lock_move_of(enum scenario_op_kind kind)
{
    switch (kind) {
    case SCENARIO_LOCK:
        return TH_LOCK;
    case SCENARIO_UNLOCK:
        return TH_UNLOCK;
    case SCENARIO_RLOCK:
        return TH_RLOCK;
    default:
        return TH_RUNLOCK;
    }
}

/* The lock's own move: at the gate it may have had to wait. */
static void move_lock(struct world *world, const struct scenario_op *op)
{
    struct world_lock *lock = &world->state->locks[op->lock];
    th_access access = {.lock_move = lock_move_of(op->kind), .lock = lock};
    if (world->gate != NULL) world->gate(world->gate_context, &access);
    switch (access.lock_move) {
    case TH_LOCK:
        lock->is_written = true;
        break;
    case TH_UNLOCK:
        lock->is_written = false;
        break;
    case TH_RLOCK:
        lock->readers++;
        break;
    default:
        lock->readers--;
        break;
    }
    if (world->observer.event == NULL) return;
    th_event event = {.kind = TH_EVENT_LOCK_MOVED, .before = access.lock_move, .after = op->lock};
    world->observer.event(world, &event);
}

/* ---- Programs ---- */

/* Does an operation, and says what came of it as serial_ends.h counts it. */
static uint64_t do_op(struct world *world, const struct scenario_op *op)
{
    if (op->kind < SCENARIO_LOCK)
        return scenario_map_do(world->map, op, world->scenario->value_size);
    move_lock(world, op);
    return 0;
}

void world_work(struct world *world, size_t worker)
{
    const struct scenario_worker *plan = &world->scenario->workers[worker];
    struct world_worker *state = &world->state->workers[worker];
    while (state->op < plan->op_count) {
        state->results[state->op] = do_op(world, &plan->ops[state->op]);
        state->ended[state->op] = world->state->clock;
        state->has_begun = false;
        state->op++;
    }
}

void world_count_move(struct world *world, size_t worker)
{
    struct world_worker *state = &world->state->workers[worker];
    world->state->clock++;
    if (state->has_begun) return;
    state->has_begun = true;
    state->begun[state->op] = world->state->clock;
}
