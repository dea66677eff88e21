/* race_commands.c - the commands race and replay: which scenario, and which way. */
#include <stdlib.h>

#include "viz/commands.h"
#include "viz/load.h"
#include "viz/race_ways.h"

/* ---- Scenarios ---- */

/* A lesson that is no race is answered with those that are. */
static enum exit_status refuse_lesson(const struct lesson *lesson, const struct catalog *catalog,
                                      const struct environment *environment)
{
    complain(environment,
             "the lesson '%s' has no workers, so it cannot race; these have:", lesson->id);
    for (size_t i = 0; i < catalog_count(catalog); i++) {
        struct lesson *other;
        struct source_errors errors = {0};
        if (catalog_load(catalog, i, &other, &errors) != LESSON_OK) continue;
        if (other->scenario != NULL) complain(environment, "  %zu  %s", i + 1, other->id);
        lesson_free(other);
    }
    return EXIT_USAGE;
}

/* As a word of a shell, with a space behind. */
static void put_option(FILE *out, const char *option, const char *value)
{
    fprintf(out, "%s '", option);
    for (; *value != '\0'; value++) {
        if (*value == '\'')
            fputs("'\\''", out);
        else
            putc(*value, out);
    }
    fputs("' ", out);
}

/* The options without which replay would not find this scenario; NULL: no memory. */
static char *repeat_options(const struct options *options, const char *wanted)
{
    char *text = NULL;
    size_t len;
    FILE *out = open_memstream(&text, &len);
    if (out == NULL) return NULL;
    if (load_is_path(wanted))
        put_option(out, "--scenario", wanted);
    else if (options->lessons != NULL)
        put_option(out, "--lessons", options->lessons);
    if (fclose(out) == 0) return text;
    free(text);
    return NULL;
}

/* A scenario and what was needed to find it. */
struct found {
    struct catalog *catalog;
    struct lesson *lesson;
    char *repeat;
    struct race_asked asked;
};

static enum exit_status find(const struct options *options, const struct environment *environment,
                             const char *wanted, struct found *found)
{
    *found = (struct found){.catalog = NULL};
    const char *path;
    enum exit_status status = load_catalog(options, environment, &found->catalog);
    if (status != EXIT_HELD) return status;
    status = load_named(found->catalog, wanted, 0, environment, &found->lesson, &path);
    if (status != EXIT_HELD) return status;
    if (found->lesson->scenario == NULL)
        return refuse_lesson(found->lesson, found->catalog, environment);
    found->asked.options = options;
    found->asked.environment = environment;
    found->repeat = repeat_options(options, wanted);
    if (found->repeat == NULL) return race_no_memory(&found->asked);
    found->asked.reporting = (struct race_reporting){.out = stdout,
                                                     .format = options->format,
                                                     .charset = options->charset,
                                                     .scenario = found->lesson->scenario,
                                                     .repeat_options = found->repeat};
    return EXIT_HELD;
}

static void let_go(struct found *found)
{
    free(found->repeat);
    lesson_free(found->lesson);
    catalog_free(found->catalog);
}

/* ---- race ---- */

/* Who moves where the schedule says nothing. */
static struct policy_plan policy_of(const struct race_options *race,
                                    const struct environment *environment)
{
    struct policy_plan plan = race->policy;
    bool is_named = race->has_policy || race->has_seed;
    if (race->schedule != NULL && !is_named) plan.kind = POLICY_SERIAL;
    if (!race->has_seed) plan.seed = environment->drawn_seed;
    return plan;
}

/* What chose, as words; a drawn seed was said nowhere else. */
static void say_policy(const struct environment *environment, const struct policy_plan *plan)
{
    char words[80];
    policy_write(plan, words, sizeof words);
    complain(environment, "policy: %s", words);
}

