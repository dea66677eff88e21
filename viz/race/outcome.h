/* outcome.h - how a race ended, in one word. */
#ifndef VIZ_RACE_OUTCOME_H
#define VIZ_RACE_OUTCOME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/map.h"
#include "viz/language/language.h"

/* X(outcome, word in lessons, in English). Worst last, clean first. Of those that only say what Go
 * says the words are Go's in every language. */
#define OUTCOME_LIST(X)                                                                            \
    X(OUTCOME_CLEAN, "clean", N_("all went well: as if one after the other"))                      \
    X(OUTCOME_FATAL_AT_ENTRY, "fatal_at_entry", N_("concurrent map writes, noticed on entering"))  \
    X(OUTCOME_FATAL_AT_EXIT, "fatal_at_exit", N_("concurrent map writes, noticed on leaving"))     \
    X(OUTCOME_FATAL_READ, "fatal_read", "concurrent map read and map write")                       \
    X(OUTCOME_FATAL_ITERATE, "fatal_iterate", "concurrent map iteration and map write")            \
    X(OUTCOME_BAD_STATE, "bad_state", N_("bad map state: evacuated twice"))                        \
    X(OUTCOME_FAULT, "fault", N_("a pointer that led nowhere: a crash"))                           \
    X(OUTCOME_DEADLOCK, "deadlock", N_("deadlock: everybody waits for a lock"))                    \
    X(OUTCOME_WRONG, "wrong", N_("silent and wrong: nobody noticed, and the result is wrong"))     \
    X(OUTCOME_UNFINISHED, "unfinished", N_("not at its end"))

enum outcome {
#define X(outcome, word, english) outcome,
    OUTCOME_LIST(X)
#undef X
        OUTCOME_COUNT
};

/* In lessons; in a sentence of that language. */
const char *outcome_word(enum outcome outcome);
const char *outcome_text(enum outcome outcome, enum language language);

/* OUTCOME_COUNT: no such word. */
enum outcome outcome_named(const char *word, size_t len);

/* What a fatal report means here. */
enum outcome outcome_of_fatal(const th_fatal_report *report);

/* ---- A run of free threads (viz/race/free_run.h) ends in fewer words ---- */

/* X(result, word, in English) */
#define FREE_RESULT_LIST(X)                                                                        \
    X(FREE_CLEAN, "clean", NC_("run", "clean"))                                                    \
    X(FREE_CAUGHT, "caught", NC_("run", "caught: fatal error"))                                    \
    X(FREE_WRONG, "wrong", NC_("run", "silent and wrong"))                                         \
    X(FREE_CRASHED, "crashed", NC_("run", "crashed"))                                              \
    X(FREE_HUNG, "hung", NC_("run", "hung"))

enum free_result {
#define X(result, word, english) result,
    FREE_RESULT_LIST(X)
#undef X
        FREE_RESULT_COUNT
};

/* In lessons; in that language. */
const char *free_result_word(enum free_result result);
const char *free_result_text(enum free_result result, enum language language);

#endif
