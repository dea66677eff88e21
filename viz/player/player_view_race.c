/* player_view_race.c - a race as a view shows it: lanes, schedule, outcome. */
#include <stdlib.h>

#include "core/fatal.h"
#include "core/map_layout.h"
#include "viz/player/player_state.h"
#include "viz/race/schedule.h"

/* The shortest way to a bad end is looked for in so many executions, some tenths of a second. */
enum { SHORTEST_EXECUTIONS_MAX = 300000 };

void player_words_free(struct player_words *words)
{
    if (words == NULL) return;
    free(words->schedule);
    free(words);
}

/* ---- Where ---- */

/* A choice has been made as soon as one of its moves is behind the position: what the worker stands
 * before has then been done. */
size_t player_choices_made(const struct player *player)
{
    const struct race *race = player_step_now(player)->race.race;
    uint64_t position = timeline_position(player_timeline_now(player));
    size_t low = 0, high = race_choice_count(race);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        uint64_t begin = middle == 0 ? player_step_now(player)->begin
                                     : race_choice_at(race, middle - 1).position;
        if (begin < position)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* ---- Lanes ---- */

static enum view_lane_state state_of(enum runner_state state)
{
    switch (state) {
    case RUNNER_READY:
        return VIEW_LANE_READY;
    case RUNNER_WAITING:
        return VIEW_LANE_WAITING;
    case RUNNER_DONE:
        return VIEW_LANE_DONE;
    case RUNNER_DEAD:
        break;
    }
    return VIEW_LANE_DEAD;
}

static bool has_key(enum scenario_op_kind kind)
{
    return kind == SCENARIO_PUT || kind == SCENARIO_GET || kind == SCENARIO_DELETE;
}

static bool has_lock(enum scenario_op_kind kind)
{
    return kind == SCENARIO_LOCK || kind == SCENARIO_UNLOCK || kind == SCENARIO_RLOCK ||
           kind == SCENARIO_RUNLOCK;
}

static struct view_lane lane_of(const struct scenario *scenario, size_t worker,
                                const struct race_lane *from)
{
    const struct scenario_worker *plan = &scenario->workers[worker];
    struct view_lane lane = {.name = plan->name,
                             .state = state_of(from->state),
                             .verb = "",
                             .lock = "",
                             .op = from->op,
                             .op_count = plan->op_count,
                             .line = from->line,
                             .next = from->next};
    lane.has_next = lane.state == VIEW_LANE_READY || lane.state == VIEW_LANE_WAITING;
    if (from->op >= plan->op_count) return lane;
    const struct scenario_op *op = &plan->ops[from->op];
    lane.verb = scenario_op_word(op->kind);
    lane.has_key = has_key(op->kind);
    lane.key = op->key;
    if (has_lock(op->kind)) lane.lock = scenario->locks[op->lock].name;
    return lane;
}

/* Who set the writing flag that is on: the last to store it so. */
static void mark_writer(const struct player *player, struct view *view)
{
    const struct timeline *timeline = player_timeline_now(player);
    if ((model_map(view->model, view->map)->header.flags & TH_FLAG_WRITING) == 0) return;
    for (uint64_t i = timeline_position(timeline); i-- > player_step_now(player)->begin;) {
        const struct move *move = timeline_move(timeline, i);
        if (move->kind != TH_EVENT_WRITING_SET) continue;
        if (move->worker < view->race.lane_count) view->race.lanes[move->worker].set_writing = true;
        return;
    }
}

static void fill_lanes(const struct player *player, const struct race *race, size_t choices,
                       struct view *view)
{
    const struct scenario *scenario = player->lesson->scenario;
    const struct timeline *timeline = player_timeline_now(player);
    struct race_lane lanes[SCENARIO_WORKERS_MAX];
    race_lanes(race, choices, lanes);
    view->race.lane_count = scenario->worker_count;
    for (size_t worker = 0; worker < scenario->worker_count; worker++)
        view->race.lanes[worker] = lane_of(scenario, worker, &lanes[worker]);
    if (view->has_now) {
        size_t now = timeline_move(timeline, timeline_position(timeline) - 1)->worker;
        if (now < scenario->worker_count) view->race.lanes[now].is_now = true;
    }
    mark_writer(player, view);
}

/* ---- Words ---- */

static const char *schedule_words(const struct player *player, const struct race *race,
                                  size_t choices)
{
    struct player_words *words = player->words;
    free(words->schedule);
    words->schedule = schedule_write_choices(player->lesson->scenario, race_choices(race), choices);
    return words->schedule == NULL ? "" : words->schedule;
}

static bool goes_on(void *context, const struct explore_progress *progress)
{
    (void)context;
    return progress->executions < SHORTEST_EXECUTIONS_MAX;
}

/* Explored once, when it is first asked for. Not to the end: not known. */
static void find_shortest(const struct player *player)
{
    struct player_words *words = player->words;
    struct explored *explored;
    struct explore_plan plan = {.kind = runner_fastest(), .goes_on = goes_on};
    words->has_shortest = true;
    if (explore(player->lesson->scenario, &plan, &explored) != EXPLORE_OK) return;
    for (size_t i = 0; explored->is_whole && i < OUTCOME_COUNT; i++)
        words->shortest[i] = explored->rows[i].shortest_count;
    explored_free(explored);
}

static uint64_t shortest_to(const struct player *player, enum outcome outcome)
{
    if (!player->words->has_shortest) find_shortest(player);
    return player->words->shortest[outcome];
}

/* Looked for once. What runs out of memory finds none. */
static void fill_critical(const struct player *player, struct view_race *race)
{
    struct player_live *live = player->live;
    if (!live->has_looked) {
        live->has_looked = true;
        enum race_status status = critical_find(player->lesson->scenario, live->step.race.race,
                                                &live->critical, &live->has_critical);
        live->has_critical = live->has_critical && status == RACE_OK;
    }
    if (!live->has_critical) return;
    race->critical[0] = live->critical.first + 1;
    race->critical[1] = live->critical.second + 1;
}

static void fill_end(const struct player *player, const struct race *race, enum language language,
                     struct view *view)
{
    enum outcome outcome = race_outcome(race);
    th_fatal_report report;
    size_t worker;
    if (outcome == OUTCOME_UNFINISHED) {
        view->race.is_asking = true;
        return;
    }
    view->race.outcome = outcome_text(outcome, language);
    view->race.is_bad = outcome != OUTCOME_CLEAN;
    if (race_fatal(race, &report, &worker)) view->race.fatal = th_fatal_text(report.kind);
    if (player->live == NULL || !view->race.is_bad) return;
    view->race.is_asking = true;
    view->race.shortest = shortest_to(player, outcome);
    fill_critical(player, &view->race);
}

void player_view_race(const struct player *player, enum language language, struct view *view)
{
    const struct played_race *played = &player_step_now(player)->race;
    const struct race *race = played->race;
    view->race.schedule = view->race.outcome = "";
    view->race.is_own = player->live != NULL;
    view->race.is_replayed = player->live != NULL && player->live->is_replay;
    if (played->tables != NULL) {
        view->race.table = played->tables[language];
        view->race.is_asking = true;
        fill_lanes(player, played->start, 0, view);
    }
    if (race == NULL) return;
    size_t choices = player_choices_made(player);
    view->race.choice = choices;
    view->race.choice_count = race_choice_count(race);
    view->race.schedule = schedule_words(player, race, choices);
    fill_lanes(player, race, choices, view);
    if (choices == view->race.choice_count && view->move == view->move_count) {
        fill_end(player, race, language, view);
    } else {
        view->race.is_asking = player->live != NULL;
    }
}
