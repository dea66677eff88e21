/* free_test.c - real races in child processes, each run counted once, whatever comes of it. Method:
 * what a mutex or solitude makes certain is asserted as such; crashes, hangs and other ends are
 * brought about by the plan's hook; of a true race only that it does not always go well, and only
 * where two cores are there to run it. */
#include "viz/race/free_run.h"

#include <dirent.h>
#include <errno.h>
#include <math.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/testing.h"

enum { KEYS = 30, RUNS = 2000 };

static uint64_t run_count(void) { return RUNS / rules_step(); }

#define WORKERS(all, count)                                                                        \
    .id = "test", .map_name = "m", .value_size = 8, .workers = (all), .worker_count = (count)

static const uint64_t value = 7;
static char names[9 * KEYS][4];

static struct scenario_op put(size_t key)
{
    names[key][0] = 'k';
    names[key][1] = (char)('0' + key / 16);
    names[key][2] = (char)('0' + key % 16);
    return (struct scenario_op){
        .kind = SCENARIO_PUT, .key = {.bytes = names[key], .len = 3}, .value = &value};
}

/* A worker who locks, puts KEYS keys from first on, which lets the map grow twice, and unlocks. */
struct putter {
    struct scenario_op ops[KEYS + 2];
};

static void fill_putter(struct putter *putter, size_t first, bool has_lock)
{
    size_t count = 0;
    if (has_lock) putter->ops[count++] = (struct scenario_op){.kind = SCENARIO_LOCK};
    for (size_t i = 0; i < KEYS; i++)
        putter->ops[count++] = put(first + i);
    if (has_lock) putter->ops[count++] = (struct scenario_op){.kind = SCENARIO_UNLOCK};
}

/* ---- What is true of every call ---- */

static size_t open_files(void)
{
    size_t count = 0;
    DIR *files = opendir("/proc/self/fd");
    assert_non_null(files);
    while (readdir(files) != NULL)
        count++;
    closedir(files);
    return count;
}

static struct free_counts run(const struct scenario *scenario, const struct free_plan *plan)
{
    struct free_counts counts;
    uint64_t sum = 0;
    size_t files = open_files();
    assert_true(free_run(scenario, plan, &counts));
    for (size_t i = 0; i < FREE_RESULT_COUNT; i++)
        sum += counts.counts[i];
    assert_int_equal(sum, counts.runs);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_int_equal(errno, ECHILD);
    assert_int_equal(open_files(), files);
    return counts;
}

static void assert_all_clean(const struct scenario *scenario, uint64_t runs)
{
    struct free_counts counts = run(scenario, &(struct free_plan){.runs = runs});
    assert_int_equal(counts.runs, runs);
    assert_int_equal(counts.counts[FREE_CLEAN], runs);
}

/* ---- What is certain ---- */

/* One worker, and each kind of operation on the map. */
static void one_worker_alone_is_always_clean(void **state)
{
    struct scenario_op ops[] = {put(0), put(1), put(2), put(0), put(1), put(2), put(0), put(1)};
    struct scenario_op setup[20];
    (void)state;
    for (size_t i = 0; i < COUNT_OF(setup); i++)
        setup[i] = put(i);
    ops[1].kind = SCENARIO_GET;
    ops[2].kind = SCENARIO_DELETE;
    ops[3].kind = SCENARIO_ITERATE;
    ops[4].kind = SCENARIO_CLEAR;
    ops[5].kind = SCENARIO_GET;
    ops[6].kind = SCENARIO_DELETE;
    const struct scenario_worker workers[] = {{"A", ops, COUNT_OF(ops)}};
    const struct scenario scenario = {WORKERS(workers, 1), .hint = 50, .setup = setup,
                                      .setup_count = COUNT_OF(setup)};
    assert_all_clean(&scenario, run_count());
}

static void writers_with_a_mutex_are_always_clean(void **state)
{
    struct putter a, b;
    (void)state;
    fill_putter(&a, 0, true);
    fill_putter(&b, KEYS / 2, true);
    const struct scenario_worker workers[] = {{"A", a.ops, KEYS + 2}, {"B", b.ops, KEYS + 2}};
    const struct scenario_lock locks[][1] = {{{"mu", false}}, {{"mu", true}}};
    for (size_t i = 0; i < COUNT_OF(locks); i++) {
        const struct scenario scenario = {WORKERS(workers, 2), .locks = locks[i], .lock_count = 1};
        assert_all_clean(&scenario, run_count());
    }
}

