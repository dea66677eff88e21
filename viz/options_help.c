/* options_help.c - what --help says: the tables, and what they do not say. */
#include "viz/options_rows.h"

static void put_options(enum command command, FILE *out)
{
    for (enum option_id option = OPTION_NONE + 1; option < OPTION_COUNT; option++) {
        const struct option_row *row = &option_rows[option];
        if (!option_is_taken(command, option)) continue;
        int width = fprintf(out, "  --%s %s", row->name, row->value == NULL ? "" : row->value);
        fprintf(out, "%*s%s\n", width < 24 ? 24 - width : 1, "", row->summary);
    }
}

static void put_themes(FILE *out)
{
    static const char *const summaries[THEME_COUNT] = {
#define X(theme, name, summary) [theme] = summary,
        THEME_LIST(X)
#undef X
    };
    fputs("\nA THEME is:\n", out);
    for (enum theme theme = 0; theme < THEME_COUNT; theme++)
        fprintf(out, "  %-22s%s\n", theme_name(theme), summaries[theme]);
}

static void put_usage(enum command command, FILE *out)
{
    const struct command_row *row = &command_rows[command];
    const char *before = row->word[0] == '\0' ? "" : " ";
    fprintf(out, "  tophash%s%s [OPTION...]%s%s\n", before, row->word,
            row->arguments[0] == '\0' ? "" : " ", row->arguments);
}

static void put_program_help(FILE *out)
{
    fputs("tophash shows how Go's classic map works, one move at a time.\n\n", out);
    for (enum command command = COMMAND_MENU; command < COMMAND_COUNT; command++) {
        const struct command_row *row = &command_rows[command];
        int width = fprintf(out, "  tophash %s %s", row->word, row->arguments);
        fprintf(out, "%*s%s\n", width < 26 ? 26 - width : 1, "", row->summary);
    }
    fputs("\nOptions of the menu:\n", out);
    put_options(COMMAND_MENU, out);
    put_themes(out);
    fputs("\nExit status: 0 all held; 1 an expectation failed; 2 bad usage or input; 3 tophash "
          "itself\n"
          "failed, or was interrupted while it explored or let threads race; 4 a race ended "
          "badly,\n"
          "and nobody expected it. Data goes to standard output, words about it to standard "
          "error.\n",
          out);
}

/* What the table does not say. */
static const char *details_of(enum command command)
{
    switch (command) {
    case COMMAND_PLAY:
    case COMMAND_RUN:
        return "\nA LESSON is an id, its number in `tophash list`, the beginning of an id, or the "
               "path of\n"
               "a file (with a / in it, or .yaml at its end).\n";
    case COMMAND_RECORD:
        return "\nA picture is SVG: the screen at --at, or at the lesson's end. A recording is an "
               "asciicast v2:\n"
               "the whole lesson, move by move, with a marker at each step. The file's ending says "
               "which.\n"
               "The file appears when it is whole; - is standard output, and takes --format.\n";
    case COMMAND_SHELL:
        return "\nIn a terminal a line is open at once; : opens the next one, help names the "
               "commands, and each\n"
               "is a step to be gone through. From a pipe, and with --linear, a command is a line, "
               "and what\n"
               "it came to is told in one; what begins with # is passed over. A command that is "
               "refused ends\n"
               "a pipe's, with line:column and exit status 2. `write FILE.yaml` saves a lesson.\n";
    case COMMAND_TRACE:
        return "\nA SCRIPT is a file of JSON lines, or - for standard input; so is the trace, on "
               "standard\n"
               "output. tests/conformance holds examples.\n";
    case COMMAND_CHECK:
        return "\nEach good file is named on standard output; mistakes are told on standard error, "
               "as\n"
               "file:line:column, with what is allowed there. Exit status 2 if there was any.\n";
    case COMMAND_RACE:
        return "\nA SCENARIO is a LESSON with workers, named as for run. Without --schedule, "
               "--explore and\n"
               "--free a policy lets one worker after the other move: ask (nobody moves), serial,\n"
               "round-robin, random or pct; random with a drawn seed if none is named. The last "
               "line\n"
               "is the command that repeats what was shown.\n"
               "Shards part an exploration: run --shard 1/4 to 4/4 with --format json, each with "
               "its\n"
               "output in a file, and add the files up: race SCENARIO --explore --merge FILE...\n"
               "Exit status 4 when a race ends in anything but a clean end; 3 when it was "
               "interrupted\n"
               "(Ctrl-C), with what was seen so far, or tophash itself failed.\n";
    case COMMAND_REPLAY:
        return "\nA SCHEDULE is a file, - for standard input, or else a text: "
               "'two-writers: A*3 B'.\n"
               "Its head names the scenario; with its digest, it is refused where the scenario "
               "has\n"
               "changed. Where it ends before the race does, one worker after the other moves.\n"
               "In a terminal the race is shown, to be stepped through; with --format it is told.\n"
               "Told, it has exit status 4 when the race ends in anything but a clean end.\n";
    default:
        return "";
    }
}

void options_help(enum command command, FILE *out)
{
    if (command == COMMAND_MENU) {
        put_program_help(out);
        return;
    }
    put_usage(command, out);
    fprintf(out, "\nWhat it does: %s.\n\n", command_rows[command].summary);
    put_options(command, out);
    if (option_is_taken(command, OPTION_THEME)) put_themes(out);
    fputs(details_of(command), out);
}
