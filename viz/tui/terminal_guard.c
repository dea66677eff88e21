/* terminal_guard.c - what runs when things end. Handlers call only what POSIX lists as
 * async-signal-safe, and read only what was written before the signal could matter. */
#include "viz/tui/terminal_guard.h"

#include <assert.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>

static const int ending_signals[] = {SIGINT,  SIGTERM, SIGHUP, SIGQUIT, SIGSEGV,
                                     SIGABRT, SIGBUS,  SIGFPE, SIGILL};

enum {
    ENDING_COUNT = sizeof ending_signals / sizeof ending_signals[0],
    STACK_BYTES = 64 * 1024, /* a crash handler must run even where the stack has run out */
};

static struct {
    int fd;
    pid_t owner; /* a forked child inherits the handlers, but not the terminal */
    struct termios found_modes;
    struct termios own_modes;
    char enter[GUARD_BYTES_MAX];
    char leave[GUARD_BYTES_MAX];
    struct sigaction found_ending[ENDING_COUNT];
    struct sigaction found_stop;
    struct sigaction found_continue;
    struct sigaction found_window;
    stack_t found_stack;
    int found_stderr; /* where standard error went; -1: it is not held back */
    int held_stderr;  /* the file that holds it meanwhile */
} guard = {.fd = -1, .found_stderr = -1, .held_stderr = -1};

static volatile sig_atomic_t is_taken;     /* the terminal is ours and must be given back */
static volatile sig_atomic_t is_disturbed; /* since the last guard_take_disturbed */

static char handler_stack[STACK_BYTES];

/* --- safe in a handler --------------------------------------------------- */

static bool is_owner(void) { return getpid() == guard.owner; }

static void write_all(int fd, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t written = write(fd, bytes, len);

        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return; /* nobody is there to be told */
        bytes += written;
        len -= (size_t)written;
    }
}

/* Standard error goes where it went before, and what was held back follows. */
static void release_stderr(void)
{
    char bytes[1024];
    ssize_t len;

    if (guard.found_stderr < 0) return;
    dup2(guard.found_stderr, STDERR_FILENO);
    guard.found_stderr = -1;
    lseek(guard.held_stderr, 0, SEEK_SET);
    while ((len = read(guard.held_stderr, bytes, sizeof bytes)) > 0) {
        write_all(STDERR_FILENO, bytes, (size_t)len);
    }
}

/* TCSANOW: to wait until output has drained could mean to wait for ever. */
static void give_back(void)
{
    if (!is_taken) return;
    is_taken = 0;
    write_all(guard.fd, guard.leave, strlen(guard.leave));
    tcsetattr(guard.fd, TCSANOW, &guard.found_modes);
}

/* In the background, tcsetattr stops us again (SIGTTOU) until we are in the foreground. */
static void take_again(void)
{
    tcsetattr(guard.fd, TCSANOW, &guard.own_modes);
    write_all(guard.fd, guard.enter, strlen(guard.enter));
    is_taken = 1;
    is_disturbed = 1;
}

static void on_ending_signal(int number, siginfo_t *info, void *context)
{
    int error = errno;

    (void)context;
    if (is_owner()) {
        give_back();
        release_stderr();
    }
    for (size_t i = 0; i < ENDING_COUNT; i++) {
        if (ending_signals[i] == number) sigaction(number, &guard.found_ending[i], NULL);
    }
    /* A crash repeats itself when its instruction runs again, with all that is known of it. What
     * somebody sent is sent again: blocked here, it arrives when this handler has returned. */
    if (info->si_code <= 0 || info->si_code == SI_KERNEL) raise(number);
    errno = error;
}

static void stop_by_default(int number)
{
    struct sigaction own;
    sigset_t stop;
    sigset_t found_mask;

    sigaction(number, &guard.found_stop, &own);
    sigemptyset(&stop);
    sigaddset(&stop, number);
    raise(number);
    pthread_sigmask(SIG_UNBLOCK, &stop, &found_mask); /* here it stops, until SIGCONT */
    pthread_sigmask(SIG_SETMASK, &found_mask, NULL);
    sigaction(number, &own, NULL);
}

