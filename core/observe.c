/* observe.c - the moves and the operations by name. */
#include "core/observe.h"

#include <assert.h>
#include <string.h>

static const char *const event_names[] = {
#define X(name, text) [name] = text,
    TH_EVENT_LIST(X)
#undef X
};

static const char *const op_names[] = {
#define X(name, text) [name] = text,
    TH_OP_LIST(X)
#undef X
};

const char *th_event_name(th_event_kind kind)
{
    assert(kind < TH_EVENT_COUNT_OF_KINDS);
    return event_names[kind];
}

const char *th_op_name(th_op op)
{
    assert(op < TH_OP_COUNT);
    return op_names[op];
}

bool th_event_needs_gate(th_event_kind kind)
{
    return kind >= TH_EVENT_FLAGS_LOADED && kind <= TH_EVENT_LOCK_MOVED;
}

th_event_kind th_event_named(const char *name)
{
    unsigned kind = 0;
    while (kind < TH_EVENT_COUNT_OF_KINDS && strcmp(event_names[kind], name) != 0)
        kind++;
    return (th_event_kind)kind;
}
