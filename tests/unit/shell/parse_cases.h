/* parse_cases.h - lines that are refused: where, from 0, and in which words. */
#ifndef TESTS_UNIT_SHELL_PARSE_CASES_H
#define TESTS_UNIT_SHELL_PARSE_CASES_H

#include <stddef.h>

struct refused_line {
    const char *line;
    size_t at;
    const char *words; /* some of them */
};

static const struct refused_line refused_lines[] = {
    {"", 0, "a command is missing"},
    {"   ", 3, "a command is missing"},
    {":", 1, "a command is missing"},
    {"putt a", 0, "did you mean \"put\"?"},
    {"  :delte a", 3, "did you mean \"delete\"?"},
    {"xyzzy", 0, "there is no command \"xyzzy\"; help names them all"},
    {"put", 3, "KEY is missing"},
    {"put a 1 2", 8, "this is too much"},
    {"put =1", 4, "a key is missing before ="},
    {"put a= b=2", 6, "a value is missing behind ="},
    {"put a=", 6, "a value is missing behind ="},
    {"put a=1 b=2 a=3", 12, "\"a\" is put twice"},
    {"put \"a", 4, "these quotes are never closed"},
    {"put \"a\\q\"", 6, "no such escape"},
    {"put \"\\x4\"", 5, "no such escape"},
    {"put \"\\x80\"", 5, "no such escape"},
    {"put a\tb", 5, "a control character"},
    {"put a\xff", 5, "byte 0xff is no UTF-8"},
    {"get", 3, "KEY is missing"},
    {"delete ", 7, "KEY is missing"},
    {"fill", 4, "PREFIX is missing"},
    {"fill k", 6, "FROM..TO is missing"},
    {"fill k 1", 7, "\"1\" is no range"},
    {"fill k ..3", 7, "is no range"},
    {"fill k 1..", 7, "is no range"},
    {"fill k 1..x", 7, "is no range"},
    {"fill k -1..3", 7, "is no range"},
    {"fill k 1..99999999999999999999", 7, "is no range"},
    {"fill k 3..1", 10, "TO is 1; allowed: not less than FROM, 3"},
    {"fill k 1..10001", 10, "more than 10000 keys"},
    {"fill \"a\\x00\" 1..2", 5, "a prefix holds no \\x00"},
    {"fill k 1..2 3", 12, "this is too much"},
    {"iterate now", 8, "this is too much; allowed: iterate"},
    {"clear m", 6, "this is too much; allowed: clear"},
    {"make hint", 9, "N is missing"},
    {"make hint x", 10, "N is \"x\"; allowed: a number, 1000000 at most"},
    {"make hint 1000001", 10, "allowed: a number, 1000000 at most"},
    {"make valu bool", 5, "did you mean \"value\"?"},
    {"make xyzzy", 5, "allowed: make [nil]"},
    {"make named", 10, "M is missing"},
    {"make value", 10, "KIND is missing"},
    {"make nil hint 5", 0, "a nil map has no hint and no values"},
    {"hint", 4, "N is missing"},
    {"hint 5 6", 7, "this is too much"},
    {"collide", 7, "N is missing"},
    {"collide 0", 8, "N is 0; allowed: 1 to 100"},
    {"collide 101", 8, "allowed: a number, 100 at most"},
    {"collide 3 on 2", 10, "this is too much"},
    {"collide 3 in", 12, "BUCKET is missing"},
    {"collide 3 in -1", 13, "BUCKET is \"-1\""},
    {"collide 3 in 4 5", 15, "this is too much"},
    {"on", 2, "MAP is missing"},
    {"on m n", 5, "this is too much"},
    {"undo 3", 5, "this is too much"},
    {"help pot", 5, "did you mean \"put\"?"},
    {"help put get", 9, "this is too much"},
};

#endif
