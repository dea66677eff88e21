/* race_table.c - what many runs came to, for people: tables of an exploration and of free runs.
 *
 *     outcome          schedules      share       odds  ends  shortest
 *     clean              386,564   8.9664 %  12.0000 %     2  26 moves, 0 preemptions: A*13 B*13 */
#include "viz/headless/race_report.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "viz/headless/race_json.h"
#include "viz/race/schedule.h"
#include "viz/screen/plain.h"

static explore_number total_of(const struct explored *explored)
{
    explore_number total = 0;
    for (size_t i = 0; i < OUTCOME_COUNT; i++)
        total += explored->rows[i].schedules;
    return total;
}

static const char *plural(uint64_t count) { return count == 1 ? "" : "s"; }

/* ---- The table ---- */

struct columns {
    int word, schedules;
};

static struct columns columns_of(const struct explored *explored)
{
    struct columns columns = {.word = (int)strlen("outcome"),
                              .schedules = (int)strlen("schedules")};
    for (size_t i = 0; i < OUTCOME_COUNT; i++) {
        if (explored->rows[i].classes == 0) continue;
        char number[EXPLORE_NUMBER_TEXT];
        explore_write_number(explored->rows[i].schedules, number);
        int word = (int)strlen(outcome_word((enum outcome)i)), len = (int)strlen(number);
        if (word > columns.word) columns.word = word;
        if (len > columns.schedules) columns.schedules = len;
    }
    return columns;
}

static void put_shortest(const struct race_reporting *reporting, const struct explore_row *row)
{
    char *text = schedule_write_choices(reporting->scenario, row->shortest, row->shortest_count);
    fprintf(reporting->out, "%zu move%s, %u preemption%s: %s", row->shortest_count,
            plural(row->shortest_count), (unsigned)row->preemptions, plural(row->preemptions),
            text == NULL ? "?" : text);
    free(text);
}

static void put_row(const struct race_reporting *reporting, enum outcome outcome,
                    const struct explored *explored, struct columns columns)
{
    const struct explore_row *row = &explored->rows[outcome];
    explore_number total = total_of(explored);
    double share = total == 0 ? 0 : 100 * (double)row->schedules / (double)total;
    char number[EXPLORE_NUMBER_TEXT];
    explore_write_number(row->schedules, number);
    fprintf(reporting->out, "%-*s  %*s  %8.4f %%  %8.4f %%  ", columns.word, outcome_word(outcome),
            columns.schedules, number, share, 100 * row->odds);
    if (row->end_count == 0)
        fputs("   -  ", reporting->out);
    else
        fprintf(reporting->out, "%4zu  ", row->end_count);
    put_shortest(reporting, row);
    putc('\n', reporting->out);
}

void race_report_table(const struct race_reporting *reporting, const struct explored *explored,
                       int indent)
{
    struct columns columns = columns_of(explored);
    fprintf(reporting->out, "%*s%-*s  %*s  %10s  %10s  ends  shortest\n", indent, "", columns.word,
            "outcome", columns.schedules, "schedules", "share", "odds");
    for (size_t i = 0; i < OUTCOME_COUNT; i++) {
        if (explored->rows[i].classes == 0) continue;
        fprintf(reporting->out, "%*s", indent, "");
        put_row(reporting, (enum outcome)i, explored, columns);
    }
}

/* ---- An exploration ---- */

static void put_counts(const struct race_reporting *reporting, const struct explored *explored)
{
    char executions[EXPLORE_NUMBER_TEXT], schedules[EXPLORE_NUMBER_TEXT];
    explore_write_number(explored->executions, executions);
    explore_write_number(total_of(explored), schedules);
    fprintf(reporting->out, "%s execution%s stood for %s schedule%s", executions,
            plural(explored->executions), schedules, total_of(explored) == 1 ? "" : "s");
}

