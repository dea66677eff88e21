/* race_json_read.c - reads a shard's JSON back, believing nothing that it says unseen. */
#include <inttypes.h>
#include <jansson.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "viz/headless/race_report.h"
#include "viz/race/schedule.h"

enum { WHY_BYTES = 200 };

struct reading {
    const struct scenario *scenario;
    char *why;
};

static bool refuse(const struct reading *reading, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static bool refuse(const struct reading *reading, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(reading->why, WHY_BYTES, format, arguments);
    va_end(arguments);
    return false;
}

/* ---- Values ---- */

static bool read_count(const struct reading *reading, const json_t *object, const char *name,
                       uint64_t *count)
{
    const json_t *value = json_object_get(object, name);
    if (!json_is_integer(value) || json_integer_value(value) < 0)
        return refuse(reading, "\"%s\" is no number from 0", name);
    *count = (uint64_t)json_integer_value(value);
    return true;
}

static bool read_fact(const struct reading *reading, const json_t *object, const char *name,
                      bool *fact)
{
    const json_t *value = json_object_get(object, name);
    if (!json_is_boolean(value)) return refuse(reading, "\"%s\" is neither true nor false", name);
    *fact = json_is_true(value);
    return true;
}

static bool read_schedules(const struct reading *reading, const json_t *object,
                           explore_number *number)
{
    const char *at = json_string_value(json_object_get(object, "schedules"));
    if (at == NULL || *at == '\0') return refuse(reading, "\"schedules\" is no text of digits");
    for (*number = 0; *at != '\0'; at++) {
        if (*at < '0' || *at > '9' || __builtin_mul_overflow(*number, 10, number) ||
            __builtin_add_overflow(*number, (explore_number)(*at - '0'), number)) {
            return refuse(reading, "\"schedules\" is no number of 128 bits");
        }
    }
    return true;
}

static bool read_digest(const char *text, uint64_t *digest)
{
    if (text == NULL || strlen(text) != 16 || strspn(text, "0123456789abcdef") != 16) return false;
    *digest = strtoull(text, NULL, 16);
    return true;
}

/* ---- A row ---- */

static bool read_ends(const struct reading *reading, const json_t *object, struct explore_row *row)
{
    const json_t *ends = json_object_get(object, "ends");
    size_t count = json_array_size(ends);
    if (!json_is_array(ends) || count > EXPLORE_ENDS_MAX)
        return refuse(reading, "\"ends\" is no list of at most %d", EXPLORE_ENDS_MAX);
    if (count == 0) return true;
    row->ends = malloc(count * sizeof *row->ends);
    if (row->ends == NULL) return refuse(reading, "out of memory");
    for (row->end_count = 0; row->end_count < count; row->end_count++) {
        uint64_t *digest = &row->ends[row->end_count];
        if (!read_digest(json_string_value(json_array_get(ends, row->end_count)), digest) ||
            (row->end_count > 0 && *digest <= digest[-1])) {
            return refuse(reading, "\"ends\" are no sorted digests");
        }
    }
    return true;
}

static bool read_shortest(const struct reading *reading, const json_t *object,
                          struct explore_row *row)
{
    const char *text = json_string_value(json_object_get(object, "shortest"));
    struct schedule schedule;
    struct schedule_error error;
    if (text == NULL) return refuse(reading, "\"shortest\" is no text");
    enum schedule_status status =
        schedule_read(reading->scenario, text, strlen(text), &schedule, &error);
    if (status == SCHEDULE_NO_MEMORY) return refuse(reading, "out of memory");
    if (status != SCHEDULE_OK) return refuse(reading, "\"shortest\": %.150s", error.text);
    bool fits = schedule.count < EXPLORE_MOVES_MAX;
    /* As long as explored_add may need it. */
    row->shortest = fits ? malloc(EXPLORE_MOVES_MAX) : NULL;
    if (row->shortest != NULL) {
        if (schedule.count > 0) memcpy(row->shortest, schedule.choices, schedule.count);
        row->shortest_count = schedule.count;
    }
    schedule_free(&schedule);
    if (!fits) return refuse(reading, "\"shortest\" is too long");
    return row->shortest != NULL || refuse(reading, "out of memory");
}

static bool read_row(const struct reading *reading, const json_t *object, struct explore_row *row)
{
    uint64_t preemptions;
    const json_t *odds = json_object_get(object, "odds");
    if (!read_count(reading, object, "classes", &row->classes) ||
        !read_schedules(reading, object, &row->schedules) || !read_ends(reading, object, row) ||
        !read_shortest(reading, object, row) ||
        !read_count(reading, object, "preemptions", &preemptions)) {
        return false;
    }
    if (!json_is_number(odds)) return refuse(reading, "\"odds\" is no number");
    if (preemptions > EXPLORE_MOVES_MAX) return refuse(reading, "\"preemptions\" is too large");
    row->odds = json_number_value(odds);
    row->preemptions = (uint32_t)preemptions;
    return true;
}

static bool read_explored(const struct reading *reading, const json_t *object,
                          struct explored *explored)
{
    const json_t *outcomes = json_object_get(object, "outcomes");
    if (!json_is_object(outcomes)) return refuse(reading, "no \"outcomes\" of what was explored");
    if (!read_count(reading, object, "executions", &explored->executions) ||
        !read_count(reading, object, "blocked", &explored->blocked) ||
        !read_count(reading, object, "moves", &explored->moves) ||
        !read_fact(reading, object, "whole", &explored->is_whole) ||
        !read_fact(reading, object, "exact", &explored->is_exact) ||
        !read_fact(reading, object, "all_ends", &explored->has_all_ends)) {
        return false;
    }
    for (size_t i = 0; i < OUTCOME_COUNT; i++) {
        const json_t *row = json_object_get(outcomes, outcome_word((enum outcome)i));
        if (row != NULL && !read_row(reading, row, &explored->rows[i])) return false;
    }
    return true;
}

/* ---- The document ---- */

static bool read_plan(const struct reading *reading, const json_t *document,
                      struct explore_plan *plan)
{
    uint64_t shard, shards, preemptions = 0;
    const json_t *bound = json_object_get(document, "preemptions");
    if (!read_count(reading, document, "shard", &shard) ||
        !read_count(reading, document, "shards", &shards)) {
        return false;
    }
    if (shard == 0 || shard > shards || shards > UINT32_MAX)
        return refuse(reading, "there is no shard %" PRIu64 "/%" PRIu64, shard, shards);
    if (bound == NULL) return refuse(reading, "no \"preemptions\"");
    if (!json_is_null(bound) && !read_count(reading, document, "preemptions", &preemptions))
        return false;
    plan->is_bounded = !json_is_null(bound);
    plan->preemptions = (uint32_t)preemptions;
    plan->shard = (uint32_t)shard - 1;
    plan->shard_count = (uint32_t)shards;
    return true;
}

static bool read_document(const struct reading *reading, const json_t *document,
                          struct explored *explored, struct explore_plan *plan)
{
    const char *id = json_string_value(json_object_get(document, "scenario"));
    uint64_t digest, ours = scenario_digest(reading->scenario);
    if (id == NULL || !read_digest(json_string_value(json_object_get(document, "digest")), &digest))
        return refuse(reading, "no exploration, as --explore --format json writes it");
    if (strcmp(id, reading->scenario->id) != 0)
        return refuse(reading, "of the scenario '%.40s', not of '%s'", id, reading->scenario->id);
    if (digest != ours) {
        return refuse(reading,
                      "of another version of the scenario: %016" PRIx64 ", it is now %016" PRIx64,
                      digest, ours);
    }
    if (!json_is_object(json_object_get(document, "explored")))
        return refuse(reading, "no exploration, as --explore --format json writes it");
    return read_plan(reading, document, plan) &&
           read_explored(reading, json_object_get(document, "explored"), explored);
}

bool race_report_read_explored(const struct scenario *scenario, FILE *file, struct explored **read,
                               struct explore_plan *plan, char why[WHY_BYTES])
{
    struct reading reading = {.scenario = scenario, .why = why};
    json_error_t error;
    json_t *document = json_loadf(file, JSON_REJECT_DUPLICATES, &error);
    *read = NULL;
    *plan = (struct explore_plan){.shard_count = 1};
    if (document == NULL)
        return refuse(&reading, "%d:%d: %.120s", error.line, error.column, error.text);
    struct explored *explored = calloc(1, sizeof *explored);
    bool is_read = explored == NULL ? refuse(&reading, "out of memory")
                                    : read_document(&reading, document, explored, plan);
    json_decref(document);
    if (is_read)
        *read = explored;
    else
        explored_free(explored);
    return is_read;
}
