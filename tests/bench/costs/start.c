/* start.c - how long the program takes to say something.
 *
 *     start PATH_OF_TOPHASH
 *
 * Method: it is started with `list` and awaited, 51 times; what it prints goes to /dev/null. The
 * figure is the median, fork and exec included. */
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/bench/costs/bench.h"

enum { ROUNDS = 51 };

static double run(const char *path, const char *argument)
{
    double start = bench_now_ns();
    pid_t child = fork();
    bench_must(child >= 0, "fork");
    if (child == 0) {
        int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
        dup2(nowhere, STDOUT_FILENO);
        execl(path, path, argument, (char *)NULL);
        _exit(127);
    }
    int status;
    bench_must(waitpid(child, &status, 0) == child, "waiting");
    double taken = bench_now_ns() - start;
    bench_must(WIFEXITED(status) && WEXITSTATUS(status) == 0, "tophash");
    return taken;
}

int main(int argc, char **argv)
{
    double figures[ROUNDS];
    bench_must(argc == 2, "usage: start PATH_OF_TOPHASH;");
    for (unsigned round = 0; round < ROUNDS; round++)
        figures[round] = run(argv[1], "list");
    bench_row("`tophash list`, from start to end", bench_median(figures, ROUNDS) / 1e6, "ms");
    return 0;
}