static void put_method(const struct race_reporting *reporting, const struct race_explore_report *is)
{
    FILE *out = reporting->out;
    char blocked[EXPLORE_NUMBER_TEXT];
    explore_write_number(is->explored->blocked, blocked);
    fputs("method: depth first; ", out);
    if (is->plan->is_bounded) {
        fprintf(out,
                "schedules of at most %u preemption%s, each run: ", (unsigned)is->plan->preemptions,
                plural(is->plan->preemptions));
        put_counts(reporting, is->explored);
    } else {
        fputs("of schedules that differ only in moves that commute, one is run (sleep sets): ",
              out);
        put_counts(reporting, is->explored);
        fprintf(out, "; %s were given up half way", blocked);
    }
    fputs("\nodds: of a scheduler that lets each ready worker move with equal chance\n", out);
}

static void put_limits(const struct race_reporting *reporting, const struct race_explore_report *is)
{
    FILE *out = reporting->out;
    const struct explored *explored = is->explored;
    if (is->plan->shard_count > 1) {
        fprintf(out, "shard: %u/%u; the counts are those of this part only\n",
                (unsigned)is->plan->shard + 1, (unsigned)is->plan->shard_count);
    }
    if (!explored->is_whole) fputs("incomplete: stopped before all was explored\n", out);
    if (!explored->is_exact) fputs("not exact: some schedules could not be counted\n", out);
    if (!explored->has_all_ends)
        fprintf(out, "ends: only %d of an outcome are told apart\n", EXPLORE_ENDS_MAX);
}

static bool put_bad(const struct race_reporting *reporting, const struct race_explore_report *is,
                    enum outcome outcome)
{
    const struct explore_row *row = &is->explored->rows[outcome];
    if (outcome == OUTCOME_CLEAN || row->classes == 0) return true;
    fprintf(reporting->out, "\n%s: %s\n", outcome_word(outcome),
            outcome_text(outcome, LANGUAGE_ENGLISH));
    race_report_critical(reporting, &is->critical[outcome], 2);
    return race_report_repeat(reporting, row->shortest, row->shortest_count, "", 2);
}

static bool put_text(const struct race_reporting *reporting, const struct race_explore_report *is)
{
    fprintf(reporting->out, "%s@%016" PRIx64 ": explored%s\n\n", reporting->scenario->id,
            scenario_digest(reporting->scenario), is->explored->is_whole ? "" : " so far");
    race_report_table(reporting, is->explored, 2);
    putc('\n', reporting->out);
    put_method(reporting, is);
    put_limits(reporting, is);
    for (size_t i = 0; i < OUTCOME_COUNT; i++) {
        if (!put_bad(reporting, is, (enum outcome)i)) return false;
    }
    return true;
}

bool race_report_explored(const struct race_reporting *reporting,
                          const struct race_explore_report *explore)
{
    return reporting->format == HEADLESS_JSON ? race_json_explored(reporting, explore)
                                              : put_text(reporting, explore);
}

/* ---- Free runs ---- */

void race_report_free_table(const struct race_reporting *reporting,
                            const struct free_counts *counts, int indent)
{
    FILE *out = reporting->out;
    fprintf(out, "%*s%-20s  %14s  %10s  95 %% confidence\n", indent, "", "result", "runs", "share");
    for (size_t i = 0; i < FREE_RESULT_COUNT; i++) {
        double low, high;
        char number[EXPLORE_NUMBER_TEXT];
        free_interval(counts->counts[i], counts->runs, &low, &high);
        double share = counts->runs == 0 ? 0 : (double)counts->counts[i] / (double)counts->runs;
        explore_write_number(counts->counts[i], number);
        fprintf(out, "%*s%-20s  %14s  %8.4f %%  %.4f to %.4f %%\n", indent, "",
                free_result_text((enum free_result)i, LANGUAGE_ENGLISH), number, 100 * share,
                100 * low, 100 * high);
    }
}

bool race_report_free(const struct race_reporting *reporting, const struct free_counts *counts)
{
    if (reporting->format == HEADLESS_JSON) return race_json_free(reporting, counts);
    char number[EXPLORE_NUMBER_TEXT];
    explore_write_number(counts->runs, number);
    fprintf(reporting->out, "%s@%016" PRIx64 ": %s free run%s\n\n", reporting->scenario->id,
            scenario_digest(reporting->scenario), number, plural(counts->runs));
    race_report_free_table(reporting, counts, 2);
    fputs("\nThis is true of this program, this compiler and this machine, today: a data race is\n"
          "undefined behaviour, and that nothing was seen proves nothing.\n",
          reporting->out);
    return true;
}
