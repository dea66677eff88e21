/* options_rows.h - the two tables of the command line: options, and what a command is called. */
#ifndef VIZ_OPTIONS_ROWS_H
#define VIZ_OPTIONS_ROWS_H

#include "viz/options.h"

enum { MENU = 1 << COMMAND_MENU, PLAY = 1 << COMMAND_PLAY, RUN = 1 << COMMAND_RUN };
enum { RACE = 1 << COMMAND_RACE, REPLAY = 1 << COMMAND_REPLAY, RACES = RACE | REPLAY };
enum { LIST = 1 << COMMAND_LIST, ANY = (1 << COMMAND_COUNT) - 1 };
enum { RECORD = 1 << COMMAND_RECORD, SHELL = 1 << COMMAND_SHELL };
enum { SCREENS = MENU | PLAY | REPLAY | RECORD | SHELL };

/* X(option, name, its value, commands that take it, summary) */
#define OPTION_LIST(X)                                                                             \
    X(OPTION_LESSONS, "lessons", "DIR", MENU | PLAY | RUN | LIST | RACES | RECORD,                 \
      "the lessons of a folder")                                                                   \
    X(OPTION_AT, "at", "STEP[.MOVE]", PLAY | RECORD, "where; steps count from 1")                  \
    X(OPTION_FORMAT, "format", "FORMAT", RUN | RACES | RECORD,                                     \
      "what comes out: text, json; of run also tap; of record svg, cast")                          \
    X(OPTION_FRAMES, "frames", NULL, RUN, "show the screen after each step")                       \
    X(OPTION_SIZE, "size", "WxH", RUN | RECORD, "of a screen, as 120x40; 80x24 if not given")      \
    X(OPTION_SCHEDULE, "schedule", "FILE|TEXT", RACE, "who moves when, as 'A*3 B'; - reads it")    \
    X(OPTION_POLICY, "policy", "POLICY", RACE, "who moves when nothing else says so")              \
    X(OPTION_SEED, "seed", "N", MENU | PLAY | RUN | RACE | SHELL,                                  \
      "of values that lessons vary, of policies, of shell's map; else drawn, in run and shell 0")  \
    X(OPTION_HINT, "hint", "N", SHELL, "entries to make room for, as in make(map[K]V, N)")         \
    X(OPTION_VALUE, "value", "TYPE", SHELL, "int64, bool, struct{} or bytesN; int64 if not given") \
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
    X(OPTION_LANG, "lang", "LANG", MENU | PLAY | RUN | LIST | RECORD | SHELL,                      \
      "en or zh; by default the locale's")                                                         \
    X(OPTION_LINEAR, "linear", NULL, MENU | PLAY | REPLAY | SHELL,                                 \
      "sentences and typed lines, for screen readers and braille lines")                           \
    X(OPTION_NO_MOUSE, "no-mouse", NULL, MENU | PLAY | REPLAY | SHELL,                             \
      "leave the mouse to the terminal, to select text")                                           \
    X(OPTION_ASCII, "ascii", NULL, MENU | PLAY | RUN | LIST | RACES | RECORD | SHELL,              \
      "show ASCII characters only")                                                                \
    X(OPTION_OUTPUT, "output", "FILE", RECORD, "FILE.svg, FILE.cast, or - (-o will do)")           \
    X(OPTION_SPEED, "speed", "FACTOR", RECORD, "of a recording: 2 is twice as fast")               \
    X(OPTION_THEME, "theme", "THEME", SCREENS,                                                     \
      "the colours; terminal if not given, of record dark")                                        \
    X(OPTION_HELP, "help", NULL, ANY, "explain the command")                                       \
    X(OPTION_VERSION, "version", NULL, MENU, "say which tophash this is")

enum option_id {
    OPTION_NONE,
#define X(option, ...) option,
    OPTION_LIST(X)
#undef X
        OPTION_COUNT
};

struct option_row {
    const char *name;
    const char *value; /* NULL: takes none */
    unsigned commands;
    const char *summary;
};

struct command_row {
    const char *word;
    const char *arguments;
    const char *summary;
};

extern const struct option_row option_rows[OPTION_COUNT];
extern const struct command_row command_rows[COMMAND_COUNT];

static inline bool option_is_taken(enum command command, enum option_id option)
{
    return (option_rows[option].commands >> command & 1) != 0;
}

#endif