/* Three readers, and a writer behind a lock that all of them heed. */
static void readers_with_a_read_lock_are_always_clean(void **state)
{
    const struct scenario_op get = {.kind = SCENARIO_GET, .key = put(3).key};
    const struct scenario_op reads[] = {
        {.kind = SCENARIO_RLOCK}, {.kind = SCENARIO_ITERATE}, get, {.kind = SCENARIO_RUNLOCK}};
    const struct scenario_op writes[] = {
        {.kind = SCENARIO_LOCK}, put(3), put(4), {.kind = SCENARIO_UNLOCK}};
    const struct scenario_op setup[] = {put(4), put(5), put(6)};
    const struct scenario_worker workers[] = {
        {"A", reads, 4}, {"B", writes, 4}, {"C", reads, 4}, {"D", reads, 4}};
    const struct scenario_lock locks[] = {{"mu", true}};
    const struct scenario scenario = {WORKERS(workers, 4), .locks = locks, .lock_count = 1,
                                      .setup = setup, .setup_count = 3};
    (void)state;
    assert_all_clean(&scenario, run_count());
}

/* ---- What is made to happen ---- */

enum end { CRASH, ABORT, LEAVE, HANG };

struct fate {
    uint64_t run;
    size_t worker;
    enum end end;
};

static void meet_fate(void *context, uint64_t run, size_t worker)
{
    const struct fate *fate = context;
    if (run != fate->run || worker != fate->worker) return;
    if (fate->end == CRASH) (void)raise(SIGSEGV);
    if (fate->end == ABORT) abort();
    if (fate->end == LEAVE) _exit(0);
    while (fate->end == HANG)
        sched_yield();
}

/* In the first run, in one in the middle, in the last one; on the judge's thread and on another. */
static void each_end_is_counted_as_what_it_is(void **state)
{
    const struct {
        struct fate fate;
        enum free_result result;
    } table[] = {
        {{0, 0, CRASH}, FREE_CRASHED},  {{7, 1, CRASH}, FREE_CRASHED},
        {{19, 1, ABORT}, FREE_CRASHED}, {{7, 0, LEAVE}, FREE_CRASHED},
        {{19, 0, HANG}, FREE_HUNG},     {{0, 1, HANG}, FREE_HUNG},
    };
    const struct scenario_op gets[] = {{.kind = SCENARIO_GET, .key = put(0).key}};
    const struct scenario_worker workers[] = {{"A", gets, 1}, {"B", gets, 1}};
    const struct scenario scenario = {WORKERS(workers, 2)};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(table); i++) {
        struct fate fate = table[i].fate;
        struct free_counts counts =
            run(&scenario,
                &(struct free_plan){
                    .runs = 20, .limit_ms = 1000, .context = &fate, .before_worker = meet_fate});
        assert_int_equal(counts.runs, 20);
        assert_int_equal(counts.counts[table[i].result], 1);
        assert_int_equal(counts.counts[FREE_CLEAN], 19);
    }
}

/* Who locks a mutex twice waits for himself. */
static void a_deadlock_is_a_hang(void **state)
{
    const struct scenario_op ops[] = {{.kind = SCENARIO_LOCK}, {.kind = SCENARIO_LOCK}};
    const struct scenario_worker workers[] = {{"A", ops, 2}};
    const struct scenario_lock locks[] = {{"mu", false}};
    const struct scenario scenario = {WORKERS(workers, 1), .locks = locks, .lock_count = 1};
    (void)state;
    struct free_counts counts = run(&scenario, &(struct free_plan){.runs = 3, .limit_ms = 30});
    assert_int_equal(counts.runs, 3);
    assert_int_equal(counts.counts[FREE_HUNG], 3);
}

static sig_atomic_t handled;
static void handle(int number) { handled = number; }

/* The program's handlers put a terminal back; a child must die as if there were none. */
static void a_child_runs_no_handler_of_its_parent(void **state)
{
    const struct scenario_op gets[] = {{.kind = SCENARIO_GET, .key = put(0).key}};
    const struct scenario_worker workers[] = {{"A", gets, 1}};
    const struct scenario scenario = {WORKERS(workers, 1)};
    struct fate fate = {1, 0, CRASH};
    struct sigaction mine = {.sa_handler = handle}, before;
    (void)state;
    assert_int_equal(sigaction(SIGSEGV, &mine, &before), 0);
    struct free_counts counts = run(
        &scenario, &(struct free_plan){.runs = 3, .context = &fate, .before_worker = meet_fate});
    assert_int_equal(sigaction(SIGSEGV, &before, NULL), 0);
    assert_int_equal(counts.counts[FREE_CRASHED], 1); /* with the handler, it would go on: clean */
}

/* ---- The true race ---- */

static unsigned cores(void)
{
    cpu_set_t mine;
    return sched_getaffinity(0, sizeof mine, &mine) == 0 ? (unsigned)CPU_COUNT(&mine) : 1;
}

