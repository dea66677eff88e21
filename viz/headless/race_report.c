/* race_report.c - one run of a race for people: a line a choice, then how it ended and why.
 *
 *     two-writers@5c1e90ab17d2f304: A*3 B
 *
 *       1  A  put a  reads flags   if flags & writing ...
 *     > ...
 *     fatal error: concurrent map writes
 *
 *     noticed at entry, by B: ... */
#include "viz/headless/race_report.h"

#include <stdlib.h>
#include <string.h>

#include "core/fatal.h"
#include "viz/headless/race_json.h"
#include "viz/race/schedule.h"
#include "viz/screen/access_words.h"
#include "viz/screen/plain.h"
#include "viz/screen/width.h"

/* ---- Parts ---- */

void race_report_op(const struct race_reporting *reporting, size_t worker, size_t op, FILE *out)
{
    const struct scenario_worker *is = &reporting->scenario->workers[worker];
    if (op >= is->op_count) return;
    const struct scenario_op *does = &is->ops[op];
    fputs(scenario_op_word(does->kind), out);
    switch (does->kind) {
    case SCENARIO_PUT:
    case SCENARIO_GET:
    case SCENARIO_DELETE:
        putc(' ', out);
        plain_put_key(out, reporting->charset, does->key.bytes, does->key.len);
        break;
    case SCENARIO_LOCK:
    case SCENARIO_UNLOCK:
    case SCENARIO_RLOCK:
    case SCENARIO_RUNLOCK:
        fprintf(out, " %s", reporting->scenario->locks[does->lock].name);
        break;
    case SCENARIO_CLEAR:
    case SCENARIO_ITERATE:
        break;
    }
}

bool race_report_repeat(const struct race_reporting *reporting, const uint8_t *choices,
                        size_t count, const char *then, int indent)
{
    char *schedule = schedule_write(reporting->scenario, choices, count);
    if (schedule == NULL) return false;
    fprintf(reporting->out, "%*srepeat: tophash replay %s'%s%s'\n", indent, "",
            reporting->repeat_options, schedule, then);
    free(schedule);
    return true;
}

/* The load and the store of one line are two moves, and read alike but for this. */
static const char *verb_of(const th_access *access)
{
    bool writes =
        access->writes != 0 || access->touches[0].writes != 0 || access->touches[1].writes != 0;
    return writes ? "writes" : "reads";
}

static void put_side(const struct race_reporting *reporting, const struct race_critical *critical,
                     size_t side, const th_access *access)
{
    size_t worker = critical->workers[side];
    size_t choice = side == 0 ? critical->pair.first : critical->pair.second;
    fprintf(reporting->out, "move %zu: %s, ", choice + 1,
            reporting->scenario->workers[worker].name);
    race_report_op(reporting, worker, critical->ops[side], reporting->out);
    const char *line = th_line_of(access->line).text;
    if (line[0] != '\0') {
        fprintf(reporting->out, ", %s: ", verb_of(access));
        plain_put(reporting->out, reporting->charset, line);
    }
    putc('\n', reporting->out);
}

void race_report_critical(const struct race_reporting *reporting,
                          const struct race_critical *critical, int indent)
{
    if (!critical->is_found) return;
    fprintf(reporting->out,
            "%*scritical: these two moves; swapped, and then one worker after the other, all is "
            "well\n",
            indent, "");
    fprintf(reporting->out, "%*s", indent + 2, "");
    put_side(reporting, critical, 0, &critical->pair.first_access);
    fprintf(reporting->out, "%*s", indent + 2, "");
    put_side(reporting, critical, 1, &critical->pair.second_access);
}

/* ---- A line a choice ---- */

enum { CELL_OP, CELL_TOUCHES, CELL_COUNT };

/* A choice's words, before their columns are known. */
struct row {
    char *cells[CELL_COUNT];
    const char *line;
};

struct rows {
    const struct race_reporting *reporting;
    const struct race_run_report *run;
    struct row *rows;
    size_t count;
    int widths[CELL_COUNT];
    int name_width;
};

static char *touches_of(const struct rows *rows, size_t choice, const char *lock)
{
    struct timeline *timeline = rows->run->timeline;
    struct view view = {.language = LANGUAGE_ENGLISH, .map = rows->run->map};
    struct text words;
    /* As the arrays were called when the move was made. */
    timeline_seek(timeline, race_choice_at(rows->run->race, choice).position);
    view.model = timeline_model(timeline);
    text_begin(&words);
    access_words_add(&words, &view, race_access(rows->run->race, choice), lock);
    char *made = NULL;
    size_t len;
    FILE *out = open_memstream(&made, &len);
    if (out == NULL) return NULL;
    plain_put(out, rows->reporting->charset, words.bytes);
    return fclose(out) == 0 ? made : NULL;
}

