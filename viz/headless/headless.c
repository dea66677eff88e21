/* headless.c - plays lessons one after the other and hands each step to a format of the report. */
#include "viz/headless/headless.h"

#include <errno.h>

#include "viz/headless/report.h"
#include "viz/screen/plain.h"
#include "viz/screen/screen.h"

const char *headless_status_text(enum headless_status status)
{
    static const char *const texts[] = {
#define X(name, text) text,
        HEADLESS_STATUS_LIST(X)
#undef X
    };
    return texts[status];
}

static const struct report_format *format_of(enum headless_format format)
{
    switch (format) {
    case HEADLESS_JSON:
        return &report_json;
    case HEADLESS_TAP:
        return &report_tap;
    default:
        return &report_text;
    }
}

static enum headless_status status_of(enum player_status status)
{
    switch (status) {
    case PLAYER_OK:
        return HEADLESS_OK;
    case PLAYER_BAD_SCHEDULE:
        return HEADLESS_BAD_SCHEDULE;
    case PLAYER_TAPE_FULL:
        return HEADLESS_TAPE_FULL;
    case PLAYER_MIRROR_BROKEN:
        return HEADLESS_MIRROR_BROKEN;
    default:
        return HEADLESS_NO_MEMORY;
    }
}

/* ---- Words that several formats need ---- */

const char *report_words(const struct reporting *report, struct lesson_text text)
{
    return lesson_in_language(text, report->options->language);
}

static void put_operation(const struct reporting *report, const struct lesson_operation *operation)
{
    enum glyph_charset charset = report->options->charset;
    switch (operation->kind) {
    case LESSON_PUT:
    case LESSON_GET:
    case LESSON_DELETE:
        plain_put_key(report->out, charset, operation->key.bytes, operation->key.len);
        break;
    case LESSON_FILL:
        plain_put(report->out, charset, operation->prefix);
        fprintf(report->out, "%lld to ", (long long)operation->from);
        plain_put(report->out, charset, operation->prefix);
        fprintf(report->out, "%lld", (long long)operation->to);
        break;
    case LESSON_OPEN:
    case LESSON_NEXT:
    case LESSON_CLOSE:
        plain_put(report->out, charset, report->lesson->cursors[operation->cursor].name);
        if (operation->kind == LESSON_NEXT && operation->times > 1) {
            fprintf(report->out, ", %llu times", (unsigned long long)operation->times);
        }
        break;
    case LESSON_ITERATE:
    case LESSON_CLEAR:
        break;
    }
}

/* How many operations of a step are named; the others are counted. */
enum { OPERATIONS_NAMED = 4 };

static void put_run(const struct reporting *report, const struct lesson_run *run)
{
    char policy[80];
    switch (run->kind) {
    case LESSON_RUN_SCHEDULE:
        fputs("schedule ", report->out);
        plain_put(report->out, report->options->charset, run->text);
        break;
    case LESSON_RUN_SEED:
        policy_write(&run->policy, policy, sizeof policy);
        fprintf(report->out, "seed %llu (%s)", (unsigned long long)run->policy.seed, policy);
        break;
    case LESSON_RUN_EXPLORE:
        fputs("explore", report->out);
        if (run->is_bounded) fprintf(report->out, " %u preemptions", (unsigned)run->preemptions);
        break;
    case LESSON_RUN_FREE:
        fprintf(report->out, "free %llu runs", (unsigned long long)run->runs);
        break;
    case LESSON_RUN_NONE:
        break;
    }
}

void report_put_operations(const struct reporting *report, size_t step)
{
    static const char *const verbs[] = {"put",   "get",  "delete", "fill", "iterate",
                                        "clear", "open", "next",   "close"};
    const struct lesson_step *does = &report->lesson->steps[step];
    put_run(report, &does->run);
    if (does->operation_count == 0) return;
    fputs(verbs[does->operations[0].kind], report->out);
    bool has_words =
        does->operations[0].kind != LESSON_ITERATE && does->operations[0].kind != LESSON_CLEAR;
    for (size_t i = 0; i < does->operation_count && i < OPERATIONS_NAMED && has_words; i++) {
        fputs(i == 0 ? " " : ", ", report->out);
        put_operation(report, &does->operations[i]);
    }
    if (does->operation_count > OPERATIONS_NAMED) {
        fprintf(report->out, " and %zu more", does->operation_count - OPERATIONS_NAMED);
    }
    if (report->lesson->map_count > 1) {
        fputs(" on ", report->out);
        plain_put(report->out, report->options->charset, report->lesson->maps[does->map].name);
    }
}

