/* player_truth.c - the answer to a question, read off the real map that has done the step.
 *
 *   snapshot, results, tape --> a number, a key, a place  --> by choices: the one that says so
 *                          '-> facts of each choice       --> the one whose facts all hold
 *
 * A question that has none, or several, is a mistake of the lesson: its trouble. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/map_layout.h"
#include "viz/player/player_state.h"

static const char *keep(struct player *player, const char *text)
{
    return arena_copy(player->arena, text, strlen(text));
}

/* What is asked, and of what. */
struct finding {
    const struct checking *check;
    const struct lesson_ask *ask;
    struct played_ask *played;
    struct answer *truth;
    const char *trouble; /* NULL: found */
};

static const struct played_step *step_of(const struct finding *finding)
{
    return &finding->check->player->steps[finding->check->step];
}

/* ---- On the tape ---- */

static uint64_t times_of(const struct finding *finding, th_event_kind kind)
{
    const struct timeline *timeline = finding->check->player->timeline;
    uint64_t times = 0;
    for (uint64_t i = step_of(finding)->begin; i < step_of(finding)->end; i++)
        times += timeline_move(timeline, i)->kind == kind;
    return times;
}

/* The first or last key that was yielded. */
static void find_yielded(struct finding *finding, bool is_last)
{
    const struct timeline *timeline = finding->check->player->timeline;
    finding->trouble = "nothing is yielded";
    for (uint64_t i = step_of(finding)->begin; i < step_of(finding)->end; i++) {
        th_event event;
        if (timeline_move(timeline, i)->kind != TH_EVENT_ITER_YIELD) continue;
        timeline_event(timeline, i, &event);
        finding->truth->key = event.key;
        finding->trouble = NULL;
        if (!is_last) return;
    }
}

/* The latest hash of the key on this map, up to the step's end. */
static bool find_hash(const struct finding *finding, th_key key, uint64_t *hash)
{
    const struct timeline *timeline = finding->check->player->timeline;
    uint32_t map = player_map_of_step(finding->check->player, finding->check->step);
    for (uint64_t i = step_of(finding)->end; i-- > 0;) {
        const struct move *move = timeline_move(timeline, i);
        th_event event;
        if (move->kind != TH_EVENT_HASH || move->map != map) continue;
        timeline_event(timeline, i, &event);
        if (!th_key_is_equal(event.key, key)) continue;
        *hash = event.hash;
        return true;
    }
    return false;
}

/* ---- In the map ---- */

static bool find_in_array(const th_snapshot_array *array, th_key key, struct answer *place,
                          uint8_t *tophash)
{
    for (size_t chain = 0; chain < array->chain_count; chain++) {
        for (size_t depth = 0; depth < array->chains[chain].bucket_count; depth++) {
            const th_snapshot_bucket *bucket = &array->chains[chain].buckets[depth];
            for (uint32_t slot = 0; slot < TH_BUCKET_SLOTS; slot++) {
                if (bucket->tophash[slot] < TH_MIN_TOPHASH) continue;
                if (!th_key_is_equal(bucket->keys[slot], key)) continue;
                place->bucket = (uint32_t)chain;
                place->depth = (uint32_t)depth;
                place->slot = slot;
                *tophash = bucket->tophash[slot];
                return true;
            }
        }
    }
    return false;
}

static bool find_key(const struct finding *finding, struct answer *place, uint8_t *tophash)
{
    const th_snapshot *is = finding->check->snapshot;
    if (is == NULL) return false;
    place->is_old = false;
    if (find_in_array(&is->buckets, finding->ask->key, place, tophash)) return true;
    place->is_old = true;
    return find_in_array(&is->oldbuckets, finding->ask->key, place, tophash);
}

static bool is_evacuated(uint8_t tophash)
{
    return tophash > TH_EMPTY_ONE && tophash < TH_MIN_TOPHASH;
}

/* Where a key would be looked for. */
static bool find_home(const struct finding *finding, struct answer *place)
{
    const th_snapshot *is = finding->check->snapshot;
    uint64_t hash;
    if (is == NULL || is->buckets.chain_count == 0) return false;
    if (!find_hash(finding, finding->ask->key, &hash)) return false;
    place->is_old = false;
    place->bucket = (uint32_t)(hash & (is->buckets.chain_count - 1));
    if (is->oldbuckets.chain_count == 0) return true;
    uint64_t old = hash & (is->oldbuckets.chain_count - 1);
    if (is_evacuated(is->oldbuckets.chains[old].buckets[0].tophash[0])) return true;
    place->is_old = true;
    place->bucket = (uint32_t)old;
    return true;
}

