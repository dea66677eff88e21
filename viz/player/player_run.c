/* player_run.c - a lesson's operations, done on the core.
 *
 *   step --> its map, made now if this is the first step about it --> operations --> facts checked
 *
 * A map that a lesson uses late is made late, so that the learner sees it being made. */
#include <stdio.h>
#include <string.h>

#include "core/inspect.h"
#include "viz/player/nil_map.h"
#include "viz/player/player_state.h"
#include "viz/timeline/mirror.h"

/* ---- The mirror ---- */

static char difference[512];

const char *player_mirror_difference(void) { return difference; }

void player_say_difference(const char *text)
{
    snprintf(difference, sizeof difference, "%s", text);
}

enum player_status player_status_of(th_status status)
{
    if (status == TH_OK) return PLAYER_OK;
    if (status == TH_NO_MEMORY) return PLAYER_NO_MEMORY;
    snprintf(difference, sizeof difference, "the core said: %s", th_status_text(status));
    return PLAYER_MIRROR_BROKEN;
}

enum player_status player_check_mirror(const struct player *player, const struct played_map *map)
{
    if (!player->options.checks_mirror) return PLAYER_OK;
    th_snapshot *snapshot = NULL;
    if (map->map != NULL) {
        enum player_status inspected = player_status_of(th_inspect_map(map->map, &snapshot));
        if (inspected != PLAYER_OK) return inspected;
    }
    bool is_same = mirror_compare(timeline_model(player->timeline), map->index, snapshot,
                                  difference, sizeof difference);
    th_snapshot_free(snapshot);
    return is_same ? PLAYER_OK : PLAYER_MIRROR_BROKEN;
}

/* ---- Maps ---- */

static th_status force_hashes(struct played_map *played, const struct lesson_map *map)
{
    if (map->hash_count == 0) return TH_OK;
    played->forced = th_forced_hash_make(th_hash_default());
    if (played->forced == NULL) return TH_NO_MEMORY;
    for (size_t i = 0; i < map->hash_count; i++) {
        th_status status =
            th_forced_hash_set(played->forced, map->hashes[i].key, map->hashes[i].hash);
        if (status != TH_OK) return status;
    }
    return TH_OK;
}

static th_status make_map(struct player *player, size_t index)
{
    const struct lesson_map *map = &player->lesson->maps[index];
    struct played_map *played = &player->maps[index];
    if (played->is_made) return TH_OK;
    played->is_made = true;
    if (map->is_nil) return TH_OK;
    th_status status = force_hashes(played, map);
    if (status != TH_OK) return status;
    th_map_options options = {.hint = map->hint,
                              .value_size = map->value_size,
                              .keys_owned = map->keys_owned,
                              .is_seeded = true,
                              .seed = map->seed,
                              .observer = timeline_observer(player->timeline, played->index)};
    if (played->forced != NULL) options.hash = th_forced_hash_use(played->forced);
    return th_map_make(&options, &played->map);
}

/* ---- Operations ---- */

/* What all operations of one step work with. */
struct running {
    struct player *player;
    struct played_map *map;
    const struct lesson_map *plan;
    struct player_results results;
};

static const th_observer *observer_of(const struct running *running)
{
    return timeline_observer(running->player->timeline, running->map->index);
}

/* A nil map's panic is part of the lesson; memory that runs out is not. */
static th_status put(struct running *running, th_key key, const void *value)
{
    th_status status = th_map_put(running->map->map, key, value);
    if (status != TH_NIL_MAP) return status;
    nil_map_tell(observer_of(running), TH_OP_PUT, key, value, status);
    if (running->results.panic == NULL) running->results.panic = th_status_text(status);
    return TH_OK;
}

static th_status get(struct running *running, th_key key)
{
    struct player_results *results = &running->results;
    const void *value = th_map_get(running->map->map, key);
    if (running->map->map == NULL) {
        nil_map_tell(observer_of(running), TH_OP_GET, key, NULL, TH_OK);
    }
    const void **kept = &results->values[results->get_count++];
    if (value == NULL) return TH_OK;
    results->found_count++;
    *kept = arena_copy(running->player->arena, value, running->plan->value_size);
    return *kept == NULL ? TH_NO_MEMORY : TH_OK;
}

static th_status delete (struct running *running, th_key key)
{
    running->results.delete_count++;
    running->results.deleted_count += th_map_delete(running->map->map, key);
    if (running->map->map == NULL) {
        nil_map_tell(observer_of(running), TH_OP_DELETE, key, NULL, TH_OK);
    }
    return TH_OK;
}

static th_status clear(struct running *running)
{
    th_map_clear(running->map->map);
    if (running->map->map == NULL) {
        nil_map_tell(observer_of(running), TH_OP_CLEAR, (th_key){0}, NULL, TH_OK);
    }
    return TH_OK;
}

static void open_cursor(struct running *running, const struct lesson_start *start,
                        th_cursor *cursor)
{
    th_map *map = running->map->map;
    if (start->is_given) {
        th_cursor_open_at(map, cursor, start->bucket, start->offset);
    } else {
        th_cursor_open(map, cursor);
    }
    if (map == NULL) nil_map_tell(observer_of(running), TH_OP_OPEN, (th_key){0}, NULL, TH_OK);
}