/* ---- Playing ---- */

static void draw(struct reporting *report)
{
    struct view view;
    player_view(report->player, report->options->language, &view);
    screen_draw(report->frame, &view, NULL);
}

static void count_step(struct reporting *report, size_t step)
{
    struct headless_totals *totals = &report->totals;
    size_t count = player_outcome_count(report->player, step);
    totals->step_count++;
    totals->expectation_count += count;
    for (size_t i = 0; i < count; i++) {
        if (!player_outcome(report->player, step, i).has_held) totals->failure_count++;
    }
    if (player_unexpected_panic(report->player, step) == NULL) return;
    totals->failure_count++;
    if (report->lesson->steps[step].run.kind != LESSON_RUN_NONE) totals->fatal_count++;
}

/* Reports the lesson that has been played. */
static enum headless_status report_lesson(struct reporting *report,
                                          const struct report_format *format)
{
    format->lesson_begin(report);
    report->is_in_lesson = true;
    for (size_t step = 0; step < player_step_count(report->player); step++) {
        player_seek(report->player, step, UINT64_MAX);
        if (report->frame != NULL) draw(report);
        count_step(report, step);
        format->step(report, step);
        if (ferror(report->out)) return HEADLESS_NOT_WRITTEN;
        if (report->has_no_memory) return HEADLESS_NO_MEMORY;
    }
    format->lesson_end(report);
    report->is_in_lesson = false;
    return HEADLESS_OK;
}

static enum headless_status run_lesson(struct reporting *report, const struct report_format *format,
                                       const struct headless_lesson *one)
{
    static const struct player_options options = {.asks_nobody = true};
    report->path = one->path;
    report->lesson = one->lesson;
    enum headless_status status = status_of(player_make(one->lesson, &options, &report->player));
    if (status == HEADLESS_OK) status = report_lesson(report, format);
    player_free(report->player);
    report->player = NULL;
    if (status == HEADLESS_OK) report->totals.lesson_count++;
    return status;
}

enum headless_status headless_run(const struct headless_options *options,
                                  const struct headless_lesson *lessons, size_t count, FILE *out,
                                  struct headless_totals *totals)
{
    const struct report_format *format = format_of(options->format);
    struct reporting report = {.options = options, .out = out};
    *totals = report.totals;
    if (options->has_frames) {
        enum frame_status made = frame_make(&report.frame, options->height, options->width);
        if (made != FRAME_OK) return HEADLESS_NO_MEMORY;
    }
    enum headless_status status = HEADLESS_OK;
    errno = 0;
    format->begin(&report);
    for (size_t i = 0; i < count && status == HEADLESS_OK; i++) {
        report.lesson_index = i;
        status = run_lesson(&report, format, &lessons[i]);
    }
    if (status == HEADLESS_OK) {
        format->end(&report);
    } else {
        format->give_up(&report, headless_status_text(status));
    }
    *totals = report.totals;
    frame_free(report.frame);
    if (fflush(out) != 0 || ferror(out)) status = HEADLESS_NOT_WRITTEN;
    return status;
}

void headless_put_step(FILE *out, enum glyph_charset charset, const struct player *player,
                       size_t step)
{
    const struct headless_options options = {.charset = charset};
    const struct reporting report = {
        .options = &options, .out = out, .lesson = player_lesson(player)};
    const struct lesson_step *does = &report.lesson->steps[step];
    uint64_t begin, end;
    player_step_moves(player, step, &begin, &end);
    report_put_operations(&report, step);
    if (does->operation_count == 0) {
        fputs("on ", out);
        plain_put(out, charset, report.lesson->maps[does->map].name);
    }
    fprintf(out, ": %llu move%s", (unsigned long long)(end - begin), end - begin == 1 ? "" : "s");
}
