/* json.c - the report as one JSON document, in ASCII, for programs. Moves may be millions, so the
 * document is never in memory: brackets are written here, each value by jansson.
 *
 *     {"version": 1,
 *      "lessons": [
 *        {"id": "growth-by-doubling", "title": TEXT, "path": TEXT, "held": BOOL,
 *         "steps": [
 *           {"step": 1, "line": 22, "column": 5,      where it begins in the file, all from 1
 *            "say": TEXT, "does": "put k9",           "" where nothing is said or done
 *            "ask": {"question": TEXT, "choices": [TEXT], "answer": TEXT},    of steps that ask
 *            "held": BOOL,                            all outcomes held, no unexpected panic
 *            "panic": TEXT or null,                   one that nobody expected
 *            "outcomes": [{"name": "count", "held": BOOL, "line": 27, "column": 15,
 *                          "expected": TEXT, "actual": TEXT}],
 *            "moves": [MOVE],                         in the order in which the map made them
 *            "explored": EXPLORED,                    as in race_json.c; of steps that explored
 *            "free": {"runs": N, "results": RESULTS}, as in race_json.c; of steps that ran freely
 *            "frame": [TEXT]}]}],                     with frames only: the screen's rows
 *      "error": TEXT,                                 only when it ends too early; says why
 *      "totals": {"lessons": N, "steps": N, "expectations": N, "failures": N},
 *      "held": BOOL}
 *
 *     MOVE: {"kind": "slot_written", "code": "first free slot <- ...", "map": "m",
 *            "before": 0, "after": 156, "at": PLACE, "to": PLACE, "hash": "0x9c00000000000001",
 *            "key": "k9", "value": 9, "cursor": 1, "header_before": {...}, "header_after": {...}}
 *     PLACE: {"array": 1, "bucket": 0, "depth": 0, "slot": 3}
 *
 * A move has the fields that core/observe.h names for its kind; before and after are always there.
 * A value is a number, a boolean, {} (struct{}) or a string 0x... (bytes). A key that is no UTF-8,
 * which no lesson can write, is {"hex": "..."}. */
#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "viz/headless/race_report.h"
#include "viz/headless/report.h"
#include "viz/markup/markup.h"
#include "viz/player/player_ask.h"

/* ---- Writing values ---- */

/* jansson leaves DEL as it is, which a terminal may take for an order. Only strings can hold it. */
static int write_bytes(const char *bytes, size_t len, void *out)
{
    for (size_t i = 0; i < len; i++) {
        if (bytes[i] == 0x7f) {
            fputs("\\u007f", out);
        } else {
            putc(bytes[i], out);
        }
    }
    return 0;
}

/* Writes a value and lets it go; NULL: there was no memory for it. */
static void put_value(struct reporting *report, json_t *value)
{
    int status = -1;
    if (value != NULL) {
        status = json_dump_callback(value, write_bytes, report->out,
                                    JSON_ENCODE_ANY | JSON_ENSURE_ASCII | JSON_COMPACT);
    }
    json_decref(value);
    if (status == 0) return;
    report->has_no_memory = true;
    fputs("null", report->out);
}

/* `before` is what stands ahead of the field: "{", or a comma. */
static void put_field(struct reporting *report, const char *before, const char *name, json_t *value)
{
    fprintf(report->out, "%s\"%s\":", before, name);
    put_value(report, value);
}

static json_t *hex_of(const void *bytes, size_t len, const char *before)
{
    size_t start = strlen(before);
    char *text = malloc(start + 2 * len + 1);
    if (text == NULL) return NULL;
    strcpy(text, before);
    for (size_t i = 0; i < len; i++)
        snprintf(text + start + 2 * i, 3, "%02x", ((const unsigned char *)bytes)[i]);
    json_t *value = json_string(text);
    free(text);
    return value;
}

/* Bytes that should be UTF-8. Else they are given as hexadecimal digits. */
static json_t *text_of_bytes(const char *bytes, size_t len)
{
    json_t *value = json_stringn(len == 0 ? "" : bytes, len);
    if (value != NULL || len == 0) return value;
    return json_pack("{s:o}", "hex", hex_of(bytes, len, ""));
}

static json_t *text(const char *words) { return text_of_bytes(words, strlen(words)); }

/* A lesson's words, without their marks. */
static json_t *marked(const char *words)
{
    char *plain = strdup(words);
    if (plain == NULL) return NULL;
    markup_plain(words, plain);
    json_t *value = text(plain);
    free(plain);
    return value;
}

/* ---- Moves ---- */

static json_t *place(th_place is)
{
    return json_pack("{s:I, s:I, s:I, s:I}", "array", (json_int_t)is.array, "bucket",
                     (json_int_t)is.bucket, "depth", (json_int_t)is.depth, "slot",
                     (json_int_t)is.slot);
}

