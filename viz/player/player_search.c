/* player_search.c - stops by number, moves that match, and causes. A step's moves stand in a row on
 * the tape; between two steps there may be moves of neither (a race's set-up), which nobody visits.
 */
#include "viz/player/player_search.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/map_layout.h"
#include "viz/player/player_state.h"

/* ---- The steps that stops are counted in: the lesson's, or the learner's one ---- */

static size_t step_count(const struct player *player)
{
    return player->live != NULL ? 1 : player->lesson->step_count;
}

static size_t step_stood_in(const struct player *player)
{
    return player->live != NULL ? 0 : player->step;
}

static const struct played_step *step_at(const struct player *player, size_t step)
{
    return player->live != NULL ? &player->live->step : &player->steps[step];
}

static uint64_t position_of(const struct player *player)
{
    return timeline_position(player_timeline_now(player));
}

/* ---- Stops by number ---- */

void player_number_stops(struct player *player)
{
    uint64_t stop = 0;
    for (size_t i = 0; i < player->lesson->step_count; i++) {
        player->steps[i].first_stop = stop;
        stop += player->steps[i].end - player->steps[i].begin + 1;
    }
}

static uint64_t stop_of(const struct player *player, size_t step, uint64_t position)
{
    const struct played_step *played = step_at(player, step);
    return played->first_stop + (position - played->begin);
}

uint64_t player_stop_count(const struct player *player)
{
    size_t last = step_count(player) - 1;
    return stop_of(player, last, step_at(player, last)->end) + 1;
}

uint64_t player_stop(const struct player *player)
{
    return stop_of(player, step_stood_in(player), position_of(player));
}

/* The last step that begins at stop or before it. */
static size_t step_of_stop(const struct player *player, uint64_t stop)
{
    size_t begin = 0, end = step_count(player);
    while (end - begin > 1) {
        size_t middle = begin + (end - begin) / 2;
        if (step_at(player, middle)->first_stop <= stop) {
            begin = middle;
        } else {
            end = middle;
        }
    }
    return begin;
}

bool player_seek_stop(struct player *player, uint64_t stop)
{
    uint64_t count = player_stop_count(player);
    if (stop >= count) stop = count - 1;
    size_t step = step_of_stop(player, stop);
    uint64_t move = stop - step_at(player, step)->first_stop;
    return player_seek(player, player->live != NULL ? player->step : step, move);
}

/* ---- Moves that match ---- */

static bool is_in_bucket(const th_place *place, uint32_t bucket)
{
    return place->array != 0 && place->bucket == bucket;
}

static bool is_match(const struct timeline *timeline, uint64_t index,
                     const struct player_match *match)
{
    const struct move *move = timeline_move(timeline, index);
    if (match->kinds != 0 && (match->kinds & PLAYER_MATCH_KIND(move->kind)) == 0) return false;
    if (!match->has_bucket && !match->has_key) return true;
    if (match->has_key && move->key == 0) return false;
    th_event event;
    timeline_event(timeline, index, &event);
    bool is_moved = event.kind == TH_EVENT_SLOT_MOVED;
    if (match->has_bucket && !is_in_bucket(&event.at, match->bucket) &&
        !(is_moved && is_in_bucket(&event.to, match->bucket))) {
        return false;
    }
    return !match->has_key || th_key_is_equal(event.key, match->key);
}

bool player_matches(const struct timeline *timeline, uint64_t index,
                    const struct player_match *matches, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (is_match(timeline, index, &matches[i])) return true;
    }
    return false;
}

bool player_find_forward(struct player *player, const struct player_match *matches, size_t count)
{
    const struct timeline *timeline = player_timeline_now(player);
    uint64_t position = position_of(player);
    for (size_t step = step_stood_in(player); step < step_count(player); step++) {
        const struct played_step *played = step_at(player, step);
        if (step != step_stood_in(player)) position = played->begin;
        for (uint64_t i = position; i < played->end; i++) {
            if (!player_matches(timeline, i, matches, count)) continue;
            return player_seek_stop(player, stop_of(player, step, i + 1));
        }
    }
    return false;
}

