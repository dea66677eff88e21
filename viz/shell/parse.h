/* parse.h - a line of free play as data: which command, and its words, each with its place.
 *
 *     put k1 5           put k1=5 "a b"=6        a key of odd characters stands in quotes, with the
 *     fill key_ 1..20    collide 9 in 3          escapes \" \\ \n \t \xHH
 *
 * What a word means for a map, as whether its values are numbers, is not known here. */
#ifndef VIZ_SHELL_PARSE_H
#define VIZ_SHELL_PARSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "viz/language/language.h"

/* X(verb, word, what stands behind it, what it does, to be looked up) */
#define SHELL_VERB_LIST(X)                                                                         \
    X(SHELL_PUT, "put", "KEY [VALUE] | KEY=VALUE ...", N_("store values under keys"))              \
    X(SHELL_GET, "get", "KEY ...", N_("look keys up"))                                             \
    X(SHELL_DELETE, "delete", "KEY ...", N_("remove keys"))                                        \
    X(SHELL_FILL, "fill", "PREFIX FROM..TO", N_("put many numbered keys"))                         \
    X(SHELL_ITERATE, "iterate", "", N_("walk over the whole map"))                                 \
    X(SHELL_CLEAR, "clear", "", N_("remove all entries"))                                          \
    X(SHELL_MAKE, "make", "[nil] [hint N] [value KIND] [named M]", N_("make another map"))         \
    X(SHELL_HINT, "hint", "N", N_("make another map with room for N entries"))                     \
    X(SHELL_COLLIDE, "collide", "N [in BUCKET]", N_("put N keys that fall into one bucket"))       \
    X(SHELL_ON, "on", "MAP", N_("go on with another map"))                                         \
    X(SHELL_UNDO, "undo", "", N_("take the last command back"))                                    \
    X(SHELL_REDO, "redo", "", N_("do it again"))                                                   \
    X(SHELL_WRITE, "write", "FILE.yaml", N_("write all of this to a file, as a lesson"))           \
    X(SHELL_OVERWRITE, "write!", "FILE.yaml", N_("the same, over a file that is there"))           \
    X(SHELL_HELP, "help", "[COMMAND]", N_("explain the commands"))

enum shell_verb {
#define X(verb, ...) verb,
    SHELL_VERB_LIST(X)
#undef X
        SHELL_VERB_COUNT
};

enum {
    SHELL_LINE_BYTES_MAX = 4096, /* a longer line is refused */
    SHELL_ITEMS_MAX = 64,        /* keys of one command */
    SHELL_FILL_MAX = 10000,      /* keys of one fill */
    SHELL_COLLIDE_MAX = 100,     /* keys of one collide */
    SHELL_TEXT_BYTES = 320,      /* of a message, with its NUL */
};

/* Without its quotes and escapes; a NUL stands behind it. */
struct shell_word {
    const char *bytes;
    size_t len;
    bool is_quoted; /* some of it */
    size_t at;      /* byte of the line where it begins */
};

struct shell_item {
    struct shell_word key;
    bool has_value;
    struct shell_word value;
};

/* Plain data, but its words point into itself: it is not to be copied. */
struct shell_command {
    enum shell_verb verb;
    size_t at;                                /* of the verb */
    struct shell_item items[SHELL_ITEMS_MAX]; /* put, get, delete: at least one */
    size_t item_count;
    struct shell_word prefix; /* fill */
    int64_t from, to;         /* fill: 0 <= from <= to, SHELL_FILL_MAX keys at most */
    size_t to_at;
    bool is_nil;    /* make */
    int64_t number; /* make, hint: of entries; collide: of keys, 1 to SHELL_COLLIDE_MAX */
    size_t number_at;
    bool has_bucket; /* collide */
    int64_t bucket;
    size_t bucket_at;
    struct shell_word kind; /* make: of values; of no bytes where none is given */
    struct shell_word name; /* make: of the new map, or of no bytes; on; write: the file */
    enum shell_verb about;  /* help; SHELL_VERB_COUNT: all */
    char bytes[2 * SHELL_LINE_BYTES_MAX];
};

/* What is wrong with a line, where, and what is allowed. */
struct shell_trouble {
    size_t at; /* byte of the line */
    char text[SHELL_TEXT_BYTES];
};

/* Reads the len bytes at line, whatever they are; one ':' may stand first.
 *   Errors   false: trouble says what is wrong, in that language. An empty line is one, too. */
bool shell_parse(const char *line, size_t len, enum language language,
                 struct shell_command *command, struct shell_trouble *trouble);

/* The column of byte `at` of a line, in characters from 1. */
size_t shell_column(const char *line, size_t at);

/* How the table calls it: "put". */
const char *shell_verb_word(enum shell_verb verb);

/* A line about it, "get KEY ...: look keys up", and a NUL, to at most `size` bytes. */
void shell_verb_usage(enum shell_verb verb, enum language language, char *to, size_t size);

/* Fills trouble; is false, for whoever returns it. */
bool shell_refuse(struct shell_trouble *trouble, size_t at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