static enum player_status fill(struct running *running, const struct lesson_operation *operation)
{
    struct player *player = running->player;
    uint8_t value[TH_VALUE_SIZE_MAX + 1] = {0};
    /* Counted, as `to` may be the largest number there is. */
    uint64_t count = (uint64_t)operation->to - (uint64_t)operation->from + 1;
    for (uint64_t i = 0; i < count; i++) {
        int64_t number = operation->from + (int64_t)i;
        char digits[24];
        int digit_count = snprintf(digits, sizeof digits, "%lld", (long long)number);
        size_t prefix_len = strlen(operation->prefix);
        size_t len = prefix_len + (size_t)digit_count;
        char *key = arena_take(player->arena, len);
        if (key == NULL) return PLAYER_NO_MEMORY;
        memcpy(key, operation->prefix, prefix_len);
        memcpy(key + prefix_len, digits, (size_t)digit_count);
        (void)lesson_value_of_number(running->plan->value_kind, running->plan->value_size, number,
                                     value);
        enum player_status status = player_status_of(put(running, (th_key){key, len}, value));
        if (status != PLAYER_OK) return status;
        status = player_check_mirror(player, running->map);
        if (status != PLAYER_OK) return status;
    }
    return PLAYER_OK;
}

static enum player_status step_cursor(struct running *running, th_cursor *cursor, uint64_t times)
{
    for (uint64_t i = 0; i < times && th_cursor_next(cursor); i++) {
        enum player_status status = player_check_mirror(running->player, running->map);
        if (status != PLAYER_OK) return status;
    }
    return PLAYER_OK;
}

static enum player_status iterate(struct running *running, const struct lesson_operation *operation)
{
    th_cursor cursor;
    open_cursor(running, &operation->start, &cursor);
    enum player_status status = step_cursor(running, &cursor, UINT64_MAX);
    th_cursor_close(&cursor);
    return status;
}

static enum player_status operate(struct running *running, const struct lesson_operation *operation)
{
    th_cursor *cursor = &running->player->cursors[operation->cursor];
    switch (operation->kind) {
    case LESSON_PUT:
        return player_status_of(put(running, operation->key, operation->value));
    case LESSON_GET:
        return player_status_of(get(running, operation->key));
    case LESSON_DELETE:
        return player_status_of(delete (running, operation->key));
    case LESSON_CLEAR:
        return player_status_of(clear(running));
    case LESSON_FILL:
        return fill(running, operation);
    case LESSON_ITERATE:
        return iterate(running, operation);
    case LESSON_OPEN:
        open_cursor(running, &operation->start, cursor);
        return PLAYER_OK;
    case LESSON_NEXT:
        return step_cursor(running, cursor, operation->times);
    case LESSON_CLOSE:
        th_cursor_close(cursor);
        return PLAYER_OK;
    }
    return PLAYER_OK;
}

/* ---- Steps ---- */

static enum player_status timeline_trouble(const struct timeline *timeline)
{
    switch (timeline_status(timeline)) {
    case TIMELINE_OK:
        return PLAYER_OK;
    case TIMELINE_NO_MEMORY:
        return PLAYER_NO_MEMORY;
    case TIMELINE_FULL:
        return PLAYER_TAPE_FULL;
    case TIMELINE_STRANGE_EVENT:
        break;
    }
    snprintf(difference, sizeof difference, "%s", timeline_status_text(TIMELINE_STRANGE_EVENT));
    return PLAYER_MIRROR_BROKEN;
}

static enum player_status run_operations(struct running *running, const struct lesson_step *step)
{
    running->results.values =
        arena_take_array(running->player->arena, step->operation_count, sizeof(void *));
    if (running->results.values == NULL) return PLAYER_NO_MEMORY;
    for (size_t i = 0; i < step->operation_count; i++) {
        enum player_status status = operate(running, &step->operations[i]);
        if (status == PLAYER_OK) status = player_check_mirror(running->player, running->map);
        if (status == PLAYER_OK) status = timeline_trouble(running->player->timeline);
        if (status != PLAYER_OK) return status;
    }
    return PLAYER_OK;
}

static enum player_status run_race_step(struct player *player, size_t index)
{
    static const struct player_results none;
    bool is_dry = player->options.is_dry;
    if (is_dry && !player_has_tape(&player->lesson->steps[index])) return PLAYER_OK;
    enum player_status status = player_run_race(player, index);
    if (status == PLAYER_OK) status = timeline_trouble(player->timeline);
    if (is_dry) return status;
    return status == PLAYER_OK ? player_check(player, index, &none) : status;
}

static enum player_status run_step(struct player *player, size_t index)
{
    const struct lesson_step *step = &player->lesson->steps[index];
    if (player->lesson->scenario != NULL) return run_race_step(player, index);
    struct running running = {.player = player,
                              .map = &player->maps[step->map],
                              .plan = &player->lesson->maps[step->map]};
    player->steps[index].begin = timeline_len(player->timeline);
    enum player_status status = player_status_of(make_map(player, step->map));
    if (status == PLAYER_OK) status = run_operations(&running, step);
    if (status != PLAYER_OK) return status;
    player->steps[index].end = timeline_len(player->timeline);
    player->steps[index].results = running.results;
    return player_check(player, index, &running.results);
}

enum player_status player_run(struct player *player)
{
    for (size_t i = 0; i < player->lesson->step_count; i++) {
        enum player_status status = run_step(player, i);
        if (status != PLAYER_OK) return status;
    }
    enum player_status status = timeline_trouble(player->timeline);
    return status == PLAYER_OK ? player_try_questions(player) : status;
}
