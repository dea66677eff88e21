/* process.c - starts contenders, and speaks their line protocol (contender.h). */
#include "tests/bench/rivals/process.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static _Noreturn void fail(const struct process *process, const char *what)
{
    fprintf(stderr, "rivals: %s: %s\n", process->name, what);
    exit(1);
}

static _Noreturn void become(const char *path, int in, int out, uint64_t count, uint64_t seed,
                             const char *const options[2])
{
    char count_text[24], seed_text[24];
    snprintf(count_text, sizeof count_text, "%" PRIu64, count);
    snprintf(seed_text, sizeof seed_text, "%" PRIu64, seed);
    if (dup2(in, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0) _exit(127);
    execl(path, path, count_text, seed_text, options[0], options[1], (char *)NULL);
    fprintf(stderr, "rivals: %s: %s\n", path, strerror(errno));
    _exit(127);
}

void process_start(struct process *process, const char *name, const char *path, uint64_t count,
                   uint64_t seed, const char *const options[2])
{
    int to[2], from[2];
    process->name = name;
    if (pipe2(to, O_CLOEXEC) != 0 || pipe2(from, O_CLOEXEC) != 0) fail(process, "no pipe");
    process->pid = fork();
    if (process->pid < 0) fail(process, "cannot be started");
    if (process->pid == 0) become(path, to[0], from[1], count, seed, options);
    close(to[0]);
    close(from[1]);
    process->to = fdopen(to[1], "w");
    process->from = fdopen(from[0], "r");
    if (process->to == NULL || process->from == NULL) fail(process, "no stream");
}

static void ask(struct process *process, const char *question, char *line, size_t size)
{
    if (fprintf(process->to, "%s\n", question) < 0 || fflush(process->to) != 0)
        fail(process, "has ended");
    if (fgets(line, (int)size, process->from) == NULL) fail(process, "gave no answer");
    line[strcspn(line, "\n")] = '\0';
}

void process_ask(struct process *process, const char *operation, struct reply *reply)
{
    char line[256];
    *reply = (struct reply){0};
    ask(process, operation, line, sizeof line);
    reply->is_none = strcmp(line, "none") == 0;
    if (reply->is_none) return;
    double *figures = reply->figures;
    int read = sscanf(line, "ok %" SCNu64 " %lf %lf %lf", &reply->check, &figures[0], &figures[1],
                      &figures[2]);
    if (read < 1) fail(process, "gave an answer that is none");
    reply->figure_count = (unsigned)read - 1;
}

void process_ask_about(struct process *process, char *about, size_t size)
{
    ask(process, "about", about, size);
}

void process_stop(struct process *process)
{
    int status;
    fclose(process->to);
    if (waitpid(process->pid, &status, 0) != process->pid || status != 0)
        fail(process, "did not end well");
    fclose(process->from);
}
