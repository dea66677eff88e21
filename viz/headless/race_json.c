/* race_json.c - races as JSON, one document a command, in ASCII.
 *
 *     A run:   {"version": 1, "scenario": "two-writers", "digest": "5c1e90ab17d2f304",
 *               "schedule": "A*3 B", "policy": "random 7" or null, "outcome": "fatal_at_entry",
 *               "choices": [{"worker": "A", "op": "put a", "line": TEXT, "moves": N}],
 *               "fatal": {"text": TEXT, "at_exit": BOOL, "worker": "B",
 *                         "history": [{"worker": "A", "op": "put", "over": BOOL}]} or null,
 *               "wrong": TEXT or null, "critical": [3, 4] or null (moves, from 1),
 *               "verified": BOOL, "repeat": "tophash replay '...'"}
 *
 *     All:     {"version": 1, "scenario": ..., "digest": ..., "method": "sleep sets" or "all",
 *               "preemptions": N or null, "shard": 1, "shards": 4, "explored": EXPLORED,
 *               "bad": {OUTCOME: {"critical": [3, 4] or null, "repeat": TEXT}}}
 *     EXPLORED:{"executions": N, "blocked": N, "moves": N, "whole": BOOL, "exact": BOOL,
 *               "all_ends": BOOL, "outcomes": {OUTCOME: {"classes": N, "schedules": "4311258",
 *               "odds": 0.1, "ends": ["5c1e..."], "shortest": "A*3 B", "moves": 4,
 *               "preemptions": 1}}}
 *
 *     Free:    {"version": 1, "scenario": ..., "digest": ..., "runs": N,
 *               "results": {RESULT: {"runs": N, "low": 0.1, "high": 0.2}}}
 *
 * Schedules are text, because they may be more than a JSON number holds. */
#include "viz/headless/race_json.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>

#include "core/fatal.h"
#include "viz/race/schedule.h"

/* ---- Parts ---- */

/* Takes text, which malloc gave. */
static json_t *owned(char *text)
{
    json_t *value = text == NULL ? NULL : json_string(text);
    free(text);
    return value;
}

static json_t *hex(uint64_t number)
{
    char digits[17];
    snprintf(digits, sizeof digits, "%016" PRIx64, number);
    return json_string(digits);
}

static json_t *decimal(explore_number number)
{
    char commas[EXPLORE_NUMBER_TEXT], digits[EXPLORE_NUMBER_TEXT];
    size_t len = 0;
    explore_write_number(number, commas);
    for (const char *at = commas; *at != '\0'; at++) {
        if (*at != ',') digits[len++] = *at;
    }
    return json_stringn(digits, len);
}

/* What a writer of text says, without the newline. */
static json_t *op_text(const struct race_reporting *reporting, size_t worker, size_t op)
{
    char *text = NULL;
    size_t len;
    FILE *out = open_memstream(&text, &len);
    if (out == NULL) return NULL;
    race_report_op(reporting, worker, op, out);
    if (fclose(out) != 0) {
        free(text);
        return NULL;
    }
    return owned(text);
}

static json_t *repeat_text(const struct race_reporting *reporting, const uint8_t *choices,
                           size_t count, const char *then)
{
    static const char before[] = "repeat: ";
    char *text = NULL;
    size_t len;
    struct race_reporting inside = *reporting;
    inside.out = open_memstream(&text, &len);
    if (inside.out == NULL) return NULL;
    bool is_done = race_report_repeat(&inside, choices, count, then, 0);
    is_done = fclose(inside.out) == 0 && is_done;
    json_t *value = NULL;
    size_t head = sizeof before - 1;
    if (is_done) value = json_stringn(text + head, len - head - 1);
    free(text);
    return value;
}

static json_t *critical_pair(const struct race_critical *critical)
{
    if (!critical->is_found) return json_null();
    return json_pack("[I, I]", (json_int_t)critical->pair.first + 1,
                     (json_int_t)critical->pair.second + 1);
}

