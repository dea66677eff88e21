/* text.c - the report for people: a line a step, and below it what failed, with its place.
 *
 *     growth-by-doubling: Growing by doubling (lessons/02-growth/01-growth-by-doubling.yaml)
 *       ok      1/10  fill k1 to k8: 8 operations ... */
#include "viz/headless/race_report.h"
#include "viz/headless/report.h"
#include "viz/player/player_ask.h"
#include "viz/screen/plain.h"

enum { TABLE_INDENT = 10, ANSWER_BYTES = 200 };

static void begin(struct reporting *report) { (void)report; }

static void lesson_begin(struct reporting *report)
{
    enum glyph_charset charset = report->options->charset;
    if (report->lesson_index > 0) putc('\n', report->out);
    fprintf(report->out, "%s: ", report->lesson->id);
    plain_put(report->out, charset, report_words(report, report->lesson->title));
    fputs(" (", report->out);
    plain_put(report->out, charset, report->path);
    fputs(")\n", report->out);
}

static const char *verdict(const struct reporting *report, size_t step)
{
    if (!player_step_has_held(report->player, step)) return "FAILED";
    return player_outcome_count(report->player, step) == 0 ? "-" : "ok";
}

/* Where, what was expected, what is. */
static void put_failure(struct reporting *report, struct player_outcome outcome)
{
    enum glyph_charset charset = report->options->charset;
    fputs("    ", report->out);
    plain_put(report->out, charset, report->path);
    fprintf(report->out, ":%u:%u: %s: expected ", (unsigned)outcome.place.line,
            (unsigned)outcome.place.column, outcome.name);
    plain_put(report->out, charset, outcome.expected);
    fputs(", is ", report->out);
    plain_put(report->out, charset, outcome.actual);
    putc('\n', report->out);
}

static void put_failures(struct reporting *report, size_t step)
{
    const char *panic = player_unexpected_panic(report->player, step);
    if (panic != NULL) {
        struct lesson_place place = report->lesson->steps[step].place;
        fputs("    ", report->out);
        plain_put(report->out, report->options->charset, report->path);
        fprintf(report->out, ":%u:%u: %s: %s; nobody expected it\n", (unsigned)place.line,
                (unsigned)place.column, report->lesson->scenario == NULL ? "panic" : "outcome",
                panic);
    }
    for (size_t i = 0; i < player_outcome_count(report->player, step); i++) {
        struct player_outcome outcome = player_outcome(report->player, step, i);
        if (!outcome.has_held) put_failure(report, outcome);
    }
}

static void put_names(struct reporting *report, size_t step)
{
    for (size_t i = 0; i < player_outcome_count(report->player, step); i++) {
        fprintf(report->out, "%s%s", i == 0 ? "; " : ", ",
                player_outcome(report->player, step, i).name);
    }
}

/* What the runs of a step came to, where there were many. */
static void put_table(const struct reporting *report, size_t step)
{
    const struct race_reporting reporting = {.out = report->out,
                                             .charset = report->options->charset,
                                             .scenario = report->lesson->scenario};
    const struct explored *explored = player_explored(report->player, step);
    const struct free_counts *counts = player_free_counts(report->player, step);
    if (explored != NULL) race_report_table(&reporting, explored, TABLE_INDENT);
    if (counts != NULL) race_report_free_table(&reporting, counts, TABLE_INDENT);
}

/* The question and the truth, which is read from the map. */
static void put_ask(const struct reporting *report, size_t step)
{
    const struct lesson_ask *ask = report->lesson->steps[step].ask;
    char truth[ANSWER_BYTES];
    if (ask == NULL) return;
    player_truth(report->player, step, report->options->language, truth, sizeof truth);
    fprintf(report->out, "%*sasks  ", TABLE_INDENT, "");
    plain_put_marked(report->out, report->options->charset, report_words(report, ask->question));
    if (truth[0] != '\0') fputs("  ", report->out);
    plain_put(report->out, report->options->charset, truth);
    putc('\n', report->out);
}

static void step(struct reporting *report, size_t index)
{
    FILE *out = report->out;
    uint64_t first, end;
    player_step_moves(report->player, index, &first, &end);
    fprintf(out, "  %-6s %2zu/%zu  ", verdict(report, index), index + 1,
            player_step_count(report->player));
    report_put_operations(report, index);
    const struct lesson_step *is = &report->lesson->steps[index];
    bool is_counted = is->run.kind == LESSON_RUN_EXPLORE || is->run.kind == LESSON_RUN_FREE;
    if (is->operation_count == 0 && is->run.kind == LESSON_RUN_NONE) {
        fputs("words", out);
    } else if (!is_counted) {
        fprintf(out, ": %llu move%s", (unsigned long long)(end - first),
                end - first == 1 ? "" : "s");
    }
    put_names(report, index);
    putc('\n', out);
    put_failures(report, index);
    put_table(report, index);
    /* What goes wrong with the stream is seen by headless.c. */
    if (report->frame != NULL)
        (void)!frame_write_text(report->frame, report->options->charset, true, out);
    put_ask(report, index);
}

static void lesson_end(struct reporting *report) { (void)report; }

static void give_up(struct reporting *report, const char *why)
{
    fputs("\ngiven up at ", report->out);
    plain_put(report->out, report->options->charset, report->path);
    fprintf(report->out, ": %s\n", why);
}

static const char *plural(size_t count) { return count == 1 ? "" : "s"; }

static void end(struct reporting *report)
{
    const struct headless_totals *totals = &report->totals;
    fprintf(report->out, "\n%zu lesson%s, %zu step%s, %zu expectation%s: ", totals->lesson_count,
            plural(totals->lesson_count), totals->step_count, plural(totals->step_count),
            totals->expectation_count, plural(totals->expectation_count));
    if (totals->failure_count == 0) {
        fputs("all held\n", report->out);
    } else {
        fprintf(report->out, "%zu failed\n", totals->failure_count);
    }
}

const struct report_format report_text = {
    .begin = begin,
    .lesson_begin = lesson_begin,
    .step = step,
    .lesson_end = lesson_end,
    .give_up = give_up,
    .end = end,
};
