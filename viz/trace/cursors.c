/* cursors.c - the open cursors of a script: a map from number to cursor. */
#include "viz/trace/cursors.h"

#include <stdlib.h>
#include <string.h>

struct trace_cursors {
    th_map *by_id; /* the eight bytes of a number -> a pointer to its cursor */
};

struct trace_cursors *trace_cursors_make(void)
{
    struct trace_cursors *cursors = calloc(1, sizeof *cursors);
    if (cursors == NULL) return NULL;
    th_map_options options = {
        .value_size = sizeof(th_cursor *), .keys_owned = true, .is_seeded = true};
    if (th_map_make(&options, &cursors->by_id) != TH_OK) {
        free(cursors);
        return NULL;
    }
    return cursors;
}

static th_cursor *cursor_in(const void *value)
{
    th_cursor *cursor;
    memcpy(&cursor, value, sizeof cursor);
    return cursor;
}

void trace_cursors_free(struct trace_cursors *cursors)
{
    if (cursors == NULL) return;
    th_cursor each;
    th_cursor_open_at(cursors->by_id, &each, 0, 0);
    while (th_cursor_next(&each)) {
        th_cursor *cursor = cursor_in(each.value);
        th_cursor_close(cursor);
        free(cursor);
    }
    th_cursor_close(&each);
    th_map_free(cursors->by_id);
    free(cursors);
}

static th_key key_of(const int64_t *id) { return (th_key){(const char *)id, sizeof *id}; }

th_cursor *trace_cursors_find(const struct trace_cursors *cursors, int64_t id)
{
    const void *found = th_map_get(cursors->by_id, key_of(&id));
    return found == NULL ? NULL : cursor_in(found);
}

th_cursor *trace_cursors_fresh(struct trace_cursors *cursors, int64_t id)
{
    th_cursor *cursor = trace_cursors_find(cursors, id);
    if (cursor != NULL) {
        th_cursor_close(cursor);
        return cursor;
    }
    cursor = calloc(1, sizeof *cursor);
    if (cursor == NULL) return NULL;
    if (th_map_put(cursors->by_id, key_of(&id), &cursor) != TH_OK) {
        free(cursor);
        return NULL;
    }
    return cursor;
}