static enum exit_status race_by_schedule(const struct race_asked *asked)
{
    const struct race_options *race = &asked->options->race;
    const struct environment *environment = asked->environment;
    struct schedule_source source;
    struct schedule schedule = {.count = 0};
    enum exit_status status = schedule_source_read(race->schedule, environment, &source);
    if (status == EXIT_HELD) {
        status = schedule_source_parse(&source, environment, asked->reporting.scenario, &schedule);
    }
    if (status == EXIT_HELD && schedule.has_policy && (race->has_policy || race->has_seed)) {
        complain(environment, "the schedule names a policy itself: leave out --policy and --seed");
        status = EXIT_USAGE;
    }
    if (status == EXIT_HELD) {
        struct policy_plan then = policy_of(race, environment);
        if (race->has_policy || race->has_seed) say_policy(environment, &then);
        status = race_way_directed(asked, &source, &schedule, then);
    }
    schedule_free(&schedule);
    schedule_source_free(&source);
    return status;
}

static enum exit_status race_by_policy(const struct race_asked *asked)
{
    struct policy_plan then = policy_of(&asked->options->race, asked->environment);
    say_policy(asked->environment, &then);
    return race_way_directed(asked, NULL, NULL, then);
}

static enum exit_status race(const struct race_asked *asked)
{
    const struct options *options = asked->options;
    if (options->race.merges) {
        return race_way_merged(asked, options->arguments + 1, (size_t)options->argument_count - 1);
    }
    if (options->race.explores) return race_way_explored(asked);
    if (options->race.free_runs > 0) return race_way_free(asked);
    if (options->race.schedule != NULL) return race_by_schedule(asked);
    return race_by_policy(asked);
}

enum exit_status command_race(const struct options *options, const struct environment *environment)
{
    struct found found;
    enum exit_status status = find(options, environment, options->arguments[0], &found);
    if (status == EXIT_HELD) status = race(&found.asked);
    let_go(&found);
    return status;
}

/* ---- replay ---- */

/* The text begins as no schedule can: any scenario is good enough to be told where. */
static enum exit_status refuse_head(const struct schedule_source *source,
                                    const struct environment *environment)
{
    static const struct scenario none = {.id = "", .map_name = ""};
    struct schedule schedule;
    enum exit_status status = schedule_source_parse(source, environment, &none, &schedule);
    if (status != EXIT_HELD) return status;
    schedule_free(&schedule);
    return schedule_source_complain(source, environment, 1, 1, "this is no schedule");
}

/* The scenario that the head names, or that the command line does. */
static enum exit_status find_for(const struct options *options,
                                 const struct environment *environment,
                                 const struct schedule_source *source, struct found *found)
{
    char name[SCENARIO_NAME_MAX + 1];
    *found = (struct found){.catalog = NULL};
    if (options->race.scenario != NULL)
        return find(options, environment, options->race.scenario, found);
    if (!schedule_scenario(source->text, source->len, name, sizeof name))
        return refuse_head(source, environment);
    if (name[0] != '\0') return find(options, environment, name, found);
    return schedule_source_complain(source, environment, 1, 1,
                                    "no scenario is named; allowed: NAME: ahead of the choices, as "
                                    "in 'two-writers: A*3 B', or --scenario FILE");
}

/* Whoever sits at a terminal, or wants lines, and asked for nothing else, is shown the race. */
static bool wants_screen(const struct race_asked *asked)
{
    return (asked->environment->is_terminal || asked->options->is_linear) &&
           !asked->options->has_format && !asked->options->race.verifies;
}

static enum exit_status replay(const struct race_asked *asked, const struct lesson *lesson,
                               const struct schedule_source *source)
{
    struct schedule schedule;
    enum exit_status status =
        schedule_source_parse(source, asked->environment, asked->reporting.scenario, &schedule);
    if (status != EXIT_HELD) return status;
    /* What cannot be shown is told, or what is wrong with it. */
    bool is_shown = wants_screen(asked) &&
                    play_replay(asked->options, asked->environment, lesson, &schedule, &status);
    if (!is_shown) {
        status = race_way_directed(asked, source, &schedule,
                                   (struct policy_plan){.kind = POLICY_SERIAL});
    }
    schedule_free(&schedule);
    return status;
}

enum exit_status command_replay(const struct options *options,
                                const struct environment *environment)
{
    struct schedule_source source;
    struct found found = {.catalog = NULL};
    enum exit_status status = schedule_source_read(options->arguments[0], environment, &source);
    if (status == EXIT_HELD) status = find_for(options, environment, &source, &found);
    if (status == EXIT_HELD) status = replay(&found.asked, found.lesson, &source);
    let_go(&found);
    schedule_source_free(&source);
    return status;
}