static char *op_of(const struct race_reporting *reporting, size_t worker, size_t op)
{
    char *made = NULL;
    size_t len;
    FILE *out = open_memstream(&made, &len);
    if (out == NULL) return NULL;
    race_report_op(reporting, worker, op, out);
    return fclose(out) == 0 ? made : NULL;
}

/* The lock of an operation; "" where it has none. */
static const char *lock_of(const struct scenario *scenario, size_t worker, size_t op)
{
    const struct scenario_worker *is = &scenario->workers[worker];
    if (op >= is->op_count || is->ops[op].kind < SCENARIO_LOCK) return "";
    return scenario->locks[is->ops[op].lock].name;
}

static bool fill_row(struct rows *rows, size_t choice, size_t op)
{
    struct row *row = &rows->rows[choice];
    const struct scenario *scenario = rows->reporting->scenario;
    size_t worker = race_choice_at(rows->run->race, choice).worker;
    row->cells[CELL_OP] = op_of(rows->reporting, worker, op);
    row->cells[CELL_TOUCHES] = touches_of(rows, choice, lock_of(scenario, worker, op));
    row->line = th_line_of(race_access(rows->run->race, choice)->line).text;
    for (size_t i = 0; i < CELL_COUNT; i++) {
        if (row->cells[i] == NULL) return false;
        int width = width_of_text(row->cells[i]);
        if (width > rows->widths[i]) rows->widths[i] = width;
    }
    return true;
}

/* A choice's operation is the one that its worker was in before it. Lanes are kept up along the
 * way: asking for those of each choice anew would cost the square of their number. */
static bool fill_rows(struct rows *rows)
{
    const struct scenario *scenario = rows->reporting->scenario;
    struct race_lane lanes[SCENARIO_WORKERS_MAX];
    for (size_t w = 0; w < scenario->worker_count; w++) {
        int width = width_of_text(scenario->workers[w].name);
        if (width > rows->name_width) rows->name_width = width;
    }
    race_lanes(rows->run->race, 0, lanes);
    for (size_t i = 0; i < rows->count; i++) {
        size_t worker = race_choice_at(rows->run->race, i).worker;
        if (!fill_row(rows, i, lanes[worker].op)) return false;
        lanes[worker] = race_lane_after(rows->run->race, i);
    }
    return true;
}

static void pad(FILE *out, const char *text, int width)
{
    fprintf(out, "  %s%*s", text, width - width_of_text(text), "");
}

static void put_rows(const struct rows *rows)
{
    const struct race_reporting *reporting = rows->reporting;
    FILE *out = reporting->out;
    int number_width = snprintf(NULL, 0, "%zu", rows->count);
    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = &rows->rows[i];
        size_t worker = race_choice_at(rows->run->race, i).worker;
        fprintf(out, "  %*zu", number_width, i + 1);
        pad(out, reporting->scenario->workers[worker].name, rows->name_width);
        pad(out, row->cells[CELL_OP], rows->widths[CELL_OP]);
        bool has_line = row->line[0] != '\0';
        pad(out, row->cells[CELL_TOUCHES], has_line ? rows->widths[CELL_TOUCHES] : 0);
        if (has_line) {
            fputs("  ", out);
            plain_put(out, reporting->charset, row->line);
        }
        putc('\n', out);
    }
}

static bool put_choices(const struct race_reporting *reporting, const struct race_run_report *run)
{
    struct rows rows = {.reporting = reporting, .run = run, .count = race_choice_count(run->race)};
    if (rows.count == 0) return true;
    rows.rows = calloc(rows.count, sizeof *rows.rows);
    bool is_done = rows.rows != NULL && fill_rows(&rows);
    if (is_done) {
        put_rows(&rows);
        putc('\n', reporting->out);
    }
    for (size_t i = 0; rows.rows != NULL && i < rows.count; i++) {
        for (size_t cell = 0; cell < CELL_COUNT; cell++)
            free(rows.rows[i].cells[cell]);
    }
    free(rows.rows);
    return is_done;
}

/* ---- A fatal error ---- */

/* The worker of that name; worker_count: nobody's operation, the setup. */
static size_t worker_named(const struct scenario *scenario, const char *name)
{
    size_t worker = 0;
    if (name == NULL) return scenario->worker_count;
    while (worker < scenario->worker_count && strcmp(scenario->workers[worker].name, name) != 0)
        worker++;
    return worker;
}

