/* player.c - a lesson's beginning and end, and all the ways through it. */
#include "viz/player/player.h"

#include <assert.h>
#include <stdlib.h>

#include "viz/player/player_ask.h"
#include "viz/player/player_state.h"
#include "viz/timeline/op_line.h"

const char *player_status_text(enum player_status status)
{
    static const char *const texts[] = {
#define X(name, text) [name] = text,
        PLAYER_STATUS_LIST(X)
#undef X
    };
    assert(status <= PLAYER_MIRROR_BROKEN);
    return texts[status];
}

/* Moves that are wound in half of what an eye takes for an instant (16 ms), also in a map of a
 * million entries: tests/bench/costs:key. */
enum { STRETCH = 250000 };

/* ---- Made and freed ---- */

static bool add_map(struct player *player, size_t map, uint32_t *index)
{
    const struct lesson_map *plan = &player->lesson->maps[map];
    return timeline_add_map(player->timeline, plan->name, plan->value_size, index);
}

/* Every run of a race has a map of its own on the tape. */
static enum player_status set_up(struct player *player)
{
    const struct lesson *plan = player->lesson;
    th_memory memory = th_memory_libc();
    player->arena = arena_make(&memory);
    player->timeline = timeline_make(NULL);
    if (player->arena == NULL || player->timeline == NULL) return PLAYER_NO_MEMORY;
    player->maps = arena_take_array(player->arena, plan->map_count, sizeof *player->maps);
    player->cursors = arena_take_array(player->arena, plan->cursor_count, sizeof *player->cursors);
    player->steps = arena_take_array(player->arena, plan->step_count, sizeof *player->steps);
    if (arena_has_failed(player->arena)) return PLAYER_NO_MEMORY;
    for (size_t i = 0; i < plan->map_count; i++) {
        if (!add_map(player, i, &player->maps[i].index)) return PLAYER_NO_MEMORY;
    }
    for (size_t i = 0; i < plan->step_count; i++) {
        if (player_has_tape(&plan->steps[i]) && !add_map(player, 0, &player->steps[i].race.map)) {
            return PLAYER_NO_MEMORY;
        }
    }
    return PLAYER_OK;
}

enum player_status player_make(const struct lesson *plan, const struct player_options *options,
                               struct player **made)
{
    *made = NULL;
    struct player *player = calloc(1, sizeof *player);
    if (player == NULL) return PLAYER_NO_MEMORY;
    player->lesson = plan;
    player->options = *options;
    player->words = calloc(1, sizeof *player->words);
    if (player->words == NULL) {
        free(player);
        return PLAYER_NO_MEMORY;
    }
    enum player_status status = set_up(player);
    if (status == PLAYER_OK) status = player_run(player);
    if (status == PLAYER_OK) {
        player_number_stops(player);
        bool has_marks = player_find_marks(player, player->timeline, player->steps,
                                           plan->step_count, &player->marks);
        if (!has_marks) status = PLAYER_NO_MEMORY;
    }
    if (status != PLAYER_OK) {
        player_free(player);
        return status;
    }
    /* Without the memory for it, ways are long: no reason to fail. */
    if (options->is_browsed) (void)timeline_park_models(player->timeline, STRETCH);
    player_first(player);
    *made = player;
    return PLAYER_OK;
}

/* The lesson is over: what its maps still do is no part of it. */
static void stop_telling(struct player *player)
{
    for (size_t i = 0; player->maps != NULL && i < player->lesson->map_count; i++) {
        if (player->maps[i].map != NULL) th_map_observe(player->maps[i].map, NULL);
    }
}

void player_free(struct player *player)
{
    if (player == NULL) return;
    stop_telling(player);
    for (size_t i = 0; player->cursors != NULL && i < player->lesson->cursor_count; i++) {
        th_cursor_close(&player->cursors[i]);
    }
    for (size_t i = 0; player->maps != NULL && i < player->lesson->map_count; i++) {
        th_map_free(player->maps[i].map);
        th_forced_hash_free(player->maps[i].forced);
    }
    for (size_t i = 0; player->steps != NULL && i < player->lesson->step_count; i++) {
        player_free_race(&player->steps[i].race);
        if (player->steps[i].ask != NULL) free(player->steps[i].ask->said_text);
    }
    player_live_free(player->live);
    player_words_free(player->words);
    player_marks_free(&player->marks);
    player_breaks_free(player->breaks, player->break_count);
    timeline_free(player->timeline);
    arena_free(player->arena);
    free(player);
}

