/* classes.c - needs, noted as moves come; then a walk over the lattice of cuts. */
#include "viz/race/classes.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "viz/race/access.h"

/* More cuts than this are not counted. */
enum { CUTS_MAX = 1 << 22 };

struct class_cut {
    explore_number ways;
    double odds;
};

bool class_path_init(struct class_path *path, size_t worker_count)
{
    *path = (struct class_path){.worker_count = worker_count};
    path->moves = malloc(EXPLORE_MOVES_MAX * sizeof *path->moves);
    if (path->moves == NULL) return false;
    for (size_t w = 0; w < worker_count; w++) {
        path->moves_of[w] = malloc(EXPLORE_MOVES_MAX * sizeof *path->moves_of[w]);
        if (path->moves_of[w] == NULL) return false;
    }
    return true;
}

void class_path_free(struct class_path *path)
{
    for (size_t w = 0; w < path->worker_count; w++)
        free(path->moves_of[w]);
    free(path->moves);
    free(path->cuts);
}

/* ---- Needs ---- */

/* The latest of other's moves that conflicts comes before, and with it all that it needs. */
static void need_other(const struct class_path *path, struct class_move *move, size_t other)
{
    for (size_t n = path->counts[other]; n > move->needs[other]; n--) {
        const struct class_move *before = &path->moves[path->moves_of[other][n - 1]];
        if (!access_conflicts(&before->access, &move->access)) continue;
        for (size_t w = 0; w < path->worker_count; w++) {
            if (before->needs[w] > move->needs[w]) move->needs[w] = before->needs[w];
        }
        move->needs[other] = (uint16_t)n;
        return;
    }
}

void class_path_push(struct class_path *path, uint8_t worker, const th_access *access)
{
    assert(path->count < EXPLORE_MOVES_MAX);
    struct class_move *move = &path->moves[path->count];
    uint16_t own = path->counts[worker];
    move->worker = worker;
    move->access = *access;
    if (own == 0) {
        memset(move->needs, 0, sizeof move->needs);
    } else {
        memcpy(move->needs, path->moves[path->moves_of[worker][own - 1]].needs, sizeof move->needs);
    }
    move->needs[worker] = own;
    for (size_t other = 0; other < path->worker_count; other++) {
        if (other != worker) need_other(path, move, other);
    }
    path->moves_of[worker][own] = (uint16_t)path->count;
    path->counts[worker]++;
    path->count++;
}

void class_path_end_race(struct class_path *path)
{
    struct class_move *last = &path->moves[path->count - 1];
    for (size_t w = 0; w < path->worker_count; w++)
        last->needs[w] = path->counts[w];
    last->needs[last->worker]--;
}

void class_path_pop(struct class_path *path)
{
    path->count--;
    path->counts[path->moves[path->count].worker]--;
}

/* ---- Counting ---- */

/* A walk over all cuts, in an order in which each comes after those it can be reached from. */
struct walk {
    const struct class_path *path;
    const struct class_end *ends;
    size_t stride[SCENARIO_WORKERS_MAX]; /* from a cut to the one with one more move of worker */
    uint16_t at[SCENARIO_WORKERS_MAX];
    struct class_cut *last;
    bool has_overflowed;
};

static const th_access *access_at(const struct walk *walk, size_t worker)
{
    const struct class_path *path = walk->path;
    if (walk->at[worker] == path->counts[worker]) return walk->ends[worker].pending;
    return &path->moves[path->moves_of[worker][walk->at[worker]]].access;
}

/* Is, at this cut, the lock held that access asks for? Also by whoever asks, who then waits for
 * ever: as world_allows has it. */
static bool is_held(const struct walk *walk, const th_access *access)
{
    size_t writers = 0, readers = 0;
    for (size_t w = 0; w < walk->path->worker_count; w++) {
        for (size_t n = 0; n < walk->at[w]; n++) {
            const th_access *before = &walk->path->moves[walk->path->moves_of[w][n]].access;
            if (before->lock_move == TH_LOCK_NONE || before->lock != access->lock) continue;
            writers += before->lock_move == TH_LOCK;
            writers -= before->lock_move == TH_UNLOCK;
            readers += before->lock_move == TH_RLOCK;
            readers -= before->lock_move == TH_RUNLOCK;
        }
    }
    return writers != 0 || (access->lock_move == TH_LOCK && readers != 0);
}

