/* options.c - reads the command line by two tables: commands in options.h, options below. */
#include "viz/options.h"

#include <getopt.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "viz/headless/plain.h"
#include "viz/lesson/lesson.h"
#include "viz/lesson/suggest.h"
#include "viz/screen/frame.h"

enum { MENU = 1 << COMMAND_MENU, PLAY = 1 << COMMAND_PLAY, RUN = 1 << COMMAND_RUN };
enum { RACE = 1 << COMMAND_RACE, REPLAY = 1 << COMMAND_REPLAY, RACES = RACE | REPLAY };
enum { LIST = 1 << COMMAND_LIST, ANY = (1 << COMMAND_COUNT) - 1 };

/* X(option, name, its value, commands that take it, summary) */
#define OPTION_LIST(X)                                                                             \
    X(OPTION_LESSONS, "lessons", "DIR", MENU | PLAY | RUN | LIST | RACES,                          \
      "the lessons of a folder")                                                                   \
    X(OPTION_AT, "at", "STEP[.MOVE]", PLAY, "where to begin; steps count from 1")                  \
    X(OPTION_FORMAT, "format", "FORMAT", RUN | RACES,                                              \
      "of the report: text, json; of run also tap")                                                \
    X(OPTION_FRAMES, "frames", NULL, RUN, "show the screen after each step")                       \
    X(OPTION_SIZE, "size", "WxH", RUN, "of these screens, as 120x40; 80x24 if not given")          \
    X(OPTION_SCHEDULE, "schedule", "FILE|TEXT", RACE, "who moves when, as 'A*3 B'; - reads it")    \
    X(OPTION_POLICY, "policy", "POLICY", RACE, "who moves when nothing else says so")              \
    X(OPTION_SEED, "seed", "N", RACE, "of the policies random and pct; else it is drawn")          \
    X(OPTION_DEPTH, "depth", "D", RACE, "of the policy pct, 1 to 20; 3 if not given")              \
    X(OPTION_EXPLORE, "explore", NULL, RACE, "all schedules, counted by how they end")             \
    X(OPTION_PREEMPTIONS, "preemptions", "N", RACE, "explore those with at most N only")           \
    X(OPTION_SHARD, "shard", "I/N", RACE, "explore the I-th part of N, as 1/4 to 4/4")             \
    X(OPTION_MERGE, "merge", NULL, RACE, "add up the JSON of shards: files behind SCENARIO")       \
    X(OPTION_RESUME, "resume", "FILE", RACE,                                                       \
      "of --explore: go on from it, and keep it up to date")                                       \
    X(OPTION_FREE, "free", "RUNS", RACE, "real threads that nobody holds, so many times")          \
    X(OPTION_SCENARIO, "scenario", "FILE", REPLAY, "the lesson's file, if it is none of ours")     \
    X(OPTION_VERIFY, "verify", NULL, RACES, "run twice, and compare what was recorded")            \
    X(OPTION_LANG, "lang", "LANG", MENU | PLAY | RUN | LIST, "en or zh; by default the locale's")  \
    X(OPTION_ASCII, "ascii", NULL, MENU | PLAY | RUN | LIST | RACES, "show ASCII characters only") \
    X(OPTION_HELP, "help", NULL, ANY, "explain the command")                                       \
    X(OPTION_VERSION, "version", NULL, MENU, "say which tophash this is")

enum { SHARDS_MAX = 1000000 };

enum option_id {
    OPTION_NONE,
#define X(option, ...) option,
    OPTION_LIST(X)
#undef X
        OPTION_COUNT
};

static const struct option_row {
    const char *name;
    const char *value; /* NULL: takes none */
    unsigned commands;
    const char *summary;
} option_rows[OPTION_COUNT] = {
#define X(option, name, value, commands, summary) [option] = {name, value, commands, summary},
    OPTION_LIST(X)
#undef X
};

static const struct command_row {
    const char *word;
    const char *arguments;
    const char *summary;
} command_rows[COMMAND_COUNT] = {
#define X(command, word, arguments, summary) [command] = {word, arguments, summary},
    COMMAND_LIST(X)
#undef X
};

void complain(const struct environment *environment, const char *format, ...)
{
    char *text;
    va_list arguments;
    va_start(arguments, format);
    int len = vasprintf(&text, format, arguments);
    va_end(arguments);
    fputs("tophash: ", stderr);
    if (len >= 0) {
        plain_put(stderr, environment->charset, text);
        free(text);
    }
    putc('\n', stderr);
}

/* ---- Help ---- */

static bool takes(enum command command, enum option_id option)
{
    return (option_rows[option].commands >> command & 1) != 0;
}