static void put_entry(const struct race_reporting *reporting, const th_history_entry *entry,
                      bool has_noticed, th_line line)
{
    FILE *out = reporting->out;
    fprintf(out, "%c %s  %s", has_noticed ? '>' : ' ', entry->thread_name, th_op_name(entry->op));
    if (entry->op == TH_OP_GET || entry->op == TH_OP_PUT || entry->op == TH_OP_DELETE) {
        size_t len = entry->key_len < TH_HISTORY_KEY_SIZE ? entry->key_len : TH_HISTORY_KEY_SIZE;
        putc(' ', out);
        plain_put_key(out, reporting->charset, entry->key, len);
    }
    if (entry->is_over) {
        fputs("  over\n", out);
        return;
    }
    fputs("  under way, at: ", out);
    plain_put(out, reporting->charset, th_line_of(line).text);
    putc('\n', out);
}

/* The one under way, of each worker, stands where its lane does. */
static void put_history(const struct race_reporting *reporting, const struct race *race,
                        size_t noticed_by)
{
    const th_history_entry *entries;
    size_t count = race_history(race, &entries);
    struct race_lane lanes[SCENARIO_WORKERS_MAX];
    race_lanes(race, race_choice_count(race), lanes);
    for (size_t i = 0; i < count; i++) {
        size_t worker = worker_named(reporting->scenario, entries[i].thread_name);
        if (worker == reporting->scenario->worker_count) continue;
        bool has_noticed = worker == noticed_by && !entries[i].is_over;
        put_entry(reporting, &entries[i], has_noticed, lanes[worker].line);
    }
}

static void put_fatal(const struct race_reporting *reporting, const struct race *race)
{
    th_fatal_report report;
    size_t worker;
    if (!race_fatal(race, &report, &worker)) return;
    FILE *out = reporting->out;
    fprintf(out, "fatal error: %s\n\n", th_fatal_text(report.kind));
    const char *name = reporting->scenario->workers[worker].name;
    bool is_flag = report.kind == TH_FATAL_WRITES || report.kind == TH_FATAL_READ_AND_WRITE ||
                   report.kind == TH_FATAL_ITERATE_AND_WRITE;
    if (report.is_at_exit) {
        fprintf(out, "noticed at exit, by %s: somebody had switched its writing flag off\n", name);
    } else if (is_flag) {
        fprintf(out, "noticed at entry, by %s: somebody had switched the writing flag on\n", name);
    } else {
        fprintf(out, "noticed by %s\n", name);
    }
    put_history(reporting, race, worker);
    putc('\n', out);
}

/* ---- A run ---- */

static bool put_head(const struct race_reporting *reporting, const struct race *race)
{
    char *schedule =
        schedule_write(reporting->scenario, race_choices(race), race_choice_count(race));
    if (schedule == NULL) return false;
    fprintf(reporting->out, "%s\n\n", schedule);
    free(schedule);
    return true;
}

static void put_end(const struct race_reporting *reporting, const struct race_run_report *run)
{
    FILE *out = reporting->out;
    const char *why = race_why_wrong(run->race);
    put_fatal(reporting, run->race);
    if (why[0] != '\0') {
        fputs("wrong: ", out);
        plain_put(out, reporting->charset, why);
        putc('\n', out);
    }
    fprintf(out, "outcome: %s\n", outcome_word(race_outcome(run->race)));
    race_report_critical(reporting, &run->critical, 0);
    if (run->is_verified) {
        uint64_t moves = timeline_len(run->timeline) - race_begin(run->race);
        fprintf(out, "verified: two runs made the same tape: setup, and %llu move%s\n",
                (unsigned long long)moves, moves == 1 ? "" : "s");
    }
}

static bool put_text(const struct race_reporting *reporting, const struct race_run_report *run)
{
    const struct race *race = run->race;
    if (!put_head(reporting, race) || !put_choices(reporting, run)) return false;
    put_end(reporting, run);
    bool is_open = race_outcome(race) == OUTCOME_UNFINISHED;
    return race_report_repeat(reporting, race_choices(race), race_choice_count(race),
                              is_open ? ", then ask" : "", 0);
}

bool race_report_run(const struct race_reporting *reporting, const struct race_run_report *run)
{
    bool is_done = reporting->format == HEADLESS_JSON ? race_json_run(reporting, run)
                                                      : put_text(reporting, run);
    timeline_seek(run->timeline, timeline_len(run->timeline));
    return is_done;
}