/* Writes the document and lets it go. */
static bool put(const struct race_reporting *reporting, json_t *document)
{
    if (document == NULL) return false;
    char *text = json_dumps(document, JSON_ENSURE_ASCII | JSON_INDENT(1));
    json_decref(document);
    if (text == NULL) return false;
    fputs(text, reporting->out);
    putc('\n', reporting->out);
    free(text);
    return true;
}

static json_t *head_of(const struct race_reporting *reporting)
{
    return json_pack("{s:i, s:s, s:o}", "version", 1, "scenario", reporting->scenario->id, "digest",
                     hex(scenario_digest(reporting->scenario)));
}

/* ---- A run ---- */

static json_t *choices_of(const struct race_reporting *reporting, const struct race *race)
{
    struct race_lane lanes[SCENARIO_WORKERS_MAX];
    uint64_t before = race_begin(race);
    json_t *list = json_array();
    race_lanes(race, 0, lanes);
    for (size_t i = 0; i < race_choice_count(race); i++) {
        struct race_choice choice = race_choice_at(race, i);
        json_t *item = json_pack("{s:s, s:o, s:s, s:I}", "worker",
                                 reporting->scenario->workers[choice.worker].name, "op",
                                 op_text(reporting, choice.worker, lanes[choice.worker].op), "line",
                                 th_line_of(race_access(race, i)->line).text, "moves",
                                 (json_int_t)(choice.position - before));
        before = choice.position;
        lanes[choice.worker] = race_lane_after(race, i);
        if (json_array_append_new(list, item) == 0) continue;
        json_decref(list);
        return NULL;
    }
    return list;
}

static json_t *history_of(const struct race *race)
{
    const th_history_entry *entries;
    size_t count = race_history(race, &entries);
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++) {
        if (entries[i].thread_name == NULL) continue; /* the setup's */
        json_array_append_new(list, json_pack("{s:s, s:s, s:b}", "worker", entries[i].thread_name,
                                              "op", th_op_name(entries[i].op), "over",
                                              (int)entries[i].is_over));
    }
    return list;
}

static json_t *fatal_of(const struct race_reporting *reporting, const struct race *race)
{
    th_fatal_report report;
    size_t worker;
    if (!race_fatal(race, &report, &worker)) return json_null();
    return json_pack("{s:s, s:b, s:s, s:o}", "text", th_fatal_text(report.kind), "at_exit",
                     (int)report.is_at_exit, "worker", reporting->scenario->workers[worker].name,
                     "history", history_of(race));
}

bool race_json_run(const struct race_reporting *reporting, const struct race_run_report *run)
{
    const struct race *race = run->race;
    const uint8_t *choices = race_choices(race);
    size_t count = race_choice_count(race);
    const char *why = race_why_wrong(race);
    bool is_open = race_outcome(race) == OUTCOME_UNFINISHED;
    json_t *document = json_pack(
        "{s:i, s:s, s:o, s:o, s:s?, s:s, s:o, s:o, s:s?, s:o, s:b, s:o}", "version", 1, "scenario",
        reporting->scenario->id, "digest", hex(scenario_digest(reporting->scenario)), "schedule",
        owned(schedule_write_choices(reporting->scenario, choices, count)), "policy",
        run->policy[0] == '\0' ? NULL : run->policy, "outcome", outcome_word(race_outcome(race)),
        "choices", choices_of(reporting, race), "fatal", fatal_of(reporting, race), "wrong",
        why[0] == '\0' ? NULL : why, "critical", critical_pair(&run->critical), "verified",
        (int)run->is_verified, "repeat",
        repeat_text(reporting, choices, count, is_open ? ", then ask" : ""));
    return put(reporting, document);
}

/* ---- All schedules ---- */

