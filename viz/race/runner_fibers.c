/* runner_fibers.c - workers on stacks of their own, in the one thread.
 *
 *     stack:  [ guard | ...... unused ...... | frames of the worker at its gate ]
 *                                            ^ low                              ^ top
 *
 * A stack is entered by makecontext, once in its life; from then on setjmp and longjmp carry from
 * one to the other without a system call, which is ten times as fast. What lies between low and
 * top, the arena, and the jmp_bufs are the race as it stands: kept by copying, returned to by
 * copying back, at the same addresses.
 *
 * Why not a library: Debian has GNU Pth (which brings a scheduler of its own) and Boost.Context
 * (C++, and no way to copy a stack); what is used here is the C library's. */
#include <assert.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <ucontext.h>

#include "core/history.h"
#include "viz/race/runner_state.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define HAS_FIBERS false
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define HAS_FIBERS false
#endif
#endif
#ifndef HAS_FIBERS
#define HAS_FIBERS true
#endif

bool runner_has_fibers(void) { return HAS_FIBERS; }

enum {
    STACK_BYTES = 64 * 1024,
    GUARD_BYTES = 4096,
    RED_ZONE_BYTES =
        512, /* below the lowest frame seen from C: the frame itself, and its red zone */
};

struct fiber {
    jmp_buf at; /* where it goes on */
    char *low;  /* its frames lie in [low, top) */
    char *top;
    bool has_begun; /* since the last start */
};

/* A race as it stood. */
struct kept {
    char *bytes; /* the fibers, the arena's used part, the stacks' */
    size_t room;
    size_t arena_bytes;
};

struct fibers {
    struct fiber workers[SCENARIO_WORKERS_MAX];
    char *stacks; /* mapped, all of them */
    size_t stacks_bytes;
    jmp_buf runner_at;
    ucontext_t runner_context;
    struct kept *kept;
    size_t kept_count;
};

/* makecontext passes ints; there is one thread. */
static struct runner *entering;

/* ---- On the worker's stack ---- */

static __attribute__((noinline)) void gate(struct runner *runner, size_t worker)
{
    struct fibers *fibers = runner->own;
    struct fiber *fiber = &fibers->workers[worker];
    fiber->low = (char *)__builtin_frame_address(0) - RED_ZONE_BYTES;
    if (_setjmp(fiber->at) == 0) _longjmp(fibers->runner_at, 1);
}

static __attribute__((noreturn)) void leave(struct runner *runner, size_t worker)
{
    struct fibers *fibers = runner->own;
    struct fiber *fiber = &fibers->workers[worker];
    fiber->low = fiber->top; /* nothing on its stack matters any more */
    _longjmp(fibers->runner_at, 1);
}

static void enter(void)
{
    struct runner *runner = entering;
    size_t worker = runner->current;
    world_work(runner->world, worker);
    runner->lanes->lanes[worker].is_done = true;
    leave(runner, worker);
}

/* ---- On the runner's ---- */

static void begin(struct runner *runner, size_t worker)
{
    struct fibers *fibers = runner->own;
    struct fiber *fiber = &fibers->workers[worker];
    ucontext_t context;
    getcontext(&context);
    context.uc_stack.ss_sp = fiber->top - STACK_BYTES + GUARD_BYTES;
    context.uc_stack.ss_size = STACK_BYTES - GUARD_BYTES;
    context.uc_link = NULL;
    makecontext(&context, enter, 0);
    fiber->has_begun = true;
    entering = runner;
    swapcontext(&fibers->runner_context, &context);
}

static void go(struct runner *runner, size_t worker)
{
    struct fibers *fibers = runner->own;
    struct fiber *fiber = &fibers->workers[worker];
    th_thread_name_set(runner->world->scenario->workers[worker].name);
    if (_setjmp(fibers->runner_at) != 0) return;
    if (!fiber->has_begun) begin(runner, worker);
    _longjmp(fiber->at, 1);
}

static void start(struct runner *runner)
{
    struct fibers *fibers = runner->own;
    for (size_t worker = 0; worker < runner->worker_count; worker++) {
        fibers->workers[worker].has_begun = false;
        fibers->workers[worker].low = fibers->workers[worker].top;
    }
}

