/* race_directed.c - one run of a race, once or, to be compared, twice. */
#include <stdlib.h>
#include <string.h>

#include "viz/race_ways.h"

enum exit_status race_no_memory(const struct race_asked *asked)
{
    complain(asked->environment, "out of memory");
    return EXIT_BROKEN;
}

/* ---- The critical pair ---- */

/* Who made choice `index`, and in which operation. */
static void find_mover(const struct race *race, size_t index, size_t *worker, size_t *op)
{
    struct race_lane lanes[SCENARIO_WORKERS_MAX];
    race_lanes(race, index, lanes);
    *worker = race_choice_at(race, index).worker;
    *op = lanes[*worker].op;
}

bool race_find_critical(const struct scenario *scenario, const struct race *race,
                        struct race_critical *critical)
{
    *critical = (struct race_critical){.is_found = false};
    enum outcome outcome = race_outcome(race);
    if (outcome == OUTCOME_CLEAN || outcome == OUTCOME_UNFINISHED) return true;
    if (critical_find(scenario, race, &critical->pair, &critical->is_found) != RACE_OK)
        return false;
    if (!critical->is_found) return true;
    find_mover(race, critical->pair.first, &critical->workers[0], &critical->ops[0]);
    find_mover(race, critical->pair.second, &critical->workers[1], &critical->ops[1]);
    return true;
}

/* ---- A run ---- */

struct directed {
    const struct race_asked *asked;
    const struct schedule_source *source; /* NULL: no schedule */
    struct race_plan plan;
};

/* A run with its tape. */
struct taped {
    struct timeline *timeline;
    uint32_t map;
    struct race *race;
};

static void free_taped(struct taped *taped)
{
    race_free(taped->race);
    timeline_free(taped->timeline);
}

static enum exit_status refuse_choice(const struct directed *directed, size_t index,
                                      const char *why)
{
    uint32_t line, column;
    char what[300];
    snprintf(what, sizeof what, "choice %zu: %s", index + 1, why);
    schedule_place(directed->source->text, directed->source->len, index, &line, &column);
    return schedule_source_complain(directed->source, directed->asked->environment, line, column,
                                    what);
}

static enum exit_status run(const struct directed *directed, enum runner_kind kind,
                            struct taped *taped)
{
    const struct scenario *scenario = directed->asked->reporting.scenario;
    struct race_plan plan = directed->plan;
    size_t bad_choice = 0;
    char why[200] = "";
    plan.kind = kind;
    *taped = (struct taped){.timeline = timeline_make(NULL)};
    if (taped->timeline == NULL ||
        !timeline_add_map(taped->timeline, scenario->map_name, scenario->value_size, &taped->map)) {
        return race_no_memory(directed->asked);
    }
    enum race_status status =
        race_run(scenario, &plan, taped->timeline, taped->map, &taped->race, &bad_choice, why);
    switch (status) {
    case RACE_OK:
        return EXIT_HELD;
    case RACE_NO_MEMORY:
        return race_no_memory(directed->asked);
    case RACE_BAD_CHOICE:
        return refuse_choice(directed, bad_choice, why);
    case RACE_TAPE:
    case RACE_ENDLESS:
        break;
    }
    complain(directed->asked->environment, "%s", race_status_text(status));
    return status == RACE_ENDLESS ? EXIT_USAGE : EXIT_BROKEN;
}

/* ---- Two runs, compared ---- */

static bool are_equal_places(th_place one, th_place other)
{
    return th_place_is_same_slot(&one, &other) && one.link == other.link;
}

static bool are_equal_headers(const th_header *one, const th_header *other)
{
    if (one == NULL || other == NULL) return one == other;
    return one->count == other->count && one->nevacuate == other->nevacuate &&
           one->hash0 == other->hash0 && one->buckets == other->buckets &&
           one->oldbuckets == other->oldbuckets && one->noverflow == other->noverflow &&
           one->flags == other->flags && one->B == other->B;
}

