/* race_explored.c - all schedules: how far it is, what came of it, shards and their sum. */
#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "viz/race_resume.h"

/* ---- Stopping ---- */

static volatile sig_atomic_t is_interrupted;

static void interrupt(int signal_number)
{
    (void)signal_number;
    is_interrupted = 1;
}

/* Once only: who presses Ctrl-C again means it. */
static void listen_for_interrupts(void)
{
    struct sigaction action = {.sa_handler = interrupt, .sa_flags = (int)SA_RESETHAND};
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

/* ---- Progress ---- */

enum { LINE_COLUMNS = 78, SAVE_EVERY_SECONDS = 10 };

struct watching {
    const struct race_asked *asked;
    const struct environment *environment;
    double begun, drawn, saved;
    bool has_drawn;
};

static void put_time(char *text, size_t size_bytes, double seconds)
{
    if (seconds < 100)
        snprintf(text, size_bytes, "%.0f s", seconds);
    else if (seconds < 6000)
        snprintf(text, size_bytes, "%.0f min", seconds / 60);
    else
        snprintf(text, size_bytes, "%.0f h", seconds / 3600);
}

static void draw(struct watching *watching, const struct explore_progress *progress, double now)
{
    char executions[EXPLORE_NUMBER_TEXT], left[40] = "", line[200];
    explore_write_number(progress->executions, executions);
    double passed = now - watching->begun;
    if (progress->done > 0.001 && passed > 1)
        put_time(left, sizeof left, passed * (1 - progress->done) / progress->done);
    snprintf(line, sizeof line, "%s executions, %.1f %%%s%s%s", executions, 100 * progress->done,
             left[0] == '\0' ? "" : ", ", left, left[0] == '\0' ? "" : " left");
    fprintf(stderr, "\r%-*.*s", LINE_COLUMNS, LINE_COLUMNS, line);
    fflush(stderr);
    watching->drawn = now;
    watching->has_drawn = true;
}

static void erase(const struct watching *watching)
{
    if (watching->has_drawn) fprintf(stderr, "\r%*s\r", LINE_COLUMNS, "");
}

static bool goes_on(void *context, const struct explore_progress *progress)
{
    struct watching *watching = context;
    const char *resume = watching->asked->options->race.resume;
    double now = watching->environment->seconds();
    bool is_time = is_interrupted || now - watching->saved >= SAVE_EVERY_SECONDS;
    if (resume != NULL && is_time) {
        race_resume_write(watching->asked, resume, progress);
        watching->saved = now;
    }
    if (is_interrupted) return false;
    if (!watching->environment->is_error_terminal) return true;
    if (now - watching->drawn >= 0.2) draw(watching, progress, now);
    return true;
}

/* ---- The report ---- */

/* The critical pair of a row's shortest schedule, which is run again for it. */
static bool find_critical(const struct scenario *scenario, const struct explore_row *row,
                          struct race_critical *critical)
{
    struct race *race;
    size_t bad_choice;
    char why[200];
    struct race_plan plan = {.choices = row->shortest,
                             .count = row->shortest_count,
                             .then = {.kind = POLICY_ASK},
                             .kind = runner_fastest()};
    enum race_status status = race_run(scenario, &plan, NULL, 0, &race, &bad_choice, why);
    if (status == RACE_BAD_CHOICE) return true; /* a merged file that was made up */
    if (status != RACE_OK) return false;
    bool is_done = race_find_critical(scenario, race, critical);
    race_free(race);
    return is_done;
}

static enum exit_status report(const struct race_asked *asked, const struct explored *explored,
                               const struct explore_plan *plan)
{
    struct race_critical critical[OUTCOME_COUNT] = {{.is_found = false}};
    bool is_bad = false;
    for (size_t i = 0; i < OUTCOME_COUNT; i++) {
        const struct explore_row *row = &explored->rows[i];
        if (i == OUTCOME_CLEAN || row->classes == 0) continue;
        is_bad = true;
        if (!find_critical(asked->reporting.scenario, row, &critical[i]))
            return race_no_memory(asked);
    }
    struct race_explore_report is = {.explored = explored, .plan = plan, .critical = critical};
    if (!race_report_explored(&asked->reporting, &is)) return race_no_memory(asked);
    if (!explored->is_whole) return EXIT_BROKEN;
    return is_bad ? EXIT_FATAL : EXIT_HELD;
}

/* ---- Exploring ---- */

static struct explore_plan plan_of(const struct race_asked *asked)
{
    const struct race_options *race = &asked->options->race;
    const struct environment *environment = asked->environment;
    struct explore_plan plan = {.is_bounded = race->has_preemptions,
                                .preemptions = (uint32_t)race->preemptions,
                                .shard = (uint32_t)race->shard,
                                .shard_count = (uint32_t)race->shard_count,
                                .kind = runner_fastest(),
                                .goes_on = goes_on};
    if (race->shard_count > 0 || environment->total_shards == 0) return plan;
    plan.shard = environment->shard;
    plan.shard_count = environment->total_shards;
    if (environment->shard_status_file == NULL) return plan;
    FILE *file = fopen(environment->shard_status_file, "a");
    if (file != NULL) fclose(file);
    return plan;
}

static enum exit_status refuse(const struct race_asked *asked, enum explore_status status)
{
    const char *why = explore_status_text(status);
    if (status == EXPLORE_BAD_CHECKPOINT)
        complain(asked->environment, "--resume %s: %s", asked->options->race.resume, why);
    else
        complain(asked->environment, "%s", why);
    return EXIT_USAGE;
}

enum exit_status race_way_explored(const struct race_asked *asked)
{
    double now = asked->environment->seconds();
    struct watching watching = {
        .asked = asked, .environment = asked->environment, .begun = now, .saved = now};
    const char *resume = asked->options->race.resume;
    struct explore_plan plan = plan_of(asked);
    struct explored *explored;
    char *checkpoint = NULL;
    if (resume != NULL && !race_resume_read(asked, resume, &checkpoint)) return EXIT_USAGE;
    plan.context = &watching;
    plan.resume = checkpoint;
    listen_for_interrupts();
    enum explore_status status = explore(asked->reporting.scenario, &plan, &explored);
    free(checkpoint);
    erase(&watching);
    if (status == EXPLORE_NO_MEMORY) return race_no_memory(asked);
    if (status != EXPLORE_OK) return refuse(asked, status);
    enum exit_status end = report(asked, explored, &plan);
    if (!explored->is_whole) complain(asked->environment, "interrupted: not all was explored");
    if (explored->is_whole && resume != NULL) remove(resume); /* there is nothing to go on with */
    explored_free(explored);
    return end;
}

/* ---- Adding up ---- */

/* Which shards have been added. */
struct merging {
    struct explored *sum;
    struct explore_plan plan; /* of the first file */
    bool *has_shard;
};

/* NULL: it fits to those before it. */
static const char *misfit(const struct merging *merging, const struct explore_plan *plan)
{
    const struct explore_plan *first = &merging->plan;
    if (plan->shard_count != first->shard_count) return "of another number of shards";
    if (plan->is_bounded != first->is_bounded || plan->preemptions != first->preemptions)
        return "explored with another bound on preemptions";
    if (merging->has_shard[plan->shard]) return "a shard that has been added already";
    return NULL;
}

static enum exit_status add(const struct race_asked *asked, struct merging *merging,
                            const char *path, struct explored *more,
                            const struct explore_plan *plan)
{
    if (merging->sum == NULL) {
        merging->plan = *plan;
        merging->has_shard = calloc(plan->shard_count, sizeof *merging->has_shard);
        merging->sum = calloc(1, sizeof *merging->sum);
        if (merging->has_shard == NULL || merging->sum == NULL) return race_no_memory(asked);
        merging->sum->is_whole = merging->sum->is_exact = merging->sum->has_all_ends = true;
    }
    const char *problem = misfit(merging, plan);
    if (problem != NULL) {
        complain(asked->environment, "%s: shard %u/%u: %s", path, (unsigned)plan->shard + 1,
                 (unsigned)plan->shard_count, problem);
        return EXIT_USAGE;
    }
    merging->has_shard[plan->shard] = true;
    return explored_add(merging->sum, more) ? EXIT_HELD : race_no_memory(asked);
}

static enum exit_status add_file(const struct race_asked *asked, struct merging *merging,
                                 const char *path)
{
    struct explored *more;
    struct explore_plan plan;
    char why[200];
    errno = 0;
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        complain(asked->environment, "%s: %s", path, strerror(errno));
        return EXIT_USAGE;
    }
    bool is_read = race_report_read_explored(asked->reporting.scenario, file, &more, &plan, why);
    fclose(file);
    if (!is_read) {
        complain(asked->environment, "%s: %s", path, why);
        return EXIT_USAGE;
    }
    enum exit_status status = add(asked, merging, path, more, &plan);
    explored_free(more);
    return status;
}

