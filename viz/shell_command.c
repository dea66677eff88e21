/* shell_command.c - shell: free play on an empty map, on the screen or a line at a time. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "viz/commands.h"
#include "viz/front.h"
#include "viz/headless/headless.h"
#include "viz/language/language.h"
#include "viz/screen/plain.h"
#include "viz/shell/shell.h"

/* ---- The empty lesson ---- */

static bool make_lesson(const struct options *options, struct lesson **made)
{
    static const char format[] =
        "tophash: 1\n"
        "id: shell\n"
        "title: {en: \"%s\", zh: \"%s\"}\n"
        "maps: {m: {value: \"%s\", hint: %" PRIu64 ", seed: %" PRIu64 "}}\n"
        "steps:\n"
        "  - say:\n"
        "      en: \"%s\"\n"
        "      zh: \"%s\"\n";
    static const char title[] = N_("An empty map");
    static const char say[] =
        N_("An empty map. `:` opens a line, and `help` names what can be typed there.");
    const struct shell_request *shell = &options->shell;
    struct source_errors errors;
    char *text;
    int len = asprintf(&text, format, title, language_text(LANGUAGE_CHINESE, title),
                       shell->value == NULL ? "int64" : shell->value, shell->hint,
                       options->race.policy.seed, say, language_text(LANGUAGE_CHINESE, say));
    if (len < 0) return false;
    enum lesson_status status = lesson_load_text("shell", text, (size_t)len, NULL, made, &errors);
    free(text);
    return status == LESSON_OK;
}

/* ---- On the screen ---- */

static enum exit_status show(const struct options *options, const struct environment *environment,
                             struct player *player)
{
    struct front front;
    enum exit_status status = front_open(options, environment, "", &front);
    if (status != EXIT_HELD) return status;
    enum way_out way_out = front_shell(&front, player);
    front_close(&front);
    if (way_out != WAY_OUT_NO_MEMORY) return EXIT_HELD;
    complain(environment, "out of memory");
    return EXIT_BROKEN;
}

/* ---- A line at a time ---- */

struct lines {
    const struct environment *environment;
    enum glyph_charset charset;
    enum language language;
    bool is_watched; /* somebody sits there, and can type another line */
    struct shell *shell;
    size_t number;
};

/* "put k9: 12 moves; count 1, B 0" */
static bool tell_step(const struct lines *lines)
{
    const struct player *player = shell_player(lines->shell);
    char *outcome = shell_outcome(lines->shell);
    if (outcome == NULL) return false;
    if (player != NULL) {
        headless_put_step(stdout, lines->charset, player, player_step_count(player) - 1);
        fputs("; ", stdout);
        plain_put(stdout, lines->charset, outcome);
        putchar('\n');
    }
    free(outcome);
    return true;
}

static void tell(const struct lines *lines, const char *text)
{
    plain_put(stdout, lines->charset, text);
    putchar('\n');
}

/* A line is done behind all others. */
static struct shell_stand stand_of(const struct lines *lines)
{
    const struct player *player = shell_player(lines->shell);
    size_t count = player == NULL ? 1 : player_step_count(player);
    return (struct shell_stand){.step = count - 1, .move = UINT64_MAX};
}

static enum exit_status refuse(const struct lines *lines, const char *line,
                               const struct shell_answer *answer)
{
    fflush(stdout); /* what was said before this stands before this */
    complain(lines->environment, "standard input:%zu:%zu: %s", lines->number,
             shell_column(line, answer->at), answer->text);
    return lines->is_watched ? EXIT_HELD : EXIT_USAGE;
}

static enum exit_status do_line(const struct lines *lines, const char *line, size_t len)
{
    struct shell_answer answer;
    switch (shell_do(lines->shell, line, len, stand_of(lines), lines->language, &answer)) {
    case SHELL_DONE:
        if (answer.text[0] == '\0') {
            if (tell_step(lines)) return EXIT_HELD;
            break;
        }
        tell(lines, answer.text);
        return EXIT_HELD;
    case SHELL_TOLD:
    case SHELL_SAVED:
        tell(lines, answer.text);
        return EXIT_HELD;
    case SHELL_REFUSED:
        return refuse(lines, line, &answer);
    case SHELL_BROKEN:
        complain(lines->environment, "%s", answer.text);
        return EXIT_BROKEN;
    case SHELL_NO_MEMORY:
        break;
    }
    complain(lines->environment, "out of memory");
    return EXIT_BROKEN;
}

static void put_prompt(const struct lines *lines)
{
    if (lines->is_watched) fputs("> ", stdout);
    fflush(stdout);
}

/* Until the input ends, or a line cannot be done and nobody is there to mend it. */
static enum exit_status do_lines(struct lines *lines)
{
    enum exit_status status = EXIT_HELD;
    char *line = NULL;
    size_t cap = 0;
    ssize_t len = 0;
    for (put_prompt(lines); status == EXIT_HELD && (len = getline(&line, &cap, stdin)) >= 0;
         put_prompt(lines)) {
        lines->number++;
        while (len > 0 && (line[len - 1] == '\n' || line[len - 1] == '\r'))
            len--;
        bool is_blank = strspn(line, " \r\n") >= (size_t)len;
        if (!is_blank && line[0] != '#') status = do_line(lines, line, (size_t)len);
    }
    if (lines->is_watched && len < 0) putchar('\n');
    free(line);
    return status;
}

static enum exit_status tell_lines(const struct options *options,
                                   const struct environment *environment,
                                   const struct lesson *lesson)
{
    bool has_chinese = options->charset == GLYPH_UTF8;
    struct lines lines = {.environment = environment,
                          .charset = options->charset,
                          .language = has_chinese ? options->language : LANGUAGE_ENGLISH,
                          .is_watched = environment->is_terminal,
                          .shell = shell_make(lesson)};
    if (lines.shell == NULL) {
        complain(environment, "out of memory");
        return EXIT_BROKEN;
    }
    enum exit_status status = do_lines(&lines);
    shell_free(lines.shell);
    return status;
}

enum exit_status command_shell(const struct options *options, const struct environment *environment)
{
    struct lesson *lesson;
    struct player *player = NULL;
    if (!make_lesson(options, &lesson)) {
        complain(environment, "out of memory");
        return EXIT_BROKEN;
    }
    enum exit_status status;
    if (environment->is_terminal && !options->is_linear) {
        status = play_make_player(lesson, false, environment, &player);
        if (status == EXIT_HELD) (void)player_last(player); /* the map has been made */
        if (status == EXIT_HELD) status = show(options, environment, player);
        player_free(player);
    } else {
        status = tell_lines(options, environment, lesson);
    }
    lesson_free(lesson);
    return status;
}
