/* trial.c - a child runs the script, and leaves its result in memory that both see. */
#include "tests/property/trial.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* Of the processor's time, so that a busy machine makes no difference. */
enum { SECONDS_MAX = 60 };

struct shared {
    struct map_result result;
    struct map_reach reach;
};

/* One for all trials: there is never more than one at a time. */
static struct shared *share(const struct map_reach *reach)
{
    static struct shared *shared;
    if (shared == NULL) {
        shared =
            mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        if (shared == MAP_FAILED) {
            perror("mmap");
            abort();
        }
    }
    shared->result = (struct map_result){.has_failed = true};
    if (reach != NULL) shared->reach = *reach;
    return shared;
}

static void be_quiet(void)
{
    int nowhere = open("/dev/null", O_WRONLY);
    if (nowhere >= 0) dup2(nowhere, STDERR_FILENO);
}

static void run_in_child(const struct map_script *script, const struct map_calls *calls,
                         bool is_quiet, struct shared *shared)
{
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    setrlimit(RLIMIT_CPU, &(struct rlimit){SECONDS_MAX, SECONDS_MAX});
    signal(SIGABRT, SIG_DFL);
    signal(SIGSEGV, SIG_DFL);
    if (is_quiet) be_quiet();
    map_script_run(script, calls, &shared->result, &shared->reach);
    _exit(0);
}

static void say_how_it_died(struct map_result *result, int status)
{
    result->has_failed = true;
    if (WIFSIGNALED(status)) {
        snprintf(result->text, sizeof result->text, "the process was ended: %s",
                 strsignal(WTERMSIG(status)));
    } else {
        snprintf(result->text, sizeof result->text, "the process ended itself with status %d",
                 WEXITSTATUS(status));
    }
}

void map_script_try(const struct map_script *script, const struct map_calls *calls, bool is_quiet,
                    struct map_result *result, struct map_reach *reach)
{
    struct shared *shared = share(reach);
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) run_in_child(script, calls, is_quiet, shared);
    int status = 0;
    while (child < 0 || waitpid(child, &status, 0) != child) {
        if (child >= 0 && errno == EINTR) continue;
        perror("fork");
        abort();
    }
    *result = shared->result;
    if (reach != NULL) *reach = shared->reach;
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) say_how_it_died(result, status);
}
