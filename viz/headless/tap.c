/* tap.c - the report as TAP, for test harnesses: a test point an expectation; a step that expects
 * nothing is one point too: it ran, and did not panic.
 *
 *     TAP version 14
 *     ok 1 - growth-by-doubling step 1 (fill k1 to k8): count is 8
 *     not ok 2 - growth-by-doubling step 1 (fill k1 to k8): B is 1
 *       ---
 *       message: "B: expected 1, is 0"
 *       at:
 *         file: "lessons/02-growth/01-growth-by-doubling.yaml"
 *         line: 31
 *         column: 28
 *       expected: "1"
 *       actual: "0"
 *       ...
 *     1..2
 *
 * Readers of TAP 13 understand it as well: the plan may stand at the end in both. */
#include <stdlib.h>
#include <string.h>

#include "viz/headless/report.h"
#include "viz/screen/plain.h"

static void begin(struct reporting *report) { fputs("TAP version 14\n", report->out); }

static void lesson_begin(struct reporting *report)
{
    fputs("# ", report->out);
    plain_put(report->out, report->options->charset, report_words(report, report->lesson->title));
    putc('\n', report->out);
}

/* A text in a description, where # would begin a directive. */
static void put_escaped(FILE *out, const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '#' || *text == '\\') putc('\\', out);
        putc(*text, out);
    }
}

/* "ok 7 - growth-by-doubling step 3 (put k9): " and the claim. */
static void put_point(struct reporting *report, size_t step, bool has_held, const char *name,
                      const char *expected)
{
    char *text = NULL;
    size_t len;
    struct reporting inside = *report;
    inside.out = open_memstream(&text, &len);
    fprintf(report->out, "%s %zu - ", has_held ? "ok" : "not ok", ++report->point_count);
    if (inside.out == NULL) {
        fprintf(report->out, "step %zu\n", step + 1);
        return;
    }
    fprintf(inside.out, "%s step %zu", report->lesson->id, step + 1);
    if (report->lesson->steps[step].operation_count > 0) {
        fputs(" (", inside.out);
        report_put_operations(&inside, step);
        putc(')', inside.out);
    }
    fprintf(inside.out, ": %s", name);
    if (expected != NULL) {
        fputs(" is ", inside.out);
        plain_put(inside.out, report->options->charset, expected);
    }
    if (fclose(inside.out) == 0) put_escaped(report->out, text);
    free(text);
    putc('\n', report->out);
}

static void put_field(struct reporting *report, const char *name, const char *text)
{
    fprintf(report->out, "  %s: ", name);
    plain_quote(report->out, report->options->charset, text);
    putc('\n', report->out);
}

static void put_diagnostics(struct reporting *report, const char *what, struct lesson_place place,
                            const char *expected, const char *actual)
{
    FILE *out = report->out;
    fputs("  ---\n", out);
    put_field(report, "message", what);
    fputs("  at:\n    file: ", out);
    plain_quote(out, report->options->charset, report->path);
    fprintf(out, "\n    line: %u\n    column: %u\n", (unsigned)place.line, (unsigned)place.column);
    put_field(report, "expected", expected);
    put_field(report, "actual", actual);
    fputs("  ...\n", out);
}

static void put_outcome(struct reporting *report, size_t step, struct player_outcome outcome)
{
    put_point(report, step, outcome.has_held, outcome.name, outcome.expected);
    if (outcome.has_held) return;
    char *what;
    int len =
        asprintf(&what, "%s: expected %s, is %s", outcome.name, outcome.expected, outcome.actual);
    put_diagnostics(report, len < 0 ? outcome.name : what, outcome.place, outcome.expected,
                    outcome.actual);
    if (len >= 0) free(what);
}

/* The screen as comments. */
static void put_frame(struct reporting *report)
{
    char *text = NULL;
    size_t len;
    FILE *lines = open_memstream(&text, &len);
    if (lines == NULL) return;
    enum frame_status status =
        frame_write_text(report->frame, report->options->charset, true, lines);
    if (fclose(lines) == 0 && status == FRAME_OK) {
        for (char *line = text, *next; (next = strchr(line, '\n')) != NULL; line = next + 1) {
            fprintf(report->out, "# %.*s\n", (int)(next - line), line);
        }
    }
    free(text);
}

static void put_ask(struct reporting *report, size_t step)
{
    const struct lesson_ask *ask = report->lesson->steps[step].ask;
    if (ask == NULL) return;
    fputs("# asks: ", report->out);
    plain_put_marked(report->out, report->options->charset, report_words(report, ask->question));
    putc('\n', report->out);
}

static void step(struct reporting *report, size_t index)
{
    size_t count = player_outcome_count(report->player, index);
    const char *panic = player_unexpected_panic(report->player, index);
    if (count == 0 || panic != NULL) {
        put_point(report, index, panic == NULL, "no panic", NULL);
        if (panic != NULL) {
            put_diagnostics(report, "a panic that nobody expected",
                            report->lesson->steps[index].place, "no panic", panic);
        }
    }
    put_ask(report, index);
    for (size_t i = 0; i < count; i++)
        put_outcome(report, index, player_outcome(report->player, index, i));
    if (report->frame != NULL) put_frame(report);
}

static void lesson_end(struct reporting *report) { (void)report; }

static void give_up(struct reporting *report, const char *why)
{
    fputs("Bail out! ", report->out);
    plain_put(report->out, report->options->charset, report->path);
    fprintf(report->out, ": %s\n", why);
}

static void end(struct reporting *report) { fprintf(report->out, "1..%zu\n", report->point_count); }

const struct report_format report_tap = {
    .begin = begin,
    .lesson_begin = lesson_begin,
    .step = step,
    .lesson_end = lesson_end,
    .give_up = give_up,
    .end = end,
};