static json_t *row_of(const struct scenario *scenario, const struct explore_row *row)
{
    json_t *ends = json_array();
    for (size_t i = 0; i < row->end_count; i++)
        json_array_append_new(ends, hex(row->ends[i]));
    return json_pack(
        "{s:I, s:o, s:f, s:o, s:o, s:I, s:I}", "classes", (json_int_t)row->classes, "schedules",
        decimal(row->schedules), "odds", row->odds, "ends", ends, "shortest",
        owned(schedule_write_choices(scenario, row->shortest, row->shortest_count)), "moves",
        (json_int_t)row->shortest_count, "preemptions", (json_int_t)row->preemptions);
}

json_t *race_report_explored_json(const struct scenario *scenario, const struct explored *explored)
{
    json_t *rows = json_object();
    for (size_t i = 0; i < OUTCOME_COUNT; i++) {
        if (explored->rows[i].classes == 0) continue;
        json_t *row = row_of(scenario, &explored->rows[i]);
        if (json_object_set_new(rows, outcome_word((enum outcome)i), row) == 0) continue;
        json_decref(rows);
        return NULL;
    }
    return json_pack("{s:I, s:I, s:I, s:b, s:b, s:b, s:o}", "executions",
                     (json_int_t)explored->executions, "blocked", (json_int_t)explored->blocked,
                     "moves", (json_int_t)explored->moves, "whole", (int)explored->is_whole,
                     "exact", (int)explored->is_exact, "all_ends", (int)explored->has_all_ends,
                     "outcomes", rows);
}

static json_t *bad_of(const struct race_reporting *reporting,
                      const struct race_explore_report *explore)
{
    json_t *bad = json_object();
    for (size_t i = 0; i < OUTCOME_COUNT; i++) {
        const struct explore_row *row = &explore->explored->rows[i];
        if (i == OUTCOME_CLEAN || row->classes == 0) continue;
        json_t *item =
            json_pack("{s:o, s:o}", "critical", critical_pair(&explore->critical[i]), "repeat",
                      repeat_text(reporting, row->shortest, row->shortest_count, ""));
        json_object_set_new(bad, outcome_word((enum outcome)i), item);
    }
    return bad;
}

bool race_json_explored(const struct race_reporting *reporting,
                        const struct race_explore_report *explore)
{
    const struct explore_plan *plan = explore->plan;
    uint32_t shards = plan->shard_count == 0 ? 1 : plan->shard_count;
    json_t *preemptions =
        plan->is_bounded ? json_integer((json_int_t)plan->preemptions) : json_null();
    json_t *document = head_of(reporting);
    json_t *rest =
        json_pack("{s:s, s:o, s:I, s:I, s:o, s:o}", "method",
                  plan->is_bounded ? "all" : "sleep sets", "preemptions", preemptions, "shard",
                  (json_int_t)plan->shard + 1, "shards", (json_int_t)shards, "explored",
                  race_report_explored_json(reporting->scenario, explore->explored), "bad",
                  bad_of(reporting, explore));
    bool is_made = document != NULL && rest != NULL && json_object_update(document, rest) == 0;
    json_decref(rest);
    if (is_made) return put(reporting, document);
    json_decref(document);
    return false;
}

/* ---- Free runs ---- */

json_t *race_report_free_json(const struct free_counts *counts)
{
    json_t *results = json_object();
    for (size_t i = 0; i < FREE_RESULT_COUNT; i++) {
        double low, high;
        free_interval(counts->counts[i], counts->runs, &low, &high);
        json_object_set_new(results, free_result_word((enum free_result)i),
                            json_pack("{s:I, s:f, s:f}", "runs", (json_int_t)counts->counts[i],
                                      "low", low, "high", high));
    }
    return json_pack("{s:I, s:o}", "runs", (json_int_t)counts->runs, "results", results);
}

bool race_json_free(const struct race_reporting *reporting, const struct free_counts *counts)
{
    json_t *document = head_of(reporting);
    json_t *rest = race_report_free_json(counts);
    bool is_made = document != NULL && rest != NULL && json_object_update(document, rest) == 0;
    json_decref(rest);
    if (is_made) return put(reporting, document);
    json_decref(document);
    return false;
}