static void put_options(enum command command, FILE *out)
{
    for (enum option_id option = OPTION_NONE + 1; option < OPTION_COUNT; option++) {
        const struct option_row *row = &option_rows[option];
        if (!takes(command, option)) continue;
        int width = fprintf(out, "  --%s %s", row->name, row->value == NULL ? "" : row->value);
        fprintf(out, "%*s%s\n", width < 24 ? 24 - width : 1, "", row->summary);
    }
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
    fputs("\nExit status: 0 all held; 1 an expectation failed; 2 bad usage or input; 3 tophash "
          "itself\n"
          "failed; 4 a race ended badly, and nobody expected it. Data goes to standard output, "
          "words\n"
          "about it to standard error.\n",
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
               "Exit status 4 when a race ends in anything but a clean end.\n";
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
    fputs(details_of(command), out);
}

/* ---- Words that may be misspelt ---- */

static void see_help(const struct environment *environment, enum command command)
{
    const char *word = command_rows[command].word;
    complain(environment, "see: tophash help%s%s", word[0] == '\0' ? "" : " ", word);
}

/* The command that word names, or COMMAND_COUNT: then it has been said. */
static enum command command_of(const struct environment *environment, const char *word)
{
    struct suggestion near = suggestion_for(word, strlen(word));
    for (enum command command = COMMAND_MENU + 1; command < COMMAND_COUNT; command++) {
        if (strcmp(word, command_rows[command].word) == 0) return command;
        suggestion_offer(&near, command_rows[command].word);
    }
    if (near.word != NULL) {
        complain(environment, "there is no command '%s'; did you mean '%s'?", word, near.word);
    } else {
        complain(environment, "there is no command '%s'", word);
    }
    see_help(environment, COMMAND_MENU);
    return COMMAND_COUNT;
}

/* `given` begins with "--" and is no option of the command, or of several. */
static void refuse_long_option(const struct environment *environment, enum command command,
                               const char *given)
{
    size_t len = strcspn(given, "=");
    struct suggestion near = suggestion_for(given + 2, len - 2);
    int begin_count = 0;
    for (enum option_id option = OPTION_NONE + 1; option < OPTION_COUNT; option++) {
        if (!takes(command, option)) continue;
        suggestion_offer(&near, option_rows[option].name);
        if (strncmp(given + 2, option_rows[option].name, len - 2) == 0) begin_count++;
    }
    if (begin_count > 1) {
        complain(environment, "'%.*s' is the beginning of several options", (int)len, given);
    } else if (near.word != NULL) {
        complain(environment, "there is no option '%.*s' here; did you mean '--%s'?", (int)len,
                 given, near.word);
    } else {
        complain(environment, "there is no option '%.*s' here", (int)len, given);
    }
    see_help(environment, command);
}

/* ---- Values ---- */

/* Reads digits; *end is what follows them. */
static bool read_number(const char *text, uint64_t max, uint64_t *number, const char **end)
{
    *number = 0;
    if (*text < '0' || *text > '9') return false;
    for (; *text >= '0' && *text <= '9'; text++) {
        uint64_t digit = (uint64_t)(*text - '0');
        if (*number > (max - digit) / 10) return false;
        *number = 10 * *number + digit;
    }
    *end = text;
    return true;
}

static bool read_at(const char *text, struct options *options)
{
    const char *end;
    if (!read_number(text, UINT32_MAX, &options->at_step, &end)) return false;
    if (options->at_step == 0) return false;
    if (*end == '.' && !read_number(end + 1, UINT32_MAX, &options->at_move, &end)) return false;
    return *end == '\0';
}

static bool read_whole(const char *text, uint64_t min, uint64_t max, uint64_t *number)
{
    const char *end;
    return read_number(text, max, number, &end) && *end == '\0' && *number >= min;
}

static bool read_shard(const char *text, struct race_options *race)
{
    uint64_t number;
    const char *end;
    if (!read_number(text, SHARDS_MAX, &number, &end) || number == 0 || *end != '/') return false;
    if (!read_whole(end + 1, number, SHARDS_MAX, &race->shard_count)) return false;
    race->shard = number - 1;
    return true;
}

static const char *take_policy(struct race_options *race, enum option_id option, const char *value)
{
    uint64_t depth;
    switch (option) {
    case OPTION_POLICY:
        race->has_policy = true;
        race->policy.kind = policy_named(value, strlen(value));
        return race->policy.kind == POLICY_COUNT ? "ask, serial, round-robin, random, pct" : NULL;
    case OPTION_SEED:
        race->has_seed = true;
        return read_whole(value, 0, UINT64_MAX, &race->policy.seed) ? NULL : "a number from 0";
    default:
        race->has_depth = true;
        if (!read_whole(value, 1, POLICY_DEPTH_MAX, &depth)) return "1 to 20";
        race->policy.depth = (uint32_t)depth;
        return NULL;
    }
}

static bool read_size(const char *text, struct options *options)
{
    uint64_t width, height;
    const char *end;
    if (!read_number(text, FRAME_SIDE_MAX, &width, &end) || width == 0 || *end != 'x') return false;
    if (!read_number(end + 1, FRAME_SIDE_MAX, &height, &end) || height == 0) return false;
    options->has_size = true;
    options->width = (int)width;
    options->height = (int)height;
    return *end == '\0';
}

/* The index of text among words, or -1. */
static int read_word(const char *text, const char *const words[])
{
    for (int i = 0; words[i] != NULL; i++) {
        if (strcmp(text, words[i]) == 0) return i;
    }
    return -1;
}

/* Takes an option's value. Returns NULL, or what would have been allowed. */
static const char *take_value(struct options *options, enum option_id option, const char *value)
{
    static const char *const languages[] = {"en", "zh", NULL};
    static const char *const formats[] = {"text", "json", "tap", NULL};
    int word;
    switch (option) {
    case OPTION_LESSONS:
        options->lessons = value;
        return NULL;
    case OPTION_AT:
        return read_at(value, options) ? NULL : "a step from 1, or STEP.MOVE, as 3.17";
    case OPTION_SIZE:
        return read_size(value, options) ? NULL : "WIDTHxHEIGHT, each 1 to 4096, as 80x24";
    case OPTION_LANG:
        word = read_word(value, languages);
        options->language = word == 1 ? VIEW_CHINESE : VIEW_ENGLISH;
        return word >= 0 ? NULL : "en, zh";
    case OPTION_FORMAT:
        word = read_word(value, formats);
        if (word >= 0) options->format = (enum headless_format)word;
        options->has_format = true;
        return word >= 0 ? NULL : "text, json, tap";
    case OPTION_FRAMES:
        options->has_frames = true;
        return NULL;
    case OPTION_POLICY:
    case OPTION_SEED:
    case OPTION_DEPTH:
        return take_policy(&options->race, option, value);
    case OPTION_SCHEDULE:
        options->race.schedule = value;
        return NULL;
    case OPTION_EXPLORE:
        options->race.explores = true;
        return NULL;
    case OPTION_RESUME:
        options->race.resume = value;
        return NULL;
    case OPTION_MERGE:
        options->race.merges = true;
        return NULL;
    case OPTION_PREEMPTIONS:
        options->race.has_preemptions = true;
        return read_whole(value, 0, UINT32_MAX - 1, &options->race.preemptions) ? NULL
                                                                                : "a number from 0";
    case OPTION_SHARD:
        return read_shard(value, &options->race) ? NULL : "I/N, as 1/4 to 4/4";
    case OPTION_FREE:
        return read_whole(value, 1, LESSON_FREE_RUNS_MAX, &options->race.free_runs)
                   ? NULL
                   : "1 to 10000000";
    case OPTION_SCENARIO:
        options->race.scenario = value;
        return NULL;
    case OPTION_VERIFY:
        options->race.verifies = true;
        return NULL;
    case OPTION_ASCII:
        options->charset = GLYPH_ASCII;
        return NULL;
    case OPTION_VERSION:
        options->wants_version = true;
        return NULL;
    default: /* help */
        options->about = options->command;
        options->command = COMMAND_HELP;
        return NULL;
    }
}

/* ---- The whole line ---- */

static void fill_getopt_table(enum command command, struct option table[OPTION_COUNT])
{
    size_t count = 0;
    for (enum option_id option = OPTION_NONE + 1; option < OPTION_COUNT; option++) {
        if (!takes(command, option)) continue;
        table[count++] = (struct option){
            .name = option_rows[option].name,
            .has_arg = option_rows[option].value == NULL ? no_argument : required_argument,
            .val = (int)option,
        };
    }
    table[count] = (struct option){0};
}

/* Says what getopt_long did not like about the argument before optind. */
static void refuse_option(const struct environment *environment, enum command command, int answer,
                          const char *given)
{
    if (optopt > OPTION_NONE && optopt < OPTION_COUNT) {
        complain(environment, answer == ':' ? "--%s needs a value" : "--%s takes no value",
                 option_rows[optopt].name);
        see_help(environment, command);
    } else if (optopt != 0) {
        complain(environment, "there is no option '-%c'", optopt);
        see_help(environment, command);
    } else {
        refuse_long_option(environment, command, given);
    }
}

/* Reads the options of options->command. */
static bool parse_options(int argc, char **argv, const struct environment *environment,
                          struct options *options)
{
    enum command command = options->command;
    struct option table[OPTION_COUNT];
    fill_getopt_table(command, table);
    opterr = 0;
    for (int answer; (answer = getopt_long(argc, argv, ":h", table, NULL)) != -1;) {
        if (answer == '?' || answer == ':') {
            refuse_option(environment, command, answer, argv[optind - 1]);
            return false;
        }
        enum option_id option = answer == 'h' ? OPTION_HELP : (enum option_id)answer;
        if (option == OPTION_HELP && options->command == COMMAND_HELP) continue;
        const char *allowed = take_value(options, option, optarg);
        if (allowed == NULL) continue;
        complain(environment, "--%s '%s' is not understood; allowed: %s", option_rows[option].name,
                 optarg, allowed);
        return false;
    }
    options->arguments = argv + optind;
    options->argument_count = argc - optind;
    return true;
}

/* What of a race's options does not fit together; NULL: all does. */
static const char *problem_of_race(const struct options *options)
{
    const struct race_options *race = &options->race;
    bool has_seeded = race->policy.kind == POLICY_RANDOM || race->policy.kind == POLICY_PCT;
    bool is_directed = race->schedule != NULL || race->has_policy || race->has_seed;
    int ways = is_directed + race->explores + (race->free_runs > 0);
    bool has_explore_only =
        race->has_preemptions || race->shard_count > 0 || race->merges || race->resume != NULL;
    if (options->argument_count == 0) return "race takes a scenario: a lesson with workers";
    if (options->argument_count > 1 && !race->merges)
        return "race takes one scenario; more arguments are files of --merge";
    if (ways > 1) return "--schedule or --policy, --explore and --free: one of them at a time";
    if (has_explore_only && !race->explores)
        return "--preemptions, --shard, --merge and --resume are of --explore: give both";
    if (race->merges && (race->has_preemptions || race->shard_count > 0 || race->resume != NULL))
        return "--merge explores nothing: leave out the other options";
    if (race->merges && options->argument_count < 2) return "--merge takes the files to add up";
    if (race->has_seed && race->has_policy && !has_seeded)
        return "--seed is of the policies random and pct";
    if (race->has_depth && (!race->has_policy || race->policy.kind != POLICY_PCT))
        return "--depth is of --policy pct: give both";
    if (race->verifies && (race->explores || race->free_runs > 0))
        return "--verify is of one directed run: leave out --explore and --free";
    return NULL;
}

/* As many arguments as the command takes, and options that fit together. */
static bool is_complete(const struct environment *environment, struct options *options)
{
    int count = options->argument_count;
    const char *problem = NULL;
    switch (options->command) {
    case COMMAND_PLAY:
        if (count != 1) problem = "play takes one lesson";
        break;
    case COMMAND_CHECK:
        if (count == 0) problem = "check takes the files to check";
        break;
    case COMMAND_TRACE:
        if (count != 1) problem = "trace takes one script, or - for standard input";
        break;
    case COMMAND_RACE:
        problem = problem_of_race(options);
        break;
    case COMMAND_REPLAY:
        if (count != 1) problem = "replay takes one schedule: a file, a text, or -";
        break;
    case COMMAND_RUN:
        if (options->has_size && !options->has_frames) problem = "--size is of --frames: give both";
        break;
    case COMMAND_LIST:
    case COMMAND_MENU:
        if (count > 0) problem = "there is an argument too many";
        break;
    default:
        if (count > 1) problem = "help takes one command";
        break;
    }
    bool is_race = options->command == COMMAND_RACE || options->command == COMMAND_REPLAY;
    if (is_race && options->format == HEADLESS_TAP) problem = "--format tap is of run";
    if (problem == NULL) return true;
    complain(environment, "%s", problem);
    see_help(environment, options->command);
    return false;
}

bool options_parse(int argc, char **argv, const struct environment *environment,
                   struct options *options)
{
    *options = (struct options){
        .language = environment->language,
        .charset = environment->charset,
        .height = 24,
        .width = 80,
        .race.policy = {.kind = POLICY_RANDOM,
                        .depth = POLICY_DEPTH_DEFAULT,
                        .moves = POLICY_MOVES_DEFAULT},
    };
    if (argc > 1 && argv[1][0] != '-') {
        options->command = command_of(environment, argv[1]);
        if (options->command == COMMAND_COUNT) return false;
        argc--;
        argv++;
    }
    bool is_help = options->command == COMMAND_HELP;
    if (!parse_options(argc, argv, environment, options)) return false;
    if (options->wants_version) return true;
    if (options->command == COMMAND_HELP && !is_help)
        return true; /* --help: arguments are no matter */
    if (!is_complete(environment, options)) return false;
    if (is_help && options->argument_count == 1) {
        options->about = command_of(environment, options->arguments[0]);
    }
    return options->about != COMMAND_COUNT;
}
