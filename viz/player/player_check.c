/* player_check.c - what a step expected, held against what the core says.
 *
 * The map's state is read from the real map's memory (core/inspect.h), what the step did from the
 * core's answers and from the moves it told. Nothing here reads the model that is drawn. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/inspect.h"
#include "core/map_layout.h"
#include "viz/player/player_state.h"
#include "viz/player/words.h"

/* ---- Facts about the map ---- */

static bool is_number(struct checking *check, uint64_t expected, uint64_t actual)
{
    fprintf(check->expected, "%" PRIu64, expected);
    fprintf(check->actual, "%" PRIu64, actual);
    return expected == actual;
}

static bool is_bool(struct checking *check, bool expected, bool actual)
{
    fputs(expected ? "true" : "false", check->expected);
    fputs(actual ? "true" : "false", check->actual);
    return expected == actual;
}

static bool check_flags(struct checking *check, uint64_t expected, uint64_t actual)
{
    words_put_flags(check->expected, expected);
    words_put_flags(check->actual, actual);
    return expected == actual;
}

static const th_snapshot_bucket *bucket_of(const th_snapshot *snapshot,
                                           const struct lesson_slots *slots)
{
    if (snapshot == NULL) return NULL;
    const th_snapshot_array *array = slots->is_old ? &snapshot->oldbuckets : &snapshot->buckets;
    if (slots->bucket >= array->chain_count) return NULL;
    const th_snapshot_chain *chain = &array->chains[slots->bucket];
    return slots->overflow < chain->bucket_count ? &chain->buckets[slots->overflow] : NULL;
}

static bool check_slot(struct checking *check, const struct lesson_slots *slots, unsigned slot,
                       const th_snapshot_bucket *bucket)
{
    fputs(slot == 0 ? "" : " ", check->expected);
    fputs(slot == 0 ? "" : " ", check->actual);
    words_put_tophash(check->expected, slots->tophash[slot]);
    words_put_tophash(check->actual, bucket->tophash[slot]);
    bool is_same =
        slots->tophash[slot] == LESSON_TOPHASH_ANY || slots->tophash[slot] == bucket->tophash[slot];
    if (!slots->is_key_given[slot]) return is_same;
    words_put_key(check->expected, slots->keys[slot]);
    if (bucket->tophash[slot] < TH_MIN_TOPHASH) return false;
    words_put_key(check->actual, bucket->keys[slot]);
    return is_same && th_key_is_equal(slots->keys[slot], bucket->keys[slot]);
}

static bool check_slots(struct checking *check, const struct lesson_fact *fact)
{
    bool has_held = true;
    for (size_t i = 0; i < fact->length; i++) {
        const struct lesson_slots *slots = &fact->slots[i];
        const th_snapshot_bucket *bucket = bucket_of(check->snapshot, slots);
        fputs(i == 0 ? "" : "; ", check->expected);
        fputs(i == 0 ? "" : "; ", check->actual);
        if (bucket == NULL) {
            fprintf(check->expected, "bucket %" PRIu64, slots->bucket);
            fputs("no such bucket", check->actual);
            has_held = false;
            continue;
        }
        for (unsigned slot = 0; slot < TH_BUCKET_SLOTS; slot++) {
            has_held = check_slot(check, slots, slot, bucket) && has_held;
        }
    }
    return has_held;
}

static bool check_state(struct checking *check, const struct lesson_fact *fact)
{
    static const th_snapshot nil = {0};
    const th_snapshot *is = check->snapshot == NULL ? &nil : check->snapshot;
    switch (fact->kind) {
    case LESSON_FACT_COUNT:
        return is_number(check, fact->number, is->count);
    case LESSON_FACT_B:
        return is_number(check, fact->number, is->B);
    case LESSON_FACT_FLAGS:
        return check_flags(check, fact->number, is->flags);
    case LESSON_FACT_GROWING:
        return is_bool(check, fact->is_true, is->oldbuckets.address != 0);
    case LESSON_FACT_SAME_SIZE:
        return is_bool(check, fact->is_true, is->flags & TH_FLAG_SAME_SIZE);
    case LESSON_FACT_NOVERFLOW:
        return is_number(check, fact->number, is->noverflow);
    case LESSON_FACT_NEVACUATE:
        return is_number(check, fact->number, is->nevacuate);
    case LESSON_FACT_BUCKETS:
        return is_number(check, fact->number, is->buckets.chain_count);
    case LESSON_FACT_OLDBUCKETS:
        return is_number(check, fact->number, is->oldbuckets.chain_count);
    default:
        return check_slots(check, fact);
    }
}