/* ---- Going places ---- */

const struct timeline *player_timeline_now(const struct player *player)
{
    return player->live != NULL ? player->live->timeline : player->timeline;
}

const struct played_step *player_step_now(const struct player *player)
{
    return player->live != NULL ? &player->live->step : &player->steps[player->step];
}

static const struct player_marks *marks_now(const struct player *player)
{
    return player->live != NULL ? &player->live->marks : &player->marks;
}

static uint64_t position_of(const struct player *player)
{
    return timeline_position(player_timeline_now(player));
}

static bool is_last_step(const struct player *player)
{
    return player->step + 1 == player->lesson->step_count;
}

/* Another step ends what the learner has made of this one. */
static bool go(struct player *player, size_t step, uint64_t position)
{
    bool has_moved = step != player->step || position != position_of(player);
    if (step != player->step) player_live_end(player);
    player->step = step;
    timeline_seek(player->live != NULL ? player->live->timeline : player->timeline, position);
    if (player->live == NULL && is_last_step(player) && position == player->steps[step].end)
        player->has_seen_end = true;
    return has_moved;
}

static bool enter_next_step(struct player *player)
{
    if (is_last_step(player)) return false;
    return go(player, player->step + 1, player->steps[player->step + 1].begin);
}

static bool leave_to_previous_step(struct player *player)
{
    if (player->step == 0) return false;
    return go(player, player->step - 1, player->steps[player->step - 1].end);
}

bool player_move_forward(struct player *player)
{
    if (player_waits(player)) return false;
    bool is_at_end = position_of(player) == player_step_now(player)->end;
    if (is_at_end) return player->live == NULL && enter_next_step(player);
    return go(player, player->step, position_of(player) + 1);
}

bool player_move_back(struct player *player)
{
    if (position_of(player) == player_step_now(player)->begin)
        return leave_to_previous_step(player);
    return go(player, player->step, position_of(player) - 1);
}

bool player_op_forward(struct player *player)
{
    if (player_waits(player)) return false;
    uint64_t position = position_of(player);
    struct timeline_op op;
    if (position == player_step_now(player)->end) return enter_next_step(player);
    if (!timeline_op_of(player_timeline_now(player), position, &op))
        return player_move_forward(player);
    return go(player, player->step, op.end);
}

bool player_op_back(struct player *player)
{
    uint64_t position = position_of(player);
    struct timeline_op op;
    if (position == player_step_now(player)->begin) return leave_to_previous_step(player);
    if (!timeline_op_of(player_timeline_now(player), position - 1, &op))
        return player_move_back(player);
    /* In a race an operation may have begun before the step. */
    uint64_t begin = player_step_now(player)->begin;
    return go(player, player->step, op.first > begin ? op.first : begin);
}

bool player_step_forward(struct player *player)
{
    if (player_waits(player)) return false;
    if (position_of(player) == player_step_now(player)->end) return enter_next_step(player);
    return go(player, player->step, player_step_now(player)->end);
}

bool player_step_back(struct player *player)
{
    if (position_of(player) == player_step_now(player)->begin)
        return leave_to_previous_step(player);
    return go(player, player->step, player_step_now(player)->begin);
}

bool player_first(struct player *player)
{
    if (player->live != NULL) return go(player, player->step, player->live->step.begin);
    return go(player, 0, player->steps[0].begin);
}

bool player_last(struct player *player)
{
    size_t last = player->lesson->step_count - 1;
    if (player->live != NULL) return go(player, player->step, player->live->step.end);
    return go(player, last, player->steps[last].end);
}

bool player_seek(struct player *player, size_t step, uint64_t move)
{
    assert(step < player->lesson->step_count);
    const struct played_step *played =
        step == player->step ? player_step_now(player) : &player->steps[step];
    uint64_t moves = played->end - played->begin;
    return go(player, step, played->begin + (move < moves ? move : moves));
}

/* ---- Looking ---- */

static enum view_verdict verdict_of(const struct player *player)
{
    const struct played_step *step = player_step_now(player);
    if (player->live != NULL) return VIEW_NOTHING_EXPECTED;
    bool has_held = player_step_has_held(player, player->step);
    if (player->lesson->steps[player->step].fact_count == 0 && has_held) {
        return VIEW_NOTHING_EXPECTED;
    }
    if (position_of(player) < step->end) return VIEW_NOT_YET;
    return has_held ? VIEW_HELD : VIEW_FAILED;
}

