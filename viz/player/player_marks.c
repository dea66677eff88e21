/* player_marks.c - what a scrubber shows along the way: where steps begin, what is asked, growth,
 * panics, fatal errors, breakpoints. Marks are found once, when the tape is there, and again when
 * the breakpoints change. */
#include <stdlib.h>
#include <string.h>

#include "viz/player/player_search.h"
#include "viz/player/player_state.h"

/* Of one kind there is one mark in each such part of the way, as many as a screen can be wide. */
enum { PARTS = 4096, CAP_LEAST = 64 };

/* Marks while they are found. */
struct marking {
    const struct timeline *timeline;
    struct player_marks *marks;
    uint64_t stop_count;
};

void player_marks_free(struct player_marks *marks)
{
    free(marks->at);
    *marks = (struct player_marks){0};
}

static bool put_mark(struct player_marks *marks, enum view_mark_kind kind, uint64_t stop)
{
    if (marks->count == marks->cap) {
        size_t cap = marks->cap == 0 ? CAP_LEAST : 2 * marks->cap;
        struct view_mark *at = realloc(marks->at, cap * sizeof *at);
        if (at == NULL) return false;
        marks->at = at;
        marks->cap = cap;
    }
    marks->at[marks->count++] = (struct view_mark){.stop = stop, .kind = kind};
    return true;
}

/* The first stop of the part behind the one that stop is in. */
static uint64_t next_part(const struct marking *marking, uint64_t stop)
{
    uint64_t part = stop * PARTS / marking->stop_count + 1;
    return (part * marking->stop_count + PARTS - 1) / PARTS;
}

/* One mark a part, for a step's moves that match; stands behind a move. */
static bool mark_matches(const struct marking *marking, const struct played_step *step,
                         enum view_mark_kind kind, const struct player_match *matches, size_t count)
{
    struct player_search search;
    player_search_begin(&search, marking->timeline, matches, count);
    uint64_t from = step->begin;
    while (from < step->end) {
        uint64_t found = player_search_forward(&search, from, step->end);
        if (found == step->end) return true;
        uint64_t stop = step->first_stop + (found + 1 - step->begin);
        if (!put_mark(marking->marks, kind, stop)) return false;
        from = step->begin + (next_part(marking, stop) - step->first_stop) - 1;
    }
    return true;
}

static bool mark_kind(const struct marking *marking, const struct played_step *step,
                      enum view_mark_kind kind, th_event_kind event)
{
    struct player_match match = {.kinds = PLAYER_MATCH_KIND(event)};
    return mark_matches(marking, step, kind, &match, 1);
}

static bool mark_step(const struct marking *marking, const struct player *player,
                      const struct played_step *step)
{
    bool is_asked = step->ask != NULL;
    return put_mark(marking->marks, VIEW_MARK_STEP, step->first_stop) &&
           (!is_asked || put_mark(marking->marks, VIEW_MARK_QUESTION, step->first_stop)) &&
           mark_kind(marking, step, VIEW_MARK_GROWTH, TH_EVENT_GROW_START) &&
           mark_kind(marking, step, VIEW_MARK_PANIC, TH_EVENT_PANIC) &&
           mark_kind(marking, step, VIEW_MARK_FATAL, TH_EVENT_FATAL) &&
           mark_matches(marking, step, VIEW_MARK_BREAK, player->breaks, player->break_count);
}

static int compare_marks(const void *a, const void *b)
{
    const struct view_mark *one = a, *other = b;
    if (one->stop != other->stop) return one->stop < other->stop ? -1 : 1;
    return (int)one->kind - (int)other->kind;
}

bool player_find_marks(const struct player *player, const struct timeline *timeline,
                       const struct played_step *steps, size_t step_count,
                       struct player_marks *marks)
{
    const struct played_step *last = &steps[step_count - 1];
    struct marking marking = {.timeline = timeline,
                              .marks = marks,
                              .stop_count = last->first_stop + (last->end - last->begin) + 1};
    *marks = (struct player_marks){0};
    for (size_t i = 0; i < step_count; i++) {
        if (mark_step(&marking, player, &steps[i])) continue;
        player_marks_free(marks);
        return false;
    }
    qsort(marks->at, marks->count, sizeof marks->at[0], compare_marks);
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