static bool are_equal_bytes(const void *one, const void *other, size_t len)
{
    if (one == NULL || other == NULL) return one == other;
    return memcmp(one, other, len) == 0;
}

static bool are_equal_events(const th_event *one, const th_event *other, size_t value_size)
{
    return one->kind == other->kind && one->line == other->line &&
           are_equal_places(one->at, other->at) && are_equal_places(one->to, other->to) &&
           one->before == other->before && one->after == other->after && one->hash == other->hash &&
           one->cursor == other->cursor && one->key.len == other->key.len &&
           are_equal_bytes(one->key.bytes, other->key.bytes, one->key.len) &&
           are_equal_bytes(one->value, other->value, value_size) &&
           are_equal_headers(one->header_before, other->header_before) &&
           are_equal_headers(one->header_after, other->header_after);
}

/* The first move in which the tapes differ; as long as both: none. */
static uint64_t first_difference(const struct taped *one, const struct taped *other,
                                 size_t value_size)
{
    uint64_t len = timeline_len(one->timeline), other_len = timeline_len(other->timeline);
    uint64_t index = 0;
    for (; index < len && index < other_len; index++) {
        th_event event, other_event;
        timeline_event(one->timeline, index, &event);
        timeline_event(other->timeline, index, &other_event);
        if (timeline_move(one->timeline, index)->worker !=
                timeline_move(other->timeline, index)->worker ||
            !are_equal_events(&event, &other_event, value_size)) {
            break;
        }
    }
    return index;
}

static enum exit_status verify(const struct directed *directed, const struct taped *taped)
{
    struct taped again;
    /* The two kinds of runner share no line of code that lets a worker move. */
    enum exit_status status = run(directed, RUNNER_THREADS, &again);
    if (status == EXIT_HELD) {
        uint64_t len = timeline_len(taped->timeline);
        uint64_t index =
            first_difference(taped, &again, directed->asked->reporting.scenario->value_size);
        if (index < len || len != timeline_len(again.timeline)) {
            complain(directed->asked->environment,
                     "two runs differ at move %llu of the tape: this is a bug in tophash",
                     (unsigned long long)index + 1);
            status = EXIT_BROKEN;
        }
    }
    free_taped(&again);
    return status;
}

/* ---- The way ---- */

static enum exit_status report(const struct directed *directed, const struct taped *taped,
                               bool is_verified)
{
    const struct race_asked *asked = directed->asked;
    struct race_run_report is = {.race = taped->race,
                                 .timeline = taped->timeline,
                                 .map = taped->map,
                                 .is_verified = is_verified};
    char policy[80] = "";
    if (directed->plan.count == 0) policy_write(&directed->plan.then, policy, sizeof policy);
    is.policy = directed->source == NULL ? policy : "";
    if (!race_find_critical(asked->reporting.scenario, taped->race, &is.critical) ||
        !race_report_run(&asked->reporting, &is)) {
        return race_no_memory(asked);
    }
    enum outcome outcome = race_outcome(taped->race);
    return outcome == OUTCOME_CLEAN || outcome == OUTCOME_UNFINISHED ? EXIT_HELD : EXIT_FATAL;
}

enum exit_status race_way_directed(const struct race_asked *asked,
                                   const struct schedule_source *source,
                                   const struct schedule *schedule, struct policy_plan then)
{
    struct directed directed = {.asked = asked, .source = source, .plan.then = then};
    struct taped taped;
    bool verifies = asked->options->race.verifies;
    if (schedule != NULL) {
        directed.plan.choices = schedule->choices;
        directed.plan.count = schedule->count;
        if (schedule->has_policy) directed.plan.then = schedule->policy;
    }
    enum exit_status status = run(&directed, runner_fastest(), &taped);
    if (status == EXIT_HELD && verifies) status = verify(&directed, &taped);
    if (status == EXIT_HELD) status = report(&directed, &taped, verifies);
    free_taped(&taped);
    return status;
}
