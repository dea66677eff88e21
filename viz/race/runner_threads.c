/* runner_threads.c - workers as real threads, and the baton: a semaphore each, one for whoever lets
 * them move.
 *
 *     runner_move:  post(worker) ......................... wait(runner) returns
 *     worker:       wait(worker) returns, one move, post(runner), wait(worker) ...
 *
 * So one thread at a time touches the map, each after the other's post: there is no data race. A
 * worker that a new start finds in the middle of its program is sent back to its beginning by
 * longjmp: the map that it leaves is never used again. */
#include <assert.h>
#include <pthread.h>
#include <semaphore.h>
#include <setjmp.h>
#include <stdlib.h>

#include "core/history.h"
#include "viz/race/runner_state.h"

/* What a worker finds when it gets the baton. */
enum order { ORDER_GO, ORDER_BACK, ORDER_QUIT };

struct thread {
    struct runner *runner;
    size_t worker;
    pthread_t id;
    bool is_made;
    bool is_working; /* in its program */
    enum order order;
    sem_t baton;
    jmp_buf back;
};

struct threads {
    struct thread workers[SCENARIO_WORKERS_MAX];
    sem_t baton; /* the runner's */
};

/* Semaphores are only interrupted by signals; then it is asked again. */
static void wait_for(sem_t *baton)
{
    while (sem_wait(baton) != 0)
        continue;
}

static struct thread *thread_of(const struct runner *runner, size_t worker)
{
    struct threads *threads = runner->own;
    return &threads->workers[worker];
}

/* ---- On the worker's thread ---- */

static void hand_back(struct thread *thread)
{
    struct threads *threads = thread->runner->own;
    sem_post(&threads->baton);
    wait_for(&thread->baton);
}

static void gate(struct runner *runner, size_t worker)
{
    struct thread *thread = thread_of(runner, worker);
    hand_back(thread);
    if (thread->order != ORDER_GO) longjmp(thread->back, 1);
}

static __attribute__((noreturn)) void leave(struct runner *runner, size_t worker)
{
    longjmp(thread_of(runner, worker)->back, 1);
}

static void work(struct thread *thread)
{
    thread->is_working = true;
    world_work(thread->runner->world, thread->worker);
    thread->runner->lanes->lanes[thread->worker].is_done = true;
}

static void *live(void *context)
{
    struct thread *thread = context;
    th_thread_name_set(thread->runner->world->scenario->workers[thread->worker].name);
    wait_for(&thread->baton);
    while (thread->order != ORDER_QUIT) {
        if (thread->order == ORDER_GO && setjmp(thread->back) == 0) work(thread);
        thread->is_working = false;
        if (thread->order == ORDER_QUIT) break;
        hand_back(thread);
    }
    return NULL;
}

/* ---- On the runner's ---- */

static void give_baton(struct runner *runner, size_t worker, enum order order)
{
    struct threads *threads = runner->own;
    struct thread *thread = thread_of(runner, worker);
    thread->order = order;
    sem_post(&thread->baton);
    if (order != ORDER_QUIT) wait_for(&threads->baton);
}

static void go(struct runner *runner, size_t worker) { give_baton(runner, worker, ORDER_GO); }

static void start(struct runner *runner)
{
    for (size_t worker = 0; worker < runner->worker_count; worker++) {
        if (thread_of(runner, worker)->is_working) give_baton(runner, worker, ORDER_BACK);
    }
}

static void free_threads(struct runner *runner)
{
    struct threads *threads = runner->own;
    for (size_t worker = 0; worker < runner->worker_count; worker++) {
        struct thread *thread = &threads->workers[worker];
        if (!thread->is_made) continue;
        give_baton(runner, worker, ORDER_QUIT);
        pthread_join(thread->id, NULL);
        sem_destroy(&thread->baton);
    }
    sem_destroy(&threads->baton);
    free(threads);
}

static bool make(struct runner *runner)
{
    struct threads *threads = calloc(1, sizeof *threads);
    if (threads == NULL) return false;
    runner->own = threads;
    sem_init(&threads->baton, 0, 0);
    for (size_t worker = 0; worker < runner->worker_count; worker++) {
        struct thread *thread = &threads->workers[worker];
        thread->runner = runner;
        thread->worker = worker;
        sem_init(&thread->baton, 0, 0);
        if (pthread_create(&thread->id, NULL, live, thread) != 0) {
            sem_destroy(&thread->baton);
            free_threads(runner);
            return false;
        }
        thread->is_made = true;
    }
    return true;
}

const struct runner_kind_ops runner_threads = {
    .make = make,
    .free = free_threads,
    .start = start,
    .go = go,
    .gate = gate,
    .leave = leave,
};
