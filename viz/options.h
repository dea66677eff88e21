/* options.h - the command line: what there is, what was given, and its help. */
#ifndef VIZ_OPTIONS_H
#define VIZ_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "viz/headless/headless.h"

/* X(command, word, arguments, summary) */
#define COMMAND_LIST(X)                                                                            \
    X(COMMAND_MENU, "", "", "choose a lesson from a menu (needs a terminal)")                      \
    X(COMMAND_PLAY, "play", "LESSON", "step through a lesson (needs a terminal)")                  \
    X(COMMAND_RUN, "run", "[LESSON...]", "play without a terminal, check every expectation")       \
    X(COMMAND_CHECK, "check", "FILE...", "find the mistakes in lesson files")                      \
    X(COMMAND_LIST, "list", "", "name the lessons")                                                \
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
    EXIT_BROKEN = 3, /* our own failure: no memory, output that cannot be written, a bug */
};

/* What main.c learned from the environment. */
struct environment {
    enum glyph_charset charset; /* of the locale */
    enum view_language language;
    const char *terminal_type; /* TERM, or NULL */
    bool has_color;            /* NO_COLOR is not set */
};

/* The command line, with the environment where it says nothing. Texts are argv's. */
struct options {
    enum command command;
    enum command about; /* of help: the command explained; COMMAND_MENU: all */
    bool wants_version;
    char **arguments;
    int argument_count;
    uint64_t at_step, at_move; /* from 1, from 0; both 0 when not given */
    enum view_language language;
    enum glyph_charset charset;
    const char *lessons; /* a folder; NULL: those inside the program */
    enum headless_format format;
    bool has_frames;
    bool has_size;
    int height, width;
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