static void find_place(struct finding *finding)
{
    uint8_t tophash = 0;
    struct answer *truth = finding->truth;
    bool is_found = find_key(finding, truth, &tophash);
    if (finding->ask->kind == LESSON_ANSWER_TOPHASH_OF) truth->number = tophash;
    if (finding->ask->kind == LESSON_ANSWER_BUCKET_OF) {
        truth->depth = truth->slot = 0;
        if (!is_found && !find_home(finding, truth))
            finding->trouble = "the map has no bucket for that key";
    } else if (!is_found) {
        finding->trouble = "that key is not in the map";
    }
    finding->played->has_hash = find_hash(finding, finding->ask->key, &finding->played->hash);
}

/* ---- Each kind ---- */

static int64_t value_of(const struct finding *finding)
{
    const struct player_results *results = finding->check->results;
    int64_t number = 0; /* a key that is not there gives the zero value */
    if (results->get_count > 0 && results->values[0] != NULL)
        memcpy(&number, results->values[0], sizeof number);
    return number;
}

static void find_schedules(struct finding *finding)
{
    const struct explored *explored = step_of(finding)->race.explored;
    explore_number schedules = explored->rows[finding->ask->outcome].schedules;
    finding->truth->number = (int64_t)schedules;
    if (!explored->is_whole || !explored->is_exact || schedules > INT64_MAX)
        finding->trouble = "the schedules are not all counted";
}

static int64_t number_in(const th_snapshot *is, enum lesson_answer_kind kind)
{
    static const th_snapshot nil = {0};
    if (is == NULL) is = &nil;
    switch (kind) {
    case LESSON_ANSWER_COUNT:
        return (int64_t)is->count;
    case LESSON_ANSWER_B:
        return is->B;
    case LESSON_ANSWER_NOVERFLOW:
        return is->noverflow;
    case LESSON_ANSWER_NEVACUATE:
        return (int64_t)is->nevacuate;
    case LESSON_ANSWER_BUCKETS:
        return (int64_t)is->buckets.chain_count;
    case LESSON_ANSWER_OLDBUCKETS:
        return (int64_t)is->oldbuckets.chain_count;
    default:
        return is->oldbuckets.chain_count > 0; /* growing */
    }
}

static void find_fact(struct finding *finding)
{
    const struct player_results *results = finding->check->results;
    struct answer *truth = finding->truth;
    switch (finding->ask->kind) {
    case LESSON_ANSWER_BUCKET_OF:
    case LESSON_ANSWER_SLOT_OF:
    case LESSON_ANSWER_TOPHASH_OF:
        find_place(finding);
        break;
    case LESSON_ANSWER_FOUND:
        truth->number = results->found_count > 0;
        break;
    case LESSON_ANSWER_VALUE:
        truth->number = value_of(finding);
        break;
    case LESSON_ANSWER_DELETED:
        truth->number = results->deleted_count > 0;
        break;
    case LESSON_ANSWER_PANICS:
        truth->number = results->panic != NULL;
        break;
    case LESSON_ANSWER_YIELDS:
        truth->number = (int64_t)times_of(finding, TH_EVENT_ITER_YIELD);
        break;
    case LESSON_ANSWER_FIRST:
    case LESSON_ANSWER_LAST:
        find_yielded(finding, finding->ask->kind == LESSON_ANSWER_LAST);
        break;
    case LESSON_ANSWER_TIMES:
        truth->number = (int64_t)times_of(finding, finding->ask->event);
        break;
    case LESSON_ANSWER_SCHEDULES:
        find_schedules(finding);
        break;
    default:
        truth->number = number_in(finding->check->snapshot, finding->ask->kind);
        break;
    }
}

/* ---- Choices ---- */

/* A choice is right by its facts; one without is wrong. */
static enum player_status is_choice_true(struct checking *check, const struct lesson_choice *choice,
                                         bool *is_true)
{
    *is_true = choice->fact_count > 0;
    for (size_t i = 0; i < choice->fact_count && *is_true; i++) {
        enum player_status status = player_try_fact(check, &choice->facts[i], is_true);
        if (status != PLAYER_OK) return status;
    }
    return PLAYER_OK;
}

/* Its words are the answer. */
static bool says(const struct lesson_choice *choice, const struct answer *fact)
{
    const char *words = lesson_in_language(choice->say, LANGUAGE_ENGLISH);
    struct answer answer;
    return answer_read(fact->form, words, strlen(words), &answer) && answer_is_same(&answer, fact);
}

static enum player_status find_choice(struct checking *check, struct finding *finding)
{
    const struct lesson_ask *ask = finding->ask;
    struct answer fact = *finding->truth;
    size_t right = 0, count = 0;
    for (size_t i = 0; i < ask->choice_count; i++) {
        bool is_true = ask->kind != LESSON_ANSWER_CHOICE && says(&ask->choices[i], &fact);
        if (ask->kind == LESSON_ANSWER_CHOICE) {
            enum player_status status = is_choice_true(check, &ask->choices[i], &is_true);
            if (status != PLAYER_OK) return status;
        }
        if (!is_true) continue;
        right = i;
        count++;
    }
    *finding->truth = (struct answer){.form = ANSWER_CHOICE, .number = (int64_t)right + 1};
    if (count == 0) finding->trouble = "no choice is right";
    if (count > 1) finding->trouble = "several choices are right";
    return PLAYER_OK;
}

