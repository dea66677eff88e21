/* terminal_guard_test.c - is the terminal given back on every way out? Method: a pseudo-terminal,
 * on it a leader (in the place of the shell), under it a job that takes the terminal with a guard
 * and then ends in the way that the test is about. What is compared: the bytes that came out of
 * the terminal, its modes, and how the job ended. */
#include "viz/tui/terminal_guard.h"

#include <poll.h>
#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <utmp.h>

#include <cmocka.h>

enum { PATIENCE_MS = 10000 };

/* What is left of the job: its wait status, and what the terminal looks like. */
struct outcome {
    int status;
    bool has_found_modes;
    char output[512];
};

struct job {
    void (*run)(void);                /* in the job, on the screen; ends it, or waits */
    void (*watch)(pid_t job, int fd); /* in the leader, while it runs; may be NULL */
};

static void say(const char *text)
{
    if (write(STDOUT_FILENO, text, strlen(text)) < 0) _exit(99);
}

static void take_screen(void)
{
    struct termios modes;

    say("(enter)");
    tcgetattr(STDIN_FILENO, &modes);
    modes.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
    tcsetattr(STDIN_FILENO, TCSANOW, &modes);
    guard_show("(enter)", "(leave)");
}

/* The handlers and limits of the test runner, and of a sanitizer under it, are not what is
 * tested. */
static void be_plain_process(void)
{
    const struct rlimit no_core = {0, 0};

    setrlimit(RLIMIT_CORE, &no_core);
    for (int number = 1; number < NSIG; number++)
        signal(number, SIG_DFL);
    alarm(PATIENCE_MS / 1000); /* nothing here hangs the test */
}

static void be_job(const struct job *job)
{
    setpgid(0, 0);
    be_plain_process();
    signal(SIGTTOU, SIG_IGN);
    tcsetpgrp(STDIN_FILENO, getpid());
    signal(SIGTTOU, SIG_DFL);
    if (!guard_begin(STDIN_FILENO)) _exit(98);
    take_screen();
    job->run();
    _exit(97);
}

/* Reports the job's wait status as the text that waitpid's caller would print. */
static void be_leader(const struct job *job, int terminal, int report)
{
    int status = 0;

    login_tty(terminal);
    be_plain_process();
    signal(SIGTTOU, SIG_IGN);
    pid_t pid = fork();

    if (pid == 0) be_job(job);
    if (job->watch != NULL) job->watch(pid, STDIN_FILENO);
    waitpid(pid, &status, 0);
    if (write(report, &status, sizeof status) != sizeof status) _exit(96);
    _exit(0);
}

static bool has_same_modes(const struct termios *one, const struct termios *other)
{
    return one->c_iflag == other->c_iflag && one->c_oflag == other->c_oflag &&
           one->c_lflag == other->c_lflag && one->c_cflag == other->c_cflag;
}

static void read_output(int master, char *output, size_t size)
{
    size_t len = 0;
    struct pollfd ready = {.fd = master, .events = POLLIN};

    while (len + 1 < size && poll(&ready, 1, 0) > 0 && (ready.revents & POLLIN) != 0) {
        ssize_t got = read(master, output + len, size - len - 1);

        if (got <= 0) break;
        len += (size_t)got;
    }
    output[len] = '\0';
}

static struct outcome run(const struct job *job)
{
    struct outcome outcome = {.status = -1};
    struct termios found;
    struct termios left;
    int master = -1;
    int terminal = -1;
    int report[2];

    assert_int_equal(openpty(&master, &terminal, NULL, NULL, NULL), 0);
    assert_int_equal(pipe(report), 0);
    assert_int_equal(tcgetattr(terminal, &found), 0);
    pid_t leader = fork();

    assert_true(leader >= 0);
    if (leader == 0) be_leader(job, terminal, report[1]);
    assert_int_equal(read(report[0], &outcome.status, sizeof outcome.status),
                     sizeof outcome.status);
    waitpid(leader, NULL, 0);
    assert_int_equal(tcgetattr(master, &left), 0);
    outcome.has_found_modes = has_same_modes(&found, &left);
    read_output(master, outcome.output, sizeof outcome.output);
    close(master);
    close(terminal);
    close(report[0]);
    close(report[1]);
    return outcome;
}