static json_t *header(const th_header *is)
{
    return json_pack("{s:I, s:i, s:i, s:i, s:I, s:I, s:I, s:I}", "count", (json_int_t)is->count,
                     "flags", is->flags, "B", is->B, "noverflow", is->noverflow, "hash0",
                     (json_int_t)is->hash0, "buckets", (json_int_t)is->buckets, "oldbuckets",
                     (json_int_t)is->oldbuckets, "nevacuate", (json_int_t)is->nevacuate);
}

static json_t *value_of(const struct lesson_map *map, const void *value)
{
    int64_t number;
    switch (map->value_kind) {
    case LESSON_VALUE_INT64:
        memcpy(&number, value, sizeof number);
        return json_integer(number);
    case LESSON_VALUE_BOOL:
        return json_boolean(*(const uint8_t *)value != 0);
    case LESSON_VALUE_STRUCT:
        return json_object();
    default:
        return hex_of(value, map->value_size, "0x");
    }
}

static json_t *hash_of(uint64_t hash)
{
    char digits[19];
    snprintf(digits, sizeof digits, "0x%016" PRIx64, hash);
    return json_string(digits);
}

static void put_move(struct reporting *report, uint64_t index)
{
    const struct timeline *timeline = player_timeline(report->player);
    const struct move *move = timeline_move(timeline, index);
    const struct scenario *race = report->lesson->scenario;
    /* Each run of a race has a map of its own on the tape; all are like the lesson's one. */
    const struct lesson_map *map = &report->lesson->maps[race != NULL ? 0 : move->map];
    th_event is;
    timeline_event(timeline, index, &is);
    put_field(report, "{", "kind", json_string(th_event_name(is.kind)));
    if (is.line != TH_LINE_NONE) {
        put_field(report, ",", "code", json_string(th_line_of(is.line).text));
    }
    put_field(report, ",", "map", json_string(map->name));
    if (race != NULL && move->worker < race->worker_count) {
        put_field(report, ",", "worker", json_string(race->workers[move->worker].name));
    }
    put_field(report, ",", "before", json_integer((json_int_t)is.before));
    put_field(report, ",", "after", json_integer((json_int_t)is.after));
    if (is.at.array != 0) put_field(report, ",", "at", place(is.at));
    if (is.to.array != 0 || is.to.slot != 0) put_field(report, ",", "to", place(is.to));
    if (is.hash != 0) put_field(report, ",", "hash", hash_of(is.hash));
    if (is.key.bytes != NULL) {
        put_field(report, ",", "key", text_of_bytes(is.key.bytes, is.key.len));
    }
    if (is.value != NULL) put_field(report, ",", "value", value_of(map, is.value));
    if (is.cursor != 0) put_field(report, ",", "cursor", json_integer(is.cursor));
    if (is.header_before != NULL) put_field(report, ",", "header_before", header(is.header_before));
    if (is.header_after != NULL) put_field(report, ",", "header_after", header(is.header_after));
    putc('}', report->out);
}

/* ---- Steps ---- */

/* What a format writes, as a value. */
static json_t *does(const struct reporting *report, size_t step)
{
    struct reporting inside = *report;
    char *words = NULL;
    size_t len;
    inside.out = open_memstream(&words, &len);
    if (inside.out == NULL) return NULL;
    report_put_operations(&inside, step);
    json_t *value = fclose(inside.out) == 0 ? text(words) : NULL;
    free(words);
    return value;
}

static json_t *outcome(const struct reporting *report, size_t step, size_t index)
{
    struct player_outcome is = player_outcome(report->player, step, index);
    return json_pack("{s:s, s:b, s:I, s:I, s:o, s:o}", "name", is.name, "held", is.has_held, "line",
                     (json_int_t)is.place.line, "column", (json_int_t)is.place.column, "expected",
                     text(is.expected), "actual", text(is.actual));
}

/* The rows of the screen, written as an array. */
static void put_frame(struct reporting *report)
{
    char *rows = NULL;
    size_t len;
    FILE *lines = open_memstream(&rows, &len);
    enum frame_status status = FRAME_NOT_WRITTEN;
    if (lines != NULL) {
        status = frame_write_text(report->frame, report->options->charset, true, lines);
        if (fclose(lines) != 0) status = FRAME_NOT_WRITTEN;
    }
    if (status != FRAME_OK) report->has_no_memory = true;
    fputs(",\"frame\":[", report->out);
    const char *comma = "\n";
    for (char *row = rows, *end; status == FRAME_OK && (end = strchr(row, '\n')); row = end + 1) {
        fputs(comma, report->out);
        put_value(report, text_of_bytes(row, (size_t)(end - row)));
        comma = ",\n";
    }
    putc(']', report->out);
    free(rows);
}

