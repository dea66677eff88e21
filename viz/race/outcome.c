/* outcome.c - the outcomes' words, and what a fatal error means among them. */
#include "viz/race/outcome.h"

#include <assert.h>
#include <string.h>

#include "viz/language/language.h"

static const struct {
    const char *word, *english;
} OUTCOMES[] = {
#define X(outcome, word, english) [outcome] = {word, english},
    OUTCOME_LIST(X)
#undef X
};

const char *outcome_word(enum outcome outcome)
{
    assert(outcome < OUTCOME_COUNT);
    return OUTCOMES[outcome].word;
}

const char *outcome_text(enum outcome outcome, enum language language)
{
    assert(outcome < OUTCOME_COUNT);
    return language_text(language, OUTCOMES[outcome].english);
}

enum outcome outcome_named(const char *word, size_t len)
{
    enum outcome outcome = OUTCOME_CLEAN;
    while (outcome < OUTCOME_COUNT) {
        const char *known = OUTCOMES[outcome].word;
        if (strlen(known) == len && memcmp(known, word, len) == 0) break;
        outcome++;
    }
    return outcome;
}

enum outcome outcome_of_fatal(const th_fatal_report *report)
{
    switch (report->kind) {
    case TH_FATAL_WRITES:
        return report->is_at_exit ? OUTCOME_FATAL_AT_EXIT : OUTCOME_FATAL_AT_ENTRY;
    case TH_FATAL_READ_AND_WRITE:
        return OUTCOME_FATAL_READ;
    case TH_FATAL_ITERATE_AND_WRITE:
        return OUTCOME_FATAL_ITERATE;
    case TH_FATAL_BAD_STATE:
        return OUTCOME_BAD_STATE;
    case TH_FATAL_FAULT:
        return OUTCOME_FAULT;
    }
    assert(false && "a fatal error of no kind");
    return OUTCOME_FAULT;
}

/* ---- Free runs ---- */

static const struct {
    const char *word, *english;
} FREE_RESULTS[] = {
#define X(result, word, english) [result] = {word, english},
    FREE_RESULT_LIST(X)
#undef X
};

const char *free_result_word(enum free_result result)
{
    assert(result < FREE_RESULT_COUNT);
    return FREE_RESULTS[result].word;
}

const char *free_result_text(enum free_result result, enum language language)
{
    assert(result < FREE_RESULT_COUNT);
    return language_text_in(language, "run", FREE_RESULTS[result].english);
}
