/* terminal_test.c - what terminal_open answers where it cannot open, and what it leaves then; that
 * keys and sizes arrive. Method: a child process on a pseudo-terminal, whose exit status is the
 * answer. What a frame looks like on a real terminal: tests/terminal. */
#include "viz/tui/terminal.h"

#include <locale.h>
#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <utmp.h>

#include <cmocka.h>

enum { HEIGHT = 30, WIDTH = 90, OTHER_HEIGHT = 12, OTHER_WIDTH = 40, FAILED = 77 };

typedef int body(int master);

/* Runs `run` in a child on a new terminal; its result, and whether the terminal's modes are as
 * found. */
static int result_on_terminal(body *run, bool *has_found_modes)
{
    struct winsize size = {.ws_row = HEIGHT, .ws_col = WIDTH};
    struct termios found;
    struct termios left;
    int master = -1;
    int terminal = -1;
    int status = 0;

    assert_int_equal(openpty(&master, &terminal, NULL, NULL, &size), 0);
    tcgetattr(terminal, &found);
    pid_t child = fork();

    if (child == 0) {
        alarm(20);
        login_tty(terminal);
        setlocale(LC_ALL, "C.UTF-8");
        _exit(run(master));
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    tcgetattr(master, &left);
    *has_found_modes = found.c_lflag == left.c_lflag && found.c_iflag == left.c_iflag &&
                       found.c_oflag == left.c_oflag;
    close(master);
    close(terminal);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static int open_type(const char *type)
{
    struct terminal_options options = {.type = type, .charset = GLYPH_UTF8, .has_color = true};
    struct terminal *terminal = NULL;
    enum terminal_status status = terminal_open(&options, &terminal);

    if ((status == TERMINAL_OK) != (terminal != NULL)) return FAILED;
    terminal_close(terminal);
    return (int)status;
}

static int open_dumb(int master)
{
    (void)master;
    return open_type("dumb");
}

static int open_unknown(int master)
{
    (void)master;
    return open_type("no-such-terminal");
}

static int open_without_type(int master)
{
    (void)master;
    return open_type(NULL);
}

static int open_vt100(int master)
{
    (void)master;
    return open_type("vt100");
}

static int open_without_input(int master)
{
    (void)master;
    close(STDIN_FILENO);
    return open_type("vt100");
}

static void a_terminal_that_cannot_be_used_is_named_and_left_as_found(void **state)
{
    static const struct {
        body *run;
        enum terminal_status expected;
    } cases[] = {
        {open_dumb, TERMINAL_CANNOT_MOVE},
        {open_unknown, TERMINAL_UNKNOWN_TYPE},
        {open_without_type, TERMINAL_UNKNOWN_TYPE},
        {open_without_input, TERMINAL_NOT_A_TERMINAL},
        {open_vt100, TERMINAL_OK}, /* opened and closed */
    };
    bool has_found_modes = false;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(result_on_terminal(cases[i].run, &has_found_modes), cases[i].expected);
        assert_true(has_found_modes);
        assert_true(strlen(terminal_status_text(cases[i].expected)) > 0);
    }
}

/* --- events -------------------------------------------------------------- */

static struct terminal *open_or_die(void)
{
    struct terminal_options options = {.type = "vt100", .charset = GLYPH_UTF8};
    struct terminal *terminal = NULL;

    if (terminal_open(&options, &terminal) != TERMINAL_OK) _exit(FAILED);
    return terminal;
}

static int press_keys(int master)
{
    static const struct {
        const char *bytes;
        key_code key;
    } keys[] = {{"q", 'q'},
                {"\033OC", KEYCODE_RIGHT},
                {"\r", KEYCODE_ENTER},
                {"\x7f", KEYCODE_BACKSPACE},
                {"桶", 0x6876},
                {"\033x", KEYCODE_UNKNOWN},
                {"\033[1~", KEYCODE_UNKNOWN},
                {"\033", KEYCODE_ESCAPE}};
    struct terminal *terminal = open_or_die();
    int wrong = 0;

    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (write(master, keys[i].bytes, strlen(keys[i].bytes)) < 0) return FAILED;
        struct terminal_event event = terminal_read(terminal, 5000);

        if (event.kind != TERMINAL_KEY || event.key != keys[i].key) wrong = (int)i + 1;
    }
    if (terminal_read(terminal, 10).kind != TERMINAL_TIMEOUT) wrong = 50;
    terminal_close(terminal);
    return wrong;
}

static void each_key_arrives_as_one_event(void **state)
{
    bool has_found_modes = false;

    (void)state;
    assert_int_equal(result_on_terminal(press_keys, &has_found_modes), 0);
    assert_true(has_found_modes);
}

static int change_size(int master)
{
    struct winsize size = {.ws_row = OTHER_HEIGHT, .ws_col = OTHER_WIDTH};
    struct terminal *terminal = open_or_die();
    int height = 0;
    int width = 0;

    terminal_size(terminal, &height, &width);
    if (height != HEIGHT || width != WIDTH) return 1;
    ioctl(master, TIOCSWINSZ, &size);
    if (terminal_read(terminal, 5000).kind != TERMINAL_RESIZED) return 2;
    terminal_size(terminal, &height, &width);
    if (height != OTHER_HEIGHT || width != OTHER_WIDTH) return 3;
    terminal_close(terminal);
    return 0;
}

static void another_size_is_told_and_known(void **state)
{
    bool has_found_modes = false;

    (void)state;
    setenv("LINES", "10", 1); /* old values in the environment do not count */
    setenv("COLUMNS", "20", 1);
    assert_int_equal(result_on_terminal(change_size, &has_found_modes), 0);
    unsetenv("LINES");
    unsetenv("COLUMNS");
}

static int lose_the_other_side(int master)
{
    struct terminal *terminal = open_or_die();

    signal(SIGHUP, SIG_IGN); /* which tells the same, and would end us first */
    close(master);
    enum terminal_event_kind first = terminal_read(terminal, 5000).kind;

    /* The system sends SIGCONT too, as to a stopped process, so there may be one more to draw. */
    if (first == TERMINAL_RESIZED) first = terminal_read(terminal, 5000).kind;
    return first == TERMINAL_GONE ? 0 : 1;
}

static void a_terminal_that_goes_away_is_told(void **state)
{
    int master = -1;
    int terminal = -1;
    int status = 0;

    (void)state;
    assert_int_equal(openpty(&master, &terminal, NULL, NULL, NULL), 0);
    pid_t child = fork();

    if (child == 0) {
        alarm(20);
        login_tty(terminal);
        _exit(lose_the_other_side(master));
    }
    close(terminal);
    close(master);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_terminal_that_cannot_be_used_is_named_and_left_as_found),
        cmocka_unit_test(each_key_arrives_as_one_event),
        cmocka_unit_test(another_size_is_told_and_known),
        cmocka_unit_test(a_terminal_that_goes_away_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