static void assert_given_back(const struct outcome *outcome)
{
    assert_string_equal(outcome->output, "(enter)(leave)");
    assert_true(outcome->has_found_modes);
}

/* --- ends ---------------------------------------------------------------- */

static void call_exit(void) { exit(3); }

static void exit_gives_the_terminal_back(void **state)
{
    struct outcome outcome = run(&(struct job){.run = call_exit});

    (void)state;
    assert_given_back(&outcome);
    assert_true(WIFEXITED(outcome.status));
    assert_int_equal(WEXITSTATUS(outcome.status), 3);
}

static int number_to_send;

static void send_to_itself(void) { kill(getpid(), number_to_send); }

static void each_ending_signal_gives_the_terminal_back_and_is_seen(void **state)
{
    static const int numbers[] = {SIGINT,  SIGTERM, SIGHUP, SIGQUIT, SIGSEGV,
                                  SIGABRT, SIGBUS,  SIGFPE, SIGILL};

    (void)state;
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        number_to_send = numbers[i];
        struct outcome outcome = run(&(struct job){.run = send_to_itself});

        assert_given_back(&outcome);
        assert_true(WIFSIGNALED(outcome.status));
        assert_int_equal(WTERMSIG(outcome.status), numbers[i]);
    }
}

static void read_what_is_not_mapped(void)
{
    const volatile char *page = mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    _exit(page[0]);
}

static void a_crash_gives_the_terminal_back_and_is_seen(void **state)
{
    struct outcome outcome = run(&(struct job){.run = read_what_is_not_mapped});

    (void)state;
    assert_given_back(&outcome);
    assert_true(WIFSIGNALED(outcome.status));
    assert_int_equal(WTERMSIG(outcome.status), SIGSEGV);
}

static int fall(volatile char *above)
{
    volatile char here[1024];

    here[0] = above[0];
    return above[0] == 1 ? 0 : fall(here) + here[0]; /* it is never 1 */
}

static void fall_off_the_stack(void)
{
    const struct rlimit small = {256 * 1024, 256 * 1024};
    volatile char top[1] = {0};

    setrlimit(RLIMIT_STACK, &small);
    _exit(fall(top));
}

static void a_stack_overflow_gives_the_terminal_back(void **state)
{
    struct outcome outcome = run(&(struct job){.run = fall_off_the_stack});

    (void)state;
    assert_given_back(&outcome);
    assert_true(WIFSIGNALED(outcome.status));
    assert_int_equal(WTERMSIG(outcome.status), SIGSEGV);
}

static void press_interrupt(pid_t job, int fd)
{
    (void)job;
    for (int tries = 0; tries < PATIENCE_MS; tries++) {
        struct termios modes;

        tcgetattr(fd, &modes);
        if ((modes.c_lflag & (tcflag_t)ICANON) == 0) break;
        usleep(1000);
    }
    usleep(20000);
    kill(-job, SIGINT);
}

static void wait_for_ever(void)
{
    for (;;)
        pause();
}

static void an_interrupt_from_outside_gives_the_terminal_back(void **state)
{
    struct outcome outcome = run(&(struct job){wait_for_ever, press_interrupt});

    (void)state;
    assert_given_back(&outcome);
    assert_true(WIFSIGNALED(outcome.status));
    assert_int_equal(WTERMSIG(outcome.status), SIGINT);
}

static void end_properly(void)
{
    struct termios modes;

    tcgetattr(STDIN_FILENO, &modes);
    modes.c_lflag |= ICANON | ECHO;
    tcsetattr(STDIN_FILENO, TCSANOW, &modes);
    say("(by hand)");
    guard_end();
    kill(getpid(), SIGTERM);
}