static unsigned count_ready(const struct walk *walk)
{
    unsigned ready = 0;
    for (size_t w = 0; w < walk->path->worker_count; w++) {
        const th_access *access = access_at(walk, w);
        if (access == NULL) continue;
        bool asks = access->lock_move == TH_LOCK || access->lock_move == TH_RLOCK;
        if (!asks || !is_held(walk, access)) ready++;
    }
    return ready;
}

/* The class lets worker make its next move from here. */
static bool may_move(const struct walk *walk, size_t worker)
{
    const struct class_path *path = walk->path;
    if (walk->at[worker] == path->counts[worker]) return false;
    const uint16_t *needs = path->moves[path->moves_of[worker][walk->at[worker]]].needs;
    for (size_t w = 0; w < path->worker_count; w++) {
        if (needs[w] > walk->at[w]) return false;
    }
    return true;
}

static void go_on(struct walk *walk, struct class_cut *cut)
{
    double share = cut->odds / count_ready(walk);
    for (size_t w = 0; w < walk->path->worker_count; w++) {
        if (!may_move(walk, w)) continue;
        struct class_cut *next = cut + walk->stride[w];
        next->odds += share;
        if (__builtin_add_overflow(next->ways, cut->ways, &next->ways)) {
            walk->has_overflowed = true;
        }
    }
}

/* To the next row: a choice of cuts for all workers but the first. False after the last. */
static bool next_row(struct walk *walk)
{
    for (size_t w = 1; w < walk->path->worker_count; w++) {
        if (walk->at[w]++ < walk->path->counts[w]) return true;
        walk->at[w] = 0;
    }
    return false;
}

/* Where the row's consistent cuts begin: what the others have done needs so much of the first. */
static uint16_t row_begin(const struct walk *walk)
{
    const struct class_path *path = walk->path;
    uint16_t begin = 0;
    for (size_t w = 1; w < path->worker_count; w++) {
        if (walk->at[w] == 0) continue;
        uint16_t needed = path->moves[path->moves_of[w][walk->at[w] - 1]].needs[0];
        if (needed > begin) begin = needed;
    }
    return begin;
}

/* A row's consistent cuts stand side by side, and each can be reached. What has been passed on is
 * cleared, so that the table is empty again behind the walk. */
static void walk_row(struct walk *walk, struct class_cut *cuts)
{
    size_t row = 0;
    for (size_t w = 1; w < walk->path->worker_count; w++)
        row += walk->at[w] * walk->stride[w];
    walk->at[0] = row_begin(walk);
    struct class_cut *cut = &cuts[row + walk->at[0]];
    for (; walk->at[0] <= walk->path->counts[0] && cut->ways != 0; walk->at[0]++, cut++) {
        if (cut == walk->last) return;
        go_on(walk, cut);
        *cut = (struct class_cut){0};
    }
}

static bool make_room(struct class_path *path, size_t cuts)
{
    if (cuts > path->cut_room) {
        free(path->cuts);
        path->cuts = calloc(2 * cuts, sizeof *path->cuts);
        path->cut_room = path->cuts == NULL ? 0 : 2 * cuts;
    }
    return path->cuts != NULL;
}

bool class_count(struct class_path *path, const struct class_end *ends, explore_number *schedules,
                 double *odds)
{
    struct walk walk = {.path = path, .ends = ends};
    size_t cuts = 1;
    for (size_t w = 0; w < path->worker_count; w++) {
        walk.stride[w] = cuts;
        cuts *= path->counts[w] + 1u;
        if (cuts > CUTS_MAX) return false;
    }
    if (!make_room(path, cuts)) return false;
    path->cuts[0] = (struct class_cut){.ways = 1, .odds = 1};
    walk.last = &path->cuts[cuts - 1];
    do {
        walk_row(&walk, path->cuts);
    } while (next_row(&walk));
    *schedules = walk.last->ways;
    *odds = walk.last->odds;
    *walk.last = (struct class_cut){0};
    return !walk.has_overflowed;
}
