/* window.c - the page, then the way from it to the focus. */
#include "viz/screen/window.h"

#include <assert.h>

static uint64_t page_of(const struct window_ask *ask)
{
    uint64_t capacity = (uint64_t)ask->capacity;
    uint64_t page = ask->begin + (ask->focus - ask->begin) / capacity * capacity;

    if (page + capacity <= ask->end) return page;
    return ask->end - ask->begin > capacity ? ask->end - capacity : ask->begin;
}

/* How many buckets, overflow ones included, lie between `start` and the focus. */
static uint64_t before_focus(const struct window_ask *ask, uint64_t start)
{
    uint64_t before = ask->focus_depth;

    for (uint64_t bucket = start; bucket < ask->focus; bucket++)
        before += model_chain_len(ask->model, ask->map, ask->array, (uint32_t)bucket);
    return before;
}

/* The last page begins here: as early as all up to the end are still in view. */
static uint64_t last_page_of(const struct window_ask *ask)
{
    uint64_t room = (uint64_t)ask->capacity;
    uint64_t start = ask->end;

    while (start > ask->begin) {
        uint64_t len = model_chain_len(ask->model, ask->map, ask->array, (uint32_t)start - 1);

        if (len > room) break;
        room -= len;
        start--;
    }
    return start < ask->end ? start : ask->end - 1; /* the last chain alone is too long */
}

/* The part of ask->scroll that is possible from a page that begins at `from`. */
static int clamped(const struct window_ask *ask, uint64_t from)
{
    int64_t up = (int64_t)(from - ask->begin);
    int64_t down = (int64_t)last_page_of(ask) - (int64_t)from;

    if (ask->scroll < 0) return -ask->scroll > up ? (int)-up : ask->scroll;
    if (down < 0) return 0;
    return ask->scroll > down ? (int)down : ask->scroll;
}

struct window_start window_start_of(const struct window_ask *ask)
{
    uint64_t capacity = (uint64_t)ask->capacity;

    assert(ask->capacity >= 1 && ask->begin < ask->end);
    assert(ask->focus >= ask->begin && ask->focus < ask->end);

    uint64_t start = page_of(ask);
    uint64_t before = before_focus(ask, start);

    for (; before >= capacity && start < ask->focus; start++)
        before -= model_chain_len(ask->model, ask->map, ask->array, (uint32_t)start);

    int scroll = clamped(ask, start);

    if (scroll != 0)
        return (struct window_start){.bucket = (uint64_t)((int64_t)start + scroll),
                                     .scroll = scroll};
    if (before < capacity) return (struct window_start){.bucket = start};
    return (struct window_start){
        .bucket = ask->focus,
        .depth = (uint32_t)(ask->focus_depth / capacity * capacity),
    };
}