static void free_fibers(struct runner *runner)
{
    struct fibers *fibers = runner->own;
    for (size_t i = 0; i < fibers->kept_count; i++)
        free(fibers->kept[i].bytes);
    free(fibers->kept);
    if (fibers->stacks != NULL) munmap(fibers->stacks, fibers->stacks_bytes);
    free(fibers);
}

static bool make(struct runner *runner)
{
    struct fibers *fibers = calloc(1, sizeof *fibers);
    if (fibers == NULL) return false;
    runner->own = fibers;
    fibers->stacks_bytes = runner->worker_count * STACK_BYTES;
    void *stacks = mmap(NULL, fibers->stacks_bytes, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (stacks == MAP_FAILED) {
        free_fibers(runner);
        return false;
    }
    fibers->stacks = stacks;
    for (size_t worker = 0; worker < runner->worker_count; worker++) {
        char *bottom = fibers->stacks + worker * STACK_BYTES;
        (void)mprotect(bottom, GUARD_BYTES, PROT_NONE);
        fibers->workers[worker].top = bottom + STACK_BYTES;
    }
    return true;
}

const struct runner_kind_ops runner_fibers = {
    .make = make,
    .free = free_fibers,
    .start = start,
    .go = go,
    .gate = gate,
    .leave = leave,
};

/* ---- Keeping and returning ---- */

bool runner_keep_room(struct runner *runner, size_t depth)
{
    struct fibers *fibers = runner->own;
    if (depth <= fibers->kept_count) return true;
    struct kept *kept = realloc(fibers->kept, depth * sizeof *kept);
    if (kept == NULL) return false;
    fibers->kept = kept;
    memset(kept + fibers->kept_count, 0, (depth - fibers->kept_count) * sizeof *kept);
    fibers->kept_count = depth;
    return true;
}

static size_t bytes_now(const struct runner *runner)
{
    const struct fibers *fibers = runner->own;
    size_t bytes = runner->worker_count * sizeof(struct fiber) + runner->world->state->used;
    for (size_t worker = 0; worker < runner->worker_count; worker++) {
        const struct fiber *fiber = &fibers->workers[worker];
        bytes += (size_t)(fiber->top - fiber->low);
    }
    return bytes;
}

bool runner_keep(struct runner *runner, size_t number)
{
    struct fibers *fibers = runner->own;
    struct kept *kept = &fibers->kept[number];
    size_t bytes = bytes_now(runner);
    if (bytes > kept->room) {
        char *more = realloc(kept->bytes, 2 * bytes);
        if (more == NULL) return false;
        kept->bytes = more;
        kept->room = 2 * bytes;
    }
    size_t fibers_bytes = runner->worker_count * sizeof(struct fiber);
    memcpy(kept->bytes, fibers->workers, fibers_bytes);
    kept->arena_bytes = runner->world->state->used;
    memcpy(kept->bytes + fibers_bytes, runner->world->state, kept->arena_bytes);
    char *to = kept->bytes + fibers_bytes + kept->arena_bytes;
    for (size_t worker = 0; worker < runner->worker_count; worker++) {
        const struct fiber *fiber = &fibers->workers[worker];
        size_t size = (size_t)(fiber->top - fiber->low);
        memcpy(to, fiber->low, size);
        to += size;
    }
    return true;
}

void runner_return(struct runner *runner, size_t number)
{
    struct fibers *fibers = runner->own;
    const struct kept *kept = &fibers->kept[number];
    size_t fibers_bytes = runner->worker_count * sizeof(struct fiber);
    memcpy(fibers->workers, kept->bytes, fibers_bytes);
    memcpy(runner->world->state, kept->bytes + fibers_bytes, kept->arena_bytes);
    const char *from = kept->bytes + fibers_bytes + kept->arena_bytes;
    for (size_t worker = 0; worker < runner->worker_count; worker++) {
        const struct fiber *fiber = &fibers->workers[worker];
        size_t size = (size_t)(fiber->top - fiber->low);
        memcpy(fiber->low, from, size);
        from += size;
    }
}
