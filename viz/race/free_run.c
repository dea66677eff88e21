/* free_run.c - the parent: makes a child for the runs that are left, watches it, buries it, counts.
 *
 *   fork --> a child: run, run, run, dead        What the child died of is its last run's result:
 *   fork --> the next: run, run, hung --> kill   a fatal error reported, no progress for too long,
 *   fork --> ...                                 or else a crash. */
#include "viz/race/free_run.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "viz/race/free_child.h"

enum { LIMIT_DEFAULT_MS = 10000, TICK_MS = 20 };

/* ---- A child ---- */

struct watch {
    const struct free_plan *plan;
    struct free_world *world;
    struct free_shared *shared;
    struct free_counts *counts;
    pid_t child;
    int life; /* hangs up when the child is dead */
    bool is_hung, is_cancelled;
};

static uint64_t runs_counted(const struct free_shared *shared)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < FREE_RESULT_COUNT; i++)
        sum += atomic_load(&shared->counts[i]);
    return sum;
}

/* No signal is let in before the child has thrown the parent's handlers away: they may put a
 * terminal back. */
static bool start_child(struct watch *watch)
{
    int ends[2];
    sigset_t all, before;
    memset(watch->shared, 0, sizeof *watch->shared);
    if (pipe2(ends, O_CLOEXEC) != 0) return false;
    int parent = getpid();
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, &before);
    watch->child = fork();
    if (watch->child == 0) {
        struct free_job job = {.world = watch->world,
                               .shared = watch->shared,
                               .plan = watch->plan,
                               .first_run = watch->counts->runs,
                               .run_count = watch->plan->runs - watch->counts->runs,
                               .life = ends[1]};
        free_child(&job, parent);
    }
    int why = errno;
    sigprocmask(SIG_SETMASK, &before, NULL);
    close(ends[1]);
    watch->life = ends[0];
    if (watch->child > 0) return true;
    close(ends[0]);
    errno = why;
    return false;
}

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Tells and asks the caller. */
static void tell(struct watch *watch)
{
    const struct free_plan *plan = watch->plan;
    uint64_t done = watch->counts->runs + runs_counted(watch->shared);
    if (plan->progress != NULL) plan->progress(plan->context, done);
    if (plan->is_cancelled != NULL) watch->is_cancelled = plan->is_cancelled(plan->context);
}

/* Until the child is dead, hung, or not wanted any more. */
static void watch_child(struct watch *watch)
{
    int64_t limit = watch->plan->limit_ms == 0 ? LIMIT_DEFAULT_MS : watch->plan->limit_ms;
    int64_t since = now_ms(), told = since;
    uint64_t begun = 0;
    struct pollfd life = {.fd = watch->life};
    while (!watch->is_cancelled && !watch->is_hung) {
        if (poll(&life, 1, limit < TICK_MS ? (int)limit : TICK_MS) > 0) return;
        int64_t now = now_ms();
        uint64_t begun_now = atomic_load(&watch->shared->begun);
        if (begun_now != begun) since = now;
        begun = begun_now;
        watch->is_hung = now - since >= limit;
        if (now - told >= TICK_MS) {
            tell(watch);
            told = now;
        }
    }
}

/* The child is gone when this returns, and so is its zombie. */
static void bury_child(struct watch *watch)
{
    if (watch->is_hung || watch->is_cancelled) (void)kill(watch->child, SIGKILL);
    while (waitpid(watch->child, NULL, 0) < 0 && errno == EINTR) {
    }
    close(watch->life);
}

/* What the child has counted, and the run that it died in. False: it came to no run at all. */
static bool count_runs(struct watch *watch)
{
    const struct free_shared *shared = watch->shared;
    struct free_counts *counts = watch->counts;
    uint64_t begun = atomic_load(&shared->begun), counted = runs_counted(shared);
    for (size_t i = 0; i < FREE_RESULT_COUNT; i++)
        counts->counts[i] += atomic_load(&shared->counts[i]);
    counts->runs += counted;
    if (begun > counted && !watch->is_cancelled) {
        enum free_result result = FREE_CRASHED;
        if (watch->is_hung) result = FREE_HUNG;
        if (atomic_load(&shared->is_caught)) result = FREE_CAUGHT;
        counts->counts[result]++;
        counts->runs++;
    }
    return begun > 0 || watch->is_cancelled;
}

static bool run_child(struct watch *watch)
{
    watch->is_hung = false;
    if (!start_child(watch)) return false;
    watch_child(watch);
    bury_child(watch);
    if (count_runs(watch)) {
        if (!watch->is_cancelled) tell(watch);
        return true;
    }
    errno = EAGAIN;
    return false;
}

/* ---- All of them ---- */

bool free_run(const struct scenario *scenario, const struct free_plan *plan,
              struct free_counts *counts)
{
    *counts = (struct free_counts){.runs = 0};
    if (plan->runs == 0 || plan->runs > FREE_RUNS_MAX) {
        errno = EINVAL;
        return false;
    }
    struct free_shared *shared =
        mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED) return false;
    struct free_world *world = free_world_make(
        scenario, &(th_fatal_handler){.context = shared, .handle = free_child_caught});
    struct watch watch = {.plan = plan, .world = world, .shared = shared, .counts = counts};
    bool went_well = world != NULL;
    while (went_well && counts->runs < plan->runs && !watch.is_cancelled)
        went_well = run_child(&watch);
    int why = errno;
    free_world_free(world);
    munmap(shared, sizeof *shared);
    errno = why;
    return went_well;
}

/* ---- The interval ---- */

void free_interval(uint64_t count, uint64_t runs, double *low, double *high)
{
    const double z = 1.959963984540054; /* 95 % of a normal distribution lie so near */
    *low = 0;
    *high = 1;
    if (runs == 0) return;
    double n = (double)runs, share = (double)count / n;
    double scale = 1 / (1 + z * z / n);
    double middle = scale * (share + z * z / (2 * n));
    double half = scale * z * sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    if (count > 0) *low = middle - half;
    if (count < runs) *high = middle + half;
}
