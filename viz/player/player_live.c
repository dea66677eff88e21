/* player_live.c - the learner as the scheduler.
 *
 *   choices so far --+-- one more, of the learner's --> race_run, onto a new tape
 *                    '-- a policy's from here on
 *
 * A race is a pure function of its choices, and short: so each choice runs it from the start. To
 * undo one is to wind back and choose another. */
#include <stdlib.h>
#include <string.h>

#include "viz/player/player_state.h"

void player_live_free(struct player_live *live)
{
    if (live == NULL) return;
    player_free_race(&live->step.race);
    player_marks_free(&live->marks);
    timeline_free(live->timeline);
    free(live);
}

void player_live_end(struct player *player)
{
    player_live_free(player->live);
    player->live = NULL;
}

bool player_is_live(const struct player *player) { return player->live != NULL; }

/* ---- Running ---- */

static enum race_status run(struct player *player, const struct race_plan *plan,
                            struct player_live *live)
{
    const struct scenario *scenario = player->lesson->scenario;
    struct played_step *step = &live->step;
    size_t bad_choice;
    char why[200];
    live->timeline = timeline_make(NULL);
    if (live->timeline == NULL || !timeline_add_map(live->timeline, scenario->map_name,
                                                    scenario->value_size, &step->race.map)) {
        return RACE_NO_MEMORY;
    }
    enum race_status status = race_run(scenario, plan, live->timeline, step->race.map,
                                       &step->race.race, &bad_choice, why);
    if (status != RACE_OK) return status;
    step->begin = race_begin(step->race.race);
    step->end = timeline_len(live->timeline);
    step->failure = "";
    if (!player_find_marks(player, live->timeline, step, 1, &live->marks)) return RACE_NO_MEMORY;
    return RACE_OK;
}

/* The race under plan becomes what is shown, from its end. */
static enum player_choice show(struct player *player, const struct race_plan *plan)
{
    struct player_live *live = calloc(1, sizeof *live);
    if (live == NULL) return PLAYER_NOT_CHOSEN;
    enum race_status status = run(player, plan, live);
    if (status != RACE_OK) {
        player_live_free(live);
        return status == RACE_BAD_CHOICE ? PLAYER_CANNOT_MOVE : PLAYER_NOT_CHOSEN;
    }
    live->is_replay = player->live != NULL && player->live->is_replay;
    player_live_end(player);
    player->live = live;
    return PLAYER_CHOSEN;
}

/* The choices made up to here, and room for one more. NULL: no memory. */
static uint8_t *choices_so_far(const struct player *player, size_t *count)
{
    const struct race *race = player_step_now(player)->race.race;
    *count = race == NULL ? 0 : player_choices_made(player);
    uint8_t *choices = malloc(*count + 1);
    if (choices != NULL && *count > 0) memcpy(choices, race_choices(race), *count);
    return choices;
}

enum player_choice player_choose(struct player *player, size_t worker)
{
    const struct scenario *scenario = player->lesson->scenario;
    if (scenario == NULL || worker >= scenario->worker_count) return PLAYER_NO_CHOICE;
    size_t count;
    uint8_t *choices = choices_so_far(player, &count);
    if (choices == NULL) return PLAYER_NOT_CHOSEN;
    choices[count] = (uint8_t)worker;
    struct race_plan plan = {.choices = choices,
                             .count = count + 1,
                             .then = {.kind = POLICY_ASK},
                             .kind = runner_fastest()};
    enum player_choice choice = show(player, &plan);
    free(choices);
    return choice;
}

enum player_choice player_hand_over(struct player *player, const struct policy_plan *policy)
{
    if (player->lesson->scenario == NULL) return PLAYER_NO_CHOICE;
    size_t count;
    uint8_t *choices = choices_so_far(player, &count);
    if (choices == NULL) return PLAYER_NOT_CHOSEN;
    struct race_plan plan = {
        .choices = choices, .count = count, .then = *policy, .kind = runner_fastest()};
    enum player_choice choice = show(player, &plan);
    free(choices);
    return choice;
}

enum player_choice player_replay(struct player *player, const uint8_t *choices, size_t count,
                                 const struct policy_plan *then)
{
    if (player->lesson->scenario == NULL) return PLAYER_NO_CHOICE;
    struct race_plan plan = {
        .choices = choices, .count = count, .then = *then, .kind = runner_fastest()};
    enum player_choice choice = show(player, &plan);
    if (choice != PLAYER_CHOSEN) return choice;
    player->live->is_replay = true;
    player_seek(player, player->step, 0);
    return choice;
}

bool player_undo_choice(struct player *player)
{
    const struct race *race = player_step_now(player)->race.race;
    if (race == NULL) return false;
    size_t made = player_choices_made(player);
    if (made == 0) return false;
    uint64_t begin = player_step_now(player)->begin;
    uint64_t before = made == 1 ? begin : race_choice_at(race, made - 2).position;
    return player_seek(player, player->step, before - begin);
}

/* The lesson's tape has stayed where the learner left it. */
bool player_lesson_run(struct player *player)
{
    if (player->live == NULL || player->live->is_replay) return false;
    player_live_end(player);
    return true;
}
