/* explore_rows.c - counts by outcome, the shortest schedules, the different ends. */
#include "viz/race/explore_rows.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* ---- Ends ---- */

static bool add_end(struct explored *explored, struct explore_row *row, uint64_t digest)
{
    if (digest == 0) return true;
    if (row->ends == NULL) row->ends = calloc(EXPLORE_ENDS_TABLE, sizeof *row->ends);
    if (row->ends == NULL) return false;
    size_t at = digest % EXPLORE_ENDS_TABLE;
    while (row->ends[at] != 0 && row->ends[at] != digest)
        at = (at + 1) % EXPLORE_ENDS_TABLE;
    if (row->ends[at] == digest) return true;
    if (row->end_count == EXPLORE_ENDS_MAX) {
        explored->has_all_ends = false;
        return true;
    }
    row->ends[at] = digest;
    row->end_count++;
    return true;
}

bool explore_rows_add_end(struct explored *explored, enum outcome outcome, uint64_t digest)
{
    return add_end(explored, &explored->rows[outcome], digest);
}

static int by_size(const void *a, const void *b)
{
    const uint64_t *one = a, *other = b;
    return (*one > *other) - (*one < *other);
}

void explore_rows_finish(struct explored *explored)
{
    for (size_t i = 0; i < OUTCOME_COUNT; i++) {
        struct explore_row *row = &explored->rows[i];
        if (row->ends == NULL) continue;
        size_t count = 0;
        for (size_t at = 0; at < EXPLORE_ENDS_TABLE; at++) {
            if (row->ends[at] != 0) row->ends[count++] = row->ends[at];
        }
        assert(count == row->end_count);
        qsort(row->ends, count, sizeof *row->ends, by_size);
    }
}

/* ---- Shortest ---- */

static bool is_shorter(const struct explore_row *row, size_t count, uint32_t preemptions)
{
    if (row->shortest == NULL || count != row->shortest_count) {
        return row->shortest == NULL || count < row->shortest_count;
    }
    return preemptions < row->preemptions;
}

static bool set_shortest(struct explore_row *row, const uint8_t *choices, size_t count,
                         uint32_t preemptions)
{
    if (!is_shorter(row, count, preemptions)) return true;
    if (row->shortest == NULL) row->shortest = malloc(EXPLORE_MOVES_MAX);
    if (row->shortest == NULL) return false;
    memcpy(row->shortest, choices, count);
    row->shortest_count = count;
    row->preemptions = preemptions;
    return true;
}

/* ---- Counting ---- */

static void add_schedules(struct explored *explored, struct explore_row *row, explore_number more)
{
    if (__builtin_add_overflow(row->schedules, more, &row->schedules)) explored->is_exact = false;
}

bool explore_rows_count(struct explored *explored, const struct explore_end *end)
{
    struct explore_row *row = &explored->rows[end->outcome];
    explored->executions++;
    row->classes++;
    if (end->is_exact) {
        add_schedules(explored, row, end->schedules);
        row->odds += end->odds;
    } else {
        explored->is_exact = false;
    }
    return set_shortest(row, end->choices, end->count, end->preemptions) &&
           add_end(explored, row, end->digest);
}

/* The ends of one row of another shard, while into's row is still a table or already a list. */
static bool add_ends(struct explored *into, struct explore_row *row, const struct explore_row *from)
{
    uint64_t *both = malloc((row->end_count + from->end_count + 1) * sizeof *both);
    if (both == NULL) return false;
    size_t count = 0;
    for (size_t i = 0; i < row->end_count; i++)
        both[count++] = row->ends[i];
    for (size_t i = 0; i < from->end_count; i++) {
        const uint64_t *digest = &from->ends[i];
        if (row->ends == NULL ||
            bsearch(digest, row->ends, row->end_count, sizeof *digest, by_size) == NULL) {
            both[count++] = *digest;
        }
    }
    qsort(both, count, sizeof *both, by_size);
    if (count > EXPLORE_ENDS_MAX) {
        into->has_all_ends = false;
        count = EXPLORE_ENDS_MAX;
    }
    free(row->ends);
    row->ends = both;
    row->end_count = count;
    return true;
}

static bool add_row(struct explored *into, struct explore_row *row, const struct explore_row *from)
{
    row->classes += from->classes;
    row->odds += from->odds;
    add_schedules(into, row, from->schedules);
    if (from->shortest != NULL &&
        !set_shortest(row, from->shortest, from->shortest_count, from->preemptions)) {
        return false;
    }
    return from->end_count == 0 || add_ends(into, row, from);
}

bool explored_add(struct explored *into, const struct explored *from)
{
    into->executions += from->executions;
    into->blocked += from->blocked;
    into->moves += from->moves;
    into->is_whole = into->is_whole && from->is_whole;
    into->is_exact = into->is_exact && from->is_exact;
    into->has_all_ends = into->has_all_ends && from->has_all_ends;
    for (size_t i = 0; i < OUTCOME_COUNT; i++) {
        if (!add_row(into, &into->rows[i], &from->rows[i])) return false;
    }
    return true;
}

void explored_free(struct explored *explored)
{
    if (explored == NULL) return;
    for (size_t i = 0; i < OUTCOME_COUNT; i++) {
        free(explored->rows[i].shortest);
        free(explored->rows[i].ends);
    }
    free(explored);
}

/* ---- In words ---- */

const char *explore_status_text(enum explore_status status)
{
    static const char *const texts[] = {
#define X(name, text) [name] = text,
        EXPLORE_STATUS_LIST(X)
#undef X
    };
    return texts[status];
}

void explore_write_number(explore_number number, char *text)
{
    char reversed[EXPLORE_NUMBER_TEXT * 2];
    size_t len = 0, digits = 0;
    do {
        if (digits > 0 && digits % 3 == 0) reversed[len++] = ',';
        reversed[len++] = (char)('0' + (int)(number % 10));
        number /= 10;
        digits++;
    } while (number != 0);
    for (size_t i = 0; i < len; i++)
        text[i] = reversed[len - 1 - i];
    text[len] = '\0';
}
