/* script.h - random scripts of operations, and a map that they run on.
 *
 * The keys are few enough to meet again, and many of them crowd into a few chains; times of filling
 * alternate with times of emptying. So a script of some thousand lines doubles, grows at the same
 * size, makes and empties long chains, walks through all of it, and clears. */
#ifndef TESTS_SUPPORT_SCRIPT_H
#define TESTS_SUPPORT_SCRIPT_H

#include "tests/support/chance.h"
#include "tests/support/test_map.h"

enum { SCRIPT_CURSORS = 4, SCRIPT_KEYS_MAX = 512 };

enum script_op {
    SCRIPT_PUT,
    SCRIPT_GET,
    SCRIPT_DELETE,
    SCRIPT_CLEAR,
    SCRIPT_OPEN, /* closes the cursor first, if it is open */
    SCRIPT_NEXT,
    SCRIPT_CLOSE,
};

struct script_line {
    enum script_op op;
    uint32_t key;    /* a number below key_count */
    uint32_t cursor; /* a number below SCRIPT_CURSORS */
    uint64_t value;  /* put; open: the start */
};

struct script {
    uint64_t seed;
    uint32_t key_count;
    struct chance chance;
    uint64_t step; /* lines drawn so far */
};

/* The line drawn next. The same seed and key_count give the same lines. */
struct script_line script_next(struct script *script);

/* Prints the seed and the last lines up to the current one, for a failure's message. */
void script_print(const struct script *script);

/* Key number `number` of scripts. */
th_key script_key(uint32_t number);

/* ---- Running ---- */

struct script_run {
    struct test_map test;
    th_cursor cursors[SCRIPT_CURSORS];
};

/* What a line gave. */
struct script_result {
    th_status status;
    bool is_there;  /* found, deleted, yielded */
    th_key key;     /* next */
    uint64_t value; /* get, next */
};

void script_run_set_up(struct script_run *run, th_map_options options);
struct script_result script_run_line(struct script_run *run, const struct script_line *line);
void script_run_close_cursors(struct script_run *run);

/* Closes the cursors, frees the map; all memory must be back. */
void script_run_end(struct script_run *run);

#endif
