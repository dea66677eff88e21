/* options.c - reads the command line, by the tables of options_rows.h. */
#include "viz/options_rows.h"

#include <getopt.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "viz/lesson/lesson.h"
#include "viz/lesson/lesson_branch.h"
#include "viz/lesson/suggest.h"
#include "viz/record/record.h"
#include "viz/screen/frame.h"
#include "viz/screen/plain.h"

enum { SHARDS_MAX = 1000000 };

const struct option_row option_rows[OPTION_COUNT] = {
#define X(option, name, value, commands, summary) [option] = {name, value, commands, summary},
    OPTION_LIST(X)
#undef X
};

const struct command_row command_rows[COMMAND_COUNT] = {
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
        if (!option_is_taken(command, option)) continue;
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

static const char *take_format(struct options *options, const char *value)
{
    static const char *const reports[] = {"text", "json", "tap", NULL};
    static const char *const recordings[] = {
        [RECORD_AS_SVG] = "svg", [RECORD_AS_CAST] = "cast", NULL};
    bool is_record = options->command == COMMAND_RECORD;
    int word = read_word(value, is_record ? recordings : reports);
    if (word < 0) return is_record ? "svg, cast" : "text, json, tap";
    options->has_format = true;
    if (is_record) {
        options->record.kind = (unsigned)word;
        options->record.has_kind = true;
    } else {
        options->format = (enum headless_format)word;
    }
    return NULL;
}

/* A factor with at most two digits behind the point, as percent. */
static bool read_speed(const char *text, struct record_request *record)
{
    uint64_t whole, part = 0;
    const char *end;
    record->has_speed = true;
    if (!read_number(text, RECORD_SPEED_MAX / 100, &whole, &end)) return false;
    if (*end == '.') {
        const char *digits = end + 1;
        if (!read_number(digits, 99, &part, &end) || end - digits > 2) return false;
        if (end - digits == 1) part *= 10;
    }
    uint64_t percent = 100 * whole + part;
    record->speed_percent = (uint32_t)percent;
    return *end == '\0' && percent >= 1 && percent <= RECORD_SPEED_MAX;
}

static const char *take_theme(struct options *options, const char *value)
{
    options->theme = theme_named(value);
    options->has_theme = true;
#define X(theme, name, summary) ", " name
    return options->theme < THEME_COUNT ? NULL : &(THEME_LIST(X))[strlen(", ")];
#undef X
}

/* Takes the value of an option that is a race's. Returns NULL, or what would have been allowed. */
static const char *take_race_value(struct race_options *race, enum option_id option,
                                   const char *value)
{
    switch (option) {
    case OPTION_POLICY:
    case OPTION_SEED:
    case OPTION_DEPTH:
        return take_policy(race, option, value);
    case OPTION_SCHEDULE:
        race->schedule = value;
        return NULL;
    case OPTION_EXPLORE:
        race->explores = true;
        return NULL;
    case OPTION_RESUME:
        race->resume = value;
        return NULL;
    case OPTION_MERGE:
        race->merges = true;
        return NULL;
    case OPTION_PREEMPTIONS:
        race->has_preemptions = true;
        return read_whole(value, 0, UINT32_MAX - 1, &race->preemptions) ? NULL : "a number from 0";
    case OPTION_SHARD:
        return read_shard(value, race) ? NULL : "I/N, as 1/4 to 4/4";
    case OPTION_FREE:
        return read_whole(value, 1, LESSON_FREE_RUNS_MAX, &race->free_runs) ? NULL
                                                                            : "1 to 10000000";
    case OPTION_SCENARIO:
        race->scenario = value;
        return NULL;
    default: /* verify */
        race->verifies = true;
        return NULL;
    }
}

static bool read_language(const char *value, enum language *language)
{
    enum language found = LANGUAGE_ENGLISH;
    while (found < LANGUAGE_COUNT && strcmp(value, language_code(found)) != 0)
        found++;
    if (found == LANGUAGE_COUNT) return false;
    *language = found;
    return true;
}

/* Takes the value of an option of the shell's map. Returns as above. */
static const char *take_shell_value(struct shell_request *shell, enum option_id option,
                                    const char *value)
{
    struct lesson_map map;
    if (option == OPTION_HINT)
        return read_whole(value, 0, LESSON_KEYS_MAX, &shell->hint) ? NULL : "0 to 1000000";
    shell->value = value;
    return lesson_value_type_of_word(&map, value, strlen(value))
               ? NULL
               : "int64, bool, struct{}, bytes0 to bytes128";
}

/* Takes any option's value. Returns as above. */
static const char *take_value(struct options *options, enum option_id option, const char *value)
{
    switch (option) {
    case OPTION_LESSONS:
        options->lessons = value;
        return NULL;
    case OPTION_AT:
        return read_at(value, options) ? NULL : "a step from 1, or STEP.MOVE, as 3.17";
    case OPTION_SIZE:
        return read_size(value, options) ? NULL : "WIDTHxHEIGHT, each 1 to 4096, as 80x24";
    case OPTION_LANG:
        return read_language(value, &options->language) ? NULL : "en, zh";
    case OPTION_FORMAT:
        return take_format(options, value);
    case OPTION_OUTPUT:
        options->record.output = value;
        return NULL;
    case OPTION_SPEED:
        return read_speed(value, &options->record) ? NULL : "0.01 to 1000, as 2 or 0.5";
    case OPTION_FRAMES:
        options->has_frames = true;
        return NULL;
    case OPTION_THEME:
        return take_theme(options, value);
    case OPTION_HINT:
    case OPTION_VALUE:
        return take_shell_value(&options->shell, option, value);
    case OPTION_LINEAR:
        options->is_linear = true;
        return NULL;
    case OPTION_NO_MOUSE:
        options->has_no_mouse = true;
        return NULL;
    case OPTION_ASCII:
        options->charset = GLYPH_ASCII;
        return NULL;
    case OPTION_VERSION:
        options->wants_version = true;
        return NULL;
    case OPTION_HELP:
        options->about = options->command;
        options->command = COMMAND_HELP;
        return NULL;
    default:
        return take_race_value(&options->race, option, value);
    }
}

/* ---- The whole line ---- */

static void fill_getopt_table(enum command command, struct option table[OPTION_COUNT])
{
    size_t count = 0;
    for (enum option_id option = OPTION_NONE + 1; option < OPTION_COUNT; option++) {
        if (!option_is_taken(command, option)) continue;
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

/* Says what would have been allowed. */
static void refuse_value(const struct environment *environment, enum option_id option,
                         const char *value, const char *allowed)
{
    const char *name = option_rows[option].name;
    struct suggestion near = suggestion_for(value, strlen(value));
    for (enum theme theme = 0; theme < THEME_COUNT && option == OPTION_THEME; theme++)
        suggestion_offer(&near, theme_name(theme));
    if (near.word == NULL) {
        complain(environment, "--%s '%s' is not understood; allowed: %s", name, value, allowed);
    } else {
        complain(environment, "--%s '%s' is not understood; did you mean '%s'? Allowed: %s", name,
                 value, near.word, allowed);
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
    for (int answer; (answer = getopt_long(argc, argv, command == COMMAND_RECORD ? ":ho:" : ":h",
                                           table, NULL)) != -1;) {
        if (answer == '?' || answer == ':') {
            refuse_option(environment, command, answer, argv[optind - 1]);
            return false;
        }
        enum option_id option = answer == 'h'   ? OPTION_HELP
                                : answer == 'o' ? OPTION_OUTPUT
                                                : (enum option_id)answer;
        if (option == OPTION_HELP && options->command == COMMAND_HELP) continue;
        const char *allowed = take_value(options, option, optarg);
        if (allowed == NULL) continue;
        refuse_value(environment, option, optarg, allowed);
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

static bool ends_with(const char *text, const char *ending)
{
    size_t len = strlen(text), ending_len = strlen(ending);
    return len > ending_len && strcmp(text + len - ending_len, ending) == 0;
}

/* What of record's options does not fit together; NULL: all does. Takes the kind from the file's
 * name. */
static const char *problem_of_record(struct options *options)
{
    struct record_request *record = &options->record;
    if (options->argument_count != 1) return "record takes one lesson";
    if (record->output == NULL) return "record takes -o FILE: FILE.svg, FILE.cast, or -";
    if (!record->has_kind) {
        record->has_kind = true;
        record->kind = ends_with(record->output, ".cast") ? RECORD_AS_CAST : RECORD_AS_SVG;
        if (record->kind == RECORD_AS_SVG && !ends_with(record->output, ".svg"))
            return "-o FILE ends in .svg or .cast; else --format svg or --format cast says which";
    }
    if (record->kind == RECORD_AS_CAST && options->at_step > 0)
        return "--at is of a picture; a recording has the whole lesson";
    if (record->kind == RECORD_AS_SVG && record->has_speed) return "--speed is of a recording";
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
    case COMMAND_RECORD:
        problem = problem_of_record(options);
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
    case COMMAND_SHELL:
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
        .record.speed_percent = RECORD_SPEED_NORMAL,
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
