/* options.h - the command line: what there is, what was given, and its help. */
#ifndef VIZ_OPTIONS_H
#define VIZ_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "viz/headless/headless.h"
#include "viz/race/policy.h"
#include "viz/theme/theme.h"

/* X(command, word, arguments, summary) */
#define COMMAND_LIST(X)                                                                            \
    X(COMMAND_MENU, "", "", "choose a lesson from a menu (needs a terminal, or --linear)")         \
    X(COMMAND_PLAY, "play", "LESSON", "step through a lesson (needs a terminal, or --linear)")     \
    X(COMMAND_RUN, "run", "[LESSON...]", "play without a terminal, check every expectation")       \
    X(COMMAND_CHECK, "check", "FILE...", "find the mistakes in lesson files")                      \
    X(COMMAND_LIST, "list", "", "name the lessons")                                                \
    X(COMMAND_RACE, "race", "SCENARIO",                                                            \
      "let the workers of a race move: once, in all ways, or free")                                \
    X(COMMAND_REPLAY, "replay", "SCHEDULE", "the same race again, move by move")                   \
    X(COMMAND_RECORD, "record", "LESSON", "what a learner would see, as a picture or a recording") \
    X(COMMAND_SHELL, "shell", "", "try a map out, a command at a time")                            \
    X(COMMAND_TRACE, "trace", "SCRIPT", "run operations, write the map's structure after each")    \
    X(COMMAND_HELP, "help", "[COMMAND]", "explain a command")

enum command {
#define X(command, ...) command,
    COMMAND_LIST(X)
#undef X
        COMMAND_COUNT
};

/* What the exit status says. */
enum exit_status {
    EXIT_HELD = 0,
    EXIT_FAILED = 1, /* an expectation failed */
    EXIT_USAGE = 2,  /* bad usage or input */
    EXIT_BROKEN = 3, /* our own failure: no memory, output that cannot be written, a bug; or not
                      * all was done, as somebody interrupted it */
    EXIT_FATAL = 4,  /* a race ended badly, and nobody expected it */
};

/* What main.c learned from the environment, and all chance and time that there is. */
struct environment {
    enum glyph_charset charset; /* of the locale */
    enum language language;
    const char *terminal_type; /* TERM, or NULL */
    bool has_color;            /* NO_COLOR is not set */
    bool has_true_color;       /* COLORTERM says so */
    bool is_terminal;          /* somebody sits before standard input and output */
    bool is_error_terminal;    /* somebody may be watching standard error */
    uint64_t drawn_seed;       /* where nobody gives one */
    const char *progress_path; /* where a learner's progress is kept; NULL: nowhere */
    double (*seconds)(void);   /* since some moment: for progress */
    /* As test runners share out work; total_shards 0: none does. */
    uint32_t shard, total_shards;
    const char *shard_status_file; /* touched by who has understood that; NULL: nobody asks */
};

/* How the workers of a race are to move. */
struct race_options {
    const char *schedule; /* a file or a text; NULL */
    bool has_policy;      /* of policy: what was said, the rest by default */
    bool has_seed, has_depth;
    struct policy_plan policy;
    bool explores, has_preemptions, merges;
    const char *resume; /* a file; NULL: none */
    uint64_t preemptions;
    uint64_t shard, shard_count; /* shard from 0; shard_count 0: none was said */
    uint64_t free_runs;          /* 0: not free */
    bool verifies;
    const char *scenario; /* of replay: a lesson's file; NULL */
};

/* The map that a shell begins with. */
struct shell_request {
    uint64_t hint;
    const char *value; /* its type; NULL: int64 */
};

/* What a recording is to be. */
struct record_request {
    const char *output; /* a file, or "-"; NULL: not said */
    enum { RECORD_AS_SVG, RECORD_AS_CAST } kind;
    bool has_kind;
    uint32_t speed_percent;
    bool has_speed;
};

/* The command line, with the environment where it says nothing. Texts are argv's. */
struct options {
    enum command command;
    enum command about; /* of help: the command explained; COMMAND_MENU: all */
    bool wants_version;
    char **arguments;
    int argument_count;
    uint64_t at_step, at_move; /* from 1, from 0; both 0 when not given */
    enum language language;
    enum glyph_charset charset;
    bool is_linear;
    bool has_no_mouse;
    const char *lessons; /* a folder; NULL: those inside the program */
    enum headless_format format;
    bool has_format; /* it was given */
    bool has_frames;
    bool has_size;
    int height, width;
    enum theme theme;
    bool has_theme;
    struct record_request record;
    struct shell_request shell;
    struct race_options race;
};

/* Reads the command line. False: it is wrong, and standard error says why. */
bool options_parse(int argc, char **argv, const struct environment *environment,
                   struct options *options);

/* Writes the help of a command; of COMMAND_MENU: that of the whole program. */
void options_help(enum command command, FILE *out);

/* Writes "tophash: ", the message, a newline to standard error. What the format takes may be
 * anything: it is made safe to show. */
void complain(const struct environment *environment, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
