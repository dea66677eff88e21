/* player_search.c - stops by number, moves that match, and causes. A step's moves stand in a row on
 * the tape; between two steps there may be moves of neither (a race's set-up), which nobody visits.
 */
#include "viz/player/player_search.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

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

void player_search_begin(struct player_search *search, const struct timeline *timeline,
                         const struct player_match *matches, size_t count)
{
    assert(count <= PLAYER_BREAKS_MAX);
    *search = (struct player_search){.timeline = timeline, .known_block = UINT64_MAX};
    for (size_t i = 0; i < count; i++) {
        struct timeline_sought sought = {.kinds = matches[i].kinds,
                                         .has_bucket = matches[i].has_bucket,
                                         .bucket = matches[i].bucket};
        if (matches[i].has_key) {
            sought.key = timeline_key_id(timeline, matches[i].key);
            if (sought.key == 0) continue; /* no move knows it */
        }
        search->sought[search->count++] = sought;
    }
}

static bool is_in_bucket(const th_place *place, uint32_t bucket)
{
    return place->array != 0 && place->bucket == bucket;
}

static bool is_match(const struct timeline *timeline, uint64_t index,
                     const struct timeline_sought *sought)
{
    const struct move *move = timeline_move(timeline, index);
    if (sought->kinds != 0 && (sought->kinds & PLAYER_MATCH_KIND(move->kind)) == 0) return false;
    if (sought->key != 0 && move->key != sought->key) return false;
    if (!sought->has_bucket) return true;
    th_event event;
    timeline_event(timeline, index, &event);
    bool is_moved = event.kind == TH_EVENT_SLOT_MOVED;
    return is_in_bucket(&event.at, sought->bucket) ||
           (is_moved && is_in_bucket(&event.to, sought->bucket));
}

/* Whether the block that index is in may have a match: asked once a block. */
static bool may_have(struct player_search *search, uint64_t index)
{
    uint64_t block = index / TIMELINE_BLOCK;
    if (block == search->known_block) return search->may_have;
    search->known_block = block;
    search->may_have = false;
    for (size_t i = 0; i < search->count && !search->may_have; i++)
        search->may_have = timeline_may_have(search->timeline, index, &search->sought[i]);
    return search->may_have;
}

static bool is_any_match(const struct player_search *search, uint64_t index)
{
    for (size_t i = 0; i < search->count; i++) {
        if (is_match(search->timeline, index, &search->sought[i])) return true;
    }
    return false;
}

uint64_t player_search_forward(struct player_search *search, uint64_t begin, uint64_t end)
{
    for (uint64_t i = begin; i < end; i++) {
        if (!may_have(search, i)) {
            i |= TIMELINE_BLOCK - 1; /* the block's last */
        } else if (is_any_match(search, i)) {
            return i;
        }
    }
    return end;
}

uint64_t player_search_back(struct player_search *search, uint64_t begin, uint64_t end)
{
    for (uint64_t i = end; i > begin; i--) {
        if (!may_have(search, i - 1)) {
            i -= (i - 1) % TIMELINE_BLOCK; /* behind the block's first */
        } else if (is_any_match(search, i - 1)) {
            return i - 1;
        }
    }
    return end;
}

bool player_find_forward(struct player *player, const struct player_match *matches, size_t count)
{
    uint64_t position = position_of(player);
    struct player_search search;
    player_search_begin(&search, player_timeline_now(player), matches, count);
    for (size_t step = step_stood_in(player); step < step_count(player); step++) {
        const struct played_step *played = step_at(player, step);
        if (step != step_stood_in(player)) position = played->begin;
        uint64_t found = player_search_forward(&search, position, played->end);
        if (found < played->end) return player_seek_stop(player, stop_of(player, step, found + 1));
    }
    return false;
}

/* The move before the position is the one stood at. */
bool player_find_back(struct player *player, const struct player_match *matches, size_t count)
{
    struct player_search search;
    player_search_begin(&search, player_timeline_now(player), matches, count);
    for (size_t step = step_stood_in(player) + 1; step-- > 0;) {
        const struct played_step *played = step_at(player, step);
        uint64_t end = step == step_stood_in(player) ? position_of(player) : played->end + 1;
        if (end <= played->begin + 1) continue;
        uint64_t found = player_search_back(&search, played->begin, end - 1);
        if (found < end - 1) return player_seek_stop(player, stop_of(player, step, found + 1));
    }
    return false;
}

