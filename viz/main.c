/* main.c - tophash: reads the environment, then the command line, then runs a command. Nobody else
 * looks at the environment: what it says travels by parameter. */
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "viz/commands.h"

#define TOPHASH_VERSION "0.1.0"

static bool is_set(const char *variable)
{
    const char *value = getenv(variable);
    return value != NULL && value[0] != '\0';
}

/* The locale's words are Chinese. */
static bool is_chinese(void)
{
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof variables / sizeof variables[0]; i++) {
        if (is_set(variables[i])) return strncmp(getenv(variables[i]), "zh", 2) == 0;
    }
    return false;
}

static struct environment read_environment(void)
{
    setlocale(LC_ALL, "");
    bool is_utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
    return (struct environment){
        .charset = is_utf8 ? GLYPH_UTF8 : GLYPH_ASCII,
        .language = is_utf8 && is_chinese() ? VIEW_CHINESE : VIEW_ENGLISH,
        .terminal_type = getenv("TERM"),
        .has_color = !is_set("NO_COLOR"),
    };
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
    case COMMAND_LIST:
        return command_list(options, environment);
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