/* ---- Facts about what the step did ---- */

/* All of n were, or none was; a mixture is neither. */
static bool check_all(struct checking *check, bool expected, size_t count, size_t total)
{
    if (count == 0 || count == total) return is_bool(check, expected, count > 0);
    fputs(expected ? "true" : "false", check->expected);
    fprintf(check->actual, "%zu of %zu", count, total);
    return false;
}

/* A key that is not there gives the zero value, as in Go. */
static bool check_value(struct checking *check, const struct lesson_fact *fact)
{
    static const uint8_t zero[TH_VALUE_SIZE_MAX] = {0};
    const struct player_results *results = check->results;
    const void *actual = zero;
    bool has_held = true;
    for (size_t i = 0; i < results->get_count && has_held; i++) {
        actual = results->values[i] == NULL ? zero : results->values[i];
        has_held = memcmp(actual, fact->value, check->map->value_size) == 0;
    }
    words_put_value(check->expected, check->map, fact->value);
    words_put_value(check->actual, check->map, actual);
    return has_held;
}

static bool check_panic(struct checking *check, const struct lesson_fact *fact)
{
    const char *actual = check->results->panic;
    fprintf(check->expected, "\"%s\"", fact->text);
    if (actual == NULL) {
        fputs("no panic", check->actual);
    } else {
        fprintf(check->actual, "\"%s\"", actual);
    }
    return actual != NULL && strcmp(actual, fact->text) == 0;
}

/* The next event of the step from *index on that is of this kind. */
static bool next_event(const struct checking *check, th_event_kind kind, uint64_t *index,
                       th_event *event)
{
    const struct timeline *timeline = check->player->timeline;
    for (; *index < check->player->steps[check->step].end; ++*index) {
        if (timeline_move(timeline, *index)->kind != kind) continue;
        timeline_event(timeline, (*index)++, event);
        return true;
    }
    return false;
}

static bool check_order(struct checking *check, const struct lesson_fact *fact)
{
    uint64_t index = check->player->steps[check->step].begin;
    th_event event;
    bool has_held = true;
    size_t count = 0;
    for (; next_event(check, TH_EVENT_ITER_YIELD, &index, &event); count++) {
        fputs(count == 0 ? "" : ", ", check->actual);
        words_put_key(check->actual, event.key);
        has_held =
            has_held && count < fact->length && th_key_is_equal(event.key, fact->keys[count]);
    }
    for (size_t i = 0; i < fact->length; i++) {
        fputs(i == 0 ? "" : ", ", check->expected);
        words_put_key(check->expected, fact->keys[i]);
    }
    return has_held && count == fact->length;
}

static bool check_yields(struct checking *check, const struct lesson_fact *fact)
{
    uint64_t index = check->player->steps[check->step].begin;
    th_event event;
    uint64_t count = 0;
    while (next_event(check, TH_EVENT_ITER_YIELD, &index, &event))
        count++;
    return is_number(check, fact->number, count);
}

static bool check_events(struct checking *check, const struct lesson_fact *fact)
{
    uint64_t index = check->player->steps[check->step].begin;
    th_event event;
    size_t seen = 0;
    while (seen < fact->length && next_event(check, fact->events[seen], &index, &event))
        seen++;
    for (size_t i = 0; i < fact->length; i++) {
        fprintf(check->expected, "%s%s", i == 0 ? "" : ", ", th_event_name(fact->events[i]));
    }
    if (seen == fact->length) {
        fputs("as expected", check->actual);
    } else {
        fprintf(check->actual, "no %s", th_event_name(fact->events[seen]));
        if (seen > 0) fprintf(check->actual, " after %s", th_event_name(fact->events[seen - 1]));
    }
    return seen == fact->length;
}