bool player_find_back(struct player *player, const struct player_match *matches, size_t count)
{
    const struct timeline *timeline = player_timeline_now(player);
    uint64_t position = position_of(player);
    for (size_t step = step_stood_in(player) + 1; step-- > 0;) {
        const struct played_step *played = step_at(player, step);
        if (step != step_stood_in(player)) position = played->end + 1;
        /* The move before the position is the one stood at. */
        for (uint64_t i = position; i > played->begin + 1; i--) {
            if (!player_matches(timeline, i - 2, matches, count)) continue;
            return player_seek_stop(player, stop_of(player, step, i - 1));
        }
    }
    return false;
}

bool player_is_at_break(const struct player *player)
{
    uint64_t position = position_of(player);
    if (position == player_step_now(player)->begin) return false;
    return player_matches(player_timeline_now(player), position - 1, player->breaks,
                          player->break_count);
}

/* ---- Why? ---- */

/* A cleared array's buckets go on under another id, and empty. */
static bool is_change_of(const th_event *event, const th_place *place)
{
    switch (event->kind) {
    case TH_EVENT_SLOT_MOVED:
        return th_place_is_same_slot(&event->at, place) || th_place_is_same_slot(&event->to, place);
    case TH_EVENT_SLOT_WRITTEN:
    case TH_EVENT_VALUE_WRITTEN:
    case TH_EVENT_SLOT_CLEARED:
    case TH_EVENT_EMPTY_REST:
    case TH_EVENT_EMPTY_EVACUATED:
        return th_place_is_same_slot(&event->at, place);
    case TH_EVENT_BUCKET_WIPED:
    case TH_EVENT_OVERFLOW_LINKED:
        return th_place_is_same_bucket(&event->at, place);
    case TH_EVENT_BUCKETS_MADE:
    case TH_EVENT_GROW_START:
        return event->at.array == place->array;
    case TH_EVENT_CLEARED:
        return event->header_after->buckets == place->array;
    default:
        return false;
    }
}

/* Looks, the greater part of all moves, say so without their events. */
static bool has_caused(const struct timeline *timeline, uint64_t index, uint32_t map,
                       const th_place *place)
{
    const struct move *move = timeline_move(timeline, index);
    if (move->map != map || !move_changes(move->kind)) return false;
    th_event event;
    timeline_event(timeline, index, &event);
    return is_change_of(&event, place);
}

bool player_cause_of(const struct player *player, const th_place *place, struct player_cause *cause)
{
    const struct timeline *timeline = player_timeline_now(player);
    uint32_t map = player_map_now(player);
    uint64_t position = position_of(player);
    for (size_t step = step_stood_in(player) + 1; step-- > 0;) {
        const struct played_step *played = step_at(player, step);
        if (step != step_stood_in(player)) position = played->end;
        for (uint64_t i = position; i-- > played->begin;) {
            if (!has_caused(timeline, i, map, place)) continue;
            *cause = (struct player_cause){.stop = stop_of(player, step, i + 1),
                                           .step = player->live != NULL ? player->step : step,
                                           .move = i + 1 - played->begin};
            return timeline_op_of(timeline, i, &cause->op);
        }
    }
    return false;
}

/* ---- Where is a key? ---- */

static bool find_in_bucket(const struct model *model, uint32_t map, th_place *place, th_key key)
{
    uint32_t len = model_chain_len(model, map, place->array, place->bucket);
    struct model_slot slot;
    for (place->depth = 0; place->depth < len; place->depth++) {
        for (place->slot = 0; place->slot < TH_BUCKET_SLOTS; place->slot++) {
            if (model_slot(model, map, *place, &slot) && slot.is_entry &&
                th_key_is_equal(slot.key, key))
                return true;
        }
    }
    return false;
}

static bool find_in_array(const struct model *model, uint32_t map, uint32_t id, th_key key,
                          th_place *place)
{
    if (id == 0) return false;
    struct model_array array = model_array(model, map, id);
    *place = (th_place){.array = id};
    for (uint64_t bucket = 0; bucket < array.bucket_count; bucket++) {
        place->bucket = (uint32_t)bucket;
        if (find_in_bucket(model, map, place, key)) return true;
    }
    return false;
}

bool player_place_of_key(const struct player *player, th_key key, th_place *place)
{
    const struct model *model = timeline_model(player_timeline_now(player));
    uint32_t map = player_map_now(player);
    const th_header *header = &model_map(model, map)->header;
    return find_in_array(model, map, header->buckets, key, place) ||
           find_in_array(model, map, header->oldbuckets, key, place);
}