/* They put for a microsecond or so. On idle cores they collide in most runs; where other
 * programs hold the cores, threads seldom run at the same time: so some batches are allowed. */
static void unguarded_writers_do_not_always_end_well(void **state)
{
    struct putter a, b;
    bool is_all_clean = true;
    (void)state;
    fill_putter(&a, 0, false);
    fill_putter(&b, KEYS, false);
    const struct scenario_worker workers[] = {{"A", a.ops, KEYS}, {"B", b.ops, KEYS}};
    const struct scenario scenario = {WORKERS(workers, 2)};
    for (unsigned batch = 0; batch < 40 && is_all_clean; batch++) {
        struct free_counts counts = run(&scenario, &(struct free_plan){.runs = run_count()});
        assert_int_equal(counts.runs, run_count());
        is_all_clean = counts.counts[FREE_CLEAN] == run_count();
        for (size_t i = 0; i < FREE_RESULT_COUNT; i++)
            print_message("%s %u, ", free_result_word((enum free_result)i),
                          (unsigned)counts.counts[i]);
        print_message("on %u cores\n", cores());
        if (cores() == 1) return;
    }
    assert_false(is_all_clean);
}

/* ---- The caller's side ---- */

struct listener {
    uint64_t last;
    bool goes_back;
    unsigned told;
};

static void listen(void *context, uint64_t runs_done)
{
    struct listener *listener = context;
    listener->goes_back = listener->goes_back || runs_done < listener->last;
    listener->last = runs_done;
    listener->told++;
}

static bool is_enough(void *context) { return ((const struct listener *)context)->last > 0; }

static void a_cancel_ends_it_early(void **state)
{
    const struct scenario_op gets[] = {{.kind = SCENARIO_GET, .key = put(0).key}};
    const struct scenario_worker workers[] = {{"A", gets, 1}};
    const struct scenario scenario = {WORKERS(workers, 1)};
    struct listener listener = {.last = 0};
    (void)state;
    struct free_plan plan = {
        .runs = FREE_RUNS_MAX, .is_cancelled = is_enough, .progress = listen, .context = &listener};
    struct free_counts counts = run(&scenario, &plan);
    assert_in_range(counts.runs, listener.last, FREE_RUNS_MAX - 1);
    assert_int_equal(counts.counts[FREE_CLEAN], counts.runs);
    assert_true(listener.told > 0);
    assert_false(listener.goes_back);
}

static void what_cannot_be_run_is_refused(void **state)
{
    const struct scenario_op ops[] = {{.kind = SCENARIO_UNLOCK}};
    const struct scenario_worker workers[] = {{"A", ops, 1}};
    const struct scenario_lock locks[] = {{"mu", false}};
    const struct scenario scenario = {WORKERS(workers, 1), .locks = locks, .lock_count = 1};
    const uint64_t runs[] = {0, FREE_RUNS_MAX + 1, 1};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(runs); i++) {
        struct free_counts counts;
        errno = 0;
        assert_false(free_run(&scenario, &(struct free_plan){.runs = runs[i]}, &counts));
        assert_int_equal(errno, EINVAL);
        assert_int_equal(counts.runs, 0);
    }
}

/* z squared is 3.841459. 0 of 100: up to z2 / (100 + z2). 100 of 100: from 100 / (100 + z2). 5 of
 * 10: around 1/2, z / (1 + z2/10) * sqrt(1/40 + z2/400) = 1.416010 * 0.186021 = 0.263407 wide. */
static void an_interval_is_wilsons(void **state)
{
    const struct {
        uint64_t count, runs;
        double low, high;
    } table[] = {
        {0, 0, 0, 1}, {0, 100, 0, 0.036993}, {100, 100, 0.963007, 1}, {5, 10, 0.236593, 0.763407}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(table); i++) {
        double low, high;
        free_interval(table[i].count, table[i].runs, &low, &high);
        assert_true(fabs(low - table[i].low) < 2e-6);
        assert_true(fabs(high - table[i].high) < 2e-6);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_worker_alone_is_always_clean),
        cmocka_unit_test(writers_with_a_mutex_are_always_clean),
        cmocka_unit_test(readers_with_a_read_lock_are_always_clean),
        cmocka_unit_test(each_end_is_counted_as_what_it_is),
        cmocka_unit_test(a_deadlock_is_a_hang),
        cmocka_unit_test(a_child_runs_no_handler_of_its_parent),
        cmocka_unit_test(unguarded_writers_do_not_always_end_well),
        cmocka_unit_test(a_cancel_ends_it_early),
        cmocka_unit_test(what_cannot_be_run_is_refused),
        cmocka_unit_test(an_interval_is_wilsons),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
