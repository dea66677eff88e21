/* free_child.c - threads that meet, collide, and part, run after run.
 *
 *   worker 0 (also the judge)    reset   meet   work ......   all done?   judge   reset   meet ...
 *   the others                           meet   work ...   done           .........       meet ...
 *
 * Threads are made once, and wait without sleeping: woken ones would come one after the other, and
 * hardly ever collide. After some looks a waiting thread offers its core, as there may be more
 * workers than cores. */
#include "viz/race/free_child.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

/* Under a sanitizer the address space holds its shadow, too. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define HAS_SHADOW 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define HAS_SHADOW 1
#endif
#endif
#ifndef HAS_SHADOW
#define HAS_SHADOW 0
#endif

/* Of address space: some times what the arena and nine stacks take. */
#define ADDRESS_SPACE_MAX ((rlim_t)4 << 30)

enum { LOOKS_BEFORE_YIELD = 4096, LOOKS_WHEN_MEETING = 32768, STACK_SIZE = 512 * 1024 };

/* A lock of either kind. */
union lock {
    pthread_mutex_t mutex;
    pthread_rwlock_t rw;
};

struct crew {
    const struct free_job *job;
    const struct scenario *scenario;
    _Atomic uint64_t come, met, done; /* workers, of all runs together */
    union lock locks[SCENARIO_LOCKS_MAX];
};

struct member {
    struct crew *crew;
    size_t worker;
};

/* Where a worker goes on after a fatal error: at the end of its run. NULL: nowhere. */
static _Thread_local jmp_buf *way_out;

void free_child_caught(void *context, const th_map *map, const th_fatal_report *report)
{
    struct free_shared *shared = context;
    (void)map;
    (void)report;
    atomic_store(&shared->is_caught, true);
    if (way_out != NULL) longjmp(*way_out, 1);
    _exit(FREE_EXIT_CAUGHT);
}

/* ---- Locks ---- */

static bool is_rw(const struct crew *crew, size_t lock)
{
    return crew->scenario->locks[lock].is_rw;
}

/* As new; whoever held one in the run before is past caring. */
static void make_locks(struct crew *crew)
{
    for (size_t i = 0; i < crew->scenario->lock_count; i++) {
        union lock *lock = &crew->locks[i];
        memset(lock, 0, sizeof *lock);
        if (is_rw(crew, i))
            pthread_rwlock_init(&lock->rw, NULL);
        else
            pthread_mutex_init(&lock->mutex, NULL);
    }
}

static void move_lock(struct crew *crew, const struct scenario_op *op)
{
    union lock *lock = &crew->locks[op->lock];
    switch (op->kind) {
    case SCENARIO_LOCK:
        (void)(is_rw(crew, op->lock) ? pthread_rwlock_wrlock(&lock->rw)
                                     : pthread_mutex_lock(&lock->mutex));
        break;
    case SCENARIO_UNLOCK:
        (void)(is_rw(crew, op->lock) ? pthread_rwlock_unlock(&lock->rw)
                                     : pthread_mutex_unlock(&lock->mutex));
        break;
    case SCENARIO_RLOCK:
        (void)pthread_rwlock_rdlock(&lock->rw);
        break;
    case SCENARIO_RUNLOCK:
        (void)pthread_rwlock_unlock(&lock->rw);
        break;
    default: /* the map's */
        break;
    }
}

/* ---- Runs ---- */

static void wait_for(_Atomic uint64_t *counter, uint64_t wanted, unsigned looks_before_yield)
{
    for (unsigned looks = 1; atomic_load(counter) < wanted; looks++) {
        if (looks % looks_before_yield == 0) sched_yield();
    }
}

/* Twice: who offered his core while waiting for the others to come is back only some time after the
 * last of them. The second time nobody does, if there are cores enough, and all set off at once. */
static void meet(struct crew *crew, uint64_t wanted)
{
    atomic_fetch_add(&crew->come, 1);
    wait_for(&crew->come, wanted, LOOKS_BEFORE_YIELD);
    atomic_fetch_add(&crew->met, 1);
    wait_for(&crew->met, wanted, LOOKS_WHEN_MEETING);
}

static void work(struct crew *crew, size_t worker, uint64_t run)
{
    const struct free_plan *plan = crew->job->plan;
    const struct scenario_worker *self = &crew->scenario->workers[worker];
    meet(crew, (run + 1) * crew->scenario->worker_count);
    if (plan->before_worker != NULL) {
        plan->before_worker(plan->context, crew->job->first_run + run, worker);
    }
    for (size_t i = 0; i < self->op_count; i++) {
        move_lock(crew, &self->ops[i]);
        if (!free_world_work(crew->job->world, worker, i)) _exit(FREE_EXIT_FULL);
    }
}