static void on_stop_signal(int number, siginfo_t *info, void *context)
{
    int error = errno;
    bool was_taken = is_taken && is_owner();

    (void)info;
    (void)context;
    if (was_taken) give_back();
    stop_by_default(number);
    if (was_taken) take_again();
    errno = error;
}

/* After a SIGSTOP, which nobody can catch: the shell may have changed the modes meanwhile. */
static void on_continue_signal(int number, siginfo_t *info, void *context)
{
    int error = errno;

    (void)number;
    (void)info;
    (void)context;
    if (is_taken && is_owner()) take_again();
    errno = error;
}

/* A terminal whose size changes moves and cuts what it shows, each in its own way. */
static void on_window_signal(int number, siginfo_t *info, void *context)
{
    (void)number;
    (void)info;
    (void)context;
    is_disturbed = 1;
}

/* --- not in a handler ---------------------------------------------------- */

static void on_exit_call(void)
{
    if (!is_owner()) return;
    give_back();
    release_stderr();
}

/* Words on standard error would fall into the picture and be wiped with it: they wait. */
static void hold_stderr(void)
{
    if (!isatty(STDERR_FILENO)) return;
    guard.held_stderr = memfd_create("held standard error", MFD_CLOEXEC);
    if (guard.held_stderr < 0) return; /* then they do fall into the picture */
    guard.found_stderr = dup(STDERR_FILENO);
    if (guard.found_stderr >= 0) dup2(guard.held_stderr, STDERR_FILENO);
}

static void catch_signal(int number, void (*handler)(int, siginfo_t *, void *),
                         struct sigaction *found)
{
    struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO | SA_ONSTACK};

    sigemptyset(&action.sa_mask);
    sigaction(number, NULL, found);
    if (found->sa_handler != SIG_IGN) sigaction(number, &action, NULL);
}

bool guard_begin(int fd)
{
    static bool is_registered = false;
    const stack_t stack = {.ss_sp = handler_stack, .ss_size = sizeof handler_stack};

    assert(!is_taken);
    if (tcgetattr(fd, &guard.found_modes) != 0) return false;
    guard.own_modes = guard.found_modes;
    guard.fd = fd;
    guard.owner = getpid();
    guard.enter[0] = '\0';
    guard.leave[0] = '\0';
    is_disturbed = 0;
    is_taken = 1;
    if (!is_registered) is_registered = atexit(on_exit_call) == 0;
    sigaltstack(&stack, &guard.found_stack);
    for (size_t i = 0; i < ENDING_COUNT; i++) {
        catch_signal(ending_signals[i], on_ending_signal, &guard.found_ending[i]);
    }
    catch_signal(SIGTSTP, on_stop_signal, &guard.found_stop);
    catch_signal(SIGCONT, on_continue_signal, &guard.found_continue);
    catch_signal(SIGWINCH, on_window_signal, &guard.found_window);
    return true;
}

void guard_show(const char *enter, const char *leave)
{
    assert(is_taken);
    assert(strlen(enter) < GUARD_BYTES_MAX && strlen(leave) < GUARD_BYTES_MAX);
    strcpy(guard.enter, enter);
    strcpy(guard.leave, leave);
    tcgetattr(guard.fd, &guard.own_modes);
    hold_stderr();
}

void guard_end(void)
{
    is_taken = 0;
    for (size_t i = 0; i < ENDING_COUNT; i++) {
        sigaction(ending_signals[i], &guard.found_ending[i], NULL);
    }
    sigaction(SIGTSTP, &guard.found_stop, NULL);
    sigaction(SIGCONT, &guard.found_continue, NULL);
    sigaction(SIGWINCH, &guard.found_window, NULL);
    sigaltstack(&guard.found_stack, NULL);
    int found_stderr = guard.found_stderr;

    release_stderr();
    if (found_stderr >= 0) close(found_stderr);
    if (guard.held_stderr >= 0) close(guard.held_stderr);
    guard.held_stderr = -1;
}

bool guard_take_disturbed(void)
{
    bool was_disturbed = is_disturbed != 0;

    is_disturbed = 0;
    return was_disturbed;
}