/* A sum without all of its parts would look like a proof. */
static enum exit_status report_sum(const struct race_asked *asked, struct merging *merging)
{
    for (uint32_t i = 0; i < merging->plan.shard_count; i++) {
        if (merging->has_shard[i]) continue;
        complain(asked->environment, "shard %u/%u is missing", (unsigned)i + 1,
                 (unsigned)merging->plan.shard_count);
        return EXIT_USAGE;
    }
    merging->plan.shard = 0;
    merging->plan.shard_count = 1;
    return report(asked, merging->sum, &merging->plan);
}

enum exit_status race_way_merged(const struct race_asked *asked, char *const *files, size_t count)
{
    struct merging merging = {.sum = NULL};
    enum exit_status status = EXIT_HELD;
    for (size_t i = 0; i < count && status == EXIT_HELD; i++)
        status = add_file(asked, &merging, files[i]);
    if (status == EXIT_HELD) status = report_sum(asked, &merging);
    explored_free(merging.sum);
    free(merging.has_shard);
    return status;
}

/* ---- Free runs ---- */

static bool is_cancelled(void *context)
{
    (void)context;
    return is_interrupted != 0;
}

static void free_progress(void *context, uint64_t runs_done)
{
    struct watching *watching = context;
    double now = watching->environment->seconds();
    if (!watching->environment->is_error_terminal || now - watching->drawn < 0.2) return;
    fprintf(stderr, "\r%" PRIu64 " runs", runs_done);
    fflush(stderr);
    watching->drawn = now;
    watching->has_drawn = true;
}

enum exit_status race_way_free(const struct race_asked *asked)
{
    struct watching watching = {.environment = asked->environment};
    struct free_plan plan = {.runs = asked->options->race.free_runs,
                             .is_cancelled = is_cancelled,
                             .progress = free_progress,
                             .context = &watching};
    struct free_counts counts;
    listen_for_interrupts();
    bool is_run = free_run(asked->reporting.scenario, &plan, &counts);
    int error = errno;
    erase(&watching);
    if (!is_run) {
        complain(asked->environment, "free runs: %s", strerror(error));
        return EXIT_BROKEN;
    }
    if (!race_report_free(&asked->reporting, &counts)) return race_no_memory(asked);
    if (counts.runs < plan.runs) {
        complain(asked->environment, "interrupted: not all runs were made");
        return EXIT_BROKEN;
    }
    return counts.counts[FREE_CLEAN] == counts.runs ? EXIT_HELD : EXIT_FATAL;
}