static bool check_race_fact(struct checking *check, const struct lesson_fact *fact)
{
    struct race_checking race = {.race = &check->player->steps[check->step].race,
                                 .expected = check->expected,
                                 .actual = check->actual};
    return player_check_race_fact(&race, fact);
}

static bool check_fact(struct checking *check, const struct lesson_fact *fact)
{
    if (player_is_race_fact(fact->kind)) return check_race_fact(check, fact);
    const struct player_results *did = check->results;
    switch (fact->kind) {
    case LESSON_FACT_FOUND:
        return check_all(check, fact->is_true, did->found_count, did->get_count);
    case LESSON_FACT_DELETED:
        return check_all(check, fact->is_true, did->deleted_count, did->delete_count);
    case LESSON_FACT_VALUE:
        return check_value(check, fact);
    case LESSON_FACT_PANIC:
        return check_panic(check, fact);
    case LESSON_FACT_ORDER:
        return check_order(check, fact);
    case LESSON_FACT_YIELDS:
        return check_yields(check, fact);
    case LESSON_FACT_EVENTS:
        return check_events(check, fact);
    default:
        return check_state(check, fact);
    }
}

/* ---- Outcomes ---- */

static const char *keep(struct player *player, const char *text)
{
    return text == NULL ? NULL : arena_copy(player->arena, text, strlen(text));
}

/* Checks one fact and keeps the words for both sides. */
static enum player_status check_into(struct checking *check, const struct lesson_fact *fact,
                                     struct played_outcome *outcome)
{
    char *expected = NULL, *actual = NULL;
    size_t expected_len, actual_len;
    enum player_status status = PLAYER_NO_MEMORY;
    check->expected = open_memstream(&expected, &expected_len);
    check->actual = open_memstream(&actual, &actual_len);
    if (check->expected != NULL && check->actual != NULL) {
        outcome->fact = fact;
        outcome->has_held = check_fact(check, fact);
        bool is_written = !ferror(check->expected) && !ferror(check->actual);
        status = is_written ? PLAYER_OK : PLAYER_NO_MEMORY;
    }
    if (check->expected != NULL && fclose(check->expected) != 0) status = PLAYER_NO_MEMORY;
    if (check->actual != NULL && fclose(check->actual) != 0) status = PLAYER_NO_MEMORY;
    if (status == PLAYER_OK) {
        outcome->expected = keep(check->player, expected);
        outcome->actual = keep(check->player, actual);
        if (outcome->expected == NULL || outcome->actual == NULL) status = PLAYER_NO_MEMORY;
    }
    free(expected);
    free(actual);
    return status;
}

enum player_status player_try_fact(struct checking *check, const struct lesson_fact *fact,
                                   bool *is_true)
{
    struct played_outcome outcome;
    enum player_status status = check_into(check, fact, &outcome);
    *is_true = status == PLAYER_OK && outcome.has_held;
    return status;
}

static enum player_status check_facts(struct checking *check)
{
    const struct lesson_step *plan = &check->player->lesson->steps[check->step];
    struct played_step *step = &check->player->steps[check->step];
    for (size_t i = 0; i < plan->fact_count; i++) {
        enum player_status status = check_into(check, &plan->facts[i], &step->outcomes[i]);
        if (status != PLAYER_OK) return status;
    }
    return PLAYER_OK;
}

static bool expects_panic(const struct lesson_step *plan)
{
    for (size_t i = 0; i < plan->fact_count; i++) {
        if (plan->facts[i].kind == LESSON_FACT_PANIC) return true;
    }
    return false;
}