static void after_the_end_the_guard_does_nothing(void **state)
{
    struct outcome outcome = run(&(struct job){.run = end_properly});

    (void)state;
    assert_string_equal(outcome.output, "(enter)(by hand)");
    assert_true(WIFSIGNALED(outcome.status));
    assert_int_equal(WTERMSIG(outcome.status), SIGTERM);
}

/* --- stops --------------------------------------------------------------- */

static void stop_then_tell(void)
{
    if (guard_take_disturbed()) say("(too early)");
    kill(getpid(), SIGTSTP);
    if (guard_take_disturbed()) say("(resumed)");
    if (guard_take_disturbed()) say("(twice)");
    exit(0);
}

static void continue_when_stopped(pid_t job, int fd)
{
    struct termios modes;
    int status = 0;

    waitpid(job, &status, WUNTRACED);
    if (!WIFSTOPPED(status)) return;
    tcgetattr(fd, &modes);
    say((modes.c_lflag & (tcflag_t)ICANON) != 0 ? "(stopped)" : "(stopped, wrong modes)");
    kill(-job, SIGCONT);
}

static void a_stop_gives_the_terminal_back_and_a_continue_takes_it_again(void **state)
{
    struct outcome outcome = run(&(struct job){stop_then_tell, continue_when_stopped});

    (void)state;
    assert_string_equal(outcome.output, "(enter)(leave)(stopped)(enter)(resumed)(leave)");
    assert_true(outcome.has_found_modes);
    assert_true(WIFEXITED(outcome.status));
}

static void change_size_then_tell(void)
{
    if (guard_take_disturbed()) say("(too early)");
    kill(getpid(), SIGWINCH);
    if (guard_take_disturbed()) say("(disturbed)");
    if (guard_take_disturbed()) say("(twice)");
    exit(0);
}

static void a_change_of_size_is_told_once(void **state)
{
    struct outcome outcome = run(&(struct job){.run = change_size_then_tell});

    (void)state;
    assert_string_equal(outcome.output, "(enter)(disturbed)(leave)");
}

/* --- others -------------------------------------------------------------- */

static void write_words_on_stderr(void)
{
    fprintf(stderr, "(a word)");
    say("(picture)");
    exit(0);
}

static void words_on_standard_error_come_after_the_screen(void **state)
{
    struct outcome outcome = run(&(struct job){.run = write_words_on_stderr});

    (void)state;
    assert_string_equal(outcome.output, "(enter)(picture)(leave)(a word)");
}

static void let_a_child_crash(void)
{
    pid_t child = fork();

    if (child == 0) kill(getpid(), SIGSEGV);
    waitpid(child, NULL, 0);
    child = fork();
    if (child == 0) exit(0);
    waitpid(child, NULL, 0);
    say("(still here)");
    exit(0);
}

static void a_child_that_ends_leaves_the_terminal_alone(void **state)
{
    struct outcome outcome = run(&(struct job){.run = let_a_child_crash});

    (void)state;
    assert_string_equal(outcome.output, "(enter)(still here)(leave)");
}

static void what_is_no_terminal_cannot_be_guarded(void **state)
{
    int pipe_ends[2];

    (void)state;
    assert_int_equal(pipe(pipe_ends), 0);
    assert_false(guard_begin(pipe_ends[0]));
    close(pipe_ends[0]);
    close(pipe_ends[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exit_gives_the_terminal_back),
        cmocka_unit_test(each_ending_signal_gives_the_terminal_back_and_is_seen),
        cmocka_unit_test(a_crash_gives_the_terminal_back_and_is_seen),
        cmocka_unit_test(a_stack_overflow_gives_the_terminal_back),
        cmocka_unit_test(an_interrupt_from_outside_gives_the_terminal_back),
        cmocka_unit_test(after_the_end_the_guard_does_nothing),
        cmocka_unit_test(a_stop_gives_the_terminal_back_and_a_continue_takes_it_again),
        cmocka_unit_test(a_change_of_size_is_told_once),
        cmocka_unit_test(words_on_standard_error_come_after_the_screen),
        cmocka_unit_test(a_child_that_ends_leaves_the_terminal_alone),
        cmocka_unit_test(what_is_no_terminal_cannot_be_guarded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
