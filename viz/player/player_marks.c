/* player_marks.c - what a scrubber shows along the way: where steps begin, growth, panics, fatal
 * errors, breakpoints. Marks are found once, when the tape is there, and again when the breakpoints
 * change. */
#include <stdlib.h>
#include <string.h>

#include "viz/player/player_search.h"
#include "viz/player/player_state.h"

/* Of one kind there is one mark in each such part of the way, as many as a screen can be wide. */
enum { PARTS = 4096, CAP_LEAST = 64 };

/* Marks while they are found. */
struct marking {
    const struct player *player;
    const struct timeline *timeline;
    struct player_marks *marks;
    uint64_t stop_count;
    uint64_t part_of[VIEW_MARK_COUNT]; /* of the latest mark of a kind, from 1; 0: none yet */
};

void player_marks_free(struct player_marks *marks)
{
    free(marks->at);
    *marks = (struct player_marks){0};
}

static bool reserve_one(struct player_marks *marks)
{
    if (marks->count < marks->cap) return true;
    size_t cap = marks->cap == 0 ? CAP_LEAST : 2 * marks->cap;
    struct view_mark *at = realloc(marks->at, cap * sizeof *at);
    if (at == NULL) return false;
    marks->at = at;
    marks->cap = cap;
    return true;
}

static bool put_mark(struct marking *marking, enum view_mark_kind kind, uint64_t stop)
{
    uint64_t part = 1 + (uint64_t)((double)stop / (double)marking->stop_count * PARTS);
    if (marking->part_of[kind] == part) return true;
    if (!reserve_one(marking->marks)) return false;
    marking->part_of[kind] = part;
    marking->marks->at[marking->marks->count++] = (struct view_mark){.stop = stop, .kind = kind};
    return true;
}

static bool mark_move(struct marking *marking, uint64_t index, uint64_t stop)
{
    const struct player *player = marking->player;
    bool is_break = player_matches(marking->timeline, index, player->breaks, player->break_count);
    if (is_break && !put_mark(marking, VIEW_MARK_BREAK, stop)) return false;
    switch (timeline_move(marking->timeline, index)->kind) {
    case TH_EVENT_GROW_START:
        return put_mark(marking, VIEW_MARK_GROWTH, stop);
    case TH_EVENT_PANIC:
        return put_mark(marking, VIEW_MARK_PANIC, stop);
    case TH_EVENT_FATAL:
        return put_mark(marking, VIEW_MARK_FATAL, stop);
    default:
        return true;
    }
}

static bool mark_step(struct marking *marking, const struct played_step *step)
{
    if (!put_mark(marking, VIEW_MARK_STEP, step->first_stop)) return false;
    for (uint64_t i = step->begin; i < step->end; i++) {
        if (!mark_move(marking, i, step->first_stop + (i + 1 - step->begin))) return false;
    }
    return true;
}

bool player_find_marks(const struct player *player, const struct timeline *timeline,
                       const struct played_step *steps, size_t step_count,
                       struct player_marks *marks)
{
    const struct played_step *last = &steps[step_count - 1];
    struct marking marking = {.player = player,
                              .timeline = timeline,
                              .marks = marks,
                              .stop_count = last->first_stop + (last->end - last->begin) + 1};
    *marks = (struct player_marks){0};
    for (size_t i = 0; i < step_count; i++) {
        if (mark_step(&marking, &steps[i])) continue;
        player_marks_free(marks);
        return false;
    }
    return true;
}

/* ---- Breakpoints ---- */

static bool copy_keys(struct player_match *matches, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!matches[i].has_key) continue;
        char *bytes = malloc(matches[i].key.len + 1);
        if (bytes == NULL) {
            while (i-- > 0) {
                if (matches[i].has_key) free((char *)matches[i].key.bytes);
            }
            return false;
        }
        memcpy(bytes, matches[i].key.bytes, matches[i].key.len);
        bytes[matches[i].key.len] = '\0';
        matches[i].key.bytes = bytes;
    }
    return true;
}

void player_breaks_free(struct player_match *breaks, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (breaks[i].has_key) free((char *)breaks[i].key.bytes); /* ours: copy_keys took it */
    }
}

/* All marks with the breakpoints that the player now has; false: no memory, nothing is changed. */
static bool find_all_marks(struct player *player)
{
    struct player_marks marks, live_marks = {0};
    struct player_live *live = player->live;
    if (!player_find_marks(player, player->timeline, player->steps, player->lesson->step_count,
                           &marks))
        return false;
    if (live != NULL && !player_find_marks(player, live->timeline, &live->step, 1, &live_marks)) {
        player_marks_free(&marks);
        return false;
    }
    player_marks_free(&player->marks);
    player->marks = marks;
    if (live == NULL) return true;
    player_marks_free(&live->marks);
    live->marks = live_marks;
    return true;
}

bool player_set_breaks(struct player *player, const struct player_match *matches, size_t count)
{
    struct player_match made[PLAYER_BREAKS_MAX];
    struct player_match had[PLAYER_BREAKS_MAX];
    size_t had_count = player->break_count;
    if (count > PLAYER_BREAKS_MAX) count = PLAYER_BREAKS_MAX;
    if (count > 0) memcpy(made, matches, count * sizeof made[0]);
    if (!copy_keys(made, count)) return false;
    memcpy(had, player->breaks, sizeof had);
    memcpy(player->breaks, made, count * sizeof made[0]);
    player->break_count = count;
    if (find_all_marks(player)) {
        player_breaks_free(had, had_count);
        return true;
    }
    memcpy(player->breaks, had, sizeof had);
    player->break_count = had_count;
    player_breaks_free(made, count);
    return false;
}

const struct player_match *player_breaks(const struct player *player, size_t *count)
{
    *count = player->break_count;
    return player->breaks;
}