static const char *truth_words(const struct finding *finding)
{
    char words[ANSWER_TEXT + 200];
    const struct answer *truth = finding->truth;
    answer_write(truth, words, sizeof words);
    if (truth->form == ANSWER_CHOICE && finding->trouble == NULL) {
        const struct lesson_choice *choice = &finding->ask->choices[truth->number - 1];
        const char *say = lesson_in_language(choice->say, LANGUAGE_ENGLISH);
        snprintf(words, sizeof words, "%" PRId64 " (%.200s)", truth->number, say);
    }
    return keep(finding->check->player, words);
}

enum player_status player_find_truth(struct checking *check)
{
    const struct lesson_ask *ask = check->player->lesson->steps[check->step].ask;
    if (ask == NULL) return PLAYER_OK;
    struct played_ask *played = arena_take(check->player->arena, sizeof *played);
    if (played == NULL) return PLAYER_NO_MEMORY;
    check->player->steps[check->step].ask = played;
    struct finding finding = {
        .check = check, .ask = ask, .played = played, .truth = &played->truth};
    played->truth.form = lesson_answer_form(ask->kind);
    played->B = check->snapshot == NULL ? 0 : check->snapshot->B;
    if (ask->kind != LESSON_ANSWER_CHOICE) find_fact(&finding);
    if (ask->choice_count > 0 && finding.trouble == NULL) {
        enum player_status status = find_choice(check, &finding);
        if (status != PLAYER_OK) return status;
    }
    played->trouble = finding.trouble;
    played->words = truth_words(&finding);
    return played->words == NULL ? PLAYER_NO_MEMORY : PLAYER_OK;
}

/* ---- When all has been run ---- */

/* From the array's name after the step to its id, and to its name before: what a learner can point
 * at. */
static void try_place(struct player *player, size_t step, struct played_ask *ask)
{
    uint32_t map = player_map_of_step(player, step);
    struct answer *truth = &ask->truth;
    timeline_seek(player->timeline, player->steps[step].end);
    th_header after = model_map(timeline_model(player->timeline), map)->header;
    uint32_t array = truth->is_old ? after.oldbuckets : after.buckets;
    timeline_seek(player->timeline, player->steps[step].begin);
    const struct model *model = timeline_model(player->timeline);
    th_header before = model_map(model, map)->header;
    th_place place = {
        .array = array, .bucket = truth->bucket, .depth = truth->depth, .slot = truth->slot};
    struct model_slot slot;
    bool is_there = array != 0 && (array == before.buckets || array == before.oldbuckets) &&
                    model_slot(model, map, place, &slot);
    ask->truth_place = place;
    truth->is_old = array == before.oldbuckets;
    if (!is_there) ask->trouble = "nobody can point at it: it is not there before the step";
}

static enum player_status try_hints(struct player *player, const struct lesson_ask *plan,
                                    struct played_ask *ask)
{
    for (size_t i = 0; i < plan->hint_count && ask->trouble == NULL; i++) {
        const struct lesson_hint *hint = &plan->hints[i];
        char words[100];
        if (!hint->is_reaction || !answer_is_same(&hint->to, &ask->truth)) continue;
        snprintf(words, sizeof words, "the hint on line %u is for the right answer",
                 (unsigned)hint->place.line);
        ask->trouble = keep(player, words);
        if (ask->trouble == NULL) return PLAYER_NO_MEMORY;
    }
    return PLAYER_OK;
}

/* It stays on the screen, behind what failed before it. */
static enum player_status say_trouble(struct player *player, struct played_step *step)
{
    char words[200];
    if (step->ask->trouble == NULL || step->failure[0] != '\0') return PLAYER_OK;
    snprintf(words, sizeof words, "ask: %s", step->ask->trouble);
    step->failure = keep(player, words);
    return step->failure == NULL ? PLAYER_NO_MEMORY : PLAYER_OK;
}

enum player_status player_try_questions(struct player *player)
{
    enum player_status status = PLAYER_OK;
    for (size_t i = 0; i < player->lesson->step_count && status == PLAYER_OK; i++) {
        struct played_ask *ask = player->steps[i].ask;
        if (ask == NULL) continue;
        bool is_place = ask->truth.form == ANSWER_BUCKET || ask->truth.form == ANSWER_SLOT;
        if (is_place && ask->trouble == NULL) try_place(player, i, ask);
        status = try_hints(player, player->lesson->steps[i].ask, ask);
        if (status == PLAYER_OK) status = say_trouble(player, &player->steps[i]);
    }
    return status;
}
