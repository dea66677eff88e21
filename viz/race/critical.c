/* critical.c - each reversible pair, tried the other way round, the last one first. */
#include "viz/race/critical.h"

#include <stdlib.h>

#include "viz/race/access.h"
#include "viz/race/classes.h"

struct search {
    const struct scenario *scenario;
    const struct race *race;
    struct class_path path; /* the race's moves, with what each needs */
    uint8_t *choices;       /* of the race the other way round */
};

/* Which of its worker's moves the move is, from 0. */
static uint16_t own_number(const struct class_move *move) { return move->needs[move->worker]; }

/* first has to be over before second can come. */
static bool comes_before(const struct class_move *first, const struct class_move *second)
{
    return second->needs[first->worker] > own_number(first);
}

/* They conflict, and nothing between them holds them in this order. */
static bool is_reversible(const struct search *search, size_t first, size_t second)
{
    const struct class_move *one = &search->path.moves[first];
    const struct class_move *other = &search->path.moves[second];
    if (one->worker == other->worker || !access_conflicts(&one->access, &other->access))
        return false;
    for (size_t i = first + 1; i < second; i++) {
        const struct class_move *between = &search->path.moves[i];
        if (comes_before(one, between) && comes_before(between, other)) return false;
    }
    return true;
}

/* All before first; then what does not need it; then second: now it comes first. */
static size_t reverse(struct search *search, size_t first, size_t second)
{
    size_t count = 0;
    const struct class_move *moves = search->path.moves;
    for (size_t i = 0; i < second; i++) {
        bool needs_first = i == first || (i > first && comes_before(&moves[first], &moves[i]));
        if (!needs_first) search->choices[count++] = moves[i].worker;
    }
    search->choices[count++] = moves[second].worker;
    return count;
}

static enum race_status try_reversed(struct search *search, size_t first, size_t second,
                                     bool *is_clean)
{
    struct race *race;
    size_t bad_choice;
    char why[200];
    struct race_plan plan = {.choices = search->choices,
                             .count = reverse(search, first, second),
                             .then = {.kind = POLICY_SERIAL},
                             .kind = runner_fastest()};
    enum race_status status = race_run(search->scenario, &plan, NULL, 0, &race, &bad_choice, why);
    *is_clean = false;
    if (status == RACE_BAD_CHOICE) return RACE_OK; /* a lock forbids that order */
    if (status != RACE_OK) return status;
    *is_clean = race_outcome(race) == OUTCOME_CLEAN;
    race_free(race);
    return RACE_OK;
}

static enum race_status find(struct search *search, struct critical_pair *pair, bool *is_found)
{
    for (size_t second = search->path.count; second-- > 0;) {
        for (size_t first = second; first-- > 0;) {
            if (!is_reversible(search, first, second)) continue;
            enum race_status status = try_reversed(search, first, second, is_found);
            if (status != RACE_OK) return status;
            if (!*is_found) continue;
            *pair = (struct critical_pair){first, second, search->path.moves[first].access,
                                           search->path.moves[second].access};
            return RACE_OK;
        }
    }
    return RACE_OK;
}

enum race_status critical_find(const struct scenario *scenario, const struct race *race,
                               struct critical_pair *pair, bool *is_found)
{
    struct search search = {.scenario = scenario, .race = race};
    size_t count = race_choice_count(race);
    enum race_status status = RACE_NO_MEMORY;
    *is_found = false;
    if (count > EXPLORE_MOVES_MAX) return RACE_OK;
    search.choices = malloc(count + 1);
    if (class_path_init(&search.path, scenario->worker_count) && search.choices != NULL) {
        for (size_t i = 0; i < count; i++) {
            class_path_push(&search.path, race_choice_at(race, i).worker, race_access(race, i));
        }
        status = find(&search, pair, is_found);
    }
    class_path_free(&search.path);
    free(search.choices);
    return status;
}