static json_t *ask_of(const struct reporting *report, size_t step)
{
    const struct lesson_ask *ask = report->lesson->steps[step].ask;
    char truth[200];
    json_t *choices = json_array();
    for (size_t i = 0; choices != NULL && i < ask->choice_count; i++) {
        if (json_array_append_new(choices, text(report_words(report, ask->choices[i].say))) == 0)
            continue;
        json_decref(choices);
        choices = NULL;
    }
    player_truth(report->player, step, report->options->language, truth, sizeof truth);
    return json_pack("{s:o, s:o, s:o}", "question", marked(report_words(report, ask->question)),
                     "choices", choices, "answer", text(truth));
}

static void step(struct reporting *report, size_t index)
{
    FILE *out = report->out;
    const struct lesson_step *is = &report->lesson->steps[index];
    const char *panic = player_unexpected_panic(report->player, index);
    uint64_t begin, end;
    player_step_moves(report->player, index, &begin, &end);
    put_field(report, index == 0 ? "\n{" : ",\n{", "step", json_integer((json_int_t)index + 1));
    put_field(report, ",", "line", json_integer(is->place.line));
    put_field(report, ",", "column", json_integer(is->place.column));
    put_field(report, ",", "say", marked(report_words(report, is->say)));
    put_field(report, ",", "does", does(report, index));
    if (is->ask != NULL) put_field(report, ",", "ask", ask_of(report, index));
    put_field(report, ",", "held", json_boolean(player_step_has_held(report->player, index)));
    put_field(report, ",", "panic", panic == NULL ? json_null() : text(panic));
    fputs(",\"outcomes\":[", out);
    for (size_t i = 0; i < player_outcome_count(report->player, index); i++) {
        fputs(i == 0 ? "\n" : ",\n", out);
        put_value(report, outcome(report, index, i));
    }
    fputs("],\"moves\":[", out);
    for (uint64_t move = begin; move < end && !ferror(out); move++) {
        fputs(move == begin ? "\n" : ",\n", out);
        put_move(report, move);
    }
    putc(']', out);
    const struct explored *explored = player_explored(report->player, index);
    if (explored != NULL) {
        put_field(report, ",", "explored",
                  race_report_explored_json(report->lesson->scenario, explored));
    }
    const struct free_counts *counts = player_free_counts(report->player, index);
    if (counts != NULL) put_field(report, ",", "free", race_report_free_json(counts));
    if (report->frame != NULL) put_frame(report);
    putc('}', out);
}

/* ---- The document ---- */

static void begin(struct reporting *report) { fputs("{\"version\":1,\"lessons\":[", report->out); }

static bool lesson_has_held(const struct player *player)
{
    for (size_t i = 0; i < player_step_count(player); i++) {
        if (!player_step_has_held(player, i)) return false;
    }
    return true;
}

static void lesson_begin(struct reporting *report)
{
    const struct lesson *is = report->lesson;
    put_field(report, report->lesson_index == 0 ? "\n{" : ",\n{", "id", json_string(is->id));
    put_field(report, ",", "title", text(report_words(report, is->title)));
    put_field(report, ",", "path", text(report->path));
    put_field(report, ",", "held", json_boolean(lesson_has_held(report->player)));
    fputs(",\"steps\":[", report->out);
}

static void lesson_end(struct reporting *report) { fputs("]}", report->out); }

static void end_with(struct reporting *report, const char *error)
{
    const struct headless_totals *totals = &report->totals;
    putc(']', report->out);
    if (error != NULL) put_field(report, ",\n", "error", text(error));
    json_t *counts = json_pack("{s:I, s:I, s:I, s:I}", "lessons", (json_int_t)totals->lesson_count,
                               "steps", (json_int_t)totals->step_count, "expectations",
                               (json_int_t)totals->expectation_count, "failures",
                               (json_int_t)totals->failure_count);
    put_field(report, ",\n", "totals", counts);
    bool has_held = error == NULL && totals->failure_count == 0;
    put_field(report, ",\n", "held", json_boolean(has_held));
    fputs("}\n", report->out);
}

static void give_up(struct reporting *report, const char *why)
{
    if (report->is_in_lesson) lesson_end(report);
    end_with(report, why);
}

static void end(struct reporting *report) { end_with(report, NULL); }

const struct report_format report_json = {
    .begin = begin,
    .lesson_begin = lesson_begin,
    .step = step,
    .lesson_end = lesson_end,
    .give_up = give_up,
    .end = end,
};
