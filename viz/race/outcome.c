/* outcome.c - the outcomes' words, and what a fatal error means among them. */
#include "viz/race/outcome.h"

#include <assert.h>
#include <string.h>

static const struct {
    const char *word, *english, *chinese;
} OUTCOMES[] = {
#define X(outcome, word, english, chinese) [outcome] = {word, english, chinese},
    OUTCOME_LIST(X)
#undef X
};

const char *outcome_word(enum outcome outcome)
{
    assert(outcome < OUTCOME_COUNT);
    return OUTCOMES[outcome].word;
}

const char *outcome_english(enum outcome outcome)
{
    assert(outcome < OUTCOME_COUNT);
    return OUTCOMES[outcome].english;
}

const char *outcome_chinese(enum outcome outcome)
{
    assert(outcome < OUTCOME_COUNT);
    return OUTCOMES[outcome].chinese;
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
    const char *word, *english, *chinese;
} FREE_RESULTS[] = {
#define X(result, word, english, chinese) [result] = {word, english, chinese},
    FREE_RESULT_LIST(X)
#undef X
};

const char *free_result_word(enum free_result result)
{
    assert(result < FREE_RESULT_COUNT);
    return FREE_RESULTS[result].word;
}

const char *free_result_english(enum free_result result)
{
    assert(result < FREE_RESULT_COUNT);
    return FREE_RESULTS[result].english;
}

const char *free_result_chinese(enum free_result result)
{
    assert(result < FREE_RESULT_COUNT);
    return FREE_RESULTS[result].chinese;
}
