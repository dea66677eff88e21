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

static struct window_start scrolled(const struct window_ask *ask, uint64_t from)
{
    int64_t bucket = (int64_t)from + ask->scroll;

    if (bucket < (int64_t)ask->begin) bucket = (int64_t)ask->begin;
    if (bucket >= (int64_t)ask->end) bucket = (int64_t)ask->end - 1;
    return (struct window_start){.bucket = (uint64_t)bucket};
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
    if (ask->scroll != 0) return scrolled(ask, start);
    if (before < capacity) return (struct window_start){.bucket = start};
    return (struct window_start){
        .bucket = ask->focus,
        .depth = (uint32_t)(ask->focus_depth / capacity * capacity),
    };
}