/* A caught run ends for the worker that noticed, and the others go on to their ends. It would be
 * the end of a Go program, and here of the child; but a new one takes a thousand times as long as a
 * run. Who may hold a lock that others wait for must end the child. */
static void work_or_be_caught(struct crew *crew, size_t worker, uint64_t run)
{
    jmp_buf here;
    if (crew->scenario->lock_count == 0) way_out = &here;
    if (setjmp(here) == 0) work(crew, worker, run);
    way_out = NULL;
    atomic_fetch_add(&crew->done, 1);
}

/* On a core of its own, as far as there are some: threads that wait by offering their core soon
 * share one, each taking its turn, and never collide. */
static void settle(size_t worker)
{
    cpu_set_t allowed, own;
    if (sched_getaffinity(0, sizeof allowed, &allowed) != 0 || CPU_COUNT(&allowed) < 2) return;
    size_t left = worker % (size_t)CPU_COUNT(&allowed), core = 0;
    while (!CPU_ISSET(core, &allowed) || left-- > 0)
        core++;
    CPU_ZERO(&own);
    CPU_SET(core, &own);
    (void)sched_setaffinity(0, sizeof own, &own); /* a wish: the race goes on without it */
}

static void *be_worker(void *context)
{
    const struct member *member = context;
    settle(member->worker);
    for (uint64_t run = 0;; run++)
        work_or_be_caught(member->crew, member->worker, run);
    return NULL;
}

static void make_run(struct crew *crew, uint64_t run)
{
    struct free_shared *shared = crew->job->shared;
    atomic_store(&shared->begun, run + 1);
    free_world_reset(crew->job->world);
    make_locks(crew);
    work_or_be_caught(crew, 0, run);
    wait_for(&crew->done, (run + 1) * crew->scenario->worker_count, LOOKS_BEFORE_YIELD);
    bool is_caught = atomic_load(&shared->is_caught);
    enum free_result result = is_caught ? FREE_CAUGHT : free_world_judge(crew->job->world);
    atomic_fetch_add(&shared->counts[result], 1);
    atomic_store(&shared->is_caught, false);
}

static bool hire(struct crew *crew, struct member *members)
{
    pthread_attr_t attributes;
    if (pthread_attr_init(&attributes) != 0) return false;
    bool are_hired = pthread_attr_setstacksize(&attributes, STACK_SIZE) == 0;
    for (size_t w = 1; are_hired && w < crew->scenario->worker_count; w++) {
        pthread_t thread;
        members[w] = (struct member){crew, w};
        are_hired = pthread_create(&thread, &attributes, be_worker, &members[w]) == 0;
    }
    pthread_attr_destroy(&attributes);
    return are_hired;
}

/* ---- Becoming harmless ---- */

static void forget_signals(void)
{
    struct sigaction by_default = {.sa_handler = SIG_DFL};
    for (int number = 1; number < NSIG; number++)
        (void)sigaction(number, &by_default, NULL);
    sigset_t none;
    sigemptyset(&none);
    (void)sigprocmask(SIG_SETMASK, &none, NULL);
}

/* Only job->life is left, and /dev/null as the three that all programs have. */
static bool forget_files(const struct free_job *job)
{
    int life = fcntl(job->life, F_DUPFD, 3);
    int nothing = open("/dev/null", O_RDWR);
    if (life < 0 || nothing < 0) return false;
    for (int file = 0; file < 3; file++) {
        if (dup2(nothing, file) < 0) return false;
    }
    if (life > 3) (void)close_range(3, (unsigned)life - 1, 0);
    (void)close_range((unsigned)life + 1, ~0u, 0);
    return true;
}

static void limit(__rlimit_resource_t resource, rlim_t most)
{
    struct rlimit now;
    if (getrlimit(resource, &now) != 0 || now.rlim_cur <= most) return;
    now.rlim_cur = most;
    (void)setrlimit(resource, &now);
}

static bool become_harmless(const struct free_job *job, int parent)
{
    (void)setsid();
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent) return false;
    limit(RLIMIT_CORE, 0);
    if (!HAS_SHADOW) limit(RLIMIT_AS, ADDRESS_SPACE_MAX);
    if (!forget_files(job)) return false;
    forget_signals();
    return true;
}

_Noreturn void free_child(const struct free_job *job, int parent)
{
    struct member members[SCENARIO_WORKERS_MAX];
    struct crew crew = {.job = job, .scenario = free_world_scenario(job->world)};
    if (!become_harmless(job, parent) || !hire(&crew, members)) _exit(FREE_EXIT_NO_THREAD);
    settle(0);
    for (uint64_t run = 0; run < job->run_count; run++)
        make_run(&crew, run);
    _exit(FREE_EXIT_DONE);
}
