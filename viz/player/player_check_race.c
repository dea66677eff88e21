/* player_check_race.c - what a run of a race was expected to come to, held against what it did. */
#include <inttypes.h>

#include "viz/player/player_state.h"

/* ---- Words ---- */

static const char *result_word(const struct played_race *race, uint8_t result)
{
    return race->has_free ? free_result_word((enum free_result)result)
                          : outcome_word((enum outcome)result);
}

/* How many schedules, or free runs, ended so. */
static explore_number count_of(const struct played_race *race, uint8_t result)
{
    if (race->has_free) return race->free.counts[result];
    return race->explored->rows[result].schedules;
}

/* Asked of the runs themselves: schedules may be more than can be counted. */
static bool has_any(const struct played_race *race, uint8_t result)
{
    if (race->has_free) return race->free.counts[result] > 0;
    return race->explored->rows[result].classes > 0;
}

static void put_number(FILE *out, explore_number number)
{
    char text[EXPLORE_NUMBER_TEXT];
    explore_write_number(number, text);
    for (const char *at = text; *at != '\0'; at++) {
        if (*at != ',') putc(*at, out);
    }
}

/* ---- Facts ---- */

static bool check_outcome(const struct race_checking *check, const struct lesson_fact *fact)
{
    enum outcome actual = race_outcome(check->race->race);
    fputs(outcome_word(fact->outcome), check->expected);
    fputs(outcome_word(actual), check->actual);
    const char *why = race_why_wrong(check->race->race);
    if (why[0] != '\0') fprintf(check->actual, " (%s)", why);
    return fact->outcome == actual;
}

static bool check_outcomes(const struct race_checking *check, const struct lesson_fact *fact)
{
    const struct explored *explored = check->race->explored;
    bool has_held = explored->is_whole && explored->is_exact;
    for (size_t i = 0; i < fact->length; i++) {
        const struct lesson_outcome_count *expected = &fact->outcomes[i];
        explore_number actual = explored->rows[expected->outcome].schedules;
        const char *before = i == 0 ? "" : ", ";
        fprintf(check->expected, "%s%s: %" PRIu64, before, outcome_word(expected->outcome),
                expected->count);
        fprintf(check->actual, "%s%s: ", before, outcome_word(expected->outcome));
        put_number(check->actual, actual);
        has_held = has_held && actual == expected->count;
    }
    if (!explored->is_whole) fputs(", and not all were explored", check->actual);
    if (!explored->is_exact) fputs(", and not all could be counted", check->actual);
    return has_held;
}

/* `never` is a proof only where all was explored. */
static bool check_results(const struct race_checking *check, const struct lesson_fact *fact)
{
    bool is_never = fact->kind == LESSON_FACT_NEVER;
    bool has_held = true;
    fputs(is_never ? "none" : "some", check->expected);
    for (size_t i = 0; i < fact->length; i++) {
        const char *word = result_word(check->race, fact->results[i]);
        fprintf(check->expected, " %s", word);
        fprintf(check->actual, "%s%s: ", i == 0 ? "" : ", ", word);
        put_number(check->actual, count_of(check->race, fact->results[i]));
        has_held = has_held && is_never != has_any(check->race, fact->results[i]);
    }
    const struct explored *explored = check->race->explored;
    if (is_never && explored != NULL && !explored->is_whole) {
        fputs(", and not all were explored", check->actual);
        has_held = false;
    }
    return has_held;
}

bool player_check_race_fact(const struct race_checking *check, const struct lesson_fact *fact)
{
    switch (fact->kind) {
    case LESSON_FACT_OUTCOME:
        return check_outcome(check, fact);
    case LESSON_FACT_OUTCOMES:
        return check_outcomes(check, fact);
    default:
        return check_results(check, fact);
    }
}

bool player_is_race_fact(enum lesson_fact_kind kind)
{
    return kind == LESSON_FACT_OUTCOME || kind == LESSON_FACT_OUTCOMES ||
           kind == LESSON_FACT_NEVER || kind == LESSON_FACT_SOME;
}

/* A run by schedule or seed that ends badly is to be expected by name. */
const char *player_unexpected_outcome(const struct played_race *race,
                                      const struct lesson_step *plan)
{
    if (race->race == NULL) return NULL;
    enum outcome outcome = race_outcome(race->race);
    if (outcome == OUTCOME_CLEAN || outcome == OUTCOME_UNFINISHED) return NULL;
    for (size_t i = 0; i < plan->fact_count; i++) {
        if (plan->facts[i].kind == LESSON_FACT_OUTCOME) return NULL;
    }
    return outcome_text(outcome, LANGUAGE_ENGLISH);
}