bool player_is_at_break(const struct player *player)
{
    uint64_t position = position_of(player);
    if (position == player_step_now(player)->begin) return false;
    struct player_search search;
    player_search_begin(&search, player_timeline_now(player), player->breaks, player->break_count);
    return is_any_match(&search, position - 1);
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

/* The blocks that can have a cause: those that name the bucket, and those with a change of a whole
 * array. */
static bool may_have_caused(const struct timeline *timeline, uint64_t index, const th_place *place)
{
    static const struct timeline_sought whole = {.kinds = PLAYER_MATCH_KIND(TH_EVENT_BUCKETS_MADE) |
                                                          PLAYER_MATCH_KIND(TH_EVENT_GROW_START) |
                                                          PLAYER_MATCH_KIND(TH_EVENT_CLEARED)};
    struct timeline_sought bucket = {.has_bucket = true, .bucket = place->bucket};
    return timeline_may_have(timeline, index, &bucket) ||
           timeline_may_have(timeline, index, &whole);
}

/* The latest of the moves [begin, end), or end. */
static uint64_t latest_cause(const struct timeline *timeline, uint32_t map, const th_place *place,
                             uint64_t begin, uint64_t end)
{
    for (uint64_t i = end; i > begin; i--) {
        bool is_block_end = i == end || i % TIMELINE_BLOCK == 0;
        if (is_block_end && !may_have_caused(timeline, i - 1, place)) {
            i -= (i - 1) % TIMELINE_BLOCK;
        } else if (has_caused(timeline, i - 1, map, place)) {
            return i - 1;
        }
    }
    return end;
}

bool player_cause_of(const struct player *player, const th_place *place, struct player_cause *cause)
{
    const struct timeline *timeline = player_timeline_now(player);
    uint32_t map = player_map_now(player);
    for (size_t step = step_stood_in(player) + 1; step-- > 0;) {
        const struct played_step *played = step_at(player, step);
        uint64_t end = step == step_stood_in(player) ? position_of(player) : played->end;
        uint64_t found = latest_cause(timeline, map, place, played->begin, end);
        if (found == end) continue;
        *cause = (struct player_cause){.stop = stop_of(player, step, found + 1),
                                       .step = player->live != NULL ? player->step : step,
                                       .move = found + 1 - played->begin};
        return timeline_op_of(timeline, found, &cause->op);
    }
    return false;
}

/* ---- Where is a key? ---- */

static bool holds(const struct model *model, uint32_t map, const th_place *place, uint32_t key)
{
    struct model_slot slot;
    return model_slot(model, map, *place, &slot) && slot.is_entry && slot.key_id == key;
}

/* Its entry is where its latest write or move put it, or nowhere: unless workers race, where one
 * may have been lost behind another. So the first that is still there counts. */
bool player_place_of_key(const struct player *player, th_key key, th_place *place)
{
    const struct timeline *timeline = player_timeline_now(player);
    const struct model *model = timeline_model(timeline);
    uint32_t map = player_map_now(player);
    const th_header *header = &model_map(model, map)->header;
    struct player_match match = {.kinds = PLAYER_MATCH_KIND(TH_EVENT_SLOT_WRITTEN) |
                                          PLAYER_MATCH_KIND(TH_EVENT_SLOT_MOVED),
                                 .has_key = true,
                                 .key = key};
    struct player_search search;
    player_search_begin(&search, timeline, &match, 1);
    uint64_t end = position_of(player);
    for (uint64_t i; (i = player_search_back(&search, 0, end)) < end; end = i) {
        const struct move *move = timeline_move(timeline, i);
        th_event event;
        timeline_event(timeline, i, &event);
        *place = move->kind == TH_EVENT_SLOT_MOVED ? event.to : event.at;
        bool is_seen = place->array == header->buckets || place->array == header->oldbuckets;
        if (move->map == map && is_seen && holds(model, map, place, move->key)) return true;
    }
    return false;
}