/* Writes the first thing that went wrong in the step, whole; nothing when all held. */
static void write_failure(FILE *out, const struct player *player, size_t step)
{
    const struct played_step *played = &player->steps[step];
    if (played->unexpected_panic != NULL) {
        fprintf(out, "unexpected %s: %s", played->race.race == NULL ? "panic" : "outcome",
                played->unexpected_panic);
        return;
    }
    for (size_t i = 0; i < player->lesson->steps[step].fact_count; i++) {
        struct player_outcome outcome = player_outcome(player, step, i);
        if (outcome.has_held) continue;
        fprintf(out, "%s: expected %s, is %s", outcome.name, outcome.expected, outcome.actual);
        return;
    }
}

/* Keeps it: it stays on the screen. */
static enum player_status say_failure(struct player *player, size_t step)
{
    char *words = NULL;
    size_t len;
    FILE *out = open_memstream(&words, &len);
    if (out == NULL) return PLAYER_NO_MEMORY;
    write_failure(out, player, step);
    bool is_written = !ferror(out);
    is_written = fclose(out) == 0 && is_written;
    player->steps[step].failure = is_written ? keep(player, words) : NULL;
    free(words);
    return player->steps[step].failure == NULL ? PLAYER_NO_MEMORY : PLAYER_OK;
}

enum player_status player_check(struct player *player, size_t step,
                                const struct player_results *results)
{
    const struct lesson_step *plan = &player->lesson->steps[step];
    struct played_step *played = &player->steps[step];
    const th_map *map = player->maps[plan->map].map;
    const struct race *race = played->race.race;
    th_snapshot *snapshot = NULL;
    played->outcomes = arena_take_array(player->arena, plan->fact_count, sizeof *played->outcomes);
    if (played->outcomes == NULL) return PLAYER_NO_MEMORY;
    if ((plan->fact_count > 0 || plan->ask != NULL) && map != NULL) {
        enum player_status inspected = player_status_of(th_inspect_map(map, &snapshot));
        if (inspected != PLAYER_OK) return inspected;
    }
    struct checking check = {.player = player,
                             .step = step,
                             .map = &player->lesson->maps[plan->map],
                             .snapshot = race != NULL ? race_snapshot(race) : snapshot,
                             .results = results};
    enum player_status status = check_facts(&check);
    if (status == PLAYER_OK) status = player_find_truth(&check);
    th_snapshot_free(snapshot);
    if (!expects_panic(plan)) played->unexpected_panic = results->panic;
    const char *bad = player_unexpected_outcome(&played->race, plan);
    if (bad != NULL) played->unexpected_panic = bad;
    return status == PLAYER_OK ? say_failure(player, step) : status;
}

size_t player_outcome_count(const struct player *player, size_t step)
{
    return player->lesson->steps[step].fact_count + (player->steps[step].ask != NULL);
}

/* That a question has an answer, and which. */
static struct player_outcome outcome_of_ask(const struct player *player, size_t step)
{
    const struct played_ask *ask = player->steps[step].ask;
    return (struct player_outcome){.name = "ask",
                                   .has_held = ask->trouble == NULL,
                                   .place = player->lesson->steps[step].ask->answer_place,
                                   .expected = ask->trouble == NULL ? ask->words : "an answer",
                                   .actual = ask->trouble == NULL ? ask->words : ask->trouble};
}

struct player_outcome player_outcome(const struct player *player, size_t step, size_t index)
{
    if (index == player->lesson->steps[step].fact_count) return outcome_of_ask(player, step);
    const struct played_outcome *outcome = &player->steps[step].outcomes[index];
    return (struct player_outcome){.name = lesson_fact_name(outcome->fact->kind),
                                   .has_held = outcome->has_held,
                                   .place = outcome->fact->place,
                                   .expected = outcome->expected,
                                   .actual = outcome->actual};
}

const char *player_unexpected_panic(const struct player *player, size_t step)
{
    return player->steps[step].unexpected_panic;
}

bool player_step_has_held(const struct player *player, size_t step)
{
    return player->steps[step].failure[0] == '\0';
}