/* How many operations have begun in the moves [begin, end). */
static uint64_t op_begins(const struct timeline *timeline, uint64_t begin, uint64_t end)
{
    struct timeline_op first, last;
    if (begin == end || !timeline_op_of(timeline, begin, &first)) return 0;
    if (!timeline_op_of(timeline, end - 1, &last)) return 0;
    return last.number - first.number + 1;
}

/* A step of a race without a tape shows what came before it. */
uint32_t player_map_of_step(const struct player *player, size_t step)
{
    const struct lesson *lesson = player->lesson;
    if (lesson->scenario == NULL) return player->maps[lesson->steps[step].map].index;
    for (size_t before = step + 1; before-- > 0;) {
        if (player_has_tape(&lesson->steps[before])) return player->steps[before].race.map;
    }
    return player->maps[0].index;
}

uint32_t player_map_now(const struct player *player)
{
    return player->live != NULL ? 0 : player_map_of_step(player, player->step);
}

/* The registers of the operation that the latest move is part of; none where it is part of none, as
 * a move on a lock: what its worker did before, in this run or in another, is over. */
static void read_registers(const struct timeline *timeline, uint32_t map,
                           struct registers *registers)
{
    uint64_t position = timeline_position(timeline);
    struct timeline_op op;
    if (!timeline_op_of(timeline, position - 1, &op) || op.map != map) return;
    registers_read(timeline, position, op.worker, registers);
}

/* A race's run has a map of its own, whose operations stand together on the tape. */
static struct view_history history_of(const struct player *player, uint32_t map)
{
    const struct timeline *timeline = player_timeline_now(player);
    uint64_t position = position_of(player);
    struct view_history history = {.timeline = timeline, .position = position};
    history.end = op_line_count(timeline, position);
    if (player->lesson->scenario == NULL) return history;
    history.first = history.end;
    while (history.first > 0 && timeline_op(timeline, history.first - 1).map == map)
        history.first--;
    return history;
}

void player_view(const struct player *player, enum language language, struct view *view)
{
    const struct timeline *timeline = player_timeline_now(player);
    const struct played_step *step = player_step_now(player);
    const struct lesson_step *plan = &player->lesson->steps[player->step];
    uint64_t position = position_of(player);
    const char *say = player->live != NULL ? "" : lesson_in_language(plan->say, language);
    *view = (struct view){.title = lesson_in_language(player->lesson->title, language),
                          .say = say,
                          .language = language,
                          .step = player->step,
                          .step_count = player->lesson->step_count,
                          .move = position - step->begin,
                          .move_count = step->end - step->begin,
                          .op = op_begins(timeline, step->begin, position),
                          .op_count = op_begins(timeline, step->begin, step->end),
                          .model = timeline_model(timeline),
                          .map = player_map_now(player),
                          .is_map_nil = player->lesson->maps[plan->map].is_nil,
                          .has_now = position > step->begin,
                          .verdict = verdict_of(player),
                          .failure = player->live != NULL ? "" : step->failure};
    if (view->has_now) {
        timeline_event(timeline, position - 1, &view->now);
        read_registers(timeline, view->map, &view->registers);
    }
    if (plan->has_beside) {
        view->has_beside = true;
        view->beside = player->maps[plan->beside].index;
        view->is_beside_nil = player->lesson->maps[plan->beside].is_nil;
    }
    view->history = history_of(player, view->map);
    view->scrub = (struct view_scrub){.stop = player_stop(player),
                                      .stop_count = player_stop_count(player),
                                      .marks = marks_now(player)->at,
                                      .mark_count = marks_now(player)->count};
    player_view_race(player, language, view);
    player_view_ask(player, language, view);
}

bool player_has_seen_end(const struct player *player) { return player->has_seen_end; }

size_t player_step_count(const struct player *player) { return player->lesson->step_count; }

const struct lesson *player_lesson(const struct player *player) { return player->lesson; }

const th_map *player_map_at_end(const struct player *player, size_t map)
{
    return player->maps[map].map;
}

const struct player_results *player_results(const struct player *player, size_t step)
{
    return &player->steps[step].results;
}

void player_where(const struct player *player, size_t *step, uint64_t *move)
{
    *step = player->step;
    *move = position_of(player) - player_step_now(player)->begin;
}

void player_step_moves(const struct player *player, size_t step, uint64_t *begin, uint64_t *end)
{
    *begin = player->steps[step].begin;
    *end = player->steps[step].end;
}

const struct timeline *player_timeline(const struct player *player)
{
    return player_timeline_now(player);
}
