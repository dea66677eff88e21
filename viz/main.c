/* main.c - tophash: reads the environment, then the command line, then runs a command. Nobody else
 * looks at the environment: what it says travels by parameter. */
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

#include "viz/commands.h"

#define TOPHASH_VERSION "0.1.0"

static bool is_set(const char *variable)
{
    const char *value = getenv(variable);
    return value != NULL && value[0] != '\0';
}

/* The locale that is asked for in one respect: "LC_CTYPE", characters, or "LC_MESSAGES", words. */
static const char *locale_of(const char *respect)
{
    const char *const variables[] = {"LC_ALL", respect, "LANG"};
    for (size_t i = 0; i < sizeof variables / sizeof variables[0]; i++) {
        if (is_set(variables[i])) return getenv(variables[i]);
    }
    return "C";
}

/* A machine may lack the locale that it is asked for, and its terminal shows UTF-8 all the same:
 * often so in a container, or where ssh has brought the variables along. */
static void use_locale(void)
{
    if (setlocale(LC_ALL, "") != NULL || setlocale(LC_CTYPE, "") != NULL) return;
    const char *wanted = locale_of("LC_CTYPE");
    bool is_utf8 = strcasestr(wanted, ".UTF-8") != NULL || strcasestr(wanted, ".UTF8") != NULL;
    if (is_utf8) setlocale(LC_CTYPE, "C.UTF-8");
}

/* By custom, terminals name here what terminfo seldom knows of them. */
static bool has_true_color(void)
{
    const char *says = getenv("COLORTERM");
    return says != NULL && (strcmp(says, "truecolor") == 0 || strcmp(says, "24bit") == 0);
}

/* Short, so that it can be read out: 32 bits are chance enough. */
static uint64_t draw_seed(void)
{
    uint32_t seed = 0;
    if (getrandom(&seed, sizeof seed, 0) != (ssize_t)sizeof seed) return 0;
    return seed;
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static uint32_t number_of(const char *variable)
{
    return is_set(variable) ? (uint32_t)strtoul(getenv(variable), NULL, 10) : 0;
}

/* As test runners say which part of the work is ours. */
static void read_shards(struct environment *environment)
{
    uint32_t total = number_of("TEST_TOTAL_SHARDS"), shard = number_of("TEST_SHARD_INDEX");
    if (shard >= total) return;
    environment->total_shards = total;
    environment->shard = shard;
    if (is_set("TEST_SHARD_STATUS_FILE"))
        environment->shard_status_file = getenv("TEST_SHARD_STATUS_FILE");
}

/* $XDG_STATE_HOME/tophash/progress, or what stands for it; relative paths are nobody's. NULL: there
 * is no place. */
static const char *find_progress(void)
{
    static char path[4096];
    const char *state = is_set("XDG_STATE_HOME") ? getenv("XDG_STATE_HOME") : "";
    const char *home = is_set("HOME") ? getenv("HOME") : "";
    int len = -1;
    if (state[0] == '/')
        len = snprintf(path, sizeof path, "%s/tophash/progress", state);
    else if (home[0] == '/')
        len = snprintf(path, sizeof path, "%s/.local/state/tophash/progress", home);
    return len > 0 && (size_t)len < sizeof path ? path : NULL;
}

static struct environment read_environment(void)
{
    use_locale();
    bool is_utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
    struct environment environment = {
        .charset = is_utf8 ? GLYPH_UTF8 : GLYPH_ASCII,
        .language = is_utf8 ? language_of_locale(locale_of("LC_MESSAGES")) : LANGUAGE_ENGLISH,
        .terminal_type = getenv("TERM"),
        .has_color = !is_set("NO_COLOR"),
        .has_true_color = has_true_color(),
        .is_terminal = isatty(STDIN_FILENO) != 0 && isatty(STDOUT_FILENO) != 0,
        .is_error_terminal = isatty(STDERR_FILENO) != 0,
        .drawn_seed = draw_seed(),
        .progress_path = find_progress(),
        .seconds = seconds,
    };
    read_shards(&environment);
    return environment;
}

static enum exit_status run_command(const struct options *options,
                                    const struct environment *environment)
{
    switch (options->command) {
    case COMMAND_PLAY:
        return command_play(options, environment);
    case COMMAND_RUN:
        return command_run(options, environment);
    case COMMAND_CHECK:
        return command_check(options, environment);
    case COMMAND_RACE:
        return command_race(options, environment);
    case COMMAND_REPLAY:
        return command_replay(options, environment);
    case COMMAND_LIST:
        return command_list(options, environment);
    case COMMAND_RECORD:
        return command_record(options, environment);
    case COMMAND_SHELL:
        return command_shell(options, environment);
    case COMMAND_TRACE:
        return command_trace(options, environment);
    case COMMAND_HELP:
        options_help(options->about, stdout);
        return EXIT_HELD;
    default:
        return command_menu(options, environment);
    }
}

/* Output that nobody can read is a failure, whatever the command thought of itself. */
static enum exit_status finish_output(enum exit_status status,
                                      const struct environment *environment)
{
    int error = errno;
    bool had_failed = ferror(stdout) != 0;
    errno = 0;
    if (fclose(stdout) != 0) {
        if (errno != 0) error = errno;
    } else if (!had_failed) {
        return status;
    }
    complain(environment, "standard output: %s",
             error == 0 ? "cannot be written" : strerror(error));
    return EXIT_BROKEN;
}

int main(int argc, char **argv)
{
    struct environment environment = read_environment();
    struct options options;
    if (!options_parse(argc, argv, &environment, &options)) return EXIT_USAGE;
    enum exit_status status = EXIT_HELD;
    if (options.wants_version) {
        puts("tophash " TOPHASH_VERSION);
    } else {
        status = run_command(&options, &environment);
    }
    return (int)finish_output(status, &environment);
}
